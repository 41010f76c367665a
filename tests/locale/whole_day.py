"""A day of the program in each of some languages, each in a process: `python -m tests.locale.whole_day FOLDER fr en`.

It has a plan begun, checked, opened, played, reported and shown, and says as JSON what each step answered. `qq` is a
language that is made here and nowhere else: a row of the table, and a catalogue of some ten texts in its folder. The
processes are forks of one that has imported the libraries, and of the program nothing that speaks.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from workshop_tui.locale import LANGUAGES, languages, plural, speak, speaking
from workshop_tui.locale.languages import Language

MADE = Language(
    "qq",
    "Español",
    "es-ES",
    partial=True,
    hour_digits=1,
    date="{day} de {month} de {year}",
    months=(
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ),
    decimal_sign=",",
    marks=("«", "»"),
)
"""A partial language, which writes as neither of the others: hours as `9:05`, quotations without spaces."""
TEXTS: dict[str, str | tuple[str, ...]] = {
    "Report": "Informe",
    "Morning": "Mañana",
    "Notes": "Notas",
    "Barrier": "Freno",
    "Light": "Claro",
    "room": "sala",
    "Report, with its annexes": "Informe, con sus anexos",
    "notes": "notas",
    "next: {title}": "después: {title}",
    "{count} line": ("{count} línea", "{count} líneas"),
}
PLAN = """title = "Día"
language = "{code}"
timezone = "Europe/Madrid"
evaluation = true
[[blocks]]
key = "b"
title = "Bloque"
start = "9h"
end = "12h"
[[blocks.segments]]
title = "Acogida"
minutes = 45
kind = "welcome"
[[blocks.segments]]
title = "Cierre"
minutes = 15
kind = "closing"
"""
SHEET = "Time;Length;Title\n9:00;30;Welcome to the day\n9:30;45;Round of all\n"
LIBRARIES = ("icalendar", "jinja2", "markdown_it", "pydantic", "textual.app", "textual.widgets", "tomli_w")
"""Imported once for all languages: none of them speaks one."""
NOW = datetime(2021, 5, 4, 8, 30, tzinfo=UTC)


def make_language(folder: Path) -> None:
    """Put `MADE` among the languages, its catalogue beside copies of the others' in `folder`."""
    shutil.copytree(languages.FOLDER, folder, ignore=lambda _from, names: [one for one in names if one.endswith(".po")])
    written = Catalog(locale="es")
    for text, told in TEXTS.items():
        written.add((text, f"{text}s") if isinstance(told, tuple) else text, told)
    (folder / MADE.code / "LC_MESSAGES").mkdir(parents=True)
    with (folder / MADE.code / "LC_MESSAGES" / "workshop_tui.mo").open("wb") as compiled:
        write_mo(compiled, written)
    languages.FOLDER = folder
    LANGUAGES[MADE.code] = MADE


def steps(code: str) -> dict[str, list[str]]:
    """The commands, by what the step is called."""
    at, forms = ("--at", "10:02"), ("md", "html", "json", "csv", "ics", "toml")
    return {
        "the help": ["--help"],
        "help of run": ["run", "--help"],
        "new": ["new", "begun.toml"],
        "check of new": ["check", "begun.toml"],
        "new from": ["new", "sheet.toml", "--from", "sheet.csv"],
        "check": ["check", "day.toml"],
        "doctor": ["doctor"],
        "schema": ["schema"],
        "plan": ["plan", "day.toml", "--format", "md"],
        "plan in Word": ["plan", "day.toml", "-o", "day.docx"],
        "open": ["open", "day.toml", "--date", "2021-05-04", "--id", "d"],
        "next": ["next", "--at", "9:02"],
        "extend": ["extend", "5", *at],
        "note": ["note", "L'idée : «une» !", "--kind", "frein", *at],
        "initiative": ["initiative", "Huerto", "--phase", "action"],
        "somebody": ["attendance", "Aurélie", "--expected"],
        "there": ["attendance", "Aurélie", "--arrived", *at],
        "turn": ["turn", "Aurélie", *at],
        "refused": ["goto", "nada"],
        "misused": ["nex"],
        "misused choice": ["report", "--language", "xx"],
        "fit": ["fit", *at],
        "status": ["status", *at],
        "brief": ["status", "--brief"],
        "status as JSON": ["status", "--json"],
        "follow": ["follow"],
        "notes": ["notes"],
        "matrix": ["matrix"],
        "why": ["why"],
        "end": ["end", "--at", "10:20"],
        "sessions": ["sessions"],
        "the review": ["report", "--kind", "review"],
        "takeaway": ["report", "--kind", "takeaway"],
        "the plan of it": ["report", "--kind", "plan"],
        "agenda": ["agenda", "--from", "d"],
        **{f"report as {form}": ["report", "--format", form, "--language", code] for form in forms},
    }


