"""Following a day by ear in a real terminal and in a pipe: what is written, kept and said."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import time

import pytest

from tests.acceptance.conftest import COMING, SEED
from tests.acceptance.terminal import PROGRAM
from workshop_tui.journal.sqlite import SqliteJournal

pytestmark = pytest.mark.terminal


@pytest.fixture
def follows(command, open_terminal):
    """Opens a terminal that follows a session of the seed's day, by ear, in English."""
    command("open", SEED, "--id", "day", "--date", COMING)

    def start(*words: str, **environment: str):
        arguments = words or ("follow", "day")
        terminal = open_terminal(*arguments, "--as", "pascal", "--language", "en", **environment)
        terminal.wait("Type help")
        return terminal

    return start


def test_nothing_but_lines_is_written(follows):
    terminal = follows()
    terminal.press("next\r")
    terminal.wait("Accueil starts")
    terminal.press("n Zoé n'entend rien !frein\r")
    terminal.wait("Note 3 kept: barrier.")
    terminal.press("up", "\r")  # an arrow is no command
    terminal.wait("minutes left, ends")
    terminal.press("quit\r")
    assert terminal.ended() == 0
    assert b"\x1b" not in terminal.raw
    assert "workshop-tui follow day" in terminal.text


@pytest.mark.parametrize("environment", [{"ACCESSIBLE": "1"}, {"TERM": "dumb"}, {"TERM": "DUMB"}])
@pytest.mark.parametrize("words", [("join", "day"), ("run", SEED, "--date", COMING)])
def test_the_environment_chooses_plain_lines(follows, words, environment):
    terminal = follows(*words, **environment)
    terminal.press("quit\r")
    assert terminal.ended() == 0
    assert b"\x1b" not in terminal.raw


def test_without_a_command_it_follows_the_only_session(follows, open_terminal):
    follows().press("quit\r")
    terminal = open_terminal(ACCESSIBLE="1", WORKSHOP_TUI_AS="pascal")
    terminal.wait("en tant que Pascal")
    terminal.press("quitter\r")
    assert terminal.ended() == 0


def test_a_rehearsal_is_followed_too(open_terminal):
    terminal = open_terminal("demo", "--speed", "30", "--as", "pascal", "--language", "en", ACCESSIBLE="1")
    terminal.press("next\r")
    terminal.wait("Accueil starts")
    terminal.press("-7\r")
    terminal.wait("Accueil should end now")  # six seconds later, whenever the machine has the time to look
    terminal.press("quit\r")
    assert terminal.ended() == 0


def test_killed_it_has_lost_nothing_that_it_said_was_kept_and_not_what_was_half_typed(follows, command, tmp_path):
    terminal = follows()
    terminal.press("n kept !frein\r")
    terminal.wait("Note 2 kept")
    terminal.press("n half of it")
    terminal.wait("n half of it")
    until = time.monotonic() + 10
    with SqliteJournal(tmp_path / "home" / "sessions" / "day.session") as journal:
        while not any("half of it" in text for text in journal.drafts("pascal").values()):
            assert time.monotonic() < until
            terminal.read(0.1)
    os.kill(terminal.child.pid, signal.SIGKILL)
    terminal.child.wait()
    notes = json.loads(command("notes", "-s", "day", "--json"))["notes"]
    assert [note["text"] for note in notes] == ["kept"]
    again = follows()
    again.wait("A half-typed note is kept: half of it.")
    again.press("n\r")
    again.wait(lambda text: text.rstrip().endswith("\nn half of it"))
    again.press(" and the rest\r")
    again.wait("Note 3 kept")
    again.press("n\r")
    again.wait("N and a text keep a note.")
    again.press("quit\r")
    assert again.ended() == 0
    texts = [note["text"] for note in json.loads(command("notes", "-s", "day", "--json"))["notes"]]
    assert texts == ["kept", "half of it and the rest"]


@pytest.mark.parametrize(("key", "code"), [("\x03", 130), ("\x1c", 131)], ids=["ctrl-c", "ctrl-backslash"])
def test_a_key_that_the_system_makes_a_signal_of_leaves_tidily_and_no_core(follows, command, key, code):
    terminal = follows()
    terminal.press("n half of it")
    terminal.wait("n half of it")
    assert json.loads(command("status", "--json", "-s", "day"))["here"] == [{"who": "pascal", "views": ["follow"]}]
    terminal.press(key)
    assert terminal.ended() == code
    assert json.loads(command("status", "--json", "-s", "day"))["here"] == []
    follows().wait("A half-typed note is kept: half of it.")


