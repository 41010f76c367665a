"""Events that change the plan of what is left of the day: times, what is in it, in which order. Durations are seconds.

| event | how it is undone |
| --- | --- |
| AllotmentsChanged | `undo`: the times before |
| SegmentSkipped, SegmentRestored | `undo` |
| SegmentAdded | `undo`: it is no part of the day |
| SegmentMoved | `undo`: it stands where it stood |
| ProposalApplied | `undo`: all of it at once |
| Replanned | `undo`: the agenda before |
| HoursChanged, DayShifted | `undo`: the hours before |
"""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from collections.abc import Iterator
from datetime import timedelta
from types import MappingProxyType
from typing import Literal

from msgspec.structs import replace

from workshop_tui.agenda import Agenda, Segment
from workshop_tui.holds import Key, Words
from workshop_tui.locale import Message, TimeOfDay, hours_told, say
from workshop_tui.session.event import Instant, Part
from workshop_tui.session.timing.day import Day, Hours, Standing, Timing, as_added
from workshop_tui.session.timing.minutes import changed_by, full_minutes, with_sign
from workshop_tui.session.timing.replan import replanned
from workshop_tui.session.timing.steps import without_rounds

ProposalKind = Literal["squeeze", "drop", "carry", "stretch", "hurry", "hand"]
PROPOSALS: dict[ProposalKind, Message] = {
    "squeeze": say("squeeze"),
    "drop": say("drop"),
    "carry": say("carry"),
    "stretch": say("stretch"),
    "hurry": say("hurry"),
    "hand": say("by hand"),
}
"""The kinds of proposal, in the order in which they are shown."""


NAMED = 3
"""Rounds that are named one by one, at the most."""


class AllotmentChange(Part, frozen=True, kw_only=True):
    """One segment's allotment, before and after, in seconds."""

    segment: Key
    before_s: int
    after_s: int


class RoundsDropped(Part, frozen=True, kw_only=True):
    """Rounds of a segment's repeated steps that are not held: of each the place of its step, from 0, and its number."""

    segment: Key
    rounds: tuple[tuple[int, int], ...]

    def titles(self, day: Day) -> Iterator[str]:
        """Yield the titles of the rounds."""
        steps = day.plan(self.segment).steps
        yield from (steps[place].called(number) for place, number in self.rounds if place < len(steps))

    def named(self, day: Day) -> list[str]:
        """The titles for a person: of many, the first and the last."""
        titles = list(self.titles(day))
        return titles if len(titles) <= NAMED else [f"{titles[0]} … {titles[-1]}"]


class AllotmentsChanged(Timing, frozen=True, kw_only=True):
    """Segments have more or less time today."""

    changes: tuple[AllotmentChange, ...]

    def step(self, day: Day) -> Day:
        """Give them that time."""
        return _allotted(day, self.changes, self.at)

    def sentence(self, day: Day) -> Message:
        """Say by how much the first of them changed."""
        change = self.changes[0]
        minutes = with_sign(changed_by(change.before_s, change.after_s))
        return say("{who} changed “{title}” by {minutes} min at {at}", title=day.title(change.segment), minutes=minutes)


class SegmentSkipped(Timing, frozen=True, kw_only=True):
    """`segment` is taken out of today."""

    segment: Key

    def step(self, day: Day) -> Day:
        """Take it out."""
        return day.having(self.segment, standing=Standing.SKIPPED)

    def sentence(self, day: Day) -> Message:
        """Say which."""
        return say("{who} skipped “{title}” at {at}", title=day.title(self.segment))


class SegmentRestored(Timing, frozen=True, kw_only=True):
    """`segment` is back."""

    segment: Key

    def step(self, day: Day) -> Day:
        """Bring it back as it was."""
        standing = Standing.SET_ASIDE if day.segments[self.segment].visits else Standing.UPCOMING
        return day.having(self.segment, standing=standing)

    def sentence(self, day: Day) -> Message:
        """Say which."""
        return say("{who} restored “{title}” at {at}", title=day.title(self.segment))


class SegmentAdded(Timing, frozen=True, kw_only=True):
    """`segment` is new: rigid, of `minutes`, in `block`, after that other one (None: first). `pool` is the key of
    the one of the agenda's pool that it is, with all that is said of that."""

    segment: Key
    title: Words
    minutes: int
    block: Key
    after: Key | None = None
    pool: Key | None = None

    def step(self, day: Day) -> Day:
        """Put it there."""
        plan = self._plan(day)
        plans = MappingProxyType({**day.plans, self.segment: plan})
        segments = MappingProxyType({**day.segments, self.segment: as_added(plan)})
        return replace(day, plans=plans, segments=segments).placed(self.segment, self.block, self.after)

    def _plan(self, day: Day) -> Segment:
        offered = next((one for one in day.agenda.pool() if one.key == self.pool), None)
        if offered is None:
            return Segment(key=self.segment, title=self.title, minutes=self.minutes)
        return replace(offered, key=self.segment, title=self.title, minutes=self.minutes, min=None, max=None, at=None)

    def sentence(self, day: Day) -> Message:
        """Say what, and how long."""
        return say("{who} added “{title}”, {minutes} min, at {at}", title=self.title, minutes=self.minutes)


