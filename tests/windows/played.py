"""Deeds inside one process, here or on Windows: `python -m tests.windows.played WHAT …`.

`day`: a day's commands, as JSON on standard input; prints its reports in each format, as JSON, in base64.
`said`: commands, as JSON on standard input; prints the exit code of each, and what it wrote, as JSON.
`notes NAME COUNT`: takes so many notes, and prints the number of each once it is kept.
`hold`: has the session `day` open on a terminal until its standard input ends.
"""

from __future__ import annotations

import base64
import json
import sys
import threading
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from tests.cli.speaking import said
from workshop_tui import clock, opening

# codes are counted: they are the same here and there
opening.new_draw = lambda: None  # type: ignore[attr-defined,assignment,return-value]

EVENING = datetime(2021, 5, 4, 17, 0, tzinfo=UTC)
REPORTS = {
    **{f"{form} {language}": ("--format", form, "--language", language) for form in ("md", "html", "csv", "ics")
       for language in ("fr", "en")},
    **{table: ("--format", "csv", "--table", table) for table in ("notes", "times", "attendance")},
    "json": ("--format", "json"), "toml": ("--format", "toml", "--names"), "review": ("--kind", "review"),
    "excel": ("--format", "csv", "--bom", "--semicolon"), "private": ("--private",),
    **{f"{kind} as {form}": ("--kind", kind, "--format", form) for kind in ("presence", "sheet")
       for form in ("md", "html")},
}  # fmt: skip


def main(what: str, *words: str) -> None:
    """Do `what`."""
    known: dict[str, Callable[..., None]] = {"day": day, "notes": notes, "hold": hold, "said": say}
    known[what](*words)


def must(*words: str) -> bytes:
    """Give what the command answers."""
    code, out, err = said("utf-8", words)
    assert code == 0, (words, err.decode())
    return out


def day() -> None:
    """Play the day, late in its evening; print the reports, those on standard output and those in files."""
    to, commands = sys.__stdout__, json.load(sys.stdin.buffer)
    assert to
    clock.SystemClock.now = lambda _self: EVENING  # type: ignore[assignment,method-assign]
    for words in commands:
        must(*words)
    made = {name: must("report", *words) for name, words in REPORTS.items()}
    made["agenda"] = must("agenda", "--from", "jour")
    made["status"] = must("status", "--json")
    for name, words in REPORTS.items():
        form = words[words.index("--format") + 1] if "--format" in words else "md"
        must("report", *words, "-o", f"été — œ.{form}")
        made[f"{name} in a file"] = next(Path.cwd().glob("été*")).read_bytes()
        next(Path.cwd().glob("été*")).unlink()
    json.dump({name: base64.b64encode(page).decode() for name, page in made.items()}, to)


def say() -> None:
    """Do the commands, and print what they say."""
    to, commands = sys.__stdout__, json.load(sys.stdin.buffer)
    assert to
    json.dump(
        [(code, out.decode(), err.decode()) for code, out, err in (said("utf-8", words) for words in commands)], to
    )


def notes(name: str, count: str) -> None:
    """Take notes, and say of each that it is kept."""
    to = sys.__stdout__
    for number in range(int(count)):
        must("note", f"{name} {number}", "-s", "day", "--as", name)
        to.write(f"{number}\n")
        to.flush()


def hold() -> None:
    """Be there with a terminal of Aurélie's."""
    from workshop_tui.clock import SystemClock
    from workshop_tui.journal.sessions import default_store
    from workshop_tui.presence import BEAT_S
    from workshop_tui.service import Session

    left = threading.Event()

    def wait() -> None:
        sys.stdin.read()
        left.set()

    with closing(Session(default_store().open("day"), SystemClock(), "aurelie")) as session:
        session.company.beat("run")
        sys.stdout.write("there\n")
        sys.stdout.flush()
        threading.Thread(target=wait).start()
        while not left.wait(BEAT_S):  # who is not heard of is taken to be gone, and the machine may be slow
            session.company.beat("run")


if __name__ == "__main__":
    main(*sys.argv[1:])
