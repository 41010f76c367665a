"""The commands about agendas: check one, start one, list them, their JSON Schema."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import click

from workshop_tui import locations
from workshop_tui.cli.options import Failure, language_option, speak_for
from workshop_tui.cli.output import STDOUT, print_json
from workshop_tui.host import streams
from workshop_tui.host.deeds import Deed, done
from workshop_tui.locale import _, language, plural, say
from workshop_tui.locale.system import missing, reason


@click.command("check", help=_("Every mistake in an agenda, as file:line:column: message; exit 1 if any."))
@click.argument("agendas", metavar="AGENDA…", nargs=-1, required=True)
@click.option("--strict", is_flag=True, help=_("warnings are mistakes"))
@language_option
def check(agendas: tuple[str, ...], strict: bool, language: str | None) -> None:
    from workshop_tui.agenda.course import days_of
    from workshop_tui.agenda.reading import examine

    bad = 0
    for file in agendas:
        plan, findings = examine(Path(file))
        if plan is not None:
            speak_for(days_of(plan)[0], language)
        for finding in findings:
            click.echo(finding.told(file))
        bad += plan is None or (strict and bool(findings))
    if bad:
        raise Failure(plural("{count} agenda has mistakes", "{count} agendas have mistakes", bad))


@click.command("schema", help=_("The agenda's JSON Schema, for editors; or that of the report."))
@click.option("--report", is_flag=True, help=_("of the report as JSON"))
def schema(report: bool) -> None:
    if report:
        from workshop_tui.report.json_shapes import schema as of_report

        print_json(of_report())
        return
    from workshop_tui.agenda.schema import json_schema

    print_json(json_schema())


@click.command("new", help=_("Write a commented agenda to start from (-: to standard output)."))
@click.argument("file", metavar="FILE")
@language_option
def new(file: str, language: str | None) -> None:
    from workshop_tui.report.writing import write

    starter = _starter()
    if file == STDOUT:
        streams.for_machines(starter)
        return
    path = _named(file)
    try:
        write(path, starter, over=False)
    except FileExistsError:
        raise Failure(say("{file} is there already: give another name", file=path)) from None
    except FileNotFoundError:
        told = say("there is no folder {folder}: make it first, or give another name", folder=path.parent)
        raise Failure(missing(path, told)) from None
    except OSError as error:
        raise Failure(say("{file} cannot be written: {why}", file=path, why=reason(error))) from None
    done(Deed.WRITTEN)
    click.echo(path)


def _named(file: str) -> Path:
    """The agenda to write: `mine` is `mine.toml`, as home and editors want it. Raises `Failure` for a folder."""
    path = Path(file)
    if path.is_dir():
        raise Failure(say("{file} is a folder: give a name in it, {near}", file=file, near=path / "day.toml"))
    return path if path.suffix or path.exists() else path.with_name(f"{path.name}.toml")


@click.command("agendas", help=_("List the agendas: file and title."))
def agendas() -> None:
    from workshop_tui.agenda.reading import examine

    for file in locations.agendas():
        agenda, _findings = examine(file, warn=False)
        told = agenda.title if agenda else _("(has mistakes)")
        click.echo(f"{file}\t{told}")


def _starter() -> str:
    return (resources.files("workshop_tui.agenda") / f"starter.{language()}.toml").read_text(encoding="utf-8")
