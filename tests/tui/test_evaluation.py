"""The evaluation by a show of hands: letters of the selected question count, a figure is typed, the page adds to it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tests.conftest import DAY, created, utc
from tests.tui.read import notice, rows, shown
from tests.tui.seen import LARGE, SMALL, SMALLEST, Pictures, of
from tests.tui.unhurried import settled
from workshop_tui.agenda.evaluation import Asked
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.evaluation.commands import CountHands, FillIn
from workshop_tui.session.evaluation.sheets import Mark, Written
from workshop_tui.session.may import May
from workshop_tui.session.timing.commands import Next

QUESTIONS = (
    Asked(key="goals", text="Les objectifs sont-ils atteints ?", kind="objectives"),
    Asked(key="useful", text="Utile [bold] ?", labels=("pas du tout", "tout à fait")),
    Asked(key="words", text="En quelques mots", kind="free"),
)


@pytest.fixture
def asked(seed, home, clock) -> Session:
    """The seed's day, evaluated; one sheet came in."""
    clock.instant = utc(9)
    file = created(home / "sessions", replace(seed, evaluation=QUESTIONS), DAY, "asked", clock, "pascal")
    session = Session(SqliteJournal(file), clock, "pascal")
    session.do(Next())
    session.do(FillIn((Mark(question="useful", value=4),), (Written(question="words", text="Merci"),)))
    return session


def told(app) -> list[str]:
    return [" ".join(row.split()) for row in rows(app)]


async def test_a_letter_counts_a_hand_for_the_selected_question(app, asked):
    async with app(asked, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("V", "a", "a", "c", "A")
        await settled(pilot)
        assert shown(pilot.app) == "Evaluation of the day · 1 sheet filled in"
        assert told(pilot.app)[2:5] == ["a 1 reached", "b 0 partly", "c 1 not reached"]
        await pilot.press(*["down"] * 9, "1", "2", "enter")
        await settled(pilot)
        later = told(pilot.app)
        place = later.index("Utile [bold] ?")
        assert later[place + 1 : place + 6] == [
            "a 12 1 (pas du tout)",
            "b 0 2",
            "c 0 3",
            "d 0 4 +1 on the page",
            "e 0 5 (tout à fait)",
        ]
        assert later[2] == "1 reached", "its letters are those of another question now"
        assert shown(pilot.app, "whole").splitlines() == ["13 answers · mean 1.2", "Utile [bold] ?"]
        await pilot.press("d", "plus", "minus", "D", "e")
        await settled(pilot)
        assert asked.state.evaluation.hands_of("useful", 0, 5) == 1
        assert "1 answer in words, on the page" in told(pilot.app)


async def test_what_another_counts_at_once_is_seen_and_never_lost(app, asked):
    other = Session(SqliteJournal(asked.journal.file), asked.clock, "aurelie")
    async with app(asked, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("V", "a")
        await settled(pilot)
        other.catch_up()
        other.do(CountHands("goals", 1, 1, change=2))
        await pilot.press("a")
        await settled(pilot)
        assert told(pilot.app)[2] == "a 4 reached"


async def test_a_terminal_that_only_watches_counts_no_hand(app, asked):
    asked.may, before = May.WATCH, asked.journal.read()
    async with app(asked, "en", confined=True).run_test(size=(120, 40)) as pilot:
        await pilot.press("V")
        for key in ("a", "A", "9", "plus", "minus", "enter"):
            pilot.app.screen.run.say("Before")
            await pilot.press(key)
            await settled(pilot)
            assert shown(pilot.app, "echo") == "this terminal watches: it changes nothing", key
            assert not pilot.app.screen.query("Ask"), key
    assert asked.journal.again().read() == before


async def test_an_agenda_that_asks_nothing_says_how_to_ask(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("V")
        await settled(pilot)
        assert notice(pilot.app.screen).startswith("the agenda asks no evaluation")


async def test_a_picture_of_the_evaluation(snapshot, app, asked, tmp_path):
    for value, count in ((3, 1), (4, 6), (5, 2)):
        asked.do(CountHands("useful", value, count=count))
    pictures = Pictures(snapshot, tmp_path)
    async with app(asked, "fr").run_test(size=LARGE) as pilot:
        for size in (LARGE, SMALL, SMALLEST):
            await pilot.resize_terminal(*size)
            await pilot.press("V", *["down"] * 9)
            await pictures.take(pilot, of(size))
            await pilot.press("escape")
    assert pictures.other == []


async def test_the_selected_sheet_is_removed_and_brought_back(app, asked):
    async with app(asked, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("V", "x")
        await settled(pilot)
        assert notice(pilot.app) == "select one of the sheets, at the end of the list"
        await pilot.press("end")
        await settled(pilot)
        assert told(pilot.app)[-2:] == ["Sheets", "1 1 mark, with words"]
        assert shown(pilot.app, "whole") == "Merci", "its words, and no mark beside them"
        await pilot.press("a", "1", "plus")
        await settled(pilot)
        assert not asked.state.evaluation.hands, "a sheet is no row that is counted"
        await pilot.press("x")
        await settled(pilot)
        assert told(pilot.app)[-1] == "1 1 mark, with words (removed)"
        assert shown(pilot.app) == "Evaluation of the day · 0 sheets filled in (1 removed)"
        assert asked.state.evaluation.sheets == ()
        await pilot.press("x")
        await settled(pilot)
        assert len(asked.state.evaluation.sheets) == 1
