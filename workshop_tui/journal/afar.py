"""A session whose store is far away, for a screen: no call waits for the server, which is asked on a thread beside.

What is read is what has come so far, and `changed` says when more has. What is written is on its way when the call
returns; an event's writing is waited for no longer than a frame, and is asked about again until it is known.
"""

from __future__ import annotations

from datetime import datetime
from time import perf_counter
from typing import TYPE_CHECKING

from workshop_tui.journal.afar_store import AfarStore
from workshop_tui.journal.afar_thread import SILENT_S, Beside
from workshop_tui.journal.company import Around, Present
from workshop_tui.journal.errors import Unconfirmed
from workshop_tui.journal.journal import Journal, Store
from workshop_tui.session.event import Event, Recorded
from workshop_tui.session.summary import Summary, Summing

if TYPE_CHECKING:
    from workshop_tui.session.privacy.forgetting import Forgotten, Without

FRAME_S = 0.03
"""Seconds that a screen may wait for an event to be written: nobody sees them."""
LEAVING_S = 2.0
"""Seconds that what is on its way may take when the screen is left."""


class Afar(Beside):
    """A session on a server, as a screen has it."""

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
                self._tell()  # once more: a screen that was told of who is here may have looked before this had come
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
