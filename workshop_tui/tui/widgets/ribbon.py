"""The ribbon of the day: its blocks and segments to scale, as planned and, under that, as they went and will go.

It changes when a segment begins, or when what is foreseen has moved by a cell: idle bytes are counted.
"""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo
from itertools import groupby
from operator import itemgetter

from msgspec import Struct
from textual.content import Content

from workshop_tui.locale import clock_time
from workshop_tui.session.timing.day import Standing
from workshop_tui.session.timing.timeline import SegmentTimes, Timeline
from workshop_tui.tui.widgets.line import Line

BEGINS, PLANNED, DONE, LIVE, FORESEEN, LATE = "│", "─", "━", "█", "─", "═"
"""Signs of the cells of a segment: the first; what was planned, is over, runs, will come, is beyond its block."""
NOW = "▼"
HOUR = timedelta(hours=1)
Run = tuple[datetime, datetime, str, str]
"""From when to when, the sign of its cells, their style."""


class Scale(Struct, frozen=True):
    """The instants that a line of `width` cells shows, from its first to its last."""

    start: datetime
    end: datetime
    width: int

    def cell(self, at: datetime) -> int:
        """The cell of an instant: the nearest, of one that is not shown."""
        share = (at - self.start) / (self.end - self.start)
        return max(0, min(self.width - 1, int(share * self.width)))


class Ribbon(Line):
    """Three lines: hours and the present instant, what was planned, what is foreseen."""

    def __init__(self) -> None:
        super().__init__(id="ribbon")
        self._drawn: object = None

    def show_day(self, times: Timeline) -> None:
        """Draw it, where it is shown."""
        width = self.content_size.width
        if not self.display or not times.blocks or width < 40:
            return
        rows = tuple((row.key, row.standing, row.allotted_s) for block in times.blocks for row in block.segments)
        what = (times.now.replace(second=0, microsecond=0), times.mode, width, rows)
        if what == self._drawn:
            return  # within a minute no cell is another
        self._drawn = what
        ends = [row.actual_end or row.projected_end for block in times.blocks for row in block.segments]
        begins = [row.actual_start for block in times.blocks for row in block.segments]
        start = min(one for one in (*begins, times.blocks[0].start) if one)
        end = max(one for one in (*ends, times.blocks[-1].end) if one)
        if end <= start:
            return
        scale = Scale(start, end + (end - start) / width, width)
        lines = (_hours(scale, times), _drawn(scale, _planned(times)), _drawn(scale, _foreseen(times)))
        self.show(Content("\n").join(lines))


def _hours(scale: Scale, times: Timeline) -> Content:
    """The full hours over their cells, and the present instant over its own."""
    signs = [" "] * scale.width
    hour = scale.start.astimezone(times.zone).replace(minute=0, second=0, microsecond=0) + HOUR
    free = 0
    step = max(1, round(8 * (scale.end - scale.start) / HOUR / scale.width))
    while hour < scale.end:
        label = _hour(hour, times.zone)
        cell = scale.cell(hour)
        if hour.astimezone(times.zone).hour % step == 0 and cell >= free and cell + len(label) < scale.width:
            signs[cell : cell + len(label)] = label
            free = cell + len(label) + 1
        hour += HOUR
    now = scale.cell(times.now) if scale.start <= times.now <= scale.end else None
    line = Content("".join(signs)).stylize("$text-muted")
    return line if now is None else line[:now] + Content.styled(NOW, "bold $text-accent") + line[now + 1 :]


def _hour(at: datetime, zone: tzinfo) -> str:
    """`9h`, `09:00`."""
    return clock_time(at, zone).removesuffix("00") if clock_time(at, zone).endswith("h00") else clock_time(at, zone)


def _planned(times: Timeline) -> list[Run]:
    rows = (row for block in times.blocks for row in block.segments)
    return [
        (row.planned_start, row.planned_end, PLANNED, "$text-muted")
        for row in rows
        if row.planned_start and row.planned_end
    ]


def _foreseen(times: Timeline) -> list[Run]:
    runs: list[Run] = []
    for block in times.blocks:
        for row in block.segments:
            start, end = row.actual_start or row.projected_start, _end(row, times.now)
            if not start or not end or row.left_over:
                continue
            if row.standing is Standing.LIVE:
                runs.append((start, max(end, times.now), LIVE, "$text-success"))
            elif row.standing in (Standing.DONE, Standing.SET_ASIDE):
                runs.append((start, end, DONE, "$text-muted"))
            elif row.standing is Standing.UPCOMING:
                late = end > block.end
                runs.append((start, end, LATE if late else FORESEEN, "bold $text-warning" if late else ""))
    return runs


def _end(row: SegmentTimes, now: datetime) -> datetime | None:
    return row.projected_end or row.actual_end or (now if row.standing is Standing.LIVE else None)


def _drawn(scale: Scale, runs: list[Run]) -> Content:
    signs: list[tuple[str, str]] = [(" ", "")] * scale.width
    for start, end, sign, style in runs:
        first, after = scale.cell(start), scale.cell(end)
        signs[first : after + 1] = [(sign, style)] * (after + 1 - first)
    for first, after, style in ((scale.cell(a), scale.cell(b), style) for a, b, sign, style in runs if sign == LIVE):
        signs[first : after + 1] = [(LIVE, style)] * (after + 1 - first)
    for start, _after, _sign, style in runs:
        if signs[scale.cell(start)][0] != LIVE:
            signs[scale.cell(start)] = (BEGINS, style)
    alike = ((style, "".join(sign for sign, _style in cells)) for style, cells in groupby(signs, key=itemgetter(1)))
    return Content.assemble(*((text, style) for style, text in alike))
