"""The rules of attendance: who may be expected, who arrives and leaves, and in which block."""

from __future__ import annotations

from datetime import datetime

from workshop_tui.locale import clock_time, say
from workshop_tui.session import events as e
from workshop_tui.session import intents as i
from workshop_tui.session.halfdays import block_at
from workshop_tui.session.naming import Refused, find_block, fresh_key
from workshop_tui.session.state import State
from workshop_tui.text import clean_line
from workshop_tui.text.folding import alike


def expect(state: State, intent: i.Expect, at: datetime, by: str) -> e.ParticipantExpected:
    """Somebody is expected, or is called otherwise. Raises `Refused` without a name, or if nothing changes."""
    name = clean_line(intent.name)
    if not name:
        raise Refused(say("a participant needs a name"))
    organisation = None if intent.organisation is None else clean_line(intent.organisation)
    key = intent.key or next((k for k, one in state.attendance.people.items() if alike(one.name) == alike(name)), None)
    if key is None:
        return e.ParticipantExpected(
            at=at,
            by=by,
            key=fresh_key(name, "participant", state.attendance.people),
            name=name,
            organisation=organisation or None,
        )
    was = state.attendance.people[find_participant(state, key)]
    kept = was.organisation if organisation is None else organisation or None
    if (name, kept) == (was.name, was.organisation):
        raise Refused(say("{name} is expected already", name=name))
    return e.ParticipantExpected(at=at, by=by, key=key, name=name, organisation=kept)


def strike(state: State, intent: i.Strike, at: datetime, by: str) -> e.ParticipantStruck:
    """Somebody is expected no more. Raises `Refused` if nobody is called so."""
    return e.ParticipantStruck(at=at, by=by, key=find_participant(state, intent.who))


def arrive(state: State, intent: i.Arrive, at: datetime, by: str) -> e.ParticipantArrived:
    """Somebody is there. Raises `Refused` if nobody is called so, or they are there already."""
    key, block = find_participant(state, intent.who), _block(state, intent.block, at)
    if state.attendance.here(key, block):
        raise Refused(say("{name} is there already", name=state.attendance.people[key].name))
    return e.ParticipantArrived(at=_after_the_last(state, key, block, at), by=by, key=key, block=block)


def leave(state: State, intent: i.Leave, at: datetime, by: str) -> e.ParticipantLeft:
    """Somebody is gone. Raises `Refused` if nobody is called so, or they are not there."""
    key, block = find_participant(state, intent.who), _block(state, intent.block, at)
    if not state.attendance.here(key, block):
        raise Refused(say("{name} is not there", name=state.attendance.people[key].name))
    return e.ParticipantLeft(at=_after_the_last(state, key, block, at), by=by, key=key, block=block)


def clear(state: State, intent: i.ClearAttendance, at: datetime, by: str) -> e.AttendanceCleared:
    """What was said of somebody in a block does not hold. Raises `Refused` if nothing was."""
    key, block = find_participant(state, intent.who), _block(state, intent.block, at)
    if (key, block) not in state.attendance.marks:
        raise Refused(say("nothing is noted of {name}", name=state.attendance.people[key].name))
    return e.AttendanceCleared(at=at, by=by, key=key, block=block)


def find_participant(state: State, named: str) -> str:
    """The key of the participant that a person means: by key, name, or the only beginning or part. Raises `Refused`."""
    wanted = alike(named)
    names = {key: alike(one.name) for key, one in state.attendance.people.items()}
    if named in names:
        return named
    for match in (str.__eq__, str.startswith, str.__contains__):
        found = [key for key, name in names.items() if wanted and match(name, wanted)]
        if len(found) == 1:
            return found[0]
    raise Refused(say("no participant is called “{name}”", name=clean_line(named)))


def _block(state: State, named: str | None, at: datetime) -> str:
    return find_block(state, named) if named else block_at(state, at).key


def _after_the_last(state: State, key: str, block: str, at: datetime) -> datetime:
    marks = state.attendance.marks.get((key, block), ())
    if marks and at < marks[-1][0]:
        last = clock_time(marks[-1][0], state.agenda.zone)
        raise Refused(say("{name} was noted at {last} in that block: clear it first",
                          name=state.attendance.people[key].name, last=last))  # fmt: skip
    return at
