"""The observatory of many sessions: `python -m tests.benchmarks.observatory [SESSIONS…]` (left out: 12 50 200).

Sessions of 60 notes in four territories, with confidentiality that hides names, read from a folder of files. Printed
are the processor's seconds of the whole page (read, hidden, counted, printed as HTML), and those a session. The goals:
under 1 s with twelve; at the most 1.5 times as much a session with 200 as with 50.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from tests.seed import one_day
from workshop_tui.agenda import Agenda
from workshop_tui.clock import FixedClock
from workshop_tui.journal.series import sessions_of
from workshop_tui.journal.sqlite import Folder
from workshop_tui.opening import opening
from workshop_tui.report.observatory.pages import made
from workshop_tui.report.observatory.series import series_of
from workshop_tui.report.observatory.whole import Observatory
from workshop_tui.session.attendance.events import ParticipantExpected
from workshop_tui.session.event import Recorded
from workshop_tui.session.notes.events import NoteTaken
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.timing.events import SegmentStarted, SessionEnded

NOTES, PEOPLE, TERRITORIES = 60, 12, ("Haut-Lac", "Sources", "Brume", "Val d'Ombre")
FIRST = ("Marie", "Luc", "Sonia", "Yves", "Nadia", "Paul", "Inès", "Odile", "Amadou", "Lucie", "Bastien", "Mireille")
LAST = ("Vidal", "Meunier", "Benali", "Ollier", "Faure", "Garnier", "Colin", "Estève", "Kaci", "Maurel", "Pons", "Roux")
KINDS = ("constat", "frein", "levier", "sollicitation", "verbatim", "idee")
RUNS = 3


def fill(store: Folder, count: int) -> None:
    """Sessions on as many days, each with its people and notes."""
    seed = one_day()
    for number in range(count):
        day = date(2026, 1, 5) + timedelta(days=number)
        agenda = replace(seed, series="S", territory=TERRITORIES[number % len(TERRITORIES)])
        store.create(f"day{number}", list(_records(agenda, day, number)))


def _records(agenda: Agenda, day: date, number: int):
    draw, at = random.Random(number), datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    events = [opening(agenda, day, f"day{number}", FixedClock(at), "pascal").event]
    names = [f"{draw.choice(FIRST)} {draw.choice(LAST)}{number}" for _ in range(PEOPLE)]
    events += [ParticipantExpected(at=at, by="pascal", key=f"k{k}", name=name) for k, name in enumerate(names)]
    events.append(SegmentStarted(at=at, by="pascal", segment=next(iter(agenda.segments())).key))
    for k in range(NOTES):
        kind = draw.choice(KINDS)
        said = (
            Details(
                asker="collectif",
                asked=draw.choice(agenda.stakeholders).key,
                purpose="local",
                answer="oui" if k % 2 else None,
            )
            if kind == "sollicitation"
            else None
        )
        text = f"Note {k} : {draw.choice(names)} dit que l'on se voit trop peu, et que {draw.choice(FIRST)} le sait"
        events.append(
            NoteTaken(
                at=at + timedelta(minutes=k),
                by="pascal",
                text=text,
                kind=kind,
                details=said,
                phases=(draw.choice(agenda.phases).key,),
                stakeholders=(draw.choice(agenda.stakeholders).key,),
                initiative=f"Atelier {draw.randrange(40)}" if k % 3 == 0 else None,
            )
        )
    events.append(SessionEnded(at=at + timedelta(hours=7), by="pascal"))
    return (Recorded(place, event.at, event) for place, event in enumerate(events, 1))


def main() -> None:
    """Print a line a count."""
    each: dict[int, float] = {}
    for count in map(int, sys.argv[1:] or (12, 50, 200)):
        with tempfile.TemporaryDirectory() as folder:
            store = Folder(Path(folder))
            fill(store, count)
            spent = min(_spent(store) for _ in range(RUNS))
        each[count] = spent / count
        print(f"{count:4} sessions: {spent:.3f} s, {1000 * spent / count:.1f} ms a session")
    if 12 in each and 12 * each[12] >= 1:
        print("12 sessions take more than 1 s")
    if {50, 200} <= each.keys():
        print(f"a session with 200 takes {each[200] / each[50]:.2f} × as long as with 50 (goal: 1.5)")


def _spent(store: Folder) -> float:
    began = time.process_time()
    found = sessions_of(store, series="s")
    made("html", Observatory(series_of(found.states), datetime.now(UTC)), "fr")
    return time.process_time() - began


if __name__ == "__main__":
    main()
