"""A day that has not begun, and two terminals on the seed's."""

from __future__ import annotations

import pytest

from tests.conftest import DAY, prepared, utc
from tests.session.played import Played
from workshop_tui.clock import FixedClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session


@pytest.fixture
def day() -> Played:
    return Played()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(utc(9))


@pytest.fixture
def trainers(seed, tmp_path, clock):
    """Pascal's and Aurélie's terminals on the seed's day."""
    file = prepared(tmp_path, seed, DAY, "s", clock, "pascal")
    both = Session(SqliteJournal(file), clock, "pascal"), Session(SqliteJournal(file), clock, "Aurélie")
    yield both
    for session in both:
        session.close()
