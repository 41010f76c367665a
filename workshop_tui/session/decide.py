"""May this be done, now? The checks that hold for every command; each carries the rules of its own (`decide`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from workshop_tui.locale import TimeOfDay, exact_time, say
from workshop_tui.session.attendance.commands import AttendanceCommand
from workshop_tui.session.event import Command, Event, person
from workshop_tui.session.notes.commands import NoteCommand
from workshop_tui.session.present import present
from workshop_tui.session.privacy.commands import SettleWord
from workshop_tui.session.refusal import TOO_LONG, LeftOpen, NotLeading, Refused
from workshop_tui.session.rooms import RoomCommand
from workshop_tui.session.state import State
from workshop_tui.session.timing.commands import DayCommand, TimingCommand
from workshop_tui.session.timing.day import Day, Mode
from workshop_tui.session.timing.lookup import no_segment
from workshop_tui.session.timing.spoken import begins
from workshop_tui.session.timing.timeline import left_open
from workshop_tui.text import clean_line, is_cut, is_unread


def decide(state: State, command: Command, now: datetime, by: str, at: datetime | None = None) -> Event:
    """Give the event that `command` makes at `at`, else at `now`, or at what stands already where that lies later.

    Raises `Refused` if the session's rules forbid it, if a text cannot be kept whole, or if `at` does not lie between
    the beginning of the day (for what moves it: the last timing command) and `now`; `NotLeading` if it moves the day
    and somebody else leads. Nothing is changed.
    """
    if not by:
        raise Refused(say("who does it is not known here: say it with --as, or in WORKSHOP_TUI_AS"))
    for text in _texts(command):
        if is_unread(text):
            raise Refused(say("“{word}” is no text", word=clean_line(text)))
        if is_cut(text):
            raise Refused(TOO_LONG)
    now = present(state, now)
    when = _within(state, (at or now).replace(microsecond=0), now)
    event: Event
    match command:
        case NoteCommand():
            event = command.decide(state.day, state.notebook, when, by)
        case AttendanceCommand():
            event = command.decide(state.day, state.attendance, when, by)
        case RoomCommand():
            event = command.decided(state, when, by)
        case TimingCommand():
            event = command.decide(state.day, _allowed(state.day, command, when, by), by)
        case SettleWord():
            event = command.decide(state, when, by)
        case DayCommand():
            event = command.decide(state.day, when, by)
        case _:
            raise TypeError(type(command))
    return event


def still_meant(day: Day, command: Command, now: datetime) -> None:
    """Raise `LeftOpen` if `command` would happen now, and by `now` the day was left open days ago.

    For who can ask the one who sits there: a script is taken at its word.
    """
    if not (isinstance(command, TimingCommand) and command.of_the_moment and left_open(day, now)):
        return
    end, zone = max(hours.end for hours in day.hours.values()), day.agenda.zone
    date = end.astimezone(zone).date().isoformat()
    told = say("the day was to end on {date} at {time}", date=date, time=TimeOfDay(end, zone))
    raise LeftOpen(told, max(end, day.last_timing_at or end))


def _texts(part: object) -> Iterator[str]:
    """Yield the texts of a command, as they were typed."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Struct):
        yield from _texts(tuple(getattr(part, name) for name in part.__struct_fields__))
    elif isinstance(part, tuple | frozenset):
        for one in part:
            yield from _texts(one)


def _within(state: State, at: datetime, now: datetime) -> datetime:
    """Give `at`, which lies in the day: not after `now`, nor before its date, or before it was opened if that is
    earlier. Raises `Refused`."""
    zone = state.agenda.zone
    if at > now:
        raise Refused(say("{at} has not come yet", at=exact_time(at, zone)))
    if at < min(begins(state.day), now, *(event.at for event in state.events[:1])):
        date = state.date.isoformat()
        raise Refused(say("{at} is before the day, {date}, began", at=exact_time(at, zone), date=date))
    return at


def _allowed(day: Day, command: TimingCommand, at: datetime, by: str) -> datetime:
    """The instant `at` of a command that moves the day. Raises `Refused` if such a one makes no sense at all."""
    if day.hand not in (None, by):
        raise NotLeading(say("{who} has the hand", who=person(day.agenda, day.hand or "")))
    if (last := day.last_timing_at) and at < last:
        zone = day.agenda.zone
        told = say("{at} is before the last command, at {last}", at=exact_time(at, zone), last=exact_time(last, zone))
        raise Refused(told)
    if day.mode is Mode.ENDED and not command.of_an_ended_day:
        raise Refused(say("the day is ended: reopen it first"))
    for key in command.names:
        if key is not None and key not in day.segments:  # added elsewhere, and taken back since
            raise no_segment(day, key)
    return at
