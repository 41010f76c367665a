"""The commands that move the day, and the one that says where it stands."""

from __future__ import annotations

import gc
import sys
import time
from typing import TYPE_CHECKING

import click

from workshop_tui.cli.numbers import Between
from workshop_tui.cli.options import (
    Failure,
    as_of,
    as_option,
    at_option,
    complete_segment,
    instant,
    language_option,
    level_option,
    segment_argument,
    session_of,
    session_option,
    taking,
)
from workshop_tui.cli.timing import ask_and_do, do, result_of, timing
from workshop_tui.host import streams
from workshop_tui.locale import _, say
from workshop_tui.text import clean_line

if TYPE_CHECKING:
    from datetime import datetime

    from workshop_tui.journal.company import Signalled
    from workshop_tui.service import Session
    from workshop_tui.session.state import State


@timing("next", _("The live segment is done and the next one starts."))
@click.option("--from", "live", metavar=_("SEG"), help=_("only if this segment is live: repeated, it is refused"))
def next_(session: str | None, by: str, at: str | None, language: str | None, live: str | None) -> None:
    from workshop_tui.session.timing.commands import Next
    from workshop_tui.session.timing.lookup import find_segment

    do(session, by, at, language, lambda state: Next(find_segment(state.day, live) if live else None))


@timing("goto", _("Start this segment now; the live one is set aside."))
@segment_argument()
def goto(session: str | None, by: str, at: str | None, language: str | None, segment: str) -> None:
    from workshop_tui.session.timing.commands import Goto
    from workshop_tui.session.timing.lookup import find_segment

    do(session, by, at, language, lambda state: Goto(find_segment(state.day, segment)))


@timing("stop", _("The live segment is done and nothing starts: lunch, or the end of a block."))
def stop(session: str | None, by: str, at: str | None, language: str | None) -> None:
    from workshop_tui.session.timing.commands import Stop

    do(session, by, at, language, lambda _state: Stop())


@timing("pause", _("Let the live segment's time stand still."))
def pause(session: str | None, by: str, at: str | None, language: str | None) -> None:
    from workshop_tui.session.timing.commands import Pause

    do(session, by, at, language, lambda _state: Pause())


@timing("resume", _("Let the live segment's time go on."))
def resume(session: str | None, by: str, at: str | None, language: str | None) -> None:
    from workshop_tui.session.timing.commands import Resume

    do(session, by, at, language, lambda _state: Resume())


@timing(
    "extend",
    _("Give minutes to the live segment, or to SEG; −MIN takes them."),
    context_settings={"ignore_unknown_options": True},
)
@click.argument("minutes", metavar="±MIN", type=Between(-1440, 1440))
@segment_argument(required=False)
def extend(
    session: str | None, by: str, at: str | None, language: str | None, minutes: int, segment: str | None
) -> None:
    from workshop_tui.session.timing.lookup import find_segment
    from workshop_tui.session.timing.replanning_commands import Extend

    do(
        session,
        by,
        at,
        language,
        lambda state: Extend(minutes, find_segment(state.day, segment) if segment else None),
    )


@timing("skip", _("Take an upcoming or set-aside segment out of today."))
@segment_argument()
def skip(session: str | None, by: str, at: str | None, language: str | None, segment: str) -> None:
    from workshop_tui.session.timing.lookup import find_segment
    from workshop_tui.session.timing.replanning_commands import Skip

    do(session, by, at, language, lambda state: Skip(find_segment(state.day, segment)))


@timing("restore", _("Bring a skipped segment back; with backups, the sessions that they hold."))
@click.argument("what", metavar=_("SEG|FILE…"), nargs=-1, required=True, shell_complete=complete_segment)
def restore(session: str | None, by: str, at: str | None, language: str | None, what: tuple[str, ...]) -> None:
    from workshop_tui.cli.restoring import are_backups, take_back
    from workshop_tui.session.timing.lookup import find_segment
    from workshop_tui.session.timing.replanning_commands import Restore

    if are_backups(what):
        if session or at:
            raise click.UsageError(_("“{one}” and “{other}” exclude each other", one="FILE", other="--session, --at"))
        take_back(what)
        return
    segment, *more = what
    if more:
        raise click.UsageError(_("one segment is brought back at a time; a file’s name ends in .session"))
    do(session, by, at, language, lambda state: Restore(find_segment(state.day, segment)))


