"""Wording: it fits, and says what a person looks for: names of files, reasons, keys that do something."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

import workshop_tui.tui
from tests.tui.bursts import burst
from tests.tui.unhurried import settled
from workshop_tui.locale import _, speaking
from workshop_tui.presence import who_is_here
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.timing.commands import Next
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.notice import fitting


def test_of_a_path_that_is_too_long_the_name_stays():
    path = "/tmp/a folder/that is/deep/report of the day.md"
    assert fitting(f"Written: {path}", 200) == f"Written: {path}"
    assert fitting(f"Written: {path}", 50) == "Written: …/report of the day.md"
    assert fitting(f"{path} cannot be written: 1/2 left", 40) == "…/report of the day.md cannot be written: 1/2 left"
    assert fitting("no path, 3 / 4", 5) == "no path, 3 / 4"


async def test_a_reason_comes_before_the_path_in_an_alarm(app, morning):
    from workshop_tui.journal.errors import Unwritable
    from workshop_tui.journal.faults import gone

    async with app(morning, "fr").run_test(size=(80, 24)) as pilot:
        screen = pilot.app.screen
        morning.held.why = Unwritable(gone(morning.journal.file))
        told = screen._alarm().replace("\xa0", " ")
        assert told == f"PLUS RIEN N’EST ENREGISTRÉ : ce fichier a été déplacé ou supprimé · {morning.journal.file}"
        morning.held.why = None


async def test_leaving_a_session_that_was_deleted_says_no_way_back(app, morning):
    async with app(morning, "en").run_test(size=(80, 24)) as pilot:
        morning.journal.file.unlink()
        await pilot.press("q")
        await settled(pilot)
    assert "workshop-tui join" not in (pilot.app.return_value or "")
    assert "has been moved or deleted" in (pilot.app.return_value or "")


async def test_find_again_selects_the_words_that_were_looked_for(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await burst(pilot, "l", "slash", *"maire", "enter", "slash", *"local")
        await settled(pilot)
        assert pilot.app.screen.query_one("Ask Input").value == "local"


async def test_a_line_that_is_asked_for_says_once_what_it_asks(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await settled(pilot)
        assert "minutes" in str(pilot.app.screen.query_one("#ask").border_title)
        assert not pilot.app.screen.query_one("Ask Input").placeholder


async def test_what_the_composer_asks_for_is_whole_at_80_columns(app, session):
    for language in ("fr", "en"):
        async with app(session, language).run_test(size=(80, 24)) as pilot:
            await pilot.press("n")
            await settled(pilot)
            line = pilot.app.screen.query_one("#text")
            assert len(line.placeholder) < line.content_size.width
            await pilot.press("tab")
            await settled(pilot)
            composer = pilot.app.screen.query_one("#composer")
            assert len(str(composer.border_subtitle)) < composer.size.width - 4


async def test_fit_offers_another_way_only_where_there_is_one(app, session):
    session.do(Next())
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("f")
        await settled(pilot)
        screen = pilot.app.screen
        ways = sum(way.proposal is not None for way in screen._ways)
        assert ("other" in screen.query_one(KeyBar).text.plain) == (ways > 1)
        assert ("apply" in screen.query_one(KeyBar).text.plain) == (ways > 0)


async def test_the_matrix_opens_on_the_first_count_that_has_something(app, session):
    session.do(TakeNote("x", "levier", ("emergence",), ("elus",)))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("m")
        await settled(pilot)
        assert "all notes: 1 note" in pilot.app.screen.query_one("#heading", Line).text.plain


def test_somebody_who_leads_and_is_not_here_is_said_without_their_gender(morning):
    with speaking("fr"):
        assert who_is_here(morning.state, "aurelie", None) == "Aurélie (pas là)"


@lru_cache
def _all_asked() -> tuple[str, ...]:
    return tuple(_asked())


def _asked() -> Iterator[str]:
    """The texts over a line that is asked for: what is said to `ask`, at once or as `told` or `asked`."""
    for path in Path(workshop_tui.tui.__path__[0]).rglob("*.py"):
        for made in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(made, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            asks = [one for one in ast.walk(made) if isinstance(one, ast.Call) and _named(one.func) in _ASKS]
            names = {arg.id for one in asks for arg in one.args if isinstance(arg, ast.Name)}
            said = [arg for one in asks for arg in one.args]
            said += [
                one.value for one in ast.walk(made) if isinstance(one, ast.Assign) and _named(one.targets[0]) in names
            ]
            for one in said:
                if isinstance(one, ast.Call) and _named(one.func) == "_" and isinstance(one.args[0], ast.Constant):
                    yield str(one.args[0].value)


_ASKS = {"ask_for", "_ask", "Ask", "AskLines"}


def _named(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_asked_for_is_read_whole_at_80_columns(language):
    asked = {text for text in _all_asked() if "{" not in text}
    assert len(asked) > 8
    with speaking(language):
        assert [told for text in asked if len(told := _(text)) > 74] == []


SIGNS = {
    "T": ["►  speaks", "✓  has spoken in the round", "1  the place in the fair order"],
    "G": ["►  live", "✓  has finished", "+  asks for time"],
    "j": ["[x]  ticked", "[!]  not ticked, and late", "[ ]  to be done"],
    "D": ["►  live"],
    "c": ["►  live", "✓  is there"],
    "l": ["►  live", "?  a tag that no list knows"],
}
"""The signs of screens, by the key that opens each."""


async def test_the_help_of_a_screen_explains_the_signs_of_that_screen_and_no_others(app, morning):
    async with app(morning, "en").run_test(size=(80, 60)) as pilot:
        for key, signs in SIGNS.items():
            await pilot.press(key, "question_mark")
            await settled(pilot)
            lines = [line.strip() for line in str(pilot.app.screen.query_one("#lines", Line).content).splitlines()]
            assert lines[lines.index("") + 1 :] == signs, key
            await pilot.press("escape", "escape")
            assert pilot.app.screen.NAME == "run"


def test_each_screen_whose_signs_are_told_apart_is_one():
    from workshop_tui.tui.dialogs.help import OF
    from workshop_tui.tui.keys import SCREENS

    assert OF.keys() <= SCREENS.keys()
