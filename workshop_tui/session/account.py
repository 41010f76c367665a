"""What an event did, in words: for the line that every terminal shows, and for a refusal."""

from __future__ import annotations

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.vocabulary import REASONS
from workshop_tui.locale import Message, TimeOfDay, say
from workshop_tui.session import events as e
from workshop_tui.session.fit import KINDS
from workshop_tui.session.state import State
from workshop_tui.session.timeline import SegmentTimes


def person(agenda: Agenda, by: str) -> str:
    """The name to show for who did it: a trainer's first name, else as written."""
    trainer = agenda.trainer(by)
    return trainer.name.split(" ")[0] if trainer else by


def told(state: State, event: e.Event) -> Message:
    """“Aurélie moved on to “Pause” at 10:44”. `state` is the session that the event belongs to."""
    base = _deed(state, event)
    if isinstance(event, e.SegmentStarted) and event.hand not in (None, event.by):
        base = say("{deed}; {leader} leads", deed=base, leader=person(state.agenda, event.hand or ""))
    return filled(base, who=person(state.agenda, event.by), at=TimeOfDay(event.at, state.agenda.zone))


def filled(message: Message, **values: object) -> Message:
    """`message`, and each message in it, with these values where it has none of its own."""
    inner = {k: filled(v, **values) if isinstance(v, Message) else v for k, v in message.values.items()}
    return Message(message.text, {**values, **inner})


def not_as_planned(row: SegmentTimes) -> list[Message]:
    """What of a segment is not as the agenda has it: added, moved, with more or less time than planned."""
    told = [say("added")] if row.added else []
    if row.moved and row.from_block:
        told.append(say("moved from “{block}”", block=row.from_block.title))
    elif row.moved and not row.added:
        told.append(say("moved"))
    if round(row.change_s / 60):
        told.append(say("{given} min instead of {planned}", given=round(row.allotted_s / 60), planned=row.plan.minutes))
    return told


def reason_word(reason: e.Reason) -> Message:
    """A reason in words: “useful debate”."""
    return next(word.label for word in REASONS if word.key == reason)


def likelihood(chance: float, by: str) -> Message:
    """“31 % by 12:00”."""
    return say("{percent} by {time}", percent=percent(chance), time=by)


def percent(chance: float) -> Message:
    """Whole per cents, and neither 0 nor 100 as long as it is not certain."""
    share = round(chance * 100) if chance in (0, 1) else min(99, max(1, round(chance * 100)))
    return say("{share}%", share=share)


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
            minutes = _signed(change.after_s - change.before_s)
            return say("{who} changed “{title}” by {minutes} min at {at}", title=title(change.segment), minutes=minutes)
        case e.SegmentSkipped():
            return say("{who} skipped “{title}” at {at}", title=title(event.segment))
        case e.SegmentRestored():
            return say("{who} restored “{title}” at {at}", title=title(event.segment))
        case e.SegmentAdded():
            return say("{who} added “{title}”, {minutes} min, at {at}", title=event.title, minutes=event.minutes)
        case e.SegmentMoved():
            return say("{who} moved “{title}” at {at}", title=title(event.segment))
        case e.ProposalApplied():
            return say("{who} applied “{kind}” at {at}: {what}", kind=KINDS[event.kind], what=_adjusted(state, event))
        case e.SessionEnded():
            return say("{who} ended the day at {at}")
        case e.SessionReopened():
            return say("{who} reopened the day at {at}")
        case e.CommandUndone():
            return say("{who} took the last command back at {at}")
        case e.HandTaken():
            return say("{who} leads from {at}")
        case e.NoteTaken():
            return say("{who} took a note at {at}")
        case e.NoteAmended():
            return say("{who} changed note {number} at {at}", number=event.number)
        case e.NoteWithdrawn():
            return say("{who} withdrew note {number} at {at}", number=event.number)
        case e.NoteBroughtBack():
            return say("{who} brought note {number} back at {at}", number=event.number)
        case e.NoteForgotten():
            return say("{who} had note {number} removed for good at {at}", number=event.number)
        case e.NameForgotten():
            return say("{who} had a name removed for good at {at}: {code} stands in its place", code=event.code)
        case e.NotePinned(number=None):
            return say("{who} shows the room no note any more")
        case e.NotePinned():
            return say("{who} shows the room note {number}", number=event.number)
        case e.InitiativeRecorded():
            return say("{who} noted “{name}” at {at}", name=event.initiative.name)
        case e.InitiativeWithdrawn():
            return say("{who} withdrew “{name}” at {at}", name=event.key)
        case e.ParticipantExpected():
            return say("{who} expects {name}", name=event.name)
        case e.ParticipantStruck():
            return say("{who} no longer expects {name}", name=event.key)
        case e.ParticipantArrived():
            return say("{name} is there from {at}", name=_participant(state, event.key))
        case e.ParticipantLeft():
            return say("{name} is gone at {at}", name=_participant(state, event.key))
        case e.AttendanceCleared():
            return say("{who} cleared what was noted of {name}", name=_participant(state, event.key))
        case e.WordSettled(ordinary=True):
            return say("{who} says that “{word}” is an ordinary word", word=event.word)
        case e.WordSettled():
            return say("{who} says that “{word}” is a name", word=event.word)
        case e.ReasonGiven(reason=None):
            return say("{who} took the reason back")
        case e.ReasonGiven():
            return say("{who} says why: {reason}", reason=reason_word(event.reason or "choice"))
        case e.SessionOpened():
            return say("{who} opened the session at {at}")


def _participant(state: State, key: str) -> str:
    known = state.attendance.people.get(key)
    return known.name if known else key


def _adjusted(state: State, event: e.ProposalApplied) -> Message:
    """What a proposal did, in a few words: the segments it took out or put later, else the minutes in all."""
    titles = ", ".join(state.segment(key).title for key in (*event.skipped, *event.carried))
    if event.carried:
        return say("carried {titles}", titles=titles)
    if event.skipped:
        return say("without {titles}", titles=titles)
    return say("{minutes} min", minutes=_signed(sum(change.after_s - change.before_s for change in event.changes)))


def _signed(seconds: int) -> str:
    """A difference in whole minutes: `+5`, `−3`."""
    return f"{round(seconds / 60):+d}".replace("-", "−")
