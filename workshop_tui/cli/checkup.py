"""How this installation is: its versions, its store, its folders, its terminal. Counts and kinds, nobody's name.

A path is told from the person's folder on (`~`), a server without name and password.
"""

from __future__ import annotations

import os
import platform
import shutil
import stat
import sys
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from workshop_tui import __version__, locations
from workshop_tui.host import streams
from workshop_tui.host.disks import doubtful
from workshop_tui.host.files import names_in
from workshop_tui.journal.errors import JournalError, Newer
from workshop_tui.locale import Message, language, plural, say
from workshop_tui.locale.system import reason
from workshop_tui.settings import Unsettled

PACKAGES = ("textual", "click", "msgspec", "pydantic", "psycopg", "aiohttp")
LEAST_MB = 100
"""Megabytes that are to be left on the disk."""


class Part(Struct, kw_only=True):
    """One thing that was looked at: what is to be said of it, what is wrong with it, and both as values."""

    name: str
    told: list[str]
    wrong: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)


def checkup() -> list[Part]:
    """Look at everything."""
    return [_program(), _settings(), _language(), _terminal(), _folder(), *_store(), _waiting(), _crashes()]


def _program() -> Part:
    packages = {}
    for name in PACKAGES:
        with suppress(PackageNotFoundError):
            packages[name] = version(name)
    python, system = platform.python_version(), f"{platform.system()} {platform.release()}"
    told = [f"workshop-tui {__version__}, Python {python}, {system}", ", ".join(map(" ".join, packages.items()))]
    values = {"version": __version__, "python": python, "system": system, "packages": packages}
    return Part(name="program", told=told, values=values)


def _settings() -> Part:
    from workshop_tui import settings

    site = settings.site_file()
    try:
        own: Path | None = locations.config()
    except OSError:  # told of the folder
        own = None
    found = [(one, file == site) for file in (site, own) if file and (one := settings.read(file))]
    files = [tilde(one.file) for one, _of_site in found]
    wrong = [_at_tilde(why) for one, of_site in found for why in settings.warnings(one, of_site=of_site)]
    return Part(
        name="settings",
        told=[", ".join(files) or str(say("none"))],
        wrong=wrong,
        values={"files": files, "warnings": wrong},
    )


def _at_tilde(why: Message) -> str:
    values = {name: tilde(value) if isinstance(value, Path) else value for name, value in why.values.items()}
    return str(Message(why.text, values))


def _language() -> Part:
    encoding = str(getattr(sys.stdout, "encoding", "") or "?")
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_CTYPE", "LANG") if os.environ.get(name)), "")
    values = {"language": language(), "locale": locale[:40], "encoding": encoding}
    return Part(name="language", told=[f"{language()}, {locale[:40] or 'C'}, {encoding}"], values=values)


def _terminal() -> Part:
    from workshop_tui.tui.surroundings import cannot_draw, window

    kind, size = os.environ.get("TERM", "")[:40], window()
    there = all(map(streams.somebody_at, (sys.stdin, sys.stdout)))
    why = cannot_draw(dict(os.environ))
    told = [f"{kind or '?'}, {f'{size[0]}×{size[1]}' if size else '?'}" if there else str(say("none: no screen here"))]
    values = {"is_there": there, "kind": kind, "columns": size and size[0], "rows": size and size[1]}
    return Part(name="terminal", told=told, wrong=[str(why)] if there and why else [], values=values)


def _folder() -> Part:
    try:
        home = locations.home()
    except OSError as error:
        why = say("where the sessions are is not known") if isinstance(error, Unsettled) else reason(error)
        return Part(name="folder", told=[], wrong=[str(why)], values={"place": None})
    there = next(one for one in (home, *home.parents) if one.exists())
    writable = os.access(there, os.W_OK | os.X_OK)
    free = shutil.disk_usage(there).free >> 20
    doubt = doubtful(home)
    mode = stat.S_IMODE(home.stat().st_mode) if home.is_dir() else None
    values = {
        "place": tilde(home),
        "is_there": home.is_dir(),
        "writable": writable,
        "free_mb": free,
        "mode": None if mode is None else f"{mode:04o}",
        "kept_by": doubt.by if doubt else None,
    }
    wrong = []
    if not writable:
        wrong.append(str(say("{file} cannot be written", file=tilde(home))))
    if free < LEAST_MB:
        wrong.append(str(say("the disk is nearly full")))
    if doubt:
        wrong.append(str(say("{program} keeps or copies this folder: several must not write there", program=doubt.by)))
    told = str(say("{folder}, {free} MB left", folder=tilde(home), free=free))
    return Part(name="folder", told=[told], wrong=wrong, values=values)


