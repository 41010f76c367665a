"""The hours of the day on the run screen: a block's, a shift, and the question of the first minute."""

from __future__ import annotations

import pytest
from textual.content import Content
from textual.widgets import Input

from tests.conftest import SEED, utc
from tests.tui.read import hours, notice
from tests.tui.unhurried import settled
from workshop_tui.clock import RehearsalClock
from workshop_tui.service import Session
from workshop_tui.session.timing.commands import Next
from workshop_tui.session.timing.day import Mode
from workshop_tui.session.timing.hours import Shift
from workshop_tui.tui.widgets.ask import Ask
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.one_of import OneOf
from workshop_tui.tui.widgets.timetable import Timetable


async def typed(pilot, text: str) -> None:
    pilot.app.screen.query_one(Ask).query_one(Input).value = text
    await pilot.press("enter")
    await pilot.pause()


async def test_enter_on_a_header_opens_the_hours_of_its_block(app, morning):
    cases = (("9:00 – 12:15", "09:00 – 12:15"), ("12h15", "09:00 – 12:15"), ("9h-11h50", "09:00 – 11:50"))
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        for text, became in cases:
            await pilot.press("home", "enter")
            assert pilot.app.screen.query_one(Timetable).block == "matin"
            assert pilot.app.screen.query_one(Ask).query_one(Input).value == "09:00 – 12:00"
            await typed(pilot, text)
            assert hours(morning) == became, text
            assert not pilot.app.screen.query(Ask)
            await pilot.press("u")
            assert hours(morning) == "09:00 – 12:00", text


async def test_hours_that_make_no_sense_stay_to_be_mended(app, morning):
    cases = {
        "half past": "Write two clock times",
        "9h – 10h – 11h": "Write two clock times",
        "": "Write two clock times",
        "8:00 – 12:00": "has begun: its start stays",
        "14:00": "would end 30 min after",
    }
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("home", "enter")
        for text, told in cases.items():
            pilot.app.screen.say("Before")
            await typed(pilot, text)
            assert told in notice(pilot.app.screen), text
            assert pilot.app.screen.query(Ask), text
            assert hours(morning) == "09:00 – 12:00", text


