"""A letter that is seen is written: what is half-typed is kept before the frame that shows it."""

from __future__ import annotations

import pytest
from textual.app import ComposeResult
from textual.widgets import Input

from tests.conftest import SEED
from tests.tui.bursts import burst, painted, typed_and_drawn
from tests.tui.read import notice
from tests.tui.unhurried import settled
from workshop_tui.journal.log import Log
from workshop_tui.plans.beginning import fresh
from workshop_tui.plans.kept import PlanFile
from workshop_tui.session.notes.commands import RecordInitiative
from workshop_tui.session.notes.draft import Draft
from workshop_tui.tui.widgets.ask import Ask


@pytest.fixture
def flushes(monkeypatch):
    """The sessions' logs that were flushed to their disks so far."""
    done = []
    flush = Log.flush
    monkeypatch.setattr(Log, "flush", lambda log: (done.append(log), flush(log)))
    return done


async def test_a_letter_of_a_note_is_kept_before_it_is_drawn(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"icfj")
        await settled(pilot)
        typed_and_drawn(pilot, "h")
        assert Draft.kept(session.draft()).text == "icfjh"


async def test_a_note_that_is_typed_before_the_first_frame_is_not_said_to_be_left(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await burst(pilot, "n", *"#emergence", "enter")
        await settled(pilot)
        assert pilot.app.screen.composing
        assert notice(pilot.app.screen) == "a note needs a text"


async def test_a_letter_of_a_field_of_a_note_is_kept_before_it_is_drawn(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"call", "tab", "f", "down", "down", *"Mari")
        await settled(pilot)
        typed_and_drawn(pilot, "e")
        assert Draft.kept(session.draft()).details.who == "Marie"


async def test_a_note_that_is_opened_and_drawn_has_no_draft_until_it_is_changed(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"said", "enter", "l", "enter")
        await settled(pilot)
        about = pilot.app.screen.composing_about
        painted(pilot)
        assert session.draft(about) == ""
        typed_and_drawn(pilot, "!")
        assert Draft.kept(session.draft(about)).text == "said!"


async def test_a_letter_waits_for_no_disk_and_the_note_that_is_left_half_typed_is_on_it(app, session, flushes):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"half")
        await settled(pilot)
        session.beat("run")
        flushes.clear()
        await pilot.press(*" typ")
        await settled(pilot)
        assert Draft.kept(session.draft()).text == "half typ"
        assert flushes == []
        await pilot.press("escape")
        await settled(pilot)
        assert len(flushes) == 1


async def test_a_change_of_a_note_that_is_left_half_typed_is_on_disk(app, session, flushes):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"said", "enter", "l", "enter", "!")
        await settled(pilot)
        flushes.clear()
        await pilot.press("escape")
        await settled(pilot)
        assert len(flushes) == 1


async def test_a_letter_by_itself_is_drawn_before_its_key_is_followed(app, session, monkeypatch):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", "h")
        await settled(pilot)
        came = []
        display, follow = pilot.app._display, pilot.app._follow
        monkeypatch.setattr(pilot.app, "_display", lambda *of: (came.append("drawn"), display(*of)))
        monkeypatch.setattr(pilot.app, "_follow", lambda *of: (came.append("followed"), follow(*of)))
        await pilot.press("a")
        await settled(pilot)
        assert came[:2] == ["drawn", "followed"]


async def test_a_frame_drawn_before_the_line_that_is_asked_for_stands_breaks_nothing(
    app, session, monkeypatch, tmp_path
):
    compose = Ask.compose

    def drawn_before(ask: Ask) -> ComposeResult:
        ask.app._display(ask.app.screen, None)
        yield from compose(ask)

    monkeypatch.setattr(Ask, "compose", drawn_before)
    (tmp_path / "day.toml").write_bytes(SEED.read_bytes())
    plan = PlanFile(tmp_path / "day.toml", fresh())
    for shown, keys in (({"session": session}, ("i", "n")), ({"plan": plan}, ("down", "down", "a"))):
        async with app(language="en", **shown).run_test() as pilot:
            await pilot.press(*keys)
            await settled(pilot)
            assert isinstance(pilot.app.focused, Input), keys
            typed_and_drawn(pilot, "x")


async def test_a_letter_of_an_initiatives_field_is_kept_before_it_is_drawn(app, session):
    session.do(RecordInitiative(name="Le jardin"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("i", "enter")
        await settled(pilot)
        await pilot.press("down", "enter", *"jar")
        await settled(pilot)
        typed_and_drawn(pilot, "d")
        assert session.draft(pilot.app.screen._asked).partition("\n")[0] == "jard"
