"""Tags three ways: typed in the text, picked by letter, kept from the note before."""

from __future__ import annotations

from tests.conftest import utc
from tests.tui.unhurried import settled
from workshop_tui.session.timing.commands import Next


def tags(app) -> str:
    return str(app.screen.query_one("#tags").text).split("\n")[0]


async def test_tags_typed_in_the_text_show_as_they_are_typed_and_are_not_in_the_note(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"the mayor #emergence @elus")
        await settled(pilot)
        assert tags(pilot.app).split() == (
            ["Kind", "–", "Phase", "[Emergence]", "Stakeholder", "[Local", "elected", "officials]"]
        )  # fmt: skip
        await pilot.press(*" !bar", "right", "enter")  # the rest of “!barrier” is offered
        await settled(pilot)
        taken = session.state.notebook.notes[0].taken
        assert (taken.text, taken.kind, taken.phases, taken.stakeholders) == (
            "the mayor", "frein", ("emergence",), ("elus",)
        )  # fmt: skip


async def test_typed_and_picked_tags_add_up_and_a_picked_kind_wins(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"x #action !levier ~velo", "tab", "b", "e", "enter")
        await settled(pilot)
        taken = session.state.notebook.notes[0].taken
        assert (taken.kind, taken.phases, taken.initiative) == ("frein", ("emergence", "action"), "velo")


async def test_the_phase_stays_until_another_is_named_and_is_shown(app, session, clock):
    clock.instant = utc(9)
    session.do(Next())
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"one #emergence", "enter")
        await settled(pilot)
        await pilot.press("n")
        await settled(pilot)
        assert "Phase (Emergence)" in tags(pilot.app)
        await pilot.press(*"two", "enter")
        await settled(pilot)
        await pilot.press("n", *"three #action", "enter")
        await settled(pilot)
        await pilot.press("n", *"four", "tab", "down", "backspace", "enter")
        await settled(pilot)
        await pilot.press("n", *"five", "enter")
        await settled(pilot)
        phases = [note.taken.phases for note in session.state.notebook.notes]
        assert phases == [("emergence",), ("emergence",), ("action",), (), ()]


async def test_a_note_that_is_only_tags_is_told_and_stays_to_be_written(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"#emergence", "enter")
        await settled(pilot)
        assert session.state.notebook.notes == ()
        assert pilot.app.screen.query("Composer.open")
        assert "a note needs a text" in str(pilot.app.screen.query_one("#notice").text)


async def test_tab_shows_the_letters_at_once(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"x", "tab")
        await settled(pilot)
        assert "b Barrier" in str(pilot.app.screen.query_one("#tags").text)
