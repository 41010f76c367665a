"""A thread that asks a journal which is far away, so that nobody waits for it, and what has come from there so far."""

from __future__ import annotations

import select
import socket
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from datetime import datetime
from time import perf_counter
from typing import TYPE_CHECKING, Any, TypeVar

from workshop_tui.journal.company import Around
from workshop_tui.journal.errors import JournalError, Unwritable
from workshop_tui.journal.journal import Journal
from workshop_tui.locale import say
from workshop_tui.session.event import Event, Recorded

if TYPE_CHECKING:
    pass

T = TypeVar("T")
SILENT_S = 1.0
"""Seconds after which a server that has not answered is said to be away."""

_at_work: set[Beside] = set()


def is_at_work() -> bool:
    """Tell whether something is being asked of a server."""
    return bool(_at_work)


class Beside(Journal):
    """`journal`, asked on a thread of its own from here on; the events up to number `known` were read from it."""

    def __init__(self, journal: Journal, known: int) -> None:
        self.name = journal.name
        self._journal = journal
        self._followed = False
        self._known = known
        self._jobs: deque[tuple[Future[Any], Callable[[], Any]]] = deque()
        self._wakes, self._waking = socket.socketpair()
        self._wakes.setblocking(False)
        self._landed: deque[Recorded] = deque()
        self._around = Around([], [])
        self._heard = 0
        self._news = self._moved = True
        self._asked_at: float | None = None
        self._fault: Unwritable | None = None
        self._unreadable: JournalError | None = None
        """Why what has come since cannot be read: a newer program wrote it, say."""
        self._sent: tuple[Event, datetime, float, Future[Recorded]] | None = None
        self._drafts: dict[str, str] = {}
        """The half-typed notes that are not written yet."""
        self._read_drafts: dict[str, dict[str, str]] = {}
        self._over = False
        self._thread = threading.Thread(target=self._work, name="server", daemon=True)
        self._thread.start()

    # ── the thread beside ──────────────────────────────────────────────────────────────────────────────
    def _work(self) -> None:
        while not self._over or self._jobs:
            if self._jobs:
                self._run(*self._jobs.popleft())
            elif not self._over:
                self._run(Future(), self._follow)
                self._wait()
        _at_work.discard(self)
        self._journal.close()
        self._wakes.close()
        self._waking.close()

    def _wait(self) -> None:
        """Wait for a job, or for a word from the server; a server that is away is tried again after a while."""
        if not self._jobs:
            server = self._journal.fileno() if self._fault is None else None
            heard: list[Any] = [self._wakes] if server is None else [self._wakes, server]
            select.select(heard, [], [], SILENT_S if self._fault else None)
        with suppress(BlockingIOError):
            self._wakes.recv(4096)

    def _run(self, answer: Future[T], job: Callable[[], T]) -> None:
        self._asked_at = perf_counter()
        _at_work.add(self)
        try:
            result = job()
        except Unwritable as error:
            self._fault = self._fault or error
            self._tell()
            answer.set_exception(error)
        except BaseException as error:
            answer.set_exception(error)
            if self._unreadable is error:
                self._tell()
        else:
            self._fault = None
            answer.set_result(result)
        finally:
            self._asked_at = None
            if not self._jobs:
                _at_work.discard(self)

    def _follow(self) -> None:
        if not self._journal.changed():
            return
        if self._followed:  # else the first sign of life is about to tell
            try:
                self._take_in(self._journal.read(self._known))
            except JournalError as error:
                self._unreadable = None if isinstance(error, Unwritable) else error
                raise
            self._unreadable = None
            if self._journal.company_moved:
                self._see(self._journal.look(self._heard))
        self._followed = True
        self._tell()

    def _tell(self) -> None:
        """Say that something has changed."""
        self._news = True
        if self.woken:
            self.woken()

    def _take_in(self, records: list[Recorded]) -> None:
        self._landed.extend(records)
        self._known = max([self._known, *(record.number for record in records)])

    def _see(self, around: Around) -> None:
        self._around = Around(around.present, [*self._around.signals, *around.signals][-50:])
        self._heard = max([self._heard, *(signal.number for signal in around.signals)])
        self._moved = True
        self._tell()

    def _ask(self, job: Callable[[], T]) -> Future[T]:
        answer: Future[T] = Future()
        _at_work.add(self)
        self._jobs.append((answer, job))
        self._wake()
        return answer

    def _wake(self) -> None:
        with suppress(OSError):  # it is over
            self._waking.send(b".")

    def _told(self, job: Callable[[], T]) -> T:
        """Wait for the answer, where there is nothing to show without it. Raises `Unwritable` if none comes."""
        try:
            return self._ask(job).result(2 * SILENT_S)
        except TimeoutError:
            raise self._away() from None

    def _away(self) -> Unwritable:
        return Unwritable(say("the PostgreSQL server is away: {why}", why=say("it does not answer")))

    def _check(self) -> None:
        """Raise `Unwritable` if the server is known to be away, or does not answer."""
        asked_at, fault = self._asked_at, self._fault
        if fault:
            raise fault
        if asked_at and perf_counter() - asked_at > SILENT_S:
            raise self._away()
