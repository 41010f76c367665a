"""Events and drafts that a terminal could not write, because a disk was full say: held in order, until it can.

What is held lies on this machine's disk too (`journal.aside`), for the next terminal of the same person.
Held events count in what that terminal shows. If another has moved the day before they could be written, those
that move it are given up, and told; notes never are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from msgspec import structs

from workshop_tui.journal import Unwritable
from workshop_tui.journal.errors import Unconfirmed
from workshop_tui.locale import Message, _, plural
from workshop_tui.session.event import Event, Recorded
from workshop_tui.session.notes.events import NoteAmended, NoteWithdrawn
from workshop_tui.session.state import State, fold, overtaken
from workshop_tui.session.timing.day import Day, Timing
from workshop_tui.session.timing.events import CommandRedone, CommandUndone

if TYPE_CHECKING:
    from workshop_tui.journal.aside import Aside, Place
    from workshop_tui.session.privacy.forgetting import Without, WithoutName


class Held:
    """Events that are not on disk, and what is half-typed and is not."""

    def __init__(self) -> None:
        self.events: list[tuple[Event, datetime]] = []
        self.drafts: dict[str, str] = {}
        """The half-typed texts, by what they are about; a new note's under nothing."""
        self.why: Unwritable | None = None
        """The reason why nothing is kept; None while all is."""
        self.sent = False
        """True while the first of the events is on its way, and may have landed: it stays as it is."""
        self.given_up: list[Event] = []
        """The events that will never be written: another moved the day first. For the screen to tell, and forget."""
        self.too_late: list[Message] = []
        """The turns that count in the place of those that were written too late: for the screen to tell, and forget."""
        self.taken_back: list[tuple[Event, datetime]] = []
        """The commands that were taken back while they were held, and stand nowhere: `redo` brings back the last."""
        self._place: Place | None = None
        self._left: list[Place] = []
        """Other places on disk, of what is held here now: they go once this one has it all."""
        self.outlives = False
        """True if all that is held is on this machine's disk, and outlives this terminal."""

    def __bool__(self) -> bool:
        return bool(self.events or self.drafts)

    def records(self, kept: State) -> list[Recorded]:
        """The events, numbered as if they were written after all that is `kept`."""
        return [Recorded(kept.number + k, at, event) for k, (event, at) in enumerate(self.events, 1)]

    def onto(self, kept: State) -> State:
        """The state that is `kept`, with what is held."""
        return fold(self.records(kept), onto=kept) or kept

    def put_off(self, why: Unwritable) -> None:
        """The first of the events could not be written, or it is not known yet: it is on its way."""
        self.sent = isinstance(why, Unconfirmed)
        if not (isinstance(why, Unconfirmed) and not why.late):
            self.why = why

    def landed(self, records: list[Recorded], without: Iterable[WithoutName] = ()) -> set[int]:
        """Hold nothing more that is one of these, which were read: it was on its way, from here or from a terminal that
        is gone, and may stand there `without` a name that was forgotten since. Their numbers there."""
        there: set[int] = set()
        for record in records:
            for place, (event, at) in enumerate(self.events):
                if record.recorded_at == at and record.event in _forms(event, at, without):
                    self.sent = self.sent and place > 0
                    del self.events[place]
                    there.add(record.number)
                    break
        if there:
            self.why = self.why if self else None
        return there

    def late(self, kept: State, record: Recorded) -> None:
        """Keep for telling who speaks instead, if what was held landed so late in the session that is `kept`."""
        if why := overtaken(kept, record):
            self.too_late.append(why)

    def is_sent(self, number: int, kept: State) -> bool:
        """Tell whether the event of this number is on its way."""
        return self.sent and number == kept.number + 1

    def add(self, kept: State, event: Event, at: datetime) -> Recorded:
        """Hold one more. What takes back or changes one that is held itself forgets or changes that instead."""
        record = Recorded(kept.number + len(self.events) + 1, at, event)
        place = (getattr(event, "number", 0) or 0) - kept.number - 1
        if place < 0:
            self.events.append((event, at))
        elif isinstance(event, CommandUndone | NoteWithdrawn):
            taken_back = self.events.pop(place)
            self.taken_back += [taken_back] if isinstance(event, CommandUndone) else []
        elif isinstance(event, NoteAmended):
            taken, when = self.events[place]
            self.events[place] = (structs.replace(taken, **event.content), when)
        return record

    def moved_by(self, event: Event) -> None:
        """Bring back nothing that was taken back before this, if it is a new command."""
        if isinstance(event, Timing) and not isinstance(event, CommandUndone | CommandRedone):
            self.taken_back = []

    def to_redo(self, day: Day) -> tuple[Event, datetime] | None:
        """The command that `redo` brings back in `day`, and when it happened, if it was held as it was taken back."""
        return None if day.undone or not self.taken_back else self.taken_back.pop()

    def give_up(self) -> None:
        """Give up what is held that moves the day, or would be brought back: another has moved it."""
        self.taken_back = []
        sent, waiting = (self.events[:1], self.events[1:]) if self.sent else ([], self.events)
        self.given_up += [event for event, _at in waiting if event.must_be_seen]
        self.events = sent + [(event, at) for event, at in waiting if not event.must_be_seen]

    def leave_out(self, without: Without, gone: set[int], by: str) -> None:
        """Hold nothing of who was forgotten, nor a change of a note that is `gone`; but for what is on its way, which
        may have landed as it is."""
        self.events = [
            one if self.sent and not place else (without.event(Recorded(0, one[1], one[0])), one[1])
            for place, one in enumerate(self.events)
            if not (isinstance(one[0], NoteAmended) and one[0].number in gone)
        ]
        drafts = ((about, without.draft(by, about, text)) for about, text in self.drafts.items())
        self.drafts = {about: text for about, text in drafts if text and about not in {f"note {one}" for one in gone}}

    # ── on this machine's disk ─────────────────────────────────────────────────────────────────────────
    def keep(self, bound: Callable[[], Aside]) -> None:
        """Keep on disk what is held now, `bound` to its session; where that is not possible, `outlives` is False."""
        if not (self or self._place):
            return
        from workshop_tui.journal.aside import Aside, Place

        self._place = self._place or Place()
        if not self:
            self._place.drop()
            self.outlives = False
            return
        events = [Aside.written(*one) for one in self.events]
        aside = structs.replace(bound(), events=events, drafts=dict(self.drafts))
        self.outlives = aside == self._place.kept
        if not self.outlives:
            with suppress(OSError):
                self._place.keep(aside, through=self.why is not None)
                self.outlives = True
        while self.outlives and self._left:
            self._left.pop().drop()

    def take_up(self, left: Aside, place: Place, written: list[Recorded]) -> None:
        """Hold what another terminal `left` in that `place`, but what is `written`: it had landed.

        Raises ValueError if only a newer program knows what it is.
        """
        landed = [(one.event, one.recorded_at) for one in written]
        ours = left.read()
        mine = [one for one in ours if one not in landed]
        others = (one for one in written if (one.event, one.recorded_at) not in ours)
        moved = any(one.event.must_be_seen and one.number > left.seen for one in others)
        if moved:
            self.given_up += [event for event, _at in mine if event.must_be_seen]
            mine = [(event, at) for event, at in mine if not event.must_be_seen]
        self.events += [one for one in mine if one not in self.events]
        for about, text in left.drafts.items():
            if text:
                self.drafts.setdefault(about, text)
        if self._place is None:
            self._place = place
        else:
            self._left.append(place)

    def leave(self) -> None:
        """Let go of what is on disk: the next terminal takes it up."""
        for place in (*self._left, *([self._place] if self._place else [])):
            place.leave()


def _forms(event: Event, at: datetime, without: Iterable[WithoutName]) -> list[Event]:
    """The event as it was said, and without those names."""
    left = event
    for one in without:
        left = one.event(Recorded(0, at, left))
    return [event, left]


def given_up(count: int) -> str:
    """Say that so many commands will never be written."""
    return plural(
        "Another moved the day first: {count} command of yours that was not kept is given up",
        "Another moved the day first: {count} commands of yours that were not kept are given up",
        count,
    )


def too_late(instead: Iterable[Message]) -> str:
    """Say who speaks in the place of whom this terminal had named, while nothing could be written."""
    return _("Your turn came too late, another had named a speaker: {told}", told=" · ".join(map(str, instead)))
