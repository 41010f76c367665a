"""Commands that move the hours of blocks, or take in an edited agenda: docs/time.md, “A day that is not as planned”."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import pairwise

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.clock_time import ClockTime
from workshop_tui.locale import say
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing import replanning_events as e
from workshop_tui.session.timing.commands import TimingCommand
from workshop_tui.session.timing.day import Day, DayEvent, Hours, seconds
from workshop_tui.session.timing.minutes import minute, missed_by
from workshop_tui.session.timing.replan import SAME, taken_in
from workshop_tui.session.timing.timeline import current_block

NIGHT = timedelta(hours=16)
"""The longest that a block over midnight lasts that is told by clock times alone."""
LONGEST_BLOCK = timedelta(hours=24)
LONGEST_DAY = timedelta(hours=36)
"""From its first start to its last hard end."""


class ChangeHours(TimingCommand, frozen=True):
    """Let this block begin at `start`, if nothing of it has begun, and have to end at `end`; None: as it is."""

    block: str
    start: datetime | None = None
    end: datetime | None = None

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
        """Move them, as long as blocks stay apart and in order."""
        was = day.hours[self.block]
        hours = Hours(minute(self.start or was.start), minute(self.end or was.end))
        if hours == was:
            raise Refused(say("“{title}” has these hours already", title=day.agenda.block(self.block).title))
        if hours.start != was.start and day.begun(self.block):
            raise Refused(say("“{title}” has begun: its start stays", title=day.agenda.block(self.block).title))
        _check(day, {**day.hours, self.block: hours})
        return e.HoursChanged(at=at, by=by, block=self.block, start=hours.start, end=hours.end)


class Shift(TimingCommand, frozen=True):
    """Move what is left of the day: by `by_s` seconds, or so that the next block that has not begun begins at `to`.

    Clock times that were agreed stay, unless `with_pins`.
    """

    by_s: int = 0
    to: datetime | None = None
    with_pins: bool = False

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
        """Move each block that has not begun, and the hard end of the one that has."""
        waiting = to_begin(day)
        current = current_block(day, at)
        ending = current.key if current and day.begun(current.key) else None
        if self.to and not waiting:
            raise Refused(say("each block has begun: say by how many minutes"))
        if not (waiting or ending):
            raise Refused(say("nothing is left of the day to shift"))
        by_s = seconds(minute(self.to) - day.hours[waiting[0]].start) if self.to else self.by_s
        if not by_s:
            raise Refused(say("the day has these hours already"))
        moved = {s.key for block in day.agenda.blocks if block.key in (*waiting, ending) for s in block.segments}
        pins = tuple(key for key in day.pins if key in moved and day.segments[key].unfinished and self.with_pins)
        shifted = e.DayShifted(at=at, by=by, by_s=by_s, blocks=tuple(waiting), ending=ending, pins=pins)
        _check(day, shifted.step(day).hours)
        return shifted


class Replan(TimingCommand, frozen=True):
    """Go by this agenda, of the same day, from here on: who is registered stays who was."""

    agenda: Agenda

    def decide(self, day: Day, at: datetime, by: str) -> DayEvent:
        """Take it in, if it changes something and its blocks stay apart with the hours of today."""
        agenda = taken_in(day, self.agenda)
        if agenda == day.agenda:
            raise Refused(SAME)
        event = e.Replanned(at=at, by=by, agenda=agenda)
        after = event.step(day)
        _check(after, after.hours)
        return event


def ending_at(end: datetime, start: datetime, zone: tzinfo = UTC) -> datetime:
    """The end that is meant by this clock time in `zone`: of the next day, if a block that begins at `start` would
    end before it, and last no more than `NIGHT` then."""
    next_day = (end.astimezone(zone) + timedelta(days=1)).astimezone(UTC)
    return next_day if end <= start and next_day - start <= NIGHT else end


def to_begin(day: Day) -> list[str]:
    """The blocks that are still to begin: those after the last one of which anything was live."""
    blocks = [block.key for block in day.agenda.blocks]
    begun = [place for place, key in enumerate(blocks) if day.begun(key)]
    return blocks[begun[-1] + 1 :] if begun else blocks


def next_start(day: Day) -> datetime | None:
    """The instant at which the next block that has not begun begins; None if each has."""
    return next((day.hours[key].start for key in to_begin(day)), None)


def _check(day: Day, hours: Mapping[str, Hours]) -> None:
    """Raise `Refused` if blocks with these hours would overlap, run backwards, or last too long."""
    title = {block.key: block.title for block in day.agenda.blocks}
    zone = day.agenda.zone
    in_order = [(block.key, hours[block.key]) for block in day.agenda.blocks]
    for key, one in in_order:
        if one.end < one.start or (one.end == one.start and one != day.hours[key]):  # clocks may leave it out
            raise Refused(say("“{title}” would end before it begins", title=title[key]))
        if _by_the_clock(one.start, one.end, zone) > LONGEST_BLOCK:
            raise Refused(say("“{title}” would last more than 24 hours", title=title[key]))
    for (before, one), (after, two) in pairwise(in_order):
        if over_s := max(0, seconds(one.end - two.start)):
            minutes = missed_by(over_s)
            raise Refused(
                say(
                    "“{before}” would end {minutes} min after “{after}” begins",
                    before=title[before],
                    after=title[after],
                    minutes=minutes,
                )
            )
    first, last, midnight = in_order[0][1].start, in_order[-1][1].end, day.instant(ClockTime())
    if not midnight <= first < midnight + LONGEST_DAY:
        raise Refused(say("the day would begin on another date"))
    if _by_the_clock(first, last, zone) > LONGEST_DAY:
        raise Refused(say("the day would last more than 36 hours"))


def _by_the_clock(start: datetime, end: datetime, zone: tzinfo) -> timedelta:
    """The time from `start` to `end` as clocks in `zone` show it: so plans count on a night when these change."""
    return end.astimezone(zone).replace(tzinfo=None) - start.astimezone(zone).replace(tzinfo=None)
