"""Results in sentences: what an event made of the day, for whoever did it and for the others; what was taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from workshop_tui.locale import _, clock_time, plural
from workshop_tui.session.event import Event, person
from workshop_tui.session.notes.events import NoteTaken
from workshop_tui.session.state import State, told
from workshop_tui.session.timing import events as e
from workshop_tui.session.timing import replanning_events as r
from workshop_tui.session.timing.day import Timing
from workshop_tui.session.timing.minutes import full_minutes
from workshop_tui.session.timing.timeline import SegmentTimes, Timeline, timeline
from workshop_tui.spoken.kept import kept, tags
from workshop_tui.spoken.standing import UNSAID_MIN, block_told, end_told, ends, next_told, now_told
from workshop_tui.spoken.undone import undone
from workshop_tui.spoken.words import (
    Titles,
    block_name,
    left,
    listed,
    minutes,
    quoted,
    sentences,
    span,
    spoken,
)

CHANGES = 6
"""Segments of a proposal that was taken that are named one by one."""


def result(state: State, event: Event, now: datetime, titles: Titles, number: int = 0) -> str:
    """The sentences of what `event`, the session's last of this `number`, made of it: the result and the new end."""
    if isinstance(event, NoteTaken):
        return kept(state, event, number)
    if not isinstance(event, Timing | e.HandTaken | e.ReasonGiven):
        return sentences(spoken(str(told(state, event))))
    return sentences(*_parts(state, event, timeline(state.day, now).calm(), titles))


def by_another(state: State, event: Event, now: datetime, titles: Titles) -> str:
    """The sentences of what another did."""
    if isinstance(event, NoteTaken):
        who = person(state.agenda, event.by)
        return sentences(_("{who} notes: {text}", who=who, text=spoken(event.text)), listed(tags(state, event)))
    if not isinstance(event, Timing | e.ReasonGiven):
        return sentences(spoken(str(told(state, event))))
    return _("{who}: {did}", who=person(state.agenda, event.by), did=result(state, event, now, titles))


# ── what moved the day ─────────────────────────────────────────────────────────────────────────────────────
def _parts(state: State, event: Event, times: Timeline, titles: Titles) -> Iterator[str]:  # noqa: PLR0912
    match event:
        case e.SegmentStarted():
            yield from _started(state, event, times, titles)
        case e.SegmentStopped():
            yield _("{title} is finished", title=titles(state.day, event.segment))
            yield from _standing(state, times, titles)
        case e.Paused() | e.Resumed():
            yield _goes_on(state, times, titles) if isinstance(event, e.Resumed) else now_told(state, times, titles)
            yield end_told(state, times)
        case e.SessionEnded():
            yield _("the day is ended, at {at}", at=clock_time(event.at, times.zone))
        case e.SessionReopened():
            yield _("the day is open again")
            yield from _standing(state, times, titles)
        case e.CommandUndone() | e.CommandRedone():
            yield from undone(state, event, times, titles)
        case r.AllotmentsChanged():
            yield from _allotted(state, event, times, titles)
        case r.SegmentSkipped():
            yield _("{title} is skipped", title=titles(state.day, event.segment))
            yield end_told(state, times)
        case r.SegmentRestored():
            yield _("{title} is back", title=titles(state.day, event.segment))
            yield end_told(state, times)
        case r.SegmentAdded():
            title, given = titles(state.day, event.segment), minutes(event.minutes)
            yield _("{title} is added, {given}{place}", title=title, given=given, place=_place(state, event, titles))
            yield _end_of(state, times, event.block)
        case r.SegmentMoved():
            title = titles(state.day, event.segment)
            yield _("{title} is moved{place}", title=title, place=_place(state, event, titles))
            yield _end_of(state, times, event.block)
        case r.ProposalApplied():
            yield from _fitted(state, event, times, titles)
        case r.HoursChanged() | r.DayShifted():
            yield from _other_hours(state, event, times)
        case e.HandTaken():
            yield _("{who} has the hand", who=person(state.agenda, event.by))
        case e.ReasonGiven():
            yield _reason(state, event, times)
        case _:
            yield spoken(str(told(state, event)))
            yield end_told(state, times)


def _standing(state: State, times: Timeline, titles: Titles) -> Iterator[str]:
    yield now_told(state, times, titles)
    yield next_told(state, times, titles)
    yield _lateness(state, times)


def _lateness(state: State, times: Timeline) -> str:
    """When the current block would end, where that is late."""
    late = times.block(times.current).late_min if times.current else 0
    return end_told(state, times) if late >= UNSAID_MIN else ""


