"""A session on a PostgreSQL server, in a browser: followed as a file is, and its server gone and back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import closing

import aiohttp
import pytest

from tests.conftest import DAY
from tests.serve.conftest import Site
from workshop_tui.journal.postgres import Postgres
from workshop_tui.opening import create
from workshop_tui.serve.serving import Server, Wanted
from workshop_tui.service import Session
from workshop_tui.session.timing.commands import Next


@pytest.fixture
async def site(fresh_server, home, seed, clock) -> AsyncIterator[Site]:
    address = fresh_server.address
    create(Postgres(address), seed, DAY, "day", clock, "pascal")
    running = Server(lambda: Postgres(address).open("day"), clock, "pascal", Wanted(language="en"))
    served = await running.start()
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as http:
        yield Site(served, running, http, home, clock)
        await running.stop()


async def test_what_another_does_there_is_on_the_pages_and_a_press_is_on_the_server(site, fresh_server, clock, home):
    with closing(Session(Postgres(fresh_server.address).open("day"), clock, "aurelie")) as aurelie:
        async with site.events(f"{site.served.room}/events") as room:
            aurelie.do(Next())
            assert (await room.until("room", lambda said: said["live"]))["title"].startswith("Accueil")
        done = await site.press("next", **{"from": "accueil"})
        assert done.status == 200, done.text
        aurelie.catch_up()
        assert aurelie.state.day.live == "tour"
        aurelie.signal("break")
        async with site.events(f"{site.served.control}/events") as page:
            told = await page.until("trainer", lambda said: said["signal"] is not None)
        assert told["signal"]["words"] == "Aurélie: break"
    assert (home / "links" / "day.links").exists()
    Postgres(fresh_server.address).delete("day")
    assert not (home / "links" / "day.links").exists()
