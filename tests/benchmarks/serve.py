"""A session that is served to a room: from a commit to each page, and what that costs, beside `status --watch`.

`python -m tests.benchmarks.serve [PAGES] [BUTTONS] [CHANGES]`: 200 pages of the room and 5 trainers' unless said
otherwise, in one process of their own that reads events as browsers do.

- latency: from the return of a commit in this process to the event in each page
- the same of `status --watch`, one of them, in the same minutes: the ratio says what being served costs
- memory and idle CPU of the server, with all pages open and nothing happening
- 1,000 pages: told at once, shown how it stands, or refused in words; none left waiting
"""

from __future__ import annotations

import asyncio
import os
import select
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable

import aiohttp

from tests.benchmarks.__main__ import SEED
from tests.benchmarks.measure import TICK, installed
from workshop_tui.clock import SystemClock
from workshop_tui.journal.sessions import default_store
from workshop_tui.service import Session
from workshop_tui.session.event import Command
from workshop_tui.session.timing.commands import Pause, Resume

IDLE_S = 20.0
CROWD = 1000
Watch = Callable[[], bytes]
PROGRAM = [sys.executable, "-m", "workshop_tui"]


class Page:
    """A page that is open: it reads events, and notes when the awaited one came."""

    def __init__(self, http: aiohttp.ClientSession, address: str) -> None:
        self.came: dict[str, float] = {}
        self.ready = asyncio.Event()
        self._http = http
        self._address = address
        self.status = 0

    async def read(self) -> None:
        """Read until it is closed."""
        async with self._http.get(f"{self._address}/events") as answer:
            self.status = answer.status
            async for line in answer.content:
                if line.startswith(b'data: {"version"'):
                    mode = line.partition(b'"mode":"')[2].partition(b'"')[0].decode()
                    self.came[mode] = time.monotonic()
                    self.ready.set()


async def opened(http: aiohttp.ClientSession, addresses: list[str]) -> list[Page]:
    """Open a page on each of these, and wait until each has its first view."""
    pages = [Page(http, one) for one in addresses]
    tasks = [asyncio.create_task(page.read()) for page in pages]
    for page in pages:
        await asyncio.wait_for(page.ready.wait(), 60)
    Page.tasks = tasks  # type: ignore[attr-defined] # held, or they are forgotten
    return pages


async def latencies(pages: list[Page], watch: Watch, session: Session, changes: int) -> tuple[list[float], list[float]]:
    """Seconds from a commit to each page, and to the line of `status --watch`."""
    served: list[float] = []
    watched: list[float] = []
    for k in range(changes):
        command: Command = Pause() if k % 2 == 0 else Resume()
        mode = "paused" if k % 2 == 0 else "running"
        for page in pages:
            page.came.pop(mode, None)
        await asyncio.sleep(0.3 + 0.037 * (k % 7))
        session.catch_up()
        await asyncio.to_thread(watch)  # what is there already
        session.do(command)
        committed = time.monotonic()
        told = asyncio.create_task(asyncio.to_thread(timed, watch))
        while any(mode not in page.came for page in pages):
            await asyncio.sleep(0.002)
            assert time.monotonic() < committed + 10, "a page was never told"
        served += [page.came[mode] - committed for page in pages]
        watched.append(await told - committed)
    return served, watched


def timed(watch: Watch) -> float:
    """The moment at which it says something."""
    while not watch():
        pass
    return time.monotonic()


def cpu_s(pid: int) -> float:
    """Seconds of CPU that a process has taken."""
    with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def memory_mib(pid: int) -> float:
    """The resident set of a process."""
    with open(f"/proc/{pid}/statm") as statm:  # noqa: PTH123
        return int(statm.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


async def crowd(http: aiohttp.ClientSession, room: str) -> Counter[str]:
    """Open a thousand pages at once; how each was answered."""

    async def one() -> str:
        try:
            async with asyncio.timeout(60):
                async with http.get(room) as page:
                    if page.status != 200:
                        return f"page {page.status}"
                answer = await http.get(f"{room}/events")
                if answer.status == 200:
                    await answer.content.readline()
                    return "told at once"
                return f"events {answer.status}, page shown"
        except (TimeoutError, aiohttp.ClientError) as error:
            return type(error).__name__

    return Counter(await asyncio.gather(*(one() for _page in range(CROWD))))


async def measure(
    room: str, control: str, server: int, watch: Watch, session: Session, pages: int, buttons: int, changes: int
) -> None:
    """Print the figures."""
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=None)) as http:
        alone = memory_mib(server)
        open_ = await opened(http, [room] * pages + [control] * buttons)
        served, watched = await latencies(open_, watch, session, changes)
        before, began = cpu_s(server), time.monotonic()
        await asyncio.sleep(IDLE_S)
        idle = (cpu_s(server) - before) / (time.monotonic() - began)
        p95 = statistics.quantiles(served, n=20)[-1]
        watch_p95 = statistics.quantiles(watched, n=20)[-1]
        print(
            f"commit to page, {pages} + {buttons}: median {statistics.median(served) * 1000:.0f} ms, "
            f"p95 {p95 * 1000:.0f} ms, worst {max(served) * 1000:.0f} ms"
        )
        print(
            f"commit to `status --watch`: median {statistics.median(watched) * 1000:.0f} ms, "
            f"p95 {watch_p95 * 1000:.0f} ms; p95 of a page to that: {p95 / watch_p95:.2f}"
        )
        print(f"server: {memory_mib(server):.0f} MiB ({alone:.0f} before pages), {idle * 100:.2f} % of a core idle")
        for told, count in (await crowd(http, room)).most_common():
            print(f"{CROWD} more at once: {count} {told}")
        print(f"server after that: {memory_mib(server):.0f} MiB")


def main() -> None:
    """Open a session, serve it, look."""
    pages, buttons, changes = (int(one) for one in (*sys.argv[1:], *("200", "5", "20")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory() as folder:
        environment = installed(WORKSHOP_TUI_HOME=folder, WORKSHOP_TUI_AS="pascal")
        os.environ |= environment
        subprocess.run([*PROGRAM, "open", str(SEED), "--id", "day"], env=environment, check=True, capture_output=True)
        subprocess.run([*PROGRAM, "next"], env=environment, check=True, capture_output=True)
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
        server = subprocess.Popen([*PROGRAM, "serve"], env=environment, stdout=subprocess.PIPE, text=True)
        watcher = subprocess.Popen([*PROGRAM, "status", "--watch", "--json"], env=environment, stdout=subprocess.PIPE)
        assert server.stdout
        assert watcher.stdout
        descriptor = watcher.stdout.fileno()
        room, control = (server.stdout.readline().strip() for _line in range(2))
        store = default_store()
        session = Session(store.open("day"), SystemClock(), "pascal")

        def watch() -> bytes:
            return os.read(descriptor, 1 << 20) if select.select([descriptor], [], [], 0.05)[0] else b""

        try:
            asyncio.run(measure(room, control, server.pid, watch, session, pages, buttons, changes))
        finally:
            for one in (server, watcher):
                one.terminate()
                one.wait()
            session.close()


if __name__ == "__main__":
    main()
