"""Announcements: what is said unasked, each once, as time passes and as others act."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from workshop_tui.locale import _, clock_time, plural
from workshop_tui.presence import SIGNALS
from workshop_tui.session.attendance.events import AttendanceEvent
from workshop_tui.session.event import Event, person
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.notes.events import NoteAmended, NoteBroughtBack, NoteTaken, NoteWithdrawn
from workshop_tui.session.notes.notebook import Note
from workshop_tui.session.reminders import guests_expected, parked
from workshop_tui.session.rooms import RoomEvent
from workshop_tui.session.state import State, told
from workshop_tui.session.timing.day import Day, Mode
from workshop_tui.session.timing.minutes import between, full_minutes
from workshop_tui.session.timing.timeline import BlockTimes, SegmentTimes, Timeline, timeline
from workshop_tui.spoken.levels import Announcement, Level
from workshop_tui.spoken.results import by_another
from workshop_tui.spoken.standing import UNSAID_MIN, block_told, ends, over_told
from workshop_tui.spoken.words import Titles, block_name, lasting, left, listed, minutes, quoted, sentences, spoken

HARD_END_MIN = (10, 5, 0)
"""Minutes before a block's hard end at which it is announced."""
PAST_S = 60
"""Seconds after which an end is not now any more: the machine slept over it."""
MOVED_MIN = 5
"""Minutes by which lateness has moved when it is said again."""
OVER_MIN = (2, 5)
"""Minutes over that are said first; then every 5."""


@dataclass(frozen=True)
class _Seen:
    """A look at the clock: what is live with how many seconds left, and the block with how many to its end."""

    live: str | None = None
    remaining_s: int = 0
    block: str | None = None
    to_end_s: int = 0


