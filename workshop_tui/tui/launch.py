"""Starting the full screen: at home, on a session, or in a rehearsal that is thrown away."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypedDict

from workshop_tui import locations
from workshop_tui.agenda import Agenda
from workshop_tui.clock import Clock, RehearsalClock, SystemClock
from workshop_tui.journal.sessions import default_store
from workshop_tui.journal.sqlite import Folder
from workshop_tui.service import Session, create, zoned
from workshop_tui.tui.app import WorkshopApp
from workshop_tui.tui.keymap import chosen_notices, chosen_theme
from workshop_tui.tui.keys import Key
from workshop_tui.tui.stopping import as_told, heed, leave
from workshop_tui.tui.surroundings import has_mouse

REHEARSED = 60.0
"""Times faster that a day is rehearsed, unless it is said how many."""
Keys = dict[str, tuple[Key, ...]]
"""The keys of each screen."""


class Choices(TypedDict):
    """A person's choices beside the keys, as the app takes them."""

    theme: str | None
    notices: int | None


def home(clock: Clock, by: str, keys: Keys, language: str | None = None) -> None:
    """The home screen; in `language`, if one was asked for, is what is opened there, too."""
    _run(WorkshopApp(clock, by, keys=keys, asked_language=language, **_chosen()), keys)


def session(
    opened: Session,
    keys: Keys,
    language: str | None = None,
    *,
    room: bool = False,
    confined: bool = False,
    told: str = "",
    plan_file: str = "",
) -> None:
    """The run screen (or the room's) of a session; `confined` to it, nothing leads elsewhere. `told` is said first.

    `plan_file` is where its agenda was read.
    """
    app = WorkshopApp(
        opened.clock,
        opened.by,
        session=opened,
        room=room,
        keys=keys,
        confined=confined,
        asked_language=language,
        told=told,
        plan_file=plan_file,
        **_chosen(),
    )
    _run(app, keys)


def _chosen() -> Choices:
    """A person's theme, and how long notices stay. Raises `ConfigError`."""
    file = locations.config()
    return {"theme": chosen_theme(file), "notices": chosen_notices(file)}


def _run(app: WorkshopApp, keys: Keys) -> None:
    """Run it; told to stop by a signal, the program ends with that signal's exit code.

    A rehearsal that was asked for there follows.
    """
    with as_told():
        app.run(mouse=has_mouse(os.environ))
    if not app.return_code:
        heed(leave)
    if app.return_code:
        sys.exit(app.return_code)
    if app.to_rehearse:
        rehearse(app.to_rehearse, REHEARSED, app.by, frozenset(), None, keys)


def rehearse(
    agenda: Agenda,
    speed: float,
    by: str,
    present: frozenset[str],
    day: date | None,
    keys: Keys,
    keep: str | None = None,
) -> None:
    """Run `agenda` on a clock `speed` times faster that starts as its day does.

    Nothing of it is kept, unless `keep` gives the session an id. Raises `JournalError` if it is taken.
    """
    plan = zoned(agenda)
    on = day or SystemClock().now().astimezone(plan.zone).date()
    start = datetime.combine(on, plan.blocks[0].start, plan.zone).astimezone(UTC)
    clock = RehearsalClock(start, speed)
    import tempfile

    heed(leave)  # or the folder would stay
    with as_told(), tempfile.TemporaryDirectory(prefix="workshop-tui-") as folder:
        store, name = (default_store(), keep) if keep else (Folder(Path(folder)), "rehearsal")
        create(store, plan, on, name, clock, by, present)
        with closing(Session(store.open(name), clock, by)) as rehearsed:  # or Windows lets nobody remove it
            session(rehearsed, keys)
