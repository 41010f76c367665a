"""Serving: the site on a socket, from start to stop; in the thread that calls it (a command), or on one of its own
(a screen)."""

from __future__ import annotations

import asyncio
import logging
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web
from msgspec import structs

from workshop_tui.clock import Clock
from workshop_tui.host.network import allow_many_files, lan_address, listening
from workshop_tui.journal import Journal
from workshop_tui.journal.files import links_of
from workshop_tui.locale import _
from workshop_tui.serve.connections import Connections
from workshop_tui.serve.desk import Desk
from workshop_tui.serve.events import Hub
from workshop_tui.serve.grouped import all_groups
from workshop_tui.serve.links import Links, keep_links, kept_links, new_links
from workshop_tui.serve.routes import Site
from workshop_tui.serve.sight import Sight

HERE = "127.0.0.1"
EVERYWHERE = "0.0.0.0"
MOST_LOOKING = 400
"""Pages that are told at once what happens; others are shown how it stands, and look again."""
MOST_OPEN = 1500
"""Connections that are open at once."""
SPARE = 100
"""Files that are left for all else."""
_SILENT = logging.Logger("workshop-tui-serve", level=logging.CRITICAL + 1)
"""A log into which nothing goes: an address has a secret in it."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """How a session is to be served. `address`: where a proxy before it is reached (`https://day.example.org`)."""

    host: str = HERE
    port: int = 0
    title_only: bool = False
    new: bool = False
    address: str = ""
    language: str = ""
    """The language of its pages; left out, the agenda's, else the browser's."""
    most: int = MOST_LOOKING


@dataclass
class Served:
    """A session that is served."""

    base: str
    links: Links
    unkept: OSError | None = None
    """Why the links are not kept: after a new start there are others."""
    hub: Hub = field(default_factory=lambda: Hub(MOST_LOOKING))
    desk: Desk | None = None
    asks: Callable[[], bool] = lambda: False
    """Tells whether the agenda asks an evaluation: it may be taken in during the day."""
    _stop: Callable[[], None] = lambda: None

    @property
    def room(self) -> str:
        """The room's link."""
        return f"{self.base}/r/{self.links.room}"

    @property
    def control(self) -> str:
        """A trainer's link."""
        return f"{self.base}/c/{self.links.control}"

    def group(self, segment: str, key: str) -> str:
        """The link of a group of that segment."""
        return f"{self.base}/g/{self.links.group(segment, key)}"

    @property
    def groups(self) -> list[tuple[str, str]]:
        """Each group of today, as people call it, and its link."""
        sight = self.desk.sight if self.desk else None
        return (
            [(str(one.called), self.group(of.segment, of.key)) for of, one in all_groups(sight.state)] if sight else []
        )

    @property
    def evaluation(self) -> str:
        """The link of the evaluation's page; nothing where the agenda asks none."""
        return f"{self.base}/e/{self.links.evaluation}" if self.asks() else ""

    @property
    def looking(self) -> int:
        """How many pages look."""
        return self.hub.looking()

    def stop(self) -> None:
        """Serve no more."""
        self._stop()


