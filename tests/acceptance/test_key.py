"""The key that opens one session, attacked over a real SSH link: the line that `workshop-tui key` prints, and its use.

Each case did harm before, or shows what the line alone keeps from being done; docs/security.md says the same in words.
"""

from __future__ import annotations

import json
import os
import random
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.acceptance.conftest import COMING, SEED
from tests.acceptance.ssh import SSHD, hosting
from tests.acceptance.terminal import until
from tests.often import often
from workshop_tui.cli.commands import cli
from workshop_tui.host.processes import is_over

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(not Path(SSHD).exists(), reason="sshd is not installed (Debian: openssh-server)"),
]


@pytest.fixture
def day(command):
    """A day with a note that only trainers may see."""
    command("open", SEED, "--id", "day", "--date", COMING)
    command("open", SEED, "--id", "another", "--date", COMING)
    command("note", "Réservé aux animateurs", "--private", "-s", "day", "--as", "pascal")


@pytest.fixture
def host(tmp_path, day):
    folder = tmp_path / "ssh"
    folder.mkdir()
    with hosting(folder, tmp_path / "home") as started:
        yield started


@pytest.fixture
def let_in(host, command, open_terminal):
    """A terminal at the other end of the link, by the line that is printed for `options`, and what a client sends."""

    def connected(*options: str, sent: dict[str, str] | None = None, **settings):
        if host._sshd is None:
            host.start()
        host.allow_line(command("key", "aurelie", "--session", "day", *options))
        words = host.client("-tt", "-e", "none", "-o", f"SendEnv=LANG LC_* {' '.join(sent or {})}")
        return open_terminal(*words[1:], host.address, program=words[0], **(sent or {}), **settings)

    return connected


@pytest.fixture
def held(day, command, open_terminal):
    """A terminal, without a link, in which what a server starts by the line that is printed for `options` is a fork."""

    def started(*options: str):
        _kinds, _sign, written = shlex.split(command("key", "aurelie", "--session", "day", *options))[0].partition("=")
        python, *isolated, first, second = (words := shlex.split(written))[:6]
        assert (python, isolated, first, second) == (sys.executable, ["-I", "-m", "workshop_tui"], "join", "--confined")
        return open_terminal(*words[4:])

    return started


def files(folder: Path) -> dict[str, bytes]:
    """The reports that lie in a folder."""
    return {found.name: found.read_bytes() for found in folder.iterdir() if found.suffix in (".md", ".html", ".json")}


# ── the line ───────────────────────────────────────────────────────────────────────────────────────────────
FOLDERS = ("plain", "with spaces", 'quote " back \\ slash', "dollar $HOME `id`", "l'été #1")


def test_the_printed_line_opens_its_session_to_the_letter_wherever_the_data_lies(tmp_path, command, open_terminal):
    command("open", SEED, "--id", "day", "--date", COMING)
    (tmp_path / "ssh").mkdir()
    data = tmp_path / "home"
    with hosting(tmp_path / "ssh", data) as host:
        host.start("LANG LC_*")
        for name in FOLDERS:
            data = data.rename(tmp_path / name)
            words = ["key", "aurelie", "--session", "day"]
            printed = CliRunner().invoke(cli, words, prog_name="workshop-tui", env={"WORKSHOP_TUI_HOME": str(data)})
            assert (printed.exit_code, printed.stdout.count("\n")) == (0, 1), name
            host.allow_line(printed.stdout)
            words = host.client("-tt")
            terminal = open_terminal(*words[1:], host.address, program=words[0])
            terminal.wait("Pas commencé")
            assert "Aurélie" in terminal.text.splitlines()[0], name
            terminal.close()


SENT = {
    "PYTHONPATH": "{evil}", "PYTHONSTARTUP": "{evil}/site.py", "PYTHONINSPECT": "1", "PYTHONHOME": "{evil}",
    "PYTHONWARNINGS": "error", "PYTHONUSERBASE": "{evil}", "PYTHONBREAKPOINT": "evil.run", "PYTHONIOENCODING": "cp037",
    "WORKSHOP_TUI_STORE": "postgresql://nobody@127.0.0.1:1/x", "WORKSHOP_TUI_HOME": "{evil}",
    "WORKSHOP_TUI_AS": "pascal", "_WORKSHOP_TUI_COMPLETE": "bash_complete", "COMP_WORDS": "workshop-tui status -s ",
    "COMP_CWORD": "3", "PGSERVICEFILE": "{evil}/pg", "TEXTUAL_PRESS": "right", "TZ": ":{evil}/site.py",
}  # fmt: skip
"""Variables that a client may send where a server accepts them all: none is heeded."""


