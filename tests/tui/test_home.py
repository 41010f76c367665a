"""Home with a thousand sessions: found as words are typed, years as headings, and built only where it is seen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from textual.content import Content
from textual.widgets import Input

from tests.agenda.courses import HEAD, day
from tests.tui.bursts import burst
from tests.tui.conftest import HOSTILE, clicked
from workshop_tui import opening
from workshop_tui.agenda.clock_time import ClockTime
from workshop_tui.agenda.models import InCourse
from workshop_tui.journal.listing import Listed
from workshop_tui.journal.sessions import Survey
from workshop_tui.session.summary import Summary
from workshop_tui.session.timing.day import Mode
from workshop_tui.text import clean_line
from workshop_tui.tui.screens import home as home_screen
from workshop_tui.tui.widgets.rows import Rows

LAST = date(2026, 3, 2)


def one(id_: str, title: str, day: date, mode: Mode = Mode.ENDED) -> Listed:
    summary = Summary(
        number=45,
        changed=datetime(2026, 3, 2, tzinfo=UTC),
        session=id_,
        title=title,
        day=day,
        start=ClockTime(9),
        end=ClockTime(12),
        mode=mode,
        trainers=2,
        notes=40,
        overruns={},
    )
    return Listed.of(id_, summary)


@pytest.fixture
def sessions(monkeypatch, home, tmp_path) -> list[Listed]:
    """A thousand, one a day, the first of them still open; a list that a test may change. There is no agenda."""
    found = [one(f"s{k:04}", f"Day {k}", LAST - timedelta(days=k)) for k in range(1000)]
    found[0] = one("s0000", "Élus et habitants", LAST, Mode.RUNNING)
    monkeypatch.setattr(home_screen, "survey", lambda _store: Survey(found, [], []))
    monkeypatch.setattr("workshop_tui.locations.agendas", list)
    return found


def shown(pilot) -> list[str]:
    """The rows, as they stand on the screen."""
    return [row.plain for row in pilot.app.screen.query_one(Rows).rows]


async def test_each_year_has_a_heading_and_none_of_them_can_be_selected(app, sessions):
    async with app(language="en").run_test(size=(80, 24)) as pilot:
        rows = shown(pilot)
        assert rows[:4] == ["To resume", "  2026-03-02  running · Élus et habitants", "Agendas", "Past sessions"]
        assert [row for row in rows if len(row) == 6] == ["  2026", "  2025", "  2024", "  2023"]
        at = rows.index("  2025")
        assert rows[at - 1].startswith("  2026-01-01")
        table = pilot.app.screen.query_one(Rows)
        table.select(sessions[60].id)
        await pilot.press("down")
        assert table.selected == "s0061", "2026-01-01 is 60 days before, and the heading of 2025 is passed over"


async def test_sessions_of_one_year_have_no_heading_of_it(app, sessions):
    del sessions[50:]
    async with app(language="en").run_test(size=(80, 24)) as pilot:
        assert not [row for row in shown(pilot) if row.strip() == "2026"]


async def test_only_rows_that_are_seen_are_built(app, sessions, monkeypatch):
    built: list[str] = []
    told = home_screen._told

    def counted(listed: Listed, *, found: bool):
        built.append(listed.id)
        return told(listed, found=found)

    monkeypatch.setattr(home_screen, "_told", counted)
    async with app(language="en").run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert 0 < len(set(built)) < 24
        await pilot.press("end")
        await pilot.pause()
        assert pilot.app.screen.query_one(Rows).selected == "s0999"
        assert "s0999" in built
        assert len(set(built)) < 48
        await pilot.press("slash", "d")
        await pilot.pause()
        assert len(set(built)) < 72


@pytest.mark.parametrize("size", [(120, 40), (80, 24), (60, 16)], ids=lambda size: "x".join(map(str, size)))
async def test_words_find_ids_and_titles_as_they_are_typed_and_enter_opens_what_was_found(app, sessions, size):
    async with app(language="en").run_test(size=size) as pilot:
        table, heading = pilot.app.screen.query_one(Rows), lambda: str(pilot.app.screen.query_one(Rows).border_title)
        await burst(pilot, "slash", *"HABITANTS elus")
        await pilot.pause()
        assert shown(pilot) == ["To resume", "  2026-03-02  running · s0000  Élus et habitants"]
        assert heading() == "1 of 1000 sessions with “HABITANTS elus”"
        assert table.region.height >= 5, "and they are seen"
        await burst(pilot, *["backspace"] * 14, *"S0007")
        await pilot.pause()
        assert table.selected == "s0007"
        await pilot.press("enter")
        await pilot.pause()
        assert not pilot.app.screen.query(Input)
        assert table.has_focus
        assert table.selected == "s0007"
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen.NAME == "home", "it shows all of them again"
        assert (len(shown(pilot)), table.selected) == (1007, "s0007")
        assert heading() == "Sessions and agendas"


async def test_words_that_find_nothing_leave_nothing_to_open_and_escape_shows_all(app, sessions):
    async with app(language="en").run_test(size=(80, 24)) as pilot:
        await burst(pilot, "slash", *"[nothing]")
        await pilot.pause()
        table = pilot.app.screen.query_one(Rows)
        assert (shown(pilot), table.selected) == ([], None)
        assert Content.from_markup(str(table.border_title)).plain == "0 of 1000 sessions with “[nothing]”"
        await pilot.press("enter", "enter", "down", "end", "space")
        await pilot.pause()
        assert pilot.app.screen.NAME == "home"
        await pilot.press("slash", "escape")
        await pilot.pause()
        assert len(shown(pilot)) == 1007


async def test_keys_of_home_are_letters_while_words_are_typed(app, sessions):
    async with app(language="en").run_test(size=(80, 24)) as pilot:
        await burst(pilot, "slash", *"q?/")
        await pilot.pause()
        assert pilot.app.screen.query_one(Input).value == "q?/"


@pytest.mark.parametrize("sort", HOSTILE)
async def test_a_hostile_title_or_id_is_a_row_of_text(app, sessions, sort):
    sessions[0] = one(f"id{HOSTILE[sort]}"[:300], HOSTILE[sort], LAST)
    del sessions[1:]
    async with app(language="en").run_test(size=(80, 24)) as pilot:
        await burst(pilot, "slash", *"id")
        await pilot.pause()
        row = shown(pilot)[-1]
        assert clean_line(HOSTILE[sort])[:200] in row
        assert not [sign for sign in row if sign in "\x1b\x07\x9b\n"]
        assert "no link" not in str(pilot.app.screen.query_one(Rows).rows[-1].spans)


async def test_a_thousand_sessions_are_scrolled_by_the_mouse(app, sessions):
    async with app(language="en").run_test(size=(80, 24)) as pilot:
        table = pilot.app.screen.query_one(Rows)
        await pilot.press("pagedown", "pagedown")
        await pilot.pause()
        assert table.selected == "s0020"
        await clicked(pilot, table, offset=(8, 3))
        await pilot.pause()
        assert table.selected not in (None, "s0020")


async def test_home_says_that_the_environment_names_no_time_zone(app, home, monkeypatch):
    monkeypatch.setattr(opening, "unknown_zone", lambda: "Nonsense/Zone")
    async with app(None, "en").run_test(size=(120, 40)) as pilot:
        rows = [row.plain for row in pilot.app.screen.query_one(Rows).rows]
        assert [row for row in rows if row.startswith("TZ is “Nonsense/Zone”, which is no time zone")]


def of_course(id_: str, number: int, day: date, mode: Mode = Mode.ENDED, title: str | None = None) -> Listed:
    made = one(id_, f"Course ({number}/3)", day, mode)
    place = InCourse(title="Course", number=number, days=3, day=title)
    return Listed.of(id_, replace(made.summary, course=place))


async def test_the_days_of_a_course_stand_together_under_its_title(app, sessions):
    sessions[:] = [
        of_course("d3", 3, LAST, Mode.RUNNING),
        of_course("d2", 2, LAST - timedelta(days=1), title="[Acting]"),
        one("else", "Else", LAST - timedelta(days=2)),
        of_course("d1", 1, LAST - timedelta(days=3)),
        of_course("old", 2, LAST - timedelta(days=300)),
    ]
    async with app(language="en").run_test(size=(80, 24)) as pilot:
        assert shown(pilot) == [
            "To resume",
            "  2026-03-02  running · Course (3/3)",
            "Agendas",
            "Past sessions",
            "  2026",
            "  Course",
            "    2026-03-01  ended   · 2/3 · [Acting]",
            "    2026-02-27  ended   · 1/3",
            "  2026-02-28  ended   · Else",
            "  2025",
            "  2025-05-06  ended   · Course (2/3)",
        ]


async def test_home_offers_the_next_day_of_a_course_and_opens_it(app, home, monkeypatch, tmp_path, clock):
    (tmp_path / "agendas").mkdir()
    (tmp_path / "agendas" / "a.toml").write_text(HEAD + day('title = "First"') + day('title = "Second"'))
    monkeypatch.chdir(tmp_path)
    for number, told in ((1, "T (1/2) · First"), (2, "T (2/2) · Second")):
        async with app(language="en").run_test(size=(120, 40)) as pilot:
            assert f"T next: day {number} of 2 agendas/a.toml" in [" ".join(row.split()) for row in shown(pilot)]
            pilot.app.screen.query_one(Rows).select(f"agenda:{Path('agendas/a.toml')}")
            await pilot.press("enter")
            await pilot.pause()
            assert pilot.app.screen.session.state.agenda.title == told
            pilot.app.screen.session.close()
        clock.instant += timedelta(days=1)
