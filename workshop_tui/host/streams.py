"""Standard input, output and error: the one place that decides in what encoding they speak, and with what line ends.

A *person* gets what the stream can show: Unicode where it can, else the nearest readable sign (`signs`), and never an
error. A *machine* (`for_machines`: JSON, CSV, a report) gets UTF-8 and `\\n`, whatever the console is. What comes in is
UTF-8, or UTF-16 that says so, else in the console's code page, else refused (`decoded`): nothing is replaced silently.

A stream that is closed, full or no longer read ends nothing that is being done: what is written there goes nowhere from
then on (`_Forgiving`), and once all is done `unread` says why nobody read the answer.
"""

from __future__ import annotations

import codecs
import errno
import io
import os
import select
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from typing import Any, TextIO, cast

ASCII = "workshop-tui-ascii"
"""ASCII, by a name of our own: click takes such a stream for one set up wrongly, and writes UTF-8 into it."""


def settle() -> None:
    """Have the three streams speak as said above."""
    codecs.register(_ascii)
    if sys.stdin is None:  # closed: one that nobody is at
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")
    cast("io.TextIOWrapper", sys.stdin).reconfigure(errors="replace")  # of a yes or a no; a text is read by `decoded`
    for name in ("stdout", "stderr"):
        stream = _forgiving(cast("io.TextIOWrapper | None", getattr(sys, name)))
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
        _speak(stream)


class _Forgiving(io.RawIOBase):
    """A stream whose first `failure` is kept; from then on what is written there is `lost`."""

    def __init__(self, raw: io.RawIOBase, failure: OSError | None = None) -> None:
        self._raw = raw
        self.failure = failure
        self.lost = False

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._raw.fileno()

    def isatty(self) -> bool:
        return self._raw.isatty()

    def write(self, data: Any, /) -> int:
        size = memoryview(data).nbytes
        try:
            while self.failure is None:
                if (written := self._raw.write(data)) is not None:
                    return written
                select.select([], [self], [])  # another program has set it not to wait
        except OSError as error:
            self.failure = error
        self.lost = True
        return size

    def look(self) -> None:
        """Fail if it is a pipe that nobody reads any more: nothing else tells that but what is written there."""
        if sys.platform == "win32":
            return
        with suppress(OSError, ValueError):
            if self.failure is None:
                poll = select.poll()
                poll.register(self.fileno(), 0)
                if any(seen & select.POLLERR for _descriptor, seen in poll.poll(0)):
                    self.failure = BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))


def _forgiving(stream: io.TextIOWrapper | None) -> io.TextIOWrapper:
    """`stream`, on which a failure ends nothing. One that is closed fails from the beginning; its number is taken, so
    that no file is opened under it and written into."""
    if stream is None:
        nowhere = io.FileIO(os.open(os.devnull, os.O_WRONLY), "w")
        closed = OSError(errno.EBADF, os.strerror(errno.EBADF))
        return io.TextIOWrapper(io.BufferedWriter(_Forgiving(nowhere, closed)), encoding="utf-8")
    raw = getattr(stream.buffer, "raw", stream.buffer)  # PYTHONUNBUFFERED: none between
    if not isinstance(raw, io.RawIOBase):
        return stream  # it is no stream of the system's
    encoding, by_line, at_once = stream.encoding, stream.line_buffering, stream.write_through
    buffer = stream.detach()
    if isinstance(buffer, io.BufferedWriter):
        buffer.detach()
    buffer = io.BufferedWriter(_Forgiving(raw))
    return io.TextIOWrapper(buffer, encoding=encoding, line_buffering=by_line, write_through=at_once)


def _speak(stream: io.TextIOWrapper) -> None:
    encoding = _encoding_of(stream)
    errors = f"nearest-in-{encoding}"  # the error that Python makes says no more than “charmap”
    codecs.register_error(errors, partial(_nearest, encoding))
    if somebody_at(stream):
        stream.reconfigure(encoding=encoding, errors=errors)
    else:
        stream.reconfigure(encoding=encoding, errors=errors, newline="\n")


def _encoding_of(stream: io.TextIOWrapper) -> str:
    """The encoding of what is written there."""
    named = stream.encoding
    if not os.environ.get("PYTHONIOENCODING") and not (sys.platform == "win32" and sys.flags.utf8_mode):
        if somebody_at(stream):
            named = named if speaks_utf8(os.environ) or not _is(named, "utf-8") else "ascii"
        else:
            named = _encoding_of_pipe(stream, named)
    return ASCII if _is(named, "ascii") else named


if sys.platform == "win32":

    def somebody_at(stream: TextIO) -> bool:
        """Tell whether `stream` is a terminal; Windows calls what leads nowhere (`NUL`) one, too."""
        import ctypes
        import msvcrt

        with suppress(OSError, ValueError):
            handle = ctypes.c_void_p(msvcrt.get_osfhandle(stream.fileno()))
            return stream.isatty() and bool(
                ctypes.windll.kernel32.GetConsoleMode(handle, ctypes.byref(ctypes.c_ulong()))
            )
        return False

    def _encoding_of_pipe(stream: io.TextIOWrapper, named: str) -> str:
        """Python's is Windows' own code page, which no reader of a pipe expects: a shell reads it in the console's, and
        a program that has no console in UTF-8, as everybody does a file."""
        import ctypes
        import msvcrt

        kernel = ctypes.windll.kernel32
        page = int(kernel.GetConsoleOutputCP())
        with suppress(OSError):
            is_pipe = kernel.GetFileType(ctypes.c_void_p(msvcrt.get_osfhandle(stream.fileno()))) == 3
            return _known(page) or named if is_pipe and page else "utf-8"
        return named  # it is no stream of the system's

    def _page() -> str | None:
        """The code page that a shell pipes in; where there is no console, Windows' own."""
        import ctypes

        kernel = ctypes.windll.kernel32
        return _known(int(kernel.GetConsoleCP())) or _known(int(kernel.GetACP()))

    def _known(page: int) -> str | None:
        try:
            return codecs.lookup(f"cp{page}").name
        except LookupError:
            return None

