"""The roles of `docs/server.md`: all that the program does as the user, and what each may not."""

from __future__ import annotations

import itertools
from functools import partial

import psycopg
import pytest

from tests.conftest import DAY, utc
from tests.journal import roles
from tests.journal.conformance import AT, Conformance, note, opened, opener
from tests.journal.server import let_pass
from workshop_tui.clock import FixedClock
from workshop_tui.journal import JournalError, server_upkeep
from workshop_tui.journal.postgres import Postgres
from workshop_tui.journal.server_schema import VERSION, WORKS_FROM
from workshop_tui.opening import create
from workshop_tui.service import Session
from workshop_tui.session.may import May
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.notes.events import NoteForgotten
from workshop_tui.session.privacy.forgetting import WithoutNote
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.commands import Next

NAMES = itertools.count()


@pytest.fixture(scope="module")
def with_roles(server):
    """A server on which the roles are made."""
    roles.make(server)
    return server


@pytest.fixture
def keeper(with_roles):
    """The sessions, as the user sees them."""
    return Postgres(roles.address_of(with_roles, "camille"))


@pytest.fixture
def store(keeper, with_roles):
    with psycopg.connect(roles.address_of(with_roles, "workshop_owner"), autocommit=True) as owner:
        owner.execute("DELETE FROM workshop_tui.sessions")
    keeper.create("s", [])
    with opener(lambda: keeper.open("s")) as open_again:
        yield open_again


@pytest.fixture
def later(with_roles):
    return partial(let_pass, roles.address_of(with_roles, "workshop_owner"))


class TestAsTheUser(Conformance):
    """The user of `docs/server.md` can do all that a store must."""

    TABLE = "workshop_tui.summaries"


@pytest.mark.parametrize("role", ["camille", "workshop_owner"])
@pytest.mark.parametrize(
    "by",
    ["UPDATE workshop_tui.events SET author = 'x'", "DELETE FROM workshop_tui.events", "TRUNCATE workshop_tui.events"],
)
def test_neither_the_user_nor_the_owner_changes_an_event_by_hand(store, with_roles, role, by):
    store().append(opened(), AT)
    refused = (psycopg.errors.InsufficientPrivilege, psycopg.errors.RaiseException)
    with psycopg.connect(roles.address_of(with_roles, role), autocommit=True) as raw, pytest.raises(refused):
        if role == "camille":
            raw.execute("SET workshop_tui.rewriting = 'on'")  # which lets nobody do what they have no right to
        raw.execute(by.encode())
    assert len(store().read()) == 1


def test_what_is_forgotten_is_in_no_row_that_the_user_can_read(store, with_roles):
    journal = store()
    journal.append(opened(), AT)
    journal.append(note("a secret"), AT)
    journal.keep_draft("q", "nothing")
    journal.forget(NoteForgotten(at=AT, by="p", number=2), AT, WithoutNote(2))
    with psycopg.connect(roles.address_of(with_roles, "camille"), autocommit=True) as raw:
        tables = ("events", "summaries", "drafts", "presence", "signals", "sessions")
        rows = [raw.execute(f"SELECT * FROM workshop_tui.{table}".encode()).fetchall() for table in tables]
        assert len(rows[0]) == 3
        assert "secret" not in str(rows)
        queries = raw.execute("SELECT query FROM pg_stat_activity").fetchall()
        assert "a secret" not in str(queries)


def test_the_reader_sees_sessions_and_their_status_and_writes_nothing(keeper, with_roles, seed):
    name = f"day-{next(NAMES)}"
    create(keeper, seed, DAY, name, FixedClock(utc(8)), "p")
    reader = Postgres(roles.address_of(with_roles, "robin"))
    assert name in [one.id for one in reader.summaries()[0]]
    session = Session(reader.open(name), FixedClock(utc(9)), "robin")
    assert session.state.agenda.title == seed.title
    assert session.journal.changed()
    with pytest.raises(JournalError, match="does not allow"):
        session.do(TakeNote(text="n"))
    with pytest.raises(JournalError, match="does not allow"):
        reader.delete(name)
    session.close()
    assert keeper.has(name)


def test_a_reader_who_watches_sees_who_is_here_and_is_told_of_nothing_that_is_not_kept(keeper, with_roles, seed):
    name = f"day-{next(NAMES)}"
    create(keeper, seed, DAY, name, FixedClock(utc(8)), "p")
    trainer = Session(keeper.open(name), FixedClock(utc(9)), "pascal")
    trainer.beat("run")
    reader = Session(Postgres(roles.address_of(with_roles, "robin")).open(name), FixedClock(utc(9)), "robin", May.WATCH)
    reader.beat("run")
    reader.keep_draft("half")
    assert reader.draft() == ""
    assert reader.held.why is None
    assert [one.author for one in reader.company.present] == ["pascal"]
    with pytest.raises(Refused, match="changes nothing"):
        reader.do(TakeNote(text="n"))
    with pytest.raises(Refused, match="changes nothing"):
        reader.signal("break")
    reader.company.leave()
    for one in (reader, trainer):
        one.close()


def test_a_user_who_may_take_notes_does_not_move_the_day_on_a_server(keeper, seed):
    name = f"day-{next(NAMES)}"
    create(keeper, seed, DAY, name, FixedClock(utc(8)), "p")
    session = Session(keeper.open(name), FixedClock(utc(9)), "lea", May.NOTE)
    session.do(TakeNote(text="n"))
    with pytest.raises(Refused, match="does not move the day"):
        session.do(Next())
    assert session.state.day.live is None
    session.close()


def test_a_user_on_an_older_schema_is_told_that_the_owner_brings_it_up_to_date(keeper, with_roles):
    with psycopg.connect(roles.address_of(with_roles, "workshop_owner"), autocommit=True) as owner:
        owner.execute("UPDATE workshop_tui.version SET version = %s", (WORKS_FROM - 1,))
        try:
            with pytest.raises(JournalError, match="“workshop-tui server migrate” as their owner"):
                keeper.ids()
            with pytest.raises(JournalError, match="only the owner"):
                server_upkeep.migrate(roles.address_of(with_roles, "camille"))
            found = server_upkeep.look(roles.address_of(with_roles, "camille"))
            assert (found.me, found.mine, found.owner) == ("camille", False, "workshop_owner")
        finally:
            owner.execute("UPDATE workshop_tui.version SET version = %s", (VERSION,))
    keeper.ids()
