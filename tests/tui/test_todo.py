"""Things that were prepared, on the screens: the checklist, what a segment and the next one need, far clocks."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from textual.widgets import Digits

from tests.agenda.written import ALL_KINDS
from tests.conftest import created
from tests.tui.read import rows, shown
from tests.tui.unhurried import settled
from workshop_tui.agenda import Agenda
from workshop_tui.agenda.reading import load
from workshop_tui.clock import FixedClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.checklist.commands import TickTodo
from workshop_tui.session.checklist.lines import lines
from workshop_tui.session.timing.commands import Goto, Next
from workshop_tui.tui.screens.todo import TodoScreen
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.rows import Rows
from workshop_tui.tui.widgets.timetable import Timetable

DAY = date(2021, 5, 4)


@pytest.fixture
def prepared(home, clock: FixedClock) -> Session:
    """The session of an agenda that has all of it, at five to nine in Paris."""
    agenda = load(ALL_KINDS)
    assert isinstance(agenda, Agenda)
    return Session(SqliteJournal(created(home / "sessions", agenda, DAY, "day", clock, "ann")), clock, "ann")


def about(app) -> list[str]:
    return app.screen.query_one("#about", Line).text.plain.replace("\u00a0", " ").splitlines()


async def test_one_key_ticks_a_line_and_opens_it_again_and_says_who_and_when(app, prepared):
    async with app(prepared, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("j")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TodoScreen)
        assert shown(pilot.app) == "5 things to do, of 5"
        assert [" ".join(row.split()) for row in rows(pilot.app)] == [
            "[!] 2021-04-27 Ask about diets (host)",
            "[ ] 09:00 Chairs in a circle (Ann)",
            "[ ] 09:00 Open the windows",
            "[ ] 09:20 Lay out the cards (Ann, host)",
            "[ ] 2021-05-06 Send the photos",
        ]
        await pilot.press("enter")
        await settled(pilot)
        assert " ".join(rows(pilot.app)[0].split()) == "[x] 2021-04-27 Ask about diets (host) · Ann, 08:55"
        assert shown(pilot.app, "echo") == "Done: Ask about diets"
        assert shown(pilot.app, "whole").splitlines() == [
            "Ask about diets",
            "when  2021-04-27",
            "who  host",
            "ticked  Ann, 08:55",
        ]
        await pilot.press("l")
        await settled(pilot)
        assert len(rows(pilot.app)) == 4
        await pilot.press("l", "home", "space")
        await settled(pilot)
        assert shown(pilot.app) == "5 things to do, of 5"
        assert shown(pilot.app, "echo") == "To be done after all: Ask about diets"
        await pilot.press("escape", "u")
        await settled(pilot)
        assert [one.type for one in prepared.state.events] == ["SessionOpened", "TodoDone", "TodoReopened"]


async def test_what_another_ticks_is_seen_at_once_and_the_key_that_was_meant_for_it_does_nothing(app, prepared, clock):
    other = Session(SqliteJournal(prepared.journal.file), clock, "bob")
    async with app(prepared, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("j")
        await settled(pilot)
        other.do(TickTodo(lines(other.state.day, other.state.checklist)[0].item.todo.key))
        await pilot.press("enter")
        await settled(pilot)
        assert "· bob, 08:55" in rows(pilot.app)[0], "who ticked it first did it"
    other.close()


async def test_an_agenda_without_a_checklist_says_what_one_is_for(app, session):
    async with app(session, "fr").run_test(size=(80, 24)) as pilot:
        await pilot.press("j")
        await settled(pilot)
        assert "Ce qui est à faire avant, pendant et après" in " ".join(rows(pilot.app))


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_what_is_left_stands_on_the_run_screen_before_the_day_as_it_is_due_and_after_it(
    app, prepared, clock, language
):
    lines_left, due = {
        "en": ("4 things to do: j ticks", "To do: Lay out the cards (Ann, host): j ticks"),
        "fr": ("4\xa0choses", "À faire\xa0: Lay out the cards"),
    }[language]
    async with app(prepared, language).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert about(pilot.app)[0].replace(" ", "\xa0").startswith(lines_left.replace(" ", "\xa0"))
        assert "Ask about diets (host)" in about(pilot.app)[1]
        assert not any("photos" in line for line in about(pilot.app))
        await pilot.press("right")
        clock.instant += timedelta(minutes=22)
        await settled(pilot)
        assert not any("diets" in line for line in about(pilot.app))
        assert shown(pilot.app, "notice").replace(" ", "\xa0").startswith(due.replace(" ", "\xa0"))
        await pilot.press("E", "o", "y", "enter")
        await settled(pilot)


async def test_the_run_screen_tells_of_the_selected_segment_and_opens_clean_links_alone(app, prepared, clock):
    prepared.do(Next())
    prepared.do(Goto("stations"))
    async with app(prepared, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert about(pilot.app) == [
            "Place  Studio A",
            "Support  Ann  •  Technical  Ann  •  scribe  Ann  •  timekeeper  each table",
            "Objective  See each station",
            "Objectives  Know the tools  •  Try one",
            "Material  cards, pens",
            "Assessment  two questions at the end",
            "Links  Pad  •  Bad: javascript:alert(1)",
        ]
        links = [getattr(span.style, "link", None) for span in pilot.app.screen.query_one("#about", Line).text.spans]
        assert [link for link in links if link] == ["https://example.org/pad"]
        assert shown(pilot.app, "elsewhere") == "ends: New York 04:40 · Tokyo 17:40"
        pilot.app.screen.query_one(Timetable).select("close")
        await settled(pilot)
        assert about(pilot.app)[-3:] == ["Selected  Close", "Place  Hall", "Material  stickers"]
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        assert about(pilot.app)[0] == "Selected  Close", "where there are few lines, what was selected has them"


async def test_five_minutes_before_its_end_the_next_segment_s_place_and_material_are_told(app, prepared, clock):
    prepared.do(Next())
    async with app(prepared, "en").run_test(size=(120, 40)) as pilot:
        clock.instant += timedelta(minutes=24, seconds=58)
        await settled(pilot)
        assert not any(line.startswith("Needed next") for line in about(pilot.app))
        clock.instant += timedelta(seconds=2)
        await settled(pilot)
        assert about(pilot.app)[0] == "Needed next  Studio A · cards, pens"
        assert pilot.app.screen.query_one("#minutes", Digits).value == "5"


async def test_the_room_sees_where_it_is_and_where_it_goes_next(app, prepared, clock):
    prepared.do(Goto("stations"))
    prepared.do(Goto("buffer"))
    async with app(prepared, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        await settled(pilot)
        assert shown(pilot.app, "place") == "next at Hall"
        prepared.do(Goto("stations"))
        clock.instant += timedelta(seconds=1)
        await settled(pilot)
        assert shown(pilot.app, "place") == "Studio A"


async def test_home_says_what_is_left_to_do_for_the_days_that_are_near(app, prepared, clock, monkeypatch):
    monkeypatch.setattr("workshop_tui.locations.agendas", list)
    prepared.close()
    async with app(language="en").run_test(size=(100, 24)) as pilot:
        await settled(pilot)
        told = [row.plain.strip() for row in pilot.app.screen.query_one(Rows).rows]
        assert "! to do by 2021-04-27: Ask about diets (host) and 4 more" in told
        clock.instant -= timedelta(days=30)
