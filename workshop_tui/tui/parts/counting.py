"""A screen on which hands or dots are counted: a letter a row, a figure typed; on as many terminals as want to."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from workshop_tui.locale import _
from workshop_tui.text import clean_line
from workshop_tui.tui.parts.asking import Asks
from workshop_tui.tui.parts.over import Lists
from workshop_tui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from textual.events import Key

    from workshop_tui.session.event import Command

LETTERS = "abcdefghijk"
"""The letters that count: the first row's, the second's… No command of such a screen has one of them."""


class Counts(Asks, Lists, part=True):
    """Rows, some of which are counted; the selected one is meant where no letter says another."""

    _seen: int = 0
    """The count that stood there as another was begun to be typed."""

    @property
    @abstractmethod
    def counted(self) -> list[str]:
        """The rows that letters count, in their order."""

    @abstractmethod
    def count_of(self, row: str) -> int:
        """The count that stands in this row."""

    @abstractmethod
    def called(self, row: str) -> str:
        """The words for this row."""

    @abstractmethod
    def counting(
        self, row: str, *, change: int = 0, count: int | None = None, was: int | None = None
    ) -> Command | None:
        """The command that counts so; None if the row is not there any more."""

    async def on_key(self, event: Key) -> None:
        """A letter counts one of its row, a capital letter one less; a figure begins the count of the selected row."""
        sign = event.character or ""
        if self.query("Ask") or not (sign.isascii() and sign.isalnum()):
            return
        if sign.isdecimal():
            event.stop()
            await self.type_count(sign)
        elif (place := LETTERS.find(sign.lower())) in range(len(self.counted)):
            event.stop()
            row = self.counted[place]
            self.query_one(Rows).select(row)
            self._count(row, 1 if sign.islower() else -1)

    def action_longer(self) -> None:
        self._count(self.selected_count, 1)

    def action_shorter(self) -> None:
        self._count(self.selected_count, -1)

    @property
    def selected_count(self) -> str | None:
        """The selected row, if it is counted."""
        selected = self.query_one(Rows).selected
        return selected if selected in self.counted else None

    def _count(self, row: str | None, change: int) -> None:
        if row is not None and (command := self.counting(row, change=change)):
            self.do(command)

    async def type_count(self, begun: str = "") -> None:
        """Ask for the count of the selected row; what was half-typed before was of another moment."""
        if (row := self.selected_count) is not None:
            self._seen = self.count_of(row)
            about = f"count {self.NAME} {row}"
            self.run.keep("", about)
            await self.ask(about, _("{name}: how many?", name=self.called(row)), begun or str(self._seen))

    def take_count(self, text: str) -> bool:
        """Count what was typed, over what was seen; `+3`: so many more."""
        row, typed = self._asked.split(" ", 2)[2], text.strip().replace("−", "-")
        if not typed.lstrip("+-").isdecimal() or not typed.isascii() or len(typed) > 6:
            self.refuse(_("“{value}” is no count: write 9, +1 or -1", value=clean_line(text)))
            return False
        if typed[0] in "+-":
            added = self.counting(row, change=int(typed))
            return added is None or self.do(added)
        command = self.counting(row, count=int(typed), was=self._seen)
        if command is None or int(typed) == self.count_of(row):
            return True
        done = self.do(command)
        self._seen = self.count_of(row)  # what is refused was said with it: the same again is meant
        if done and self._seen != int(typed):  # what another counted landed just before, and stands
            self.refuse(_("somebody else counted meanwhile: {count} by now", count=self._seen))
            return False
        return done
