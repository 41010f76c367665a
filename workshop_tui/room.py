"""The room's view, in words: on the terminal's room screen, and on the page that `serve` gives to a browser.

The segment, its time left or only its end, its step, what comes next. No name, and no note but the pinned one, which is
each view's own matter: a terminal stands in the room, a link may be handed on.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from workshop_tui.locale import _, clock_time, plural
from workshop_tui.session.notes.notebook import Note
from workshop_tui.session.state import State
from workshop_tui.session.timing.day import Mode
from workshop_tui.session.timing.minutes import full_minutes
from workshop_tui.session.timing.timeline import SegmentTimes, Timeline

if TYPE_CHECKING:
    from workshop_tui.session.turns.order import Standing


class Lines(NamedTuple):
    """The lines of the room's view, each empty where there is nothing to say; `urgency` as `urgency_of` has it."""

    title: str
    minutes: str
    ends: str
    step: str
    then: str
    urgency: str


def lines(times: Timeline, title: str, warn: tuple[int, ...], *, hidden: bool, floor: str = "") -> Lines:
    """The lines at an instant; `title` is the day's, for when nothing is live. `hidden`: without what is left. `floor`
    says what a speaker has left, if the room is to see it."""
    live, following = shown(times)
    left = live.remaining_s if live else None
    minutes = "" if left is None else f"{'+' if left < 0 else ''}{full_minutes(left)}"
    then = _("next: {title}", title=following.plan.title) if following else ""
    return Lines(
        title=live.plan.title if live else title,
        minutes="" if hidden else minutes,
        ends=_ends(times, left, hidden=hidden),
        step=" · ".join(filter(None, (floor, inner_clock(live) if live and not hidden else ""))),
        then=then if times.mode is not Mode.ENDED else _("Thank you, and goodbye."),
        urgency=urgency_of(left, warn) if not hidden and times.mode is Mode.RUNNING else "",
    )


def shown(times: Timeline) -> tuple[SegmentTimes | None, SegmentTimes | None]:
    """The live segment and the next one, as a room sees them: none of a day that was left open."""
    return (None, None) if times.left_open else (times.live, times.next)


def floor_line(state: State, now: datetime) -> str:
    """Name who speaks and for how long, in a round what is left of the share: for the trainers. Else nothing."""
    return _floor(state, _standing(state, now), named=True)


def floor_shown(state: State, now: datetime) -> str:
    """The same for the room, where that is to be shown; without the name where names are not told."""
    return _floor(state, shown_standing(state, now), named=state.agenda.confidentiality == "nominatif")


def floor_unnamed(state: State, now: datetime) -> str:
    """The same without any name: for what stands under a link that may be handed on."""
    return _floor(state, shown_standing(state, now), named=False)


def shown_standing(state: State, now: datetime) -> Standing | None:
    """How the floor stands, if the room is to see it and somebody speaks."""
    return _standing(state, now) if state.floor.shown else None


def _standing(state: State, now: datetime) -> Standing | None:
    """How the floor stands; None if nobody can be speaking, which is so most of the time."""
    if not state.floor.turns or state.floor.turns[-1].end is not None or state.day.mode is not Mode.RUNNING:
        return None
    from workshop_tui.session.turns.order import standing

    return standing(state.day, state.attendance, state.floor, now)


def _floor(state: State, stands: Standing | None, *, named: bool) -> str:
    if stands is None or stands.open is None:
        return ""
    from workshop_tui.session.turns.people import caller
    from workshop_tui.session.turns.words import left_told, length

    name = caller(state.agenda, state.attendance)(stands.open.turn.speaker) if named else _("Floor")
    return " · ".join(filter(None, (f"► {name} {length(stands.open.seconds)}", left_told(stands))))


def pinned(state: State) -> Note | None:
    """The note that a facilitator shows the room; a private one never is."""
    number = state.notebook.pinned
    note = next((one for one in state.notebook.notes if one.number == number), None) if number else None
    return None if note is None or note.taken.private else note


def _ends(times: Timeline, left: int | None, *, hidden: bool) -> str:
    if left is None:
        return _("It is {time}", time=clock_time(times.now, times.zone))
    ends = clock_time(times.now + timedelta(seconds=max(0, left)), times.zone)
    if hidden:
        return _("until {end}", end=ends)
    minutes = full_minutes(left)
    if left < 0:
        return plural("{count} minute over", "{count} minutes over", minutes)
    told = plural("{count} minute left", "{count} minutes left", minutes)
    if times.mode is Mode.PAUSED:
        return _("{left}, paused", left=told)
    return _("{left}, until {end}", left=told, end=ends)


def urgency_of(left: int | None, warn: tuple[int, ...]) -> str:
    """`over` past zero, `now` from the last warning on, `soon` from the first, else nothing."""
    if left is None:
        return ""
    if left <= 0:
        return "over"
    if warn and left <= warn[-1] * 60:
        return "now"
    return "soon" if warn and left <= warn[0] * 60 else ""


def inner_clock(row: SegmentTimes) -> str:
    """“2/4 At three: we choose · 5 min left · then: …”: where the segment's steps stand, by its elapsed time."""
    if step := row.step:
        told = _("Step {i}/{n}: {title} · {left} min left", i=step.place + 1, n=len(row.plan.steps), title=step.title,
                 left=full_minutes(step.left_s))  # fmt: skip
        return told + (_(" · then: {title}", title=step.then) if step.then else "")
    return _("All steps are over") if row.plan.steps else ""
