"""On the way to a server before the commands are imported: one connection, and what goes wrong is said as ever."""

from __future__ import annotations

import importlib
import os
import stat
import subprocess
import sys
import threading

import psycopg
import pytest

from tests.conftest import DAY, utc
from tests.journal.link import Link
from tests.journal.server import free_port
from workshop_tui import cli
from workshop_tui.clock import FixedClock
from workshop_tui.host import servers
from workshop_tui.host.lightly import instead, without
from workshop_tui.journal.postgres import Postgres
from workshop_tui.opening import create

NOTE = ("note", "🚲", "-s", "day", "--as", "p")


def program(address, home, *words):
    """The program in a process of its own, which keeps its sessions on the server at `address`."""
    there = {**os.environ, "WORKSHOP_TUI_STORE": address, "WORKSHOP_TUI_HOME": str(home), "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "workshop_tui", *words]
    return subprocess.run(command, env=there, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture
def address(fresh_server, seed):
    create(Postgres(fresh_server.address), seed, DAY, "day", FixedClock(utc(8)), "p")
    return fresh_server.address


def test_a_note_from_a_program_takes_one_connection_and_three_ways_there_and_back(address, fresh_server, tmp_path):
    with Link(address) as link, fresh_server.counting() as asked:
        done = program(link.address, tmp_path, *NOTE)
    assert done.returncode == 0, done.stderr
    assert (asked.connections, link.turns) == (1, 3), asked.statements


def test_of_a_server_that_is_away_one_line_says_so_and_a_mistake_is_said_without_it(tmp_path):
    nowhere = f"postgresql://workshop@127.0.0.1:{free_port()}/postgres"
    away = program(nowhere, tmp_path, *NOTE)
    assert (away.returncode, away.stdout) == (1, "")
    said = away.stderr.removeprefix("unrecognized win32 error code: 127")  # libpq's, under Wine
    assert said == "workshop-tui: the PostgreSQL server is away: the connection was refused\n"
    assert program("postgresql://[", tmp_path, *NOTE).stderr.count("\n") == 1
    mistaken = program(nowhere, tmp_path, "note")
    assert mistaken.returncode == 2
    assert "PostgreSQL" not in mistaken.stderr


def ways(address, monkeypatch, **variables):
    """The ways there and back that connecting takes."""
    for name in ("PGSSLMODE", "PGSERVICE", "PGHOST", "PGHOSTADDR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with Link(address) as link:
        servers.connected(link.address).close()
        return link.turns


@pytest.mark.parametrize(
    ("said", "variables", "expected"),
    [("", {}, 1), ("?sslmode=prefer", {}, 2), ("", {"PGSSLMODE": "prefer"}, 2), ("?hostaddr=127.0.0.1", {}, 1)],
)
def test_a_server_on_this_machine_is_asked_for_tls_only_where_somebody_says_so(
    fresh_server, monkeypatch, said, variables, expected
):
    assert ways(fresh_server.address + said, monkeypatch, **variables) == expected


@pytest.mark.parametrize("host", ["db.example.org", "10.0.0.7", "127.0.0.1,10.0.0.7", "127.0.0.1.example.org"])
def test_a_server_elsewhere_is_asked_for_tls_as_libpq_does(monkeypatch, host):
    asked = {}
    monkeypatch.setattr(psycopg, "connect", lambda _address, **how: asked.update(how))
    servers.connected(f"postgresql://workshop@{host}/postgres")
    assert "sslmode" not in asked
    assert asked["application_name"] == "workshop-tui"


def test_what_stands_in_for_a_module_stands_there_no_longer(monkeypatch):
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with without("colorsys"):
        from colorsys import rgb_to_hsv

        assert issubclass(rgb_to_hsv, Exception)  # type: ignore[arg-type]  # what stands in for it
    from colorsys import rgb_to_hsv

    assert rgb_to_hsv(0, 0, 0) == (0, 0, 0)


def test_a_module_that_is_another_for_a_while_or_missing_can_be_imported_then(monkeypatch):
    for name in ("colorsys", "this"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    with instead({"colorsys": stat, "this": None, "json": None}):
        import json
        from colorsys import S_ISDIR  # type: ignore[attr-defined]  # of `stat`, which stands in for it

        assert S_ISDIR(0o40000)
        assert json.loads("1") == 1, "it was there before"
        with pytest.raises(ImportError):
            importlib.import_module("this")
    from colorsys import rgb_to_hsv

    assert rgb_to_hsv(0, 0, 0) == (0, 0, 0)
    assert "this" not in sys.modules


def test_what_cannot_be_imported_without_a_module_can_be_imported_with_it(monkeypatch, tmp_path):
    (tmp_path / "picky_part.py").write_text("import colorsys\n")
    (tmp_path / "picky.py").write_text("import picky_part\ncolour = picky_part.colorsys.rgb_to_hsv(0, 0, 0)[2]\n")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with pytest.raises(TypeError), without("colorsys"):
        importlib.import_module("picky")
    picky = importlib.import_module("picky")

    assert picky.colour == 0


def test_what_is_needed_next_is_prepared_while_the_first_answer_is_waited_for(address):
    prepared = threading.Event()
    servers.begin(address, prepared.set)
    with servers.connected(address) as connection:
        assert prepared.wait(20)
        assert connection.execute("SELECT 1").fetchall() == [(1,)]


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_what_cannot_be_prepared_is_left_to_who_needs_it(address):
    begun = threading.Event()

    def fails():
        begun.set()
        raise ImportError("never seen")

    servers.begin(address, fails)
    servers.connected(address).close()
    assert begun.wait(20)
    for thread in threading.enumerate():
        if isinstance(thread, threading.Timer):
            thread.join(20)


@pytest.mark.parametrize("command", cli._ASKS)
def test_each_command_that_asks_at_once_can_be_prepared(command):
    cli._prepare(command)
