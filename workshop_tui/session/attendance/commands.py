"""Commands on attendance, and their rules: who arrives and leaves, and in which block."""

from __future__ import annotations

from abc import abstractmethod
from datetime import datetime
from typing import ClassVar

from workshop_tui.locale import Message, clock_time, say
from workshop_tui.session.attendance import events as e
from workshop_tui.session.attendance.stays import Attendance
from workshop_tui.session.event import Command
from workshop_tui.session.may import May
from workshop_tui.session.refusal import Refused, offered
from workshop_tui.session.timing.day import Day
from workshop_tui.session.timing.halfdays import block_at
from workshop_tui.session.timing.lookup import BEGINNING, EXACTLY, WITHIN, find_block, fresh_key, only_one
from workshop_tui.text import clean_line, letters
from workshop_tui.text.folding import alike, words_of
from workshop_tui.text.persons import same_person, spellings_of

LONGEST_CONTACT = 200
"""Characters of a contact."""


class AttendanceCommand(Command, frozen=True):
    """A command about attendance: anybody may say it at any time, for it moves nothing."""

    needs: ClassVar[May] = May.NOTE

    @abstractmethod
    def decide(self, day: Day, attendance: Attendance, at: datetime, by: str) -> e.AttendanceEvent:
        """Give the event that it makes at `at`. Raises `Refused` if it makes no sense."""


class Expect(AttendanceCommand, frozen=True):
    """Register somebody; with `key`, that one is called so. `organisation` None stays as it is.

    Without a `key`, somebody who is known under that name, however it is spelt, is no other: what was known of them
    stays, but for an organisation that is given. A spelling is changed by its `key`.
    """

    name: str
    organisation: str | None = None
    key: str | None = None

    def decide(self, day: Day, attendance: Attendance, at: datetime, by: str) -> e.ParticipantExpected:
        """Register them, or change what they are called; refused without a name, or if nothing changes."""
        name = clean_line(self.name)
        if not words_of(name):
            raise Refused(say("a participant needs a name"))
        organisation = None if self.organisation is None else clean_line(self.organisation)
        people = attendance.people
        key = self.key or known(attendance, name)
        if key is None:
            key = fresh_key(name, "participant", people)
            return e.ParticipantExpected(at=at, by=by, key=key, name=name, organisation=organisation or None)
        was = people[find_participant(attendance, key)]
        if self.key is None:
            name, organisation = was.name, organisation or None
        kept = was.organisation if organisation is None else organisation or None
        if (name, kept) == (was.name, was.organisation):
            raise Refused(say("{name} is registered already", name=name))
        return e.ParticipantExpected(at=at, by=by, key=key, name=name, organisation=kept)


class Strike(AttendanceCommand, frozen=True):
    """Let somebody be expected no more."""

    who: str

    def decide(self, day: Day, attendance: Attendance, at: datetime, by: str) -> e.ParticipantStruck:
        """Strike whoever is called so."""
        return e.ParticipantStruck(at=at, by=by, key=find_participant(attendance, self.who))


class ShareContact(AttendanceCommand, frozen=True):
    """Note that somebody agrees that the others are given this contact; an empty one: that they do not."""

    who: str
    contact: str

    def decide(self, day: Day, attendance: Attendance, at: datetime, by: str) -> e.ContactShared:
        """Note it; refused if it is noted already, or too long to be one."""
        key, contact = find_participant(attendance, self.who), clean_line(self.contact) or None
        was = attendance.people[key]
        if contact and len(contact) > LONGEST_CONTACT:
            raise Refused(say("too long for a contact: {size} characters", size=len(contact)))
        if contact == (was.contact if was.share else None):
            raise Refused(
                say("{name} shares this contact already", name=was.name)
                if contact
                else say("{name} shares no contact", name=was.name)
            )
        return e.ContactShared(at=at, by=by, key=key, name=was.name, contact=contact)


class _InABlock(AttendanceCommand, frozen=True):
    """About somebody in a block; `block` None: the one that runs then."""

    who: str
    block: str | None = None

    def _meant(self, day: Day, attendance: Attendance, at: datetime) -> tuple[str, str]:
        """The keys of the participant and of the block."""
        who = find_participant(attendance, self.who)
        return who, find_block(day, self.block) if self.block else block_at(day, at).key


class Arrive(_InABlock, frozen=True):
    """Say that somebody is there."""

    def decide(self, day: Day, attendance: Attendance, at: datetime, by: str) -> e.ParticipantArrived:
        """Mark it; refused if they are there already."""
        key, block = self._meant(day, attendance, at)
        if attendance.here(key, block):
            raise Refused(say("{name} is there already", name=attendance.name(key)))
        return e.ParticipantArrived(at=_after_the_last(day, attendance, key, block, at), by=by, key=key, block=block)


class Leave(_InABlock, frozen=True):
    """Say that somebody is gone."""

    def decide(self, day: Day, attendance: Attendance, at: datetime, by: str) -> e.ParticipantLeft:
        """Mark it; refused if they are not there."""
        key, block = self._meant(day, attendance, at)
        if not attendance.here(key, block):
            raise Refused(say("{name} is not there", name=attendance.name(key)))
        return e.ParticipantLeft(at=_after_the_last(day, attendance, key, block, at), by=by, key=key, block=block)


class ClearAttendance(_InABlock, frozen=True):
    """Say that nothing that was said of somebody in a block holds."""

    def decide(self, day: Day, attendance: Attendance, at: datetime, by: str) -> e.AttendanceCleared:
        """Clear it; refused if nothing was said."""
        key, block = self._meant(day, attendance, at)
        if (key, block) not in attendance.marks:
            raise Refused(say("nothing is noted of {name}", name=attendance.name(key)))
        return e.AttendanceCleared(at=at, by=by, key=key, block=block)


def known(attendance: Attendance, name: str) -> str | None:
    """The key of the participant of this name, however it is spelt: capitals, accents, the family name first."""
    return next((key for key, one in attendance.people.items() if same_person(one.name, name)), None)


def known_told(was: str, organisation: str | None) -> Message:
    """Say of somebody whose name `was` known that the organisation alone is another now."""
    return say(
        "{name} is registered already; the organisation is now “{organisation}”",
        name=was,
        organisation=organisation or "–",
    )


def find_participant(attendance: Attendance, named: str) -> str:
    """The key of the participant that a person means: by key, name, or the only beginning or part. Raises `Refused`."""
    titles = {key: one.name for key, one in attendance.people.items()}
    if named in titles:
        return named
    names = {key: (alike(name),) for key, name in titles.items()}
    spelt = {key: spellings_of(name) for key, name in titles.items()}
    found = (
        only_one(spelt, letters(named), titles, (EXACTLY,))
        or only_one(names, alike(named), titles, (EXACTLY, BEGINNING, WITHIN))
        or only_one(spelt, letters(named), titles, (BEGINNING, WITHIN))
    )
    if found is None:
        there = offered(titles.values(), named)
        raise Refused(say("no participant is called “{name}”{there}", name=clean_line(named), there=there))
    return found


def _after_the_last(day: Day, attendance: Attendance, key: str, block: str, at: datetime) -> datetime:
    marks = attendance.marks.get((key, block), ())
    if marks and at < marks[-1][0]:
        last = clock_time(marks[-1][0], day.agenda.zone)
        name = attendance.name(key)
        raise Refused(say("{name} was noted at {last} in that block: clear it first", name=name, last=last))
    return at
