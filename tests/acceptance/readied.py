"""The Python that is forked, made ready: it has parsed the sheets, and has shown a day, to nobody.

What comes of that stays for each fork, as what Textual works out for a class stays for the second screen of that class.
Nothing of the environment, and no text of a language, does: the day is shown in a context of its own, and what this
program itself remembers of it is forgotten but for what follows from its types and colours (`KEPT`). `test_warm`
compares what a fork shows with what is shown by a program that is started afresh.
"""

from __future__ import annotations

import asyncio
import contextvars
import importlib
import os
import pkgutil
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.seed import one_day
from tests.tui.styled import parse_once

ROOMS = ("agenda", "journal", "session", "spoken", "text", "tui")
"""Packages of the program of which a screen needs nearly every module."""
MODULES = (
    "workshop_tui.plans.kept", "workshop_tui.report.formats", "workshop_tui.rehearsal",
)  # fmt: skip
"""Modules that a screen needs of other packages."""
KEPT = (
    "workshop_tui.agenda.gate", "workshop_tui.agenda.structs", "workshop_tui.holds", "workshop_tui.session.rooms",
    "workshop_tui.tui.cells", "workshop_tui.tui.colours",
)  # fmt: skip
"""Modules that remember only what follows from the program's types, from colours, or from signs."""


def modules() -> list[str]:
    """The names of the program's modules that a screen needs; nothing is imported for this but their packages."""
    found = list(MODULES)
    for room in ROOMS:
        package = importlib.import_module(f"workshop_tui.{room}")
        found += [one.name for one in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")]
    return found


def make_ready() -> None:
    """Import what the screens need, and show the first of them once."""
    for name in modules():
        importlib.import_module(name)
    parse_once()
    with _elsewhere() as folder:
        contextvars.copy_context().run(asyncio.run, _show(folder))
    forget()


@contextmanager
def _elsewhere() -> Iterator[Path]:
    """A folder for a day; what is found there, and where temporary files lie, is forgotten afterwards."""
    variables, folder = dict(os.environ), Path(tempfile.mkdtemp())
    os.environ["WORKSHOP_TUI_HOME"] = str(folder)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)
        os.environ.clear()
        os.environ.update(variables)
        tempfile.tempdir = None


async def _show(folder: Path) -> None:
    """Show a day, without a terminal."""
    from workshop_tui.clock import SystemClock
    from workshop_tui.journal.sqlite import Folder
    from workshop_tui.locale import speak
    from workshop_tui.opening import create
    from workshop_tui.service import Session
    from workshop_tui.tui.app import WorkshopApp

    speak("en")
    clock, store = SystemClock(), Folder(folder / "sessions")
    create(store, one_day(), date(2030, 5, 4), "day", clock, "pascal")
    with closing(Session(store.open("day"), clock, "pascal")) as session:
        async with WorkshopApp(clock, "pascal", session=session).run_test(size=(120, 40)) as pilot:
            await pilot.pause()


def forget() -> None:
    """Forget what the program's own modules remember, but for `KEPT`."""
    for name, module in list(sys.modules.items()):
        if name.startswith("workshop_tui") and name not in KEPT:
            for one in remembering(module):
                one.cache_clear()


def remembering(module: ModuleType) -> list[Any]:
    """The functions of a module that remember what they have answered (`functools.cache`)."""
    own = [one for one in vars(module).values() if isinstance(one, type) and one.__module__ == module.__name__]
    return [one for place in (module, *own) for one in vars(place).values() if hasattr(one, "cache_clear")]
