"""The lines of the checklist that wait to be done, as the run screen says them: before, in and after the day.

They are worked out once for each change of the session, and not each second.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from workshop_tui.locale import _, plural
from workshop_tui.session.timing.day import Mode

if TYPE_CHECKING:
    from workshop_tui.session.checklist.lines import Line
    from workshop_tui.session.state import State

BEFORE, AFTER = timedelta(minutes=5), timedelta(minutes=15)
"""How long before it is due, and after, a line is said on the run screen."""
SHOWN = 5
"""Lines that are listed before and after the day."""


class Waiting:
    """The lines of a session's checklist that are left."""

    def __init__(self) -> None:
        self._of: tuple[object, object] | None = None
        self._left: list[Line] = []

    def left(self, state: State) -> list[Line]:
        """The lines that are to be done, by the time that they are due."""
        if not state.agenda.has_todos:
            return []
        from workshop_tui.session.checklist.lines import left, lines

        of = (state.day, state.checklist)
        if self._of is None or self._of[0] is not of[0] or self._of[1] is not of[1]:
            self._of, self._left = of, left(lines(state.day, state.checklist))
        return self._left

    def due_now(self, state: State, now: datetime) -> str:
        """The lines that are due about now, in words; nothing where none is, or the day has not begun."""
        if state.day.mode in (Mode.READY, Mode.ENDED):
            return ""
        due = [one for one in self.left(state) if one.item.at and now - AFTER <= one.item.at <= now + BEFORE]
        if not due:
            return ""
        from workshop_tui.session.checklist.lines import told_of

        more = _(" and {count} more", count=len(due) - 1) if due[1:] else ""
        return _("To do: {what}", what=told_of(due[0].item, state.agenda)) + more

    def listed(self, state: State, hint: str) -> tuple[Content, ...]:
        """The lines that are left before the first segment, or after the day; `hint` says which key ticks it."""
        mode = state.day.mode
        if mode not in (Mode.READY, Mode.ENDED):
            return ()
        waiting = [one for one in self.left(state) if mode is Mode.ENDED or one.item.on <= state.date]
        if not waiting:
            return ()
        from workshop_tui.session.checklist.lines import due_told, told_of

        count = plural("{count} thing to do", "{count} things to do", len(waiting))
        told = [Content.assemble((count, "bold"), (hint, "$text-muted"))]
        told += [
            Content.assemble(
                (f"  {due_told(one.item, state.agenda, state.date)}  ", "$text-muted"), told_of(one.item, state.agenda)
            )
            for one in waiting[:SHOWN]
        ]
        if waiting[SHOWN:]:
            told.append(Content.styled("  " + _("and {count} more", count=len(waiting) - SHOWN), "$text-muted"))
        return tuple(told)
