"""The columns of a table: which row heads them, and which field each holds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from workshop_tui.plans.meaning.heads import PARALLEL, WHEN, fields_of, hours_meant, is_timed
from workshop_tui.plans.meaning.sections import section_of
from workshop_tui.plans.meaning.spans import When
from workshop_tui.plans.meaning.whens import when_of
from workshop_tui.plans.rows import Kind, Row, Value, text_of
from workshop_tui.text import fold

_LOOKED_AT = 60
"""Rows below a head by which it is settled what stands in a column."""
_LONGEST_LENGTH = 5 * 60
"""Minutes above which what stands among lengths is an hour: `9h`."""
_EARLIEST = 6 * 60
"""Minutes of the day from which on what stands in a column is the hours of a day, and not lengths."""
_BESIDE = re.compile(
    r"(?:salle|room|groupe|group|track|piste|parcours|filiere|espace|stream|atelier|workshop|lieu|place|hall|amphi"
    r"|plateau|tente|table|stage|scene|fil|volet|equipe|team) (?:n )?(?:[a-z]|\d{1,2}|[ivx]{1,4})"
)
"""A head, folded, of one of several columns of what is held at the same time: `Room A`, `Room B`."""
_NUMBER = re.compile(r"\d{1,3}[.)]?")
_TITLES = ("title", "content", "objective", "method", "notes")
"""The fields of which the first that there is has the titles."""


@dataclass
class Columns:
    """The fields of each column, the first one first; `lengths` are those whose times are lengths, of `in_hours` bare
    numbers are hours, `title` is the one with the titles; in one of `mixed` an hour may stand among lengths."""

    heads: dict[int, str] = field(default_factory=dict)
    fields: dict[int, tuple[str, ...]] = field(default_factory=dict)
    lengths: set[int] = field(default_factory=set)
    in_hours: set[int] = field(default_factory=set)
    mixed: set[int] = field(default_factory=set)
    title: int | None = None
    nameless: set[int] = field(default_factory=set)
    """Columns without a head in which something stands."""

    def of(self, name: str) -> list[int]:
        """The columns of a field."""
        return [k for k, names in self.fields.items() if names[:1] == (name,)]

    @property
    def timed(self) -> list[int]:
        """The columns of times."""
        return [k for k, names in self.fields.items() if is_timed(names[0])]

    def when(self, k: int, value: Value) -> When:
        """The time that a cell of column `k` says."""
        found = when_of(value, lengths=k in self.lengths, in_hours=k in self.in_hours)
        if k in self.mixed and (found.minutes or 0) > _LONGEST_LENGTH and (clock := when_of(value)).start is not None:
            return clock
        return found


def letter(k: int) -> str:
    """How a spreadsheet calls column `k`, from 0: A, B, … AA."""
    return (letter(k // 26 - 1) if k > 25 else "") + chr(65 + k % 26)


def mapped(k: int, head: str, given: Mapping[str, str]) -> str | None:
    """The field that the person has said column `k` to hold, by its head, its letter or its number."""
    names = {fold(head), letter(k).lower(), str(k + 1)}
    return next((name for column, name in given.items() if fold(column) in names), None)


def is_head(row: Row, below: Sequence[Row], given: Mapping[str, str], language: str | None = None) -> bool:
    """Tell whether the row heads the rows below it."""
    cells = [(k, value) for k, value in enumerate(row.cells) if text_of(value)]
    if len(cells) < 2 or not all(isinstance(value, str) for _k, value in cells):
        return False
    named = {k: names for k, value in cells if (names := _named(k, str(value), given, language))}
    if any(not when_of(value).is_nothing or text_of(value).isdecimal() for _k, value in cells):
        return False
    distinct = {names[0] for names in named.values()}
    timed = [k for k, names in named.items() if is_timed(names[0])]
    if len(distinct) > 1 and (timed or "title" in distinct) and len(named) * 2 >= len(cells):
        return True
    following = [one for one in below[:3] if one.kind is Kind.TABLE]
    return any(k < len(one.cells) and not when_of(one.cells[k]).is_nothing for k in timed for one in following)


def columns_of(
    row: Row, below: Sequence[Row], given: Mapping[str, str], language: str | None = None, over: Columns | None = None
) -> Columns:
    """The columns that `row` heads; `over`: those of a head above it, of which it says more."""
    made = Columns()
    for k in range(max(len(row.cells), *(one + 1 for one in (over.heads if over else {0: ""})))):
        head = text_of(row.cells[k]) if k < len(row.cells) else ""
        before = over.heads.get(k, "") if over else ""
        made.heads[k] = head or before
        if names := _named(k, head, given, language) or (over.fields.get(k, ()) if over else ()):
            made.fields[k] = names
            if hours_meant(made.heads[k]):
                made.in_hours.add(k)
    return _settled(made, below, given)


def guessed(rows: Sequence[Row], given: Mapping[str, str]) -> Columns | None:
    """The columns of a table that has no head: hours or lengths stand in one, the longest other texts are titles."""
    made, rows = Columns(), rows[:_LOOKED_AT]
    for k in range(max((len(row.cells) for row in rows), default=0)):
        if name := mapped(k, "", given):
            made.fields[k] = (name,)
        elif _share(rows, k, lengths=False) > 0.6 and not made.timed:
            made.fields[k] = ("time",)
        elif _share(rows, k, lengths=True) > 0.6 and not made.of("length"):
            made.fields[k] = ("length",)
    return _settled(made, rows, given) if made.timed else None


def _named(k: int, head: str, given: Mapping[str, str], language: str | None) -> tuple[str, ...]:
    if name := mapped(k, head, given):
        return (name,)
    return fields_of(head, language)


def _settled(made: Columns, below: Sequence[Row], given: Mapping[str, str]) -> Columns:
    rows = _table(below)
    _beside(made, rows, given)
    _side_by_side(made, given)
    _numbered(made, rows)
    for k, names in list(made.fields.items()):
        if names[0] in (WHEN, "time", "length", "min", "max"):
            if names[0] in ("length", "min", "max") or _are_lengths(made, k, rows):
                made.lengths.add(k)
            if k in made.lengths and names[0] in (WHEN, "time"):
                made.mixed.add(k)
            if names[0] == WHEN or (names[0] == "time" and k in made.lengths):
                made.fields[k] = ("length" if k in made.lengths else "time", *names[1:])
    return _titled(made, rows)


def _titled(made: Columns, rows: Sequence[Row]) -> Columns:
    """Find the column with the titles."""
    made.title = _title(made, rows)
    if (not made.of("title") or _is_sparse(made, rows)) and (both := _with_titles(made, rows)) is not None:
        made.title = both
        return made
    if made.title is not None and made.fields[made.title][0] == PARALLEL:
        made.title = None
        return made
    if made.title is not None and (named := _names(made, rows)) is not None:
        made.fields[named], made.title = ("title",), named
    if made.title is None or (made.fields[made.title][0] != "title" and _is_bare(made, rows)):
        wordy = {
            k: _words(rows, k) for k in range(max((len(row.cells) for row in rows), default=0)) if k not in made.fields
        }
        if wordy and max(wordy.values()) > 0:
            made.title = max(wordy, key=wordy.__getitem__)
            made.fields[made.title] = ("title",)
    if made.title is not None and made.fields[made.title][0] != "title":
        made.fields[made.title] = ("title", *made.fields[made.title])
    return made


def _side_by_side(made: Columns, given: Mapping[str, str]) -> None:
    """Find columns that have a room, a group or a track each: what stands in them is held at the same time."""
    found = [k for k, head in made.heads.items() if _BESIDE.fullmatch(fold(head)) and mapped(k, head, given) is None]
    if len({fold(made.heads[k]).split()[0] for k in found}) == 1 < len(found):
        made.fields |= dict.fromkeys(found, (PARALLEL,))


def _numbered(made: Columns, rows: Sequence[Row]) -> None:
    """Know columns in which nothing but the numbers of the rows stand."""
    for k, names in made.fields.items():
        texts = [text for row in rows if (text := _cell(row, k))]
        if names[0] in ("title", "content") and len(made.fields) > 2 and texts and all(map(_NUMBER.fullmatch, texts)):
            made.fields[k] = ("number",)


def _title(made: Columns, rows: Sequence[Row]) -> int | None:
    """The column of the titles: of several, the one with the most in it. One that names parts of the day has blocks."""
    for k in made.of("title"):
        texts = [text for row in rows if (text := _cell(row, k))]
        if texts and all(section_of(text).only_part for text in texts) and len(made.of("title")) > 1:
            made.fields[k] = ("block",)
    found = next((made.of(name) for name in (_TITLES[0], PARALLEL, *_TITLES[1:]) if made.of(name)), [])
    return max(found, key=lambda k: sum(bool(_cell(row, k)) for row in rows), default=None)


def _with_titles(made: Columns, rows: Sequence[Row]) -> int | None:
    """Find a column of times in which the titles stand, too: it is headed so, or most of its cells go on with words."""
    for k in made.timed:
        values = [row.cells[k] for row in rows if _cell(row, k)]
        found = [when_of(value, lengths=k in made.lengths) for value in values]
        wordy = sum(not one.is_nothing and len(one.rest) > 2 for one in found)
        if "title" in made.fields[k] or wordy * 2 > len(values):
            return k
    return None


def _names(made: Columns, rows: Sequence[Row]) -> int | None:
    """Find a column with a head of no known meaning that names each row, before one that says more of it."""
    if made.fields[made.title or 0][0] == "title":
        return None
    for k in range(made.title or 0):
        texts = [text for row in rows if (text := _cell(row, k))]
        if k not in made.fields and made.heads.get(k) and len(texts) * 4 >= len(rows) * 3 and len(set(texts)) > 1:
            return k if max(map(len, texts)) <= 60 and not all(map(_NUMBER.fullmatch, texts)) else None
    return None


def _is_sparse(made: Columns, rows: Sequence[Row]) -> bool:
    """Tell whether a good part of the rows have nothing in the column that would have the titles."""
    return sum(bool(_cell(row, made.title)) for row in rows) * 4 < len(rows) * 3


def _is_bare(made: Columns, rows: Sequence[Row]) -> bool:
    """Tell whether hardly any row has something in the column that would have the titles."""
    return sum(bool(_cell(row, made.title)) for row in rows) * 3 < len(rows)


def _table(below: Sequence[Row]) -> list[Row]:
    found = []
    for row in below[:_LOOKED_AT]:
        if row.kind is not Kind.TABLE:
            break
        found.append(row)
    return found


def _beside(made: Columns, rows: Sequence[Row], given: Mapping[str, str]) -> None:
    """Find what stands under no head: beside a time, its end or its length (“Horaires” is merged over two columns)."""
    for k in range(max((len(row.cells) for row in rows), default=0)):
        texts = [text for row in rows if (text := _cell(row, k))]
        if k in made.fields or made.heads.get(k) or not texts:
            continue
        made.heads[k] = ""
        made.nameless.add(k)
        if name := mapped(k, "", given):
            made.fields[k] = (name,)
        elif all(section_of(text).part_of_day for text in texts):
            made.fields[k] = ("block",)
        elif all(section_of(text).day for text in texts):
            made.fields[k] = ("day",)
        elif k - 1 in made.fields and made.fields[k - 1][0] in ("time", "start", WHEN):
            if _share(rows, k, lengths=False) > 0.6 and _share(rows, k - 1, lengths=False) > 0.6:
                made.fields[k] = ("end",)
            elif _share(rows, k, lengths=True) > 0.6 and not made.of("length"):
                made.fields[k] = ("length",)


def _are_lengths(made: Columns, k: int, rows: Sequence[Row]) -> bool:
    """Tell whether the times of a column are lengths: they do not go up, or there are hours beside them."""
    values = [row.cells[k] for row in rows if _cell(row, k)]
    clocks, lengths = [when_of(value) for value in values], [when_of(value, lengths=True) for value in values]
    if any(one.end is not None for one in clocks):
        return False
    starts = [one.start for one in clocks if one.start is not None]
    if starts and min(starts) >= _EARLIEST and not any(text_of(value).isdecimal() for value in values):
        return False  # no segment is so long
    minutes = [one.minutes for one in lengths if one.minutes is not None]
    if len(minutes) > len(starts):
        return True
    if made.fields[k][0] == WHEN and any(made.of(name) for name in ("start", "time", "end")):
        return len(minutes) >= len(starts)
    if len(starts) > 1 and starts[0] == 0 and all(one < after for one, after in pairwise(starts)):
        return False  # they count from the beginning
    rises = all(one <= after or after < 7 * 60 for one, after in pairwise(starts))
    return bool(minutes) and not (rises and max(starts, default=0) >= 6 * 60)


def _cell(row: Row, k: int | None) -> str:
    return text_of(row.cells[k]) if k is not None and k < len(row.cells) else ""


def _share(rows: Sequence[Row], k: int, *, lengths: bool) -> float:
    """The share of the cells in a column that are times, to their end."""
    values = [row.cells[k] for row in rows if _cell(row, k)]
    found = [one for one in (when_of(value, lengths=lengths) for value in values) if not (one.is_nothing or one.rest)]
    return len(found) / len(values) if values else 0.0


def _words(rows: Sequence[Row], k: int) -> int:
    return sum(min(60, len(_cell(row, k))) for row in rows if not _cell(row, k).isdecimal())
