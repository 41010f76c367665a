"""Fixtures that all tests share: the seed's agenda, a day to play it on, a data folder of their own."""

from __future__ import annotations

import gc
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from datetime import UTC, date, datetime
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests.alone import alone
from tests.forks import Crew
from tests.lanes import rows
from tests.often import PROFILE
from tests.seed import AGENDAS, SEED, one_day
from workshop_tui import locations, opening
from workshop_tui.agenda import Agenda
from workshop_tui.clock import Clock
from workshop_tui.host.files import make_folder, make_own
from workshop_tui.journal.sqlite import Folder
from workshop_tui.locale import speak
from workshop_tui.opening import create
from workshop_tui.session.names.codes import new_draw

__all__ = ["AGENDAS", "SEED"]
if TYPE_CHECKING:
    from tests.journal.server import Server
    from tests.report.chromium import Chromium

DAY = date(2021, 5, 4)
FOLDERS = count()
"""The numbers of the tests' folders."""
TOGETHER = 50
"""Tests' folders that lie in one."""

settings.load_profile(PROFILE)


os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
"""Modules are compiled once, not anew by each of some hundred programs that tests start, and by each worker."""

MEMORY, ROOM = Path("/dev/shm"), 4 << 30
if (
    sys.platform != "win32"
    and MEMORY.is_dir()
    and os.access(MEMORY, os.W_OK)
    and shutil.disk_usage(MEMORY).free > ROOM
    and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC
):
    tempfile.tempdir = os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))
"""Tests' files lie in memory, where there is enough: some ten thousand commits would each wait for the disk, and
to copy what a server begins with is twenty times dearer there."""

FEW = 3
"""Files that one process tries: what it writes, and a debugger in it, are seen as they come."""
WAITING = ("tui", "acceptance")
"""Rooms whose tests wait for screens and terminals: a whole file of them is sooner tried side by side."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let be said how many processes try the tests."""
    parser.addoption("--forks", type=int, metavar="N", help="processes side by side; 1: none but this one")


def workers(config: pytest.Config) -> int:
    """None but this one for a few files or tests that were named; four on each core for all: many wait."""
    asked = config.getoption("--forks")
    if not hasattr(os, "fork") or config.option.usepdb:
        return 1
    if asked is not None:
        return int(asked)
    named = [(Path(arg.partition("::")[0]), "::" in arg) for arg in config.args]
    if len(named) <= FEW and all(
        file.suffix == ".py" and (one or file.parent.name not in WAITING) for file, one in named
    ):
        return 1
    return min(4 * (os.cpu_count() or 1), 16)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Let nobody look for garbage in what is read: it stays."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_finish() -> None:
    """Spare the collector what stays: modules and eight thousand tests, gone through again and again to no end.

    What a screen makes it is to look at hundreds of times less often: a worker that keeps dead screens a while takes
    a third of a gigabyte, and a tenth less of the processor.
    """
    gc.freeze()
    gc.set_threshold(200_000, 20, 20)


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool | None:
    """Try the tests side by side, where that was asked for, or there are many."""
    asked, count = session.config.option, min(workers(session.config), len(session.items))
    if count < 2 or asked.collectonly or (session.testsfailed and not asked.continue_on_collection_errors):
        return None
    os.environ["PYTEST_XDIST_WORKER_COUNT"] = str(count)  # plugins that look at all tests know by it who tried them
    Crew(session, rows(session.items, count)).run()
    if session.shouldfail:
        raise session.Failed(session.shouldfail)
    if session.shouldstop:
        raise session.Interrupted(session.shouldstop)
    return True


@pytest.fixture(autouse=True)
def english():
    """Messages are compared in English unless a test says otherwise."""
    speak("en")


@pytest.fixture(autouse=True, scope="session")
def apart(tmp_path_factory) -> Iterator[None]:
    """Things that a test could not write wait in no folder of who runs it; codes are counted (`drawn` draws them)."""
    own, ours = locations.waiting, tmp_path_factory.getbasetemp() / "waiting"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(locations, "waiting", lambda: own() if os.environ.get(locations.HOME) else ours)
        patch.setattr(opening, "new_draw", lambda: None)
        yield


