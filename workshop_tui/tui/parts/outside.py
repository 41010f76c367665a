"""The terminal's bell, the title of its window, the way back: told beside the screen, whatever is shown on it."""

from __future__ import annotations

from workshop_tui.journal.faults import gone
from workshop_tui.locale import _
from workshop_tui.room import urgency_of
from workshop_tui.session.timing.day import Mode
from workshop_tui.session.timing.minutes import full_minutes
from workshop_tui.tui.parts.keyed import KeyedScreen
from workshop_tui.tui.parts.together import WorksTogether
from workshop_tui.tui.title import cut

TITLE = 40
"""Characters of a segment's title in that of the window."""


class TellsOutside(WorksTogether, part=True):
    """A screen on a session that rings and names its window, whatever is shown over it."""

    def __init__(self) -> None:
        super().__init__()
        self._bell = True
        self._step: tuple[str, int] | None = None
        self._urgency: tuple[str | None, str] = (None, "")
        self._due: tuple[str | None, bool] = (None, False)

    def tell_outside(self) -> None:
        """Tell the present second."""
        self._ring()
        self.workshop.name_window(self._title())

    def way_back(self) -> str:
        """Say how to come back to the day; if its file is gone, that."""
        file = getattr(self.session.journal, "file", None)
        if file is not None and not file.exists():
            return _("There is no way back to this day: {why}", why=gone(file))
        return _("The day goes on. Back to it: workshop-tui join {id}", id=self.session.state.id)

    def _title(self) -> str:
        """The live segment and its minutes, which change once a minute; else the day's title."""
        live, top = self.times.live, self.app.screen
        if live is None or self.times.left_open:
            return self.session.state.agenda.title
        title, minutes = cut(live.plan.title, TITLE), full_minutes(live.remaining_s)
        if isinstance(top, KeyedScreen) and top.hides_minutes:
            return title
        if self.times.mode is Mode.PAUSED:
            return _("{title}: paused, {minutes} min left", title=title, minutes=minutes)
        if live.remaining_s < 0:
            return _("{title}: over by {minutes} min", title=title, minutes=minutes)
        return _("{title}: {minutes} min left", title=title, minutes=minutes)

    def _ring(self) -> None:
        """The bell, when the live segment comes near its end or to it or goes on to its next step, and when its block
        comes to its hard end."""
        live = self.times.live
        left = live.remaining_s if live and self.times.mode is Mode.RUNNING else None
        urgency = (
            live.key if live else None,
            urgency_of(left, self.session.state.agenda.warns(live.plan if live else None)),
        )
        before, self._urgency = self._urgency, urgency
        warned = bool(urgency[1]) and urgency != before and urgency[0] == before[0]
        due, stepped = self._is_due(), self._has_stepped()
        if (due or warned or stepped) and self._bell:
            self.app.bell()

    def _has_stepped(self) -> bool:
        """Tell whether the live segment has gone on to its next step just now."""
        live = self.times.live
        step = (live.key, live.step.part) if live and live.step and self.times.mode is Mode.RUNNING else None
        before, self._step = self._step, step
        return before is not None and step is not None and before[0] == step[0] and before[1] < step[1]

    def _is_due(self) -> bool:
        """Tell whether the hard end of the block has come just now, something of it being live or paused."""
        live = self.times.live
        block = self.times.block_of(live.key) if live else None
        due = (block.plan.key if block else None, block is not None and self.times.now >= block.end)
        before, self._due = self._due, due
        return due[1] and not before[1] and due[0] == before[0]

    def action_bell(self) -> None:
        self._bell = not self._bell
        self.say(_("The bell is on") if self._bell else _("The bell is off"))
