"""The events of a session, all that can happen: those of every room, and its beginning; written and read.

A session is the fold of these; nothing else is kept. Every event has `at`, the instant (UTC, whole seconds) it took
effect, and `by`, who said so.
"""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from collections.abc import Mapping
from datetime import date

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.structs import convert, decode, encode, table
from workshop_tui.holds import Fixed
from workshop_tui.locale import Message, say
from workshop_tui.session.attendance import events as attendance
from workshop_tui.session.event import Event
from workshop_tui.session.names import events as names
from workshop_tui.session.notes import events as notes
from workshop_tui.session.rooms import Kinds
from workshop_tui.session.timing import events as timing
from workshop_tui.session.timing import replanning_events as replanning


class SessionOpened(Event, frozen=True, kw_only=True):
    """A session of this agenda exists, for this day. It is the first event, and is never undone.

    `draw`: the lot by which codes of names are drawn (`names.codes`); None: they are counted, as they once were.
    `follows`: the session that this one goes on from, its id; `coded`: no more names had a code by then.
    """

    id: Fixed
    agenda: Agenda
    date: date
    draw: Fixed | None = None
    follows: Fixed | None = None
    coded: int = 0

    def sentence(self) -> Message:
        """Say so."""
        return say("{who} opened the session at {at}")


_ROOMS = (timing, replanning, notes, attendance, names)
KINDS: Mapping[str, type[Event]] = Kinds(
    {kind.__name__: kind for kind in (SessionOpened, *(kind for room in _ROOMS for kind in room.EVENTS))}
)
"""The kinds of event, all of them, by their names in files; to go through them loads those of every room."""


def from_json(kind: str, data: str | bytes) -> Event:
    """Read the event of this `type` that was written as `data`. Raises `ValueError` if it is none."""
    if kind not in KINDS:
        raise ValueError(kind)
    return decode(data, KINDS[kind])


def from_data(kind: str, data: dict[str, object]) -> Event:
    """Read the event of this `type` that `data` says, as TOML has it.

    Raises `ValueError` for a type that is none, msgspec's `ValidationError` for what that type does not have.
    """
    if kind not in KINDS:
        raise ValueError(kind)
    return convert(data, KINDS[kind])


def as_table(event: Event) -> dict[str, object]:
    """Give the event as plain values, as TOML and JSON have it: when, who, of which type, then its own fields."""
    written = table(event)
    return {"at": written.pop("at"), "by": written.pop("by"), "type": event.type, **written}


def as_json(event: Event) -> str:
    """Write the event as `from_json` reads it."""
    return encode(as_table(event))
