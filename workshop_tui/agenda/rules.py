"""Mistakes of an agenda beyond the shape of its tables: what ties one table to another.

Each rule is a generator of (path, message); `mistakes` runs them all. `broken(path)` says whether something
at or under `path` could not be read: a rule is silent about what hangs on it, so that no slip is told twice.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from difflib import get_close_matches
from itertools import pairwise

from workshop_tui.agenda import prepared_rules
from workshop_tui.agenda.fields import seconds_of
from workshop_tui.agenda.group_rules import wrong_groups
from workshop_tui.agenda.models import Agenda, Block, Segment
from workshop_tui.agenda.times import LONGEST, written
from workshop_tui.agenda.unknown import near_person
from workshop_tui.agenda.vocabulary import BUFFER, LISTS
from workshop_tui.locale import Message, hours_told, say
from workshop_tui.text import letters

Path = tuple[str | int, ...]
Wrong = tuple[Path, Message]
LONGEST_DAY = 36 * 60
"""Minutes from a day's first start to its last hard end."""


def mistakes(agenda: Agenda, broken: Callable[[Path], bool], begins: Collection[int] = (0,)) -> Iterator[Wrong]:
    """Every mistake, with the path of the value that holds it. `begins`: the blocks that a day begins with."""
    yield from _duplicates(agenda)
    yield from _short_labels(agenda)
    yield from _alternatives(agenda)
    yield from _warnings_ahead(agenda)
    yield from _references(agenda, broken)
    yield from prepared_rules.mistakes(agenda)
    yield from _continued(agenda, broken)
    yield from _evaluation(agenda, broken)
    yield from _blocks(agenda, broken, begins)
    yield from wrong_groups(agenda, broken, begins)


def nearest(word: str, known: Iterable[str]) -> Message:
    """` (did you mean “…”?)` for the nearest of `known`, or nothing."""
    close = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return say(" (did you mean “{near}”?)", near=close[0]) if close else Message("")


def _duplicates(agenda: Agenda) -> Iterator[Wrong]:
    lists: list[tuple[str, list[tuple[Path, str]]]] = [
        (name, [((name, i, "key"), entry.key) for i, entry in enumerate(getattr(agenda, name) or ())])
        for name in ("trainers", "guests", "participants", "programme", "blocks", *LISTS, "evaluation")
    ]
    lists.append(("segments", [((*path, "key"), s.key) for path, s in _segments(agenda)]))
    lists.append(("todo", [((*path, "key"), one.key) for path, one in prepared_rules.lines(agenda)]))
    for _name, entries in lists:
        seen: set[str] = set()
        for path, key in entries:
            if key in seen:
                yield path, say("the key “{key}” is taken already", key=key)
            seen.add(key)


def _short_labels(agenda: Agenda) -> Iterator[Wrong]:
    """Each short label that another term of its list is called by already: two heads of columns would read the same."""
    for axis in LISTS:
        terms = getattr(agenda, axis) or ()
        if not any(term.short_label for term in terms):
            continue
        heads = [letters(str(one.short(axis))) for one in terms]
        for i, term in enumerate(terms):
            if term.short_label and letters(term.short_label) in (*heads[:i], *heads[i + 1 :]):
                told = say("another of this list has the short label “{label}” already", label=term.short_label)
                yield (axis, i, "short"), told


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
    lists = [(("warn",), agenda.warn), *(((*path, "warn"), one.warn or ()) for path, one in _segments(agenda))]
    for path, warn in lists:
        ahead = list(map(seconds_of, warn))
        if ahead != sorted(set(ahead), reverse=True):
            yield path, say("warn goes from the earliest to the last: [5, 1]")


def _evaluation(agenda: Agenda, broken: Callable[[Path], bool]) -> Iterator[Wrong]:
    for i, asked in enumerate(agenda.questions):
        here: Path = ("evaluation", i)
        if broken(here):
            continue
        if asked.kind == "objectives" and not agenda.objectives and not broken(("objectives",)):
            yield (*here, "kind"), say("the agenda has no objectives: write objectives = […] at its top")
        if asked.kind != "scale":
            continue
        if asked.low >= asked.high:
            yield (*here, "max"), say("a scale goes up: max is more than min, {low}", low=asked.low)
        elif asked.labels and len(asked.labels) not in (2, asked.high - asked.low + 1):
            yield (
                (*here, "labels"),
                say(
                    "labels are 2, of the ends of the scale, or {all}, one of each value",
                    all=asked.high - asked.low + 1,
                ),
            )


def _references(agenda: Agenda, broken: Callable[[Path], bool]) -> Iterator[Wrong]:
    trainers = {trainer.key: trainer.name for trainer in agenda.trainers}
    guests = {guest.key: guest.name for guest in agenda.guests}
    led = ("trainers", trainers, say("no trainer is called “{key}”{near}").text)
    known = {
        "lead": ("trainers", trainers | guests, say("no trainer or guest is called “{key}”{near}").text)
        if guests
        else led,
        "support": led,
        "tech": led,
        "needs": ("guests", guests | trainers, say("no guest is called “{key}”{near}").text),
        "covers": (
            "programme",
            {item.key: item.text for item in agenda.programme},
            say("no programme item is “{key}”{near}").text,
        ),
    }
    for path, segment in _segments(agenda):
        for name, (table, named, text) in known.items():
            if broken((table,)):
                continue
            for i, key in enumerate(getattr(segment, name)):
                if key not in named:
                    near = near_person(key, named) if named else say(": write a [[{table}]] for it first", table=table)
                    yield (*path, name, i), Message(text, {"key": key, "near": near})


