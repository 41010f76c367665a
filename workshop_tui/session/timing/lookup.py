"""Looking up what a person means by a name: a segment, a block. By key or by words, without accents or case."""

from __future__ import annotations

from collections.abc import Container
from itertools import count

from workshop_tui.locale import say
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.day import Day
from workshop_tui.text import clean_line, fold, slug


def find_segment(day: Day, named: str) -> str:
    """The key of the segment that a person means by its key, or by its title. Raises `Refused`."""
    segments = list(day.all_segments())
    if any(segment.key == named for segment in segments):
        return named
    wanted = fold(named)
    for match in (str.__eq__, str.startswith):
        found = [s.key for s in segments if wanted and (match(fold(s.key), wanted) or match(fold(s.title), wanted))]
        if len(found) == 1:
            return found[0]
    raise Refused(say("no segment is called “{name}”", name=clean_line(named)))


def find_block(day: Day, named: str) -> str:
    """The key of the block that a person means by its key, or by its title. Raises `Refused`."""
    wanted = fold(named)
    for block in day.agenda.blocks:
        if wanted and wanted in {fold(block.key), fold(block.title)}:
            return block.key
    known = ", ".join(block.key for block in day.agenda.blocks)
    raise Refused(say("no block is called “{name}”: there are {known}", name=clean_line(named), known=known))


def fresh_key(named: str, otherwise: str, taken: Container[str]) -> str:
    """Make a key from what something is called, else from `otherwise`; none of those `taken`."""
    base = slug(named) or otherwise
    keys = (base if n == 1 else f"{base}-{n}" for n in count(1))
    return next(key for key in keys if key not in taken)
