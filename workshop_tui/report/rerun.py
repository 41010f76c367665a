"""The agenda as it was run, for the next time: the minutes that segments really took, once or over several days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import cache
from statistics import median
from typing import Any

import tomli_w

from workshop_tui.agenda import Agenda, Segment
from workshop_tui.agenda.vocabulary import DEFAULTS
from workshop_tui.locale import _
from workshop_tui.session.day import Standing
from workshop_tui.session.state import State

_TABLE, _STEPS, _MINUTES = "[[blocks.segments]]", "[[blocks.segments.steps]]", "minutes = "


def next_agenda(days: Sequence[State]) -> str:
    """The agenda of the last of `days`, in its order of that day, as TOML.

    `minutes` are those that each segment took, over several days their median, and `max` the slowest; where it was
    never held they stay as planned. A comment says what was planned and what it took on each of the days. A day that
    overran no longer fits its blocks: that is for whoever plans the next one to settle, and `check` says where.
    """
    last = days[-1]
    agenda = last.agenda.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True)
    for axis in DEFAULTS:
        if getattr(last.agenda, axis) == getattr(_bare(), axis):
            del agenda[axis]
    comments: list[str] = []
    for block, plan in zip(agenda["blocks"], last.agenda.blocks, strict=True):
        block["segments"] = [_segment(days, segment, comments) for segment in last.segments_of(plan)]
        if not block["segments"]:
            del block["segments"]
    return _commented(tomli_w.dumps(_lists(agenda), multiline_strings=False), comments)


def _segment(days: Sequence[State], segment: Segment, comments: list[str]) -> dict[str, Any]:
    table = segment.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True)
    took = [(day.date, minutes) for day in days if (minutes := _took(day, segment.key)) is not None]
    comments.append(_comment(segment, took))
    if took:
        minutes = max(1, round(median(minutes for _day, minutes in took)))
        slowest = max(minutes for _day, minutes in took)
        table["minutes"] = minutes
        if segment.max is not None or len(took) > 1:
            table["max"] = max(minutes, segment.max or 0, slowest if len(took) > 1 else 0)
        if segment.min is not None:
            table["min"] = min(minutes, segment.min)
        if segment.steps:
            shares = _shared([step.minutes for step in segment.steps], minutes)
            table["steps"] = [
                {"title": step.title, "minutes": share} for step, share in zip(segment.steps, shares, strict=True)
            ]
    return table


def _took(day: State, key: str) -> int | None:
    """Whole minutes that the segment took; None if it was not held that day, or not to its end."""
    progress = day.day.segments.get(key)
    if progress is None or progress.standing is not Standing.DONE or not progress.visits:
        return None
    return round(day.day.elapsed_s(key, progress.visits[-1].end or progress.visits[-1].start) / 60)


def _comment(segment: Segment, took: list[tuple[date, int]]) -> str:
    if not took:
        return _("planned {planned}, not held", planned=segment.minutes)
    if len(took) == 1:
        return _("planned {planned}, took {took}", planned=segment.minutes, took=took[0][1])
    each = ", ".join(f"{day.isoformat()} {minutes}" for day, minutes in took)
    return _("planned {planned}; took {each}", planned=segment.minutes, each=each)


def _shared(parts: list[int], whole: int) -> list[int]:
    """`whole` minutes shared out as `parts` are, in whole minutes: the largest remainders first."""
    total = sum(parts) or 1
    exact = [part * whole / total for part in parts]
    shares = [int(share) for share in exact]
    for k in sorted(range(len(parts)), key=lambda k: shares[k] - exact[k])[: whole - sum(shares)]:
        shares[k] += 1
    return shares


def _commented(page: str, comments: list[str]) -> str:
    """`page` with a comment after the minutes of each segment, in order."""
    lines, left, waiting = [], iter(comments), ""
    for line in page.split("\n"):
        if line == _TABLE:
            waiting = next(left)
        elif line == _STEPS:
            waiting = ""
        if waiting and line.startswith(_MINUTES):
            lines.append(f"{line}  # {waiting}")
            waiting = ""
        else:
            lines.append(line)
    return "\n".join(lines)


@cache
def _bare() -> Agenda:
    """An agenda that says nothing of its words: it has the default ones."""
    segments = [{"title": "-", "minutes": 1}]
    blocks = [{"title": "-", "start": "9h", "end": "10h", "segments": segments}]
    return Agenda.model_validate({"title": "-", "blocks": blocks})


def _lists(value: Any) -> Any:
    """Tuples as lists, for TOML."""
    if isinstance(value, dict):
        return {key: _lists(one) for key, one in value.items()}
    return [_lists(one) for one in value] if isinstance(value, (list, tuple)) else value
