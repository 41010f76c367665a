"""The matrix on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from workshop_tui.cli.note_options import filter_options, json_option
from workshop_tui.cli.options import language_option, session_of, session_option
from workshop_tui.cli.over_days import course_option, days_noted
from workshop_tui.cli.over_sessions import Several, several_options, show_matrix
from workshop_tui.host import streams
from workshop_tui.locale import _
from workshop_tui.text import clean

if TYPE_CHECKING:
    from workshop_tui.session.search import Filter


def complete_counted(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """List what can be counted, for the shell."""
    from workshop_tui.session.notes.matrix import COUNTED

    return [CompletionItem(key, help=str(one.words)) for key, one in COUNTED.items() if key.startswith(begun)]


@click.command("matrix", help=_("How many notes name a phase and a stakeholder, and what nobody spoke of."))
@click.option(
    "--count",
    "counted",
    metavar="C",
    default="all",
    shell_complete=complete_counted,
    help=_("what is counted: all, requests, from-collective, to-collective, barriers, enablers"),
)
@click.option("--members", is_flag=True, help=_("the members of a family in columns of their own"))
@filter_options
@course_option
@several_options
@json_option
@session_option
@language_option
def matrix(
    counted: str,
    members: bool,
    wanted: Filter,
    course: bool,
    several: Several,
    as_json: bool,
    session: str | None,
    language: str | None,
) -> None:
    from workshop_tui.session.notes.degrees import degrees_among
    from workshop_tui.session.notes.matrix import COUNTED, silence
    from workshop_tui.session.notes.matrix import matrix as matrix_of

    if counted not in COUNTED:
        known = ", ".join(COUNTED)
        told = _("“{value}” cannot be counted: {known}", value=counted, known=known)
        raise click.BadParameter(told, param_hint="--count")
    if several:
        if members:
            raise click.UsageError(_("--members goes with one session, or --course"))
        show_matrix(several, wanted, counted, language, as_json=as_json)
        return
    with session_of(session, language=language) as opened:
        days = days_noted(opened, wanted, course=course)
        counting = [note for day in days for note in day.notes]
        made = matrix_of(days[-1].state.agenda, counting, COUNTED[counted], members=members)
        if as_json:
            from workshop_tui.shapes.matrix import matrix as as_answer

            own = next(day.state.id for day in days if day.named)
            handles = {id(note): day.handle(note) for day in days for note in day.notes} if course else {}
            said = degrees_among(days[-1].state.agenda, counting, COUNTED[counted])
            streams.for_machines(as_answer(own, made, counted, handles, said) + "\n")
            return
        for phase in made.phases:
            for who in made.stakeholders:
                if count := made.count(phase.key, who.key):
                    click.echo(f"{phase.name('phases')} × {who.name('stakeholders')}\t{count}")
        for term, count in degrees_among(days[-1].state.agenda, counting, COUNTED[counted]):
            told = _("{degree}, requests", degree=term.name("degrees"))
            click.echo(f"{clean(told)}\t{count}")
        if silent := silence(made, COUNTED[counted]):
            click.echo(str(silent))
