"""Sessions that follow one another in a store: those that go on from one, and those that have something open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from workshop_tui.journal.errors import JournalError
from workshop_tui.journal.journal import Store
from workshop_tui.journal.listing import Listed
from workshop_tui.journal.sessions import load
from workshop_tui.session.state import State


def following(store: Store, session: str) -> list[str]:
    """The sessions that go on from this one, and from those, the earliest first. Raises `JournalError`."""
    chains = in_chains(store.summaries()[0])
    those = next((chain for chain in chains if any(one.id == session for one in chain)), [])
    found = {session}
    for one in those:
        if one.follows in found:
            found.add(one.id)
    return [one.id for one in those if one.id in found and one.id != session]


def day_after(store: Store, session: str) -> date | None:
    """The day of the first session that goes on from this one; None if none does. Raises `JournalError`."""
    days = [one.day for one in store.summaries()[0] if one.follows == session]
    return date.fromisoformat(min(days)) if days else None


def days_around(store: Store, session: str) -> tuple[State, ...]:
    """The days that this one goes on from, itself, and those that go on from it, the earliest first.

    Raises `JournalError`.
    """
    own = load(store, session)
    before = own.chain.before if own.chain else ()
    return (*before, own, *(load(store, one) for one in following(store, session)))


def in_chains(sessions: Iterable[Listed]) -> list[list[Listed]]:
    """The sessions, those that follow one another together, the earliest day first."""
    known = {one.id: one for one in sessions}
    first: dict[str, str] = {}

    def root(session: str) -> str:
        way: list[str] = []
        while session not in first and (before := known[session].follows) in known and session not in way:
            way.append(session)
            session = before or session
        found = first.get(session, session)
        first.update(dict.fromkeys((*way, session), found))
        return found

    chains: dict[str, list[Listed]] = {}
    for one in known.values():
        chains.setdefault(root(one.id), []).append(one)
    return [sorted(chain, key=lambda one: (_steps(known, one), one.day, one.id)) for chain in chains.values()]


def _steps(known: dict[str, Listed], one: Listed) -> int:
    """How many sessions it goes on from, one after another."""
    way = {one.id}
    while (before := known.get(one.follows or "")) and before.id not in way:
        way.add(before.id)
        one = before
    return len(way)


def with_something_open(store: Store, sessions: Iterable[Listed]) -> tuple[list[tuple[State, ...]], list[JournalError]]:
    """Read the chains of these sessions in which something was left open, or answered; and why others cannot be read.

    What a summary says suffices to pass the others over.
    """
    found, damaged = list[tuple[State, ...]](), list[JournalError]()
    for chain in in_chains(sessions):
        if not any(one.has_points for one in chain):
            continue
        days = []
        for one in chain:
            try:
                days.append(load(store, one.id))
            except JournalError as error:
                damaged.append(error)
        if days:
            found.append(tuple(days))
    return found, damaged
