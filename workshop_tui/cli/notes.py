"""The commands on what was said: list notes, change one, withdraw one, count them by phase and stakeholder."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.note_options import (
    detail_options,
    do,
    filter_options,
    group_key,
    group_option,
    json_option,
    names_option,
)
from workshop_tui.cli.options import (
    as_option,
    at_option,
    language_option,
    session_of,
    session_option,
    tag_options,
)
from workshop_tui.cli.over_days import course_option, days_noted
from workshop_tui.cli.over_sessions import Several, several_options, show_notes
from workshop_tui.host import streams
from workshop_tui.locale import _, clock_time, dated_time

if TYPE_CHECKING:
    from workshop_tui.session.notes.notebook import Note
    from workshop_tui.session.search import Filter
    from workshop_tui.session.state import State


@click.command("notes", help=_("The notes, oldest first; WORDS stand anywhere in a note or its tags."))
@click.argument("words", nargs=-1, metavar=_("[WORDS]…"))
@filter_options
@course_option
@several_options
@names_option
@json_option
@click.option("--plain", is_flag=True, help=_("as sentences, the words first: to be heard"))
@session_option
@language_option
def notes(
    words: tuple[str, ...],
    wanted: Filter,
    course: bool,
    several: Several,
    names: bool,
    as_json: bool,
    plain: bool,
    session: str | None,
    language: str | None,
) -> None:
    if several:
        if plain:
            raise click.UsageError(_("--plain goes with one session, or --course"))
        line, nameless = partial(_line, dated=True), partial(_line, dated=True, nameless=True)
        show_notes(several, wanted, " ".join(words), language, line, nameless, as_json=as_json)
        return
    with session_of(session, language=language) as opened:
        days = days_noted(opened, wanted, " ".join(words), names=names, course=course)
        if as_json:
            from workshop_tui.shapes import notes as shape

            own = next(day for day in days if day.named)
            noted = ((day.state, day.notes) for day in days)
            told = shape.notes_over_days(own.state.id, noted) if course else shape.notes(own.state, own.notes)
            streams.for_machines(told + "\n")
            return
        if plain:
            from workshop_tui.spoken.notes import note_told
        for day in days:
            if plain and course and day.notes:
                click.echo(f"{day.state.date.isoformat()}, {day.state.agenda.title}.")
            for note in day.notes:
                before = f"{day.state.id}/" if course else ""
                click.echo(note_told(day.state, note) if plain else before + _line(day.state, note, dated=course))


def _line(state: State, note: Note, *, dated: bool, nameless: bool = False) -> str:
    """`12  10:21  Pascal  frein · emergence · elus  the text`, on one line; the fields of its kind after the text.

    `nameless`: without its number, when it was taken, and by whom."""
    from workshop_tui.session.event import person
    from workshop_tui.session.notes.fields import fields_of, shown
    from workshop_tui.session.notes.notebook import LABELS, MARKS
    from workshop_tui.session.notes.tags import label
    from workshop_tui.session.state import group_told

    taken = note.taken
    marks = [mark for mark in ("private", "remember", "check") if getattr(taken, mark)]
    named = {"kinds": (taken.kind,) if taken.kind else (), "phases": taken.phases, "stakeholders": taken.stakeholders}
    labels = [str(label(state.agenda, axis, key)) for axis, keys in named.items() for key in keys]
    labels += [str(group_told(state, taken.segment, taken.group))] if taken.group else []
    tags = " · ".join([*labels, *(str(MARKS[mark]) for mark in marks)])
    told_at = dated_time if dated else clock_time
    when, who = told_at(taken.at, state.agenda.zone), person(state.agenda, taken.by)
    fields = " · ".join(f"{LABELS[name]} {shown(state.agenda, name, value)}" for name, value in fields_of(taken))
    told = (*(() if nameless else (str(note.number), when, who)), tags, taken.text, f"({fields})" if fields else "")
    return "  ".join(" ".join(part.split("\n")) for part in told if part)


@click.command("amend", help=_("Change a note: what is given replaces what it had; an empty text takes a tag away."))
@click.argument("number", type=int, metavar=_("NUMBER"))
@click.option("--text", metavar=_("TEXT"), help=_("its text"))
@tag_options
@detail_options
@click.option("--segment", metavar=_("SEG"), help=_("the segment it belongs to"))
@group_option(_("the group that it was taken in; an empty text: none"))
@click.option("--private/--no-private", default=None, help=_("for the co-trainers only, or for the report too"))
@click.option("--remember/--no-remember", default=None, help=_("to remember: among the report's first lines, or not"))
@click.option("--check/--no-check", default=None, help=_("to be checked, or checked"))
@session_option
@as_option
@at_option
@language_option
def amend(
    number: int,
    phases: tuple[str, ...],
    stakeholders: tuple[str, ...],
    segment: str | None,
    group: str | None,
    session: str | None,
    by: str,
    at: str | None,
    language: str | None,
    **given: Any,
) -> None:
    from workshop_tui.session.notes.commands import AmendNote, find_note
    from workshop_tui.session.timing.lookup import find_segment

    with session_of(session, by, language) as opened:
        where = find_segment(opened.state.day, segment) if segment else None
        about = where or (find_note(opened.state.notebook, number).taken.segment if group else None)
        meant = AmendNote(
            number,
            phases=phases or None,
            stakeholders=stakeholders or None,
            segment=where,
            group=group_key(opened.state, group, about),
            **given,
        )
        do(opened, meant, at)


@click.command("withdraw", help=_("Let a note count no more; what it said stays in the record."))
@click.argument("number", type=int, metavar=_("NUMBER"))
@click.option("--back", is_flag=True, help=_("bring a withdrawn note back"))
@session_option
@as_option
@at_option
@language_option
def withdraw(number: int, back: bool, session: str | None, by: str, at: str | None, language: str | None) -> None:
    from workshop_tui.session.notes.commands import BringBackNote, WithdrawNote

    with session_of(session, by, language) as opened:
        do(opened, BringBackNote(number) if back else WithdrawNote(number), at)


@click.command("pin", help=_("Show the room a note; without NUMBER, none any more."))
@click.argument("number", type=int, required=False, metavar=_("[NUMBER]"))
@session_option
@as_option
@language_option
def pin(number: int | None, session: str | None, by: str, language: str | None) -> None:
    from workshop_tui.session.notes.commands import PinNote

    with session_of(session, by, language) as opened:
        do(opened, PinNote(number))
