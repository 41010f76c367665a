"""Stays: who is expected, and who was there from when to when, block by block."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import replace

from workshop_tui.agenda import Agenda, Participant
from workshop_tui.holds import Key, PersonKey


class Stay(Struct, frozen=True):
    """From when until when; None: until the block ended."""

    start: datetime
    end: datetime | None = None


class Attendance(Struct, frozen=True):
    """`people` by key, in the order in which they were named. `marks`, by person and block: there, or gone, since."""

    people: Mapping[PersonKey, Participant]
    marks: Mapping[tuple[PersonKey, Key], tuple[tuple[datetime, bool], ...]] = MappingProxyType({})

    def name(self, key: str) -> str:
        """The name of the participant called `key`; the key itself if nobody is."""
        known = self.people.get(key)
        return known.name if known else key

    def marked(self, key: str, block: str, at: datetime, *, there: bool) -> Attendance:
        """Mark that the participant called `key` is there, or gone, in this block from `at` on."""
        marks = (*self.marks.get((key, block), ()), (at, there))
        return replace(self, marks={**self.marks, (key, block): tuple(sorted(marks, key=lambda one: one[0]))})

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
        """Tell whether they have come in this block, and not gone since."""
        marks = self.marks.get((key, block), ())
        return bool(marks) and marks[-1][1]

    def present(self, block: str) -> tuple[str, ...]:
        """The participants who are here in this block, by key."""
        return tuple(key for key in self.people if self.here(key, block))

    def came(self, block: str) -> tuple[str, ...]:
        """The participants who were there in this block at all, by key."""
        return tuple(key for key in self.people if self.stays(key, block))


NOBODY = Attendance({})


def expected(agenda: Agenda) -> Attendance:
    """Begin with nobody there yet, those of the agenda expected."""
    return Attendance({one.key: one for one in agenda.participants})
