"""Sentences of what was taken or brought back: a name for what it did, and where the day stands now."""

from __future__ import annotations

from collections.abc import Iterator

from workshop_tui.locale import Message, _, say
from workshop_tui.session.event import Event, filled, person
from workshop_tui.session.state import State
from workshop_tui.session.timing import events as e
from workshop_tui.session.timing import replanning_events as r
from workshop_tui.session.timing.minutes import changed_by
from workshop_tui.session.timing.timeline import Timeline
from workshop_tui.spoken.standing import end_told, ends, now_told
from workshop_tui.spoken.words import Titles, block_name

OF_A_SEGMENT: dict[type[Event], Message] = {
    e.SegmentStarted: say("the start of {title}"),
    e.SegmentStopped: say("the end of {title}"),
    r.SegmentSkipped: say("{title} skipped"),
    r.SegmentRestored: say("{title} restored"),
    r.SegmentAdded: say("{title} added"),
    r.SegmentMoved: say("{title} moved"),
}
OF_THE_DAY: dict[type[Event], Message] = {
    e.Paused: say("the pause"),
    e.Resumed: say("the going on"),
    e.SessionEnded: say("the end of the day"),
    e.SessionReopened: say("the reopening of the day"),
    r.DayShifted: say("the shift of the day"),
    r.Replanned: say("the edited agenda"),
}


def undone(state: State, event: e.CommandUndone | e.CommandRedone, times: Timeline, titles: Titles) -> Iterator[str]:
    """Yield what was taken or brought back, whose it was where that is another's, and the new end."""
    known = state.events[event.number - 1] if event.number <= len(state.events) else None
    deed, back = _deed(state, known, titles), isinstance(event, e.CommandRedone)
    if known is not None and known.by != event.by:
        who = person(state.agenda, known.by)
        words = say("brought back, of {who}: {deed}") if back else say("undone, of {who}: {deed}")
        yield str(filled(words, who=who, deed=deed))
    else:
        yield str(filled(say("brought back: {deed}") if back else say("undone: {deed}"), deed=deed))
    if times.live and times.live.remaining_s > 0 and isinstance(known, r.AllotmentsChanged):
        yield _("ends at {end}", end=ends(times, times.live))
    else:
        yield now_told(state, times, titles)
    yield end_told(state, times)


def _deed(state: State, event: Event | None, titles: Titles) -> str:
    """A name for what an event did: “plus 2 on Welcome”."""
    if event is None:
        return _("the last command")
    if words := OF_A_SEGMENT.get(type(event)):
        return str(filled(words, title=titles(state.day, getattr(event, "segment", ""))))
    match event:
        case r.AllotmentsChanged():
            change = event.changes[0]
            by, title = changed_by(change.before_s, change.after_s), titles(state.day, change.segment)
            told = say("plus {by} on {title}") if by > 0 else say("minus {by} on {title}")
            return str(filled(told, by=abs(by), title=title))
        case r.ProposalApplied():
            return _("the fit, {kind}", kind=r.PROPOSALS[event.kind])
        case r.HoursChanged():
            return _("the hours of {block}", block=block_name(state, state.agenda.block(event.block)))
    return str(OF_THE_DAY.get(type(event), say("the last command")))
