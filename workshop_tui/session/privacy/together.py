"""Days that follow one another, as they may leave the program together: one rule, the strictest, and one code a person.

A name that was said on one of the days is hidden on all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from workshop_tui.session.points import Point, Step, points, points_of
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.session.privacy.hiding import Asked, hidden
from workshop_tui.session.state import Chain, State, linked
from workshop_tui.text import slug

RULES = ("nominatif", "pseudonyme", "chatham")
"""The rules of confidentiality, the strictest last."""


@dataclass(frozen=True)
class Together:
    """The days without what is hidden, what outlasted each, and the words that nobody has settled yet."""

    days: tuple[State, ...]
    points: tuple[Point, ...]
    asked: tuple[Asked, ...]


def joined(days: Sequence[State]) -> list[State]:
    """Link days that follow one another to all others, each under the strictest rule of all."""
    rule = max((one.agenda.confidentiality for one in days), key=RULES.index, default=RULES[0])
    found = []
    for k, one in enumerate(days):
        before, after = tuple(days[:k]), tuple(days[k + 1 :])
        found.append(linked(under(one, rule), Chain(lambda before=before: before, after)))  # type: ignore[misc]
    return found


def under(state: State, rule: str) -> State:
    """The session as it is under this rule of confidentiality."""
    agenda = replace(state.agenda, confidentiality=rule)
    return replace(state, day=replace(state.day, agenda=agenda), notebook=replace(state.notebook, agenda=agenda))


def told_together(days: Sequence[State]) -> Together:
    """The days, which follow one another, as they may leave the program. Private notes are still in them."""
    own = joined(days)
    veils = {one.id: Veil(one) for one in own}
    told = [hidden(one) for one in own]
    called = {one.id: each.state.id for one, each in zip(own, told, strict=True)}
    asked = {each.word: each for one in told for each in one.asked}
    return Together(
        tuple(one.state for one in told),
        tuple(_told(point, veils, called) for point in points(days)),
        tuple(asked.values()),
    )


def told_points(state: State, veil: Veil) -> list[Point]:
    """The points of a session and of those that it goes on from, as they may leave the program with it."""
    found = points_of(state)
    called = {one: _named(veil, one) for point in found for one in (point.session, *(s.session for s in point.history))}
    return [_told(point, dict.fromkeys(called, veil), called) for point in found]


def _named(veil: Veil, session: str) -> str:
    """The id of a session without what is hidden."""
    called = veil.planned(session)
    return session if called == session else slug(called) or "session"


def as_they_are(days: Sequence[State]) -> Together:
    """The days with all names."""
    return Together(tuple(days), tuple(points(days)), ())


def public(found: Iterable[Point]) -> list[Point]:
    """The points that are not for the co-trainers only."""
    return [one for one in found if not one.note.taken.private]


def _told(point: Point, veils: dict[str, Veil], called: dict[str, str]) -> Point:
    steps = tuple(
        Step(called.get(one.session, one.session), one.day, veils[one.session].part(one.answer))
        for one in point.history
    )
    note = veils[point.session].part(point.note)
    return Point(called[point.session], point.day, note, point.kind, steps)
