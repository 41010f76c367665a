"""The address of a server may hold a password: no message, no error and no file of the program has it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import psycopg
import pytest

from tests.conftest import SEED
from workshop_tui import crashes
from workshop_tui.cli.commands import cli
from workshop_tui.host import servers
from workshop_tui.journal import JournalError
from workshop_tui.journal import server as way
from workshop_tui.journal.postgres import Postgres
from workshop_tui.journal.server import Line

SECRET = "s3cr3t"
MISTYPED = [
    f"postgre://u:{SECRET}@127.0.0.1:1/db", f"postgresql://u:{SECRET}@127.0.0.1:1/db",
    f"postgresql:/u:{SECRET}@h/db", f"u:{SECRET}@h/db", f"host=127.0.0.1 port=1 password={SECRET}",
    f"host=127.0.0.1 pasword={SECRET}", f"postgresql://u:{SECRET}@127.0.0.1:port/db", f"postgresql://u:{SECRET}%zz@h/db",
    f"postgresql://u:{SECRET}\udce9@127.0.0.1:1/db", f"postgresql://u:{SECRET}@[::1/db", f"postgresql://u:{SECRET}",
    f"postgresql://u:{SECRET}@127.0.0.1:1/db?sslmode={SECRET}", f"'{SECRET}",
    f"postgresql://u:{SECRET}@127.0.0.1:999999/db", f"mysql://u:{SECRET}@h/db", f"{SECRET}",
]  # fmt: skip
WORDS = [
    ("sessions",), ("sessions", "--json"), ("status",), ("note", "x"), ("open", str(SEED)), ("backup", "--all", "x"),
    ("doctor",), ("doctor", "--json"), ("server", "migrate"), ("key", "Léa", "-s", "day"), ("repair", "day"),
    ("delete", "day", "--yes"), ("restore", "x.session"), ("retain", "--older-than", "3y", "--all"),
]  # fmt: skip


@pytest.mark.parametrize("address", MISTYPED)
def test_no_command_says_it_whatever_is_mistyped(wt, monkeypatch, tmp_path, address):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WORKSHOP_TUI_STORE", address)
    monkeypatch.setattr(way, "_unanswered", {})
    for words in WORDS:
        code, out, err = wt(*words)
        assert code in (1, 65, 69), words
        assert SECRET not in out + err, words


@pytest.mark.parametrize("address", [MISTYPED[0], MISTYPED[8]])
def test_nor_does_the_program_that_connects_ahead(address, home):
    environment = os.environ | {"WORKSHOP_TUI_STORE": address}
    done = subprocess.run(
        [sys.executable, "-m", "workshop_tui", "sessions"], env=environment, capture_output=True, check=False
    )
    assert done.returncode == 1
    assert SECRET.encode() not in done.stdout + done.stderr
    assert b"Traceback" not in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_a_thread_that_connects_falls_over_nothing_aloud(monkeypatch):
    loud: list[object] = []
    monkeypatch.setattr(threading, "excepthook", loud.append)
    with pytest.raises(psycopg.Error) as error:
        servers.Begun(MISTYPED[8], lambda: None).made()
    assert SECRET not in str(error.value) + repr(error.value)
    assert loud == []


def test_nor_the_repr_of_what_holds_it_nor_an_error_that_nobody_foresaw(home, monkeypatch):
    address = MISTYPED[1]
    line = Line(address)
    assert SECRET not in repr([line, Postgres(address), vars(Postgres(address))])
    with pytest.raises(JournalError) as error:
        Postgres(address).ids()
    assert SECRET not in str(error.value) + repr(error.value)
    told = str(crashes.told(RuntimeError(address)))
    assert SECRET not in told
    assert SECRET not in "".join(file.read_text() for file in (home / "crashes").iterdir())


def test_a_line_of_authorized_keys_is_not_made_with_a_password_in_it(wt, monkeypatch, server):
    monkeypatch.setenv("WORKSHOP_TUI_STORE", server.address)
    assert wt("open", str(SEED), "--id", "with-a-key")[0] == 0
    assert wt("key", "Léa", "-s", "with-a-key")[0] == 0
    monkeypatch.setenv("WORKSHOP_TUI_STORE", server.address.replace("workshop@", f"workshop:{SECRET}@"))
    code, out, err = wt("key", "Léa", "-s", "with-a-key")
    assert (code, out) == (1, "")
    assert "pgpass" in err
    assert SECRET not in err


def test_the_table_of_commands_is_that_of_the_program():
    assert {words[0] for words in WORDS} <= set(cli.list_commands(None))  # type: ignore[arg-type]
