"""The answers of `points --json` and `due --json`, as docs/points.md has them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo
from typing import Any

from workshop_tui.agenda.structs import encode
from workshop_tui.session.points import Point
from workshop_tui.shapes import VERSION, iso


def points(found: Iterable[tuple[Point, tzinfo]]) -> str:
    """The answer: these points, each with the time zone of its day."""
    return encode({"version": VERSION, "points": [point_shape(*one) for one in found]}, indent=2)


def point_shape(one: Point, zone: tzinfo) -> dict[str, Any]:
    """A point: where and when it was noted, what it is, and what was said of it since."""
    taken, details = one.note.taken, one.note.taken.details
    return {
        "point": one.handle,
        "session": one.session,
        "number": one.note.number,
        "day": one.day.isoformat(),
        "kind": one.kind,
        "text": taken.text,
        "who": details.who if details else None,
        "due": details.due if details else None,
        "private": taken.private,
        "open": one.open,
        "history": [
            {
                "session": step.session,
                "day": step.day.isoformat(),
                "outcome": step.answer.outcome,
                "why": step.answer.why,
                "at": iso(step.answer.at, zone),
                "by": step.answer.by,
            }
            for step in one.history
        ],
    }
