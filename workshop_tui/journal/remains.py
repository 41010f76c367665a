"""Remains: files beside a session that still hold what was just forgotten in it.

Conflicted copies, logs that were copied with them, copies that somebody laid there. They are named, and not rewritten:
a note has another number there, and what keeps the folder in step would make one more copy of each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, json

from workshop_tui.host.files import names_in
from workshop_tui.host.names import same
from workshop_tui.journal.copies import id_of
from workshop_tui.journal.errors import JournalError
from workshop_tui.journal.files import SUFFIX, traces
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.session.event import Recorded
from workshop_tui.session.privacy.forgetting import Without, WithoutNote

LARGEST = 1 << 28
"""Bytes of a file that is looked through as it is."""
Finding = Callable[[list[Recorded]], Without | None]
"""The rule of what is left without it in these records; None if it cannot be in there."""


class Forgotten(Struct, frozen=True):
    """The file in which something was forgotten, of the session with this id; and what to look for elsewhere."""

    file: Path
    session: str
    words: tuple[str, ...]
    """Looked for in what cannot be read as a session."""
    without: Finding


def remains(forgotten: Iterable[Forgotten]) -> list[Path]:
    """The files beside those sessions that still hold what was forgotten in them."""
    found: dict[Path, None] = {}
    for one in forgotten:
        wanted = [json.encode(word)[1:-1].lower() for word in one.words if word]  # as they stand in an event
        with suppress(OSError, JournalError):
            found |= {copy: None for copy in _copies(one.file, one.session) if _holds(copy, wanted, one.without)}
    return [*found]


def copies_of(file: Path) -> list[Path]:
    """The files beside a session's that are copies of it, or of its log; none on a server."""
    with suppress(OSError, JournalError):
        return [*_copies(file, id_of(_records(file)))]
    return []


def of_note(taken: Recorded) -> Finding:
    """How to find the note that was `taken` in the records of a copy, where it may have another number."""

    def without(records: list[Recorded]) -> Without | None:
        for one in records:
            if (one.recorded_at, one.event) == (taken.recorded_at, taken.event):
                return WithoutNote(one.number)
        return None

    return without


def _copies(file: Path, session: str) -> Iterator[Path]:
    """The files beside `file` that are of the same session, or may be: what makes copies keeps the name's beginning."""
    own = {trace.name for trace in traces(file)}
    begin = tuple(same(name) for name in (session, file.name.partition(SUFFIX)[0]) if name)
    beside = sorted(name for name in names_in(file.parent) if SUFFIX in name and name not in own)
    alike = [name for name in beside if same(name).startswith(begin) and file.with_name(name).is_file()]
    ids = {name: id_of(_records(file.with_name(name))) for name in alike if name.endswith(SUFFIX)}
    strange = tuple(name for name, of in ids.items() if of and of != session)
    yield from (file.with_name(name) for name in alike if not name.startswith(strange))


def _holds(file: Path, wanted: list[bytes], without: Finding) -> bool:
    if file.name.endswith(SUFFIX) and (records := _records(file)):
        left = without(records)
        return left is not None and any(left.event(record) != record.event for record in records)
    with suppress(OSError), file.open("rb") as stream:
        raw = stream.read(LARGEST).lower()
        return any(word in raw for word in wanted)
    return False


def _records(file: Path) -> list[Recorded]:
    with suppress(JournalError), SqliteJournal(file) as journal:
        return journal.read()
    return []
