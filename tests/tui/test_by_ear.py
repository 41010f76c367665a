"""The full screen for who reads it by ear, by finger or very large: signs, words, notices, and what is not written."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.events import AppBlur
from textual.widgets import Input

from tests.tui.bursts import burst
from tests.tui.read import drawn, notice
from tests.tui.unhurried import hits, settled
from workshop_tui.presence import SIGNALS
from workshop_tui.session.timing.commands import Goto
from workshop_tui.session.timing.day import Mode
from workshop_tui.tui.choices import chosen
from workshop_tui.tui.keymap import STAYS
from workshop_tui.tui.screens.run import RunScreen
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.rows import SELECTED, Rows

# ── a sign, not a colour alone ─────────────────────────────────────────────────────────────────────────────
LISTS = {
    "timetable": (), "notes": ("l",), "initiatives": ("i",), "attendance": ("c",), "matrix": ("m",), "why": ("w",),
    "fit": ("f",), "said": ("semicolon",), "signals": ("t",),
}  # fmt: skip


async def test_what_is_selected_has_a_sign_before_it_and_nothing_else_has(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("e")
        for name, keys in LISTS.items():
            await pilot.press(*keys)
            await settled(pilot)
            x, y = pilot.app.cursor_position
            rows = pilot.app.screen.query(Rows)
            seen = drawn(pilot)
            signed = [row for row in seen if SELECTED in row]
            assert (SELECTED in seen[y][: x + 1]) == bool(signed), name
            assert signed or not rows.first().selected, name
            assert len(signed) <= 2, f"{name}: its row, and the head of its column or the choice over it"
            await pilot.press(*(["escape"] if keys else []))
            assert pilot.app.screen.NAME == "run", name


async def test_a_count_of_none_reads_as_none_where_it_is_selected(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("m", "down", "down")
        x, y = pilot.app.cursor_position
        assert drawn(pilot)[y][x - 1 : x + 2] == "[0]", "where the others have a point"


async def test_the_palette_has_a_sign_before_what_enter_takes(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("colon", *"pause")
        await hits(pilot)
        assert next(row for row in drawn(pilot) if row.startswith(SELECTED)).startswith(f"{SELECTED} Pause")
        assert drawn(pilot)[pilot.app.cursor_position.y].startswith(SELECTED)


async def test_a_tag_that_is_picked_has_a_sign_in_its_list(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await burst(pilot, "n", *"A room", "tab", "B")
        assert any("✓b Barrier" in row for row in drawn(pilot))


async def test_the_cursor_stays_where_it_is_while_another_window_has_the_focus(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("down", "down")
        place = pilot.app.cursor_position
        pilot.app.post_message(AppBlur())
        await settled(pilot)
        assert pilot.app.focused is None
        assert pilot.app.cursor_position == place


# ── words beside figures ───────────────────────────────────────────────────────────────────────────────────
async def test_the_minutes_that_are_drawn_large_are_written_too(app, morning, clock):
    clock.instant -= timedelta(minutes=10)
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        words = "6 min left"
        for size in ((120, 40), (80, 24), (60, 16), (40, 16)):
            await pilot.resize_terminal(*size)
            assert words in pilot.app.screen.query_one("#beside", Line).text.plain, size
            assert any(words in row for row in drawn(pilot)), size
            await pilot.press("d")
            await settled(pilot)
            assert any("6 minutes left" in row for row in drawn(pilot)), size
            await pilot.press("d")


async def test_the_room_says_in_words_that_it_is_over_or_paused(app, morning, clock):
    async with app(morning, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("d")
        await settled(pilot)
        assert any("3 minutes over" in row for row in drawn(pilot))
        clock.instant -= timedelta(minutes=10)
        await pilot.press("escape", "space", "d")
        await settled(pilot)
        assert any("6 minutes left, paused" in row for row in drawn(pilot))


# ── the bell ───────────────────────────────────────────────────────────────────────────────────────────────
async def test_the_hard_end_of_a_block_rings_once_while_something_of_it_runs(app, morning, clock, monkeypatch):
    clock.instant = clock.instant.replace(hour=9, minute=58, second=30)  # 11:58:30 in Paris
    async with app(morning, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press(*["e"] * 8)
        assert pilot.app.screen.times.live.remaining_s > 5 * 60
        rung = []
        monkeypatch.setattr(pilot.app, "bell", lambda: rung.append(clock.instant))
        for _minute in range(4):
            clock.instant += timedelta(seconds=30)
            await settled(pilot)
        assert [at.minute for at in rung] == [0]


async def test_a_step_that_follows_another_rings_once(app, morning, clock, monkeypatch):
    morning.do(Goto("collectifs"))
    steps = morning.state.day.segments["collectifs"].step_ends
    rung, begun = [], clock.instant
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        monkeypatch.setattr(pilot.app, "bell", lambda: rung.append(clock.instant))
        for seconds in (1, steps[0] - 1, steps[0], steps[0] + 1, steps[1], steps[1] + 1):
            clock.instant = begun + timedelta(seconds=seconds)
            await settled(pilot)
    assert rung == [begun + timedelta(seconds=steps[0]), begun + timedelta(seconds=steps[1])]


async def test_the_hard_end_does_not_ring_where_the_bell_is_off(app, morning, clock, monkeypatch):
    clock.instant = clock.instant.replace(hour=9, minute=59, second=30)
    async with app(morning, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press(*["e"] * 8, "b")
        rung = []
        monkeypatch.setattr(pilot.app, "bell", lambda: rung.append(1))
        clock.instant += timedelta(minutes=1)
        await settled(pilot)
        assert rung == []


# ── nothing is written that did not change ─────────────────────────────────────────────────────────────────
TYPED = {
    "note": ("n", "a"),
    "lines": ("n", "a", "ctrl+j"),
    "line": ("a", "a"),
    "palette": ("colon", "p"),
    "find": ("l", "slash"),
}


async def test_a_field_that_is_not_typed_in_is_not_painted_anew(app, morning, monkeypatch):
    monkeypatch.undo()
    painted = []
    async with app(morning, "en", notices=None).run_test(size=(120, 40)) as pilot:
        Input.cursor_blink = True  # type: ignore[assignment]
        display = type(pilot.app)._display
        monkeypatch.setattr(type(pilot.app), "_display", lambda *told: (painted.append(told[2]), display(*told)))
        for name, keys in TYPED.items():
            await pilot.press(*keys)
            await pilot.pause(2)
            assert [one for one in painted if one is not None], "what is typed is seen to be painted"
            painted.clear()
            await pilot.pause(3)
            assert [one for one in painted if one is not None] == [], name
            while not isinstance(pilot.app.screen, RunScreen) or pilot.app.screen.query("Ask, Composer.open"):
                await pilot.press("escape")


# ── what was said ──────────────────────────────────────────────────────────────────────────────────────────
async def test_what_was_said_can_be_read_again_the_newest_last_with_its_time(app, morning, clock):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("e")
        clock.instant += timedelta(minutes=2)
        await pilot.press("space", "semicolon")
        await settled(pilot)
        rows = pilot.app.screen.query_one(Rows)
        assert [row.plain[:5] for row in rows.rows] == ["09:40", "09:42"]
        assert "5 min" in rows.rows[0].plain
        assert "paused" in rows.rows[1].plain
        assert rows.selected == "1", "the newest"
        await pilot.press("up")
        assert "5 min" in str(pilot.app.screen.query_one("#whole", Line).content)
        await pilot.press("escape")
        assert pilot.app.screen.NAME == "run"


async def test_refusals_and_signals_are_among_what_was_said_and_each_screen_leads_there(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("b", "b", "E", "escape", "l", "semicolon")
        await settled(pilot)
        assert pilot.app.screen.NAME == "said"
        first = next(iter(SIGNALS))
        pilot.app.screen.run._signalled = f"Aurélie: {SIGNALS[first]}"
        pilot.app.screen.run._signal_until = float("inf")
        await settled(pilot)
        assert "Aurélie" in pilot.app.screen.query_one(Rows).rows[-1].plain
        await pilot.press("escape")
        assert pilot.app.screen.NAME == "notes"


async def test_a_notice_stays_as_long_as_was_chosen(app, morning):
    async with app(morning, "en", notices=20).run_test(size=(120, 40)) as pilot:
        await pilot.press("space")
        await pilot.pause(15)
        assert "paused" in notice(pilot.app.screen)
        await pilot.pause(6)
        assert "paused" not in notice(pilot.app.screen)


async def test_a_notice_stays_until_a_key_that_is_no_letter_of_a_text(app, morning):
    async with app(morning, "en", notices=None).run_test(size=(120, 40)) as pilot:
        await pilot.press("space")
        await pilot.pause(60)
        assert "paused" in notice(pilot.app.screen)
        await pilot.press("down")
        assert "paused" not in notice(pilot.app.screen)
        await pilot.press("n", "a")
        morning_screen = pilot.app.screen
        morning_screen.say("Aurélie moved on")
        await burst(pilot, *"bc")
        assert "Aurélie" in notice(morning_screen)
        await pilot.press("escape")
        assert "Aurélie" not in notice(morning_screen)
        assert morning_screen.times.mode is Mode.PAUSED


@pytest.mark.parametrize(
    ("text", "stays"), [("", STAYS), ("notices = 20\n", 20), ('notices = "key"\n', None), ("notices = 3600\n", 3600)]
)
def test_the_file_says_how_long_notices_stay(tmp_path, text, stays):
    file = tmp_path / "config.toml"
    file.write_text(text)
    assert chosen([file]).notices == stays


@pytest.mark.parametrize("value", ["0", "-1", "3601", "true", '"keys"', "1.5", "[]"])
def test_how_long_notices_cannot_stay_is_told_with_its_line(tmp_path, value):
    file = tmp_path / "config.toml"
    file.write_text(f"\nnotices = {value}\n")
    (warning,) = chosen([file]).warnings
    assert str(warning) == f'{file}:2: “notices” must be a number of seconds, from 1 to 3600, or "key"'
