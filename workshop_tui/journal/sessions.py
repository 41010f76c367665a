"""Sessions wherever they are kept: which there are, which one is meant, how one stands."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_tui import locations
from workshop_tui.host.files import is_path
from workshop_tui.journal.files import is_there
from workshop_tui.journal.journal import Journal, JournalError, Store
from workshop_tui.journal.listing import Asked
from workshop_tui.journal.sqlite import Folder
from workshop_tui.locale import say
from workshop_tui.locale.system import missing
from workshop_tui.session.state import State, fold
from workshop_tui.session.timing.day import Mode

if TYPE_CHECKING:
    from workshop_tui.session.timing.chance import Past


def default_store() -> Store:
    """The store in which sessions are kept: on the server that `WORKSHOP_TUI_STORE` names, else in the data folder."""
    if address := locations.store():
        from workshop_tui.journal.postgres import Postgres

        return Postgres(address)
    return Folder(locations.sessions())


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
    return state


def overruns_before(store: Store, state: State) -> Past:
    """The overruns of each segment of this agenda on earlier days, from the sessions in `store`; below zero: shorter.

    Whole minutes, by segment; an agenda is the same if its title is. Only what was done counts. A session that
    cannot be read is passed over.
    """
    took: dict[str, list[int]] = {}
    with suppress(JournalError):
        for one in reversed(store.summaries(Asked(before=state.date, title=state.agenda.title))[0]):
            for key, minutes in one.summary.overruns.items():
                if key in state.day.plans:
                    took.setdefault(key, []).append(minutes)
    return took


def find(store: Store, named: str | None) -> str:
    """The session that `named` means, an id or the path of a file; left out: the only open one, else the only one.

    Raises `JournalError`, which lists them where several could be meant.
    """
    if named:
        if not is_path(named) and store.has(named):
            return named
        if isinstance(store, Folder) and is_there(Path(named)):
            return str(locations.whole(named))
        none = say("there is no session “{name}”", name=named)
        raise JournalError(missing(named, none) if is_path(named) else none)
    running, damaged = store.summaries(Asked(modes=frozenset(Mode) - {Mode.ENDED}))
    sessions = running or store.summaries()[0]
    if not sessions:
        if damaged:
            raise damaged[0]
        raise JournalError(say("there is no session yet: “workshop-tui open AGENDA” makes one"))
    if len(sessions) == 1:
        return sessions[0].id
    ids = ", ".join(one.id for one in sessions)
    raise JournalError(say("several sessions could be meant, say which with -s: {ids}", ids=ids))
