"""The commands that change what the day is made of: land a block, add a segment, put one elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workshop_tui.cli.asking import make_sure
from workshop_tui.cli.numbers import Between
from workshop_tui.cli.options import (
    Failure,
    as_of,
    complete_segment,
    instant,
    segment_argument,
    session_of,
    taking,
)
from workshop_tui.cli.planned import day_option, read_plan, same_day
from workshop_tui.cli.timing import do, result_of, timing
from workshop_tui.host import streams
from workshop_tui.locale import _

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from workshop_tui.session.state import State
    from workshop_tui.session.timing.replanning_commands import Add
    from workshop_tui.session.timing.replanning_events import ProposalKind


def complete_offered(ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Keys of the segments that the agenda offers, for the shell."""
    from workshop_tui.cli.completing import offered_begun

    return offered_begun(ctx.params.get("session"), begun)


KINDS = ("squeeze", "drop", "carry", "stretch", "hurry")
after_option = click.option(
    "--after", metavar=_("SEG"), shell_complete=complete_segment, help=_("the segment that it goes after")
)


@timing(
    "add",
    _(
        "Add a segment that nobody planned, or one that the agenda offers, after the live one or after SEG; "
        "with --group, a group."
    ),
)
@click.argument("title", metavar=_("[TITLE]"), required=False, shell_complete=complete_offered)
@click.argument("minutes", metavar=_("[MIN]"), type=Between(1, 1440), required=False, default=None)
@after_option
@click.option("--group", "group", metavar=_("TITLE"), help=_("a group, by its topic, in the place of a segment"))
@click.option("--place", metavar=_("TEXT"), help=_("with --group: where it meets"))
@click.option("--round", "number", type=Between(1, 20), metavar="N", help=_("with --group: in which round, from 1"))
def add(
    session: str | None,
    by: str,
    at: str | None,
    language: str | None,
    title: str | None,
    minutes: int | None,
    after: str | None,
    group: str | None,
    place: str | None,
    number: int | None,
) -> None:
    from workshop_tui.session.timing.lookup import find_segment

    if group is not None:
        if title is not None or after:
            raise click.UsageError(_("--group takes neither a segment’s title nor its minutes"))
        from workshop_tui.cli.note_options import do as do_and_tell
        from workshop_tui.session.groups.commands import OpenGroup

        with session_of(session, by, language) as opened:
            do_and_tell(opened, OpenGroup(group, place, number), at)
        return
    if title is None:
        raise click.MissingParameter(param_hint="'" + _("TITLE MIN") + "'", param_type="argument")
    if place or number:
        raise click.UsageError(_("--place and --round go with --group"))
    from workshop_tui.session.timing.replanning_commands import adding

    def meant(state: State) -> Add:
        command = adding(state.day, title, minutes, find_segment(state.day, after) if after else None)
        if command is None:
            raise click.UsageError(_("say its minutes, too: add TITLE MIN"))
        return command

    do(session, by, at, language, meant)


@timing("move", _("Put an unfinished segment after another, or first in what is left of a block."))
@segment_argument()
@after_option
@click.option("--block", metavar="B", help=_("the block that it goes to"))
def move(
    session: str | None,
    by: str,
    at: str | None,
    language: str | None,
    segment: str,
    after: str | None,
    block: str | None,
) -> None:
    if after is None and block is None:
        raise click.UsageError(_("say where to: --after SEG, or --block B"))
    from workshop_tui.session.timing.lookup import find_block, find_segment
    from workshop_tui.session.timing.replanning_commands import Move

    do(
        session,
        by,
        at,
        language,
        lambda state: Move(
            find_segment(state.day, segment),
            find_segment(state.day, after) if after else None,
            find_block(state.day, block) if block else None,
        ),
    )


@timing("hours", _("Move the start of a block that has not begun, or its hard end: the room is there until 12h15."))
@click.argument("block", metavar="B")
@click.option("--start", metavar=_("T"), help=_("when it begins"))
@click.option("--end", metavar=_("T"), help=_("when it has to end; before its start: on the next day"))
def hours(
    session: str | None,
    by: str,
    at: str | None,
    language: str | None,
    block: str,
    start: str | None,
    end: str | None,
) -> None:
    if start is None and end is None:
        raise click.UsageError(_("say which: --start T, or --end T"))
    from workshop_tui.session.timing.hours import ChangeHours, ending_at
    from workshop_tui.session.timing.lookup import find_block

    def meant(state: State) -> ChangeHours:
        key = find_block(state.day, block)
        was, zone = state.day.hours[key].start, state.agenda.zone
        starts = instant(state, start, "--start", near=was)
        ends = instant(state, end, "--end", near=starts or was)
        return ChangeHours(key, starts, ending_at(ends, starts or was, zone) if ends else None)

    do(session, by, at, language, meant)