def test_no_variable_of_a_client_moves_loads_or_tells_anything(let_in, tmp_path):
    evil = tmp_path / "evil"
    evil.mkdir()
    for name in ("site.py", "sitecustomize.py", "usercustomize.py", "evil.py", "workshop_tui.py", "click.py"):
        (evil / name).write_text(f"open({str(tmp_path / 'canary')!r}, 'w')\n")
    terminal = let_in(sent={name: value.format(evil=evil) for name, value in SENT.items()})
    terminal.wait("Pas commencé")
    assert "Aurélie" in terminal.text.splitlines()[0], "she is who the line says"
    assert "another" not in terminal.raw.decode(errors="replace")
    terminal.press("q")
    assert terminal.ended() == 0, "no Python is left that could be typed into"
    assert not (tmp_path / "canary").exists()


@pytest.mark.skipif(shutil.which("bash") is None, reason="no bash here")
@pytest.mark.parametrize("accepts", ["LANG LC_*", "*"])
def test_what_the_shell_does_before_the_program_begins_only_the_server_prevents(host, let_in, tmp_path, accepts):
    """`BASH_ENV` is run by a bash, where that is the account's shell: the guide's `AcceptEnv` keeps it out."""
    (tmp_path / "env").write_text(f"touch {tmp_path}/canary\n")
    host.start(accepts)
    terminal = let_in(sent={"BASH_ENV": str(tmp_path / "env")})
    terminal.wait("Pas commencé")
    if accepts != "*":
        assert not (tmp_path / "canary").exists()


