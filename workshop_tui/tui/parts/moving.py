"""The keys of the run screen that move the day: each says what it did and how to take it back, or why not."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from workshop_tui.clock import RehearsalClock
from workshop_tui.journal import JournalError, NotShown
from workshop_tui.locale import _, dated_time, say
from workshop_tui.session.event import Command, Recorded
from workshop_tui.session.may import May
from workshop_tui.session.refusal import LeftOpen, NotLeading, Refused
from workshop_tui.session.sentences import to_come
from workshop_tui.session.state import told
from workshop_tui.session.timing.commands import (
    End,
    Goto,
    Next,
    Pause,
    Redo,
    Reopen,
    Resume,
    Stop,
    TakeHand,
    Undo,
    of_another,
)
from workshop_tui.session.timing.day import Mode, Standing
from workshop_tui.session.timing.replanning_commands import Extend, Move, Restore, Skip, adding, why_not_moved
from workshop_tui.session.timing.timeline import Timeline
from workshop_tui.tui.hints import Hint
from workshop_tui.tui.parts.telling import TellsTheDay
from workshop_tui.tui.widgets.notice import Notice
from workshop_tui.tui.widgets.timetable import Timetable

if TYPE_CHECKING:
    from datetime import datetime

    from workshop_tui.session.notes.notebook import Note
    from workshop_tui.session.state import State
    from workshop_tui.tui.widgets.ask import Ask


class MovesTheDay(TellsTheDay, part=True):
    """The deeds of a screen on a session for a person; what it shows is for the screen itself."""

    times: Timeline
    _moving_told: str = ""
    """The words that were said as a segment was picked up."""

    @abstractmethod
    def draw(self) -> None:
        """Draw the present second."""

    @abstractmethod
    def show_notes(self, those: Callable[[State], tuple[Note, ...]], about: str = "") -> None:
        """Open `those` notes, which are `about` something."""

    @abstractmethod
    def chances(self) -> dict[str, float | None]:
        """How likely each block is to end on time."""

    def do(
        self,
        intent: Command,
        at: datetime | None = None,
        *,
        take: bool = False,
        then: Callable[[], object] = lambda: None,
    ) -> Recorded | None:
        """Do it and show what it did, or say why not; where somebody else leads, ask first. Once done, `then`."""
        if unseen := self.unseen(intent):
            self.warn(unseen)
            return None
        from workshop_tui.session.decide import still_meant

        try:
            if at is None:
                still_meant(self.session.state.day, intent, self.session.now())
            record = self.session.do(intent, at, take=take, hold=True)
        except NotLeading as refusal:
            from workshop_tui.spoken.meaning import meant

            deed = meant(self.session.state, self.times, intent)
            question = _("{leads}. Take the hand, and {deed}?", leads=refusal, deed=deed)
            self.ask(question, lambda: self.do(intent, at, take=True, then=then))  # taken, so that it is asked once
            return None
        except LeftOpen as refusal:
            self._ask_when(intent, refusal, take=take, then=then)
            return None
        except Refused as refusal:
            self.refused_for(intent)
            self.draw()
            self.say(str(refusal), bad=True)
            return None
        except JournalError as error:
            return self._failed(error, then)
        if record.event.must_be_seen:
            self.tell([record])
        self.draw()
        then()
        return record

    def _failed(self, error: JournalError, then: Callable[[], object]) -> Recorded | None:
        """Say that it was not kept; or that it was, and cannot be shown: then it is not to be typed again."""
        if not isinstance(error, NotShown):
            self.say(_("Not kept: {why}", why=error), bad=True)
            return None
        self.draw()
        then()
        self.say(str(error), bad=True)
        return error.record

    def _ask_when(self, intent: Command, refusal: LeftOpen, *, take: bool, then: Callable[[], object]) -> None:
        """Ask before a day that was left open moves: it ends as of its end, and all else happens now."""
        at = refusal.end if isinstance(intent, End) else self.session.now()
        asked = _("{told}. Do it now all the same?", told=refusal)
        if isinstance(intent, End):
            asked = _("{told}. End it as of {at}?", told=refusal, at=dated_time(at, self.times.zone))
        self.ask(asked[:1].upper() + asked[1:], lambda: self.do(intent, at, take=take, then=then))

    def keep(self, draft: str, about: str = "") -> None:
        """Keep what is half-typed, a new note or `about` something else; say so if that is not possible."""
        try:
            self.session.keep_draft(draft, about)
        except JournalError as error:
            self.say(_("Not kept: {why}", why=error), bad=True)

    def settle(self) -> None:
        """Have on disk what is half-typed: it is said to be kept."""
        try:
            self.session.journal.settle()
        except JournalError as error:
            self.say(_("Not kept: {why}", why=error), bad=True)

    def action_hand(self) -> None:
        self.do(TakeHand())

    def _selected(self) -> str | None:
        """The selected segment; if none is, say so."""
        key = self.query_one(Timetable).selected
        if key is None:
            self.say(_("No segment is selected"), self.hint("goto", say(": arrows select one")), bad=True)
        return key

    def _on_selected(self, meant: Callable[[str], Command]) -> None:
        if key := self._selected():
            self.do(meant(key))

    def action_next(self) -> None:
        clock, following = self.session.clock, self.times.next
        if isinstance(clock, RehearsalClock) and self.times.live is None and following:
            clock.jump(self.times.block_of(following.key).start)  # nobody rehearses lunch
        self.do(Next())

    async def action_goto(self) -> None:
        self._on_selected(Goto)

    async def on_rows_chosen(self) -> None:
        if self.query_one(Timetable).moving:
            self.action_put()
        else:
            await self.action_goto()

    def action_pause(self) -> None:
        self.do(Resume() if self.times.mode is Mode.PAUSED else Pause())

    def _extend(self, minutes: int) -> None:
        """The live segment's, else the selected one's."""
        if self.times.live:
            self.do(Extend(minutes, None))
        else:
            self._on_selected(lambda key: Extend(minutes, key))

    def action_extend(self) -> None:
        self._extend(5)

    def action_longer(self) -> None:
        self._extend(1)

    def action_shorter(self) -> None:
        self._extend(-1)

    def action_stop(self) -> None:
        self.do(Stop())

    def action_skip(self) -> None:
        if key := self._selected():
            skipped = self.session.state.day.segments[key].standing is Standing.SKIPPED
            self.do(Restore(key) if skipped else Skip(key))

    def action_undo(self) -> None:
        """Take the last command back; asked first where it is somebody else's and older than a minute."""
        state = self.session.state
        if theirs := of_another(state.day, self.session.by, self.session.now()):
            self.ask(_("Take that back? {deed}.", deed=told(state, theirs)), lambda: self.do(Undo()))
        else:
            self.do(Undo())

    def action_redo(self) -> None:
        self.do(Redo())

    def action_end(self) -> None:
        """End the day, or reopen it; asked first while something of it is still to come."""
        if self.times.mode is Mode.ENDED:
            self.do(Reopen())
        elif (left := to_come(self.times)) and not self.times.left_open:
            self.ask(_("End the day now? {to_come}", to_come=left), lambda: self.do(End()))
        else:
            self.do(End())

    # ── what the day is made of ────────────────────────────────────────────────────────────────────────
    def action_move(self) -> None:
        """Pick the selected segment up, unless it is over; until it is put somewhere, keys are about that alone."""
        key, state = self._selected(), self.session.state
        if key is None:
            return
        if state.day.segments[key].standing in (Standing.DONE, Standing.SKIPPED):
            self.say(str(why_not_moved(state.day, key)), bad=True)
            return
        self.query_one(Timetable).pick_up()
        self.change_keys("move")
        self._moving_told = _("“{title}”", title=state.day.title(key))
        hints = (
            Hint("move", "lower", say(": arrows choose the segment that it goes after")),
            Hint("move", "put", say(", {key} puts it there")),
            Hint("move", "leave", say(", {key} leaves it")),
        )
        self.say(self._moving_told, *hints)

    def action_higher(self) -> None:
        self.query_one(Timetable).action_move(-1)

    def action_lower(self) -> None:
        self.query_one(Timetable).action_move(1)

    def action_put(self) -> None:
        self.query_one(Timetable).put_down()
        self.on_timetable_let_go()

    def action_leave(self) -> None:
        self.query_one(Timetable).leave()
        self.on_timetable_let_go()

    def on_timetable_let_go(self) -> None:
        """Put, left, or taken back on another terminal: the keys are those of the day again."""
        if not self.query_one(Timetable).moving:
            self.change_keys(None)
            self.query_one(Notice).hush(self._moving_told)

    def on_timetable_put(self, event: Timetable.Put) -> None:
        table = self.query_one(Timetable)
        self.do(Move(event.segment, event.after, event.block), then=lambda: table.select(event.segment))

    async def ask_for(
        self, told: str, answered: Callable[[str], None], text: str = "", words: Iterable[str] = ()
    ) -> None:
        """Ask for a line, unless one is asked for: `told` says for what, and `answered` takes it; the rest of one of
        `words` is offered.

        `text` stands there already. The line stays, to be mended, until `on_ask_closed` takes it away.
        """
        from workshop_tui.tui.widgets.ask import Ask

        if not (self.query(Ask) or self.refuses(May.LEAD)):
            self._answered = answered
            await self.mount(Ask(told, text, words), before="#notice")

    def on_ask_answered(self, event: Ask.Answered) -> None:
        self._answered(event.text)

    async def action_add(self) -> None:
        after = self.query_one(Timetable).selected  # by key: whoever moves the day meanwhile
        told = _("After the selected one: a title and its minutes, “A detour 10”")
        if after:
            title = self.session.state.day.title(after)
            told = _("After “{title}”: a title and its minutes, “A detour 10”", title=title)
        offered = [f"{one.title} {one.offered_min}" for one in self.session.state.agenda.pool()]
        if offered:
            told += _(" · offered: {titles}", titles=", ".join(offered))
        await self.ask_for(told, lambda text: self._add(text, after), words=offered)

    def _add(self, text: str, after: str | None) -> None:
        """Add the segment that a line of text says, its minutes last; of one that is offered, these may be left out."""
        from workshop_tui.agenda.times import minutes_last

        title, minutes = minutes_last(text)
        try:
            meant = adding(self.session.state.day, title, minutes, after)
        except Refused as refusal:
            self.say(str(refusal.message), bad=True)
            return
        if meant is None:
            self.say(_("Its minutes go at the end: “A detour 10”"), bad=True)
            return
        self.do(meant, then=lambda: self.call_later(self.on_ask_closed))

    async def on_ask_closed(self) -> None:
        await self.query("Ask").remove()
        self.query_one(Timetable).focus()
