"""The steps of a segment: an inner clock that runs by what the segment has today.

Steps fill their segment. Where that is given more or less than planned, what is left of it is shared among the steps
that are left, in proportion to what they had, in whole seconds by largest remainder: so what is left of them always
adds up to what is left of the segment. What is over stays over.
"""

from __future__ import annotations

from itertools import accumulate, pairwise

from msgspec import Struct

from workshop_tui.agenda import Segment


class StepNow(Struct, frozen=True):
    """The step that is going on: its place among them (from 0), its title, the seconds that are left of it, and the
    title of the one after it."""

    place: int
    title: str
    left_s: int
    then: str | None


def planned_ends(segment: Segment) -> tuple[int, ...]:
    """The seconds of its segment at which each step ends, as planned."""
    return tuple(accumulate(step.minutes * 60 for step in segment.steps))


def restepped(ends: tuple[int, ...], elapsed_s: int, allotted_s: int) -> tuple[int, ...]:
    """The ends of the steps once the segment, which has used `elapsed_s`, has `allotted_s` in all.

    If all of them are over, the last one takes what is given.
    """
    over = tuple(end for end in ends if end <= elapsed_s)
    left = ends[len(over) :]
    if not left:
        return (*ends[:-1], max((allotted_s, *ends[-2:-1]))) if ends else ()
    from workshop_tui.session.timing.remainder import shares  # no command that only looks needs it

    lengths = [end - start for start, end in pairwise((elapsed_s, *left))]
    whole = max(0, allotted_s - elapsed_s)
    given = shares(whole, lengths, [whole] * len(lengths))
    return over + tuple(accumulate(given[1:], initial=elapsed_s + given[0]))


def step_now(segment: Segment, ends: tuple[int, ...], elapsed_s: int) -> StepNow | None:
    """The step in which the segment is after `elapsed_s`; None if it has none, or all are over."""
    for place, (step, end) in enumerate(zip(segment.steps, ends, strict=True)):
        if elapsed_s < end:
            after = segment.steps[place + 1 : place + 2]
            return StepNow(place, step.title, end - elapsed_s, after[0].title if after else None)
    return None
