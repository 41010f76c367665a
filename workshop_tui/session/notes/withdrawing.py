"""The command by which a withdrawn initiative is one again; the others stand in `commands`."""

from __future__ import annotations

from datetime import datetime

from workshop_tui.locale import say
from workshop_tui.session.notes import events as e
from workshop_tui.session.notes.commands import NoteCommand
from workshop_tui.session.notes.initiatives import meant_among
from workshop_tui.session.notes.notebook import Notebook
from workshop_tui.session.refusal import Refused, there_are
from workshop_tui.session.timing.day import Day
from workshop_tui.text import clean_line


class BringBackInitiative(NoteCommand, frozen=True):
    """Let the withdrawn initiative which is named so be one again, with all that was said of it."""

    named: str

    def decide(self, day: Day, notebook: Notebook, at: datetime, by: str) -> e.InitiativeRecorded:
        """Bring it back, if it was withdrawn."""
        key = meant_among(notebook.former, self.named)
        if key is None:
            there = there_are(one.name for one in notebook.former.values()) if notebook.former else ""
            raise Refused(say("no initiative “{name}” was withdrawn{there}", name=clean_line(self.named), there=there))
        return e.InitiativeRecorded(at=at, by=by, key=key, initiative=notebook.former[key])
