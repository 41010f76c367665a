"""The commands that move the day, and the one that says where it stands."""

from __future__ import annotations

import gc
import sys
import time
from typing import TYPE_CHECKING

import click

from workshop_tui.cli.options import (
    as_of,
    at_option,
    instant,
    language_option,
    segment_argument,
    session_of,
    session_option,
)
from workshop_tui.cli.timing import do, timing
from workshop_tui.host import streams
from workshop_tui.locale import _

if TYPE_CHECKING:
    from datetime import datetime

    from workshop_tui.service import Session
    from workshop_tui.session.state import State


@timing("next", _("The live segment is done and the next one starts."))
@click.option("--from", "live", metavar="SEG", help=_("only if this segment is live: repeated, it is refused"))
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


@timing("resume", _("Let it go on."))
def resume(session: str | None, by: str, at: str | None, language: str | None) -> None:
    from workshop_tui.session.timing.commands import Resume

    do(session, by, at, language, lambda _state: Resume())


@timing(
    "extend",
    _("Give minutes to the live segment, or to SEG; −MIN takes them."),
    context_settings={"ignore_unknown_options": True},
)
@click.argument("minutes", metavar="±MIN", type=click.IntRange(-1440, 1440))
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


@timing("restore", _("Bring a skipped segment back."))
@segment_argument()
def restore(session: str | None, by: str, at: str | None, language: str | None, segment: str) -> None:
    from workshop_tui.session.timing.lookup import find_segment
    from workshop_tui.session.timing.replanning_commands import Restore

    do(session, by, at, language, lambda state: Restore(find_segment(state.day, segment)))


@timing("undo", _("Take back the last timing command that still stands."))
def undo(session: str | None, by: str, at: str | None, language: str | None) -> None:
    from workshop_tui.session.timing.commands import Undo

    do(session, by, at, language, lambda _state: Undo())


@timing("end", _("Close the session; a live segment is done."))
def end(session: str | None, by: str, at: str | None, language: str | None) -> None:
    from workshop_tui.session.timing.commands import End

    do(session, by, at, language, lambda _state: End())
    if streams.somebody_at(sys.stderr):  # for a person: a script has its answer
        command = "workshop-tui report -o FILE" + (f" -s {session}" if session else "")
        streams.tell(_("Its report: {command}", command=command))


@timing("reopen", _("Open an ended session again."))
def reopen(session: str | None, by: str, at: str | None, language: str | None) -> None:
    from workshop_tui.session.timing.commands import Reopen

    do(session, by, at, language, lambda _state: Reopen())


@click.command("status", help=_("Where the day stands, or stood at T."))
@session_option
@at_option
@click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/status.md)"))
@click.option("--watch", is_flag=True, help=_("a line per change, until interrupted"))
@language_option
def status(session: str | None, at: str | None, as_json: bool, watch: bool, language: str | None) -> None:
    with session_of(session, language=language) as opened:
        seen_at = instant(opened.state, at, now=opened.now())
        state = as_of(opened, seen_at)
        _show(opened, state, seen_at or opened.now(), as_json=as_json, brief=watch)
        if watch:
            gc.enable()
        while watch and not streams.unread(now=True):
            time.sleep(0.1)
            if opened.follow():
                _show(opened, opened.state, opened.now(), as_json=as_json, brief=True)


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

        shown = lines(state, now, past)
        for line in shown[:1] if brief else shown:
            click.echo(line)
        here = views_of(opened.journal.present())
        if here and not brief:
            click.echo(_("Here: {people}", people=" · ".join(who_is_here(state, *one) for one in here.items())))
    sys.stdout.flush()
