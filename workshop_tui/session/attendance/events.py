"""Events of attendance: people registered, their arrivals and departures, block by block.

| event | how it is undone |
| --- | --- |
| ParticipantExpected, ParticipantStruck | the other of the two |
| ParticipantArrived, ParticipantLeft | AttendanceCleared |
| AttendanceCleared | say it again |
| ContactShared | the same, without a contact |
"""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from abc import abstractmethod
from typing import ClassVar

from msgspec.structs import replace

from workshop_tui.agenda import Participant
from workshop_tui.holds import Affiliation, Contact, Key, PersonKey, PersonName
from workshop_tui.locale import Message, say
from workshop_tui.session.attendance.stays import Attendance
from workshop_tui.session.event import Event


class AttendanceEvent(Event, frozen=True, kw_only=True):
    """An event of attendance."""

    @abstractmethod
    def apply(self, attendance: Attendance, number: int) -> Attendance:
        """Give the attendance after it; it is the session's event of this number."""

    @abstractmethod
    def sentence(self, attendance: Attendance) -> Message:
        """Say what it did, `{who}` and `{at}` still to be filled in."""


class ParticipantExpected(AttendanceEvent, frozen=True, kw_only=True):
    """The participant called `key` has this name and comes from there, from here on."""

    prepares: ClassVar[bool] = True

    key: PersonKey
    name: PersonName
    organisation: Affiliation | None = None

    def apply(self, attendance: Attendance, number: int) -> Attendance:
        """Register them."""
        was = attendance.people.get(self.key)
        person = Participant(key=self.key, name=self.name, organisation=self.organisation)
        person = replace(person, contact=was.contact, share=was.share) if was else person
        return replace(attendance, people={**attendance.people, self.key: person})

    def sentence(self, attendance: Attendance) -> Message:
        """Say whom."""
        return say("{who} registers {name}", name=self.name)


class ParticipantStruck(AttendanceEvent, frozen=True, kw_only=True):
    """The participant called `key` is not expected, and was never there."""

    prepares: ClassVar[bool] = True

    key: PersonKey

    def apply(self, attendance: Attendance, number: int) -> Attendance:
        """Strike them, and all that was marked of them."""
        people = {key: one for key, one in attendance.people.items() if key != self.key}
        return replace(attendance, people=people, marks={k: v for k, v in attendance.marks.items() if k[0] != self.key})

    def sentence(self, attendance: Attendance) -> Message:
        """Say whom."""
        return say("{who} strikes {name} off the list", name=self.key)


class ParticipantArrived(AttendanceEvent, frozen=True, kw_only=True):
    """The participant called `key` is in this block from `at` on."""

    key: PersonKey
    block: Key

    def apply(self, attendance: Attendance, number: int) -> Attendance:
        """Mark it."""
        return attendance.marked(self.key, self.block, self.at, there=True)

    def sentence(self, attendance: Attendance) -> Message:
        """Say who."""
        return say("{name} is there from {at}", name=attendance.name(self.key))


class ParticipantLeft(AttendanceEvent, frozen=True, kw_only=True):
    """The participant called `key` is in this block until `at`."""

    key: PersonKey
    block: Key

    def apply(self, attendance: Attendance, number: int) -> Attendance:
        """Mark it."""
        return attendance.marked(self.key, self.block, self.at, there=False)

    def sentence(self, attendance: Attendance) -> Message:
        """Say who."""
        return say("{name} is gone at {at}", name=attendance.name(self.key))


class AttendanceCleared(AttendanceEvent, frozen=True, kw_only=True):
    """An answer to what was said of the participant called `key` in this block: nothing of it holds."""

    key: PersonKey
    block: Key

    def apply(self, attendance: Attendance, number: int) -> Attendance:
        """Take the marks away."""
        of = (self.key, self.block)
        return replace(attendance, marks={k: v for k, v in attendance.marks.items() if k != of})

    def sentence(self, attendance: Attendance) -> Message:
        """Say whose."""
        return say("{who} cleared what was noted of {name}", name=attendance.name(self.key))


class ContactShared(AttendanceEvent, frozen=True, kw_only=True):
    """The participant called `key`, of this name, agrees that the others are given this contact; None: does not."""

    key: PersonKey
    name: PersonName
    contact: Contact | None = None

    def apply(self, attendance: Attendance, number: int) -> Attendance:
        """Keep it, or take it away."""
        was = attendance.people.get(self.key)
        if was is None:
            return attendance
        person = replace(was, contact=self.contact, share=True if self.contact else None)
        return replace(attendance, people={**attendance.people, self.key: person})

    def sentence(self, attendance: Attendance) -> Message:
        """Say whose; never the contact itself."""
        if self.contact is None:
            return say("{who} notes that {name} shares no contact", name=self.name)
        return say("{who} notes that {name} shares a contact with the others", name=self.name)


EVENTS = (
    ParticipantExpected, ParticipantStruck, ParticipantArrived, ParticipantLeft, AttendanceCleared, ContactShared,
)  # fmt: skip
"""The events of attendance, all of them."""
