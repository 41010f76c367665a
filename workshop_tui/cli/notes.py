"""The commands on what was said: list notes, change one, withdraw one, count them by phase and stakeholder."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.options import (
    as_option,
    at_option,
    instant,
    language_option,
    session_of,
    session_option,
    tag_options,
)
from workshop_tui.locale import _, clock_time

if TYPE_CHECKING:
    from workshop_tui.session.finding import Filter
    from workshop_tui.session.state import Note, State


def filter_options(command: Callable[..., None]) -> Callable[..., None]:
    """`--phase`, `--stakeholder`, `--kind`, `--segment`, `--author`: which notes are meant."""
    for name, told in (
        ("author", _("those taken by this person")),
        ("segment", _("those of this segment")),
        ("kind", _("those of this kind")),
        ("stakeholder", _("those that name this stakeholder, or a member of the family")),
        ("phase", _("those that name this phase")),
    ):
        command = click.option(f"--{name}", name, metavar=name.upper()[:3], help=told)(command)
    return command


def _filter(given: dict[str, Any]) -> Filter:
    from workshop_tui.session.finding import Filter

    return Filter(**{name: given[name] for name in ("phase", "stakeholder", "kind", "segment", "author")})


json_option = click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/notes.md)"))


@click.command("notes", help=_("The notes, oldest first; WORDS stand anywhere in a note or its tags."))
@click.argument("words", nargs=-1, metavar="[WORDS]…")
@filter_options
@json_option
@session_option
@language_option
def notes(
    words: tuple[str, ...], as_json: bool, session: str | None, language: str | None, **given: str | None
) -> None:
    from workshop_tui.session.finding import Finder

    with session_of(session, language=language) as opened:
        state = opened.state
        found = Finder().find(state, _filter(given).of(state), " ".join(words))
        if as_json:
            shape = {"version": 1, "session": state.id, "notes": [_json(state, note) for note in found]}
            click.echo(json.dumps(shape, ensure_ascii=False, indent=2))
        else:
            for note in found:
                click.echo(_line(state, note))


def _json(state: State, note: Note) -> dict[str, Any]:
    taken, zone = note.taken, state.agenda.zone
    changes = [{"at": one.at.astimezone(zone).isoformat(), "by": one.by, "what": one.type} for one in note.changes]
    return {
        "number": note.number, "at": taken.at.astimezone(zone).isoformat(), "by": taken.by, "segment": taken.segment,
        "kind": taken.kind, "phases": taken.phases, "stakeholders": taken.stakeholders, "initiative": taken.initiative,
        "private": taken.private, "remember": taken.remember, "check": taken.check, "text": taken.text,
        "changes": changes,
    }  # fmt: skip


def _line(state: State, note: Note) -> str:
    """`12  10:21  Pascal  frein · emergence · elus  the text`, on one line."""
    from workshop_tui.session.account import person

    taken = note.taken
    marks = [mark for mark in ("private", "remember", "check") if getattr(taken, mark)]
    tags = " · ".join([*([taken.kind] if taken.kind else []), *taken.phases, *taken.stakeholders, *marks])
    when, who = clock_time(taken.at, state.agenda.zone), person(state.agenda, taken.by)
    return "  ".join(part for part in (str(note.number), when, who, tags, " ".join(taken.text.split("\n"))) if part)


@click.command("amend", help=_("Change a note: what is given replaces what it had; an empty text takes a tag away."))
@click.argument("number", type=int, metavar="NUMBER")
@click.option("--text", metavar="TEXT", help=_("its text"))
@tag_options
@click.option("--segment", metavar="SEG", help=_("the segment it belongs to"))
@click.option("--private/--no-private", default=None, help=_("for the co-trainers only, or for the report too"))
@click.option("--remember/--no-remember", default=None, help=_("to remember: among the report's first lines, or not"))
@click.option("--check/--no-check", default=None, help=_("to be checked, or checked"))
@session_option
@as_option
@at_option
@language_option
def amend(
    number: int, phases: tuple[str, ...], stakeholders: tuple[str, ...], segment: str | None, session: str | None,
    by: str, at: str | None, language: str | None, **given: Any,
) -> None:  # fmt: skip
    from workshop_tui.session.intents import AmendNote
    from workshop_tui.session.naming import find_segment

    with session_of(session, by, language) as opened:
        where = find_segment(opened.state, segment) if segment else None
        meant = AmendNote(number, phases=phases or None, stakeholders=stakeholders or None, segment=where, **given)
        _do(opened, meant, at)


@click.command("withdraw", help=_("Let a note count no more; what it said stays in the record."))
@click.argument("number", type=int, metavar="NUMBER")
@click.option("--back", is_flag=True, help=_("bring a withdrawn note back"))
@session_option
@as_option
@at_option
@language_option
def withdraw(number: int, back: bool, session: str | None, by: str, at: str | None, language: str | None) -> None:
    from workshop_tui.session.intents import BringBackNote, WithdrawNote

    with session_of(session, by, language) as opened:
        _do(opened, BringBackNote(number) if back else WithdrawNote(number), at)


@click.command("forget", help=_("Remove what a note said for good, from the session's files too."))
@click.argument("number", type=int, metavar="NUMBER")
@click.option("--yes", is_flag=True, help=_("do not ask"))
@session_option
@as_option
@language_option
def forget(number: int, yes: bool, session: str | None, by: str, language: str | None) -> None:
    from workshop_tui.session.account import told
    from workshop_tui.session.noting import find_note

    with session_of(session, by, language) as opened:
        find_note(opened.state, number, withdrawn=True)
        if sys.stdin.isatty() and not yes:
            click.confirm(_("Remove what note {number} said for good?", number=number), abort=True, err=True)
        click.echo(told(opened.state, opened.forget(number).event))


def _do(opened: Any, meant: Any, at: str | None) -> None:
    from workshop_tui.session.account import told

    record = opened.do(meant, instant(opened.state, at))
    click.echo(told(opened.state, record.event))


@click.command("matrix", help=_("How many notes name a phase and a stakeholder, and what nobody spoke of."))
@filter_options
@json_option
@session_option
@language_option
def matrix(as_json: bool, session: str | None, language: str | None, **given: str | None) -> None:
    from workshop_tui.session.matrix import matrix as matrix_of

    with session_of(session, language=language) as opened:
        state = opened.state
        made = matrix_of(state.agenda, _filter(given).of(state))
        silent = {"phases": made.silent_phases, "stakeholders": made.silent_stakeholders}
        if as_json:
            cells = [
                {"phase": p.key, "stakeholder": s.key, "count": made.count(p.key, s.key),
                 "notes": [note.number for note in made.cells.get((p.key, s.key), ())]}
                for p in made.phases for s in made.stakeholders
            ]  # fmt: skip
            unsaid = {axis: [term.key for term in terms] for axis, terms in silent.items()}
            click.echo(json.dumps({"version": 1, "session": state.id, "cells": cells, "silent": unsaid}, indent=2))
            return
        for phase in made.phases:
            for who in made.stakeholders:
                if count := made.count(phase.key, who.key):
                    click.echo(f"{phase.name('phases')} × {who.name('stakeholders')}\t{count}")
        for axis, terms in silent.items():
            if terms:
                names = " · ".join(str(term.name(axis)) for term in terms)
                click.echo(_("Nobody spoke of: {names}", names=names))


COMMANDS = (notes, amend, withdraw, forget, matrix)
