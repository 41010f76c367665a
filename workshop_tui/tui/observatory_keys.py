"""The keys of the observatory: where sessions are chosen, on the matrix over them, and on the notes of a cell."""

from __future__ import annotations

from workshop_tui.locale import say
from workshop_tui.tui.key import HELP, Key

OBSERVATORY = (
    Key("enter", "⏎", "open", say("open"), say("The series; or the marked sessions, with none the selected one")),
    Key("space", "␣", "mark", say("mark it"), say("Mark the selected session, or take its mark away")),
    HELP,
    Key("escape,o", "esc", "back", say("back"), say("Back home")),
)
OBSERVATORY_MATRIX = (
    Key("enter", "⏎", "open", say("notes"), say("The notes of the selected cell")),
    Key("c", "c", "count", say("count"), say("Count requests, those of or to the collective, all notes, barriers…")),
    Key("i", "i", "initiatives", say("initiatives"), say("The initiatives over these sessions")),
    Key("s", "s", "save", say("save"), say("Save the report; the file’s ending says the format")),
    HELP,
    Key("escape", "esc", "back", say("back"), say("Back to the sessions")),
)
OBSERVATORY_NOTES = (
    HELP,
    Key("escape", "esc", "back", say("back"), say("Back to the matrix")),
)
