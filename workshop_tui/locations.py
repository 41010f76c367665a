"""Where files live."""

from __future__ import annotations

import os
from pathlib import Path


def home() -> Path:
    """The data folder: `WORKSHOP_TUI_HOME`, else the platform's own for this user."""
    if moved := os.environ.get("WORKSHOP_TUI_HOME"):
        return Path(moved).expanduser()
    from platformdirs import user_data_path

    return user_data_path("workshop-tui", appauthor=False)


def sessions() -> Path:
    """The folder of session files, one SQLite file each."""
    return home() / "sessions"


def store() -> str | None:
    """The address of the server that keeps the sessions, from `WORKSHOP_TUI_STORE`; None: the folder does."""
    return os.environ.get("WORKSHOP_TUI_STORE") or None


def config() -> Path:
    """The file of a person's own settings."""
    return home() / "config.toml"


def shipped_agendas() -> Path:
    """The folder of the agendas that come with the program: in the package, or beside it in a checkout."""
    packaged = Path(__file__).parent / "agendas"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "agendas"


def agendas() -> list[Path]:
    """The agendas in this folder's `agendas/`, in the data folder's, and those that are shipped."""
    folders = (Path("agendas"), home() / "agendas", shipped_agendas())
    files = {file.resolve(): file for folder in folders for file in sorted(folder.glob("*.toml"))}
    return list(files.values())


def seed_agenda() -> Path:
    """The agenda of the day that this program was made for."""
    return shipped_agendas() / "collectifs-habitants.toml"
