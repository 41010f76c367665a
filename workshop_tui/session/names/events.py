"""Events about names, and what they settle: which codes stand for names that were forgotten, which words are ordinary.

| event | how it is undone |
| --- | --- |
| NameForgotten | never: the name is gone from all that was written |
| NamesExpired | never: they are gone from all that was written |
| WordSettled | say the other |
"""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from abc import abstractmethod
from collections.abc import Mapping
from types import MappingProxyType
from typing import ClassVar

from msgspec import Struct
from msgspec.structs import replace

from workshop_tui.holds import Fixed, Words
from workshop_tui.locale import Message, say
from workshop_tui.session.event import Event
from workshop_tui.text.folding import alike


class Names(Struct, frozen=True):
    """Answers about names, frozen. `erased` are the codes of names that were forgotten; `draw` as in `SessionOpened`.

    `ordinary`: of a word that is part of a name (as `alike` has it), whether it is an ordinary one where it has no
    capital, as far as somebody said so.
    """

    erased: tuple[Fixed, ...] = ()
    ordinary: Mapping[Words, bool] = MappingProxyType({})
    draw: Fixed | None = None


class NameEvent(Event, frozen=True, kw_only=True):
    """An event about names."""

    @abstractmethod
    def apply(self, names: Names, number: int) -> Names:
        """Give the answers after it; it is the session's event of this number."""

    @abstractmethod
    def sentence(self) -> Message:
        """Say what it did, `{who}` and `{at}` still to be filled in."""


class NameForgotten(NameEvent, frozen=True, kw_only=True):
    """A person's name has been removed for good from all that was said before: `code` stands in its place."""

    rewrites_the_past: ClassVar[bool] = True

    code: Fixed

    def apply(self, names: Names, number: int) -> Names:
        """Keep the code: it stays theirs."""
        return replace(names, erased=(*names.erased, self.code))

    def sentence(self) -> Message:
        """Say which code."""
        return say("{who} had a name removed for good at {at}: {code} stands in its place", code=self.code)


class NamesExpired(NameEvent, frozen=True, kw_only=True):
    """Names, every one, have been removed for good, as the day is `older_than` they are kept (`36m`: months).

    `codes` stand in their places.
    """

    rewrites_the_past: ClassVar[bool] = True

    older_than: Fixed
    codes: tuple[Fixed, ...]

    def apply(self, names: Names, number: int) -> Names:
        """Keep the codes: they stay theirs."""
        return replace(names, erased=(*names.erased, *self.codes))

    def sentence(self) -> Message:
        """Say which codes, and after how long."""
        return say(
            "{who} had all names removed for good at {at}, after {age}: {codes} stand in their place",
            age=self.older_than,
            codes=", ".join(self.codes),
        )


class WordSettled(NameEvent, frozen=True, kw_only=True):
    """A word that is part of a name is an ordinary one where it has no capital, or is the name there, too.

    Undone by saying the other.
    """

    word: Words
    ordinary: bool

    def apply(self, names: Names, number: int) -> Names:
        """Keep the answer."""
        return replace(names, ordinary=MappingProxyType({**names.ordinary, alike(self.word): self.ordinary}))

    def sentence(self) -> Message:
        """Say which, and what it is."""
        if self.ordinary:
            return say("{who} says that “{word}” is an ordinary word", word=self.word)
        return say("{who} says that “{word}” is a name", word=self.word)


EVENTS = (NameForgotten, NamesExpired, WordSettled)
"""The events about names, all of them."""
