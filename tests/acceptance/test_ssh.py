"""Over a real SSH link: two clients on one session, a link that is cut, and a key that leads nowhere else."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.acceptance.conftest import COMING, SEED
from tests.acceptance.ssh import SSHD, hosting

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(not Path(SSHD).exists(), reason="sshd is not installed (Debian: openssh-server)"),
]


@pytest.fixture
def host(tmp_path, command):
    """A host with today's day on it, which Aurélie's key may join."""
    command("open", SEED, "--id", "day", "--date", COMING)
    folder = tmp_path / "ssh"
    folder.mkdir()
    with hosting(folder, tmp_path / "home") as started:
        started.allow(started.join("aurelie"))
        started.start()
        yield started


@pytest.fixture
def connect(host, open_terminal):
    """A terminal at the other end of the link."""

    def connected(*options: str, command: tuple[str, ...] = (), **settings):
        words = host.client("-tt", "-o", "SendEnv=LANG LC_* TEXTUAL_* WORKSHOP_TUI_*", *options)
        return open_terminal(*words[1:], host.address, *command, program=words[0], **settings)

    return connected


def test_two_clients_share_a_day_and_a_cut_link_loses_nothing(host, connect, command):
    """One moves the day, the other takes notes; the link of one is cut by killing its client."""
    aurelie = connect()
    aurelie.wait("Pas commencé")
    host.allow(host.join("pascal"))
    pascal = connect(columns=80, rows=24)
    pascal.wait("Pascal · Aurélie")
    aurelie.wait("Aurélie · Pascal")
    pascal.press("right")
    aurelie.wait("Pascal a lancé")
    aurelie.press("n", "Une note d'ailleurs", "enter")
    pascal.wait("Une note d'ailleurs")
    aurelie.press("n", "à moitié")
    aurelie.wait("à moitié")
    os.kill(aurelie.child.pid, signal.SIGKILL)
    pascal.wait(lambda text: "Aurélie" not in text.splitlines()[0], seconds=15)
    pascal.press("right")
    pascal.wait("Pascal passe à")
    assert "Une note d’ailleurs" in command("report")
    assert json.loads(command("status", "--json"))["live"]["segment"] == "tour"
    host.allow(host.join("aurelie"))
    again = connect()
    again.wait("Une note en cours est gardée")
    again.press("n")
    again.wait("à moitié")


def test_a_server_that_goes_down_under_them_loses_nothing(host, connect, command):
    aurelie = connect()
    aurelie.wait("Pas commencé")
    aurelie.press("n", "à moitié")
    aurelie.wait("à moitié")
    subprocess.run(["pkill", "-KILL", "-P", str(host._sshd.pid)], check=True)
    aurelie.ended()
    until = time.monotonic() + 15
    while json.loads(command("status", "--json"))["here"]:
        assert time.monotonic() < until
        time.sleep(0.2)
    again = connect()
    again.wait("Une note en cours est gardée")


def test_every_terminal_and_locale_reaches_the_other_end(host, connect, command):
    """Each by itself: what comes of both, and of each terminal, is tried without SSH (`test_terminals`)."""
    host.allow("echo $TERM $LANG.")
    for term in ("xterm-256color", "screen-256color", "tmux-256color", "linux", "vt220"):
        terminal = connect(TERM=term, LANG="C.UTF-8")
        assert terminal.ended() == 0
        assert terminal.text.strip() == f"{term} C.UTF-8."
    host.allow(host.join("aurelie"))
    for term, lang in (("linux", "C.UTF-8"), ("vt220", "C.UTF-8"), ("xterm-256color", "C")):
        terminal = connect(TERM=term, LANG=lang, COLORTERM="", LANGUAGE="fr")
        plain = lang == "C" or term == "vt220"
        terminal.wait("Pas commence" if plain else "Pas commencé")
        terminal.press("right")
        terminal.wait("a lance" if plain else "a lancé")
        assert terminal.raw.isascii() == plain, (term, lang)
        terminal.press("q")
        assert terminal.ended() == 0, (term, lang)
        command("undo", "-s", "day", "--as", "aurelie")  # it has not begun, for the next


@pytest.fixture
def confined(command, open_terminal):
    """A terminal, without a link, in which what the key starts is a fork."""
    command("open", SEED, "--id", "day", "--date", COMING)
    terminal = open_terminal("join", "--as", "aurelie", "--confined", "day")
    terminal.wait("Pas commencé")
    return terminal


# ── ways out ───────────────────────────────────────────────────────────────────────────────────────────────
WITHOUT_A_TERMINAL = {
    "a command": ("sh", "-c", "touch {canary}"),
    "a command after ours": ("; touch {canary}",),
    "a substitution": ("$(touch {canary})",),
    "another command of ours": ("workshop-tui", "report", "-o", "{canary}"),
    "a subsystem": ("-s", "sftp"),
}


def test_a_key_runs_nothing_but_its_command(host, tmp_path):
    canary = tmp_path / "canary"
    for name, words in WITHOUT_A_TERMINAL.items():
        spelled = [word.format(canary=canary) for word in words]
        subsystem = ["-s"] if spelled[0] == "-s" else []
        line = [*host.client(), *subsystem, host.address, *(word for word in spelled if word != "-s")]
        done = subprocess.run(line, capture_output=True, text=True, timeout=30, check=False, stdin=subprocess.DEVNULL)
        assert (done.returncode, done.stdout) == (1, ""), f"{name}: ours refuses, there is no terminal"
        assert "Traceback" not in done.stderr, name
        assert not canary.exists(), name


def test_no_file_is_copied_in_or_out(host, tmp_path):
    (tmp_path / "in").write_text("x")
    for source, target in (
        (tmp_path / "in", f"{host.address}:{tmp_path}/out"),
        (f"{host.address}:{tmp_path}/in", tmp_path / "got"),
    ):
        for old in ([], ["-O"]):
            done = subprocess.run(
                [*host.client(program="scp"), *old, str(source), str(target)],
                capture_output=True,
                timeout=30,
                check=False,
            )
            assert done.returncode != 0
    assert not (tmp_path / "out").exists()
    assert not (tmp_path / "got").exists()


def reached(port: int, link: subprocess.Popen[bytes]) -> socket.socket:
    """A connection to where the client listens, as soon as it does."""
    until = time.monotonic() + 15
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=5)
        except ConnectionRefusedError:
            assert link.poll() is None, "the client listens, whatever the server says"
            assert time.monotonic() < until
            time.sleep(0.02)


def test_no_port_is_forwarded(host):
    for forward in ("-L", "-R", "-D", "-W"):
        refused(host, forward)


def refused(host, forward: str) -> None:
    from tests.journal.server import free_port

    port = free_port()
    where = {
        "-L": f"{port}:127.0.0.1:{host.port}",
        "-R": f"{port}:127.0.0.1:{host.port}",
        "-D": str(port),
        "-W": f"127.0.0.1:{host.port}",
    }[forward]
    options = ["-o", "ExitOnForwardFailure=yes", *(["-N"] if forward != "-W" else []), forward, where]
    pipe = subprocess.PIPE
    link = subprocess.Popen([*host.client(*options), host.address], stdin=pipe, stdout=pipe, stderr=pipe)
    try:
        if forward in ("-L", "-D"):  # the client listens; what goes through is refused
            with reached(port, link) as through:
                through.settimeout(5)
                if forward == "-D":
                    through.sendall(b"\x05\x01\x00")
                    through.recv(2)
                    through.sendall(b"\x05\x01\x00\x01\x7f\x00\x00\x01" + host.port.to_bytes(2, "big"))
                    assert through.recv(2)[:2] != b"\x05\x00", forward
                else:
                    assert through.recv(8) == b"", f"{forward}: nothing comes through"
        else:
            assert link.wait(10) != 0, forward
    finally:
        link.kill()
        link.communicate()


KEYS = {
    "suspend": "\x1a", "quit by signal": "\x1c", "interrupt": "\x03", "end of file": "\x04", "shell of vi": ":!sh\r",
    "shell of less": "!sh\r", "escape of telnet": "\x1d", "escape of ssh": "\r~C", "home": "o", "literal": "\x16\x03",
    "a key of kitty's": "\x1b[99;5u", "a paste": "\x1b[200~o\x1a\x1b[201~",
}  # fmt: skip


def test_no_key_leads_out(connect, command):
    """After each the same session is on the screen, the program is the same, and it still answers."""
    terminal = connect("-e", "none")
    terminal.wait("Pas commencé")
    terminal.wait(lambda _text: json.loads(command("status", "--json"))["here"])  # its first sign of life
    before = json.loads(command("status", "--json"))["here"]
    for name, keys in KEYS.items():
        terminal.press(keys)
        terminal.read(0.3)
        assert "Sessions et déroulés" not in terminal.settled(), name
        terminal.press("escape", "escape")
        terminal.press("d")
        terminal.wait("d retour")
        terminal.press("escape")
        terminal.wait("Déroulé")
    terminal.read(4)
    assert json.loads(command("status", "--json"))["here"] == before


PALETTE = ("accueil", "sess", "capture", "screenshot", "save", "svg", "shell", "maximize")


def test_the_palette_offers_nothing_that_leads_out_or_writes_elsewhere(confined):
    for wanted in PALETTE:
        confined.press("\x10")
        confined.wait("Une commande, par son nom")
        confined.press(*wanted)
        confined.read(0.7)
        offered = confined.text.partition(wanted)[2]
        for way_out in ("Accueil  (", "les sessions et les déroulés", "creenshot", "SVG", "Maximize", "Show keys"):
            assert way_out not in offered, (wanted, way_out)
        confined.press("escape")
        confined.wait(lambda text: "▔" not in text and "Pas commencé" in text)  # it is seen above the palette, too


def test_no_variable_that_a_client_sends_loads_logs_or_leads_elsewhere(host, connect, command, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    (tmp_path / "evil.py").write_text(f"open({str(tmp_path / 'canary')!r}, 'w')\n")
    terminal = connect(
        TEXTUAL_DRIVER="evil:Driver",
        TEXTUAL_LOG=str(tmp_path / "canary"),
        TEXTUAL_PRESS="right",
        TEXTUAL_SCREENSHOT="0",
        TEXTUAL_SCREENSHOT_LOCATION=str(elsewhere),
        TEXTUAL_ALLOW_SIGNALS="1",
        WORKSHOP_TUI_HOME=str(elsewhere),
        WORKSHOP_TUI_AS="pascal",
    )
    terminal.wait("Pas commencé")
    terminal.read(1)
    assert "Aurélie" in terminal.text.splitlines()[0], "she is who the key says"
    assert "Pas commencé" in terminal.text, "no key was pressed for her"
    assert json.loads(command("status", "--json"))["here"] == [{"who": "aurelie", "views": ["run"]}]
    assert not (tmp_path / "canary").exists()
    assert not elsewhere.exists()


def test_a_note_is_text_and_no_command(confined, command, tmp_path):
    canary = tmp_path / "canary"
    confined.press(
        "n", f"$(touch {canary}) `touch {canary}` ; touch {canary} [@click=app.suspend_process]x[/]", "enter"
    )
    confined.wait("Note enregistrée")
    assert not canary.exists()
    assert f"$(touch {canary})" in command("report").replace("\\", "")
