"""How often a screen is laid out, and how many pictures of it are painted: what comes, comes once, and as it stays."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from textual._compositor import Compositor, LayoutUpdate
from textual._context import visible_screen_stack
from textual.containers import Vertical
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.geometry import Size
from textual.screen import Screen

from tests.tui.unhurried import settled
from workshop_tui import tui
from workshop_tui.tui.app import WorkshopApp
from workshop_tui.tui.dialogs.help import HelpScreen
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.rows import Rows
from workshop_tui.tui.widgets.topbar import TopBar

SIZES = ((160, 50), (120, 40), (80, 24), (50, 20))
OVER = ("notes", "initiatives", "decisions", "points", "todo", "why", "groups", "turns", "said", "help", "fit",
        "matrix", "attendance", "room")  # fmt: skip
"""Actions of the run screen that show another one, which works out nothing beside."""


class Counted:
    """A count: of layouts, the names of their screens; of pictures, their texts, and how many were whole."""

    def __init__(self) -> None:
        self.layouts: list[str] = []
        self.pictures: list[str] = []
        self.whole = 0


@contextmanager
def counted() -> Iterator[Counted]:
    """Count what is done inside."""
    count, reflow, display = Counted(), Compositor.reflow, WorkshopApp._display

    def laid_out(self, parent, size):
        count.layouts.append(type(parent).__name__)
        return reflow(self, parent, size)

    def painted(self, screen, picture):
        display(self, screen, picture)
        if picture is not None:
            count.whole += isinstance(picture, LayoutUpdate)
            count.pictures.append(shown(screen))

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(Compositor, "reflow", laid_out)
        patched.setattr(WorkshopApp, "_display", painted)
        yield count


def shown(screen: Screen[object]) -> str:
    """The screen as text, and what is seen through it."""
    visible_screen_stack.set(screen.app._background_screens)
    return "\n".join(strip.text for strip in screen._compositor.render_strips())


@pytest.mark.parametrize("size", SIZES)
async def test_a_start_is_one_picture_and_what_is_worked_out_after_it(app, morning, size):
    with counted() as count:
        async with app(morning).run_test(size=size) as pilot:
            await settled(pilot)
            assert len(count.layouts) <= 2, count.layouts
            assert count.whole == 1, count.whole
            assert len(count.pictures) <= 3
            first, stays = count.pictures[0], shown(pilot.app.screen)
            rows = pilot.app.screen.query_one("#timetable").region
            for name, picture in (("first", first), ("last", count.pictures[-1])):
                lines, those = picture.splitlines(), stays.splitlines()
                at = slice(rows.y, rows.bottom), slice(rows.x, rows.right)
                assert [line[at[1]] for line in lines[at[0]]] == [line[at[1]] for line in those[at[0]]], name


@pytest.mark.parametrize("size", SIZES)
async def test_a_screen_that_is_opened_is_painted_once_and_the_one_below_once_as_it_is_back(app, morning, size):
    async with app(morning).run_test(size=size) as pilot:
        await settled(pilot)
        for action in OVER:
            with counted() as count:
                await pilot.app.run_action(f"screen.{action}")
                await settled(pilot)
            opened = type(pilot.app.screen).__name__
            assert opened != "RunScreen", action
            assert len(count.layouts) <= (2 if size >= (80, 24) else 3), (
                action,
                count.layouts,
            )
            assert set(count.layouts) == {opened}, f"{action} lays out what is under it: {count.layouts}"
            assert count.whole == 1, (action, count.whole)
            assert count.pictures[0] == shown(pilot.app.screen), f"{action} was not whole in its first picture"
            with counted() as count:
                pilot.app.screen.dismiss() if action == "help" else pilot.app.pop_screen()
                await settled(pilot)
            assert type(pilot.app.screen).__name__ == "RunScreen"
            assert (count.layouts, count.whole) == ([], 1), (action, "and back")


async def test_home_and_its_help_are_one_picture_each(app, morning, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with counted() as count:
        async with app().run_test(size=(120, 40)) as pilot:
            await settled(pilot)
            assert (len(count.layouts) <= 2, count.whole) == (True, 1), count.layouts
    with counted() as count:
        async with app().run_test(size=(120, 40)) as pilot:
            await settled(pilot)
            count.layouts.clear()
            await pilot.press("question_mark")
            await settled(pilot)
            assert isinstance(pilot.app.screen, HelpScreen)
            assert set(count.layouts) == {"HelpScreen"}
            assert count.whole == 2


async def test_a_key_lays_out_nothing_where_no_size_changes_and_nor_does_a_second(app, morning, clock):
    async with app(morning).run_test(size=(120, 40)) as pilot:
        await pilot.press("down")  # what is said of the start goes with a first key
        await settled(pilot)
        for done, does in (("a second", lambda: None), ("up", lambda: pilot.press("up"))):
            with counted() as count:
                if (pressed := does()) is None:
                    clock.instant += timedelta(seconds=1)
                else:
                    await pressed
                await settled(pilot)
            assert count.layouts == [] or done == "up", done
            assert len(count.layouts) <= 1, (done, count.layouts)
            assert 1 <= len(count.pictures) <= 2, (done, len(count.pictures))
            assert count.whole == 0, done


async def test_a_composer_that_opens_or_closes_paints_and_styles_only_what_goes_by_it(app, morning, monkeypatch):
    styled: list[DOMNode] = []
    apply = Stylesheet.apply
    monkeypatch.setattr(Stylesheet, "apply", lambda self, node, **how: (styled.append(node), apply(self, node, **how)))
    async with app(morning).run_test(size=(120, 40)) as pilot:
        await pilot.press("down")
        await settled(pilot)
        for key in ("n", "escape", "n", "escape"):
            styled.clear()
            with counted() as count:
                await pilot.press(key)
                await settled(pilot)
            assert pilot.app.screen.has_class("composing") is (key == "n")
            assert len(count.layouts) <= 2, (key, count.layouts)
            assert count.whole == 0, key
            elsewhere = [node for node in styled if node.id in ("timetable", "topbar", "now", "about", "noted")]
            assert {node.id for node in elsewhere} <= {"timetable"}, key  # which has the focus, or had it


async def test_another_size_is_one_picture_and_what_is_under_a_screen_waits_until_it_is_seen(app, morning):
    async with app(morning).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        for size in ((80, 24), (50, 20), (160, 50), (120, 40)):
            with counted() as count:
                await pilot.resize_terminal(*size)
                await settled(pilot)
            assert len(count.layouts) <= 2, (size, count.layouts)
            assert count.whole == 1, (size, count.whole)
            assert count.pictures[0] == shown(pilot.app.screen), size
        await pilot.press("l")
        await settled(pilot)
        with counted() as count:
            await pilot.resize_terminal(80, 24)
            await settled(pilot)
        assert set(count.layouts) == {"NotesScreen"}, count.layouts
        assert (len(count.layouts) <= 2, count.whole) == (True, 1)
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen.has_class("narrow"), "it wears what goes by its size as it comes back"
        assert pilot.app.screen.query_one(TopBar).outer_size.width == 80


async def test_under_a_dialog_another_size_lays_out_both(app, morning):
    async with app(morning).run_test(size=(120, 40)) as pilot:
        await pilot.press("question_mark")
        await settled(pilot)
        with counted() as count:
            await pilot.resize_terminal(80, 24)
            await settled(pilot)
        assert set(count.layouts) == {"HelpScreen", "RunScreen"}
        assert len(count.layouts) <= 4, count.layouts
        assert pilot.app.screen_stack[0].has_class("narrow")


async def test_what_is_asked_for_is_laid_out(app, morning):
    async with app(morning).run_test(size=(120, 40)) as pilot:
        screen = pilot.app.screen
        await settled(pilot)
        line = Line("one", id="more")
        line.styles.height = "auto"
        await screen.mount(Vertical(line), before="#notice")
        await settled(pilot)
        assert line.size.height == 1, "what is mounted"
        line.show("one\ntwo", layout=True)
        await settled(pilot)
        assert line.size.height == 2, "a text of more lines"
        with counted() as count:
            line.show("two\none", layout=True)
            await settled(pilot)
        assert count.layouts == [], "a text of as many"
        line.display = False
        await settled(pilot)
        with counted() as count:
            line.show("one\ntwo\nthree", layout=True)
            await settled(pilot)
        assert count.layouts == [], "a text that nobody sees"
        line.display = True
        await settled(pilot)
        assert line.size.height == 3, "what is shown again"
        line.styles.margin = 1
        await settled(pilot)
        assert line.region.y == line.parent.region.y + 1, "a style"
        await line.parent.remove()
        await settled(pilot)
        assert screen.query_one("#body").region.bottom == screen.query_one("#notice").region.y, "what is gone"


async def test_rows_scroll_where_there_are_more_than_fit_and_no_longer_where_there_are_not(app, morning):
    async with app(morning).run_test(size=(120, 40)) as pilot:
        await pilot.press("l")
        await settled(pilot)
        rows = pilot.app.screen.query_one(Rows)
        for many, bar in ((200, True), (2, False), (200, True)):
            rows.draw([(str(number), line) for number, line in enumerate([Line("a row").text] * many)])
            await settled(pilot)
            assert rows.show_vertical_scrollbar is bar, many
            assert rows.virtual_size.height == many
            assert rows.max_scroll_y == (many - rows.scrollable_content_region.height if bar else 0)


def test_the_sheet_of_a_screen_tells_of_screens_alone_for_nothing_else_is_styled_as_it_comes(app):
    sheet = Stylesheet(variables=app().get_css_variables())
    for folder in ("screens", "parts", "dialogs"):
        for file in sorted((Path(tui.__file__).parent / folder).glob("*.tcss")):
            sheet.read(file)
    begin = {these.selectors[0].name for rule in sheet.rules for these in rule.selector_set}
    assert len(begin) > 10
    assert not {name for name in begin if not name.endswith(("Screen", "OverRun"))}


async def test_the_classes_of_a_screen_s_size_are_worn_before_it_is_laid_out(app, morning, monkeypatch):
    worn: list[frozenset[str]] = []
    reflow = Compositor.reflow

    def laid_out(self, parent: Screen[object], size: Size):
        worn.append(parent.classes)
        return reflow(self, parent, size)

    async with app(morning).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        monkeypatch.setattr(Compositor, "reflow", laid_out)
        styled: list[object] = []
        apply = Stylesheet.apply
        with monkeypatch.context() as patched:
            patched.setattr(
                Stylesheet, "apply", lambda self, node, **how: (styled.append(node), apply(self, node, **how))
            )
            await pilot.press("l")
            await settled(pilot)
        assert worn[0] >= {"-wide", "-high"}
        twice = {one for one in styled if styled.count(one) > 1}
        assert twice <= {pilot.app.screen, pilot.app.screen.query_one(Rows)}, "its sheet, and the focus: nothing else"
        worn.clear()
        await pilot.resize_terminal(80, 18)
        await settled(pilot)
        assert worn[0] >= {"-narrow", "-low"}
        assert not worn[0] & {"-wide", "-high"}
