"""The line on what runs, for the screens over the timetable: the live segment, what is left of it, and the clock.

It tells minutes, not seconds: it is painted once a minute.
"""

from __future__ import annotations

from textual.content import Content

from workshop_tui.locale import _, clock_time
from workshop_tui.session.timing.day import Mode
from workshop_tui.session.timing.minutes import full_minutes
from workshop_tui.session.timing.timeline import Timeline
from workshop_tui.tui.widgets.line import Line


class Running(Line):
    """One line; where it is narrow, the title is shortened first."""

    def __init__(self) -> None:
        super().__init__(id="running")

    def show_day(self, times: Timeline) -> None:
        """Draw it."""
        title, left, over = _told(times)
        right = f"{left}   {clock_time(times.now, times.zone)}"
        room = max(0, self.content_size.width - Content(right).cell_length - 4)
        shown = Content(title).truncate(room, ellipsis=True, pad=True)
        sign = "►" if times.live else " "
        self.show(
            Content.assemble(f"{sign} ", (shown.plain, "bold"), "  ", (right, "bold $text-error" if over else ""))
        )


def _told(times: Timeline) -> tuple[str, str, bool]:
    """Name what runs, what is left of it, and whether it is over its time."""
    live = times.live
    if live is None:
        following = times.next
        idle = {Mode.READY: _("Not started yet"), Mode.ENDED: _("The day is ended")}.get(
            times.mode, _("Nothing is live")
        )
        if following is None or following.projected_start is None or times.mode is Mode.ENDED:
            return idle, "", False
        at = clock_time(following.projected_start, times.zone)
        then = _("next: {title}", title=following.plan.title)
        return f"{idle} · {then}", _("foreseen at {at}", at=at), False
    minutes = full_minutes(live.remaining_s)
    if times.mode is Mode.PAUSED:
        return live.plan.title, _("PAUSED · {minutes} min left", minutes=minutes), False
    if live.remaining_s < 0:
        return live.plan.title, _("OVER by {minutes} min", minutes=minutes), True
    return live.plan.title, _("{minutes} min left", minutes=minutes), False
