"""An error that nobody foresaw: one sentence for the person, and a file for who mends it.

The file says which kind of error, in which versions, at which lines; it holds no words of anybody: no message, no
value, no argument. A message may quote a note, or a server's address with its password.
"""

from __future__ import annotations

import errno
import platform
import traceback
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from workshop_tui import __version__, locations
from workshop_tui.clock import SystemClock
from workshop_tui.host.files import make_folder, make_own
from workshop_tui.locale import Message, say

CODE = 70
"""The exit code: BSD's sysexits.h, EX_SOFTWARE."""
REPLACED = say(
    "workshop-tui was replaced by another version while this one ran: start it again; what was kept is kept, half-typed"
    " too"
)
KEPT = 20
"""Files that are kept, the newest ones."""
_OTHERS = ("textual", "click", "msgspec", "pydantic", "psycopg", "aiohttp")
"""Packages of which the version is told, where they are there."""
_PACKAGES = ("site-packages", "dist-packages", "lib")


def told(error: BaseException) -> Message:
    """Write the file for this error; the sentence that says where it is, or that the program is another one by now."""
    if was_replaced(error):
        return REPLACED
    kind = type(error).__name__
    try:
        return say(
            "an error of this program ({kind}): what was kept is kept; {file} says where it went wrong, and holds no"
            " words of yours",
            kind=kind,
            file=_written(error),
        )
    except OSError:
        *_frames, last = ["", *_frames_of(error)]
        return say("an error of this program ({kind}, {place}): what was kept is kept", kind=kind, place=last)


def was_replaced(error: BaseException) -> bool:
    """Tell whether this program was upgraded, or removed, while it ran: what it needs is there no more, or another."""
    missing = isinstance(error, FileNotFoundError) and Path(str(error.filename)).is_relative_to(Path(__file__).parent)
    try:
        return isinstance(error, ImportError) or missing or version("workshop-tui") != __version__
    except PackageNotFoundError:
        return not Path(__file__).exists()


def _written(error: BaseException) -> Path:
    """The file that was written for it. Raises OSError."""
    folder = locations.home() / "crashes"
    make_folder(folder)
    now = SystemClock().now()
    number = 1 + max((int(old.stem[:6]) for old in folder.glob("[0-9]*.txt") if old.stem[:6].isdigit()), default=0)
    file = folder / f"{number:06}-{now:%Y-%m-%d}.txt"
    make_own(file)
    lines = [f"{now:%Y-%m-%d %H:%M:%S} UTC", *_versions(), "", *_described(error), ""]
    file.write_text("\n".join(lines), encoding="utf-8")
    for old in sorted(folder.glob("*.txt"))[:-KEPT]:
        with suppress(OSError):  # another program removes them, too
            old.unlink()
    return file


def _versions() -> Iterator[str]:
    yield f"workshop-tui {__version__}"
    yield f"Python {platform.python_version()}, {platform.system()}"
    for name in _OTHERS:
        with suppress(PackageNotFoundError):
            yield f"{name} {version(name)}"


def _described(error: BaseException) -> Iterator[str]:
    """The lines that it went through, and the errors that led to it, without a word of theirs."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if earlier is not None:
        yield from _described(earlier)
        yield "then:"
    yield from _frames_of(error)
    number = getattr(error, "errno", None)
    sign = errno.errorcode.get(number, "") if number else ""
    yield f"{type(error).__module__}.{type(error).__qualname__} {sign}".rstrip()
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield "of several:"
            yield from _described(one)


def _frames_of(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)
    return [f"  {_place(Path(frame.filename))}:{frame.lineno} {frame.name}" for frame in frames]


def _place(file: Path) -> str:
    """The file from its package on: where it is installed is this person's."""
    for start in (*_PACKAGES, "workshop_tui"):
        if start in file.parts:
            at = len(file.parts) - file.parts[::-1].index(start)
            return "/".join(file.parts[at - (start == "workshop_tui") :])
    return file.name
