"""A session whose store is far away, for a screen: no call waits for the server, which is asked on a thread beside.

What is read is what has come so far, and `changed` says when more has. What is written is on its way when the call
returns; an event's writing is waited for no longer than a frame, and is asked about again until it is known.
"""

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

from workshop_tui.journal.afar_store import AfarStore
from workshop_tui.journal.company import Around, Present
from workshop_tui.journal.errors import JournalError, Unconfirmed, Unwritable
from workshop_tui.journal.journal import Journal, Store
from workshop_tui.locale import say
from workshop_tui.session.event import Event, Recorded
from workshop_tui.session.summary import Summary, Summing

if TYPE_CHECKING:
    from workshop_tui.session.privacy.forgetting import Forgotten, Without

T = TypeVar("T")
FRAME_S = 0.03
"""Seconds that a screen may wait for an event to be written: nobody sees them."""
SILENT_S = 1.0
"""Seconds after which a server that has not answered is said to be away."""
LEAVING_S = 2.0
"""Seconds that what is on its way may take when the screen is left."""

_at_work: set[Afar] = set()


def is_at_work() -> bool:
    """Tell whether something is being asked of a server."""
    return bool(_at_work)


class Afar(Journal):
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

    # ── the events ─────────────────────────────────────────────────────────────────────────────────────
    def append(
        self, event: Event, recorded_at: datetime, seen: int | None = None, summing: Summing | None = None
    ) -> Recorded:
        if self._sent and self._sent[:2] == (event, recorded_at):
            _event, _at, since, answer = self._sent
            patience = 0.0
        else:
            since, patience = perf_counter(), FRAME_S
            answer = self._ask(lambda: self._append(event, recorded_at, seen, summing))
            self._sent = event, recorded_at, since, answer
        try:
            record = answer.result(patience)
        except TimeoutError:
            away = self._away()
            raise Unconfirmed(away.message, late=perf_counter() - since > SILENT_S) from None
        except BaseException:
            self._sent = None
            raise
        self._sent = None
        return record

    def _append(self, event: Event, at: datetime, seen: int | None, summing: Summing | None) -> Recorded:
        record = self._journal.append(event, at, seen, summing)
        if record.number == self._known + 1:
            self._take_in([record])
        else:
            self._take_in(self._journal.read(self._known))
        self._tell()
        return record

    def forget(self, event: Forgotten, recorded_at: datetime, without: Without) -> Recorded:
        return self._ask(lambda: self._journal.forget(event, recorded_at, without)).result()

    def restore(self, records: list[Recorded]) -> None:
        self._told(lambda: self._journal.restore(records))

    def read(self, after: int = 0) -> list[Recorded]:
        """See `Journal.read`: those that have come so far, unless it is from the beginning."""
        if not after:
            return self._told(self._journal.read)
        while self._landed and self._landed[0].number <= after:
            self._landed.popleft()
        return [record for record in [*self._landed] if record.number > after]

    def title(self) -> str | None:
        return self._told(self._journal.title)

    def _kept_summary(self) -> str | None:
        return self._told(self._journal._kept_summary)

    def _keep_summary(self, summary: Summary) -> None:
        self._told(lambda: self._journal._keep_summary(summary))

    def changed(self) -> bool:
        self._check()
        changed, self._news = self._news, False
        if self._unreadable and changed:
            raise self._unreadable
        return changed

    # ── what is a terminal's own ───────────────────────────────────────────────────────────────────────
    def keep_draft(self, author: str, text: str) -> None:
        self._drafts[author] = text
        for known in self._read_drafts.values():
            if author in known:
                known[author] = text
        if len(self._jobs) < 2:
            self._ask(self._keep_drafts)
        self._check()

    def settle(self) -> None:
        """Do nothing: the server has it on disk as it has it at all."""

    def _keep_drafts(self) -> None:
        while self._drafts:
            author, text = next(iter(self._drafts.items()))
            self._journal.keep_draft(author, text)
            if self._drafts.get(author) == text:
                del self._drafts[author]

    def drafts(self, author: str) -> dict[str, str]:
        if author not in self._read_drafts:
            self._read_drafts[author] = self._told(lambda: self._journal.drafts(author))
        else:
            self._ask(lambda: self._read_drafts.__setitem__(author, self._journal.drafts(author)))
        return {kept_as: text for kept_as, text in self._read_drafts[author].items() if text}

    def half_typed(self) -> dict[str, str]:
        return self._told(self._journal.half_typed)

    def beat(self, who: Present, after: int) -> Around:
        def beat() -> None:
            around = self._journal.beat(who, self._heard)
            self._see(around)
            if around.last > self._known:
                self._take_in(self._journal.read(self._known))
            self._keep_drafts()

        if len(self._jobs) < 2:
            self._ask(beat)
        self._check()
        return self.look(after)

    def look(self, after: int) -> Around:
        self._moved = False
        around = self._around
        return Around(around.present, [signal for signal in around.signals if signal.number > after])

    @property
    def company_moved(self) -> bool:
        return self._moved

    def gone(self, terminal: str) -> None:
        self._ask(lambda: self._journal.gone(terminal))

    def signal(self, author: str, signal: str) -> None:
        self._told(lambda: self._journal.signal(author, signal))

    # ── itself ─────────────────────────────────────────────────────────────────────────────────────────
    @property
    def store(self) -> Store:
        return AfarStore(self._journal.apart(), lambda asked: self._told(lambda: self._journal.store.summaries(asked)))

    def again(self) -> Journal:
        return self.store.open(self.name)

    def close(self) -> None:
        """Let go of it, once what is on its way has arrived; a server that does not answer is not waited for long."""
        self._over = True
        self._wake()
        self._thread.join(LEAVING_S)
