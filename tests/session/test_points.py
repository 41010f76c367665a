"""Points: what outlasts a day, and what became of it on the days that follow; once each, with its history."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.conftest import utc
from tests.session.followed_up import FIRST, follow_up
from tests.session.played import plan
from workshop_tui.clock import FixedClock
from workshop_tui.journal import JournalError
from workshop_tui.journal.chains import following, in_chains
from workshop_tui.journal.sessions import load
from workshop_tui.journal.sqlite import Folder
from workshop_tui.opening import create
from workshop_tui.service import Session
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.notes.commands import AmendNote, AnswerPoint, RecordInitiative, TakeNote, WithdrawInitiative
from workshop_tui.session.notes.initiatives import find_initiative
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.points import answering, by_date_and_person, meant_point, open_ones, points, points_of
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.session.privacy.together import told_together
from workshop_tui.session.refusal import Refused
from workshop_tui.session.state import State, apply, fold


def day(n: int) -> State:
    """The nth day, nothing said yet."""
    opened = SessionOpened(
        at=utc(9),
        by="ann",
        id=f"d{n}",
        agenda=plan(),
        date=FIRST + timedelta(days=n),
        follows=f"d{n - 1}" if n else None,
    )
    state = fold([Recorded(1, utc(9), opened)])
    assert state
    return state


def doing(state: State, command) -> State:
    event = decide(state, command, utc(10) + timedelta(days=9), "ann", None)
    return apply(state, Recorded(state.number + 1, utc(10), event))


def expectation(text: str, met: str) -> TakeNote:
    return TakeNote(text, "attente", details=Details(met=met))


def test_a_follow_up_opened_on_day_1_seen_on_day_2_and_done_on_day_3_is_one_point_with_its_history():
    one = doing(day(0), follow_up("Call the mayor"))
    two = day(1)
    (seen,) = open_ones(points((one, two)))
    two = doing(two, answering(two, seen, "goes_on", "no answer yet"))
    (seen,) = open_ones(points((one, two)))
    three = doing(day(2), answering(day(2), seen, "done"))
    (found,) = points((one, two, three))
    assert (found.handle, found.open) == ("d0/2", False)
    assert [(step.session, step.answer.outcome, step.answer.why) for step in found.history] == [
        ("d1", "goes_on", "no answer yet"),
        ("d2", "done", None),
    ]
    assert points((one,))[0].history == (), "the note stays as it was written"
    assert [len(one.notebook.notes) for one in (two, three)] == [0, 0], "and nothing of it is copied"


def test_what_is_a_point_and_when_it_is_closed_in_its_own_session():
    state = day(0)
    for command in (
        follow_up("A"),
        TakeNote("Q", "question"),
        TakeNote("P", "parking"),
        TakeNote("E", "attente"),
        expectation("F", "en-partie"),
        expectation("N", "non"),
        expectation("M", "oui"),
        TakeNote("x", "constat"),
        TakeNote("-"),
    ):
        state = doing(state, command)
    assert [one.note.taken.text for one in points((state,))] == ["A", "Q", "P", "F", "N"]
    for number in (3, 4):
        state = doing(state, AmendNote(number, details=Details(settled=True)))
    assert [one.note.taken.text for one in open_ones(points((state,)))] == ["A", "F", "N"]
    state = doing(state, AnswerPoint(2, "dropped", " too late "))
    assert [one.note.taken.text for one in open_ones(points((state,)))] == ["F", "N"]
    assert state.notebook.answers["", 2].why == "too late"
    state = doing(state, AnswerPoint(2, None))
    assert len(open_ones(points((state,)))) == 3


def test_an_answer_that_says_nothing_new_is_refused_and_so_is_one_about_no_note():
    state = doing(doing(day(0), follow_up("A")), AnswerPoint(2, "done"))
    for command in (AnswerPoint(2, "done"), AnswerPoint(7, "done"), AnswerPoint(3, None, session="d9")):
        with pytest.raises(Refused):
            doing(state, command)
    assert doing(state, AnswerPoint(2, "done", "why not")).notebook.answers["", 2].why == "why not"


def test_a_point_is_meant_by_its_handle_or_by_a_number_that_only_one_has():
    one, two = doing(day(0), follow_up("A")), doing(doing(day(1), follow_up("B")), follow_up("C"))
    found = points((one, two))
    assert meant_point(found, "3").note.taken.text == "C"
    assert meant_point(found, "d0/2").note.taken.text == "A"
    for name, why in (
        ("2", "several points could be meant: d0/2, d1/2"),
        ("9", "no point is “9”; there are: d0/2, d1/2, d1/3"),
    ):
        with pytest.raises(Refused) as refused:
            meant_point(found, name)
        assert str(refused.value.message) == why


def test_points_go_by_date_then_by_person_and_those_without_a_date_come_last():
    state = day(0)
    for text, who, due in (
        ("soon", None, "soon"),
        ("b", "Zoé", "2026-10-02"),
        ("c", "ann", "2026-10-02"),
        ("a", "Zoé", "2026-10-01"),
        ("none", None, None),
    ):
        state = doing(state, follow_up(text, who, due))
    assert [one.note.taken.text for one in by_date_and_person(points((state,)))] == ["a", "c", "b", "none", "soon"]


# ── against a plain model ───────────────────────────────────────────────────────────────────────────────────────
DEEDS = st.lists(
    st.tuples(st.integers(0, 3), st.sampled_from(["note", "done", "goes_on", "dropped", None]), st.integers(0, 5)),
    max_size=25,
)
"""On which day, a note or an answer, to which of the points that day can see."""


@given(DEEDS)
def test_random_answers_over_four_days_are_as_a_plain_model_has_them(deeds):
    days = [day(n) for n in range(4)]
    noted: list[tuple[int, int]] = []
    answers: dict[tuple[int, int], dict[int, str]] = {}
    for n, deed, which in sorted(deeds, key=lambda one: one[0]):
        if deed == "note":
            days[n] = doing(days[n], follow_up("x"))
            noted.append((n, days[n].number))
            continue
        if not noted:
            continue
        origin, number = noted[which % len(noted)]
        given_ = answers.setdefault((origin, number), {})
        if given_.get(n) == deed:
            continue
        days[n] = doing(days[n], AnswerPoint(number, deed, session=None if origin == n else f"d{origin}"))
        given_.pop(n, None)
        if deed:
            given_[n] = deed
    found = points(days)
    assert [one.handle for one in found] == [f"d{n}/{number}" for n, number in sorted(noted)]
    for one, key in zip(found, sorted(noted), strict=True):
        said = [answers[key][n] for n in sorted(answers.get(key, {}))]
        assert [step.answer.outcome for step in one.history] == said
        assert one.open == (not said or said[-1] == "goes_on")


# ── in a store ──────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def store(tmp_path):
    return Folder(tmp_path)


def opened(store: Folder, name: str, n: int, follows: str | None = None, rule: str = "pseudonyme") -> Session:
    clock = FixedClock(utc(9) + timedelta(days=n))
    create(store, replace(plan(), confidentiality=rule), FIRST + timedelta(days=n), name, clock, "ann", follows=follows)
    return Session(store.open(name), clock, "ann")


def test_codes_and_initiatives_come_along_and_a_name_said_on_one_day_is_hidden_on_the_next(store):
    one = opened(store, "one", 0)
    one.do(follow_up("Call", "Marie Dupont"))
    one.do(RecordInitiative(name="Atelier vélo", territory="Aurillac"))
    two = opened(store, "two", 1, "one")
    two.do(TakeNote("Marie Dupont agreed, Luc Martin did not", initiative="atelier vélo"))
    two.do(follow_up("Ask him", "Luc Martin"))
    assert Veil(two.state).codes == {"Marie Dupont": "P1", "Luc Martin": "P2"}
    assert Veil(two.state).text("Marie said so") == "P1 said so"
    assert find_initiative(two.state.notebook, "Atelier") == "atelier-velo"
    assert two.state.notebook.initiatives == {}, "a link, and no copy"
    with pytest.raises(Refused, match="noted on an earlier day"):
        two.do(WithdrawInitiative("atelier vélo"))
    two.do(RecordInitiative(key="atelier-velo", status="une association"))
    assert two.state.notebook.known["atelier-velo"].territory == "Aurillac"
    assert not load(store, "one").notebook.known["atelier-velo"].status


def test_a_session_that_was_deleted_leaves_those_that_follow_readable_and_nobody_gets_its_codes(store):
    one = opened(store, "one", 0)
    one.do(follow_up("Call", "Marie Dupont"))
    two = opened(store, "two", 1, "one")
    two.do(AnswerPoint(2, "goes_on", session="one"))
    two.do(follow_up("Ask", "Luc Martin"))
    one.close()  # on Windows what is open is not deleted
    store.delete("one")
    left = load(store, "two")
    assert Veil(left).codes == {"Luc Martin": "P2"}
    assert [one.handle for one in points_of(left)] == ["two/3"]
    three = opened(store, "three", 2, "two")
    assert [one.handle for one in points_of(three.state)] == ["two/3"]
    three.do(follow_up("Who", "Zoé Blanc"))
    assert Veil(three.state).codes == {"Luc Martin": "P2", "Zoé Blanc": "P3"}


def test_sessions_that_follow_one_another_are_found_by_their_summaries_in_any_order(store):
    for n, (name, follows) in enumerate([("b", None), ("a", "b"), ("c", "a"), ("other", None), ("d", "b")]):
        opened(store, name, n, follows)
    chains = in_chains(store.summaries()[0])
    assert sorted([one.id for one in chain] for chain in chains) == [["b", "a", "d", "c"], ["other"]]
    assert (following(store, "a"), following(store, "b"), following(store, "c")) == (["c"], ["a", "d", "c"], [])


def test_what_follows_a_session_that_is_not_in_the_store_is_refused(store, tmp_path):
    with pytest.raises(JournalError):
        opened(store, "two", 1, "nowhere")
    elsewhere = Folder(tmp_path / "elsewhere")
    opened(elsewhere, "there", 0)
    with pytest.raises(JournalError, match="lies elsewhere"):
        opened(store, "two", 1, str(elsewhere.file_of("there")))
    assert store.ids() == []


@pytest.mark.parametrize(
    ("rules", "shown"),
    [
        (("nominatif", "nominatif"), "Marie Dupont"),
        (("nominatif", "pseudonyme"), "P1"),
        (("chatham", "nominatif"), "[…]"),
    ],
)
def test_days_told_together_hold_the_strictest_rule_and_hide_on_each_what_was_named_on_any(store, rules, shown):
    one = opened(store, "one", 0, rule=rules[0])
    one.do(follow_up("Marie will call"))
    two = opened(store, "two", 1, "one", rule=rules[1])
    two.do(follow_up("Write", "Marie Dupont"))
    told = told_together((one.state, two.state))
    texts = [found.note.taken.text for found in told.points]
    assert texts == [f"{shown if shown != 'Marie Dupont' else 'Marie'} will call", "Write"]
    assert told.points[1].note.taken.details.who == shown
    assert {day.agenda.confidentiality for day in told.days} == {
        max(rules, key=("nominatif", "pseudonyme", "chatham").index)
    }
