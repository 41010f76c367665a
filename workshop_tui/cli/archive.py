"""The command that lists the sessions."""

from __future__ import annotations

import shutil
import sys
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from workshop_tui.cli.options import Day, Failure
from workshop_tui.host import streams
from workshop_tui.locale import _
from workshop_tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workshop_tui.journal.listing import Asked, Listed

STATES = ("ready", "running", "paused", "idle", "ended")
"""The states of a session, as `Mode` has them."""


@click.command("sessions", help=_("List the sessions, the latest first: id, day, state, title."))
@click.option("--since", type=Day(), metavar=_("DAY"), help=_("those of this day and later"))
@click.option("--until", type=Day(), metavar=_("DAY"), help=_("those of this day and before"))
@click.option("--state", "states", type=click.Choice(STATES), multiple=True, help=_("in this state; may be repeated"))
@click.option("--find", "words", metavar=_("WORDS"), default="", help=_("with these words in the id or the title"))
@click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/files.md)"))
def sessions(since: date | None, until: date | None, states: tuple[str, ...], words: str, as_json: bool) -> None:
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.sessions import default_store, survey

    try:
        found, damaged, copies = survey(default_store(), _asked(since, until, states, words))
    except JournalError as away:
        raise Failure(away.message) from None
    if as_json:
        from workshop_tui.shapes.sessions import sessions as as_answer

        streams.for_machines(as_answer((one.id, one.summary) for one in found) + "\n")
    else:
        from workshop_tui.journal.listing import in_courses

        _show([_line(one) for days in in_courses(found) for one in days])
    for told in (*map(str, damaged), *(copy.told() for copy in copies)):
        streams.tell(clean(f"workshop-tui: {told}"))


def _asked(since: date | None, until: date | None, states: Iterable[str], words: str) -> Asked:
    from workshop_tui.journal.listing import Asked
    from workshop_tui.session.timing.day import Mode

    before = until + timedelta(days=1) if until and until < date.max else None
    return Asked(since=since, before=before, modes=frozenset(map(Mode, states)) or None, words=words)


def _line(one: Listed) -> str:
    return f"{clean(one.id)}\t{one.day}\t{one.mode}\t{one.title}"


def _show(lines: list[str]) -> None:
    """Print the lines; a page at a time for somebody who could not see them all."""
    page = "".join(f"{line}\n" for line in lines)
    if not (streams.somebody_at(sys.stdin) and streams.somebody_at(sys.stdout)) or _fit(lines):
        click.echo(page, nl=False)
        return
    encoding, errors = sys.stdout.encoding, sys.stdout.errors or "replace"
    click.echo_via_pager(page.encode(encoding, errors).decode(encoding))  # what it can show, as everywhere


def _fit(lines: list[str]) -> bool:
    """Tell whether the lines, and the next prompt, fit on the screen."""
    width, height = shutil.get_terminal_size()
    return sum(1 + (len(line.expandtabs()) - 1) // width for line in lines) < height
