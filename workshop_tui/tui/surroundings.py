"""The environment that a screen starts in, settled before Textual is imported: it reads its settings once.

What presses keys, takes pictures, writes logs or loads a driver is never heeded; what is no value, as if it were not
there. The window says how large it is, whatever the shell has exported.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Mapping, MutableMapping

from workshop_tui.locale import Message, say

CANNOT_DRAW = frozenset({"", "dumb", "unknown", "network", "dialup", "switch", "plugboard", "lpr", "printer"})
"""Values of TERM (terminfo's generic types) that have no cursor to move."""
HEEDED = {
    "TEXTUAL_ANIMATIONS": "none|basic|full",
    "TEXTUAL_COLOR_SYSTEM": "auto|standard|256|truecolor",
    "TEXTUAL_DIM_FACTOR": "100|[0-9]{1,2}",
    "TEXTUAL_FILTERS": "dim",
    "TEXTUAL_FPS": "[1-9][0-9]|1[0-9][0-9]|240",
    "TEXTUAL_SMOOTH_SCROLL": "0|1",
    "TEXTUAL_SPEEDUPS": "0|1",
    "TEXTUAL_THEME": "[a-z0-9-]+",
    "ESCDELAY": "[1-9][0-9]{1,2}",
    "COLUMNS": "[1-9][0-9]{0,2}",
    "LINES": "[1-9][0-9]{0,2}",
}
"""Variables that Textual and Rich may read, with the values that mean something."""
LARGEST = (500, 200)
"""Columns and rows that are drawn, at the most: what a window has beyond is left blank. Any size can be claimed."""
UNASKED = {"TEXTUAL_DISABLE_KITTY_KEY": "1"}
"""Kitty's keyboard protocol: no key of ours needs it, and with it dead keys and keypads fail in some terminals."""


def cannot_draw(environ: MutableMapping[str, str]) -> Message | None:
    """Why no screen can be drawn on the terminal that the environment names, if so. Windows names none."""
    terminal = environ.get("TERM", "").strip()
    if sys.platform == "win32" or terminal.lower() not in CANNOT_DRAW:
        return None
    return say("the screens need a terminal whose cursor can be moved: TERM is “{term}”", term=terminal)


def settle(environ: MutableMapping[str, str]) -> None:
    """Leave in `environ` what may be heeded; of a size, nothing where the window has one."""
    for name in list(environ):
        wanted = HEEDED.get(name)
        ours = name.startswith("TEXTUAL") or wanted is not None
        if ours and not (wanted and re.fullmatch(wanted, environ[name], re.IGNORECASE)):
            del environ[name]
    for name in ("COLUMNS", "LINES") if window() else ():
        environ.pop(name, None)
    if not environ.get("NO_COLOR", "1"):
        del environ["NO_COLOR"]  # empty, it says nothing: https://no-color.org
    environ.update(UNASKED)


def has_mouse(environ: Mapping[str, str]) -> bool:
    """Tell whether the mouse is asked for: in GNU screen (STY) `escape` would be held back until the next key."""
    return not environ.get("STY")


def window() -> tuple[int, int] | None:
    """Columns and rows of the window that the program is in, by what is connected to it; None where none is known."""
    for stream in (2, 1, 0):
        try:
            size = os.get_terminal_size(stream)
        except OSError:
            continue
        if size.columns > 0 and size.lines > 0:
            return size
    return None


def is_windows_own(environ: Mapping[str, str]) -> bool:
    """Tell whether the terminal is one of Windows, which has no name."""
    return sys.platform == "win32" and not environ.get("TERM")
