"""The command `serve`: two lines on standard output, at once, and nothing else; errors in one line."""

from __future__ import annotations

import json
import os
import pty
import re
import select
import signal
import socket
import subprocess
import sys

import pytest

from tests.systems import only_posix
from workshop_tui.serve.qr import qr_lines

SERVE = [sys.executable, "-m", "workshop_tui", "serve"]


@only_posix("Windows has no such signal")
def test_standard_output_has_the_two_links_and_nothing_else_and_a_terminal_the_codes(file):
    leader, follower = pty.openpty()
    started = subprocess.Popen([*SERVE, "--language", "en"], stdout=subprocess.PIPE, stderr=follower, text=True)
    os.close(follower)
    assert started.stdout
    room, control = (started.stdout.readline() for _line in range(2))
    shown = b""
    while b"Ctrl+c ends it" not in shown:
        assert select.select([leader], [], [], 20)[0], shown
        shown += os.read(leader, 65536)
    started.send_signal(signal.SIGINT)
    assert (started.stdout.read(), started.wait(20)) == ("", 130)
    os.close(leader)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/r/[a-z2-7]{26}\n", room)
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/c/[a-z2-7]{26}\n", control)
    for link in (room, control):
        assert all(line in shown.decode() for line in qr_lines(link.strip()))


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--lan", "--host", "127.0.0.1"], 2, "--lan and --host are one question"),
        (["--port", "0"], 2, "is not between 1 and 65535"),
        (["--port", "70000"], 2, "is not between 1 and 65535"),
        (["--url", "day.example.org"], 2, "is no address: https://day.example.org"),
        (["--url", "https://day.example.org/path"], 2, "is no address"),
        (["--host", "nowhere.invalid"], 1, "nowhere.invalid: this machine has no such address"),
        (["--host", "é" * 300], 1, "this machine has no such address"),
        (["--host", "192.0.2.77"], 1, "nothing can be served on 192.0.2.77"),
        (["nosession"], 1, "there is no session"),
        (["day", "-s", "day"], 2, "given twice"),
    ],
)
def test_what_cannot_be_served_is_one_line(file, command, words, code, told):
    done = command("--language", "en", "serve", *words)
    said = f"{done.stderr} {done.exception}" if done.exception else done.stderr
    assert (done.exit_code, done.stdout) == (code, "")
    assert told in said
    assert "Traceback" not in said


def test_a_port_that_is_taken_is_one_line(file, command):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = command("--language", "en", "serve", "--port", str(port))
    assert done.exit_code == 1
    assert f"nothing can be served on 127.0.0.1:{port}: " in done.stderr


def test_serving_imports_neither_textual_nor_pydantic_and_other_commands_no_server(file):
    told = (
        "import sys, json; import workshop_tui.cli.commands as c\n"
        "for one in c.MODULES.values(): __import__(f'workshop_tui.cli.{one}')\n"
        "before = [*sys.modules]; import workshop_tui.serve.serving, workshop_tui.serve.qr\n"
        "print(json.dumps([before, [*sys.modules]]))"
    )
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    before, after = json.loads(done.stdout)
    assert {"aiohttp", "segno", "jinja2"} & {*before} == set()
    assert {"textual", "pydantic", "rich", "psycopg"} & {*after} == set()
