"""Colours on the screen can be read: measured from the cells that are drawn, in every theme that is offered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.style import Style
from textual import constants
from textual.content import Content
from textual.pilot import Pilot
from textual.widget import Widget

from tests.conftest import AGENDAS, DAY, created, utc
from tests.tui.bursts import burst
from tests.tui.contrast import CAMPBELL, VGA, XTERM, Cell, Shown, cells, in_256, in_full, ratio
from tests.tui.full import fill, full
from tests.tui.unhurried import hits, settled
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.plans.kept import PlanFile
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.notes.commands import RecordInitiative, TakeNote
from workshop_tui.session.timing.commands import Goto, Next
from workshop_tui.session.timing.replanning_commands import Skip
from workshop_tui.tui.colours import TEXT, in_sixteen, moved
from workshop_tui.tui.screens.plan import PlanScreen
from workshop_tui.tui.screens.run import RunScreen
from workshop_tui.tui.themes import OF_THE_TERMINAL, OFFERED
from workshop_tui.tui.widgets.matrix import FEW_COLOURS, SHADES, MatrixGrid
from workshop_tui.tui.widgets.small import Small
from workshop_tui.tui.widgets.timetable import Timetable

PLACES = {
    "the live row": (),
    "a row that was set aside": ("up",) * 4,
    "a row that was done": ("home",),
    "a notice": ("k",),
    "a refusal": ("p",),
    "the composer": ("n", *"Le maire @el"),
    "a note's tags": ("n", *"Le maire", "tab", "f", "e"),
    "a field of a note": ("n", *"Un local", "tab", "r", "e", "l"),
    "a title asked for": ("a",),
    "where a segment goes": ("v", "down"),
    "the signals": ("t",),
    "the help": ("question_mark",),
    "the palette": ("ctrl+p",),
    "what the palette finds": ("ctrl+p", *"saut"),
    "the themes": ("ctrl+p", *"thème", "enter"),
    "the room": ("d",),
    "the fit": ("f", "down"),
    "the matrix": ("m", "right", "right"),
    "the notes": ("l",),
    "what is looked for in the notes": ("l", "slash", *"ma"),
    "the initiatives": ("i",),
    "an initiative": ("i", "enter"),
    "the attendance": ("c",),
    "the report": ("r",),
    "the reasons": ("w",),
    "the turns": ("T",),
    "letters that find nobody": ("T", *"zz"),
    "the groups": ("G",),
    "the decisions": ("D",),
    "a decision that is counted": ("D", "enter"),
    "the evaluation": ("V",),
    "the checklist": ("j",),
    "the open points": ("x",),
    "what was said": ("semicolon",),
}
"""Where to look, and the keys that lead there from the run screen; escape leads back."""
ANEW = ("the palette", "what the palette finds", "the themes")
"""Dialogs are opened anew in each theme: what was found keeps its colours, and closes as a theme is picked."""
MOST = ("a row that was done", "a note's tags")
"""Looked at in every theme; the others in our own, and the palette in those where it was the worst."""
OURS, HARD = ("workshop-dark", "workshop-light"), ("textual-light", "rose-pine", "rose-pine-dawn", "solarized-dark")
OF_SIXTEEN = tuple(OF_THE_TERMINAL)
PALETTES = (XTERM, VGA, CAMPBELL)
FEW = ("a row that was done", "a note's tags", "the matrix")
"""Looked at in sixteen colours."""
OF_COLOURS = ("heat-1", "heat-2", "heat-3")
"""Colours that are not used where there are few."""
NOTHING_SELECTED = ("the help", "the room", "the report")
"""Where nothing can be selected, nor typed."""
PLAN_PLACES = {
    "a plan": (),
    "a row that something is said of": ("w",),
    "a row on its way": ("home", *("down",) * 3, "v", "down"),
    "a line asked for": ("r",),
    "what was done to a plan": ("e",),
    "a refusal on a plan": ("U",),
    "how a plan that is not saved is left": ("q",),
    "the fields of a row": ("enter",),
    "a field that is asked for": ("enter", "enter"),
    "a plan to take from": ("i",),
}
"""Where to look on the plan screen, one after another, and the keys that lead there; escape leads back."""
WRONG = """title = "Une journée"
[[days]]
title = "Lundi"
date = 2026-10-01
[[days.blocks]]
title = "Matin"
start = "9h"
end = "9h30"
[[days.blocks.segments]]
title = "Accueil"
minutes = 15
min = 10
at = "9h"
objective = "Se connaître"
[[days.blocks.segments]]
title = "Tour"
minutes = "longtemps"
optional = true
[[days.blocks.segments]]
title = "Pause"
minutes = 40
"""
UNWISE = WRONG.replace('"longtemps"', "10").replace("minutes = 40", "minutes = 5").replace('"9h30"', '"10h30"')
"""Plans with a mistake, and with warnings alone."""
Worst = dict[str, tuple[Cell, str]]
"""The cell that is the hardest to read in each theme, and where it is."""


@pytest.fixture
def day(home, seed, clock):
    """Rows of every sort, notes, initiatives, people, and something on each other screen."""
    file = created(home / "sessions", full(seed, "reprise"), DAY, "day", clock, "pascal")
    session = Session(SqliteJournal(file), clock, "pascal")
    for when, intent in (
        (utc(9, 2), Next()),
        (utc(9, 17), Next()),
        (utc(9, 20), TakeNote("On n'a vu le maire qu'après", "frein", ("emergence",), ("elus",))),
        (utc(9, 21), TakeNote("Un local prêté", "levier", ("structuration",), ("inconnus",), private=True)),
        (utc(9, 22), RecordInitiative(name="Le jardin")),
        (utc(9, 22), Expect("Anne Matin")),
        (utc(9, 23), Skip("tampon-matin")),
        (utc(9, 40), Goto("temoignage")),
        (utc(9, 50), Goto("carte")),
        (utc(13, 31), Goto("reprise")),
    ):
        clock.instant = when
        session.do(intent)
    fill(session, "reprise", "apres-midi")
    clock.instant += timedelta(minutes=2)
    return session


async def look(pilot: Pilot[Any], place: str, *looks: tuple[Iterable[str], Sequence[Shown], Worst]) -> None:
    """Go there, and look at it in each theme: for some on these terminals, for others on those."""
    wanted = [(theme, terminals, found) for themes, terminals, found in looks for theme in themes]
    now = pilot.app.theme  # a change is dear: first that of the last place, then those with the same rules
    wanted.sort(key=lambda one: (one[0] != now, (one[0] in OF_SIXTEEN) != (now in OF_SIXTEEN), one[0]))
    if place not in ANEW:
        await go(pilot, place)
    for theme, terminals, found in wanted:
        await wear(pilot, theme)
        if place in ANEW:
            await go(pilot, place)
        measure(pilot, place, terminals, found)
        if place in ANEW:
            await back(pilot, place)
    if place not in ANEW:
        await back(pilot, place)


async def wear(pilot: Pilot[Any], theme: str) -> None:
    if pilot.app.theme != theme:
        pilot.app.theme = theme
        await pilot.pause()


async def go(pilot: Pilot[Any], place: str) -> None:
    keys = PLACES[place]
    if "ctrl+p" not in keys:
        await burst(pilot, *keys)
        return
    opening, *typed = [key for key in keys if key != "enter"]
    await pilot.press(opening)
    await pilot.press(*typed)  # the letters of a text come at once
    await hits(pilot)  # there is nothing to pick before
    if keys[-1] == "enter":
        await pilot.press("enter")
        await hits(pilot)


async def back(pilot: Pilot[Any], place: str) -> None:
    for _time in range(4):
        if not isinstance(pilot.app.screen, RunScreen) or not isinstance(pilot.app.focused, Timetable):
            await pilot.press("escape")
    assert isinstance(pilot.app.screen, RunScreen), f"{place} is left by escape"


def measure(pilot: Pilot[Any], place: str, terminals: Sequence[Shown], found: Worst) -> None:
    app = pilot.app
    shown = list(cells(app, *terminals))
    assert shown, f"{place} shows nothing"
    cell = min(shown, key=lambda one: one.margin)
    if app.theme not in found or cell.margin < found[app.theme][0].margin:
        found[app.theme] = cell, place


def judge(found: Worst) -> None:
    """Print the worst of each theme; none may be too faint."""
    for theme, (cell, place) in sorted(found.items(), key=lambda one: one[1][0].margin):
        print(f"{theme:22} {cell.contrast:5.2f} (of {cell.needed}) {place}: {cell.text!r} {cell.colours}")
    assert not [theme for theme, (cell, _place) in found.items() if cell.margin < 1]


async def test_everything_can_be_read_in_every_theme_in_all_colours_and_in_256(app, day):
    """Themes of the terminal's own colours, too, on a terminal of all colours: in each palette."""
    found: Worst = {}
    of_sixteen: Worst = {}
    async with app(day, theme=OF_SIXTEEN[0]).run_test(size=(120, 40)) as pilot:
        for place in PLACES:
            themes = OFFERED if place in MOST else OURS + HARD if place == "the palette" else OURS
            await look(pilot, place, (OF_SIXTEEN, PALETTES, of_sixteen), (themes, (in_full, in_256), found))
    assert found.keys() == OFFERED.keys()
    assert [*of_sixteen] == [*OF_SIXTEEN]
    judge(found)
    judge(of_sixteen)


