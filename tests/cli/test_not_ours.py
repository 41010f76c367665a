"""Folders and sessions that are another's: what looks works there, what writes is refused in one line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest

from tests.cli.forked import Program, program
from tests.conftest import SEED
from tests.systems import ON_WINDOWS, mode_of, only_posix
from workshop_tui.locale import speak

PROGRAM = [sys.executable, "-m", "workshop_tui"]


def ran(prefix: list[str], *words: str, **variables: str) -> tuple[int, str, str]:
    """The program behind `prefix`, with no other variables than these."""
    try:
        done = subprocess.run(
            [*prefix, *PROGRAM, *words],
            env=variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=60,
            check=False,
        )
    except FileNotFoundError:
        pytest.skip(f"there is no {prefix[0]} here")
    return done.returncode, done.stdout.decode(), done.stderr.decode()


BEFORE = (
    "workshop_tui.agenda.gate", "workshop_tui.cli.day", "workshop_tui.cli.reporting", "workshop_tui.report.formats",
    "workshop_tui.report.markdown", "workshop_tui.session.decide",
)  # fmt: skip
"""Modules that some of these commands want."""
Ran = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="session")
def unprivileged() -> Iterator[Program]:
    """The program with no more rights than modes give it: root has them all."""
    drop = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-all"]
    if os.geteuid():
        drop = []
    elif shutil.which(drop[0]) is None:
        pytest.skip(f"there is no {drop[0]} here")
    with program((), BEFORE, drop) as running:
        yield running


@pytest.fixture
def without_rights(unprivileged, tmp_path) -> Ran:
    """Does a command with no more rights than modes give it."""

    def run(*words: str) -> tuple[int, str, str]:
        done = unprivileged.run(words, tmp_path)
        return done.code, done.out, done.err

    return run


@pytest.fixture
def another_s(day, home):
    """The file of `day`, with a note in it, which nobody may write, nor the folder that it lies in."""
    day("note", "un local", "-s", "day")
    file = home / "sessions" / "day.session"
    file.chmod(0o444)
    file.parent.chmod(0o555)
    yield file
    file.parent.chmod(0o755)


ONLY_READ = "no permission to write {file}: it can only be looked at\n"
LOOK = {
    "status": ("--language", "en"), "notes": ("--language", "en"), "matrix": ("--language", "en"),
    "report": ("--language", "en"), "fit": ("--language", "en"), "attendance": ("--language", "en"),
    "why": ("--language", "en"), "initiative": ("--language", "en"),
}  # fmt: skip
WRITE: dict[str, tuple[str, ...]] = {
    "next": (), "note": ("x",), "pin": ("2",), "withdraw": ("2",), "extend": ("5", "tour"),
    "initiative": ("L'atelier",), "signal": ("two-minutes",),
}  # fmt: skip


@only_posix("a mode says nothing of who may")
@pytest.mark.parametrize("name", LOOK)
def test_a_session_of_another_s_is_looked_at(another_s, without_rights, name):
    code, out, err = without_rights(name, *LOOK[name])
    assert (code, err) == (0, f"workshop-tui: {ONLY_READ.format(file=another_s)}")
    assert "un local" in out or name not in ("notes", "report")
    assert [file.name for file in another_s.parent.iterdir()] == ["day.session"], "nothing is left beside it"


@only_posix("a mode says nothing of who may")
def test_sessions_of_another_s_are_listed_and_copied_elsewhere(another_s, without_rights, tmp_path):
    code, out, err = without_rights("sessions")
    assert (code, out.split("\t")[0], err) == (0, "day", "")
    copy = tmp_path / "copy.session"
    assert without_rights("backup", "day", "-o", str(copy)) == (0, f"{copy}\n", "")
    assert "un local" in without_rights("notes", "-s", str(copy))[1]


@only_posix("a mode says nothing of who may")
@pytest.mark.parametrize("name", WRITE)
def test_what_would_write_a_session_of_another_s_is_refused_in_one_line(another_s, without_rights, name):
    code, out, err = without_rights(name, *WRITE[name], "--language", "en")
    assert (code, out, err) == (1, "", f"workshop-tui: {ONLY_READ.format(file=another_s)}")


@only_posix("a mode says nothing of who may")
@pytest.mark.parametrize(("file", "folder"), [(0o600, 0o555), (0o444, 0o755)])
def test_a_file_or_a_folder_alone_that_nobody_may_write_is_enough(another_s, without_rights, file, folder):
    another_s.chmod(file)
    another_s.parent.chmod(folder)
    code, out, _err = without_rights("notes")
    assert (code, "un local" in out) == (0, True)
    assert without_rights("note", "x", "--language", "en")[2] == f"workshop-tui: {ONLY_READ.format(file=another_s)}"
    left = {file.name for file in another_s.parent.iterdir()} - {".summaries"}
    assert left == {"day.session"}, "no log, which would be this person's"


@only_posix("a mode says nothing of who may")
def test_a_link_to_a_session_in_a_folder_of_another_s_is_enough_too(another_s, day, without_rights, tmp_path):
    another_s.chmod(0o644)
    link = tmp_path / "link.session"
    link.symlink_to(another_s)
    code, out, err = without_rights("notes", "-s", str(link), "--language", "en")
    assert (code, "un local" in out, err) == (0, True, f"workshop-tui: {ONLY_READ.format(file=link)}")


@only_posix("a mode says nothing of who may")
def test_a_session_that_may_not_be_read_says_so(another_s, without_rights):
    another_s.chmod(0o000)
    code, out, err = without_rights("status", "-s", "day")
    assert (code, out, err) == (1, "", f"workshop-tui: no permission to read {another_s}\n")


@only_posix("a mode says nothing of who may")
@pytest.mark.parametrize("folder", ["", "sessions"])
def test_a_data_folder_that_is_not_ours_names_the_variable_to_set(home, without_rights, folder):
    place = home / folder
    place.mkdir(parents=True)
    asked = (("open", str(SEED), "--id", "new"), ("status",), ("sessions",), ("backup", "day"), ("next",))
    for mode, refused in ((0o000, asked), (0o444, asked if folder == "" else asked[:1]), (0o555, asked[:1])):
        place.chmod(mode)
        for words in refused:
            code, out, err = without_rights(*words)
            assert (code, out, err.count("\n")) == (1, "", 1), words
            assert "permission" in err, words
            assert "(WORKSHOP_TUI_HOME names another folder)" in err or "WORKSHOP_TUI_HOME" in err, words
    place.chmod(0o755)


NOBODY = ["unshare", "--user", "--map-user=12345", "--map-group=12345", "--"]
SET = "workshop-tui: this account has no folder here: set HOME, or WORKSHOP_TUI_HOME (the folder for sessions)\n"


@pytest.mark.parametrize(
    "words", [("status",), ("agendas",), ("open", str(SEED), "--language", "en"), ("notes", "x"), ("backup",)]
)
@only_posix("everybody has a folder")
def test_without_a_home_in_any_place_one_line_names_the_variable_to_set(wt, monkeypatch, words):
    for name in ("HOME", "WORKSHOP_TUI_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 123_456_789)
    assert wt(*words) == (1, "", SET.replace("workshop-tui", "Error", 1))


@only_posix("everybody has a folder")
def test_the_program_in_no_environment_by_a_number_that_nobody_has_is_one_line():
    if subprocess.run([*NOBODY, "true"], capture_output=True, check=False).returncode:
        pytest.skip("nobody may be another here")
    assert ran(NOBODY, "status", PATH=os.environ["PATH"]) == (1, "", SET)
    assert ran(NOBODY, "open", str(SEED), "--as", "x", "--language", "en", PATH=os.environ["PATH"]) == (1, "", SET)
    told = "workshop-tui: who does it is not known here: say it with --as, or in WORKSHOP_TUI_AS\n"
    assert ran(NOBODY, "note", "x", PATH=os.environ["PATH"]) == (1, "", told)


# ── a folder that several share ────────────────────────────────────────────────────────────────────────────
LEFT = (
    "._day.session", ".DS_Store", "desktop.ini", "Thumbs.db", "day.session~", "~day.session", "~$day.session",
    ".~lock.day.session#", "#day.session#", ".#day.session", ".day.session.swp", "day.session.part",
    ".syncthing.day.session.tmp", "~syncthing~day.session.tmp", ".day.session.h8Gk2L", "day.session.crdownload",
    ".session", ".~day.session", "~WRL0001.session", "day~.session", "day.session.!sync", ".day.session.icloud",
)  # fmt: skip
"""Names of what systems, editors and programs that keep folders in step leave beside a session."""


@pytest.mark.parametrize("name", [name for name in LEFT if not (ON_WINDOWS and set(name) & set('*:"<>?|'))])
def test_what_other_programs_leave_in_the_folder_is_no_session(day, home, name):
    home.joinpath("sessions", name).write_bytes(b"\x00\x05\x16\x07junk")
    code, out, err = day("sessions")
    assert (code, [line.split("\t")[0] for line in out.splitlines()], err) == (0, ["day"], "")
    assert day("status")[0] == 0, "and day is the only one"
    speak("en")
    assert "there is no session" in day("status", "-s", name.removesuffix(".session") or name)[2]
    assert day("delete", "day", "--yes")[0] == 0
    assert home.joinpath("sessions", name).exists()


def test_a_folder_that_is_called_like_a_session_is_none(day, home):
    home.joinpath("sessions", "other.session").mkdir()
    assert day("status")[0] == 0
    assert day("sessions")[1].count("\n") == 1


@only_posix("there are no groups of that kind")
def test_a_backup_into_a_folder_of_a_group_is_the_group_s(day, tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    if os.geteuid() == 0:
        os.chown(shared, -1, 1234)
    shared.chmod(0o2770)
    old = os.umask(0o077)
    try:
        assert day("backup", "day", "-o", str(shared / "copy.session"))[0] == 0
    finally:
        os.umask(old)
    assert mode_of(shared / "copy.session") == 0o660
    assert (shared / "copy.session").stat().st_gid == shared.stat().st_gid
    assert day("backup", "day", "-o", str(tmp_path / "mine.session"))[0] == 0
    assert mode_of(tmp_path / "mine.session") == 0o600
