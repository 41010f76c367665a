"""What every store of a session must do. A store's tests subclass this and say how to open one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from tests.session.played import plan
from workshop_tui.journal import Conflict, Journal
from workshop_tui.session import events as e

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
Opener = Callable[[], Journal]


def opened() -> e.SessionOpened:
    return e.SessionOpened(at=AT, by="p", id="s", agenda=plan(), date=date(2026, 3, 2))


def note(text: str) -> e.NoteTaken:
    return e.NoteTaken(at=AT, by="p", text=text)


class Conformance:
    """`store` opens the same new session each time it is called."""

    def test_what_is_appended_is_read_back_in_order_by_another(self, store: Opener):
        written = [store().append(event, AT) for event in (opened(), e.Paused(at=AT, by="é"), note("n"))]
        assert [record.number for record in written] == [1, 2, 3]
        assert store().read() == written
        assert store().read(after=2) == written[2:]

    def test_a_timing_event_is_refused_if_another_has_landed_unseen(self, store: Opener):
        first, second = store(), store()
        first.append(opened(), AT)
        started = e.SegmentStarted(at=AT, by="a", segment="a")
        first.append(started, AT, seen=0)
        with pytest.raises(Conflict) as conflict:
            second.append(e.SegmentStarted(at=AT, by="b", segment="a"), AT, seen=0)
        assert conflict.value.record.event == started
        assert len(store().read()) == 2
        second.append(e.SegmentStopped(at=AT, by="b", segment="a"), AT, seen=2)

    def test_a_note_never_conflicts_nor_makes_a_conflict(self, store: Opener):
        journal = store()
        journal.append(opened(), AT)
        journal.append(note("one"), AT, seen=0)
        journal.append(e.Paused(at=AT, by="p"), AT, seen=0)
        journal.append(note("two"), AT, seen=0)
        assert len(journal.read()) == 4

    def test_a_follower_sees_that_another_wrote(self, store: Opener):
        writer, follower = store(), store()
        writer.append(opened(), AT)
        follower.changed()
        assert not follower.changed()
        writer.append(note("n"), AT)
        assert follower.changed()
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

    @pytest.mark.parametrize("text", ["[brackets]", "🚲" * 9, "漢字", "مرحبا", "a\nb", "</script>", "x" * 10_000])
    def test_any_text_is_read_back_as_it_was(self, store: Opener, text):
        store().append(opened(), AT)
        store().append(note(text), AT)
        assert store().read()[-1].event.text == text
