"""The day once its agenda was edited, and how the two differ: docs/time.md, “A day that is not as planned”.

What has a history keeps it, and its allotment. What was planned and has none follows the file; so do the minutes of the
live segment. What people did today (moved, added, extended, shifted) stays done.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import datetime
from types import MappingProxyType

from msgspec.structs import replace

from workshop_tui.agenda import Agenda, Block, Segment
from workshop_tui.locale import Message, say
from workshop_tui.session.timing.day import Day, Hours, Progress, Standing, as_planned, planned_hours
from workshop_tui.session.timing.minutes import begun
from workshop_tui.session.timing.steps import keeping, planned_ends, restepped

SAME = say("the agenda is the same as the session’s: nothing to take in")


def taken_in(day: Day, agenda: Agenda) -> Agenda:
    """`agenda` as the session would have it: in its time zone, with those of two alternative trainers who are there.

    The series and the territory that the session was opened with stay where the file says none.
    """
    here = frozenset(trainer.key for trainer in day.agenda.trainers)
    zoned = agenda if agenda.timezone else replace(agenda, timezone=day.agenda.timezone)
    series, territory = agenda.series or day.agenda.series, agenda.territory or day.agenda.territory
    return replace(zoned.settled(here), participants=day.agenda.participants, series=series, territory=territory)


def replanned(day: Day, agenda: Agenda, at: datetime) -> Day:
    """The day by `agenda` from `at` on."""
    planned, before = ({one.key: one for one in plan.segments()} for plan in (agenda, day.agenda))
    gone = (day.segments.keys() & (before.keys() | day.gone)) - planned.keys()
    kept = {key: one for key, one in day.segments.items() if key not in gone or one.visits}
    segments = kept | {key: _progress(day, before.get(key), one, at) for key, one in planned.items()}
    return replace(
        day,
        agenda=agenda,
        plans=MappingProxyType({**day.plans, **planned}),
        segments=MappingProxyType(segments),
        order=MappingProxyType(_order(day, agenda, frozenset(segments))),
        moved=day.moved & frozenset(segments),
        gone=frozenset(gone & set(segments)),
        hours=MappingProxyType(_hours(day, agenda)),
        pins=MappingProxyType(_pins(day, agenda)),
    )


def _progress(day: Day, before: Segment | None, segment: Segment, at: datetime) -> Progress:
    """A planned segment's day: by the new minutes, unless it was held; what was given or taken today stays so."""
    was = day.segments.get(segment.key)
    if was is None:
        return as_planned(segment)
    if was.visits and was.standing is not Standing.LIVE:
        return was
    planned = before or day.plans[segment.key]
    least_s = min(was.allotted_s, begun(day.elapsed_s(segment.key, at)))
    allotted_s = max(was.allotted_s + (segment.minutes - planned.minutes) * 60, least_s)
    return replace(was, allotted_s=allotted_s, step_ends=_step_ends(day, was, segment, at, allotted_s))


def _step_ends(day: Day, was: Progress, segment: Segment, at: datetime, allotted_s: int) -> tuple[int, ...]:
    """The ends of its steps: those of today, rounds that were dropped too, if they are the same steps."""
    keep = keeping(segment)
    if segment.steps == day.plans[segment.key].steps:
        return restepped(was.step_ends, day.elapsed_s(segment.key, at), allotted_s, keep) if keep else ()
    return restepped(planned_ends(segment), 0, allotted_s, keep)


def _order(day: Day, agenda: Agenda, there: frozenset[str]) -> dict[str, tuple[str, ...]]:
    """Each block's segments: in the file's order; what somebody put or added today stays after what it followed."""
    planned = {segment.key for segment in agenda.segments()}
    by_hand = (day.moved | (there - planned)) & there & frozenset(key for keys in day.order.values() for key in keys)
    order = {block.key: [one.key for one in block.segments if one.key not in by_hand] for block in agenda.blocks}
    known = {block: set(keys) for block, keys in order.items()}
    after: dict[tuple[str, str | None], list[str]] = {}
    for block, keys in day.order.items():
        into = block if block in order else agenda.blocks[0].key
        runs: dict[str | None, list[str]] = {None: []}
        place: str | None = None
        for key in keys:
            if key in known[into]:
                place = key
            elif key in by_hand:
                runs.setdefault(place, []).append(key)
        for anchor, run in runs.items():
            after[into, anchor] = [*run, *after.get((into, anchor), ())]
    return {
        block: tuple(one for key in (None, *keys) for one in (*((key,) if key else ()), *after.get((block, key), ())))
        for block, keys in order.items()
    }


def _hours(day: Day, agenda: Agenda) -> dict[str, Hours]:
    """Each block's hours: the file's, moved as they were moved today."""
    was, now = planned_hours(day.agenda, day.date), planned_hours(agenda, day.date)
    return {
        key: Hours(one.start + (day.hours[key].start - was[key].start), one.end + (day.hours[key].end - was[key].end))
        if key in was
        else one
        for key, one in now.items()
    }


def _pins(day: Day, agenda: Agenda) -> dict[str, datetime]:
    """The clock times that hold: the file's, moved as they were moved today."""
    was = {one.key: day.agenda.instant(day.date, one.at) for one in day.agenda.segments() if one.at}
    now = {one.key: agenda.instant(day.date, one.at) for one in agenda.segments() if one.at}
    return {key: at + (day.pins[key] - was[key]) if key in was else at for key, at in now.items()}


# ── what changes, in words ─────────────────────────────────────────────────────────────────────────────────────
def changes(day: Day, agenda: Agenda) -> list[Message]:
    """List the differences that taking in `agenda`, as it was read, would make, block by block; none if it is alike."""
    agenda = taken_in(day, agenda)
    if agenda == day.agenda:
        return []
    return [*_of_blocks(day, agenda), *_of_segments(day, agenda), *_of_lists(day.agenda, agenda)]


