"""Painting anew: what has changed, and what stands there."""

from __future__ import annotations

import io
from datetime import timedelta

import pyte
import pytest
from rich.console import Console
from rich.segment import ControlType, Segment
from rich.style import Style
from textual.color import Color
from textual.content import Content
from textual.css.stylesheet import Stylesheet
from textual.geometry import Region
from textual.strip import Strip
from textual.visual import Visual
from textual.widget import Widget

from tests.tui.read import drawn
from workshop_tui.session.notes.draft import Draft
from workshop_tui.session.timing.commands import Next
from workshop_tui.tui.colours import InTurn
from workshop_tui.tui.painting import Pen, Whole, Within
from workshop_tui.tui.sheets import going_by
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.ribbon import Ribbon
from workshop_tui.tui.widgets.timetable import Timetable
from workshop_tui.tui.widgets.topbar import TopBar
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


async def test_what_a_shrinking_figure_leaves_is_painted_by_what_stands_behind(app, morning):
    async with app(morning).run_test(size=(80, 24)) as pilot:
        screen = pilot.app.screen
        figures = screen.query_one("#figures").region
        chops = screen._compositor._render_chops(figures, lambda _y: True)
        for y in range(figures.y, figures.bottom):
            left = [strip for x, strip in chops[y].items() if figures.x <= x < figures.right]
            assert left
            assert None not in left, "“10” would leave its 0 beside the 9"


async def test_a_screen_that_comes_is_styled_once(app, morning, monkeypatch):
    styled: list[object] = []
    apply = Stylesheet.apply

    def told(self, node, **settings):
        styled.append(node)
        apply(self, node, **settings)

    monkeypatch.setattr(Stylesheet, "apply", told)
    running = app(morning)
    async with running.run_test(size=(120, 40)):
        lines = running.screen.query("Now Line, Notes Line, TopBar, KeyBar")
        assert [(line, styled.count(line)) for line in lines] == [(line, 1) for line in lines]


async def test_a_composer_that_opens_and_closes_has_nothing_styled_but_itself_and_what_gives_way_to_it(
    app, morning, monkeypatch
):
    running = app(morning)
    async with running.run_test(size=(120, 40)) as pilot:
        await pilot.press("n", "escape", "escape")
        styled: list[object] = []
        update = Stylesheet.update_nodes

        def told(self, nodes, **more):
            styled.extend(nodes := [*nodes])
            update(self, nodes, **more)

        monkeypatch.setattr(Stylesheet, "update_nodes", told)
        screen = running.screen
        await screen.open_composer(morning.state.agenda, Draft())
        composer = screen.query_one("#composer")
        either = {
            *composer.walk_children(with_self=True),
            *going_by(screen, {"composing"}),
            screen.query_one(Timetable),
        }
        opening, styled[:] = {*styled}, []
        screen.close_composer()
        for one in (opening, {*styled}):
            assert composer in one
            assert one <= either


@pytest.mark.parametrize(
    "text",
    ["ab", "", "a  b ", "é – ✓", "ab\tc", "x" * 30, "x" * 31, "a b " * 9, "a\nb", "人人", "👩\u200d🌾 " * 7 + " 5"],
)
async def test_a_row_is_drawn_as_textual_draws_a_text_of_one_line(app, morning, text):
    async with app(morning).run_test(size=(120, 40)) as pilot:
        rows = pilot.app.screen.query_one(Timetable)
        content = Content(text).stylize("bold", 0, 3)
        cut = content if "\n" in text or "\t" in text else content.rstrip().truncate(30, ellipsis=True)
        meant = cut if content.cell_length > 30 else content
        theirs = Visual.to_strips(rows, meant, 30, 1, rows.visual_style, pad=True)
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
        rows = drawn(pilot)
        assert any(":18" in row for row in rows) == seen, "the clock goes on under it"


async def test_of_a_bar_that_grows_one_cell_is_painted_and_of_the_top_line_the_minute(app, session, clock, monkeypatch):
    """Over SSH bytes are counted, while nobody presses a key."""
    session.do(Next())
    clock.instant += timedelta(seconds=65)
    async with app(session).run_test(size=(120, 40)) as pilot:
        await pilot.pause(2)
        top, bar = pilot.app.screen.query_one(TopBar), pilot.app.screen.query_one("#beside", Line)
        painted: dict[Widget, list[Region]] = {}
        dirty = Widget._set_dirty

        def told(self, *regions):
            painted.setdefault(self, []).extend(regions or [self.size.region])
            dirty(self, *regions)

        monkeypatch.setattr(Widget, "_set_dirty", told)
        for _time in range(5):
            clock.instant += timedelta(seconds=30)
            await pilot.pause(1)
        assert {region.width for region in painted[bar]} <= {1, 2, 3}
        assert sum(region.width for region in painted[top]) < 8


