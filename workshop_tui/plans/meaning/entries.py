"""The rows of a sheet, one after another: each a heading, an entry with what it says of time, or words beside these.

Nothing is put on the clock here: an entry says what its row says (`laying` finds out the rest).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from workshop_tui.locale import Message, say
from workshop_tui.plans.meaning import words
from workshop_tui.plans.meaning.columns import Columns, columns_of, guessed, is_head, letter
from workshop_tui.plans.meaning.heads import fields_of
from workshop_tui.plans.meaning.proposal import ColumnRead, RowRead
from workshop_tui.plans.meaning.sections import Section, date_in, section_of
from workshop_tui.plans.meaning.whens import NOTHING, When, timed, when_of
from workshop_tui.plans.rows import Kind, Row, Sheet, text_of
from workshop_tui.text import clean_line, fold

_LABELLED = re.compile(r"([^:|]{2,40}?)\s*:\s+(\S.*)", re.DOTALL)
_FIXED = re.compile(r"\s*[(\[](?:facultatif|facultative|optionnel|optionnelle|optional|si le temps le permet)[)\]]\s*$", re.IGNORECASE)
_LED = re.compile(r"(.+?)\s*\(([^()]+)\)\s*[:–—-]\s*(\D{2,60})")
ABOUT = {
    "place": ("lieu", "salle", "place", "venue", "room", "location", "where", "ou", "adresse"),
    "audience": ("public", "audience", "participants", "for", "pour", "public vise", "target group"),
    "date": ("date", "dates", "le", "jour", "day", "when", "quand"),
    "start": ("debut", "start", "heure de debut", "start time", "debut a", "demarrage", "horaires", "horaire", "heures",
              "time", "times", "hours", "commence a", "starts at", "begins"),
    "title": ("titre", "title", "intitule", "formation", "atelier", "workshop", "name", "nom", "theme", "projet", "project"),
    "other": ("animateur", "animatrice", "animateurs", "formateur", "formatrice", "trainer", "facilitator", "duree",
              "duration", "client", "effectif", "contact", "objectif", "objectifs", "version", "auteur", "author"),
}  # fmt: skip
"""The labels of what is said of the whole, above a table or beside one, folded."""
_ABOUT = {label for labels in ABOUT.values() for label in labels}
_NOT_DETAILS = ("block", "day", "number", "title")


@dataclass
class Entry:
    """A row that may be a segment: what it says of time, its title, and its texts by field."""

    read: RowRead
    when: When = NOTHING
    title: str = ""
    what: str = "segment"
    """`segment`, `lunch`, `end` or `total`."""
    kind: str | None = None
    optional: bool = False
    texts: dict[str, list[str]] = field(default_factory=dict)
    block: str | None = None
    day: str | None = None
    date: dt.date | None = None
    level: int = 0

    def add(self, name: str, text: str) -> None:
        """Add a text to a field."""
        self.texts.setdefault(name, []).append(text)


@dataclass
class Heading:
    """A row that is a heading."""

    read: RowRead
    section: Section
    level: int


Piece = Entry | Heading


@dataclass
class Walked:
    """A sheet, walked through: its pieces, every row, the columns, and the lines above it that say something
    (`Lieu : Lyon`) by their label, folded."""

    name: str
    pieces: list[Piece] = field(default_factory=list)
    rows: list[RowRead] = field(default_factory=list)
    columns: list[ColumnRead] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    said_by: dict[str, RowRead] = field(default_factory=dict)
    title: str | None = None
    french: int = 0
    """How many more of its heads are French than English."""

    @property
    def entries(self) -> list[Entry]:
        """The entries."""
        return [one for one in self.pieces if isinstance(one, Entry)]

    @property
    def has_plan(self) -> bool:
        """Tell whether there are times in it."""
        return any(not one.when.is_nothing for one in self.entries)


def walked(sheet: Sheet, given: Mapping[str, str], language: str | None) -> Walked:
    """Walk through a sheet; `given`: the fields that the person says columns to hold."""
    return _Walk(sheet, given, language).walk()


class _Walk:
    """One walk; `columns` are those of the table in which it is, `open` the entry that details belong to."""

    def __init__(self, sheet: Sheet, given: Mapping[str, str], language: str | None) -> None:
        self.sheet, self.given, self.language = sheet, given, language
        self.made = Walked(sheet.name)
        self.columns: Columns | None = None
        self.after_head = False
        self.open: Entry | None = None
        self.above: tuple[Row, RowRead] | None = None

    def walk(self) -> Walked:
        rows = self.sheet.rows
        tables = [row for row in rows if row.kind is Kind.TABLE]
        if not any(is_head(row, rows[k + 1 :], self.given, self.language) for k, row in enumerate(rows) if row.kind is Kind.TABLE):
            self.columns = guessed([row for row in tables if len(row.texts) > 1], self.given)
            if self.columns:
                self._tell(self.columns)
        for k, row in enumerate(rows):
            read = RowRead(self.sheet.name, row, "text", remarks=[row.doubt] if row.doubt else [])
            self.made.rows.append(read)
            if row.kind is Kind.TABLE:
                self._table(row, read, rows[k + 1 :])
            elif row.kind is Kind.HEADING:
                self._heading(row, read, rows[k + 1 :])
            else:
                self._line(row, read, rows[k + 1 :])
        return self.made

    # ── tables ──
    def _table(self, row: Row, read: RowRead, below: Sequence[Row]) -> None:
        if is_head(row, below, self.given, self.language):
            over = self.columns if self.after_head else None
            self.columns, self.after_head, self.open = columns_of(row, below, self.given, self.language, over), True, None
            read.what = "head"
            self._adopt(below)
            self._tell(self.columns, over is not None)
            return
        self.after_head = False
        filled = [(k, text) for k, value in enumerate(row.cells) if (text := text_of(value))]
        if len({text for _k, text in filled}) == 1:
            self._single(row, read, filled[0][0], filled[0][1], below)
        elif self.columns is None:
            self._said(read, ": ".join(text.rstrip(" :") for _k, text in filled[:2]) if len(filled) == 2 else row.told)
        else:
            self._cells(row, read, self.columns)

    def _single(self, row: Row, read: RowRead, k: int, text: str, below: Sequence[Row]) -> None:
        """Take a row with one text in it, which may be merged over all columns."""
        columns, what = self.columns, timed(text.split("\n", 1)[0])
        bare = what.rest
        if words.is_total(text):
            read.what = "total"
        elif columns and (words.is_break(bare) or words.is_lunch(bare) or words.is_buffer(bare) or words.is_end(bare)):
            self._enter(Entry(read, what, bare))
        elif columns is None:
            self._above(row, read, text)
        elif k in columns.timed and not columns.when(k, row.cells[k]).is_nothing and not columns.when(k, row.cells[k]).rest:
            self._cells(row, read, columns)
        elif k == columns.title or (k not in columns.timed and k > 0 and k in columns.fields):
            self._under(row, read, columns, k, text)
        elif what.start is not None and not self._heads(section_of(text), below):
            self._enter(Entry(read, what, bare))
        else:
            self._head(read, section_of(text), 0)

    def _under(self, row: Row, read: RowRead, columns: Columns, k: int, text: str) -> None:
        """Take a row with one text under the titles, or under another column: it goes on from the row above."""
        section = section_of(text)
        if k == columns.title:
            if section.day or (section.part_of_day and section.hours):
                self._head(read, section, 0)
            else:
                self._cells(row, read, columns)
        elif self.open and k not in columns.timed:
            self.open.add(columns.fields[k][0], text)
            read.what, read.segment = "detail", None
        else:
            self._said(read, text)

    def _cells(self, row: Row, read: RowRead, columns: Columns) -> None:
        entry = Entry(read)
        for k, value in enumerate(row.cells):
            if not (text := text_of(value)):
                continue
            names = columns.fields.get(k, ())
            if not names:
                continue
            if names[0] in ("start", "end", "time", "length"):
                self._time(entry, names[0], columns.when(k, value), text, k == columns.title)
            elif k == columns.title:
                self._title(entry, names, text)
            elif names[0] in ("min", "max", "at"):
                minutes = columns.when(k, value)
                entry.add(names[0], str(minutes.minutes if minutes.minutes is not None else minutes.start))
            elif names[0] == "day":
                entry.day = text
                entry.date = value.date() if isinstance(value, dt.datetime) else value if isinstance(value, dt.date) else date_in(text)
            elif names[0] == "block":
                entry.block = clean_line(text)
            elif names[0] == "optional":
                entry.optional = fold(text) not in ("", "non", "no", "0", "faux", "false")
            elif names[0] == "title":
                entry.add("content", text)
            elif names[0] == "place":
                entry.add("place", text)
            elif names[0] != "number":
                entry.add(names[0], text)
        first = next(iter(row.texts), "")
        if words.is_total(first) or words.is_total(entry.title):
            entry.what = read.what = "total"
        self._enter(entry)

    def _time(self, entry: Entry, name: str, said: When, text: str, is_title: bool) -> None:
        """Take the time in a cell. One in which there is none is the title, if there is no other: “PAUSE” under “Horaire”."""
        was = entry.when
        if name == "end":
            said = When(end=said.start if said.end is None else said.end, rest=said.rest)
        if said.is_nothing or (said.rest and name != "length" and not is_title):
            if said.is_nothing and not entry.title:
                entry.title = clean_line(text)
            else:
                entry.read.remarks.append(say("not read as a time: “{text}”", text=clean_line(text)))
        entry.when = When(
            start=said.start if was.start is None else was.start,
            end=said.end if was.end is None else was.end,
            minutes=said.minutes if was.minutes is None else was.minutes,
            longest=said.longest if was.longest is None else was.longest,
            fixed=was.fixed or said.fixed, spelt_out=was.spelt_out or said.spelt_out,
        )  # fmt: skip

    @staticmethod
    def _title(entry: Entry, names: tuple[str, ...], text: str) -> None:
        """Take the title: of several lines, the first one; the others are what else the column has, or the contents."""
        first, _end, rest = text.partition("\n")
        entry.title = clean_line(first)
        if rest.strip():
            entry.add(next((name for name in names if name != "title"), "content"), rest.strip())

    def _above(self, row: Row, read: RowRead, text: str) -> None:
        """Take a row above the table: a title, a heading, or words. Which of the last two is told by what comes."""
        labelled = _LABELLED.fullmatch(text)
        first = not self.made.pieces and not self.made.said
        if labelled and not section_of(text).day and not (first and fold(labelled[1]) not in _ABOUT):
            self._said(read, text)
        else:
            self._head(read, section_of(text), 0)

    def _adopt(self, below: Sequence[Row]) -> None:
        """Take the line right above a table for a heading, if it is short and has no other meaning."""
        if self.above and (last := self.made.rows[-2:-1]) and last[0] is self.above[1]:
            row, read = self.above
            if len(row.told) < 60 and not row.told.endswith((".", ":", ";")):
                self._head(read, section_of(row.told), 8)
        self.above = None

    # ── lines ──
    def _heading(self, row: Row, read: RowRead, below: Sequence[Row]) -> None:
        text = row.texts[0]
        section, what = section_of(text), timed(text)
        self.columns = self.columns if not any(one.kind is Kind.TABLE for one in below) else None
        self.after_head = False
        if not what.is_nothing and what.rest and not section.day and not self._has_times(row, below):
            self._enter(Entry(read, what, what.rest, level=row.level))
            return
        self._head(read, section, row.level)

    def _has_times(self, heading: Row, below: Sequence[Row]) -> bool:
        """Tell whether what stands under a heading has hours of its own: then it heads a block."""
        for row in below:
            if row.kind is Kind.HEADING and row.level <= heading.level:
                return False
            if row.kind is Kind.TABLE:
                return True
            if timed(row.texts[0]).start is not None:
                return True
        return False

    def _line(self, row: Row, read: RowRead, below: Sequence[Row]) -> None:
        text = row.texts[0]
        what = timed(text.split("\n", 1)[0])
        opened = self.open
        if row.kind is Kind.TEXT and self._heads_alone(text):
            self._head(read, section_of(text), 0)
            return
        begins = what.start is not None and timed(text).rest != ""
        lasts = what.minutes is not None and row.kind is Kind.ITEM and (opened is None or (opened.level > 9 and row.level + 10 <= opened.level))
        inside = opened is not None and opened.level > 10 and row.kind is Kind.ITEM and row.level + 10 > opened.level
        if (begins and not inside and what.rest and self._begins(text)) or (lasts and self.columns is None and not self._is_labelled(text)):
            entry = Entry(read, what, clean_line(what.rest), level=row.level + 10 if row.kind is Kind.ITEM else 10)
            self._led(entry)
            self._enter(entry)
        elif opened is not None and opened.level:
            self._detail(opened, read, text, what)
        else:
            self._said(read, text)
            if row.kind is Kind.TEXT and not _LABELLED.fullmatch(text):
                self.above = (row, read)

    def _heads_alone(self, text: str) -> bool:
        """Tell whether a paragraph is a heading in all but its style: it names a day or a part of it, or comes first."""
        section = section_of(text)
        if len(text) > 80 or (section.hours and not section.part_of_day and not section.day):
            return False
        first = not self.made.pieces and len(self.made.rows) == 1
        if first and not _LABELLED.fullmatch(text) and not text.endswith((".", ":", ";")):
            return timed(text).start is None
        return section.only_part or (section.day and (not section.day_title or len(text) < 40))

    @staticmethod
    def _begins(text: str) -> bool:
        """Tell whether the line begins with its hour: one with hours at its end is a sentence."""
        return timed(text.split("\n", 1)[0]).rest != "" and not when_of(text.split(" ", 1)[0]).is_nothing or bool(re.match(r"\W*\d{1,2}\s*[h:.]", text))

    @staticmethod
    def _led(entry: Entry) -> None:
        """Take who is named behind the length of a line: `Round (30 min) — Paul`."""
        found = _LED.fullmatch(entry.title)
        if found and (lasts := timed(f"{found[1]} ({found[2]})")).minutes is not None:
            entry.title, entry.when = clean_line(found[1]), replace(entry.when, minutes=lasts.minutes)
            entry.add("lead", found[3])

    @staticmethod
    def _is_labelled(text: str) -> bool:
        labelled = _LABELLED.fullmatch(text)
        return labelled is not None and bool(fields_of(labelled[1]))

    def _detail(self, entry: Entry, read: RowRead, text: str, what: When) -> None:
        """Take a line below an entry: a field that it names, a step with its minutes, or what is done."""
        read.what = "detail"
        labelled = _LABELLED.fullmatch(text)
        names = fields_of(labelled[1], self.language) if labelled else ()
        if labelled and names and names[0] in ("length", "start", "end", "time"):
            self._time(entry, names[0], when_of(labelled[2], lengths=names[0] == "length"), labelled[2], False)
        elif labelled and names and names[0] not in _NOT_DETAILS:
            entry.add(names[0], labelled[2])
        else:
            entry.add("steps" if what.minutes and what.start is None else "content", text)

    # ── both ──
    def _enter(self, entry: Entry) -> None:
        self.open = entry
        if entry.what != "total":
            found = timed(entry.title)
            if found.minutes is not None and found.start is None and found.rest:
                entry.title = self._with_length(entry, found)
            if optional := _FIXED.search(entry.title):
                entry.title, entry.optional = entry.title[: optional.start()].strip(), True
            _meant(entry)
        self.made.pieces.append(entry)
        entry.read.what = entry.what

    @staticmethod
    def _with_length(entry: Entry, found: When) -> str:
        """The title without the length that it ends with, if that says no other than the row; it then has that one."""
        was = entry.when
        span = was.end - was.start if was.end is not None and was.start is not None else was.minutes
        if span is None or span == found.minutes:
            entry.when = replace(was, minutes=found.minutes, longest=was.longest or found.longest)
            return found.rest
        return entry.title

    def _head(self, read: RowRead, section: Section, level: int) -> None:
        self.open = None
        read.what, read.block = "day" if section.day else "block", section.title
        self.made.pieces.append(Heading(read, section, level))

    @staticmethod
    def _heads(section: Section, below: Sequence[Row]) -> bool:
        """Tell whether a row that says from when to when is a heading: it names a part of the day."""
        return section.day or section.part_of_day

    def _said(self, read: RowRead, text: str) -> None:
        read.what = "text"
        if labelled := _LABELLED.fullmatch(text):
            self.made.said.setdefault(fold(labelled[1]), clean_line(labelled[2]))
            self.made.said_by.setdefault(fold(labelled[1]), read)

    def _tell(self, columns: Columns, again: bool = False) -> None:
        """Say which columns there are, once for all tables that have the same."""
        if again:
            self.made.columns = []
        for k in sorted(columns.heads.keys() | columns.fields.keys()):
            names = columns.fields.get(k)
            told = ColumnRead(self.sheet.name, letter(k), columns.heads.get(k, ""), _named(columns, k, names))
            if (told.head or told.field) and told not in self.made.columns:
                self.made.columns.append(told)
        from workshop_tui.plans.meaning.heads import languages_of

        for head in columns.heads.values():
            found = languages_of(head)
            self.made.french += (found == {"fr"}) - (found == {"en"})


def _named(columns: Columns, k: int, names: tuple[str, ...] | None) -> str | None:
    if not names:
        return None
    return names[0] if names[0] != "time" or k not in columns.lengths else "length"


def _meant(entry: Entry) -> None:
    """Know a break, a buffer, lunch and the end by their words."""
    title = entry.title
    if words.is_lunch(title):
        entry.what = "lunch"
    elif words.is_end(title) and entry.when.end is None and entry.when.minutes is None:
        entry.what = "end"
    elif words.is_break(title):
        entry.kind = "pause"
    elif words.is_buffer(title):
        entry.kind = "tampon"


def not_placed(read: RowRead) -> Message:
    """The words for a row without a time."""
    return say("it says neither when it begins nor how long it is")
