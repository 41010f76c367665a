"""Output of a command: on standard output, or in a file, whole or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop_tui.cli.options import Command, Failure
from workshop_tui.host import streams
from workshop_tui.host.deeds import Deed, done
from workshop_tui.host.files import led_to
from workshop_tui.host.names import NoName, check
from workshop_tui.locale import _, say
from workshop_tui.locale.system import reason

if TYPE_CHECKING:
    from workshop_tui.journal import Store

STDOUT = "-"
"""The name of standard output."""


def output_options(command: Command) -> Command:
    """`--output` and `--force`."""
    command = click.option("--force", is_flag=True, help=_("overwrite FILE"))(command)
    told = _("write it there (-: to standard output); an existing file stays unless --force")
    return click.option("--output", "-o", "output", metavar=_("FILE"), help=told)(command)


def is_streamed(output: str | None) -> bool:
    """Tell whether `output` is no file that stays: nothing, `-`, a pipe, a device."""
    from workshop_tui.host.overwriting import is_stream

    return output in (None, STDOUT) or is_stream(Path(output or ""))


def hand_out(page: str | bytes, output: str | None, *, force: bool = False, own: bool = False) -> None:
    """Print `page`, or write it to the file `output`; `own`: readable by nobody else. Raises `Failure`."""
    if output in (None, STDOUT):
        streams.for_machines(page)
        return
    file = Path(output or "")
    leave_alone(file, force=force)
    from workshop_tui.report.writing import write

    try:
        write(file, page, own=own)
    except OSError as error:
        raise Failure(say("{file} cannot be written: {why}", file=file, why=reason(error))) from None
    done(Deed.WRITTEN)


@contextmanager
def placed(output: str | None, name: str) -> Iterator[Path]:
    """Give the path of the file `output` to be made, else of the one called `name`, and print it once it is there.

    Where `output` is a stream, it is a file that is sent there, and nothing is printed. Raises `Failure`.
    """
    if output is None or not is_streamed(output):
        file = Path(output or name)
        try:
            target = file if file.is_file() else led_to(file)
        except OSError as error:
            raise Failure(say("{file} cannot be written: {why}", file=file, why=reason(error))) from None
        yield target
        click.echo(file)
        return
    if output == STDOUT and streams.somebody_at(sys.stdout):
        raise Failure(say("a session’s file is no text to read: send it on, “-o FILE” or “| …”"))
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="workshop-tui-") as folder:
        file = Path(folder) / name
        yield file
        raw = file.read_bytes()
    hand_out(raw, output)


def print_json(shape: object) -> None:
    """Print `shape` as JSON."""
    import json

    streams.for_machines(json.dumps(shape, ensure_ascii=False, indent=2) + "\n")


def leave_alone(file: Path, *, force: bool) -> None:
    """Raise `Failure` if `file` is there, and is not to be overwritten; or if no file is to be called so."""
    try:
        check(file)
    except NoName as error:
        raise Failure(say("{file} cannot be written: {why}", file=file, why=reason(error))) from None
    if file.is_dir():
        raise Failure(say("{file} cannot be written: {why}", file=file, why=say("this is a folder, not a file")))
    if file.is_file() and not force and not is_streamed(str(file)):
        raise Failure(say("{file} is there already: --force overwrites it", file=file))


def tell_doubts(store: Store) -> None:
    """Say, as a session is made, that the folder is no good place for one, if so."""
    from workshop_tui.journal.sessions import doubts

    if doubt := doubts(store):
        streams.tell(f"workshop-tui: {doubt}")
