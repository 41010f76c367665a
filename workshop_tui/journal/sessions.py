"""Sessions wherever they are kept: which there are, which one is meant, how one stands."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from workshop_tui import locations
from workshop_tui.host.disks import doubtful
from workshop_tui.host.files import is_path
from workshop_tui.host.names import same
from workshop_tui.journal.errors import JournalError
from workshop_tui.journal.files import is_called, is_there, strangers
from workshop_tui.journal.journal import Journal, Store
from workshop_tui.journal.listing import ALL, Asked, Listed
from workshop_tui.journal.sqlite import Folder
from workshop_tui.locale import DAY_MIN, Message, say
from workshop_tui.locale.system import missing
from workshop_tui.session.refusal import offered
from workshop_tui.session.state import Chain, State, fold, linked
from workshop_tui.session.timing.day import Mode

if TYPE_CHECKING:
    from workshop_tui.journal.copies import Copy
    from workshop_tui.session.timing.chance import Past


NAMED = 12
"""Sessions that are named where one of several could be meant."""


def default_store() -> Store:
    """The store in which sessions are kept: on the server that `WORKSHOP_TUI_STORE` names, else in the data folder."""
    if address := locations.store():
        from workshop_tui.journal.postgres import Postgres

        return Postgres(address)
    return Folder(locations.sessions())


class Survey(NamedTuple):
    """The sessions of a store, and what else lies there."""

    sessions: list[Listed]
    """The latest day first."""
    damaged: list[JournalError]
    """Why each of the others cannot be read."""
    copies: list[Copy]
    """Conflicted copies of sessions: they are none."""


def survey(store: Store, asked: Asked = ALL) -> Survey:
    """Look for the sessions in `store` that are `asked` for. Raises `JournalError` if it cannot be looked at."""
    return _surveyed(store, *store.summaries(asked))


def surveys(store: Store, asked: Asked = ALL) -> Generator[Survey]:
    """Look for them a page at a time, the latest day first: what nobody reads on for is not looked at."""
    with closing(store.pages(asked)) as pages:
        for found, damaged in pages:
            yield _surveyed(store, found, damaged)


def _surveyed(store: Store, found: list[Listed], damaged: list[JournalError]) -> Survey:
    beside = _copies(store, found)
    apart = {copy.id for copy in beside}
    return Survey([one for one in found if one.id not in apart], damaged, beside)


def _copies(store: Store, found: list[Listed]) -> list[Copy]:
    named = [(one.id, one.session) for one in found if one.id != one.session]
    strange = strangers(store.path) if isinstance(store, Folder) else []
    if not (named or strange):
        return []
    from workshop_tui.journal.copies import copies

    return copies(store, named, strange)


def doubts(store: Store) -> Message | None:
    """Say what is doubtful about the folder that sessions are kept in, and what to do; None if nothing is."""
    found = doubtful(store.path) if isinstance(store, Folder) else None
    if found is None:
        return None
    if found.network:
        return say("{kind}, another machine’s disk: use PostgreSQL, or a local one and “backup”", kind=found.by)
    return say("{program} copies this folder: use PostgreSQL, or a local one and “backup”", program=found.by)


def load(store: Store, session: str) -> State:
    """The session as it stands. Raises `JournalError`."""
    with store.open(session) as journal:
        return state_of(journal)


def state_of(journal: Journal) -> State:
    """The session in an open journal as it stands. Raises `JournalError`."""
    try:
        state = fold(journal.read())
    except (ValueError, LookupError, TypeError):
        state = None
    if state is None:
        raise JournalError(say("{file} is damaged: it has no beginning", file=journal.name))
    if journal.called and state.id != journal.called:  # its file was renamed
        state = replace(state, id=journal.called)
    follows = state.follows
    return linked(state, Chain(lambda: before(journal.apart(), follows))) if follows else state


def before(store: Store, session: str | None) -> tuple[State, ...]:
    """The days of a chain up to this session, the earliest first: as far back as they are there and can be read."""
    found: dict[str, State] = {}
    with suppress(JournalError, ValueError, LookupError, TypeError):
        while session and session not in found:
            with store.open(session) as journal:
                state = fold(journal.read())
            if state is None:
                break
            state = replace(state, id=session)
            found[session] = state
            session = state.follows
    return tuple(reversed(found.values()))


def overruns_before(store: Store, state: State) -> Past:
    """The overruns of each segment of this agenda on earlier days, from the sessions in `store`; below zero: shorter.

    Whole minutes, by segment; an agenda is the same if its title is. Only what was done counts. A session that
    cannot be read is passed over.
    """
    took: dict[str, list[int]] = {}
    with suppress(JournalError):
        for one in reversed(store.summaries(Asked(before=state.date, title=state.agenda.title, lately=True))[0]):
            for key, minutes in one.summary.overruns.items():
                if minutes >= DAY_MIN:
                    continue  # it was left running for days
                if key in state.day.plans and minutes < DAY_MIN:  # else it was left running
                    took.setdefault(key, []).append(minutes)
    return took


def find(store: Store, named: str | None) -> str:
    """The session that `named` means, an id or the path of a file.

    Left out: the only one that has begun and not ended, else the only one that has not ended, else the only one.
    Raises `JournalError`, which lists them where several could be meant.
    """
    if named:
        if not is_path(named) and store.is_meant(named):
            return named
        if (isinstance(store, Folder) or is_path(named) or is_called(named)) and is_there(Path(named)):
            return str(locations.whole(named))  # a file, whatever store is set
        if not is_path(named) and len(alike := [one for one in store.ids() if same(one) == same(named)]) == 1:
            return alike[0]
        if not isinstance(store, Folder) and is_there(Path(named)):
            raise JournalError(say("{file} is a file, and WORKSHOP_TUI_STORE names a server: leave it out", file=named))
        none = say("there is no session “{name}”{there}", name=named, there=offered(store.ids(), named))
        raise JournalError(missing(named, none) if is_path(named) else none)
    those = Asked(modes=frozenset(Mode) - {Mode.ENDED}, over_as_seen=True, to_open=True)
    sessions, damaged, _copies = survey(store, those)
    if not sessions:
        sessions, damaged, _copies = survey(store)
    if not sessions:
        if damaged:
            raise damaged[0]
        raise JournalError(say("there is no session yet: “workshop-tui open AGENDA” makes one"))
    begun = [one for one in sessions if one.open and one.mode != Mode.READY]
    if len(meant := begun if len(begun) == 1 else sessions) == 1:
        return meant[0].id
    ids = ", ".join([*(one.id for one in sessions[:NAMED]), *(["…"] if sessions[NAMED:] else [])])
    raise JournalError(say("several sessions could be meant, say which with -s: {ids}", ids=ids))
