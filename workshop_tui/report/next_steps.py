"""The steps and the pool of an agenda as it was run, as a person writes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workshop_tui.agenda import Agenda, Block, Segment
from workshop_tui.agenda.fields import seconds_of
from workshop_tui.agenda.models import Step
from workshop_tui.agenda.spelling import word_of, written_kind
from workshop_tui.agenda.structs import table as written
from workshop_tui.agenda.vocabulary import BREAK


def steps_of(segment: Segment, minutes: int, spoken: str | None) -> tuple[list[dict[str, Any]], int]:
    """The steps of a segment that has so many minutes, and the minutes that they make: at most as many, for rounds have
    whole ones. Changes and pauses keep their length. No steps where there is no room for them."""
    tables = [_step(step, spoken) for step in segment.steps]
    if minutes == segment.minutes:
        return tables, minutes
    fixed_s = sum(seconds_of(step.change or 0) * ((step.repeat or 1) - 1) for step in segment.steps)
    fixed_s += sum(step.minutes * 60 * (step.repeat or 1) for step in segment.steps if step.kind == BREAK)
    others = [(step, one) for step, one in zip(segment.steps, tables, strict=True) if step.kind != BREAK]
    whole = sum(step.minutes * (step.repeat or 1) for step, _table in others)
    room_s = minutes * 60 - fixed_s
    if not whole or room_s < 60 * sum(step.repeat or 1 for step, _table in others):
        return [], minutes
    made_s = fixed_s
    for step, table in others:
        table["minutes"] = max(1, room_s * step.minutes // whole // 60)
        made_s += table["minutes"] * 60 * (step.repeat or 1)
    made = -(-made_s // 60)
    return (tables, made) if made <= minutes else ([], minutes)


def is_offered(segment: Segment, agenda: Agenda) -> bool:
    """Tell whether a segment of the day was one of the pool: it stays there."""
    return segment.optional and segment.title in {one.title for one in agenda.pool()}


def pool_of(block: Block, spoken: str | None) -> list[dict[str, Any]]:
    """The pool of a block, as segments without minutes; `spoken` is the language of the agenda."""
    return [_offered(one, spoken) for one in block.pool or ()]


def in_file(table: dict[str, Any], segment: Segment, spoken: str | None) -> dict[str, Any]:
    """The table of a segment without what only the program knows, kinds by the names that people give them."""
    for name in ("leeway", "spelt"):
        table.pop(name, None)
    if segment.kind:
        table["kind"] = written_kind(segment, spoken)
    if segment.steps:
        table["steps"] = [_step(step, spoken) for step in segment.steps]
    return table


def _offered(segment: Segment, spoken: str | None) -> dict[str, Any]:
    table = in_file(written(segment, defaults=False), segment, spoken)
    del table["minutes"]
    return table


def _step(step: Step, spoken: str | None) -> dict[str, Any]:
    table = written(step, defaults=False)
    table.pop("first", None)
    if step.kind:
        table["kind"] = word_of(step.kind, spoken)
    return table


def forget_lost(blocks: Iterable[dict[str, Any]]) -> None:
    """Take out of these tables what goes on with a segment that does not stand before it any more."""
    before: set[str] = set()
    for block in blocks:
        for segment in block.get("segments", ()):
            if segment.get("continues") not in before:
                segment.pop("continues", None)
            before.add(segment["key"])
