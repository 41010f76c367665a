"""The plan screen, opened on an agenda's file: what is in it, or what a new one begins with."""

from __future__ import annotations

from pathlib import Path

from workshop_tui.cli.options import Failure, asked_language, me
from workshop_tui.cli.screens import screen_keys
from workshop_tui.clock import SystemClock
from workshop_tui.locale import say, speak
from workshop_tui.locale.languages import known


def show_plan(agenda: str, language: str | None) -> None:
    """Show the screen, in the language of the agenda unless another is asked for. Raises `Failure` for a file that is
    no TOML, every slip with its line."""
    keys = screen_keys()
    from workshop_tui.agenda.reading import examine
    from workshop_tui.agenda.toml import Unreadable
    from workshop_tui.plans.beginning import fresh, named
    from workshop_tui.plans.kept import PlanFile

    file = named(Path(agenda))
    if file.is_dir():
        raise Failure(say("{file} is a folder: give a name in it, {near}", file=file, near=file / "day.toml"))
    if not file.parent.is_dir():
        raise Failure(say("there is no folder {folder}: make it first, or give another name", folder=file.parent))
    try:
        edited = PlanFile(file, fresh())
    except Unreadable as unreadable:
        _plan, slips = examine(file, warn=False)
        raise Failure("\n".join(one.told(agenda) for one in slips or unreadable.findings)) from None
    spoken = edited.document.sheet.data.get("language")
    asked = asked_language(language)
    if not asked and known(spoken):
        speak(str(spoken))
    from workshop_tui.tui import launch

    launch.plan(edited, SystemClock(), me(), keys, asked)
