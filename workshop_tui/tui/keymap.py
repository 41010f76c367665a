"""A file of choices: `config.toml` in the data folder, `theme = "nord"`, `notices = 20`, `[keys.run] next = "j,f5"`.

Screens are `run`, `room` and `home`; commands and Textual's names for keys: docs/keys.md. A theme that is picked in the
palette is written there too: one file holds all that was chosen, a person finds it, and what they wrote in it stays.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from workshop_tui.locale import Message, say
from workshop_tui.locale.system import reason
from workshop_tui.session.refusal import offered
from workshop_tui.tui.key import remapped
from workshop_tui.tui.keys import SCREENS

STAYS, LONGEST_NOTICE = 8, 3600
"""Seconds that a notice stays where nothing else is said, and that it may stay at the most."""
UNTIL_A_KEY = "key"


class ConfigError(Exception):
    """The file cannot be used; `message` says why, with the file and, where there is one, the line."""

    def __init__(self, message: Message, *about: str) -> None:
        """`about`: the commands whose keys are wrong, if it is those."""
        super().__init__(message.text)
        self.message = message
        self.about = about


def theme_in(file: Path, text: str, settings: dict[str, Any]) -> str | None:
    """The name of the theme of a file that was read; None where it names none. Raises `ConfigError`."""
    name = settings.get("theme")
    if name is None:
        return None
    from workshop_tui.tui.themes import OFFERED

    if not isinstance(name, str) or name not in OFFERED:
        what = say("no theme is called “{name}”; there are {names}", name=str(name), names=", ".join(OFFERED))
        raise ConfigError(_at(file, text, "theme", what))
    return name


def notices_in(file: Path, text: str, settings: dict[str, Any]) -> int | None:
    """Seconds that a notice stays by a file that was read; None: until a key. Raises `ConfigError`."""
    stays = settings.get("notices", STAYS)
    if stays == UNTIL_A_KEY:
        return None
    if isinstance(stays, bool) or not isinstance(stays, int) or not 1 <= stays <= LONGEST_NOTICE:
        what = say('“notices” must be a number of seconds, from 1 to {most}, or "key"', most=LONGEST_NOTICE)
        raise ConfigError(_at(file, text, "notices", what))
    return stays


def keep_theme(file: Path, name: str) -> None:
    """Write it into the file, of which all else stays as it is, comments too. Raises `ConfigError`; nothing is lost."""
    import tomlkit

    from workshop_tui.report.writing import write

    text, settings = read(file)
    if settings.get("theme") == name:
        return
    document = tomlkit.parse(text)
    document["theme"] = name
    target = file.resolve()  # where a link leads: settings are often kept elsewhere
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        write(target, tomlkit.dumps(document), own=not target.exists())
    except OSError as error:
        raise ConfigError(say("{file} cannot be written: {why}", file=file, why=reason(error))) from None


def read(file: Path) -> tuple[str, dict[str, Any]]:
    """Read what it says, and what that means; nothing without a file, or in an empty one. Raises `ConfigError`."""
    try:
        file.lstat()
    except FileNotFoundError:
        return "", {}
    except OSError as error:
        raise ConfigError(say("{file} cannot be read: {why}", file=file, why=reason(error))) from None
    from workshop_tui.agenda.toml import Unreadable, parsed, read_text

    empty = say("this file is empty")
    try:
        text = read_text(file, empty)
        return text, parsed(text)
    except Unreadable as unreadable:
        wrong = unreadable.finding
        if wrong.message == empty:
            return "", {}
        placed = say("{file}:{line}: {what}", file=file, line=wrong.line, what=wrong.message)
        raise ConfigError(placed if wrong.line else say("{file}: {why}", file=file, why=wrong.message)) from None


def check(file: Path, text: str, screen: str, table: object) -> None:
    """Raise `ConfigError` if the keys of a screen cannot be as `table` says."""
    if screen not in SCREENS:
        raise ConfigError(
            _at(
                file,
                text,
                screen,
                say("no screen is called “{name}”{there}", name=screen, there=offered(SCREENS, screen)),
            )
        )
    if not isinstance(table, dict):
        raise ConfigError(say("{file}: “{name}” must be a table", file=file, name=f"keys.{screen}"))
    actions = {key.action for key in SCREENS[screen]}
    for action, keys in table.items():
        if action not in actions:
            there = offered(sorted(actions), action)
            what = say("no command of this screen is called “{name}”{there}", name=action, there=there)
            raise ConfigError(_at(file, text, action, what), action)
        if not isinstance(keys, str) or not keys.strip():
            raise ConfigError(_at(file, text, action, say('keys are written as a text: "j" or "j,f5"')), action)
    used: dict[str, str] = {}
    for key in remapped(SCREENS[screen], table):
        for name in filter(None, key.keys.split(",")):
            if (other := used.setdefault(name.strip(), key.action)) != key.action:
                what = say("“{key}” is both {one} and {other}", key=name.strip(), one=other, other=key.action)
                raise ConfigError(
                    _at(file, text, key.action if key.action in table else other, what), key.action, other
                )


def _at(file: Path, text: str, word: str, what: Message) -> Message:
    """`file:line: what`, the line being the first where `word` stands."""
    line = next((number for number, row in enumerate(text.splitlines(), 1) if word in row), 1)
    return say("{file}:{line}: {what}", file=file, line=line, what=what)
