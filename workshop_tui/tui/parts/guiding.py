"""A guided first five minutes: the line of notices says what to press next, until it was done or escape is pressed.

It is shown in `demo` only, and never again once it was gone through or left: an empty file in the data folder says so.
"""

from __future__ import annotations

from contextlib import suppress

from textual.events import Key

from workshop_tui.locale import _, say
from workshop_tui.tui.hints import Said
from workshop_tui.tui.key import SIGNS
from workshop_tui.tui.parts.serving import Serves


class Guides(Serves, part=True):
    """A run screen that may guide who sees it for the first time."""

    _fitted = False
    """True once the proposals were asked for."""

    def guided(self) -> Said:
        """Say what to try next; nothing to who is not guided, or has tried all of it."""
        if self.workshop.guide is None or self.mode:
            return Said("")
        escape = _(" · {key}: no more of this", key=SIGNS["escape"])
        if self.session.state.day.live is None and not self.session.state.notebook.notes:
            step = Said(_("First steps, 1 of 3"), (self.hint("next", say(": {key} starts the day")),))
        elif not self.session.state.notebook.notes:
            step = Said(_("First steps, 2 of 3"), (self.hint("note", say(": {key} notes what somebody says")),))
        elif not self._fitted:
            step = Said(
                _("First steps, 3 of 3"), (self.hint("fit", say(": {key} says how the block lands on its end")),)
            )
        else:
            self.leave_guide()
            return Said("")
        return Said(step.told(self.shown) + escape)

    def leave_guide(self) -> None:
        """Guide no more, now and later."""
        marker, self.workshop.guide = self.workshop.guide, None
        if marker is not None:
            with suppress(OSError):  # it is shown once more, then
                marker.parent.mkdir(parents=True, exist_ok=True)
                marker.touch()

    def on_key(self, event: Key) -> None:
        if event.key == "escape" and self.workshop.guide is not None and not self.mode:
            self.leave_guide()
            self.hints_changed()
