"""A plan that is begun: the name of its file, and what stands in it first."""

from __future__ import annotations

from pathlib import Path

from workshop_tui.agenda.editing.values import line
from workshop_tui.clock import host_zone
from workshop_tui.locale import language


def named(file: Path) -> Path:
    """The file of an agenda: `mine` is `mine.toml`, as home and editors want it, unless there is a `mine`."""
    return file if file.suffix or file.exists() else file.with_name(f"{file.name}.toml")


def fresh() -> bytes:
    """The beginning of a plan: its language, and the time zone of this machine, which its hours are in."""
    return (line("language", language(), "\n") + line("timezone", host_zone(), "\n")).encode()
