"""Entries on the clock: when each begins, and how long it is, from what its row says and what those beside it say.

A row that says its end has it; one that says its length has that; of one that says its beginning alone, the next
beginning is the end. What does not agree is said, hours count then; what cannot be known is a mistake, or a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from workshop_tui.agenda.clock_time import ClockTime
from workshop_tui.agenda.times import written
from workshop_tui.locale import Message, say
from workshop_tui.plans.meaning import relative
from workshop_tui.plans.meaning.entries import Entry
from workshop_tui.plans.meaning.grouping import DayGroups, Group
from workshop_tui.plans.meaning.neighbours import fills, know_ends, lasts
from workshop_tui.plans.meaning.words import is_end

DAY, HALF = 24 * 60, 12 * 60
_LONGEST_WAIT = 6 * 60
"""Minutes that may lie between two rows of which the second one's hour is read as one of the afternoon."""
_EVENING, _NIGHT = 18 * 60, 9 * 60
_NOON, _AFTERNOON = 12 * 60 + 30, 13 * 60
LONGEST = 12 * 60
"""Minutes of a segment."""


@dataclass
class Answers:
    """The answers that were given beforehand: when blocks begin, and when a last segment ends where nothing says it,
    in minutes of the day."""

    starts: list[int]
    ends: list[int]


@dataclass
class Laid:
    """An entry on the clock, in minutes of the day; `end` is None of an end alone. `parts`: rows that belong to it."""

    entry: Entry
    start: int
    end: int | None
    parts: list[Entry]
    free_before: bool = False


@dataclass
class Unknown:
    """The gaps that the days leave: of which groups the beginning, of which entries the end."""

    starts: list[Message]
    ends: list[Entry]


