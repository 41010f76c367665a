"""May this be done, now? The checks that hold for every command; each carries the rules of its own (`decide`)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from workshop_tui.locale import clock_time, say
from workshop_tui.session.attendance.commands import AttendanceCommand
from workshop_tui.session.event import Command, Event, person
from workshop_tui.session.notes.commands import NoteCommand
from workshop_tui.session.present import present
from workshop_tui.session.privacy.commands import SettleWord
from workshop_tui.session.refusal import TOO_LONG, NotLeading, Refused
from workshop_tui.session.state import State
from workshop_tui.session.timing.commands import DayCommand, TimingCommand
from workshop_tui.session.timing.day import Day, Mode
from workshop_tui.text import clean_line, is_cut, is_unread


def decide(state: State, command: Command, now: datetime, by: str, at: datetime | None = None) -> Event:
    """Give the event that `command` makes at `at`, else at `now`, or at what stands already where that lies later.

    Raises `Refused` if the session's rules forbid it, if a text cannot be kept whole, or if `at` does not lie between
    the last timing command and `now`; `NotLeading` if it moves the day and somebody else leads. Nothing is changed.
    """
    if not by:
        raise Refused(say("who does it is not known here: say it with --as, or in WORKSHOP_TUI_AS"))
    for text in _texts(command):
        if is_unread(text):
            raise Refused(say("“{word}” is no text", word=clean_line(text)))
        if is_cut(text):
            raise Refused(TOO_LONG)
    now = present(state, now)
    when = (at or now).replace(microsecond=0)
    match command:
        case NoteCommand():
            return command.decide(state.day, state.notebook, when, by)
        case AttendanceCommand():
            return command.decide(state.day, state.attendance, when, by)
        case TimingCommand():
            return command.decide(state.day, _allowed(state.day, command, now, by, at), by)
        case SettleWord():
            return command.decide(state, when, by)
        case DayCommand():
            return command.decide(state.day, when, by)
    raise TypeError(type(command))


def _texts(part: object) -> Iterator[str]:
    """Yield the texts of a command, as they were typed."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Struct):
        yield from _texts(tuple(getattr(part, name) for name in part.__struct_fields__))
    elif isinstance(part, tuple | frozenset):
        for one in part:
            yield from _texts(one)


def _allowed(day: Day, command: TimingCommand, now: datetime, by: str, at: datetime | None) -> datetime:
    """The instant of a command that moves the day. Raises `Refused` if such a one makes no sense at all."""
    if day.hand not in (None, by):
        raise NotLeading(say("{who} leads", who=person(day.agenda, day.hand or "")))
    instant = _instant(day, now, at)
    if day.mode is Mode.ENDED and not command.of_an_ended_day:
        raise Refused(say("the day is ended: reopen it first"))
    for key in command.names:
        if key is not None and key not in day.segments:  # added elsewhere, and taken back since
            raise Refused(say("no segment is called “{name}”", name=key))
    return instant


def _instant(day: Day, now: datetime, at: datetime | None) -> datetime:
    if at is None:
        return now
    at, last = at.replace(microsecond=0), day.last_timing_at
    if at > now:
        raise Refused(say("{at} has not come yet", at=clock_time(at, day.agenda.zone)))
    if last and at < last:
        raise Refused(
            say(
                "{at} is before the last command, at {last}",
                at=clock_time(at, day.agenda.zone),
                last=clock_time(last, day.agenda.zone),
            )
        )
    return at
