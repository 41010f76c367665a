"""The keys of the screens on which an agenda is changed before its day."""

from __future__ import annotations

from workshop_tui.locale import say
from workshop_tui.tui.key import HELP, Key

PLAN = (
    Key("a", "a", "add", say("add"), say("Add segments after the selected row, one after another"), needed=True),
    Key("enter", "⏎", "open", say("all of it"), say("All that is said of the selected row, to change it"), needed=True),
    Key("plus,equals_sign", "+", "longer", say("+1 min"), say("One minute more")),
    Key("minus", "-", "shorter", say("−1 min"), say("One minute less")),
    Key("e", "e", "extend", say("+5"), say("Five minutes more"), False),
    Key("m", "m", "minutes", say("minutes"), say("Its minutes, and what it can be cut and stretched to: 20 15-25")),
    Key("t", "t", "time", say("time"), say("A segment’s fixed time, a block’s hours, a day’s date")),
    Key("r", "r", "rename", say("title"), say("Another title")),
    Key("o", "o", "optional", say("optional"), say("Optional, or not"), False),
    Key("l", "l", "lead", say("lead"), say("Who leads it; a name that is new is added to the trainers"), False),
    Key("v", "v", "move", say("move"), say("Move the segment or the block elsewhere"), needed=True),
    Key("y", "y", "duplicate", say("duplicate"), say("The same once more"), False),
    Key("i", "i", "take", say("take"), say("Take a segment from another agenda"), False),
    Key("x,delete", "x", "remove", say("remove"), say("Remove the selected row; undo brings it back")),
    Key("b", "b", "block", say("block"), say("Add a block: a title and its hours"), needed=True),
    Key("D", "D", "day", say("day"), say("Add a day: what there is becomes the first"), False),
    Key("u", "u", "undo", say("undo"), say("Undo the last change"), needed=True),
    Key("U", "U", "redo", say("redo"), say("Redo what was undone"), False),
    Key("w", "w", "trouble", say("to look at"), say("The next row that something is said about")),
    Key("s", "s", "save", say("save"), say("Save it in its file"), needed=True),
    Key("S", "S", "save_as", say("save as"), say("Save it in another file"), False),
    Key("escape", "esc", "back", say("back"), say("Back to where this was opened; with none, leave"), False),
    HELP,
    Key("q", "q", "quit", say("quit"), say("Leave; what is not saved is asked about")),
)
PLAN_FIELDS = (
    Key("enter", "⏎", "open", say("change"), say("Change the selected field; enter goes on to the next")),
    Key("x,delete", "x", "clear", say("clear"), say("Leave the selected field out")),
    Key("u", "u", "undo", say("undo"), say("Undo the last change")),
    Key("U", "U", "redo", say("redo"), say("Redo what was undone"), False),
    Key("s", "s", "save", say("save"), say("Save it in its file")),
    HELP,
    Key("escape,q", "esc", "back", say("back"), say("Back to the plan")),
)
PLAN_TAKE = (
    Key("enter", "⏎", "open", say("take"), say("Take the segment, or look into the agenda")),
    HELP,
    Key("escape,q", "esc", "back", say("back"), say("Back: to the agendas, then to the plan")),
)
