"""An afternoon with groups, played in memory: tables, a plenary in which they report, a forum, and what follows it."""

from __future__ import annotations

from functools import cache
from typing import Any

from tests.session.played import DAY, Played, at
from workshop_tui.agenda import Agenda
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.groups.grouping import groups_of
from workshop_tui.session.groups.standing import GroupsNow, groups_now, shown_segment

PEOPLE = [
    {"key": f"p{n}", "name": f"Person {n}", "organisation": organisation}
    for n, organisation in enumerate(("Mairie", "Mairie", "Mairie", "Mairie", "Lycée", "Lycée", "Ferme"), 1)
]
TABLES = [
    {"title": f"Table {letter}", "place": place} for letter, place in zip("ABC", ("Hall", "Yard", "Loft"), strict=True)
]


def afternoon(people: list[dict[str, Any]] | None = None, **tables: Any) -> dict[str, Any]:
    """An agenda as tables; `tables` are said of its first segment, which has three groups otherwise."""
    first = {"key": "tables", "title": "Tables", "minutes": 40} | (tables or {"groups": TABLES})
    return {
        "title": "Afternoon",
        "timezone": "UTC",
        "participants": PEOPLE if people is None else people,
        "blocks": [
            {
                "key": "pm",
                "title": "Afternoon",
                "start": "14h",
                "end": "18h",
                "segments": [
                    first,
                    {"key": "break", "title": "Break", "kind": "pause", "minutes": 10},
                    {"key": "plenary", "title": "Plenary", "minutes": 12},
                    {"key": "forum", "title": "Forum", "minutes": 30, "open": True, "until": "closing"},
                    {"key": "one", "title": "Round one", "minutes": 30},
                    {"key": "two", "title": "Round two", "minutes": 30},
                    {"key": "closing", "title": "Closing", "minutes": 30, "min": 10, "max": 40},
                ],
            }
        ],
    }


@cache
def planned() -> Agenda:
    """The afternoon as it is read."""
    return agenda_of(afternoon())


class Grouped(Played):
    """A session of such an afternoon, at 14:00."""

    def __init__(self, agenda: dict[str, Any] | None = None, draw: str = "lot") -> None:
        plan = agenda_of(agenda) if agenda else planned()
        opened = SessionOpened(at=at("14:00"), by="p", id="s", agenda=plan, date=DAY, draw=draw)
        self.records = [Recorded(number=1, recorded_at=at("14:00"), event=opened)]

    def made(self, clock: str, segment: str | None = None) -> GroupsNow:
        state, now = self.state, at(clock)
        key = segment or shown_segment(state.day, state.groups)
        assert key
        return groups_now(state.day, state.groups, state.attendance, key, now)

    def members(self, segment: str = "tables") -> dict[str, tuple[str, ...]]:
        state = self.state
        return {one.key: one.members for one in groups_of(state.day, state.groups, segment, state.attendance.people)}

    def told(self, clock: str) -> dict[str, tuple[str, int]]:
        return {one.group.key: (one.state, one.asks_min) for one in self.made(clock).groups}

    def places(self, clock: str) -> list[str | None]:
        return [one.place for one in self.made(clock).groups]
