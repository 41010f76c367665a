"""The agenda's file that a command is given, and which day of it is meant."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workshop_tui.cli.numbers import Between
from workshop_tui.cli.options import Command, Failure, asked_language, speak_for
from workshop_tui.locale import _, speak
from workshop_tui.text import clean_line

if TYPE_CHECKING:
    from workshop_tui.agenda import Agenda
    from workshop_tui.agenda.course import Plan
    from workshop_tui.clock import Clock

_HEAD = 20_000
"""Bytes of a file in which its language is looked for."""
_SAYS_LANGUAGE = r"""(?m)^\s*language\s*=\s*["'“«]?\s*(fr|en)\b"""

day_option = click.option(
    "--day",
    "number",
    type=Between(1),
    metavar="N",
    help=_("of a course: its Nth day (left out: that of the date, else the next to come)"),
)


def belonging_options(command: Command) -> Command:
    """`--series` and `--territory`, which stand in the place of the agenda's own."""
    for name, told in (
        ("territory", _("the territory that it is held in (left out: the agenda's)")),
        ("series", _("the series that it is part of (left out: the agenda's)")),
    ):
        command = click.option(f"--{name}", metavar=_("NAME"), help=told)(command)
    return command


def belonging(agenda: Agenda, series: str | None, territory: str | None) -> Agenda:
    """The agenda with the series and the territory that were said. Raises click's usage error if one is no word."""
    from msgspec.structs import replace

    said = {"series": series, "territory": territory}
    words = {name: clean_line(word) for name, word in said.items() if word is not None}
    for name, word in words.items():
        if not word:
            raise click.BadParameter(_("a name is wanted here"), param_hint=f"--{name}")
    return replace(agenda, **words) if words else agenda


def read_plan(file: str, language: str | None = None) -> Plan:
    """The agenda or the course in `file`, its language spoken. Its mistakes are a Failure, one line each."""
    from workshop_tui.agenda.course import days_of
    from workshop_tui.agenda.reading import AgendaError, load

    try:
        plan = load(Path(file))
    except AgendaError as error:
        speak_for_file(file, language)
        raise Failure("\n".join(finding.told(file) for finding in error.findings)) from None
    speak_for(days_of(plan)[0], language)
    return plan


def speak_for_file(file: str, language: str | None) -> None:
    """As `speak_for`, of a file with mistakes: by the line that says its language, if it has one before any table."""
    with suppress(OSError):
        if not Path(file).is_file():  # a pipe would be waited for
            return
        head = Path(file).read_bytes()[:_HEAD].decode(errors="replace").partition("\n[")[0]
        said = re.search(_SAYS_LANGUAGE, head)
        if chosen := asked_language(language) or (said and said[1]):
            speak(chosen)


def read_to_run(file: str, language: str | None, clock: Clock, on: date | None) -> Plan:
    """See `read_plan`; where its session of that day is there already, a file with mistakes keeps nobody from it."""
    try:
        return read_plan(file, language)
    except Failure as broken:
        if name := _session_of(file, on or clock.now().astimezone().date()):
            there = _("Its day is there as it was: workshop-tui join {id}", id=name)
            raise Failure(f"{broken.message}\n{there}") from None
        raise


def _session_of(file: str, day: date) -> str | None:
    """The session that was opened for this file on that day, by its name alone; None if there is none."""
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.sessions import default_store
    from workshop_tui.session import ids

    name = ids.made(Path(file).stem, "", day, 1)
    with suppress(JournalError):
        return name if default_store().has(name) else None
    return None


def day_meant(plan: Plan, clock: Clock, number: int | None, on: date | None) -> tuple[Agenda, date]:
    """The agenda of the day that is meant, and its date. Raises `Failure`."""
    from workshop_tui.agenda.course import NoDay, day_of, days_of
    from workshop_tui.agenda.least import at_least
    from workshop_tui.opening import today

    try:
        agenda, day = day_of(plan, today(days_of(plan)[0], clock), number, on)
        return at_least(agenda), day
    except NoDay as none:
        raise Failure(none.message) from None


def same_day(plan: Plan, agenda: Agenda, number: int | None = None) -> Agenda:
    """The day of an edited agenda that `agenda` was. Raises `Failure`."""
    from workshop_tui.agenda import course

    try:
        return course.same_day(plan, agenda, number)
    except course.NoDay as none:
        raise Failure(none.message) from None
