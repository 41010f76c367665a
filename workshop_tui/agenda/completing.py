"""Fill in what an agenda may leave out, before it is validated: keys made from titles, the default vocabulary.

Tables here are as TOML gives them; what is not of the right shape is left as it is, for the models to refuse.
"""

from __future__ import annotations

from typing import Any

from workshop_tui.agenda.evaluation import with_questions
from workshop_tui.agenda.vocabulary import DEFAULTS
from workshop_tui.text import slug


def completed(data: dict[str, Any]) -> dict[str, Any]:
    """Fill in the keys, made from titles, and the default vocabulary."""
    data = dict(with_questions(data))
    used: set[str] = set()
    for table in ("trainers", "guests", "participants", "programme", "blocks"):
        data[table] = with_keys(data.get(table, []), table.rstrip("s"), set())
    data["blocks"] = _with_segments(data["blocks"], used)
    if "days" in data:
        del data["blocks"]
        data["days"] = _with_blocks(data["days"], used)
    if "evaluation" in data:
        data["evaluation"] = with_keys(data["evaluation"], "question", set())
    for axis in DEFAULTS:
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
    """The terms of `axis`: the default ones where none are written or `extends = "default"` stands."""
    defaults = [{"key": w.key, "also": list(w.also), "members": list(w.members)} for w in DEFAULTS[axis]]
    if tables is None or tables == ():
        return defaults
    if not isinstance(tables, (list, tuple)):
        return tables
    terms: list[Any] = []
    for table in tables:
        terms += defaults if table == {"extends": "default"} else [table]
    return terms
