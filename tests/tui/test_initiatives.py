"""The initiatives on the screen: named, told about field by field, withdrawn."""

from __future__ import annotations

from tests.tui.bursts import burst
from tests.tui.read import rows, shown
from tests.tui.unhurried import settled
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import AmendNote, RecordInitiative, TakeNote, WithdrawInitiative
from workshop_tui.tui.screens.initiatives import InitiativesScreen


async def test_an_initiative_is_named_and_told_about_field_by_field(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("i")
        await settled(pilot)
        assert shown(pilot.app) == "0 initiatives"
        assert shown(pilot.app, "whole") == "None yet: n notes one"
        await burst(pilot, "n", *"Atelier [vélo]", "enter")
        await settled(pilot)
        assert shown(pilot.app) == "Atelier [vélo] · 0 notes"
        await burst(pilot, "down", "enter", *"repair", "enter")  # its type; then its territory is selected
        await settled(pilot)
        await burst(pilot, "enter", *"Aurillac", "enter", "end", "up", "up", "enter", *"organis", "right", "enter")
        await settled(pilot)
        await burst(pilot, "enter", *"élus, gal", "enter", "c")
        await settled(pilot)
        assert shown(pilot.app) == "Atelier [vélo] · 0 notes · the case"
        assert "Question of the case" in "".join(rows(pilot.app))
        await pilot.press("escape")
        await settled(pilot)
        assert rows(pilot.app) == ["Atelier [vélo]  Aurillac  Organising    0 notes  the case"]
    one = session.state.notebook.initiatives["atelier-velo"]
    assert (one.kind, one.territory, one.phase, one.stakeholders, one.case) == (
        "repair",
        "Aurillac",
        "structuration",
        ("elus", "gal"),
        True,
    )


async def test_what_is_half_typed_in_a_field_is_kept_and_escape_drops_it(app, session, clock):
    session.do(RecordInitiative(name="Le jardin"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("i", "enter")
        await settled(pilot)
        await burst(pilot, "down", "enter", *"jard")
        await settled(pilot)
    again = Session(SqliteJournal(session.journal.file), clock, "pascal")
    async with app(again, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("i", "enter")
        await settled(pilot)
        await pilot.press("down", "enter")
        await settled(pilot)
        assert pilot.app.focused.value == "jard"
        await pilot.press("escape")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert pilot.app.focused.value == ""


async def test_its_notes_are_opened_and_it_is_withdrawn_without_them(app, session):
    session.do(RecordInitiative(name="Le jardin"))
    session.do(TakeNote("about it", initiative="jardin"))
    session.do(TakeNote("about nothing"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("i", "l")
        await settled(pilot)
        assert shown(pilot.app) == "Notes · Le jardin · 0 notes", "“jardin” is no beginning of its name"
        session.do(AmendNote(session.state.notebook.notes[0].number, initiative="le jardin"))
        await settled(pilot)
        assert shown(pilot.app) == "Notes · Le jardin · 1 note"
        assert "initiative: Le jardin" in shown(pilot.app, "whole")
        await pilot.press("escape", "w")
        await settled(pilot)
        assert isinstance(pilot.app.screen, InitiativesScreen)
        assert shown(pilot.app) == "0 initiatives"
    assert len(session.state.notebook.notes) == 2


async def test_an_initiative_that_is_withdrawn_elsewhere_is_said_to_be(app, session, clock):
    session.do(RecordInitiative(name="Le jardin"))
    other = Session(SqliteJournal(session.journal.file), clock, "aurelie")
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("i", "enter")
        await settled(pilot)
        other.do(WithdrawInitiative("le-jardin"))
        await settled(pilot)
        assert shown(pilot.app) == "This initiative was withdrawn"
        await pilot.press("enter", "c", "l")
        await settled(pilot)
        assert shown(pilot.app) == "This initiative was withdrawn"
    other.close()


async def test_what_withdrew_an_initiative_names_the_key_that_brings_it_back_with_all_of_it(app, session):
    session.do(RecordInitiative(name="Le jardin", need="manger"))
    session.do(RecordInitiative(name="Le café"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("i", "w")
        await settled(pilot)
        assert shown(pilot.app, "echo") == "“Le jardin” is withdrawn; its notes stay: b brings it back"
        await pilot.press("b")
        await settled(pilot)
        assert shown(pilot.app, "echo") == "The initiative is back"
        assert pilot.app.screen.key == "le-jardin"
    assert session.state.notebook.initiatives["le-jardin"].need == "manger"
    assert not session.state.notebook.former
