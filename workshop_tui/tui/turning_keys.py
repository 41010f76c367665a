"""The keys of the screen of turns: letters find somebody there, so none of these is one."""

from __future__ import annotations

from workshop_tui.locale import say
from workshop_tui.session.may import May
from workshop_tui.tui.key import HELP, SAID, Key

TURNS = (
    Key("enter", "⏎", "speak", say("speaks"), say("The selected one speaks; whoever spoke has finished"),
        needs=May.NOTE),
    Key("space", "␣", "following", say("the next"), say("The next in the fair order speaks"), needs=May.NOTE),
    Key("tab", "tab", "ask", say("asks"), say("The selected one asks to speak, or no longer"), needs=May.NOTE),
    Key("asterisk", "*", "round", say("round"), say("A round over who is there begins, or is over"), needs=May.NOTE),
    Key("equals_sign", "=", "whose", say("was theirs"), say("The last turn was the selected one’s"), needs=May.NOTE),
    Key("minus", "-", "withdraw", say("withdraw"), say("Withdraw the last turn"), needs=May.NOTE),
    Key("comma", ",", "show", say("to the room"), say("The room sees what the speaker has left, or no more"),
        needs=May.NOTE),
    SAID,
    HELP,
    Key("escape", "esc", "back", say("back"), say("Forget the letters; without any, back to the timetable")),
)  # fmt: skip
