"""The answer of `attendance --json`, as docs/attendance.md has it."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

from workshop_tui.session.attendance.presence import Attended, Presence
from workshop_tui.session.state import State
from workshop_tui.session.timing.halfdays import HalfDay, Span
from workshop_tui.shapes import answer, iso


def attendance(state: State, there: Presence, wanted: Container[str]) -> str:
    """The answer: each participant, and each of the `wanted` blocks by key, with what is counted of both."""
    zone = state.agenda.zone

    def person(one: Attended) -> dict[str, Any]:
        cells = {cell.half.block.key: cell for cell in one.cells if cell.half.block.key in wanted}
        return {
            "key": one.key,
            "name": one.person.name,
            "organisation": one.person.organisation,
            "stays": {
                key: [{"from": iso(s.start, zone), "until": iso(s.end, zone)} for s in cell.noted]
                for key, cell in cells.items()
            },
            "counted": {
                key: {"state": str(cell.being), "minutes": cell.minutes, "times": spans(cell.times)}
                for key, cell in cells.items()
            },
            "minutes": one.minutes,
            "rate": one.rate,
        }

    def spans(some: Iterable[Span]) -> list[dict[str, str | None]]:
        return [{"start": iso(one.start, zone), "end": iso(one.end, zone)} for one in some]

    def half_day(half: HalfDay) -> dict[str, Any]:
        return {
            "key": half.block.key,
            "held": half.held,
            "running": half.running,
            "to_come": half.to_come,
            "times": spans(half.spans),
            "minutes": half.minutes,
            "planned_minutes": half.planned_minutes,
            "came": there.came(half) if half.held else None,
            "trainee_minutes": there.minutes_in(half),
        }

    return answer(
        state.id,
        capacity=state.agenda.capacity,
        participants=[person(one) for one in there.people],
        blocks=[half_day(half) for half in there.halves if half.block.key in wanted],
        held_minutes=there.held_minutes,
        trainee_minutes=there.minutes,
        rate=there.rate,
    )