@timing("undo", _("Take back the last timing command that still stands."))
@click.option("--yes", is_flag=True, help=_("do not ask where it is somebody else's and older than a minute"))
def undo(session: str | None, by: str, at: str | None, language: str | None, yes: bool) -> None:
    from workshop_tui.cli.asking import make_sure
    from workshop_tui.session.state import told
    from workshop_tui.session.timing.commands import Undo, of_another

    with session_of(session, by, language) as opened:
        if theirs := of_another(opened.state.day, opened.by, opened.now()):
            make_sure(_("Take that back? {deed}.", deed=told(opened.state, theirs)), yes=yes)
        click.echo(result_of(opened, opened.do(Undo(), instant(opened.state, at, now=opened.now()), take=taking()), at))


@timing("redo", _("Bring back what undo took back last."))
def redo(session: str | None, by: str, at: str | None, language: str | None) -> None:
    from workshop_tui.session.timing.commands import Redo

    do(session, by, at, language, lambda _state: Redo())


@timing("end", _("Close the session; a live segment is done."))
@click.option("--yes", is_flag=True, help=_("do not ask where something of the day is still to come"))
def end(session: str | None, by: str, at: str | None, language: str | None, yes: bool) -> None:
    from workshop_tui.session.timing.commands import End

    with session_of(session, by, language) as opened:
        when = instant(opened.state, at, now=opened.now())
        if not yes and streams.somebody_at(sys.stdin):
            _ask_for_the_end(opened, when or opened.now())
        click.echo(result_of(opened, ask_and_do(opened, End(), when), at))
    if streams.somebody_at(sys.stderr):  # for a person: a script has its answer
        command = "workshop-tui report -o FILE" + (f" -s {session}" if session else "")
        streams.tell(_("Its report: {command}", command=command))


def _ask_for_the_end(opened: Session, when: datetime) -> None:
    """Ask while something of the day is still to come; of a day that was left open, another question is asked."""
    from workshop_tui.cli.asking import make_sure
    from workshop_tui.session.sentences import to_come
    from workshop_tui.session.timing.day import Mode
    from workshop_tui.session.timing.timeline import timeline

    times = timeline(opened.state.day, when)
    if times.mode is not Mode.ENDED and not times.left_open and (left := to_come(times)):
        make_sure(_("End the day now? {to_come}", to_come=left), yes=False)


@timing("reopen", _("Open an ended session again."))
def reopen(session: str | None, by: str, at: str | None, language: str | None) -> None:
    from workshop_tui.session.timing.commands import Reopen

    do(session, by, at, language, lambda _state: Reopen())


@click.command("hand", help=_("Who has the hand; with NAME, that trainer has it from now on."))
@click.argument("name", metavar=_("[NAME]"), required=False)
@click.option("--yes", is_flag=True, help=_("do not ask where that trainer has no screen open"))
@session_option
@as_option
@language_option
def hand(name: str | None, session: str | None, by: str, language: str | None, yes: bool) -> None:
    from workshop_tui.cli.asking import make_sure
    from workshop_tui.service import author
    from workshop_tui.session.event import person
    from workshop_tui.session.refusal import offered
    from workshop_tui.session.timing.commands import TakeHand
    from workshop_tui.spoken.notes import hand_told

    with session_of(session, name or by, language) as opened:
        if name is None:
            click.echo(hand_told(opened.state))
            return
        if opened.state.agenda.trainer(opened.by) is None:
            there = offered((one.name for one in opened.state.agenda.trainers), name)
            raise Failure(say("no trainer is called “{key}”{near}", key=clean_line(name), near=there))
        if author(opened.state.agenda, by) != opened.by and opened.by not in (opened.company.here() or ()):
            who = person(opened.state.agenda, opened.by)
            make_sure(
                _("{who} has no screen open on this session. Give {who} the hand all the same?", who=who), yes=yes
            )
        click.echo(result_of(opened, opened.do(TakeHand()), None))


