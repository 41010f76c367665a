"""The command that lists the tags of a session: the words that can be typed in a note, or given as its options."""

from __future__ import annotations

import click

from workshop_tui.cli.options import language_option, session_of, session_option
from workshop_tui.host import streams
from workshop_tui.locale import _


@click.command("tags", help=_("The tags there are: kinds, phases and stakeholders, as they are typed."))
@click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/notes.md)"))
@session_option
@language_option
def tags(as_json: bool, session: str | None, language: str | None) -> None:
    from workshop_tui.session.notes.draft import AXES
    from workshop_tui.session.notes.inline_tags import SIGNS

    with session_of(session, language=language) as opened:
        state = opened.state
        if as_json:
            from workshop_tui.shapes.tags import tags as as_answer

            streams.for_machines(as_answer(state) + "\n")
            return
        signs = {axis: sign for sign, axis in SIGNS.items()}
        for axis, name in AXES.items():
            click.echo(str(name))
            for term in getattr(state.agenda, axis):
                also = ", ".join((*term.also, *term.members))
                parts = (f"{signs[axis]}{term.key}", str(term.name(axis)), also)
                click.echo("  " + "  ".join(part for part in parts if part))
        if state.agenda.degrees:
            click.echo(_("Degrees of participation"))
            for term in state.agenda.degrees:
                click.echo("  " + "  ".join(filter(None, (term.key, str(term.name("degrees")), ", ".join(term.also)))))
        named = "  ".join(f"~{key}" for key in state.notebook.initiatives)
        click.echo(_("Initiatives: {named}", named=named or "–"))
