"""Choices that the screens go by: the site's, over them the person's; what is wrong in either is said, and left out.

One wrong key keeps nobody from the day.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from msgspec import Struct

from workshop_tui import locations, settings
from workshop_tui.locale import Message, say
from workshop_tui.settings import Settings
from workshop_tui.tui.key import Key, remapped
from workshop_tui.tui.keymap import STAYS, ConfigError, check, notices_in, read, theme_in
from workshop_tui.tui.keys import SCREENS


class Choices(Struct, frozen=True):
    """The keys of each screen, the theme, the seconds that a notice stays (None: until a key), and what was wrong."""

    keys: dict[str, tuple[Key, ...]]
    theme: str | None
    notices: int | None
    warnings: list[Message]


def choices() -> Choices:
    """The choices that hold here. Raises OSError if the data folder is not known."""
    site = settings.site_file()
    return chosen(list(filter(None, (site, locations.config()))), site)


def chosen(files: Iterable[Path], site: Path | None = None) -> Choices:
    """The choices of these files, each over those before it; one may be the `site`'s."""
    tables: dict[str, dict[str, Any]] = {}
    theme: str | None = None
    notices: int | None = STAYS
    warnings: list[Message] = []
    for file in files:
        try:
            text, said = read(file)
        except ConfigError as error:
            warnings.append(error.message)
            continue
        warnings += settings.warnings(Settings(file, text, said), of_site=file == site)
        try:
            theme = theme_in(file, text, said) or theme
        except ConfigError as error:
            warnings.append(error.message)
        try:
            notices = notices_in(file, text, said) if "notices" in said else notices
        except ConfigError as error:
            warnings.append(error.message)
        _add_keys(file, text, said.get("keys", {}), tables, warnings)
    keys = {screen: remapped(keys, tables.get(screen, {})) for screen, keys in SCREENS.items()}
    return Choices(keys, theme, notices, warnings)


def _add_keys(file: Path, text: str, said: object, tables: dict[str, dict[str, Any]], warnings: list[Message]) -> None:
    """Add to `tables` what this file says of each screen's keys, as far as that can be."""
    if not isinstance(said, dict):
        warnings.append(say("{file}: “{name}” must be a table", file=file, name="keys"))
        return
    for screen, table in said.items():
        before, left = tables.get(screen, {}), table
        while True:
            try:
                check(file, text, screen, before | left if isinstance(left, dict) else left)
            except ConfigError as error:
                warnings.append(error.message)
                wrong = set(error.about) & set(left) if isinstance(left, dict) else set()
                if not wrong:
                    break  # the whole table
                left = {action: keys for action, keys in left.items() if action not in wrong}
            else:
                tables[screen] = before | left
                break
