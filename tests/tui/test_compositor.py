"""What is repainted of a part of a screen: all of the part, as a painting of the whole screen has it, and no more."""

from __future__ import annotations

import random

import pytest
from textual._compositor import Compositor
from textual.geometry import Region
from textual.widget import Widget

from tests.tui.unhurried import settled
from workshop_tui.tui.compositor import PartCompositor


def painted(compositor: Compositor, renders, part: Region) -> list[str]:
    """The text of each line of `part`."""
    compositor._get_renders = renders
    try:
        lines = compositor._render_chops(part, lambda _y: True)
    finally:
        del compositor._get_renders
    whole = ["".join(strip.text if strip else " " for _x, strip in sorted(line.items())) for line in lines]
    return [line[part.x : part.right] for line in whole[part.y : part.bottom]]


@pytest.mark.parametrize("key", ["", "n", "l", "r", "d"])
async def test_a_part_is_painted_as_the_whole_screen_has_it(app, session, key):
    dice = random.Random(key)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press(*[key] * bool(key))
        await settled(pilot)
        compositor = pilot.app.screen._compositor
        whole = Region(0, 0, 120, 40)
        for _time in range(40):
            x, y = dice.randrange(120), dice.randrange(40)
            part = Region(x, y, dice.randint(1, 120 - x), dice.randint(1, 40 - y)).intersection(whole)
            ours = painted(compositor, lambda crop: PartCompositor._get_renders(compositor, crop), part)
            textuals = painted(compositor, lambda crop: Compositor._get_renders(compositor, crop), part)
            assert ours == textuals


async def test_a_second_renders_no_widget_that_it_does_not_lie_in(app, session, monkeypatch):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        compositor, rendered = pilot.app.screen._compositor, []
        assert isinstance(compositor, PartCompositor)
        visible = compositor.visible_widgets
        place = visible[pilot.app.screen.query_one("#about", Widget)][0]
        render = Widget.render_lines

        def noted(self, crop):
            rendered.append(self)
            return render(self, crop)

        monkeypatch.setattr(Widget, "render_lines", noted)
        list(compositor._get_renders(place))
        assert rendered
        assert {one for one in visible if place.overlaps(visible[one][0])} >= {*rendered}
        assert compositor.visible_widgets is visible
