"""A key of a table set, changed or taken away; in a list that is written over several lines, an entry at a time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import Any

from workshop_tui.agenda.editing.layout import Span, Table, array
from workshop_tui.agenda.editing.sheet import Sheet
from workshop_tui.agenda.editing.values import line, rank, written
from workshop_tui.agenda.rules import Path

_REST = re.compile(r"[ \t]*(#[^\n]*)?(\r?\n|\Z)")


def with_value(sheet: Sheet, path: Path, key: str, value: Any) -> Sheet:
    """The sheet with that `value` under `key` of the table at `path`, which has a header; None takes the key away."""
    table = sheet.layout.table(path)
    assert table, "it has a table of its own"
    pair = table.pair(key)
    said = _with_data(sheet.data, path, key, value)
    if pair is None:
        return sheet if value is None else _with_line(sheet, table, key, value, said)
    if value is None:
        return sheet.spliced((pair.line, ""), data=said)
    before = sheet.at((*path, key))
    if before == value and type(before) is type(value):
        return sheet
    if isinstance(before, list) and isinstance(value, list) and before and value:
        return _with_list(sheet, pair.value, before, value)
    return sheet.spliced((pair.value, written(value, sheet.newline)), data=said)


def _with_data(data: Any, path: Path, key: str, value: Any) -> Any:
    """The tables with that value there: those on the way to it are others, the rest are the same."""
    if path:
        first, *rest = path
        inner = _with_data(data[first], tuple(rest), key, value)
        return {**data, first: inner} if isinstance(first, str) else [*data[:first], inner, *data[first + 1 :]]
    return {name: one for name, one in data.items() if name != key} | ({} if value is None else {key: value})


def _with_line(sheet: Sheet, table: Table, key: str, value: Any, said: dict[str, Any]) -> Sheet:
    """The sheet with one more line, after those that come before it in the order of the table's keys."""
    name = next((part for part in reversed(table.path) if isinstance(part, str)), "")
    place = rank(name, key)
    before = [pair.line.end for pair in table.pairs if rank(name, pair.names[0]) <= place]
    at = max(before, default=table.begins)
    newline = sheet.newline
    start = newline if at and not sheet.text[:at].endswith("\n") else ""
    first = not table.path and not table.pairs and at < len(sheet.text)
    indent = _indent(sheet.text, table.pairs[0].line.start) if table.pairs else ""
    text = start + indent + line(key, value, newline) + (newline if first else "")
    return sheet.spliced((Span(at, at), text), data=said)


def _indent(text: str, at: int) -> str:
    found = re.compile(r"[ \t]*").match(text, at)
    return found[0] if found else ""


def _with_list(sheet: Sheet, value: Span, before: Sequence[Any], after: Sequence[Any]) -> Sheet:
    """The sheet with the list at `value` changed from `before` to `after`, from its end on."""
    old, new = ([written(one) for one in those] for those in (before, after))
    for tag, i1, i2, j1, j2 in reversed(SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
        if tag == "equal":
            continue
        same = min(i2 - i1, j2 - j1)
        for i in reversed(range(i1 + same, i2)):
            sheet = _without_item(sheet, value.start, i)
        for j in reversed(range(j1 + same, j2)):
            sheet = _with_item(sheet, value.start, i1 + same, new[j])
        for k in reversed(range(same)):
            items, _inside = array(sheet.text, value)
            sheet = sheet.spliced((items[i1 + k], new[j1 + k]))
    return sheet


def _without_item(sheet: Sheet, start: int, number: int) -> Sheet:
    """The sheet without that entry of the list that begins at `start`, nor its line if nothing else is on it."""
    text = sheet.text
    items, inside = array(text, Span(start, start))
    first, last = items[number]
    comma = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*,").match(text, last)
    if comma and "#" not in comma[0]:
        last = comma.end()
        last += len(text[last : inside.end]) - len(text[last : inside.end].lstrip(" \t"))
    elif number:
        first = items[number - 1].end
        first = min(first, text.index(",", first))
    begins = text.rfind("\n", 0, first) + 1
    rest = _REST.match(text, last)
    if not text[begins:first].strip() and rest and not rest[1] and inside.start <= begins:
        first, last = begins, rest.end()
    return sheet.spliced((Span(first, last), ""))


def _with_item(sheet: Sheet, start: int, number: int, new: str) -> Sheet:
    """The sheet with an entry more before that `number` of the list that begins at `start`."""
    text = sheet.text
    items, inside = array(text, Span(start, start))
    if not items:
        return sheet.spliced((Span(inside.end, inside.end), new))
    near = items[max(0, number - 1)]
    begins = text.rfind("\n", 0, near.start) + 1
    alone = begins > start and not text[begins : near.start].strip()
    indent = text[begins : near.start] if alone else ""
    if number == 0:
        return sheet.spliced((Span(near.start, near.start), f"{new},{sheet.newline + indent if alone else ' '}"))
    comma = re.compile(r"[ \t]*,").match(text, near.end)
    if not alone:
        return sheet.spliced((Span(near.end, near.end), f", {new}"))
    rest = _REST.match(text, comma.end() if comma else near.end)
    if not rest:  # another entry on the same line
        return sheet.spliced((Span(near.end, near.end), f", {new}"))
    added = (Span(rest.end(), rest.end()), f"{indent}{new},{sheet.newline}")
    return sheet.spliced(added) if comma else sheet.spliced((Span(near.end, near.end), ","), added)
