"""The desk: the session that is served, on a thread of its own, where every press is done and every change is seen.

It is looked at `LOOKS` times a second; what is new, be it only the second, is handed on. Each person who does something
has a session of their own there, and counts as here as long as a page of theirs is open.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from time import monotonic, sleep
from typing import TypeVar

from workshop_tui.clock import Clock
from workshop_tui.host import streams
from workshop_tui.journal import Journal, JournalError
from workshop_tui.journal.company import Signalled
from workshop_tui.locale import Message
from workshop_tui.presence import BEAT_S
from workshop_tui.serve.sight import RoomVeil, Sight
from workshop_tui.service import Session, author
from workshop_tui.session.names.people import affiliations_in, names_in
from workshop_tui.session.state import State

T = TypeVar("T")
LOOKS = 20
"""Looks at the session a second."""
VIEW = "web"
"""The view that the others are told a trainer's page has."""
RETRY_S = 1.0
"""Seconds between two attempts to write what could not be written."""
SIGNAL_SHOWN_S = 30
"""Seconds that a signal is shown."""
PEOPLE = 24
"""People for whom a session is kept open; who has done nothing for longest makes room."""


class Desk:
    """The session of `opened`, called on the desk's thread; `sees` is called there with each look that is a new one."""

    def __init__(self, opened: Callable[[], Journal], clock: Clock, by: str, sees: Callable[[Sight], None]) -> None:
        self._opened = opened
        self._clock = clock
        self._sees = sees
        self._jobs: queue.SimpleQueue[tuple[Future[object], Callable[[], object]] | None] = queue.SimpleQueue()
        self._sessions: dict[str, Session] = {}
        self._pages: Counter[str] = Counter()
        self._beat_at = self._signal_until = self._retry_at = 0.0
        self._news = False
        self._trouble: Message | None = None
        self._signal: Signalled | None = None
        self._over = False
        self.by = by
        """The name of who serves: a press that says no other is theirs."""
        self.sight: Sight
        """The last look."""
        self._thread = threading.Thread(target=self._work, name="desk", daemon=True)
        self._ready: Future[None] = Future()

    def start(self) -> None:
        """Open the session. Raises `JournalError`."""
        self._thread.start()
        self._ready.result()

    @property
    def name(self) -> str:
        """The name of the session's journal."""
        return self._looking.journal.name

    def stop(self) -> None:
        """Leave it; the day goes on."""
        self._over = True
        self._jobs.put(None)
        if self._thread.is_alive():
            self._thread.join(2)

    async def ask(self, job: Callable[[], T]) -> T:
        """Have `job` done on the desk's thread; raises what it raises. Once begun it is done, whoever waits for it."""
        answer: Future[object] = Future()
        self._jobs.put((answer, job))
        return await asyncio.shield(asyncio.wrap_future(answer))  # type: ignore[arg-type]

    def tell(self, job: Callable[[], object]) -> None:
        """Have `job` done on the desk's thread, some time."""
        self._jobs.put((Future(), job))

    # ── people ─────────────────────────────────────────────────────────────────────────────────────────
    def session_of(self, named: str | None) -> Session:
        """The session in which somebody does something, up to date. On the desk's thread; raises `JournalError`."""
        by = self.called(named)
        session = self._sessions.pop(by, None) or Session(self._looking.journal.again(), self._clock, by)
        self._sessions[by] = session
        if len(self._sessions) > PEOPLE:
            idle = next(
                (one for one in self._sessions if one != by and not (self._pages[one] or self._sessions[one].held)),
                None,
            )
            if idle is not None:
                self._sessions.pop(idle).close()
        session.take_up()
        session.catch_up()
        return session

    def called(self, named: str | None) -> str:
        """Give the key of a trainer who is called so, else the name; that of who serves, if nobody is named."""
        return author(self.sight.state.agenda, named) if named else self.by

    def come(self, named: str | None) -> None:
        """Mind that a page of somebody has been opened, though the session cannot be read now. On the desk's thread."""
        self._pages[self.called(named)] += 1
        with suppress(JournalError):
            self.session_of(named).beat(VIEW)

    def go(self, named: str | None) -> None:
        """Mind that a page of somebody has been closed. On the desk's thread."""
        by = self.called(named)
        self._pages[by] -= 1
        if self._pages[by] <= 0:
            del self._pages[by]
            if session := self._sessions.get(by):
                with suppress(JournalError):
                    session.company.leave()

    # ── the thread ─────────────────────────────────────────────────────────────────────────────────────
    def _work(self) -> None:
        try:
            self._looking = Session(self._opened(), self._clock, "")
            self._sight(self._looking.state)
            self._looking.company.look()
            self._looking.journal.changed()
        except BaseException as error:
            self._ready.set_exception(error)
            return
        self._ready.set_result(None)
        looked = monotonic()
        while not self._over:
            with suppress(queue.Empty):
                wait = looked + 1 / LOOKS - monotonic()
                if (job := self._jobs.get(timeout=wait) if wait > 0 else self._jobs.get_nowait()) is not None:
                    self._do(*job)
            looked = monotonic()
            try:
                self._look()
            except Exception as error:  # whatever it is, this thread goes on: all that is served waits for it
                streams.tell(f"workshop-tui: serve: {type(error).__name__}")
                sleep(1)
        for session in (*self._sessions.values(), self._looking):
            with suppress(JournalError):
                session.company.leave()
            session.close()

    def _do(self, answer: Future[object], job: Callable[[], object]) -> None:
        if not answer.set_running_or_notify_cancel():
            return
        try:
            answer.set_result(job())
        except BaseException as error:
            answer.set_exception(error)
        with suppress(JournalError):
            self._looking.catch_up()  # what was done here has changed nothing that `changed` would tell at once

    def _look(self) -> None:
        """Take up what was written since, here or elsewhere; who is here, and what they signal."""
        session: Session = self._looking
        trouble: Message | None = None
        try:
            self._news = session.journal.changed() or self._news
            if self._news:
                if session.journal.company_moved:
                    self._heard(session)
                session.catch_up()
                self._news = False  # a file that is busy is read again at the next look
        except JournalError as error:
            trouble = error.message
        if self._signal and monotonic() >= self._signal_until:
            self._signal = None
        if monotonic() >= self._beat_at:
            self._beat()
        if self._trouble and monotonic() >= self._retry_at:
            self._retry()
        unkept = (one.held.why.message for one in self._sessions.values() if one.held.why)
        self._trouble = trouble or next(unkept, None)
        self._sight(session.state)

    def _heard(self, session: Session) -> None:
        for one in session.company.look():
            self._signal, self._signal_until = one, monotonic() + SIGNAL_SHOWN_S

    def _beat(self) -> None:
        """Say that those are here who have a page open."""
        self._beat_at = monotonic() + BEAT_S
        for by in self._pages:
            if session := self._sessions.get(by):
                with suppress(JournalError):
                    session.beat(VIEW)
        with suppress(JournalError):
            self._heard(self._looking)

    def _retry(self) -> None:
        """Try again to write what could not be: drafts, signs of life."""
        self._retry_at = monotonic() + RETRY_S
        for session in self._sessions.values():
            with suppress(JournalError):
                if session.held:
                    session.write_held()
                elif session.held.why:
                    session.beat(VIEW)

    def _sight(self, state: State) -> None:
        """Hand on how it stands, where it stands otherwise than at the last look, or another second has come."""
        before = getattr(self, "sight", None)
        now, told = self._looking.now(), self._clock.now()
        present = tuple(self._looking.company.present)
        speed = 0.0 if now > told else getattr(self._clock, "speed", 1.0)  # behind what stands, time stands still
        sight = Sight(state, now, speed, self._trouble, present, self._signal, _veil(before, state))
        if before and before.state is state and sight.beside == before.beside:
            return
        self.sight = sight
        self._sees(self.sight)


def _veil(before: Sight | None, state: State) -> RoomVeil:
    """The veil over `state`: that of before as long as nobody was named since, which is most of the time."""
    if before is not None and before.veil is not None and before.state is state:
        return before.veil
    if before is None or before.veil is None or before.state.names is not state.names:
        return RoomVeil(state)
    known = before.state.events
    same = state.agenda is before.state.agenda and state.chain is before.state.chain
    said = state.events[len(known) :] if same and state.events[: len(known)] == known else state.events
    new = any(True for event in said for _one in (*names_in(event), *affiliations_in(event)))
    return RoomVeil(state) if new else before.veil
