"""The steps of a segment: an inner clock that runs by what the segment has today.

A step may be repeated, with a change between two of its rounds; rounds and changes one after another are the *parts* of
the segment, and fill it. Where it is given more or less than planned, what is left of it is shared among the parts that
are left, in proportion to what they had, in whole seconds by largest remainder: so what is left of them always adds up
to what is left of the segment. What is over stays over. Changes and breaks keep their length: people walk no faster on
a late day. Only where the steps would have less than these, and less than planned, do all of them shrink. A round that
was dropped is a part of no length.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, compress, pairwise

from msgspec import Struct

from workshop_tui.agenda import Segment
from workshop_tui.agenda.fields import seconds_of
from workshop_tui.agenda.models import Step
from workshop_tui.agenda.vocabulary import BREAK


class Part(Struct, frozen=True):
    """A round of a step, the one of `number`, or the change before it; `place` is the step's among those written."""

    step: Step
    place: int
    number: int
    is_change: bool

    @property
    def title(self) -> str:
        """The title of the round, or of the one that the change leads to."""
        return self.step.called(self.number)

    @property
    def planned_s(self) -> int:
        return seconds_of(self.step.change or 0) if self.is_change else self.step.minutes * 60

    @property
    def keeps_its_length(self) -> bool:
        """Tell whether it is as long on a late day."""
        return self.is_change or self.step.kind == BREAK


class StepNow(Struct, frozen=True):
    """The step that is going on: the place of its part (from 0), its number `of` so many that are held, its title, the
    seconds that are left of it, and the title of the one after it. Of a change, that is the step which it leads to."""

    part: int
    number: int
    of: int
    title: str
    left_s: int
    then: str | None
    is_change: bool = False


def parts_of(segment: Segment) -> tuple[Part, ...]:
    """The parts of the segment, in order."""
    return _laid_out(segment).parts


def keeping(segment: Segment) -> tuple[bool, ...]:
    """Tell of each part whether it keeps its length."""
    return _laid_out(segment).keep


class _Layout(Struct, frozen=True):
    """The parts of steps, whether each keeps its length, and the places of the rounds among them."""

    parts: tuple[Part, ...]
    keep: tuple[bool, ...]
    rounds: tuple[int, ...]


def _laid_out(segment: Segment) -> _Layout:
    """The layout of the segment's steps: worked out once for the same steps, of which there may be a thousand."""
    steps = segment.steps
    known = _LAYOUTS.get(id(steps))
    if known and known[0] is steps:
        return known[1]
    parts = tuple(_parts(steps))
    rounds = tuple(place for place, part in enumerate(parts) if not part.is_change)
    layout = _Layout(parts, tuple(part.keeps_its_length for part in parts), rounds)
    if len(_LAYOUTS) >= KNOWN:
        _LAYOUTS.clear()
    _LAYOUTS[id(steps)] = steps, layout
    return layout


KNOWN = 256
"""Segments whose layout is remembered."""
_LAYOUTS: dict[int, tuple[tuple[Step, ...], _Layout]] = {}
"""By the identity of the steps, which are kept so that it stays theirs."""


def _parts(steps: tuple[Step, ...]) -> Iterator[Part]:
    for place, step in enumerate(steps):
        first = step.first or 1
        for number in range(first, first + (step.repeat or 1)):
            if step.change and number > first:
                yield Part(step, place, number, is_change=True)
            yield Part(step, place, number, is_change=False)


def planned_ends(segment: Segment) -> tuple[int, ...]:
    """The seconds of its segment at which each part ends, as planned: the last has what makes the minute full."""
    ends, whole = tuple(accumulate(part.planned_s for part in parts_of(segment))), segment.minutes * 60
    return (*ends[:-1], whole) if ends and 0 < whole - ends[-1] < 60 else ends


