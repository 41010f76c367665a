"""Things that a terminal holds outlive it: on this machine's disk,
written once, by the next terminal of the same person."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from contextlib import closing
from typing import Any

import pytest

from tests.conftest import DAY, created, utc
from tests.systems import only_posix
from workshop_tui import locations
from workshop_tui.clock import FixedClock
from workshop_tui.journal import JournalError, Unwritable
from workshop_tui.journal.errors import Unconfirmed
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.locale import say
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.may import May
from workshop_tui.session.notes.commands import AmendNote, TakeNote
from workshop_tui.session.privacy.forgetting import without_all_names, without_name
from workshop_tui.session.timing.commands import Next


@pytest.fixture
def clock():
    return FixedClock(utc(9, 40))


@pytest.fixture
def file(seed, tmp_path, clock, home):
    return created(tmp_path, seed, DAY, "day", clock, "pascal")


@pytest.fixture
def join(file, clock):
    """Opens another terminal on the session."""
    opened = []

    def join(by: str = "pascal", may: May = May.LEAD, file=file) -> Session:
        opened.append(Session(SqliteJournal(file), clock, by, may))
        return opened[-1]

    yield join
    for session in opened:
        session.close()


def goes_away(session: Session, monkeypatch) -> None:
    """From here on nothing can be written by this terminal."""

    def away(*_words: object, **_more: object) -> None:
        raise Unwritable(say("the PostgreSQL server is away: {why}", why="gone"))

    for name in ("append", "keep_draft"):
        monkeypatch.setattr(session.journal, name, away)


def held_by(session: Session, monkeypatch) -> None:
    """Hold two notes, and half of a third, and be gone."""
    goes_away(session, monkeypatch)
    session.do(TakeNote("first"), hold=True)
    session.do(TakeNote("second"), hold=True)
    session.keep_draft("half a th")
    session.close()


def notes(session: Session) -> list[str]:
    session.catch_up()
    return [note.taken.text for note in session.state.notebook.notes]


def left() -> list[str]:
    return [one.name for one in locations.waiting().iterdir() if one.suffix != ".claim"]


def test_what_was_held_when_a_terminal_fell_is_written_by_the_next_one_of_the_same_person_once(join, monkeypatch):
    held_by(join(), monkeypatch)
    aurelie = join("aurelie")
    aurelie.do(TakeNote("hers"))
    again = join()
    again.take_up()
    assert [note.taken.text for note in again.state.notebook.notes] == ["hers", "first", "second"]
    assert again.draft() == "half a th"
    assert again.write_held() == 2
    third = join()
    third.take_up()
    assert not third.held
    assert notes(third) == notes(aurelie) == ["hers", "first", "second"]
    assert left() == []


def test_a_command_of_the_same_person_writes_it_first(join, monkeypatch):
    held_by(join(), monkeypatch)
    other = join()
    other.do(TakeNote("third"))
    assert notes(other) == ["first", "second", "third"]
    assert left() == []


def test_while_its_terminal_lives_nobody_else_writes_it(join, monkeypatch):
    one = join()
    goes_away(one, monkeypatch)
    one.do(TakeNote("first"), hold=True)
    other = join()
    other.do(TakeNote("second"))
    assert notes(other) == ["second"]
    monkeypatch.undo()
    assert one.write_held() == 1
    assert notes(other) == ["second", "first"]


def test_what_had_landed_before_the_terminal_fell_is_not_written_again(join, monkeypatch):
    one = join()
    append = one.journal.append

    def lands_unheard(*words, **more):
        append(*words, **more)
        raise Unwritable(say("the PostgreSQL server is away: {why}", why="gone"))

    monkeypatch.setattr(one.journal, "append", lands_unheard)
    one.do(TakeNote("first"), hold=True)
    one.close()
    other = join()
    other.take_up()
    other.write_held()
    assert notes(other) == ["first"]
    assert left() == []


def test_a_move_of_the_day_that_was_held_is_given_up_and_told_where_another_has_moved_it(join, monkeypatch):
    one = join()
    goes_away(one, monkeypatch)
    one.do(Next(), hold=True)
    one.do(TakeNote("kept"), hold=True)
    one.close()
    other = join("aurelie")
    other.do(Next())
    other.do(Next())
    again = join()
    again.take_up()
    assert [event.type for event in again.held.given_up] == ["SegmentStarted"]
    again.write_held()
    other.catch_up()
    assert notes(again) == ["kept"]
    assert again.state == other.state


def test_a_move_of_the_day_that_was_held_moves_it_where_nobody_else_has(join, monkeypatch):
    one = join()
    goes_away(one, monkeypatch)
    one.do(Next(), hold=True)
    one.close()
    again = join()
    again.take_up()
    again.write_held()
    assert join("aurelie").state.day.live == "accueil"


@pytest.mark.parametrize("who", ["aurelie", "watcher", "other session", "same name elsewhere", "opened anew"])
def test_it_is_written_by_nobody_else_and_nowhere_else(join, monkeypatch, who, tmp_path, seed, clock, file):
    held_by(join(), monkeypatch)
    monkeypatch.undo()
    monkeypatch.setenv("WORKSHOP_TUI_HOME", str(tmp_path / "home"))
    match who:
        case "aurelie":
            other = join("aurelie")
        case "watcher":
            other = join("pascal", May.WATCH)
        case "other session":
            other = join(file=created(tmp_path, seed, DAY, "another", clock, "pascal"))
        case "same name elsewhere":
            other = join(file=created(tmp_path / "elsewhere", seed, DAY, "day", clock, "pascal"))
        case _:
            file.unlink()
            created(tmp_path, seed, DAY, "day", FixedClock(utc(9, 41)), "pascal")
            other = join()
    other.take_up()
    assert not other.held
    assert len(left()) == 1


def test_a_right_to_take_notes_writes_no_move_of_one_who_led(join, monkeypatch):
    one = join()
    goes_away(one, monkeypatch)
    one.do(Next(), hold=True)
    one.close()
    other = join(may=May.NOTE)
    other.take_up()
    assert not other.held


def test_a_single_command_says_that_nothing_is_kept_and_leaves_what_waits(join, monkeypatch):
    held_by(join(), monkeypatch)
    other = join()
    goes_away(other, monkeypatch)
    with pytest.raises(JournalError, match="away"):
        other.do(TakeNote("third"))
    other.close()
    again = join()
    again.take_up()
    again.write_held()
    assert notes(again) == ["first", "second"]


@only_posix("it has no modes")
def test_it_is_readable_by_its_person_alone_and_holds_no_address(join, monkeypatch):
    held_by(join(), monkeypatch)
    (file,) = locations.waiting().glob("*.json")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert set(json.loads(file.read_text())) == {
        "session",
        "place",
        "opened",
        "by",
        "may",
        "seen",
        "events",
        "drafts",
        "program",
        "number",
        "known",
    }


def test_a_place_on_a_server_holds_neither_name_nor_password():
    from workshop_tui.journal.postgres import Postgres

    place = Postgres("postgresql://camille:s3cret@db.example:5433/workshop?sslpassword=hush").place_of("day")
    assert place == "db.example:5433/workshop/day"


def test_what_only_a_newer_program_knows_stays_where_it_is(join, monkeypatch):
    held_by(join(), monkeypatch)
    (file,) = locations.waiting().glob("*.json")
    file.write_text(file.read_text().replace('"NoteTaken"', '"PhotoTaken"'))
    other = join()
    other.do(TakeNote("mine"))
    assert notes(other) == ["mine"]
    assert file.exists()


def test_a_session_that_is_deleted_leaves_nothing_that_waits(join, monkeypatch, file):
    one = join()
    store = one.journal.store
    held_by(one, monkeypatch)
    store.delete("day")
    assert left() == []


KILLED = """
import os, sys
from pathlib import Path
from workshop_tui.clock import SystemClock
from workshop_tui.journal.errors import Unconfirmed
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.journal import Unwritable
from workshop_tui.locale import say
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote

