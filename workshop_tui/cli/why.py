"""The command that says why the day departed from its plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workshop_tui.cli.note_options import warn_of
from workshop_tui.cli.options import as_option, language_option, session_of, session_option
from workshop_tui.cli.over_sessions import Several, several_options, show_departures
from workshop_tui.host import streams
from workshop_tui.locale import _, clock_time, say
from workshop_tui.text import clean_line

if TYPE_CHECKING:
    from workshop_tui.session.state import State
    from workshop_tui.session.timing.deviations import Deviation

REASONS = ("debate", "technical", "late", "choice", "none")


@click.command("why", help=_("Say why the day departed from its plan; without REASON, where it did."))
@click.argument("reason", metavar="[debate|technical|late|choice|none]", type=click.Choice(REASONS), required=False)
@click.option(
    "--of",
    "name",
    metavar=_("N|SEG"),
    help=_("the change with this number, or the segment that overran (left out: the last without a reason)"),
)
@click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/report.md)"))
@several_options
@session_option
@as_option
@language_option
def why(
    reason: str | None,
    name: str | None,
    as_json: bool,
    several: Several,
    session: str | None,
    by: str,
    language: str | None,
) -> None:
    if several:
        if reason or name:
            raise click.UsageError(_("a reason is given in one session: say which with --session"))
        show_departures(several, language, as_json=as_json)
        return
    from workshop_tui.session.privacy.hiding import hidden
    from workshop_tui.session.refusal import Refused, there_are
    from workshop_tui.session.state import told
    from workshop_tui.session.timing.commands import GiveReason
    from workshop_tui.session.timing.deviations import deviations, latest

    with session_of(session, by, language) as opened:
        state, now = opened.state, opened.now()
        found = deviations(state.day, now)
        if reason:
            meant = next((one for one in found if one.name == name), None) if name else latest(state.day, now)
            if meant is None:
                there = there_are(one.name for one in found)
                raise Refused(
                    say(
                        "nothing that departed from the plan is called “{name}”{there}",
                        name=clean_line(name),
                        there=there,
                    )
                    if name
                    else say("the day has gone as planned so far")
                )
            given = None if reason == "none" else reason
            record = opened.do(GiveReason(given, meant.change, meant.segment))  # type: ignore[arg-type]
            click.echo(f"{told(state, record.event)} ({str(meant.words).strip()})")
            return
        shown = hidden(state)
        found = deviations(shown.state.day, now)
        warn_of(shown.asked)
        if as_json:
            from workshop_tui.shapes.deviations import deviations as as_answer

            streams.for_machines(as_answer(shown.state, found) + "\n")
        else:
            for one in found:
                click.echo(_line(state, one))


def _line(state: State, one: Deviation) -> str:
    """`17  10:44  Aurélie changed “Échanges” by +5 min  useful debate`."""
    from workshop_tui.session.timing.events import reason_word

    reason = str(reason_word(one.reason)) if one.reason else "–"
    return "  ".join((one.name, clock_time(one.at, state.agenda.zone), str(one.words), reason))
