"""Several sessions together, on the command line: `--over`, `--series`, `--since`; docs/observatory.md."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.note_options import warn_of
from workshop_tui.cli.numbers import Between
from workshop_tui.cli.options import Command, Day, Failure, asked_language, complete_session
from workshop_tui.host import streams
from workshop_tui.locale import _, host_language, speak
from workshop_tui.text import clean

if TYPE_CHECKING:
    from workshop_tui.report.observatory.series import Series
    from workshop_tui.session.notes.notebook import Note
    from workshop_tui.session.search import Filter
    from workshop_tui.session.state import State

TABLES = ("matrix", "requests", "degrees", "recurring", "silence", "initiatives", "departures", "kinds", "sessions",
          "notes")  # fmt: skip
"""The tables of an observatory as CSV."""


@dataclass(frozen=True)
class Several:
    """The sessions that are meant, and under how many of them a count is folded (None: as confidentiality says)."""

    over: tuple[str, ...]
    series: str | None
    since: date | None
    fold: int | None
    names: bool = False

    def __bool__(self) -> bool:
        return bool(self.over or self.series is not None or self.since)


def several_options(command: Command) -> Command:
    """`--over`, `--series`, `--since` and `--fold`, as `several`; none of them: false."""

    @functools.wraps(command)
    def called(over: tuple[str, ...], series: str | None, since: date | None, fold: int | None, **given: Any) -> Any:
        several = Several(over, series, since, fold, bool(given.get("names")))
        if fold is not None and not several:
            raise click.UsageError(_("--fold goes with --over, --series or --since"))
        if several and (given.get("session") or given.get("course")):
            raise click.UsageError(_("--over, --series and --since go without --session and --course"))
        return command(several=several, **given)

    for option in (
        click.option(
            "--fold",
            type=Between(0),
            metavar="N",
            help=_("over several: what fewer than N sessions say is only told to be so (chatham: 3)"),
        ),
        click.option("--since", type=Day(), metavar=_("DAY"), help=_("over the sessions of this day and later")),
        click.option("--series", metavar=_("NAME"), help=_("over the sessions of this series")),
        click.option(
            "--over",
            "over",
            metavar="SESSION",
            multiple=True,
            shell_complete=complete_session,
            help=_("over this session and others that are named so; may be repeated"),
        ),
    ):
        called = option(called)
    return called  # type: ignore[return-value]


@contextmanager
def looked_at(
    several: Several,
    language: str | None,
    *,
    private: bool = False,
    meant: Callable[[State], list[Note]] | None = None,
) -> Iterator[Series]:
    """The sessions that are meant, their language spoken; what cannot be read, and words nobody settled, are told."""
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.series import sessions_of
    from workshop_tui.journal.sessions import default_store
    from workshop_tui.report.observatory.series import series_of
    from workshop_tui.session.refusal import Refused

    if chosen := asked_language(language):
        speak(chosen)
    try:
        found = sessions_of(default_store(), several.over, several.series, several.since)
        speak(language_of(found.states[-1], language))
        yield (
            series := series_of(
                found.states, name=found.series, fold=several.fold, private=private, names=several.names, meant=meant
            )
        )
    except (JournalError, Refused) as error:
        raise Failure(error.message) from None
    warn_of(series.asked)
    for told in found.damaged:
        streams.tell(clean(f"workshop-tui: {told}"))


def language_of(state: State, language: str | None) -> str:
    """The language of what is told: the one that is asked for, else the last session's, else the host's."""
    return asked_language(language) or state.agenda.language or host_language()


def finding(wanted: Filter, words: str = "") -> Callable[[State], list[Note]]:
    """Give what finds the notes of a session that are `wanted` and have these `words`; none where it has no such
    segment."""

    def found(state: State) -> list[Note]:
        from workshop_tui.session.refusal import Refused
        from workshop_tui.session.search import Finder

        try:
            return Finder().find(state, wanted.of(state), words)
        except Refused:
            return []

    return found


def show_matrix(several: Several, wanted: Filter, counted: str, language: str | None, *, as_json: bool) -> None:
    """Print the matrix over the sessions: a line a cell with its denominators, then what nobody spoke of."""
    from workshop_tui.report.observatory.grid import grid
    from workshop_tui.report.observatory.requests import WAYS, requests
    from workshop_tui.session.notes.matrix import COUNTED

    with looked_at(several, language, meant=finding(wanted)) as series:
        made = grid(series, COUNTED[counted])
        if as_json:
            from workshop_tui.report.observatory.answers import matrix

            streams.for_machines(matrix(series, made, counted))
            return
        for phase in made.phases:
            for who in made.stakeholders:
                if cell := made.cells.get((phase.key, who.key)):
                    click.echo(f"{clean(f'{phase.label} × {who.label}')}\t{cell.spread}")
        for one in requests(series).by_degree if COUNTED[counted].kind in (None, "sollicitation") else ():
            for way, count in one.ways.items():
                if count.spread.places and COUNTED[counted].way in (None, way):
                    told = _("{degree}, {way}", degree=one.label, way=WAYS[way])
                    click.echo(f"{clean(told)}\t{count.spread}")
        silent = [*made.silent_phases, *made.silent_stakeholders]
        if silent:
            names = " · ".join(str(one.label) for one in silent)
            click.echo(clean(str(COUNTED[counted].silence).format(names=names)))


def show_notes(
    several: Several,
    wanted: Filter,
    words: str,
    language: str | None,
    line: Callable[[State, Note], str],
    nameless: Callable[[State, Note], str],
    *,
    as_json: bool,
) -> None:
    """Print the notes over the sessions: a `line` each; a `nameless` one where it is not told who said it when."""
    with looked_at(several, language, meant=finding(wanted, words)) as series:
        spread = series.spread_of(series.notes)
        told = [] if spread.folded else series.in_order(series.notes)
        if as_json:
            from workshop_tui.report.observatory.answers import notes

            streams.for_machines(notes(series, told))
            return
        for one in told:
            state = series.sessions[one.place]
            if series.nowhere:
                click.echo(nameless(state, one.note))
            else:
                click.echo(f"{state.id or series.called(one.place)}/{line(state, one.note)}")
        if spread.places:
            streams.tell(str(spread))


def show_initiatives(
    several: Several, named: str | None, language: str | None, *, as_json: bool, output: str | None, force: bool
) -> None:
    """Print the initiatives over the sessions, a line each; of the `named` one its page, on stdout or in a file."""
    from workshop_tui.cli.output import hand_out
    from workshop_tui.report.observatory.initiatives import find, initiatives
    from workshop_tui.report.observatory.whole import Observatory
    from workshop_tui.session.refusal import Refused, there_are

    if output and (named is None or as_json):
        raise click.UsageError(_("--output goes with the NAME of an initiative"))
    with looked_at(several, language) as series:
        found = [one for one in initiatives(series) if not one.spread.folded]
        one = find(found, named) if named is not None else None
        if named is not None and one is None:
            from workshop_tui.locale import say

            told = there_are(each.name for each in found)
            raise Refused(say("no initiative is called “{name}”{there}", name=clean(named), there=told))
        if as_json:
            from workshop_tui.report.observatory.answers import initiatives as answer

            streams.for_machines(answer(series, [one] if one else found))
            return
        if one is None:
            for each in found:
                way = " → ".join(str(phase.label) for phase in each.way)
                click.echo(" · ".join(filter(None, (clean(each.name), way, str(each.spread)))))
            return
        from workshop_tui.clock import SystemClock
        from workshop_tui.report.observatory.pages import initiative_page

        form = _form(None, output, ("md", "html"))
        whole = Observatory(series, SystemClock().now())
        page = initiative_page(whole, one, form, language_of(series.sessions[-1], language))
    hand_out(page, output, force=force)


def show_departures(several: Several, language: str | None, *, as_json: bool) -> None:
    """Print why the days departed from their plans: a line a reason, then a line a segment."""
    from workshop_tui.clock import SystemClock
    from workshop_tui.report.observatory.departures import departures
    from workshop_tui.session.timing.events import reason_word

    with looked_at(several, language) as series:
        found = departures(series, SystemClock().now())
        if as_json:
            from workshop_tui.report.observatory.answers import departures as answer

            streams.for_machines(answer(series, found))
            return
        for one in found.by_reason:
            word = str(reason_word(one.reason)) if one.reason else _("no reason given")
            click.echo(f"{word}\t{one.spread}")
        for row in found.by_segment:
            title = _("“{title}”", title=clean(row.title))
            click.echo(f"{title}\t{row.spread}")


def observatory_instead(command: Command) -> Command:
    """`several_options` of a report; where sessions are meant by them, their observatory is handed out instead."""

    @functools.wraps(command)
    def called(several: Several, **given: Any) -> Any:
        if not several:
            if given["table"] in set(TABLES) - {"matrix", "requests", "initiatives", "notes"}:
                told = _("the table {table} is of several sessions: --over, --series, --since", table=given["table"])
                raise click.UsageError(told)
            return command(**given)
        others = ("template", "names", "annexes", "person", "raw", "fragment", "front_matter")
        if given["kind"] != "public" or any(given[one] for one in others):
            told = _("over several sessions --format, --table, --pictures, --private and --output are known")
            raise click.UsageError(told)
        return _hand_out(several, given)

    return several_options(called)  # type: ignore[return-value]


def _hand_out(several: Several, given: dict[str, Any]) -> None:
    """Hand out the observatory of the sessions, by what was `given` to the report."""
    from pathlib import Path

    from workshop_tui.cli.output import hand_out, is_streamed, leave_alone
    from workshop_tui.clock import SystemClock
    from workshop_tui.report.observatory.pages import FORMATS, as_markdown, made, pictures_beside
    from workshop_tui.report.observatory.whole import Observatory

    table, output, force, language = (given[one] for one in ("table", "output", "force", "language"))
    form = _form(given["form"] or ("csv" if table and not output else None), output, FORMATS)
    if table and table not in TABLES:
        raise click.UsageError(_("over several sessions there are these tables: {tables}", tables=", ".join(TABLES)))
    if (given["bom"] or given["semicolon"] or table) and form != "csv":
        raise click.UsageError(_("--table, --bom and --semicolon go with csv"))
    if given["pictures"] and (is_streamed(output) or form != "md"):
        raise click.UsageError(_("--pictures needs --output, and Markdown"))
    with looked_at(several, language, private=given["private"]) as series:
        chosen = language_of(series.sessions[-1], language)
        whole = Observatory(series, SystemClock().now())
        drawn = pictures_beside(whole, chosen) if given["pictures"] else {}
        stem = Path(output or "").stem
        page = (
            as_markdown(whole, chosen, lambda name: f"{stem}-{name}.svg" if name in drawn else "")
            if drawn
            else made(form, whole, chosen, table=table or TABLES[0], bom=given["bom"], semicolon=given["semicolon"])
        )
    beside = {Path(output or "").parent / f"{stem}-{name}.svg": picture for name, picture in drawn.items()}
    for file in beside:
        leave_alone(file, force=force)
    hand_out(page, output, force=force, own=given["private"])
    for file, picture in beside.items():
        hand_out(picture, str(file), force=force)


def _form(form: str | None, output: str | None, forms: tuple[str, ...]) -> str:
    """The format that is wanted: the one that is named, else the one that FILE's ending says. Raises a usage error."""
    from workshop_tui.cli.handing_out import form_wanted

    found = form_wanted(form, output, None, None)
    if found not in forms:
        raise click.UsageError(_("over several sessions there are these formats: {forms}", forms=", ".join(forms)))
    return found
