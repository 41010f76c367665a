"""The worked example of `time.md`, played in memory."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache

from tests.session.folded import Folded
from workshop_tui.agenda import Agenda
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Command, Event, Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.timing.day import Day, Standing
from workshop_tui.session.timing.timeline import timeline

DAY = date(2026, 3, 2)


def as_it_stands(day: Day) -> tuple[object, ...]:
    """Give what `undo` takes back of a day: all but who leads, what was said of it, and what is counted."""
    return day.segments, day.order, day.moved, day.hours, day.pins, day.live, day.paused_since, day.ended_at


def at(clock: str) -> datetime:
    hour, minute, second, *_none = *map(int, clock.split(":")), 0
    return datetime(2026, 3, 2, hour, minute, second, tzinfo=UTC)


def hour(instant: datetime) -> str:
    """The time of day as people write it: `9:05`. (Windows knows no `%-H`.)"""
    return f"{instant.hour}:{instant:%M}"


@cache
def plan() -> Agenda:
    """The worked example of `time.md`, and an afternoon."""
    return agenda_of(
        {
            "title": "Worked",
            "timezone": "UTC",
            "blocks": [
                {
                    "key": "am",
                    "title": "Morning",
                    "start": "9h",
                    "end": "12h",
                    "segments": [
                        {"key": "a", "title": "A", "minutes": 30},
                        {"key": "b", "title": "B", "minutes": 60},
                        {"key": "c", "title": "C", "minutes": 60, "at": "10h45"},
                        {"key": "d", "title": "D", "minutes": 15},
                    ],
                },
                {
                    "key": "pm",
                    "title": "Afternoon",
                    "start": "14h",
                    "end": "15h",
                    "segments": [
                        {"key": "x", "title": "X", "minutes": 40},
                        {"key": "y", "title": "Y", "minutes": 20},
                    ],
                },
            ],
        }
    )


class Played(Folded):
    """A session in memory: `do` decides and applies, as the house does."""

    def __init__(self) -> None:
        self.records = [
            Recorded(
                number=1,
                recorded_at=at("8:00"),
                event=SessionOpened(at=at("8:00"), by="p", id="s", agenda=plan(), date=DAY),
            )
        ]

    def do(self, clock: str, intent: Command, when: str | None = None) -> Event:
        event = decide(self.state, intent, at(clock), "p", at(when) if when else None)
        self.records.append(Recorded(number=len(self.records) + 1, recorded_at=at(clock), event=event))
        return event

    def standing(self, key: str) -> Standing:
        return self.state.day.segments[key].standing

    def projected(self, clock: str) -> dict[str, str]:
        times = timeline(self.state.day, at(clock))
        return {
            row.key: f"{hour(row.projected_start or times.now)}-{hour(row.projected_end)}"
            for block in times.blocks
            for row in block.segments
            if row.projected_end
        }
