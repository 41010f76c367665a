"""The commands on who is there: expected, arrived, gone; what code stands for whom, and which words are names."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import click

from workshop_tui.cli.note_options import do
from workshop_tui.cli.options import Failure, as_option, at_option, language_option, session_of, session_option
from workshop_tui.cli.output import hand_out, output_options
from workshop_tui.cli.roster import take_from
from workshop_tui.host import streams
from workshop_tui.locale import _, hours_told, say
from workshop_tui.text import fold

if TYPE_CHECKING:
    from workshop_tui.session.attendance.commands import AttendanceCommand
    from workshop_tui.session.attendance.presence import Presence
    from workshop_tui.session.state import State


@click.command("attendance", help=_("Who is there, by block; with NAMES, who is registered, arrives or leaves."))
@click.argument("names", nargs=-1, metavar=_("[NAMES]…"))
@click.option("--expected", "what", flag_value="expected", help=_("they are registered"))
@click.option("--arrived", "what", flag_value="arrived", help=_("they are there from now on, or from --at"))
@click.option("--left", "what", flag_value="left", help=_("they are gone from now on, or from --at"))
@click.option("--clear", "what", flag_value="clear", help=_("what was noted of them in the block does not hold"))
@click.option("--strike", "what", flag_value="strike", help=_("they are not registered, and were never there"))
@click.option(
    "--from",
    "file",
    metavar=_("FILE"),
    help=_(
        "who is registered, from a list (- for standard input): a name a line, or CSV that begins with the"
        " names of its columns, as Nom;Prénom;Structure"
    ),
)
@click.option("--organisation", metavar=_("TEXT"), help=_("with --expected: where they come from"))
@click.option(
    "--contact",
    metavar=_("TEXT"),
    help=_("they agree that the others are given this contact; an empty one: they do not"),
)
@click.option("--block", metavar="B", help=_("the block (left out: the one that runs then)"))
@click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/attendance.md)"))
@session_option
@as_option
@at_option
@language_option
def attendance(
    names: tuple[str, ...],
    what: str | None,
    file: str | None,
    organisation: str | None,
    contact: str | None,
    block: str | None,
    as_json: bool,
    session: str | None,
    by: str,
    at: str | None,
    language: str | None,
) -> None:
    from workshop_tui.session.attendance.commands import known, known_told
    from workshop_tui.session.attendance.presence import presence
    from workshop_tui.session.timing.lookup import find_block

    with session_of(session, by, language) as opened:
        if file is not None:
            if names or what not in (None, "expected") or as_json:
                raise click.UsageError(_("--from takes no names, and nothing but --expected beside it"))
            take_from(opened, file, at)
            return
        if contact is not None and (what is not None or len(names) != 1):
            raise click.UsageError(_("--contact is of one participant, and goes with nothing else"))
        what = "contact" if contact is not None else what
        if bool(names) != (what is not None):
            raise click.UsageError(_("say who, and one of --expected, --arrived, --left, --clear, --strike"))
        if what is not None:
            for name in names:
                before = known(opened.state.attendance, name) if what == "expected" else None
                do(opened, _meant(what, name, contact if what == "contact" else organisation, block), at)
                if before:
                    one = opened.state.attendance.people[before]
                    streams.tell(str(known_told(one.name, one.organisation)))
            return
        state = opened.state
        only = find_block(state.day, block) if block else None
        there = presence(state.day, state.attendance, opened.now())
        if as_json:
            from workshop_tui.shapes.attendance import attendance as as_answer

            streams.for_machines(
                as_answer(state, there, {only} if only else {half.block.key for half in there.halves}) + "\n"
            )
        else:
            _show(state, there, only)


def _meant(what: str, name: str, said: str | None, block: str | None) -> AttendanceCommand:
    """The command; `said`: where they come from, or the contact."""
    from workshop_tui.session.attendance.commands import Arrive, ClearAttendance, Expect, Leave, ShareContact, Strike

    if what == "expected":
        return Expect(name, said)
    if what == "contact":
        return ShareContact(name, said or "")
    if what == "strike":
        return Strike(name)
    if what == "arrived":
        return Arrive(name, block)
    return Leave(name, block) if what == "left" else ClearAttendance(name, block)


def _show(state: State, there: Presence, only: str | None) -> None:
    """A line a participant, their hours and rate at its end; then what there was of each block, and of the day."""
    from workshop_tui.session.attendance.presence import held_told, rate_told

    zone, whole = state.agenda.zone, only is None
    for one in there.people:
        cells = [cell for cell in one.cells if only in (None, cell.half.block.key)]
        parts = [_("{label}: {value}", label=cell.half.block.title, value=cell.told(zone)) for cell in cells]
        hours = [f"{hours_told(one.minutes)}, {rate_told(one.rate)}"] if whole and there.held_minutes else []
        click.echo("\t".join((one.person.name, one.person.organisation or "", *parts, *hours)))
    for half in there.halves:
        if only not in (None, half.block.key):
            continue
        here = there.here(half)
        if half.held:
            counted = _(
                "{block} · came: {came} of {expected} · there: {here}",
                block=half.block.title,
                came=there.came(half),
                expected=len(there.people),
                here=here,
            )
            click.echo(f"{counted} · {hours_told(there.minutes_in(half))}")
        else:
            noted = " · " + _("there: {here}", here=here) if half.to_come and here else ""
            click.echo(f"{half.block.title} · {held_told(half, zone)}{noted}")
        if state.agenda.capacity and len(state.attendance.present(half.block.key)) > state.agenda.capacity:
            streams.tell(_("More than the capacity of {capacity}", capacity=state.agenda.capacity))
    if whole and there.held_minutes:
        click.echo(
            _(
                "In all: {hours} of {held} held × {registered}, {rate}",
                hours=hours_told(there.minutes),
                held=hours_told(there.held_minutes),
                registered=len(there.people),
                rate=rate_told(there.rate),
            )
        )


@click.command("codes", help=_("Which code stands for whom, as CSV: to be kept apart from what is handed out."))
@output_options
@session_option
@language_option
def codes(output: str | None, force: bool, session: str | None, language: str | None) -> None:
    from workshop_tui.report.tables import safe
    from workshop_tui.session.privacy.confidentiality import Veil

    with session_of(session, language=language) as opened:
        veil = Veil(opened.state)
        if veil.rule != "pseudonyme":
            raise Failure(say("there are no codes: the confidentiality of this session is “{rule}”", rule=veil.rule))
    page = io.StringIO()
    rows = csv.writer(page, lineterminator="\n")
    rows.writerow(("code", "name"))
    rows.writerows((code, safe(name)) for name, code in sorted(veil.codes.items(), key=lambda one: fold(one[0])))
    hand_out(page.getvalue(), output, force=force, own=True)


@click.command("words", help=_("Words that may be names or not; with WORD, say which: until then it is hidden."))
@click.argument("word", required=False, metavar=_("[WORD]"))
@click.option("--ordinary", "what", flag_value="ordinary", help=_("an ordinary word where it has no capital: it stays"))
@click.option("--name", "what", flag_value="name", help=_("somebody's name, however it is written: it is hidden"))
@session_option
@as_option
@language_option
def words(word: str | None, what: str | None, session: str | None, by: str, language: str | None) -> None:
    from workshop_tui.session.privacy.commands import SettleWord
    from workshop_tui.session.privacy.hiding import words as words_of

    with session_of(session, by, language) as opened:
        if bool(word) != (what is not None):
            raise click.UsageError(_("say which word, and one of --ordinary, --name"))
        if word:
            do(opened, SettleWord(word, what == "ordinary"))
            return
        told = {True: _("an ordinary word"), False: _("a name"), None: _("not said: hidden")}
        for one in words_of(opened.state):
            click.echo("\t".join((one.word, ", ".join(one.people), told[one.ordinary])))
