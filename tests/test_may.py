"""The right of a terminal holds for all that is done at it, on a file and on a server, whatever asks for it."""

from __future__ import annotations

import inspect

import pytest
from msgspec import structs

from tests.conftest import DAY, prepared, utc
from workshop_tui.clock import FixedClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.attendance import commands as attendance
from workshop_tui.session.event import Command
from workshop_tui.session.may import May
from workshop_tui.session.notes import commands as notes
from workshop_tui.session.privacy import commands as privacy
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing import commands as timing
from workshop_tui.session.timing import hours
from workshop_tui.session.timing import replanning_commands as replanning
from workshop_tui.session.turns import commands as turns


def commands(*modules: object) -> list[type[Command]]:
    """Every command that can be done, of these rooms."""
    classes = (one for module in modules for _name, one in inspect.getmembers(module, inspect.isclass))
    found = {one for one in classes if issubclass(one, Command) and "decide" in vars(one) and one.__doc__}
    found -= {one for one in found if getattr(vars(one)["decide"], "__isabstractmethod__", False)}
    return sorted(found, key=lambda one: one.__name__)


NOTING = commands(notes, attendance, turns)
LEADING = commands(timing, replanning, hours, privacy)


@pytest.fixture
def at(seed, tmp_path):
    """A terminal with a right, on the seed's day."""
    clock = FixedClock(utc(9))
    file = prepared(tmp_path, seed, DAY, "s", clock, "pascal")
    opened = []

    def session(may: May) -> Session:
        opened.append(Session(SqliteJournal(file), clock, "aurelie", may))
        return opened[-1]

    yield session
    for one in opened:
        one.close()


def made(kind: type[Command]) -> Command:
    """A command of this kind; the right is asked for before what it says is looked at."""
    return kind(**{field.name: "x" for field in structs.fields(kind) if field.required})


def refused(session: Session, command: Command) -> str:
    try:
        session.do(command, take=True, hold=True)
    except Refused as told:
        return str(told)
    return f"{command} was done"


def test_who_takes_notes_does_nothing_that_leads(at):
    session = at(May.NOTE)
    for kind in LEADING:
        assert "does not move the day" in refused(session, made(kind)), kind
        assert session.state.number == 1, kind


def test_who_watches_does_nothing(at):
    session = at(May.WATCH)
    for kind in (*LEADING, *NOTING):
        assert "changes nothing" in refused(session, made(kind)), kind
        assert session.state.number == 1, kind


def test_a_command_is_for_who_leads_unless_it_says_otherwise():
    assert Command.needs is May.LEAD
    assert {kind.__name__ for kind in NOTING if kind.needs is not May.NOTE} == {"ForgetNote"}
    assert {kind.needs for kind in LEADING} == {May.LEAD}


def test_who_takes_notes_takes_them_signals_and_has_a_draft(at):
    session = at(May.NOTE)
    session.do(notes.TakeNote("x"))
    session.signal("two-minutes")
    session.keep_draft("half")
    assert session.draft() == "half"


def test_who_watches_leaves_no_draft_takes_up_nobody_s_and_signals_nothing(at):
    leading, watching = at(May.LEAD), at(May.WATCH)
    leading.keep_draft("half")
    watching.keep_draft("mine")
    assert watching.draft() == ""
    with pytest.raises(Refused, match="changes nothing"):
        watching.signal("two-minutes")
    assert leading.draft() == "half"


@pytest.mark.parametrize("may", [May.WATCH, May.NOTE])
def test_nothing_is_forgotten_by_who_does_not_lead(at, may):
    session = at(may)
    with pytest.raises(Refused):
        session.forget(2)
    with pytest.raises(Refused):
        session.forget_name(None)
    with pytest.raises(Refused):
        session.let_names_go(None, "36m")


def test_who_watches_is_seen_to_be_here(at):
    watching = at(May.WATCH)
    watching.beat("room")
    assert [(one.author, one.view) for one in at(May.LEAD).journal.present()] == [("aurelie", "room")]
