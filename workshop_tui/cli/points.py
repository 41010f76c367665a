"""The commands on what outlasts a day: what is open in a session and in those it follows, and over all sessions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from workshop_tui.cli.note_options import do, names_option, warn_of
from workshop_tui.cli.options import (
    Failure,
    as_option,
    at_option,
    complete_session,
    language_option,
    session_of,
    session_option,
)
from workshop_tui.host import streams
from workshop_tui.locale import _
from workshop_tui.text import clean, clean_line

if TYPE_CHECKING:
    from workshop_tui.session.points import Point
    from workshop_tui.session.state import State

json_option = click.option("--json", "as_json", is_flag=True, help=_("as JSON (docs/points.md)"))


@click.command(
    "points", help=_("What is open here and from the days before: follow-ups, questions, parked, unmet; or answer one.")
)
@click.argument("point", metavar="[POINT]", required=False)
@click.option("--done", "outcome", flag_value="done", help=_("of POINT: it is done"))
@click.option("--goes-on", "outcome", flag_value="goes_on", help=_("of POINT: it goes on"))
@click.option("--dropped", "outcome", flag_value="dropped", help=_("of POINT: it is dropped"))
@click.option("--open", "outcome", flag_value="none", help=_("of POINT: no answer after all"))
@click.option("--why", metavar=_("TEXT"), help=_("of POINT: why"))
@click.option("--all", "everything", is_flag=True, help=_("those that are closed, too"))
@names_option
@json_option
@session_option
@as_option
@at_option
@language_option
def points(
    point: str | None,
    outcome: str | None,
    why: str | None,
    everything: bool,
    names: bool,
    as_json: bool,
    session: str | None,
    by: str,
    at: str | None,
    language: str | None,
) -> None:
    if (point is None) != (outcome is None):
        raise click.UsageError(_("say which POINT, and one of --done, --goes-on, --dropped, --open"))
    if why and point is None:
        raise click.UsageError(_("--why goes with a POINT"))
    from workshop_tui.session.points import answering, meant_point, points_of

    with session_of(session, by, language) as opened:
        state = opened.state
        if point is not None:
            meant = meant_point(points_of(state), point)
            do(opened, answering(state, meant, None if outcome == "none" else outcome, why), at)  # type: ignore[arg-type]
            return
        days = (*(state.chain.before if state.chain else ()), state)
        _print([days], everything=everything, names=names, as_json=as_json)


@click.command(
    "due", help=_("What is open over all sessions: follow-ups, questions, parked, unmet; by date and person.")
)
@click.option(
    "--over",
    "over",
    metavar="SESSION",
    multiple=True,
    shell_complete=complete_session,
    help=_("only over this session; may be repeated"),
)
@names_option
@json_option
@language_option
def due(over: tuple[str, ...], names: bool, as_json: bool, language: str | None) -> None:
    from workshop_tui.cli.options import asked_language
    from workshop_tui.journal import JournalError
    from workshop_tui.journal.chains import with_something_open
    from workshop_tui.journal.sessions import default_store, find
    from workshop_tui.locale import speak

    if chosen := asked_language(language):
        speak(chosen)
    try:
        store = default_store()
        meant = {find(store, one) for one in over}
        listed, damaged = store.summaries()
        chains, unread = with_something_open(store, [one for one in listed if not meant or one.id in meant])
    except JournalError as away:
        raise Failure(away.message) from None
    _print(chains, everything=False, names=names, as_json=as_json)
    for told in (*damaged, *unread):
        streams.tell(clean(f"workshop-tui: {told}"))


def _print(chains: Sequence[tuple[State, ...]], *, everything: bool, names: bool, as_json: bool) -> None:
    """Print the points of these days, chain by chain, without what is hidden unless with `names`."""
    from workshop_tui.session.points import by_date_and_person
    from workshop_tui.session.privacy.together import as_they_are, told_together

    told = [as_they_are(days) if names else told_together(days) for days in chains]
    days_by_id = {day.id: day for one in told for day in one.days}
    found = by_date_and_person(point for one in told for point in one.points if everything or point.open)
    warn_of(word for one in told for word in one.asked)
    if as_json:
        from workshop_tui.shapes.points import points as as_answer

        streams.for_machines(as_answer((point, days_by_id[point.session].agenda.zone) for point in found) + "\n")
        return
    for point in found:
        for line in _lines(point, days_by_id):
            click.echo(line)


def _lines(point: Point, days: dict[str, State]) -> list[str]:
    """The point on a line, `formation-2026-10-01/12  2026-10-01  Follow-up  the text  (who, by when)`, and under it its
    history, a line an answer."""
    from workshop_tui.session.event import person
    from workshop_tui.session.notes.tags import label
    from workshop_tui.session.points import outcome_word

    details, text = point.note.taken.details, clean_line(point.note.taken.text)
    fields = ", ".join(filter(None, (details.who, details.due))) if details else ""
    kind = str(label(days[point.session].agenda, "kinds", point.kind))
    told = (point.handle, point.day.isoformat(), kind, text, f"({fields})" if fields else "")
    lines = ["  ".join(filter(None, told))]
    for step in point.history:
        why = f" — {step.answer.why}" if step.answer.why else ""
        who = person(days[step.session].agenda, step.answer.by)
        lines.append("    " + clean_line(f"{step.day.isoformat()}  {who}  {outcome_word(step.answer)}{why}"))
    return lines
