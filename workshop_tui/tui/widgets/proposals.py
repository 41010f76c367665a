"""The proposals side by side: a row a segment, a column a way to land; before on the left, after in each column."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from textual.content import Content
from textual.message import Message as Posted

from workshop_tui.locale import _, clock_time
from workshop_tui.session.sentences import percent
from workshop_tui.session.timing.fit import Proposal
from workshop_tui.session.timing.minutes import between, changed_by, full_minutes
from workshop_tui.session.timing.replanning_events import PROPOSALS
from workshop_tui.session.timing.timeline import BlockTimes, SegmentTimes, Timeline
from workshop_tui.tui.widgets.rows import Columns, Row, Rows
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
        return str(PROPOSALS[self.proposal.kind]) if self.proposal else _("as it is")


class Proposals(Rows):
    """The table of what each way does to each segment; the selected way is bold and marked."""

    @dataclass
    class Taken(Posted):
        """The way of this number was clicked."""

        way: int

    def __init__(self) -> None:
        super().__init__(id="proposals")
        self._shown: tuple[tuple[BlockTimes, ...], tuple[Way, ...], int] | None = None

    @property
    def selected_cell(self) -> int:
        """The last cell of what the selected way makes of the selected segment."""
        return self.columns.cell_of(self._shown[2]) + self.columns.width - 1 if self._shown else 0

    def sized(self) -> None:
        if self._shown:
            self.show(*self._shown)

    def take(self, column: int) -> None:
        self.post_message(self.Taken(column))

    def show(self, blocks: tuple[BlockTimes, ...], ways: tuple[Way, ...], at: int) -> None:
        """Draw `blocks` as each of `ways` makes them (the first: as they are); way number `at` is selected."""
        self._shown = (blocks, ways, at)
        self.draw(list(self._lines(blocks, ways, at)))
        if self.selected is None:
            self.action_move(0)

    def _lines(self, blocks: tuple[BlockTimes, ...], ways: tuple[Way, ...], at: int) -> Iterator[Row]:
        lines = [*_landing(blocks, ways, at), *_segments(blocks, ways)]
        cell = max(8, min(WIDEST, (self.width - 24) // len(ways)))
        label = min(self.width - cell * len(ways), max(len(line.name) for line in lines) + 2)
        self.columns = Columns(label, cell, 0, len(ways))
        for line in lines:
            cells = [_right(text, cell, style, bold=i == at) for i, (text, style) in enumerate(line.cells)]
            yield line.key, Content("").join([_left(line, label), *cells])


@dataclass(frozen=True)
class Line:
    """A row to be laid out: what it is about, its name, a (text, style) a way. What follows a name's line end stays."""

    key: str | None
    name: str
    cells: list[tuple[str, str]]
    bold: bool = False


def _landing(blocks: tuple[BlockTimes, ...], ways: tuple[Way, ...], at: int) -> Iterator[Line]:
    """The names of the ways; then each limit and how each way meets it, and how likely the block is to end in time."""
    zone = ways[0].taken.zone

    def plain(texts: Iterable[str]) -> list[tuple[str, str]]:
        return [(text, "") for text in texts]

    yield Line(None, "", plain(f"{'►' if i == at else ' '}{way.name}" for i, way in enumerate(ways)))
    for block in blocks:
        due = _("hard end {time}", time=clock_time(block.end, zone))
        yield Line(None, due, plain(_end(way.taken.block(block.plan.key), zone) for way in ways), bold=True)
        for row in block.segments:
            if row.pin and row.projected_start:
                due = _("{title}\n fixed at {time}", title=row.plan.title, time=clock_time(row.pin, zone))
                yield Line(None, due, plain(_start(way.taken.segment(row.key), row.pin, zone) for way in ways))
        chances = [way.chances.get(block.plan.key) for way in ways]
        yield Line(None, _("in time"), plain("" if chance is None else str(percent(chance)) for chance in chances))


def _segments(blocks: tuple[BlockTimes, ...], ways: tuple[Way, ...]) -> Iterator[Line]:
    """Yield what is left of each block, a row a segment."""
    for block in blocks:
        if len(blocks) > 1:
            yield Line(None, block.plan.title, [], bold=True)
        for row in block.segments:
            if row.projected_end:
                yield Line(row.key, _name(row), [_after(row, way.proposal) for way in ways])


def _name(row: SegmentTimes) -> str:
    """The title, with the least and the most that it may have."""
    low, high = row.plan.shortest, row.plan.longest
    return f"{row.plan.title}\n ({low}–{high})" if low != high else f"{row.plan.title}\n"


def _left(line: Line, width: int) -> Content:
    """The name on `width` columns."""
    title, _end_of_title, rest = line.name.partition("\n")
    room = max(4, width - len(rest) - 1) if line.cells else 1000
    shown = Content(title).truncate(room, ellipsis=True).plain + rest
    first = Content.assemble((shown, "bold" if line.bold else ""))
    return Content("").join([first, Content(" " * max(0, width - first.cell_length))])


def _right(text: str, width: int, style: str, *, bold: bool) -> Content:
    """A cell of `width` columns, at the right of it."""
    shown = Content(text).truncate(width - 1, ellipsis=True)
    marked = f"{'bold ' if bold and style != QUIET else ''}{style}".strip()
    return Content.assemble(" " * (width - shown.cell_length), (shown.plain, marked))


QUIET, CHANGED = "$text-muted", "$text-warning"


def _after(row: SegmentTimes, proposal: Proposal | None) -> tuple[str, str]:
    """`13 −2`; `13` alone, and quietly, if that is what it has; `» 13` if it is carried; a word if it is skipped."""
    if proposal is None:
        return str(_minutes(row.remaining_s)), ""
    if row.key in proposal.skipped:
        return _("skipped"), CHANGED
    after = proposal.rest_after(row)
    text = f"{_minutes(after)} {shift(changed_by(max(0, row.remaining_s), after))}".rstrip()
    if row.key in proposal.carried:
        return f"» {text}", CHANGED
    return text, CHANGED if " " in text else QUIET


def _minutes(seconds: int) -> int:
    return full_minutes(max(0, seconds))


def _end(block: BlockTimes, zone: tzinfo) -> str:
    """`12h04 +4`: when the block ends, and how late that is."""
    if block.projected_end is None:
        return ""
    late = shift(block.late_min)
    return f"{clock_time(block.projected_end, zone)} {late if late.startswith('+') else ''}".rstrip()


def _start(row: SegmentTimes, pin: datetime, zone: tzinfo) -> str:
    """`10h57 +12`: when it would start, and how late that is; nothing if it would not."""
    if row.projected_start is None:
        return ""
    late = shift(between(pin, row.projected_start))
    return f"{clock_time(row.projected_start, zone)} {late}".rstrip()
