"""Several terminals on one session: who is here, what they signal, and a disk that fails under one of them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from tests.conftest import utc
from tests.refusing import refuse
from tests.tui.read import notice
from tests.tui.seen import SMALL
from tests.tui.unhurried import settled
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.presence import SIGNALS
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.timing.commands import Goto, Next, TakeHand
from workshop_tui.session.timing.replanning_commands import Extend
from workshop_tui.session.turns.commands import BeginTurn
from workshop_tui.tui.dialogs.confirm import ConfirmScreen
from workshop_tui.tui.parts import together
from workshop_tui.tui.pulse import BEAT
from workshop_tui.tui.screens.run import RunScreen
from workshop_tui.tui.widgets.notes import Notes
from workshop_tui.tui.widgets.notice import Notice
from workshop_tui.tui.widgets.rows import Rows
from workshop_tui.tui.widgets.topbar import TopBar


@pytest.fixture
def aurelie(session, clock):
    """Another terminal on the session."""
    other = Session(SqliteJournal(session.journal.file), clock, "aurelie")
    yield other
    other.close()


def people(app) -> str:
    """Read what the top bar says after the time."""
    run = next(screen for screen in app.screen_stack if isinstance(screen, RunScreen))
    return str(run.query_one(TopBar).text).rpartition("   ")[2]


async def test_who_is_here_is_shown_with_the_view_they_look_at(app, session, aurelie):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert people(pilot.app) == "Pascal"
        aurelie.beat("run")
        await settled(pilot)
        assert people(pilot.app) == "Pascal · Aurélie"
        aurelie.beat("room")
        await settled(pilot)
        assert people(pilot.app) == "Pascal · Aurélie (room)"
        aurelie.company.leave()
        await settled(pilot)
        assert people(pilot.app) == "Pascal"


async def test_this_terminal_says_which_view_it_shows_and_when_it_leaves(app, session, aurelie):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        for keys, view in (((), "run"), (("d",), "room"), (("escape",), "run"), (("question_mark",), "run")):
            await pilot.press(*keys)
            await settled(pilot)
            aurelie.company.look()
            assert [(one.author, one.view) for one in aurelie.company.present] == [("pascal", view)]
    aurelie.company.look()
    assert aurelie.company.present == []


async def test_who_leads_from_elsewhere_is_said_to_be_away(app, session, aurelie):
    aurelie.do(TakeHand())
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert people(pilot.app) == "Pascal · Aurélie has the hand (away)"


async def test_twenty_people_leave_the_title_room(app, session, clock):
    others = [Session(SqliteJournal(session.journal.file), clock, f"Person {k}") for k in range(19)]
    for other in others:
        other.beat("run")
    async with app(session, "en").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert people(pilot.app) == "Pascal · Person 0 · Person 1 +17"
        assert "Collectifs" in str(pilot.app.screen.query_one(TopBar).text)


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_every_signal_has_a_letter_and_reaches_the_other(app, session, aurelie, language):
    aurelie.beat("run")
    aurelie.company.look()
    letters = {"fr": "mrojsp", "en": "mslitb"}[language]
    async with app(session, language).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        for letter, signal in zip(letters, SIGNALS, strict=True):
            await pilot.press("t", letter)
            await settled(pilot)
            assert [one.signal for one in aurelie.company.look()] == [signal]
            assert not pilot.app.screen.query("Signals")
        assert session.state.number == 1, "a signal is no event"


async def test_arrows_and_enter_send_one_too_and_escape_none(app, session, aurelie):
    async with app(session, "en").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("t", "q", "escape")
        assert aurelie.company.look() == []
        await pilot.press("t", "right", "enter")
        await settled(pilot)
        assert [one.signal for one in aurelie.company.look()] == ["slow-down"]
        assert notice(pilot.app.screen) == "Sent: slow down — nobody else is here"


async def test_a_signal_is_shown_to_the_others_for_a_while_and_never_in_the_room(app, session, aurelie, monkeypatch):
    monkeypatch.setattr(together, "SIGNAL_SHOWN_S", 1)
    async with app(session, "en").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        aurelie.company.signal("two-minutes")
        await settled(pilot)
        assert notice(pilot.app.screen).startswith(" Aurélie: 2 min ")
        await pilot.press("d")
        await settled(pilot)
        texts = [str(line.text) for line in pilot.app.screen.query("Line")]
        assert not any("2 min" in text or "Aurélie" in text for text in texts)
        await pilot.press("escape")
        await pilot.pause(1.2)
        assert "Aurélie" not in notice(pilot.app.screen)


async def test_a_signal_from_before_is_not_shown_to_who_comes_later(app, session, aurelie):
    aurelie.company.signal("break")
    async with app(session, "en").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert "Aurélie" not in notice(pilot.app.screen)


async def test_a_note_being_typed_is_not_disturbed_by_the_others(app, session, aurelie, clock):
    clock.instant = utc(9)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"half a ")
        aurelie.do(Next())
        aurelie.do(TakeNote("another's"))
        aurelie.company.signal("slow-down")
        aurelie.journal.keep_draft("aurelie", "theirs")
        await settled(pilot)
        await pilot.press(*"note", "enter")
        await settled(pilot)
        assert [note.taken.text for note in session.state.notebook.notes] == ["another's", "half a note"]
        assert aurelie.draft() == "theirs"


async def test_a_disk_that_fails_is_told_at_once_and_what_is_done_meanwhile_is_written_later(app, session, aurelie):
    async with app(session, "en").run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        refuse(session)
        await pilot.press("right")
        await pilot.press("n", *"held", "enter")
        await settled(pilot)
        assert notice(pilot.app.screen).startswith("NOTHING IS KEPT NOW: ")
        assert "2 entries wait" in notice(pilot.app.screen)
        assert pilot.app.screen.query_one("#notice").has_class("alarm")
        shown = str(pilot.app.screen.query_one(Notes).query_one("#noted").text)
        assert shown.startswith("NOT KEPT YET")
        await pilot.press("q")
        await settled(pilot)
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await pilot.press("escape")
        refuse(session, False)
        await pilot.pause(1.3)
        assert notice(pilot.app.screen) == "All is kept again"
        noted: Any = pilot.app.screen.query_one(Notes).query_one("#noted")
        assert "NOT KEPT" not in str(noted.text)
        aurelie.catch_up()
        assert aurelie.state == session.state
        assert len(aurelie.state.notebook.notes) == 1


async def test_a_held_command_that_another_forestalled_is_given_up_and_told(app, session, aurelie):
    async with app(session, "en").run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        refuse(session)
        await pilot.press("right")
        await settled(pilot)
        assert session.state.day.live == "accueil"
        aurelie.do(Goto("tour"))
        await pilot.pause(1.3)
        assert session.state.day.live == "tour"
        told = "Another moved the day first: 1 command of yours that was not kept is given up"
        assert notice(pilot.app.screen).endswith(told)
        refuse(session, False)
        assert session.state == aurelie.state


async def test_a_held_turn_that_another_forestalled_is_told_with_who_speaks_instead(app, session, aurelie):
    session.do(Next())
    aurelie.catch_up()
    async with app(session, "en").run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        refuse(session)
        session.do(BeginTurn(label="The public"), hold=True)
        aurelie.do(BeginTurn(label="The town hall"))
        refuse(session, False)
        await pilot.pause(1.3)
        told = "Your turn came too late, another had named a speaker: The town hall speaks from"
        assert told in notice(pilot.app.screen)
        assert not session.held.too_late
        aurelie.catch_up()
        assert aurelie.state == session.state


async def test_a_disk_that_fails_is_told_even_if_nobody_does_anything(app, session, monkeypatch):
    monkeypatch.setattr(together, "BEAT_S", 0.3)
    async with app(session, "en").run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        refuse(session)
        await settled(pilot)
        assert notice(pilot.app.screen).startswith("NOTHING IS KEPT NOW: ")
        refuse(session, False)
        await settled(pilot)
        assert "NOTHING" not in notice(pilot.app.screen)


async def test_ctrl_c_ends_nothing_and_says_what_does(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+c")
        await settled(pilot)
        assert notice(pilot.app.screen) == "Nothing is ended: q leaves, and the day goes on"
        await pilot.press("n", *"x", "ctrl+c")
        await settled(pilot)
        assert pilot.app.screen.query("Composer.open")
        assert not pilot.app.screen.query("Toast")


async def test_ctrl_q_leaves_as_q_does(app, session):
    session.do(Next())
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("ctrl+q")
        await settled(pilot)
    assert "The day goes on" in pilot.app.return_value


async def test_a_closed_lid_and_a_clock_set_back_leave_a_day_that_makes_sense(app, session, clock):
    """The clock jumps an hour ahead (the lid was closed), then two hours back (somebody set it)."""
    clock.instant = utc(9)
    session.do(Next())
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        beside = pilot.app.screen.query_one("#beside")
        assert "ends 09:10" in beside.text.plain
        clock.instant = utc(10)
        await settled(pilot)
        assert beside.text.plain.startswith("OVER by 50 min\n")
        clock.instant = utc(8)
        await settled(pilot)
        assert "10 min left" in beside.text.plain, "no time is negative"
        await pilot.press("right")
        await settled(pilot)
        assert session.state.day.segments["tour"].actual_start == utc(9), "never before the last command"
        assert session.state.day.elapsed_s("accueil", utc(9)) == 0


def test_the_signals(snap_compare, app, session, clock):
    clock.instant = utc(9)
    assert snap_compare(app(session), press=["t", "right"], terminal_size=SMALL)


async def test_the_home_screen_says_so_and_still_lists_agendas(home, app, monkeypatch):
    monkeypatch.setenv("WORKSHOP_TUI_STORE", "postgresql://nobody@127.0.0.1:1/none")
    async with app(None, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        shown = [row.plain for row in pilot.app.screen.query_one(Rows).rows]
        assert any("the PostgreSQL server is away" in one for one in shown)
        assert any("collectifs-habitants.toml" in one for one in shown)
        await pilot.press("enter")
        await settled(pilot)
        assert "is away" in str(pilot.app.screen.query_one("#notice").text)


async def test_with_nothing_to_do_a_screen_does_nothing_and_shows_at_once_what_another_does(
    app, session, aurelie, monkeypatch
):
    beats, beat = [], RunScreen.beat

    def counted(screen):
        beats.append(screen)
        beat(screen)

    monkeypatch.setattr(RunScreen, "beat", counted)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        beats.clear()
        await pilot.pause(5)
        assert 1 <= len(beats) <= 5, "who is here is looked for"
        aurelie.beat("run")
        await pilot.pause(3)
        beats.clear()
        for _sign in range(20):
            aurelie.beat("run")
            await pilot.pause(2 * BEAT)
        assert len(beats) <= 4, "the signs of life of who is here already are none of its business"
        aurelie.do(TakeNote("The key is with the neighbour"))
        await pilot.pause(2 * BEAT)
        assert pilot.app.screen.session.state.notebook.notes
        aurelie.beat("room")
        await pilot.pause(3)
        assert people(pilot.app) == "Pascal · Aurélie (room)"


async def test_a_screen_over_the_timetable_draws_nothing_while_nothing_happens_and_then_at_once(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        morning.do(Extend(5))
        for key in ("l", "m", "w", "d"):
            await pilot.press(key)
            await settled(pilot)
            screen, drawn = pilot.app.screen, list[Any]()
            beat = screen.pulse._beat
            screen.pulse._beat = lambda screen=screen, drawn=drawn, beat=beat: (drawn.append(screen), beat())
            await pilot.pause(1)
            drawn.clear()
            await pilot.pause(5)
            assert drawn == [], key
            morning.do(TakeNote("The key is with the neighbour"))
            await pilot.pause(3 * BEAT)
            assert drawn, key
            await pilot.press("escape")


async def test_a_screen_that_is_being_taken_down_has_nothing_to_do(app, session):
    async with app(session, "en").run_test() as pilot:
        screen = pilot.app.screen
        screen._beat_at = 0.0
        assert screen.is_due()
        screen.pulse.stop()
        await screen.query_one(Notice).remove()
        assert not screen.is_due()


async def test_a_screen_that_is_left_beats_no_more_while_its_parts_go_one_by_one(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        for key in ("l", "w", "d"):
            await pilot.press(key)
            await settled(pilot)
            screen = pilot.app.screen
            whole, parts = len(screen.children), list[int]()
            screen.pulse._is_due = lambda screen=screen, parts=parts: parts.append(len(screen.children)) or True
            screen.pulse._beat = screen.pulse._is_due
            pilot.app.pop_screen()
            while screen.is_attached:  # at each turn of the loop rather than ten times a second
                screen.pulse._ask()
                screen.pulse._take_turn()
                await asyncio.sleep(0)
            assert set(parts) == {whole}
