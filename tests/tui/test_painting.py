"""Painting anew: what has changed, and what stands there."""

from __future__ import annotations

from textual.widget import Widget

from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.typing import NoteLine


async def test_a_letter_asks_no_widget_elsewhere_for_its_lines(app, morning, monkeypatch):
    async with app(morning).run_test(size=(120, 40)) as pilot:
        await pilot.press("n", "a")
        asked: list[Widget] = []
        lines = Widget.render_lines

        def told(self, crop):
            asked.append(self)
            return lines(self, crop)

        monkeypatch.setattr(Widget, "render_lines", told)
        await pilot.press("b")
        line = pilot.app.screen.query_one(NoteLine)
        assert line in asked
        assert all(widget.region.overlaps(line.region) for widget in asked), asked


async def test_what_is_painted_next_is_whole_after_a_part_was(app, morning):
    async with app(morning).run_test(size=(120, 40)) as pilot:
        await pilot.press("n", "a")
        assert pilot.app.screen.query_one(KeyBar) in pilot.app.screen._compositor.visible_widgets
