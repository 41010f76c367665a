"""The keys of the screens on which hands and dots are counted: decisions, how one is taken, the evaluation."""

from __future__ import annotations

from workshop_tui.locale import say
from workshop_tui.session.may import May
from workshop_tui.tui.key import HELP, SAID, Key

DECISIONS = (
    Key("enter", "⏎", "open", say("count"), say("How the selected decision is taken: a rule, counts, objections")),
    Key("n", "n", "new", say("new"), say("Note a decision, and count"), needs=May.NOTE),
    Key("w", "w", "withdraw", say("withdraw"), say("Withdraw the selected decision"), needs=May.NOTE),
    Key("b", "b", "bring_back", say("bring back"), say("Bring the last withdrawn note back"), False, needs=May.NOTE),
    SAID,
    HELP,
    Key("escape,D", "esc", "back", say("back"), say("Back to the timetable")),
)
EVALUATION = (
    Key(
        "plus,equals_sign",
        "+",
        "longer",
        say("one more"),
        say("One more hand; its letter counts one, too"),
        needs=May.NOTE,
    ),
    Key("minus", "-", "shorter", say("one less"), say("One hand less; its capital letter, too"), needs=May.NOTE),
    Key("enter", "⏎", "amend", say("figures"), say("Type how many hands, or begin with a figure"), needs=May.NOTE),
    Key("x", "x", "remove", say("remove"), say("The selected sheet counts no more, or counts again"), needs=May.NOTE),
    SAID,
    HELP,
    Key("escape,V", "esc", "back", say("back"), say("Back to the timetable")),
)
COUNTING = (
    Key("r", "r", "rule", say("rule"), say("The next rule: majority, consent, dots, none"), needs=May.NOTE),
    Key("o", "o", "object", say("objection"), say("Note an objection"), needs=May.NOTE),
    Key(
        "plus,equals_sign",
        "+",
        "longer",
        say("one more"),
        say("One more of the selected row; its letter counts one, too"),
        needs=May.NOTE,
    ),
    Key(
        "minus",
        "-",
        "shorter",
        say("one less"),
        say("One less of the selected row; its capital letter, too"),
        needs=May.NOTE,
    ),
    Key(
        "enter",
        "⏎",
        "amend",
        say("figures"),
        say("Type the count of the selected row, or begin with a figure; or the words of an objection"),
        needs=May.NOTE,
    ),
    Key("n", "n", "new", say("option"), say("An option that dots are given to"), needs=May.NOTE),
    Key("l", "l", "lift", say("lifted"), say("The objection is lifted, or stands again"), False, needs=May.NOTE),
    Key(
        "m",
        "m",
        "objector",
        say("by whom"),
        say("Who made the selected objection; the name of the selected option"),
        False,
        needs=May.NOTE,
    ),
    Key("x", "x", "drop", say("take away"), say("Take the option or the objection away"), False, needs=May.NOTE),
    Key("w", "w", "who", say("who"), say("Who carries the decision"), needs=May.NOTE),
    Key("t", "t", "due", say("by when"), say("By when it is to be done"), needs=May.NOTE),
    Key("p", "p", "each", say("dots each"), say("How many dots each person has"), False, needs=May.NOTE),
    SAID,
    HELP,
    Key("escape", "esc", "back", say("back"), say("Back to the decisions")),
)
