"""The one way through the house: open a session, do a thing in it, follow it.

The screens and the command line both come through here, so there is no second way to start a segment:
command → `decide` → event → `append` (checked and written in one transaction) → `apply`.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import structs

from workshop_tui import locations
from workshop_tui.agenda import Agenda
from workshop_tui.clock import Clock
from workshop_tui.forgetting import Forgetting
from workshop_tui.host.deeds import Deed, done
from workshop_tui.journal import Conflict, Journal, JournalError, Newer, NotShown, Unwritable
from workshop_tui.journal.company import Signalled
from workshop_tui.journal.rows import draft_of, parts_of
from workshop_tui.journal.sessions import overruns_before, state_of
from workshop_tui.locale import say
from workshop_tui.presence import Company
from workshop_tui.session.event import Command, Event, Recorded
from workshop_tui.session.may import May
from workshop_tui.session.notes.events import NotePinned
from workshop_tui.session.present import present
from workshop_tui.session.refusal import Refused
from workshop_tui.session.rooms import RoomEvent
from workshop_tui.session.state import State, apply, overtaken, told
from workshop_tui.session.summary import Summing
from workshop_tui.session.timing.events import ReasonGiven
from workshop_tui.text import LONGEST_ACCOUNT, clean_line, letters
from workshop_tui.text.titles import first_name
from workshop_tui.unwritten import Held

if TYPE_CHECKING:
    from workshop_tui.journal.aside import Aside
    from workshop_tui.session.timing.chance import Past


class Session(Forgetting):
    """An open session, as one terminal sees it: the state it knows, and the way to change it."""

    def __init__(self, journal: Journal, clock: Clock, by: str, may: May = May.LEAD) -> None:
        """`may`: the right of this terminal, which holds for all that is done here, whatever asks for it."""
        self.may = may
        self.journal = journal
        self.clock = clock
        try:
            self._kept: State = state_of(journal)
        except JournalError:
            journal.close()
            raise
        self.state: State = self._kept
        self.before_forgetting: State | None = None
        """The session before something was forgotten elsewhere, until who shows it has forgotten that, too."""
        self.held = Held()
        self._taken_up = False
        self.by = author(self.state.agenda, by)

    def now(self) -> datetime:
        """The present instant: the clock's, but never before what stands."""
        return present(self.state, self.clock.now())

    def do(self, command: Command, at: datetime | None = None, *, take: bool = False, hold: bool = False) -> Recorded:
        """Do it, or raise `Refused` (in words, nothing changed) or `JournalError` (nothing written, but `NotShown`).

        `take` takes the hand first, if somebody else leads. With `hold`, what cannot be written now is held, and
        counts here: `held` says so, `write_held` writes it once that is possible.

        Exactly once: if another timing command landed since `self.state` was read, this one is refused
        with what happened instead.
        """
        from workshop_tui.session.decide import decide  # with the rules of all commands: not to look at a day
        from workshop_tui.session.timing.commands import Redo, Starts, TakeHand

        self._check(command.needs)
        self.take_up()
        if self.held:
            self.write_held()
        if isinstance(command, Redo) and (again := self.held.to_redo(self.state.day)):
            record = self._hold(*again)
            self.write_held()
            return record
        if take and self.state.day.hand not in (None, self.by):
            leading = structs.replace(self.state, day=self.state.day.led_by(self.by, self.now()))
            decide(leading, command, self.clock.now(), self.by, at)  # what is refused takes no hand
            self.do(TakeHand(), hold=hold)
        if isinstance(command, Starts) and self.state.day.hand:
            command = structs.replace(command, here=self.company.here())
        now = self.clock.now()
        event = decide(self.state, command, now, self.by, at)
        self.held.moved_by(event)
        if self.held.events:
            if self.held.why and not hold:
                raise self.held.why
            return self._hold(event, now)
        self._meanwhile = ()
        try:
            record = self.journal.append(event, now, self._kept.day.last_timing, Summing(self._kept))
        except Conflict as conflict:
            self.catch_up()
            raise Refused(told(self.state, conflict.record.event)) from None
        except Unwritable as error:
            if not hold:
                raise
            record = self._hold(event, now)
            self.held.put_off(error)
            self._keep_held()
            return record
        self.held.why = None
        self._written(record)
        self._forget_again(record)
        if why := overtaken(self.state, record):
            raise Refused(why)
        return record

    def _check(self, needed: May) -> None:
        """Raise `Refused` if this terminal has not the right to it."""
        if why := self.may.refuses(needed):
            raise Refused(why)

    def _hold(self, event: Event, now: datetime) -> Recorded:
        if isinstance(event, NotePinned) and event.number and not self.kept(event.number):
            raise Refused(say("that note is not kept yet"))
        if isinstance(event, RoomEvent) and not all(map(self.kept, event.about)):
            raise Refused(event.unkept)
        if isinstance(event, ReasonGiven) and event.change and not self.kept(event.change):
            raise Refused(say("that change is not kept yet"))
        if self.held.is_sent(getattr(event, "number", 0) or 0, self._kept):
            raise Refused(say("that is being written: try again in a moment"))
        record = self.held.add(self._kept, event, now)
        self.state = self.held.onto(self._kept)
        self._keep_held()
        return record

    def take_up(self) -> None:
        """Hold from here on what a terminal of this person, that is no more, could not write in this session."""
        if self._taken_up or self.may is May.WATCH:
            return
        self._taken_up = True
        with suppress(JournalError, OSError):  # what cannot be looked at now stays for the next
            if not locations.waiting().is_dir():
                return
            from workshop_tui.journal import aside

            for left, place in aside.left_behind(self._bound()):
                try:
                    self.catch_up()
                    self.held.take_up(self._as_it_may_be_written(left), place, self.journal.read())
                except (JournalError, ValueError):
                    place.leave()
            self.state = self.held.onto(self._kept)
            self._keep_held()

    def _bound(self) -> Aside:
        from workshop_tui.journal.aside import Aside

        kept = self._kept
        return Aside(
            session=kept.id,
            place=self.journal.place,
            opened=kept.events[0].at,
            by=self.by,
            may=int(self.may),
            seen=kept.day.last_timing,
            number=kept.number,
            events=[],
            drafts={},
        )

    def _keep_held(self) -> None:
        self.held.keep(lambda: structs.replace(self._bound(), known=self._named_in_held()))

    def write_held(self) -> int:
        """Write what is held, as far as that is possible now; how many events were written."""
        held, written = self.held, 0
        try:
            self._look_first()
            while held.events:
                event, at = held.events[0]
                self._meanwhile = self._meanwhile if held.sent else ()
                try:
                    record = self.journal.append(event, at, self._kept.day.last_timing, Summing(self._kept))
                except Conflict:
                    held.sent = False
                    self.catch_up()
                    held.give_up()
                    self.state = held.onto(self._kept)
                    continue
                held.sent = False
                del held.events[0]
                written += 1
                with suppress(NotShown):  # reading says so, too
                    self._written(record)
                held.late(self._kept, record)
                self._forget_again(record)
            for about, text in [*held.drafts.items()]:
                self.keep_draft(text, about)
            if not held:
                held.why = None
        except Unwritable as error:
            held.put_off(error)
        finally:
            self._keep_held()
        return written

    def _look_first(self) -> None:
        """Read before writing, so that what is sent late has nothing of whom was forgotten since.

        What cannot be read now is no reason not to write: `_forget_again` looks once more, after that.
        """
        if self.journal.far:
            with suppress(Newer):
                self.catch_up()
            return
        with suppress(JournalError):
            self.catch_up()

    def kept(self, number: int) -> bool:
        """Tell whether the event with this number is on disk, and not only held."""
        return number <= self._kept.number

    def catch_up(self, mine: int = 0) -> list[Recorded]:
        """Read what has landed since, here or elsewhere, and return it; number `mine` is this terminal's own."""
        return self._take_in(self.journal.read(self._kept.number), mine)

    def _written(self, record: Recorded) -> None:
        """Take in what was just written here, and with it what landed before: nothing, if its number is the next.

        Raises `NotShown` where that cannot be read.
        """
        done(Deed.RECORDED)
        try:
            if record.number == self._kept.number + 1:
                self._take_in([record], record.number)
            else:
                self.catch_up(mine=record.number)
        except JournalError as error:
            raise NotShown(record, error.message) from None
        if self._kept.number < record.number:  # a newer program's events stand before it
            raise NotShown(record, Newer.of(self.journal.name).message)

    def shows(self, record: Recorded) -> bool:
        """Tell whether the event counts in `state`: it does not where what stands before it cannot be read."""
        return record.number <= self.state.number

    def _take_in(self, records: list[Recorded], mine: int) -> list[Recorded]:
        was_held = bool(self.held.events)
        read = [record for record in records if record.number != mine]
        if any(record.event.rewrites_the_past for record in records):
            self.before_forgetting = self._kept
            self._kept = state_of(self.journal)  # what was read before is not as it was
            self._learn(self.before_forgetting)
            landed = self.held.landed(read, self._meanwhile)
        else:
            landed = self.held.landed(read)
            for record in records:
                self._kept = apply(self._kept, record)
        if any(record.event.must_be_seen and record.number not in {mine, *landed} for record in records):
            self.held.give_up()
        if records or was_held:
            self.state = self.held.onto(self._kept)
            self._keep_held()
        for record in records:
            if record.number in landed:
                self.held.late(self._kept, record)
                self._forget_again(record)
        return records

    def follow(self) -> list[Recorded]:
        """`catch_up`, if anything has changed at all."""
        return self.catch_up() if self.journal.changed() else []

    def keep_draft(self, text: str, about: str = "") -> None:
        """Keep what is half-typed, a new note or `about` something else; held if it cannot be written."""
        if self.may is May.WATCH:
            return
        try:
            self.journal.keep_draft(draft_of(self.by, about, self.company.terminal), text)
            self.held.drafts.pop(about, None)
            if not self.held:
                self.held.why = None
        except Unwritable as error:
            self.held.drafts[about] = text
            self.held.why = error
        self._keep_held()

    def draft(self, about: str = "") -> str:
        """Give what was half-typed here, or on a terminal of this name that is gone: it is this one's from here on.

        Nothing if there is nothing, or it cannot be read now.
        """
        if self.may is May.WATCH:
            return ""
        if about in self.held.drafts:
            return self.held.drafts[about]
        mine = draft_of(self.by, about, self.company.terminal)
        try:
            kept = self.journal.drafts(draft_of(self.by, about))
            if mine in kept:
                return kept[mine]
            left = (one for one in kept if not self.company.is_here(parts_of(one)[2]))
            if (theirs := next(left, None)) is None:
                return ""
            with suppress(Unwritable):  # it is another's still, and shown all the same
                self.journal.keep_draft(mine, kept[theirs])
                self.journal.keep_draft(theirs, "")
            return kept[theirs]
        except JournalError:
            return ""

    def signal(self, signal: str) -> None:
        """Tell the others. Raises `Refused`, `JournalError`."""
        self._check(May.NOTE)
        self.company.signal(signal)

    def beat(self, view: str) -> list[Signalled]:
        """Give the others a sign of life, and look who is here and signals. `held` says if it cannot be written."""
        try:
            signals = self.company.beat(view)
        except Unwritable as error:
            self.held.why = error
            return []
        if not self.held:
            self.held.why = None
        return signals

    @cached_property
    def company(self) -> Company:
        """The others who are here."""
        return Company(self.journal, self.by)

    @cached_property
    def past(self) -> Past:
        """The overruns of its segments on earlier days, in minutes: reads the store's other sessions, once."""
        return overruns_before(self.journal.store, self.state)

    def not_waiting(self) -> None:
        """From here on wait for no store that is far away: for a screen."""
        self.take_up()
        if self.journal.far:
            from workshop_tui.journal.afar import Afar

            self.journal = Afar(self.journal, self._kept.number)

    def close(self) -> None:
        """Leave it; the day goes on. What is held is left for the next terminal."""
        self.journal.close()
        self.held.leave()


def author(agenda: Agenda, name: str) -> str:
    """Find who `name` is: the key of a trainer called so (key, name or first name), else the name, cleaned.

    It may be empty, for somebody who only looks: `decide` lets nobody write under that.
    """
    wanted = letters(name)
    for trainer in agenda.trainers:
        if wanted in {letters(trainer.key), letters(trainer.name), letters(first_name(trainer.name))}:
            return trainer.key
    return clean_line(name)[:LONGEST_ACCOUNT]
