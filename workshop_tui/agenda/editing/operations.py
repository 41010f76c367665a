"""Deeds on a plan: each makes another sheet, and says which row it is about then.

Raises `Mistake` for what makes no sense, in words; the plan is as it was then. What is merely not right yet is done:
`check` says it beside its row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from workshop_tui.agenda.editing.prepared_tables import PREPARED, with_prepared
from workshop_tui.agenda.editing.sheet import Sheet
from workshop_tui.agenda.editing.splicing import with_value
from workshop_tui.agenda.editing.tables import (
    added,
    as_course,
    as_tables,
    changed,
    chunk_of,
    headed,
    inserted,
    moved,
    removed,
    with_entries,
)
from workshop_tui.agenda.editing.terms import with_terms
from workshop_tui.agenda.rules import Path
from workshop_tui.agenda.times import Mistake
from workshop_tui.agenda.vocabulary import LISTS
from workshop_tui.locale import say
from workshop_tui.text import slug

REFERENCES = {"lead": "trainers", "support": "trainers", "tech": "trainers", "needs": "guests", "covers": "programme"}
"""The keys of a segment that name entries of other tables, and these."""

CALLED = {"steps": "title", "trainers": "name", "guests": "name", "participants": "name", "programme": "text",
          "groups": "title"}  # fmt: skip
"""Lists of tables that are said as one thing, and the key that says what an entry is called."""


class Done(NamedTuple):
    """The sheet as it is then, and the place of what it is about."""

    sheet: Sheet
    path: Path


def add_segment(sheet: Sheet, after: Path, said: Mapping[str, Any]) -> Done:
    """A segment after that one; on a block first in it, else at the end of the last block."""
    path = _place_for(sheet, after, "segments")
    return Done(added(sheet, path, said), path)


def add_block(sheet: Sheet, after: Path, said: Mapping[str, Any]) -> Done:
    """A block after the one that `after` is, or is in; else at the end of the day."""
    path = _place_for(sheet, after, "blocks")
    return Done(added(sheet, path, said), path)


def add_day(sheet: Sheet, said: Mapping[str, Any]) -> Done:
    """A day at the end: what there was is the first one's."""
    sheet = as_tables(as_course(sheet), ("days",))
    path: Path = ("days", sheet.count(("days",)))
    return Done(added(sheet, path, said), path)


def set_values(sheet: Sheet, path: Path, said: Mapping[str, Any]) -> Done:
    """Say this in the table at `path`; None takes a key away, as an empty list does."""
    sheet = as_tables(sheet, path)
    for key, value in said.items():
        if key in LISTS:
            sheet = with_terms(sheet, key, value or [])
        elif key in PREPARED:
            sheet = with_prepared(sheet, path, key, value or None)
        elif key in CALLED:
            sheet = with_entries(sheet, (*path, key), CALLED[key], value or [])
        else:
            sheet = with_value(sheet, path, key, None if value in ((), [], "") else value)
    return Done(sheet, path)


def remove(sheet: Sheet, path: Path) -> Done:
    """Take it out; the row above it is selected then, or the one that takes its place."""
    if not path:
        raise Mistake(say("the plan itself cannot be removed"))
    sheet = removed(sheet, path)
    *_of, number = path
    assert isinstance(number, int), "a list has it"
    left = sheet.count(path[:-1])
    return Done(sheet, (*path[:-1], min(number, left - 1)) if left else path[:-2])


def move(sheet: Sheet, path: Path, onto: Path) -> Done:
    """Put a segment (or a block) after the one at `onto`, or first in the block (or the day) that that is."""
    if not path or path[-2] == "days":
        raise Mistake(say("segments and blocks are moved: a day stays where its date puts it"))
    name = path[-2]
    if onto[: len(path)] == path and onto != path:
        raise Mistake(say("a block cannot go into itself"))
    to = _place_for(sheet, onto, str(name))
    *holder, _name, number = to
    *mine, _mine, place = path
    assert isinstance(number, int) and isinstance(place, int), "lists have them"
    if tuple(holder) == tuple(mine) and place < number:
        to = (*holder, name, number - 1)
    elif len(to) > len(path) and to[: len(path) - 1] == path[:-1]:
        raise Mistake(say("a block cannot go into itself"))
    return Done(moved(sheet, path, to), to)


