"""Fixtures that the stores' tests share."""

from __future__ import annotations

import psycopg
import pytest

from tests.journal.server import programs, running


@pytest.fixture(scope="session")
def server():
    """A PostgreSQL server; the test is skipped where there is none to be had."""
    bin_ = programs()
    if bin_ is None:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    with running(bin_) as started:
        yield started


@pytest.fixture
def fresh_server(server):
    """The server, on which no session is kept yet."""
    with psycopg.connect(server.address, autocommit=True) as raw:
        raw.execute("DROP SCHEMA IF EXISTS workshop_tui CASCADE")
    return server
