"""A rehearsal: a session on a clock that runs faster, thrown away at its end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path

from workshop_tui.agenda import Agenda
from workshop_tui.clock import RehearsalClock, SystemClock
from workshop_tui.host.stopping import as_told, heed, leave
from workshop_tui.journal.sessions import default_store
from workshop_tui.journal.sqlite import Folder
from workshop_tui.opening import create, zoned
from workshop_tui.service import Session


@contextmanager
def rehearsing(
    agenda: Agenda, speed: float, by: str, present: frozenset[str], day: date | None, keep: str | None = None
) -> Iterator[Session]:
    """Open a session of `agenda` on a clock `speed` times faster that starts as its day does.

    Nothing of it is kept, unless `keep` gives the session an id. Raises `JournalError` if it is taken.
    """
    plan = zoned(agenda)
    on = day or SystemClock().now().astimezone(plan.zone).date()
    clock = RehearsalClock(plan.instant(on, plan.blocks[0].start), speed)
    import tempfile

    heed(leave)  # or the folder would stay
    with as_told(), tempfile.TemporaryDirectory(prefix="workshop-tui-") as folder:
        store, name = (default_store(), keep) if keep else (Folder(Path(folder)), "rehearsal")
        create(store, plan, on, name, clock, by, present)
        with closing(Session(store.open(name), clock, by)) as rehearsed:  # or Windows lets nobody remove it
            yield rehearsed
