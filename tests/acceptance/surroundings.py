"""Surroundings that make no sense: variables that libraries read, with values that are none."""

from __future__ import annotations

WRONG = {
    "TEXTUAL_DRIVER": "nonsense", "TEXTUAL_COLOR_SYSTEM": "foo", "TEXTUAL_FPS": "abc", "TEXTUAL_ANIMATIONS": "x",
    "TEXTUAL_PRESS": "right,right,e", "TEXTUAL_SCREENSHOT": "0", "TEXTUAL_SCREENSHOT_LOCATION": "/nowhere",
    "TEXTUAL_LOG": "/nowhere/log", "TEXTUAL_DEVTOOLS_PORT": "x", "TEXTUAL_DEVTOOLS_HOST": "x", "TEXTUAL_DEBUG": "1",
    "TEXTUAL_FILTERS": "x", "TEXTUAL_SLOW_THRESHOLD": "x", "TEXTUAL_SMOOTH_SCROLL": "x", "TEXTUAL_DIM_FACTOR": "9999",
    "TEXTUAL_SHOW_RETURN": "1", "TEXTUAL_ALLOW_SIGNALS": "1", "TEXTUAL": "devtools,debug,headless", "ESCDELAY": "abc",
    "COLORTERM": "x", "NO_COLOR": "", "COLUMNS": "abc", "LINES": "-4", "FORCE_COLOR": "x", "UNICODE_VERSION": "x",
    "TTY_COMPATIBLE": "0", "TERM": "nobody-knows-it",
}  # fmt: skip
