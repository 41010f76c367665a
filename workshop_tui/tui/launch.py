"""Starting the full screen: at home, on a session, or in a rehearsal that is thrown away."""

from __future__ import annotations

import os
import sys
from datetime import date
from typing import TYPE_CHECKING, TypedDict

import workshop_tui.crashes  # noqa: F401 before it is needed: by then this program may be replaced by another version
from workshop_tui.agenda import Agenda
from workshop_tui.clock import Clock
from workshop_tui.host.stopping import as_told, heed, leave
from workshop_tui.service import Session
from workshop_tui.tui.app import WorkshopApp
from workshop_tui.tui.choices import choices
from workshop_tui.tui.key import Key
from workshop_tui.tui.keys import SCREENS
from workshop_tui.tui.surroundings import has_mouse

if TYPE_CHECKING:
    from pathlib import Path

    from workshop_tui.plans.kept import PlanFile

REHEARSED = 60.0
"""Times faster that a day is rehearsed, unless it is said how many."""
Keys = dict[str, tuple[Key, ...]]
"""The keys of each screen."""


def home(clock: Clock, by: str, keys: Keys, language: str | None = None) -> None:
    """The home screen; in `language`, if one was asked for, is what is opened there, too."""
    _run(WorkshopApp(clock, by, keys=keys, asked_language=language, **_chosen()), keys)


def plan(edited: PlanFile, clock: Clock, by: str, keys: Keys, language: str | None = None) -> None:
    """The plan screen of an agenda's file."""
    _run(WorkshopApp(clock, by, keys=keys, asked_language=language, plan=edited, **_chosen()), keys)


def session(
    opened: Session,
    keys: Keys,
    language: str | None = None,
    *,
    room: bool = False,
    confined: bool = False,
    edited: bool = False,
    plan_file: str = "",
    guide: Path | None = None,
    group: tuple[str, str] | None = None,
) -> None:
    """The run screen (or the room's) of a session; `confined` to it, nothing leads elsewhere.

    `plan_file` is where its agenda was read; `edited`: it is another now than that. `guide`: the file that will say
    that its person was guided, who is to be. `group`: the segment and the key of the group that it is shown for, and
    which it does not leave.
    """
    app = WorkshopApp(
        opened.clock,
        opened.by,
        session=opened,
        room=room,
        keys=keys,
        confined=confined,
        asked_language=language,
        edited=edited,
        plan_file=plan_file,
        **_chosen(),
    )
    app.guide, app.group = guide, group
    _run(app, keys)


class _Chosen(TypedDict):
    theme: str | None
    notices: int | None
    warned: str


def _chosen() -> _Chosen:
    """The choices beside the keys, and the first thing that is wrong with it."""
    found = choices()
    return {"theme": found.theme, "notices": found.notices, "warned": next(map(str, found.warnings), "")}


def _run(app: WorkshopApp, keys: Keys | None = None) -> None:
    """Run it; told to stop by a signal, the program ends with that signal's exit code. Raises what the app fell over.

    A rehearsal that was asked for there follows.
    """
    with as_told():
        app.run(mouse=has_mouse(os.environ))
    if app.crash:
        raise app.crash
    if not app.return_code:
        heed(leave)
    if app.return_code:
        sys.exit(app.return_code)
    if app.to_rehearse:
        rehearse(app.to_rehearse, REHEARSED, app.by, frozenset(), None, keys or SCREENS)


def rehearse(
    agenda: Agenda,
    speed: float,
    by: str,
    present: frozenset[str],
    day: date | None,
    keys: Keys,
    keep: str | None = None,
) -> None:
    """Run `agenda` in a `rehearsing` session. Raises `JournalError` if the id `keep` is taken."""
    from workshop_tui.rehearsal import rehearsing

    with rehearsing(agenda, speed, by, present, day, keep) as rehearsed:
        session(rehearsed, keys)
