"""The places in a TOML text: each table, each key, each value, and which comments belong to which table.

The text has been read already (`toml.parsed`), so it is TOML: what is found here is where, not whether. Places are
numbers of characters from the beginning of the text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from workshop_tui.agenda.rules import Path

TIMED = frozenset({"days", "blocks", "segments", "steps", "groups"})
"""The keys of an agenda's timed tables, each a list inside the one before it."""
LISTS = TIMED | {"trainers", "guests", "participants", "programme", "phases", "stakeholders", "kinds", "degrees"}
"""The keys of all its lists of tables that are edited."""
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_DOT = re.compile(r"[ \t]*\.[ \t]*")
_BLANK = re.compile(r"[ \t]*(?:\r?\n|\Z)")
_COMMENT = re.compile(r"[ \t]*#[^\n]*(?:\n|\Z)")
_SPACE = re.compile(r"[ \t]*")
_BETWEEN = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{3,5}'
    + r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    + r'|"(?:[^"\\\n]|\\.)*"'
    + r"|'[^'\n]*'"
)
_BARE = re.compile(r"[^\s,\]}#=]+(?: \d\d:\d\d[^\s,\]}#]*)?")
"""A number, a date and its time, true or false."""
_PLAIN = re.compile(
    r"""([A-Za-z0-9_-]+)[ \t]*=[ \t]*("[^"\\\n]*"(?!")|'[^'\n]*'(?!')|[0-9]+|true|false)(?=[ \t]*(?:\#|\r?\n|\Z))"""
)
"""A pair as most are: a plain key, and a text on one line, a number, true or false."""
_OUT = re.compile(r"[ \t]*#+[ \t]*[A-Za-z0-9_-]+[ \t]*=")
"""A comment that is a line of a table, put out."""


class Span(NamedTuple):
    """From a character up to another."""

    start: int
    end: int


@dataclass(frozen=True)
class Pair:
    """A line (or several) that says `key = value`; `line` is all of it, its indent, its comment and its end too."""

    names: tuple[str, ...]
    value: Span
    line: Span


@dataclass(frozen=True)
class Table:
    """A table: its place in the data, its header (none at the top of the file), and its pairs.

    `own` is from the comments right above its header to the end of its last pair, and to what is put out below that.
    """

    path: Path
    header: Span
    own: Span
    pairs: tuple[Pair, ...]
    begins: int
    """The place at which its first pair stands, or would."""

    def pair(self, key: str) -> Pair | None:
        """The pair of that key."""
        return next((one for one in self.pairs if one.names == (key,)), None)


