"""The proposals side by side: a row a segment, a column a way to land; before on the left, after in each column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from textual.content import Content
from textual.events import Resize

from workshop_tui.locale import _, clock_time
from workshop_tui.session.fit import KINDS, Proposal
from workshop_tui.session.timeline import BlockTimes, SegmentTimes, Timeline
from workshop_tui.status import percent
from workshop_tui.tui.widgets.rows import Row, Rows
from workshop_tui.tui.widgets.timetable import shift

WIDEST = 14
"""Columns that one proposal has at the most."""


@dataclass(frozen=True)
class Way:
    """A proposal, and the day if it were taken: when each block would end, and how likely that is in time.

    Without a proposal: the day as it is.
    """

    proposal: Proposal | None
    taken: Timeline
    chances: Mapping[str, float | None]

    @property
    def name(self) -> str:
        return str(KINDS[self.proposal.kind]) if self.proposal else _("now")


class Proposals(Rows):
    """What each way does to each segment; the selected way is bold and marked."""

    def __init__(self) -> None:
        super().__init__(id="proposals")
        self._shown: tuple[tuple[BlockTimes, ...], tuple[Way, ...], int] | None = None

    def on_resize(self, event: Resize) -> None:
        if self._shown:
            self.show(*self._shown)
        super().on_resize(event)

    def show(self, blocks: tuple[BlockTimes, ...], ways: tuple[Way, ...], at: int) -> None:
        """Draw `blocks` as each of `ways` makes them (the first: as they are); way number `at` is selected."""
        self._shown = (blocks, ways, at)
        self.draw(list(self._lines(blocks, ways, at)))
        if self.selected is None:
            self.action_move(0)

    def _lines(self, blocks: tuple[BlockTimes, ...], ways: tuple[Way, ...], at: int) -> Iterator[Row]:
        zone = ways[0].taken.zone
        left = [row for block in blocks for row in block.segments if row.projected_end]
        cell = max(8, min(WIDEST, (self.width - 24) // len(ways)))
        label = min(self.width - cell * len(ways), max(len(_name(row)) for row in left) + 2)

        def line(name: str, cells: list[str], *, bold: bool = False) -> Content:
            return _line(name, label, [_cell(text, cell, bold=i == at) for i, text in enumerate(cells)], bold=bold)

        yield None, line("", [f"{'►' if i == at else ' '}{way.name}" for i, way in enumerate(ways)])
        for block in blocks:
            due, after = clock_time(block.end, zone), [_block(way.taken, block) for way in ways]
            yield None, line(_("end due {time}", time=due), [_end(one, zone) for one in after], bold=True)
            for key, pin in _pins(block):
                starts = [_start(way.taken.segment(key), pin, zone) for way in ways]
                yield (
                    None,
                    line(_("{title}\n due {time}", title=_title(block, key), time=clock_time(pin, zone)), starts),
                )
            chances = [way.chances.get(block.plan.key) for way in ways]
            yield None, line(_("in time"), ["" if chance is None else percent(chance) for chance in chances])
        for block in blocks:
            if len(blocks) > 1:
                title = Content(block.plan.title).truncate(self.width, ellipsis=True)
                yield None, Content.assemble((title.plain, "bold"))
            for row in block.segments:
                if row.projected_end:
                    yield (
                        row.key,
                        _line(
                            _name(row),
                            label,
                            [_after(row, w.proposal, cell, chosen=i == at) for i, w in enumerate(ways)],
                        ),
                    )


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


def _after(row: SegmentTimes, proposal: Proposal | None, width: int, *, chosen: bool) -> Content:
    """`13 −2`; `13` alone, and quietly, if that is what it has; a word if it goes elsewhere."""
    if proposal is None:
        return _cell(str(_minutes(row.remaining_s)), width)
    if row.key in proposal.skipped:
        return _cell(_("skipped"), width, bold=chosen, style="$text-warning")
    after = proposal.rest_after(row)
    text = f"{_minutes(after)} {shift(after - max(0, row.remaining_s))}".rstrip()
    if row.key in proposal.carried:
        text = f"» {text}"
    elif " " not in text:
        return _cell(text, width, style="$text-muted")
    return _cell(text, width, bold=chosen, style="$text-warning")


def _minutes(seconds: int) -> int:
    return round(max(0, seconds) / 60)


def _end(block: BlockTimes, zone: tzinfo) -> str:
    """`12h04 +4`: when the block ends, and how late that is."""
    if block.projected_end is None:
        return ""
    late = shift(-(block.slack_s or 0))
    return f"{clock_time(block.projected_end, zone)} {late if late.startswith('+') else ''}".rstrip()


def _pins(block: BlockTimes) -> list[tuple[str, datetime]]:
    """What is still to start at a fixed time, and that time."""
    return [(row.key, row.pin) for row in block.segments if row.pin and row.projected_start]


def _start(row: SegmentTimes, pin: datetime, zone: tzinfo) -> str:
    """`10h57 +12`: when it would start, and how late that is; nothing if it would not."""
    if row.projected_start is None:
        return ""
    late = shift(int((row.projected_start - pin).total_seconds()))
    return f"{clock_time(row.projected_start, zone)} {late}".rstrip()


def _title(block: BlockTimes, key: str) -> str:
    return next(row.plan.title for row in block.segments if row.key == key)


def _block(times: Timeline, block: BlockTimes) -> BlockTimes:
    return next(one for one in times.blocks if one.plan.key == block.plan.key)
