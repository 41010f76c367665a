"""Commands in forks of one Python that has imported the program, and nothing that only some commands want.

`python -m tests.cli.forked COSTLY… [+BEFORE…]` reads, line by line as JSON, the words of a command, its folder and its
variables; each is done in a fork of its own. Printed of each, as JSON: its exit code, what it wrote, and which of the
costly modules it imported. To import the program costs most of what such a command does.
"""

from __future__ import annotations

import gc
import importlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

EVERY = (
    "click", "sqlite3", "workshop_tui.journal.sqlite", "workshop_tui.service", "workshop_tui.journal.archive",
    "workshop_tui.session.decide", "workshop_tui.session.privacy.together", "workshop_tui.session.sentences",
    "workshop_tui.spoken.results", "workshop_tui.agenda.course", "workshop_tui.agenda.completing",
    "workshop_tui.agenda.toml", "workshop_tui.text.typography",
    "annotated_types", "csv", "dataclasses", "importlib.metadata", "importlib.resources", "pydantic_core", "random",
    "tempfile", "typing_inspection.introspection", "zipfile",
)  # fmt: skip
"""Modules that many commands want; what they import is seen as what a command imports, so that it may be nothing dear.

None of them has texts that are put in words as it is imported.
"""


class Done(NamedTuple):
    """The outcome of a command."""

    code: int
    out: str
    err: str
    imported: set[str]


class Program:
    """The Python that has imported the program."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def run(self, words: Sequence[str], folder: Path, between: Path | None = None) -> Done:
        """Do a command in `folder`, with the variables that this process has now.

        Its standard output is the file `between`, if one is named: `(echo head; …; echo tail) > FILE`.
        """
        asked = {
            "words": list(words),
            "folder": str(folder),
            "variables": dict(os.environ),
            "between": str(between) if between else None,
        }
        assert self._process.stdin
        assert self._process.stdout
        print(json.dumps(asked), file=self._process.stdin, flush=True)
        code, out, err, imported = json.loads(self._process.stdout.readline())
        return Done(code, out, err, set(imported))


@contextmanager
def program(costly: Sequence[str], before: Sequence[str] = (), through: Sequence[str] = ()) -> Iterator[Program]:
    """The program, imported; of the `costly` modules it says which a command imported, if they are not there `before`.

    It is started by the words of `through`.
    """
    pipe = subprocess.PIPE
    words = [*through, sys.executable, "-m", "tests.cli.forked", *costly, *(f"+{name}" for name in before)]
    with subprocess.Popen(words, stdin=pipe, stdout=pipe, text=True) as process:
        yield Program(process)


def main(costly: Sequence[str]) -> None:
    """Do the commands that are read, one after the other."""
    for name in (*EVERY, *(name[1:] for name in costly if name[0] == "+")):
        importlib.import_module(name)
    from workshop_tui.cli import main as begin

    gc.freeze()  # else each fork copies what it only looks at
    for line in sys.stdin:
        asked = json.loads(line)
        theirs, ours = os.pipe()
        if not (child := os.fork()):
            os.write(ours, json.dumps(done(begin, asked, costly)).encode())
            os._exit(0)
        os.close(ours)
        with os.fdopen(theirs) as told:
            print(told.read(), flush=True)
        os.waitpid(child, 0)


def done(begin, asked, costly: Sequence[str]) -> tuple[int, str, str, list[str]]:
    """Give the outcome of the command `asked`, in this process."""
    os.chdir(asked["folder"])
    os.environ.clear()
    os.environ.update(asked["variables"])
    streams = {name: io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for name in ("stdin", "stdout", "stderr")}
    for name, stream in streams.items():
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    if asked["between"]:
        os.dup2(os.open(asked["between"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), 1)
        os.write(1, b"head\n")
        sys.stdout = open(1, "w", encoding="utf-8")  # noqa: SIM115 as long as this process is there
        sys.__stdout__ = sys.stdout  # type: ignore[misc]  # as where it was opened by Python
    sys.argv = ["workshop-tui", *asked["words"]]
    try:
        begin()
        code = 0
    except SystemExit as end:
        code = int(end.code or 0)
    if asked["between"]:
        sys.stdout.flush()
        os.write(1, b"tail\n")
    written = []
    for name in ("stdout", "stderr"):
        streams[name].flush()
        written.append(streams[name].buffer.getvalue().decode())
    out, err = written
    return code, out, err, [name for name in costly if name in sys.modules]


if __name__ == "__main__":
    main(sys.argv[1:])
