"""The run screen on a PostgreSQL server that goes away and comes back."""

from __future__ import annotations

import psycopg
import pytest

from tests.conftest import DAY, utc
from tests.journal.conftest import server  # noqa: F401 the fixture
from tests.tui.test_screens import notice
from tests.tui.unhurried import settled
from workshop_tui.journal import Unwritable
from workshop_tui.journal.postgres import Postgres
from workshop_tui.service import Session, create
from workshop_tui.session.timing.commands import Next


@pytest.fixture
def both(server, seed, clock):  # noqa: F811
    """Two terminals on a session there."""
    with psycopg.connect(server.address, autocommit=True) as raw:
        raw.execute("DROP SCHEMA IF EXISTS workshop_tui CASCADE")
    keeper = Postgres(server.address)
    create(keeper, seed, DAY, "day", clock, "pascal")
    sessions = [Session(keeper.open("day"), clock, name) for name in ("pascal", "aurelie")]
    yield sessions
    for session in sessions:
        session.close()


async def test_a_change_elsewhere_and_who_is_here_show_as_with_a_file(app, both, clock):
    pascal, aurelie = both
    clock.instant = utc(9)
    async with app(pascal, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        aurelie.beat("run")
        aurelie.do(Next())
        await settled(pilot)
        assert notice(pilot.app.screen).startswith("Aurélie started “Accueil")
        assert str(pilot.app.screen.query_one("TopBar").text).endswith("Pascal · Aurélie")


async def test_a_server_that_goes_away_is_told_what_is_done_is_held_and_written_when_it_is_back(
    app,
    both,
    server,  # noqa: F811
    clock,
):
    pascal, aurelie = both
    clock.instant = utc(9)
    async with app(pascal, "en").run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        server.stop()
        try:
            await pilot.press("right")
            await pilot.press("n", *"meanwhile", "enter")
            await settled(pilot)
            assert notice(pilot.app.screen).startswith("NOTHING IS KEPT NOW: 2 entries wait · the PostgreSQL server")
            assert pascal.state.day.live == "accueil"
        finally:
            server.start()
        for _moment in range(60):
            await settled(pilot)
            if not pascal.held:
                break
        with pytest.raises(Unwritable, match="away"):
            aurelie.catch_up()  # her connection went with the server: the next call makes another
        aurelie.catch_up()
        assert aurelie.state == pascal.state
        assert [note.taken.text for note in aurelie.state.notebook.notes] == ["meanwhile"]
