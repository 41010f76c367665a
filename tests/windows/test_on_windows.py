"""The program on Windows: the same day, the same reports, the same care for what was said."""

from __future__ import annotations

import base64
import getpass
import json
import os
import re
import shutil
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pexpect

from tests.cli.speaking import FOR_MACHINES
from tests.often import often
from tests.seed import one_day
from tests.windows.conftest import ROOT
from workshop_tui.clock import SystemClock
from workshop_tui.journal.sqlite import Folder
from workshop_tui.opening import create

PLAYED = ("-m", "tests.windows.played")
END = "\x1e"
"""The sign that is written after a command."""
KILLS, AT_ONCE = often(8, 20), 4


def seed_day(agenda: str, folder: Path) -> list[list[str]]:
    """The commands of the seed's day, as the shell gives them, to a function of its own: a program starts 80 times."""
    recorder = f"() {{ printf '%s\\0' \"$@\" '{END}' >> '{folder / 'said'}'; }}"
    script, environment = ROOT / "tests" / "windows" / "seed-day.sh", {**os.environ, "BASH_FUNC_recorder%%": recorder}
    subprocess.run([script, "recorder", agenda], check=True, env=environment)
    return [words.split("\0")[:-1] for words in (folder / "said").read_text().split(f"{END}\0")[:-1]]


def answered(child: subprocess.Popen[bytes]) -> str:
    assert child.stdout
    return child.stdout.readline().decode().strip()


def test_the_seed_s_day_has_the_same_reports_as_here_byte_for_byte(windows, tmp_path):
    commands = seed_day("AGENDA", tmp_path)
    assert len(commands) > 70

    def told(agenda: str) -> bytes:
        return json.dumps([[agenda if word == "AGENDA" else word for word in words] for words in commands]).encode()

    seed = ROOT / "agendas" / "collectifs-habitants.toml"
    windows.home.parent.joinpath("here").mkdir()
    there = windows.start(*PLAYED, "day")
    here = subprocess.run(
        [sys.executable, *PLAYED, "day"],
        input=told(str(seed)),
        capture_output=True,
        check=False,
        cwd=tmp_path / "here",
        env={**os.environ, "WORKSHOP_TUI_HOME": str(tmp_path / "here"), "PYTHONPATH": str(ROOT), "LANGUAGE": "en"},
    )
    out, err = there.communicate(told(windows.path(seed)), timeout=300)
    told_why = (err + here.stderr).decode(errors="replace")  # Wine writes in a page of its own
    assert (there.returncode, here.returncode) == (0, 0), told_why
    ours, theirs = json.loads(here.stdout), json.loads(out)
    assert len(ours) > 30
    for name, page in ours.items():
        assert base64.b64decode(theirs[name]) == base64.b64decode(page), name


def test_a_console_in_any_code_page_is_written_what_it_is_here(windows, spoken, tmp_path):
    """Compare what was typed: folders are called otherwise there.

    In two pages, the console's own in Western Europe among them: every page is tried here (`test_encodings`).
    """
    there = tmp_path / "there"
    there.mkdir()
    words, pages = ("-m", "tests.cli.speaking", "fr"), ("utf-8", "cp850")
    child = windows.start(*words, windows.path(there), *pages, LANGUAGE="fr", WORKSHOP_TUI_AS="Zoë")
    ours = {call: said for call, said in spoken("fr").items() if call[1] in pages}
    out, err = child.communicate(timeout=300)
    assert child.returncode == 0, err.decode()
    theirs = {(name, encoding): rest for name, encoding, *rest in json.loads(out)}
    assert theirs.keys() == ours.keys()
    for (name, encoding), rest in ours.items():
        if name == "doctor":  # says the machine
            continue
        code, *streams = theirs[name, encoding]
        assert code == rest[0], (name, encoding, base64.b64decode(streams[1]))
        read_in = ("utf-8" if name in FOR_MACHINES else encoding, encoding)  # a person reads standard error
        for ours_said, said, page in zip(rest[1:], streams, read_in, strict=True):
            assert plain(base64.b64decode(said), page) == plain(ours_said, page), (name, encoding)


