"""The duties of every store about summaries: each is the fold of its session's events, whatever broke on the way."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.often import often
from tests.session.at_random import AGENDA, CHANGED, EXTENDED, NAMED, SIMPLE, START
from tests.session.played import DAY
from workshop_tui.clock import FixedClock
from workshop_tui.journal import Journal
from workshop_tui.journal.listing import Asked, Listed
from workshop_tui.opening import create
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.notes.commands import AmendNote, TakeNote
from workshop_tui.session.privacy.forgetting import without_name
from workshop_tui.session.refusal import Refused
from workshop_tui.session.summary import read, summed
from workshop_tui.session.timing.commands import Next
from workshop_tui.session.timing.day import Mode

Opener = Callable[[], Journal]
NAMES = itertools.count()
DUPONT = "Marie Dupont"
NOTED = st.one_of(
    st.builds(TakeNote, st.sampled_from(["one", f"by {DUPONT}"]), private=st.booleans()),
    st.builds(lambda number, text: AmendNote(number, text=text), st.integers(1, 9), st.just("other")),
)
DONE = st.one_of(SIMPLE, NAMED, EXTENDED, CHANGED, NOTED)
FORGOTTEN = st.one_of(st.integers(1, 9), st.just(DUPONT))
STEPS = st.lists(
    st.tuples(
        st.integers(0, 1),  # the terminal
        st.one_of(DONE, DONE, DONE, FORGOTTEN),
        st.one_of(st.none(), st.none(), st.integers(0, 12)),  # the statement before which it breaks
    ),
    max_size=12,
)


class Broken(Exception):
    """The power went."""


@contextmanager
def breaking(journal: Any, statements: int | None) -> Iterator[None]:
    """Inside, the store breaks after so many more of its statements; None: never."""
    if statements is None:
        yield
        return
    left = itertools.count(statements, -1)
    execute = journal._db.execute

    def breaks(*arguments: Any, **named: Any) -> Any:
        if next(left) <= 0:
            raise Broken
        return execute(*arguments, **named)

    journal._db.execute = breaks
    try:
        yield
    finally:
        del journal._db.execute


def forget(session: Session, what: int | str) -> None:
    """Forget the note with that number, or that name."""
    if isinstance(what, int):
        session.forget(what)
    else:
        session.forget_name(without_name(session.state, what))


class Summaries:
    """Mixed into `Conformance`: `store` opens the same new session each time it is called."""

    TABLE = "summary"
    """The table that they are kept in."""

    def made(self, store: Opener, title: str = "Any", day: date = DAY) -> tuple[Any, str]:
        """The store, and the id of a new session in it."""
        keeper, name = store().store, f"made-{next(NAMES)}"
        create(keeper, replace(AGENDA, title=title), day, name, FixedClock(START), "p")
        return keeper, name

    def test_a_summary_is_the_fold_of_the_events_whatever_broke_between_two_statements(self, store: Opener):
        @settings(max_examples=often(25, 200))
        @given(steps=STEPS)
        def always(steps: list[tuple[int, Any, int | None]]) -> None:
            self.played(store, steps)

        always()

    def played(self, store: Opener, steps: list[tuple[int, Any, int | None]]) -> None:
        """Two terminals take these steps in a new session; after each, what is kept is right, or is not kept."""
        keeper, name = self.made(store, f"{DUPONT} tells")
        now = START
        terminals = [Session(keeper.open(name), FixedClock(START), by) for by in "pq"]
        terminals[0].do(Expect(DUPONT))
        for at, what, broken in steps:
            now += timedelta(minutes=7)
            session = terminals[at]
            session.clock = FixedClock(now)
            try:
                with suppress(Refused), breaking(session.journal, broken):
                    forget(session, what) if isinstance(what, int | str) else session.do(what)
            except Broken:
                session.close()
                terminals[at] = Session(keeper.open(name), FixedClock(now), session.by)
            with keeper.open(name) as journal:
                right = summed(journal.read())
                assert right is not None
                kept = journal._kept_summary()
                assert kept is None or read(kept) == right
                assert Listed.of(name, right) in keeper.summaries()[0]
                assert journal.summary() == right
                assert read(journal._kept_summary() or "") == right, "it was made anew, and kept"
        for session in terminals:
            session.close()
        keeper.delete(name)

    @pytest.mark.parametrize(
        "change",
        [
            "DELETE FROM {}",
            "UPDATE {} SET number = number - 1",
            "UPDATE {} SET version = version + 1",
            "UPDATE {} SET data = '{{'",
        ],
        ids=["missing", "stale", "of another version", "broken"],
    )
    def test_a_summary_that_is_not_of_the_events_is_made_anew_without_a_word(self, store: Opener, change):
        keeper, name = self.made(store)
        with keeper.open(name) as journal:
            Session(journal, FixedClock(START), "p").do(TakeNote("n"))
            right = journal.summary()
            assert right.notes == 1
            journal._db.execute(change.format(self.TABLE))
            found, damaged = keeper.summaries()
            assert [one.summary for one in found if one.id == name] == [right]
            assert not [told for told in damaged if name in str(told)]
            assert read(journal._kept_summary() or "") == right

    def test_what_was_forgotten_stands_in_no_summary(self, store: Opener):
        keeper, name = self.made(store, f"{DUPONT} tells")
        session = Session(keeper.open(name), FixedClock(START), "p")
        session.do(Expect(DUPONT))
        session.do(TakeNote("n"))
        assert [one.summary.title for one in keeper.summaries(Asked(words="dupont"))[0]] == [f"{DUPONT} tells"]
        session.forget_name(without_name(session.state, DUPONT))
        journal: Any = session.journal  # of a file or a server: each has its database
        rows = journal._db.execute(f"SELECT data FROM {self.TABLE}").fetchall()
        assert not [data for (data,) in rows if "Dupont" in data]
        assert keeper.summaries(Asked(words="dupont"))[0] == []
        assert [one.summary.title for one in keeper.summaries()[0] if one.id == name] == ["P1 tells"]
        session.close()

    def test_of_a_session_that_is_deleted_no_summary_stays(self, store: Opener):
        keeper, name = self.made(store)
        assert name in [one.id for one in keeper.summaries()[0]]
        keeper.delete(name)
        assert name not in [one.id for one in keeper.summaries()[0]]

    def test_sessions_are_found_by_day_state_title_and_each_of_the_words(self, store: Opener):
        keeper, old = self.made(store, "Élus et habitants", date(2024, 5, 6))
        _keeper, new = self.made(store, "Habitants, [b]élus[/b] % _", date(2025, 5, 6))
        session = Session(keeper.open(new), FixedClock(datetime(2025, 5, 6, 9, tzinfo=UTC)), "p")
        session.do(Next())
        session.close()

        def ids(**asked: Any) -> list[str]:
            return [one.id for one in keeper.summaries(Asked(**asked))[0] if one.id in (old, new)]

        assert ids() == [new, old], "the latest first"
        assert ids(words="ELUS  habitants") == ids(words="habitants élus") == [new, old]
        assert ids(words=f"{old} elus") == [old]
        assert ids(words="%") == ids(words="[b]") == [new]
        assert ids(words="elus x") == []
        assert ids(since=date(2025, 5, 6)) == [new]
        assert ids(before=date(2025, 5, 6)) == [old]
        assert ids(modes=frozenset({Mode.RUNNING})) == [new]
        assert ids(modes=frozenset()) == []
        assert ids(title="Élus et habitants") == [old]

    def test_pages_have_what_a_whole_list_has_the_latest_day_first(self, store: Opener):
        keeper, name = self.made(store, "Paged")
        with keeper.open(name) as journal:
            (first,) = journal.read()
        names = [f"{name}-{number:03}" for number in range(70)]
        for place, one in enumerate(names):
            event = replace(first.event, id=one, date=DAY - timedelta(days=place + 1))
            keeper.create(one, [replace(first, event=event)])
        for asked in (Asked(words="paged"), Asked(words="paged", over_as_seen=True)):
            pages = [page for page, _damaged in keeper.pages(asked)]
            assert [one.id for page in pages for one in page] == [name, *names]
            assert [one.id for one in keeper.summaries(asked)[0]] == [name, *names]
        for one in (name, *names):
            keeper.delete(one)