def _of_blocks(day: Day, agenda: Agenda) -> Iterator[Message]:
    was, now = ({block.key: block for block in one.blocks} for one in (day.agenda, agenda))
    for key, block in now.items():
        hours = _hours_told(block)
        if key not in was:
            yield say("new block: “{title}”, {hours}", title=block.title, hours=hours)
            continue
        if (was[key].start, was[key].end) != (block.start, block.end):
            yield say("“{title}”: {before} → {hours}", title=block.title, before=_hours_told(was[key]), hours=hours)
        if was[key].todo != block.todo:
            yield say("“{title}”: {fields}", title=block.title, fields="todo")
        if was[key].title != block.title:
            yield say("“{before}” is called “{title}”", before=was[key].title, title=block.title)
        if was[key].pool != block.pool:
            offered = ", ".join(one.title for one in block.pool or ()) or "–"
            yield say("offered in “{title}”: {offered}", title=block.title, offered=offered)
    for key, block in was.items():
        if key not in now:
            yield say("block gone: “{title}”", title=block.title)


def _hours_told(block: Block) -> str:
    return f"{block.start:%H:%M} – {block.end:%H:%M}"


def _of_segments(day: Day, agenda: Agenda) -> Iterator[Message]:
    plans = (day.agenda, agenda)
    was, now = ({one.key: (block, one) for block in plan.blocks for one in block.segments} for plan in plans)
    elsewhere = _elsewhere(day.agenda, agenda)
    for block in agenda.blocks:
        previous: Segment | None = None
        for one in block.segments:
            if one.key not in was:
                yield _added(one, block, previous)
            else:
                yield from _changed(was[one.key], (block, one), moved=one.key in elsewhere)
            previous = one
    for key, (_block, one) in was.items():
        if key not in now and key in day.segments:
            if day.segments[key].visits:
                yield say("gone from the plan, and kept, for it was held: “{title}”", title=one.title)
            else:
                yield say("gone: “{title}”", title=one.title)


def _elsewhere(was: Agenda, now: Agenda) -> set[str]:
    """The segments that have changed places within their block: as few as can be."""
    found: set[str] = set()
    before = {block.key: {one.key: place for place, one in enumerate(block.segments)} for block in was.blocks}
    for block in now.blocks:
        places = before.get(block.key, {})
        keys = [one.key for one in block.segments if one.key in places]
        found |= set(keys) - {keys[k] for k in _longest_rising([places[key] for key in keys])}
    return found


def _longest_rising(numbers: list[int]) -> list[int]:
    """The places of a longest run of `numbers`, all different, in which each is greater than the one before it.

    By patience sorting: `ends[n]` is the place of the least number with which a run of n + 1 may end.
    """
    ends: list[int] = []
    before: list[int | None] = []
    for place, number in enumerate(numbers):
        pile = bisect_left(ends, number, key=numbers.__getitem__)
        before.append(ends[pile - 1] if pile else None)
        ends[pile : pile + 1] = [place]
    run: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        run.append(last)
        last = before[last]
    return run


def _added(one: Segment, block: Block, previous: Segment | None) -> Message:
    if previous is None:
        return say(
            "new: “{title}”, {minutes} min, first in “{block}”", title=one.title, minutes=one.minutes, block=block.title
        )
    return say(
        "new: “{title}”, {minutes} min, after “{after}”", title=one.title, minutes=one.minutes, after=previous.title
    )


def _changed(was: tuple[Block, Segment], now: tuple[Block, Segment], *, moved: bool) -> Iterator[Message]:
    """The differences of a segment that was planned, and is."""
    (old_block, old), (block, one) = was, now
    if old.title != one.title:
        yield say("“{before}” is called “{title}”", before=old.title, title=one.title)
    if old.minutes != one.minutes:
        yield say("“{title}”: {before} → {minutes} min", title=one.title, before=old.minutes, minutes=one.minutes)
    bounds = [f"{each.shortest}–{each.longest}" for each in (old, one)]
    if bounds[0] != bounds[1] and (old.min, old.max, old.leeway) != (one.min, one.max, one.leeway):
        yield say("“{title}”: bounds {before} → {bounds} min", title=one.title, before=bounds[0], bounds=bounds[1])
    if old.at != one.at:
        at = [f"{each.at:%H:%M}" if each.at else "–" for each in (old, one)]
        yield say("“{title}”: at {before} → {at}", title=one.title, before=at[0], at=at[1])
    if old_block.key != block.key:
        yield say("“{title}”: in “{block}”", title=one.title, block=block.title)
    elif moved:
        yield say("“{title}”: elsewhere in “{block}”", title=one.title, block=block.title)
    told = {"key", "title", "minutes", "min", "max", "at", "leeway"}
    rest = [name for name in Segment.__struct_fields__ if name not in told and _differs(old, one, name)]
    rest = list(dict.fromkeys("kind" if name == "spelt" else name for name in rest))
    if rest:
        yield say("“{title}”: {fields}", title=one.title, fields=", ".join(rest))


def _of_lists(was: Agenda, now: Agenda) -> Iterator[Message]:
    """The differences of the agenda's own fields, and of its lists, by their names in the file."""
    others = [name for name in Agenda.__struct_fields__ if name != "blocks" and _differs(was, now, name)]
    if others:
        yield say("of the day: {fields}", fields=", ".join(others))


def _differs(one: object, other: object, name: str) -> bool:
    return bool(getattr(one, name) != getattr(other, name))
