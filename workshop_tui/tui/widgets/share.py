"""The time that a speaker has left, large, as figures and as a bar that empties; where those who spoke come from."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.geometry import Size

from workshop_tui.locale import _
from workshop_tui.session.state import State
from workshop_tui.session.turns.floor import caller
from workshop_tui.session.turns.order import Standing
from workshop_tui.session.turns.shares import groups
from workshop_tui.session.turns.words import bar, each_told, length, share_told, speaks_told
from workshop_tui.tui.widgets.bigtime import figures

SMALLEST = Size(1, 5)
"""The room of the smallest figures, and the lines that they take."""
CELLS, LONGEST = 10, 24
"""Cells of the bar of a group, and at the most of that of a share."""
GROUPS = 8
"""Groups that are shown at the most."""


def shares(state: State, stands: Standing, width: int, *, wide: bool) -> Content:
    """Draw all of it, in `width` cells: the figures over the lines where it is `wide`, else beside them."""
    seconds = _large(stands)
    large = [] if seconds is None else figures(length(seconds), SMALLEST)
    over = seconds is not None and seconds < 0
    drawn = [Content.styled(line, "bold $text-error" if over else "bold") for line in large]
    lines = _lines(state, stands, width)
    return Content("\n").join([*drawn, *lines]) if wide else _side_by_side(drawn, lines, width)


def _large(stands: Standing) -> int | None:
    """The seconds that are shown large: left of the share, else since when somebody speaks, else what each has."""
    if stands.share:
        return stands.share.left_s
    return stands.open.seconds if stands.open else stands.each_s


def _lines(state: State, stands: Standing, width: int) -> list[Content]:
    speaks = speaks_told(stands, caller(state.agenda, state.attendance))
    lines = [Content.styled(speaks or _("Nobody speaks"), "bold")]
    if stands.share:
        lines.append(_emptying(max(0, stands.share.left_s), stands.share.whole_s, max(CELLS, min(LONGEST, width - 2))))
    lines += [Content(told) for told in (share_told(stands), each_told(stands)) if told]
    for group in groups(state.agenda, state.attendance, stands.spoken)[:GROUPS]:
        told = Content(f"{bar(group.share, CELLS)} {group.share:>3}%  {group.label(state.agenda)}")
        lines.append(told.truncate(width, ellipsis=True))
    return lines


def _emptying(left_s: int, whole_s: int, cells: int) -> Content:
    """A bar that empties as the share does; the last cell goes with the last second."""
    full = min(cells, -(-cells * left_s // whole_s)) if whole_s else 0
    return Content.assemble(("━" * full, "$accent"), ("─" * (cells - full), "$text-disabled"))


def _side_by_side(large: Sequence[Content], lines: Sequence[Content], width: int) -> Content:
    """The figures, and as many lines beside them, where there is little height."""
    most = SMALLEST.height
    if not large:
        return Content("\n").join(lines[:most])
    beside = max(line.cell_length for line in large) + 3
    room = max(1, width - beside)
    told = [*lines[:most], *(Content("") for _line in range(most - len(lines)))]
    both = zip(large, told, strict=False)
    return Content("\n").join(
        one.pad_right(beside - one.cell_length) + line.truncate(room, ellipsis=True) for one, line in both
    )
