"""Fill in what an agenda may leave out, before it is validated: keys made from titles, the default vocabulary.

Tables here are as TOML gives them; what is not of the right shape is left as it is, for the models to refuse.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from zlib import crc32

from workshop_tui.agenda.evaluation import with_questions
from workshop_tui.agenda.vocabulary import DEFAULTS, LISTS, VOCABULARIES, Word
from workshop_tui.text import fold, slug


def completed(data: dict[str, Any]) -> dict[str, Any]:
    """Fill in the keys, made from titles, and the default vocabulary."""
    data = dict(with_questions(data))
    used: set[str] = set()
    for table in ("trainers", "guests", "participants", "programme", "blocks"):
        data[table] = with_keys(data.get(table, []), table.rstrip("s"), set())
    lines: set[str] = set()
    data = _with_todo(data, lines)
    data["blocks"] = _with_segments(data["blocks"], used, lines)
    if "days" in data:
        del data["blocks"]
        data["days"] = _with_blocks(data["days"], used, lines)
    if "evaluation" in data:
        data["evaluation"] = with_keys(data["evaluation"], "question", set())
    for axis in LISTS:
        if axis in DEFAULTS or axis in data:
            data[axis] = with_defaults(data.get(axis), axis)
    return data


def _with_segments(blocks: Any, used: set[str], lines: set[str]) -> Any:
    if not isinstance(blocks, (list, tuple)):
        return blocks
    return [
        _with_todo(block | _segments(block, used, lines), lines) if isinstance(block, dict) else block
        for block in blocks
    ]


def _segments(block: dict[str, Any], used: set[str], lines: set[str]) -> dict[str, Any]:
    if "segments" not in block:
        return {}
    segments = _with_groups(_with_minutes(with_keys(block["segments"], "segment", used)))
    if isinstance(segments, list):
        segments = [_with_todo(one, lines) if isinstance(one, dict) else one for one in segments]
    return {"segments": segments}


def _with_todo(table: dict[str, Any], lines: set[str]) -> dict[str, Any]:
    """The table, each line of its checklist with a key, unlike those in `lines`."""
    todo = table.get("todo")
    if not isinstance(todo, (list, tuple)):
        return table
    lines |= {one["key"] for one in todo if isinstance(one, dict) and isinstance(one.get("key"), str)}
    return table | {"todo": [_keyed(one, lines) if isinstance(one, dict) else one for one in todo]}


def _keyed(line: dict[str, Any], lines: set[str]) -> dict[str, Any]:
    if "key" in line:
        return line
    made = base = key_of(line.get("text"))
    again = 1
    while made in lines:
        again += 1
        made = f"{base}-{again}"
    lines.add(made)
    return {"key": made} | line


def key_of(text: object) -> str:
    """The key of a line of a checklist that has none of its own: it says nothing of its words, which may be hidden."""
    return f"t{crc32(fold(str(text)).encode()):08x}"


def is_offered(table: object) -> bool:
    """Tell whether a segment, as TOML gives it, is one of the pool (`pool`)."""
    return isinstance(table, dict) and table.get("optional") is True and "minutes" not in table


def _with_minutes(segments: Any) -> Any:
    """`segments`, those that are only offered without any."""
    if not isinstance(segments, (list, tuple)):
        return segments
    return [one | {"minutes": 0} if is_offered(one) else one for one in segments]


def _with_groups(segments: Any) -> Any:
    """The segments, their groups with keys: each segment has its own."""
    if not isinstance(segments, (list, tuple)):
        return segments
    return [
        one | {"groups": with_keys(one["groups"], "group", set())} if isinstance(one, dict) and "groups" in one else one
        for one in segments
    ]


def _with_blocks(days: Any, used: set[str], lines: set[str]) -> Any:
    if not isinstance(days, (list, tuple)):
        return days
    blocks: set[str] = set()
    return [
        day | {"blocks": _with_segments(with_keys(day["blocks"], "block", blocks), used, lines)}
        if isinstance(day, dict) and "blocks" in day
        else day
        for day in days
    ]


def with_keys(tables: Any, what: str, used: set[str]) -> Any:
    """`tables`, those without a `key` given one made from their title, unlike those in `used`."""
    if not isinstance(tables, (list, tuple)):
        return tables
    used |= {t["key"] for t in tables if isinstance(t, dict) and isinstance(t.get("key"), str)}
    filled = []
    for number, table in enumerate(tables, 1):
        if isinstance(table, dict) and "key" not in table:
            named = table.get("title") or table.get("name") or table.get("text")
            made = base = (slug(named) if isinstance(named, str) else "") or f"{what}-{number}"
            again = 1
            while made in used:
                again += 1
                made = f"{base}-{again}"
            used.add(made)
            filled.append({"key": made} | table)
        else:
            filled.append(table)
    return filled


def with_defaults(tables: Any, axis: str) -> Any:
    """The terms of `axis`: the default ones where none are written; those of a vocabulary where `extends` names it.

    A word that two of them have stands once, where the first has it. An `extends` that names none is left as it is.
    """
    if tables is None or tables == ():
        return terms_of(DEFAULTS.get(axis, ()))
    if not isinstance(tables, (list, tuple)):
        return tables
    terms: list[Any] = []
    for table in tables:
        words = vocabulary(table, axis)
        there = {one.get("key") for one in terms if isinstance(one, dict)}
        if words is None and isinstance(table, dict) and {*table} == {"extends"}:
            terms.append({"key": f"extends-{len(terms)}"} | table)  # one mistake is enough
            continue
        terms += [table] if words is None else [one for one in terms_of(words) if one["key"] not in there]
    return terms


def vocabulary(table: Any, axis: str) -> tuple[Word, ...] | None:
    """The words that a table of this list extends it by; None if it is a term, or what it names is no vocabulary."""
    named = table.get("extends") if isinstance(table, dict) and len(table) == 1 else None
    return VOCABULARIES.get(named, {}).get(axis) if isinstance(named, str) else None


def terms_of(words: Iterable[Word]) -> list[dict[str, Any]]:
    """The words as terms of an agenda, without labels: those are the catalogues'."""
    return [{"key": word.key, "also": list(word.also), "members": list(word.members)} for word in words]
