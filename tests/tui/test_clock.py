"""A laptop that slept, a clock that leapt: the next frame says what is true, once; a clock that went back is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.conftest import created, utc
from tests.tui.read import notice
from tests.tui.unhurried import settled
from workshop_tui.clock import SystemClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.timing.commands import Next, TakeHand
from workshop_tui.status import lines
from workshop_tui.tui.pulse import BEAT
from workshop_tui.tui.widgets.bigtime import BigTime, figures
from workshop_tui.tui.widgets.now import Now
from workshop_tui.tui.widgets.proposals import Proposals
from workshop_tui.tui.widgets.topbar import TopBar

SLEPT = timedelta(hours=2)


@pytest.fixture
def aurelie(session, clock):
    """Another terminal on the session."""
    other = Session(SqliteJournal(session.journal.file), clock, "aurelie")
    yield other
    other.close()


def asleep(session) -> None:
    """Let all who are here have given their last sign of life long ago, as after a sleep."""
    session.journal._db.execute("UPDATE presence SET seen_s = seen_s - 7200")


async def test_the_first_frame_after_waking_says_what_is_true_and_one_bell_rings(app, morning, clock, monkeypatch):
    clock.instant = utc(9, 25)
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        run, drawn, rung = pilot.app.screen, [], []
        monkeypatch.setattr(pilot.app, "bell", lambda: rung.append(clock.instant))
        shown = Now.show
        monkeypatch.setattr(Now, "show", lambda self, times, *day: (drawn.append(times.now), shown(self, times, *day)))
        clock.instant += SLEPT
        await pilot.pause(2 * BEAT)
        assert set(drawn) == {clock.instant}
        assert rung == [clock.instant]
        assert "11:25" in str(run.query_one(TopBar).text)
        assert run.times.live is not None and run.times.live.remaining_s < -3600
        await pilot.pause(5 * BEAT)
        assert rung == [clock.instant]


async def test_what_was_said_and_signalled_before_a_sleep_is_over_after_it(app, session, aurelie, clock):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("right")
        aurelie.company.signal("two-minutes")
        await settled(pilot)
        assert "2 min" in notice(pilot.app.screen)
        assert "Pascal started" in notice(pilot.app.screen)
        clock.instant += SLEPT
        await pilot.pause(3 * BEAT)
        assert "2 min " not in notice(pilot.app.screen)
        assert "Pascal started" not in notice(pilot.app.screen)


async def test_what_draws_first_after_a_sleep_lets_go_of_what_was_said_before_it(app, session, clock):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("right")
        await settled(pilot)
        assert "Pascal started" in notice(pilot.app.screen)
        clock.instant += SLEPT
        pilot.app.screen.draw()  # a window that is resized, another's note: not the beat
        assert "Pascal started" not in notice(pilot.app.screen)


async def test_who_wakes_is_here_at_once(app, session, aurelie, clock):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        asleep(session)
        aurelie.company.look()
        assert aurelie.company.present == []
        clock.instant += SLEPT
        await pilot.pause(2 * BEAT)
        aurelie.company.look()
        assert [one.author for one in aurelie.company.present] == ["pascal"]


def test_the_hand_stays_with_who_presses_the_key_that_wakes_the_laptop(session, aurelie, clock):
    session.beat("run")
    aurelie.beat("run")
    session.do(TakeHand())
    asleep(session)
    aurelie.beat("run")  # awake sooner
    assert session.company.here() == {"pascal", "aurelie"}


async def test_a_clock_that_went_back_is_told_once_and_the_screen_shows_what_it_says(app, morning, clock):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        clock.instant -= timedelta(minutes=6)
        await pilot.pause(2 * BEAT)
        assert notice(pilot.app.screen).startswith("The clock went back from 09:40 to 09:34")
        assert pilot.app.screen.times.now == clock.instant
        await pilot.pause(10)
        assert "went back" not in notice(pilot.app.screen)


@pytest.mark.parametrize(
    ("language", "says"), [("en", "The clock went back to 09:31, or"), ("fr", "L’horloge est revenue à 9h31, ou")]
)
async def test_while_the_clock_is_behind_what_stands_time_stands_still_and_a_line_says_so(
    app, morning, clock, language, says
):
    morning.do(TakeNote("last"))
    async with app(morning, language).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        clock.instant = utc(9, 31)
        await pilot.pause(10)
        assert notice(pilot.app.screen).replace("\u00a0", " ").startswith(says)
        assert pilot.app.screen.times.now == utc(9, 40, 17)
        await pilot.press("right")
        await settled(pilot)
        assert morning.state.day.last_timing_at == utc(9, 40, 17)
        clock.instant = utc(9, 41)
        await pilot.pause(10)
        assert not notice(pilot.app.screen).replace("\u00a0", " ").startswith(says)


async def test_a_terminal_whose_clock_is_behind_anothers_refuses_nothing(app, session, clock):
    ahead = Session(SqliteJournal(session.journal.file), type(clock)(utc(9, 15)), "aurelie")
    clock.instant = utc(9)
    async with app(session, "en").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        ahead.do(Next())
        await settled(pilot)
        await pilot.pause(10)
        assert "went back to 09:00, or another’s is ahead" in notice(pilot.app.screen)
        await pilot.press("right")
        await settled(pilot)
        assert session.state.day.last_timing_at == utc(9, 15)
        assert session.state.day.live == "tour"
    ahead.close()


async def test_minutes_left_are_the_same_on_every_screen_and_by_the_command(app, session, clock):
    clock.instant = utc(9)
    session.do(Next())
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        for second in (0, 1, 25, 30, 59):
            clock.instant = utc(9, 3, second)
            told = lines(session.state, clock.instant, session.past)[0].replace("\xa0", " ")
            await settled(pilot)
            screen = pilot.app.screen
            minutes = screen.query_one("#minutes").value
            assert f" {minutes} min left" in told, second
            assert f"{minutes} min left" in screen.query_one("#beside").text.plain.replace("\xa0", " "), second
            await pilot.press("f")
            await settled(pilot)
            live = next(row.plain for row in pilot.app.screen.query_one(Proposals).rows if "Accueil" in row.plain)
            assert live.replace("(", " ").split("–")[-1].split(")")[-1].split()[0] == minutes, second
            await pilot.press("escape", "d")
            await settled(pilot)
            big = pilot.app.screen.query_one(BigTime)
            assert big.text.plain == "\n".join(figures(minutes, big.content_size)), second
            await pilot.press("escape")


async def test_a_machine_whose_date_is_plainly_wrong_is_told_on_the_screen_and_nothing_is_refused(
    app, home, seed, monkeypatch
):
    wrong = utc(9).replace(year=2001)
    monkeypatch.setattr(SystemClock, "now", lambda _clock: wrong)
    file = created(home / "sessions", seed, wrong.date(), "x", SystemClock(), "pascal")
    opened = Session(SqliteJournal(file), SystemClock(), "pascal")
    async with app(opened, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert "This machine’s date is wrong (2001-05-04)" in notice(pilot.app.screen)
        await pilot.press("right")
        await settled(pilot)
        assert opened.state.day.live == "accueil"