def away(*_words, **_more):
    raise Unwritable(say("the PostgreSQL server is away: {why}", why="gone"))

session = Session(SqliteJournal(Path(sys.argv[1])), SystemClock(), "pascal")
session.journal.append = away
session.do(TakeNote("first"), hold=True)
os.kill(os.getpid(), 9)
"""


@only_posix("it has no signals")
def test_it_outlives_a_terminal_that_is_killed(join, file):
    assert subprocess.run([sys.executable, "-c", KILLED, str(file)], env=os.environ, check=False).returncode == -9
    again = join()
    again.take_up()
    again.write_held()
    assert notes(again) == ["first"]
    with closing(join()) as third:
        third.take_up()
        assert not third.held


def test_what_was_held_while_a_server_was_away_is_written_once_when_it_is_back(fresh_server, seed, clock, home):
    from workshop_tui.journal.postgres import Postgres
    from workshop_tui.opening import create

    store = Postgres(fresh_server.address)
    create(store, seed, DAY, "day", clock, "pascal")
    one = Session(store.open("day"), clock, "pascal")
    one.do(TakeNote("before"))
    fresh_server.stop()
    try:
        one.do(TakeNote("meanwhile"), hold=True)
        assert one.held.outlives
        one.close()
    finally:
        fresh_server.start()
    landed = Session(store.open("day"), clock, "aurelie")
    again = Session(store.open("day"), clock, "pascal")
    again.take_up()
    (event, at), *_none = again.held.events
    landed.journal.append(event, at)  # it was on its way still
    again.write_held()
    assert notes(again) == notes(landed) == ["before", "meanwhile"]
    assert left() == []
    for session in (landed, again):
        session.close()


def test_in_a_shared_folder_each_keeps_their_own_beside_the_others(join, monkeypatch, home):
    home.mkdir()
    home.chmod(0o2770)
    held_by(join(), monkeypatch)
    assert stat.S_IMODE(locations.waiting().stat().st_mode) == 0o2770


# ── what is forgotten meanwhile ────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def outage():
    """Makes a terminal go away, until it is undone."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def waiting() -> list[bytes]:
    """The texts of what waits."""
    return [(locations.waiting() / name).read_bytes() for name in left()]


