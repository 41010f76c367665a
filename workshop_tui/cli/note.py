"""The commands that write a note, or a signal to the others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from workshop_tui.cli.note_options import detail_options, do, group_key, group_option
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

    from workshop_tui.agenda import Agenda
    from workshop_tui.session.notes.notebook import Details


_SIGNED = re.compile(r"(?<!\S)[#@!~]\S")
"""A word that may be a tag."""


@click.command(
    "note",
    help=_("Take one note with its tags (#phase @stakeholder !kind ~initiative). TEXT - reads it from standard input."),
)
@click.argument("text", metavar=_("TEXT"))
@tag_options
@detail_options
@click.option("--segment", metavar=_("SEG"), help=_("the segment it belongs to (left out: the live or the last one)"))
@group_option(_("the group that it was taken in"))
@click.option("--private", is_flag=True, help=_("for the co-trainers only: not in the report"))
@click.option("--remember", is_flag=True, help=_("to remember: among the report's first lines"))
@click.option("--check", is_flag=True, help=_("to be checked"))
@session_option
@as_option
@at_option
@language_option
def note(
    text: str,
    phases: tuple[str, ...],
    stakeholders: tuple[str, ...],
    kind: str | None,
    initiative: str | None,
    segment: str | None,
    private: bool,
    remember: bool,
    check: bool,
    session: str | None,
    by: str,
    at: str | None,
    language: str | None,
    details: Details | None,
    group: str | None,
) -> None:
    from workshop_tui.session.notes.commands import TakeNote
    from workshop_tui.session.timing.lookup import find_segment

    with session_of(session, by, language) as opened:
        if text == "-":
            from workshop_tui.cli.asking import typed_text

            text = typed_text(say("write the note, then {keys}", keys=streams.end_of_typing()), 200_000)
        if _SIGNED.search(text):
            text, kind, phases, stakeholders, initiative = _read(
                opened.state.agenda, text, kind, phases, stakeholders, initiative
            )
        where = find_segment(opened.state.day, segment) if segment else None
        meant = TakeNote(
            text=text,
            kind=kind,
            phases=phases,
            stakeholders=stakeholders,
            initiative=initiative,
            segment=where,
            group=group_key(opened.state, group, where),
            private=private,
            remember=remember,
            check=check,
            details=details,
        )
        do(opened, meant, at)


def _read(
    agenda: Agenda,
    text: str,
    kind: str | None,
    phases: tuple[str, ...],
    stakeholders: tuple[str, ...],
    initiative: str | None,
) -> tuple[str, str | None, tuple[str, ...], tuple[str, ...], str | None]:
    """Read the tags in `text` as the composer does; an option takes the place of what is typed of its sort, where a
    note has one. What is no tag is said."""
    from workshop_tui.session.notes.inline_tags import read_inline, unknown

    read = read_inline(agenda, text)
    for doubt in unknown(agenda, text):
        streams.tell(str(doubt))
    typed = read.tags.get("kinds", ())
    return (
        read.text,
        kind or (typed[0] if typed else None),
        (*phases, *read.tags.get("phases", ())),
        (*stakeholders, *read.tags.get("stakeholders", ())),
        initiative or read.initiative,
    )


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
    from workshop_tui.presence import SIGNALS, meant_signal, not_seen

    with session_of(session, by, language) as opened:
        given, what = what, meant_signal(what) or ""
        if not what:
            known = ", ".join(f"{key} ({words})" for key, words in SIGNALS.items())
            told = _("“{value}” is no signal: {known}", value=given, known=known)
            raise click.BadParameter(told, param_hint="SIGNAL")
        opened.signal(what)
        done(Deed.SENT)
        blind = not_seen(opened.state, opened.journal.present(), opened.by)
        click.echo(_("Sent: {signal}", signal=SIGNALS[what]) + blind)
