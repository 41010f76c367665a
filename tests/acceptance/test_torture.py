"""The promise under torture: what was acknowledged is there. Bounded in time; anyone can run it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.acceptance.conftest import SEED
from tests.often import often
from workshop_tui.journal.sqlite import SqliteJournal

ROOT = Path(__file__).parent.parent.parent
NOBODY = 65534


@pytest.fixture
def file(command, tmp_path) -> Path:
    command("open", SEED, "--date", "2021-05-04", "--id", "day")
    return tmp_path / "home" / "sessions" / "day.session"


def python(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `code` in a process of its own."""
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )


def test_of_writers_killed_at_random_instants_every_acknowledged_event_is_there_and_no_summary_is_stale(file):
    """Three hundred kills in a run, a thousand at night, on four sessions."""
    kills = often(75, 250)
    files = [file.with_name(f"{seed}.session") for seed in range(4)]
    for one in files:
        shutil.copy(file, one)
    done = subprocess.run(
        [sys.executable, "-m", "tests.acceptance.killing", str(kills), *files],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=480,
    )
    for seed, (one, (acknowledged, stale)) in enumerate(zip(files, json.loads(done.stdout), strict=True)):
        assert stale == [], seed
        with SqliteJournal(one) as journal:
            numbers = [record.number for record in journal.read()]
        assert len(acknowledged) > kills, seed
        assert set(acknowledged) <= set(numbers), seed
        assert numbers == list(range(1, len(numbers) + 1)), seed
        whole = sqlite3.connect(one)
        assert whole.execute("PRAGMA integrity_check").fetchall() == [("ok",)], seed
        whole.close()


FILL = """
import resource, signal, sys
from datetime import UTC, datetime
from pathlib import Path
from workshop_tui.journal import JournalError
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.session.notes.events import NoteTaken
from workshop_tui.session.state import fold
from workshop_tui.session.summary import Summing, read, summed
file = Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
journal, now = SqliteJournal(file), datetime.now(UTC)
soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size + 200_000, hard))
kept = 0
try:
    while kept < 10_000:
        summing = Summing(fold(journal.read()))
        journal.append(NoteTaken(at=now, by="p", text="x" * 5000), now, summing=summing)
        kept += 1
except JournalError as error:
    print(kept, error.message.text)
assert read(journal._kept_summary()) == summed(journal.read()), "the summary is of what was kept"
resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
journal.append(NoteTaken(at=now, by="p", text="room again"), now)
print(len(journal.read()))
"""


def test_on_a_full_disk_it_is_told_nothing_kept_is_lost_and_it_goes_on_when_there_is_room(file):
    done = python(FILL, str(file))
    assert done.returncode == 0, done.stderr
    kept, told = done.stdout.splitlines()[0].split(" ", 1)
    assert int(kept) > 10
    assert told == "the disk is full or failing: {file} cannot be written"
    assert int(done.stdout.splitlines()[1]) == 1 + int(kept) + 1
    with SqliteJournal(file) as journal:
        texts = [getattr(record.event, "text", None) for record in journal.read()[1:]]
    assert texts == ["x" * 5000] * int(kept) + ["room again"]


TOUCH = """
import os, sys, urllib.parse  # used by pathlib from 3.13 on: the interpreter may be out of reach below
from pathlib import Path
from workshop_tui.journal import JournalError
from workshop_tui.journal.sqlite import SqliteJournal
if os.getuid() == 0:
    os.setgid(int(sys.argv[2])); os.setuid(int(sys.argv[2]))
try:
    SqliteJournal(Path(sys.argv[1])).keep_draft("p", "x")
except JournalError as error:
    print(error.message.text)
"""


@pytest.mark.parametrize(("of_file", "of_folder", "to"), [(0o000, 0o755, "read"), (0o444, 0o555, "write")])
def test_without_permission_it_is_told_in_words(tmp_path, of_file, of_folder, to):
    folder = Path("/var/tmp") / f"workshop-tui-{os.getpid()}-{of_file}"  # a folder that nobody may reach
    folder.mkdir()
    try:
        file = folder / "day.session"
        SqliteJournal(file, create=True).close()
        if os.getuid() == 0:
            os.chown(file, NOBODY, NOBODY)
        file.chmod(of_file)
        folder.chmod(of_folder)
        done = python(TOUCH, str(file), str(NOBODY))
        assert done.stderr == ""
        assert done.stdout.startswith(f"no permission to {to} {{file}}")
    finally:
        folder.chmod(0o755)
        for left in folder.iterdir():
            left.unlink()
        folder.rmdir()


TOGETHER = """
import json, os, sys, tempfile
from pathlib import Path
from workshop_tui import cli
from workshop_tui.cli import commands, day, instants, remedies  # each process has them before it begins
from workshop_tui.journal import sessions, sqlite
from workshop_tui.session import decide, versions
from workshop_tui.text import persons
waits, begins = os.pipe()
said = {}
for k in range(20):
    told = tempfile.TemporaryFile()
    if not (child := os.fork()):
        os.close(begins)
        os.read(waits, 1)  # until all are there
        os.dup2(told.fileno(), 2)
        sys.argv = ["workshop-tui", "next", "--from", "accueil", "--at", "9h10", "--as", f"n{k}", "--language", "en"]
        code = 70
        try:
            cli.main()
        except SystemExit as end:
            code = end.code
        sys.stderr.flush()
        os._exit(code)
    said[child] = told
os.close(begins)
ended = []
for child, told in said.items():
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    told.seek(0)
    ended.append([told.read().decode(), code])
print("\\n" + json.dumps(ended))
"""


def test_twenty_processes_that_mean_the_same_next_move_the_day_one_segment(
    command, status, file, tmp_path, monkeypatch
):
    """At the same instant: forks of one that has imported the program wait for each other."""
    command("next", "--at", "9h")
    monkeypatch.setenv("WORKSHOP_TUI_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LANG", "C.UTF-8")
    told = python(TOGETHER)
    assert told.returncode == 0, told.stderr
    done = json.loads(told.stdout.splitlines()[-1])
    assert sorted(code for _said, code in done) == [0] + [1] * 19
    refused = [err.replace("\xa0", " ") for err, code in done if code]
    assert all("“Tour d’écran : qui je suis, quel collectif, quelles attentes”" in words for words in refused)
    assert status()["live"]["segment"] == "tour"
    with SqliteJournal(file) as journal:
        assert len(journal.read()) == 3


def test_backup_and_repair_from_the_command_line(command, program, file, tmp_path):
    command("next", "--at", "9h", "--as", "pascal")
    command("note", "une note abîmée", "--at", "9h01", "--as", "pascal")
    copy = tmp_path / "copy.session"
    assert program("backup", "-o", str(copy)).strip() == str(copy)
    whole = sqlite3.connect(file)
    whole.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole.close()
    file.write_bytes(file.read_bytes().replace("une note abîmée".encode(), "unE note abîmée".encode()))
    assert "repair" in program("status", code=1)
    assert "repair" in command("next", code=1)
    assert program("repair", "day").strip().endswith("day-repaired.session")
    assert json.loads(command("status", "--json", "-s", "day-repaired"))["live"]["segment"] == "accueil"
    assert "unE note abîmée" in command("report", "-s", "day-repaired")
    assert "une note abîmée" in command("report", "-s", str(copy))
    (tmp_path / "junk.session").write_bytes(b"SQLite format 3\0" + b"junk" * 500)
    assert "Traceback" not in program("repair", str(tmp_path / "junk.session"), code=1)
