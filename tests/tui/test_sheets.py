"""Style sheets of what a first frame does not show."""

from __future__ import annotations

from pathlib import Path

from textual.css.stylesheet import Stylesheet

from tests.tui.unhurried import settled
from workshop_tui.tui.themes import OF_THE_TERMINAL

LARGE, LOW = (120, 40), (120, 24)


def worn(app):
    return {Path(path).name for path, _variable in app.stylesheet.source if path.endswith(".tcss")}


async def test_a_sheet_comes_with_what_it_styles_and_not_before(app, session):
    async with app(session).run_test(size=LARGE) as pilot:
        shown = pilot.app
        await settled(pilot)
        assert worn(shown) == {"app.tcss", "run.tcss"}
        for key, sheet in (("n", "composer.tcss"), ("t", "one_of.tcss"), ("a", "ask.tcss")):
            assert sheet not in worn(shown)
            await pilot.press(key)
            await settled(pilot)
            assert sheet in worn(shown)
            await pilot.press("escape")
            await settled(pilot)
        await pilot.press("n")
        await settled(pilot)
        assert shown.screen.query_one("#composer").styles.border_top[0] == "round"
        assert shown.screen.query_one("#text").styles.height.value == 1


async def test_a_window_of_another_size_is_styled_for_it_at_once(app, session):
    async with app(session).run_test(size=LARGE) as pilot:
        shown = pilot.app
        await settled(pilot)
        about = shown.screen.query_one("#about")
        assert about.styles.max_height is None
        await pilot.resize_terminal(*LOW)
        await settled(pilot)
        assert "run_sizes.tcss" in worn(shown)
        assert shown.screen.query_one("#about").styles.max_height.value == 6


async def test_a_theme_of_sixteen_colours_brings_their_rules(app, session):
    async with app(session).run_test(size=LARGE) as pilot:
        shown = pilot.app
        await settled(pilot)
        assert "few_colours.tcss" not in worn(shown)
        shown.theme = next(name for name in shown.available_themes if name in OF_THE_TERMINAL)
        await settled(pilot)
        assert "few_colours.tcss" in worn(shown)


async def test_what_goes_is_not_styled_once_more_as_another_screen_takes_its_place(app, session, clock, monkeypatch):
    styled = []
    async with app(session).run_test(size=LARGE) as pilot:
        shown = pilot.app
        await settled(pilot)
        shown.theme = "workshop-light"
        await settled(pilot)
        monkeypatch.setattr(Stylesheet, "update", lambda *which, **how: styled.append(which))
        shown.show_home(clock, "pascal", lambda: session)
        await settled(pilot)
        assert shown.screen.NAME == "home"
        assert not styled
        monkeypatch.undo()
        before = shown.screen.styles.background
        shown.refresh_css(animate=False)
        assert shown.screen.styles.background == before, "it came in the colours of the theme"
