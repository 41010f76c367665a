"""The commands on groups: where each stands, what one says of itself, who goes into which, what they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workshop_tui.cli.note_options import do, names_option
from workshop_tui.cli.numbers import Between
from workshop_tui.cli.options import (
    as_option,
    at_option,
    language_option,
    segment_argument,
    session_of,
    session_option,
    take_option,
)
from workshop_tui.host import streams
from workshop_tui.locale import _

if TYPE_CHECKING:
    from workshop_tui.session.groups.commands import GroupCommand
    from workshop_tui.session.turns.commands import BeginRound


@click.command("groups", help=_("The groups at work, or of SEG: where each is, who is in it, what it asks for."))
@segment_argument(required=False)
@names_option
@click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/groups.md)"))
@session_option
@at_option
@language_option
def groups(
    segment: str | None, names: bool, as_json: bool, session: str | None, at: str | None, language: str | None
) -> None:
    from workshop_tui.cli.options import as_of, instant
    from workshop_tui.session.groups.commands import meant_segment
    from workshop_tui.session.privacy.hiding import hidden
    from workshop_tui.session.timing.lookup import find_segment

    with session_of(session, language=language) as opened:
        seen_at = instant(opened.state, at, now=opened.now())
        state, now = as_of(opened, seen_at), seen_at or opened.now()
        state = state if names else hidden(state).state
        meant = meant_segment(state.day, state.groups, find_segment(state.day, segment) if segment else None)
        if as_json:
            from workshop_tui.shapes.groups import groups as as_answer

            streams.for_machines(as_answer(state, meant, now) + "\n")
            return
        from workshop_tui.session.groups_told import lines

        for line in lines(state, meant, now):
            click.echo(line)


@click.command(
    "group", help=_("What GROUP says of itself, or who goes into it; and, for all groups, what they ask for.")
)
@click.argument("named", metavar=_("[GROUP]"), required=False)
@click.option("--working", "word", flag_value="working", help=_("it works: it is not done, and asks for nothing"))
@click.option("--done", "word", flag_value="done", help=_("it is done"))
@click.option("--asks", "minutes", type=Between(1, 60), metavar="MIN", help=_("it asks for so many minutes more"))
@click.option("--move", "who", metavar=_("NAME"), help=_("this participant goes into it (without GROUP: the smallest)"))
@click.option("--out", metavar=_("NAME"), help=_("without GROUP: this participant is in none"))
@click.option("--close", is_flag=True, help=_("close it, if it was opened today: its notes stay"))
@click.option("--form", is_flag=True, help=_("without GROUP: put all who are there into groups, as the agenda says"))
@click.option("--again", is_flag=True, help=_("with --form: anew, where they are made"))
@click.option("--grant", is_flag=True, help=_("without GROUP: give all the minutes that the groups ask for"))
@click.option("--report", is_flag=True, help=_("without GROUP: they report, a round of turns over them begins"))
@click.option(
    "--segment", metavar=_("SEG"), help=_("with --form, --move, --out, --close, --report: the segment of the groups")
)
@take_option
@session_option
@as_option
@at_option
@language_option
def group(
    named: str | None,
    word: str | None,
    minutes: int | None,
    who: str | None,
    out: str | None,
    close: bool,
    form: bool,
    again: bool,
    grant: bool,
    report: bool,
    segment: str | None,
    session: str | None,
    by: str,
    at: str | None,
    language: str | None,
) -> None:
    asked = [one for one in (word, minutes, who, out, close, form, grant, report) if one]
    alone = bool(out or form or grant or report)
    if len(asked) != 1 or (alone and named) or (not (alone or who) and not named) or (again and not form):
        told = _(
            "say a group and one of --working, --done, --asks, --move, --close; or one of --form, --out, --grant, "
            "--report"
        )
        raise click.UsageError(told)
    from workshop_tui.session.groups import commands as c
    from workshop_tui.session.timing.lookup import find_segment

    with session_of(session, by, language) as opened:
        if grant:
            from workshop_tui.cli.options import instant
            from workshop_tui.cli.timing import ask_and_do, result_of

            record = ask_and_do(
                opened,
                c.granting(opened.state.day, opened.state.groups, opened.now()),
                instant(opened.state, at, now=opened.now()),
            )
            click.echo(result_of(opened, record, at))
            return
        meant: GroupCommand | BeginRound
        where = find_segment(opened.state.day, segment) if segment else None
        if report:
            from workshop_tui.session.reporting_back import round_of_groups

            meant = round_of_groups(opened.state.day, opened.state.groups, opened.state.attendance, where)
        elif form:
            meant = c.FormGroups(where, again)
        elif out:
            meant = c.PlaceMember(out, None, where)
        elif who:
            into = named or c.suggestion(opened.state.day, opened.state.groups, opened.state.attendance, who, where)
            meant = c.PlaceMember(who, into, where)
        elif close:
            meant = c.CloseGroup(named or "", where)
        elif minutes:
            meant = c.SayOfGroup(named or "", "asks", minutes)
        else:
            meant = c.SayOfGroup(named or "", "done" if word == "done" else "working")
        do(opened, meant, at)
