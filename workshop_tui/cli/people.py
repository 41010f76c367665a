"""The commands on who is there: expected, arrived, gone; what code stands for whom, and which words are names."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.files import hand_out, output_options
from workshop_tui.cli.options import Failure, as_option, at_option, language_option, session_of, session_option
from workshop_tui.cli.saying import do
from workshop_tui.locale import _, say

if TYPE_CHECKING:
    from workshop_tui.agenda import Block
    from workshop_tui.session.intents import AttendanceIntent
    from workshop_tui.session.state import State


@click.command("attendance", help=_("Who is there, by block; with NAMES, who is expected, arrives or leaves."))
@click.argument("names", nargs=-1, metavar="[NAMES]…")
@click.option("--expected", "what", flag_value="expected", help=_("they are expected"))
@click.option("--arrived", "what", flag_value="arrived", help=_("they are there from now on, or from --at"))
@click.option("--left", "what", flag_value="left", help=_("they are gone from now on, or from --at"))
@click.option("--clear", "what", flag_value="clear", help=_("what was noted of them in the block does not hold"))
@click.option("--strike", "what", flag_value="strike", help=_("they are not expected, and were never there"))
@click.option("--organisation", metavar="TEXT", help=_("with --expected: where they come from"))
@click.option("--block", metavar="B", help=_("the block (left out: the one that runs then)"))
@click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/attendance.md)"))
@session_option
@as_option
@at_option
@language_option
def attendance(
    names: tuple[str, ...], what: str | None, organisation: str | None, block: str | None, as_json: bool,
    session: str | None, by: str, at: str | None, language: str | None,
) -> None:  # fmt: skip
    from workshop_tui.session.naming import find_block

    with session_of(session, by, language) as opened:
        if bool(names) != (what is not None):
            raise click.UsageError(_("say who, and one of --expected, --arrived, --left, --clear, --strike"))
        if what is not None:
            for name in names:
                do(opened, _meant(what, name, organisation, block), at)
            return
        state = opened.state
        only = find_block(state, block) if block else None
        blocks = [one for one in state.agenda.blocks if only in (None, one.key)]
        if as_json:
            shape = {"version": 1, "session": state.id, "capacity": state.agenda.capacity,
                     "participants": [_json(state, key, blocks) for key in state.attendance.people]}  # fmt: skip
            click.echo(json.dumps(shape, ensure_ascii=False, indent=2))
        else:
            _show(state, blocks)


def _meant(what: str, name: str, organisation: str | None, block: str | None) -> AttendanceIntent:
    from workshop_tui.session import intents as i

    if what == "expected":
        return i.Expect(name, organisation)
    if what == "strike":
        return i.Strike(name)
    if what == "arrived":
        return i.Arrive(name, block)
    return i.Leave(name, block) if what == "left" else i.ClearAttendance(name, block)


def _show(state: State, blocks: list[Block]) -> None:
    """A line a participant and block, then how many there are in each."""
    from workshop_tui.session.attendance import told

    absent = _("not there")
    for key, one in state.attendance.people.items():
        stays = {block.title: told(state.attendance.stays(key, block.key), state.agenda.zone) for block in blocks}
        parts = [f"{title}: {stay or absent}" for title, stay in stays.items()]
        click.echo("\t".join((one.name, one.organisation or "", *parts)))
    for block in blocks:
        came, here = len(state.attendance.came(block.key)), len(state.attendance.present(block.key))
        expected = len(state.attendance.people)
        counted = _("{block} · came: {came} of {expected} · there: {here}", block=block.title, came=came,
                    expected=expected, here=here)  # fmt: skip
        click.echo(counted)
        if state.agenda.capacity and here > state.agenda.capacity:
            click.echo(_("More than the capacity of {capacity}", capacity=state.agenda.capacity), err=True)


def _json(state: State, key: str, blocks: list[Block]) -> dict[str, Any]:
    zone, one = state.agenda.zone, state.attendance.people[key]

    def iso(at: Any) -> str | None:
        return at.astimezone(zone).isoformat() if at else None

    stays = {
        block.key: [{"from": iso(s.start), "until": iso(s.end)} for s in state.attendance.stays(key, block.key)]
        for block in blocks
    }
    return {"key": key, "name": one.name, "organisation": one.organisation, "stays": stays}


@click.command("codes", help=_("Which code stands for whom, as CSV: to be kept apart from what is handed out."))
@output_options
@session_option
@language_option
def codes(output: str | None, force: bool, session: str | None, language: str | None) -> None:
    from workshop_tui.session.veil import Veil

    with session_of(session, language=language) as opened:
        veil = Veil(opened.state)
        if veil.rule != "pseudonyme":
            raise Failure(say("there are no codes: the confidentiality of this session is “{rule}”", rule=veil.rule))
    page = io.StringIO()
    rows = csv.writer(page, lineterminator="\n")
    rows.writerow(("code", "name"))
    rows.writerows((code, name) for name, code in veil.codes.items())
    hand_out(page.getvalue(), output, force=force, own=True)


@click.command("words", help=_("Words that may be names or not; with WORD, say which: until then it is hidden."))
@click.argument("word", required=False, metavar="[WORD]")
@click.option("--ordinary", "what", flag_value="ordinary", help=_("an ordinary word where it has no capital: it stays"))
@click.option("--name", "what", flag_value="name", help=_("somebody's name, however it is written: it is hidden"))
@session_option
@as_option
@language_option
def words(word: str | None, what: str | None, session: str | None, by: str, language: str | None) -> None:
    from workshop_tui.session.hiding import words as words_of
    from workshop_tui.session.intents import SettleWord

    with session_of(session, by, language) as opened:
        if bool(word) != (what is not None):
            raise click.UsageError(_("say which word, and one of --ordinary, --name"))
        if word:
            do(opened, SettleWord(word, what == "ordinary"))
            return
        told = {True: _("an ordinary word"), False: _("a name"), None: _("not said: hidden")}
        for one in words_of(opened.state):
            click.echo("\t".join((one.word, ", ".join(one.people), told[one.ordinary])))


COMMANDS = (attendance, codes, words)
