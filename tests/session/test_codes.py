"""Codes are drawn, and lists stand by name: the row of a list says nobody's code."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.conftest import DAY, created, utc
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Expect, Strike
from workshop_tui.session.attendance.presence import presence
from workshop_tui.session.names.codes import codes_drawn, new_draw
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.session.privacy.forgetting import without_name
from workshop_tui.session.privacy.hiding import hidden

PEOPLE = (
    "Anne Aubert", "Bruno Blanc", "Claire Caron", "Denis Durand", "Élise Évrard", "Fabien Faure", "Gilles Garnier",
    "Hélène Huet", "Irène Imbert", "Jules Jacob", "Karim Klein", "Léa Lambert",
)  # fmt: skip


@pytest.fixture
def session(seed, tmp_path, clock, drawn) -> Session:
    agenda = replace(seed, confidentiality="pseudonyme", participants=())
    opened = Session(SqliteJournal(created(tmp_path, agenda, DAY, "day", clock, "pascal")), clock, "pascal")
    for name in PEOPLE:
        opened.do(Expect(name))
    return opened


def test_no_row_of_a_list_has_the_code_of_its_number(session):
    codes = Veil(session.state).codes
    assert len(set(codes.values())) == len(PEOPLE)
    numbers = [int(codes[name][1:]) for name in PEOPLE]
    assert numbers != sorted(numbers)
    assert numbers != sorted(numbers, reverse=True)


def test_codes_are_the_same_on_every_terminal_and_stay_whoever_is_named_struck_or_forgotten(session):
    before = Veil(session.state).codes
    again = Session(SqliteJournal(session.journal.file), session.clock, "aurelie")
    assert Veil(again.state).codes == before
    session.do(Strike("Bruno Blanc"))
    session.do(Expect("Aaron Aaltonen"))
    code = before["Claire Caron"]
    session.forget_name(without_name(session.state, "Claire Caron"))
    after = Veil(session.state).codes
    assert after.pop("Aaron Aaltonen") not in before.values()
    assert {after.get(name, code) for name in before} == set(before.values())
    assert all(after[name] == before[name] for name in before if name != "Claire Caron")


def test_two_sessions_draw_otherwise(session, seed, tmp_path, clock):
    codes = []
    for number in range(2):
        file = created(tmp_path / str(number), session.state.agenda, DAY, "day", clock, "pascal")
        other = Session(SqliteJournal(file), clock, "pascal")
        for name in PEOPLE:
            other.do(Expect(name))
        codes.append(Veil(other.state).codes)
    assert codes[0] != codes[1]


def test_a_session_of_before_keeps_the_codes_that_were_given(seed, tmp_path, clock):
    agenda = replace(seed, confidentiality="pseudonyme")
    opened = Session(SqliteJournal(created(tmp_path, agenda, DAY, "day", clock, "pascal")), clock, "pascal")
    assert opened.state.names.draw is None
    for name in PEOPLE[:3]:
        opened.do(Expect(name))
    assert [*Veil(opened.state).codes.values()][-3:] == ["P1", "P2", "P3"]


def test_there_are_codes_for_however_many_and_none_twice():
    draw, given = new_draw(), []
    for code in codes_drawn(draw):
        given.append(code)
        if len(given) == 1200:
            break
    assert len(set(given)) == 1200
    assert {*given[:99]} == {f"P{n}" for n in range(1, 100)}


def test_what_is_handed_out_has_neither_the_lot_nor_the_order_of_the_list(session):
    told = hidden(session.state).state
    assert told.names.draw is None
    assert session.state.names.draw not in repr(told)
    numbers = [int(one.name[1:]) for one in told.attendance.people.values()]
    assert numbers == sorted(numbers)


def test_lists_stand_by_name_in_whichever_order_people_were_named(seed, tmp_path, clock):
    opened = Session(SqliteJournal(created(tmp_path, seed, DAY, "day", clock, "pascal")), clock, "pascal")
    for name in ("zoé Zola", "Émile Évrard", "Anne Aubert", "DUPONT Marie"):
        opened.do(Expect(name))
    there = presence(opened.state.day, opened.state.attendance, utc(12))
    own = {"zoé Zola", "Émile Évrard", "Anne Aubert", "DUPONT Marie"}
    assert [one.person.name for one in there.people if one.person.name in own] == [
        "Anne Aubert",
        "DUPONT Marie",
        "Émile Évrard",
        "zoé Zola",
    ]