class SegmentMoved(Timing, frozen=True, kw_only=True):
    """`segment` is in `block` now, after that other one (None: first)."""

    segment: Key
    block: Key
    after: Key | None = None

    def step(self, day: Day) -> Day:
        """Put it there."""
        return replace(day, moved=day.moved | {self.segment}).placed(self.segment, self.block, self.after)

    def sentence(self, day: Day) -> Message:
        """Say which."""
        return say("{who} moved “{title}” at {at}", title=day.title(self.segment))


class ProposalApplied(Timing, frozen=True, kw_only=True):
    """A proposal for `block` was taken: allotments, what it skipped, rounds it dropped, what it carried into `into`.

    The carried ones stand after the segment `after` (None: first).
    """

    kind: ProposalKind
    block: Key
    changes: tuple[AllotmentChange, ...] = ()
    skipped: tuple[Key, ...] = ()
    rounds: tuple[RoundsDropped, ...] | None = None
    carried: tuple[Key, ...] = ()
    into: Key | None = None
    after: Key | None = None

    def step(self, day: Day) -> Day:
        """Do all of it at once."""
        for one in self.rounds or ():
            ends = without_rounds(day.plans[one.segment], day.segments[one.segment].step_ends, one.rounds)
            day = day.having(one.segment, step_ends=ends)
        day = _allotted(day, self.changes, self.at)
        for key in self.skipped:
            day = day.having(key, standing=Standing.SKIPPED)
        if self.into:
            for key in reversed(self.carried):
                day = day.placed(key, self.into, self.after)
            day = replace(day, moved=day.moved | set(self.carried))
        return day

    def sentence(self, day: Day) -> Message:
        """Say which kind, and in a few words what it did."""
        return say("{who} applied “{kind}” at {at}: {what}", kind=PROPOSALS[self.kind], what=self._did(day))

    def _did(self, day: Day) -> Message:
        """Name the segments that it took out or put later, else the minutes in all."""
        rounds = [title for one in self.rounds or () for title in one.named(day)]
        titles = ", ".join((*map(day.title, (*self.skipped, *self.carried)), *rounds))
        if self.carried:
            return say("carried {titles}", titles=titles)
        if self.skipped or rounds:
            return say("without {titles}", titles=titles)
        minutes = with_sign(sum(changed_by(change.before_s, change.after_s) for change in self.changes))
        return say("{minutes} min", minutes=minutes)


class Replanned(Timing, frozen=True, kw_only=True):
    """The agenda was edited, and is this from here on; the one before stays in the record."""

    agenda: Agenda

    def step(self, day: Day) -> Day:
        """Go by it."""
        return replanned(day, self.agenda, self.at)

    def sentence(self, day: Day) -> Message:
        """Say so."""
        return say("{who} took in the edited agenda at {at}")


class HoursChanged(Timing, frozen=True, kw_only=True):
    """`block` begins and has to end at these instants today."""

    block: Key
    start: Instant
    end: Instant

    def step(self, day: Day) -> Day:
        """Give it these hours."""
        return replace(day, hours=MappingProxyType({**day.hours, self.block: Hours(self.start, self.end)}))

    def sentence(self, day: Day) -> Message:
        """Say which."""
        start, end = (TimeOfDay(instant, day.agenda.zone) for instant in (self.start, self.end))
        title = day.agenda.block(self.block).title
        return say("{who} moved the hours of “{title}” at {at}: {start} – {end}", title=title, start=start, end=end)


class DayShifted(Timing, frozen=True, kw_only=True):
    """A shift of what is left of the day, by `by_s` seconds; below zero: to earlier.

    That is these `blocks`, the hard end of the one that is `ending`, and the clock times of these `pins`, by segment.
    """

    by_s: int
    blocks: tuple[Key, ...] = ()
    ending: Key | None = None
    pins: tuple[Key, ...] = ()

    def step(self, day: Day) -> Day:
        """Move all of it."""
        by = timedelta(seconds=self.by_s)
        hours = {key: Hours(day.hours[key].start + by, day.hours[key].end + by) for key in self.blocks}
        if self.ending:
            hours[self.ending] = Hours(day.hours[self.ending].start, day.hours[self.ending].end + by)
        pins = {key: day.pins[key] + by for key in self.pins}
        return replace(day, hours=MappingProxyType({**day.hours, **hours}), pins=MappingProxyType({**day.pins, **pins}))

    def sentence(self, day: Day) -> Message:
        """Say by how much, and what comes of it."""
        key = self.ending or self.blocks[0]
        title, hours, zone = day.agenda.block(key).title, day.hours[key], day.agenda.zone
        by = ("+" if self.by_s > 0 else "−") + hours_told(full_minutes(self.by_s))
        if self.ending:
            return say(
                "{who} shifted what is left of the day by {by} at {at}: “{title}” ends at {time}",
                by=by,
                title=title,
                time=TimeOfDay(hours.end, zone),
            )
        return say(
            "{who} shifted the day by {by} at {at}: “{title}” begins at {time}",
            by=by,
            title=title,
            time=TimeOfDay(hours.start, zone),
        )


def _allotted(day: Day, changes: tuple[AllotmentChange, ...], at: Instant) -> Day:
    for change in changes:
        day = day.allotting(change.segment, change.after_s, at)
    return day


EVENTS = (
    AllotmentsChanged, SegmentSkipped, SegmentRestored, SegmentAdded, SegmentMoved, ProposalApplied,
    HoursChanged, DayShifted, Replanned,
)  # fmt: skip
"""The events that replan the day."""
