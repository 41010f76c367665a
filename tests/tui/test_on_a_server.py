"""The run screen on a PostgreSQL server: far away, silent, gone and back, or lost to its standby."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from textual.widgets import Input

from tests.conftest import DAY, utc
from tests.journal.link import Link
from tests.tui.read import notice
from tests.tui.unhurried import REAL, settled
from workshop_tui.journal import Unwritable
from workshop_tui.journal import server as way
from workshop_tui.journal.postgres import Postgres
from workshop_tui.opening import create
from workshop_tui.service import Session
from workshop_tui.session.timing.commands import Next
from workshop_tui.tui.widgets.topbar import TopBar


@pytest.fixture
def link(fresh_server):
    """The way to the server."""
    with Link(fresh_server.address) as link:
        yield link


@pytest.fixture
def both(fresh_server, link, seed, clock, monkeypatch):
    """Two terminals on a session there, the first at the other end of the link."""
    monkeypatch.setattr(way, "_unanswered", {})
    create(Postgres(fresh_server.address), seed, DAY, "day", clock, "pascal")
    clock.instant = utc(9)
    sessions = [
        Session(Postgres(address).open("day"), clock, name)
        for address, name in ((link.address, "pascal"), (fresh_server.address, "aurelie"))
    ]
    yield sessions
    link.flows()
    for session in sessions:
        session.close()


async def until(pilot, holds: Callable[[], bool]) -> None:
    """Let the screen go on until that holds: a server takes its own time."""
    give_up = REAL() + 20
    while not holds():
        assert REAL() < give_up, notice(pilot.app.screen)
        await settled(pilot)
        time.sleep(0.005)


async def test_a_change_elsewhere_and_who_is_here_show_as_with_a_file(app, both):
    pascal, aurelie = both
    async with app(pascal, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        aurelie.beat("run")
        aurelie.do(Next())
        await until(pilot, lambda: notice(pilot.app.screen).startswith("Aurélie started “Accueil"))
        await until(pilot, lambda: str(pilot.app.screen.query_one(TopBar).text).endswith("Pascal · Aurélie"))


async def test_what_a_server_tells_of_is_drawn_as_it_comes_and_not_when_it_is_looked_for(app, both, monkeypatch):
    pascal, aurelie = both
    monkeypatch.setattr("workshop_tui.tui.pulse.BEAT", 3600)
    async with app(pascal, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        aurelie.do(Next())
        await until(pilot, lambda: notice(pilot.app.screen).startswith("Aurélie started “Accueil"))
        pilot.app.screen.pulse.stop()
        pascal.journal.woken()  # of a screen that is being left: nothing is asked
        await settled(pilot)


async def test_a_server_that_goes_away_is_told_what_is_done_is_held_and_written_when_it_is_back(
    app, both, fresh_server
):
    pascal, aurelie = both
    async with app(pascal, "en").run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        fresh_server.stop()
        try:
            await pilot.press("right")
            await pilot.press("n", *"meanwhile", "enter")
            await until(pilot, lambda: ": 2 entries wait" in notice(pilot.app.screen))
            assert notice(pilot.app.screen).startswith(
                "NOTHING IS KEPT NOW: 2 entries wait · the PostgreSQL server is away"
            )
            assert pascal.state.day.live == "accueil"
        finally:
            fresh_server.start()
        await until(pilot, lambda: not pascal.held)
        with pytest.raises(Unwritable, match="away"):
            aurelie.catch_up()  # her connection went with the server: the next call makes another
        aurelie.catch_up()
        assert aurelie.state == pascal.state
        assert [note.taken.text for note in aurelie.state.notebook.notes] == ["meanwhile"]


async def test_while_a_server_is_silent_each_key_is_drawn_it_is_said_and_what_is_typed_is_kept(app, both, link):
    pascal, aurelie = both
    async with app(pascal, "en").run_test(size=(160, 40)) as pilot:
        await until(pilot, lambda: bool(pascal.company.present))
        await pilot.press("n")
        await until(pilot, lambda: bool(pilot.app.screen.query("Composer.open")))
        link.silent()
        await pilot.press(*"typed in silence")
        assert pilot.app.screen.query_one("#text", Input).value == "typed in silence"
        await until(pilot, lambda: "the PostgreSQL server is away: it does not answer" in notice(pilot.app.screen))
        await pilot.press("enter")
        assert [note.taken.text for note in pascal.state.notebook.notes] == ["typed in silence"]
        link.flows()
        await until(pilot, lambda: not pascal.held)
        aurelie.catch_up()
        assert [note.taken.text for note in aurelie.state.notebook.notes] == ["typed in silence"]


async def test_a_note_far_away_is_shown_at_once_and_written_once(app, both, link):
    pascal, aurelie = both
    async with app(pascal, "en").run_test(size=(160, 40)) as pilot:
        await until(pilot, lambda: bool(pascal.company.present))
        link.silent()
        await pilot.press("n", *"far away", "enter")
        assert [note.taken.text for note in pascal.state.notebook.notes] == ["far away"]
        assert not pascal.kept(pascal.state.number)
        link.flows()
        await until(pilot, lambda: not pascal.held)
        assert "KEPT" not in notice(pilot.app.screen)
        aurelie.catch_up()
        assert [note.taken.text for note in aurelie.state.notebook.notes] == ["far away"]


async def test_a_session_is_opened_with_six_statements_and_an_idle_terminal_sends_one_in_ten_seconds(
    app, both, fresh_server, clock
):
    pascal, _aurelie = both
    pascal.close()
    way._spare.clear()
    with fresh_server.counting() as opening:
        session = Session(Postgres(fresh_server.address).open("day"), clock, "pascal")
        async with app(session, "en").run_test(size=(120, 40)) as pilot:
            await until(pilot, lambda: bool(session.company.present))
            await settled(pilot)
            with fresh_server.counting() as idle:
                await pilot.pause(60)
    left = 1
    assert opening.connections == 1
    assert len(opening.statements) - len(idle.statements) - left <= 6, opening.statements
    assert len(idle.statements) <= 6, idle.statements
