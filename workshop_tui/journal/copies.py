"""Conflicted copies: a second file of one session, made by what keeps a folder in step when two machines wrote.

Each program has its own name for them: “day (conflicted copy 2021-05-04).session”, “day-LAPTOP.session”,
“day.sync-conflict-….session”. Whatever it is called, a copy says in its first event the id of another session that is
there. What only it has is told event by event: nothing is put together without a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from workshop_tui.journal.errors import JournalError
from workshop_tui.journal.files import SUFFIX, strangers
from workshop_tui.journal.journal import Store
from workshop_tui.journal.rescue import records_of
from workshop_tui.journal.sqlite import Folder
from workshop_tui.locale import Message, _, plural, say
from workshop_tui.session.event import Event, Recorded
from workshop_tui.session.events import SessionOpened, as_json
from workshop_tui.session.state import State, fold, told
from workshop_tui.text import clean_line

SHOWN = 60
"""Characters of a text that are told of it."""


class Copy(Struct, frozen=True):
    """A copy (its id in the store, as its file is called), of the session `of`; `own`: events that only it has."""

    id: str
    of: str
    own: int

    def told(self) -> str:
        """Say so, in one line."""
        name = clean_line(self.id)
        if not self.own:
            return _("nothing more in “{copy}”, a copy of {id}", copy=name, id=self.of)
        events = plural("{count} event", "{count} events", self.own)
        return _("{events} more in “{copy}”, a copy of {id}: “repair” names them", events=events, copy=name, id=self.of)


def copies(store: Store, opened: Iterable[tuple[str, str]], strange: Iterable[Path] = ()) -> list[Copy]:
    """The copies among the sessions in `store`, `opened`: of each its id there and the id that it was opened with; and
    those that have a `strange` name."""
    pairs = [(name, of) for name, of in opened if name != of and store.has(of)]
    found = [(name, of, records_in(store, name)) for name, of in pairs]
    for file in strange:
        if (of := id_of(records := records_at(file))) and store.has(of):
            found.append((file.name, of, records))
    return [Copy(name, of, len(own(records, records_in(store, of)))) for name, of, records in found]


def records_at(file: Path) -> list[Recorded]:
    """The events that can be read in a file; none if it cannot be."""
    with suppress(OSError, JournalError):
        return records_of(file)
    return []


def records_in(store: Store, session: str) -> list[Recorded]:
    """The events of a session; none if it cannot be read."""
    with suppress(JournalError), store.open(session) as journal:
        return journal.read()
    return []


def own(records: Sequence[Recorded], others: Iterable[Recorded]) -> list[Recorded]:
    """The records that are not among the others, whatever their numbers; how the session was opened left out."""
    there = {(record.recorded_at, as_json(record.event)) for record in others}
    mine = (record for record in records if not isinstance(record.event, SessionOpened))
    return [record for record in mine if (record.recorded_at, as_json(record.event)) not in there]


def lines(records: Sequence[Recorded], others: Iterable[Recorded], file: object, other: object) -> list[str]:
    """Name the events that only `file` has, of its `records`, and not the `other`, which has the others."""
    mine = own(records, others)
    if not mine:
        return [str(say("{file} has no event that {other} has not", file=file, other=other))]
    state = fold(records)
    count = plural("{count} event", "{count} events", len(mine))
    first = say("{count} that {file} has, and {other} has not:", count=count, file=file, other=other)
    return [str(first), *(f"  {_told(state, record.event)}" for record in mine)]


def beside(file: Path, records: Sequence[Recorded]) -> Iterator[str]:
    """Name the events that only a copy has: `file` (these are its `records`) if it is one, else copies beside it."""
    folder, name, meant = Folder(file.parent), file.name.removesuffix(SUFFIX), id_of(records)
    if meant and name != meant and folder.has(meant):
        other = folder.file_of(meant)
        yield from lines(records, records_of(other), file.name, other.name)
    if name != meant:
        return
    others = [(folder.file_of(copy).name, records_in(folder, copy)) for copy in folder.ids() if copy != name]
    others += [(copy.name, records_at(copy)) for copy in strangers(folder.path)]
    for copy, theirs in others:
        if id_of(theirs) == meant:
            yield from lines(theirs, records, copy, file.name)


def id_of(records: Sequence[Recorded]) -> str:
    """The id that a session was opened with; empty where that is lost."""
    first = records[0].event if records else None
    return first.id if isinstance(first, SessionOpened) else ""


def _told(state: State | None, event: Event) -> str:
    """Say what happened, and the beginning of what was said."""
    what: Message | str = event.type
    with suppress(ValueError, LookupError, TypeError, AttributeError):
        what = told(state, event) if state else event.type
    text = getattr(event, "text", None)
    said = clean_line(text)[:SHOWN] if isinstance(text, str) else ""
    return f"{what} — {said}" if said else str(what)
