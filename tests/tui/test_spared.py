"""Work of Textual's that is spared: what comes of it is the same."""

from __future__ import annotations

from functools import partial, wraps
from inspect import signature

import pytest
from textual.content import Content
from textual.css.styles import RulesMap, Styles
from textual.dom import DOMNode

from tests.tui.read import drawn
from tests.tui.unhurried import settled
from workshop_tui.tui.screens.run import RunScreen
from workshop_tui.tui.spared import Few, parameters_of, printable, replace_all, replace_others, strip_control_codes
from workshop_tui.tui.widgets.timetable import Timetable


class Takes:
    def nothing(self) -> None: ...
    def two(self, one, other=0, /, *, third=None) -> None: ...
    def any_number(*those, **others) -> None: ...
    @staticmethod
    def what_comes(one, *others) -> None: ...
    @classmethod
    def of_the_class(cls, one) -> None: ...
    def __call__(self, one) -> None: ...


@wraps(Takes.two)
def another_ones(*_all) -> None: ...


CALLBACKS = [Takes().nothing, Takes().two, Takes.two, Takes().any_number, Takes.any_number, Takes.what_comes, Takes(),
             Takes, Takes.of_the_class, another_ones, lambda one, *, other=1: None, partial(Takes().two, 1),
             len]  # fmt: skip


@pytest.mark.parametrize("callback", CALLBACKS)
def test_a_callback_takes_as_many_arguments_as_its_signature_says(callback):
    assert parameters_of(callback) == len(signature(callback).parameters)


def test_a_text_loses_the_control_characters_that_textual_takes_out():
    for number in (*range(0x300), 0x2028, 0xE000, 0x10FFFF):
        text = f"a{chr(number)}b"
        assert printable(text) == strip_control_codes(text), number
    assert printable("") == ""


def test_of_what_is_made_of_a_line_the_last_is_kept():
    kept = Few()
    for number in [*range(Few.MOST + 2), Few.MOST]:
        kept[number] = number
    assert [*kept] == [*range(2, Few.MOST + 2)]


async def test_styles_are_those_that_textual_would_set(app, morning):
    async with app(morning).run_test(size=(120, 40)) as pilot:
        await pilot.press("n")
        await settled(pilot)
        nodes = [*pilot.app.screen.walk_children(with_self=True)]
        for node, other in zip(nodes, [*nodes[1:], nodes[0]], strict=True):
            sorts = node.styles.base.get_rules(), other.styles.base.get_rules()
            made = []
            for replace in (replace_all, replace_others):
                new = DOMNode()
                for rules in (*sorts, RulesMap(), sorts[0]):
                    replace(new, rules)
                made.append(
                    {name: str(rule) for name, rule in new.styles.base.get_rules().items()}
                )  # a layout is new each time
            assert made[0] == made[1], node


async def test_a_rule_that_is_as_it_was_is_not_set(app, morning, monkeypatch):
    async with app(morning).run_test(size=(120, 40)) as pilot:
        table = pilot.app.screen.query_one(Timetable)
        asked: list[str] = []
        set_rule = Styles.set_rule

        def told(self, name, value):
            if self.node is table:
                asked.append(name)
            return set_rule(self, name, value)

        monkeypatch.setattr(Styles, "set_rule", told)
        pilot.app.stylesheet.apply(table, animate=True)
        unset = {"background", "border_top", "height", "padding"}
        assert unset <= table.styles.base.get_rules().keys()
        assert unset.isdisjoint(asked)


async def test_a_title_that_is_another_has_its_line_painted_and_no_row(app, morning, monkeypatch):
    async with app(morning).run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        table = pilot.app.screen.query_one(Timetable)
        asked: list[int] = []
        render = Timetable.render_line
        monkeypatch.setattr(Timetable, "render_line", lambda self, y: asked.append(y) or render(self, y))
        table.border_title, table.border_subtitle = Content("Above\nall"), Content("Below")
        await settled(pilot)
        lines = drawn(pilot)
        assert "Above" in lines[table.region.y]
        assert "Below" in lines[table.region.bottom - 1]
        table.border_title = table.border_subtitle = None
        await settled(pilot)
        assert not any(title in line for title in ("Above", "Below") for line in drawn(pilot))
        assert not asked


async def test_a_row_that_is_selected_is_painted_and_the_one_that_was_alone(app, morning, monkeypatch):
    async with app(morning).run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(pilot.app.screen, RunScreen)
        asked: list[int] = []
        render = Timetable.render_line
        monkeypatch.setattr(Timetable, "render_line", lambda self, y: asked.append(y) or render(self, y))
        await pilot.press("down")
        await settled(pilot)
        assert len(asked) == 2
