"""Disks that refuse, fail or can only be read: a sentence, and the session is the one before or the one after.

More of the same by hand, 300 kills among it: `EVERY=1 FAULTS=all uv run pytest tests/acceptance/test_disks.py`.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from itertools import count, product
from pathlib import Path

import pytest

from tests.acceptance.conftest import SEED
from tests.acceptance.faulty import Faulty
from tests.acceptance.terminal import PROGRAM
from tests.conftest import DAY, created, utc
from workshop_tui.clock import FixedClock
from workshop_tui.host.placing import is_reserved
from workshop_tui.journal.sessions import load
from workshop_tui.journal.sqlite import Folder, SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote

EVERY = int(os.environ.get("EVERY", "12"))
"""One call in so many is killed at."""
FEW = [
    ("link,linkat:error=EPERM", "1+"), ("link,linkat:error=EOPNOTSUPP", "1+"), ("link,linkat:error=EIO", "1+"),
    ("fsync:error=EIO", "1"), ("fdatasync:error=EIO", "1+"), ("fdatasync:error=EIO", "3"), ("pwrite64:error=EIO", "4"),
    ("pwrite64:error=ENOSPC", "1+"), ("pwrite64:error=ENOSPC", "2"), ("pwrite64:error=EDQUOT", "6"),
    ("fcntl:error=ENOLCK", "3"), ("ftruncate:error=EIO", "1+"), ("unlink:error=EIO", "1+"),
]  # fmt: skip
CALLS = ("link,linkat", "rename,renameat2", "fsync", "fdatasync", "pwrite64", "fcntl", "ftruncate", "unlink", "flock")
ERRORS = ("EPERM", "EROFS", "EIO", "ENOSPC", "EDQUOT", "ENOLCK")
ALL = [
    (f"{calls}:error={error}", when) for calls, error, when in product(CALLS, ERRORS, ["1+", "1", "2", "3", "5", "8"])
]
FAULTS = ALL if os.environ.get("FAULTS") == "all" else FEW


@pytest.fixture(scope="session")
def faulty(tmp_path_factory) -> Iterator[Faulty]:
    if shutil.which("strace") is None:
        pytest.skip("no strace (Debian: apt-get install strace)")
    if subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode:
        pytest.skip("no process may be traced here")
    started = Faulty(tmp_path_factory.mktemp("faulty"))
    yield started
    started.close()


@pytest.fixture
def before(seed, tmp_path) -> Folder:
    """A session with two notes."""
    file = created(tmp_path / "home" / "sessions", seed, DAY, "day", FixedClock(utc(9)), "pascal")
    session = Session(SqliteJournal(file), FixedClock(utc(9)), "pascal")
    session.do(TakeNote("Mme Unetelle"))
    session.do(TakeNote("une autre"))
    session.close()
    return Folder(file.parent)


def texts(store: Folder, name: str) -> list[str]:
    """The notes of a session, which is whole."""
    return [note.taken.text for note in load(store, name).notebook.notes]


@pytest.mark.parametrize(("calls", "when"), FAULTS)
def test_whatever_the_system_refuses_a_session_is_that_before_or_that_after(faulty, before, tmp_path, calls, when):
    copy = tmp_path / "copy.session"
    commands = (
        ["open", SEED, "--id", "new"],
        ["note", "fraîche", "-s", "day"],
        ["forget", "2", "-s", "day", "--yes"],
        ["backup", "day", "-o", str(copy)],
    )
    answers = faulty.answers(tmp_path / "home", [f"{calls}:when={when}"], commands)
    for code, said in answers:
        assert code in (0, 1)
        assert not [words for words in ("Traceback", ".making", "damaged", "abîmé") if words in said]
        assert said.count("\n") == code, "one line"
    opened, noted, forgot, copied = (code == 0 for code, _said in answers)
    assert before.ids() == ["day", "new"] if opened else set(before.ids()) <= {"day", "new"}
    assert not before.has("new") or texts(before, "new") == []
    now = texts(before, "day")
    assert "une autre" in now
    assert "fraîche" in now or not noted
    assert "Mme Unetelle" not in now or not forgot
    assert copy.exists() or not copied
    assert not copy.exists() or "une autre" in texts(before, str(copy))
    hidden = [file for folder in (before.path, tmp_path) for file in folder.iterdir() if file.name.startswith(".")]
    assert not hidden or calls.startswith("unlink")


NO_LINKS = ("link,linkat:error=EPERM",)
NEITHER = (*NO_LINKS, "renameat2:error=EINVAL")
STEPS = "openat,rename,fsync,fdatasync,unlink,pwrite64,flock,close,fcntl,pread64,lseek,newfstatat"


@pytest.mark.parametrize("disk", [NO_LINKS, NEITHER], ids=["no links", "neither links nor a rename that refuses"])
@pytest.mark.parametrize("command", ["open", "backup"])
def test_killed_at_any_step_a_session_is_whole_or_none_where_there_are_no_hard_links(
    faulty, before, tmp_path, disk, command
):
    made = {"open": before.file_of("new"), "backup": tmp_path / "copy.session"}[command]
    words = {"open": ["open", SEED, "--id", "new"], "backup": ["backup", "day", "-o", str(made)]}[command]
    for step in count(1, EVERY):
        ((code, said),) = faulty.answers(tmp_path / "home", [f"{STEPS}:signal=KILL:when={step}", *disk], [words])
        if code == 0:
            break
        assert (code, said) == (-9, "")
        if not made.exists() or is_reserved(made):
            assert before.ids() == ["day"]
            ((code, said),) = faulty.answers(tmp_path / "home", disk, [words])
            assert (code, said) == (0, "")
        assert texts(before, str(made)) == ([] if command == "open" else ["Mme Unetelle", "une autre"])
        made.unlink()
        for left in made.parent.glob(".*.making*"):
            left.unlink()  # one is looked at again by each that comes after it
    assert step > 40


def test_killed_between_the_reservation_of_a_name_and_its_file_nothing_is_listed_and_it_can_be_made(
    faulty, before, tmp_path
):
    again, home = ["open", SEED, "--id", "new"], tmp_path / "home"
    assert faulty.answers(home, ["rename:signal=KILL:when=1", *NEITHER], [again]) == [(-9, "")]
    assert is_reserved(before.file_of("new"))
    assert (before.ids(), before.has("new")) == (["day"], False)
    assert faulty.answers(home, NEITHER, [again]) == [(0, "")]
    assert texts(before, "new") == []


def test_a_process_that_forks_and_has_ended_is_told_by_one_test_alone(faulty, before, tmp_path):
    status = [["status", "-s", "day"]]
    faulty._process.kill()
    faulty._process.wait()
    with pytest.raises(AssertionError, match="ended: -9"):
        faulty.answers(tmp_path / "home", NO_LINKS, status)
    assert faulty.answers(tmp_path / "home", NO_LINKS, status) == [(0, "")]


def read_only(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The program, with `folder` on a disk that is read-only."""
    may = subprocess.run(["unshare", "--map-root-user", "--mount", "true"], capture_output=True, check=False)
    if may.returncode:
        pytest.skip("nothing may be mounted here")
    script = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'
    return subprocess.run(
        ["unshare", "--map-root-user", "--mount", "sh", "-c", script, "sh", str(folder), PROGRAM, *words],
        env=os.environ | {"WORKSHOP_TUI_HOME": str(folder), "WORKSHOP_TUI_AS": "pascal", "LANG": "en_GB.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_session_on_a_read_only_disk_is_read_and_says_so(before, tmp_path):
    for name in ("status", "notes"):
        done = read_only(tmp_path / "home", name, "--language", "en")
        assert done.returncode == 0, done.stderr
        assert "this disk is read-only: " in done.stderr
        assert done.stderr.count("\n") == 1
    assert "Mme Unetelle" in done.stdout
    for words in (("note", "x"), ("forget", "2", "--yes"), ("delete", "day", "--yes"), ("open", SEED)):
        done = read_only(tmp_path / "home", *words)
        assert done.returncode == 1, words
        assert "read-only" in done.stderr or "lecture" in done.stderr
        assert "Traceback" not in done.stderr
    assert texts(before, "day") == ["Mme Unetelle", "une autre"]


def test_what_is_in_the_log_alone_is_read_on_a_read_only_disk_too(before, tmp_path):
    with SqliteJournal(before.file_of("day")) as journal:
        session = Session(journal, FixedClock(utc(9)), "pascal")
        session.do(TakeNote("dans le journal"))
        shutil.copytree(tmp_path / "home", tmp_path / "stick")
    assert (tmp_path / "stick" / "sessions" / "day.session-wal").stat().st_size
    assert "dans le journal" in read_only(tmp_path / "stick", "notes").stdout