@dataclass
class Announcer:
    """The announcements of one listener, who is called `by` in the session; it remembers what was said."""

    state: State
    titles: Titles
    level: Level = Level.NORMAL
    by: str = ""
    number: int = 0
    """The number of the last event that was heard of."""
    _last: tuple[Day, datetime, _Seen] | None = None
    """The day that was looked at last, when, and what was seen."""
    _step_said: tuple[str, int] | None = None
    _late: dict[str, int] = field(default_factory=dict)
    """The minutes late that were said last, by block; 0: on time."""
    _reminded: set[tuple[str, str]] = field(default_factory=set)
    _people: frozenset[str] | None = None

    def __post_init__(self) -> None:
        self.number = len(self.state.events)

    # ── what others did ────────────────────────────────────────────────────────────────────────────────
    def heard(self, state: State, now: datetime, mine: Collection[int] = ()) -> list[Announcement]:
        """Tell what happened since the last time, but for the events numbered `mine`: the listener knows of these."""
        new = list(enumerate(state.events[self.number :], self.number + 1))
        self.state, self.number = state, len(state.events)
        others = [(number, event) for number, event in new if number not in mine]
        moved = [number for number, event in others if event.must_be_seen]
        found = []
        for number, event in others:
            if self.level < self._level_of(event) or isinstance(event, SessionOpened):
                continue
            if event.must_be_seen and number != moved[-1]:
                text = sentences(spoken(str(told(state, event))))  # the state is that after the last of them
            else:
                text = self._of_another(event, now)
            found.append(Announcement(text))
        if moved:
            self.answered(state, now)
        return found

    def _of_another(self, event: Event, now: datetime) -> str:
        text = by_another(self.state, event, now, self.titles)
        if isinstance(event, NoteAmended | NoteWithdrawn) and (note := self._note(event.number)):
            text += f" {sentences(spoken(note.taken.text))}"
        return text

    def _note(self, number: int) -> Note | None:
        notes = (*self.state.notebook.notes, *self.state.notebook.withdrawn)
        return next((one for one in notes if one.number == number), None)

    def _level_of(self, event: Event) -> Level:
        """The level from which on it is said that another did this; what becomes of one's own note is no detail."""
        if isinstance(event, NoteAmended | NoteWithdrawn) and (note := self._note(event.number)):
            mine = self.by in (note.taken.by, *(change.by for change in note.changes))
            return Level.NORMAL if mine else Level.FULL
        detail = isinstance(event, AttendanceEvent | NoteTaken | NoteBroughtBack)
        return Level.FULL if detail or (isinstance(event, RoomEvent) and event.is_detail) else Level.NORMAL

    def answered(self, state: State, now: datetime) -> None:
        """Take as said what an answer told: how late the block is."""
        self.state = state
        if (block := _current(timeline(state.day, now).calm())) is not None:
            self._late[block.plan.key] = _late(block)

    def signalled(self, author: str, signal: str) -> Announcement:
        """“Signal from Aurélie: two minutes.”"""
        words = _("two minutes") if signal == "two-minutes" else SIGNALS[signal]
        who = person(self.state.agenda, author)
        return Announcement(sentences(_("signal from {who}: {signal}", who=who, signal=words)), bell=True)

    def met(self, people: Collection[str]) -> list[Announcement]:
        """Tell who has come to the session, and who has left it; nobody the first time."""
        before, self._people = self._people, frozenset(people) - {self.by}
        if before is None or self.level < Level.FULL:
            return []
        come = [_("{who} has come", who=person(self.state.agenda, who)) for who in sorted(self._people - before)]
        gone = [
            _("{who} has left the session", who=person(self.state.agenda, who)) for who in sorted(before - self._people)
        ]
        return [Announcement(sentences(one)) for one in (*come, *gone)]

    # ── what time brings ───────────────────────────────────────────────────────────────────────────────
    def passed(self, state: State, now: datetime) -> list[Announcement]:
        """Tell what is to be said because time has passed since the last call; nothing the first time."""
        seen = timeline(state.day, now)
        self.state, times, before = state, seen.calm(), self._before(state.day)
        self._last = (state.day, now, _look(seen))
        found = [*self._ends(times, before), *self._call_back(times, before)] if before else []
        found += self._lateness(times, first=before is None)
        found += self._reminders(times)
        found += self._step(times, first=before is None)
        return found

    def _before(self, day: Day) -> _Seen | None:
        """The last look, as the day stands now: what a command changed is told by its answer, not by the clock."""
        if self._last is None:
            return None
        last, at, seen = self._last
        return seen if last is day else _look(timeline(day, at))

    def _ends(self, times: Timeline, before: _Seen) -> Iterator[Announcement]:
        """The live segment's end, and the block's: one sentence where both come at once."""
        hard = self._hard_end(times, before)
        near = self._near(times, before)
        if hard:
            yield Announcement(sentences(hard), bell=True)
        elif near:
            yield Announcement(sentences(near), bell=True)

    def _hard_end(self, times: Timeline, before: _Seen) -> str:
        block = _current(times)
        if block is None or before.block != block.plan.key:
            return ""
        to_end = _to_end_s(times, block)
        crossed = [one for one in HARD_END_MIN if before.to_end_s > one * 60 >= to_end]
        if not crossed:
            return ""
        name, end = block_name(self.state, block.plan), clock_time(block.end, times.zone)
        if to_end <= -PAST_S:
            return _("{block} should have ended at {end}", block=name, end=end)
        if to_end <= 0:
            return _("{block} must end now, at {end}", block=name, end=end)
        return _(
            "{block} must end in {left}, at {end}", block=name, left=minutes(between(times.now, block.end)), end=end
        )

    def _near(self, times: Timeline, before: _Seen) -> str:
        row = times.live
        if row is None or times.mode is not Mode.RUNNING or before.live != row.key or times.left_open:
            return ""
        crossed = [one for one in self._marks(row) if before.remaining_s > one >= row.remaining_s]
        if not crossed:
            return ""
        title, mark = self.titles(self.state.day, row.key), min(crossed)
        if mark > 0:
            return _("{title} ends in {left}, at {end}", title=title, left=left(row.remaining_s), end=ends(times, row))
        if mark == 0:
            return _("{title} should end now, at {at}", title=title, at=clock_time(times.now, times.zone))
        return over_told(title, full_minutes(mark))

    def _call_back(self, times: Timeline, before: _Seen) -> Iterator[Announcement]:
        """Say that the groups at work are to come back."""
        row, state = times.live, self.state
        if not state.has_groups:
            return
        from workshop_tui.session.groups.grouping import CALL_BACK_S
        from workshop_tui.session.groups.standing import called_back

        if row is None or before.live != row.key or not before.remaining_s > CALL_BACK_S >= row.remaining_s:
            return
        if called_back(state.day, state.groups, times.now):
            yield Announcement(sentences(_("call the groups back: {left} left", left=left(row.remaining_s))), bell=True)

    def _marks(self, row: SegmentTimes) -> Iterator[int]:
        """The seconds left of a segment, below zero over, at which something is said."""
        yield from (round(one * 60) for one in (*self.state.agenda.warns(row.plan), 0))
        yield from (-one * 60 for one in OVER_MIN)
        yield from range(-MOVED_MIN * 60 * 2, min(row.remaining_s, 0) - 1, -MOVED_MIN * 60)

    def _lateness(self, times: Timeline, *, first: bool) -> Iterator[Announcement]:
        block = _current(times)
        if block is None:
            return
        key, late = block.plan.key, _late(block)
        if first:
            self._late[key] = late  # whoever comes is told where the day stands
            return
        said = self._late.get(key, 0)
        if late and (not said or abs(late - said) >= MOVED_MIN):
            text = block_told(self.state, times, block)
        elif said and not late:
            name = block_name(self.state, block.plan)
            text = _(
                "{block} is on time again, ends {end}",
                block=name,
                end=clock_time(block.projected_end or block.end, times.zone),
            )
        else:
            return
        self._late[key] = late
        if self.level >= Level.NORMAL:
            yield Announcement(sentences(text))

    def _reminders(self, times: Timeline) -> Iterator[Announcement]:
        for guest, row in guests_expected(self.state, times):
            where = times.block_of(row.key).plan.key  # who stays for the next segment is there already
            if self._first_time("guest", f"{guest.key} {where}") and row.projected_start:
                at = clock_time(row.projected_start, times.zone)
                name, title = spoken(guest.name), self.titles(self.state.day, row.key)
                yield from self._at_normal(_("guest due: {name}, for {title}, at {at}", name=name, title=title, at=at))
        notes = [note for note in parked(self.state, times) if self._first_time("parked", str(note.number))]
        if notes:
            block = times.block_of(times.live.key).plan if times.live else None
            name = block_name(self.state, block) if block else ""
            texts = listed(quoted(note.taken.text) for note in notes)
            told = plural(
                "{count} parked note waits before {block} ends: {texts}",
                "{count} parked notes wait before {block} ends: {texts}",
                len(notes),
                block=name,
                texts=texts,
            )
            yield from self._at_normal(told)

    def _first_time(self, kind: str, name: str) -> bool:
        new = (kind, name) not in self._reminded
        self._reminded.add((kind, name))
        return new

    def _at_normal(self, text: str) -> Iterator[Announcement]:
        if self.level >= Level.NORMAL:
            yield Announcement(sentences(text))

    def _step(self, times: Timeline, *, first: bool) -> Iterator[Announcement]:
        row, step = times.live, _step_of(times)
        said, self._step_said = self._step_said, (row.key, step) if row and step is not None else None
        if row is None or step is None or first or said == self._step_said or self.level < Level.FULL:
            return
        now = row.step
        if now and now.is_change:
            yield Announcement(
                sentences(_("change, {given}, then {title}", given=lasting(now.left_s), title=quoted(now.title)))
            )
        elif now:
            told = _(
                "step {i} of {n}, {title}, {given}",
                i=now.number,
                n=now.of,
                title=quoted(now.title),
                given=minutes(full_minutes(now.left_s)),
            )
            yield Announcement(sentences(told))


def _current(times: Timeline) -> BlockTimes | None:
    return times.block(times.current) if times.current else None


def _look(times: Timeline) -> _Seen:
    block = _current(times)
    return _Seen(
        live=times.live.key if times.live else None,
        remaining_s=times.live.remaining_s if times.live else 0,
        block=times.current,
        to_end_s=_to_end_s(times, block) if block else 0,
    )


def _to_end_s(times: Timeline, block: BlockTimes) -> int:
    return int((block.end - times.now).total_seconds())


def _late(block: BlockTimes) -> int:
    """The minutes late that are worth a word; 0: on time."""
    return block.late_min if block.late_min >= UNSAID_MIN else 0


def _step_of(times: Timeline) -> int | None:
    """The place of the part that the live segment's steps are in; the number of parts once all are over, None where it
    has none."""
    row = times.live
    if row is None or not row.plan.steps:
        return None
    return row.step.part if row.step else len(row.step_ends)
