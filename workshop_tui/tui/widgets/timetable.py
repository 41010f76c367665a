"""The timetable: blocks and their segments, what was, what is, what will be."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content
from textual.events import Resize
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from workshop_tui.locale import Message, _, clock_time, say
from workshop_tui.session.state import Standing
from workshop_tui.session.timeline import BlockTimes, SegmentTimes, Timeline

SIGNS: dict[Standing, tuple[str, Message]] = {
    Standing.UPCOMING: (" ", say("to come")),
    Standing.LIVE: ("►", say("live")),
    Standing.SET_ASIDE: ("~", say("set aside")),
    Standing.DONE: ("✓", say("done")),
    Standing.SKIPPED: ("x", say("skipped")),
}
"""One sign a state, none of a width that terminals disagree on, and its word."""
LEFT_OVER = ("!", say("left over"))


class Timetable(OptionList, inherit_bindings=False):
    """Rows of segments; the highlighted one is what `enter` and `k` are about."""

    BINDINGS = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("home", "first", show=False),
        Binding("end", "last", show=False),
        Binding("pageup", "page_up", show=False),
        Binding("pagedown", "page_down", show=False),
        Binding("enter", "select", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(markup=False, classes="panel", id="timetable")
        self._rows: list[tuple[str | None, Content]] = []
        self._times: Timeline | None = None
        self._live: str | None = None

    @property
    def selected(self) -> str | None:
        """The key of the highlighted segment."""
        index = self.highlighted
        return self._rows[index][0] if index is not None and index < len(self._rows) else None

    def on_mount(self) -> None:
        self.border_title = Content(_("Timetable"))

    def on_resize(self, _event: Resize) -> None:
        if self._times:
            self.show(self._times)

    def show(self, times: Timeline) -> None:
        """Draw `times`; only rows that read differently are replaced."""
        self._times = times
        width = self.scrollable_content_region.width or 40
        rows = [row for block in times.blocks for row in _block(block, times, width)]
        if [key for key, _text in rows] != [key for key, _text in self._rows]:
            self.clear_options()
            self.add_options(
                Option(text, id=key or f":{i}", disabled=key is None) for i, (key, text) in enumerate(rows)
            )
        else:
            for i, (new, old) in enumerate(zip(rows, self._rows, strict=True)):
                if new[1].plain != old[1].plain or new[1].spans != old[1].spans:
                    self.replace_option_prompt_at_index(i, new[1])
        self._rows = rows
        live = times.live.key if times.live else None
        if live != self._live or self.highlighted is None:
            self._live = live
            wanted = live or (times.next.key if times.next else None)
            self.highlighted = next((i for i, (key, _t) in enumerate(rows) if key and key == wanted), None)


def _block(block: BlockTimes, times: Timeline, width: int) -> list[tuple[str | None, Content]]:
    return [
        (None, _header(block, times, width)),
        *((row.key, _row(row, times, width)) for row in block.segments),
    ]


def _header(block: BlockTimes, times: Timeline, width: int) -> Content:
    zone = times.zone
    span = f" {clock_time(block.start, zone)} – {clock_time(block.end, zone)}"
    late = "" if block.slack_s is None else shift(-block.slack_s)
    room = max(4, width - len(span) - 7)
    title = Content(block.plan.title).truncate(room, ellipsis=True)
    gap = " " * max(1, width - title.cell_length - len(span) - len(late))
    late_style = "bold $text-warning" if late.startswith("+") else "$text-muted"
    return Content.assemble((title.plain, "bold"), (span, "$text-muted"), gap, (late, late_style))


def _row(row: SegmentTimes, times: Timeline, width: int) -> Content:
    sign = LEFT_OVER[0] if row.left_over else SIGNS[row.standing][0]
    start = f"{clock_time(row.start, times.zone):>5}"
    minutes = f"{round(row.allotted_s / 60):>4}"
    late = f"{shift(row.shift_s or 0) if row.shift_s else '':>4}"
    pin = "@" if row.plan.at else " "
    room = max(4, width - 2 - 5 - 2 - 4 - 5)
    title = Content(row.plan.title).truncate(room, ellipsis=True, pad=True)
    style = {
        Standing.LIVE: "bold $text-success",
        Standing.DONE: "$text-muted",
        Standing.SKIPPED: "$text-disabled strike",
    }.get(row.standing, "")
    line = Content(f"{sign} {start}{pin} ") + title + Content(f"{minutes} {late}")
    return line.stylize(style) if style else line


def shift(seconds: int) -> str:
    """A difference in whole minutes, signed; nothing below half a minute."""
    minutes = round(seconds / 60)
    if not minutes:
        return ""
    return f"+{minutes}" if minutes > 0 else f"−{-minutes}"