@timing(
    "shift",
    _("Move what is left of the day, by minutes or to T; guests come when agreed."),
    context_settings={"ignore_unknown_options": True},
)
@click.argument("minutes", metavar="[±MIN]", type=Between(-1440, 1440), required=False)
@click.option("--to", metavar=_("T"), help=_("when the next block that has not begun begins; `now`"))
@click.option("--with-pins", is_flag=True, help=_("clock times that were agreed move, too"))
def shift(
    session: str | None,
    by: str,
    at: str | None,
    language: str | None,
    minutes: int | None,
    to: str | None,
    with_pins: bool,
) -> None:
    if (minutes is None) == (to is None):
        raise click.UsageError(_("say by how much: ±MIN, or --to T"))
    from workshop_tui.clock import SystemClock
    from workshop_tui.session.timing.hours import Shift, next_start

    def meant(state: State) -> Shift:
        now = SystemClock().now().replace(second=0)
        when = now if to == "now" else instant(state, to, "--to", near=next_start(state.day) or now)
        return Shift((minutes or 0) * 60, when, with_pins)

    do(session, by, at, language, meant)


@timing("replan", _("Take in the agenda that was edited since the session was opened; says first what changes."))
@click.argument("file", metavar=_("AGENDA"))
@day_option
@click.option("--dry-run", is_flag=True, help=_("only say what would change"))
@click.option("--yes", is_flag=True, help=_("do not ask"))
def replan(
    session: str | None,
    by: str,
    at: str | None,
    language: str | None,
    file: str,
    number: int | None,
    dry_run: bool,
    yes: bool,
) -> None:
    from workshop_tui.session.state import told
    from workshop_tui.session.timing.hours import Replan
    from workshop_tui.session.timing.replan import SAME, changes

    plan = read_plan(file, language)
    with session_of(session, by, language) as opened:
        agenda = same_day(plan, opened.state.agenda, number)
        differences = changes(opened.state.day, agenda)
        for one in differences:
            click.echo(one)
        if dry_run:
            if not differences:
                click.echo(SAME)
            return
        if differences:
            make_sure(_("Take this in?"), yes=yes)
        record = opened.do(Replan(agenda), instant(opened.state, at, now=opened.now()), take=taking())
        click.echo(told(opened.state, record.event))


@timing("fit", _("What can be done to land the block on its hard end: all proposals, or one; --apply takes it."))
@click.argument("kind", metavar="[squeeze|drop|carry|stretch|hurry]", type=click.Choice(KINDS), required=False)
@click.option("--apply", "take", is_flag=True, help=_("take it (undo takes it back)"))
@click.option("--late", is_flag=True, help=_("with --apply: even if the block is still late then"))
@click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/fit.md)"))
def fit(
    session: str | None,
    by: str,
    at: str | None,
    language: str | None,
    kind: ProposalKind | None,
    take: bool,
    late: bool,
    as_json: bool,
) -> None:
    if take and kind is None:
        raise click.UsageError(_("say which one to apply: squeeze, drop, carry, stretch or hurry"))
    if late and not take:
        raise click.UsageError(_("--late goes with --apply"))
    from workshop_tui.session.timing.fit import fit as fit_of
    from workshop_tui.session.timing.fit import nothing_to_fit
    from workshop_tui.session.timing.timeline import left_open

    with session_of(session, by, language) as opened:
        when = instant(opened.state, at, now=opened.now())
        if take and kind:
            from workshop_tui.session.timing.replanning_commands import Fit

            state = opened.state
            applied = opened.do(Fit(kind, late=late), when, take=taking())
            if not as_json:
                click.echo(result_of(opened, applied, at))
                return
            seen_at = applied.event.at
        else:
            state, seen_at = as_of(opened, when), when or opened.now()
        found = fit_of(state.day, seen_at)
        if found is None:
            raise Failure(_("no segment is left to fit"))
        if left_open(state.day, seen_at) and not as_json:
            click.echo(nothing_to_fit(state.day, seen_at))
            return
        wanted = (found.proposal(kind),) if kind else found.proposals
        if as_json:
            from workshop_tui.agenda.structs import encode
            from workshop_tui.shapes.fit import shape

            streams.for_machines(encode(shape(state, found, wanted), indent=2) + "\n")
            return
        from workshop_tui.proposals import lines

        for line in lines(state, found, wanted):
            click.echo(line)