def plain(written: bytes, encoding: str) -> list[str]:
    """The words of it, but for those that name a file of this machine, and marks of a process or an instant."""
    text = re.sub(r"\S*[/\\]\S*", "FILE", written.decode(encoding))
    return text.split()


def test_a_pipe_that_no_console_reads_is_utf_8_and_what_python_is_told_is_heeded(opened):
    code, out, err = opened.run("note", "œuf → 🚲", LANGUAGE="fr", USERNAME="", WORKSHOP_TUI_AS="")
    assert (code, err) == (0, b"")
    assert out.decode().endswith("\n")
    assert "\r" not in out.decode()
    assert opened.run("notes", "-s", "là", LANGUAGE="fr")[2].decode() == (
        "workshop-tui: il n’y a pas de session «\u00a0là\u00a0»\u00a0; il y a\u00a0: day\n"
    )
    code, out, _err = opened.run("notes", PYTHONIOENCODING="cp850")
    assert "oeuf -> :bicycle:\n" in out.decode("cp850")
    assert "  ?  " not in out.decode("cp850")


def test_what_comes_in_is_in_utf_8_or_in_windows_code_page_or_refused(opened):
    assert opened.run("note", "-", given="déjà\r\nlà".encode("cp1252"))[0] == 0
    assert opened.run("note", "-", given="déjà ﬁn".encode("utf-16"))[0] == 0
    code, out, err = opened.run("note", "-", given=b"caf\x81", LANGUAGE="en")
    assert (code, out, err.count(b"\n")) == (1, b"", 1)
    assert opened.notes() == ["déjà\nlà", "déjà ﬁn"]


def test_a_session_is_named_by_its_file_as_windows_writes_it(opened, tmp_path):
    file = tmp_path / "a b été.session"
    shutil.copy(opened.home / "sessions" / "day.session", file)
    names = (opened.path(file), ".\\a b été.session", "a b été.session", "./a b été.session", f"Z:{file}")
    told = opened.said(*(("status", "--json", "-s", name) for name in names), ("status", "-s", "C:\\none.session"))
    for code, out, err in told[:-1]:
        assert code == 0, err
        assert json.loads(out)["session"] == "day"
    assert told[-1] == (1, "", "workshop-tui: there is no session “C:\\none.session”; there are: day\n")


def test_two_write_at_once_and_nothing_is_lost(opened):
    writers = [opened.start(*PLAYED, "notes", name, "25") for name in ("pascal", "zoe")]
    for child in writers:
        assert child.wait(120) == 0, child.stderr and child.stderr.read()
    left = [file.name for file in (opened.home / "sessions").iterdir() if not file.name.startswith(".")]
    assert left == ["day.session"], "whoever leaves last lets go of all"
    assert sorted(opened.notes()) == sorted(f"{name} {number}" for name in ("pascal", "zoe") for number in range(25))


def test_what_another_terminal_holds_is_copied_forgotten_in_and_deleted_once_it_is_left(opened, tmp_path):
    held = opened.start(*PLAYED, "hold")
    assert answered(held) == "there"
    *done, deleted, left = opened.said(
        ("note", "un secret"),
        ("note", "x"),
        ("attendance", "Marie Dupont", "--expected"),
        ("backup", "day", "-o", "copy.session"),
        ("forget", "2", "--yes"),
        ("forget", "Marie Dupont", "--yes"),
        ("delete", "day", "--yes"),
        ("notes", "--names"),
    )
    assert [code for code, _out, _err in done] == [0] * 6, done
    assert done[3][1] == "copy.session\n"
    assert deleted[:2] == (1, "")
    assert deleted[2].endswith("day is open elsewhere (Aurélie): --force deletes it all the same\n")
    assert left[1].count("\n") == 1
    files = [file for file in opened.home.rglob("*") if file.is_file()]
    assert not [file for file in files if b"un secret" in file.read_bytes() or b"Dupont" in file.read_bytes()]
    held.communicate(b"", timeout=60)
    assert opened.said(("delete", "day", "--yes", "--force")) == [(0, "", "")]
    assert not list(opened.home.joinpath("sessions").glob("day*"))


