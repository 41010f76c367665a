"""Hints: the parts of what is said that name a key. Each is shown only where its key does that, and as long as it does.

One belongs to an action of a screen (or of a mode). What is said on one screen is read on the next, too, where the same
key may do something else: there, under a question, and while something is typed, the sentence stands without it.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from workshop_tui.locale import Message


def always() -> bool:
    """Tell that it holds, come what may."""
    return True


class Hint(Struct, frozen=True):
    """A part of a sentence, `{key}` in it, about the `action` of the keys called `name` in `keys.SCREENS`.

    It is said as long as it `holds`: that which the key would do is still there to be done. One that is `spare` makes
    room for the sentence.
    """

    name: str
    action: str
    words: Message
    holds: Callable[[], bool] = always
    spare: bool = False


class Said(Struct, frozen=True):
    """A sentence and its hints, in order."""

    text: str
    hints: tuple[Hint, ...] = ()

    def told(self, shown: Callable[[Hint], str]) -> str:
        """The whole of it on a screen that has each hint `shown` as it does there."""
        return self.text + "".join(map(shown, self.hints))
