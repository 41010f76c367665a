"""Every command in every encoding, in one process and one language: `python -m tests.cli.speaking fr FOLDER`.

Prints, as JSON, what each of them wrote: bytes, as base64. The texts of commands and options are made as the program is
imported, so a process speaks one language.
"""

from __future__ import annotations

import base64
import gc
import io
import json
import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from tests.cli.words import COMMANDS
from tests.seed import SEED
from workshop_tui import cli, clock, opening
from workshop_tui.host import streams

# codes are counted: they are the same in each process
opening.new_draw = lambda: None  # type: ignore[attr-defined,assignment,return-value]

ENCODINGS = ("utf-8", "cp1252", "cp850", "cp437", "ascii")
SIGNS = "œuf − 3 ≈ 4 → « là » 🚲 ✓ Čapek, Дарья… 10\u202f%"
NOW = datetime(2021, 5, 4, 8, 30, tzinfo=UTC)
BEFORE = (
    ("open", str(SEED), "--date", "2021-05-04", "--id", "s"),
    ("next", "--at", "9:02"), ("extend", "5", "accueil"), ("note", SIGNS, "--kind", "frein"), ("note", "x"),
    ("initiative", "L'atelier vélo → 🚲", "--phase", "action"), ("attendance", "Čapek Дарья", "--expected"),
    ("report", "--format", "toml", "--names", "-o", "r.toml"),
)  # fmt: skip
USAGE = {
    "a word that is no command": ("nonsensé",), "an option that there is not": ("next", "--ünknown"),
    "a session that there is not": ("next", "-s", "→"), "an option without its value": ("note", "x", "--kind"),
    "a choice that there is not": ("report", "--format", "œ"), "no argument": ("check",), "the home screen": (),
    "an agenda that is not there": ("check", "pas là →.toml"), "the version": ("--version",),
}  # fmt: skip
"""Refusals, click's own among them."""
CALLS = {
    **COMMANDS, "forget": ["forget", "2", "--yes"], "delete": ["delete", "s", "--yes"],
    "fit": ["fit"], "fit --json": ["fit", "--json"], "status": ["status"], "status --json": ["status", "--json"],
    "notes": ["notes", "--names"], "notes --json": ["notes", "--json", "--names"], "matrix": ["matrix"],
    "matrix --json": ["matrix", "--json"], "why": ["why"], "why --json": ["why", "--json"],
    "initiatives": ["initiative", "--names"], "initiatives --json": ["initiative", "--json", "--names"],
    "serve": ["serve", "s", "--host", "192.0.2.77"],
    "people": ["attendance"], "people --json": ["attendance", "--json"],
    "run": ["run", str(SEED)], "demo": ["demo"], "join": ["join"],
    **{f"report as {form}": ["report", "--format", form] for form in ("md", "html", "json", "csv", "ics")},
    "report as toml": ["report", "--format", "toml", "--names"], "the review": ["report", "--kind", "review"],
    "the help": ["--help"], **{f"help of {name}": [name, "--help"] for name in (*COMMANDS, "run", "demo", "join")},
    **{told: list(words) for told, words in USAGE.items()},
}  # fmt: skip

FOR_MACHINES = {name for name in CALLS if name.endswith("--json") or name.startswith("report as")} | {
    "report", "the review", "schema", "codes", "agenda", "key", "plan",
}  # fmt: skip
"""Commands whose answers are UTF-8, whatever the stream speaks."""
STRICTEST = ("utf-8", "ascii")
"""Encodings in which each command is done: what one writes in another way than by the stream shows in ASCII."""
WHOLE = {
    "doctor", "serve",  # they ask for the encoding
    "note", "notes", "notes --json", "status", "matrix", "why", "agendas", "report", "report as csv", "the help",
    *USAGE,
}  # fmt: skip
"""Commands that are done in every encoding. Of the others, what they write in UTF-8 is written by the stream alone."""


