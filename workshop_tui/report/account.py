"""The account of a day for who was not there: each note stands in one place, the one where its reader looks for it.

What is to be remembered comes first; then what is to be done, what people came for, what was said of each phase, the
case, what is left open, and what was said of the day itself. `day_told` is the day in one paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from workshop_tui.agenda import Term
from workshop_tui.agenda.vocabulary import BUFFER
from workshop_tui.locale import Message, TimeOfDay, _, dated_time, days_told, plural, say
from workshop_tui.report.decided import Decided, is_told
from workshop_tui.report.digest import Covered, Digest, Held
from workshop_tui.report.grouped import Brought, brought_by_groups
from workshop_tui.report.printed import Told
from workshop_tui.session.notes.expectations import CLOSING, is_expectation
from workshop_tui.session.timing.day import Standing

OPEN = ("question", "parking")
"""The kinds of notes that are left open."""


@dataclass(frozen=True)
class Account:
    """The notes of a day by the place where they are told, none in two of them.

    `phases`: what was said of each, requests first; of a note that names several, under the first. `others`: notes
    that name no phase. `decisions`: all of the day, once it is known of one how it was taken; else they are of the
    essential. `cases`: what was said of each case, by the initiative's key. `closing`: of the day itself.
    `groups`: what each group brought, but for what has a place of its own (what is to be done, say).
    """

    essential: list[Told] = field(default_factory=list)
    decisions: list[Decided] = field(default_factory=list)
    follow_ups: list[Told] = field(default_factory=list)
    expectations: list[Told] = field(default_factory=list)
    phases: list[tuple[Term, list[Told]]] = field(default_factory=list)
    others: list[Told] = field(default_factory=list)
    cases: dict[str, list[Told]] = field(default_factory=dict)
    resources: list[Told] = field(default_factory=list)
    open_points: list[Told] = field(default_factory=list)
    closing: list[Told] = field(default_factory=list)
    groups: list[Brought] = field(default_factory=list)


def account(digest: Digest) -> Account:
    """The notes of `digest`, each in its place."""
    made, spoken, grouped = Account(), dict[str, tuple[Term, list[Told]]](), list[Told]()
    cases = {one.key for one in digest.initiatives if one.initiative.case}
    if is_told(digest.decisions):
        made.decisions.extend(digest.decisions)
    apart = {one.told.note.number for one in made.decisions}
    open_first = [*digest.open_points, *(one for one in digest.told if one.note.taken.kind not in OPEN)]
    for one in open_first:
        taken = one.note.taken
        if one.note.number in apart:
            continue
        if taken.kind == "action":
            made.follow_ups.append(one)
        elif taken.remember or taken.kind == "decision":
            made.essential.append(one)
        elif is_expectation(digest.state.day, one.note):
            made.expectations.append(one)
        elif taken.kind in OPEN:
            made.open_points.append(one)
        elif taken.kind == "ressource":
            made.resources.append(one)
        elif one.about in cases:
            made.cases.setdefault(one.about or "", []).append(one)
        elif one.group:
            grouped.append(one)
        elif one.phases:
            spoken.setdefault(one.phases[0].key, (one.phases[0], []))[1].append(one)
        else:
            (made.closing if _in_closing(digest, one) else made.others).append(one)
    order = [phase.key for phase in digest.agenda.phases]
    known = sorted(spoken, key=lambda key: order.index(key) if key in order else len(order))
    made.phases.extend((spoken[key][0], _requests_first(spoken[key][1])) for key in known)
    made.groups.extend(brought_by_groups(digest, grouped))
    made.essential.sort(key=lambda one: one.at)
    return made


def _in_closing(digest: Digest, one: Told) -> bool:
    segment = digest.state.day.plans.get(one.note.taken.segment or "")
    return segment is not None and segment.kind == CLOSING


def _requests_first(those: list[Told]) -> list[Told]:
    return sorted(those, key=lambda one: one.note.taken.kind != "sollicitation")


def due_day(one: Told) -> date | None:
    """The date by which a follow-up is to be done, where a date was written."""
    try:
        return date.fromisoformat((one.details.due or "").strip())
    except ValueError:
        return None


def coverage(covered: Covered) -> Message:
    """Say whether an announced item was covered: by all of the segments that were to, by some, or by none."""
    held = [row for row in covered.segments if row.held]
    if not held:
        to_come = any(row.times.projected_start for row in covered.segments)
        return say("to come") if to_come else say("not covered")
    return say("in part") if len(held) < len(covered.segments) else say("yes")


def held_from_to(covered: Covered) -> tuple[datetime, datetime] | None:
    """The instants from which and until which what covers an item was held; None while that is not over."""
    spans = [(row.times.actual_start, row.times.actual_end) for row in covered.segments if row.held]
    starts, ends = [start for start, _end in spans if start], [end for _start, end in spans if end]
    return (min(starts), max(ends)) if starts and len(ends) == len(spans) else None


def day_told(digest: Digest) -> list[str]:
    """The day in sentences, in the language in use: its hours, how much of it was held, what was left out and added."""
    return list(_sentences(digest)) if _begun(digest) else []


def _begun(digest: Digest) -> datetime | None:
    return min((row.times.actual_start for row in _rows(digest) if row.times.actual_start), default=None)


def _rows(digest: Digest) -> list[Held]:
    return [row for _block, rows in digest.blocks for row in rows]


def _sentences(digest: Digest) -> Iterator[str]:
    zone, rows, begun = digest.agenda.zone, _rows(digest), _begun(digest)
    assert begun
    start = TimeOfDay(begun, zone)
    if (ended := digest.state.day.ended_at) and not digest.times.left_open:
        last = max((row.times.actual_end for row in rows if row.times.actual_end), default=ended)
        yield _(
            "The day began at {start} and ended at {end}{drift}.",
            start=start,
            end=_dated(digest, last),
            drift=_drift(digest),
        )
    else:
        yield _("The day began at {start}.", start=start)
        if not digest.times.left_open:
            return
    content = [row for row in rows if row.times.plan.kind != BUFFER]
    planned = [row for row in content if not row.times.unplanned]
    held = sum(row.held for row in planned)
    if held == len(planned):
        yield _("All that was planned was held.")
    elif not held:
        yield _("Nothing of what was planned was held.")
    else:
        yield plural(
            "{count} of the {planned} segments planned was held.",
            "{count} of the {planned} segments planned were held.",
            held,
            planned=len(planned),
        )
    left = [row for row in planned if not row.held and (row.skipped or row.times.left_over)]
    if left:
        yield _("Not held: {titles}.", titles=_titles(left))
    if added := [row for row in content if row.times.added and row.held]:
        yield _("Added on the day: {titles}.", titles=_titles(added))
    if unfinished := [row for row in content if row.times.standing is Standing.SET_ASIDE]:
        yield _("Left unfinished: {titles}.", titles=_titles(unfinished))


def _dated(digest: Digest, instant: datetime) -> TimeOfDay | str:
    """The clock time of an instant, with its date where the day was to be over by then."""
    zone = digest.agenda.zone
    late = instant.astimezone(zone).date() not in digest.state.day.dates
    return dated_time(instant, zone) if late else TimeOfDay(instant, zone)


def _titles(rows: Iterable[Held]) -> str:
    return _("; ").join(_("“{title}”", title=row.times.plan.title) for row in rows)


def _drift(digest: Digest) -> str:
    """How far from the last planned end the last block ended, in words; nothing if it ended then."""
    block, _rows = digest.blocks[-1]
    minutes = block.late_min
    if not minutes or block.projected_end is None:
        return ""
    told = days_told(abs(minutes))
    return _(", {late} late", late=told) if minutes > 0 else _(", {early} early", early=told)
