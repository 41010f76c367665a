"""Output of a command: on standard output, or in a file, whole or not at all."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop_tui.cli.options import Command, Failure
from workshop_tui.host import streams
from workshop_tui.host.deeds import Deed, done
from workshop_tui.locale import _, say
from workshop_tui.locale.system import reason

if TYPE_CHECKING:
    from workshop_tui.journal import Store


def output_options(command: Command) -> Command:
    """`--output` and `--force`."""
    command = click.option("--force", is_flag=True, help=_("overwrite FILE"))(command)
    told = _("write it there; an existing file stays unless --force")
    return click.option("--output", "-o", "output", metavar="FILE", help=told)(command)


def hand_out(page: str, output: str | None, *, force: bool, own: bool = False) -> None:
    """Print `page`, or write it to the file `output`; `own`: readable by nobody else. Raises `Failure`."""
    if output is None:
        streams.for_machines(page)
        return
    file = Path(output)
    leave_alone(file, force=force)
    from workshop_tui.report.writing import write

    try:
        write(file, page, own=own)
    except OSError as error:
        raise Failure(say("{file} cannot be written: {why}", file=file, why=reason(error))) from None
    done(Deed.WRITTEN)


def print_json(shape: object) -> None:
    """Print `shape` as JSON."""
    import json

    streams.for_machines(json.dumps(shape, ensure_ascii=False, indent=2) + "\n")


def leave_alone(file: Path, *, force: bool) -> None:
    """Raise `Failure` if `file` is there, and is not to be overwritten."""
    if file.is_dir():
        raise Failure(say("{file} cannot be written: {why}", file=file, why=say("this is a folder, not a file")))
    if file.is_file() and not force:
        raise Failure(say("{file} is there already: --force overwrites it", file=file))


def tell_doubts(store: Store) -> None:
    """Say, as a session is made, that the folder is no good place for one, if so."""
    from workshop_tui.journal.sessions import doubts

    if doubt := doubts(store):
        streams.tell(f"workshop-tui: {doubt}")
