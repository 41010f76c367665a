"""Two people, one day, whatever the interleaving: each sees the record late, and presses what they see."""

from __future__ import annotations

import tempfile
from datetime import datetime
from functools import cache
from itertools import combinations
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from msgspec.structs import replace

from tests.conftest import prepared, utc
from tests.often import often
from tests.session.played import DAY, as_it_stands
from workshop_tui.agenda import Agenda
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.clock import FixedClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Arrive, Expect, Leave
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Command, Recorded
from workshop_tui.session.events import as_json
from workshop_tui.session.notes.commands import AmendNote, TakeNote, segment_at
from workshop_tui.session.notes.draft import Draft
from workshop_tui.session.notes.notebook import Note
from workshop_tui.session.notes.versions import both_of, changed_by_another
from workshop_tui.session.privacy.forgetting import Nowhere, without_name
from workshop_tui.session.privacy.meanwhile import forgotten_between
from workshop_tui.session.refusal import NotLeading, Refused
from workshop_tui.session.seen import STOOD_S, Meant, Sight
from workshop_tui.session.state import State, apply
from workshop_tui.session.timing.commands import End, Goto, Next, Pause, Redo, Reopen, Resume, Stop, TakeHand, Undo
from workshop_tui.session.timing.fit import offered
from workshop_tui.session.timing.replanning_commands import Add, Extend, Fit, Move, Restore, Skip
from workshop_tui.session.timing.timeline import timeline

COMMANDS = st.sampled_from(
    [
        Next(),
        Next(),
        Goto("b"),
        Goto("c"),
        Stop(),
        Pause(),
        Resume(),
        Extend(5, None),
        Undo(),
        Undo(),
        Redo(),
        Redo(),
        Skip("d"),
        Restore("d"),
        Add("New", 5),
        Move("b", None, "pm"),
        End(),
        Reopen(),
    ]
)
WHO = st.integers(0, 2)
NAME = "Zoé Martin"
TEXTS = st.sampled_from(["on a vu le maire", f"{NAME} prête un local", "encore"])
PAUL = "paul"
"""The key of somebody who comes and goes."""