def test_a_line_without_a_session_tells_no_other(host, program, tmp_path):
    host.allow_line(program("key", "aurelie", "--session", "day").replace(" --session day", ""))
    host.start()
    done = subprocess.run(
        [*host.client("-tt"), host.address],
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 1
    assert "another" not in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


# ── what its holder may ────────────────────────────────────────────────────────────────────────────────────
def test_who_takes_notes_takes_them_and_does_not_move_the_day(held, command):
    terminal = held("--may", "note")
    terminal.wait("notes seulement")
    assert "suivant" not in terminal.text.splitlines()[-1]
    for key in ("right", "space", "enter", "s", "e", "u", "h", "E"):
        terminal.press(key)
        terminal.wait("il ne fait pas avancer la journée")
        terminal.press("d", "escape")
        terminal.wait("Déroulé")  # a key right behind it would make escape another key
    terminal.press("n", "Une note d'ailleurs", "enter")
    terminal.wait("Note enregistrée")
    assert "Une note d'ailleurs" in command("notes", "-s", "day")
    assert json.loads(command("status", "--json", "-s", "day"))["state"] == "ready"


def test_who_watches_sees_all_and_changes_nothing(held, command):
    before = command("report", "--format", "toml", "--names", "-s", "day")
    terminal = held("--may", "watch")
    terminal.wait("lecture seule")
    for keys in ("n", "\x1b[C", " ", "t", "l\r", "lw", "lp", "c\r", "cn", "in", "wd", "f\r", "a", "v", "k"):
        for one in keys.split("\0"):
            terminal.press(*one) if one[0] != "\x1b" else terminal.press(one)
        terminal.press("xyz", "enter", "escape", "escape")
        terminal.wait("Déroulé")
    assert command("report", "--format", "toml", "--names", "-s", "day") == before


def test_the_room_sees_the_room_and_nothing_else_reaches_its_terminal(held):
    terminal = held("--view", "room")
    terminal.wait("Il est")
    for key in ("d", "escape", "l", "r", "n", "right", "o", "?", "escape"):
        terminal.press(key)
    terminal.press("\x10")
    terminal.wait("Une commande, par son nom")
    terminal.press("escape")
    terminal.settled()
    shown = terminal.raw.decode(errors="replace")
    assert "Réservé aux animateurs" not in shown
    assert "Pascal" not in shown
    assert "Déroulé" not in shown
    terminal.press("q")
    assert terminal.ended() == 0


def test_a_confined_terminal_writes_no_file_and_tells_of_none(held, tmp_path):
    sessions = tmp_path / "home" / "sessions"
    (sessions / "another.md").write_text("the report of somebody else")
    before = files(sessions)
    terminal = held()
    terminal.wait("Pas commencé")
    terminal.press("r")
    terminal.wait("copier")
    assert "enregistrer" not in terminal.text.splitlines()[-1]
    for name in ("another.md", "../../out.md", "day.html", "/etc/passwd"):
        terminal.press("s")
        terminal.wait("rien d’autre")
        terminal.press(*name.replace("r", ""), "enter")  # `r` would go back
        terminal.press("escape", "escape", "r")
        assert "existe déjà" not in terminal.text
    assert files(sessions) == before
    assert not (tmp_path / "out.md").exists()


# ── its end ────────────────────────────────────────────────────────────────────────────────────────────────
READERS = ("head -c 300 >/dev/null", "cat >/dev/full", "true")


def test_a_client_that_reads_no_more_leaves_no_program(host, let_in):
    terminal = let_in()
    terminal.wait("Pas commencé")
    (reads_on,) = host.programs()  # or these cases and those below would find none whatever happens
    line = " ".join(map(str, [*host.client("-tt"), host.address]))
    for reader in READERS:
        subprocess.run(
            f"TERM=xterm timeout 3 {line} </dev/null | {reader}",
            shell=True,
            check=False,
            timeout=60,
            capture_output=True,
        )
        until(lambda: host.programs() == [reads_on])
    terminal.press("q")
    terminal.ended()
    until(lambda: not host.programs())


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM])
def test_cut_at_any_moment_of_start_and_use_no_program_is_left(host, let_in, blow):
    chance = random.Random(int(blow))
    for _time in range(often(3, 7)):
        terminal = let_in()
        terminal.read_for(chance.uniform(0, 1.2))
        terminal.child.send(chance.choice(["", "n", "nabc", "\x1b[C", "r", "\x0c" * 60]))
        terminal.read_for(chance.uniform(0, 0.2))
        os.kill(terminal.child.pid, blow)
        terminal.close()
    until(lambda: not host.programs())


def test_a_client_that_freezes_is_away_though_the_day_runs_and_the_server_ends_it_then(host, let_in, command):
    command("next", "-s", "day", "--as", "pascal")
    terminal = let_in()
    terminal.wait("Aurélie")
    terminal.child.send("\x1b[0n")  # its terminal does answer
    terminal.press("d")
    terminal.wait("d retour")  # and that was read
    terminal.press("d")
    terminal.wait("Déroulé")  # where each second is written: sshd, which looks while nothing is, sees nothing
    until(lambda: json.loads(command("status", "--json", "-s", "day"))["here"])
    (there,) = host.programs()
    os.kill(terminal.child.pid, signal.SIGSTOP)
    try:
        away = time.monotonic() + 40
        while json.loads(command("status", "--json", "-s", "day"))["here"]:
            assert time.monotonic() < away, "never"
            time.sleep(2)  # it takes many seconds, and to ask is dear
        until(lambda: is_over(there), seconds=60)  # to look through all processes is dear
        until(lambda: not host.programs())
    finally:
        os.kill(terminal.child.pid, signal.SIGCONT)


def test_twelve_megabytes_of_paste_do_not_grow_it(host, let_in):
    terminal = let_in()
    terminal.wait("Pas commencé")
    terminal.press("n")
    sent = b"\x1b[200~" + b"0123456789abcdef" * 1000
    for _time in range(100):
        terminal.pour(sent)
    terminal.pour(b"\x1b[201~")
    (number,) = host.programs()
    status = Path(f"/proc/{number}/status").read_text(encoding="ascii")
    assert int(status.split("VmHWM:")[1].split()[0]) < 150_000
