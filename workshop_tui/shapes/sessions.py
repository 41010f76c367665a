"""The answer of `sessions --json`, as docs/files.md has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workshop_tui.agenda.structs import encode
from workshop_tui.session.summary import Summary
from workshop_tui.shapes import VERSION


def sessions(listed: Iterable[tuple[str, Summary]]) -> str:
    """The answer: these sessions by their ids, in their order."""
    return encode({"version": VERSION, "sessions": [_session(*one) for one in listed]}, indent=2)


def _session(id_: str, summary: Summary) -> dict[str, Any]:
    course = summary.course
    return {
        "id": id_,
        "title": summary.title,
        "day": summary.day,
        "start": f"{summary.start:%H:%M}",
        "end": f"{summary.end:%H:%M}",
        "state": summary.mode,
        "trainers": summary.trainers,
        "notes": summary.notes,
        "changed": summary.changed,
        "series": summary.series,
        "territory": summary.territory,
        "course": {"title": course.title, "day": course.number, "days": course.days} if course else None,
    }