@pytest.fixture
def drawn(monkeypatch):
    """Codes are drawn, as outside tests: elsewhere they are counted, as in a session of before, to be named here."""
    monkeypatch.setattr(opening, "new_draw", new_draw)


@pytest.fixture
def tmp_path(request, tmp_path_factory) -> Path:
    """A folder of the test's own: numbered here, as Pytest goes through all that there are to find each its number.

    Some dozens lie together, for the program looks at what lies beside the folders that hold a session.
    """
    name, number = re.sub(r"\W", "_", request.node.name)[:30], next(FOLDERS)
    path = tmp_path_factory.getbasetemp() / str(number // TOGETHER) / f"{name}{number}"
    path.mkdir(mode=0o700, parents=True)
    return path


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """One that is started once: that takes a second, and a page a tenth of it."""
    from tests.report.chromium import Chromium, installed  # where one is asked for

    if (found := installed()) is None:
        pytest.skip("Chromium is not installed")
    with Chromium(found) as started:
        yield started


@pytest.fixture(scope="session")
def made_once(tmp_path_factory) -> Callable[[str, Callable[[Path], object]], Path]:
    """Has a file or a folder made by the first that asks for it by that name, of all that run side by side."""
    base = tmp_path_factory.getbasetemp()
    beside = "PYTEST_XDIST_WORKER" in os.environ
    place = base.parent if beside else base

    def once(name: str, make: Callable[[Path], object]) -> Path:
        made = place / name
        with alone(made.with_suffix(".lock")) if beside else nullcontext():
            if not made.exists():
                make(draft := made.with_suffix(".draft"))
                draft.rename(made)
        return made

    return once


@pytest.fixture(scope="session")
def cluster(made_once) -> tuple[Path, Path]:
    """PostgreSQL's programs, and the data of a server on which nothing is kept; skipped where there are none."""
    from tests.journal.server import empty_cluster, programs  # where one is asked for

    bin_ = programs()
    if bin_ is None:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    return bin_, made_once("cluster", partial(empty_cluster, bin_))


@pytest.fixture(scope="session")
def server(cluster) -> Iterator[Server]:
    """A PostgreSQL server. Here, and imported nowhere: each module that imports a fixture has one of its own."""
    from tests.journal.server import running

    with running(*cluster) as started:
        yield started


@pytest.fixture
def fresh_server(server) -> Server:
    """The server, on which no session is kept yet."""
    import psycopg

    with psycopg.connect(server.address, autocommit=True) as raw:
        raw.execute("DROP SCHEMA IF EXISTS workshop_tui CASCADE")
    return server


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """A data folder of this test's own."""
    monkeypatch.setenv("WORKSHOP_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("WORKSHOP_TUI_AS", "pascal")
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    return tmp_path / "home"


@pytest.fixture(scope="session")
def seed() -> Agenda:
    """The seed's agenda."""
    return one_day()


def created(folder: Path, agenda: Agenda, day: date, name: str, clock: Clock, by: str) -> Path:
    """`opening.create` in a folder; the session's file."""
    store = Folder(folder)
    create(store, agenda, day, name, clock, by)
    return store.file_of(name)


def prepared(folder: Path, agenda: Agenda, day: date, name: str, clock: Clock, by: str) -> Path:
    """A session's file as `created` makes one, of an agenda that says its time zone: copied, if one was made so before.

    Nothing is tried here of how a file is made.
    """
    made, file = (id(agenda), day, name, clock.now(), by), Folder(folder).file_of(name)
    alone = not agenda.course and agenda.timezone and opening.new_draw() is None  # type: ignore[attr-defined]
    kept, written = _MADE.get(made, (None, b""))
    if alone and kept is agenda and not file.exists():
        make_folder(folder)
        make_own(file, group=True)
        file.write_bytes(written)
        return file
    created(folder, agenda, day, name, clock, by)
    if alone:
        _MADE[made] = agenda, file.read_bytes()
    return file


_MADE: dict[tuple[object, ...], tuple[Agenda, bytes]] = {}
"""Sessions' files by all that they are made of; the agenda stays, so that no other is mistaken for it."""


def utc(hour: int, minute: int = 0, second: int = 0) -> datetime:
    """An instant of the seed's day, given in its own time (Paris, UTC+2 in May)."""
    return datetime(2021, 5, 4, hour - 2, minute, second, tzinfo=UTC)
