"""The terminals that are on a session, what trainers signal, and what somebody has half-typed: it holds for a while."""

from __future__ import annotations

from abc import ABC, abstractmethod

from msgspec import Struct

SIGNALS_STAY_S = 60
"""Seconds that a signal is kept: it is for those who look now."""


class Present(Struct, frozen=True):
    """A terminal that is on the session: who sits at it, and the view that it shows (`run`, `room`…)."""

    terminal: str
    author: str
    view: str


class Signalled(Struct, frozen=True):
    """A signal from one trainer to the others; numbers only ever grow."""

    number: int
    author: str
    signal: str


class Around(Struct, frozen=True):
    """The terminals that are here, in the order in which they came, and signals, in theirs."""

    present: list[Present]
    signals: list[Signalled]
    last: int = 0
    """The number of the last event, where that is known."""


class OfTerminals(ABC):
    """A session, as far as it is about its terminals. What `journal.Journal` says of faults holds here, too."""

    fresh_s: float
    """Seconds after its last sign of life that a terminal still counts as here; by the store's clock, not ours."""
    look_s: float | None = None
    """Seconds between two looks at who fell silent, where looking is cheap; None: each sign of life is one."""

    @abstractmethod
    def keep_draft(self, author: str, text: str) -> None:
        """Keep `author`'s half-typed note; an empty one is forgotten. One about something else: see `draft_of`.

        A kill leaves it, the power may not: it need not be on disk until `settle`, or the next `beat`.
        """

    @abstractmethod
    def settle(self) -> None:
        """Have what is half-typed on disk. Raises `JournalError`."""

    @abstractmethod
    def drafts(self, author: str) -> dict[str, str]:
        """`author`'s half-typed notes, one a terminal at the most, by what each is kept under (see `draft_of`)."""

    @abstractmethod
    def half_typed(self) -> dict[str, str]:
        """Give each text that is half-typed in the session, by what it is kept under. Raises `JournalError`."""

    def draft(self, author: str) -> str:
        """`author`'s half-typed note, the first if there are several; or nothing."""
        return next(iter(self.drafts(author).values()), "")

    @abstractmethod
    def beat(self, who: Present, after: int) -> Around:
        """`look`, with a terminal's sign of life: it counts as here for `fresh_s` from now. Need not be on disk.

        A server tells it to the others only if it is new to them: the terminal has come, or shows another view.
        """

    @abstractmethod
    def look(self, after: int) -> Around:
        """The terminals that are here, and the signals numbered above `after` that are not forgotten yet."""

    @property
    def company_moved(self) -> bool:
        """False if nothing that `look` sees was told since the last look: only the events have `changed`."""
        return True

    def here(self, who: Present) -> None:
        """See `beat`."""
        self.beat(who, 0)

    def present(self) -> list[Present]:
        """See `look`."""
        return self.look(0).present

    def signals(self, after: int) -> list[Signalled]:
        """See `look`."""
        return self.look(after).signals

    @abstractmethod
    def gone(self, terminal: str) -> None:
        """Count that terminal as here no more: it has left."""

    @abstractmethod
    def signal(self, author: str, signal: str) -> None:
        """Tell the others; it is forgotten after a while. Need not be on disk."""
