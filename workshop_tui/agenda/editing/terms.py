"""The words of a plan – its phases, stakeholders, kinds of note – as somebody types them: a label a line, in order.

Where the file says none, the default ones hold; changed, they are written into it, with the keys that notes have. What
is only added to them stands behind `extends = "default"`. A term that is called otherwise keeps its key, and its table.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from workshop_tui.agenda.completing import vocabulary
from workshop_tui.agenda.editing.sheet import Sheet
from workshop_tui.agenda.editing.splicing import with_value
from workshop_tui.agenda.editing.tables import added, as_tables, moved, removed
from workshop_tui.agenda.vocabulary import DEFAULTS, WORDS, Word
from workshop_tui.locale import language, speaking
from workshop_tui.locale.languages import known
from workshop_tui.text import clean_line, slug

AXES = tuple(DEFAULTS)
"""The lists that have words by themselves, by the agenda's keys."""
_EXTENDS = {"extends": "default"}
"""The table that adds to the default words, where none names a vocabulary."""


class _Term(NamedTuple):
    """A term as it holds: its label, its table (None: no table says it), and what a table of it would say."""

    label: str
    table: int | None
    said: dict[str, Any]


def labels(sheet: Sheet, axis: str) -> list[str]:
    """The labels of the terms that hold, in the plan's language."""
    return [one.label for one in _terms(sheet, axis)]


def with_terms(sheet: Sheet, axis: str, wanted: Sequence[str]) -> Sheet:
    """The sheet with terms that are called so, in that order; without any, with the default ones."""
    sheet = as_tables(sheet, (axis,))
    held = _terms(sheet, axis)
    if [*wanted] == [one.label for one in held]:
        return sheet
    kept = _kept(held, wanted)
    run = _all_default(held, kept) if len(_extending(sheet, axis)) <= 1 else range(0)
    entries = [_entry(*one) for k, one in enumerate(kept) if k not in run]
    if entries and run:
        number = next(iter(_extending(sheet, axis)), None)
        said = _EXTENDS if number is None else sheet.at((axis,))[number]
        entries.insert(run.start, _Entry(number, said, None))
    sheet, places = _without_others(sheet, axis, [one.table for one in entries if one.table is not None])
    return _in_order(sheet, axis, entries, places)


class _Entry(NamedTuple):
    """A table as it is to be: the number of the one that it is (None: a new one, which says `said`), and a `label` that
    it is to have."""

    table: int | None
    said: dict[str, Any]
    label: str | None


def _entry(one: _Term | None, label: str) -> _Entry:
    if one is None:
        return _Entry(None, {}, label)
    return _Entry(one.table, one.said, None if one.label == label else label)


def _extending(sheet: Sheet, axis: str) -> list[int]:
    """The numbers of the tables that add to a vocabulary."""
    return [k for k, one in enumerate(sheet.at((axis,)) or ()) if vocabulary(one, axis) is not None]


def _without_others(sheet: Sheet, axis: str, stay: list[int]) -> tuple[Sheet, list[int]]:
    """The sheet with those tables of the list alone, and which of them stands where."""
    for number in reversed(range(sheet.count((axis,)))):
        if number not in stay:
            sheet = removed(sheet, (axis, number))
    return sheet, sorted(stay)


def _in_order(sheet: Sheet, axis: str, entries: list[_Entry], places: list[int]) -> Sheet:
    """The sheet with these tables in this order; `places`: which of those that are there stands where."""
    taken = {str(one.get("key")) for one in sheet.at((axis,)) or () if isinstance(one, dict)}
    taken |= {one.said["key"] for one in entries if "key" in one.said}
    for one in entries:
        taken |= {word.key for word in vocabulary(one.said, axis) or ()}
    for place, entry in enumerate(entries):
        if entry.table is None:
            said = entry.said or {"key": _free(str(entry.label), taken)}
            sheet = added(sheet, (axis, place), said)
            places.insert(place, -1)
        elif (now := places.index(entry.table)) != place:
            sheet = moved(sheet, (axis, now), (axis, place))
            places.insert(place, places.pop(now))
        if entry.label is not None:
            sheet = with_value(sheet, (axis, place), "label", entry.label)
    return sheet


def _all_default(held: Sequence[_Term], kept: Sequence[tuple[_Term | None, str]]) -> range:
    """The places of the default terms, if all of them stand there as they are, one after another; else none."""
    default = [one for one in held if one.table is None]
    first = next((k for k, (one, _label) in enumerate(kept) if one and one.table is None), 0)
    here = kept[first : first + len(default)]
    same = len(here) == len(default) and all(
        one is term and label == term.label for (one, label), term in zip(here, default, strict=True)
    )
    return range(first, first + len(default)) if same else range(0)


def _kept(held: Sequence[_Term], wanted: Sequence[str]) -> list[tuple[_Term | None, str]]:
    """The terms that are wanted, each with its label: the one that is called so, or that stood there before."""
    free = [*held]
    found: list[_Term | None] = []
    for label in wanted:
        found.append(next((one for one in free if one.label == label), None))
        free = [one for one in free if one is not found[-1]]
    before = [one.label for one in held]
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, wanted, autojunk=False).get_opcodes():
        if tag == "replace" and i2 - i1 == j2 - j1:
            for one, j in zip(held[i1:i2], range(j1, j2), strict=True):
                if found[j] is None and any(one is other for other in free):
                    found[j] = one
    return list(zip(found, wanted, strict=True))


def _terms(sheet: Sheet, axis: str) -> list[_Term]:
    tables = sheet.at((axis,))
    with speaking(_language(sheet)):
        if not isinstance(tables, list) or not tables:
            return _words(DEFAULTS.get(axis, ()))
        found: list[_Term] = []
        for number, table in enumerate(tables):
            said = table if isinstance(table, dict) else {}
            words = vocabulary(said, axis)
            there = {str(one.said.get("key")) for one in found}
            found += (
                [_Term(_label(said, axis), number, said)]
                if words is None
                else _words(word for word in words if word.key not in there)
            )
        return found


def _words(words: Iterable[Word]) -> list[_Term]:
    """The words of a vocabulary, which no table says."""
    found = []
    for word in words:
        also = {name: list(value) for name, value in (("also", word.also), ("members", word.members)) if value}
        found.append(_Term(str(word.label), None, {"key": word.key} | also))
    return found


def _label(said: dict[str, Any], axis: str) -> str:
    if isinstance(label := said.get("label"), str) and label:
        return clean_line(label)
    word = WORDS[axis].get(str(said.get("key")))
    return str(word.label) if word else clean_line(str(said.get("key", "")))


def _language(sheet: Sheet) -> str:
    said = sheet.data.get("language")
    return str(said) if known(said) else language()


def _free(label: str, taken: set[str]) -> str:
    again, base = 1, slug(label) or "mot"
    made = base
    while made in taken:
        again += 1
        made = f"{base}-{again}"
    taken.add(made)
    return made