class Layout:
    """The tables of a text, in its order; the first is the top of the file."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tables = tuple(_tables(text))

    @cached_property
    def _by_path(self) -> dict[Path, Table]:
        return {table.path: table for table in reversed(self.tables)}

    def table(self, path: Path) -> Table | None:
        """The table at `path`; None if it stands in no table of its own."""
        return self._by_path.get(path)

    def pieces(self, path: Path) -> list[Span]:
        """The stretches of text that are the table at `path` and all in it, in order: one, but where others interrupt
        it. What stands between two tables of it is part of it."""
        pieces: list[Span] = []
        inside = False
        for table in self.tables[1:]:
            if table.path[: len(path)] == path:
                if inside:
                    pieces[-1] = Span(pieces[-1].start, table.own.end)
                else:
                    pieces.append(table.own)
                inside = True
            else:
                inside = False
        return pieces

    def end(self, path: Path) -> int:
        """The place right behind all that is in the table at `path`."""
        return self.pieces(path)[-1].end


def array(text: str, value: Span) -> tuple[list[Span], Span]:
    """The places of what stands in a list, and of the inside of its brackets."""
    items: list[Span] = []
    at = value.start + 1
    while True:
        at = _after(_BETWEEN, text, at)
        if text[at] == "]":
            return items, Span(value.start + 1, at)
        if text[at] == ",":
            at += 1
            continue
        end = _value(text, at)
        items.append(Span(at, end))
        at = end


def _tables(text: str) -> Iterator[Table]:
    """Yield them in the order of the text."""
    counts: dict[Path, int] = {}
    heads = list(_heads(text))
    leads = [head.lead for head in heads[1:]] + [len(text)]
    for head, until in zip(heads, leads, strict=True):
        last = max((pair.line.end for pair in head.pairs), default=head.begins)
        end = last
        while end < until and (found := _COMMENT.match(text, end)) and found.end() > end:
            end = found.end()
        path = _indexed(head.names, head.is_list, counts) if head.names else ()
        yield Table(path, head.header, Span(head.lead, min(end, until)), tuple(head.pairs), head.begins)


def _indexed(names: Sequence[str], is_list: bool, counts: dict[Path, int]) -> Path:
    """The place in the data of the table of that header; `counts`: how far each list has come."""
    path: Path = ()
    for depth, name in enumerate(names, 1):
        path = (*path, name)
        if depth == len(names) and is_list:
            counts[path] = counts.get(path, -1) + 1
        if path in counts:
            path = (*path, counts[path])
    return path


@dataclass
class _Head:
    names: tuple[str, ...]
    is_list: bool
    lead: int
    header: Span
    begins: int
    pairs: list[Pair]


def _heads(text: str) -> Iterator[_Head]:
    """Yield the headers, each with its pairs; first the top of the file, which has none."""
    head = _Head((), False, 0, Span(0, 0), 0, [])
    at, lead, follows = 0, None, False
    while at < len(text):
        begins = at
        if plain := _PLAIN.match(text, at):  # the most of them by far
            at = _line_end(text, plain.end())
            head.pairs.append(Pair((plain[1],), Span(*plain.span(2)), Span(begins, at)))
            if len(head.pairs) == 1 and not head.names:
                head.begins = begins
            lead, follows = None, True
            continue
        if (found := _COMMENT.match(text, at)) and found.end() > at:
            if lead is None and not (follows and _OUT.match(text, at)):
                lead = at
            at = found.end()
            continue
        if (found := _BLANK.match(text, at)) and found.end() > at:
            at, lead, follows = found.end(), None, False
            continue
        at = _after(_SPACE, text, at)
        if text[at] == "[":
            if not head.names and not head.pairs:
                head.begins = begins if lead is None else lead
            yield head
            is_list = text.startswith("[[", at)
            names, key = _names(text, _after(_SPACE, text, at + 1 + is_list))
            at = _line_end(text, _after(_SPACE, text, key.end) + 1 + is_list)
            head = _Head(names, is_list, begins if lead is None else lead, key, at, [])
        else:
            names, key = _names(text, at)
            start = _after(_SPACE, text, _after(_SPACE, text, key.end) + 1)
            end = _value(text, start)
            at = _line_end(text, end)
            head.pairs.append(Pair(names, Span(start, end), Span(begins, at)))
            if len(head.pairs) == 1 and not head.names:
                head.begins = begins
        lead, follows = None, True
    if not head.names and not head.pairs:
        head.begins = len(text)
    yield head


def _names(text: str, at: int) -> tuple[tuple[str, ...], Span]:
    """The names of a key, dotted or not, that begins here, and its place."""
    names, start = [], at
    while True:
        found = _KEY.match(text, at)
        assert found, "the text was read as TOML"
        name = found[0]
        names.append(name if name[0] not in "\"'" else next(iter(tomllib.loads(f"{name} = 0"))))
        dot = _DOT.match(text, found.end())
        if not dot:
            return tuple(names), Span(start, found.end())
        at = dot.end()


def _value(text: str, at: int) -> int:
    """The end of the value that begins here; lists and tables in it are not gone into by recursion."""
    depth = 0
    while True:
        if text[at] in "[{":
            depth += 1
            at += 1
        elif text[at] in "]}":
            depth -= 1
            at += 1
        elif text[at] in ",=":
            at += 1
        else:
            found = _STRING.match(text, at) or _BARE.match(text, at)
            assert found, "the text was read as TOML"
            at = found.end()
        if not depth:
            return at
        at = _after(_BETWEEN, text, at)


def _line_end(text: str, at: int) -> int:
    """The end of the line, a comment and its line end included."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
