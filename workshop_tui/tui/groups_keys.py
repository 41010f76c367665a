"""The keys of the screens of groups: of all of them, and of a terminal that is one group's."""

from __future__ import annotations

from workshop_tui.locale import say
from workshop_tui.session.may import May
from workshop_tui.tui.key import HELP, QUIT, SAID, TAGS, Key

GROUPS = (
    Key("g", "g", "grant", say("grant"), say("Give all the minutes that groups ask for"), needed=True, use=3,
        needs=May.LEAD),
    Key("d,enter", "d", "done", say("finished"), say("The selected group is done, or works again"), needs=May.NOTE),
    Key("a", "a", "asks", say("asks"), say("The selected group asks for minutes"), needs=May.NOTE),
    Key("m", "m", "move", say("move"), say("Put the selected person, else the next one in no group, into the smallest"),
        needed=True, use=2, needs=May.NOTE),
    Key("t", "t", "move_to", say("put into"),
        say("Put the selected person into a group that you name"), needs=May.NOTE),
    Key("o", "o", "out", say("out"), say("Take the selected person out of the groups"), False, needs=May.NOTE),
    Key("f", "f", "form", say("form"), say("Put all who are there into groups, as the agenda says"), needs=May.LEAD),
    Key("r", "r", "report", say("report"),
        say("The groups report: a round of turns over them begins, with equal shares"), needs=May.NOTE),
    Key("n", "n", "new", say("new"), say("Open a group: its topic, its place, its round"), needs=May.NOTE),
    Key("w", "w", "close", say("close"), say("Close a group that was opened today; its notes stay"), False,
        needs=May.NOTE),
    Key("p", "p", "people", say("people"), say("Show who is in each, or the groups alone"), False),
    Key("l", "l", "notes", say("notes"), say("The notes of the selected group")),
    SAID,
    HELP,
    Key("escape,G", "esc", "back", say("back"), say("Back to the timetable")),
)  # fmt: skip
GROUP = (
    Key("n", "n", "note", say("note"), say("Take a note of this group"), at_once=True, needed=True, needs=May.NOTE),
    TAGS,
    Key("d", "d", "done", say("finished"), say("The group is done, or works again"), needed=True, needs=May.NOTE),
    Key("a", "a", "asks", say("ask for time"), say("Ask for minutes"), needed=True, needs=May.NOTE),
    HELP,
    QUIT,
)
