"""What is wrong with an agenda beyond the shape of its tables: what ties one table to another.

Each rule is a generator of (path, message); `mistakes` runs them all. `broken(path)` says whether something
at or under `path` could not be read: a rule is silent about what hangs on it, so that no slip is told twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import time
from difflib import get_close_matches

from workshop_tui.agenda.models import Agenda, Block, Segment
from workshop_tui.locale import Message, say

Path = tuple[str | int, ...]
Wrong = tuple[Path, Message]


def mistakes(agenda: Agenda, broken: Callable[[Path], bool]) -> Iterator[Wrong]:
    """Every mistake, with the path of the value that holds it."""
    yield from _duplicates(agenda)
    yield from _alternatives(agenda)
    yield from _warnings_ahead(agenda)
    yield from _references(agenda, broken)
    yield from _blocks(agenda, broken)


def minute_of_day(clock: time) -> int:
    """Minutes since midnight."""
    return clock.hour * 60 + clock.minute


def nearest(word: str, known: Iterable[str]) -> Message:
    """` (did you mean “…”?)` for the nearest of `known`, or nothing."""
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return say(" (did you mean “{near}”?)", near=close[0]) if close else Message("")


def _duplicates(agenda: Agenda) -> Iterator[Wrong]:
    lists: list[tuple[str, list[tuple[Path, str]]]] = [
        (name, [((name, i, "key"), entry.key) for i, entry in enumerate(getattr(agenda, name))])
        for name in ("trainers", "guests", "participants", "programme", "blocks", "phases", "stakeholders", "kinds")
    ]
    lists.append(("segments", [((*path, "key"), s.key) for path, s in _segments(agenda)]))
    for _name, entries in lists:
        seen: set[str] = set()
        for path, key in entries:
            if key in seen:
                yield path, say("the key “{key}” is taken already", key=key)
            seen.add(key)


def _alternatives(agenda: Agenda) -> Iterator[Wrong]:
    keys = {t.key for t in agenda.trainers}
    for i, trainer in enumerate(agenda.trainers):
        other = trainer.alternative
        if other is not None and (other not in keys or other == trainer.key):
            near = nearest(other, keys - {trainer.key})
            yield (
                ("trainers", i, "alternative"),
                say("no trainer is called “{key}”{near}", key=other, near=near),
            )


def _warnings_ahead(agenda: Agenda) -> Iterator[Wrong]:
    if list(agenda.warn) != sorted(set(agenda.warn), reverse=True):
        yield ("warn",), say("warn goes from the earliest to the last: [5, 1]")


def _references(agenda: Agenda, broken: Callable[[Path], bool]) -> Iterator[Wrong]:
    trainers = ("trainers", {t.key for t in agenda.trainers}, say("no trainer is called “{key}”{near}").text)
    guests = {g.key for g in agenda.guests} | {t.key for t in agenda.trainers}
    known = {
        "lead": trainers,
        "support": trainers,
        "tech": trainers,
        "needs": ("guests", guests, say("no guest is called “{key}”{near}").text),
        "covers": (
            "programme",
            {p.key for p in agenda.programme},
            say("no programme item is “{key}”{near}").text,
        ),
    }
    for path, segment in _segments(agenda):
        for name, (table, keys, text) in known.items():
            if broken((table,)):
                continue
            for i, key in enumerate(getattr(segment, name)):
                if key not in keys:
                    yield (*path, name, i), Message(text, {"key": key, "near": nearest(key, keys)})


def _blocks(agenda: Agenda, broken: Callable[[Path], bool]) -> Iterator[Wrong]:
    before: Block | None = None
    for i, block in enumerate(agenda.blocks):
        here: Path = ("blocks", i)
        if minute_of_day(block.end) <= minute_of_day(block.start):
            yield (*here, "end"), say("the block ends before it starts")
        elif not broken(here):
            yield from _fits(block, here)
        if before and minute_of_day(block.start) < minute_of_day(before.end):
            yield (
                (*here, "start"),
                say("this block overlaps the one before it, “{title}”", title=before.title),
            )
        before = block
        for j, segment in enumerate(block.segments):
            if not broken((*here, "segments", j)):
                yield from _segment(segment, (*here, "segments", j))


def _fits(block: Block, here: Path) -> Iterator[Wrong]:
    start, end = minute_of_day(block.start), minute_of_day(block.end)
    cursor = start
    for j, segment in enumerate(block.segments):
        path = (*here, "segments", j)
        if segment.at is not None:
            pin = minute_of_day(segment.at)
            if not start <= pin < end:
                yield (*path, "at"), say("this is outside the block ({start}–{end})", start=f"{block.start:%H:%M}",
                                         end=f"{block.end:%H:%M}")  # fmt: skip
                return
            if cursor > pin:
                late = cursor - pin
                yield (
                    (*path, "at"),
                    say("what is planned before it runs {late} min past this time", late=late),
                )
            cursor = max(cursor, pin)
        cursor += segment.minutes
        if cursor > end:
            over = sum(s.minutes for s in block.segments[j + 1 :]) + cursor - end
            yield (
                (*path, "minutes"),
                say("this segment does not fit its block: {over} min too long", over=over),
            )
            return


def _segment(segment: Segment, path: Path) -> Iterator[Wrong]:
    if segment.shortest > segment.minutes:
        yield (*path, "min"), say("min is more than the {minutes} planned minutes", minutes=segment.minutes)
    if segment.longest < segment.minutes:
        yield (*path, "max"), say("max is less than the {minutes} planned minutes", minutes=segment.minutes)
    filled = sum(step.minutes for step in segment.steps)
    if segment.steps and filled != segment.minutes:
        yield (*path, "steps"), say("the steps make {filled} min and the segment {minutes}", filled=filled,
                                    minutes=segment.minutes)  # fmt: skip


def _segments(agenda: Agenda) -> Iterator[tuple[Path, Segment]]:
    for i, block in enumerate(agenda.blocks):
        for j, segment in enumerate(block.segments):
            yield ("blocks", i, "segments", j), segment
