"""Bars of keys: their keys are those that do something now, in each mode of each screen, at every width."""

from __future__ import annotations

import pytest

from tests.tui.bursts import burst
from tests.tui.conftest import clicked
from tests.tui.read import bar, drawn, notice
from workshop_tui.locale import speaking
from workshop_tui.tui.dialogs.help import HelpScreen
from workshop_tui.tui.keys import SCREENS
from workshop_tui.tui.widgets.composer import Composer
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.timetable import Timetable


# ── the day ────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("language", "undo", "at_80"),
    [
        ("en", "undo", "␣ pause  → next  ⏎ go to  n note  e extend  f fit  u undo  ? help  q quit"),
        ("fr", "annuler", "␣ pause  → suivant  ⏎ là  n note  e +5  f ajuster  u annuler  ?  q quitter"),
    ],
)
async def test_the_keys_that_are_needed_most_are_in_the_bar_at_every_width(app, morning, language, undo, at_80):
    signs = ["␣", "→", "⏎", "n", "e", "f", "u", "?", "q"]
    async with app(morning, language).run_test(size=(60, 24)) as pilot:
        for width in (60, 70, 80, 100, 120, 200):
            await pilot.resize_terminal(width, 24)
            told = bar(pilot.app)
            assert [sign for sign in told.split() if sign in signs] == signs, width
            assert len(told) <= width - 2, told
            assert undo in told
            assert width != 80 or told == at_80


