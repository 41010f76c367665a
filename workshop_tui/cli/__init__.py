"""The command line: everything that moves the day or writes it down, without the screen.

`main` settles the language before the commands (and their help) are imported, and is where every error
becomes one line on stderr and an exit code: 1 refused or invalid, 2 usage.
"""

from __future__ import annotations

import gc
import os
import sys

from workshop_tui.host import streams
from workshop_tui.host.outside import confine, is_confined
from workshop_tui.locale import LANGUAGES, _, host_language, lend_to_click, speak


def main() -> None:
    """The command `workshop-tui`."""
    gc.disable()  # what starting makes stays; a screen, or `--watch`, turns it on again
    if is_confined(sys.argv[1:]):
        confine(os.environ, data_folder="WORKSHOP_TUI_HOME")
    language = _asked_language(sys.argv) or host_language()
    speak(language)
    lend_to_click(language)
    if not streams.settle():  # before anything is done: what is done would not be told
        why = _("standard output is closed: there is nowhere to answer")
        streams.tell(f"workshop-tui: {why}")
        sys.exit(1)
    from workshop_tui.cli.commands import run

    try:
        code = run()
        sys.stdout.flush()
    except OSError as error:
        streams.drop(sys.stdout)
        code = 1
        if not streams.nobody_reads(error):  # else there is nobody to say it to
            from workshop_tui.locale.system import reason

            why = _("the answer cannot be written: {why}", why=reason(error))
            streams.tell(f"workshop-tui: {why}")
    sys.exit(code)


def _asked_language(argv: list[str]) -> str | None:
    """`--language fr` or `--language=fr`, wherever it stands: the help is in it too."""
    for i, word in enumerate(argv):
        value = word.partition("=")[2] if word.startswith("--language=") else ""
        if word == "--language" and i + 1 < len(argv):
            value = argv[i + 1]
        if value in LANGUAGES:
            return value
    return None