class Server:
    """The server of a session, whose journal `opened` gives; `by` serves it."""

    def __init__(self, opened: Callable[[], Journal], clock: Clock, by: str, wanted: Wanted) -> None:
        self._wanted = wanted
        self._hub = Hub(wanted.most)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._desk = Desk(opened, clock, by, self._sees)
        self._runner: web.AppRunner | None = None
        self._server: asyncio.Server | None = None

    async def start(self) -> Served:
        """Begin. Raises `JournalError`, or OSError where it cannot listen."""
        self._loop = asyncio.get_running_loop()
        wanted, desk = self._wanted, self._desk
        await asyncio.to_thread(desk.start)
        try:
            file = links_of(desk.name)
            links, fault = self._links(file)
            listens, links = _listening(wanted, links)
            if fault is None:
                fault = _kept(file, links)
            self._site = site = Site(desk, self._hub, links, wanted.language, wanted.title_only, *_known_as(wanted))
            most = min(MOST_OPEN, max(20, allow_many_files(MOST_OPEN + SPARE) - SPARE))
            self._runner = web.AppRunner(
                site.app(),
                access_log=None,
                logger=_SILENT,
                handler_cancellation=True,
                keepalive_timeout=30,
                lingering_time=1.0,
                shutdown_timeout=0.3,
                max_line_size=4096,
                max_field_size=8190,
            )
            await self._runner.setup()
            assert self._runner.server
            inner = self._runner.server
            site.connections = Connections(inner, most, _("Many are looking already: look again in a moment.\n"))
            self._server = await self._loop.create_server(site.connections, sock=listens, backlog=512)
        except BaseException:
            await self.stop()
            raise
        asks = lambda: bool(desk.sight.state.agenda.questions)  # noqa: E731
        return Served(_base(wanted, listens), links, fault, self._hub, desk, asks)

    async def stop(self) -> None:
        """End; the day goes on."""
        if self._server:
            self._server.close()
        self._hub.close()
        if self._runner:
            await self._runner.cleanup()
        await asyncio.to_thread(self._desk.stop)

    def _links(self, file: Path) -> tuple[Links, OSError | None]:
        """The links that are kept, or new ones; and why those that are kept cannot be read."""
        try:
            kept = kept_links(file)
        except OSError as error:
            return new_links(), error
        return (new_links(kept.port if kept else 0), None) if self._wanted.new or kept is None else (kept, None)

    def _sees(self, sight: Sight) -> None:
        """Hand on a look, from the desk's thread."""
        if self._loop:
            with suppress(RuntimeError):  # it is over
                self._loop.call_soon_threadsafe(self._hub.see, sight)


def serve_beside(server: Server) -> Served:
    """Serve on a thread of its own, until the answer's `stop`. Raises as `Server.start`."""
    loop, ready = asyncio.new_event_loop(), threading.Event()
    found: list[Served | BaseException] = []

    def work() -> None:
        asyncio.set_event_loop(loop)
        try:
            found.append(loop.run_until_complete(server.start()))
        except BaseException as error:
            found.append(error)
            ready.set()
            loop.close()
            return
        ready.set()
        loop.run_forever()
        loop.run_until_complete(server.stop())
        loop.close()

    thread = threading.Thread(target=work, name="serve", daemon=True)
    thread.start()
    ready.wait()
    served = found[0]
    if isinstance(served, BaseException):
        raise served

    def stop() -> None:
        with suppress(RuntimeError):
            loop.call_soon_threadsafe(loop.stop)
        thread.join(3)

    served._stop = stop
    return served


def _kept(file: Path, links: Links) -> OSError | None:
    """Keep the links; why they are not, if so."""
    try:
        if kept_links(file) != links:
            keep_links(file, links)
    except OSError as error:
        return error
    return None


def _listening(wanted: Wanted, links: Links) -> tuple[socket.socket, Links]:
    """A socket on the port that is wanted, else on the one of last time, so that open pages come back, else a free one.

    Raises OSError.
    """
    if not wanted.port and links.port:
        with suppress(OSError):
            return listening(wanted.host, links.port), links
    listens = listening(wanted.host, wanted.port)
    port = int(listens.getsockname()[1])
    return listens, structs.replace(links, port=port)


def _base(wanted: Wanted, listens: socket.socket) -> str:
    """The address that links begin with."""
    if wanted.address:
        return wanted.address.rstrip("/")
    host, port = listens.getsockname()[:2]
    if ip_address(host.partition("%")[0]).is_unspecified:
        host = lan_address() or HERE
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _known_as(wanted: Wanted) -> tuple[frozenset[str], frozenset[str]]:
    """The names and the origins under which it is reached, beside its addresses."""
    parts = urlsplit(wanted.address)
    names = {one.lower() for one in (wanted.host, parts.hostname) if one}
    origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return frozenset(names), frozenset({origin} - {""})


def moved_to(wanted: Wanted, base: str) -> str:
    """The address that links begin with by now, if it is another: a laptop was carried into another network."""
    if wanted.address or not ip_address_of(wanted.host):
        return ""
    port, here = urlsplit(base).port, lan_address()
    now = f"http://[{here}]:{port}" if here and ":" in here else f"http://{here}:{port}"
    return now if here and now != base else ""


def ip_address_of(host: str) -> bool:
    """Tell whether `host` stands for every address of this machine."""
    try:
        return ip_address(host).is_unspecified
    except ValueError:
        return False