async def test_a_header_is_no_segment(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("home", "k")
        assert "No segment is selected" in notice(pilot.app.screen)
        await pilot.pause(2.0)
        assert pilot.app.screen.query_one(Timetable).block == "matin", "a second later it is still the header"


async def test_what_is_left_of_the_day_is_shifted(app, morning):
    cases = (
        ("+20", "12:20", "13:50 – 16:50"),
        ("−10 min", "11:50", "13:20 – 16:20"),
        ("14h", "12:30", "14:00 – 17:00"),
    )
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        for text, morning_ends, afternoon in cases:
            await pilot.press("g")
            await typed(pilot, text)
            assert (hours(morning), hours(morning, "apres-midi")) == (f"09:00 – {morning_ends}", afternoon), text
            assert "takes it back" in notice(pilot.app.screen), text
            await pilot.press("u")
            assert "takes it back" not in notice(pilot.app.screen), text


async def test_twenty_minutes_without_a_sign_are_asked_again(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("g")
        await typed(pilot, "20 minutes")
        assert "with their sign" in notice(pilot.app.screen)


# ── the agenda, edited ─────────────────────────────────────────────────────────────────────────────────────
async def test_an_edited_agenda_is_taken_in_once_its_changes_were_seen(app, morning, tmp_path):
    file = tmp_path / "day.toml"
    text = SEED.read_text(encoding="utf-8")
    file.write_text(text.replace("capacity = 12", "capacity = 14", 1), encoding="utf-8")
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("p")
        await typed(pilot, str(file))
        question = str(pilot.app.screen.query_one("#question", Line).content)
        assert question.splitlines() == ["Take this in?", "of the day: capacity"]
        await pilot.press("escape")
        assert morning.state.agenda.capacity == 12
        await pilot.press("p")
        await typed(pilot, str(file))
        await pilot.press("enter")
        assert morning.state.agenda.capacity == 14
        assert "took in the edited agenda" in notice(pilot.app.screen)
        await pilot.press("u")
        assert morning.state.agenda.capacity == 12


async def test_a_file_that_is_no_agenda_is_told_and_may_be_mended(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("p")
        for path in ("nowhere.toml", "~nobody-of-that-name/x", "/", "x" * 300):
            pilot.app.screen.say("Before")
            await typed(pilot, path)
            assert path[:4] in notice(pilot.app.screen), path
            assert pilot.app.screen.query(Ask), path


async def test_the_mistakes_of_an_edited_agenda_are_read_whole_and_change_nothing(app, morning, tmp_path):
    file = tmp_path / "day.toml"
    text = SEED.read_text(encoding="utf-8").replace("minutes = 20\nmin = 15", "minutes = 30\nmin = 15", 1)
    file.write_text(text.replace("capacity = 12", "capacité = 12", 1), encoding="utf-8")
    before = morning.state
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        for size in ((120, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("p")
            await typed(pilot, str(file))
            told = pilot.app.screen.query_one("#question", Line)
            first, *mistakes = str(told.content).splitlines()
            assert first == "Nothing is taken in: the file has mistakes", size
            assert "capacity" in mistakes[0], size
            assert told.size.height > len(mistakes), "what is longer than the window goes on under it"
            await pilot.press("enter")
            assert pilot.app.screen.query(Ask), "it may be mended, and asked for again"
            assert morning.state is before
            await pilot.press("escape")


@pytest.mark.parametrize(
    ("confined", "told"),
    [(False, "The agenda was edited since: p shows what changes"), (True, "The agenda was edited since")],
)
async def test_that_the_agenda_was_edited_is_said_with_the_key_that_takes_it_in(app, morning, confined, told):
    shown = app(morning, "en", edited=True, confined=confined, plan_file=str(SEED))
    async with shown.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert notice(pilot.app.screen).strip() == told


async def test_the_same_agenda_is_nothing_to_take_in(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("p")
        await typed(pilot, str(SEED))
        assert "nothing to take in" in notice(pilot.app.screen)


# ── the first minute ───────────────────────────────────────────────────────────────────────────────────────
async def test_a_day_opened_hours_early_is_still_to_begin(app, session, clock):
    clock.instant = utc(6, 12)
    async with app(session, "en").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        asked = pilot.app.screen.query_one("#beginning")
        assert str(asked.border_title) == "It is 06:12; the day is to begin at 09:00"


async def test_by_how_much_a_day_was_shifted_is_read_on_a_narrow_screen(app, morning):
    async with app(morning, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("g")
        await typed(pilot, "+30")
        told = notice(pilot.app.screen)
        assert "+30\u00a0min" in told


async def test_a_day_opened_hours_late_begins_in_two_keys(app, session, clock):
    clock.instant = utc(13, 12)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        asked = pilot.app.screen.query_one(OneOf)
        assert str(asked.border_title) == "It is 13:12; the day was to begin at 09:00"
        assert "+2" not in "".join(row.plain for row in pilot.app.screen.query_one(Timetable).rows)
        await pilot.press("1", "right")
        assert (hours(session), hours(session, "apres-midi")) == ("13:12 – 16:12", "17:42 – 20:42")
        assert session.state.day.mode is Mode.RUNNING
        assert "+" not in "".join(row.plain for row in pilot.app.screen.query_one(Timetable).rows)


@pytest.mark.parametrize("language", ["en", "fr"])
async def test_which_keys_answer_the_question_is_read_whole_on_a_narrow_screen(app, session, clock, language):
    clock.instant = utc(13, 12)
    async with app(session, language).run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        asked = pilot.app.screen.query_one(OneOf)
        for told in (asked.border_title, asked.border_subtitle):
            assert Content(str(told)).cell_length <= asked.size.width - 2, told


@pytest.mark.parametrize("key", ["2", "escape"])
async def test_as_planned_leaves_the_hours(app, session, clock, key):
    clock.instant = utc(13, 12)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press(key)
        assert not pilot.app.screen.query(OneOf)
        assert hours(session) == "09:00 – 12:00"
        assert "+4h12" in "".join(row.plain for row in pilot.app.screen.query_one(Timetable).rows)


async def test_another_key_does_what_it_does(app, session, clock):
    clock.instant = utc(13, 12)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("n", *"hello", "enter")
        assert [note.taken.text for note in session.state.notebook.notes] == ["hello"]
        assert not pilot.app.screen.query(OneOf)


async def test_the_question_goes_as_another_begins_the_day(app, session, clock):
    clock.instant = utc(13, 12)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert pilot.app.screen.query(OneOf)
        other = Session(session.journal.again(), clock, "aurelie")
        other.do(Next())
        await pilot.pause(1.0)
        assert not pilot.app.screen.query(OneOf)
        assert hours(session) == "09:00 – 12:00"


async def test_the_question_goes_as_another_gives_the_day_its_hours(app, session, clock):
    clock.instant = utc(13, 12)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        other = Session(session.journal.again(), clock, "aurelie")
        other.do(Shift(20 * 60))
        await pilot.pause(1.0)
        assert not pilot.app.screen.query(OneOf), "its hours are no longer those that are asked about"
        await pilot.press("1")
        assert hours(session) == "09:20 – 12:20"


async def test_the_answer_is_given_once_and_says_what_it_did(app, session, clock):
    clock.instant = utc(13, 12)
    async with app(session, "en").run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("1")
        assert "+4\u00a0h\u00a012" in notice(pilot.app.screen)


async def test_rehearse_leaves_the_session_and_asks_for_its_agenda(app, session, clock):
    clock.instant = utc(6, 30)
    tried = app(session, "en")
    async with tried.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        await pilot.press("3")
    assert tried.to_rehearse == session.state.agenda
    assert session.state.day.mode is Mode.READY


@pytest.mark.parametrize("when", [(8, 1), (9, 0), (9, 15)])
async def test_near_its_start_nothing_is_asked(app, session, clock, when):
    clock.instant = utc(*when)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert not pilot.app.screen.query(OneOf)


async def test_a_rehearsal_asks_nothing(app, session):
    session.clock = RehearsalClock(utc(13, 12), 60)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        assert not pilot.app.screen.query(OneOf)
