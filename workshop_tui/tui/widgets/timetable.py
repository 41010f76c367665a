"""The timetable: blocks and their segments, what was, what is, what will be."""

from __future__ import annotations

from textual.binding import Binding
from textual.content import Content
from textual.events import Click, Resize
from textual.geometry import Region, Size
from textual.message import Message as Posted
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.visual import Visual

from workshop_tui.locale import Message, _, clock_time, say
from workshop_tui.session.day import Standing
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


class Timetable(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows of blocks and segments, a line each; the highlighted one is what `enter` and `k` are about.

    Not Textual's OptionList, which repaints all of its rows when one has changed: a day that is late moves
    its rows every minute, and over SSH bytes are counted.
    """

    COMPONENT_CLASSES = {"timetable--highlighted"}
    BINDINGS = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
        Binding("home", "move(-1000)", show=False),
        Binding("end", "move(1000)", show=False),
    ]

    class Chosen(Posted):
        """The highlighted segment was clicked: it is meant."""

    def __init__(self) -> None:
        super().__init__(classes="panel", id="timetable")
        self._rows: list[tuple[str | None, Content]] = []
        self._times: Timeline | None = None
        self._live: str | None = None
        self._at: int | None = None

    @property
    def rows(self) -> list[Content]:
        """The rows as they are drawn."""
        return [row for _key, row in self._rows]

    @property
    def selected(self) -> str | None:
        """The key of the highlighted segment."""
        return self._rows[self._at][0] if self._at is not None and self._at < len(self._rows) else None

    def on_mount(self) -> None:
        self.border_title = Content(_("Timetable"))

    def on_resize(self, _event: Resize) -> None:
        if self._times:
            self.show(self._times)
        self._reveal()

    def show(self, times: Timeline) -> None:
        """Draw `times`; only cells that read differently are repainted."""
        self._times = times
        width = self.scrollable_content_region.width or 40
        before, self._rows = self._rows, [row for block in times.blocks for row in _block(block, times, width)]
        if len(self._rows) != len(before):
            self.virtual_size = Size(width, len(self._rows))
            self.refresh()
        else:
            for i, ((_key, new), (_old_key, old)) in enumerate(zip(self._rows, before, strict=True)):
                if cells := changed_cells(old, new, width):
                    y = i - self.scroll_offset.y
                    self.refresh(*(Region(start, y, end - start, 1) for start, end in cells))
        live = times.live.key if times.live else None
        if live != self._live or self.selected is None:
            self._live = live
            wanted = live or (times.next.key if times.next else None)
            self._highlight(next((i for i, (key, _t) in enumerate(self._rows) if key and key == wanted), None))

    def _highlight(self, row: int | None) -> None:
        if row == self._at:
            return
        before, self._at = self._at, row
        for changed in (before, row):
            if changed is not None:
                self.refresh_line(changed)
        self._reveal()

    def _reveal(self) -> None:
        """Scroll so that the highlighted row shows, and the header of its block if it is right above."""
        if self._at is not None and (height := self.scrollable_content_region.height):
            top = 0 if self._at == 1 else self._at
            if top < self.scroll_offset.y:
                self.scroll_to(y=top, animate=False)
            elif self._at >= self.scroll_offset.y + height:
                self.scroll_to(y=self._at - height + 1, animate=False)

    def action_move(self, rows: int) -> None:
        """Highlight the segment that is `rows` segments further, or as far as there are any."""
        segments = [i for i, (key, _row) in enumerate(self._rows) if key]
        if segments:
            here = segments.index(self._at) if self._at in segments else 0
            self._highlight(segments[min(max(0, here + rows), len(segments) - 1)])

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        row = self.scroll_offset.y + offset.y if offset else len(self._rows)
        if row < len(self._rows) and self._rows[row][0]:
            if row == self._at:
                self.post_message(self.Chosen())
            self._highlight(row)

    def render_line(self, y: int) -> Strip:
        row, width = self.scroll_offset.y + y, self.scrollable_content_region.width
        highlighted = row == self._at
        style = self.get_visual_style("timetable--highlighted") if highlighted else self.visual_style
        if row >= len(self._rows):
            return Strip.blank(width, style.rich_style)
        strips = Visual.to_strips(self, self._rows[row][1], width, 1, style, pad=True)
        return strips[0] if strips else Strip.blank(width, style.rich_style)


def changed_cells(old: Content, new: Content, width: int) -> list[tuple[int, int]]:
    """Where two rows differ, as (first cell, cell after the last); near ones are one, for each costs a cursor move."""
    if old.plain == new.plain and old.spans == new.spans:
        return []
    if len(old.plain) != len(new.plain) or old.cell_length != new.cell_length or old.spans != new.spans:
        return [(0, width)]
    runs: list[tuple[int, int]] = []
    for i, (before, after) in enumerate(zip(old.plain, new.plain, strict=True)):
        if before != after:
            start, end = runs.pop() if runs and i - runs[-1][1] < 4 else (i, i)
            runs.append((start, max(end, i + 1)))
    return [(Content(new.plain[:a]).cell_length, Content(new.plain[:b]).cell_length) for a, b in runs]


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
    start = f"{clock_time(row.start, times.zone) if row.start else '':>5}"
    minutes = f"{round(row.allotted_s / 60):>4}"
    late = f"{shift(row.shift_s or 0) if row.shift_s else '':>4}"
    pin = "@" if row.pin else " "
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
