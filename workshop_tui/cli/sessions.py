"""The commands that open sessions, and those that draw a screen."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from workshop_tui import locations
from workshop_tui.cli.confining import confined_options
from workshop_tui.cli.numbers import Between
from workshop_tui.cli.options import (
    Failure,
    as_option,
    asked_language,
    complete_session,
    date_option,
    language_option,
    level_option,
    me,
    session_argument,
    session_of,
    view_option,
)
from workshop_tui.cli.output import tell_doubts
from workshop_tui.cli.planned import belonging, belonging_options, day_meant, day_option, read_plan, read_to_run
from workshop_tui.cli.screens import screen_keys
from workshop_tui.clock import Clock, SystemClock
from workshop_tui.host import streams
from workshop_tui.locale import _

if TYPE_CHECKING:
    from datetime import date

    from workshop_tui.agenda import Agenda
    from workshop_tui.service import Session
    from workshop_tui.session.may import May
    from workshop_tui.session.state import State


class Shows(Protocol):
    """A way to show a session to whoever sits here."""

    def __call__(self, opened: Session, *, told: str = "", plan_file: str = "") -> None:
        """Show it; `told` is said first, `plan_file` is the agenda's file, where it was opened by that."""


def shown(
    language: str | None = None,
    *,
    room: bool = False,
    confined: bool = False,
    guide: Path | None = None,
    group: tuple[str, str] | None = None,
) -> Shows:
    """Make sure that a session can be shown, and give what shows one: a screen, or plain lines where they are asked
    for. Raises `Failure`."""
    from workshop_tui.follow import asked_for

    if asked_for(os.environ) and not (
        group or (room and confined)
    ):  # the room's key lets nobody hear more than it sees
        return lambda opened, told="", plan_file="": _by_ear(opened, confined=confined, told=told)
    keys = screen_keys()
    from workshop_tui.tui import launch

    return lambda opened, told="", plan_file="": launch.session(
        opened,
        keys,
        asked_language(language),
        room=room,
        confined=confined,
        edited=bool(told),
        plan_file=plan_file,
        guide=guide,
        group=group,
    )


def _by_ear(opened: Session, *, level: str = "normal", confined: bool = False, told: str = "") -> None:
    from workshop_tui.follow.run import follow

    tell_doubts(opened.journal.store)
    follow(opened, level=level, confined=confined, told=told)


present_option = click.option(
    "--trainer",
    "present",
    multiple=True,
    metavar=_("KEY"),
    help=_("which of two alternative trainers is here"),
)
id_option = click.option(
    "--id", "name", metavar="ID", help=_("its id (left out: made from the file's name and the day)")
)
follows_option = click.option(
    "--follows",
    metavar="SESSION",
    shell_complete=complete_session,
    help=_("the session that it goes on from (left out: of a course, the day before)"),
)
speed_option = click.option(
    "--speed",
    type=Between(0.1, 3600, click.FLOAT),
    metavar="×",
    help=_("rehearse in a throw-away session, this many times faster"),
)


def _made(
    agenda: Agenda, on: date, name: str, clock: Clock, by: str, present: tuple[str, ...], follows: str | None
) -> None:
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.sessions import default_store, find
    from workshop_tui.opening import create, doubtful_zone

    known = {trainer.key for trainer in agenda.trainers}
    for key in present:
        if key not in known:
            raise Failure(_("no trainer is called “{key}”{near}", key=key, near=""))
    try:
        store = default_store()
        create(store, agenda, on, name, clock, by, frozenset(present), find(store, follows) if follows else None)
    except JournalError as error:
        raise Failure(error.message) from None
    tell_doubts(store)
    if told := doubtful_zone(agenda):
        streams.tell(f"workshop-tui: {told}")


def _named(file: str, plan: Agenda, on: date) -> str:
    """The id of the session of that agenda on that day, made or to be made. Raises `Failure`."""
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.sessions import default_store
    from workshop_tui.opening import session_id

    try:
        return session_id(default_store(), Path(file).stem, plan, on)
    except JournalError as error:
        raise Failure(error.message) from None


def _edited_since(name: str, state: State, file: str, plan: Agenda) -> str:
    """Say how to take in the agenda, if it is another now than that of the session it was opened for; else nothing."""
    from workshop_tui.session.timing.replan import changes

    if not changes(state.day, plan):
        return ""
    return _("the agenda was edited since: workshop-tui replan {file} -s {id}", file=file, id=name)


def _rehearse(
    plan: Agenda,
    speed: float,
    by: str,
    present: tuple[str, ...],
    day: date | None,
    keep: str | None,
    guide: Path | None = None,
) -> None:
    from workshop_tui.journal import JournalError
    from workshop_tui.rehearsal import rehearsing

    show = shown(guide=guide)
    try:
        with rehearsing(plan, speed, by, frozenset(present), day, keep) as opened:
            show(opened)
    except JournalError as error:
        raise Failure(error.message) from None


