"""The observatory as CSV: a table each of what it counts. Heads are names of fields, as in its JSON."""

from __future__ import annotations

from collections.abc import Iterable

from workshop_tui.locale import speaking
from workshop_tui.report.observatory.requests import purpose_word
from workshop_tui.report.observatory.series import Said, Series, Spread
from workshop_tui.report.observatory.whole import Observatory
from workshop_tui.report.tables import written
from workshop_tui.session.notes.tags import label
from workshop_tui.session.timing.events import reason_word

_COUNT = ["sessions", "of_sessions", "territories", "of_territories"]


def as_csv(whole: Observatory, table: str, language: str, *, bom: bool = False, semicolon: bool = False) -> str:
    """The table called `table`, one of `TABLES`, its labels in French (`fr`) or English (`en`)."""
    with speaking(language):
        rows = TABLES[table](whole)
    return written(rows, bom=bom, semicolon=semicolon)


def _count(spread: Spread) -> list[str]:
    told = [f"<{spread.fold}", ""] if spread.folded else [str(spread.sessions), str(spread.territories)]
    return [told[0], str(spread.all_sessions), told[1], str(spread.all_territories)]


def _cells(whole: Observatory) -> list[list[str]]:
    made = whole.grid
    return [
        ["phase", "phase_label", "stakeholder", "stakeholder_label", *_COUNT],
        *(
            [phase.key, str(phase.label), who.key, str(who.label), *_count(made.spread(phase.key, who.key))]
            for phase in made.phases
            for who in made.stakeholders
        ),
    ]


def _requests(whole: Observatory) -> list[list[str]]:
    return [
        [
            "phase",
            "phase_label",
            "purpose",
            "purpose_label",
            "way",
            "from",
            "from_label",
            "to",
            "to_label",
            *_COUNT,
            *(f"answered_{name}" for name in (_COUNT[0], _COUNT[2])),
            *(f"unanswered_{name}" for name in (_COUNT[0], _COUNT[2])),
        ],
        *(
            [
                one.phase.key,
                str(one.phase.label),
                one.purpose,
                str(purpose_word(one.purpose)),
                one.way,
                one.asker.key,
                str(one.asker.label),
                one.asked.key,
                str(one.asked.label),
                *_count(one.count.spread),
                *_count(one.count.answered)[::2],
                *_count(one.count.unanswered)[::2],
            ]
            for one in whole.requests.rows
        ),
    ]


def _degrees(whole: Observatory) -> list[list[str]]:
    return [
        [
            "degree",
            "degree_label",
            "way",
            *_COUNT,
            *(f"answered_{name}" for name in (_COUNT[0], _COUNT[2])),
            *(f"unanswered_{name}" for name in (_COUNT[0], _COUNT[2])),
        ],
        *(
            [
                one.key,
                str(one.label),
                way,
                *_count(count.spread),
                *_count(count.answered)[::2],
                *_count(count.unanswered)[::2],
            ]
            for one in whole.requests.by_degree
            for way, count in one.ways.items()
        ),
    ]


def _recurring(whole: Observatory) -> list[list[str]]:
    series = whole.series
    found = [(one.phase, one.kind, one.spread, one.notes) for one in whole.recurring]
    found += [(word, "verbatim", spread, notes) for word, spread, notes in whole.verbatims]
    rows = [["phase", "phase_label", "kind", *_COUNT, "text", "session", "territory"]]
    for phase, kind, spread, notes in found:
        head = [phase.key, str(phase.label), kind, *_count(spread)]
        told: Iterable[Said] = () if spread.folded else series.in_order(notes)
        rows += [[*head, one.note.taken.text, *_where(series, one.place)] for one in told] or [[*head, "", "", ""]]
    return rows


