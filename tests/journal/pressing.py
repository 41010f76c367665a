"""A process that presses `next`, for the tests that start several; it imports no more than the program does.

Where the system forks they come of one Python that has imported that; each opens the session itself.
"""

from __future__ import annotations

import multiprocessing
from datetime import datetime
from multiprocessing import Queue
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from workshop_tui.clock import FixedClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.commands import Next


def processes() -> Any:
    """The way in which such processes are started."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    return context


def press_next(folder: Path, at: datetime, barrier: Barrier, results: Queue[str], name: str) -> None:
    """Open `s.session` in `folder`, wait for the others at `barrier`, and say what came of `next`."""
    session = Session(SqliteJournal(folder / "s.session"), FixedClock(at), name)
    barrier.wait()
    try:
        session.do(Next())
        results.put("moved")
    except Refused as refusal:
        results.put(str(refusal))
