"""States that are told apart by who sees fewer colours: measured from the cells that are drawn, simulated.

The matrices are those of Machado, Oliveira and Fernandes (2009), “A Physiologically-based Model for Simulation of Color
Vision Deficiency”, severity 1.0, on linear RGB; the difference is CIE76's in L*a*b*, where 2.3 is just noticeable.
"""

from __future__ import annotations

import re
from itertools import combinations, pairwise

import pytest

from tests.conftest import utc
from tests.tui.full import full_day
from tests.tui.unhurried import settled
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.timing.commands import Goto, Next
from workshop_tui.session.timing.replanning_commands import Skip
from workshop_tui.tui.widgets.matrix import MatrixGrid
from workshop_tui.tui.widgets.rows import Rows
from workshop_tui.tui.widgets.timetable import Timetable

SEEN = {
    "trichromat": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanope": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranope": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanope": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}
APART = 10.0
"""Difference of two colours that is seen at a glance."""
Triplet = tuple[float, float, float]


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def lab(colour: Triplet, sight: str) -> Triplet:
    """L*a*b* (D65) of an sRGB colour (0 to 255) as somebody sees it."""
    rgb = [linear(part / 255) for part in colour]
    rgb = [min(1.0, max(0.0, sum(a * b for a, b in zip(row, rgb, strict=True)))) for row in SEEN[sight]]
    xyz = (
        (0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.95047,
        0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2],
        (0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.08883,
    )
    x, y, z = (part ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def difference(one: Triplet, other: Triplet, sight: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(lab(one, sight), lab(other, sight), strict=True)) ** 0.5


def cell(app, x: int, y: int):
    """The style of a cell of the screen, and what stands there."""
    part = app.screen._compositor.render_strips()[y].crop(x, x + 1)._segments[0]
    return part.style, part.text


@pytest.mark.parametrize("theme", ["workshop-dark", "workshop-light"])
async def test_states_of_a_row_differ_for_all_eyes_or_have_a_sign_of_their_own(app, session, clock, theme):
    for when, intent in ((utc(9), Next()), (utc(9, 10), Skip("tour")), (utc(9, 11), Goto("collectifs"))):
        clock.instant = when
        session.do(intent)
    running = app(session, "en")
    async with running.run_test(size=(120, 40)) as pilot:
        running.theme = theme
        await pilot.press("end")
        await settled(pilot)
        table = pilot.app.screen.query_one(Timetable)
        top, left = table.content_region.y, table.content_region.x
        rows = {name: cell(running, left + 11, top + k) for name, k in (("done", 1), ("live", 3), ("to come", 4))}
        signs = [cell(running, left + 1, top + k)[1] for k in (1, 2, 3, 4)]
        assert len(set(signs)) == 4, "a sign a state, whoever sees which colours"
        for sight in SEEN:
            for one, other in combinations(rows, 2):
                mine, others = (rows[name][0].color.get_truecolor() for name in (one, other))
                told = difference(mine, others, sight)
                assert told >= APART or rows[one][0].bold != rows[other][0].bold, (sight, one, other, told)


@pytest.mark.parametrize("theme", ["workshop-dark", "workshop-light"])
async def test_shades_of_the_matrix_differ_for_all_eyes_and_grow_with_the_count(app, session, clock, theme):
    clock.instant = utc(9)
    session.do(Next())
    for phase, count in (("emergence", 1), ("definition", 3), ("structuration", 6)):
        for k in range(count):
            session.do(TakeNote(f"{k}", "frein", (phase,), ("etat",)))
    running = app(session, "en")
    async with running.run_test(size=(120, 40)) as pilot:
        running.theme = theme
        await pilot.press("m", "home")
        await settled(pilot)
        grid = pilot.app.screen.query_one(MatrixGrid)
        y = grid.content_region.y + 7
        grounds = []
        for column in (3, 0, 1, 2):
            x = grid.content_region.x + 1 + grid.columns.cell_of(column) + grid.columns.width - 2
            style, text = cell(running, x, y)
            assert text == {3: "·", 0: "1", 1: "3", 2: "6"}[column]
            grounds.append(tuple(style.bgcolor.get_truecolor()))
        for sight in SEEN:
            steps = [difference(one, other, sight) for one, other in pairwise(grounds)]
            assert min(steps) >= APART, (sight, steps)
            light = [lab(ground, sight)[0] for ground in grounds]
            assert light in (sorted(light), sorted(light, reverse=True)), "fuller is always further from the ground"


STATES = {
    "G": ("[+] .* asks for 5 min", "✓ .* has finished", "  .* working"),
    "j": (r"\[x\] 2021-04-27", r"\[!\] 09:00", r"\[ \] 2021-05-06"),
    "T": ("► .* Bakary Diallo", "  .* Chloé Ferrand .* asks "),
    "D": (".* not adopted: 1 objection", ".*  adopted: 9 for", ".* “Verger” comes first"),
}
"""Rows of screens, by the key that opens each."""


@pytest.mark.parametrize("theme", ["workshop-dark", "workshop-light"])
async def test_states_on_each_screen_have_a_sign_or_a_word_whoever_sees_which_colours(app, home, seed, clock, theme):
    session = full_day(home / "sessions", seed, clock)
    async with app(session, "en", theme=theme).run_test(size=(160, 50)) as pilot:
        for key, states in STATES.items():
            await pilot.press(key)
            await settled(pilot)
            rows = [row.plain for row in pilot.app.screen.query_one(Rows).rows]
            for state in states:
                assert any(re.match(state, row) for row in rows), (key, state, rows)
            await pilot.press("escape")
            assert pilot.app.screen.NAME == "run"
    session.close()
