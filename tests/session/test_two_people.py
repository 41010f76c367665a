"""Two people, one day, whatever the interleaving: each sees the record late, and presses what they see."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from tests.conftest import created, utc
from tests.session.played import as_it_stands, plan
from tests.session.test_always import DAY
from workshop_tui.clock import FixedClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import as_json
from workshop_tui.session.notes.commands import AmendNote, TakeNote, segment_at
from workshop_tui.session.notes.draft import Draft
from workshop_tui.session.notes.notebook import Note
from workshop_tui.session.notes.versions import both_of, changed_by_another
from workshop_tui.session.privacy.forgetting import Nowhere, forgotten_between, without_name
from workshop_tui.session.refusal import Refused
from workshop_tui.session.seen import STOOD_S, Sight
from workshop_tui.session.state import apply
from workshop_tui.session.timing.commands import Goto, Next, Pause, Redo, Resume, Stop, Undo
from workshop_tui.session.timing.replanning_commands import Extend

COMMANDS = st.sampled_from(
    [Next(), Next(), Goto("b"), Goto("c"), Stop(), Pause(), Resume(), Extend(5, None), Undo(), Redo()]
)
WHO = st.integers(0, 2)
NAME = "Zoé Martin"
TEXTS = st.sampled_from(["on a vu le maire", f"{NAME} prête un local", "encore"])


class Seat:
    """A terminal: what stands on its screen, what its person composes and amends."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.sight = Sight()
        self.draft: Draft | None = None
        self.amends: tuple[int, Draft] | None = None
        self.shown: set[str] = set()
        """The texts of notes that this person has seen."""

    def look(self, at: float) -> None:
        """Show what has landed since; forget who was forgotten."""
        self.session.catch_up()
        self.forget()
        self.sight.look(self.session.state, at)
        self.shown |= {note.taken.text for note in self.session.state.notebook.notes}

    def forget(self) -> None:
        before, self.session.before_forgetting = self.session.before_forgetting, None
        if before is None:
            return
        without = forgotten_between(before, self.session.state)
        self.shown = {without.draft("", "", text) for text in self.shown}
        if self.draft:
            self.draft = Draft.kept(without.draft("", "", self.draft.as_json()))
        if self.amends:
            number, draft = self.amends
            self.amends = number, Draft.kept(without.draft("", "", draft.as_json()))


