"""The commands on how decisions were taken: a rule, what is counted, objections, who carries it, by when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.note_options import names_option, warn_of
from workshop_tui.cli.numbers import Between
from workshop_tui.cli.options import (
    as_option,
    at_option,
    instant,
    language_option,
    session_of,
    session_option,
)
from workshop_tui.host import streams
from workshop_tui.locale import _
from workshop_tui.text import clean_line

if TYPE_CHECKING:
    from datetime import datetime

    from workshop_tui.service import Session
    from workshop_tui.session.decisions.taken import Taken
    from workshop_tui.session.event import Command
    from workshop_tui.session.notes.notebook import Note
    from workshop_tui.session.state import State

    Step = Callable[[int, State], Command | None]
    """Gives what is to be done about the decision of that number in that state; None: nothing."""

json_option = click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/decisions.md)"))
VOTES, NAMES = ("for", "against", "abstain"), ("yes", "no", "abstain")
"""The votes, and what the command has them under: two are words of Python."""


class Counted(click.ParamType):  # type: ignore[type-arg]
    """A count, `9`, or so many more or fewer, `+1`, `-1`: as what `CountVotes` has of it."""

    name = "count"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dict[str, int]:
        if isinstance(value, dict):
            return value
        if not (found := re.fullmatch(r"([+\-−]?)(\d{1,9})", str(value).strip(), re.ASCII)):
            self.fail(_("“{value}” is no count: write 9, +1 or -1", value=clean_line(str(value))), param, ctx)
        sign, number = found[1], int(found[2])
        return {"change": number if sign == "+" else -number} if sign else {"count": number}


class Dots(Counted):
    """Dots of an option, `Option=5`: its name, and the count."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, tuple):
            return value
        name, sign, count = str(value).rpartition("=")
        if not (sign and clean_line(name)):
            self.fail(
                _("“{value}” is no option with its dots: write OPTION=5", value=clean_line(str(value))), param, ctx
            )
        return clean_line(name), super().convert(count, param, ctx)


@click.command(
    "decision", help=_("Note a decision, or say how one was taken: DECISION is its words, or the number of its note.")
)
@click.argument("decision", metavar=_("DECISION"))
@click.option(
    "--rule",
    type=click.Choice(["consent", "majority", "dots", "none"]),
    help=_("how it is taken (left out: what the other options say); none: no rule after all"),
)
@click.option(
    "--for", "yes", type=Counted(), metavar="N", help=_("majority: votes for; +1 counts one more, -1 one off")
)
@click.option("--against", "no", type=Counted(), metavar="N", help=_("majority: votes against"))
@click.option("--abstain", type=Counted(), metavar="N", help=_("majority: those who abstain"))
@click.option(
    "--dots",
    type=Dots(),
    multiple=True,
    metavar=_("OPTION=N"),
    help=_("dots: of an option, noted if it is new; may be repeated"),
)
@click.option("--each", type=Between(0, 99), metavar="N", help=_("dots: how many each person has; 0: not said"))
@click.option(
    "--rename",
    nargs=2,
    multiple=True,
    metavar=_("OPTION NAME"),
    help=_("dots: call an option otherwise; an empty name takes it away"),
)
@click.option(
    "--objection", "objections", multiple=True, metavar=_("TEXT"), help=_("an objection in its words; may be repeated")
)
@click.option(
    "--objector",
    "objectors",
    multiple=True,
    metavar=_("NAME"),
    help=_("who made it; of several objections, in their order"),
)
@click.option("--reword", nargs=2, metavar=_("N TEXT"), help=_("objection N reads so"))
@click.option("--lift", type=Between(1), multiple=True, metavar="N", help=_("objection N is lifted"))
@click.option("--stand", type=Between(1), multiple=True, metavar="N", help=_("objection N stands again"))
@click.option(
    "--no-objection",
    type=Between(1),
    multiple=True,
    metavar="N",
    help=_("objection N is withdrawn: it was noted by mistake"),
)
@click.option("--who", metavar=_("NAME"), help=_("who carries it"))
@click.option("--by-when", "due", metavar=_("WHEN"), help=_("by when, in words or as a date"))
@click.option("--segment", metavar=_("SEG"), help=_("the segment it belongs to (left out: the live or the last one)"))
@session_option
@as_option
@at_option
@language_option
def decision(
    decision: str, segment: str | None, session: str | None, by: str, at: str | None, language: str | None, **given: Any
) -> None:
    if len(given["objectors"]) > max(1, len(given["objections"])):
        raise click.UsageError(_("--objector goes with an --objection, or with --reword"))
    if given["objectors"] and not (given["objections"] or given["reword"]):
        raise click.UsageError(_("--objector goes with an --objection, or with --reword"))
    if given["reword"] and not given["reword"][0].isdecimal():
        raise click.UsageError(_("--reword wants the number of an objection, then its words"))
    with session_of(session, by, language) as opened:
        when = instant(opened.state, at, now=opened.now())
        from workshop_tui.session.decisions.commands import find_decision

        number = int(decision) if re.fullmatch(r"\d{1,9}", decision, re.ASCII) else None
        steps = [*_where(opened.state, decision, number, segment), *_steps(opened.state, number, given)]
        if number is not None:
            find_decision(opened.state.notebook, number)
        _done(opened, steps, number, when, write=False)
        number = _done(opened, steps, number, when, write=True)
        _print(opened.state, [find_decision(opened.state.notebook, number)], names=True, at=when or opened.now())