def with_her(join) -> Session:
    """A terminal of another person, on the session in which she is registered."""
    other = join("lucie")
    other.do(Expect("Marie Dupont"))
    return other


def test_who_is_forgotten_goes_from_what_a_terminal_that_fell_left_too(join, outage):
    other, one = with_her(join), join()
    goes_away(one, outage)
    one.do(TakeNote("Marie Dupont a un local"), hold=True)
    one.keep_draft("Marie Dupont dit", "")
    one.close()
    other.forget_name(without_name(other.state, "Marie Dupont"))
    assert [b"Dupont" in text for text in waiting()] == [False]
    outage.undo()
    again = join()
    again.take_up()
    again.write_held()
    assert notes(again) == ["P1 a un local"]
    assert again.draft() == "P1 dit"


def test_who_is_forgotten_goes_from_what_an_open_terminal_holds_once_it_reads_of_it(join, outage):
    other, one = with_her(join), join()
    goes_away(one, outage)
    one.do(TakeNote("Marie Dupont a un local"), hold=True)
    one.keep_draft("Marie Dupont dit", "")
    other.forget_name(without_name(other.state, "Marie Dupont"))
    one.catch_up()
    assert [b"Dupont" in text for text in waiting()] == [False]
    outage.undo()
    assert one.write_held() == 1
    assert notes(other) == ["P1 a un local"]


@pytest.fixture
def on_another_machine(monkeypatch, tmp_path):
    """Turns to another machine, on which nothing waits, and back."""
    here = locations.home()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    def turn(*, away: bool) -> None:
        monkeypatch.setenv(locations.HOME, str(elsewhere if away else here))

    return turn


def test_who_was_forgotten_on_another_machine_is_not_written_by_an_open_terminal(join, outage, on_another_machine):
    other, one = with_her(join), join()
    goes_away(one, outage)
    one.do(TakeNote("Marie Dupont a un local"), hold=True)
    one.keep_draft("Marie Dupont dit", "")
    outage.undo()
    on_another_machine(away=True)
    other.forget_name(without_name(other.state, "Marie Dupont"))
    on_another_machine(away=False)
    appended, append = [], one.journal.append
    outage.setattr(one.journal, "append", lambda event, *more: appended.append(event) or append(event, *more))
    assert one.write_held() == 1
    assert [event.text for event in appended] == ["P1 a un local"]
    assert notes(other) == ["P1 a un local"]
    assert one.draft() == "P1 dit"


