"""The answer of `status --json`, as docs/status.md has it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from msgspec import Struct

from workshop_tui.agenda.elsewhere import zones
from workshop_tui.session.state import State
from workshop_tui.session.timing.chance import Past, on_time
from workshop_tui.session.timing.timeline import SegmentTimes, Timeline, timeline
from workshop_tui.shapes import VERSION
from workshop_tui.shapes.groups import GroupsStatus, groups_status


class Here(Struct, frozen=True, kw_only=True):
    """A person who has a screen open on the session, and the views that it shows: `run`, `room`, `fit`."""

    who: str
    views: list[str]


class ElsewhereStatus(Struct, frozen=True, kw_only=True):
    """The clock of a time zone far away: the instant of `now`, as it reads there."""

    zone: str
    now: datetime


class StepStatus(Struct, frozen=True, kw_only=True):
    """The step that the live segment is in, the one of this `number` `of` so many that are held today.

    `change`: it has not begun, people change places for it; `remaining_s` is what is left of that.
    """

    title: str
    remaining_s: int
    number: int
    of: int
    change: bool


class LiveStatus(Struct, frozen=True, kw_only=True):
    """The live segment; `step` is null if it has none, or all are over."""

    segment: str
    elapsed_s: int
    allotted_s: int
    remaining_s: int
    step: StepStatus | None


class SegmentStatus(Struct, frozen=True, kw_only=True):
    """One segment."""

    key: str
    title: str
    state: str
    left_over: bool
    added: bool
    moved: bool
    gone: bool
    planned_start: datetime | None
    planned_end: datetime | None
    allotted_s: int
    elapsed_s: int
    actual_start: datetime | None
    actual_end: datetime | None
    projected_start: datetime | None
    projected_end: datetime | None


class BlockStatus(Struct, frozen=True, kw_only=True):
    """One block. `start` and `end` are its hours today: as planned, or as they were moved."""

    key: str
    start: datetime
    end: datetime
    planned_start: datetime
    planned_end: datetime
    projected_end: datetime | None
    slack_s: int | None
    on_time: float | None
    segments: list[SegmentStatus]


class Status(Struct, frozen=True, kw_only=True):
    """The status of the day. `hand` is the trainer who leads, null while nobody has taken it.

    `groups` are those at work in the live segment, null where there are none.
    `left_open_days`: how many days ago the day was to end, if it was left open since; else 0.
    """

    version: int = VERSION
    session: str
    title: str
    now: datetime
    state: str
    hand: str | None
    here: list[Here]
    live: LiveStatus | None
    next: str | None
    left_open_days: int
    also: list[ElsewhereStatus]
    groups: GroupsStatus | None
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
            gone=row.gone,
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
        left_open_days=times.left_open,
        also=[
            ElsewhereStatus(zone=one.zone, now=times.now.astimezone(ZoneInfo(one.zone))) for one in zones(state.agenda)
        ],
        groups=_groups(state, now),
        blocks=[
            BlockStatus(
                key=block.plan.key,
                start=block.start.astimezone(zone),
                end=block.end.astimezone(zone),
                planned_start=block.planned.start.astimezone(zone),
                planned_end=block.planned.end.astimezone(zone),
                projected_end=local(block.projected_end),
                slack_s=block.slack_s,
                on_time=_rounded(chances[block.plan.key]),
                segments=[segment(row) for row in block.segments],
            )
            for block in times.blocks
        ],
    )


def _groups(state: State, now: datetime) -> GroupsStatus | None:
    if not (state.day.live and state.has_groups):
        return None
    from workshop_tui.session.groups.grouping import owner

    if owner(state.day, state.groups, state.day.live) is None:
        return None
    if state.agenda.confidentiality != "nominatif":
        from workshop_tui.session.privacy.hiding import hidden  # a day that hides nothing needs none of it

        state = hidden(state).state
    segment = owner(state.day, state.groups, state.day.live)
    return groups_status(state, segment, now, people=False) if segment else None


def _rounded(chance: float | None) -> float | None:
    return None if chance is None else round(chance, 4)


def _live(times: Timeline) -> LiveStatus | None:
    if times.live is None:
        return None
    row = times.live
    now = row.step
    step = (
        StepStatus(title=now.title, remaining_s=now.left_s, number=now.number, of=now.of, change=now.is_change)
        if now
        else None
    )
    return LiveStatus(
        segment=row.key, elapsed_s=row.elapsed_s, allotted_s=row.allotted_s, remaining_s=row.remaining_s, step=step
    )
