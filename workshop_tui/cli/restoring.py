"""Taking sessions back from their backups: what `restore` does where it is given files, and no segment."""

from __future__ import annotations

from collections.abc import Iterable

import click

from workshop_tui.cli.options import Failure
from workshop_tui.host import streams
from workshop_tui.host.deeds import Deed, done
from workshop_tui.host.files import is_path
from workshop_tui.text import clean


def are_backups(named: Iterable[str]) -> bool:
    """Tell whether these are files, or folders of them, and no segments: a path, or what ends in “.session”."""
    return all(is_path(one) or one.endswith(".session") for one in named)


def take_back(files: Iterable[str]) -> None:
    """Make a session of each file; one that cannot be keeps no other from it, and is told. Raises `Failure`, `Exit`."""
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.restoring import backups_in, restored
    from workshop_tui.journal.sessions import default_store

    failed = 0
    try:
        store = default_store()
        for file in backups_in(files):
            try:
                click.echo(restored(store, file))
                done(Deed.RECORDED)
            except JournalError as error:
                failed += 1
                streams.tell(clean(f"workshop-tui: {error}"))
    except JournalError as error:
        raise Failure(error.message) from None
    if failed:
        raise click.exceptions.Exit(1)
