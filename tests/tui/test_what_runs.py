"""The live segment is on every screen, and a signal; who leads stays where it is narrow; attendance follows the day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import utc
from tests.tui.read import notice
from tests.tui.unhurried import settled
from workshop_tui import locations
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.timing.commands import Goto, Next, Pause, Stop, TakeHand
from workshop_tui.session.timing.replanning_commands import Skip
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.topbar import TopBar


def running(app) -> str:
    return app.screen.query_one("#running", Line).text.plain.rstrip()


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_live_segment_what_is_left_the_clock_and_a_signal_are_on_every_screen(
    app, session, aurelie, clock, size
):
    clock.instant = utc(9)
    session.do(Next())
    title = session.state.day.title("accueil")
    async with app(session, "en").run_test(size=size) as pilot:
        for key in "lmicrwf;":
            clock.instant = utc(9, 6, 20)
            await pilot.press(key)
            await settled(pilot)
            if pilot.app.screen.NAME == "run":
                assert key == "w", "nothing to explain yet"
                continue
            assert running(pilot.app).startswith(f"► {title[:20]}"), key
            assert running(pilot.app).endswith("3 min left   09:06"), key
            clock.instant = utc(9, 13)
            aurelie.signal("slow-down")
            await settled(pilot)
            assert running(pilot.app).endswith("OVER by 3 min   09:13"), key
            assert "Aurélie: slow down" in pilot.app.screen.query_one("#echo", Line).text.plain, key
            clock.instant = utc(9, 6, 20)
            await pilot.press("escape")
            await settled(pilot)
        await pilot.press("l")
        for command, told in ((Pause(), "PAUSED · 3 min left   09:06"), (Stop(), "foreseen at 09:06   09:06")):
            aurelie.catch_up()
            aurelie.do(command)
            await settled(pilot)
            assert running(pilot.app).endswith(told)


async def test_a_signal_says_who_does_not_see_it(app, session, aurelie):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        aurelie.beat("room")
        await settled(pilot)
        await pilot.press("t", "enter")
        await settled(pilot)
        assert notice(pilot.app.screen) == "Sent: 2 min — not seen by Aurélie: the room’s screen shows no signal"


@pytest.mark.parametrize("width", [80, 100])
async def test_who_leads_is_dropped_last_and_the_end_that_is_foreseen_is_never_a_bare_number(
    app, session, aurelie, clock, width
):
    clock.instant = utc(9)
    session.do(Next())
    for name in ("Jean-Christophe", "Marie-Antoinette", "Maximilien"):
        Session(SqliteJournal(session.journal.file), clock, name).beat("matrix")
    aurelie.catch_up()
    aurelie.do(TakeHand())
    clock.instant = utc(9, 30)
    async with app(session, "fr").run_test(size=(width, 24)) as pilot:
        await settled(pilot)
        told = pilot.app.screen.query_one(TopBar).text.plain
        assert "Aurélie a la main" in told
        assert "12h20 (+20)" in told


async def test_attendance_follows_the_day_into_the_next_block_and_says_so(app, session, aurelie, clock):
    clock.instant = utc(9)
    session.do(Expect("Zoé Martin"))
    session.do(Next())
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("c")
        await settled(pilot)
        screen = pilot.app.screen
        assert screen._table.block == "matin"
        clock.instant = utc(13, 31)
        await settled(pilot)
        aurelie.catch_up()
        aurelie.do(Goto("reprise"))
        await settled(pilot)
        assert screen._table.block == "apres-midi"
        afternoon = next(one.title for one in session.state.agenda.blocks if one.key == "apres-midi")
        said = [one.text for one in screen.run.query_one("#notice").kept]
        assert f"Attendance is that of “{afternoon}” from now on" in said
        await pilot.press("left")
        aurelie.do(Next())
        await settled(pilot)
        assert screen._table.block == "matin", "who looks at another stays there"


# ── what else one would expect ─────────────────────────────────────────────────────────────────────────────
async def test_a_tag_that_matches_nothing_is_shown_as_such_while_it_is_typed_with_the_nearest(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"a !barier")
        tags = pilot.app.screen.query_one("#tags", Line)
        assert "no list knows the kind of note “barier” (did you mean “frein”?)" in tags.text.plain
        await pilot.press(*["backspace"] * 3, *"rier")
        assert "no list knows" not in tags.text.plain
        await pilot.press(*" #gathr", "enter")
        await settled(pilot)
        assert session.state.notebook.notes[-1].taken.text == "a barrier #gathr"


async def test_right_after_a_sign_alone_shows_its_list_from_which_a_letter_picks(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"a place #", "right")
        await settled(pilot)
        assert pilot.app.focused.id == "tags"
        assert pilot.app.focused.choice.axis == "phases"
        await pilot.press("e", "enter")
        await settled(pilot)
        taken = session.state.notebook.notes[-1].taken
        assert (taken.text, taken.phases) == ("a place", ("emergence",))


async def test_who_is_named_on_the_day_is_there_from_now_on_with_one_enter(app, session, clock):
    clock.instant = utc(9)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("c", "n", *"Zoé Martin", "enter")
        await settled(pilot)
        attendance = session.state.attendance
        key = next(key for key, one in attendance.people.items() if one.name == "Zoé Martin")
        assert attendance.here(key, "matin")
        assert pilot.app.screen.query_one("#echo", Line).text.plain == "Zoé Martin is there"


async def test_once_nothing_is_left_the_key_that_ends_the_day_is_named(app, session, clock):
    clock.instant = utc(16)
    session.do(Goto("bilan"))
    for key, one in session.state.day.segments.items():
        if one.unfinished:
            session.do(Skip(key))
    session.do(Stop())
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert (
            pilot.app.screen.query_one("#beside", Line).text.plain.splitlines()[1] == "nothing is left: E ends the day"
        )


async def test_a_draft_that_was_left_is_said_as_long_as_it_is_there_and_optional_segments_have_a_mark(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"half", "escape")
        await pilot.pause(20)
        assert "A half-typed note is kept: n goes on with it" in notice(pilot.app.screen)
        rows = [row.plain for row in pilot.app.screen.query_one("#timetable").rows]
        optional = [one.title for one in session.state.agenda.segments() if one.optional]
        assert optional
        for title in optional:
            row = next(row for row in rows if title[:20] in row)
            assert row.split()[0].endswith("o"), row


async def test_a_day_that_is_not_today_has_its_date_over_it(app, session, clock):
    clock.instant += timedelta(days=9)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert pilot.app.screen.query_one(TopBar).text.plain.startswith("2021-05-04 · ")


def test_agendas_of_the_folder_one_is_in_are_listed_and_other_files_are_not(tmp_path, monkeypatch, home):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text('title = "Mine"\n[[blocks]]\ntitle = "A"\n', encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    names = [file.name for file in locations.agendas()]
    assert names[0] == "mine.toml"
    assert "pyproject.toml" not in names


async def test_a_note_goes_on_after_the_window_was_too_small_for_a_while(app, session, clock):
    clock.instant = utc(9)
    session.do(Next())
    number = session.state.number
    async with app(session, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("n", *"you")
        await pilot.resize_terminal(30, 10)
        await settled(pilot)
        await pilot.resize_terminal(80, 24)
        await settled(pilot)
        await pilot.press(*" see")
        assert session.state.number == number, "letters are letters"
        await pilot.press("enter")
        await settled(pilot)
        assert session.state.notebook.notes[-1].taken.text == "you see"
