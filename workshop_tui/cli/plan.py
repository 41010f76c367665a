"""`plan`: the agenda before its day, on paper (`--format`) or on the screen."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import PurePath

import click

from workshop_tui.cli.options import Failure, date_option, language_option
from workshop_tui.cli.output import hand_out, output_options
from workshop_tui.cli.planned import read_plan
from workshop_tui.clock import SystemClock
from workshop_tui.follow import asked_for
from workshop_tui.host import streams
from workshop_tui.locale import _, host_language, say

FORMATS = ("md", "html", "xlsx", "csv", "docx", "ics")


@click.command(
    "plan",
    help=_("An agenda before its day: its screen, on a terminal; with --format the running order, to hand out."),
)
@click.argument("agenda", metavar=_("AGENDA"))
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=None,
    help=_("its format (left out: FILE's ending says it, else md)"),
)
@click.option("--public", is_flag=True, help=_("short, for participants: blocks, titles and breaks"))
@click.option("--bom", is_flag=True, help=_("of csv: with a byte-order mark, which some spreadsheets need"))
@click.option("--semicolon", is_flag=True, help=_("of csv: “;” between cells, as a French Excel wants it"))
@date_option
@output_options
@language_option
def plan(
    agenda: str,
    form: str | None,
    public: bool,
    bom: bool,
    semicolon: bool,
    day: date | None,
    output: str | None,
    force: bool,
    language: str | None,
) -> None:
    if form is None and output is None and not public and _at_a_terminal() and not asked_for(os.environ):
        from workshop_tui.cli.planning import show_plan

        show_plan(agenda, language)
        return
    form = form or _form_of(output) or "md"
    for option, given in (("--bom", bom), ("--semicolon", semicolon)):
        if given and form != "csv":
            raise click.UsageError(_("{option} goes with --format csv", option=option))
    from workshop_tui.agenda.course import days_of
    from workshop_tui.plans.papers.formats import Wanted, made

    read = read_plan(agenda, language)
    chosen = language or days_of(read)[0].language or host_language()
    now = SystemClock().now()
    page = made(form, read, Wanted(chosen, public, day or now.astimezone().date(), now, bom, semicolon))
    if isinstance(page, bytes) and output in (None, "-") and streams.somebody_at(sys.stdout):
        raise Failure(say("this format is no text to read: send it on, “-o FILE” or “| …”"))
    hand_out(page, output, force=force)


def _at_a_terminal() -> bool:
    return all(map(streams.somebody_at, (sys.stdin, sys.stdout)))


def _form_of(output: str | None) -> str | None:
    """The format that the ending of the file `output` says. Raises click's usage error where it says none."""
    from workshop_tui.report.formats import UnknownEnding, form_of

    if output in (None, "-"):
        return None
    try:
        return form_of(PurePath(output or ""), FORMATS)
    except UnknownEnding as error:
        raise click.BadParameter(str(error.message), param_hint="--output") from None
