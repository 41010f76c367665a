"""The answer of `why --json`, as docs/report.md has it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import tzinfo
from typing import Any

from workshop_tui.session.state import State
from workshop_tui.session.timing.deviations import Deviation
from workshop_tui.shapes import answer, iso


def deviations(state: State, found: Iterable[Deviation]) -> str:
    """The answer: where the day departed from its plan, and why, each by its name."""
    zone = state.agenda.zone
    return answer(state.id, departures=[{"name": one.name, **deviation_shape(one, zone)} for one in found])


def deviation_shape(one: Deviation, zone: tzinfo) -> dict[str, Any]:
    """A deviation: when, by which change or segment, about what, the seconds that the day gained, and why."""
    return {
        "at": iso(one.at, zone),
        "change": one.change,
        "segment": one.segment,
        "about": list(one.about),
        "shift_s": one.shift_s,
        "reason": one.reason,
        "what": str(one.words),
    }
