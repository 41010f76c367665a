"""The environment of a program that a restricted key starts: what a client sends must move, load and tell nothing.

The command line of such a key says all that there is to say. What a variable could add is taken away before it is
looked at: ours, Python's, libpq's, the shell's. What the loader and the shell do with variables before this program
begins, only the server of SSH can prevent (`AcceptEnv`), and what Python does, its option `-I`: docs/security.md.
"""

from __future__ import annotations

import re
from collections.abc import MutableMapping

KEPT = (
    "TERM|COLORTERM|NO_COLOR|LANG|LANGUAGE|LC_[A-Z]+|COLUMNS|LINES|STY|TMUX|ACCESSIBLE"
    "|HOME|USER|LOGNAME|PATH|SHELL|SSH_(?:CONNECTION|CLIENT|TTY)"
    "|SYSTEMROOT|USERPROFILE|APPDATA|LOCALAPPDATA|TEMP|TMP"
)
"""Names of variables that say what the terminal can show, in which language, and who runs the program."""


def is_confined(words: list[str]) -> bool:
    """Tell whether a command line (without its program) is a restricted key's."""
    options = words[: words.index("--")] if "--" in words else words
    return "--confined" in options and ("join" in options or "follow" in options)


def confine(environ: MutableMapping[str, str], *, data_folder: str | None) -> None:
    """Leave what a key's program may heed; `data_folder`: the name of the one variable of ours that a line may set."""
    for name in list(environ):
        if name != data_folder and not re.fullmatch(KEPT, name):
            del environ[name]
