"""Every key of every screen, as data: the key bar, the palette and the help are made from it.

Keys are letters, arrows, space, enter, tab and escape: safe over SSH, in tmux, on an AZERTY keyboard.
"""

from __future__ import annotations

from workshop_tui.locale import say
from workshop_tui.session.may import May
from workshop_tui.tui.counting_keys import COUNTING, DECISIONS, EVALUATION
from workshop_tui.tui.groups_keys import GROUP, GROUPS
from workshop_tui.tui.key import HELP, QUIT, SAID, TAGS, Key
from workshop_tui.tui.observatory_keys import OBSERVATORY, OBSERVATORY_MATRIX, OBSERVATORY_NOTES
from workshop_tui.tui.planning_keys import PLAN, PLAN_FIELDS, PLAN_TAKE
from workshop_tui.tui.turning_keys import TURNS

RUN = (
    Key("space", "␣", "pause", say("pause"), say("Pause, or go on"), needed=True, use=2, needs=May.LEAD),
    Key("right", "→", "next", say("next"), say("The next segment"), needed=True, use=2, needs=May.LEAD),
    Key(
        "enter",
        "⏎",
        "goto",
        say("go to"),
        say("Go to the selected segment"),
        brief=say("go"),
        needed=True,
        needs=May.LEAD,
    ),
    Key("n", "n", "note", say("note"), say("Take a note"), at_once=True, needed=True, use=3, needs=May.NOTE),
    Key(
        "e",
        "e",
        "extend",
        say("extend"),
        say("Five minutes more for the live segment, else for the selected one"),
        brief=say("+5"),
        needed=True,
        use=1,
        needs=May.LEAD,
    ),
    Key("plus,equals_sign", "+", "longer", say("+1 min"), say("One minute more"), False, needs=May.LEAD),
    Key("minus", "-", "shorter", say("−1 min"), say("One minute less"), False, needs=May.LEAD),
    Key("f", "f", "fit", say("fit"), say("Land the block on its end: the proposals"), needed=True),
    TAGS,
    Key(
        "u",
        "u",
        "undo",
        say("undo"),
        say("Take back the last command about the time; a note is changed in the list"),
        needed=True,
        use=1,
        needs=May.LEAD,
    ),
    Key("U", "U", "redo", say("redo"), say("Bring back what was taken back last"), False, needs=May.LEAD),
    Key("s", "s", "stop", say("stop"), say("Finish the live segment, start nothing"), needs=May.LEAD),
    Key("k", "k", "skip", say("skip"), say("Skip the selected segment, or bring it back"), needs=May.LEAD),
    Key("a", "a", "add", say("add"), say("Add a segment after the selected one"), False, needs=May.LEAD),
    Key("v", "v", "move", say("move"), say("Move the selected segment elsewhere"), False, needs=May.LEAD),
    Key("g", "g", "shift", say("shift"), say("Shift what is left of the day"), False, needs=May.LEAD),
    Key(
        "p",
        "p",
        "replan",
        say("plan"),
        say("Take in the agenda that was edited since"),
        False,
        leads_out=True,
        needs=May.LEAD,
    ),
    Key("h", "h", "hand", say("hand"), say("Take the hand: lead from here on"), False, needs=May.LEAD),
    Key("l", "l", "notes", say("notes"), say("All notes: find, change, mark, withdraw"), False),
    Key("m", "m", "matrix", say("matrix"), say("Phases × stakeholders, by what was said"), False),
    Key("r", "r", "report", say("report"), say("The report, as it would be handed out now: save it, copy it"), False),
    Key("x", "x", "points", say("points"), say("What is open, of today and of the days before: done, goes on…"), False),
    Key("i", "i", "initiatives", say("initiatives"), say("The initiatives that people named"), False),
    Key("D", "D", "decisions", say("decisions"), say("Decisions: votes, dots and objections are counted"), False),
    Key("V", "V", "evaluation", say("evaluation"), say("The evaluation, by a show of hands"), False),
    Key("c", "c", "attendance", say("attendance"), say("Who is there, block by block"), False),
    Key("j", "j", "todo", say("to do"), say("The checklist: before the day, on it and after it"), False),
    Key("T", "T", "turns", say("turns"), say("Who speaks, for how long, who asks to; a round"), False),
    Key("G", "G", "groups", say("groups"), say("Groups: who is in which, what each asks; grant it to all"), False),
    Key("w", "w", "why", say("why"), say("Say why the day departed from its plan"), False),
    Key("t", "t", "signal", say("tell"), say("A signal to the other trainers"), False, needs=May.NOTE),
    Key("d", "d", "room", say("room"), say("What the room may see")),
    Key(
        "W",
        "W",
        "serve",
        say("browser"),
        say("In a browser: the room, a trainer’s buttons; links, a QR code"),
        False,
        leads_out=True,
        needs=May.LEAD,
    ),
    Key("b", "b", "bell", say("bell"), say("Turn the bell on or off"), False),
    Key("E", "E", "end", say("end"), say("End the day, or reopen it"), False, needs=May.LEAD),
    Key("o", "o", "home", say("home"), say("Home: the sessions and agendas"), False, leads_out=True),
    SAID,
    HELP,
    QUIT,
)
MOVE = (
    Key("up", "↑", "higher", say("up"), say("To a place further up")),
    Key("down", "↓", "lower", say("down"), say("To a place further down")),
    Key("enter", "⏎", "put", say("put it there"), say("Put the segment after the selected one"), needs=May.LEAD),
    Key("escape", "esc", "leave", say("leave it"), say("Leave the segment where it is")),
    HELP,
    QUIT,
)
"""On the run screen, while a segment is being moved."""
ROOM = (
    Key("d,escape", "d", "back", say("back"), say("Back to the timetable"), leaves_room=True),
    Key("h", "h", "hide", say("hide"), say("Hide the countdown, or show it")),
    QUIT,
)
FIT = (
    Key("enter", "⏎", "apply", say("apply"), say("Apply the proposal"), needs=May.LEAD),
    Key("left", "←", "before", say("other"), say("The proposal before")),
    Key("right", "→", "after", say("other"), say("The proposal after"), False),
    Key("plus,equals_sign", "+", "longer", say("+1 min"), say("By hand: a minute more for the selected segment")),
    Key("minus", "-", "shorter", say("−1 min"), say("By hand: a minute less for the selected segment")),
    SAID,
    HELP,
    Key("escape,f", "esc", "back", say("leave all as it is"), say("Back; nothing changes")),
)
NOTES = (
    Key("slash", "/", "find", say("find"), say("Find: words in the text, the tags, the segment, the author")),
    Key("enter", "⏎", "amend", say("change"), say("Change the selected note"), needs=May.NOTE),
    TAGS,
    Key(
        "f",
        "f",
        "fields",
        say("who, when"),
        say("What its kind asks for: who and by when, the answer, where…"),
        needs=May.NOTE,
    ),
    Key("u", "u", "fill", say("fill in"), say("Go through the notes that lack a tag, a key a tag"), needs=May.NOTE),
    Key("r", "r", "remember", say("remember"), say("To remember, or not: the report's first lines"), needs=May.NOTE),
    Key("c", "c", "check", say("check"), say("To be checked, or checked"), needs=May.NOTE),
    Key("p", "p", "private", say("private"), say("For the co-trainers only, or for the report too"), needs=May.NOTE),
    Key("w", "w", "withdraw", say("withdraw"), say("Withdraw the selected note"), needs=May.NOTE),
    Key("b", "b", "bring_back", say("bring back"), say("Bring the last withdrawn note back"), False, needs=May.NOTE),
    Key("s", "s", "sort", say("sort"), say("Sort: newest, oldest, by segment, phase, stakeholder, kind"), False),
    Key("j", "j", "jump", say("segment"), say("To the note’s segment in the timetable"), False),
    Key("g", "g", "move", say("move"), say("Move the note to another segment"), False, needs=May.NOTE),
    Key(
        "x",
        "x",
        "settle",
        say("settled"),
        say("A question, something parked: settled, or open again; an expectation: met or not"),
        False,
        needs=May.NOTE,
    ),
    Key("d", "d", "pin", say("to the room"), say("Show the room this note, or no more"), False, needs=May.NOTE),
    Key("y", "y", "copy", say("copy"), say("Copy the note's text to the terminal's clipboard"), False),
    SAID,
    HELP,
    Key("escape,l", "esc", "back", say("back"), say("Back to where this was opened")),
)
MATRIX = (
    Key("enter", "⏎", "open", say("notes"), say("The notes of the selected cell")),
    Key("c", "c", "count", say("count"), say("Count requests, those of or to the collective, all notes, barriers…")),
    Key("f", "f", "members", say("families"), say("A family’s members each in a row of its own, or with it")),
    Key("s", "s", "segment", say("segment"), say("Only the notes of one segment: the next that has some, then all")),
    Key("g", "g", "group", say("group"), say("Only the notes of one group: the next that has some, then all"), False),
    SAID,
    HELP,
    Key("escape,m", "esc", "back", say("back"), say("Back to the timetable")),
)
INITIATIVES = (
    Key("enter", "⏎", "open", say("open"), say("All that was said of the selected initiative")),
    Key("n", "n", "new", say("new"), say("Note an initiative"), needs=May.NOTE),
    Key("l", "l", "notes", say("notes"), say("The notes about it")),
    Key("c", "c", "case", say("case"), say("It is the case that a participant presents, or is not"), needs=May.NOTE),
    Key("w", "w", "withdraw", say("withdraw"), say("Withdraw the initiative; its notes stay"), needs=May.NOTE),
    Key("b", "b", "bring_back", say("bring back"), say("Bring the last withdrawn one back"), False, needs=May.NOTE),
    SAID,
    HELP,
    Key("escape,i", "esc", "back", say("back"), say("Back to the timetable")),
)
INITIATIVE = (
    Key(
        "enter",
        "⏎",
        "open",
        say("say"),
        say("Say more in the selected field; enter goes on to the next"),
        needs=May.NOTE,
    ),
    Key("l", "l", "notes", say("notes"), say("The notes about it")),
    Key("c", "c", "case", say("case"), say("It is the case that a participant presents, or is not"), needs=May.NOTE),
    SAID,
    HELP,
    Key("escape", "esc", "back", say("back"), say("Back to the initiatives")),
)
ATTENDANCE = (
    Key(
        "enter,space",
        "⏎",
        "come_or_go",
        say("comes or goes"),
        say("The selected one is there, or is gone"),
        needs=May.NOTE,
    ),
    Key("a", "a", "all", say("all came"), say("All who were not noted yet are there"), needs=May.NOTE),
    Key("n", "n", "new", say("new"), say("Register somebody else"), needs=May.NOTE),
    Key("e", "e", "amend", say("change"), say("Change the name, or where they come from"), needs=May.NOTE),
    Key("x", "x", "clear", say("clear"), say("Clear what was noted of them in this block"), needs=May.NOTE),
    Key(
        "t",
        "t",
        "contact",
        say("contact"),
        say("A contact that they agree to give to the others"),
        False,
        needs=May.NOTE,
    ),
    Key(
        "w",
        "w",
        "strike",
        say("strike off"),
        say("They are not registered, and were never there"),
        False,
        needs=May.NOTE,
    ),
    Key(
        "o",
        "o",
        "words",
        say("words"),
        say("Words of the notes that may be a name: say which are ordinary"),
        False,
        needs=May.LEAD,
    ),
    SAID,
    HELP,
    Key("escape,c", "esc", "back", say("back"), say("Back to the timetable")),
)
WHY = (
    Key("d", "d", "debate", say("debate"), say("A useful debate"), needs=May.LEAD),
    Key("t", "t", "technical", say("technical"), say("Something technical"), needs=May.LEAD),
    Key("r", "r", "late", say("late"), say("Somebody, or the day, was running late"), needs=May.LEAD),
    Key("c", "c", "choice", say("choice"), say("A choice of the trainers"), needs=May.LEAD),
    Key("x", "x", "clear", say("none"), say("No reason after all"), False, needs=May.LEAD),
    SAID,
    Key("question_mark", "?", "help", say("help"), say("All keys and signs"), False),
    Key("escape,w", "esc", "back", say("back"), say("Back to the timetable")),
)
POINTS = (
    Key("d", "d", "done", say("is done"), say("It is done"), needs=May.NOTE),
    Key("g", "g", "goes_on", say("goes on"), say("It goes on: the day that follows asks again"), needs=May.NOTE),
    Key("a", "a", "drop", say("is dropped"), say("It is dropped"), needs=May.NOTE),
    Key("w", "w", "why", say("why"), say("Say why"), needs=May.NOTE),
    Key("z", "z", "clear", say("none"), say("No answer after all"), False, needs=May.NOTE),
    SAID,
    HELP,
    Key("escape,x", "esc", "back", say("back"), say("Back to the timetable")),
)
TODO = (
    Key("enter,space", "⏎", "tick", say("tick"), say("It is done, or is to be done after all"), needs=May.NOTE),
    Key("l", "l", "left", say("still to do"), say("Only what is left to do, or all of it")),
    SAID,
    HELP,
    Key("escape,j", "esc", "back", say("back"), say("Back to the timetable")),
)
SERVE = (
    Key(
        "t",
        "t",
        "other",
        say("other link"),
        say("The room’s link, a trainer’s, or that of the evaluation, with its code"),
    ),
    Key("n", "n", "lan", say("network"), say("For the whole network, or for this machine alone"), needs=May.LEAD),
    Key("x", "x", "stop", say("stop"), say("Serve no more, or again"), needs=May.LEAD),
    SAID,
    HELP,
    Key("escape,W", "esc", "back", say("back"), say("Back to the timetable")),
)
REPORT = (
    Key("s", "s", "save", say("save"), say("Save it to a file"), leads_out=True),
    Key("y", "y", "copy", say("copy"), say("Copy it to the terminal’s clipboard")),
    Key("g", "g", "language", say("language"), say("In the other language")),
    Key("k", "k", "kind", say("page"), say("The report, the review, what participants take home, for an audit")),
    Key("p", "p", "whose", say("whose"), say("What one participant takes home: whose page"), False),
    Key("a", "a", "annexes", say("annexes"), say("With the annexes, or without: times, notes by segment, glossary")),
    Key("v", "v", "consent", say("quotes"), say("Of each quote: did its speaker agree to it?"), False, needs=May.NOTE),
    SAID,
    HELP,
    Key("escape,r", "esc", "back", say("back"), say("Back to the timetable")),
)
HEARD = (
    HELP,
    Key("escape,semicolon", "esc", "back", say("back"), say("Back to where this was opened")),
)
HOME = (
    Key("enter", "⏎", "open", say("open"), say("Open what is selected")),
    Key("slash", "/", "find", say("find"), say("Find: words in the ids and the titles")),
    Key("p", "p", "plan", say("plan"), say("The plan of the selected agenda, to change it before the day")),
    Key("n", "n", "new", say("new plan"), say("A new plan, from nothing or from a file that you have")),
    Key("o", "o", "observatory", say("observatory"), say("Several sessions together: what adds up over a series")),
    Key("escape", "esc", "back", say("back"), say("Back to the session; with none, leave")),
    HELP,
    Key("q", "q", "quit", say("quit"), say("Leave")),
)
SCREENS = {
    "run": RUN, "move": MOVE, "room": ROOM, "fit": FIT, "notes": NOTES, "matrix": MATRIX, "initiatives": INITIATIVES,
    "initiative": INITIATIVE, "attendance": ATTENDANCE, "why": WHY, "points": POINTS,
    "todo": TODO, "turns": TURNS, "report": REPORT, "serve": SERVE, "said": HEARD, "home": HOME, "plan": PLAN,
    "plan_fields": PLAN_FIELDS, "plan_take": PLAN_TAKE, "groups": GROUPS, "group": GROUP,
    "decisions": DECISIONS, "counting": COUNTING, "evaluation": EVALUATION,
    "observatory": OBSERVATORY, "observatory_matrix": OBSERVATORY_MATRIX, "observatory_notes": OBSERVATORY_NOTES,
}  # fmt: skip
