"""The timetable: blocks and their segments, what was, what is, what will be; and where a segment is being moved to."""

from __future__ import annotations

from datetime import datetime, timedelta

from msgspec import Struct
from textual.content import Content
from textual.message import Message as Posted

from workshop_tui.locale import DAY_MIN, Message, _, clock_time, say
from workshop_tui.session.timing.day import Standing
from workshop_tui.session.timing.timeline import BlockTimes, SegmentTimes, Timeline
from workshop_tui.tui.widgets.rows import Row, Rows

SIGNS: dict[Standing, tuple[str, Message]] = {
    Standing.UPCOMING: (" ", say("to come")),
    Standing.LIVE: ("►", say("live")),
    Standing.SET_ASIDE: ("~", say("set aside")),
    Standing.DONE: ("✓", say("done")),
    Standing.SKIPPED: ("x", say("skipped")),
}
"""One sign a state, none of a width that terminals disagree on, and its word."""
LEFT_OVER = ("!", say("not held"))
MARKS = (
    ("@", say("at a fixed time")),
    ("+", say("added today")),
    ("*", say("moved today")),
    ("-", say("gone from the plan, and held")),
    ("o", say("optional")),
    (">", say("being moved")),
    ("12/20", say("minutes it has today, of those planned")),
)
"""Marks that may stand beside a start or a length."""


FRESH = timedelta(seconds=10)
"""The time for which a change stands out."""


class Widths(Struct, frozen=True):
    """The cells of the columns at the right of the rows: minutes, and the drift, of which there may be none."""

    minutes: int
    drift: int


class Timetable(Rows):
    """Rows of blocks and segments; the highlighted one is what `enter` and `k` are about."""

    class Put(Posted):
        """The segment being moved goes after the segment `after`, or to the front of `block`."""

        def __init__(self, segment: str, after: str | None, block: str | None) -> None:
            super().__init__()
            self.segment, self.after, self.block = segment, after, block

    class LetGo(Posted):
        """No segment is being moved any more."""

    def __init__(self) -> None:
        super().__init__(id="timetable")
        self._times: Timeline | None = None
        self._columns = Widths(4, 5)
        self._here: str | None = None
        """The segment that is live, else what comes next: who selects no other stays on it."""
        self.moving: str | None = None
        self._known: dict[str, object] = {}
        self._fresh: dict[str, datetime] = {}
        """Until when a row stands out, for it has changed."""
        self._whole: str | None = None
        """The title in the frame."""
        self._made: dict[str, tuple[object, Content]] = {}
        """The row of each segment, and what it was made from: from one second to the next few change."""

    @property
    def selected(self) -> str | None:
        """The key of the highlighted segment; None on a block's header."""
        selected = super().selected
        return None if selected is None or selected.startswith(BLOCK) else selected

    @property
    def block(self) -> str | None:
        """The key of the block whose header is highlighted; None on a segment."""
        selected = super().selected
        return selected.removeprefix(BLOCK) if selected and selected.startswith(BLOCK) else None

    def on_mount(self) -> None:
        self.border_title = Content(_("Timetable"))

    def sized(self) -> None:
        if self._times:
            self.show(self._times)

    def _highlight(self, row: int | None) -> None:
        super()._highlight(row)
        self._entitle()

    def _entitle(self) -> None:
        """Tell the title of the highlighted row whole, in the frame, where its row has no room for it."""
        rows = (
            {row.key: row.plan.title for block in self._times.blocks for row in block.segments} if self._times else {}
        )
        title = rows.get(super().selected or "", "")
        cut = title if title and self._at is not None and title not in self.rows[self._at].plain else None
        if cut != self._whole:
            self._whole = cut
            self.border_subtitle = cut and Content(cut)

    def show(self, times: Timeline) -> None:
        """Draw `times`."""
        self._times = times
        if not any(row.key == self.moving for block in times.blocks for row in block.segments):
            self._let_go()  # it was added, and that was taken back
        changed = any(minutes_today(row) for block in times.blocks for row in block.segments)
        drifts = max((len(shift(row.shift_min)) for block in times.blocks for row in block.segments), default=0)
        self._notice_changes(times)
        self._columns = Widths(7 if changed else 4, max(5, drifts + 1) if drifts else 0)
        rows = [row for block in times.blocks for row in self._block(block, times)]
        self.draw(rows)
        if self.moving:
            return
        here = times.live or times.next
        was, self._here = self._here, here.key if here else None
        if super().selected is None or (self._here != was and super().selected == was):  # by key, whoever moves the day
            self.select(self._here)

    def _notice_changes(self, times: Timeline) -> None:
        """Let rows stand out that were changed since they were drawn last, and no more those whose time is over."""
        for row in (row for block in times.blocks for row in block.segments):
            known = (row.standing, row.allotted_s, row.moved, row.left_over)
            if self._known.setdefault(row.key, known) != known:
                self._known[row.key] = known
                self._fresh[row.key] = times.now + FRESH
        self._fresh = {key: until for key, until in self._fresh.items() if times.now < until <= times.now + FRESH}

    def pick_up(self) -> str | None:
        """Begin to move the highlighted segment: the next row chosen is where it goes. Its key."""
        self.moving = self.selected
        if self._times:
            self.show(self._times)
        return self.moving

    def put_down(self) -> None:
        """Put it where the highlight is (posts `Put`); it stays where it is if that is itself."""
        key, onto = self.moving, super().selected
        self.leave()
        if key and onto and onto != key:
            block = onto.removeprefix(BLOCK) if onto.startswith(BLOCK) else None
            self.post_message(self.Put(key, None if block else onto, block))

    def leave(self) -> None:
        """Stop moving: the segment stays where it is."""
        key = self.moving
        self._let_go()
        if self._times:
            self.show(self._times)
        self.select(key)

    def _let_go(self) -> None:
        if self.moving:
            self.moving = None
            self.post_message(self.LetGo())

    def _block(self, block: BlockTimes, times: Timeline) -> list[Row]:
        width = self.width
        rows: list[Row] = [(f"{BLOCK}{block.plan.key}", _header(block, times, width))]
        before = 0
        for row in block.segments:
            known = row.shift_s is not None
            told = drift(before, row.shift_min) if known else ""
            told = told or (
                shift(row.shift_min) if row.pin and known else ""
            )  # how late a guest is seen is always told
            rows.append((row.key, self._row(row, times, told, width)))
            before = row.shift_min if known else before
        return rows

    def _row(self, row: SegmentTimes, times: Timeline, told: str, width: int) -> Content:
        what = (row, times.zone, told, self._columns, width, row.key == self.moving, row.key in self._fresh)
        was, made = self._made.get(row.key, (None, None))
        if made is None or was != what:
            made = self._drawn(row, times, told, width)
            self._made[row.key] = what, made
        return made

    def _drawn(self, row: SegmentTimes, times: Timeline, told: str, width: int) -> Content:
        sign = ">" if row.key == self.moving else LEFT_OVER[0] if row.left_over else SIGNS[row.standing][0]
        start = f"{clock_time(row.start, times.zone) if row.start else '':>5}"
        minutes = f"{minutes_today(row) or row.allotted_min:>{self._columns.minutes}}"
        late = told.rjust(self._columns.drift)
        mark = "@" if row.pin else "+" if row.added else "*" if row.moved else "-" if row.gone else " "
        mark = "o" if mark == " " and row.plan.optional else mark
        room = max(4, width - 2 - 5 - 2 - len(minutes) - len(late))
        title = Content(row.plan.title).truncate(room, ellipsis=True, pad=True)
        style = {
            Standing.LIVE: "bold $text-success",
            Standing.DONE: "$text-muted",
            Standing.SKIPPED: "$text-disabled strike",
        }.get(row.standing, "")
        line = Content(f"{sign} {start}{mark} ") + title + Content(f"{minutes}{late}")
        if row.key in self._fresh:
            style = f"bold {style.removeprefix('bold')}" if style else "bold $text-accent"
        return line.stylize(style) if style else line


