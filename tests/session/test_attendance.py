"""Attendance: who is expected, who came and went, in which block."""

from __future__ import annotations

import pytest

from tests.conftest import utc
from workshop_tui.journal.sessions import state_of
from workshop_tui.session.attendance.commands import Arrive, ClearAttendance, Expect, Leave, Strike
from workshop_tui.session.attendance.stays import Stay
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.commands import Goto, Stop
from workshop_tui.session.timing.halfdays import block_at, half_days


@pytest.fixture
def pascal(trainers):
    """Two expected: Marie Dupont and Marc Petit."""
    pascal = trainers[0]
    pascal.do(Expect("Marie Dupont", "Mairie"))
    pascal.do(Expect("Marc Petit"))
    return pascal


def stays(session, who, block="matin"):
    return session.state.attendance.stays(who, block)


def test_arrivals_and_departures_are_stays_in_the_block_that_runs(pascal, clock):
    clock.instant = utc(8, 55)
    pascal.do(Arrive("marie"))
    clock.instant = utc(10, 30)
    pascal.do(Leave("Dupont"))
    clock.instant = utc(11)
    pascal.do(Arrive("marie-dupont"))
    clock.instant = utc(12, 1)
    pascal.do(Arrive("marc"))
    assert stays(pascal, "marie-dupont") == (Stay(utc(8, 55), utc(10, 30)), Stay(utc(11)))
    assert stays(pascal, "marc-petit") == ()
    assert stays(pascal, "marc-petit", "apres-midi") == (Stay(utc(12, 1)),)
    assert pascal.state.attendance.present("matin") == ("marie-dupont",)
    assert state_of(pascal.journal) == pascal.state


def test_a_morning_that_runs_late_is_still_the_morning(pascal, clock):
    pascal.do(Goto("synthese-matin"))
    clock.instant = utc(12, 10)
    pascal.do(Arrive("marc"))
    assert stays(pascal, "marc-petit") == (Stay(utc(12, 10)),)
    assert block_at(pascal.state.day, utc(18)).key == "matin"
    pascal.do(Stop())
    assert block_at(pascal.state.day, utc(18)).key == "apres-midi"


def test_a_morning_left_running_over_lunch_ended_with_its_block(pascal, clock):
    pascal.do(Goto("synthese-matin"))
    pascal.do(Arrive("marc"))
    clock.instant = utc(13, 31)
    pascal.do(Goto("tampon-apres-midi"))
    morning, afternoon = half_days(pascal.state.day, utc(14))
    assert [(span.start, span.end) for span in morning.spans] == [(utc(9), utc(12))]
    assert [(span.start, span.end) for span in afternoon.spans] == [(utc(13, 31), utc(14))]


def test_a_day_can_be_typed_in_afterwards_block_by_block(pascal, clock):
    clock.instant = utc(18)
    pascal.do(Arrive("marc", "matin"), utc(9, 10))
    pascal.do(Leave("marc", "matin"), utc(11))
    assert stays(pascal, "marc-petit") == (Stay(utc(9, 10), utc(11)),)
    with pytest.raises(Refused, match=r"Marc Petit was noted at 11:00 in that block: clear it first"):
        pascal.do(Arrive("marc", "matin"), utc(10))
    pascal.do(ClearAttendance("marc", "matin"))
    pascal.do(Arrive("marc", "matin"), utc(10))
    assert stays(pascal, "marc-petit") == (Stay(utc(10)),)


@pytest.mark.parametrize(
    ("intent", "why"),
    [
        (Expect(" "), "a participant needs a name"),
        (Expect("marie dupont"), "Marie Dupont is registered already"),
        (Expect("DUPONT Marie", ""), "Marie Dupont is registered already"),
        (Expect("marie dupont", "Mairie"), "Marie Dupont is registered already"),
        (Expect("Marie Dupont"), "Marie Dupont is registered already"),
        (Arrive("mar"), "several could be meant: Marie Dupont (marie-dupont), Marc Petit (marc-petit)"),
        (Arrive("Zoé"), "no participant is called “Zoé”; there are: Marie Dupont, Marc Petit"),
        (Leave("marc"), "Marc Petit is not there"),
        (ClearAttendance("marc"), "nothing is noted of Marc Petit"),
        (Arrive("marc", "evening"), "no block is called “evening”: there are matin, apres-midi"),
        (Strike("Zoé"), "no participant is called “Zoé”; there are: Marie Dupont, Marc Petit"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(pascal, intent, why):
    with pytest.raises(Refused) as refused:
        pascal.do(intent)
    assert str(refused.value) == why


def test_who_is_known_keeps_their_spelling_and_what_is_not_said_anew(pascal):
    pascal.do(Expect("marie DUPONT", "Région"))
    assert [(one.name, one.organisation) for one in pascal.state.attendance.people.values()] == [
        ("Marie Dupont", "Région"),
        ("Marc Petit", None),
    ]
    pascal.do(Expect("marie DUPONT", "", key="marie-dupont"))  # meant: by their key
    assert pascal.state.attendance.people["marie-dupont"].name == "marie DUPONT"
    assert pascal.state.attendance.people["marie-dupont"].organisation is None


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Mueller", "Müller"),
        ("Müller", "mueller"),
        ("Juergen Mueller", "Müller"),
        ("Åse Öst", "Aase Oest"),
        ("Anna Groß", "gross"),
    ],
)
def test_somebody_is_meant_by_their_umlauts_as_by_what_stands_for_them(pascal, name, meant):
    pascal.do(Expect(name))
    pascal.do(Arrive(meant))
    assert [pascal.state.attendance.name(key) for key, _block in pascal.state.attendance.marks] == [name]


def test_somebody_there_already_does_not_come_again_but_two_terminals_may_say_so(trainers, pascal):
    aurelie = trainers[1]
    aurelie.catch_up()
    pascal.do(Arrive("marc"))
    aurelie.do(Arrive("marc"))  # she has not seen his
    pascal.catch_up()
    assert stays(pascal, "marc-petit") == (Stay(utc(9)),)
    with pytest.raises(Refused, match="Marc Petit is there already"):
        pascal.do(Arrive("marc"))
    pascal.do(Leave("marc"), utc(9))
    assert pascal.state.attendance.present("matin") == ()
    assert pascal.state.attendance.came("matin") == ("marc-petit",)


def test_one_who_is_struck_was_never_there(pascal):
    pascal.do(Arrive("marc"))
    pascal.do(Strike("marc"))
    assert list(pascal.state.attendance.people) == ["marie-dupont"]
    assert not pascal.state.attendance.marks