def test_a_half_typed_line_is_not_broken_by_what_another_does(follows, command):
    terminal = follows()
    terminal.press("n Zoé n'ent")
    terminal.wait("n Zoé n'ent")
    command("next", "-s", "day", "--as", "aurelie")
    command("note", "Un local", "-s", "day", "--as", "aurelie")
    terminal.read_for(1)  # long enough for it to be seen
    assert terminal.text.rstrip().endswith("\nn Zoé n'ent")
    terminal.press("end rien\r")
    terminal.wait("1 announcement waited.")
    terminal.wait("Aurélie: Accueil starts")
    lines = [line for line in terminal.text.splitlines() if line]
    assert "n Zoé n'entend rien" in lines


def test_the_terminal_is_as_it_was_afterwards(follows):
    terminal = follows()
    terminal.press("\x03")
    assert terminal.ended() == 130


def test_a_script_drives_a_day_through_a_pipe_and_its_end_ends_it(command, tmp_path):
    command("open", SEED, "--id", "day", "--date", COMING)
    lines = "next\nn piped !frein\n+5\nstop\nend\n"
    environment = os.environ | {"WORKSHOP_TUI_HOME": str(tmp_path / "home"), "LANG": "en_GB.UTF-8"}
    done = subprocess.run(
        [PROGRAM, "follow", "day", "--as", "pascal", "--language", "en"],
        input=lines.encode(),
        env=environment,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    told = done.stdout.decode().splitlines()[2:]
    assert [re.findall(r"^[A-Z]\w+", line)[0] for line in told] == ["Accueil", "Note", "Accueil", "Accueil", "The"]
    assert json.loads(command("status", "-s", "day", "--json"))["state"] == "ended"


@pytest.mark.parametrize("closing", [">&-", ">/dev/full", "| true"])
def test_a_script_whose_answers_nobody_gets_does_all_that_it_is_to_do(command, tmp_path, closing):
    command("open", SEED, "--id", "day", "--date", COMING)
    environment = os.environ | {"WORKSHOP_TUI_HOME": str(tmp_path / "home"), "LANG": "en_GB.UTF-8"}
    follows = f"{PROGRAM} follow day --as pascal --language en {closing}"
    script = f"set -o pipefail; (echo next; echo n piped) | {follows}"
    done = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert done.stderr == "" if closing == "| true" else done.stderr.startswith("workshop-tui: recorded, not shown:")
    assert [note["text"] for note in json.loads(command("notes", "-s", "day", "--json"))["notes"]] == ["piped"]
    assert json.loads(command("status", "-s", "day", "--json"))["state"] == "running"


def test_a_line_in_no_encoding_known_here_is_said_and_nothing_is_done(command, tmp_path):
    command("open", SEED, "--id", "day", "--date", COMING)
    environment = os.environ | {"WORKSHOP_TUI_HOME": str(tmp_path / "home"), "LANG": "en_GB.UTF-8"}
    done = subprocess.run(
        [PROGRAM, "follow", "day", "--as", "pascal", "--language", "en"],
        input=b"n \xff\xfe\n\nnext",
        env=environment,
        capture_output=True,
        check=False,
        timeout=60,
    )
    told = done.stdout.decode().splitlines()[2:]
    assert told[0] == "That line is in no encoding known here: nothing is done."
    assert told[2].startswith("Accueil starts")
    assert json.loads(command("notes", "-s", "day", "--json"))["notes"] == []


def test_watching_says_what_comes_and_what_others_do(follows, command, open_terminal):
    follows().press("quit\r")
    terminal = open_terminal("status", "--watch", "-s", "day", "--language", "en")
    terminal.wait("Nothing has started yet.")
    command("next", "-s", "day", "--as", "aurelie")
    terminal.wait(lambda text: re.search("Aurélie: Accueil starts, (10|9) minutes", text) is not None)  # 9: next minute
    command("signal", "slow-down", "-s", "day", "--as", "aurelie")
    terminal.wait("Signal from Aurélie: slow down.")
