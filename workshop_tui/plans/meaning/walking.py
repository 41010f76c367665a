"""A walk through a sheet, row by row: tables here, lines and headings in `lines`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workshop_tui.plans.meaning import words
from workshop_tui.plans.meaning.columns import Columns, columns_of, guessed, is_head, letter
from workshop_tui.plans.meaning.entries import LABELS, Entry, Walked
from workshop_tui.plans.meaning.grids import by_day
from workshop_tui.plans.meaning.heads import languages_of
from workshop_tui.plans.meaning.lines import LABELLED, Lines
from workshop_tui.plans.meaning.proposal import ColumnRead, RowRead
from workshop_tui.plans.meaning.sections import Section, section_of
from workshop_tui.plans.meaning.spans import timed
from workshop_tui.plans.meaning.tabled import entry_of
from workshop_tui.plans.meaning.whens import when_of
from workshop_tui.plans.rows import Kind, Row, Sheet, text_of
from workshop_tui.text import fold


def walked(sheet: Sheet, given: Mapping[str, str], language: str | None) -> Walked:
    """Walk through a sheet; `given`: the fields that the person says columns to hold."""
    return _Walk(by_day(sheet), given, language).walk()


class _Walk(Lines):
    """The walk, with its tables."""

    def walk(self) -> Walked:
        """Take each row."""
        rows = [row for row in self.sheet.rows if not row.hidden]
        tables = [(k, row) for k, row in enumerate(rows) if row.kind is Kind.TABLE]
        if not any(self._is_head(row, rows[k + 1 :]) for k, row in tables):
            self.columns = self.guess = guessed([row for _k, row in tables if len(row.texts) > 1], self.given)
            if self.columns:
                self._tell(self.columns)
        for k, row in enumerate(rows):
            read = _told(self.sheet, row, "text")
            self.made.rows.append(read)
            if row.kind is Kind.TABLE:
                self._table(row, read, rows[k + 1 :])
            elif row.kind is Kind.HEADING:
                self.heading(row, read, rows[k + 1 :])
            else:
                self.line(row, read)
        self._unseen()
        return self.made

    def _unseen(self) -> None:
        """Tell of the rows and columns that are hidden, which are not read."""
        unseen = [_told(self.sheet, row, "hidden") for row in self.sheet.rows if row.hidden]
        if unseen:
            self.made.rows = sorted([*self.made.rows, *unseen], key=lambda one: one.row.number)
        for k, head in self.sheet.hidden.items():
            self.made.columns.append(ColumnRead(self.sheet.name, letter(k), head, None))

    def _is_head(self, row: Row, below: Sequence[Row]) -> bool:
        return is_head(row, below, self.given, self.language)

    def _table(self, row: Row, read: RowRead, below: Sequence[Row]) -> None:
        if self._is_head(row, below):
            over = self.columns if self.after_head else None
            self.columns = columns_of(row, below, self.given, self.language, over)
            self.after_head, self.open = True, None
            read.what = "head"
            self._adopt()
            self._tell(self.columns, again=over is not None, own=row.number > 0)
            return
        self.after_head = False
        filled = [(k, text) for k, value in enumerate(row.cells) if (text := text_of(value))]
        if len({text for _k, text in filled}) == 1:
            self._single(row, read, filled[0][0], filled[0][1], below)
        elif self.columns is None:
            self.said(read, ": ".join(text.rstrip(" :") for _k, text in filled[:2]) if len(filled) == 2 else row.told)
        else:
            self.enter(entry_of(row, read, self.columns))

    def _single(self, row: Row, read: RowRead, k: int, text: str, below: Sequence[Row]) -> None:
        """Take a row with one text in it, which may be merged over all columns."""
        columns, what = self.columns, timed(text.split("\n", 1)[0])
        bare = what.rest
        if words.is_total(text):
            self.total(read, text)
        elif columns and (words.is_break(bare) or words.is_lunch(bare) or words.is_buffer(bare) or words.is_end(bare)):
            self.enter(Entry(read, what, bare))
        elif columns is None:
            self._above(read, text)
        elif (
            k in columns.timed
            and not columns.when(k, row.cells[k]).is_nothing
            and not columns.when(k, row.cells[k]).rest
        ):
            self.enter(entry_of(row, read, columns))
        elif k == columns.title or (k not in columns.timed and k > 0 and k in columns.fields):
            self._under(row, read, columns, k, text)
        elif what.start is not None and not self._heads(section_of(text), below):
            self.enter(Entry(read, what, bare))
        else:
            self.head(read, section_of(text), 0)

    def _under(self, row: Row, read: RowRead, columns: Columns, k: int, text: str) -> None:
        """Take a row with one text under the titles, or under another column: it goes on from the row above."""
        section = section_of(text)
        if k == columns.title:
            if section.day or section.only_part or (section.part_of_day and section.hours):
                self.head(read, section, 0)
            else:
                self.enter(entry_of(row, read, columns))
        elif self.open and k not in columns.timed:
            self.open.add(columns.fields[k][0], text)
            read.what, read.segment = "detail", None
        else:
            self.said(read, text)

    def _above(self, read: RowRead, text: str) -> None:
        """Take a row above the table: a title, a heading, or words. Which of the last two is told by what comes."""
        labelled = LABELLED.fullmatch(text)
        first = not self.made.pieces and not self.made.said
        if labelled and not section_of(text).day and not (first and fold(labelled[1]) not in LABELS):
            self.said(read, text)
        else:
            self.head(read, section_of(text), 0)

    def _adopt(self) -> None:
        """Take the line right above a table for a heading, if it is short and has no other meaning."""
        if self.above and (last := self.made.rows[-2:-1]) and last[0] is self.above[1]:
            row, read = self.above
            if len(row.told) < 60 and not row.told.endswith((".", ":", ";")):
                self.head(read, section_of(row.told), 8)
        self.above = None

    def _heads(self, section: Section, below: Sequence[Row]) -> bool:
        """Tell whether a row that says from when to when is a heading: it names a part of the day, or the rows below it
        lie within these hours."""
        if section.day or section.part_of_day or not below:
            return section.day or section.part_of_day
        if self._is_head(below[0], below[1:]):
            return True
        hours, first = section.hours, next(iter(below[0].cells), "")
        begins = when_of(first).start if text_of(first) else None
        return bool(hours and begins is not None and (hours.start or 0) <= begins < (hours.end or 0))

    def _tell(self, columns: Columns, *, again: bool = False, own: bool = True) -> None:
        """Say which columns there are, once for all tables that have the same; `own`: their heads are a person's."""
        if again:
            self.made.columns = []
        for k in sorted(columns.heads.keys() | columns.fields.keys()):
            names = columns.fields.get(k)
            told = ColumnRead(self.sheet.name, letter(k), columns.heads.get(k, ""), _named(columns, k, names))
            if told not in self.made.columns and (told.head or told.field or k in columns.nameless):
                self.made.columns.append(told)
        for head in columns.heads.values() if own else ():
            if len(found := languages_of(head)) == 1:
                self.made.heads.update(found)


def _told(sheet: Sheet, row: Row, what: str) -> RowRead:
    return RowRead(sheet.name, row, what, remarks=[row.doubt] if row.doubt else [])


def _named(columns: Columns, k: int, names: tuple[str, ...] | None) -> str | None:
    if not names:
        return None
    return names[0] if names[0] != "time" or k not in columns.lengths else "length"
