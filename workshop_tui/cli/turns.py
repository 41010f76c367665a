"""The commands on who speaks: a turn, a raised hand, a round; and how long each has spoken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workshop_tui.cli.note_options import names_option, warn_of
from workshop_tui.cli.numbers import Between
from workshop_tui.cli.options import as_of, as_option, at_option, instant, language_option, session_of, session_option
from workshop_tui.host import streams
from workshop_tui.locale import _, clock_time

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from workshop_tui.session.state import State
    from workshop_tui.session.turns.floor import TurnCommand
    from workshop_tui.session.turns.order import Standing

SPEAKERS = ("ask", "no-ask")
"""The options that are said of each of several names."""
NAMELESS = ("end", "no-round", "withdraw", "show", "no-show")
"""The options that are said of nobody in particular."""


@click.command("turn", help=_("Let NAME speak from now on; or what else of who speaks, asks to, and in which round."))
@click.argument("names", nargs=-1, metavar=_("[NAMES]…"))
@click.option("--end", "what", flag_value="end", help=_("whoever speaks has finished"))
@click.option("--ask", "what", flag_value="ask", help=_("they ask to speak"))
@click.option("--no-ask", "what", flag_value="no-ask", help=_("they no longer ask to"))
@click.option("--round", "what", flag_value="round", help=_("a round begins: over NAMES, else over all who are there"))
@click.option("--no-round", "what", flag_value="no-round", help=_("the round is over"))
@click.option("--correct", "what", flag_value="correct", help=_("the turn was NAME’s, or --from then, --until then"))
@click.option("--withdraw", "what", flag_value="withdraw", help=_("that turn is withdrawn: nobody spoke"))
@click.option("--show", "what", flag_value="show", help=_("the room sees what the speaker has left"))
@click.option("--no-show", "what", flag_value="no-show", help=_("the room sees it no more"))
@click.option("--label", metavar=_("TEXT"), help=_("a speaker on no list: a table, the public"))
@click.option(
    "--of",
    "number",
    type=Between(1),
    metavar="N",
    help=_("with --correct, --withdraw: the turn with this number (left out: the last)"),
)
@click.option("--from", "began", metavar=_("T"), help=_("with --correct: when it began"))
@click.option("--until", "ended", metavar=_("T"), help=_("with --correct: when it ended"))
@session_option
@as_option
@at_option
@language_option
def turn(
    names: tuple[str, ...],
    what: str | None,
    label: str | None,
    number: int | None,
    began: str | None,
    ended: str | None,
    session: str | None,
    by: str,
    at: str | None,
    language: str | None,
) -> None:
    from workshop_tui.session.state import told

    _fits(names, what, label, number=number is not None, times=began is not None or ended is not None)
    with session_of(session, by, language) as opened:
        when = instant(opened.state, at, now=opened.now())
        times = [
            instant(opened.state, text, option, now=opened.now())
            for text, option in ((began, "--from"), (ended, "--until"))
        ]
        for command in _meant(names, what, label or "", number or 0, times):
            record = opened.do(command, when)
            share = _share_told(opened.state, when or opened.now()) if what in (None, "round") else ""
            click.echo(str(told(opened.state, record.event)) + share)


def _fits(names: tuple[str, ...], what: str | None, label: str | None, *, number: bool, times: bool) -> None:
    """Raise a usage error where what is given does not go together."""
    if number and what not in ("correct", "withdraw"):
        raise click.UsageError(_("--of goes with --correct or --withdraw"))
    if times and what != "correct":
        raise click.UsageError(_("--from and --until go with --correct"))
    if what in NAMELESS and (names or label):
        raise click.UsageError(_("--{what} takes no name", what=what))
    if label and (names or what == "round"):
        raise click.UsageError(_("--label takes the place of a name"))
    if what in SPEAKERS and not (names or label):
        raise click.UsageError(_("say who"))
    if what is None and not (len(names) == 1 or label):
        raise click.UsageError(_("say who speaks, one name in quotation marks; or what else: --end, --ask, --round…"))
    if what == "correct" and not (len(names) == 1 or ((label or times) and not names)):
        raise click.UsageError(_("say what is to be corrected: one name, --from or --until"))


def _meant(
    names: tuple[str, ...], what: str | None, label: str, number: int, times: list[datetime | None]
) -> list[TurnCommand]:
    """The commands, in order."""
    from workshop_tui.session.turns import commands as c

    name, several = names[0] if names else "", names or ("",)
    meant: dict[str | None, Callable[[], list[TurnCommand]]] = {
        None: lambda: [c.BeginTurn(name, label)],
        "end": lambda: [c.EndTurn()],
        "ask": lambda: [c.AskToSpeak(one, label) for one in several],
        "no-ask": lambda: [c.NoLongerAsk(one, label) for one in several],
        "round": lambda: [c.BeginRound(names)],
        "no-round": lambda: [c.EndRound()],
        "correct": lambda: [c.CorrectTurn(name, label, turn=number, start=times[0], end=times[1])],
        "withdraw": lambda: [c.WithdrawTurn(number)],
        "show": lambda: [c.ShowTurns()],
        "no-show": lambda: [c.ShowTurns(shown=False)],
    }
    return meant[what]()


def _share_told(state: State, now: datetime) -> str:
    """` · 1:27 of the round`, where whoever speaks has a share; else what each has."""
    from workshop_tui.session.turns.words import each_told, share_told

    stands = _standing(state, now)
    told = share_told(stands) or each_told(stands)
    return f" · {told}" if told else ""


def _standing(state: State, now: datetime) -> Standing:
    from workshop_tui.session.turns.order import standing

    return standing(state.day, state.attendance, state.floor, now)


@click.command("turns", help=_("Who speaks, who asks to, and how long each has spoken, or had by T."))
@click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/turns.md)"))
@names_option
@session_option
@at_option
@language_option
def turns(as_json: bool, names: bool, session: str | None, at: str | None, language: str | None) -> None:
    from workshop_tui.session.privacy.hiding import hidden

    with session_of(session, language=language) as opened:
        seen_at = instant(opened.state, at, now=opened.now())
        state, now = as_of(opened, seen_at), seen_at or opened.now()
        if not names:
            shown = hidden(state)
            warn_of(shown.asked)
            state = shown.state
        if as_json:
            from workshop_tui.shapes.turns import turns as as_answer

            streams.for_machines(as_answer(state, now) + "\n")
        else:
            for line in _lines(state, now):
                click.echo(line)


def _lines(state: State, now: datetime) -> list[str]:
    """Tell who speaks, the round, who asks; then a line a speaker and a group: time, share, how many turns."""
    from workshop_tui.session.turns.floor import caller
    from workshop_tui.session.turns.shares import groups, people
    from workshop_tui.session.turns.words import bar, each_told, length, share_told, speaks_told

    stands, called = _standing(state, now), caller(state.agenda, state.attendance)
    told = [" · ".join(filter(None, (speaks_told(stands, called), share_told(stands) or each_told(stands))))]
    if state.floor.asked:
        told.append(_("Ask to speak: {names}", names=", ".join(map(called, state.floor.asked))))
    if stands.order:
        told.append(_("next: {title}", title=called(stands.order[0])))
    rows = [(called(one.who), one.seconds, one.share, one.turns) for one in people(stands.spoken)]
    lines = [f"{length(spent)}\t{share}%\t{bar(share)}\t{name}\t×{count}" for name, spent, share, count in rows]
    for group in groups(state.agenda, state.attendance, stands.spoken):
        lines.append(f"{length(group.seconds)}\t{group.share}%\t{bar(group.share)}\t{group.label(state.agenda)}")
    for one in stands.spoken:
        start, end = (clock_time(instant_, state.agenda.zone) for instant_ in (one.start, one.end))
        name = called(one.turn.speaker)
        lines.append(f"{one.turn.number}\t{start} – {'' if one.open else end}\t{length(one.seconds)}\t{name}")
    return [*filter(None, told), *lines]
