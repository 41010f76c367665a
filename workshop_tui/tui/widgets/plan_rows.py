"""The rows of a plan that is being edited: times that follow, what may be cut, and beside each what is said of it."""

from __future__ import annotations

from typing import NamedTuple

from textual.content import Content

from workshop_tui.agenda.clock_time import ClockTime
from workshop_tui.agenda.editing.remarks import in_plain_words
from workshop_tui.agenda.editing.rows import PlanRow, Remark, Sort
from workshop_tui.agenda.rules import Path
from workshop_tui.agenda.times import written
from workshop_tui.locale import Message, _, say
from workshop_tui.text import clean_line
from workshop_tui.tui.widgets.rows import Row, Rows

SIGNS: dict[bool, tuple[str, Message]] = {False: ("!", say("a mistake")), True: ("?", say("a warning"))}
"""The sign of what is said of a row: whether it is a warning, and its word."""
HELPED = (*SIGNS.values(), ("@", say("at a fixed time")), ("o", say("optional")), (">", say("being moved")))
"""The signs of the rows, for the help."""
UNKNOWN = "–"
LONGEST_BOUNDS = 9
"""Cells of `100–120 `, and one before it."""
SHORTEST_TITLE = 20
"""Cells of the column of titles at the least, where there is room."""


class Widths(NamedTuple):
    """Cells of a row, and of the title of a segment in it."""

    row: int
    title: int


class PlanRows(Rows):
    """The plan, its days, blocks and segments; one of them is selected, and one may be on its way elsewhere."""

    def __init__(self) -> None:
        super().__init__(id="plan")
        self.moving: Path | None = None
        self._paths: dict[str, Path] = {}
        self._made: dict[tuple[PlanRow, Widths, bool], Content] = {}
        """The rows as they were drawn: of a change a few read differently."""

    @property
    def path(self) -> Path:
        """The place of what is selected in the plan."""
        return self._paths.get(self.selected or "", ())

    def go_to(self, path: Path) -> None:
        """Select what stands at `path`, else what it stands in."""
        while _key(path) not in self._paths:
            path = path[:-2]
        self.select(_key(path))

    def show(self, rows: list[PlanRow]) -> None:
        """Draw these rows."""
        self._paths = {_key(row.path): row.path for row in rows}
        longest = max((Content(row.title).cell_length for row in rows if row.sort is Sort.SEGMENT), default=0)
        room = max(8, (self.width - 14 - LONGEST_BOUNDS) * 5 // 8)
        widths = Widths(self.width, min(room, max(SHORTEST_TITLE, longest)))
        before, self._made = self._made, {}
        shown: list[Row] = []
        for row in rows:
            what = (row, widths, row.path == self.moving)
            made = self._made[what] = before.get(what) or _drawn(*what)
            shown.append((_key(row.path), made))
        self.draw(shown)


def _key(path: Path) -> str:
    return "/" + "/".join(map(str, path))


def clock(at: ClockTime | None) -> str:
    """A planned time as it is read; a dash where it is not known."""
    return str(written(at.later(-at.days))) if at else UNKNOWN


def told(remark: Remark) -> Content:
    """A remark on a row, with its sign."""
    sign, _word = SIGNS[remark.warning]
    style = "$text-warning" if remark.warning else "bold $text-error"
    return Content.assemble((f"{sign} {clean_line(str(in_plain_words(remark)))}", style))


def _drawn(row: PlanRow, widths: Widths, moves: bool) -> Content:
    width = widths.row
    line = _segment(row, widths.title) if row.sort is Sort.SEGMENT else _HEADS[row.sort](row, width)
    if moves:
        line = Content(">") + line[1:]
    if row.remarks:
        worst = next((one for one in row.remarks if not one.warning), row.remarks[0])
        line = line + Content("  ") + told(worst)
    return line.truncate(width, ellipsis=True)


def _segment(row: PlanRow, room: int) -> Content:
    title = Content(row.title or _("(no title)")).truncate(room, ellipsis=True, pad=True)
    mark = "@" if row.pinned else "o" if row.optional else " "
    minutes = UNKNOWN if row.minutes is None else str(row.minutes)
    bounds = ""
    if row.minutes is not None and (row.shortest, row.longest) != (row.minutes, row.minutes):
        bounds = f" {row.shortest}–{row.longest}"
    start = Content(f"  {clock(row.start):>5}{mark} ")
    line = start + title + Content(f"{minutes:>5}") + Content.styled(f"{bounds:<{LONGEST_BOUNDS}}", "$text-muted")
    return line if row.minutes is not None else line.stylize("$text-error")


def _block(row: PlanRow, width: int) -> Content:
    span = f"  {clock(row.start)} – {clock(row.end)}"
    title = Content(row.title or _("(no title)")).truncate(max(8, width - len(span) - 14), ellipsis=True)
    free = ""
    if row.free:
        free = _("  {count} min free", count=row.free) if row.free > 0 else _("  {count} min too long", count=-row.free)
    return Content.assemble((title.plain, "bold"), (span, "$text-muted"), (free, "$text-muted"))


def _day(row: PlanRow, width: int) -> Content:
    number = row.path[-1]
    assert isinstance(number, int), "a list has it"
    named = " · ".join(filter(None, (_("Day {number}", number=number + 1), row.title, row.date)))
    return Content.styled(Content(named).truncate(width, ellipsis=True).plain, "bold $text-accent")


def _plan(row: PlanRow, width: int) -> Content:
    title = Content(row.title or _("(no title)")).truncate(max(8, width * 2 // 3), ellipsis=True)
    return Content.styled(title.plain, "bold")


_HEADS = {Sort.BLOCK: _block, Sort.DAY: _day, Sort.PLAN: _plan}
"""How the rows over others are drawn."""
