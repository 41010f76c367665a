"""Fill in what an agenda may leave out, before it is validated: keys made from titles, the default vocabulary.

Tables here are as TOML gives them; what is not of the right shape is left as it is, for the models to refuse.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workshop_tui.agenda.vocabulary import DEFAULTS, LISTS, VOCABULARIES, Word
from workshop_tui.text import slug


def completed(data: dict[str, Any]) -> dict[str, Any]:
    """Fill in the keys, made from titles, and the default vocabulary."""
    data = dict(data)
    used: set[str] = set()
    for table in ("trainers", "guests", "participants", "programme", "blocks"):
        data[table] = with_keys(data.get(table, []), table.rstrip("s"), set())
    data["blocks"] = _with_segments(data["blocks"], used)
    if "days" in data:
        del data["blocks"]
        data["days"] = _with_blocks(data["days"], used)
    for axis in LISTS:
        if axis in DEFAULTS or axis in data:
            data[axis] = with_defaults(data.get(axis), axis)
    return data


def _with_segments(blocks: Any, used: set[str]) -> Any:
    if not isinstance(blocks, (list, tuple)):
        return blocks
    return [
        block | {"segments": with_keys(block["segments"], "segment", used)}
        if isinstance(block, dict) and "segments" in block
        else block
        for block in blocks
    ]


def _with_blocks(days: Any, used: set[str]) -> Any:
    if not isinstance(days, (list, tuple)):
        return days
    blocks: set[str] = set()
    return [
        day | {"blocks": _with_segments(with_keys(day["blocks"], "block", blocks), used)}
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
