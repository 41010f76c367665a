"""Why the day departed from its plan: each change and overrun, and one key for the reason."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from textual.content import Content

from workshop_tui.agenda.vocabulary import REASONS
from workshop_tui.locale import _, clock_time
from workshop_tui.session.seen import STOOD_S
from workshop_tui.session.timing.commands import GiveReason
from workshop_tui.session.timing.deviations import Deviation, deviations, latest
from workshop_tui.session.timing.events import reason_word
from workshop_tui.session.timing.minutes import with_sign
from workshop_tui.tui.dialogs.both import BothScreen
from workshop_tui.tui.parts.over import Lists
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from workshop_tui.agenda.vocabulary import Reason
    from workshop_tui.tui.parts.moving import MovesTheDay


class WhyScreen(Lists):
    """The newest first; a reason's key gives it to the selected one, and goes back to the timetable."""

    NAME = "why"

    def __init__(self, run: MovesTheDay) -> None:
        super().__init__(run)
        self._reasons: dict[str, Reason | None] = {}
        """The reasons as they were drawn."""
        self._changed_at: dict[str, float] = {}
        """The moments at which one that was drawn became another."""

    @property
    def _found(self) -> list[Deviation]:
        session = self.run.session
        return list(reversed(deviations(session.state.day, session.now())))

    @property
    def _meant(self) -> Deviation | None:
        """The selected one."""
        name = self.query_one(Rows).selected
        return next((one for one in self._found if one.name == name), None)

    def draw(self) -> None:
        session, table, found = self.run.session, self.query_one(Rows), self._found
        first = self._drawn is None
        reasons = {one.name: one.reason for one in found}
        for name, reason in reasons.items() if not first else ():
            if self._reasons.get(name) is not reason:
                self._changed_at[name] = monotonic()
        self._reasons = reasons
        self._drawn = session.state
        self.query_one("#heading", Line).show(_("Why? One key says it of the selected line"))
        zone, width = session.state.agenda.zone, table.width
        table.draw([(one.name, _line(one, clock_time(one.at, zone)).truncate(width, ellipsis=True)) for one in found])
        if first and (wanted := latest(session.state.day, session.now())):
            table.select(wanted.name)
        elif table.selected is None:
            table.action_move(0)
        self.on_rows_moved()

    def on_rows_moved(self) -> None:
        """Show all of the selected one's words."""
        meant = self._meant
        self.query_one("#whole", Line).show(Content(str(meant.words)) if meant else "", layout=True)

    def _give(self, reason: Reason | None) -> None:
        """Give it; where another gave one just before the key went down, both are shown first."""
        meant = self._meant
        changed_at = self._changed_at.pop(meant.name, None) if meant else None
        unseen = changed_at is not None and self.workshop.pressed_at - changed_at < STOOD_S
        if meant and unseen and meant.reason not in (None, reason):
            told, mine, theirs = _("Somebody else changed this meanwhile"), _word(reason), _word(meant.reason)
            self.app.push_screen(
                BothScreen(told, theirs, mine, both=False), lambda kept: self._keep(reason) if kept == "mine" else None
            )
            return
        self._keep(reason)

    def _keep(self, reason: Reason | None) -> None:
        meant = self._meant
        if meant and self.run.do(GiveReason(reason, meant.change, meant.segment)):
            self.app.pop_screen()
            self.run.say(_("{reason}: {what}", reason=_word(reason).capitalize(), what=meant.words))

    def action_debate(self) -> None:
        self._give("debate")

    def action_technical(self) -> None:
        self._give("technical")

    def action_late(self) -> None:
        self._give("late")

    def action_choice(self) -> None:
        self._give("choice")

    def action_clear(self) -> None:
        self._give(None)


def _word(reason: Reason | None) -> str:
    return str(reason_word(reason)) if reason else _("no reason")


def _line(one: Deviation, at: str) -> Content:
    """`10:44   +5 min  useful debate  Aurélie changed “Échanges” by +5 min`."""
    reason = str(reason_word(one.reason)) if one.reason else "–"
    width = max(len(str(word.label)) for word in REASONS) + 2
    minutes = f"{with_sign(one.shift_min)} min" if one.shift_min is not None else ""
    return Content.assemble(
        (f"{at:>5} {minutes:>8}  ", "$text-muted"),
        (reason.ljust(width), "bold $text-success" if one.reason else "$text-muted"),
        str(one.words),
    )
