"""One key: what presses it, what it does, in which words, for whom; and how a person chooses another."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace
from textual.binding import Binding, BindingsMap

from workshop_tui.locale import Message, say
from workshop_tui.session.may import May


class Key(Struct, frozen=True):
    """One command of a screen: its keys (Textual's names), the sign for them, its action and its words."""

    keys: str
    sign: str
    action: str
    label: Message
    told: Message
    in_bar: bool = True
    leads_out: bool = False
    """Out of the session that is shown, or into a file: not for who is confined to it."""
    leaves_room: bool = False
    """From the room's screen to the others: not for who is to see no other."""
    at_once: bool = False
    """Before the next key is looked at: what is typed right after it already goes where it leads."""
    brief: Message | None = None
    """The label where the bar has little room; None: the same."""
    needed: bool = False
    """In the bar at every width: others make room, then labels are brief."""
    use: int = 0
    """How much it is used, beside the others: where not all that are needed have room, the least used goes first."""
    needs: May = May.WATCH
    """The right of the terminal: with a lesser one, it only says so."""


HELP = Key("question_mark", "?", "help", say("help"), say("All keys and signs"))
SAID = Key("semicolon", ";", "said", say("said"), say("What was said in this terminal, with the times"), False)
QUIT = Key("q", "q", "quit", say("quit"), say("Leave; the day goes on"))
"""Keys that several screens have."""

TAGS = Key(
    "tab",
    "tab",
    "tags",
    say("tags"),
    say("From a note's text to its tags"),
    in_bar=False,
    at_once=True,
    needs=May.NOTE,
)
SIGNS = {"space": "␣", "right": "→", "left": "←", "up": "↑", "down": "↓", "enter": "⏎", "escape": "esc"}
"""How a key is shown whose name is not what stands on it."""


def remapped(keys: tuple[Key, ...], chosen: dict[str, str]) -> tuple[Key, ...]:
    """`keys` with those that a person chose: `{"next": "j,f5"}`, by action, in Textual's names.

    A chosen key is taken from a command that can be done without: it stays in the palette, under other keys or none.
    """
    taken = {name.strip() for wanted in chosen.values() for name in wanted.split(",")}
    return tuple(_chosen(key, chosen[key.action]) if chosen.get(key.action) else _left(key, taken) for key in keys)


def _chosen(key: Key, wanted: str) -> Key:
    first = wanted.split(",", maxsplit=1)[0].strip()
    return replace(key, keys=wanted, sign=SIGNS.get(first, first))


def _left(key: Key, taken: set[str]) -> Key:
    """The key, where it can be done without, under what is not `taken`."""
    names = key.keys.split(",")
    stay = [name for name in names if name not in taken]
    if key.needed or len(stay) == len(names):
        return key
    return replace(key, keys=",".join(stay), sign=SIGNS.get(stay[0], stay[0]) if stay else "")


def bindings(keys: tuple[Key, ...]) -> BindingsMap:
    """The keys as Textual's bindings."""
    return BindingsMap(
        Binding(
            key.keys,
            key.action,
            str(key.told),
            show=False,
            priority=key.at_once,
        )
        for key in keys
        if key.keys
    )
