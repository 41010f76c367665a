"""The numbers of rounds that go on: in one segment, and in one that goes on with an earlier one (`continues`).

Worked out once, when an agenda is read: of eight stations before the break and seven after it, the first after it is
the ninth, where both steps have the same title.
"""

from __future__ import annotations

from msgspec.structs import replace

from workshop_tui.agenda.models import Agenda, Segment


def numbered(agenda: Agenda) -> Agenda:
    """`agenda` with the number that the first round of each repeated step has."""
    held: dict[str, dict[str, int]] = {}
    """By segment, the rounds that were planned up to its end, by their step's title."""

    def with_numbers(segment: Segment) -> Segment:
        rounds = dict(held.get(segment.continues or "", {}))
        steps = []
        for step in segment.steps:
            before = rounds.get(step.title, 0)
            steps.append(replace(step, first=before + 1) if step.repeat and before else step)
            rounds[step.title] = before + (step.repeat or 0)
        held[segment.key] = rounds
        return replace(segment, steps=tuple(steps)) if tuple(steps) != segment.steps else segment

    if not any(step.repeat for segment in agenda.segments() for step in segment.steps):
        return agenda
    blocks = tuple(replace(block, segments=tuple(map(with_numbers, block.segments))) for block in agenda.blocks)
    return replace(agenda, blocks=blocks)
