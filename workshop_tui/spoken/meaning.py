"""The deed of a command in words, for a question that names it and its segment."""

from __future__ import annotations

from workshop_tui.locale import Message, say
from workshop_tui.session.event import Command
from workshop_tui.session.state import State, told
from workshop_tui.session.timing import commands as c
from workshop_tui.session.timing import replanning_commands as r
from workshop_tui.session.timing.hours import ChangeHours, Replan, Shift
from workshop_tui.session.timing.minutes import with_sign
from workshop_tui.session.timing.replanning_events import PROPOSALS
from workshop_tui.session.timing.timeline import Timeline

OF_A_SEGMENT: dict[type[Command], Message] = {
    c.Goto: say("go to “{title}”"),
    c.Stop: say("finish “{title}”"),
    c.Pause: say("pause “{title}”"),
    c.Resume: say("go on with “{title}”"),
    r.Extend: say("give “{title}” {minutes} min"),
    r.Skip: say("skip “{title}”"),
    r.Restore: say("restore “{title}”"),
    r.Move: say("move “{title}”"),
}
OF_THE_DAY: dict[type[Command], Message] = {
    c.End: say("end the day"),
    c.Reopen: say("reopen the day"),
    Shift: say("shift what is left of the day"),
    Replan: say("take in the edited agenda"),
}


def meant(state: State, times: Timeline, command: Command) -> Message:
    """Say what `command` would do: “move on to “Pause””."""
    key = getattr(command, "segment", None) or state.day.live
    words = OF_A_SEGMENT.get(c.Stop if isinstance(command, c.Next) else type(command))
    if named := _by_itself(state, times, command):
        return named
    if words and key is not None and key in state.day.plans:
        minutes = with_sign(getattr(command, "minutes", 0))
        return Message(words.text, {"title": state.day.title(key), "minutes": minutes})
    return OF_THE_DAY.get(type(command), say("do it"))


def _by_itself(state: State, times: Timeline, command: Command) -> Message | None:
    """Say what a command would do that names more than its segment; None for others."""
    day, told_of = state.day, None
    match command:
        case c.Next() if times.next:
            words = say("move on to “{title}”") if times.live else say("start “{title}”")
            told_of = Message(words.text, {"title": times.next.plan.title})
        case c.Undo() if day.history:
            told_of = say("take back: {deed}", deed=told(state, day.history[-1].event))
        case c.Redo() if day.undone:
            told_of = say("bring back: {deed}", deed=told(state, day.undone[-1].event))
        case r.Add():
            told_of = say("add “{title}”", title=command.title)
        case r.Fit():
            told_of = say("apply “{kind}”", kind=PROPOSALS[command.kind])
        case ChangeHours():
            told_of = say("change the hours of “{title}”", title=day.agenda.block(command.block).title)
    return told_of
