"""Whatever can happen, by its type alone: a name in it is hidden, and forgotten, in every part of the state."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.conftest import utc
from tests.report.conftest import Said
from tests.session.examples import TAKING_AWAY, example, examples, filled, recorded
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.event import Event
from workshop_tui.session.events import KINDS, SessionOpened
from workshop_tui.session.notes.commands import RecordInitiative, TakeNote
from workshop_tui.session.privacy.forgetting import without_name
from workshop_tui.session.privacy.hiding import hidden, told_of
from workshop_tui.session.state import apply
from workshop_tui.session.timing.commands import Next

NAME = "Marie Dupont"
kinds = pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.__name__)


def named_in(found: object) -> list[str]:
    said = repr(found).lower()
    return [part for part in ("marie", "dupont") if part in said]


@pytest.fixture(scope="module")
def said(seed):
    """A session in which somebody was named, under a rule."""
    agenda = filled(seed, NAME)

    def make(rule: str) -> Said:
        session = Said(replace(agenda, confidentiality=rule))
        session.do(utc(9), Next(), Expect(NAME, "Mairie"), RecordInitiative(name=f"Le jardin de {NAME}"), TakeNote("x"))
        return session

    return make


@kinds
@pytest.mark.parametrize("rule", ["pseudonyme", "chatham"])
def test_a_name_that_any_event_says_is_hidden_in_all_that_is_made_of_it(said, kind, rule):
    session = said(rule)
    record = recorded(session.state, example(kind, NAME, session.state, utc(10)))
    state = apply(session.state, record)
    assert named_in(state), "it was there"
    assert named_in(hidden(state).state) == []
    if kind is not SessionOpened:
        assert named_in(told_of(state, [record])) == []


@kinds
def test_a_name_that_any_event_says_can_be_forgotten(said, kind):
    session = said("nominatif")
    record = recorded(session.state, example(kind, NAME, session.state, utc(10)))
    assert named_in(without_name(apply(session.state, record), NAME).event(record)) == []


def test_all_that_can_happen_in_one_day_is_hidden(said):
    session = said("chatham")
    for event in examples(NAME, session.state, utc(10)):
        session.records.append(recorded(session.state, event))
    assert named_in(hidden(session.state).state) == []


def test_an_example_says_the_name_wherever_its_type_lets_it(said):
    """So the tests above can fail: an example that says nothing would hide nothing."""
    state = said("nominatif").state
    silent = [kind for kind in KINDS.values() if not named_in(example(kind, NAME, state, utc(10)))]
    assert silent == []


def test_what_is_said_to_take_away_is_a_kind_of_event():
    assert {*TAKING_AWAY} <= {*KINDS.values()}
    assert all(issubclass(kind, Event) for kind in TAKING_AWAY)