LONG_MIN = 120
"""Minutes from which on a difference is told in hours."""
BLOCK = "block:"
"""The beginning of the key of a block's header: no segment's has a colon."""


def minutes_today(row: SegmentTimes) -> str:
    """`12/20`, minutes today of those planned; nothing if they are the same."""
    return f"{row.allotted_min}/{row.plan.minutes}" if row.change_min else ""


def _header(block: BlockTimes, times: Timeline, width: int) -> Content:
    zone = times.zone
    span = f" {clock_time(block.start, zone)} – {clock_time(block.end, zone)}"
    late = shift(block.late_min)
    room = max(4, width - len(span) - 7)
    title = Content(block.plan.title).truncate(room, ellipsis=True)
    gap = " " * max(1, width - title.cell_length - len(span) - len(late))
    late_style = "bold $text-warning" if late.startswith("+") else "$text-muted"
    return Content.assemble((title.plain, "bold"), (span, "$text-muted"), gap, (late, late_style))


def drift(before: int, minutes: int) -> str:
    """The shift of a row where it is another than that of the row before: `0` where the day is on its plan again."""
    return "" if minutes == before else shift(minutes) or "0"


def shift(minutes: int) -> str:
    """A difference in minutes, signed, from `LONG_MIN` on in hours, from a day on in days; nothing if there is none."""
    if not minutes:
        return ""
    days, (hours, rest) = abs(minutes) // DAY_MIN, divmod(abs(minutes), 60)
    told = _("{days} d", days=days) if days else f"{hours}h{rest:02}" if abs(minutes) >= LONG_MIN else f"{abs(minutes)}"
    return f"+{told}" if minutes > 0 else f"−{told}"
