"""Hints: a sentence that names a key names it only where, and as long as, that key does that."""

from __future__ import annotations

import re

from tests.conftest import utc
from tests.tui.read import notice
from tests.tui.unhurried import settled
from workshop_tui.service import Session
from workshop_tui.session.timing.commands import Next
from workshop_tui.session.timing.replanning_commands import Extend
from workshop_tui.tui.key import SIGNS
from workshop_tui.tui.widgets.line import Line

OVER = {"l": "notes", "m": "matrix", "r": "report", "i": "initiatives", "c": "attendance", "f": "fit", "w": "why"}
"""The screens that say what the run screen says, and the key that opens each."""
TYPED = (("n", "composer"), ("a", "ask"), ("t", "signals"))
"""Texts that are typed on the run screen, where letters are its own."""
SAID = {
    "undo": (("e",), "Pascal changed", " — u takes it back, w says why"),
    "draft": (("n", "x", "escape"), "A half-typed note is kept", ": n goes on with it"),
    "leave": (("ctrl+c",), "Nothing is ended", ": q leaves, and the day goes on"),
    "end": (("E", "enter"), "Pascal ended", " — r: the report — u takes it back"),
}
"""Deeds on the run screen, one after the other: the keys, what is said of them, and the hints."""


def echo(pilot) -> str:
    """The line in which a screen over the run screen says what that one says."""
    return pilot.app.screen.query_one("#echo", Line).text.plain


async def test_a_hint_of_the_run_screen_stands_on_no_screen_over_it(app, morning):
    async with app(morning, "en").run_test(size=(160, 40)) as pilot:
        morning.do(Extend(1, None))
        screen = pilot.app.screen
        for cause, (keys, told, hints) in SAID.items():
            for one in keys:
                await pilot.press(one)
                await settled(pilot)
            assert notice(screen).startswith(told)
            assert notice(screen).endswith(hints)
            sentence = notice(screen).removesuffix(hints)
            for key, name in OVER.items():
                if (key, cause) == ("f", "end"):
                    continue  # nothing is left to fit
                await pilot.press(key)
                await settled(pilot)
                assert name == pilot.app.screen.NAME
                assert echo(pilot) == sentence, (cause, name)
                await pilot.press("escape")
                assert notice(screen) == sentence + hints, (cause, name)


async def test_a_hint_goes_while_something_is_typed_and_comes_back(app, morning):
    async with app(morning, "en").run_test(size=(160, 40)) as pilot:
        await pilot.press("e")
        screen = pilot.app.screen
        hints = " — u takes it back, w says why"
        sentence = notice(screen).removesuffix(hints)
        for key, typed in TYPED:
            assert notice(screen) == sentence + hints, key
            await pilot.press(key)
            assert screen._typing == typed
            assert notice(screen) == sentence, key
            await pilot.press("escape")
            assert notice(screen) == sentence + hints, key


async def test_a_hint_goes_under_a_question_and_under_the_help(app, morning):
    async with app(morning, "en").run_test(size=(160, 40)) as pilot:
        for key in ("question_mark", "E"):
            await pilot.press("e")
            screen = pilot.app.screen
            assert "u takes it back" in notice(screen)
            await pilot.press(key)
            await settled(pilot)
            await pilot.pause(0.2)
            assert "u takes it back" not in notice(screen)
            await pilot.press("escape")


async def test_what_takes_back_is_named_while_it_is_what_would_be_taken_back(app, morning, clock):
    from workshop_tui.journal.sqlite import SqliteJournal
    from workshop_tui.session.attendance.commands import Expect

    async with app(morning, "en").run_test(size=(160, 40)) as pilot:
        await pilot.press("e")
        screen = pilot.app.screen
        morning.do(Expect("Zoé"))
        assert "u takes it back" in notice(screen)
        Session(SqliteJournal(morning.journal.file), clock, "aurelie").do(Extend(1, None))
        morning.catch_up()
        await pilot.pause(0.2)
        assert "u takes it back" not in notice(screen).replace("Aurélie", "")


async def test_a_withdrawn_note_is_brought_back_by_the_key_of_the_notes_alone(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "w")
        assert echo(pilot) == "The note is withdrawn: b brings it back"
        await pilot.press("escape")
        assert notice(pilot.app.screen) == "The note is withdrawn"
        await pilot.press("l")
        assert echo(pilot) == "The note is withdrawn: b brings it back"
        await pilot.press("slash")
        assert echo(pilot) == "The note is withdrawn"


async def test_a_half_typed_change_is_gone_on_with_while_its_note_is_selected(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "enter", "x", "escape")
        kept = "Your half-typed change of this note is kept"
        assert echo(pilot) == kept + ": ⏎ goes on with it"
        await pilot.press("down")
        await pilot.pause(0.2)
        assert echo(pilot) == kept
        await pilot.press("up")
        await pilot.pause(0.2)
        assert echo(pilot) == kept + ": ⏎ goes on with it"


async def test_panels_name_no_key_while_something_is_typed(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        screen = pilot.app.screen

        def panels() -> str:
            return " ".join(screen.query_one(one, Line).text.plain for one in ("#beside", "#noted"))

        assert "→ starts" in panels()
        assert "n takes one" in panels()
        await pilot.press("n")
        await settled(pilot)
        assert "→ starts" not in panels()
        assert "takes one" not in panels()
        await pilot.press("escape", "down", "v")
        await settled(pilot)
        assert "→ starts" not in panels()


async def test_an_empty_list_names_no_key_while_its_line_is_typed_in(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        for key in ("i", "c"):
            await pilot.press(key)
            await settled(pilot)
            assert ": n notes" in pilot.app.screen.query_one("#whole", Line).text.plain, key
            await pilot.press("n")
            await settled(pilot)
            assert ": n" not in pilot.app.screen.query_one("#whole", Line).text.plain, key
            await pilot.press("escape", "escape")


async def test_what_is_said_quietly_under_an_alarm_names_no_key_on_another_screen(app, session, clock):
    for when in (utc(9, 5), utc(9, 20)):
        clock.instant = when
        session.do(Next())
    clock.instant = utc(9, 50)
    async with app(session, "en").run_test(size=(160, 40)) as pilot:
        await settled(pilot)
        assert ": f helps" in notice(pilot.app.screen)
        pilot.app.screen.query_one("#notice").first("NOTHING IS KEPT NOW", "")
        pilot.app.screen.live_on = lambda: False
        await pilot.press("m")
        await pilot.pause(0.2)
        assert echo(pilot).startswith("NOTHING IS KEPT NOW")
        assert "f helps" not in echo(pilot)


def test_no_sentence_of_the_screens_names_a_key_by_itself():
    """Keys may be chosen: none is written into a text that is not of the widget which hears it."""
    from pathlib import Path

    import workshop_tui.tui as rooms

    signs = {"enter", "escape", "esc", "tab", "space", "backspace", "arrows", *SIGNS.values()} - {"left", "right"}
    folder = Path(rooms.__file__).parent
    for room in ("parts", "screens"):
        for file in (folder / room).glob("*.py"):
            for text in re.findall(r'\b_\("([^"]*)"', file.read_text(encoding="utf-8")):
                assert not signs & set(re.findall(r"[^\s:;,.“”]+", text)), (file.name, text)


async def test_a_hint_of_a_list_that_was_left_holds_in_the_one_that_is_opened_anew(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "enter", "x", "escape", "escape", "l")
        await settled(pilot)
        told = pilot.app.screen.query_one("#echo", Line).text.plain
        assert told == "Your half-typed change of this note is kept: ⏎ goes on with it"
