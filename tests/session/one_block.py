"""A day of one block, or of two, to be fitted: played in memory, what its segments may take told in minutes."""

from __future__ import annotations

from tests.session.days import after
from tests.session.played import DAY, at
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Command, Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.state import State, fold


def day(*segments: dict, then: tuple[dict, ...] = (), ends: str = "10h") -> State:
    """A session of one block from 9h to `ends` (and one from 11h to 12h)."""
    plan = [{"key": "am", "title": "Morning", "start": "9h", "end": ends, "segments": list(segments)}]
    if then:
        plan.append({"key": "pm", "title": "Afternoon", "start": "11h", "end": "12h", "segments": list(then)})
    agenda = agenda_of({"title": "Day", "timezone": "UTC", "blocks": plan})
    opened = SessionOpened(at=at("8:00"), by="p", id="s", agenda=agenda, date=DAY)
    state = fold([Recorded(1, at("8:00"), opened)])
    assert state is not None
    return state


def do(state: State, clock: str, intent: Command) -> State:
    return after(state, decide(state, intent, at(clock), "p"))


def segment(key: str, minutes: int, low: int | None = None, high: int | None = None, **more) -> dict:
    bounds = {name: bound for name, bound in (("min", low), ("max", high)) if bound is not None}
    return {"key": key, "title": key.upper(), "minutes": minutes, **bounds, **more}


def minutes(proposal) -> dict[str, tuple[float, float]]:
    return {c.segment: (c.before_s / 60, c.after_s / 60) for c in proposal.changes}
