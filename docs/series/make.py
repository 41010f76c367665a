"""Make the records of docs/series and their observatory anew: `uv run python -m docs.series.make`.

Each day is played by the rules, on the clock of its day. The people, the places and all that they say are invented.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from docs.series.said import DAYS, Heard, Named, Run
from workshop_tui import locations
from workshop_tui.agenda.reading import load
from workshop_tui.agenda.vocabulary import Reason
from workshop_tui.report.observatory.pages import made
from workshop_tui.report.observatory.series import series_of
from workshop_tui.report.observatory.whole import Observatory
from workshop_tui.report.record import written
from workshop_tui.session.attendance.commands import Arrive, Expect
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Command, Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.notes.commands import RecordInitiative, TakeNote
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.state import State, fold
from workshop_tui.session.timing.commands import End, GiveReason, Next, Stop
from workshop_tui.session.timing.replanning_commands import Extend, Skip

HERE = Path(__file__).parent
SERIES = "Collectifs et territoires 2026"
ZONE = ZoneInfo("Europe/Paris")


@dataclass
class Day:
    """A day as it goes: its records, and when it is."""

    day: date
    records: list[Recorded]

    @property
    def state(self) -> State:
        state = fold(self.records)
        assert state is not None
        return state

    def do(self, clock: str, *intents: Command, by: str = "pascal") -> None:
        """Do this at a clock time of the day."""
        hour, _h, minute = clock.partition("h")
        at = datetime.combine(self.day, time(int(hour), int(minute or 0)), ZONE).astimezone(UTC)
        for intent in intents:
            event = decide(self.state, intent, at, by)
            self.records.append(Recorded(len(self.records) + 1, at, event))


def played(run: Run) -> Day:
    """The day of a run, from the welcome to the end."""
    agenda = load(locations.seed_agenda()).settled(frozenset())
    agenda = replace(agenda, series=SERIES, territory=run.territory)
    opened_at = datetime.combine(run.day, time(8), ZONE).astimezone(UTC)
    opened = SessionOpened(at=opened_at, by="pascal", id=run.id, agenda=agenda, date=run.day, draw=run.lot)
    day = Day(run.day, [Recorded(1, opened_at, opened)])
    for name, organisation in run.people:
        day.do("8h50", Expect(name, organisation))
        day.do("8h58", Arrive(name))
    for clock, deed in _deeds(run):
        day.do(clock, *deed.intents, by=deed.by)
        if deed.why:
            day.do(clock, GiveReason(deed.why, day.records[-1].number))
    return day


@dataclass(frozen=True)
class _Deed:
    intents: tuple[Command, ...]
    by: str = "pascal"
    why: Reason | None = None


def _deeds(run: Run) -> Iterator[tuple[str, _Deed]]:
    """Yield what is done, in order of time."""
    moves: list[tuple[str, _Deed]] = [
        (clock, _Deed((Stop() if clock == run.lunch else Next(),))) for clock in run.starts
    ]
    moves += [(clock, _Deed((Extend(minutes),), why=reason)) for clock, minutes, reason in run.longer]
    moves += [(clock, _Deed((Skip(key),))) for clock, key in run.skipped]
    said = [(one.clock, _Deed((_note(one),), one.by)) for one in run.heard]
    named = [(one.clock, _Deed((_initiative(one),))) for one in run.named]
    ended = [(run.ended, _Deed((End(),)))]
    yield from sorted([*moves, *named, *said, *ended], key=lambda one: tuple(map(int, one[0].split("h"))))


def _note(one: Heard) -> TakeNote:
    said = Details(**one.details) if one.details else None
    return TakeNote(one.text, one.kind, one.phases, one.stakeholders, initiative=one.about, details=said,
                    remember=one.remember)  # fmt: skip


def _initiative(one: Named) -> RecordInitiative:
    return RecordInitiative(name=one.name, **one.said)


def made_files() -> dict[str, str]:
    """The records, and the observatory as Markdown and HTML, by the names of their files."""
    days = [played(run) for run in DAYS]
    files = {f"{run.id}.toml": written(day.records) for run, day in zip(DAYS, days, strict=True)}
    whole = Observatory(series_of([day.state for day in days]), datetime(2026, 12, 1, tzinfo=UTC))
    return files | {f"observatoire.{form}": made(form, whole, "fr") for form in ("md", "html")}


def main() -> None:
    """Write them; the page is read through before it is committed."""
    for name, text in made_files().items():
        (HERE / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
