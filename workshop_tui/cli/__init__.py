"""The command line: everything that moves the day or writes it down, without the screen.

`main` settles the language before the commands (and their help) are imported, and is where every error
becomes one line on stderr and an exit code: 1 refused or invalid, 2 usage, 70 an error of this program.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module

from workshop_tui.host import streams
from workshop_tui.host.deeds import Deed, last_deed
from workshop_tui.host.outside import confine, is_confined
from workshop_tui.locale import LANGUAGES, Message, host_language, lend_to_click, read_catalogue, say, speak

_NOT_SHOWN = {
    Deed.RECORDED: say("recorded, not shown: {why}"),
    Deed.WRITTEN: say("written, not shown: {why}"),
    Deed.REMOVED: say("removed, not shown: {why}"),
    Deed.SENT: say("sent, not shown: {why}"),
}
"""Words for what was done where standard output fails."""
_ASKS: dict[str, tuple[str, ...]] = {
    "note": ("session.decide", "spoken.kept"), "next": ("session.decide", "spoken.results"), "signal": (),
    "status": ("status",), "sessions": (),
}  # fmt: skip
"""The commands that people and scripts give most often, each of which asks where the sessions are kept; and the modules
that it needs once it has an answer."""


def main() -> None:
    """The command `workshop-tui`."""
    gc.disable()  # what starting makes stays; a screen, or `--watch`, turns it on again
    if is_confined(sys.argv[1:]):
        confine(os.environ, data_folder="WORKSHOP_TUI_HOME")
    language = _asked_language(sys.argv) or _set_language() or host_language()
    speak(language)
    lend_to_click(language)
    streams.settle()
    _set_out(sys.argv[1:])
    from workshop_tui.cli.commands import run

    try:
        code = run()
    except Exception as unforeseen:
        code = _crashed(unforeseen)
    if (error := streams.unread()) and not code:
        code = _unread(error)
    gc.freeze()  # the process ends: all it holds goes at once, and is not looked through for circles thrice
    sys.exit(code)


def _set_out(words: list[str]) -> None:
    """Be on the way to the server while the commands are imported, where one of these is sure to ask it."""
    if not words or words[0] not in _ASKS or {"-h", "--help"} & set(words):
        return
    with suppress(Exception):  # the command tries again, and says why
        from workshop_tui import locations

        if address := locations.store():
            from workshop_tui.host.lightly import without

            with without("asyncio", "ctypes.util", "importlib.metadata", "ssl"):
                from workshop_tui.host import servers

            servers.begin(address, lambda: _prepare(words[0]))


def _prepare(command: str) -> None:
    """Import, and read, what a command needs once it is answered: while it waits, that takes no time."""
    for language in LANGUAGES:  # which one, a session's agenda says
        read_catalogue(language)
    for module in _ASKS[command]:
        import_module(f"workshop_tui.{module}")


def _crashed(unforeseen: Exception) -> int:
    """Say so in a sentence, without a word of anybody's; the exit code."""
    try:
        from workshop_tui import crashes
    except Exception:  # it was replaced while it ran: nothing of it can be imported any more
        streams.tell(f"workshop-tui: {type(unforeseen).__name__}")
        return 70
    streams.tell(f"workshop-tui: {crashes.told(unforeseen)}")
    return crashes.CODE


def _set_language() -> str | None:
    """The language that a person's settings say, or the site's."""
    with suppress(OSError):
        from workshop_tui import locations

        found: str | None = locations.setting("language")
        return found
    return None


def _unread(error: OSError) -> int:
    """The exit code of a command whose answer nobody read: what it did stays done, and what it was asked is not
    answered. Says so, unless the reader of a pipe has gone: there is nobody to say it to."""
    from workshop_tui.locale.system import reason

    deed = last_deed()
    if not streams.nobody_reads(error) and (streams.is_lost() or not deed):
        why = say("standard output is closed") if streams.is_closed(error) else reason(error)
        told = _NOT_SHOWN[deed] if deed else say("the answer cannot be written: {why}")
        streams.tell(f"workshop-tui: {Message(told.text, {'why': why})}")
    return 0 if deed else 1


def _asked_language(argv: list[str]) -> str | None:
    """`--language fr` or `--language=fr`, wherever it stands: the help is in it too."""
    for i, word in enumerate(argv):
        value = word.partition("=")[2] if word.startswith("--language=") else ""
        if word == "--language" and i + 1 < len(argv):
            value = argv[i + 1]
        if value in LANGUAGES:
            return value
    return None