@click.command("open", help=_("Create the session of an agenda and a day, without a screen; prints its id."))
@click.argument("agenda", metavar=_("AGENDA"))
@day_option
@date_option
@id_option
@follows_option
@present_option
@belonging_options
@as_option
@language_option
def open_(
    agenda: str,
    number: int | None,
    day: date | None,
    name: str | None,
    follows: str | None,
    present: tuple[str, ...],
    series: str | None,
    territory: str | None,
    by: str,
    language: str | None,
) -> None:
    from workshop_tui.session.present import wrong_date

    clock = SystemClock()
    plan, on = day_meant(read_plan(agenda, language), clock, number, day)
    plan = belonging(plan, series, territory)
    name = name or _named(agenda, plan, on)
    if told := wrong_date(clock.now(), day):
        streams.tell(str(told))
    try:
        _made(plan, on, name, clock, by, present, follows)
    except Failure as refused:
        from workshop_tui.journal import JournalError
        from workshop_tui.journal.sessions import default_store, load

        with suppress(JournalError):
            if edited := _edited_since(name, load(default_store(), name), agenda, plan):
                raise Failure(f"{refused.message} · {edited}") from None
        raise
    click.echo(name)


@click.command("run", help=_("Open (or resume) the session of an agenda and a day, full screen."))
@click.argument("agenda", metavar=_("AGENDA"))
@as_option
@day_option
@date_option
@speed_option
@click.option("--keep", metavar="ID", help=_("keep the rehearsal's session, under this id"))
@follows_option
@present_option
@belonging_options
@language_option
def run_(
    agenda: str,
    by: str,
    number: int | None,
    day: date | None,
    speed: float | None,
    keep: str | None,
    follows: str | None,
    present: tuple[str, ...],
    series: str | None,
    territory: str | None,
    language: str | None,
) -> None:
    clock = SystemClock()
    plan, on = day_meant(read_to_run(agenda, language, clock, day), clock, number, day)
    plan = belonging(plan, series, territory)
    if speed:
        _rehearse(plan, speed, by, present, day, keep)
        return
    if keep:
        raise click.UsageError(_("--keep goes with --speed"))
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.sessions import default_store

    show = shown(language)
    name = _named(agenda, plan, on)
    try:
        there = default_store().has(name)
    except JournalError as error:
        raise Failure(error.message) from None
    if not there:
        _made(plan, on, name, clock, by, present, follows)
    with session_of(name, by, language) as opened:
        told = _edited_since(name, opened.state, agenda, plan) if there else ""
        show(opened, told=told, plan_file=agenda)


@click.command("join", help=_("Another terminal on a session."))
@session_argument()
@as_option
@view_option
@click.option("--group", "group", metavar=_("GROUP"), help=_("one group’s own view: its time, its notes, what it asks"))
@confined_options
@language_option
def join(
    session: str | None, by: str, view: str, group: str | None, confined: bool, right: May, language: str | None
) -> None:
    if group and view != "run":
        raise click.UsageError(_("“{one}” and “{other}” exclude each other", one="--group", other="--view"))
    from workshop_tui.session.may import May as Right

    with session_of(session, by, language, min(right, Right.NOTE) if group else right) as opened:
        whose = None
        if group:  # else the first frame would wait for all that is known of groups
            from workshop_tui.session.groups.commands import find_anywhere

            whose = find_anywhere(opened.state.day, opened.state.groups, group)
        shown(language, room=view == "room", confined=confined, group=whose)(opened)


@click.command("follow", help=_("The day in plain lines, by ear: nothing is redrawn, commands are words."))
@session_argument()
@as_option
@level_option
@confined_options
@language_option
def follow(session: str | None, by: str, level: str, confined: bool, right: May, language: str | None) -> None:
    with session_of(session, by, language, right) as opened:
        _by_ear(opened, level=level, confined=confined)


def follow_the_only_one() -> None:
    """Follow the session that is meant where none is named; none: say how one is opened. Raises `Failure`."""
    with session_of(None, me()) as opened:
        _by_ear(opened)


@click.command("demo", help=_("Rehearse the seed's day at once, in a throw-away session, 60 times faster."))
@click.option(
    "--speed", type=Between(0.1, 3600, click.FLOAT), default=60.0, metavar="×", help=_("how many times faster")
)
@as_option
@language_option
def demo(speed: float, by: str, language: str | None) -> None:
    plan, _on = day_meant(read_plan(str(locations.seed_agenda()), language), SystemClock(), None, None)
    _rehearse(plan, speed, by, (), None, None, locations.guide())
