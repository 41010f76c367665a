"""Why the days of several sessions departed from their plans: reasons and segments, in how many sessions each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import get_args

from workshop_tui.agenda.vocabulary import Reason
from workshop_tui.report.observatory.series import Series, Spread
from workshop_tui.session.state import State
from workshop_tui.session.timing.deviations import Deviation, deviations
from workshop_tui.text import letters


@dataclass(frozen=True)
class ByReason:
    """The departures for a reason (None: nobody gave one): in how many sessions, and the minutes that they cost."""

    reason: Reason | None
    spread: Spread
    count: int
    minutes: int


@dataclass(frozen=True)
class Overrun:
    """A segment of the same title that departed from its plan: in how many sessions, of how many that planned it."""

    title: str
    spread: Spread
    planned: int
    minutes: tuple[int, ...]
    """The minutes that it took more than it was given in each session that has some; below zero: less."""


@dataclass(frozen=True)
class Departures:
    """The departures of all sessions."""

    spread: Spread
    by_reason: tuple[ByReason, ...]
    by_segment: tuple[Overrun, ...]


def departures(series: Series, now: datetime) -> Departures:
    """The departures of these sessions as they stand at `now`, by reason and by segment."""
    found = [(place, one) for place, state in enumerate(series.sessions) for one in _of(state, now)]
    by_reason = []
    for reason in (*get_args(Reason), None):
        if those := [(place, one) for place, one in found if one.reason == reason]:
            minutes = sum(one.shift_min or 0 for _place, one in those)
            by_reason.append(ByReason(reason, series.spread(place for place, _one in those), len(those), minutes))
    return Departures(series.spread(place for place, _one in found), tuple(by_reason), tuple(_segments(series, found)))


def _of(state: State, now: datetime) -> list[Deviation]:
    return deviations(state.day, state.day.ended_at or now)


def _segments(series: Series, found: list[tuple[int, Deviation]]) -> list[Overrun]:
    """The segments that overran, or were changed; those of most sessions first."""
    titles: dict[str, str] = {}
    planned: dict[str, set[int]] = {}
    for place, state in enumerate(series.sessions):
        for plan in state.day.plans.values():
            titles[letters(plan.title)] = plan.title
            planned.setdefault(letters(plan.title), set()).add(place)
    about: dict[str, list[tuple[int, Deviation]]] = {}
    for place, one in found:
        plans = series.sessions[place].day.plans
        for title in dict.fromkeys(letters(plans[key].title) for key in one.about if key in plans):
            about.setdefault(title, []).append((place, one))
    rows = [
        Overrun(
            titles[title],
            series.spread(place for place, _one in those),
            len(planned[title]),
            tuple(filter(None, sorted(_sums(those)) if series.nowhere else _sums(those))),
        )
        for title, those in about.items()
    ]
    return sorted(rows, key=lambda row: (-row.spread.sessions, letters(row.title)))


def _sums(those: list[tuple[int, Deviation]]) -> list[int]:
    """The minutes of each session, in order."""
    found: dict[int, int] = {}
    for place, one in those:
        found[place] = found.get(place, 0) + (one.shift_min or 0)
    return [found[place] for place in sorted(found)]
