"""The duties of every store of a session. A store's tests subclass this and say how to open one."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.journal.summing import Summaries
from tests.session.played import plan
from tests.systems import only_posix
from workshop_tui.journal import Conflict, Journal, JournalError, Unwritable
from workshop_tui.journal.company import SIGNALS_STAY_S, Present
from workshop_tui.journal.rows import draft_of
from workshop_tui.journal.sessions import state_of
from workshop_tui.session.attendance.events import ParticipantExpected
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.names.events import NameForgotten, NamesExpired
from workshop_tui.session.notes.events import NoteAmended, NoteForgotten, NoteTaken
from workshop_tui.session.privacy.forgetting import WithoutNote, without_all_names, without_name
from workshop_tui.session.timing.events import Paused, SegmentStarted, SegmentStopped

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
Opener = Callable[[], Journal]
Later = Callable[[float], None]


def opened() -> SessionOpened:
    return SessionOpened(at=AT, by="p", id="s", agenda=plan(), date=date(2026, 3, 2))


def note(text: str) -> NoteTaken:
    return NoteTaken(at=AT, by="p", text=text)


def told_of_a_change(journal: Journal) -> bool:
    """Tell whether it says so in a while: a server's word takes its time."""
    until = time.monotonic() + 5
    while time.monotonic() < until:
        if journal.changed():
            return True
        time.sleep(0.005)
    return False


@contextmanager
def opener(open_it: Callable[[], Journal]) -> Iterator[Opener]:
    """A way to open a session once more each time; all are closed at the end."""
    with ExitStack() as journals:
        yield lambda: journals.enter_context(open_it())


