"""Lines within a frame: drawn as Textual draws them."""

from __future__ import annotations

import pytest
from textual._styles_cache import StylesCache
from textual.geometry import Region
from textual.widget import Widget

from tests.tui.read import drawn
from tests.tui.unhurried import settled
from workshop_tui.tui.framed import draw_line

LAID = {
    "border": ("round", "red"),
    "border_top": ("heavy", "red"),
    "border_left": ("wide", "blue"),
    "border_right": ("outer", "green"),
    "border_bottom": ("hkey", "green"),
    "padding": (1, 2, 3, 4),
    "outline": ("round", "green"),
    "outline_left": ("round", "green"),
    "tint": "red 30%",
    "opacity": 0.5,
    "text_opacity": 0.5,
    "hatch": ("x", "red"),
    "background": "red 50%",
    "box_sizing": "content-box",
    "height": 3,
}


def by_each(widget: Widget, monkeypatch: pytest.MonkeyPatch) -> list[list[object]]:
    """Lines of a widget as they are drawn here, and as Textual draws them."""
    made: list[list[object]] = []
    for way in (StylesCache.render_line, draw_line):
        with monkeypatch.context() as patched:
            patched.setattr(StylesCache, "render_line", way)
            widget._styles_cache.clear()
            made.append([[*strip] for strip in widget.render_lines(Region(0, 0, *widget.outer_size))])
    return made


async def test_lines_of_all_widgets_are_those_that_textual_draws(app, morning, monkeypatch):
    async with app(morning).run_test(size=(120, 40)) as pilot:
        for key in ("n", "escape", "f", "escape", "question_mark", "escape", "R", "escape"):
            await pilot.press(key)
            await settled(pilot)
            for widget in pilot.app.screen.walk_children(with_self=True):
                if widget.outer_size:
                    ours, theirs = by_each(widget, monkeypatch)
                    assert ours == theirs, widget


@pytest.mark.parametrize(("where", "padded"), [("Notes", 0), ("Notes", 1), ("#beside", 0), ("Timetable", 1)])
async def test_whatever_is_laid_over_a_widget_is_drawn(app, morning, monkeypatch, where, padded):
    async with app(morning).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        widget = pilot.app.screen.query_one(where)
        for rule, value in LAID.items():
            styles = widget.styles
            before = drawn(pilot)
            styles.padding = padded
            setattr(styles, rule, value)
            await settled(pilot)
            for one in (widget, *widget.children):
                if one.outer_size:
                    ours, theirs = by_each(one, monkeypatch)
                    assert ours == theirs, rule
            styles.inline.reset()
            widget.refresh(layout=True)
            await settled(pilot)
            assert drawn(pilot) == before, rule
