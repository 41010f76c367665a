"""The proposals side by side: a row a segment, a column a way to land; before on the left, after in each column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from textual.content import Content
from textual.events import Resize

from workshop_tui.locale import _, clock_time
from workshop_tui.session.fit import KINDS, Proposal
from workshop_tui.session.timeline import BlockTimes, SegmentTimes, Timeline
from workshop_tui.tui.widgets.rows import Row, Rows
from workshop_tui.tui.widgets.timetable import shift

WIDEST = 14
"""Columns that one proposal has at the most."""


@dataclass(frozen=True)
class Way:
    """A proposal, and when each block would end if it were taken."""

    proposal: Proposal
    taken: Timeline


class Proposals(Rows):
    """What each way does to each segment; the selected way is bold and marked."""

    def __init__(self) -> None:
        super().__init__(id="proposals")
        self._shown: tuple[Timeline, tuple[BlockTimes, ...], tuple[Way, ...], int] | None = None

    def on_resize(self, event: Resize) -> None:
        if self._shown:
            self.show(*self._shown)
        super().on_resize(event)

    def show(self, times: Timeline, blocks: tuple[BlockTimes, ...], ways: tuple[Way, ...], at: int) -> None:
        """Draw `blocks` as they are in `times` and as each of `ways` makes them; way number `at` is selected."""
        self._shown = (times, blocks, ways, at)
        self.draw(list(self._lines(times, blocks, ways, at)))
        if self.selected is None:
            self.action_move(0)

    def _lines(self, times: Timeline, blocks: tuple[BlockTimes, ...], ways: tuple[Way, ...], at: int) -> Iterator[Row]:
        columns = len(ways) + 1
        cell = max(8, min(WIDEST, (self.width - 24) // columns))
        label = self.width - cell * columns
        names = [_("now"), *(f"{'►' if i == at else ' '}{KINDS[way.proposal.kind]}" for i, way in enumerate(ways))]
        yield None, _line("", label, [_cell(name, cell, bold=i == at + 1) for i, name in enumerate(names)])
        for block in blocks:
            ends = [_end(block.projected_end, block, times)]
            ends += [_end(_block(way.taken, block).projected_end, block, times) for way in ways]
            due = _("end due {time}", time=clock_time(block.end, times.zone))
            yield None, _line(due, label, [_cell(end, cell, bold=i == at + 1) for i, end in enumerate(ends)], bold=True)
        for block in blocks:
            if len(blocks) > 1:
                yield (
                    None,
                    Content.assemble((Content(block.plan.title).truncate(self.width, ellipsis=True).plain, "bold")),
                )
            for row in block.segments:
                if row.projected_end:
                    cells = [_cell(str(_minutes(row.remaining_s)), cell)]
                    cells += [_after(row, way.proposal, cell, chosen=i == at) for i, way in enumerate(ways)]
                    yield row.key, _line(_name(row), label, cells)


def _name(row: SegmentTimes) -> str:
    """The title, with the least and the most that it may have."""
    low, high = row.plan.shortest, row.plan.longest
    return f"{row.plan.title}\n ({low}–{high})" if low != high else f"{row.plan.title}\n"


def _line(name: str, width: int, cells: list[Content], *, bold: bool = False) -> Content:
    """A row: its name on `width` columns (what follows a line end is never cut), then the cells."""
    title, _end_of_title, rest = name.partition("\n")
    room = max(4, width - len(rest) - 1)
    text = Content(title).truncate(room, ellipsis=True).plain + rest
    first = Content.assemble((text, "bold" if bold else ""))
    return Content("").join([first, Content(" " * max(1, width - first.cell_length)), *cells])


def _cell(text: str, width: int, *, bold: bool = False, style: str = "") -> Content:
    shown = Content(text).truncate(width - 1, ellipsis=True)
    pad = " " * (width - shown.cell_length)
    return Content.assemble(pad, (shown.plain, f"{'bold ' if bold else ''}{style}".strip()))


def _after(row: SegmentTimes, proposal: Proposal, width: int, *, chosen: bool) -> Content:
    """`13 −2`; `13` alone, and quietly, if that is what it has; a word if it goes elsewhere."""
    if row.key in proposal.skipped:
        return _cell(_("skipped"), width, bold=chosen, style="$text-warning")
    difference = shift(proposal.rest_after(row) - max(0, row.remaining_s))
    carried = f"{_('carried')} " if row.key in proposal.carried else ""
    if not difference and not carried:
        return _cell(str(_minutes(row.remaining_s)), width, style="$text-muted")
    text = f"{_minutes(proposal.rest_after(row))} {difference}" if difference else carried
    return _cell((carried[:1] + text) if carried and difference else text, width, bold=chosen, style="$text-warning")


def _minutes(seconds: int) -> int:
    return round(max(0, seconds) / 60)


def _end(end: datetime | None, block: BlockTimes, times: Timeline) -> str:
    """`12h04 +4`: when the block ends, and how late that is."""
    if end is None:
        return ""
    late = shift(int((end - block.end).total_seconds()))
    return f"{clock_time(end, times.zone)} {late}" if late.startswith("+") else clock_time(end, times.zone)


def _block(times: Timeline, block: BlockTimes) -> BlockTimes:
    return next(one for one in times.blocks if one.plan.key == block.plan.key)