def _silence(whole: Observatory) -> list[list[str]]:
    made = whole.grid
    rows = [["phase", "phase_label", "stakeholder", "stakeholder_label", "of_sessions"]]
    silent = {one.key for one in made.silent_phases} | {one.key for one in made.silent_stakeholders}
    pairs = {(one.phase.key, who.key) for one in made.silences for who in one.stakeholders}
    for phase in made.phases:
        for who in made.stakeholders:
            both = phase.has & who.has
            nobody = (phase.key, who.key) in pairs or ({phase.key, who.key} & silent and both)
            if nobody and (phase.key, who.key) not in made.cells and (phase.key, who.key) not in made.ends:
                rows.append([phase.key, str(phase.label), who.key, str(who.label), str(len(both))])
    return rows


def _initiatives(whole: Observatory) -> list[list[str]]:
    series = whole.series
    rows = [["initiative", "name", "also", *_COUNT, "session", "date", "territory", "reached", "spoken"]]
    for one in whole.told_initiatives:
        for step in one.steps:
            day = "" if series.nowhere else step.day.isoformat()
            session, territory = _where(series, step.place)
            reached = str(step.reached.label) if step.reached else ""
            rows.append(
                [
                    one.key,
                    one.name,
                    ", ".join(one.also),
                    *_count(one.spread),
                    session,
                    day,
                    territory,
                    reached,
                    ", ".join(str(word.label) for word in step.spoken),
                ]
            )
    return rows


def _departures(whole: Observatory) -> list[list[str]]:
    rows = [["about", "name", "label", *_COUNT, "departures", "minutes"]]
    for one in whole.departures.by_reason:
        told = str(reason_word(one.reason)) if one.reason else ""
        figures = ["", ""] if one.spread.folded else [str(one.count), str(one.minutes)]
        rows.append(["reason", one.reason or "", told, *_count(one.spread), *figures])
    for row in whole.departures.by_segment:
        figures = ["", ""] if row.spread.folded else [str(len(row.minutes)), str(sum(row.minutes))]
        rows.append(["segment", "", row.title, *_count(row.spread), *figures])
    return rows


def _kinds(whole: Observatory) -> list[list[str]]:
    return [
        ["kind", "label", *_COUNT],
        *([one.word.key, str(one.word.label), *_count(one.spread)] for one in whole.kinds),
    ]


def _sessions(whole: Observatory) -> list[list[str]]:
    series = whole.series
    rows = [["session", "id", "date", "title", "territory"]]
    for place, one in enumerate(series.sessions) if not series.nowhere else ():
        rows.append([series.called(place), one.id, one.date.isoformat(), one.agenda.title, one.agenda.territory or ""])
    return rows


def _notes(whole: Observatory) -> list[list[str]]:
    """The notes, a row each; without where it was said under `chatham`, and without what is folded."""
    series = whole.series
    rows = [
        [
            "session",
            "date",
            "territory",
            "kind",
            "kind_label",
            "phases",
            "stakeholders",
            "from",
            "to",
            "purpose",
            "answer",
            "degree",
            "text",
        ]
    ]
    for one in series.in_order(series.notes) if not series.fold else ():
        taken, state = one.note.taken, series.sessions[one.place]
        details = taken.details
        session, territory = _where(series, one.place)
        names = ("asker", "asked", "purpose", "answer", "degree")
        said = [getattr(details, name) or "" if details else "" for name in names]
        rows.append(
            [
                session,
                "" if series.nowhere else state.date.isoformat(),
                territory,
                taken.kind or "",
                str(label(state.agenda, "kinds", taken.kind)) if taken.kind else "",
                ", ".join(taken.phases),
                ", ".join(taken.stakeholders),
                *said,
                taken.text,
            ]
        )
    return rows


def _where(series: Series, place: int) -> list[str]:
    """The session, and its territory; nothing where that is not told."""
    return ["", ""] if series.nowhere else [series.called(place), series.sessions[place].agenda.territory or ""]


TABLES = {
    "matrix": _cells, "requests": _requests, "degrees": _degrees, "recurring": _recurring, "silence": _silence,
    "initiatives": _initiatives, "departures": _departures, "kinds": _kinds, "sessions": _sessions, "notes": _notes,
}  # fmt: skip
"""The tables that there are, by their names."""
