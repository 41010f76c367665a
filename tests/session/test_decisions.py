"""How decisions are taken: what two count adds up, what came of it is told in words, too many votes warn."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.conftest import utc
from tests.often import often
from tests.report.conftest import Said
from workshop_tui.locale import speaking
from workshop_tui.session.attendance.commands import Arrive, Expect, Leave
from workshop_tui.session.decide import decide
from workshop_tui.session.decisions.commands import (
    CountVotes,
    NameOption,
    PutDecision,
    SayObjection,
    find_option,
)
from workshop_tui.session.decisions.events import VotesCounted
from workshop_tui.session.decisions.results import present_at, result, too_many
from workshop_tui.session.decisions.taken import Decisions, Objection, Standing, Taken
from workshop_tui.session.event import Command, Event, Recorded
from workshop_tui.session.notes.commands import AmendNote, TakeNote
from workshop_tui.session.privacy.forgetting import WithoutNote
from workshop_tui.session.privacy.hiding import hidden
from workshop_tui.session.refusal import Refused
from workshop_tui.session.state import fold
from workshop_tui.session.timing.commands import Next


class Meeting(Said):
    """A session in which what is refused is."""

    def do(self, at: datetime, *commands: Command, by: str = "pascal") -> Meeting:
        for command in commands:
            self.write(decide(self.state, command, at, by))
        return self

    def write(self, event: Event) -> None:
        self.records.append(Recorded(len(self.records) + 1, event.at, event))


@pytest.fixture
def day(seed):
    """A day with one decision, note 3."""
    session = Meeting(replace(seed, confidentiality="nominatif"))
    session.do(utc(9), Next(), TakeNote("On garde le local", kind="decision"))
    return session


def taken(day: Meeting) -> Taken:
    return day.state.decisions.of(3)


# ── counted by two ─────────────────────────────────────────────────────────────────────────────────────────
class Terminal:
    """One that counts on what it has read so far, as two may at the same instant."""

    def __init__(self, day: Meeting, by: str) -> None:
        self.day, self.by, self.seen = day, by, day.state

    def reads(self) -> None:
        self.seen = self.day.state

    def counts(self, **said: int) -> int:
        """Count, and give what of it has to be in the total; nothing where it was refused or did not hold."""
        was = self.seen.decisions.of(3).count("for")
        typed = {"was": was} if "count" in said else {}
        try:
            event = CountVotes(3, "for", **said, **typed).decide(
                self.seen.notebook, self.seen.decisions, utc(9, 30), self.by
            )
        except Refused:
            return 0
        before = taken(self.day).count("for")
        self.day.write(event)
        return taken(self.day).count("for") - before if "count" in said else said["change"]


steps = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.one_of(
            st.just("read"),
            st.integers(1, 3).map(lambda change: {"change": change}),
            st.integers(0, 12).map(lambda count: {"count": count}),
        ),
    ),
    max_size=25,
)


@settings(max_examples=often(40, 400))
@given(steps=steps)
def test_counts_of_two_terminals_add_up_however_they_interleave(seed, steps):
    day = Meeting(seed)
    day.do(utc(9), Next(), TakeNote("On garde le local", kind="decision"))
    terminals, expected = (Terminal(day, "pascal"), Terminal(day, "aurelie")), 0
    for who, step in steps:
        if step == "read":
            terminals[who].reads()
        else:
            expected += terminals[who].counts(**step)
    assert taken(day).count("for") == expected
    assert fold(day.records).decisions == day.state.decisions


def test_a_typed_count_never_loses_what_another_counted_meanwhile(day):
    first, second = Terminal(day, "pascal"), Terminal(day, "aurelie")
    first.counts(change=1)
    second.counts(count=9)
    assert taken(day).count("for") == 1
    second.reads()
    second.counts(count=9)
    assert taken(day).count("for") == 9
    with pytest.raises(Refused, match="somebody else counted meanwhile: 9 by now"):
        day.do(utc(10), CountVotes(3, "for", count=4, was=1))


def test_no_count_falls_below_none(day):
    with pytest.raises(Refused, match="there are 0: none can be counted off"):
        day.do(utc(10), CountVotes(3, "for", change=-1))
    two = [VotesCounted(at=utc(10), by="p", number=3, choice="for", change=change) for change in (1, -1, -1)]
    decisions = Decisions()
    for event in two:
        decisions = event.apply(decisions, 9)
    assert decisions.of(3).count("for") == 0


# ── in words ───────────────────────────────────────────────────────────────────────────────────────────────
def majority(yes: int, no: int, abstain: int) -> Taken:
    return Taken(rule="majority", counts={"for": yes, "against": no, "abstain": abstain})


@pytest.mark.parametrize(
    "counts, english, french",
    [
        ((0, 0, 0), "nothing is counted yet", "rien n’est encore compté"),
        ((9, 2, 1), "adopted: 9 for, 2 against, 1 abstains", "adoptée : 9 pour, 2 contre, 1 abstention"),
        ((1, 0, 0), "adopted: 1 for, 0 against, 0 abstain", "adoptée : 1 pour, 0 contre, 0 abstention"),
        ((2, 1, 2), "adopted: 2 for, 1 against, 2 abstain", "adoptée : 2 pour, 1 contre, 2 abstentions"),
        ((1, 2, 0), "not adopted: 1 for, 2 against, 0 abstain", "non adoptée : 1 pour, 2 contre, 0 abstention"),
        ((0, 1, 0), "not adopted: 0 for, 1 against, 0 abstain", "non adoptée : 0 pour, 1 contre, 0 abstention"),
        ((0, 0, 2), "not adopted: 0 for, 0 against, 2 abstain", "non adoptée : 0 pour, 0 contre, 2 abstentions"),
        (
            (2, 2, 1),
            "not adopted, as many for as against: 2 for, 2 against, 1 abstains",
            "non adoptée, autant pour que contre : 2 pour, 2 contre, 1 abstention",
        ),
    ],
)
def test_a_majority_is_told_in_words(counts, english, french):
    assert (told(majority(*counts), "en"), told(majority(*counts), "fr")) == (english, french)


@pytest.mark.parametrize(
    "stand, lifted, english, french",
    [
        (0, 0, "adopted: no objection", "adoptée : aucune objection"),
        (0, 1, "adopted: no objection remains (1 was lifted)", "adoptée : aucune objection ne reste (1 levée)"),
        (0, 2, "adopted: no objection remains (2 were lifted)", "adoptée : aucune objection ne reste (2 levées)"),
        (1, 0, "not adopted: 1 objection remains", "non adoptée : 1 objection reste"),
        (2, 1, "not adopted: 2 objections remain", "non adoptée : 2 objections restent"),
    ],
)
def test_a_consent_is_told_in_words(stand, lifted, english, french):
    counted: dict[Standing, int] = {"stands": stand, "lifted": lifted, "withdrawn": 1}
    standings = [one for one, count in counted.items() for _ in range(count)]
    one = Taken(rule="consent", objections={k: Objection("x", standing=s) for k, s in enumerate(standings)})
    assert (told(one, "en"), told(one, "fr")) == (english, french)


@pytest.mark.parametrize(
    "counts, english, french",
    [
        ((0, 0, 0), "nothing is counted yet", "rien n’est encore compté"),
        ((1, 0, 0), "“A” comes first: 1 dot", "« A » arrive en tête : 1 gommette"),
        ((1, 2, 0), "“B” comes first: 2 dots", "« B » arrive en tête : 2 gommettes"),
        (
            (2, 2, 1),
            "as many dots for “A” and “B”: 2 dots each",
            "autant de gommettes pour « A » et « B » : 2 gommettes chacune",
        ),
    ],
)
def test_dots_are_told_in_words(counts, english, french):
    one = Taken(rule="dots", options={1: "A", 2: "B", 3: "C"}, counts=dict(enumerate(counts, 1)))
    assert (told(one, "en"), told(one, "fr")) == (english, french)


def told(one: Taken, language: str) -> str:
    with speaking(language):
        return result(one).replace("\u00a0", " ").replace("\u202f", " ")


# ── who was there ──────────────────────────────────────────────────────────────────────────────────────────
def test_more_votes_than_people_present_are_warned_of_and_counted_all_the_same(day):
    day.do(utc(9), *(command for name in ("Ada", "Eva", "Luc") for command in (Expect(name), Arrive(name, "matin"))))
    day.do(utc(9, 10), Leave("Luc", "matin"))
    day.do(utc(9, 20), PutDecision(3, "majority"), CountVotes(3, "for", count=2))
    present = present_at(day.state.day, day.state.attendance, utc(9, 20))
    assert (present, too_many(taken(day), present)) == (2, "")
    day.do(utc(9, 21), CountVotes(3, "against", change=1))
    assert too_many(taken(day), present) == "more votes than people: 3 votes, 2 people there"
    assert too_many(taken(day), None) == ""


def test_dots_are_more_than_there_can_be_once_each_has_so_many(day):
    day.do(utc(9, 20), PutDecision(3, "dots"), NameOption(3, "Le verger"))
    option = find_option(taken(day), "le ver")
    assert option is not None
    day.do(utc(9, 20), CountVotes(3, option, count=7))
    assert too_many(taken(day), 2) == ""
    day.do(utc(9, 20), PutDecision(3, each=3))
    assert too_many(taken(day), 2) == "more dots than there can be: 7 dots, 2 people there"


# ── changed, refused, forgotten ────────────────────────────────────────────────────────────────────────────
def test_an_objection_is_changed_lifted_stands_again_and_withdrawn(day):
    day.do(utc(9, 20), PutDecision(3, "consent", who="Zoé", due="2026-01-15"), SayObjection(3, "trop cher", "Marie"))
    ((number, one),) = taken(day).said
    assert (one.text, one.who, one.standing) == ("trop cher", "Marie", "stands")
    steps: list[tuple[Standing, int]] = [("lifted", 0), ("stands", 1), ("withdrawn", 0)]
    for standing, left in steps:
        day.do(utc(9, 21), SayObjection(3, objection=number, standing=standing))
        assert len(taken(day).standing) == left
    assert taken(day).said == []


@pytest.mark.parametrize(
    "command, why",
    [
        (PutDecision(2, "majority"), "there is no note 2; there are: 3"),
        (PutDecision(3, each=200), "each has 1 to 99 dots, not 200"),
        (PutDecision(3), "that is said of decision 3 already"),
        (NameOption(3, " "), "an option needs a name"),
        (CountVotes(3, 77, change=1), "that option is not there any more"),
        (CountVotes(3, "for", count=10_000), "at most 9999 are counted"),
        (SayObjection(3, " "), "an objection needs its words"),
        (SayObjection(3, objection=77, standing="lifted"), "that objection is not there any more"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(day, command, why):
    with pytest.raises(Refused, match=why):
        day.do(utc(10), command)


def test_a_note_of_another_kind_is_no_decision(day):
    day.do(utc(9, 5), AmendNote(3, kind="idee"))
    with pytest.raises(Refused, match="note 3 is no decision"):
        day.do(utc(10), PutDecision(3, "majority"))


def test_a_forgotten_decision_leaves_no_option_no_objection_and_nobody_who_carries_it(day):
    day.do(
        utc(9, 20),
        PutDecision(3, "dots", who="Zoé", due="lundi"),
        NameOption(3, "Le verger"),
        SayObjection(3, "trop cher", "Marie"),
    )
    left = repr([WithoutNote(3).event(record) for record in day.records[1:]])
    assert not [word for word in ("Zoé", "lundi", "verger", "cher", "Marie") if word in left]


@pytest.mark.parametrize("rule, objector, carrier", [("pseudonyme", "P", "P"), ("chatham", "[…]", "[…]")])
def test_who_objected_and_who_carries_it_are_hidden(seed, rule, objector, carrier):
    day = Meeting(replace(seed, confidentiality=rule))
    day.do(utc(9), Next(), TakeNote("On garde le local", kind="decision"))
    day.do(utc(9, 20), PutDecision(3, "consent", who="Zoé Petit"), SayObjection(3, "Zoé Petit a tort", "Marie Dupont"))
    one = hidden(day.state).state.decisions.of(3)
    ((_number, said),) = one.said
    assert said.who.startswith(objector) and one.who.startswith(carrier)
    assert not [part for part in ("Zoé", "Petit", "Marie", "Dupont") if part in repr(one)]
