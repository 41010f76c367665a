"""The commands about agendas: check one, list them, their JSON Schema."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop_tui import locations
from workshop_tui.cli.options import Failure, language_option, speak_for
from workshop_tui.cli.output import print_json
from workshop_tui.cli.planned import speak_for_file
from workshop_tui.locale import _, plural

if TYPE_CHECKING:
    from workshop_tui.agenda import Agenda


@click.command("check", help=_("Every mistake in an agenda, as file:line:column: message; exit 1 if any."))
@click.argument("agendas", metavar=_("AGENDA…"), nargs=-1, required=True)
@click.option("--strict", is_flag=True, help=_("warnings are mistakes"))
@click.option("-v", "--verbose", is_flag=True, help=_("show how short and how long each segment may be, too"))
@language_option
def check(agendas: tuple[str, ...], strict: bool, verbose: bool, language: str | None) -> None:
    from workshop_tui.agenda.course import days_of
    from workshop_tui.agenda.reading import examine

    bad = 0
    for file in agendas:
        plan, findings = examine(Path(file))
        if plan is not None:
            speak_for(days_of(plan)[0], language)
        else:
            speak_for_file(file, language)
        for finding in findings:
            click.echo(finding.told(file))
        if plan is not None and verbose:
            for day in days_of(plan):
                _echo_bounds(day)
        bad += plan is None or (strict and bool(findings))
    if bad:
        raise Failure(plural("{count} agenda has mistakes", "{count} agendas have mistakes", bad))


def _echo_bounds(agenda: Agenda) -> None:
    """A line a segment: its minutes, and how short and how long it may be where that is another."""
    click.echo(agenda.title)
    for one in agenda.segments():
        bounds = "" if one.shortest == one.longest else f"  ({one.shortest}–{one.longest})"
        click.echo("  " + _("{title}: {minutes} min{bounds}", title=one.title, minutes=one.minutes, bounds=bounds))


@click.command("schema", help=_("The agenda's JSON Schema, for editors; or that of the report."))
@click.option("--report", is_flag=True, help=_("of the report as JSON"))
@click.option("--observatory", is_flag=True, help=_("of the report over several sessions as JSON"))
def schema(report: bool, observatory: bool) -> None:
    if observatory:
        from workshop_tui.report.observatory.shape import schema as of_observatory

        print_json(of_observatory())
        return
    if report:
        from workshop_tui.report.json_shapes import schema as of_report

        print_json(of_report())
        return
    from workshop_tui.agenda.schema import json_schema

    print_json(json_schema())


@click.command("agendas", help=_("List the agendas: file and title."))
def agendas() -> None:
    from workshop_tui.agenda.reading import examine

    for file in locations.agendas():
        agenda, _findings = examine(file, warn=False)
        told = agenda.title if agenda else _("(has mistakes)")
        click.echo(f"{file}\t{told}")
