"""Where files live, and what a path that a person wrote means from here."""

from __future__ import annotations

import errno
import os
import re
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from workshop_tui import settings
from workshop_tui.host.files import names_in
from workshop_tui.host.person import NoHome
from workshop_tui.settings import Settings

LOOKED_AT = 100_000
"""Bytes of a TOML file in which it is looked for whether it is an agenda."""
HOME = "WORKSHOP_TUI_HOME"
"""The variable that moves the data folder."""
STORE = "WORKSHOP_TUI_STORE"
"""The variable that names a server."""


def whole(path: str | Path) -> Path:
    """`path` from the root on: `~` is the person's folder, a relative one starts here.

    Raises FileNotFoundError if that folder is not known, or the one we are in has been removed.
    """
    unknown = FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    try:
        first = next(iter(Path(path).parts), "")
        if first.startswith("~") and first != "~" and not Path(first).expanduser().is_dir():
            raise unknown  # `~somebody`, and nobody is called so: Windows has a folder for everybody
        return Path(path).expanduser().absolute()
    except (RuntimeError, FileNotFoundError):
        raise unknown from None


def short(file: Path) -> Path:
    """`file` from here where it lies below, else as it is."""
    with suppress(FileNotFoundError, ValueError):  # the folder we are in has been removed; it does not lie below
        return file.relative_to(Path.cwd())
    return file


def home() -> Path:
    """The data folder: `WORKSHOP_TUI_HOME`, else the site's, else the platform's own for this user.

    Raises FileNotFoundError, `NoHome` if neither the environment nor the system knows of one, or `Unsettled`.
    """
    if moved := os.environ.get(HOME, "").strip():
        return _settled(moved)
    if moved := settings.certain(settings.site(), settings.HOME):
        return _settled(moved)
    return own_home()


def own_home() -> Path:
    """The platform's own data folder for this user. Raises `NoHome`."""
    from platformdirs import user_data_path

    try:
        own = user_data_path("workshop-tui", appauthor=False)
    except RuntimeError:  # no HOME, and no entry for this number
        raise NoHome from None
    return own if own.is_absolute() else _settled("~/.local/share/workshop-tui")  # a relative XDG_DATA_HOME is none


@cache
def _settled(folder: str) -> Path:
    """The whole path, as it was when it was first asked for: the folder we are in may be removed later."""
    return whole(folder)


def guide() -> Path | None:
    """The file that will be there once somebody was guided through their first steps, or would not be.

    None if it is there, or there is no folder for it.
    """
    with suppress(OSError):
        marker = home() / "guided"
        return None if marker.exists() else marker
    return None


def sessions() -> Path:
    """The folder of session files, one SQLite file each."""
    return home() / "sessions"


def waiting() -> Path:
    """The folder of what could not be written where its session is kept (`journal.aside`)."""
    return home() / "waiting"


def store() -> str | None:
    """The address of the server that keeps the sessions: `WORKSHOP_TUI_STORE`, else the person's setting, else the
    site's; None: the folder does (an empty one says so). Raises `Unsettled`."""
    if (said := os.environ.get(STORE)) is not None:
        return said.strip() or None
    site = settings.certain(settings.site(), settings.STORE)
    own = settings.certain(mine, settings.STORE) if (mine := own_settings()) and not mine.wrong else None
    return settings.address_of(own if own is not None else site or "")


def config() -> Path:
    """The file of a person's own settings."""
    return home() / "config.toml"


def own_settings() -> Settings | None:
    """A person's settings; None without a file, or where the data folder is not known."""
    with suppress(OSError):
        return settings.read(config())
    return None


def setting(key: str) -> Any:
    """The value that is set under `key`: the person's, else the site's; None if neither says one that can be."""
    own = settings.value_in(own_settings(), key)
    return own if own is not None else settings.value_in(settings.site(), key)


def least_confidentiality() -> str:
    """The rule of confidentiality that every session has at the least: the stricter of what site and person say."""
    said = (settings.value_in(one, settings.CONFIDENTIALITY) for one in (own_settings(), settings.site()))
    return max((rule for rule in said if rule), key=settings.RULES.index, default=settings.RULES[0])


def folders(key: str) -> list[Path]:
    """The folders that are set under `key`, the person's before the site's; a relative one lies beside its file."""
    found: list[Path] = []
    for one in filter(None, (own_settings(), settings.site())):
        said = settings.value_in(one, key) or []
        for name in said if isinstance(said, list) else [said]:
            with suppress(FileNotFoundError, RuntimeError):
                found.append(whole(one.file.parent / Path(name).expanduser()))
    return found


def shipped_agendas() -> Path:
    """The folder of the agendas that come with the program: in the package, or beside it in a checkout."""
    packaged = Path(__file__).parent / "agendas"
    return packaged if packaged.is_dir() else Path(__file__).parent.parent / "agendas"


def agendas() -> list[Path]:
    """The agendas in this folder and its `agendas/`, in the data folder's, and those that are shipped.

    A TOML file of this folder is one if it says `[[blocks]]` or `[[days]]`.

    Raises OSError if the data folder is there and cannot be read.
    """
    names_in(home())
    places = (Path("agendas"), home() / "agendas", *folders(settings.AGENDAS), shipped_agendas())
    files = {_real(file): file for folder in places for file in sorted(folder.glob("*.toml"))}
    here = {_real(file): file for file in sorted(Path().glob("*.toml")) if _is_agenda(file)}
    return list((here | files).values())


def _is_agenda(file: Path) -> bool:
    """Tell whether a file of any sort looks like an agenda."""
    try:
        return re.search(rb"^\s*\[\[(blocks|days)", file.read_bytes()[:LOOKED_AT], re.MULTILINE) is not None
    except OSError:
        return False


def _real(file: Path) -> Path:
    """Where its links lead, if anywhere."""
    try:
        return file.resolve()
    except (OSError, RuntimeError):  # they lead round in a circle
        return file


def seed_agenda() -> Path:
    """The agenda of the day that this program was made for."""
    return shipped_agendas() / "collectifs-habitants.toml"
