"""The answer of `evaluation --json`, as docs/evaluation.md has it, and the part that the report as JSON has of it."""

from __future__ import annotations

from typing import Any

from workshop_tui.session.evaluation.results import Marked, Result, Results
from workshop_tui.session.state import State
from workshop_tui.shapes import answer


def evaluation(state: State, found: Results) -> str:
    """The answer: how often each mark was given, and what was written where that may be told beside the marks."""
    return answer(state.id, **evaluation_shape(found))


def evaluation_shape(found: Results) -> dict[str, Any]:
    """The evaluation: how many sheets were filled in, how many of them were removed, and its questions."""
    return {"sheets": found.sheets, "removed": found.removed, "questions": [_question(one) for one in found.questions]}


def _question(one: Result) -> dict[str, Any]:
    asked, scale = one.asked, one.asked.kind == "scale"
    return {
        "key": asked.key,
        "text": asked.text,
        "kind": asked.kind,
        "min": asked.low if scale else None,
        "max": asked.high if scale else None,
        "labels": list(asked.labels),
        "marked": [_row(row) for row in one.marked],
        "words": None if one.withheld else list(one.words),
        "withheld": bool(one.withheld),
    }


def _row(row: Marked) -> dict[str, Any]:
    marks = [{"value": value, "called": row.row.called(value), "count": count} for value, count in row.counts.items()]
    return {
        "objective": row.row.objective or None,
        "about": row.about or None,
        "marks": marks,
        "total": row.total,
        "mean": row.mean,
        "few": row.few,
    }
