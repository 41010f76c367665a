"""The command line: everything that moves the day or writes it down, without the screen.

`main` settles the language before the commands (and their help) are imported, and is where every error
becomes one line on stderr and an exit code: 1 refused or invalid, 2 usage.
"""

from __future__ import annotations

import os
import sys

from workshop_tui.locale import LANGUAGES, _, host_language, lend_to_click, speak
from workshop_tui.starting import start


def main() -> None:
    """The command `workshop-tui`."""
    start()
    language = _asked_language(sys.argv) or host_language()
    speak(language)
    lend_to_click(language)
    if sys.stdout is None:  # before anything is done: what is done would not be told
        _fail(_("standard output is closed: there is nowhere to answer"))
    _have_streams()
    from workshop_tui.cli.commands import run

    try:
        code = run()
        sys.stdout.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or it is tried once more at the very end
        code = 1
        if not isinstance(error, BrokenPipeError):  # the reader of a pipe has gone: there is nobody to say it to
            from workshop_tui.locale.system import reason

            _fail(_("the answer cannot be written: {why}", why=reason(error)))
    sys.exit(code)


def _fail(told: str) -> None:
    if sys.stderr:
        sys.stderr.write(f"workshop-tui: {told}\n")
    sys.exit(1)


def _have_streams() -> None:
    """A stream that was closed is one that nobody is at; what a stream's encoding does not have is a `?`."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))
        elif stream.errors == "strict":
            stream.reconfigure(errors="replace")


def _asked_language(argv: list[str]) -> str | None:
    """`--language fr` or `--language=fr`, wherever it stands: the help is in it too."""
    for i, word in enumerate(argv):
        value = word.partition("=")[2] if word.startswith("--language=") else ""
        if word == "--language" and i + 1 < len(argv):
            value = argv[i + 1]
        if value in LANGUAGES:
            return value
    return None