else:

    def somebody_at(stream: TextIO) -> bool:
        """Tell whether `stream` is a terminal."""
        return stream.isatty()

    def _encoding_of_pipe(_stream: io.TextIOWrapper, named: str) -> str:
        """The locale's."""
        return named

    def _page() -> str | None:
        """The locale's encoding."""
        return sys.stdin.encoding


def speaks_utf8(environ: Mapping[str, str]) -> bool:
    """Tell whether the locale is one of UTF-8: it is, unless LC_ALL, LC_CTYPE or LANG, in this order, says otherwise.

    Where the locale was C, Python has set LC_CTYPE to C.UTF-8 (PEP 538, 540): that is not what the terminal said.
    """
    if told := environ.get("PYTHONIOENCODING", "").partition(":")[0]:
        return _is(told, "utf-8")
    if sys.platform == "win32":  # a console takes Unicode, whatever such a variable says
        return True
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        value = environ.get(name, "").lower()
        if value and not (name == "LC_CTYPE" and value == "c.utf-8" and sys.flags.utf8_mode):
            return "utf-8" in value or "utf8" in value
    return True


def _is(encoding: str, name: str) -> bool:
    try:
        return codecs.lookup(encoding).name == name
    except LookupError:
        return False


def _ascii(name: str) -> codecs.CodecInfo | None:
    if name != ASCII.replace("-", "_"):
        return None
    found = codecs.lookup("ascii")
    return codecs.CodecInfo(
        found.encode,
        found.decode,
        found.streamreader,
        found.streamwriter,
        found.incrementalencoder,
        found.incrementaldecoder,
        name=ASCII,
    )


def _nearest(encoding: str, error: UnicodeError) -> tuple[str | bytes, int]:
    """The signs that Python writes for characters that `encoding` does not have."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    from workshop_tui.host.signs import nearest

    unknown = error.object[error.start : error.end]
    return "".join(nearest(character, encoding) for character in unknown), error.end


# ── out ────────────────────────────────────────────────────────────────────────────────────────────────────
def for_machines(page: str | bytes) -> None:
    """Write `page` to standard output as a machine reads it: UTF-8, its line ends as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(page.encode() if isinstance(page, str) else page)


def put(text: str) -> None:
    """Write `text` to standard output for a person, at once. Raises OSError if nobody reads it."""
    sys.stdout.write(text)
    sys.stdout.flush()


def tell(line: str) -> None:
    """Write `line` to standard error, for whoever sits there: that nobody can read it ends nothing."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def unread(*, now: bool = False) -> OSError | None:
    """Why nobody reads what was written to standard output; None if somebody may. `now`: why nobody would read more."""
    sys.stdout.flush()
    raw = getattr(sys.stdout.buffer, "raw", None)
    if now and isinstance(raw, _Forgiving):
        raw.look()
    return raw.failure if isinstance(raw, _Forgiving) else None


def is_lost() -> bool:
    """Tell whether something that was written to standard output is read by nobody."""
    raw = getattr(sys.stdout.buffer, "raw", None)
    return isinstance(raw, _Forgiving) and raw.lost


def is_closed(error: OSError) -> bool:
    """Tell whether `error` says that a stream is closed, or not there to be written to."""
    return error.errno == errno.EBADF


def nobody_reads(error: OSError) -> bool:
    """Tell whether `error` says that the reader of a pipe has gone; Windows calls that an invalid argument."""
    return isinstance(error, BrokenPipeError) or (
        sys.platform == "win32" and error.errno == errno.EINVAL and error.filename is None
    )


# ── in ─────────────────────────────────────────────────────────────────────────────────────────────────────
def decoded(raw: bytes, *, page: str | None = None, whole: bool = True) -> str:
    """The text in `raw`: UTF-8, UTF-16 with a byte-order mark, else in the code page `page` (left out: the console's).

    Not `whole`, it may end within a character, which is left out. Raises UnicodeDecodeError if it is none of these.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _strictly(raw, "utf-16", whole)
    if (at := raw.find(b"\0")) >= 0:
        raise UnicodeDecodeError("utf-8", raw, at, at + 1, "no text has such a byte")
    try:
        return _strictly(raw, "utf-8-sig", whole)
    except UnicodeDecodeError:
        if not (page := page or console_page()):
            raise
        return _strictly(raw, page, whole)


def console_page() -> str | None:
    """The encoding in which text comes in here that is not UTF-8; None if there is no such one."""
    page = sys.stdin.encoding if os.environ.get("PYTHONIOENCODING") else _page()
    return page if page and not _is(page, "utf-8") and not _is(page, "ascii") else None


def _strictly(raw: bytes, encoding: str, whole: bool) -> str:
    return codecs.getincrementaldecoder(encoding)("strict").decode(raw, final=whole)


def end_of_typing() -> str:
    """The keys that end what is typed at a terminal."""
    return "ctrl+z ⏎" if sys.platform == "win32" else "ctrl+d"
