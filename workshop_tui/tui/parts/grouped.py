"""The groups on the run screen: a line while they are at work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_tui.locale import _
from workshop_tui.session.timing.day import Mode
from workshop_tui.tui.parts.noting import TakesNotes

if TYPE_CHECKING:
    from workshop_tui.session.state import State


class ShowsGroups(TakesNotes, part=True):
    """A run screen of a day with groups."""

    _grouped: tuple[State | None, object, str] = (None, None, "")
    """The session and the round for which the groups were told last, and the words."""

    def groups_told(self) -> str:
        """The groups at work in one line; nothing where there are none. Worked out anew where something happened, or
        another round began."""
        state, live = self.session.state, self.times.live
        if live is None or not state.has_groups:
            return ""
        from workshop_tui.session.groups.grouping import CALL_BACK_S

        back = self.times.mode is Mode.RUNNING and live.remaining_s <= CALL_BACK_S
        step = (live.key, live.step.part if live.step else None, back)
        if self._grouped[0] is not state or self._grouped[1] != step:
            self._grouped = state, step, self._told_now(back=back)
        return self._grouped[2]

    def _told_now(self, *, back: bool) -> str:
        """The line; `back`: whoever is at work is to be called back."""
        from workshop_tui.session.groups.grouping import owner
        from workshop_tui.session.groups.standing import groups_now
        from workshop_tui.session.groups_told import line_of

        state = self.session.state
        segment = owner(state.day, state.groups, state.day.live)
        if segment is None:
            return ""
        made = groups_now(state.day, state.groups, state.attendance, segment, self.times.now)
        if not made.groups:
            return ""
        return " · ".join(([_("CALL THEM BACK")] if back else []) + [line_of(made)])
