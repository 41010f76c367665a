"""`status --json`: the shape that scripts rely on. Version 1; fields may be added, none changes or goes.

Instants are ISO 8601 with the offset of the agenda's time zone, absent ones null; durations are seconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from msgspec import Struct

from workshop_tui.locale import _, clock_time, say
from workshop_tui.session.sentences import likelihood, not_as_planned
from workshop_tui.session.state import State
from workshop_tui.session.timing.chance import Past, on_time
from workshop_tui.session.timing.day import Mode, Standing
from workshop_tui.session.timing.timeline import SegmentTimes, Timeline, timeline

VERSION = 1


class Here(Struct, frozen=True, kw_only=True):
    """Somebody who has a screen open on the session, and the views that it shows: `run`, `room`, `fit`."""

    who: str
    views: list[str]


class LiveStatus(Struct, frozen=True, kw_only=True):
    """The live segment."""

    segment: str
    elapsed_s: int
    allotted_s: int
    remaining_s: int


class SegmentStatus(Struct, frozen=True, kw_only=True):
    """One segment."""

    key: str
    title: str
    state: str
    left_over: bool
    added: bool
    moved: bool
    planned_start: datetime | None
    planned_end: datetime | None
    allotted_s: int
    elapsed_s: int
    actual_start: datetime | None
    actual_end: datetime | None
    projected_start: datetime | None
    projected_end: datetime | None


class BlockStatus(Struct, frozen=True, kw_only=True):
    """One block."""

    key: str
    start: datetime
    end: datetime
    projected_end: datetime | None
    slack_s: int | None
    on_time: float | None
    segments: list[SegmentStatus]


class Status(Struct, frozen=True, kw_only=True):
    """The status of the day. `hand` is the trainer who leads, null while nobody has taken it."""

    version: int = VERSION
    session: str
    title: str
    now: datetime
    state: str
    hand: str | None
    here: list[Here]
    live: LiveStatus | None
    next: str | None
    blocks: list[BlockStatus]


def status(state: State, now: datetime, past: Past, here: Mapping[str, list[str]]) -> Status:
    """The status of `state` at `now`. `past` is how long its segments took on other days, `here` who looks at what."""
    times = timeline(state.day, now)
    chances = on_time(state.day, times, past)
    zone = state.agenda.zone

    def local(instant: datetime | None) -> datetime | None:
        return instant.astimezone(zone) if instant else None

    def segment(row: SegmentTimes) -> SegmentStatus:
        return SegmentStatus(
            key=row.key,
            title=row.plan.title,
            state=row.standing.value,
            left_over=row.left_over,
            added=row.added,
            moved=row.moved,
            planned_start=local(row.planned_start),
            planned_end=local(row.planned_end),
            allotted_s=row.allotted_s,
            elapsed_s=row.elapsed_s,
            actual_start=local(row.actual_start),
            actual_end=local(row.actual_end),
            projected_start=local(row.projected_start),
            projected_end=local(row.projected_end),
        )

    return Status(
        session=state.id,
        title=state.agenda.title,
        now=times.now.astimezone(zone),
        state=times.mode.value,
        hand=state.day.hand,
        here=[Here(who=who, views=views) for who, views in here.items()],
        live=_live(times),
        next=times.next.key if times.next else None,
        blocks=[
            BlockStatus(
                key=block.plan.key,
                start=block.start.astimezone(zone),
                end=block.end.astimezone(zone),
                projected_end=local(block.projected_end),
                slack_s=block.slack_s,
                on_time=_rounded(chances[block.plan.key]),
                segments=[segment(row) for row in block.segments],
            )
            for block in times.blocks
        ],
    )


def _rounded(chance: float | None) -> float | None:
    return None if chance is None else round(chance, 4)


def _live(times: Timeline) -> LiveStatus | None:
    if times.live is None:
        return None
    row = times.live
    return LiveStatus(segment=row.key, elapsed_s=row.elapsed_s, allotted_s=row.allotted_s, remaining_s=row.remaining_s)


def lines(state: State, now: datetime, past: Past) -> list[str]:
    """The status for a person to read: one line that sums it up, then a line per block and segment."""
    times, zone = timeline(state.day, now), state.agenda.zone
    chances = on_time(state.day, times, past)
    shown = [_summary(times, state)]
    for block in times.blocks:
        span = f"{clock_time(block.start, zone)} – {clock_time(block.end, zone)}"
        ends = _(", ends at {end}", end=clock_time(block.projected_end, zone)) if block.projected_end else ""
        chance = chances[block.plan.key] if any(row.projected_end for row in block.segments) else None
        likely = f", {likelihood(chance, clock_time(block.end, zone))}" if chance is not None else ""
        shown.append(f"{block.plan.title}  {span}{ends}{likely}")
        for row in block.segments:
            mark = _("left over") if row.left_over else str(STANDINGS[row.standing])
            start = clock_time(row.start, zone) if row.start else ""
            how = "".join(f"  {word}" for word in not_as_planned(row))
            shown.append(f"  {start:>6}  {row.plan.title}  {mark}{how}  ({row.key})")
    return shown


STANDINGS = {
    Standing.UPCOMING: say("to come"),
    Standing.LIVE: say("live"),
    Standing.SET_ASIDE: say("set aside"),
    Standing.DONE: say("done"),
    Standing.SKIPPED: say("skipped"),
}
MODES = {
    Mode.READY: say("ready"),
    Mode.RUNNING: say("running"),
    Mode.PAUSED: say("paused"),
    Mode.IDLE: say("idle"),
    Mode.ENDED: say("ended"),
}


def _summary(times: Timeline, state: State) -> str:
    parts = [clock_time(times.now, state.agenda.zone), str(MODES[times.mode])]
    if times.live:
        parts.append(times.live.plan.title)
        left = round(times.live.remaining_s / 60)
        parts.append(_("{minutes} min left", minutes=left) if left >= 0 else _("{minutes} min over", minutes=-left))
    if times.next:
        parts.append(_("next: {title}", title=times.next.plan.title))
    return " · ".join(parts)
