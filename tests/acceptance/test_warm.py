"""The fork that most of these tests' terminals show: it is what a shell would have started."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pytest

from tests.acceptance.conftest import COMING, SEED
from tests.acceptance.moved_clock import LIBRARY, moved_by
from tests.acceptance.terminal import PROGRAM, InAFork, until
from tests.acceptance.warm import LATER, ROOT, Forked, Processes, warm
from workshop_tui.host.processes import is_over

pytestmark = [
    pytest.mark.terminal,
    pytest.mark.skipif(sys.platform != "linux", reason="a process that has lost its parent gets another on Linux"),
]


@pytest.mark.parametrize("words", [("--help",), ("status", "-s", "none"), ("sessions", "--json"), ("nonsense",)])
def test_in_a_fork_a_command_writes_and_ends_as_one_that_is_started_afresh(open_terminal, words):
    ends = []
    for program in ("", str(PROGRAM)):
        terminal = open_terminal(*words, program=program)
        ends.append((terminal.ended(), terminal.raw))
    assert ends[0] == ends[1]
    assert ends[0][1]


def test_the_fork_leads_a_session_of_its_own_on_its_terminal(open_terminal):
    terminal = open_terminal("demo", "--language", "fr")
    terminal.wait("Accueil")
    pid = terminal.child.pid
    assert os.getsid(pid) == os.getpgid(pid) == pid
    assert os.tcgetpgrp(terminal.child.child_fd) == pid
    (terminal_there,) = {Path(f"/proc/{pid}/fd/{number}").readlink() for number in range(3)}
    assert terminal_there.parent == Path("/dev/pts")


MODE = re.compile(rb"\x1b\[[?>][\d;]*[a-z$]+")
"""Questions to a terminal, and deeds that it is asked for."""


BEGINS = """#!{python}
import gc, json, locale, os, random, resource, signal, sys, tempfile, threading, time
streams = [(s.encoding, s.errors, s.mode, s.line_buffering, s.isatty(), s.fileno()) for s in
           (sys.stdin, sys.stdout, sys.stderr, sys.__stdin__, sys.__stdout__, sys.__stderr__)]