# ── moving ─────────────────────────────────────────────────────────────────────────────────────────────────
async def test_while_a_segment_is_moved_the_bar_and_the_keys_are_about_that_alone(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        table, number = pilot.app.screen.query_one(Timetable), morning.state.number
        await pilot.press("down")
        for size in ((60, 16), (80, 24), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.press("escape", "v")
            assert bar(pilot.app) == "↑ up  ↓ down  ⏎ put it there  esc leave it  ? help  q quit", size
            said = notice(pilot.app.screen)
            assert said.startswith("“Les colle"), "the title is shortened, not what is said of it"
            assert "…”: arrows choose the segment that it goes afte" in said, size
        await burst(pilot, "right", "e", "plus", "s", "u", "k", "n", "a", "f", "space", "E", "m", "tab", "v", "h")
        assert (morning.state.number, table.moving, pilot.app.screen.NAME) == (number, "collectifs", "run")
        assert not pilot.app.screen.query("Ask, Composer")
        await pilot.press("question_mark")
        assert isinstance(pilot.app.screen, HelpScreen)
        assert "Leave the segment where it is" in str(pilot.app.screen.query_one("#lines", Line).content)
        await pilot.press("escape", "escape")
        assert (table.moving, table.selected) == (None, "collectifs")
        assert "arrows choose" not in notice(pilot.app.screen), "the hint goes with the mode"
        assert bar(pilot.app).startswith("␣ pause")
        await pilot.press("right")
        assert morning.state.day.live == "collectifs"


async def test_the_keys_of_moving_can_be_chosen(app, morning, tmp_path):
    from workshop_tui.tui.choices import chosen

    file = tmp_path / "config.toml"
    file.write_text('[keys.move]\nput = "p"\nlower = "j"\n')
    async with app(morning, "en", keys=chosen([file]).keys).run_test(size=(160, 40)) as pilot:
        await pilot.press("down", "v")
        assert "p puts it there" in notice(pilot.app.screen)
        await pilot.press("j", "p")
        assert morning.state.day.order["matin"][2:4] == ("carte", "collectifs")


# ── what is typed ──────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("keys", [["n"], ["l", "enter"]], ids=["note", "amend"])
async def test_the_composer_says_its_keys_from_the_first_letter_to_the_last(app, morning, keys, language):
    texts = {
        "en": "enter keeps it · tab: tags · esc keeps the draft",
        "fr": "entrée garde · tab\xa0: étiquettes · échap\xa0: brouillon",
    }[language]
    tags = {
        "en": "a–z: pick, then next list · tab: next, no pick",
        "fr": "a–z\xa0: choix et liste suivante · tab\xa0: sans choix",
    }[language]
    typed: tuple[list[str], ...] = ([], [*"x"], [*"une question de sens"], ["ctrl+j", "y"])
    async with app(morning, language).run_test(size=(120, 40)) as pilot:
        for size in ((120, 40), (80, 24), (60, 16)):
            await pilot.resize_terminal(*size)
            await pilot.press(*keys)
            for more, told in (*((keys, texts) for keys in typed), (["tab", "z"], tags), (["space"], tags)):
                await burst(pilot, *more)
                box = pilot.app.screen.query_one(Composer)
                assert any(told in row for row in drawn(pilot)), (size, more)
                assert box.region.bottom < size[1], (size, more)
            await pilot.press("escape", *keys[-1:], "ctrl+u", "escape", *["escape"] * (len(keys) - 1))
            assert pilot.app.screen.NAME == "run" and not pilot.app.screen.query("Composer.open")


@pytest.mark.parametrize("keys", [["n"], ["l", "enter"]], ids=["note", "amend"])
async def test_while_a_note_is_typed_the_bar_and_the_keys_are_about_that_alone(app, morning, keys):
    texts = "⏎ keep it  tab tags  ^n more  ^j new line  ^u throw away  esc keep the draft"
    tags = "⏎ keep it  tab next list  ^n more  bksp empty it  esc keep the draft"
    async with app(morning, "en").run_test(size=(80, 24)) as pilot:
        number, before = morning.state.number, bar(pilot.app)
        await pilot.press(*keys, "x")
        assert bar(pilot.app) == texts
        await pilot.press("tab")
        assert bar(pilot.app) == tags
        await pilot.press("right", "up", "5", "plus", "f12", "ctrl+e", "space", "tab", "tab")
        assert (morning.state.number, bar(pilot.app)) == (number, texts)
        await pilot.press("tab", "5")
        await pilot.pause(0.2)
        line = "#notice" if keys == ["n"] else "#echo"
        assert pilot.app.screen.query_one(line, Line).text.plain == "“5” stands by no tag of this list"
        await clicked(pilot, "KeyBar", (bar(pilot.app).index("esc") + 1, 0))
        await pilot.pause(0.2)
        assert not pilot.app.screen.query("Composer.open")
        assert (morning.state.number, texts in bar(pilot.app), tags in bar(pilot.app)) == (number, False, False)
        if keys == ["n"]:
            assert bar(pilot.app) == before


async def test_while_a_line_is_asked_for_the_bar_is_about_that_alone(app, morning):
    async with app(morning, "en").run_test(size=(80, 24)) as pilot:
        for keys, told in (
            (["a"], "⏎ that is it  esc leave it"),
            (["l", "slash"], "⏎ that is it  esc leave it"),
            (["c", "n"], "⏎ that is it  esc leave it"),
            (["t"], "⏎ send  esc send nothing"),
        ):
            await pilot.press(*keys[:-1])
            before = bar(pilot.app)
            await pilot.press(keys[-1])
            assert bar(pilot.app) == told, keys
            await pilot.press("escape")
            await pilot.pause(0.2)
            assert bar(pilot.app) == before, keys
            await pilot.press(*["escape"] * (len(keys) - 1))
            assert pilot.app.screen.NAME == "run"


async def test_the_key_to_the_tags_that_was_chosen_is_the_one_of_the_composer(app, morning, tmp_path):
    from workshop_tui.tui.choices import chosen

    file = tmp_path / "config.toml"
    file.write_text('[keys.run]\ntags = "f2"\n')
    async with app(morning, "en", keys=chosen([file]).keys).run_test(size=(160, 40)) as pilot:
        await pilot.press("n", "x")
        assert bar(pilot.app).startswith("⏎ keep it  f2 tags")
        await pilot.press("f2")
        assert pilot.app.focused.id == "tags"


def test_every_key_of_a_bar_is_one_that_the_screen_has():
    for keys in SCREENS.values():
        assert len({key.action for key in keys}) == len(keys)


# ── where there is no room ─────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("width", [8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48])
def test_what_is_used_most_stays_in_the_bar_longest(width, language):
    keys = [key for key in SCREENS["run"] if key.needed]
    with speaking(language):
        told = fitting(KeyBar(SCREENS["run"]), width)
    assert len(told) <= width
    left = [key for key in keys if key.sign in told.split()]
    gone = [key for key in keys if key not in left]
    assert min((key.use for key in left), default=3) >= max((key.use for key in gone), default=0)
    assert "n" in told.split() or width < 10
    assert told.split()[-1] in ("q", "quit", "quitter")


def fitting(keybar: KeyBar, width: int) -> str:
    """The first line of a bar that fits the width."""
    return next(line.plain for line in keybar._lines() if line.cell_length <= width)
