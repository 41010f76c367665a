"""The lines of a text, and the headings of any form: sections, segments with their hours, and what belongs to them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from workshop_tui.plans.meaning.columns import Columns
from workshop_tui.plans.meaning.entries import BEGINS, LABELS, Entry, Heading, Walked, settle, take_time
from workshop_tui.plans.meaning.heads import fields_of
from workshop_tui.plans.meaning.proposal import RowRead
from workshop_tui.plans.meaning.sections import Section, section_of
from workshop_tui.plans.meaning.spans import CLOCK, DASH, LONGEST_LINE, When, plain_of_same_length, timed
from workshop_tui.plans.meaning.whens import when_of
from workshop_tui.plans.meaning.words import is_total
from workshop_tui.plans.rows import Kind, Row, Sheet
from workshop_tui.text import clean_line, fold

LABELLED = re.compile(r"([^:|]{2,40}?)\s*:\s+(\S.*)", re.DOTALL)
_APART = re.compile(r"\s+[—–·|•]\s+|\n")
"""Signs between several things that one line says of the whole."""
_LED = re.compile(r"(.+?)\s*\(([^()]+)\)\s*[:–—-]\s*(\D{2,60})")
_WITH_WHO = (
    re.compile(
        rf"(?P<title>.+?)\s*[:,–—-]?\s+(?P<lasts>\d{{1,2}}\s*[h:.]\s?\d{{0,2}}\s*(?:{DASH}|à|to)\s*\d{{1,2}}\s*[h:.]?\s?\d{{0,2}})"
        r"\s*[(\[](?P<who>[^\d()\[\]]{2,60})[)\]]"
    ),
    re.compile(
        r"(?P<title>.+?)\s*[(\[](?P<lasts>[^()\[\],;–—-]*\d[^()\[\],;–—-]*?)\s*[,;–—-]\s*(?P<who>[^\d()\[\]]{2,60})[)\]]"
    ),
    re.compile(r"(?P<title>.+?)\s*[(\[](?P<who>[^\d()\[\]]{2,60}?)\s*[,;–—-]\s*(?P<lasts>\d[^()\[\],;–—-]*?)[)\]]"),
    re.compile(
        r"(?P<title>.+?)(?:\s*[:,]|\s[–—-])\s+(?P<lasts>[^()\[\],;:–—-]*\d[^()\[\],;:–—-]*?)"
        r"(?:\s*[,;]\s*|\s+[–—-]\s+|\s*[(\[])(?P<who>[^\d()\[\]]{2,60})[)\]]?"
    ),
)
"""A line whose length has a name behind it: `Round (20 min, Léa)`, `Round – 25 min – Léa`, `Round: 20 min (Léa)`."""
_NAME = re.compile(r"(?:[^\W\d_a-z]|(?:tous|toutes|all|everybody|everyone)\b)")
_AND = re.compile(r"\s*(?:,|;|/|&|\bet\b|\band\b|\by\b|\+)\s*")
_BEGINS = re.compile(
    rf"[\s,;:(–—-]*\b(?:on )?(?:debut|debute|commence|demarre|demarrage|starts?|starting|begins?|beginning)\b"
    rf"(?:\s+(?:a|at|des|vers|around))?\s*:?\s*(?P<at>{CLOCK})\)?"
)
"""Words of a sentence that say when the whole begins."""
_HOUR = re.compile(r"\W*\d{1,2}\s*[h:.]")
_OF_TIME = ("length", "start", "end", "time")
_NOT_DETAILS = ("block", "day", "number", "title")
_DEEPEST = 6
"""Of headings that are marked as such: a line in bold lies deeper."""
_LINE = 10
"""How deep an entry lies that is a line of a text, under any heading; an item lies deeper by its own depth."""


class Lines:
    """A walk through a sheet; `columns` are those of the table in which it is, `open` the entry that details belong to,
    `above` the line before this one, `guess` the columns of tables that have no head, `field` what the
    lines below a heading within a segment are."""

    def __init__(self, sheet: Sheet, given: Mapping[str, str], language: str | None) -> None:
        self.sheet, self.given, self.language = sheet, given, language
        self.made = Walked(sheet.name)
        self.columns: Columns | None = None
        self.guess: Columns | None = None
        self.after_head = False
        self.open: Entry | None = None
        self.above: tuple[Row, RowRead] | None = None
        self.field: str | None = None

    def heading(self, row: Row, read: RowRead, below: Sequence[Row]) -> None:
        """Take a heading: of a day or a block; or it is a segment, if it has a time and what is below has none."""
        text = self._begun(row.texts[0], read)
        labelled = LABELLED.fullmatch(text)
        if labelled and row.level > _DEEPEST and (fold(labelled[1]) in LABELS or is_total(labelled[1])):
            self.said(read, text)
            return
        section, what = section_of(text), timed(text)
        if self._is_within(row, section, what):
            self._label(read, text)
            return
        self.columns = self.guess if any(one.kind is Kind.TABLE for one in below) else self.columns
        self.after_head = False
        if not what.is_nothing and what.rest and not section.day and not _has_times(row, below):
            self.enter(Entry(read, what, what.rest, level=row.level))
            return
        self.head(read, section, row.level)

    def _is_within(self, row: Row, section: Section, what: When) -> bool:
        """Tell whether a heading is one of several within the segment that a higher one is."""
        deeper = self.open is not None and 0 < self.open.level < row.level
        return deeper and what.is_nothing and not (section.day or section.part_of_day)

    def _label(self, read: RowRead, text: str) -> None:
        """Take a heading within a segment: it names the field of the lines below it, or goes with them."""
        names = fields_of(text, self.language)
        read.what, self.field = "detail", names[0] if names and names[0] not in (*_OF_TIME, *_NOT_DETAILS) else None
        if self.field is None and self.open is not None:
            self.open.add("content", text)

    def line(self, row: Row, read: RowRead) -> None:
        """Take a paragraph or an item."""
        text, opened = row.texts[0], self.open
        if row.kind is Kind.TEXT and not (text := self._begun(text, read)):
            return
        what = _timed(text.split("\n", 1)[0])
        if is_total(text):
            self.total(read, text)
        elif row.kind is Kind.TEXT and self._heads_alone(text):
            self.head(read, section_of(text), 0)
        elif self._is_entry(row, text, what):
            entry = Entry(read, what, clean_line(what.rest), level=_LINE + row.level)
            _led(entry)
            if (found := _with_who(text)) and found[1].minutes == what.minutes:
                entry.add("lead" if _are_names(found[2]) else "content", found[2])
            self.enter(entry)
        elif opened is not None and opened.level:
            self._detail(opened, read, text, what)
        else:
            self.said(read, text)
            if row.kind is Kind.TEXT and not LABELLED.fullmatch(text):
                self.above = (row, read)

    def _is_entry(self, row: Row, text: str, what: When) -> bool:
        """Tell whether a line is a segment: it begins with its hour; or it is an item with a length, in no other."""
        if not what.rest:
            return False
        level = self.open.level if self.open is not None else 0
        is_item = row.kind is Kind.ITEM
        if what.start is not None and (_begins(text) or (is_item and what.end is not None)):
            return not (is_item and level > _LINE and row.level + _LINE > level)
        if what.minutes is None or not is_item or self.columns is not None or self._is_labelled(text):
            return False
        return self.open is None or (level >= _LINE and row.level + _LINE <= level)

    def _heads_alone(self, text: str) -> bool:
        """Tell whether a paragraph is a heading but for its style: it names a day or a part of it, or is first."""
        section, labelled = section_of(text), LABELLED.fullmatch(text)
        if labelled and fold(labelled[1]) in LABELS:
            return False
        if len(text) > 80 or (section.hours and not section.part_of_day and not section.day):
            return False
        first = not self.made.pieces and len(self.made.rows) == 1
        if first and not labelled and not text.endswith((".", ":", ";")):
            return timed(text).start is None
        return section.only_part or (section.day and (not section.day_title or len(text) < 40))

    @staticmethod
    def _is_labelled(text: str) -> bool:
        labelled = LABELLED.fullmatch(text)
        names = fields_of(labelled[1]) if labelled else ()
        if not names or not labelled:
            return False
        return names[0] in _OF_TIME or _timed(text).rest != labelled[1]  # “What we know: 40 minutes” is a title

    def _detail(self, entry: Entry, read: RowRead, text: str, what: When) -> None:
        """Take a line below an entry: a field that it names, a step with its minutes, or what is done."""
        read.what = "detail"
        labelled = LABELLED.fullmatch(text)
        names = fields_of(labelled[1], self.language) if labelled else ()
        if labelled and names and names[0] in _OF_TIME:
            take_time(entry, names[0], when_of(labelled[2], lengths=names[0] == "length"), labelled[2])
        elif labelled and names and names[0] not in _NOT_DETAILS:
            entry.add(names[0], labelled[2])
        else:
            entry.add(self.field or ("steps" if what.minutes and what.start is None else "content"), text)

    def _begun(self, text: str, read: RowRead) -> str:
        """Keep the hour at which a sentence or a heading says that the whole begins; what else it says."""
        if len(text) > LONGEST_LINE or any(isinstance(one, Entry) and _is_timed(one) for one in self.made.pieces):
            return text
        found = _BEGINS.search(plain_of_same_length(text))
        if not found:
            return text
        rest = clean_line(text[: found.start()] + text[found.end() :]).strip(" ,;:–—-")
        self.made.said.setdefault(BEGINS, found["at"])
        if not rest or not section_of(rest).day:
            read.what = "text"
            self.made.said_by.setdefault(BEGINS, read)
            return ""
        return rest

    def enter(self, entry: Entry) -> None:
        """Add an entry, to which the lines below it may belong."""
        self.open, self.field = entry, None
        settle(entry)
        self.made.pieces.append(entry)
        entry.read.what = entry.what

    def total(self, read: RowRead, text: str) -> None:
        """Take a row that sums up those above it, if there are any: `TOTAL : 7h30`."""
        read.what = "total"
        if any(isinstance(one, Entry) for one in self.made.pieces) and (said := re.search(r"\d.*", text)):
            self.made.pieces.append(Entry(read, when_of(said[0], lengths=True), clean_line(text), "total"))

    def head(self, read: RowRead, section: Section, level: int) -> None:
        """Add a heading."""
        self.open = None
        read.what, read.block = "day" if section.day else "block", section.title
        self.made.pieces.append(Heading(read, section, level))

    def said(self, read: RowRead, text: str) -> None:
        """Keep what is said of the whole; other words are told as not read."""
        read.what = "text"
        parts = _APART.split(text)
        for part in parts if len(parts) > 1 and all(map(LABELLED.fullmatch, parts)) else [text]:
            if labelled := LABELLED.fullmatch(part):
                self.made.said.setdefault(fold(labelled[1]), clean_line(labelled[2]))
                self.made.said_by.setdefault(fold(labelled[1]), read)


def _is_timed(entry: Entry) -> bool:
    return entry.when.start is not None or entry.when.end is not None


def _has_times(heading: Row, below: Sequence[Row]) -> bool:
    """Tell whether what stands under a heading has hours of its own: then it heads a block."""
    for row in below:
        if row.kind is Kind.HEADING and row.level <= heading.level:
            return False
        if row.kind is Kind.TABLE:
            return True
        if timed(row.texts[0]).start is not None:
            return True
    return False


def _begins(text: str) -> bool:
    """Tell whether the line begins with its hour: one with hours at its end is a sentence."""
    return not when_of(text.split(" ", 1)[0]).is_nothing or _HOUR.match(text) is not None


def _with_who(text: str) -> tuple[str, When, str] | None:
    """The title, the length and the names behind it; None if the line says none so."""
    for pattern in _WITH_WHO:
        if found := pattern.fullmatch(text):
            lasts = timed(f"{found['title']} ({found['lasts']})")
            starts = (None, timed(found["title"]).start)
            if lasts.end is not None or (lasts.minutes is not None and lasts.start in starts):
                return found["title"], lasts, clean_line(found["who"])
    return None


def _timed(text: str) -> When:
    """`timed`, also of a line whose length has a name behind it."""
    what = timed(text)
    found = _with_who(text) if what.minutes is None and what.end is None else None
    if not found:
        return what
    _title, lasts, _who = found
    return lasts if what.start is None else replace(what, minutes=lasts.minutes, rest=timed(lasts.rest).rest)


def _are_names(said: str) -> bool:
    """Tell whether each of these may be somebody's name: it begins with a capital."""
    return all(_NAME.match(one) for one in _AND.split(said.strip()))


def _led(entry: Entry) -> None:
    """Take who is named behind the length of a line: `Round (30 min) — Paul`."""
    found = _LED.fullmatch(entry.title)
    if found and (lasts := timed(f"{found[1]} ({found[2]})")).minutes is not None:
        entry.title, entry.when = clean_line(found[1]), replace(entry.when, minutes=lasts.minutes)
        entry.add("lead", found[3])
