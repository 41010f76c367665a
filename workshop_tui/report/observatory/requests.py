"""The requests of several sessions: who turned to whom, at which phase, what for, and whether there was an answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from workshop_tui.agenda.vocabulary import COLLECTIVE, PURPOSES
from workshop_tui.locale import Message, say
from workshop_tui.report.observatory.series import Said, Series, Spread
from workshop_tui.report.observatory.words import Axis, Word
from workshop_tui.session.notes.notebook import Details

WAYS = {
    "from": say("the collective turns to others"),
    "to": say("others turn to the collective"),
    "other": say("among others"),
}
"""The directions of requests."""


@dataclass(frozen=True)
class Asked:
    """Requests that have something in common. A session in which one was answered and another not counts in both."""

    spread: Spread
    answered: Spread
    unanswered: Spread


@dataclass(frozen=True)
class Flow:
    """The requests of one stakeholder to another; the key of an end is empty where nobody said it."""

    asker: Word
    asked: Word
    count: Asked


@dataclass(frozen=True)
class ByWay:
    """The requests of a phase, for a purpose, or of a degree of participation, by their direction: `WAYS`."""

    key: str
    label: Message
    ways: dict[str, Asked]
    known_in: int = 0
    """Of a degree: the number of sessions whose vocabulary has it."""


@dataclass(frozen=True)
class Row:
    """The requests of one phase, purpose, asker and asked: what all else is made of."""

    phase: Word
    purpose: str
    way: str
    asker: Word
    asked: Word
    count: Asked


@dataclass(frozen=True)
class Requests:
    """The requests, from every side."""

    all: Asked
    by_phase: tuple[ByWay, ...]
    by_purpose: tuple[ByWay, ...]
    by_degree: tuple[ByWay, ...]
    """From the least, with those that nobody said; none where no request has a degree."""
    flows: tuple[Flow, ...]
    rows: tuple[Row, ...]


def requests(series: Series) -> Requests:
    """The requests of these sessions."""
    phases, stakeholders = Axis(series.sessions, "phases"), Axis(series.sessions, "stakeholders")
    notes = [one for one in series.notes if one.note.taken.kind == "sollicitation"]
    flows: dict[tuple[str, str], list[Said]] = {}
    by_phase: dict[str, list[Said]] = {}
    rows: dict[tuple[str, str, str, str], list[Said]] = {}
    for one in notes:
        said = _details(one)
        ends = stakeholders.key(one.place, said.asker or ""), stakeholders.key(one.place, said.asked or "")
        flows.setdefault(ends, []).append(one)
        for phase in dict.fromkeys(phases.key(one.place, tag) for tag in one.note.taken.phases or ("",)):
            by_phase.setdefault(phase, []).append(one)
            rows.setdefault((phase, said.purpose or "", *ends), []).append(one)
    purposes = dict.fromkeys([*(word.key for word in PURPOSES), *sorted(_details(one).purpose or "" for one in notes)])
    purposes[""] = purposes.pop("", None)
    asked = _counting(series)
    by_purpose = {key: [one for one in notes if (_details(one).purpose or "") == key] for key in purposes}
    order = {one.key: place for place, one in enumerate(phases.words(by_phase))}
    found = sorted(rows.items(), key=lambda row: (order[row[0][0]], row[0][1:]))
    return Requests(
        asked(notes),
        tuple(
            ByWay(word.key, word.label, _by_way(by_phase[word.key], asked))
            for word in phases.words(by_phase)
            if word.key in by_phase
        ),
        tuple(ByWay(key, purpose_word(key), _by_way(those, asked)) for key, those in by_purpose.items() if those),
        _by_degree(series, notes),
        tuple(
            sorted(
                (Flow(stakeholders.word(a), stakeholders.word(b), asked(those)) for (a, b), those in flows.items()),
                key=lambda flow: (-flow.count.spread.sessions, flow.asker.key, flow.asked.key),
            )
        ),
        tuple(
            Row(phases.word(phase), purpose, way(those[0]), stakeholders.word(a), stakeholders.word(b), asked(those))
            for (phase, purpose, a, b), those in found
        ),
    )


def way(one: Said) -> str:
    """The direction of a request: a key of `WAYS`."""
    said = _details(one)
    return "from" if said.asker == COLLECTIVE else "to" if said.asked == COLLECTIVE else "other"


def purpose_word(key: str) -> Message:
    """The words for a purpose; one that no list knows is as it was written."""
    if not key:
        return say("No purpose said")
    return next((word.label for word in PURPOSES if word.key == key), Message("{label}", {"label": f"{key} (?)"}))


def answered(one: Said) -> bool:
    """Tell whether an answer to a request was noted."""
    return bool(_details(one).answer)


def _details(one: Said) -> Details:
    return one.note.taken.details or Details()


def _by_way(notes: Iterable[Said], asked: Callable[[list[Said]], Asked]) -> dict[str, Asked]:
    those = list(notes)
    return {key: asked([one for one in those if way(one) == key]) for key in WAYS}


def _by_degree(series: Series, notes: list[Said]) -> tuple[ByWay, ...]:
    axis, asked = Axis(series.sessions, "degrees"), _counting(series)
    said: dict[str, list[Said]] = {}
    for one in notes:
        said.setdefault(axis.key(one.place, _details(one).degree or ""), []).append(one)
    if not said.keys() - {""}:
        return ()
    return tuple(
        ByWay(word.key, word.label, _by_way(said.get(word.key, ()), asked), len(word.has)) for word in axis.words(said)
    )


def _counting(series: Series) -> Callable[[list[Said]], Asked]:
    def asked(notes: list[Said]) -> Asked:
        return Asked(
            series.spread_of(notes),
            series.spread_of(one for one in notes if answered(one)),
            series.spread_of(one for one in notes if not answered(one)),
        )

    return asked
