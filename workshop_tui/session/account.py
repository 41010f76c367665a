"""What an event did, in words: for the line that every terminal shows, and for a refusal."""

from __future__ import annotations

from workshop_tui.agenda import Agenda
from workshop_tui.locale import Message, clock_time, say
from workshop_tui.session import events as e
from workshop_tui.session.state import State


def person(agenda: Agenda, by: str) -> str:
    """The name to show for who did it: a trainer's first name, else as written."""
    trainer = agenda.trainer(by)
    return trainer.name.split(" ")[0] if trainer else by


def told(state: State, event: e.Event) -> Message:
    """“Aurélie moved on to “Pause” at 10:44”. `state` is the session that the event belongs to."""
    base = _deed(state, event)
    who, at = person(state.agenda, event.by), clock_time(event.at, state.agenda.zone)
    return Message(base.text, {"who": who, "at": at, **base.values})


def _deed(state: State, event: e.Event) -> Message:  # noqa: PLR0911, PLR0912 a case an event
    def title(key: str) -> str:
        return state.segment(key).title

    match event:
        case e.SegmentStarted(left=None):
            return say("{who} started “{title}” at {at}", title=title(event.segment))
        case e.SegmentStarted(left_as="set_aside"):
            return say(
                "{who} went to “{title}” at {at}; “{left}” is set aside",
                title=title(event.segment),
                left=title(event.left or event.segment),
            )
        case e.SegmentStarted():
            return say("{who} moved on to “{title}” at {at}", title=title(event.segment))
        case e.SegmentStopped():
            return say("{who} finished “{title}” at {at}", title=title(event.segment))
        case e.Paused():
            return say("{who} paused at {at}")
        case e.Resumed():
            return say("{who} resumed at {at}")
        case e.AllotmentsChanged():
            change = event.changes[0]
            minutes = round((change.after_s - change.before_s) / 60)
            return say("{who} changed “{title}” by {minutes} min at {at}", title=title(change.segment),
                       minutes=f"{minutes:+d}".replace("-", "−"))  # fmt: skip
        case e.SegmentSkipped():
            return say("{who} skipped “{title}” at {at}", title=title(event.segment))
        case e.SegmentRestored():
            return say("{who} restored “{title}” at {at}", title=title(event.segment))
        case e.SessionEnded():
            return say("{who} ended the day at {at}")
        case e.SessionReopened():
            return say("{who} reopened the day at {at}")
        case e.CommandUndone():
            return say("{who} took the last command back at {at}")
        case e.NoteTaken():
            return say("{who} took a note at {at}")
        case e.SessionOpened():
            return say("{who} opened the session at {at}")
