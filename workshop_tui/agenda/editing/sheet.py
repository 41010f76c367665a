"""A text of an agenda at one moment: what it says, where that stands, and the line ends that it has."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from workshop_tui.agenda.editing.layout import Layout, Span
from workshop_tui.agenda.rules import Path
from workshop_tui.agenda.toml import parsed
from workshop_tui.locale.languages import row_of


class Sheet:
    """A text that is TOML. Each change makes another one."""

    def __init__(self, text: str, data: dict[str, Any] | None = None) -> None:
        """`data` is what the text says, where that is known."""
        self.text = text
        self._known = data

    @cached_property
    def data(self) -> dict[str, Any]:
        """The tables and values, as TOML gives them. Raises `toml.Unreadable` if the text is none."""
        return parsed(self.text) if self._known is None else self._known

    @cached_property
    def layout(self) -> Layout:
        """The places of tables and keys."""
        return Layout(self.text)

    @property
    def newline(self) -> str:
        """The line end that most lines have."""
        return "\r\n" if 2 * self.text.count("\r\n") > self.text.count("\n") else "\n"

    @property
    def is_course(self) -> bool:
        """Tell whether its blocks stand in days."""
        return "days" in self.data

    @property
    def times_have_h(self) -> bool:
        """Tell whether its times are written `9h30`: as most are, in French where none is."""
        blocks = [block for path in self.blocks() if isinstance(block := self.at(path), dict)]
        times = [str(block.get(name, "")) for block in blocks for name in ("start", "end")]
        written = [time for time in times if time]
        return any("h" in time for time in written) if written else row_of(self.data.get("language")).hour_sign == "h"

    def at(self, path: Path) -> Any:
        """The value at `path`; None if there is none."""
        found: Any = self.data
        for part in path:
            try:
                found = found[part]
            except (KeyError, IndexError, TypeError):
                return None
        return found

    def count(self, path: Path) -> int:
        """The number of entries of the list at `path`."""
        found = self.at(path)
        return len(found) if isinstance(found, list) else 0

    def days(self) -> list[Path]:
        """The places of the days; that of the whole file, where it is one day."""
        return [("days", n) for n in range(self.count(("days",)))] if self.is_course else [()]

    def blocks(self) -> list[Path]:
        """The places of the blocks, in order."""
        return [(*day, "blocks", n) for day in self.days() for n in range(self.count((*day, "blocks")))]

    def spliced(self, *changes: tuple[Span, str], data: dict[str, Any] | None = None) -> Sheet:
        """The sheet with these stretches of text replaced, none of which overlaps another; `data` is what it says then,
        where that is known."""
        text = self.text
        for (start, end), new in sorted(changes, reverse=True):
            text = text[:start] + new + text[end:]
        return Sheet(text, data)