def test_what_was_told_to_be_kept_is_there_after_many_kills(opened):
    kept: list[str] = []

    def killed(name: str, after: int) -> None:
        child = opened.start(*PLAYED, "notes", name, "1000")
        for _time in range(after):
            kept.append(f"{name} {answered(child)}")
        child.kill()

    for first in range(0, KILLS, AT_ONCE):
        blows = [
            threading.Thread(target=killed, args=(f"k{number}", 1 + number % 5))
            for number in range(first, first + AT_ONCE)
        ]
        for blow in blows:
            blow.start()
        for blow in blows:
            blow.join(120)
    assert len(kept) == sum(1 + number % 5 for number in range(KILLS))
    assert set(kept) <= set(opened.notes())


def in_a_terminal(windows, *words: str) -> pexpect.spawn:
    """The program on a screen."""
    program, *rest = windows.command("-m", "workshop_tui", *words)
    return pexpect.spawn(
        program,
        rest,
        env=windows.environment(TERM="xterm-256color"),
        dimensions=(40, 120),
        cwd=windows.home.parent,
        timeout=90,
        encoding="utf-8",
        codec_errors="replace",
    )


def shown(text: str) -> str:
    """A pattern of what a screen shows: Wine's console breaks a line wherever it has written a width of signs."""
    return r"[\r\n]*".join(map(re.escape, text))


def test_a_note_taken_on_the_screen_is_found_after_it_was_left(opened):
    with closing(in_a_terminal(opened, "join", "day", "--as", "pascal")) as screen:
        screen.expect(shown("Accueil"))
        screen.send("n")
        screen.send("une note vue")
        screen.expect(shown("vue"))
        screen.send("\r")
        screen.expect(shown("enregistr"))
        screen.send("q")
        screen.expect(pexpect.EOF)
    assert screen.exitstatus == 0
    assert opened.notes() == ["une note vue"]


def test_the_day_is_led_by_ear_through_a_pipe(windows):
    coming = datetime.now(UTC).date() + timedelta(days=2)
    create(Folder(windows.home / "sessions"), one_day(), coming, "day", SystemClock(), "pascal")
    lines = "suivant\r\nn Zoé n'entend rien !frein\r\n+5\r\nterminer\r\n"
    code, out, err = windows.run("follow", "day", "--as", "pascal", "--language", "fr", given=lines.encode())
    assert (code, err) == (0, b"")
    told = out.decode().splitlines()
    assert "\x1b" not in out.decode()
    assert told[2].startswith("On commence ")
    assert "enregistrée\u00a0: frein." in told[3]
    assert told[-1].startswith("La journée est close")
    assert windows.notes() == ["Zoé n'entend rien"]


def test_the_day_is_led_by_ear_at_a_terminal_too(opened):
    ear = in_a_terminal(opened, "follow", "day", "--as", "pascal", "--language", "en")
    ear.expect(shown("Type help"))
    ear.send("n half")
    ear.send(" of it\r")
    ear.expect(shown("Note 2 kept"))
    ear.send("quit\r")
    ear.expect(pexpect.EOF)
    ear.close()
    assert ear.exitstatus == 0
    assert opened.notes() == ["half of it"]


def test_a_rehearsal_leaves_nothing_behind_and_ends_well(windows):
    temporary = windows.folder / "prefix/drive_c/users" / getpass.getuser() / "Temp"
    before = set(temporary.glob("workshop-tui-*"))
    screen = in_a_terminal(windows, "demo", "--language", "fr")
    screen.expect(shown("Accueil"))
    assert set(temporary.glob("workshop-tui-*")) - before
    screen.send("q")
    screen.expect(pexpect.EOF)
    screen.close()
    assert screen.exitstatus == 0
    assert set(temporary.glob("workshop-tui-*")) == before


def test_windows_says_its_language_who_sits_there_its_name_and_what_protects_a_file(opened):
    told = "import socket; from workshop_tui.host import files, language, person, processes; from pathlib import Path;"
    told += "print(language.system_language(), person.account(), files.protect(Path.cwd()));"
    told += "print(processes.machine(), socket.gethostname())"
    out, err = opened.start("-c", told, USERNAME="").communicate(timeout=60)
    spoken, account, protected, *names = out.decode().split()
    assert (spoken, protected) == ("en", "True"), err.decode()
    assert account.isalnum()
    assert names == [names[0]] * 2, "what else is on this machine knows it by that"
