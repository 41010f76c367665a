"""Settings: what an administrator says for all on this machine, and under it what each person says for themselves.

The site's file is `config.toml` in the system's folder of settings (`/etc/xdg/workshop-tui`); a person's is in their
data folder. What both say, the person's holds; of a *least* confidentiality, the stricter. What is wrong in them is a
`Warning` with its line, and as if it were not there: but where sessions are is not guessed (`Unsettled`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from workshop_tui.host.site import site_folder
from workshop_tui.locale import LANGUAGES, Message, say
from workshop_tui.locale.languages import known

HOME, STORE, LANGUAGE = "home", "store", "language"
AGENDAS, TEMPLATES, CONFIDENTIALITY, RETENTION = "agendas", "templates", "confidentiality", "retention"
RULES = ("nominatif", "pseudonyme", "chatham")
"""The rules of confidentiality, the strictest last."""
LARGEST = 1 << 20
"""Bytes of a file of settings that are read."""


class Unsettled(OSError):
    """Where the sessions are is not known, for the file that says so is wrong; `message` says how."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class Settings:
    """One file of settings: what it says, and what is wrong with the whole of it."""

    def __init__(self, file: Path, text: str, said: dict[str, Any], wrong: Message | None = None) -> None:
        self.file, self.text, self.said, self.wrong = file, text, said, wrong

    def line_of(self, key: str) -> int:
        """The line on which a key stands; 1 if that is not found."""
        rows = enumerate(self.text.splitlines(), 1)
        begins = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[\].=]""")
        return next((number for number, row in rows if begins.match(row)), 1)

    def at(self, key: str, what: Message) -> Message:
        """`file:line: what`."""
        return say("{file}:{line}: {what}", file=self.file, line=self.line_of(key), what=what)


def site_file() -> Path | None:
    """The site's file, there or not; None where the system has no such folder."""
    folder = site_folder("workshop-tui")
    return folder / "config.toml" if folder else None


def site() -> Settings | None:
    """The site's settings; None without a file."""
    file = site_file()
    return read(file) if file else None


def read(file: Path) -> Settings | None:
    """The settings in `file`; None if it is not there."""
    try:
        found = file.stat()
    except OSError as error:
        if isinstance(error, FileNotFoundError | NotADirectoryError):
            return None
        return Settings(file, "", {}, _unread(file, error))
    return _read(file, (found.st_mtime_ns, found.st_size, found.st_ino))


@lru_cache(8)
def _read(file: Path, _stamp: object) -> Settings:
    import tomllib

    try:
        with file.open("rb") as stream:
            text = stream.read(LARGEST).decode("utf-8-sig")
    except OSError as error:
        return Settings(file, "", {}, _unread(file, error))
    except UnicodeDecodeError:
        return Settings(file, "", {}, say("{file} is no text in UTF-8", file=file))
    try:
        return Settings(file, text, tomllib.loads(text))
    except (ValueError, RecursionError) as error:
        found = re.search(r"line (\d+)", str(error))
        line = int(found[1]) if found else 1 + text.count("\n")
        return Settings(file, text, {}, say("{file}:{line}: this is no TOML", file=file, line=line))


def _unread(file: Path, error: OSError) -> Message:
    from workshop_tui.locale.system import reason

    return say("{file} cannot be read: {why}", file=file, why=reason(error))


# ── what may be said ───────────────────────────────────────────────────────────────────────────────────
def _language(value: object) -> Message | None:
    names = ", ".join(LANGUAGES)
    return None if known(value) else say("“{name}” must be one of these: {names}", name=LANGUAGE, names=names)


def _rule(value: object) -> Message | None:
    known = isinstance(value, str) and value in RULES
    return (
        None if known else say("“{name}” must be one of these: {names}", name=CONFIDENTIALITY, names=", ".join(RULES))
    )


def _folders(value: object) -> Message | None:
    values = value if isinstance(value, list) else [value]
    if all(isinstance(one, str) and one.strip() for one in values):
        return None
    return say("this must be a folder, or a list of folders")


def _folder(value: object) -> Message | None:
    return None if isinstance(value, str) and value.strip() else say("this must be a folder")


def _age(value: object) -> Message | None:
    known = isinstance(value, str) and re.fullmatch(r"\s*[1-9][0-9]{0,3}\s*[myd]\s*", value)
    return None if known else say("this must be an age: 36m (months), 3y, 90d")


def _service(value: object) -> Message | None:
    if not isinstance(value, str):
        return say("this must be the name of a service (docs/server.md)")
    if re.search(r"://[^/@]*:[^/@]*@|password", value, re.IGNORECASE):
        return say("a password does not belong here: name a service, and keep it in ~/.pgpass (docs/server.md)")
    if re.fullmatch(r"[\w.-]*|postgres(ql)?://\S*", value.strip()):
        return None
    return say("this must be the name of a service (docs/server.md)")


CHECKS: dict[str, Callable[[object], Message | None]] = {
    HOME: _folder, STORE: _service, LANGUAGE: _language, AGENDAS: _folders, TEMPLATES: _folder,
    CONFIDENTIALITY: _rule, RETENTION: _age,
}  # fmt: skip
"""The check of each value, by its key: why it cannot be."""
ELSEWHERE = ("theme", "notices", "keys")
"""Keys that the screens look at themselves."""


def warnings(settings: Settings, *, of_site: bool) -> Iterator[Message]:
    """Say what is wrong in a file, each with its line."""
    if settings.wrong:
        yield settings.wrong
    for key, value in settings.said.items():
        if key in CHECKS and not (key == HOME and not of_site):
            if why := CHECKS[key](value):
                yield settings.at(key, why)
        elif key not in ELSEWHERE:
            yield settings.at(key, say("no setting is called “{name}”{near}", name=key, near=_near(key)))


def _near(key: str) -> Message | str:
    from difflib import get_close_matches

    found = get_close_matches(key, (*CHECKS, *ELSEWHERE), 1)
    return say(" (“{near}”?)", near=found[0]) if found else ""


def value_in(settings: Settings | None, key: str) -> Any:
    """The value in a file under `key`; None if nothing, or nothing that can be."""
    value = settings.said.get(key) if settings else None
    return None if value is None or CHECKS[key](value) else value


def certain(settings: Settings | None, key: str) -> Any:
    """As `value_in`. Raises `Unsettled` where the file, or what it says there, is wrong: that is not guessed."""
    if settings is None:
        return None
    if settings.wrong:
        raise Unsettled(settings.wrong)
    if (value := settings.said.get(key)) is not None and (why := CHECKS[key](value)):
        raise Unsettled(settings.at(key, why))
    return value


def address_of(service: str) -> str | None:
    """The address of the server that is meant by the name of a service; none by an empty one."""
    service = service.strip()
    return None if not service else service if "://" in service else f"postgresql://?service={service}"
