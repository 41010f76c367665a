"""Commands that help after a refusal, told on the same line: the pure rooms refuse in words, and know no commands."""

from __future__ import annotations

from workshop_tui.locale import Message, _, say

REMEDIES = {
    "note {number} was withdrawn": say("“workshop-tui withdraw {number} --back” brings it back"),
    "note {number} is private: the room is not shown it": say("“workshop-tui amend {number} --no-private” lets it be"),
    "no participant is called “{name}”{there}": say("“workshop-tui attendance NAME --expected” registers somebody"),
    "nothing is live": say("“workshop-tui next” starts the next segment"),
    "no segment is left to start": say("“workshop-tui add TITLE MIN” adds one, “workshop-tui end” ends the day"),
    "the day is paused already": say("“workshop-tui resume” goes on"),
    "the day is ended: reopen it first": say("“workshop-tui reopen”"),
    "“{title}” is skipped: restore it first": say("“workshop-tui restore SEG”"),
    "{name} was noted at {last} in that block: clear it first": say("“workshop-tui attendance NAME --clear”"),
    "“{word}” is part of nobody’s name": say("“workshop-tui words” lists those that may be"),
}
"""By the words of the refusal."""


def with_remedy(why: Message | str) -> str:
    """Tell a refusal with the command that helps, where there is one."""
    helps = REMEDIES.get(why.text) if isinstance(why, Message) else None
    if helps is None or isinstance(why, str):
        return str(why)
    return _("{why}; {helps}", why=why, helps=Message(helps.text, why.values))