def _blocks(agenda: Agenda, broken: Callable[[Path], bool], begins: Collection[int]) -> Iterator[Wrong]:
    before: Block | None = None
    for i, block in enumerate(agenda.blocks):
        here: Path = ("blocks", i)
        if i in begins:
            before = None
        if before is None and block.start.days:
            meant = written(block.start.later(-block.start.days))
            yield (
                (*here, "start"),
                say(
                    "the first block begins on the day itself: write {start}, and give the day the next date",
                    start=meant,
                ),
            )
        if block.end <= block.start:
            yield (*here, "end"), say("the block ends before it starts")
        elif block.end.minutes - block.start.minutes > LONGEST:
            yield (
                (*here, "end"),
                say(
                    "a block lasts 24 hours at the most: this one lasts {hours}",
                    hours=hours_told(block.end.minutes - block.start.minutes),
                ),
            )
        elif not broken(here):
            yield from _fits(block, here)
        if before and block.start < before.end:
            yield (*here, "start"), _out_of_order(block, before)
        before = block
        if block.pool and not block.segments:
            yield here, say("all segments of this block are only offered: one at least has minutes")
        for j, segment in enumerate(block.segments):
            if not broken((*here, "segments", j)):
                yield from _segment(segment, (*here, "segments", j))
    for first, after in pairwise((*sorted(begins), len(agenda.blocks))):
        yield from _lasting(agenda.blocks[first:after], first)


def _lasting(blocks: Sequence[Block], first: int) -> Iterator[Wrong]:
    """The first block by whose end the day of these, the `first` of them at that place, has lasted too long."""
    for i, block in enumerate(blocks, first):
        if (lasts := block.end.minutes - blocks[0].start.minutes) > LONGEST_DAY:
            yield (
                ("blocks", i, "end"),
                say("a day lasts 36 hours at the most: until here it lasts {hours}", hours=hours_told(lasts)),
            )
            return


def _out_of_order(block: Block, before: Block) -> Message:
    """The words for a block that starts before the one above it ends."""
    if block.end <= before.start:
        return say(
            "this block comes before “{title}”, which stands above it: blocks go in the order of the day, "
            "and another day goes into a [[days]] of its own",
            title=before.title,
        )
    if block.start == before.start or block.end == before.end:
        return say(
            "this block overlaps the one before it, “{title}”: another day goes into a [[days]] of its own",
            title=before.title,
        )
    return say("this block overlaps the one before it, “{title}”", title=before.title)


def _fits(block: Block, here: Path) -> Iterator[Wrong]:
    start, end = block.start.minutes, block.end.minutes
    cursor = start
    for j, segment in enumerate(block.segments):
        path = (*here, "segments", j)
        if segment.at is not None:
            pin = segment.at.minutes
            if not start <= pin < end:
                yield (
                    (*path, "at"),
                    say(
                        "this is outside the block ({start}–{end})",
                        start=f"{block.start:%H:%M}",
                        end=f"{block.end:%H:%M}",
                    ),
                )
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
        yield (*path, "min"), say("min is more than its minutes, {minutes}", minutes=segment.minutes)
    if segment.longest < segment.minutes:
        yield (*path, "max"), say("max is less than its minutes, {minutes}", minutes=segment.minutes)
    if segment.minutes == 0 == segment.longest and segment.kind != BUFFER and not segment.optional:
        yield (*path, "minutes"), say("a segment of 0 minutes is never held: give it minutes, or a max above 0")
    filled_s = sum(step.planned_s for step in segment.steps)
    if segment.steps and -(-filled_s // 60) != segment.minutes:
        filled, over_s = divmod(filled_s, 60)
        told = (
            say("the steps make {filled} min {seconds} s and the segment {minutes}").text
            if over_s
            else say("the steps make {filled} min and the segment {minutes}").text
        )
        yield (*path, "steps"), Message(told, {"filled": filled, "seconds": over_s, "minutes": segment.minutes})


def _continued(agenda: Agenda, broken: Callable[[Path], bool]) -> Iterator[Wrong]:
    """Each segment that goes on with one that there is not, or that does not come before it."""
    known = {segment.key: segment.title for segment in agenda.segments()}
    before: set[str] = set()
    for path, segment in _segments(agenda):
        key = segment.continues
        if key is not None and key not in before and not broken(path[:2]):
            if key in known:
                yield (*path, "continues"), say("“{key}” does not come before this segment", key=key)
            else:
                told = say("no segment is called “{key}”{near}", key=key, near=near_person(key, known))
                yield (*path, "continues"), told
        before.add(segment.key)


def _segments(agenda: Agenda) -> Iterator[tuple[Path, Segment]]:
    """Every segment with its place; of those that are offered, too."""
    for i, block in enumerate(agenda.blocks):
        for j, offered in enumerate(block.pool or ()):
            yield ("blocks", i, "pool", j), offered
        for j, segment in enumerate(block.segments):
            yield ("blocks", i, "segments", j), segment
