"""The keys of what is typed in: the composer, its lists of tags, a line that asks."""

from __future__ import annotations

from workshop_tui.locale import say
from workshop_tui.tui.key import Key

SEGMENT = Key(
    "ctrl+y",
    "^y",
    "press('ctrl+y')",
    say("segment"),
    say("The note is of the segment in which it was begun, or of the one that is live"),
)
ANOTHER = Key("ctrl+n,alt+n", "^n", "press('ctrl+n')", say("more"), say("Keep the note and go on with the next one"))
TYPING = {
    "composer": (
        Key("enter", "⏎", "press('enter')", say("keep it"), say("Keep the note")),
        Key("tab", "tab", "tags", say("tags"), say("From a note's text to its tags"), at_once=True),
        ANOTHER,
        Key("ctrl+j,alt+enter", "^j", "press('ctrl+j')", say("new line"), say("Go on in a new line")),
        SEGMENT,
        Key("ctrl+u", "^u", "press('ctrl+u')", say("throw away"), say("Empty the text: without one, nothing is kept")),
        Key("escape", "esc", "press('escape')", say("keep the draft"), say("Leave it half-typed: the draft is kept")),
    ),
    "tags": (
        Key("enter", "⏎", "press('enter')", say("keep it"), say("Keep the note")),
        Key("tab", "tab", "press('tab')", say("next list"), say("To the next list of tags; after the last, the text")),
        ANOTHER,
        Key("backspace", "bksp", "press('backspace')", say("empty it"), say("Take away what is picked in the list")),
        Key("escape", "esc", "press('escape')", say("keep the draft"), say("Leave it half-typed: the draft is kept")),
    ),
    "field": (
        Key("enter", "⏎", "press('enter')", say("keep it"), say("Keep the note")),
        Key("tab", "tab", "press('tab')", say("next list"), say("To the next list of tags; after the last, the text")),
        ANOTHER,
        Key("escape", "esc", "press('escape')", say("keep the draft"), say("Leave it half-typed: the draft is kept")),
    ),
    "ask": (
        Key("enter", "⏎", "press('enter')", say("that is it"), say("That is the answer")),
        Key("escape", "esc", "press('escape')", say("leave it"), say("Leave the line")),
    ),
    "ask_lines": (
        Key("enter", "⏎", "press('enter')", say("that is it"), say("That is the answer")),
        Key("ctrl+j,alt+enter", "^j", "press('ctrl+j')", say("new line"), say("Go on in a new line")),
        Key("ctrl+u", "^u", "press('ctrl+u')", say("empty it"), say("Empty the text")),
        Key("escape", "esc", "press('escape')", say("leave it"), say("Leave the line")),
    ),
    "signals": (
        Key("enter", "⏎", "press('enter')", say("send"), say("Send the selected signal; its letter does, too")),
        Key("escape", "esc", "press('escape')", say("send nothing"), say("Send nothing")),
    ),
}  # fmt: skip
"""While something is typed: the keys of what has the focus, which names them as `KEYS`, and hears them itself."""
