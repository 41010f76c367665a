"""A primary and its synchronous standby: the one is killed, the other takes over, and nothing acknowledged is lost."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

import pytest

from tests.conftest import DAY, utc
from tests.journal.server import Server, standby_of
from workshop_tui.clock import FixedClock
from workshop_tui.journal.postgres import Postgres
from workshop_tui.opening import create
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote


@pytest.fixture
def pair(cluster):
    """A primary that waits for its standby."""
    bin_, data = cluster
    folders = [Path(tempfile.mkdtemp(prefix="workshop-tui-postgres-")) for _which in range(2)]
    primary = Server(bin_, folders[0], data=data)
    primary.settings = ["-c", "synchronous_standby_names=*"]
    servers = [primary]
    try:
        primary.start()
        servers.append(standby_of(primary, folders[1]))
        yield servers
    finally:
        for one in servers:
            one.stop()
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)


def until(holds) -> None:
    """Wait until that holds."""
    give_up = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < give_up
        time.sleep(0.01)


def test_the_primary_is_killed_the_standby_promoted_and_each_acknowledged_note_is_kept_once(pair, seed):
    primary, standby = pair
    address = f"postgresql://workshop@{primary.host},{standby.host}/postgres?target_session_attrs=read-write"
    create(Postgres(address), seed, DAY, "day", FixedClock(utc(8)), "p")
    here, there = (Session(Postgres(address).open("day"), FixedClock(utc(9)), name) for name in "pq")
    for session in (here, there):
        session.not_waiting()
    acknowledged: set[str] = set()

    def write(text: str) -> None:
        here.do(TakeNote(text=text), hold=True)
        if here.kept(here.state.number):
            acknowledged.add(text)

    def all_is_written() -> bool:
        here.write_held()  # as far as that takes no longer than a frame
        return not here.held

    for number in range(20):
        write(f"before {number}")
    until(all_is_written)
    acknowledged |= {note.taken.text for note in here.state.notebook.notes}
    primary.kill()
    for number in range(10):
        write(f"meanwhile {number}")
    until(lambda: here.write_held() or here.held.why)
    assert len(here.state.notebook.notes) == 30, "all are shown, and held"
    standby.promote()
    until(all_is_written)

    def seen() -> list[str]:
        there.beat("run")
        if not there.held.why:
            there.follow()
        return [note.taken.text for note in there.state.notebook.notes]

    until(lambda: len(seen()) >= 30)
    assert acknowledged <= set(seen())
    assert sorted(seen()) == sorted({*seen()}), "none twice"
    assert len(seen()) == 30
    for session in (here, there):
        session.close()
