"""Segments that go on with an earlier one (`continues` of the agenda): what they took is told together."""

from __future__ import annotations

from datetime import datetime

from workshop_tui.locale import Message, say
from workshop_tui.session.timing.day import Day


def chain_of(day: Day, key: str) -> tuple[str, ...]:
    """The keys of the segments that the one called `key` goes on with, the first one first, and its own."""
    chain = [key]
    while (before := day.plans[chain[0]].continues) and before in day.plans and before not in chain:
        chain.insert(0, before)
    return tuple(chain)


def together(day: Day, key: str, now: datetime) -> Message | None:
    """Say what the segment called `key` goes on with, and what both took so far; None for one that begins anew."""
    *before, _own = chain = chain_of(day, key)
    if not before:
        return None
    title = day.title(before[0])
    took = sum(day.used_min(one, now) for one in chain if one in day.segments)
    if not took:
        return say("goes on with “{title}”", title=title)
    return say("goes on with “{title}”, {minutes} min in all", title=title, minutes=took)
