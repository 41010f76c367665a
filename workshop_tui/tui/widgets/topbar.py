"""The line at the top: the day's title, when the block will end, the time, who is here."""

from __future__ import annotations

from textual.content import Content

from workshop_tui.locale import _, clock_time
from workshop_tui.session.account import person
from workshop_tui.session.state import State
from workshop_tui.session.timeline import Timeline
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.timetable import shift


class TopBar(Line):
    """One line. It shows minutes, not seconds: it repaints once a minute."""

    def show_day(self, state: State, times: Timeline, by: str) -> None:
        """Draw it for `by`."""
        width = self.content_size.width
        ends, late = self._ends(times)
        clock = clock_time(times.now, times.zone)
        right = f"{clock}   {person(state.agenda, by)}"
        room = width - len(right) - len(ends) - len(late) - 4
        if room < 12:
            ends, room = "", width - len(right) - len(late) - 4
        title = Content(state.agenda.title).truncate(max(0, room), ellipsis=True, pad=True)
        late_style = "bold $text-warning" if "+" in late else "$text-muted"
        self.show(Content.assemble((title.plain, "bold"), "  ", ends, (late, late_style), "  ", right))

    @staticmethod
    def _ends(times: Timeline) -> tuple[str, str]:
        block = next((b for b in times.blocks if b.plan.key == times.current), None)
        if block is None or block.projected_end is None:
            return "", ""
        late = shift(-(block.slack_s or 0))
        return _("end foreseen {time} ", time=clock_time(block.projected_end, times.zone)), late and f"({late})"
