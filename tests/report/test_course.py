"""One report over the days: each point once, with its history; and no name in it that any of the days protects."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.conftest import utc
from tests.session.followed_up import FIRST, follow_up
from workshop_tui.agenda.course import days_of
from workshop_tui.agenda.reading import plan_of
from workshop_tui.clock import FixedClock
from workshop_tui.journal.chains import days_around
from workshop_tui.journal.sqlite import Folder
from workshop_tui.opening import create
from workshop_tui.report.calendar import calendar
from workshop_tui.report.course import FORMATS, TABLES, Course, course, made
from workshop_tui.report.digest import digest
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Arrive, Expect
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.notes.commands import AnswerPoint, RecordInitiative, TakeNote
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.points import heading
from workshop_tui.session.refusal import Refused
from workshop_tui.session.state import Chain, State, apply, fold, linked
from workshop_tui.session.timing.commands import End, Next

PLAN = {
    "title": "Course", "timezone": "Europe/Paris", "confidentiality": "pseudonyme",
    "trainers": [{"key": "ann", "name": "Ann Trainer"}],
    "programme": [{"key": "p1", "text": "First things"}, {"key": "p2", "text": "Last things"}],
    "days": [
        {"title": f"Day {n}", "blocks": [{"title": f"Morning {n}", "start": "9h", "end": "10h", "segments": [
            {"title": f"S{n}", "minutes": 60, "covers": ["p1"] if n < 3 else ["p2"]}]}]}
        for n in (1, 2, 3)
    ],
}  # fmt: skip
AGENDAS = days_of(plan_of(PLAN))


@pytest.fixture
def chain(tmp_path):
    """Three days in a store, each held but the last; one follow-up opened, seen and done."""
    store = Folder(tmp_path)
    for n, agenda in enumerate(AGENDAS):
        clock = FixedClock(utc(9) + timedelta(days=n))
        create(store, agenda, FIRST + timedelta(days=n), f"d{n + 1}", clock, "ann")
        opened = Session(store.open(f"d{n + 1}"), clock, "ann")
        opened.do(Expect("Marie Dupont", "Mairie de Saint-Rémy"))
        if n == 0:
            opened.do(follow_up("Call with Marie", "Marie Dupont", "2021-06-01"))
            opened.do(TakeNote("Private?", "question", private=True))
            opened.do(TakeNote("We meet again", "decision"))
        if n == 1:
            opened.do(Arrive("Marie Dupont"))
            opened.do(AnswerPoint(3, "goes_on", "Marie waits for Luc Martin", session="d1"))
        if n == 2:
            opened.do(AnswerPoint(3, "done", session="d1"))
            opened.do(TakeNote("x", "verbatim", details=Details(speaker="Luc Martin", agreed=True)))
            continue
        opened.do(Next())
        clock.instant += timedelta(minutes=50)
        opened.do(End())
    return store


NOW = utc(12) + timedelta(days=2)


def in_form(form: str, found: Course, table: str = TABLES[0], language: str = "en") -> str:
    return made(form, found, language, table=table, bom=False, semicolon=False).replace("\u00a0", " ")


def test_a_follow_up_over_three_days_is_listed_once_with_its_history(chain):
    for session in ("d1", "d2", "d3"):
        found = course(days_around(chain, session), NOW)
        page = in_form("md", found)
        assert page.count("Call with P1") == 1
        assert (
            "| Call with P1 | P1 | 1 June 2021 | 4 May 2021 | 5 May 2021: goes on — P1 waits for P2; 6 May 2021: done |"
        ) in page
        assert "Private?" not in page
    assert "Private?" in in_form("md", course(days_around(chain, "d1"), NOW, private=True))


def test_it_has_the_coverage_and_the_attendance_of_all_days_and_what_is_essential_on_each(chain):
    page = in_form("md", course(days_around(chain, "d1"), NOW))
    for line in (
        "| First things | 4 May 2021; 5 May 2021 | · | yes |",
        "| Last things | 6 May 2021 (not held) | · | no |",
        "| 4 May 2021 | Morning | – | 1 | 50 min |",
        "| 5 May 2021 | Morning | 1 | 1 | 50 min |",
        "| 6 May 2021 | Morning | – | 1 | – |",
        "| 4 May 2021 | Course (1/3) · Day 1 | held |",
        "## 4 May 2021 — The essential",
        "- **Decision** — We meet again",
    ):
        assert line in page.splitlines(), line
    french = in_form("html", course(days_around(chain, "d1"), NOW), language="fr")
    assert "Ce qui a été convenu" in french
    assert "<td>5 mai 2021</td>" in french or "5 mai 2021" in french


def test_its_data_say_the_same(chain):
    found = course(days_around(chain, "d2"), NOW)
    data = json.loads(in_form("json", found))
    assert [one["session"] for one in data["days"]] == ["d1", "d2", "d3"]
    assert [(one["key"], one["held"]) for one in data["programme"]] == [("p1", True), ("p2", False)]
    assert [one["came"] for one in data["halves"]] == [None, 1, None]
    assert [[step["outcome"] for step in one["history"]] for one in data["points"]] == [["goes_on", "done"]]
    rows = {table: [*csv.DictReader(io.StringIO(in_form("csv", found, table)))] for table in TABLES}
    assert [(row["point"], row["outcome"]) for row in rows["points"]] == [("d1/3", "goes_on"), ("d1/3", "done")]
    assert [row["came"] for row in rows["halves"]] == ["", "1", ""]


def test_a_follow_up_is_a_task_of_one_name_in_the_calendars_of_all_days(chain):
    tasks = []
    for n, session in enumerate(("d1", "d2", "d3")):
        opened = Session(chain.open(session), FixedClock(NOW), "ann")
        made_ = vobject.readOne(calendar(digest(opened.state, NOW), "en"))
        (task,) = made_.contents["vtodo"]
        tasks.append((task.uid.value, task.sequence.value, task.status.value, task.due.value))
        assert task.summary.value == "Call with P1"
        assert ("P1 waits for" in task.description.value) == (n > 0)
    assert tasks == [
        ("d1-3@workshop-tui", str(n), status, date(2021, 6, 1))
        for n, status in enumerate(("NEEDS-ACTION", "IN-PROCESS", "COMPLETED"))
    ]


# ── no name, on any day ─────────────────────────────────────────────────────────────────────────────────────────
NAMES = ("Marie Dupont", "Luc Martin", "Zoé Blanc")
PARTS = ("Marie", "Dupont", "Martin", "Zoé", "Blanc", "Saint-Rémy")
DEEDS = st.lists(st.tuples(st.integers(0, 2), st.sampled_from(NAMES), st.integers(0, 4)), min_size=1, max_size=8)
"""On which day, who, in what: a follow-up, a quote, words, an initiative, an answer and why."""


@settings(max_examples=20)
@given(DEEDS, st.sampled_from(["pseudonyme", "chatham"]), st.integers(0, 2), st.integers(0, 2))
def test_no_name_that_one_day_protects_is_in_any_format_whatever_day_it_was_said_on(deeds, rule, which, known):
    days: list[State] = []
    for n, agenda in enumerate(AGENDAS):
        opened = SessionOpened(
            at=utc(9),
            by="ann",
            id=f"d{n}",
            date=FIRST + timedelta(days=n),
            follows=f"d{n - 1}" if n else None,
            agenda=replace(agenda, confidentiality=rule if n == which else "nominatif"),
        )
        state = fold([Recorded(1, utc(9), opened)])
        assert state
        if n == known:
            for name in NAMES:  # known by name on this day, if nobody names them on another
                state = _did(state, Expect(name, "Mairie de Saint-Rémy"))
        for on, name, what in deeds:
            if on == n:
                command = (
                    follow_up(f"Ask {name}", name),
                    TakeNote(f"{name} said", "constat", remember=True),
                    TakeNote(f"{name.split()[0]} comes back", "decision"),
                    RecordInitiative(name=f"Garden of {name}", reported_by=name, territory="Saint-Rémy"),
                    AnswerPoint(4, "goes_on", f"{name} agreed {on}", session="d0") if n else follow_up("z", name),
                )[what]
                state = _did(state, command)
        days.append(linked(state, Chain(lambda before=tuple(days): before)) if n else state)  # type: ignore[misc]
    found = course(days, NOW, private=True)
    for form in FORMATS:
        for table in TABLES if form == "csv" else TABLES[:1]:
            page = in_form(form, found, table)
            assert not [part for part in PARTS if part in page], form


def _did(state: State, command) -> State:
    try:
        event = decide(state, command, utc(10) + timedelta(days=9), "ann", None)
    except Refused:
        return state
    return apply(state, Recorded(state.number + 1, utc(10), event))


@pytest.mark.parametrize(("label", "headed"), [(None, "Follow-ups"), ("Promise", "Promise")])
def test_points_stand_under_the_word_for_several_or_the_agendas_own(seed, label, headed):
    kinds = tuple(replace(one, label=label) if one.key == "action" else one for one in seed.kinds)
    assert str(heading(replace(seed, kinds=kinds), "action")) == headed
