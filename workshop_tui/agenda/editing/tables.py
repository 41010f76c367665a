"""Tables – of a day, a block, a segment, a step, a trainer – added, taken away, put elsewhere.

A table goes with the comments right above it and with what is put out below it; a comment that stands free stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from difflib import SequenceMatcher
from typing import Any

from workshop_tui.agenda.editing.layout import LISTS, TIMED, Layout, Pair, Span, Table, array
from workshop_tui.agenda.editing.sheet import Sheet
from workshop_tui.agenda.editing.splicing import with_value
from workshop_tui.agenda.editing.values import table, written
from workshop_tui.agenda.rules import Path

_BLANKS = re.compile(r"(?:[ \t]*\r?\n)*")
_COMMENT = re.compile(r"#[^\r\n]*")


def header_of(path: Path) -> str:
    """The header of the table at `path`: `days.blocks.segments`."""
    return ".".join(part for part in path if isinstance(part, str))


def chunk_of(sheet: Sheet, path: Path) -> str:
    """The text of the table at `path` and all in it, its comments too; its last line ends."""
    chunk = sheet.newline.join(sheet.text[start:end] for start, end in sheet.layout.pieces(path))
    return chunk if chunk.endswith("\n") else chunk + sheet.newline


def inserted(sheet: Sheet, path: Path, chunk: str) -> Sheet:
    """The sheet with the text of a table, which becomes the one at `path`, after the one before it."""
    at, gap = _place(sheet, path)
    text, newline = sheet.text, sheet.newline
    start = newline if at and not text[:at].endswith("\n") else ""
    above = "" if not text[:at].strip() or re.search(r"\n[ \t]*\r?\n[ \t]*\Z", text[:at]) else gap
    below = gap if text[at:].strip() and not _blanks(text, at) else ""
    return sheet.spliced((Span(at, at), start + above + chunk + below))


def added(sheet: Sheet, path: Path, said: Mapping[str, Any]) -> Sheet:
    """The sheet with a table that says this, at `path`."""
    sheet = as_tables(sheet, path[:-1])
    return inserted(sheet, path, table(header_of(path), said, sheet.newline))


def removed(sheet: Sheet, path: Path) -> Sheet:
    """The sheet without the table at `path` and all in it."""
    sheet = as_tables(sheet, path)
    text, changes = sheet.text, []
    for start, end in sheet.layout.pieces(path):
        first, last = start, end + len(_blanks(text, end))
        if last >= len(text):
            first = len(text[:start].rstrip(" \t\r\n"))
            first = start if not first else text.index("\n", first) + 1
        changes.append((Span(first, last), ""))
    return sheet.spliced(*changes)


def moved(sheet: Sheet, path: Path, to: Path) -> Sheet:
    """The sheet with the table at `path` put at `to`, which is its place once it is not at `path` any more."""
    sheet = as_tables(as_tables(sheet, path), to[:-1])
    chunk = chunk_of(sheet, path)
    return inserted(removed(sheet, path), to, chunk)


def changed(chunk: str, change: Callable[[Sheet, Path], Sheet]) -> str:
    """The text of a table with `change` done to each table in it, given the place that it has in there."""
    sheet = Sheet(chunk)
    for one in [one.path for one in sheet.layout.tables[1:]]:
        sheet = change(sheet, one)
    return sheet.text


def headed(chunk: str, path: Path) -> str:
    """The text of a table whose header, and those in it, are as they are at `path`: in a day, or in none."""
    layout = Layout(chunk)
    first = layout.tables[1].path
    old, new = ([part for part in one if isinstance(part, str)] for one in (first, path))
    changes = [
        (one.header, ".".join([*new, *[part for part in one.path if isinstance(part, str)][len(old) :]]))
        for one in layout.tables[1:]
    ]
    return Sheet(chunk).spliced(*changes).text


def as_course(sheet: Sheet) -> Sheet:
    """The sheet with its blocks, if it has any, those of a first day."""
    if sheet.is_course:
        return sheet
    sheet = as_tables(sheet, ("blocks",))
    those = [one for one in sheet.layout.tables if one.path[:1] == ("blocks",)]
    changes = [(one.header, header_of(("days", *one.path))) for one in those]
    if those:
        at = those[0].own.start
        changes.append((Span(at, at), f"[[days]]{sheet.newline}{sheet.newline}"))
    return sheet.spliced(*changes)


def with_entries(sheet: Sheet, where: Path, called: str, entries: list[dict[str, Any]]) -> Sheet:
    """The sheet with these in the list of tables at `where`: those that stay, by what they are `called` (the key that
    says it), keep their tables, their comments and what else they say."""
    sheet = as_tables(sheet, where)
    before = [str(one.get(called)) for one in sheet.at(where) or () if isinstance(one, dict)]
    after = [one[called] for one in entries]
    for tag, i1, i2, j1, j2 in reversed(SequenceMatcher(None, before, after, autojunk=False).get_opcodes()):
        same = i2 - i1 if tag == "equal" else min(i2 - i1, j2 - j1)
        for i in reversed(range(i1 + same, i2)):
            sheet = removed(sheet, (*where, i))
        for j in reversed(range(j1 + same, j2)):
            sheet = added(sheet, (*where, i1 + same), entries[j])
        for k in range(same):
            for key, value in entries[j1 + k].items():
                sheet = with_value(sheet, (*where, i1 + k), key, value)
    return sheet


def as_tables(sheet: Sheet, path: Path) -> Sheet:
    """The sheet with each list of tables on the way to `path`, and that at `path`, written as tables of their own."""
    for length in range(1, len(path) + 1):
        where = path[:length]
        if where[-1] in LISTS and (found := _inline(sheet, where)):
            sheet = _written_out(sheet, *found, where)
    return sheet


def _inline(sheet: Sheet, where: Path) -> tuple[Table, Pair] | None:
    """The pair that says the whole list of tables at `where`, in the table that has it."""
    holder = sheet.layout.table(where[:-1])
    pair = holder.pair(str(where[-1])) if holder else None
    return (holder, pair) if holder and pair and isinstance(sheet.at(where), list) else None


def _written_out(sheet: Sheet, holder: Table, pair: Pair, where: Path) -> Sheet:
    text, newline, header = sheet.text, sheet.newline, header_of(where)
    gap = "" if where[-1] == "steps" else newline
    made, at = "", pair.value.start
    items, inside = array(text, pair.value)
    for item, entry in zip(items, sheet.at(where), strict=True):
        said = entry if isinstance(entry, dict) else {"title": entry if isinstance(entry, str) else written(entry)}
        made += gap + _comments(text, at, item.start, newline) + table(header, said, newline)
        at = item.end
    made += _comments(text, at, inside.end, newline)
    end = len(text) if not where[:-1] else holder.own.end
    stays = _comments(text, pair.value.end, pair.line.end, newline)
    start = newline if made and not text[:end].endswith("\n") else ""
    return sheet.spliced((pair.line, stays), (Span(end, end), start + made))


def _comments(text: str, start: int, end: int, newline: str) -> str:
    return "".join(f"{found}{newline}" for found in _COMMENT.findall(text[start:end]))


def _place(sheet: Sheet, path: Path) -> tuple[int, str]:
    """The place where the text of the table at `path` goes, and the blank lines between it and what is before it."""
    layout, text, newline = sheet.layout, sheet.text, sheet.newline
    *_of, name, number = path
    holder = path[:-2]
    if isinstance(number, int) and number:
        before: Path = (*holder, name, number - 1)
        at = layout.end(before)
        return at, "" if name == "steps" else _gap(text, at, layout.pieces(before)[0].start, newline)
    if holder:
        own = layout.table(holder)
        assert own, "it has a table of its own"
        return own.own.end, "" if name == "steps" else _gap(text, own.own.end, len(text), newline)
    first = layout.pieces((name, 0))
    return first[0].start if first else _top_place(sheet, str(name)), newline


def _top_place(sheet: Sheet, name: str) -> int:
    """The place of the first table of that name: people before the blocks, blocks at the end."""
    timed = [one.own.start for one in sheet.layout.tables[1:] if one.path[0] in ("days", "blocks")]
    return timed[0] if timed and name not in TIMED else len(sheet.text)


def _gap(text: str, at: int, before: int, newline: str) -> str:
    """The blank lines that are usual here: those that follow at `at`, else those above `before`, else one."""
    if text[at:].strip():
        return _blanks(text, at).replace(" ", "").replace("\t", "")
    lines = text[:before].split("\n")[:-1] if before < len(text) else []
    blank = 0
    while lines and not lines[-1].strip():
        lines.pop()
        blank += 1
    return newline * (blank or 1)


def _blanks(text: str, at: int) -> str:
    """The blank lines that stand here."""
    found = _BLANKS.match(text, at)
    return found[0] if found else ""