@contextmanager
def streamed(encoding: str, given: bytes = b"") -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Streams that speak `encoding`, as a shell would have told Python; what is written there is in those given."""
    out, err = io.BytesIO(), io.BytesIO()
    before = sys.stdin, sys.stdout, sys.stderr, dict(os.environ)
    sys.stdin = io.TextIOWrapper(io.BytesIO(given), encoding=encoding)
    sys.stdout, sys.stderr = (io.TextIOWrapper(to, encoding=encoding) for to in (out, err))
    os.environ["PYTHONIOENCODING"] = encoding
    try:
        yield out, err
    finally:
        sys.stdin, sys.stdout, sys.stderr, environment = before
        now = dict(os.environ)
        for name in now.keys() - environment.keys():
            del os.environ[name]
        os.environ.update(environment.items() - now.items())  # all of them anew would take a tenth of the time


def said(encoding: str, words: tuple[str, ...] | list[str], given: bytes = b"") -> tuple[int, bytes, bytes]:
    """The exit code of a command whose streams speak `encoding`, and what it wrote."""
    before, code = sys.argv, -1
    with streamed(encoding, given) as (out, err):
        sys.argv = ["workshop-tui", *words]
        try:
            cli.main()
        except SystemExit as end:
            code = int(end.code or 0)
        finally:
            sys.stdout.flush()
            sys.stderr.flush()
            sys.argv = before
            gc.enable()
        return code, out.getvalue(), err.getvalue()


def written(encoding: str, out: bytes, err: bytes) -> tuple[bytes, bytes]:
    """What the streams make in `encoding` of what was written in UTF-8."""
    with streamed(encoding) as (told, beside):
        streams.settle()
        for stream, page in ((sys.stdout, out), (sys.stderr, err)):
            stream.write(page.decode())
            stream.flush()
        return told.getvalue(), beside.getvalue()


class Prepared:
    """A data folder that is put back as it was: what a command left alone is not written again (slow under Wine)."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._stamps = self._stand()
        self._files = {Path(file): Path(file).read_bytes() for file in self._stamps}

    def _stand(self) -> dict[str, tuple[int, int]]:
        """The size and the time of each file, as the list of its folder has them: Windows is asked nothing more."""
        found, folders = {}, [os.fspath(self._folder)]
        while folders:
            with suppress(FileNotFoundError), os.scandir(folders.pop()) as entries:
                for entry in entries:
                    if entry.is_dir():
                        folders.append(entry.path)
                    else:
                        stat = entry.stat()
                        found[entry.path] = (stat.st_size, stat.st_mtime_ns)
        return found

    def restore(self) -> None:
        """Put it back."""
        if self._stand() == self._stamps:
            return
        shutil.rmtree(self._folder, ignore_errors=True)
        for file, content in self._files.items():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        self._stamps = self._stand()


def main(folder: Path, encodings: Sequence[str] = ENCODINGS) -> None:
    """Give what each command wrote, in each encoding, on the same day at the same time.

    Where no encodings are named, most commands are done in the `STRICTEST` of them alone (see `WHOLE`).
    """
    print_to = sys.__stdout__
    assert print_to
    os.chdir(folder)
    clock.SystemClock.now = lambda _self: NOW  # type: ignore[assignment,method-assign]
    os.environ["WORKSHOP_TUI_HOME"] = str(folder / "home")
    for words in BEFORE:
        code, out, err = said("utf-8", words)
        assert code == 0, (words, out, err)
    prepared = Prepared(Path("home"))
    told = []
    for name, call in CALLS.items():
        answers: dict[str, tuple[int, bytes, bytes]] = {}
        for encoding in encodings:
            if encodings == ENCODINGS and encoding not in STRICTEST and name not in WHOLE:
                code, out, err = answers["utf-8"]
                page, err = written(encoding, b"" if name in FOR_MACHINES else out, err)
                answers[encoding] = code, out if name in FOR_MACHINES else page, err
                continue
            prepared.restore()
            for made in (Path("day.toml"), Path("copy")):
                made.unlink(missing_ok=True)
            if name == "import":
                said("utf-8", ["delete", "s", "--yes"])
            answers[encoding] = said(encoding, call)
        for encoding, (code, *pages) in answers.items():
            told.append((name, encoding, code, *(base64.b64encode(page).decode() for page in pages)))
    json.dump(told, print_to)


if __name__ == "__main__":
    main(Path(sys.argv[2]), sys.argv[3:] or ENCODINGS)