class Conformance(Summaries):
    """`store` opens the same new session, called `NAME`, each time it is called; `later` lets seconds pass for it."""

    NAME = "s"

    def test_what_is_appended_is_read_back_in_order_by_another(self, store: Opener):
        written = [store().append(event, AT) for event in (opened(), Paused(at=AT, by="é"), note("n"))]
        assert [record.number for record in written] == [1, 2, 3]
        assert store().read() == written
        assert store().read(after=2) == written[2:]

    def test_a_timing_event_is_refused_if_another_has_landed_unseen(self, store: Opener):
        first, second = store(), store()
        first.append(opened(), AT)
        started = SegmentStarted(at=AT, by="a", segment="a")
        first.append(started, AT, seen=0)
        with pytest.raises(Conflict) as conflict:
            second.append(SegmentStarted(at=AT, by="b", segment="a"), AT, seen=0)
        assert conflict.value.record.event == started
        assert len(store().read()) == 2
        second.append(SegmentStopped(at=AT, by="b", segment="a"), AT, seen=2)

    def test_a_note_never_conflicts_nor_makes_a_conflict(self, store: Opener):
        journal = store()
        journal.append(opened(), AT)
        journal.append(note("one"), AT, seen=0)
        journal.append(Paused(at=AT, by="p"), AT, seen=0)
        journal.append(note("two"), AT, seen=0)
        assert len(journal.read()) == 4

    def test_a_follower_sees_that_another_wrote(self, store: Opener):
        writer, follower = store(), store()
        writer.append(opened(), AT)
        follower.changed()
        assert not follower.changed()
        writer.append(note("n"), AT)
        assert told_of_a_change(follower)
        assert not follower.changed()

    def test_each_person_has_a_draft_of_their_own(self, store: Opener):
        journal = store()
        assert journal.draft("pascal") == ""
        journal.keep_draft("pascal", "half")
        journal.keep_draft("aurelie", "moitié")
        journal.keep_draft("pascal", "half a note")
        assert (store().draft("pascal"), store().draft("aurelie")) == ("half a note", "moitié")
        journal.keep_draft("pascal", "")
        assert store().draft("pascal") == ""

    def test_a_terminal_that_gives_signs_of_life_is_here_for_the_others_until_it_leaves(self, store: Opener):
        pascal, aurelie = store(), store()
        assert pascal.present() == []
        pascal.here(Present("t1", "pascal", "run"))
        aurelie.here(Present("t2", "aurelie", "run"))
        pascal.here(Present("t1", "pascal", "room"))
        both = [Present("t1", "pascal", "room"), Present("t2", "aurelie", "run")]
        assert pascal.present() == aurelie.present() == both
        aurelie.changed()
        pascal.gone("t1")
        assert told_of_a_change(aurelie)
        assert aurelie.present() == both[1:]

    def test_a_terminal_that_gives_no_sign_of_life_any_more_is_gone(self, store: Opener, later: Later):
        journal = store()
        journal.here(Present("t1", "pascal", "run"))
        later(journal.fresh_s - 2)
        journal.here(Present("t2", "aurelie", "run"))
        assert [who.author for who in journal.present()] == ["pascal", "aurelie"]
        later(3)
        assert [who.author for who in journal.present()] == ["aurelie"]
        journal.here(Present("t1", "pascal", "run"))
        assert len(journal.present()) == 2

    def test_signals_reach_the_others_and_are_forgotten(self, store: Opener, later: Later):
        pascal, aurelie = store(), store()
        aurelie.changed()
        pascal.signal("pascal", "slow-down")
        assert told_of_a_change(aurelie)
        (first,) = aurelie.signals(0)
        assert (first.author, first.signal) == ("pascal", "slow-down")
        assert aurelie.signals(first.number) == []
        later(SIGNALS_STAY_S + 1)
        pascal.signal("pascal", "break")
        (second,) = aurelie.signals(0)
        assert second.signal == "break"
        assert second.number > first.number

    def test_what_a_note_said_is_forgotten_in_all_that_was_written_and_its_mark_stays(self, store: Opener):
        journal, other = store(), store()
        journal.append(opened(), AT)
        journal.append(note("a secret"), AT)
        journal.append(note("kept"), AT)
        journal.append(NoteAmended(at=AT, by="q", number=2, text="a greater secret", initiative="x"), AT)
        journal.append(NoteAmended(at=AT, by="q", number=3, text="kept, too"), AT)
        assert len(other.read()) == 5
        record = journal.forget(NoteForgotten(at=AT, by="p", number=2), AT, WithoutNote(2))
        assert isinstance(record.event, NoteForgotten)
        assert (record.number, record.event.number) == (6, 2)
        said = [getattr(one.event, "text", None) for one in other.read()]
        assert said == [None, "", "kept", "", "kept, too", None]
        amended = other.read()[3].event
        assert isinstance(amended, NoteAmended)
        assert amended.initiative is None
        assert [one.event.type for one in store().read(after=5)] == ["NoteForgotten"]
        journal.append(note("goes on"), AT)

    def test_a_name_is_forgotten_in_all_that_was_written_and_in_what_is_half_typed(self, store: Opener):
        journal, other = store(), store()
        journal.append(opened(), AT)
        journal.append(ParticipantExpected(at=AT, by="p", key="marie-dupont", name="Marie Dupont"), AT)
        journal.append(note("Marie Dupont, 🚲"), AT)
        journal.append(note("kept"), AT)
        for kept_as, text in {"p": "Marie a", "q": "kept", draft_of("p", "participant marie-dupont"): "x"}.items():
            journal.keep_draft(kept_as, text)
        without = without_name(state_of(other), "Marie")
        record = journal.forget(NameForgotten(at=AT, by="p", code=without.code), AT, without)
        assert isinstance(record.event, NameForgotten)
        assert (record.number, record.event.code) == (5, "P1")
        written = other.read()
        assert [getattr(one.event, "text", None) for one in written] == [None, None, "P1, 🚲", "kept", None]
        expected = written[1].event
        assert isinstance(expected, ParticipantExpected)
        assert (expected.key, expected.name) == ("p1", "P1")
        drafts = [other.draft(kept_as) for kept_as in ("p", "q", draft_of("p", "participant marie-dupont"))]
        assert drafts == ["P1 a", "kept", ""]
        journal.append(note("goes on"), AT)

    def test_all_names_go_at_once_each_with_its_code_in_its_place_and_one_event_says_so(self, store: Opener):
        journal, other = store(), store()
        journal.append(opened(), AT)
        for key, name in (("marie-dupont", "Marie Dupont"), ("jean-dupont", "Jean Dupont"), ("p9", "P9")):
            journal.append(ParticipantExpected(at=AT, by="p", key=key, name=name), AT)
        journal.append(note("Jean Dupont, then Marie, then Mme Dupont"), AT)
        journal.keep_draft("p", "Marie and Jean a")
        without = without_all_names(state_of(other))
        assert without.codes == ("P1", "P2"), "a code is nobody's name"
        record = journal.forget(NamesExpired(at=AT, by="p", older_than="36m", codes=without.codes), AT, without)
        assert isinstance(record.event, NamesExpired)
        assert (record.number, record.event.codes) == (6, ("P1", "P2"))
        written: list[Any] = [one.event for one in other.read()]
        assert [one.name for one in written[1:4]] == ["P1", "P2", "P9"]
        assert [one.key for one in written[1:3]] == ["p1", "p2"]
        assert written[4].text == "P2, then P1, then Mme P1/P2"
        assert other.draft("p") == "P1 and P2 a"
        assert without_all_names(state_of(other)).each == (), "nothing is left to go"
        journal.append(note("goes on"), AT)

    def test_presence_and_signals_are_no_events(self, store: Opener):
        journal = store()
        journal.append(opened(), AT)
        journal.here(Present("t", "pascal", "run"))
        journal.signal("pascal", "break")
        journal.append(Paused(at=AT, by="p"), AT, seen=0)
        assert [record.number for record in store().read()] == [1, 2]

    def test_an_unknown_session_is_told_and_a_known_one_listed_found_and_deleted(self, store: Opener):
        keeper = store().store
        records = [Recorded(1, AT, opened()), Recorded(2, AT, note("n"))]
        keeper.create("other", records)
        assert "other" in keeper.ids()
        assert keeper.has("other")
        assert not keeper.has("another")
        with keeper.open("other") as journal:
            assert journal.read() == records
            assert journal.title() == opened().agenda.title
            with pytest.raises(FileExistsError):
                keeper.create("other", records[:1])
            assert journal.read() == records
        keeper.delete("other")
        assert "other" not in keeper.ids()
        with pytest.raises(JournalError, match="there is no session"):
            keeper.open("other")

    @only_posix("what is open cannot be removed")
    def test_what_is_written_to_a_session_that_is_gone_is_refused(self, store: Opener):
        keeper = store().store
        keeper.create("other", [Recorded(1, AT, opened())])
        with keeper.open("other") as journal, keeper.open("other") as follower:
            keeper.delete("other")
            with pytest.raises(Unwritable, match="moved or deleted"):
                journal.append(note("n"), AT)
            with pytest.raises(Unwritable, match="moved or deleted"):
                follower.here(Present("t", "p", "run"))

    def test_however_many_append_at_once_each_event_has_a_number_of_its_own(self, store: Opener):
        journals = [store() for _ in range(6)]
        journals[0].append(opened(), AT)
        with ThreadPoolExecutor(6) as pool:
            for journal in journals:
                journal.close()
            keeper, name = journals[0].store, self.NAME

            def write(k: int) -> list[int]:
                with keeper.open(name) as journal:
                    return [journal.append(note(f"{k} {n}"), AT).number for n in range(10)]

            numbers = [number for written in pool.map(write, range(6)) for number in written]
        assert sorted(numbers) == list(range(2, 62))

    @pytest.mark.parametrize("text", ["[brackets]", "🚲" * 9, "漢字", "مرحبا", "a\nb", "</script>", "x" * 10_000])
    def test_any_text_is_read_back_as_it_was(self, store: Opener, text):
        store().append(opened(), AT)
        store().append(note(text), AT)
        assert getattr(store().read()[-1].event, "text", None) == text
