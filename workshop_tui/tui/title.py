"""The title of the terminal's window, or of its tab: what runs and what is left, while another window is looked at.

Set by OSC 2, in tmux as well. What stood there before is put on the terminal's own stack (XTWINOPS 22 and 23), and
given back at the end; a terminal that has none gets an empty title.
"""

from __future__ import annotations

from collections.abc import Mapping

from workshop_tui.text import clean_line
from workshop_tui.tui.surroundings import is_windows_own

KNOW_TITLES = (
    "xterm", "tmux", "screen", "rxvt", "foot", "alacritty", "konsole", "gnome", "vte", "mlterm", "mintty", "putty",
    "st-", "wezterm", "ghostty", "contour", "iterm", "nsterm", "kitty", "cygwin", "ms-terminal",
)  # fmt: skip
"""The beginnings of those values of TERM whose terminals have a title: others would show it as text, or beep."""
LONGEST = 60
"""Characters of a title: a tab shows fewer."""
KEEP, GIVE_BACK = "\x1b[22;2t", "\x1b]2;\x1b\\\x1b[23;2t"
"""Puts the title that stands there on the terminal's stack, and takes it from there again."""


def has_title(environ: Mapping[str, str]) -> bool:
    """Tell whether the terminal of this environment has a title. Windows names none, and has."""
    terminal = environ.get("TERM", "")
    return terminal.startswith(KNOW_TITLES) or terminal == "st" or is_windows_own(environ)


def named(text: str) -> str:
    """The sequence that makes `text` the title; nothing is left in it that a terminal acts upon."""
    return f"\x1b]2;{cut(clean_line(text), LONGEST)}\x1b\\"


def cut(text: str, longest: int) -> str:
    """`text` with `longest` characters at the most."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