class TwoPeople(RuleBasedStateMachine):
    """Three terminals on one session, of which each looks when it does."""

    @initialize()
    def open(self):
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FixedClock(utc(9).replace(year=2026, month=3, day=2, hour=8))
        file = created(Path(self.folder.name), plan(), DAY, "s", self.clock, "a")
        self.seats = [Seat(Session(SqliteJournal(file), self.clock, who)) for who in ("a", "b", "c")]
        self.seats[0].session.do(Expect(NAME))
        self.at = 0.0
        self.forgotten = False
        for seat in self.seats:
            seat.look(self.at)
        self.first = self.seats[0].session.state.day
        self.begun: dict[int, str | None] = {}

    def teardown(self):
        if not hasattr(self, "seats"):
            return
        for seat in self.seats:
            seat.look(self.at)
        state = self.seats[0].session.state
        while state.day.history:
            state = apply(
                state, Recorded(state.number + 1, self.clock.instant, decide(state, Undo(), self.clock.instant, "a"))
            )
        assert as_it_stands(state.day) == as_it_stands(self.first), "undo of everything is the first state"
        for seat in self.seats:
            seat.session.close()
        self.folder.cleanup()

    @rule(seconds=st.sampled_from([0.2, 0.6, 2.0, 70.0]))
    def time_passes(self, seconds):
        self.at += seconds
        self.clock.instant = self.clock.instant.fromtimestamp(
            self.clock.instant.timestamp() + seconds, self.clock.instant.tzinfo
        )

    @rule(who=WHO)
    def somebody_looks(self, who):
        self.seats[who].look(self.at)

    @rule(who=WHO, command=COMMANDS)
    def somebody_presses(self, who, command):
        seat = self.seats[who]
        session, stood = seat.session, seat.session.state
        if seat.sight.unseen_s(stood, command, session.by, self.at) is not None:
            return
        before = seat.sight.number
        last = stood.events[stood.day.last_timing - 1]
        try:
            record = session.do(command)
        except Refused:
            seat.sight.answered(session.state, command)
            seat.look(self.at)
            return
        assert before == stood.day.last_timing, "on what stood on the screen"
        own_or_seen = last.by == session.by or self.at - seat.sight._since >= STOOD_S
        assert own_or_seen or not stood.day.last_timing or seat.sight._answered == (command, before)
        landed = session.journal.read(stood.number)
        assert [one.number for one in landed if one.event.must_be_seen] == [record.number], "nothing in between"
        seat.look(self.at)
        if isinstance(command, Undo):
            again = Recorded(
                record.number + 1, self.clock.instant, decide(session.state, Redo(), self.clock.instant, "a")
            )
            assert as_it_stands(apply(session.state, again).day) == as_it_stands(stood.day)

    # ── notes ──────────────────────────────────────────────────────────────────────────────────────────
    @rule(who=WHO, text=TEXTS)
    def somebody_begins_a_note(self, who, text):
        seat = self.seats[who]
        if seat.draft is None and not (self.forgotten and NAME in text):
            now = seat.session.now()
            seat.draft = Draft(text=text, segment=segment_at(seat.session.state.day, now), began=now)

    @rule(who=WHO)
    def somebody_finishes_the_note(self, who):
        seat = self.seats[who]
        if seat.draft is None:
            return
        seat.session.catch_up()
        seat.forget()
        draft, seat.draft = seat.draft, None
        began = min(draft.began, seat.session.now())
        record = seat.session.do(TakeNote(draft.text, segment=draft.segment), began)
        assert record.event.at == began.replace(microsecond=0)
        self.begun[record.number] = draft.segment

    @rule(who=WHO)
    def somebody_begins_a_change(self, who):
        seat = self.seats[who]
        if seat.amends is None and (notes := seat.session.state.notebook.notes):
            note = notes[-1]
            draft = Draft.of(note.taken)
            draft.version = len(note.changes)
            draft.text += f" +{who}"
            seat.amends = note.number, draft

    @rule(who=WHO, both=st.booleans())
    def somebody_finishes_the_change(self, who, both):
        seat = self.seats[who]
        if seat.amends is None:
            return
        seat.look(self.at)
        number, draft = seat.amends
        seat.amends = None
        now: Note = seat.session.state.notebook.note(number)
        text = draft.text
        if changed_by_another(now, draft.version, seat.session.by):
            assert now.taken.text in seat.shown, "shown to the second"
            text = both_of(Draft.of(now.taken), draft).text if both else draft.text
            assert not both or (now.taken.text in text and draft.text in text)
        if text != now.taken.text:
            seat.session.do(AmendNote(number, text=text))

    @precondition(lambda self: not self.forgotten)
    @rule(who=WHO)
    def a_name_is_forgotten(self, who):
        session = self.seats[who].session
        self.seats[who].look(self.at)
        try:
            session.forget_name(without_name(session.state, NAME))
        except Nowhere:
            return
        self.forgotten = True
        self.seats[who].look(self.at)

    @invariant()
    def every_note_lies_where_it_was_begun(self):
        for number, segment in getattr(self, "begun", {}).items():
            for seat in self.seats:
                if number <= seat.session.state.number:
                    assert seat.session.state.notebook.note(number).taken.segment == segment

    @invariant()
    def a_forgotten_word_stands_nowhere_once_that_was_seen(self):
        if not getattr(self, "forgotten", False):
            return
        for seat in self.seats:
            state = seat.session.state
            if not any(event.type == "NameForgotten" for event in state.events):
                continue
            written = " ".join(as_json(event) for event in state.events)
            typed = " ".join(one.text for one in (seat.draft, seat.amends and seat.amends[1]) if one)
            assert "Zoé" not in written + typed + " ".join(seat.shown)

    @invariant()
    def all_who_know_as_much_see_the_same(self):
        states = [seat.session.state for seat in getattr(self, "seats", [])]
        for one in states:
            for other in states:
                if one.number == other.number:
                    assert replace(one, events=()) == replace(other, events=())


TwoPeople.TestCase.settings = settings(max_examples=30, stateful_step_count=25)
test_two_people = TwoPeople.TestCase
