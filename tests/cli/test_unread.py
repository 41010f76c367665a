"""A stream that is closed, full or unread never changes what happens: what is done is done, and exits as such."""

from __future__ import annotations

import errno
import io
import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import copied
from tests.cli.every_command import COMMANDS
from tests.cli.shell import shell
from tests.conftest import SEED
from tests.systems import only_posix
from workshop_tui import cli
from workshop_tui.host import deeds
from workshop_tui.locale import speak

BEFORE = (
    ("next", "--at", "9:00"), ("note", "base"), ("pin", "3"), ("skip", "carte"),
    ("attendance", "Marie Dupont", "--expected"), ("report", "--format", "toml", "--names", "-o", "day.toml"),
)  # fmt: skip
MEANT = {
    **COMMANDS, "amend": ("3", "--text", "x"), "withdraw": ("3",), "restore": ("carte",),
    "attendance": ("Anne", "Bruno", "Claire", "--expected"), "move": ("bilan", "--block", "matin"),
    "words": ("dupont", "--ordinary"), "points": ("--json",), "todo": ("--json",), "due": ("--json",),
    "serve": ("day",), "decision": ("Un local en commun", "--rule", "majority", "--for", "9"),
}  # fmt: skip
"""Each command in words that do something, where it does anything."""
READY = {"resume": ("pause",), "reopen": ("end",), "redo": ("undo",), "import": ("delete", "day", "--yes"),
         "group": ("add", "--group", "Table"), "decisions": ("note", "x", "--kind", "decision")}  # fmt: skip
QUESTIONS = {
    "sessions", "check", "schema", "agendas", "status", "fit", "matrix", "why", "notes", "replan", "hand", "key",
    "points", "due", "plan", "serve", "todo",
    "tags", "doctor", "server", "turns", "groups", "decisions", "evaluation",
}  # fmt: skip
SCREENS = {"run", "demo", "join", "follow"}


class Failing(io.RawIOBase):
    """A stream on which every write fails."""

    def __init__(self, number: int) -> None:
        self.number = number

    def writable(self) -> bool:
        return True

    def write(self, _data: object, /) -> int:
        raise OSError(self.number, os.strerror(self.number))


def failing(number: int) -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BufferedWriter(Failing(number)), encoding="utf-8")


STREAMS: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
    "full": (lambda: failing(errno.ENOSPC), io.StringIO),
    "failing": (lambda: failing(errno.EIO), io.StringIO),
    "unread": (lambda: failing(errno.EPIPE), io.StringIO),
    "closed": (lambda: None, io.StringIO),
    "closed, and nowhere to say so": (lambda: None, lambda: None),
    "full, and nowhere to say so": (lambda: failing(errno.ENOSPC), lambda: failing(errno.ENOSPC)),
}


