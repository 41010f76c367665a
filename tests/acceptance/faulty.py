"""Commands on a disk that fails: strace makes the system refuse some calls of a process that has all imported.

`Faulty` starts that process (`python -m tests.acceptance.faulty`), which forks one between for what it is given, and
has strace fail the calls of that one and of its children, one for each command: each counts its own from nought. Nobody
traces the process itself, whose calls would be counted, too, while strace begins and ends; the one between makes none
of those that fail. Needs strace (Debian: strace).
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import struct
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, NoReturn

from tests.seed import SEED

ROOT = Path(__file__).parent.parent.parent
LIBC = ctypes.CDLL(None)
PTRACER, ANYBODY = 0x59616D61, (1 << 64) - 1
"""PR_SET_PTRACER: this process may be traced by another than its parent."""
READY = b"!"


class Faulty:
    """The process; a command's answer is its exit code (below nought: killed) and what it said on standard error."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._start()

    def _start(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.acceptance.faulty"],
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            env=os.environ | {"WORKSHOP_TUI_HOME": str(self._home), "WORKSHOP_TUI_AS": "pascal", "LANG": "en_GB.UTF-8"},
            stdout=subprocess.PIPE,
        )

    def answers(
        self, home: Path, inject: Iterable[str], commands: Iterable[Sequence[str]], only: Iterable[Path] = ()
    ) -> list[tuple[int, str]]:
        """Do the commands while calls fail as strace's `inject` says; only those about certain files, if any are named.

        `inject`: `fsync:error=EIO:when=2`, say. AssertionError if the process has ended; the next is asked of another.
        """
        asked = {
            "home": str(home),
            "inject": list(inject),
            "commands": list(map(list, commands)),
            "only": list(map(str, only)),
        }
        assert self._process.stdin and self._process.stdout
        with suppress(BrokenPipeError):  # it has ended: nothing is read, either
            self._process.stdin.write(json.dumps(asked) + "\n")
            self._process.stdin.flush()
        if not (told := self._process.stdout.readline()):
            self.close()
            ended = self._process.returncode
            self._start()
            raise AssertionError(f"the process that forks has ended: {ended}")
        return [(code, said) for code, said in json.loads(told)]

    def close(self) -> None:
        self._process.communicate()


def _answer(asked: dict[str, Any]) -> list[tuple[int, str]]:
    os.environ["WORKSHOP_TUI_HOME"] = asked["home"]
    with ExitStack() as opened:  # before: nothing of ours is to fail
        files = [opened.enter_context(tempfile.TemporaryFile()) for _ in asked["commands"]]
        codes = _traced(asked, [said.fileno() for said in files])
        answers = []
        for code, said in zip(codes, files, strict=True):
            said.seek(0)
            answers.append((code, said.read().decode()))
        return answers


def _traced(asked: dict[str, Any], files: list[int]) -> list[int]:
    """The exit codes of the commands, done by children of one that is traced."""
    words = [word for path in asked["only"] for word in ("-P", path)]
    words += [word for one in asked["inject"] for word in ("-e", f"inject={one}")]
    traced = ",".join(one.partition(":")[0] for one in asked["inject"])
    (waits, begin), (told, tells) = os.pipe(), os.pipe()
    if (between := os.fork()) == 0:
        os.close(begin)
        _do_all(asked["commands"], files, waits, tells)
    for its in (waits, tells):
        os.close(its)
    with os.fdopen(begin, "wb", 0) as begins, os.fdopen(told, "rb", 0) as ends:
        assert ends.read(1) == READY
        tracer = subprocess.Popen(
            ["strace", "-f", "-o", "/dev/null", "-e", f"trace={traced}", *words, "-p", str(between)],
            stderr=subprocess.PIPE,
        )
        assert tracer.stderr
        assert b"attached" in (said := tracer.stderr.readline()), said
        begins.write(READY)
        codes = ends.read()
    os.waitpid(between, 0)
    tracer.communicate()  # it has ended with the last that it traced
    return list(struct.unpack(f"{len(files)}i", codes))


def _do_all(commands: list[list[str]], files: list[int], waits: int, tells: int) -> NoReturn:
    """Do the commands in children, and tell their exit codes, as soon as this process is traced; it ends then.

    From there on it waits, forks and writes, and nothing else: whatever fails, it is not here.
    """
    try:
        gc.disable()  # nor is a file closed because it is found to be garbage
        LIBC.prctl(PTRACER, ctypes.c_ulong(ANYBODY), 0, 0, 0)
        os.write(tells, READY)
        if os.read(waits, 1):
            os.write(tells, b"".join(struct.pack("i", _code(*one)) for one in zip(commands, files, strict=True)))
    finally:
        os._exit(0)


def _code(words: list[str], said: int) -> int:
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    gc.enable()
    os.dup2(said, 2)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")
    sys.argv = ["workshop-tui", *words]
    from workshop_tui.cli import main

    code = 1
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException:
        import traceback

        traceback.print_exc()
    sys.stderr.flush()
    os._exit(code)


def _import_all() -> None:
    """Import all that the commands need: it is their files that fail, not the program's."""
    from click.testing import CliRunner

    from workshop_tui.cli.commands import cli

    with tempfile.TemporaryDirectory() as folder:
        os.environ["WORKSHOP_TUI_HOME"] = folder
        report = ["report", "-s", "x", "-o", f"{folder}/r.md"]
        for words in (
            ["open", str(SEED), "--id", "x"],
            ["note", "x"],
            ["forget", "2"],
            ["backup", "-o", f"{folder}/b"],
            ["status"],
            report,
            ["nonsense"],
        ):
            CliRunner().invoke(cli, words)


if __name__ == "__main__":
    _import_all()
    gc.collect()
    gc.freeze()  # else each fork copies what it only looks at
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), flush=True)
