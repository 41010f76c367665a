"""Painting anew: what has changed, and what stands there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.content import Content
from textual.css.stylesheet import Stylesheet
from textual.visual import Visual
from textual.widget import Widget

from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.timetable import Timetable
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


async def test_a_second_asks_the_line_that_it_changes_and_nothing_that_stands_behind_it(
    app, morning, clock, monkeypatch
):
    async with app(morning).run_test(size=(120, 40)) as pilot:
        await pilot.pause(2)
        asked: list[Widget] = []
        lines = Widget.render_lines
        monkeypatch.setattr(Widget, "render_lines", lambda self, crop: (asked.append(self), lines(self, crop))[1])
        clock.instant += timedelta(seconds=1)
        await pilot.pause(2)
        assert {widget.id for widget in asked} == {"seconds"}


async def test_of_a_whole_frame_nothing_is_asked_that_nobody_sees(app, morning, monkeypatch):
    async with app(morning).run_test(size=(120, 40)) as pilot:
        screen = pilot.app.screen
        asked: list[Widget] = []
        lines = Widget.render_lines
        monkeypatch.setattr(Widget, "render_lines", lambda self, crop: (asked.append(self), lines(self, crop))[1])
        frame = screen._compositor.render_full_update()
        assert screen.query_one(KeyBar) in asked
        assert screen not in asked  # the ground: something stands on all of it
        assert all(sum(strip.cell_length for strip in line) == 120 for line in frame.strips)


async def test_a_screen_that_comes_is_styled_once(app, morning, monkeypatch):
    styled: list[object] = []
    apply = Stylesheet.apply

    def told(self, node, **settings):
        styled.append(node)
        apply(self, node, **settings)

    monkeypatch.setattr(Stylesheet, "apply", told)
    running = app(morning)
    async with running.run_test(size=(120, 40)):
        assert [styled.count(line) for line in running.screen.query(Line)] == [1] * len(running.screen.query(Line))


@pytest.mark.parametrize(
    "text",
    ["ab", "", "a  b ", "é – ✓", "ab\tc", "x" * 30, "x" * 31, "a b " * 9, "a\nb", "人人", "👩\u200d🌾 " * 7 + " 5"],
)
async def test_a_row_is_drawn_as_textual_draws_a_text_of_one_line(app, morning, text):
    async with app(morning).run_test(size=(120, 40)) as pilot:
        rows = pilot.app.screen.query_one(Timetable)
        content = Content(text).stylize("bold", 0, 3)
        theirs = Visual.to_strips(rows, content, 30, 1, rows.visual_style, pad=True)
        assert list(rows.drawn(content, 30, rows.visual_style)) == list(theirs[0])


async def test_what_is_painted_next_is_whole_after_a_part_was(app, morning):
    async with app(morning).run_test(size=(120, 40)) as pilot:
        await pilot.press("n", "a")
        assert pilot.app.screen.query_one(KeyBar) in pilot.app.screen._compositor.visible_widgets


@pytest.mark.parametrize(
    ("keys", "pictures", "seen"),
    [("question_mark", 0, False), ("colon", 0, False), ("E", 1, True)],
    ids=["help", "palette", "question"],
)
async def test_under_a_dialog_what_changes_is_painted_once_and_only_where_it_is_seen(
    app, morning, clock, monkeypatch, keys, pictures, seen
):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press(keys)
        await pilot.pause(2)
        painted = []
        display = type(pilot.app)._display
        monkeypatch.setattr(type(pilot.app), "_display", lambda *told: (painted.append(told[2]), display(*told)))
        clock.instant += timedelta(seconds=1)
        await pilot.pause(3)
        changes = [one for one in painted if one is not None]
        assert len(changes) == pictures
        written = "".join(one.render_segments(pilot.app.console) for one in changes)
        assert "Tour" not in written, "of its line only what has changed"
        rows = ["".join(part.text for part in strip) for strip in pilot.app.screen._compositor.render_strips()]
        assert any(":18" in row for row in rows) == seen, "the clock goes on under it"
