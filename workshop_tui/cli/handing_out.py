"""Papers that leave: in which format, for whom, and what is said of what is not in them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop_tui.cli.note_options import warn_of
from workshop_tui.host import streams
from workshop_tui.locale import _, host_language, plural
from workshop_tui.report.formats import FORMATS
from workshop_tui.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from workshop_tui.report.formats import Wanted
    from workshop_tui.service import Session
    from workshop_tui.session.state import State


def form_wanted(form: str | None, output: str | None, template: str | None, table: str | None) -> str:
    """The format that is wanted: the one that is named, else the one that FILE's ending says.

    Raises a usage error where the two say different things.
    """
    from workshop_tui.report.formats import UnknownEnding

    wanted = form or ("md" if template else None)
    try:
        said = _form_of(output)
    except click.UsageError as unknown:
        if wanted and isinstance(unknown.__cause__, UnknownEnding):
            return wanted
        raise
    return _agreed(wanted, said, output) or ("csv" if table else "md")


def _agreed(wanted: str | None, said: str | None, output: str | None) -> str | None:
    """The format that is named, or the one that a file's ending says. Raises a usage error where they are two."""
    if wanted and said and wanted != said:
        raise click.UsageError(
            _("{file} ends like {said}, and {form} is asked for", file=output, said=said, form=wanted)
        )
    return wanted or said


def agenda_form(form: str | None, output: str | None) -> str:
    """The format of what `agenda --from` gives: an agenda (`toml`), whatever its file is called, or a page."""
    endings = {".md": "md", ".markdown": "md", ".html": "html", ".htm": "html", ".json": "json"}
    return _agreed(form, endings.get(Path(output or "").suffix.lower()), output) or "toml"


def _form_of(output: str | None) -> str | None:
    """The format that the ending of the file says, if there is a file and it has one. Raises a usage error."""
    from workshop_tui.report.formats import UnknownEnding, form_of

    try:
        return form_of(Path(output or ""), (*FORMATS, "toml"))
    except UnknownEnding as unknown:
        told = _("{why}; --format says it otherwise", why=unknown.message)
        raise click.UsageError(told) from unknown


def paper(opened: Session, kind: str, form: str, language: str, person: str | None) -> str:
    """Make one of `PAPERS`, a page by itself; of `takeaway`, the participant's own who is meant by `person`.

    Quotes that nobody agreed to are left out of it, and told; so are the words that may be names.
    """
    from workshop_tui.report.papers import paper as made

    found = made(opened.state, kind, opened.now(), person, lambda: _next_day(opened))
    warn_of(found.digest.asked)
    warn_of_quotes(opened.state)
    return found.made(form, language)


def running_order(state: State, now: datetime, form: str, wanted: Wanted) -> str:
    """Make the running order of a session's day: its agenda, as it was last taken in."""
    from workshop_tui.plans.papers.formats import Wanted as Ordered
    from workshop_tui.plans.papers.formats import made

    ordered = Ordered(wanted.language, False, state.date, now, wanted.bom, wanted.semicolon)
    page = made(form, state.agenda, ordered)
    assert isinstance(page, str), form
    return page


def _next_day(opened: Session) -> date | None:
    """The day of the session that goes on from this one."""
    from workshop_tui.journal.chains import day_after

    return day_after(opened.journal.store, opened.state.id)


def learned_from(sessions: Sequence[str], series: str | None, since: date | None) -> list[State]:
    """The sessions that an agenda is learned from: as they are named, else those that are meant, the earliest first.

    Raises `JournalError`.
    """
    from workshop_tui.journal.series import sessions_of
    from workshop_tui.journal.sessions import default_store

    found = sessions_of(default_store(), sessions, series, since)
    for told in found.damaged:
        streams.tell(clean(f"workshop-tui: {told}"))
    return [*found.states] if sessions else sorted(found.states, key=lambda one: one.date)


def method_page(days: Sequence[State], form: str, language: str | None) -> str:
    """Make the page of what the segments of an agenda take, over these sessions."""
    from workshop_tui.report.method import made, method

    found = method(days)
    warn_of(found.asked)
    return made(form, found, language or days[-1].agenda.language or host_language())


def warn_of_quotes(state: State) -> None:
    """Say on standard error that quotes are not printed, as nobody noted whether their speakers agreed."""
    from workshop_tui.report.digest import is_unasked

    if numbers := [str(note.number) for note in state.notebook.notes if is_unasked(note.taken)]:
        told = plural(
            "{count} quote is left out: did its speaker agree? workshop-tui amend {number} --agreed, or --no-agreed",
            "{count} quotes are left out ({numbers}): did their speakers agree? workshop-tui amend {number} --agreed,"
            " or --no-agreed",
            len(numbers),
            numbers=", ".join(numbers),
            number=numbers[0],
        )
        streams.tell(told)