def _started(state: State, event: e.SegmentStarted, times: Timeline, titles: Titles) -> Iterator[str]:
    row, title = times.segment(event.segment), titles(state.day, event.segment)
    if times.live is not row:
        yield _("{title} starts", title=title)
    elif row.remaining_s <= 0:
        yield _("{title} starts, with no time left", title=title)
    else:
        given, end = left(row.remaining_s), ends(times, row)
        yield _("{title} starts, {given}, ends {end}", title=title, given=given, end=end)
    if event.left_as == "set_aside" and event.left:
        yield _("{title} is set aside", title=titles(state.day, event.left))
    if event.hand not in (None, event.by):
        yield _("{who} has the hand", who=person(state.agenda, event.hand or ""))
    yield next_told(state, times, titles)
    yield _lateness(state, times)


def _goes_on(state: State, times: Timeline, titles: Titles) -> str:
    row = times.live
    if row is None or row.remaining_s <= 0:
        return now_told(state, times, titles)
    title = titles(state.day, row.key)
    return _("{title} goes on, {left} left, ends {end}", title=title, left=left(row.remaining_s), end=ends(times, row))


def _allotted(state: State, event: r.AllotmentsChanged, times: Timeline, titles: Titles) -> Iterator[str]:
    for change in event.changes[:CHANGES]:
        yield _has_now(state, times, times.segment(change.segment), titles)
    blocks = dict.fromkeys(times.block_of(change.segment).plan.key for change in event.changes)
    for block in blocks:
        yield _end_of(state, times, block)


def _has_now(state: State, times: Timeline, row: SegmentTimes, titles: Titles) -> str:
    title = titles(state.day, row.key)
    if times.live is not row:
        return _("{title} has {given}", title=title, given=minutes(row.allotted_min))
    if row.remaining_s <= 0:
        return now_told(state, times, titles)
    return _("{title} ends at {end}", title=title, end=ends(times, row))


def _end_of(state: State, times: Timeline, block: str) -> str:
    return block_told(state, times, times.block(block))


def _place(state: State, event: r.SegmentAdded | r.SegmentMoved, titles: Titles) -> str:
    """“, after Round”, or that it comes first."""
    if event.after:
        return _(", after {title}", title=titles(state.day, event.after))
    block = next(one for one in state.agenda.blocks if one.key == event.block)
    return _(", first in {block}", block=block_name(state, block))


def _fitted(state: State, event: r.ProposalApplied, times: Timeline, titles: Titles) -> Iterator[str]:
    yield _("done: {kind}", kind=r.PROPOSALS[event.kind])
    for change in event.changes[:CHANGES]:
        yield _has_now(state, times, times.segment(change.segment), titles)
    if len(event.changes) > CHANGES:
        yield plural("{count} more change", "{count} more changes", len(event.changes) - CHANGES)
    yield from _left_out(state, event.skipped, event.carried, titles)
    if rounds := [quoted(title) for gone in event.rounds or () for title in gone.named(state.day)]:
        yield _("without {titles}", titles=listed(rounds))
    yield _end_of(state, times, event.block)
    if event.into:
        yield _end_of(state, times, event.into)


def _reason(state: State, event: e.ReasonGiven, times: Timeline) -> str:
    """Say the reason, and of what it is one."""
    from workshop_tui.session.timing.deviations import deviations

    meant = (event.change, event.segment)
    what = next((one.words for one in deviations(state.day, times.now) if (one.change, one.segment) == meant), "")
    if event.reason is None:
        return _("the reason is taken back") + (f" ({spoken(str(what))})" if what else "")
    told = _("the reason is kept: {reason}", reason=e.reason_word(event.reason))
    return f"{told} ({spoken(str(what))})" if what else told


def _other_hours(state: State, event: r.HoursChanged | r.DayShifted, times: Timeline) -> Iterator[str]:
    """Say which hours a block has now, or by how much the day is shifted; and how it would end."""
    if isinstance(event, r.DayShifted):
        by = span(full_minutes(event.by_s))
        later, earlier = _("the rest of the day is {by} later", by=by), _("the rest of the day is {by} earlier", by=by)
        yield later if event.by_s > 0 else earlier
        blocks = (event.ending,) if event.ending else event.blocks[:1]
    else:
        blocks = (event.block,)
    for block in map(times.block, blocks):
        start, end = (clock_time(at, times.zone) for at in (block.start, block.end))
        yield _("{block} is from {start} to {end}", block=block_name(state, block.plan), start=start, end=end)
        yield block_told(state, times, block)


def _left_out(state: State, skipped: Iterable[str], carried: Iterable[str], titles: Titles) -> Iterator[str]:
    if gone := listed(titles(state.day, key) for key in skipped):
        yield _("skipped: {titles}", titles=gone)
    if later := listed(titles(state.day, key) for key in carried):
        yield _("carried: {titles}", titles=later)
