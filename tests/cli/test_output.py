"""Where `-o` writes: through links, into pipes and devices, to standard output, into files that stay what they were."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.forked import Program, program
from tests.cli.shell import shell
from tests.conftest import utc
from tests.systems import mode_of, only_posix
from workshop_tui.clock import SystemClock
from workshop_tui.host import overwriting
from workshop_tui.journal.sqlite import SqliteJournal

TEXTS = {
    "report": ("-s", "day"), "report --format csv": ("-s", "day", "--format", "csv"),
    "report --format json": ("-s", "day", "--format", "json"), "report --format ics": ("-s", "day", "--format", "ics"),
    "report --format html": ("-s", "day", "--format", "html"), "agenda": ("--from", "day"), "codes": ("-s", "day"),
    "report --format toml": ("-s", "day", "--format", "toml", "--names"),
    "report --kind review": ("-s", "day", "--kind", "review"),
}  # fmt: skip
"""Commands that write a text, and their words."""
SESSIONS = {"backup": ("day",), "repair": ("day",)}
"""Commands that write a session."""


@pytest.fixture
def place(day, tmp_path, monkeypatch, once_done) -> Path:
    """The folder that commands are given in; the clock stands."""
    monkeypatch.setattr(SystemClock, "now", lambda _clock: utc(10))
    folder = tmp_path / "place"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def prepare() -> None:
        day("attendance", "Marie Dupont", "--expected", "-s", "day")
        day("note", "un local", "-s", "day")

    once_done(prepare)
    return folder


def is_session(raw: bytes, folder: Path) -> bool:
    (folder / "read.session").write_bytes(raw)
    with SqliteJournal(folder / "read.session") as journal:
        return "un local" in str(journal.read())


@pytest.mark.parametrize("name", TEXTS)
def test_a_dash_is_standard_output(wt, place, name):
    printed = wt(name.split()[0], *TEXTS[name])
    assert printed[0] == 0
    assert wt(name.split()[0], *TEXTS[name], "-o", "-")[:2] == printed[:2]
    assert list(place.iterdir()) == []
    assert wt(name.split()[0], *TEXTS[name], "-o", "./-")[:2] == (0, "")
    assert [file.name for file in place.iterdir()] == ["-"], "a file of that name has a folder before it"


@pytest.mark.parametrize("name", SESSIONS)
def test_a_session_goes_to_standard_output_too(place, name):
    done = subprocess.run(
        [sys.executable, "-m", "workshop_tui", name, *SESSIONS[name], "-o", "-"], capture_output=True, check=True
    )
    assert is_session(done.stdout, place.parent)
    assert list(place.iterdir()) == []


@only_posix("there is no script")
def test_a_session_is_not_written_to_a_terminal(place):
    code, out, _err = shell('script -qec "$WT backup day -o -" /dev/null </dev/null')
    assert (code, out.count("\n")) == (1, 1)
    assert "SQLite" not in out


def test_new_writes_to_standard_output_too(wt, place):
    code, out, err = wt("new", "-")
    assert (code, "[[blocks]]" in out, err) == (0, True, "")
    assert list(place.iterdir()) == []


def test_pictures_have_no_place_beside_standard_output(wt, place):
    code, _out, err = wt("report", "-s", "day", "--pictures", "-o", "-")
    assert (code, "--pictures" in err) == (2, True)


@only_posix("a link is seldom made")
@pytest.mark.parametrize("name", TEXTS)
def test_a_link_is_written_through(wt, place, name):
    (place / "real").mkdir()
    (place / "real" / "target").write_text("xyzzy")
    (place / "link").symlink_to("real/target")
    (place / "other").symlink_to("link")
    assert wt(name.split()[0], *TEXTS[name], "-o", "other")[0] == 1, "what it leads to is there already"
    assert wt(name.split()[0], *TEXTS[name], "-o", "other", "--force")[0] == 0
    assert (place / "other").is_symlink()
    assert (place / "link").is_symlink()
    assert "xyzzy" not in (place / "real" / "target").read_text(encoding="utf-8")
    assert [file.name for file in (place / "real").iterdir()] == ["target"]


@only_posix("a link is seldom made")
@pytest.mark.parametrize("name", [*TEXTS, *SESSIONS])
def test_a_link_to_a_file_that_is_not_there_yet_makes_that_file(wt, place, name):
    (place / "link").symlink_to("target")
    assert wt(name.split()[0], *(TEXTS | SESSIONS)[name], "-o", "link")[0] == 0
    assert (place / "link").is_symlink()
    assert (place / "target").stat().st_size > 0


@only_posix("a link is seldom made")
@pytest.mark.parametrize("name", [*TEXTS, *SESSIONS])
def test_links_that_lead_round_in_a_circle_or_nowhere_are_refused_in_one_line(wt, place, name):
    (place / "one").symlink_to("two")
    (place / "two").symlink_to("one")
    (place / "nowhere").symlink_to("gone/file")
    for file in ("one", "nowhere"):
        code, out, err = wt(name.split()[0], *(TEXTS | SESSIONS)[name], "-o", file)
        assert (code, out, err.count("\n")) == (1, "", 1), file
        assert (place / file).is_symlink()


@only_posix("there are no pipes with a name in a folder")
@pytest.mark.parametrize("name", [*TEXTS, *SESSIONS])
def test_a_pipe_gets_it(wt, place, name):
    os.mkfifo(place / "pipe")
    (place / "link").symlink_to("pipe")
    reader = subprocess.Popen(["cat", place / "pipe"], stdout=subprocess.PIPE)
    descriptor = os.open(place / "pipe", os.O_WRONLY)  # the reader is there
    code, out, err = wt(name.split()[0], *(TEXTS | SESSIONS)[name], "-o", "link")
    os.close(descriptor)
    got = reader.communicate()[0]
    assert (code, out) == (0, ""), err
    assert (place / "pipe").is_fifo()
    if name in SESSIONS:
        assert is_session(got, place.parent)
    else:
        assert got.decode().replace("\r\n", "\n") == wt(name.split()[0], *TEXTS[name])[1]


@only_posix("there are no devices in a folder")
@pytest.mark.parametrize("name", [*TEXTS, *SESSIONS])
def test_a_device_takes_it(wt, place, name):
    assert wt(name.split()[0], *(TEXTS | SESSIONS)[name], "-o", "/dev/null")[:2] == (0, "")
    assert Path("/dev/null").is_char_device()
    code, _out, err = wt(name.split()[0], *(TEXTS | SESSIONS)[name], "-o", "/dev/full", "--language", "en")
    assert (code, err.count("\n")) == (1, 1)


@pytest.fixture(scope="module")
def forks() -> Iterator[Program]:
    before = ("cli.reporting", "report.formats", "report.markdown", "report.next_agenda", "agenda.reading")
    with program((), [f"workshop_tui.{name}" for name in before]) as running:
        yield running


@only_posix("there is no sh")
@pytest.mark.parametrize("stream", ["/dev/stdout", "/dev/fd/1", "link"])
@pytest.mark.parametrize("name", ["report", "agenda", "backup"])
def test_a_stream_that_leads_to_a_file_goes_on_in_it(place, forks, name, stream):
    (place / "link").symlink_to("/dev/stdout")
    done = forks.run((name, *(TEXTS | SESSIONS)[name], "-o", stream), place, between=place / "file")
    assert (done.code, done.err) == (0, "")
    page = (place / "file").read_bytes()
    assert page.startswith(b"head\n")
    assert page.endswith(b"tail\n")
    assert len(page) > 1000


@only_posix("there is no sh")
def test_a_program_goes_on_in_the_file_that_a_shell_writes(place):
    code, _out, err = shell("(echo head; $WT agenda --from day -o /dev/stdout; code=$?; echo tail; exit $code) > file")
    assert (code, err) == (0, "")
    page = (place / "file").read_bytes()
    assert (page[:5], page[-5:], len(page) > 1000) == (b"head\n", b"tail\n", True)


@only_posix("files have no modes")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o666, 0o755])
def test_a_file_that_is_overwritten_keeps_its_mode_and_owner(wt, place, mode):
    file = place / "report.md"
    file.write_text("old")
    file.chmod(mode)
    if os.geteuid() == 0:
        os.chown(file, 1234, 1235)
    before = file.stat()
    assert wt("report", "-s", "day", "-o", "report.md", "--force")[0] == 0
    after = file.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)
    assert file.read_text(encoding="utf-8").startswith("# ")
    assert [one.name for one in place.iterdir()] == ["report.md"]


@only_posix("files have no modes")
@pytest.mark.parametrize(
    "words", [("codes",), ("report", "--format", "toml", "--names"), ("report", "--kind", "review")]
)
def test_what_names_people_is_readable_by_no_stranger_whatever_stood_there(wt, place, words):
    for mode, then in ((0o644, 0o640), (0o660, 0o660), (0o600, 0o600)):
        (place / "file").write_text("old")
        (place / "file").chmod(mode)
        assert wt(*words, "-s", "day", "-o", "file", "--force")[0] == 0
        assert mode_of(place / "file") == then


@only_posix("files have no modes")
def test_a_file_of_another_s_who_lets_us_write_stays_another_s(wt, place, monkeypatch):
    def refused(*_told: object) -> None:
        raise PermissionError(1, "no")

    file = place / "report.md"
    file.write_text("old" * 10_000)
    before = file.stat()
    monkeypatch.setattr(overwriting, "_made_alike", lambda *_told, own: False)
    assert wt("report", "-s", "day", "-o", "report.md", "--force")[0] == 0
    after = file.stat()
    assert after.st_ino == before.st_ino
    assert file.read_text(encoding="utf-8") == wt("report", "-s", "day")[1]
    file.write_text("old")
    monkeypatch.setattr(overwriting, "keep", refused)
    assert wt("report", "-s", "day", "-o", "report.md", "--force")[0] == 1
    assert file.read_text() == "old", "as it was"


@only_posix("files have no modes")
def test_both_names_of_a_file_are_one_file_still(wt, place):
    (place / "report.md").write_text("old")
    (place / "copy.md").hardlink_to(place / "report.md")
    assert wt("report", "-s", "day", "-o", "report.md", "--force")[0] == 0
    assert (place / "copy.md").read_text(encoding="utf-8").startswith("# ")
