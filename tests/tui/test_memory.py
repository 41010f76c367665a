"""Memory that a screen needed is free when it is gone."""

from __future__ import annotations

import gc

from textual._styles_cache import StylesCache
from textual.screen import Screen

from tests.tui.unhurried import settled


def alive(kind: type) -> int:
    gc.collect()
    return sum(isinstance(one, kind) for one in gc.get_objects())


async def test_screens_that_were_left_leave_nothing_behind(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        counted = []
        for _time in range(4):
            for key in ("r", "escape", "l", "escape", "x", "escape"):
                await pilot.press(key)
                await settled(pilot)
            counted.append((alive(StylesCache), alive(Screen)))
        assert counted[1] == counted[-1]
