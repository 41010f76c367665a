"""The command that lists the sessions."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from contextlib import closing
from datetime import date, timedelta
from itertools import chain
from typing import TYPE_CHECKING

import click

from workshop_tui.cli.options import Day, Failure
from workshop_tui.cli.other_stores import which_store
from workshop_tui.host import streams
from workshop_tui.locale import _
from workshop_tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workshop_tui.journal.listing import Asked, Listed
    from workshop_tui.journal.sessions import Survey

STATES = ("ready", "running", "paused", "idle", "ended")
"""The states of a session, as `Mode` has them."""
DAMAGED, NONE, UNREACHABLE = 65, 66, 69
"""Exit codes of `--json`, as BSD's sysexits.h has them: some cannot be read; there is none; nor is their place."""


class Unreachable(Failure):
    """The place of the sessions cannot be looked at: one line on stderr, exit code 69."""

    exit_code = UNREACHABLE


@click.command("sessions", help=_("List the sessions, the latest first: id, day, state, title, series, territory."))
@click.option("--since", type=Day(), metavar=_("DAY"), help=_("those of this day and later"))
@click.option("--until", type=Day(), metavar=_("DAY"), help=_("those of this day and before"))
@click.option("--state", "states", type=click.Choice(STATES), multiple=True, help=_("in this state; may be repeated"))
@click.option("--find", "words", metavar=_("WORDS"), default="", help=_("with these words in the id or the title"))
@click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/files.md)"))
def sessions(since: date | None, until: date | None, states: tuple[str, ...], words: str, as_json: bool) -> None:
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.sessions import default_store, surveys

    doubts: list[str] = []
    counts: Counter[str] = Counter()
    try:
        found = surveys(default_store(), _asked(since, until, states, words))
        with closing(found):  # what was read for it is kept, also where nobody reads on
            pages = _read(found, doubts, counts)
            if as_json:
                from workshop_tui.shapes.sessions import sessions as as_answer

                streams.for_machines(as_answer((clean(one.id), one.summary) for page in pages for one in page) + "\n")
            else:
                from workshop_tui.journal.listing import in_courses

                _show([_line(one) for days in in_courses(page) for one in days] for page in pages)
    except JournalError as away:
        raise (Unreachable if as_json else Failure)(away.message) from None
    for told in doubts:
        streams.tell(clean(f"workshop-tui: {told}"))
    if not as_json and (which := which_store()):
        streams.tell(clean(f"workshop-tui: {which}"))
    if as_json and not streams.unread():
        raise click.exceptions.Exit(DAMAGED if counts["damaged"] else 0 if counts["sessions"] else NONE)


def _read(surveys: Iterable[Survey], doubts: list[str], counts: Counter[str]) -> Iterator[list[Listed]]:
    """Yield the sessions of each page; what is doubtful beside them is told in `doubts`, and all counted."""
    for sessions, damaged, copies in surveys:
        counts.update(sessions=len(sessions), damaged=len(damaged))
        doubts += [*map(str, damaged), *(copy.told() for copy in copies)]
        yield sessions


def _asked(since: date | None, until: date | None, states: Iterable[str], words: str) -> Asked:
    from workshop_tui.journal.listing import Asked
    from workshop_tui.session.timing.day import Mode

    before = until + timedelta(days=1) if until and until < date.max else None
    modes = frozenset(map(Mode, states)) or None
    return Asked(since=since, before=before, modes=modes, words=words, over_as_seen=True)


def _line(one: Listed) -> str:
    """The line of a session; its series and its territory stand at the end, where it has them."""
    belongs = [one.series, one.territory]
    while belongs and not belongs[-1]:
        belongs.pop()
    return "\t".join((clean(one.id), one.day, one.mode, one.title, *(clean(told or "") for told in belongs)))


def _show(pages: Iterator[list[str]]) -> None:
    """Print the lines as they come, while anybody reads them; by a pager for somebody who could not see them all."""
    lines: list[str] = []
    if streams.somebody_at(sys.stdin) and streams.somebody_at(sys.stdout):
        for page in pages:
            lines += page
            if not _fit(lines):
                encoding, errors = sys.stdout.encoding, sys.stdout.errors or "replace"
                rest = map(_printed, chain((lines,), pages))
                shown = (text.encode(encoding, errors).decode(encoding) for text in rest)  # what it can show
                click.echo_via_pager(shown)
                return
    for page in chain((lines,), pages):
        click.echo(_printed(page), nl=False)
        if streams.unread(now=True):
            return


def _printed(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _fit(lines: list[str]) -> bool:
    """Tell whether the lines, and the next prompt, fit on the screen."""
    width, height = shutil.get_terminal_size()
    return sum(1 + (len(line.expandtabs()) - 1) // width for line in lines) < height