async def test_everything_can_be_read_in_sixteen_colours(app, day, monkeypatch):
    """There our own themes have the styles of the terminal's, which the test before looks at in all places."""
    monkeypatch.setattr(constants, "COLOR_SYSTEM", "standard")
    found: Worst = {}
    variables = {}
    async with app(day).run_test(size=(120, 40)) as pilot:
        for place in FEW:
            await look(pilot, place, (OFFERED if place == "a note's tags" else OURS, PALETTES, found))
        assert pilot.app.has_class("sixteen")
        for theme in (*OURS, *OF_SIXTEEN):
            await wear(pilot, theme)
            variables[theme] = {k: v for k, v in pilot.app.theme_variables.items() if k not in OF_COLOURS}
    judge(found)
    assert [variables[theme] for theme in OURS] == [variables[theme] for theme in OF_SIXTEEN]
    assert all("heat" not in style for style in FEW_COLOURS)


async def test_without_colours_there_are_none_but_what_is_selected_is_seen(app, day, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with app(day).run_test(size=(120, 40)) as pilot:
        for place in PLACES:
            await go(pilot, place)
            styles = {one.style for strip in pilot.app.screen._compositor.render_strips() for one in strip if one.style}
            codes = {code for style in styles for code in (style.color, style.bgcolor)}
            assert codes == {None}, place
            assert not any(style.dim or style.italic or style.strike or style.blink for style in styles), place
            assert any(style.underline or style.reverse for style in styles) or place in NOTHING_SELECTED, place
            await back(pilot, place)


async def test_home_can_be_read_in_every_theme(app, day, monkeypatch):
    monkeypatch.chdir(AGENDAS.parent)
    found: Worst = {}
    async with app().run_test(size=(120, 40)) as pilot:
        for theme in OFFERED:
            pilot.app.theme = theme
            await pilot.pause()
            found[theme] = min(cells(pilot.app, in_full, in_256), key=lambda cell: cell.margin), "home"
    judge(found)


async def test_a_theme_that_is_picked_marks_each_widget_once(app, day, monkeypatch):
    marked: Counter[Widget] = Counter()
    mark = Widget._set_dirty
    async with app(day).run_test(size=(120, 40)) as pilot:
        await wear(pilot, OURS[1])
        monkeypatch.setattr(Widget, "_set_dirty", lambda one, *parts: (marked.update([one]), mark(one, *parts))[1])
        pilot.app.refresh_css(animate=False)
        assert not marked, "nothing has another colour"
        pilot.app.set_reactive(type(pilot.app).theme, OURS[0])
        pilot.app.refresh_css(animate=False)
        shown = {one for one in pilot.app.screen.walk_children(Widget) if one.display and not one.is_scrollable}
    assert len(shown & marked.keys()) > 10
    assert {marked[one] for one in shown & marked.keys()} == {1}


COLOURS = st.builds(ColorTriplet, *[st.integers(0, 255)] * 3)


@given(COLOURS, COLOURS, st.booleans())
def test_any_text_is_moved_until_it_can_be_read_on_any_ground(text, ground, of_all):
    shown = Color.from_triplet(moved(text, ground, of_all=of_all))
    own = in_full if of_all else in_256
    assert ratio(own(shown), own(Color.from_triplet(ground))) >= TEXT


@given(COLOURS, COLOURS)
def test_a_text_that_can_be_read_stays_as_it_is(text, ground):
    one, other = Color.from_triplet(text), Color.from_triplet(ground)
    if min(ratio(text, ground), ratio(in_256(one), in_256(other))) >= TEXT:
        assert moved(text, ground) == text


@given(COLOURS, COLOURS, st.booleans(), st.booleans())
def test_any_style_can_be_read_in_sixteen_colours_of_any_palette(text, ground, bold, reverse):
    drawn = in_sixteen(
        Style(color=Color.from_triplet(text), bgcolor=Color.from_triplet(ground), bold=bold, reverse=reverse)
    )
    assert drawn.color and drawn.bgcolor and drawn.color.number is not None
    bright = Color.from_ansi(drawn.color.number | 8) if drawn.bold and not reverse else drawn.color
    for palette in (XTERM, VGA, CAMPBELL):
        assert ratio(palette(drawn.color), palette(drawn.bgcolor)) >= TEXT
        assert ratio(palette(bright), palette(drawn.bgcolor)) >= TEXT


@pytest.fixture
def planned(app, home, tmp_path):
    """The plan screen on a file that says this."""

    def make(text: str, **settings: Any) -> Any:
        file = tmp_path / "day.toml"
        file.write_text(text)
        return app(plan=PlanFile(file), **settings)

    return make


async def look_at_plan(pilot: Pilot[Any], places: Iterable[str], themes: Any, shown: Any, found: Worst) -> None:
    """Go to each place on the plan screen, look at it in each theme, and come back."""
    await settled(pilot)
    for place in places:
        await burst(pilot, *PLAN_PLACES[place])
        assert pilot.app._exit is False, place
        for theme in sorted(themes, key=lambda theme: theme != pilot.app.theme):
            await wear(pilot, theme)
            measure(pilot, place, shown, found)
        for _time in range(3):
            if not isinstance(pilot.app.screen, PlanScreen) or pilot.app.screen.query("Ask, OneOf"):
                await pilot.press("escape")
        screen: Any = pilot.app.screen
        if screen.rows.moving:
            await pilot.press("escape")
        assert pilot.app.is_running and isinstance(pilot.app.screen, PlanScreen), f"{place} is left by escape"


@pytest.mark.parametrize("text", [WRONG, UNWISE], ids=["wrong", "unwise"])
async def test_a_plan_can_be_read_in_every_theme_in_all_colours_and_in_256(planned, text):
    found: Worst = {}
    async with planned(text).run_test(size=(120, 40)) as pilot:
        await look_at_plan(pilot, PLAN_PLACES, OURS, (in_full, in_256), found)
        await look_at_plan(pilot, ["a row that something is said of"], OFFERED, (in_full, in_256), found)
    judge(found)


async def test_a_plan_can_be_read_in_sixteen_colours(planned, monkeypatch):
    monkeypatch.setattr(constants, "COLOR_SYSTEM", "standard")
    found: Worst = {}
    async with planned(WRONG).run_test(size=(120, 40)) as pilot:
        await look_at_plan(pilot, PLAN_PLACES, OURS, PALETTES, found)
    judge(found)


async def test_a_plan_can_be_read_in_the_terminals_own_colours(planned):
    found: Worst = {}
    async with planned(WRONG, theme=OF_SIXTEEN[0]).run_test(size=(120, 40)) as pilot:
        await look_at_plan(pilot, PLAN_PLACES, OF_SIXTEEN, PALETTES, found)
    assert [*found] == [*OF_SIXTEEN]
    judge(found)


async def test_counts_are_shaded_anew_as_a_theme_is_picked_on_each_screen_that_has_them(app, day):
    def levels(text: Content) -> set[str]:
        return {str(span.style) for span in text.spans} & {*SHADES[1:], *FEW_COLOURS[2:]}

    for text in ("one", "another"):
        day.do(TakeNote(text, "frein", ("emergence", "structuration"), ("elus",)))
    async with app(day).run_test(size=(120, 40)) as pilot:
        small = pilot.app.screen.query_one(Small)
        await pilot.press("m")
        await pilot.pause()
        grid = pilot.app.screen.query_one(MatrixGrid)
        for theme, shades in ((OF_SIXTEEN[0], FEW_COLOURS), ("workshop-light", SHADES)):
            await wear(pilot, theme)
            shown = set.union(*map(levels, grid.rows))
            assert shown, theme
            assert shown <= {*shades}, theme
        await pilot.press("escape")
        await pilot.pause()
        for over in ((), ("question_mark",)):
            await pilot.press(*over)
            for theme, shades in ((OF_SIXTEEN[0], FEW_COLOURS), ("workshop-light", SHADES)):
                pilot.app.theme = theme
                assert levels(small.text), theme
                assert levels(small.text) <= {*shades}, theme
