"""Commands on a disk that fails: strace makes the system refuse some calls of a process that has all imported.

`Faulty` starts that process (`python -m tests.acceptance.faulty`), which forks a child for each command that it is
given, and has strace fail the calls of the children: each counts its own from nought. Needs strace (Debian: strace).
"""

from __future__ import annotations

import ctypes
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from tests.conftest import SEED

ROOT = Path(__file__).parent.parent.parent


class Faulty:
    """The process; a command's answer is its exit code (below nought: killed) and what it said on standard error."""

    def __init__(self, home: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.acceptance.faulty"],
            cwd=ROOT,
            text=True,
            stdin=subprocess.PIPE,
            env=os.environ | {"WORKSHOP_TUI_HOME": str(home), "WORKSHOP_TUI_AS": "pascal", "LANG": "en_GB.UTF-8"},
            stdout=subprocess.PIPE,
        )

    def answers(
        self, home: Path, inject: Iterable[str], commands: Iterable[Sequence[str]], only: Iterable[Path] = ()
    ) -> list[tuple[int, str]]:
        """Do the commands while calls fail as strace's `inject` says; only those about certain files, if any are named.

        `inject`: `fsync:error=EIO:when=2`, say.
        """
        asked = {
            "home": str(home),
            "inject": list(inject),
            "commands": list(map(list, commands)),
            "only": list(map(str, only)),
        }
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return [(code, said) for code, said in json.loads(self._process.stdout.readline())]

    def close(self) -> None:
        self._process.communicate()


def _answer(asked: dict[str, Any]) -> list[tuple[int, str]]:
    os.environ["WORKSHOP_TUI_HOME"] = asked["home"]
    with ExitStack() as opened:  # before: nothing of ours is to fail
        files = [opened.enter_context(tempfile.TemporaryFile()) for _ in asked["commands"]]
        return _traced(asked, files)


def _traced(asked: dict[str, Any], files: list[Any]) -> list[tuple[int, str]]:
    words = [word for path in asked["only"] for word in ("-P", path)]
    words += [word for one in asked["inject"] for word in ("-e", f"inject={one}")]
    traced = ",".join(one.partition(":")[0] for one in asked["inject"])
    tracer = subprocess.Popen(
        ["strace", "-f", "-o", "/dev/null", "-e", f"trace={traced}", *words, "-p", str(os.getpid())],
        stderr=subprocess.PIPE,
    )
    assert tracer.stderr
    assert b"attached" in (told := tracer.stderr.readline()), told
    codes = [_code(one, said.fileno()) for one, said in zip(asked["commands"], files, strict=True)]
    tracer.terminate()
    tracer.communicate()
    answers = []
    for code, said in zip(codes, files, strict=True):
        said.seek(0)
        answers.append((code, said.read().decode()))
    return answers


def _code(words: list[str], said: int) -> int:
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
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
    ctypes.CDLL(None).prctl(0x59616D61, ctypes.c_ulong(-1 & 0xFFFFFFFFFFFFFFFF), 0, 0, 0)  # PR_SET_PTRACER, any
    for line in sys.stdin:
        print(json.dumps(_answer(json.loads(line))), flush=True)
