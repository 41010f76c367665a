"""A screen among others on its session: signs of life, signals, and saying what is not kept."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from time import monotonic
from typing import TYPE_CHECKING

from workshop_tui.clock import RehearsalClock
from workshop_tui.journal import JournalError
from workshop_tui.journal.company import Signalled
from workshop_tui.locale import Message, _, plural, say
from workshop_tui.presence import BEAT_S, SIGNALS, not_seen
from workshop_tui.session.event import Recorded, person
from workshop_tui.session.present import LEAP, doubted, leapt_back
from workshop_tui.session.refusal import Refused
from workshop_tui.tui.parts.hours import MovesHours
from workshop_tui.tui.parts.keyed import KeyedScreen
from workshop_tui.tui.parts.noting import TakesNotes
from workshop_tui.tui.pulse import Pulse
from workshop_tui.tui.widgets.notice import Notice
from workshop_tui.unwritten import given_up as told_given_up
from workshop_tui.unwritten import too_late

if TYPE_CHECKING:
    from workshop_tui.tui.widgets.one_of import OneOf

SIGNAL_SHOWN_S = 30
"""Seconds that a signal is shown: who it is for looks at the group, not at the screen."""
RETRY_S = 1
"""Seconds between two attempts to write what is held."""


class WorksTogether(TakesNotes, MovesHours, part=True):
    """Follows the session, and is seen on it."""

    _drawn_at: datetime | None = None
    """The instant that was drawn last."""

    def __init__(self) -> None:
        super().__init__()
        self._view = ""
        self._beat_at = self._look_at = self._retry_at = self._signal_until = 0.0
        self._signalled = ""
        self._namesakes = 0
        self._away = False
        self._clock_said: datetime | None = None
        self.pulse = Pulse(self, self.is_due, self.beat)
        self._news = False
        """True if something was written since the last look: `follow` takes it up."""

    # ── following ──────────────────────────────────────────────────────────────────────────────────────
    def begin(self) -> None:
        """Follow from here on: what a server tells of is looked at once it has come, a file ten times a second."""
        self.pulse.start()
        self.session.journal.woken = self.pulse.wake

    def follow(self) -> list[Recorded]:
        """Take up what was written since, here or elsewhere; who is here, and what they signal."""
        if self.session.held.sent:
            self._write_held()
        try:
            if not self._is_news():
                return []
            self._news = False
            if self.session.journal.company_moved:
                self.heard(self.session.company.look())
            return self.session.catch_up()
        except JournalError as error:
            self.say(str(error), bad=True)
            return []

    def _is_news(self) -> bool:
        self._news = self._news or self.session.journal.changed()
        return self._news

    @abstractmethod
    def beat(self) -> None:
        """Take up what is due, and draw what it changes."""

    def is_due(self) -> bool:
        """Tell whether a beat has something to do: asked ten times a second, mostly for nothing."""
        if (notice := self.query_one_optional(Notice)) is None:
            return False  # the screen is being taken down
        if self.session.clock.now() != self._drawn_at or notice.is_counting:
            return True
        held, look_s, now = self.session.held, self.session.journal.look_s, monotonic()
        if (
            held
            or held.sent
            or held.given_up
            or held.too_late
            or self._signalled
            or self._away != self.workshop.is_away
        ):
            return True
        late_s = 1.0  # while time passes there is a beat each second, and who is here is looked at in that
        here = now >= self._beat_at or (look_s is not None and now >= self._look_at + late_s)
        if (here and not self._away) or self._view != self._shown_view():
            return True
        try:
            return self._is_news()
        except JournalError:
            return True  # `follow` says why

    def heard(self, signals: list[Signalled]) -> None:
        """Show the last of these for a while."""
        if signals:
            last = signals[-1]
            who = person(self.session.state.agenda, last.author)
            self._signalled = _("{who}: {signal}", who=who, signal=SIGNALS[last.signal])
            self._signal_until = monotonic() + SIGNAL_SHOWN_S

    def mind_the_clock(self) -> None:
        """Once after it leapt: forward (the laptop slept), what was said before is over; back, say so."""
        clock = self.session.clock
        if isinstance(clock, RehearsalClock):
            return
        before, self._clock_said = self._clock_said, (now := clock.now())
        if before is None or abs(now - before) < LEAP:
            return
        self._beat_at = 0.0  # the others have not heard of this terminal, or not on this clock
        if now < before:
            self.say(str(leapt_back(before, now, self.session.state.agenda.zone)))
            return
        self._signalled = ""
        self.query_one(Notice).over()

    def clock_gone_back(self) -> str:
        """Say that the clock is behind what stands, while it is; of the machine's own, that its date is wrong."""
        return str(doubted(self.session.state, self.session.clock) or "")

    def namesakes(self) -> str:
        """Say that other terminals are here under this name: two people, or one who looks at the other screen."""
        count = len(self.session.company.namesakes) + 1
        who = person(self.session.state.agenda, self.session.by)
        told = _("{who} is on {count} terminals: each keeps its own half-typed note", who=who, count=count)
        return told if count > 1 else ""

    def tell_namesakes(self) -> None:
        """Say it when one more has come, on whatever screen is shown."""
        before, self._namesakes = self._namesakes, len(self.session.company.namesakes)
        if self._namesakes > before:
            self.say(self.namesakes())

    def live_on(self) -> bool:
        """A sign of life when one is due, and another attempt at what is held; whether that changed the day."""
        now, view, changed = monotonic(), self._shown_view(), False
        if self._is_away():
            pass
        elif now >= self._beat_at or view != self._view:
            self._view, self._beat_at = view, now + BEAT_S
            with suppress(JournalError):  # reading says so, too
                self.heard(self.session.beat(view))
        elif (every_s := self.session.journal.look_s) and now >= self._look_at:
            self._look_at = now + every_s
            with suppress(JournalError):
                self.heard(self.session.company.look())
        held = self.session.held
        if (held or held.given_up or held.too_late) and (held.sent or now >= self._retry_at):
            self._retry_at = now + RETRY_S
            changed = self._write_held()
        if self._signalled and now >= self._signal_until:
            self._signalled = ""
        self.query_one(Notice).first(self._alarm(), self._signalled)
        return changed

    def _is_away(self) -> bool:
        """Tell whether nobody is at this terminal: then it is here no more, until somebody is again."""
        before, self._away = self._away, self.workshop.is_away
        if self._away and not before:
            with suppress(JournalError):
                self.session.company.leave()
        elif before and not self._away:
            self._beat_at = 0.0
            self.workshop.catch_up()
        return self._away

    def _shown_view(self) -> str:
        views = [one.NAME for one in self.app.screen_stack if isinstance(one, KeyedScreen)]
        return views[-1] if views else self.NAME

    # ── what is not kept ───────────────────────────────────────────────────────────────────────────────
    def _write_held(self) -> bool:
        held = self.session.held
        alarmed = held.why is not None
        written = self.session.write_held()
        if count := len(held.given_up):
            held.given_up.clear()
            self.say(told_given_up(count), bad=True)
        elif held.too_late:
            self.say(too_late(held.too_late), bad=True)
            held.too_late.clear()
        elif alarmed and not held:
            self.say(_("All is kept again"))
        return bool(written or count)

    def _alarm(self) -> str:
        held = self.session.held
        if held.why is None:
            return ""
        waiting = plural("{count} entry waits", "{count} entries wait", len(held.events)) if held.events else ""
        why, file = held.why.message, str(held.why.message.values.get("file", ""))
        told = str(Message(why.text, why.values | {"file": say("this file")})) if file else str(why)
        return _("NOTHING IS KEPT NOW: {why}", why=" · ".join(part for part in (waiting, told, file) if part))

    # ── signals ────────────────────────────────────────────────────────────────────────────────────────
    async def action_signal(self) -> None:
        from workshop_tui.tui.widgets.signals import Signals

        if not self.query(Signals):
            await self.mount(Signals(), before="#notice")

    async def on_one_of_closed(self, event: OneOf.Closed) -> None:
        if event.question.id == "signals" and event.answer is not None:
            self._send(event.answer)

    def _send(self, signal: str) -> None:
        try:
            self.session.signal(signal)
        except (JournalError, Refused) as error:
            self.say(_("Not sent: {why}", why=error), bad=True)
            return
        blind = not_seen(self.session.state, self.session.company.present, self.session.by)
        self.say(_("Sent: {signal}", signal=SIGNALS[signal]) + blind)

    def leave(self, do: Callable[[], object]) -> None:
        """Leave the session and `do`; if that would lose something, ask first."""
        held = len(self.session.held.events)
        if not held:
            do()
            return
        if self.session.held.outlives:
            question = plural(
                "{count} entry waits on this machine until you are back. Leave all the same?",
                "{count} entries wait on this machine until you are back. Leave all the same?",
                held,
            )
        else:
            question = plural(
                "{count} entry is not kept, and would be lost. Leave all the same?",
                "{count} entries are not kept, and would be lost. Leave all the same?",
                held,
            )
        self.ask(question, do, of_the_day=False)

    def on_unmount(self) -> None:
        self.pulse.stop()
        with suppress(JournalError):
            self.session.company.leave()
        self.session.close()
