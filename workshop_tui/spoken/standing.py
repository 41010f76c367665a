"""Where the day stands, in sentences: what is live, what comes next, when the block would end, what is left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from workshop_tui.locale import _, clock_time, plural
from workshop_tui.session.sentences import was_left_open
from workshop_tui.session.state import State
from workshop_tui.session.timing.day import Mode
from workshop_tui.session.timing.minutes import full_minutes
from workshop_tui.session.timing.timeline import BlockTimes, SegmentTimes, Timeline, timeline
from workshop_tui.spoken.words import Titles, block_name, left, minutes, quoted, sentences, span

UNSAID_MIN = 2
"""Minutes late under which a day is on time: nobody hears of a minute."""
EARLY_MIN = 5
"""Minutes early from which on it is worth a word."""


def where(state: State, now: datetime, titles: Titles) -> str:
    """Where we are: what is live, what comes next, when the block would end."""
    return sentences(*_parts(state, timeline(state.day, now).calm(), titles))


def brief(state: State, now: datetime) -> str:
    """`where` in one sentence."""
    told = ""
    for part in _parts(state, timeline(state.day, now).calm(), Titles()):
        told = _("{told}; {part}", told=told, part=part) if told else part
    return sentences(told)


def _parts(state: State, times: Timeline, titles: Titles) -> list[str]:
    if times.mode is Mode.ENDED:
        return [_("the day is ended")]
    ends = was_left_open(times) if times.left_open else end_told(state, times)
    told = [now_told(state, times, titles), next_told(state, times, titles), ends]
    return [part for part in told if part]


def now_told(state: State, times: Timeline, titles: Titles) -> str:
    """“Welcome, 7 minutes left, ends 09:10”, or that nothing is live."""
    row = times.live
    if row is None:
        if times.mode is Mode.ENDED:
            return _("the day is ended")
        return _("nothing has started yet") if times.mode is Mode.READY else _("nothing is live")
    title = titles(state.day, row.key)
    if times.left_open:
        return _("{title} was left running", title=title)
    if row.remaining_s < 0 or (not row.remaining_s and times.mode is Mode.RUNNING):
        over = full_minutes(row.remaining_s)
        return over_told(title, over) if over else _("{title} has just run out of time", title=title)
    if times.mode is Mode.PAUSED:
        return _("paused in {title}, {left} left", title=title, left=left(row.remaining_s))
    return _("{title}, {left} left, ends {end}", title=title, left=left(row.remaining_s), end=ends(times, row))


def over_told(title: str, over: int) -> str:
    """“Welcome is 3 minutes over”."""
    return _("{title} is {over} over", title=title, over=span(over))


def ends(times: Timeline, row: SegmentTimes) -> str:
    """The clock time at which a segment ends that is live."""
    return clock_time(times.now + timedelta(seconds=max(0, row.remaining_s)), times.zone)


def next_told(state: State, times: Timeline, titles: Titles) -> str:
    """“next, Round”, and when, where it does not follow at once."""
    row, live = times.next, times.live
    if row is None:
        block = times.block_of(live.key).plan if live else None
        return _("nothing else in {block}", block=block_name(state, block)) if block else ""
    title, starts = titles(state.day, row.key), row.projected_start
    if live is not None and (row.pin is None or live.projected_end is None or row.pin <= live.projected_end):
        starts = None
    if starts is None:
        return _("next, {title}", title=title)
    return _("next, {title}, at {at}", title=title, at=clock_time(starts, times.zone))


def end_told(state: State, times: Timeline) -> str:
    """When the current block would end, and how late; nothing if none is current."""
    return block_told(state, times, times.block(times.current)) if times.current else ""


def block_told(state: State, times: Timeline, block: BlockTimes) -> str:
    """“the morning would end at 12:02, 2 minutes late”."""
    if block.projected_end is None:
        return ""
    name, end, late = block_name(state, block.plan), clock_time(block.projected_end, times.zone), block.late_min
    if late >= UNSAID_MIN:
        return _("{block} would end at {end}, {late} late", block=name, end=end, late=span(late))
    if late <= -EARLY_MIN:
        return _("{block} would end at {end}, {early} early", block=name, end=end, early=span(-late))
    return _("{block} ends at {end}, on time", block=name, end=end)


def remains(state: State, now: datetime, titles: Titles) -> Iterator[str]:
    """Yield a sentence for each segment that is left of the current block, then one for it and each later block."""
    times = timeline(state.day, now).calm()
    if times.current is None:
        yield sentences(
            now_told(state, times, titles), was_left_open(times) if times.left_open else _("nothing is left")
        )
        return
    current, later = times.block(times.current), False
    for block in times.blocks:
        if block is current:
            for row in _left_of(block):
                yield sentences(_row_told(state, times, row, titles))
            yield sentences(block_told(state, times, block))
            later = True
        elif later and (count := len(list(_left_of(block)))):
            start, end = (clock_time(at, times.zone) for at in (block.start, block.end))
            hours = _("{start} to {end}", start=start, end=end)
            name = block_name(state, block.plan)
            told = plural(
                "then {block}, {count} segment, {span}",
                "then {block}, {count} segments, {span}",
                count,
                block=name,
                span=hours,
            )
            yield sentences(told)


def _left_of(block: BlockTimes) -> Iterator[SegmentTimes]:
    rows = [row for row in block.segments if row.projected_end is not None]
    yield from sorted(rows, key=lambda row: row.projected_start is not None)


def _row_told(state: State, times: Timeline, row: SegmentTimes, titles: Titles) -> str:
    title = titles(state.day, row.key)
    if times.live and row.key == times.live.key:
        return now_told(state, times, titles)
    starts = clock_time(row.projected_start, times.zone) if row.projected_start else ""
    given = minutes(full_minutes(max(0, row.remaining_s)))
    return _("{title}, {given}, at {at}", title=title, given=given, at=starts)


def opening(state: State, who: str, now: datetime, titles: Titles) -> str:
    """The first sentence of somebody who comes: the day's title, who they are here, where it stands."""
    title = quoted(state.agenda.title)
    return " ".join((sentences(_("{title}, as {who}", title=title, who=who)), where(state, now, titles)))