@click.command("decisions", help=_("The decisions: by which rule, with which counts and objections, who carries them."))
@names_option
@json_option
@session_option
@language_option
def decisions(names: bool, as_json: bool, session: str | None, language: str | None) -> None:
    from workshop_tui.session.decisions.commands import decisions_in
    from workshop_tui.session.privacy.hiding import Hidden, hidden

    with session_of(session, language=language) as opened:
        handed_out = Hidden(opened.state) if names else hidden(opened.state)
        state = handed_out.state
        warn_of(handed_out.asked)
        found = decisions_in(state.notebook)
        if as_json:
            from workshop_tui.shapes.decisions import decisions as shape

            streams.for_machines(shape(state, found) + "\n")
            return
        _print(state, found, names=names, at=None)


def _where(state: State, decision: str, number: int | None, segment: str | None) -> Iterator[Step]:
    """Note it, if it is new, or move it to the segment that is named."""
    from workshop_tui.session.decisions.taken import KIND
    from workshop_tui.session.notes.commands import AmendNote, TakeNote
    from workshop_tui.session.timing.lookup import find_segment

    where = find_segment(state.day, segment) if segment else None
    if number is None:
        yield lambda _number, _state: TakeNote(decision, kind=KIND, segment=where)
    elif where:
        yield lambda number, _state: AmendNote(number, segment=where)


def _steps(state: State, number: int | None, given: dict[str, Any]) -> Iterator[Step]:
    """Yield a step for each thing that the options say. Raises `Refused` where they do not go with its rule."""
    from workshop_tui.session.decisions.commands import CountVotes, NameOption, PutDecision, SayObjection
    from workshop_tui.session.decisions.taken import NOT_SAID

    was = state.decisions.of(number) if number else NOT_SAID
    rule = _rule(was, given)
    put = {"rule": rule, "who": given["who"], "due": given["due"], "each": given["each"]}
    if any(value is not None for value in put.values()):
        yield lambda number, _state: PutDecision(number, **put)
    for vote, name in zip(VOTES, NAMES, strict=True):
        if said := given[name]:
            yield lambda number, _state, vote=vote, said=said: CountVotes(number, vote, **said)  # type: ignore[misc]
    for old, name in given["rename"]:
        yield lambda number, state, old=old, name=name: NameOption(number, name, _option(state, number, old))  # type: ignore[misc]
    for name, said in given["dots"]:
        yield lambda number, state, name=name: _named(state, number, name)  # type: ignore[misc]
        yield lambda number, state, name=name, said=said: CountVotes(number, _option(state, number, name), **said)  # type: ignore[misc]
    objectors = [*given["objectors"], *[None] * len(given["objections"])]
    for text, who in zip(given["objections"], objectors, strict=False):
        yield lambda number, _state, text=text, who=who: SayObjection(number, text, who)  # type: ignore[misc]
    if given["reword"]:
        place, text = given["reword"]
        who = None if given["objections"] else objectors[0] if objectors else None
        yield lambda number, state: SayObjection(number, text or None, who, _objection(state, number, int(place)))
    for option, standing in (("lift", "lifted"), ("stand", "stands"), ("no_objection", "withdrawn")):
        # the numbers are those that were listed: none of them moves while several are said at once
        places = {place: _objection(state, number, place) for place in given[option]} if number else {}
        for place in given[option]:
            yield lambda number, state, place=place, standing=standing, places=places: SayObjection(  # type: ignore[misc]
                number, objection=places.get(place) or _objection(state, number, place), standing=standing
            )


