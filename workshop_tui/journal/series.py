"""Sessions of a store that are looked at together: those that are named, those of a series, those since a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from workshop_tui.journal.errors import JournalError
from workshop_tui.journal.journal import Store
from workshop_tui.journal.listing import Asked, Listed
from workshop_tui.journal.sessions import find, load, survey
from workshop_tui.locale import say
from workshop_tui.session.refusal import offered
from workshop_tui.session.state import State
from workshop_tui.session.timing.day import Mode
from workshop_tui.text import clean_line, letters


@dataclass(frozen=True)
class Together:
    """The sessions, the name of their series if they were meant by it, and why others could not be read."""

    states: tuple[State, ...]
    series: str | None
    damaged: tuple[JournalError, ...]


def sessions_of(
    store: Store, over: Sequence[str] = (), series: str | None = None, since: date | None = None
) -> Together:
    """The sessions that are named (`over`), or all that have begun or have a note; of that series, since that day.

    Raises `JournalError` where there is none, or one that is named cannot be read.
    """
    if over:
        states = [load(store, one) for one in dict.fromkeys(find(store, named) for named in over)]
        named = series and letters(series)
        kept = [
            one
            for one in states
            if (since is None or one.date >= since) and (not named or letters(one.agenda.series or "") == named)
        ]
        return _some(kept, series, ())
    listed, damaged, _copies = survey(store, Asked(since=since))
    found = [one for one in listed if one.mode != Mode.READY or one.summary.notes]
    called: str | None = None
    if series is not None:
        there = series_in(listed)
        called = there.get(letters(series))
        if called is None:
            names = offered(there.values(), series)
            raise JournalError(say("no session is of a series “{name}”{there}", name=clean_line(series), there=names))
        found = [one for one in found if letters(one.series or "") == letters(series)]
    states, broken = [], list(damaged)
    for one in found:
        try:
            states.append(load(store, one.id))
        except JournalError as error:
            broken.append(error)
    return _some(states, called, broken)


def series_in(sessions: Iterable[Listed]) -> dict[str, str]:
    """The series of these sessions, as they are written in the latest, by what they are compared by."""
    found: dict[str, str] = {}
    for one in sessions:
        if named := one.series:
            found.setdefault(letters(named), named)
    return found


def _some(states: Sequence[State], series: str | None, damaged: Sequence[JournalError]) -> Together:
    if not states:
        if damaged:
            raise damaged[0]
        raise JournalError(say("there is no such session that has begun or has a note"))
    return Together(tuple(states), series, tuple(damaged))