@cache
def plan() -> Agenda:
    """A day of two blocks that can be fitted, whose segments are led by three."""
    led = {"a": ["a"], "b": ["b"], "c": ["c"], "d": [], "x": ["a", "b"], "y": ["c"]}

    def segment(key: str, minutes: int) -> dict[str, object]:
        bounds = {"min": minutes // 2, "max": minutes * 2, "optional": key == "d"}
        return {"key": key, "title": key.upper(), "minutes": minutes, "lead": led[key], **bounds}

    morning = [segment("a", 30), segment("b", 60), segment("c", 60), segment("d", 15)]
    return agenda_of(
        {
            "title": "Three lead",
            "timezone": "UTC",
            "trainers": [{"key": one, "name": one.upper()} for one in "abc"],
            "blocks": [
                {"key": "am", "title": "Morning", "start": "9h", "end": "12h", "segments": morning},
                {
                    "key": "pm",
                    "title": "Afternoon",
                    "start": "14h",
                    "end": "15h",
                    "segments": [segment("x", 40), segment("y", 20)],
                },
            ],
        }
    )


class Seat:
    """A terminal: what stands on its screen, what its person composes and amends, is asked and is offered."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.sight = Sight()
        self.draft: Draft | None = None
        self.amends: tuple[int, Draft] | None = None
        self.shown: set[str] = set()
        """The texts of notes that this person has seen."""
        self.began_from = ""
        """The text of the note as it was when its change was begun."""
        self.question: tuple[Command, int] | None = None
        """The command that is asked about, since another leads, and the number of what moved the day last then."""
        self.offered: tuple[Fit, datetime, datetime, int] | None = None
        """The proposal that is selected, when it was worked out, the end that it gives its block, and that number."""
        self.clean: State | None = None
        """The session as it was last looked through for who was forgotten."""
        self.list = Meant()
        self.drawn = session.state
        self.paul_changed_at = float("-inf")
        """The moment at which another's change of who is there came to the list that is shown here."""

    def look(self, at: float) -> None:
        """Show what has landed since; forget who was forgotten; a question about another day goes."""
        self.session.catch_up()
        self.forget()
        self.draw(at)
        if self.sight.look(self.session.state, at):
            self.question = self.offered = None
        self.shown |= {note.taken.text for note in self.session.state.notebook.notes}

    def draw(self, at: float) -> None:
        """Draw the list of people."""
        before, state = self.drawn, self.session.state
        was, now = (one.attendance.here(PAUL, "am") for one in (before, state))
        self.list.look((before, was), (state, now), self.session.by, at)
        if was != now and any(event.by != self.session.by for event in state.events[before.number :]):
            self.paul_changed_at = at
        self.drawn = state

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


def somebody_has(what: str):
    """Where nobody has this open, the rule says nothing."""
    return precondition(lambda model: any(getattr(seat, what) for seat in model.seats))


class TwoPeople(RuleBasedStateMachine):
    """Three terminals on one session, of which each looks when it does."""

    @initialize()
    def open(self):
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FixedClock(utc(9).replace(year=2026, month=3, day=2, hour=8))
        file = prepared(Path(self.folder.name), plan(), DAY, "s", self.clock, "a")
        self.reader = Session(SqliteJournal(file), self.clock, "reader")
        self.seats = [Seat(Session(SqliteJournal(file), self.clock, who)) for who in ("a", "b", "c")]
        for name in (NAME, "Paul"):
            self.seats[0].session.do(Expect(name))
        self.seats[0].session.do(TakeNote("on commence"))
        self.at = 0.0
        self.forgotten = False
        for seat in self.seats:
            seat.look(self.at)
            seat.session.beat("run")  # here, so that a segment of theirs hands over
            seat.drawn = seat.session.state
        self.first = self.seats[0].session.state.day
        self.seats[0].session.do(Next())
        self.time_passes(2.0)
        for seat in self.seats:
            seat.look(self.at)
        self.begun: dict[int, str | None] = {}

    def truth(self) -> State:
        """The session as everybody's events make it."""
        self.reader.catch_up()
        return self.reader.state

    def one(self, who: int, has: str) -> Seat:
        """One of the terminals that have this open."""
        those = [seat for seat in self.seats if getattr(seat, has)]
        return those[who % len(those)]

    def teardown(self):
        if not hasattr(self, "seats"):
            return
        for seat in self.seats:
            seat.look(self.at)
        state = self.seats[0].session.state
        while state.day.history:
            state = apply(
                state,
                Recorded(
                    state.number + 1,
                    self.clock.instant,
                    decide(state, Undo(), self.clock.instant, state.day.hand or "a"),
                ),
            )
        assert as_it_stands(state.day) == as_it_stands(self.first), "undo of everything is the first state"
        for session in (self.reader, *(seat.session for seat in self.seats)):
            session.close()
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

    @rule(
        keys=st.lists(st.tuples(WHO, st.sampled_from([0.0, 0.4, 2.0])), min_size=1, max_size=3),
        command=COMMANDS,
        yes=st.booleans(),
    )
    def some_press_a_key(self, keys, command, yes):
        for who, after_s in keys:
            self.time_passes(after_s)
            self._presses(who, command)
        for seat in self.seats if yes else ():
            if seat.question:
                self._answers(seat)

    def _presses(self, who, command):
        seat = self.seats[who]
        session, stood = seat.session, seat.session.state
        if seat.sight.unseen_s(stood, command, session.by, self.at) is not None:
            return
        before = seat.sight.number
        last = stood.events[stood.day.last_timing - 1]
        try:
            record = session.do(command)
        except NotLeading:
            assert stood.day.hand not in (None, session.by)
            seat.question = command, stood.day.last_timing
            return
        except Refused:
            seat.sight.answered(session.state, command)
            seat.look(self.at)
            return
        assert before == stood.day.last_timing, "on what stood on the screen"
        own_or_seen = last.by == session.by or self.at - seat.sight._since >= STOOD_S
        assert stood.day.hand in (None, session.by), "nobody moves the day that another leads"
        assert own_or_seen or not stood.day.last_timing or seat.sight._answered == (command, before)
        landed = session.journal.read(stood.number)
        assert [one.number for one in landed if one.event.must_be_seen] == [record.number], "nothing in between"
        seat.look(self.at)
        if isinstance(command, Undo):
            again = Recorded(
                record.number + 1, self.clock.instant, decide(session.state, Redo(), self.clock.instant, session.by)
            )
            assert as_it_stands(apply(session.state, again).day) == as_it_stands(stood.day)

    @rule(who=WHO)
    def somebody_takes_the_hand(self, who):
        seat = self.seats[who]
        if seat.sight.unseen_s(seat.session.state, TakeHand(), seat.session.by, self.at) is None:
            try:
                seat.session.do(TakeHand())
            except Refused:
                return
            finally:
                seat.look(self.at)
            assert seat.session.state.day.hand == seat.session.by

    @somebody_has("question")
    @rule(who=WHO, yes=st.sampled_from([True, True, True, False]))
    def somebody_answers_the_question(self, who, yes):
        seat = self.one(who, "question")
        if yes:
            self._answers(seat)
        seat.question = None

    def _answers(self, seat):
        (command, number), seat.question = seat.question, None
        before = self.truth()
        try:
            record = seat.session.do(command, take=True)
        except Refused:
            assert self.truth().day.hand == before.day.hand, "what is refused takes no hand"
            seat.look(self.at)
            return
        assert before.day.last_timing == number, "it is done to the day that it was asked of"
        landed = seat.session.journal.read(before.number)
        assert [type(one.event).__name__ for one in landed] == ["HandTaken", type(record.event).__name__]
        seat.look(self.at)

    @rule(who=WHO, which=st.integers(0, 3))
    def somebody_selects_a_proposal(self, who, which):
        seat = self.seats[who]
        seat.look(self.at)
        now = seat.session.now()
        found = offered(seat.session.state.day, now)
        chosen = [one for one in found.proposals if one.changes_something] if found else []
        if found and chosen:
            one = chosen[which % len(chosen)]
            intent = Fit(one.kind, late=bool(one.late_s))
            seat.offered = intent, now, one.ends, seat.session.state.day.last_timing

    @somebody_has("offered")
    @rule(who=WHO)
    def somebody_applies_it(self, who):
        seat = self.one(who, "offered")
        assert seat.offered
        (intent, at, ends, number), seat.offered = seat.offered, None
        before = self.truth()
        try:
            record = seat.session.do(intent, at)
        except NotLeading:
            seat.question = intent, number
            return
        except Refused:
            assert before.day.last_timing != number, "only another day keeps it from being applied"
            seat.look(self.at)
            return
        assert before.day.last_timing == number, "to the day that it was worked out for"
        landed = timeline(seat.session.state.day, at)
        assert landed.block(getattr(record.event, "block", "")).projected_end == ends, (
            "what is applied is what was shown"
        )
        seat.look(self.at)

    # ── who is there ───────────────────────────────────────────────────────────────────────────────────
    @rule(keys=st.lists(st.tuples(WHO, st.sampled_from([0.0, 0.4, 2.0])), min_size=1, max_size=3), looks=st.booleans())
    def some_let_paul_come_or_go(self, keys, looks):
        for who, after_s in keys:
            self.time_passes(after_s)
            if looks:
                self.seats[who].look(self.at)
            self._lets_paul_come_or_go(who)

    def _lets_paul_come_or_go(self, who):
        seat = self.seats[who]
        session, seen = seat.session, self.at - seat.paul_changed_at >= STOOD_S
        stale = seat.drawn is not session.state
        command = Leave(PAUL, "am") if session.state.attendance.here(PAUL, "am") else Arrive(PAUL, "am")
        seat.draw(self.at)
        if seat.list.unseen(self.at):
            seat.paul_changed_at = float("-inf")  # it was said
            return
        try:
            session.do(command)
        except Refused:
            seat.look(self.at)
            return
        assert seen or stale, "who has come a moment ago is not let go by who let them come, too"
        seat.draw(self.at)
        seat.look(self.at)

    # ── notes ──────────────────────────────────────────────────────────────────────────────────────────
    @rule(who=WHO, text=TEXTS)
    def somebody_begins_a_note(self, who, text):
        seat = self.seats[who]
        if seat.draft is None and not (self.forgotten and NAME in text):
            now = seat.session.now()
            seat.draft = Draft(text=text, segment=segment_at(seat.session.state.day, now), began=now)
            seat.session.keep_draft(seat.draft.as_json())

    @rule(who=WHO)
    def somebodys_terminal_is_killed_and_opened_again(self, who):
        seat = self.seats[who]
        typed, journal = seat.draft, seat.session.journal
        again = Session(SqliteJournal(journal.file), self.clock, seat.session.by)
        seat.session.company.leave()  # as its process would be seen to be over
        seat.session.close()
        again.beat("run")
        self.seats[who] = Seat(again)
        self.seats[who].look(self.at)
        kept = again.draft()
        self.seats[who].draft = Draft.kept(kept) if kept else None
        assert bool(typed) == bool(kept), "no text is lost"
        if typed:
            assert all(words in Draft.kept(kept).text for words in typed.text.split(NAME)), "but for who was forgotten"

    @somebody_has("draft")
    @rule(who=WHO)
    def somebody_finishes_the_note(self, who):
        seat = self.one(who, "draft")
        seat.session.catch_up()
        seat.forget()
        draft, seat.draft = seat.draft, None
        seat.session.keep_draft("")
        assert draft
        assert draft.began
        began = min(draft.began, seat.session.now())
        record = seat.session.do(TakeNote(draft.text, segment=draft.segment), began)
        assert record.event.at == began.replace(microsecond=0)
        self.begun[record.number] = draft.segment

    @precondition(lambda self: any(seat.session.state.notebook.notes for seat in self.seats))
    @rule(who=st.lists(WHO, min_size=1, max_size=3, unique=True), at_once=st.booleans(), both=st.booleans())
    def some_begin_a_change(self, who, at_once, both):
        for one in who:
            self._begins_a_change(one)
        for one in who if at_once else ():
            if self.seats[one].amends:
                self._finishes_the_change(self.seats[one], both)

    def _begins_a_change(self, who):
        seat = self.seats[who]
        if seat.amends is None and (notes := seat.session.state.notebook.notes):
            note = notes[-1]
            draft = Draft.of(note.taken)
            draft.version = len(note.changes)
            draft.text += f" +{who}"
            seat.amends, seat.began_from = (note.number, draft), note.taken.text

    @somebody_has("amends")
    @rule(who=WHO, both=st.booleans())
    def somebody_finishes_the_change(self, who, both):
        self._finishes_the_change(self.one(who, "amends"), both)

    def _finishes_the_change(self, seat, both):
        seat.look(self.at)
        number, draft = seat.amends
        seat.amends = None
        now: Note = seat.session.state.notebook.note(number)
        text = draft.text
        theirs = now.last_by != seat.session.by and now.taken.text != seat.began_from and NAME not in seat.began_from
        asked = changed_by_another(now, draft.version, seat.session.by)
        assert asked or not theirs, "nobody writes over what another wrote meanwhile"
        if asked:
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
            written = ""
            if seat.clean is not state:  # else it was looked through
                written, seat.clean = " ".join(as_json(event) for event in state.events[1:]), state
            typed = " ".join(one.text for one in (seat.draft, seat.amends and seat.amends[1]) if one)
            typed += "".join(seat.session.journal.drafts(seat.session.by).values())
            assert "Zoé" not in written + typed + " ".join(seat.shown)

    @invariant()
    def all_who_know_as_much_see_the_same(self):
        states = [seat.session.state for seat in getattr(self, "seats", [])]
        for one, other in combinations(states, 2):
            if one is not other and one.number == other.number:
                assert replace(one, events=()) == replace(other, events=())


TwoPeople.TestCase.settings = settings(max_examples=often(40, 600), stateful_step_count=40)
test_two_people = TwoPeople.TestCase
