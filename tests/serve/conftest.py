"""A session that is served in this process, on a clock that stands still, and a browser's requests to it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from click.testing import CliRunner, Result

from tests.conftest import DAY, created, utc
from workshop_tui.agenda import Agenda
from workshop_tui.cli.commands import cli
from workshop_tui.clock import FixedClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.locale import speak
from workshop_tui.serve.serving import Served, Server, Wanted
from workshop_tui.service import Session
from workshop_tui.session.event import Command


@dataclass
class Answered:
    """An answer."""

    status: int
    headers: dict[str, str]
    text: str

    @property
    def told(self) -> dict[str, Any]:
        """The JSON in it."""
        return dict(json.loads(self.text))


@dataclass
class Site:
    """A served session, and who asks it for something."""

    served: Served
    server: Server
    http: aiohttp.ClientSession
    file: Path
    clock: FixedClock
    terminals: dict[str, Session] = field(default_factory=dict)

    async def ask(self, path: str, method: str = "GET", **about: Any) -> Answered:
        """Ask for a path of the site, or a whole address."""
        where = path if path.startswith("http") else self.served.base + path
        async with self.http.request(method, where, allow_redirects=False, **about) as answer:
            return Answered(answer.status, dict(answer.headers), await answer.text())

    async def press(self, name: str, *, secret: str | None = None, **body: Any) -> Answered:
        """Press a button: ask the API for it."""
        bearer = {"Authorization": f"Bearer {self.served.links.control if secret is None else secret}"}
        headers = bearer | body.pop("headers", {})
        return await self.ask(f"/api/{name}", "POST", json=body, headers=headers)

    def terminal(self, by: str) -> Session:
        """A terminal of somebody on the same session, up to date."""
        session = self.terminals.get(by)
        if session is None:
            session = self.terminals[by] = Session(SqliteJournal(self.file), self.clock, by)
        session.catch_up()
        return session

    def does(self, by: str, command: Command) -> None:
        """Do it at that terminal."""
        self.terminal(by).do(command)

    @property
    def live(self) -> str | None:
        """The live segment's key."""
        return self.terminal("").state.day.live

    @asynccontextmanager
    async def events(self, where: str, **about: Any) -> AsyncIterator[Events]:
        """Follow the events of a page, or of the API."""
        async with self.http.get(where, **about) as answer:
            assert answer.status == 200, await answer.text()
            yield Events(answer)


@dataclass
class Events:
    """The events that a page is told."""

    answer: aiohttp.ClientResponse

    async def next(self, name: str) -> dict[str, Any]:
        """Wait for the next event of this name; its data."""
        called = ""
        async for raw in self.answer.content:
            line = raw.decode().rstrip("\n")
            if line.startswith("event: "):
                called = line.removeprefix("event: ")
            elif line.startswith("data: ") and called == name:
                return dict(json.loads(line.removeprefix("data: ")))
        raise AssertionError("the link ended")

    async def until(self, name: str, good: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """Wait for an event of which this is so."""
        while not good(said := await self.next(name)):
            pass
        return said


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(utc(9, 5))


@pytest.fixture
def plan(seed: Agenda) -> Agenda:
    """The agenda that is served."""
    return seed


@pytest.fixture
def file(home: Path, plan: Agenda, clock: FixedClock) -> Path:
    speak("en")
    return created(home / "sessions", plan, DAY, "day", clock, "pascal")


Serving = Callable[..., Any]


@pytest.fixture
def serving(file: Path, clock: FixedClock) -> Serving:
    """Serves the session as it is wanted, inside an `async with`."""

    @asynccontextmanager
    async def run(by: str = "pascal", **wanted: Any) -> AsyncIterator[Site]:
        server = Server(lambda: SqliteJournal(file), clock, by, Wanted(**({"language": "en"} | wanted)))
        served = await server.start()
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=20)) as http:
            site = Site(served, server, http, file, clock)
            try:
                yield site
            finally:
                for one in site.terminals.values():
                    one.close()
                await server.stop()

    return run


@pytest.fixture
async def site(serving: Serving) -> AsyncIterator[Site]:
    async with serving() as running:
        yield running


@pytest.fixture
def command(home: Path) -> Callable[..., Result]:
    """Runs a command in this process."""
    return lambda *words: CliRunner().invoke(cli, list(words), prog_name="workshop-tui")
