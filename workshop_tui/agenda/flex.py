"""The leeway of segments that have minutes alone: `flex = "20%"` of the agenda, of a block or of a segment.

Worked out once, when an agenda is read: 45 minutes with 20 % may be 36 to 54. The nearest `flex` counts: the segment's,
else its block's, else the agenda's. Never a break, a fixed time, what is protected, or what has bounds of its own; a
buffer can be cut to 0 anyhow.
"""

from __future__ import annotations

from msgspec.structs import replace

from workshop_tui.agenda.models import Agenda, Block, Segment
from workshop_tui.agenda.vocabulary import BREAK, BUFFER


def flexed(agenda: Agenda) -> Agenda:
    """`agenda` with the leeway of each of its segments."""

    def given(segment: Segment, block: Block) -> Segment:
        leeway = leeway_of(segment, block.flex, agenda.flex)
        return segment if leeway == segment.leeway else replace(segment, leeway=leeway)

    blocks = tuple(
        replace(block, segments=tuple(given(one, block) for one in block.segments)) for block in agenda.blocks
    )
    return agenda if blocks == agenda.blocks else replace(agenda, blocks=blocks)


def leeway_of(segment: Segment, *around: int | None) -> int | None:
    """Whole minutes that it may be shorter or longer by, None for none; `around`: the percents of what it is in, the
    nearest first."""
    percent = next((one for one in (segment.flex, *around) if one is not None), 0)
    return (segment.minutes * percent // 100 or None) if bends(segment) else None


def bends(segment: Segment) -> bool:
    """Tell whether a `flex` means anything for it."""
    bounded = segment.min is not None or segment.max is not None or segment.at is not None
    return not (bounded or segment.cut_last or segment.kind in (BREAK, BUFFER))
