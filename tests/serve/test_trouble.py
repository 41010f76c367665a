"""A full disk, a file that is busy or gone, a clock that went back, another network: it is served on, and said."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing

import pytest

from tests.conftest import DAY, created, utc
from tests.serve.conftest import Site
from workshop_tui.clock import RehearsalClock
from workshop_tui.journal import JournalError
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.locale import say
from workshop_tui.serve import serving as served
from workshop_tui.serve.serving import Server, Wanted
from workshop_tui.service import Session
from workshop_tui.session.timing.commands import Next


async def full(site: Site, by: str, is_full: bool = True) -> None:
    """SQLite refuses each write of the served sessions of `by`, as on a disk that was turned read-only."""

    def refuse() -> None:
        session = site.server._desk.session_of(by)
        session.journal._db.execute(f"PRAGMA query_only = {'ON' if is_full else 'OFF'}")  # type: ignore[attr-defined]

    await site.server._desk.ask(refuse)


async def test_what_cannot_be_written_is_not_done_and_says_so_and_is_done_once_it_can_be(site):
    await full(site, "pascal")
    async with site.events(f"{site.served.control}/events") as page:
        for name, body in (("next", {}), ("note", {"text": "x"}), ("draft", {"text": "half"})):
            refused = await site.press(name, **body)
            assert refused.status == 503, name
            assert refused.told["why"].startswith("Not kept: "), name
        told = await page.until("trainer", lambda said: said["trouble"] != "")
        assert str(site.file) in told["trouble"] or "permission" in told["trouble"]
        assert site.terminal("").state.number == 1
        assert (await site.ask(site.served.room)).status == 200
        await full(site, "pascal", False)
        assert (await site.press("next")).status == 200
        await page.until("trainer", lambda said: said["trouble"] == "" and said["live"] is not None)
    assert site.terminal("").journal.draft("pascal"), "what was half-typed is written, too"


async def test_a_file_that_is_busy_for_a_while_holds_up_no_page(site, monkeypatch):
    await site.press("next")
    with closing(sqlite3.connect(site.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        waiting = asyncio.create_task(site.press("pause"))
        for _time in range(3):
            assert (await site.ask(site.served.room)).status == 200
        assert not waiting.done(), "it waits for the file, and pages do not"
        other.execute("ROLLBACK")
        assert (await waiting).status == 200


async def test_news_that_could_not_be_read_at_first_is_read_later(site, monkeypatch):
    refusing = True
    read = SqliteJournal.read

    def busy(self, after=0):
        if refusing and after:
            raise JournalError(say("{file} is busy", file="day"))
        return read(self, after)

    terminal = site.terminal("aurelie")
    monkeypatch.setattr(SqliteJournal, "read", busy)
    async with site.events(f"{site.served.control}/events") as page:
        terminal.do(Next())
        await page.until("trainer", lambda said: said["trouble"] == "day is busy")
        refusing = False
        await page.until("trainer", lambda said: said["trouble"] == "" and said["live"] is not None)


async def test_a_session_whose_file_was_removed_is_shown_as_it_stood_and_that_is_said(site):
    await site.press("next")
    hidden = site.file.with_name("elsewhere")
    site.file.rename(hidden)
    refused = await site.press("next")
    assert refused.status == 503
    assert "Not kept" in refused.told["why"]
    assert (await site.ask(site.served.room)).status == 200
    hidden.rename(site.file)
    assert (await site.press("next")).status == 200


async def test_a_fault_of_the_program_is_one_line_and_the_others_are_answered(site, monkeypatch, capsys):
    monkeypatch.setattr("workshop_tui.serve.doing.result", lambda *_about: 1 / 0)
    refused = await site.press("next")
    assert (refused.status, refused.told["why"]) == (500, "this did not work")
    assert capsys.readouterr().err == "workshop-tui: serve: ZeroDivisionError\n"
    assert (await site.ask(site.served.room)).status == 200


async def test_while_time_stands_still_it_does_so_on_the_page(site, clock):
    await site.press("next")
    clock.instant = utc(9, 20)
    await site.press("pause")
    await site.press("resume")
    clock.instant = utc(9, 10)
    async with site.events(f"{site.served.room}/events") as events:
        told = await events.until("room", lambda said: said["clock"]["speed"] == 0)
        assert told["clock"]["now"] == utc(9, 20).timestamp() * 1000


async def test_a_rehearsal_goes_as_fast_on_the_page(home, seed, clock):
    file = created(home / "sessions", seed, DAY, "day", clock, "pascal")
    server = Server(lambda: SqliteJournal(file), RehearsalClock(utc(9), 60), "pascal", Wanted())
    await server.start()
    assert server._desk.sight.speed == 60
    await server.stop()


@pytest.mark.parametrize(
    ("wanted", "base", "here", "moved"),
    [
        (Wanted(host="0.0.0.0"), "http://192.0.2.5:80", "192.0.2.9", "http://192.0.2.9:80"),
        (Wanted(host="0.0.0.0"), "http://192.0.2.5:80", "192.0.2.5", ""),
        (Wanted(host="0.0.0.0"), "http://192.0.2.5:80", None, ""),
        (Wanted(host="0.0.0.0", address="https://day.example.org"), "https://day.example.org", "192.0.2.9", ""),
        (Wanted(), "http://127.0.0.1:80", "192.0.2.9", ""),
        (Wanted(host="laptop"), "http://192.0.2.5:80", "192.0.2.9", ""),
        (Wanted(host="0.0.0.0"), "http://192.0.2.5:80", "2001:db8::7", "http://[2001:db8::7]:80"),
    ],
)
def test_a_change_of_network_is_found(monkeypatch, wanted, base, here, moved):
    monkeypatch.setattr(served, "lan_address", lambda: here)
    assert served.moved_to(wanted, base) == moved


async def test_for_the_network_the_link_has_this_machines_address_in_it(serving, monkeypatch):
    monkeypatch.setattr(served, "lan_address", lambda: "192.0.2.9")
    async with serving(host="0.0.0.0") as site:
        assert site.served.room.startswith("http://192.0.2.9:")
        port = site.served.base.rpartition(":")[2]
        headers = {"Host": f"192.0.2.9:{port}"}
        assert (await site.ask(f"http://127.0.0.1:{port}/r/{site.served.links.room}", headers=headers)).status == 200


async def test_for_this_machine_alone_nothing_listens_elsewhere(site):
    (listens,) = site.server._server.sockets
    assert listens.getsockname()[0] == "127.0.0.1"


async def test_it_ends_though_pages_look_and_leaves_nobody_here(serving, file, clock):
    async with serving() as site, site.events(f"{site.served.control}/events") as page:
        await page.next("trainer")
        assert site.terminal("aurelie").company.here() == frozenset({"pascal"})
    with closing(Session(SqliteJournal(file), clock, "aurelie")) as after:
        assert after.company.here() is None