def _rule(was: Taken, given: dict[str, Any]) -> str | None:
    """The rule that is given, or that the options say of a decision without one. Raises `Refused` if they go with
    another."""
    from workshop_tui.locale import say
    from workshop_tui.session.decisions.taken import RULES
    from workshop_tui.session.refusal import Refused

    said = {
        "majority": next((f"--{vote}" for vote, name in zip(VOTES, NAMES, strict=True) if given[name]), None),
        "dots": next((f"--{name}" for name in ("dots", "rename", "each") if given[name]), None),
    }
    rule = given["rule"] or was.rule or next((one for one, option in said.items() if option), None)
    rule = rule or ("consent" if given["objections"] else None)
    for needed, option in said.items():
        if option and rule != needed:
            raise Refused(say("{option} goes with the rule {rule}", option=option, rule=RULES[needed]))  # type: ignore[index]
    return rule if rule != was.rule else None


def _option(state: State, number: int, named: str) -> int:
    from workshop_tui.locale import say
    from workshop_tui.session.decisions.commands import find_option
    from workshop_tui.session.refusal import Refused, offered

    options = state.decisions.of(number).options
    found = find_option(state.decisions.of(number), named)
    if found is None:
        near = offered(options.values(), named)
        raise Refused(say("there is no option “{name}”{near}", name=clean_line(named), near=near))
    return found


def _named(state: State, number: int, name: str) -> Command | None:
    """The option's name, if it is a new one."""
    from workshop_tui.session.decisions.commands import NameOption, find_option

    return NameOption(number, name) if find_option(state.decisions.of(number), name) is None else None


def _objection(state: State, number: int, place: int) -> int:
    """The number of the objection at this place of the list, from 1 on."""
    from workshop_tui.locale import say
    from workshop_tui.session.refusal import Refused, there_are

    said = state.decisions.of(number).said
    if not 0 < place <= len(said):
        there = there_are(map(str, range(1, len(said) + 1)))
        raise Refused(say("there is no objection {number}{there}", number=place, there=there))
    return said[place - 1][0]


def _done(opened: Session, steps: list[Step], number: int | None, at: datetime | None, *, write: bool) -> int:
    """Do it all, and give the decision's number; without `write` only try it, so that nothing is half done."""
    from workshop_tui.session.decide import decide
    from workshop_tui.session.event import Recorded
    from workshop_tui.session.state import apply

    state = opened.state
    for step in steps:
        command = step(number or 0, state)
        if command is None:
            continue
        if write:
            record = opened.do(command, at)
            state = opened.state
        else:
            event = decide(state, command, opened.clock.now(), opened.by, at)
            record = Recorded(state.number + 1, opened.clock.now(), event)
            state = apply(state, record)
        number = number or record.number
    return number or 0


def _print(state: State, found: list[Note], *, names: bool, at: datetime | None) -> None:
    """A decision a line, its options and objections under it. `at`: who was there then may be fewer than voted."""
    from workshop_tui.session.decisions.results import present_at, too_many

    for note in found:
        taken = state.decisions.of(note.number)
        for line in _lines(state, note, taken):
            click.echo(line)
        there = present_at(state.day, state.attendance, at or taken.counted_at or note.taken.at)
        if told := too_many(taken, there):
            streams.tell(_("decision {number}: {told}", number=note.number, told=told))


def _lines(state: State, note: Note, taken: Taken) -> Iterator[str]:
    """`12  10h21  On garde le local  (majority)  adopted: 9 for…  Zoé, 2026-01-15`, then what it was made of."""
    from workshop_tui.locale import clock_time
    from workshop_tui.session.decisions.results import dots, ranked, result
    from workshop_tui.session.decisions.taken import RULES

    rule = f"({RULES[taken.rule]})" if taken.rule else ""
    carried = ", ".join(filter(None, (taken.who, taken.due)))
    at = clock_time(note.taken.at, state.agenda.zone)
    parts = (str(note.number), at, note.taken.text, rule, result(taken), carried)
    yield "  ".join(" ".join(part.split("\n")) for part in parts if part)
    for name, count in ranked(taken) if taken.rule == "dots" else ():
        yield "    " + _("{label}: {value}", label=clean_line(name), value=dots(count))
    for place, (_number, one) in enumerate(taken.said, 1):
        told = _("objection {number}: {text}", number=place, text=clean_line(one.text))
        lifted = _("lifted") if one.standing == "lifted" else ""
        yield "    " + " — ".join(filter(None, (told + (f" ({one.who})" if one.who else ""), lifted)))