def clock(minutes: int) -> Message:
    """Minutes of the day as an agenda has them."""
    return written(ClockTime(minutes // 60 % 24, minutes % 60))


def laid(day: DayGroups, answers: Answers, hint: int | None, unknown: Unknown) -> list[tuple[Group, list[Laid]]]:
    """The entries of a day on the clock, group by group. `hint`: when the day begins, if that is said somewhere."""
    return _Laying(day, answers, hint, unknown).lay()


class _Laying:
    def __init__(self, day: DayGroups, answers: Answers, hint: int | None, unknown: Unknown) -> None:
        self.day, self.answers, self.hint, self.unknown = day, answers, hint, unknown
        self.cursor: int | None = None

    def lay(self) -> list[tuple[Group, list[Laid]]]:
        if relative.are_counted(self.day.entries) and not self._set_off():
            return []
        self._go_up()
        found = []
        for number, group in enumerate(self.day.groups):
            rows = [one for one in group.entries if one.what != "total"]
            after = next(
                (one for later in self.day.groups[number + 1 :] for one in later.entries if one.what != "total"), None
            )
            found.append((group, self._group(group, rows, after)))
        return found

    def _set_off(self) -> bool:
        """Count the times of the day from its beginning, if that is known."""
        self.cursor = self.hint
        if self.cursor is None:
            self._ask(self.day.groups[0])
        if self.cursor is None:
            return False
        relative.set_off(self.day.entries, self.cursor)
        self.cursor = None
        return True

    def _go_up(self) -> None:
        """Put each hour into the half of the day, or the day, in which they go up from row to row."""
        last: int | None = None
        for entry in self.day.entries:
            when = entry.when
            if when.start is not None:
                start = _up(when.start, last, when.spelt_out)
                if last is not None and start < last:
                    entry.read.mistakes.append(say("begins at {start}, before the row above it", start=clock(start)))
                elif start - when.start == HALF:
                    entry.read.remarks.append(
                        say("{said} is taken for {start}", said=clock(when.start), start=clock(start))
                    )
                last = max(start, last or 0)
                entry.when = when = replace(when, start=start)
            if when.end is not None:
                end = _up(when.end, when.start if when.start is not None else last, when.spelt_out)
                if when.start is not None and end < when.start:
                    end += DAY if when.start >= _EVENING or end < _NIGHT else 0
                entry.when = replace(when, end=end)
                if when.start is not None and not 0 <= end - when.start <= LONGEST:
                    entry.read.mistakes.append(say("ends at {end}, before it begins", end=clock(end)))
                    entry.when = replace(when, end=when.start)

    def _group(self, group: Group, rows: list[Entry], after: Entry | None) -> list[Laid]:
        made, k = list[Laid](), 0
        know_ends(rows)
        if rows and rows[0].when.start is None and rows[0].when.end is None:
            self._begin(group, rows)
        while k < len(rows):
            entry = rows[k]
            if entry.what == "end" and entry.when.start is None and k == len(rows) - 1:
                break
            if self._sums_up(entry, made):
                entry.what = entry.read.what = "total"
                k += 1
                continue
            parts = self._parts(rows, k)
            if one := self._one(group, rows, k, k + 1 + len(parts), after, made):
                one.parts = parts
                for part in parts:
                    part.read.what = "detail"
                    part.read.remarks.append(say("has no time of its own: goes with “{title}”", title=entry.title))
                made.append(one)
                self.cursor = one.start if one.end is None else one.end
            k += 1 + len(parts)
        return made

    @staticmethod
    def _sums_up(entry: Entry, made: list[Laid]) -> bool:
        """Tell whether a row without a title is the sum of those above it."""
        whole = sum((one.end or one.start) - one.start for one in made)
        return not entry.title and entry.when.start is None and len(made) > 1 and entry.when.minutes == whole

    def _begin(self, group: Group, rows: Sequence[Entry]) -> None:
        """Find when a group begins whose first row does not say it."""
        if group.hours and group.hours.start is not None:
            self.cursor = _up(group.hours.start, self.cursor, True)
            return
        first = self.cursor is None
        if rows[0].when.minutes is None and not first:
            return
        timed = next((j for j, one in enumerate(rows) if one.when.start is not None), None)
        lengths = [one.when.minutes for one in rows[:timed]]
        if first and timed is not None and all(lengths):
            self.cursor = (rows[timed].when.start or 0) - sum(filter(None, lengths))
        elif first and self.hint is not None:
            self.cursor = self.hint
        elif first or (group.part_of_day and group.title):
            self._ask(group)

    def _ask(self, group: Group) -> None:
        """Take the next answer to when blocks begin, or note that one is needed."""
        if self.answers.starts:
            self.cursor = _up(self.answers.starts.pop(0), self.cursor, True)
            return
        named = group.title or self.day.title or ""
        told = say("“{title}”", title=named) if named else say("the plan")
        self.unknown.starts.append(told)

    def _parts(self, rows: Sequence[Entry], k: int) -> list[Entry]:
        """The rows after row `k` that say nothing of time: merged cells make them, and they belong to it."""
        found = []
        for row in rows[k + 1 :]:
            if not row.when.is_nothing or row.what != "segment" or row.kind:
                break
            found.append(row)
        if not found or rows[k].when.is_nothing or rows[k].what != "segment":
            return []
        when, following = rows[k].when, rows[k + 1 + len(found) :]
        until = when.end
        if until is None and when.minutes is not None and when.start is not None:
            until = when.start + when.minutes
        if (
            until is not None
            and following
            and following[0].when.start is not None
            and following[0].when.start > until
            and len(found) == 1
        ):
            return []  # it fills the time until the next one
        return found

    def _one(
        self, group: Group, rows: list[Entry], k: int, after_parts: int, after: Entry | None, made: list[Laid]
    ) -> Laid | None:
        entry = rows[k]
        following = rows[after_parts] if after_parts < len(rows) else after
        until = following.when.start if following else None
        is_last = after_parts >= len(rows)
        if is_last and group.hours and group.hours.end is not None:
            until = _up(group.hours.end, self.cursor, group.hours.spelt_out)
        elif is_last and until is not None and until >= _AFTERNOON and (entry.when.start or self.cursor or 0) < _NOON:
            until = None  # lunch is between the two, and nothing says when it begins
        start = entry.when.start if entry.when.start is not None else self.cursor
        if start is None and entry.when.end is not None and entry.when.minutes is not None:
            start = entry.when.end - entry.when.minutes
        if start is None:
            if not (self.unknown.starts or self.unknown.ends or entry.what != "segment"):
                entry.read.mistakes.append(say("it says neither when it begins nor how long it is"))
            return None
        if made and entry.when.start is not None and self._is_beside(entry, made):
            return None
        end = self._end(entry, start, until, rows[after_parts:], is_last=is_last)
        if end is None and entry.what == "segment":
            return None
        if end == start and entry.what == "segment" and not entry.read.mistakes:
            entry.read.mistakes.append(say("it ends when it begins: give it a length, or leave it out"))
        return Laid(entry, start, end, [])

    def _is_beside(self, entry: Entry, made: list[Laid]) -> bool:
        """Tell whether a row is held at the time of the one above it, which it joins; what overlaps is a mistake."""
        last, start = made[-1], entry.when.start
        if start is None or last.end is None or start >= last.end or last.entry.what != "segment":
            return False
        end = entry.when.end or start + (entry.when.minutes or last.end - start)
        if start == last.start:
            last.entry.title = f"{last.entry.title} / {entry.title}"
            last.end = max(last.end, end)
            for name, texts in entry.texts.items():
                last.entry.texts.setdefault(name, []).extend(texts)
            entry.read.what = "detail"
            entry.read.remarks.append(say("at the same time as the row above it: one segment"))
            return True
        if last.start < start and end <= last.end and lasts(entry):
            texts = [text for found in entry.texts.values() for text in found]
            last.entry.add("content", " · ".join([f"{clock(start)} – {clock(end)} {entry.title}", *texts]))
            entry.read.what = "detail"
            entry.read.remarks.append(say("within the time of “{title}”: goes with it", title=last.entry.title))
            return True
        entry.read.mistakes.append(
            say("begins at {start}, when the row above it goes on until {end}", start=clock(start), end=clock(last.end))
        )
        return True

    def _end(self, one: Entry, start: int, until: int | None, rest: Sequence[Entry], *, is_last: bool) -> int | None:
        """When an entry ends that begins at `start`; `until`: when the next one begins, or its block ends."""
        when = one.when
        if when.end is not None:
            return self._said_end(one, start, when.end, rest)
        if when.minutes is not None:
            if until is not None and start < until < start + when.minutes:
                one.read.remarks.append(
                    say(
                        "it is {said} min long, the next row begins after {span}: the hours count",
                        said=when.minutes,
                        span=until - start,
                    )
                )
                return until
            return start + when.minutes
        if one.what != "end" and until is not None and 0 < until - start <= LONGEST:
            return until
        is_open = bool(rest) and rest[0].when.start is None and rest[0].when.minutes is not None
        return self._unknown_end(one, start, is_last, is_open) if one.what != "end" else None

    @staticmethod
    def _said_end(one: Entry, start: int, end: int, rest: Sequence[Entry]) -> int:
        """The end that an entry says, if its length does not say another."""
        span, said = end - start, one.when.minutes
        if said is None or said == span or one.read.mistakes:
            return end
        if fills(said, rest, span):
            return start + said
        one.read.remarks.append(
            say("the hours make {span} min, its length is {said}: the hours count", span=span, said=said)
        )
        return end

    def _unknown_end(self, entry: Entry, start: int, is_last: bool, is_open: bool) -> int | None:
        if entry.what == "lunch":
            return None
        if (is_last or is_open) and entry.when.start is not None:
            if is_end(entry.title):
                return None
            if self.answers.ends:
                return _up(self.answers.ends.pop(0), start, True)
            self.unknown.ends.append(entry)
            entry.read.remarks.append(say("its length is not known: nothing says when it ends"))
            return None
        entry.read.mistakes.append(
            say("it says neither when it begins nor how long it is")
            if entry.when.is_nothing
            else say("its length is not known")
        )
        return None


def _up(at: int, last: int | None, spelt_out: bool) -> int:
    """The hour `at` on the half of the day, or on the day, on which it is not before `last`, if it may be meant so."""
    if last is None:
        return at
    at += last // DAY * DAY if at < DAY <= last and at % DAY < _NIGHT else 0
    if at >= last:
        return at
    if not spelt_out and at < HALF and at + HALF >= last and at + HALF - last <= _LONGEST_WAIT:
        return at + HALF
    return at + DAY if last >= _EVENING and at < _NIGHT else at