async def screens() -> dict[str, str]:
    """Texts of the run screen, its help, the report, the room and home, in the language in use."""
    from workshop_tui.clock import FixedClock
    from workshop_tui.journal.sqlite import SqliteJournal
    from workshop_tui.service import Session
    from workshop_tui.tui.app import WorkshopApp

    clock, seen = FixedClock(NOW), {}
    session = Session(SqliteJournal(Path("home/sessions/d.session")), clock, "pascal")
    for opened, keys in ((None, ("",)), (session, ("", "question_mark", "r", "d", "l", "m"))):
        app = WorkshopApp(clock, "pascal", session=opened)
        async with app.run_test(size=(120, 40)) as pilot:
            for key in keys:
                await pilot.pause()
                beneath = app.screen
                await pilot.press(*[key] if key else [])
                await pilot.pause()
                lines = app.screen._compositor.render_strips()
                seen[f"screen {key or ('run' if opened else 'home')}"] = "\n".join(line.text for line in lines)
                if app.screen is not beneath:
                    await pilot.press("escape")
                    await pilot.pause()
                assert app.screen is beneath, key
    session.close()
    return seen


def pages() -> dict[str, str]:
    """A page in each language, which leads to the same in the others; and the words of a page's script."""
    from workshop_tui.serve.pages import Asked, evaluation_page
    from workshop_tui.serve.words import words

    told = {f"page {code}": evaluation_page(Asked(code), "t", (), why="", filled={}, longest=9) for code in LANGUAGES}
    return told | {"words": json.dumps(words(), ensure_ascii=False)}


def main(code: str, folder: Path) -> None:
    """Go through the day, and say what was answered."""
    if code == MADE.code:
        make_language(folder / "locale")  # before what derives from the table is imported
    from tests.cli.speaking import said
    from workshop_tui import clock

    os.chdir(folder)
    os.environ |= {"LANG": f"{code}_XX.UTF-8", "WORKSHOP_TUI_HOME": str(folder / "home"), "WORKSHOP_TUI_AS": "pascal"}
    Path("day.toml").write_text(PLAN.format(code=code), encoding="utf-8")
    Path("sheet.csv").write_text(SHEET, encoding="utf-8")
    clock.SystemClock.now = lambda _self: NOW  # type: ignore[method-assign, assignment]
    told = {}
    for name, words in steps(code).items():
        given = b"status\nnote #action vale\nquit\n" if name == "follow" else b""
        number, out, err = said("utf-8", words, given)
        told[name] = {"code": number, "out": out.decode(), "error": err.decode()}
    speak(code)
    for name, text in (asyncio.run(screens()) | pages()).items():
        told[name] = {"code": 0, "out": text, "error": ""}
    for name in ("begun.toml", "sheet.toml"):
        told[name] = {"code": 0, "out": Path(name).read_text(encoding="utf-8"), "error": ""}
    with speaking(code):
        told["a plural"] = {"code": 0, "out": plural("{count} line", "{count} lines", 2), "error": ""}
    (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")


def main_of_all(folder: Path, codes: Sequence[str]) -> None:
    """Go through the day in each language, in a folder called by it. Raises CalledProcessError if one fails."""
    for library in LIBRARIES:
        import_module(library)
    for code in codes:
        (folder / code).mkdir()
        if not (child := os.fork()):
            try:
                main(code, folder / code)
            except BaseException:
                traceback.print_exc()
                os._exit(1)
            os._exit(0)
        if ended := os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
            raise subprocess.CalledProcessError(ended, code)


if __name__ == "__main__":
    main_of_all(Path(sys.argv[1]), sys.argv[2:])