def _store() -> Iterator[Part]:
    from workshop_tui.journal.sessions import default_store

    values: dict[str, Any] = {"kind": None, "reachable": False}
    told: list[str] = []
    try:
        address = locations.store()
        values["kind"] = "server" if address else "folder"
        store = default_store()
        values["place"] = _named(address)
        told.append(values["place"])
        if address:
            from workshop_tui.journal.server_schema import VERSION
            from workshop_tui.journal.server_upkeep import look

            found = look(address)
            values |= {"schema": found.version, "schema_of_this_program": VERSION}
            told.append(str(say("schema {version}, this program’s {ours}", version=found.version or "–", ours=VERSION)))
        sessions, damaged = store.summaries()
    except (JournalError, OSError) as error:
        why = str(say("where the sessions are is not known")) if isinstance(error, Unsettled) else _without_names(error)
        yield Part(name="store", told=told, wrong=[why], values=values)
        return
    values["reachable"] = True
    yield Part(name="store", told=told, values=values)
    newer = sum(isinstance(one, Newer) for one in damaged)
    counts = {"count": len(sessions), "damaged": len(damaged) - newer, "newer": newer}
    wrong = []
    if counts["damaged"]:
        wrong.append(
            plural(
                "{count} cannot be read (“sessions” names it)",
                "{count} cannot be read (“sessions” names them)",
                counts["damaged"],
            )
        )
    if newer:
        wrong.append(plural("{count} is of a newer workshop-tui", "{count} are of a newer workshop-tui", newer))
    yield Part(name="sessions", told=[str(len(sessions))], wrong=wrong, values=counts)


def _named(address: str | None) -> str:
    if address is None:
        return tilde(locations.sessions())
    from workshop_tui.host.servers import named

    return named(address)


def _without_names(error: JournalError | OSError) -> str:
    """Why, without the name of a file: a session's may be a person's."""
    if isinstance(error, OSError):
        return str(reason(error))
    values = {name: "…" if isinstance(value, Path) else value for name, value in error.message.values.items()}
    return str(Message(error.message.text, values))


def _waiting() -> Part:
    from workshop_tui.journal.aside import waiting

    found = []
    with suppress(OSError):
        found = [aside for _file, aside in waiting()]
    entries, drafts = sum(len(one.events) for one in found), sum(len(one.drafts) for one in found)
    oldest = min((at for one in found for _kind, _data, at in one.events), default=None)
    values = {
        "terminals": len(found),
        "entries": entries,
        "half_typed": drafts,
        "oldest": oldest.isoformat() if oldest else None,
    }
    told = plural("{count} entry waits for its store", "{count} entries wait for their store", entries)
    return Part(name="waiting", told=[told], wrong=[told] if entries else [], values=values)


def _crashes() -> Part:
    found: list[str] = []
    with suppress(OSError):
        found = sorted(name for name in names_in(locations.home() / "crashes") if name.endswith(".txt"))
    last = found[-1].removesuffix(".txt")[7:] if found else None
    told = plural("{count} error of the program", "{count} errors of the program", len(found))
    if last:
        told += str(say(", the last on {day}: a file each in crashes/", day=last))
    return Part(name="crashes", told=[told], values={"count": len(found), "last": last})


def tilde(path: Path) -> str:
    """`path` from the person's folder on."""
    with suppress(RuntimeError, ValueError):
        return str(Path("~") / path.relative_to(Path.home()))
    return str(path)
