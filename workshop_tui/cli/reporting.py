"""The commands that hand a session out, in every format."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop_tui.cli.handing_out import (
    agenda_form,
    form_wanted,
    learned_from,
    method_page,
    paper,
    running_order,
    warn_of_quotes,
)
from workshop_tui.cli.note_options import warn_of
from workshop_tui.cli.options import (
    Day,
    Failure,
    complete_session,
    language_option,
    session_of,
    session_option,
    speak_for,
)
from workshop_tui.cli.output import hand_out, is_streamed, leave_alone, output_options
from workshop_tui.cli.over_sessions import TABLES as OVER_TABLES
from workshop_tui.cli.over_sessions import observatory_instead
from workshop_tui.host import streams
from workshop_tui.host.files import is_path
from workshop_tui.host.names import made_fit
from workshop_tui.locale import _, host_language, say
from workshop_tui.report.formats import FORMATS, RAW, TABLES
from workshop_tui.report.papers import FORMS, PAPERS

if TYPE_CHECKING:
    from datetime import date, datetime

    from workshop_tui.report.digest import Digest
    from workshop_tui.report.formats import Wanted
    from workshop_tui.service import Session
    from workshop_tui.session.state import State

_KINDS = _(
    "public: the report; review: the trainers’ own; takeaway: a page for participants; quality: a page for an"
    " audit; presence: who was there; sheet: a blank list to sign; plan: the running order"
)

FORMS_OF = {"review": ("md",), "presence": ("md", "html", "csv"), "sheet": ("md", "html"),
            "plan": ("md", "html", "csv", "ics"), **dict.fromkeys(PAPERS, FORMS)}  # fmt: skip
"""The formats of each kind but the public report, which has them all."""
TABLES_OF_ALL = list(dict.fromkeys((*TABLES, "attendance", "points", "halves", *OVER_TABLES)))
"""The tables of a session, of a course and of several sessions."""


@click.command("report", help=_("The report, or a list of who was there, on standard output or in FILE."))
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS, "toml"]),
    default=None,
    help=_(
        "its format (left out: FILE's ending says it, else md, csv with --table); toml: the"
        " whole record, which import reads back"
    ),
)
@click.option(
    "--kind",
    type=click.Choice(["public", "review", *PAPERS, "presence", "sheet", "plan"]),
    default="public",
    metavar=_("KIND"),
    help=_KINDS,
)
@observatory_instead
@click.option(
    "--course",
    is_flag=True,
    help=_("one report over this day, those that it goes on from and those that go on from it"),
)
@click.option(
    "--table",
    type=click.Choice(TABLES_OF_ALL),
    default=None,
    help=_(
        "of csv: which table (left out: notes); attendance names people, a row a person"
        " and half-day; with --course: points or halves; over several: matrix, requests, recurring,"
        " silence, initiatives, departures, kinds, sessions, notes"
    ),
)
@click.option("--bom", is_flag=True, help=_("of csv: with a byte-order mark, which some spreadsheets need"))
@click.option("--semicolon", is_flag=True, help=_("of csv: “;” between cells, as a French Excel wants it"))
@click.option(
    "--raw", is_flag=True, help=_("of csv: names of fields as heads, keys and seconds, as programs had it before")
)
@click.option("--annexes", is_flag=True, help=_("of md and html: with the times, all notes by segment, and a glossary"))
@click.option("--fragment", is_flag=True, help=_("of html: the article alone, for another page or an e-mail"))
@click.option("--front-matter", is_flag=True, help=_("of md: with its title, date and language in YAML before it"))
@click.option(
    "--for",
    "person",
    metavar=_("NAME"),
    help=_("what this participant takes home: a page with everybody else’s name hidden"),
)
@click.option("--pictures", is_flag=True, help=_("of md: pictures as SVG files beside FILE, with links to them"))
@click.option("--template", metavar=_("FILE"), help=_("of md: a template of your own (docs/report.md)"))
@click.option("--names", is_flag=True, help=_("of toml: names too, whatever the confidentiality"))
@output_options
@click.option("--private", is_flag=True, help=_("with the private notes"))
@session_option
@language_option
def report(
    form: str | None,
    kind: str,
    course: bool,
    table: str | None,
    bom: bool,
    semicolon: bool,
    raw: bool,
    annexes: bool,
    fragment: bool,
    front_matter: bool,
    person: str | None,
    pictures: bool,
    template: str | None,
    names: bool,
    output: str | None,
    force: bool,
    private: bool,
    session: str | None,
    language: str | None,
) -> None:
    from workshop_tui.report.formats import Wanted
    from workshop_tui.session.privacy.confidentiality import Veil

    if course != (table in ("points", "halves")) and table is not None:
        told = _("--course has the tables points and halves, and no other report has them")
        raise click.UsageError(told)
    if course:
        if kind != "public" or pictures or template or names or annexes or person:
            raise click.UsageError(_("--course goes with --format, --table, --private and --output"))
        form = form_wanted(form, output, None, table)
        _over_the_days(
            form,
            table or "points",
            output,
            bom=bom,
            semicolon=semicolon,
            force=force,
            private=private,
            session=session,
            language=language,
        )
        return
    if table == "attendance" and kind == "public":
        kind = "presence"
    kind = "takeaway" if person and kind == "public" else kind
    form = form_wanted(form, output, template, table)
    if pictures and (is_streamed(output) or form != "md" or kind != "public"):
        raise click.UsageError(_("--pictures needs --output, and Markdown"))
    if form not in FORMS_OF.get(kind, (form,)):
        forms = ", ".join(FORMS_OF[kind])
        raise click.UsageError(_("--kind {kind} comes in these formats alone: {forms}", kind=kind, forms=forms))
    if kind == "presence" and table not in (None, "attendance"):
        raise click.UsageError(_("--kind presence has one table: attendance"))
    for option, given, of in (
        ("--table", table, form == "csv" and kind != "plan"),
        ("--bom", bom, form == "csv"),
        ("--semicolon", semicolon, form == "csv"),
        ("--raw", raw, form == "csv" and kind != "plan" and (table in (None, "attendance", *RAW))),
        ("--annexes", annexes, form in ("md", "html") and kind == "public" and not template),
        ("--fragment", fragment, form == "html" and kind == "public"),
        ("--front-matter", front_matter, form == "md" and kind == "public" and not template),
        ("--for", person, kind == "takeaway"),
        ("--template", template, form == "md" and kind == "public"),
        ("--names", names, form == "toml"),
        ("--private", private, kind not in ("presence", "sheet", "plan", *PAPERS)),
    ):
        if given and not of:
            told = _("{option} does not go with --kind {kind} as {form}", option=option, kind=kind, form=form)
            raise click.UsageError(told)
    with session_of(session, language=language) as opened:
        chosen = language or opened.state.agenda.language or host_language()
        stem = made_fit(Veil(opened.state).text(Path(output).stem), len("-timeline.svg")) if output and pictures else ""
        wanted = Wanted(
            chosen,
            table or "notes",
            bom,
            semicolon,
            (lambda name: f"{stem}-{name}.svg") if pictures else None,
            _template(template) if template else None,
            annexes,
            fragment,
            front_matter,
            raw,
        )
        page, drawn = (
            (paper(opened, kind, form, chosen, person), {})
            if kind in PAPERS
            else _page(opened, form, kind, wanted, template, private=private, names=names)
        )
    linked = {f"{stem}-{name}.svg": picture for name, picture in drawn.items() if f"{stem}-{name}.svg" in page}
    beside = {Path(output or "").parent / name: picture for name, picture in linked.items()}
    for file in beside:
        leave_alone(file, force=force)
    hand_out(page, output, force=force, own=form == "toml" or kind in ("review", "presence", "takeaway"))
    for file, picture in beside.items():
        hand_out(picture, str(file), force=force)


def _over_the_days(
    form: str,
    table: str,
    output: str | None,
    *,
    bom: bool,
    semicolon: bool,
    force: bool,
    private: bool,
    session: str | None,
    language: str | None,
) -> None:
    """Hand out the report over the days of a course."""
    from workshop_tui.journal.chains import days_around
    from workshop_tui.report import course as over

    if form not in over.FORMATS:
        forms = ", ".join(over.FORMATS)
        raise click.UsageError(_("--course comes in these formats alone: {forms}", forms=forms))
    if (bom or semicolon) and form != "csv":
        raise click.UsageError(_("--bom and --semicolon go with csv"))
    with session_of(session, language=language) as opened:
        days = days_around(opened.journal.store, opened.state.id)
        chosen = language or days[-1].agenda.language or host_language()
        found = over.course(days, opened.now(), private=private)
        warn_of(found.asked)
        page = over.made(form, found, chosen, table=table, bom=bom, semicolon=semicolon)
    hand_out(page, output, force=force)


def _page(
    opened: Session, form: str, kind: str, wanted: Wanted, template: str | None, *, private: bool, names: bool
) -> tuple[str, dict[str, str]]:
    """Make what is handed out, and the pictures that go with it."""
    from workshop_tui.report.formats import made
    from workshop_tui.report.pictures import pictures
    from workshop_tui.report.template import TemplateError

    state = opened.state
    if kind == "plan":
        return running_order(state, opened.now(), form, wanted), {}
    if kind in ("presence", "sheet"):
        return _presence(state, opened.now(), form, kind, wanted), {}
    if kind == "review":
        from workshop_tui.report.markdown import review

        found = _digest(opened, private=True)
        warn_of(found.asked)
        return review(found, wanted.language), {}
    if form == "toml":
        if state.agenda.confidentiality != "nominatif" and not names:
            told = say(
                "the record names people, and this session is “{rule}”: --names writes it all the same",
                rule=state.agenda.confidentiality,
            )
            raise Failure(told)
        from workshop_tui.report.record import written

        return written(opened.journal.read(), opened.journal.called), {}
    found = _digest(opened, private=private)
    warn_of(found.asked)
    has_quotes = wanted.table in ("notes", "tags") if form == "csv" else form != "ics"
    if has_quotes and not private:
        warn_of_quotes(opened.state)
    try:
        page = made(form, found, wanted)
    except TemplateError as error:
        where = f"{template}:{error.line}" if error.line else str(template)
        raise Failure(f"{where}: {error.why}") from None
    return page, pictures(found, wanted.language) if wanted.picture else {}


def _presence(state: State, now: datetime, form: str, kind: str, wanted: Wanted) -> str:
    from workshop_tui.report.presence import as_csv, as_html, presence, sheet

    if form == "csv":
        return as_csv(state, now, wanted.language, bom=wanted.bom, semicolon=wanted.semicolon, raw=wanted.raw)
    if form == "html":
        return as_html(kind, state, now, wanted.language)
    return presence(state, wanted.language, now) if kind == "presence" else sheet(state, wanted.language)


def _digest(opened: Session, *, private: bool) -> Digest:
    from workshop_tui.report.digest import digest

    return digest(opened.state, opened.now(), private=private, records=opened.journal.read() if private else ())


def _template(named: str) -> str:
    from workshop_tui import locations
    from workshop_tui.agenda.toml import Unreadable, read_text

    file = named
    if not (is_path(named) or Path(named).exists()):
        there = (folder / named for folder in locations.folders("templates"))
        file = str(next((one for one in there if one.is_file()), named))
    try:
        return read_text(Path(file), say("this file is empty"))
    except Unreadable as unreadable:
        raise Failure(unreadable.finding.told(file)) from None


@click.command(
    "agenda", help=_("An agenda with the times as they went, for the next time: of one session or of several.")
)
@click.option(
    "--from",
    "--over",
    "sessions",
    metavar="SESSION",
    multiple=True,
    shell_complete=complete_session,
    help=_("a session of it; may be repeated, the last one gives the rest of the agenda"),
)
@click.option("--series", metavar=_("NAME"), help=_("over the sessions of this series"))
@click.option("--since", type=Day(), metavar=_("DAY"), help=_("over the sessions of this day and later"))
@click.option(
    "--format",
    "form",
    type=click.Choice(["toml", *FORMS]),
    default=None,
    help=_(
        "toml: the agenda; md, html, json: one page of what each segment takes, overruns, drops"
        " (left out: FILE's ending says it, else toml)"
    ),
)
@output_options
@language_option
def agenda(
    sessions: tuple[str, ...],
    series: str | None,
    since: date | None,
    form: str | None,
    output: str | None,
    force: bool,
    language: str | None,
) -> None:
    from workshop_tui.journal import JournalError
    from workshop_tui.report.next_agenda import next_agenda

    form = agenda_form(form, output)
    if not (sessions or series is not None or since):
        raise click.UsageError(_("say of which sessions: --from, --series or --since"))
    try:
        days = learned_from(sessions, series, since)
    except JournalError as error:
        raise Failure(error.message) from None
    speak_for(days[-1].agenda, language)
    if form != "toml":
        hand_out(method_page(days, form, language), output, force=force)
        return
    hand_out(next_agenda(days), output, force=force)
    if output and not is_streamed(output):
        from workshop_tui.agenda.reading import examine

        for finding in examine(Path(output), warn=False)[1]:
            streams.tell(finding.told(output))