async def test_a_line_of_other_cells_or_one_that_is_cut_is_painted_whole(app, morning):
    async with app(morning).run_test(size=(120, 40)) as pilot:
        line = pilot.app.screen.query_one("#landing", Line)
        width = line.content_size.width
        line.show("人 5 min")
        long = "n" * width
        shown = (("人 6 min", 1), ("no 6 min", width), ("no 7 min", 1), (f"{long}o", width), ("no", width))
        for text, cells in shown:
            line._exchange_repaint_regions()
            line.show(text)
            assert sum(region.width for region in line._repaint_regions) in (cells, cells + 1), text
        beside = pilot.app.screen.query_one("#beside", Line)
        beside.show(f"5 min\n{long}\nnext")
        beside._exchange_repaint_regions()
        beside.show(f"6 min\n{long}\nnext")
        assert [*beside._repaint_regions] == [Region(1, 0, 1, 1)], "what is cut below it stays"
        await pilot.pause(2)
        ribbon = pilot.app.screen.query_one(Ribbon)
        shown = ribbon.text
        for text, cells in (
            (shown, 0),
            (shown[:-1] + Content("x"), 1),
            (shown + Content("\n"), ribbon.outer_size.width),
        ):
            ribbon._exchange_repaint_regions()
            ribbon.show(text)
            assert sum(region.width for region in ribbon._repaint_regions) == cells


def test_parts_of_a_picture_in_the_same_colours_name_them_once():
    red, linked = Style.parse("red on black"), Style(link="https://example.org")
    pen = Pen(Console(color_system="truecolor", file=io.StringIO()))
    for x, (text, style) in enumerate([("a", red), ("b", red), ("c", None), ("d", linked), ("e", red)]):
        pen.move_to(x * 5, 1)
        pen.write(Segment(text, style))
    written = pen.lift()
    assert written.count("\x1b[31;40m") == 2
    assert written.startswith("\x1b[2;1H\x1b[31;40ma\x1b[2;6Hb\x1b[2;11H\x1b[0mc\x1b[2;16H\x1b]8;")
    assert written.endswith("\x1b]8;;\x1b\\\x1b[2;21H\x1b[31;40me\x1b[0m")


@pytest.mark.parametrize("most", [20, InTurn.MOST])
async def test_a_part_of_a_line_that_comes_again_is_filtered_as_it_was_the_first_time(app, morning, monkeypatch, most):
    monkeypatch.setattr(InTurn, "MOST", most)
    async with app(morning).run_test(size=(120, 40)) as pilot:
        filters = pilot.app.get_line_filters()[0]._filters
        assert len(filters) > 1
        filtering = InTurn(filters)
        cleared = Segment("", None, [(ControlType.CLEAR,)])
        for background in [Color.parse("red"), Color.parse("blue"), Color.parse("red")]:
            for widget in pilot.app.screen.walk_children(Widget):
                for y in range(widget.size.height):
                    line = [cleared, *widget.render_line(y), Segment("a", Style(dim=True, color="red")), Segment("b")]
                    theirs = line
                    for one in filters:
                        theirs = one.apply(theirs, background)
                    assert filtering.apply(line, background) == theirs


@pytest.mark.parametrize("text", ["نم می\u200cخ", "人人", "👩 a", "ab\u0301c"])
def test_a_part_stands_in_its_place_whatever_a_terminal_counts_before_it_and_nothing_else_is_left_there(text):
    """pyte shows nothing of a text that comes after a sign which it does not know: a terminal that counts otherwise."""
    parts = [Strip([Segment(text)]), Strip([Segment("|")])]
    width = parts[0].cell_length
    chops = {0: parts[0], width: parts[1]}
    ends = [width, width + 1]
    for picture in (
        Whole([parts], Region(0, 0, width + 1, 1)),
        Within([chops], [(0, 0, width + 1)], [ends]),
    ):
        shown = pyte.Screen(20, 1)
        stream = pyte.Stream(shown)
        stream.feed("#" * 20 + "\x1b[H")
        stream.feed(picture.render_segments(Console(color_system="truecolor", file=io.StringIO())))
        cells = [shown.buffer[0][x].data for x in range(20)]
        assert cells[width:] == ["|", *"#" * (19 - width)], picture
        assert "#" not in cells[:width], picture
