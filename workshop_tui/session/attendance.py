"""Who is expected, and who was there from when to when, block by block. A presence record, and no signed sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from workshop_tui.agenda import Agenda, Participant
from workshop_tui.session import attended as a


@dataclass(frozen=True)
class Stay:
    """From when until when; None: until the block ended."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True)
class Attendance:
    """`people` by key, in the order in which they were named. `marks`, by person and block: there, or gone, since."""

    people: Mapping[str, Participant]
    marks: Mapping[tuple[str, str], tuple[tuple[datetime, bool], ...]] = field(default_factory=dict)

    def stays(self, key: str, block: str) -> tuple[Stay, ...]:
        """When the participant called `key` was there in this block; nothing if they never were."""
        stays: list[Stay] = []
        for at, there in self.marks.get((key, block), ()):
            staying = bool(stays) and stays[-1].end is None
            if there and not staying:
                stays.append(Stay(at))
            elif staying and not there:
                stays[-1] = replace(stays[-1], end=at)
        return tuple(stays)

    def here(self, key: str, block: str) -> bool:
        """Whether they have come in this block, and not gone since."""
        marks = self.marks.get((key, block), ())
        return bool(marks) and marks[-1][1]

    def present(self, block: str) -> tuple[str, ...]:
        """Who is here in this block, by key."""
        return tuple(key for key in self.people if self.here(key, block))

    def came(self, block: str) -> tuple[str, ...]:
        """Who was there in this block at all, by key."""
        return tuple(key for key in self.people if self.stays(key, block))


NOBODY = Attendance({})


def expected(agenda: Agenda) -> Attendance:
    """Nobody there yet, those of the agenda expected."""
    return Attendance({one.key: one for one in agenda.participants})


def step(attendance: Attendance, event: a.Attending) -> Attendance:
    """`attendance` after one more event."""
    people, marks = dict(attendance.people), dict(attendance.marks)
    match event:
        case a.ParticipantExpected():
            people[event.key] = Participant.model_construct(
                key=event.key, name=event.name, organisation=event.organisation
            )
        case a.ParticipantStruck():
            people.pop(event.key, None)
            marks = {of: those for of, those in marks.items() if of[0] != event.key}
        case a.AttendanceCleared():
            marks.pop((event.key, event.block), None)
        case a.ParticipantArrived() | a.ParticipantLeft():
            of = (event.key, event.block)
            mark = (event.at, isinstance(event, a.ParticipantArrived))
            marks[of] = tuple(sorted((*marks.get(of, ()), mark), key=lambda one: one[0]))
    return replace(attendance, people=people, marks=marks)
