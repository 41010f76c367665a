"""The folder in which a system keeps the settings that an administrator makes for all."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path


def site_folder(program: str) -> Path | None:
    """The folder of a program's settings for all; None where the system has none."""
    if sys.platform.startswith("linux"):  # as platformdirs says it, which takes longer to import than to ask
        first = os.environ.get("XDG_CONFIG_DIRS", "").split(os.pathsep)[0].strip()
        return Path(first if os.path.isabs(first) else "/etc/xdg") / program  # noqa: PTH117
    return _found(program)


@cache
def _found(program: str) -> Path | None:
    """The folder as platformdirs says it, which asks Windows each time; it stays where it is while a program runs."""
    from platformdirs import site_config_path

    with suppress(OSError, RuntimeError):
        return site_config_path(program, appauthor=False)
    return None
