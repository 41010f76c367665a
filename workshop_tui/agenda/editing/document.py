"""A plan as it is being edited: what was changed, one after another, to be undone and redone; and its rows.

`raw` is what stands in the file then: as it was read, byte-order mark and line ends too, but for what was changed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from workshop_tui.agenda.editing.operations import Done
from workshop_tui.agenda.editing.rows import PlanRow, Remark, carried, judged_rows, remarks_of, rows_of
from workshop_tui.agenda.editing.sheet import Sheet
from workshop_tui.agenda.rules import Path
from workshop_tui.agenda.times import Mistake
from workshop_tui.agenda.toml import Unreadable, decoded
from workshop_tui.locale import say

_MARK = b"\xef\xbb\xbf"
_NOT_IN_THIS_FILE = say("this cannot be done while the file is written so: mend it first, as is said beside its rows")
"""Where something else stands in the place of a list of tables."""


@dataclass(frozen=True)
class Step:
    """The plan after a change: which one, in words, the row that it is about, and the one that it was about before."""

    sheet: Sheet
    path: Path
    told: str
    before: Path = ()


class Document:
    """The plan, its changes and its rows. Nothing here reads or writes a file."""

    def __init__(self, raw: bytes) -> None:
        """Raises `toml.Unreadable` if that is no TOML."""
        self._mark = _MARK if raw.startswith(_MARK) else b""
        text = decoded(raw)
        self._old_mac = b"\r" in raw and b"\n" not in raw
        self._steps = [Step(Sheet(text), (), "")]
        self._at = 0
        self._rows: tuple[Sheet | None, list[PlanRow]] = None, []
        self._checked: tuple[Sheet | None, list[PlanRow]] = None, []
        _ = self.sheet.data

    @property
    def sheet(self) -> Sheet:
        """The plan as it is now."""
        return self._steps[self._at].sheet

    @property
    def raw(self) -> bytes:
        """The bytes of the file, as they are to be now."""
        text = self.sheet.text
        return self._mark + (text.replace("\n", "\r") if self._old_mac else text).encode()

    @property
    def rows(self) -> list[PlanRow]:
        """The rows, from the whole to its segments, each with what `check` says of it."""
        if not self.is_checked:
            self.take(self.sheet, remarks_of(self.sheet))
        return self._checked[1]

    def take(self, sheet: Sheet, remarks: Sequence[Remark]) -> None:
        """Take what `check` says of the plan as it was then, unless it is another by now."""
        if sheet is self.sheet and not self.is_checked:
            bare = [replace(row, remarks=()) for row in self.rows_at_once]
            self._checked = sheet, judged_rows(bare, remarks)

    @property
    def is_checked(self) -> bool:
        """Tell whether it is known what `check` says of the plan as it is now."""
        return self._checked[0] is self.sheet

    @property
    def rows_at_once(self) -> list[PlanRow]:
        """The rows as they can be shown without waiting for `check`: beside each is what it said of it before."""
        if self.is_checked:
            return self._checked[1]
        if self._rows[0] is not self.sheet:
            self._rows = self.sheet, carried(self._checked[1], rows_of(self.sheet))
        return self._rows[1]

    @property
    def remarks(self) -> list[Remark]:
        """The remarks of all rows."""
        return [one for row in self.rows for one in row.remarks]

    def row(self, path: Path) -> PlanRow | None:
        """The row at `path`, with what is known of it at once."""
        return next((row for row in self.rows_at_once if row.path == path), None)

    def do(self, told: str, change: Callable[[Sheet], Done], before: Path = ()) -> Path:
        """Do it to what is at `before`, and the row that it is about then; `told` says it.

        Raises `Mistake`: nothing is changed then.
        """
        done = change(self.sheet)
        if done.sheet.text != self.sheet.text:
            try:
                _ = done.sheet.data
            except Unreadable:
                raise Mistake(_NOT_IN_THIS_FILE) from None
            del self._steps[self._at + 1 :]
            self._steps.append(Step(done.sheet, done.path, told, before))
            self._at += 1
        return done.path

    def undo(self) -> Step | None:
        """Take the last change back: that one; None if there is none."""
        if not self._at:
            return None
        self._at -= 1
        return self._steps[self._at + 1]

    def redo(self) -> Step | None:
        """Do again what was taken back last: that one; None if nothing was."""
        if self._at + 1 == len(self._steps):
            return None
        self._at += 1
        return self._steps[self._at]

    @property
    def changes(self) -> int:
        """The number of changes that stand."""
        return self._at

    def become(self, raw: bytes, told: str) -> None:
        """Be what these bytes say, as one change that can be taken back. Raises `toml.Unreadable`."""
        other = Document(raw)
        self._mark, self._old_mac = other._mark, other._old_mac
        self.do(told, lambda _sheet: Done(other.sheet, ()))
