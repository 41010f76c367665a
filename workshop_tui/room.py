"""The room's view, in words: on the terminal's room screen, and on the page that `serve` gives to a browser.

The segment, its time left or only its end, its step, what comes next. No name, and no note but the pinned one, which is
each view's own matter: a terminal stands in the room, a link may be handed on.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from workshop_tui.locale import _, clock_time, plural
from workshop_tui.session.notes.notebook import Note
from workshop_tui.session.state import State
from workshop_tui.session.timing.day import Mode
from workshop_tui.session.timing.minutes import full_minutes
from workshop_tui.session.timing.timeline import SegmentTimes, Timeline
from workshop_tui.text import clean_line

if TYPE_CHECKING:
    from workshop_tui.session.turns.order import Standing

WHERE = 12
"""Lines that say where groups are, at the most."""


class Lines(Struct, frozen=True):
    """The lines of the room's view, each empty where there is nothing to say; `urgency` as `urgency_of` has it."""

    title: str
    minutes: str
    ends: str
    step: str
    then: str
    urgency: str
    place: str = ""


def lines(times: Timeline, title: str, warn: tuple[float, ...], *, hidden: bool, floor: str = "") -> Lines:
    """The lines at an instant; `title` is the day's, for when nothing is live. `hidden`: without what is left. `floor`
    says what a speaker has left, if the room is to see it."""
    live, following = shown(times)
    counted = live is not None and counts(live)
    left = live.remaining_s if live and counted else None
    minutes = "" if left is None else f"{'+' if left < 0 else ''}{full_minutes(left)}"
    then = _("next: {title}", title=following.plan.seen_as) if following else ""
    return Lines(
        title=live.plan.seen_as if live else title,
        minutes="" if hidden else minutes,
        ends=_ends(times, left, hidden=hidden),
        step=" · ".join(filter(None, (floor, inner_clock(live) if live and not hidden and tells_steps(live) else ""))),
        then=then if times.mode is not Mode.ENDED else _("Thank you, and goodbye."),
        urgency=urgency_of(left, warn) if not hidden and times.mode is Mode.RUNNING else "",
        place=_place(live, following),
    )


def _place(live: SegmentTimes | None, following: SegmentTimes | None) -> str:
    """Where what runs is held, and where people go next, if that is elsewhere."""
    here = live.plan.place if live else None
    there = following.plan.place if following else None
    told = [clean_line(here)] if here else []
    if there and there != here:
        told.append(_("next at {place}", place=clean_line(there)))
    return " · ".join(told)


def shown(times: Timeline) -> tuple[SegmentTimes | None, SegmentTimes | None]:
    """The live segment and the next one, as a room sees them: none of a day that was left open."""
    return (None, None) if times.left_open else (times.live, times.next)


def counts(live: SegmentTimes) -> bool:
    """Tell whether the group sees what is left of it, and when it ends."""
    return live.plan.room is None or live.plan.room.countdown


def tells_steps(live: SegmentTimes) -> bool:
    """Tell whether the group sees its steps, which have a countdown of their own."""
    return live.plan.room is None or (live.plan.room.steps and live.plan.room.countdown)


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
    return _standing(state, now) if state.has_turns and state.floor.shown else None


def _standing(state: State, now: datetime) -> Standing | None:
    """How the floor stands; None if nobody can be speaking, which is so most of the time."""
    if (
        not (state.has_turns and state.floor.turns)
        or state.floor.turns[-1].end is not None
        or state.day.mode is not Mode.RUNNING
    ):
        return None
    from workshop_tui.session.turns.order import standing

    return standing(state.day, state.attendance, state.floor, now)


def _floor(state: State, stands: Standing | None, *, named: bool) -> str:
    if stands is None or stands.open is None:
        return ""
    from workshop_tui.session.turns.floor import caller
    from workshop_tui.session.turns.words import left_told, length

    name = caller(state.agenda, state.attendance)(stands.open.turn.speaker) if named else _("Floor")
    return " · ".join(filter(None, (f"► {name} {length(stands.open.seconds)}", left_told(stands))))


def pinned(state: State) -> Note | None:
    """The note that a facilitator shows the room; a private one never is."""
    number = state.notebook.pinned
    note = next((one for one in state.notebook.notes if one.number == number), None) if number else None
    return None if note is None or note.taken.private else note


def where(state: State, times: Timeline) -> list[str]:
    """Where the groups at work are, a line each: a group and its place, or a place and its rounds; many are folded."""
    day, live = state.day, state.day.live
    if live is None or times.left_open or not state.has_groups:
        return []
    if not (state.groups.opened or any(one.groups for one in day.plans.values())):
        return []
    from workshop_tui.session.groups.grouping import owner
    from workshop_tui.session.groups.standing import groups_now
    from workshop_tui.session.groups_told import places_told

    segment = owner(day, state.groups, live)
    if segment is None:
        return []
    told = places_told(groups_now(day, state.groups, state.attendance, segment, times.now))
    more = len(told) - WHERE
    return told if more <= 0 else [*told[: WHERE - 1], _("and {count} more", count=more + 1)]


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


def urgency_of(left: int | None, warn: tuple[float, ...]) -> str:
    """`over` past zero, `now` from the last warning on, `soon` from the first, else nothing; `warn` are minutes."""
    if left is None:
        return ""
    if left <= 0:
        return "over"
    if warn and left <= round(warn[-1] * 60):
        return "now"
    return "soon" if warn and left <= round(warn[0] * 60) else ""


def inner_clock(row: SegmentTimes) -> str:
    """“2/4 At three: we choose · 5 min left · then: …”: where the segment's steps stand, by its elapsed time."""
    step = row.step
    if step and step.is_change:
        left = f"{step.left_s // 60}:{step.left_s % 60:02}"
        return _("Change · {left} · then {i}/{n}: {title}", i=step.number, n=step.of, title=step.title, left=left)
    if step:
        told = _(
            "Step {i}/{n}: {title} · {left} min left",
            i=step.number,
            n=step.of,
            title=step.title,
            left=full_minutes(step.left_s),
        )
        return told + (_(" · then: {title}", title=step.then) if step.then else "")
    return _("All steps are over") if row.plan.steps else ""
