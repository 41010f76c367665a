"""The screens of decisions: a letter counts, a figure is typed, two terminals count at once, objections are lifted."""

from __future__ import annotations

import pytest

from tests.conftest import utc
from tests.tui.conftest import HOSTILE
from tests.tui.read import rows, shown
from tests.tui.seen import LARGE, SMALL, SMALLEST, Pictures
from tests.tui.unhurried import settled
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Arrive, Expect
from workshop_tui.session.decisions.commands import CountVotes, NameOption, PutDecision, SayObjection
from workshop_tui.session.decisions.taken import Vote
from workshop_tui.session.may import May
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.timing.commands import Next
from workshop_tui.tui.screens.decisions import CountingScreen, DecisionsScreen


@pytest.fixture
def begun(session, clock) -> Session:
    """The seed's day, its first segment live."""
    clock.instant = utc(9)
    session.do(Next())
    return session


def told(app) -> list[str]:
    return [" ".join(row.split()) for row in rows(app)]


async def test_a_majority_is_counted_with_letters_and_figures_and_told_in_words(app, begun):
    for name in ("Ada", "Eva"):
        begun.do(Expect(name))
        begun.do(Arrive(name, "matin"))
    async with app(begun, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("D", "n", *"We keep it", "enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, CountingScreen)
        assert shown(pilot.app) == "No rule yet · We keep it"
        await pilot.press("r", "a", "a", "b", "A")
        await settled(pilot)
        assert told(pilot.app) == ["a 1 For", "b 1 Against", "c 0 Abstain"]
        assert shown(pilot.app) == "Majority · We keep it"
        assert "not adopted, as many for as against: 1 for, 1 against, 0 abstain" in shown(pilot.app, "whole")
        await pilot.press("1", "2", "enter")
        await settled(pilot)
        assert told(pilot.app)[0] == "a 12 For", "the row that was counted last is selected"
        whole = shown(pilot.app, "whole").splitlines()
        assert whole[0] == "more votes than people: 13 votes, 2 people there"
        assert "adopted: 12 for, 1 against, 0 abstain" in whole
        await pilot.press("down", "plus", "plus", "minus", "w", *"Ada", "enter", "t", *"lundi", "enter")
        await settled(pilot)
        assert told(pilot.app)[1] == "b 2 Against"
        assert {"Who: Ada", "By when: lundi"} <= {*shown(pilot.app, "whole").splitlines()}
        await pilot.press("enter", "x", "enter")
        await settled(pilot)
        assert shown(pilot.app, "echo") == "“2x” is no count: write 9, +1 or -1"
        await pilot.press("escape", "escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, DecisionsScreen)
        assert told(pilot.app) == ["09:00 We keep it adopted: 12 for, 2 against, 0 abstain"]


async def test_an_objection_is_noted_with_who_made_it_lifted_and_taken_away(app, begun):
    begun.do(TakeNote("We keep it", "decision"))
    begun.do(PutDecision(3, "consent"))
    async with app(begun, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("D", "enter", "o", *"too dear", "enter", "m", *"Marie Dupont", "enter")
        await settled(pilot)
        assert told(pilot.app) == ["objection too dear (Marie Dupont)"]
        assert "not adopted: 1 objection remains" in shown(pilot.app, "whole")
        await pilot.press("l")
        await settled(pilot)
        assert told(pilot.app) == ["lifted too dear (Marie Dupont)"]
        assert "adopted: no objection remains (1 was lifted)" in shown(pilot.app, "whole")
        await pilot.press("enter", *" now", "enter", "x")
        await settled(pilot)
        assert told(pilot.app) == ["No objection. o notes one"]
        assert begun.state.decisions.of(3).objections[5].text == "too dear now"


async def test_dots_are_counted_by_option(app, begun):
    begun.do(TakeNote("The name", "decision"))
    begun.do(PutDecision(3, "dots"))
    async with app(begun, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press(
            "D", "enter", "n", *"Orchard", "enter", "n", *"Garden", "enter", "b", "b", "a", "p", "3", "enter"
        )
        await settled(pilot)
        assert told(pilot.app) == ["a 1 Orchard", "b 2 Garden"]
        assert {"“Garden” comes first: 2 dots", "Dots each: 3"} <= {*shown(pilot.app, "whole").splitlines()}
        await pilot.press("m", *"s", "enter")
        await settled(pilot)
        assert told(pilot.app)[0] == "a 1 Orchards"
        await pilot.press("x")
        await settled(pilot)
        assert told(pilot.app) == ["a 2 Garden"]


async def test_what_another_terminal_counts_at_once_is_never_lost(app, begun):
    begun.do(TakeNote("We keep it", "decision"))
    begun.do(PutDecision(3, "majority"))
    other = Session(begun.journal.store.open(begun.state.id), begun.clock, "aurelie")
    async with app(begun, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("D", "enter", "a")
        await settled(pilot)
        other.catch_up()
        other.do(CountVotes(3, "for", change=1))
        await pilot.press("a")
        await settled(pilot)
        assert told(pilot.app)[0] == "a 3 For", "both count, though neither had read the other"
        await pilot.press("9")
        await settled(pilot)
        other.catch_up()
        other.do(CountVotes(3, "for", change=1))
        await pilot.press("enter")
        await settled(pilot)
        assert shown(pilot.app, "echo") == "somebody else counted meanwhile: 4 by now"
        assert begun.state.decisions.of(3).count("for") == 4
        await pilot.press("enter")
        await settled(pilot)
        assert told(pilot.app)[0] == "a 9 For", "the same again is meant"


async def test_a_terminal_that_only_watches_counts_and_says_nothing(app, begun):
    begun.do(TakeNote("We keep it", "decision"))
    begun.do(PutDecision(3, "majority"))
    begun.may, before = May.WATCH, begun.journal.read()
    async with app(begun, "en", confined=True).run_test(size=(120, 40)) as pilot:
        await pilot.press("D", "enter")
        for key in ("a", "A", "9", "r", "o", "n", "w", "t", "p", "plus", "minus", "enter"):
            pilot.app.screen.run.say("Before")
            await pilot.press(key)
            await settled(pilot)
            if key != "n":  # options are for dots
                assert shown(pilot.app, "echo") == "this terminal watches: it changes nothing", key
            assert not pilot.app.screen.query("Ask"), key
    assert begun.journal.again().read() == before


async def test_a_decision_is_withdrawn_and_brought_back(app, begun):
    begun.do(TakeNote("We keep it", "decision"))
    async with app(begun, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("D", "w")
        await settled(pilot)
        assert shown(pilot.app) == "0 decisions"
        await pilot.press("b")
        await settled(pilot)
        assert shown(pilot.app) == "1 decision"


async def test_a_picture_of_decisions_and_of_one_that_is_counted(begun, snapshot, app, tmp_path):
    begun.do(TakeNote("Le local reste ouvert le mercredi", "decision"))
    begun.do(PutDecision(3, "majority", who="Zoé", due="2026-01-15"))
    votes: list[tuple[Vote, int]] = [("for", 9), ("against", 2), ("abstain", 1)]
    for vote, count in votes:
        begun.do(CountVotes(3, vote, count=count))
    begun.do(SayObjection(3, "Trop loin le soir [bold]", "Marie Dupont"))
    begun.do(TakeNote(f"Le nom {HOSTILE['brackets']}", "decision"))
    begun.do(PutDecision(9, "dots"))
    begun.do(NameOption(9, "Le verger"))
    pictures = Pictures(snapshot, tmp_path)
    async with app(begun, "fr").run_test(size=LARGE) as pilot:
        await pilot.press("D")
        await pictures.take_at(pilot, LARGE, SMALL, SMALLEST, name="decisions-{}")
        await pilot.press("down", "enter")
        await pictures.take_at(pilot, SMALLEST, SMALL, LARGE, name="counting-{}")
    assert pictures.other == []
