"""Tags three ways: typed in the text, picked by letter, kept from the note before."""

from __future__ import annotations

import pytest
from textual import events

from tests.conftest import utc
from tests.tui.unhurried import settled
from workshop_tui.session.timing.commands import Next


def told(app) -> str:
    """The words that the run screen says for a few seconds."""
    return str(app.screen.query_one("#notice").text)


def tags(app) -> str:
    return str(app.screen.query_one("#tags").text).split("\n")[0]


async def test_tags_typed_in_the_text_show_as_they_are_typed_and_are_not_in_the_note(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"the mayor #emergence @elus")
        await settled(pilot)
        assert tags(pilot.app).split() == (
            ["Kind", "–", "Phase", "[Emergence]", "Stakeholder", "[Local", "elected", "officials]"]
        )
        await pilot.press(*" !bar", "right", "enter")  # the rest of “!barrier” is offered
        await settled(pilot)
        taken = session.state.notebook.notes[0].taken
        assert (taken.text, taken.kind, taken.phases, taken.stakeholders) == (
            "the mayor",
            "frein",
            ("emergence",),
            ("elus",),
        )


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


async def test_a_kind_that_is_typed_later_takes_the_place_of_the_one_there_is(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "up", "down", *["enter", *" !levier"])
        await settled(pilot)
        assert tags(pilot.app).split()[:2] == ["Kind", "[Enabler]"]
        await pilot.press("enter")
        await settled(pilot)
        assert "levier" in {note.taken.kind for note in morning.state.notebook.notes if note.changes}
        await pilot.press("enter", *" !frein", *["backspace"] * 7)
        await settled(pilot)
        assert tags(pilot.app).split()[:2] == ["Kind", "[Enabler]"], "what was typed is gone: the one before is back"


async def test_of_two_kinds_typed_the_last_is_the_notes_and_that_is_said(app, session):
    async with app(session, "en").run_test(size=(160, 40)) as pilot:
        await pilot.press("n", *"x !frein !levier ~velo ~jardin")
        await settled(pilot)
        assert tags(pilot.app).split()[:2] == ["Kind", "[Enabler]"]
        await pilot.press("enter")
        await settled(pilot)
        taken = session.state.notebook.notes[0].taken
        assert (taken.text, taken.kind, taken.initiative) == ("x", "levier", "jardin")
        said = str(pilot.app.screen.query_one("#notice").text)
        assert "“Enabler” takes the place of “!frein”" in said
        assert "“~jardin” takes the place of “~velo”" in said


async def test_a_kind_picked_after_one_was_typed_wins_in_the_preview_and_in_the_note(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"x !levier", "tab", "b")
        await settled(pilot)
        assert tags(pilot.app).split()[:3] == ["Kind", "[Barrier]", "►"]
        await pilot.press("escape", "n", "enter")
        await settled(pilot)
        assert session.state.notebook.notes[0].taken.kind == "frein"


async def test_a_tag_that_no_list_knows_stays_in_the_text_and_is_said(app, session):
    async with app(session, "en").run_test(size=(160, 40)) as pilot:
        await pilot.press("n", *"avec les @maraichers #emergence", "enter")
        await settled(pilot)
        assert session.state.notebook.notes[0].taken.text == "avec les @maraichers"
        said = str(pilot.app.screen.query_one("#notice").text)
        assert said.startswith("Note kept · no list knows the stakeholder “maraichers”")


async def test_a_draft_without_a_text_is_none(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        screen = pilot.app.screen
        for text, keys in (("one", ["ctrl+u"]), ("two", ["alt+enter", "x", "ctrl+u"]), ("three", ["backspace"] * 5)):
            await pilot.press("n", *text, "tab", "b", "escape")
            await settled(pilot)
            assert session.draft()
            await pilot.press("n", *keys, "escape")
            await settled(pilot)
            assert session.draft() == ""
            assert screen.query_one("#notice").text.plain == ""
    assert not session.state.notebook.notes


async def test_the_bar_of_the_composer_says_how_a_draft_is_thrown_away(app, session):
    async with app(session, "fr").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", "x")
        for size in ((120, 40), (80, 24), (60, 16)):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            assert "^u jeter" in pilot.app.screen.query_one("KeyBar").text.plain, size


async def test_a_new_line_is_where_it_was_typed_however_fast_keys_come(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        for new_line in (("ctrl+j", "\n"), ("alt+enter", None), ("shift+enter", None)):
            await pilot.press("n")
            for part in ("abc", "def", "ghi"):
                for letter in part:
                    pilot.app.post_message(events.Key(letter, letter))
                pilot.app.post_message(events.Key(*new_line))
            await settled(pilot)
            assert pilot.app.screen.query_one("#lines").text == "abc\ndef\nghi\n", new_line
            await pilot.press("enter")


async def test_a_line_that_is_asked_for_has_no_new_line(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("a", "x")
        pilot.app.post_message(events.Key("ctrl+j", "\n"))
        await pilot.press("y")
        await settled(pilot)
        assert pilot.app.screen.query_one("Ask Input").value == "xy"


@pytest.mark.parametrize("begun", ["", "a line"])
async def test_a_text_that_is_full_says_so_before_enter_and_is_kept_whole(app, session, begun):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *begun, *(["ctrl+j"] if begun else []))
        await settled(pilot)
        pilot.app.post_message(events.Paste("x" * 9_990))
        await settled(pilot)
        assert "10,000" not in told(pilot.app)
        await pilot.press(*"y" * (10 - len(begun) - bool(begun)), "z")
        await settled(pilot)
        assert told(pilot.app) == "A text has at most 10,000 characters: this one is full"
        await pilot.press("enter")
        await settled(pilot)
    text = session.state.notebook.notes[0].taken.text
    assert (len(text), text[-1]) == (10_000, "y")


async def test_a_paste_that_is_cut_or_has_control_characters_is_told_before_enter(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n")
        pilot.app.post_message(events.Paste("a\x07b"))
        await settled(pilot)
        assert told(pilot.app) == "Control characters are no text: they are left out."
        pilot.app.post_message(events.Paste("x" * 15_000))
        await settled(pilot)
        assert told(pilot.app) == "More than 10,000 characters were pasted: the end is cut"
        assert session.state.notebook.notes == ()


async def test_several_notes_are_taken_in_a_row_without_leaving_the_composer(app, session, clock):
    clock.instant = utc(9)
    session.do(Next())
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"one #emergence", "ctrl+n", *"two", "tab", "b", "ctrl+n", "ctrl+n", *"three", "enter")
        await settled(pilot)
        taken = [note.taken for note in session.state.notebook.notes]
        assert [(one.text, one.kind, one.phases) for one in taken] == (
            [("one", None, ("emergence",)), ("two", "frein", ("emergence",)), ("three", None, ("emergence",))]
        )
        assert not pilot.app.screen.composing
        assert not session.draft()


async def test_a_note_that_is_refused_is_not_followed_by_another(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"#emergence", "ctrl+n")  # tags alone are no note
        await settled(pilot)
        assert pilot.app.screen.query_one("#text").value == "#emergence"
        assert not session.state.notebook.notes