def ran(words: tuple[str, ...], out: object, err: object, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    """Run a command whose streams are these: its exit code, and what it said beside them."""
    told = io.BytesIO()
    monkeypatch.setattr(deeds, "_done", [])
    monkeypatch.setattr(sys, "argv", ["workshop-tui", *words])
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    beside = io.TextIOWrapper(told, encoding="utf-8") if isinstance(err, io.StringIO) else err
    for name, stream in (("stdin", io.TextIOWrapper(io.BytesIO())), ("stdout", out), ("stderr", beside)):
        monkeypatch.setattr(sys, name, stream)
        monkeypatch.setattr(sys, f"__{name}__", stream)
    try:
        cli.main()
    except SystemExit as end:
        sys.stderr.flush()
        return int(end.code or 0), told.getvalue().decode()
    raise AssertionError("it has an exit code")


def events(home) -> dict[str, int]:
    """How many events each session has."""
    found = {}
    for file in (home / "sessions").glob("*.session"):
        with sqlite3.connect(file) as db:
            found[file.name] = db.execute("SELECT count(*) FROM events").fetchone()[0]
        db.close()
    return found


@pytest.fixture(scope="module")
def midst(tmp_path_factory) -> Path:
    """The place for a data folder with a day in the midst of itself, and for the folder that commands are given in."""
    return tmp_path_factory.mktemp("midst")


@pytest.fixture
def place(request, home, tmp_path, midst, monkeypatch):
    """The folder that commands are given in, and a day in the midst of itself: made once, and copied."""
    folder = tmp_path / "place"
    if (midst / "place").exists():
        copied(midst / "home", home)
        shutil.copytree(midst / "place", folder)
    else:
        day = request.getfixturevalue("day")
        folder.mkdir()
        monkeypatch.chdir(folder)
        (folder / "there.toml").write_bytes(SEED.read_bytes())
        for words in BEFORE:
            assert day(*words)[0] == 0, words
        assert not [*home.glob("sessions/*-wal")], "all of it is in the one file"
        copied(home, midst / "home")
        shutil.copytree(folder, midst / "place")
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("kind", STREAMS)
@pytest.mark.parametrize("name", MEANT)
def test_a_command_does_what_it_does_whatever_its_streams_are(name, kind, place, wt, home, tmp_path, monkeypatch):
    if ready := READY.get(name):
        assert wt(*ready)[0] == 0
    before, files = events(home), {*place.iterdir()}
    out, err = (made() for made in STREAMS[kind])
    with monkeypatch.context() as patch:
        patch.setattr("workshop_tui.host.stopping.heed", lambda _end: None)  # this process is pytest's
        patch.setattr("workshop_tui.cli.serve._until", None)  # nobody has the links: nothing is waited for
        code, told = ran((name, *MEANT[name]), out, err, patch)
    speak("en")
    assert "Traceback" not in told
    assert "closed" not in kind or "EBADF" not in told
    changed = events(home) != before or {*place.iterdir()} != files or name == "signal"
    assert changed is (name not in QUESTIONS | SCREENS)
    assert code == (0 if changed else 1)
    if name == "attendance":
        assert sum(events(home).values()) == sum(before.values()) + 3
    if kind == "unread" and name not in SCREENS:
        assert "not shown" not in told
        assert "cannot be written" not in told
    elif "not shown" in told:
        assert told.count("not shown: ") == 1


@only_posix("there is no sh, and no /dev/full")
def test_a_day_is_not_run_through_by_who_waits_for_the_next_to_work(day):
    for to in (">&-", "> /dev/full", "> /dev/full 2>&-", "<&- >&- 2>&-", "| true"):
        before = day("status", "--json")[1]
        tried = f"n=0; until $WT next --language en {to}; do n=$((n+1)); [ $n -lt 3 ] || break; done; exit $n"
        assert shell(tried)[0] == 0, to
        assert day("status", "--json")[1] != before, to
    told = shell("$WT next --language en > /dev/full")[2]
    assert told == "workshop-tui: recorded, not shown: no space is left on the disk\n"
    assert shell("$WT note x --language en >&-")[2] == "workshop-tui: recorded, not shown: standard output is closed\n"


@only_posix("there is no sh, and no /dev/full")
def test_watching_ends_when_nobody_reads_any_more(day):
    assert shell("$WT status --watch > /dev/full")[0] == 1
    assert shell("$WT status --watch >&-")[0] == 1
    assert shell("$WT status --watch | head -n 1 > /dev/null")[2] == ""


@only_posix("there is no sh, and no /dev/full")
def test_nothing_is_served_where_nobody_gets_the_links(day):
    for to, why in (("> /dev/full", "no space is left on the disk"), (">&-", "standard output is closed")):
        told = shell(f"$WT serve day --language en {to}")
        assert told == (1, "", f"workshop-tui: the answer cannot be written: {why}\n"), to
    assert shell("$WT serve day > /dev/full 2>&-")[0] == 1


@only_posix("there is no os.set_blocking of a pipe")
def test_what_is_more_than_a_pipe_takes_at_once_comes_whole_though_it_does_not_wait(day, tmp_path):
    """Rich 2492, mitogen 712: another program has set the pipe so."""
    for _ in range(40):
        assert day("note", "mot " * 1000)[0] == 0
    slow = "import os, sys, time\nos.set_blocking(1, False)\nos.execv(sys.argv[1], sys.argv[1:])"
    line = f"""{sys.executable} -c '{slow}' $WT report --format csv | (sleep 0.5; cat > {tmp_path}/slow.csv)"""
    assert shell(line)[2] == ""
    assert day("report", "--format", "csv", "-o", str(tmp_path / "whole.csv"))[0] == 0
    assert (tmp_path / "slow.csv").read_bytes() == (tmp_path / "whole.csv").read_bytes()
    assert (tmp_path / "slow.csv").stat().st_size > 100_000
