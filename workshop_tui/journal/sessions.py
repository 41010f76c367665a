"""The session files: where they are, which one is meant, how one goes."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workshop_tui.journal.store import Journal, JournalError
from workshop_tui.locale import say
from workshop_tui.session.day import Mode, Standing
from workshop_tui.session.state import State, fold

if TYPE_CHECKING:
    from workshop_tui.session.chance import Past

SUFFIX = ".session"


@dataclass(frozen=True)
class Listed:
    """A session in the folder, as it stands."""

    file: Path
    state: State

    @property
    def open(self) -> bool:
        return self.state.day.mode is not Mode.ENDED


def file_of(folder: Path, session: str) -> Path:
    """The file of the session with this id."""
    return folder / f"{session}{SUFFIX}"


def listed(folder: Path) -> list[Listed]:
    """All sessions in `folder` that can be read, the latest day first."""
    return survey(folder)[0]


def survey(folder: Path) -> tuple[list[Listed], list[JournalError]]:
    """All sessions in `folder`, the latest day first, and why the others cannot be read."""
    found, damaged = [], []
    for file in sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else ():
        try:
            found.append(Listed(file, load(file)))
        except JournalError as error:
            damaged.append(error)
    return sorted(found, key=lambda one: (one.state.date, one.state.id), reverse=True), damaged


def load(file: Path) -> State:
    """The session in `file` as it stands. Raises `JournalError`."""
    with Journal(file) as journal:
        return state_of(journal)


def state_of(journal: Journal) -> State:
    """The session in an open journal as it stands. Raises `JournalError`."""
    try:
        state = fold(journal.read())
    except (ValueError, LookupError, TypeError):
        state = None
    if state is None:
        raise JournalError(say("{file} is damaged: it has no beginning", file=journal.file))
    return state


def overruns_before(folder: Path, state: State) -> Past:
    """How much longer than planned each segment of this agenda took on earlier days, from the sessions in `folder`.

    Whole minutes, by segment; an agenda is the same if its title is. Only what was done counts. A file that
    cannot be read is passed over.
    """
    from workshop_tui.session.chance import overrun_min

    took: dict[str, list[int]] = {}
    for file in sorted(folder.glob(f"*{SUFFIX}")):
        with suppress(JournalError), Journal(file) as journal:
            if journal.title() != state.agenda.title or (day := state_of(journal)).date >= state.date:
                continue
            for key, progress in day.day.segments.items():
                if progress.standing is Standing.DONE and (end := progress.actual_end) and key in state.plans:
                    minutes = overrun_min(day.plans[key].minutes, day.day.elapsed_s(key, end))
                    took.setdefault(key, []).append(minutes)
    return took


def find(folder: Path, named: str | None) -> Path:
    """The file that `named` (an id or a path) means; left out: the only open one, else the only one.

    Raises `JournalError`, which lists them where several could be meant.
    """
    if named:
        by_id = file_of(folder, named)
        if "/" not in named and by_id.is_file():
            return by_id
        if Path(named).is_file():
            return Path(named)
        raise JournalError(say("there is no session “{name}”", name=named))
    sessions, damaged = survey(folder)
    if not sessions:
        if damaged:
            raise damaged[0]
        raise JournalError(say("there is no session yet: “workshop-tui open AGENDA” makes one"))
    running = [one for one in sessions if one.open]
    meant = running if running else sessions
    if len(meant) == 1:
        return meant[0].file
    ids = ", ".join(one.state.id for one in meant)
    raise JournalError(say("several sessions could be meant, say which with -s: {ids}", ids=ids))


def delete(file: Path) -> None:
    """Remove a session's file and its traces (WAL and shared memory). Raises `JournalError`."""
    Journal(file).close()
    try:
        for trace in traces(file):
            trace.unlink(missing_ok=True)
    except OSError as error:
        raise JournalError(say("{file} cannot be deleted: {why}", file=file, why=error.strerror)) from None


def traces(file: Path) -> tuple[Path, ...]:
    """A session's file, and what SQLite puts beside it (WAL and shared memory)."""
    return tuple(file.with_name(file.name + end) for end in ("", "-wal", "-shm"))


def write_whole(target: Path, fill: Callable[[Path], None]) -> None:
    """Let `fill` write a draft, and give it the name `target` once it is whole: that, or nothing, is there then.

    Raises FileExistsError if `target` is there already, `JournalError` if it cannot be written.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        fill(draft)
        os.link(draft, target)
    except FileExistsError:
        raise
    except OSError as error:
        raise JournalError(say("{file} cannot be written: {why}", file=target, why=error.strerror)) from None
    finally:
        for trace in traces(draft):
            trace.unlink(missing_ok=True)
