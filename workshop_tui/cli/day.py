"""The commands that move the day, and the one that says where it stands."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from workshop_tui.cli.options import (
    as_option,
    at_option,
    instant,
    language_option,
    segment_argument,
    session_of,
    session_option,
)
from workshop_tui.locale import _

if TYPE_CHECKING:
    from datetime import datetime

    from workshop_tui.session.intents import TimingIntent
    from workshop_tui.session.state import State


def _do(
    session: str | None, by: str, at: str | None, language: str | None, meant: Callable[[State], TimingIntent]
) -> None:
    """Do one timing command and say what it did."""
    from workshop_tui.session.account import told

    with session_of(session, by, language) as opened:
        record = opened.do(meant(opened.state), instant(opened.state, at))
        click.echo(told(opened.state, record.event))


def _timing(
    name: str, told: str, context_settings: dict[str, Any] | None = None
) -> Callable[[Callable[..., None]], click.Command]:
    """A timing command: `--session`, `--as`, `--at`, `--language`."""

    def wrap(function: Callable[..., None]) -> click.Command:
        for option in (language_option, at_option, as_option, session_option):
            function = option(function)
        made = click.command(name, help=told, context_settings=context_settings)
        return made(function)

    return wrap


@_timing("next", _("The live segment is done and the next one starts."))
@click.option("--from", "live", metavar="SEG", help=_("only if this segment is live: repeated, it is refused"))
def next_(session: str | None, by: str, at: str | None, language: str | None, live: str | None) -> None:
    from workshop_tui.session.intents import Next
    from workshop_tui.session.naming import find_segment

    _do(session, by, at, language, lambda state: Next(find_segment(state, live) if live else None))


@_timing("goto", _("Start this segment now; the live one is set aside."))
@segment_argument()
def goto(session: str | None, by: str, at: str | None, language: str | None, segment: str) -> None:
    from workshop_tui.session.intents import Goto
    from workshop_tui.session.naming import find_segment

    _do(session, by, at, language, lambda state: Goto(find_segment(state, segment)))


@_timing("stop", _("The live segment is done and nothing starts: lunch, or the end of a block."))
def stop(session: str | None, by: str, at: str | None, language: str | None) -> None:
    from workshop_tui.session.intents import Stop

    _do(session, by, at, language, lambda _state: Stop())


@_timing("pause", _("Let the live segment's time stand still."))
def pause(session: str | None, by: str, at: str | None, language: str | None) -> None:
    from workshop_tui.session.intents import Pause

    _do(session, by, at, language, lambda _state: Pause())


@_timing("resume", _("Let it go on."))
def resume(session: str | None, by: str, at: str | None, language: str | None) -> None:
    from workshop_tui.session.intents import Resume

    _do(session, by, at, language, lambda _state: Resume())


@_timing(
    "extend",
    _("Give minutes to the live segment, or to SEG; −MIN takes them."),
    context_settings={"ignore_unknown_options": True},
)
@click.argument("minutes", metavar="±MIN", type=click.IntRange(-1440, 1440))
@segment_argument(required=False)
def extend(
    session: str | None, by: str, at: str | None, language: str | None, minutes: int, segment: str | None
) -> None:
    from workshop_tui.session.intents import Extend
    from workshop_tui.session.naming import find_segment

    _do(
        session,
        by,
        at,
        language,
        lambda state: Extend(minutes, find_segment(state, segment) if segment else None),
    )


@_timing("skip", _("Take an upcoming or set-aside segment out of today."))
@segment_argument()
def skip(session: str | None, by: str, at: str | None, language: str | None, segment: str) -> None:
    from workshop_tui.session.intents import Skip
    from workshop_tui.session.naming import find_segment

    _do(session, by, at, language, lambda state: Skip(find_segment(state, segment)))


@_timing("restore", _("Bring a skipped segment back."))
@segment_argument()
def restore(session: str | None, by: str, at: str | None, language: str | None, segment: str) -> None:
    from workshop_tui.session.intents import Restore
    from workshop_tui.session.naming import find_segment

    _do(session, by, at, language, lambda state: Restore(find_segment(state, segment)))


@_timing("undo", _("Take back the last timing command that still stands."))
def undo(session: str | None, by: str, at: str | None, language: str | None) -> None:
    from workshop_tui.session.intents import Undo

    _do(session, by, at, language, lambda _state: Undo())


@_timing("end", _("Close the session; a live segment is done."))
def end(session: str | None, by: str, at: str | None, language: str | None) -> None:
    from workshop_tui.session.intents import End

    _do(session, by, at, language, lambda _state: End())


@_timing("reopen", _("Open an ended session again."))
def reopen(session: str | None, by: str, at: str | None, language: str | None) -> None:
    from workshop_tui.session.intents import Reopen

    _do(session, by, at, language, lambda _state: Reopen())


@click.command("status", help=_("Where the day stands, or stood at T."))
@session_option
@at_option
@click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/status.md)"))
@click.option("--watch", is_flag=True, help=_("a line per change, until interrupted"))
@language_option
def status(session: str | None, at: str | None, as_json: bool, watch: bool, language: str | None) -> None:
    with session_of(session, language=language) as opened:
        seen_at = instant(opened.state, at)
        state = _as_of(opened.journal.read(), seen_at) if seen_at else opened.state
        _show(state, seen_at or opened.clock.now(), as_json=as_json, brief=watch)
        if watch:
            gc.enable()
        while watch:
            time.sleep(0.1)
            if opened.follow():
                _show(opened.state, opened.clock.now(), as_json=as_json, brief=True)


def _as_of(records: list[Any], seen_at: datetime) -> State:
    """The session as it stood: only what had happened by then counts."""
    from workshop_tui.session.state import fold

    state = fold(record for record in records if record.number == 1 or record.event.at <= seen_at)
    if state is None:
        raise AssertionError("a session has a first event")
    return state


def _show(state: State, now: datetime, *, as_json: bool, brief: bool) -> None:
    from workshop_tui.status import lines
    from workshop_tui.status import status as status_of

    if as_json:
        click.echo(status_of(state, now).model_dump_json(indent=None if brief else 2))
    else:
        shown = lines(state, now)
        for line in shown[:1] if brief else shown:
            click.echo(line)
    sys.stdout.flush()


COMMANDS = (next_, goto, stop, pause, resume, extend, skip, restore, undo, end, reopen, status)
