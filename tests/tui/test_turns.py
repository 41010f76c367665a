"""The screen of turns: letters find somebody, one key lets them speak; every terminal says who does."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from textual.widgets import Static

from tests.conftest import utc
from tests.tui.bursts import burst
from tests.tui.read import rows, shown
from tests.tui.seen import LARGE, SMALL, Pictures
from tests.tui.unhurried import settled
from workshop_tui.session.attendance.commands import Arrive, Expect
from workshop_tui.session.timing.commands import Next, Pause
from workshop_tui.session.turns.commands import AskToSpeak, BeginRound, BeginTurn, ShowTurns
from workshop_tui.session.turns.floor import Who
from workshop_tui.tui.dialogs.confirm import ConfirmScreen
from workshop_tui.tui.screens.turns import TurnsScreen
from workshop_tui.tui.widgets.now import Now
from workshop_tui.tui.widgets.speakers import SpeakerRows


@pytest.fixture
def talking(session, clock):
    """A segment that is live, and four people."""
    clock.instant = utc(9)
    session.do(Next())
    for name in ("Ana Gris, Mairie", "Ben Noir", "Béatrice Roux", "Zoé Vert"):
        session.do(Expect(*name.split(", ")))
    return session


def floor(session) -> list[str | None]:
    return [one.speaker.participant or one.speaker.label for one in session.state.floor.turns]


async def press(pilot, *keys: str) -> None:
    await burst(pilot, *keys)
    await settled(pilot)


def said(app) -> str:
    return shown(app, "echo")


async def test_letters_find_somebody_enter_lets_them_speak_and_ends_it(app, talking, clock):
    async with app(talking, "en").run_test(size=(120, 40)) as pilot:
        await press(pilot, "T", "b")
        assert isinstance(pilot.app.screen, TurnsScreen)
        assert [row.split()[1] for row in rows(pilot.app)[:2]] == ["Ben", "Béatrice"], "in the order that is fair"
        assert shown(pilot.app).startswith("“b” · ")
        await press(pilot, "e", "n", "enter")
        assert floor(talking) == ["ben-noir"]
        assert said(pilot.app) == "Ben Noir speaks"
        assert rows(pilot.app)[0].startswith("►")
        clock.instant = utc(9, 2)
        await press(pilot, "r", "o", "u", "x", "enter")
        assert floor(talking) == ["ben-noir", "beatrice-roux"]
        clock.instant = utc(9, 3)
        await settled(pilot)
        assert "1:00" in shown(pilot.app, "whole")
        await press(pilot, "enter")
        assert talking.state.floor.turns[-1].end == utc(9, 3)
        assert said(pilot.app) == "Béatrice Roux has finished, after 1:00"
        await press(pilot, "escape")
        assert pilot.app.screen.NAME == "run"


async def test_what_nobody_is_called_is_taken_only_if_it_is_meant(app, talking):
    async with app(talking, "en").run_test(size=(120, 40)) as pilot:
        await press(pilot, "T", *"Xyl", "enter")
        assert floor(talking) == []
        assert "Nobody is called “Xyl”" in said(pilot.app)
        await press(pilot, "tab")
        assert talking.state.floor.asked == ()
        await press(pilot, "down", "enter")
        assert talking.state.floor.turns[-1].speaker == Who(label="Xyl")
        await press(pilot, *"ab", "backspace", "escape")
        assert isinstance(pilot.app.screen, TurnsScreen), "escape forgets the letters first"
        assert pilot.app.screen.query_one(SpeakerRows).typed == ""


async def test_hands_the_fair_order_and_a_round_take_a_key_each(app, talking, clock):
    async with app(talking, "en").run_test(size=(120, 40)) as pilot:
        await press(pilot, "T", "z", "tab")
        assert said(pilot.app) == "Zoé Vert asks to speak"
        assert "1 hand up" in shown(pilot.app)
        await press(pilot, "space")
        assert floor(talking) == ["zoe-vert"], "who asked comes first"
        clock.instant = utc(9, 1)
        await press(pilot, "asterisk", "space")
        assert "3 left of the round" in shown(pilot.app, "whole")
        assert "left of" in shown(pilot.app, "whole")
        assert "█" in shown(pilot.app, "whole")
        clock.instant = utc(9, 2)
        await press(pilot, "z", "equals_sign")
        assert floor(talking) == ["zoe-vert", "zoe-vert"]
        await press(pilot, "minus")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await press(pilot, "enter")
        assert floor(talking) == ["zoe-vert"]
        await press(pilot, "asterisk")
        assert talking.state.floor.round is None
        await press(pilot, "comma")
        assert talking.state.floor.shown
        assert "the room sees it" in shown(pilot.app)


async def test_a_key_that_is_held_begins_one_turn(app, talking):
    async with app(talking, "en").run_test(size=(120, 40)) as pilot:
        await press(pilot, "T", "z")
        screen = pilot.app.screen
        assert all(screen.moves_the_day(key) for key in ("enter", "space", "tab", "asterisk"))
        assert not screen.moves_the_day("b")


async def test_another_terminal_says_who_speaks_and_a_key_is_answered_with_what_was_not_seen(
    app, talking, aurelie, clock
):
    async with app(talking, "en").run_test(size=(80, 24)) as pilot:
        await press(pilot, "T", "z")
        aurelie.catch_up()
        aurelie.do(BeginTurn("zoe"))
        await press(pilot, "enter")
        assert floor(talking) == ["zoe-vert"]
        assert talking.state.floor.turns[-1].end is None, "she was named in that moment: enter did not mean to end it"
        await press(pilot, "escape", "escape")
        assert "► Zoé Vert 0:00" in pilot.app.screen.query_one(Now).query_one("#step", Static).render().plain
        clock.instant = utc(9, 1)
        aurelie.do(Pause())
        await settled(pilot)
        assert "Zoé" not in pilot.app.screen.query_one(Now).query_one("#step", Static).render().plain


@pytest.mark.parametrize(
    ("key", "theirs"), [("tab", AskToSpeak("zoe")), ("asterisk", BeginRound()), ("comma", ShowTurns())]
)
async def test_a_key_does_not_take_back_what_another_did_in_that_moment(app, talking, aurelie, key, theirs):
    async with app(talking, "en").run_test(size=(120, 40)) as pilot:
        await press(pilot, "T", "z")
        aurelie.catch_up()
        aurelie.do(theirs)
        after = talking.journal.read()
        await pilot.pause(0.4)
        await pilot.press(key)
        assert talking.journal.read() == after
        assert "press again" in said(pilot.app)


@pytest.mark.parametrize(("rule", "told"), [("nominatif", "► Zoé Vert 0:00"), ("pseudonyme", "► Floor 0:00")])
async def test_the_room_sees_who_speaks_only_if_it_is_shown_and_by_name_only_where_names_are_told(
    app, talking, rule, told
):
    talking.state = replace(
        talking.state, day=replace(talking.state.day, agenda=replace(talking.state.agenda, confidentiality=rule))
    )
    talking._kept = talking.state
    async with app(talking, "en").run_test(size=(120, 40)) as pilot:
        await press(pilot, "T", "z", "enter", "escape", "d")
        assert shown(pilot.app, "inner") == ""
        await press(pilot, "d", "T", "comma", "escape", "d")
        assert shown(pilot.app, "inner") == told


async def test_one_of_three_hundred_is_found_by_a_few_letters(app, talking):
    for n in range(300):
        talking.do(Expect(f"Person {n}"))
    talking.do(Arrive("ana"))
    async with app(talking, "en").run_test(size=LARGE) as pilot:
        for size, number in ((LARGE, 299), (SMALL, 298)):
            await pilot.resize_terminal(*size)
            await press(pilot, "T", *f"person {number}", "enter")
            assert floor(talking)[-1] == f"person-{number}"
            assert all(len(row) <= size[0] for row in rows(pilot.app))
            await press(pilot, "escape")
        assert floor(talking) == ["person-299", "person-298"]


async def test_the_screen_of_turns_in_a_round(snapshot, app, talking, clock, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    talking.do(AskToSpeak("zoe"))
    talking.do(BeginRound())
    talking.do(BeginTurn("ana"))
    clock.instant = utc(9, 1, 27)
    talking.do(BeginTurn("ben"))
    clock.instant = utc(9, 2, 3)
    async with app(talking).run_test(size=LARGE) as pilot:
        await pilot.press("T")
        await pictures.take_at(pilot, LARGE, name="size0")
        await pictures.take_at(pilot, SMALL, name="size1")
    assert pictures.other == []


async def test_a_second_of_whoever_speaks_makes_no_other_row_anew(app, talking, clock):
    talking.do(BeginTurn(name="ana"))
    clock.instant = utc(9, 0, 30)
    talking.do(BeginTurn(name="ben"))
    clock.instant = utc(9, 1, 10)
    async with app(talking, "en").run_test(size=(120, 40)) as pilot:
        await press(pilot, "T")
        table = pilot.app.screen.query_one(SpeakerRows)
        before = dict(zip(table.selectable(), table.rows, strict=False))
        clock.instant = utc(9, 1, 11)
        await settled(pilot)
        after = dict(zip(table.selectable(), table.rows, strict=False))
        assert [key for key, text in after.items() if before[key] is not text] == ["ben-noir"]