def duplicate(sheet: Sheet, path: Path) -> Done:
    """The same once more, right after it, under keys of its own."""
    if not path:
        raise Mistake(say("a segment, a block or a day is duplicated"))
    sheet = as_tables(sheet, path)
    *_of, number = path
    assert isinstance(number, int), "a list has it"
    to: Path = (*path[:-1], number + 1)
    return Done(inserted(sheet, to, _renamed(chunk_of(sheet, path), sheet)), to)


def take(sheet: Sheet, after: Path, other: Sheet, path: Path) -> tuple[Done, list[str]]:
    """A segment (or a block) of another plan, comments and all; and the names in it that nobody has here: they are
    left out."""
    to = _place_for(sheet, after, str(path[-2]))
    other = as_tables(other, path)
    chunk = headed(chunk_of(other, path), to).replace("\r\n", "\n").replace("\n", sheet.newline)
    unknown: list[str] = []

    def known(part: Sheet, where: Path) -> Sheet:
        for key, table in REFERENCES.items():
            named = part.at((*where, key))
            if isinstance(named, list):
                here = keys(sheet, table) | (keys(sheet, "trainers") if table == "guests" else set())
                unknown.extend(str(one) for one in named if one not in here)
                part = with_value(part, where, key, [one for one in named if one in here] or None)
        return part

    chunk = _renamed(changed(chunk, known), sheet)
    return Done(inserted(as_tables(sheet, to[:-1]), to, chunk), to), list(dict.fromkeys(unknown))


def with_trainer(sheet: Sheet, name: str) -> tuple[Sheet, str]:
    """The sheet with one trainer more, who is called so, and their key."""
    key = _free(slug(name) or "trainer", keys(sheet, "trainers"))
    return added(sheet, ("trainers", sheet.count(("trainers",))), {"key": key, "name": name}), key


def trainers(sheet: Sheet) -> dict[str, str]:
    """The trainers' names, by their keys: those that `check` makes of names where none are written, too."""
    found: dict[str, str] = {}
    for one in sheet.at(("trainers",)) or ():
        if isinstance(one, dict) and isinstance(name := one.get("name"), str):
            key = one.get("key")
            found[key if isinstance(key, str) else slug(name)] = name
    return found


def _place_for(sheet: Sheet, near: Path, name: str) -> Path:
    """The place for a table of that `name` (`segments` or `blocks`) after what is at `near`, or first in it."""
    if name in near:
        at = len(near) - 1 - near[::-1].index(name)
        number = near[at + 1]
        assert isinstance(number, int), "a list has it"
        return (*near[: at + 1], number + 1)
    holder = {"segments": "blocks", "blocks": "days"}[name]
    if holder in near and near[-2] == holder:
        return (*near, name, 0)
    if name == "segments":
        blocks = [path for path in sheet.blocks() if path[: len(near)] == near] or sheet.blocks()
        if not blocks:
            raise Mistake(say("a segment stands in a block: add a block first"))
        return (*blocks[-1], name, sheet.count((*blocks[-1], name)))
    days = sheet.days()
    if not days:
        raise Mistake(say("a block stands in a day: add a day first"))
    return (*days[-1], name, sheet.count((*days[-1], name)))


def _renamed(chunk: str, sheet: Sheet) -> str:
    """The text of a table with other keys, where `sheet` has those that are written in it."""
    taken = {*_written_keys(sheet)}

    def free(part: Sheet, where: Path) -> Sheet:
        key = part.at((*where, "key"))
        if not isinstance(key, str) or key not in taken:
            return part
        new = _free(key, taken)
        taken.add(new)
        return with_value(part, where, "key", new)

    return changed(chunk, free)


def _written_keys(sheet: Sheet) -> Iterator[str]:
    """Yield the keys of blocks and segments, as they are written."""
    for table in sheet.blocks():
        block = sheet.at(table)
        those = [block, *(block.get("segments") or ())] if isinstance(block, dict) else []
        yield from (one["key"] for one in those if isinstance(one, dict) and isinstance(one.get("key"), str))


def keys(sheet: Sheet, table: str) -> set[str]:
    """The keys of the entries of a list at the top of the file, made from their names where none are written."""
    found = sheet.at((table,))
    names = ((one.get("key"), one.get("name") or one.get("text")) for one in found or () if isinstance(one, dict))
    return {key if isinstance(key, str) else slug(str(name)) for key, name in names}


def _free(key: str, taken: set[str]) -> str:
    """`key`, or if it is taken, `key-2` or what comes next."""
    again, made = 1, key
    while made in taken:
        again += 1
        made = f"{key}-{again}"
    return made