print(json.dumps({{
    "variables": dict(os.environ), "words": sys.argv, "folder": os.getcwd(), "path": sys.path, "flags": sys.flags[:],
    "streams": streams, "locale": locale.setlocale(locale.LC_ALL), "encoding": locale.getencoding(),
    "signals": [str(signal.getsignal(one)) for one in signal.valid_signals()],
    "gc": [gc.isenabled(), gc.get_threshold()],
    "blocked": list(signal.pthread_sigmask(signal.SIG_BLOCK, ())), "umask": os.umask(0), "main": __name__,
    "open": os.listdir("/proc/self/fd"), "threads": threading.active_count(), "nice": os.nice(0),
    "limits": [resource.getrlimit(one) for one in range(16)], "first": os.getsid(0) == os.getpid(),
    "decimals": random.random(), "session": "workshop_tui.cli.commands" in sys.modules, "temporary": tempfile.tempdir,
    "hooks": [str(one) for one in (sys.excepthook, sys.unraisablehook, threading.excepthook)],
    "zone": [time.tzname, time.timezone, time.localtime(0)[:]], "moved": round((time.time() - {now}) / 86_400),
}}))
"""


@pytest.mark.parametrize("days", [0, pytest.param(40, marks=pytest.mark.skipif(not LIBRARY, reason="no libfaketime"))])
def test_a_fork_finds_what_one_that_is_started_afresh_finds(tmp_path, monkeypatch, days):
    script, clock = tmp_path / "script", tmp_path / "clock"
    script.write_text(BEGINS.format(python=sys.executable, now=time.time()))
    clock.write_text(f"+{days * 86_400}")
    script.chmod(0o755)
    monkeypatch.chdir(tmp_path)
    ours = {name: value for name, value in os.environ.items() if not name.startswith("LC_")}
    variables = ours | {"LANG": "C.UTF-8", "TERM": "vt220", "WORKSHOP_TUI_HOME": "é", "TZ": "Asia/Tokyo"}
    if days:
        variables |= moved_by(clock)

    def found(kind: type[pexpect.spawn]) -> dict[str, object]:
        child = kind(str(script), ["one", "two words"], env=variables, dimensions=(40, 999), timeout=60)
        child.expect(pexpect.EOF)
        child.close()
        return json.loads(child.before)

    fork, other, fresh = found(InAFork), found(InAFork), found(pexpect.spawn)
    assert len({fork.pop("decimals"), other.pop("decimals"), fresh.pop("decimals"), random.random()}) == 4
    assert (fresh["moved"], fresh["zone"][0]) == (days, ["JST", "JST"])  # type: ignore[index]
    if days:  # what libfaketime has open, and tells the programs that a program starts
        for one in (fork, other, fresh):
            one["variables"].pop("FAKETIME_SHARED", one.pop("open"))  # type: ignore[attr-defined]
    assert fork == other == fresh


KINDS: tuple[tuple[str, dict[str, str]], ...] = (
    ("--language fr", {}),
    ("--language en", {"TERM": "linux", "COLORTERM": "", "WORKSHOP_TUI_THEME": "solarized-light"}),
)
"""Words and variables for terminals that each show something else."""


@pytest.mark.parametrize(("words", "variables"), KINDS)
def test_in_a_fork_screens_show_and_ask_of_their_terminal_what_those_started_afresh_do(
    command, open_terminal, words, variables
):
    command("open", SEED, "--id", "day", "--date", COMING)
    fork, fresh = (
        open_terminal("join", "day", *words.split(), "--as", "pascal", program=program, **variables)
        for program in ("", str(PROGRAM))
    )
    for keys in ((), ("n", "x"), ("escape", "l")):
        for terminal in (fork, fresh):
            terminal.press(*keys)
        fork.wait(lambda _text: pictured(fork) == pictured(fresh))  # their clocks, at the same second
        assert fork.text.strip()
    for terminal in (fork, fresh):
        terminal.press("escape", "q")
        assert terminal.ended() == 0
    assert set(MODE.findall(fork.raw)) == set(MODE.findall(fresh.raw)) != set()


def pictured(terminal) -> list[list[object]]:
    """The cells of the screen, with their colours."""
    terminal.settled()
    return [
        [terminal.screen.buffer[y][x] for x in range(terminal.screen.columns)]
        for y in range(len(terminal.screen.display))
    ]


ENDS = """#!{python}
import atexit, sys, threading
atexit.register(print, "told")
threading.Thread(target=lambda: threading.Event().wait(0.1) or print("done")).start()
{end}
"""


@pytest.mark.parametrize("end", ["", "sys.exit(3)", "sys.exit('words')", "sys.exit(None)", "raise OSError(2, 'no')"])
def test_a_fork_ends_as_one_that_is_started_afresh_ends(tmp_path, end):
    script = tmp_path / "script"
    script.write_text(ENDS.format(python=sys.executable, end=end))
    script.chmod(0o755)
    ends = []
    for kind in (InAFork, pexpect.spawn):
        child = kind(str(script), [], env=dict(os.environ), dimensions=(40, 999), timeout=60)
        child.expect(pexpect.EOF)
        child.close()
        ends.append(
            (child.exitstatus, sorted(line for line in child.before.splitlines() if not re.search(b"File|runpy", line)))
        )
    assert ends[0] == ends[1]


LASTS = """#!{python}
import signal
signal.signal(signal.SIGHUP, signal.SIG_IGN)
print("lasts", flush=True)
signal.pause()
"""


@pytest.fixture
def lasting(tmp_path) -> Iterator[Callable[[], Forked]]:
    """Starts a script that nothing ends but a signal, each time on a terminal of its own."""
    script, ends = tmp_path / "script", list[int]()
    script.write_text(LASTS.format(python=sys.executable))

    def start() -> Forked:
        ends.extend(os.openpty())
        return warm(dict(os.environ)).start(str(script), [], dict(os.environ), ends[-1])

    yield start
    for end in ends:
        os.close(end)


def in_another(starts: Callable[[], Forked]) -> tuple[int, int]:
    """Start a process from another than this one, which waits then; the numbers of the two."""
    told, tells = os.pipe()
    if (other := os.fork()) == 0:
        try:
            forked = starts()  # its connection is open as long as this is here
            os.write(tells, b"%d" % forked.number)
            signal.pause()
        finally:
            os._exit(1)
    os.close(tells)
    with os.fdopen(told, "rb", 0) as said:
        return other, int(said.read(100))


def parent_of(number: int) -> int:
    return int(Path(f"/proc/{number}/stat").read_text("ascii").rpartition(") ")[2].split()[1])


def test_whoever_is_killed_takes_the_processes_with_it_that_were_made_for_it_and_no_other(lasting):
    one = lasting()
    killed, number = in_another(lasting)
    try:
        assert parent_of(number) == parent_of(one.number), "one Python is forked for both"
    finally:
        os.kill(killed, signal.SIGKILL)
        os.waitpid(killed, 0)
    until(lambda: is_over(number))
    assert one.end(wait=False) is None
    os.kill(one.number, signal.SIGTERM)
    assert one.end(wait=True) == -signal.SIGTERM
    assert is_over(one.number)
    one.let_go()


def test_a_process_whose_end_nobody_hears_is_the_end_of_no_other(lasting):
    one = lasting()
    os.kill(forked := parent_of(one.number), signal.SIGSTOP)
    try:
        one.let_go()
        os.kill(one.number, signal.SIGKILL)
    finally:
        os.kill(forked, signal.SIGCONT)  # which hears of both at once
    unheard = lasting()
    os.kill(unheard.number, signal.SIGKILL)
    until(lambda: is_over(unheard.number))
    unheard.let_go()
    other = lasting()
    assert parent_of(other.number) == forked
    other.let_go()
    until(lambda: is_over(one.number) and is_over(other.number))


def test_the_python_that_is_forked_ends_once_nobody_is_connected_any_more(tmp_path):
    place, kind = tmp_path / "place", (socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with socket.socket(*kind) as asks, socket.socket(*kind) as first, socket.socket(*kind) as second:
        asks.bind(str(place))
        asks.listen()
        first.connect(str(place))
        if (served := os.fork()) == 0:
            for ours in (first, second):
                ours.close()
            Processes(asks, place).serve()
            os._exit(0)
        second.connect(str(place))
        first.close()
        third = socket.socket(*kind)
        third.connect(str(place))
        second.close()
        assert place.exists()
        assert os.waitpid(served, os.WNOHANG) == (0, 0)
        third.close()
    assert os.waitpid(served, 0) == (served, 0)
    assert not place.exists()


LOOKS = """
import importlib, os, sys
read = set()
class Seen(type(os.environ)):
    def __getitem__(self, name):
        read.add(name)
        return super().__getitem__(name)
    def __iter__(self):
        read.update(self._data)
        return super().__iter__()
os.environ.__class__ = Seen
from tests.acceptance import readied, warm
from workshop_tui import locale
catalogue, locale._catalogue = locale._catalogue, None  # whoever looks a text up falls
for name in (*warm.OTHERS, *warm.OURS, *readied.modules()):
    importlib.import_module(name)
print(*sorted(name for name in read if isinstance(name, str) and warm.read_later(name)))
locale._catalogue, imported = catalogue, set(sys.modules)
readied.make_ready()
print(*sorted(name for name in set(sys.modules) - imported if name.startswith("workshop_tui")))
"""


def test_what_is_imported_before_looks_up_no_text_and_reads_no_variable_that_is_another_in_each_fork():
    variables = os.environ | {name.rstrip("_") + ("_X" if name.endswith("_") else ""): "x" for name in LATER}
    done = subprocess.run(
        [sys.executable, "-c", LOOKS], cwd=ROOT, env=variables, capture_output=True, text=True, check=False
    )
    assert (done.stdout.strip(), done.stderr) == ("", "")  # nor is anything imported as the screens are shown
