"""The initiatives that people named, on the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.note_options import do, names_option, warn_of
from workshop_tui.cli.options import as_option, at_option, language_option, session_of, session_option
from workshop_tui.cli.output import output_options
from workshop_tui.cli.over_sessions import Several, several_options, show_initiatives
from workshop_tui.host import streams
from workshop_tui.locale import _, plural

if TYPE_CHECKING:
    from workshop_tui.session.notes.notebook import Initiative
    from workshop_tui.session.state import State

_FIELDS = (
    ("kept", _("the case: what the presenter keeps")),
    ("tools", _("the case: the tools offered")),
    ("options", _("the case: the options heard")),
    ("question", _("the case: its question")),
    ("reported-by", _("who told of it")),
    ("phase", _("the phase it has reached")),
    ("stakes", _("what is at stake")),
    ("need", _("the need, or the wish, that it answers")),
    ("nature", _("collective, entrepreneurial or both")),
    ("status", _("its status: informal, an association…")),
    ("carried-by", _("who carries it")),
    ("territory", _("where it is")),
    ("kind", _("what it is: a bicycle workshop, a festival…")),
    ("rename", _("its name from here on")),
)


def _field_options(command: Any) -> Any:
    for name, told in _FIELDS:
        command = click.option(f"--{name}", metavar=_("TEXT"), help=told)(command)
    return command


@click.command("initiative", help=_("The initiatives; with NAME and what is said of it, note one or more about it."))
@click.argument("name", required=False, metavar=_("[NAME]"))
@_field_options
@click.option("--stakeholder", "stakeholders", multiple=True, metavar="S", help=_("a link that it has made already"))
@click.option("--case/--no-case", default=None, help=_("it is the case that a participant presents, or is not"))
@click.option("--withdraw", is_flag=True, help=_("it is no initiative after all"))
@click.option("--back", is_flag=True, help=_("bring a withdrawn initiative back"))
@click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/initiatives.md)"))
@names_option
@several_options
@output_options
@session_option
@as_option
@at_option
@language_option
def initiative(
    name: str | None,
    withdraw: bool,
    back: bool,
    as_json: bool,
    names: bool,
    several: Several,
    output: str | None,
    force: bool,
    session: str | None,
    by: str,
    at: str | None,
    language: str | None,
    rename: str | None,
    stakeholders: tuple[str, ...],
    **said: Any,
) -> None:
    from workshop_tui.session.notes.commands import RecordInitiative, WithdrawInitiative
    from workshop_tui.session.notes.initiatives import meant_initiative, no_initiative
    from workshop_tui.session.notes.withdrawing import BringBackInitiative

    given = {field: value for field, value in said.items() if value is not None}
    if several:
        if given or withdraw or back or stakeholders or rename:
            raise click.UsageError(_("an initiative is noted in one session: say which with --session"))
        show_initiatives(several, name, language, as_json=as_json, output=output, force=force)
        return
    if output or force:
        raise click.UsageError(_("--output goes with --over, --series or --since"))
    with session_of(session, by, language) as opened:
        state = opened.state
        if name is None and (given or withdraw or back or stakeholders or rename):
            raise click.UsageError(_("say which initiative"))
        key = meant_initiative(state.notebook, name) if name else None
        if name is not None and (withdraw or back):
            do(opened, BringBackInitiative(name) if back else WithdrawInitiative(name), at)
        elif name is not None and (given or stakeholders or rename or not (key or as_json)):
            called = rename or (None if key else name)
            do(opened, RecordInitiative(key, called, stakeholders=stakeholders or None, **given), at)
        elif name is not None and key is None:
            raise no_initiative(state.notebook.known, name)
        else:
            _show(
                state,
                [key] if key else [*state.notebook.known],
                sheet=key is not None,
                names=names,
                as_json=as_json,
            )


def _show(state: State, keys: list[str], *, sheet: bool, names: bool, as_json: bool) -> None:
    """A line each, all of it as JSON, or the `sheet` of the only one."""
    from workshop_tui.session.notes.initiatives import notes_by_initiative
    from workshop_tui.session.privacy.hiding import Hidden, hidden

    handed_out, about = Hidden(state) if names else hidden(state), notes_by_initiative(state.notebook)
    places, state = [[*state.notebook.known].index(key) for key in keys], handed_out.state
    shown = [[*state.notebook.known.items()][place] for place in places]
    warn_of(handed_out.asked)
    if as_json:
        from workshop_tui.shapes.notes import initiatives

        numbers = ([note.number for note in about[key]] for key in keys)
        streams.for_machines(
            initiatives(state, [(key, one, some) for (key, one), some in zip(shown, numbers, strict=True)]) + "\n"
        )
        return
    for key, (_new, one) in zip(keys, shown, strict=True):
        click.echo(_sheet(state, one) if sheet else _line(state, one, len(about[key])))


def _line(state: State, one: Initiative, notes: int) -> str:
    """`Atelier vélo · Aurillac · Structuration · 3 notes`."""
    from workshop_tui.session.notes.initiatives import words

    about = plural("{count} note", "{count} notes", notes)
    parts = [one.name, one.territory, words(state.agenda, one, "phase"), about, _("the case") if one.case else ""]
    return " · ".join(part for part in parts if part)


def _sheet(state: State, one: Initiative) -> str:
    """Write all that is said of one, a line a field."""
    from workshop_tui.session.notes.initiatives import CASE_LABELS, LABELS, words

    rows = [(label, words(state.agenda, one, field)) for field, label in {**LABELS, **CASE_LABELS}.items()]
    lines = [_("{label}: {value}", label=label, value=" ".join(told.split("\n"))) for label, told in rows if told]
    return "\n".join(lines)