def test_who_was_forgotten_on_another_machine_is_not_written_from_what_a_terminal_left(
    join, outage, on_another_machine, file
):
    other, one = with_her(join), join()
    other.do(Expect("Zoé Martin"))
    one.catch_up()
    goes_away(one, outage)
    one.do(TakeNote("Marie Dupont a un local, dit Martin"), hold=True)
    one.keep_draft("Mme Dupont dit", "")
    one.close()
    outage.undo()
    on_another_machine(away=True)
    other.forget_name(without_name(other.state, "Marie Dupont"))
    other.let_names_go(without_all_names(other.state), "36m")
    on_another_machine(away=False)
    assert [(b"Dupont" in text, b"Martin" in text) for text in waiting()] == [(True, True)]
    again = join()
    again.take_up()
    assert [b"Dupont" in text or b"Martin" in text for text in waiting()] == [False]
    again.write_held()
    assert notes(again) == ["P1 a un local, dit P2"]
    assert "Dupont" not in again.draft()
    assert b"Dupont" not in file.read_bytes()


def test_a_name_waits_on_disk_only_where_it_stands_in_what_is_held(join, outage):
    other, one = with_her(join), join()
    other.do(Expect("Zoé Martin"))
    one.catch_up()
    goes_away(one, outage)
    one.do(TakeNote("Marie Dupont a un local"), hold=True)
    assert [(b"Marie Dupont" in text, b"Martin" in text) for text in waiting()] == [(True, False)]


def test_a_note_that_names_whom_another_forgot_at_that_moment_is_written_without_the_name(join, outage, file):
    other, one = with_her(join), join()
    append = one.journal.append

    def forgotten_just_before(*words, **more):
        outage.undo()
        other.forget_name(without_name(other.state, "Marie Dupont"))
        return append(*words, **more)

    outage.setattr(one.journal, "append", forgotten_just_before)
    one.do(TakeNote("Marie Dupont a un local"))
    assert notes(one) == notes(other) == ["P1 a un local"]
    assert b"Dupont" not in file.read_bytes()
    one.do(TakeNote("Marie Dupont revient"))
    assert notes(one) == ["P1 a un local", "Marie Dupont revient"]


def test_what_was_on_its_way_when_somebody_was_forgotten_lands_once_and_without_the_name(join, outage):
    for lands_first in (True, False):
        other, one = join("lucie"), join()
        name = "Marie Dupont" if lands_first else "Jean Roux"
        other.do(Expect(name))
        one.catch_up()
        append, late = one.journal.append, list[tuple[Any, ...]]()

        def unheard(*words, append=append, late=late, first=lands_first):
            late.append(words)
            if first:
                append(*words)
            raise Unconfirmed(say("the PostgreSQL server is away: {why}", why="gone"), late=False)

        outage.setattr(one.journal, "append", unheard)
        one.do(TakeNote(f"{name} a un local"), hold=True)
        outage.undo()
        other.catch_up()
        other.forget_name(without_name(other.state, name))
        if not lands_first:
            append(*late[0])
        one.write_held()
        assert sum("local" in text for text in notes(one)) == 1 + (not lands_first)
        assert not any(name in text for text in notes(other))


def test_a_change_of_a_note_that_is_forgotten_is_held_no_more(join, outage):
    other, one, gone = join("lucie"), join(), join()
    number = other.do(TakeNote("secret")).number
    for plain, session in (("one", one), ("two", gone)):
        session.catch_up()
        goes_away(session, outage)
        session.do(AmendNote(number, text="a new secret"), hold=True)
        session.keep_draft("a newer secret", f"note {number}")
        session.do(TakeNote(plain), hold=True)
    gone.close()
    other.forget(number)
    one.catch_up()
    assert [b"secret" in text for text in waiting()] == [False, False]
    outage.undo()
    one.write_held()
    again = join()
    again.take_up()
    again.write_held()
    assert notes(again) == ["one", "two"]


def test_what_waits_for_another_session_keeps_what_it_has(join, outage, tmp_path, seed, clock, file):
    elsewhere = join(file=created(tmp_path, seed, DAY, "other", clock, "pascal"))
    goes_away(elsewhere, outage)
    elsewhere.do(TakeNote("Marie Dupont a un local"), hold=True)
    elsewhere.close()
    outage.undo()
    other = with_her(join)
    other.forget_name(without_name(other.state, "Marie Dupont"))
    assert [b"Dupont" in text for text in waiting()] == [True]
