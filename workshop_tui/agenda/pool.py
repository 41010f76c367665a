"""The pool: optional segments without minutes, which are offered during the day and not planned (`add`).

They stand among the segments of a block, and are set apart from these once, when an agenda is read: so nobody starts,
counts or lays out what was never planned. `place_in` says where in the file one stands.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from workshop_tui.agenda.completing import is_offered
from workshop_tui.agenda.models import Block
from workshop_tui.agenda.rules import Path


def with_pool(blocks: tuple[Block, ...], tables: Sequence[Any]) -> tuple[Block, ...]:
    """The blocks that were read from these tables, their pools set apart."""
    made = []
    for block, table in zip(blocks, tables, strict=True):
        offered = [is_offered(one) for one in table["segments"]]
        pool = tuple(one for one, is_in in zip(block.segments, offered, strict=True) if is_in)
        planned = tuple(one for one, is_in in zip(block.segments, offered, strict=True) if not is_in)
        made.append(replace(block, segments=planned, pool=pool) if pool else block)
    return tuple(made)


def place_in(data: Any, path: Path) -> Path:
    """The place in the file, as TOML gives it, of what stands at `path` in the plan."""
    for k, part in enumerate(path[:-1]):
        at = path[k + 1]
        if part in ("segments", "pool") and isinstance(at, int):
            tables = data
            for one in path[:k]:
                tables = tables[one]
            those = [n for n, table in enumerate(tables["segments"]) if is_offered(table) is (part == "pool")]
            return (*path[:k], "segments", those[at], *path[k + 2 :])
    return path
