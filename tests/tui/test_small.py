"""A window too small for the screens: the notice, and that nothing but leaving gets through, whatever is open."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from textual.events import Paste
from textual.widgets import Input

from tests.refusing import refuse
from tests.tui.bursts import burst
from tests.tui.conftest import clicked
from tests.tui.read import drawn
from tests.tui.unhurried import settled
from workshop_tui.session.timing.commands import Next
from workshop_tui.session.timing.day import Mode
from workshop_tui.tui.dialogs.confirm import ConfirmScreen
from workshop_tui.tui.widgets.notice import Notice
from workshop_tui.tui.widgets.timetable import Timetable

LARGE, SMALL = (120, 40), (50, 14)
KEYS = ("right", "x", "u", "enter", "tab", "escape", "e", "s", "down", "space", "backspace", "E", "ctrl+p", "ctrl+c")
OPEN = {
    "run": [],
    "composer": ["n", *"un debat"],
    "tags": ["n", *"un debat", "tab", "f"],
    "add": ["a", *"Detour 10"],
    "move": ["down", "v", "down"],
    "signals": ["t"],
    "notes": ["l"],
    "search": ["l", "slash", *"maire"],
    "amend": ["l", "enter", *" bis"],
    "matrix": ["m", "down", "right"],
    "initiatives": ["i"],
    "initiative": ["i", "n", *"Jardin"],
    "attendance": ["c"],
    "participant": ["c", "n", *"Marie"],
    "report": ["r", "down"],
    "save": ["r", "s"],
    "fit": ["f"],
    "why": ["w"],
    "room": ["d"],
    "help": ["question_mark"],
    "palette": ["ctrl+p", *"note"],
    "confirm": ["c", "n", *"Marie", "enter", "w"],
}
"""The keys that open each, from the run screen."""


def seen(app):
    """Name what would be lost: the screens, the focus, what is typed where, what is selected."""
    focused = app.focused
    typed = [(one.value, one.cursor_position) for one in app.screen.query(Input)]
    rows = [one.selected for one in app.screen.query("Rows")]
    return [type(one).__name__ for one in app.screen_stack], focused, typed, rows, app.screen.scroll_offset


async def leave(pilot, session):
    """Go back to the run screen, with nothing begun on it, nothing half-typed and nothing said."""
    run = pilot.app.screen_stack[0]
    while pilot.app.screen is not run or run._typing or run.query_one(Timetable).moving:
        await pilot.press("escape")
    session.keep_draft("")
    run.query_one(Notice)._left = 0
    await settled(pilot)


async def test_everything_is_as_it_was_once_there_is_room_again(app, morning):
    async with app(morning, "en").run_test(size=LARGE) as pilot:
        at_first = None
        for name, keys in OPEN.items():
            await burst(pilot, *keys)
            before, number, picture = (
                seen(pilot.app),
                morning.state.number,
                [str(one) for one in pilot.app.screen.query("*")],
            )
            assert before != at_first, f"{name} is opened"
            await pilot.resize_terminal(*SMALL)
            assert "needs&#160;at&#160;least&#160;40&#160;columns" in pilot.app.export_screenshot(), name
            await burst(pilot, *KEYS)
            pilot.app.post_message(Paste("pasted"))
            await clicked(pilot, "Screen", offset=(20, 5), times=2)
            await pilot.resize_terminal(*LARGE)
            await pilot.pause()
            assert seen(pilot.app) == before, name
            assert [str(one) for one in pilot.app.screen.query("*")] == picture, name
            assert morning.state.number == number, name
            assert not pilot.app.too_small, name
            await leave(pilot, morning)
            at_first = seen(pilot.app)


async def test_a_half_typed_note_goes_on_where_it_was_and_is_on_disk_meanwhile(app, session):
    async with app(session, "en").run_test(size=LARGE) as pilot:
        await pilot.press("n", *"un debat ")
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert '"text":"un debat "' in session.journal.draft("pascal")
        await pilot.resize_terminal(*LARGE)
        await pilot.press(*"tres utile", "enter")
        assert [note.taken.text for note in session.state.notebook.notes] == ["un debat tres utile"]
        assert session.state.day.mode is Mode.READY


async def test_home_opens_nothing_in_a_window_too_small_and_q_leaves_it(app, session):
    async with app(None, "en").run_test(size=SMALL) as pilot:
        assert "needs&#160;at&#160;least" in pilot.app.export_screenshot()
        await pilot.press("enter", "escape")
        assert pilot.app.screen.NAME == "home"
        await pilot.press("q")
    assert pilot.app.return_code == 0


@pytest.mark.parametrize("keys", [OPEN[name] for name in ("composer", "tags", "search", "palette", "signals")])
async def test_q_is_a_letter_where_a_text_is_typed_and_ctrl_q_leaves(app, morning, keys):
    async with app(morning, "en").run_test(size=LARGE) as pilot:
        await pilot.press(*keys)
        await pilot.resize_terminal(*SMALL)
        await pilot.press("q")
        assert pilot.app._exit is False
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert pilot.app._exit is True


async def test_leaving_what_is_not_kept_asks_and_the_notice_says_that_something_is_asked(app, session, monkeypatch):
    async with app(session, "en").run_test(size=LARGE) as pilot:
        refuse(session)
        await pilot.press("right", "l")
        await pilot.resize_terminal(*SMALL)
        await pilot.press("ctrl+q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert "A&#160;question&#160;waits" in pilot.app.export_screenshot()
        await pilot.press("enter", "ctrl+q")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConfirmScreen)
        await pilot.resize_terminal(*LARGE)
        await pilot.press("escape")
        screen: Any = pilot.app.screen
        assert screen.NAME == "notes"
        assert list(session.held.events)


async def test_what_happens_meanwhile_is_shown_once_there_is_room_again(app, session):
    async with app(session, "en").run_test(size=SMALL) as pilot:
        session.do(Next())
        for size in ((59, 40), (130, 15), (1, 1), (200, 3), (80, 24)) * 3:
            await pilot.resize_terminal(*size)
        await pilot.pause()
        assert pilot.app.screen.size == (80, 24)
        assert "►" in pilot.app.export_screenshot()


NARROW = [(40, 20), (59, 16), (45, 16), (40, 16)]


@pytest.mark.parametrize("size", NARROW, ids=str)
async def test_on_a_narrow_screen_the_day_is_run_and_a_note_taken_by_the_same_keys(app, morning, clock, size):
    clock.instant -= timedelta(minutes=10)
    async with app(morning, "en").run_test(size=size) as pilot:
        shown = "\n".join(drawn(pilot))
        assert not pilot.app.too_small
        for what in ("Tour d’écran", "6 min left", "next: ", "09:21 Pa", "Timetable"):
            assert what in shown, what
        await pilot.press("n", *"Un debat", "tab", "b", "e", "l", "enter")
        assert morning.state.notebook.notes[-1].taken.text == "Un debat"
        assert "Barrier" in "\n".join(drawn(pilot))
        await pilot.press("right")
        assert morning.state.day.live == "collectifs"
        await pilot.press("down", "down", "enter")
        assert morning.state.day.live != "collectifs"


async def test_each_screen_can_be_opened_on_the_narrowest_and_its_place_is_on_it(app, morning):
    async with app(morning, "en").run_test(size=NARROW[-1]) as pilot:
        for name, keys in OPEN.items():
            await burst(pilot, *keys)
            assert not pilot.app.screen.show_vertical_scrollbar, name
            focused = pilot.app.focused
            x, y = pilot.app.cursor_position
            assert focused is None or pilot.app.screen.region.contains_region(focused.region), name
            assert "".join(drawn(pilot)[y][max(0, x - 2) : x + 3]).strip(), name
            await leave(pilot, morning)


async def test_all_terms_of_a_list_are_seen_on_the_narrowest(app, morning):
    async with app(morning, "fr").run_test(size=NARROW[-1]) as pilot:
        await pilot.press("n", *"ab", "tab")
        for axis, key in (("kinds", ""), ("phases", "f"), ("stakeholders", "e")):
            await pilot.press(*key)
            await pilot.pause()
            choice = pilot.app.screen.query_one("#tags").choice
            assert choice.axis == axis
            shown = "\n".join(drawn(pilot))
            assert [letter for letter in choice.letters if f" {letter} " not in shown] == [], axis


async def test_a_window_too_small_for_that_names_what_needs_none(app, morning):
    async with app(morning, "en").run_test(size=(39, 16)) as pilot:
        assert pilot.app.too_small
        assert "workshop-tui follow" in pilot.app.told_if_small
        lines, above = pilot.app._notice_lines
        assert pilot.app.cursor_position == ((39 - lines[0].cell_length) // 2, above), "where the notice begins"
