"""Forgetting on a PostgreSQL server, while others work on it."""

from __future__ import annotations

from collections.abc import Callable

import psycopg
import pytest

from tests.journal.conformance import AT, note, opened
from workshop_tui.journal.postgres import Postgres
from workshop_tui.session.notes.events import NoteForgotten
from workshop_tui.session.privacy.forgetting import WithoutNote
from workshop_tui.session.timing.events import Paused


class Meanwhile(WithoutNote):
    """Forgets note 2; when it comes to the event of this number, something else happens first, once."""

    def __init__(self, number: int, happens: Callable[[], object]) -> None:
        super().__init__(2)
        self._at = number
        self._happens: Callable[[], object] | None = happens

    def event(self, record):
        if record.number == self._at and self._happens:
            happens, self._happens = self._happens, None
            happens()
        return super().event(record)


@pytest.fixture
def rooms(fresh_server):
    """Two rooms' sessions, with a note each that is to be forgotten; nobody waits there for a lock, but fails."""
    address = f"{fresh_server.address}?options=-c%20lock_timeout%3D200ms"
    keeper = Postgres(address)
    for name in ("here", "there"):
        keeper.create(name, [])
        with keeper.open(name) as journal:
            journal.append(opened(), AT)
            journal.append(note("a secret"), AT)
            journal.append(note("kept"), AT)
            journal.keep_draft("q", "half")
    return keeper


def forget(keeper: Postgres, meanwhile: Meanwhile):
    with keeper.open("here") as journal:
        return journal.forget(NoteForgotten(at=AT, by="p", number=2), AT, meanwhile)


def everything(keeper: Postgres, name: str) -> None:
    """The work of a terminal, all day."""
    with keeper.open(name) as journal:
        journal.append(note("goes on"), AT)
        journal.append(Paused(at=AT, by="q"), AT, seen=3)
        journal.keep_draft("q", "half a note")
        journal.signal("q", "break")
        assert len(journal.read()) == 5
        assert journal.summary().notes == 3


def test_nobody_waits_in_the_same_room_or_another_while_something_is_forgotten(rooms):
    def happens() -> None:
        for name in ("here", "there"):
            everything(rooms, name)
        rooms.create("new", [])
        rooms.delete("there")

    assert forget(rooms, Meanwhile(3, happens)).number == 6
    with rooms.open("here") as journal:
        said = [getattr(one.event, "text", None) for one in journal.read()]
        assert said == [None, "", "kept", "goes on", None, None]


def test_a_name_that_is_written_while_it_is_forgotten_is_forgotten_too(rooms):
    def happens() -> None:
        from workshop_tui.session.notes.events import NoteAmended

        with rooms.open("here") as journal:
            journal.append(NoteAmended(at=AT, by="q", number=2, text="a greater secret"), AT)

    forget(rooms, Meanwhile(3, happens))
    with rooms.open("here") as journal:
        assert "secret" not in str(journal.read())
        assert len(journal.read()) == 5


def test_no_table_is_locked_and_none_is_written_anew_while_something_is_forgotten(rooms, fresh_server):
    with psycopg.connect(fresh_server.address, autocommit=True) as raw:

        def files() -> list[tuple[str, int]]:
            select = "SELECT relname, relfilenode FROM pg_class WHERE relnamespace = 'workshop_tui'::regnamespace"
            return raw.execute(f"{select} ORDER BY relname".encode()).fetchall()

        held: list[tuple[str, str]] = []
        before = files()

        def happens() -> None:
            locks = "SELECT relation::regclass::text, mode FROM pg_locks WHERE relation IS NOT NULL"
            held.extend(raw.execute(f"{locks} AND pid <> pg_backend_pid()".encode()).fetchall())

        forget(rooms, Meanwhile(3, happens))
        assert files() == before
    assert held
    assert {mode for _table, mode in held} <= {"AccessShareLock", "RowShareLock", "RowExclusiveLock"}


def test_what_is_forgotten_leaves_all_as_it_was_if_it_is_cut_off(rooms):
    class Cut(Exception):
        pass

    def happens() -> None:
        raise Cut

    with pytest.raises(Cut):
        forget(rooms, Meanwhile(3, happens))
    with rooms.open("here") as journal:
        assert "a secret" in str(journal.read())
        assert len(journal.read()) == 3
        assert journal.summary().notes == 2


def test_a_session_of_many_events_is_forgotten_from_in_batches(rooms, monkeypatch):
    from workshop_tui.journal import server_events

    monkeypatch.setattr(server_events, "BATCH", 2)
    with rooms.open("here") as journal:
        for number in range(5):
            journal.append(note(f"{number}"), AT)
    assert forget(rooms, Meanwhile(0, lambda: None)).number == 9
    with rooms.open("here") as journal:
        said = [getattr(one.event, "text", None) for one in journal.read()]
        assert said == [None, "", "kept", "0", "1", "2", "3", "4", None]
