"""The command on the checklist: what is to be done before the day, on it and after it, and what is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workshop_tui.cli.note_options import do, names_option, warn_of
from workshop_tui.cli.options import as_option, at_option, language_option, session_of, session_option
from workshop_tui.host import streams
from workshop_tui.locale import _
from workshop_tui.text import clean_line

if TYPE_CHECKING:
    from workshop_tui.session.checklist.lines import Line
    from workshop_tui.session.state import State


@click.command("todo", help=_("The checklist before, on and after the day: what is left, and who did what; tick it."))
@click.option("--done", "done", metavar="N", multiple=True, help=_("line N is done; may be repeated"))
@click.option(
    "--open", "opened_again", metavar="N", multiple=True, help=_("line N is to be done after all; may be repeated")
)
@click.option("--left", is_flag=True, help=_("only what is to be done"))
@names_option
@click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/agenda.md)"))
@session_option
@as_option
@at_option
@language_option
def todo(
    done: tuple[str, ...],
    opened_again: tuple[str, ...],
    left: bool,
    names: bool,
    as_json: bool,
    session: str | None,
    by: str,
    at: str | None,
    language: str | None,
) -> None:
    if (done or opened_again) and (as_json or left):
        raise click.UsageError(_("--done and --open tick; the list is printed without them"))
    from workshop_tui.session.checklist.commands import OpenTodo, TickTodo
    from workshop_tui.session.checklist.lines import lines, meant_line
    from workshop_tui.session.privacy.hiding import hidden

    with session_of(session, by, language) as opened:
        state = opened.state
        found = lines(state.day, state.checklist)
        meant = [TickTodo(meant_line(found, one).item.todo.key) for one in dict.fromkeys(done)]
        again = [OpenTodo(meant_line(found, one).item.todo.key) for one in dict.fromkeys(opened_again)]
        for command in (*meant, *again):
            do(opened, command, at)
        if meant or again:
            return
        shown = None if names else hidden(state)
        state = shown.state if shown else state
        warn_of(shown.asked if shown else ())
        if as_json:
            from workshop_tui.shapes.todo import todo as as_answer

            streams.for_machines(as_answer(state) + "\n")
            return
        for one in lines(state.day, state.checklist):
            if not (left and one.done):
                click.echo(_line(one, state))


def _line(one: Line, state: State) -> str:
    """`3  [x]  2026-10-01  Ask about diets  (host)  · Ann, 9:05`, on one line."""
    from workshop_tui.session.checklist.lines import done_told, due_told, people_told

    who, told = clean_line(people_told(state.agenda, one.item)), done_told(one, state.agenda, state.date)
    parts = [f"{one.number:>3}", "[x]" if one.done else "[ ]", due_told(one.item, state.agenda, state.date)]
    parts += [clean_line(one.item.todo.text), f"({who})" if who else "", f"· {told}" if told else ""]
    return "  ".join(part for part in parts if part)