@click.command("status", help=_("Where the day stands, or stood at T."))
@session_option
@at_option
@click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/status.md)"))
@click.option("--brief", is_flag=True, help=_("in one sentence"))
@click.option("--watch", is_flag=True, help=_("then what happens, a sentence each, until interrupted"))
@level_option
@language_option
def status(
    session: str | None, at: str | None, as_json: bool, brief: bool, watch: bool, level: str, language: str | None
) -> None:
    if brief and (as_json or watch):
        raise click.UsageError(_("--brief goes with neither --json nor --watch"))
    with session_of(session, language=language) as opened:
        seen_at = instant(opened.state, at, now=opened.now())
        state, now = as_of(opened, seen_at), seen_at or opened.now()
        if brief:
            from workshop_tui.spoken.standing import brief as in_brief

            click.echo(in_brief(state, now))
        elif watch and not as_json:
            gc.enable()
            _watch(opened, state, now, level)
        elif watch:
            gc.enable()
            _watch_states(opened, state, now)
        else:
            _show(opened, state, now, as_json=as_json, brief=False)


def _watch_states(opened: Session, state: State, now: datetime) -> None:
    """Show how it stands as JSON, a line each time that something has changed, until interrupted."""
    from workshop_tui.cli.patience import Patience

    patience = Patience()
    _show(opened, state, now, as_json=True, brief=True)
    shown = opened.state.number

    def look() -> int:
        opened.follow()
        if opened.state.number != shown:
            _show(opened, opened.state, opened.now(), as_json=True, brief=True)
        return opened.state.number

    while not streams.unread(now=True):
        time.sleep(0.1)
        shown = patience(look) or shown


def _watch(opened: Session, state: State, now: datetime, level: str) -> None:
    """Say where the day stands, then what happens, until interrupted."""
    from workshop_tui.cli.patience import Patience
    from workshop_tui.spoken.announcing import Announcer
    from workshop_tui.spoken.levels import LEVELS
    from workshop_tui.spoken.standing import where
    from workshop_tui.spoken.words import Titles

    titles = Titles()
    streams.put(where(state, now, titles) + "\n")
    announcer, passed = Announcer(opened.state, titles, LEVELS[level]), (now, -1)
    patience = Patience()
    patience(opened.company.look)

    def look() -> list[Signalled]:
        if not opened.journal.changed():
            return []
        opened.catch_up()
        return opened.company.look() if opened.journal.company_moved else []

    while not streams.unread(now=True):
        signals = patience(look) or []
        found = [announcer.signalled(one.author, one.signal) for one in signals]
        found += announcer.met({one.author for one in opened.company.present})
        found += announcer.heard(opened.state, now := opened.now())
        if (now, opened.state.number) != passed:
            passed = (now, opened.state.number)
            found += announcer.passed(opened.state, now)
        for one in found:
            streams.put(one.text + "\n")
        time.sleep(0.1)


def _show(opened: Session, state: State, now: datetime, *, as_json: bool, brief: bool) -> None:
    from workshop_tui.presence import views_of, who_is_here
    from workshop_tui.session.timing.day import Mode

    past = opened.past if state.day.mode is not Mode.ENDED else {}  # no chances, no other days
    if as_json:
        from workshop_tui.agenda.structs import encode
        from workshop_tui.shapes.status import status as status_of

        here = views_of(opened.journal.present())
        streams.for_machines(encode(status_of(state, now, past, here), indent=None if brief else 2) + "\n")
    else:
        from workshop_tui.status import lines

        for line in lines(state, now, past):
            click.echo(line)
        here = views_of(opened.journal.present())
        if here:
            click.echo(_("Here: {people}", people=" · ".join(who_is_here(state, *one) for one in here.items())))
    sys.stdout.flush()