def restepped(ends: tuple[int, ...], elapsed_s: int, allotted_s: int, keep: Sequence[bool] = ()) -> tuple[int, ...]:
    """The ends of the parts once the segment, which has used `elapsed_s`, has `allotted_s` in all; `keep` says which of
    them keep their length.

    If all of them are over, the last one takes what is given.
    """
    over = tuple(end for end in ends if end <= elapsed_s)
    left = ends[len(over) :]
    if not left:
        return (*ends[:-1], max((allotted_s, *ends[-2:-1]))) if ends else ()
    lengths = [end - start for start, end in pairwise((elapsed_s, *left))]
    given = _shared(max(0, allotted_s - elapsed_s), lengths, keep[len(over) :] or [False] * len(left))
    return over + tuple(accumulate(given[1:], initial=elapsed_s + given[0]))


def _shared(whole: int, lengths: list[int], keep: Sequence[bool]) -> list[int]:
    """`whole` seconds shared among parts of these lengths."""
    from workshop_tui.session.timing.remainder import shares  # no command that only looks needs it

    kept, others = list(compress(lengths, keep)), [one for one, keeps in zip(lengths, keep, strict=True) if not keeps]
    wanted, rest = sum(kept), sum(others)
    for_kept = min(wanted, max(whole // 2, whole * wanted // (wanted + rest))) if rest else whole
    given_kept = iter(shares(for_kept, kept, [whole] * len(kept)))
    given = iter(shares(whole - for_kept, others, [whole] * len(others)) if rest else [0] * len(others))
    return [next(given_kept if keeps else given) for keeps in keep]


def step_now(segment: Segment, ends: tuple[int, ...], elapsed_s: int) -> StepNow | None:
    """The step in which the segment is after `elapsed_s`; None if it has none, or all are over."""
    place = bisect_right(ends, elapsed_s)
    if place == len(ends):
        return None
    layout = _laid_out(segment)
    held = layout.rounds
    if len(set(ends)) < len(ends) or not ends[0]:  # rounds that are not held
        held = tuple(n for n in held if _length(ends, n))
    if not held:
        return None
    now = min(bisect_left(held, place), len(held) - 1)
    then = layout.parts[held[now + 1]].title if now + 1 < len(held) else None
    at = held[now]
    title = layout.parts[at].title
    return StepNow(place, now + 1, len(held), title, ends[place] - elapsed_s, then, is_change=at != place)


def round_at(segment: Segment, ends: tuple[int, ...], elapsed_s: int) -> tuple[int, int]:
    """The round in which people are after `elapsed_s`, from 0, and how many are held. A step that is a pause is no
    round: in it the one before stands. A change belongs to the round that it leads to."""
    parts = parts_of(segment)
    held = [n for n in _laid_out(segment).rounds if _length(ends, n) and parts[n].step.kind != BREAK]
    place = min(bisect_right(ends, elapsed_s), len(ends) - 1)
    begun = sum(n <= place + parts[place].is_change for n in held)
    return max(0, begun - 1), max(1, len(held))


def _length(ends: tuple[int, ...], place: int) -> int:
    return ends[place] - (ends[place - 1] if place else 0)


# ── rounds that are dropped ────────────────────────────────────────────────────────────────────────────────────
class Round(Struct, frozen=True):
    """A round that may be dropped: the place of its step, its number, the seconds that it has with the change before
    it."""

    place: int
    number: int
    length_s: int


def droppable(segment: Segment, ends: tuple[int, ...], elapsed_s: int) -> tuple[Round, ...]:
    """The rounds of repeated steps that may be dropped once it has used `elapsed_s`, the last ones first: what has not
    begun, of each step but its first."""
    found, start = list[Round](), 0
    change_s, begun = 0, False
    for part, end in zip(parts_of(segment), ends, strict=True):
        length, repeated = end - start, (part.step.repeat or 1) > 1
        if part.is_change:
            change_s, begun = length, start < elapsed_s
        else:
            later = start >= elapsed_s and not begun and part.number > (part.step.first or 1)
            if repeated and later and length:
                found.append(Round(part.place, part.number, length + change_s))
            change_s, begun = 0, False
        start = end
    return tuple(reversed(found))


def without_rounds(segment: Segment, ends: tuple[int, ...], gone: Collection[tuple[int, int]]) -> tuple[int, ...]:
    """The ends of the parts without these rounds, each the place of its step and its number, and their changes."""
    pairs = zip(parts_of(segment), pairwise((0, *ends)), strict=True)
    return tuple(accumulate(0 if (part.place, part.number) in gone else end - start for part, (start, end) in pairs))
