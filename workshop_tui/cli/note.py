"""The commands that write a note, or a signal to the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workshop_tui.cli.note_options import detail_options, do
from workshop_tui.cli.options import (
    as_option,
    at_option,
    language_option,
    session_of,
    session_option,
    tag_options,
)
from workshop_tui.host import streams
from workshop_tui.host.deeds import Deed, done
from workshop_tui.locale import _, say

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from workshop_tui.session.notes.notebook import Details


@click.command("note", help=_("Take one note. TEXT - reads it from standard input."))
@click.argument("text", metavar="TEXT")
@tag_options
@detail_options
@click.option("--segment", metavar="SEG", help=_("the segment it belongs to (left out: the live or the last one)"))
@click.option("--private", is_flag=True, help=_("for the co-trainers only: not in the report"))
@click.option("--remember", is_flag=True, help=_("to remember: among the report's first lines"))
@click.option("--check", is_flag=True, help=_("to be checked"))
@session_option
@as_option
@at_option
@language_option
def note(
    text: str, phases: tuple[str, ...], stakeholders: tuple[str, ...], kind: str | None, initiative: str | None,
    segment: str | None, private: bool, remember: bool, check: bool, session: str | None, by: str, at: str | None,
    language: str | None, details: Details | None,
) -> None:  # fmt: skip
    from workshop_tui.session.notes.commands import TakeNote
    from workshop_tui.session.timing.lookup import find_segment

    with session_of(session, by, language) as opened:
        if text == "-":
            from workshop_tui.cli.asking import typed_text

            text = typed_text(say("write the note, then {keys}", keys=streams.end_of_typing()), 200_000)
        meant = TakeNote(
            text=text, kind=kind, phases=phases, stakeholders=stakeholders, initiative=initiative,
            segment=find_segment(opened.state.day, segment) if segment else None, private=private, remember=remember,
            check=check, details=details,
        )  # fmt: skip
        do(opened, meant, at)


def complete_signal(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Signals, for the shell."""
    from click.shell_completion import CompletionItem

    from workshop_tui.presence import SIGNALS

    return [CompletionItem(key, help=str(words)) for key, words in SIGNALS.items() if key.startswith(begun)]


@click.command("signal", help=_("Show a signal on the other trainers' screens; it is not kept."))
@click.argument("what", metavar="SIGNAL", shell_complete=complete_signal)
@session_option
@as_option
@language_option
def signal(what: str, session: str | None, by: str, language: str | None) -> None:
    from workshop_tui.presence import SIGNALS, not_seen

    with session_of(session, by, language) as opened:
        if what not in SIGNALS:
            known = ", ".join(SIGNALS)
            raise click.BadParameter(_("“{value}” is no signal: {known}", value=what, known=known), param_hint="SIGNAL")
        opened.signal(what)
        done(Deed.SENT)
        blind = not_seen(opened.state, opened.journal.present(), opened.by)
        click.echo(_("Sent: {signal}", signal=SIGNALS[what]) + blind)
