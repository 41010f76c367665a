"""Notes afterwards, on their screen: filled in, changed, sorted, moved, settled, shown to the room; and counted."""

from __future__ import annotations

import pytest

from tests.conftest import utc
from tests.tui.read import rows, shown
from tests.tui.unhurried import settled
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.notes.commands import AmendNote, TakeNote
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.timing.commands import Next


@pytest.fixture
def untagged(session, clock):
    """Four notes: one whole, three that lack something."""
    clock.instant = utc(9)
    session.do(Next())
    session.do(TakeNote("whole", "frein", ("emergence",), ("elus",)))
    session.do(TakeNote("no kind", None, ("emergence",), ("elus",)))
    session.do(TakeNote("nothing"))
    session.do(TakeNote("no one", "levier", ("action",)))
    return session


async def test_what_lacks_a_tag_is_filled_in_with_a_key_a_tag(app, untagged):
    async with app(untagged, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "u")
        await settled(pilot)
        assert "no kind" in shown(pilot.app, "whole")
        assert shown(pilot.app, "echo") == "2 more after this one · a letter a tag; ⏎: the next note"
        await pilot.press("b")  # its kind: done, the next
        await settled(pilot)
        assert "nothing" in shown(pilot.app, "whole")
        await pilot.press("e", "f", "r")
        await settled(pilot)
        assert "no one" in shown(pilot.app, "whole")
        await pilot.press("l")
        await settled(pilot)
        assert not pilot.app.screen.composing
        await pilot.press("u")
        await settled(pilot)
        assert shown(pilot.app, "echo") == "Every note here has a kind, a phase and a stakeholder"
    tagged = [(n.taken.kind, n.taken.phases, n.taken.stakeholders) for n in untagged.state.notebook.notes]
    assert tagged == [
        ("frein", ("emergence",), ("elus",)),
        ("frein", ("emergence",), ("elus",)),
        ("levier", ("definition",), ("collectif",)),
        ("levier", ("action",), ("elus",)),
    ]


async def test_filling_in_stops_with_escape_and_leaves_what_was_not_kept(app, untagged):
    async with app(untagged, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "u")
        await settled(pilot)
        await pilot.press("escape")
        await settled(pilot)
        assert not pilot.app.screen.composing
    assert not any(note.changes for note in untagged.state.notebook.notes)


async def test_a_half_typed_change_is_kept_and_gone_on_with(app, untagged, clock):
    async with app(untagged, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "enter")
        await settled(pilot)
        await pilot.press(*" at all")
        await settled(pilot)
    again = Session(SqliteJournal(untagged.journal.file), clock, "pascal")
    async with app(again, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "enter")
        await settled(pilot)
        assert pilot.app.screen.query_one("#text").value == "no one at all"
        assert shown(pilot.app, "echo") == "Your half-typed change of this note"
        assert again.draft() == "", "the draft of a new note is another thing"
        await pilot.press("enter")
        await settled(pilot)
        assert again.state.notebook.notes[-1].taken.text == "no one at all"
        assert again.draft(f"note {again.state.notebook.notes[-1].number}") == ""


async def test_forgetting_a_note_forgets_its_half_typed_change(untagged):
    number = untagged.state.notebook.notes[0].number
    untagged.keep_draft("a secret", f"note {number}")
    untagged.keep_draft("another's", f"note {number}1")
    untagged.forget(number)
    assert (untagged.draft(f"note {number}"), untagged.draft(f"note {number}1")) == ("", "another's")
    assert b"a secret" not in untagged.journal.file.read_bytes()


async def test_a_field_that_is_emptied_is_taken_away(app, session, clock):
    session.do(TakeNote("call", "action", ("action",), ("elus",), details=Details(who="Marie", due="Friday")))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "enter")
        await settled(pilot)
        await pilot.press("tab", "down", "down", "down")
        await settled(pilot)
        await pilot.press(*["backspace"] * 5, "enter")
        await settled(pilot)
    assert session.state.notebook.notes[0].taken.details == Details(due="Friday")


async def test_notes_are_sorted_moved_settled_and_found_again_in_the_timetable(app, untagged):
    async with app(untagged, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "s")
        await settled(pilot)
        assert shown(pilot.app) == "Notes · 4 notes · oldest first"
        assert "whole" in rows(pilot.app)[0]
        await pilot.press("s", "s", "s", "s")
        await settled(pilot)
        assert shown(pilot.app) == "Notes · 4 notes · by kind"
        assert [row.split("  ")[-1].strip() for row in rows(pilot.app)] == ["whole", "no one", "no kind", "nothing"]
        await pilot.press("x")
        await settled(pilot)
        assert shown(pilot.app, "echo") == "Only a question, what was parked, or an expectation is settled"
        await pilot.press("home", "g")
        await settled(pilot)
        await pilot.press(*"nowhere", "enter")
        await settled(pilot)
        assert shown(pilot.app, "echo").startswith("no segment is called “nowhere”: there are accueil, tour, ")
        await pilot.press(*["backspace"] * 7, *"témoig", "enter")
        await settled(pilot)
        assert untagged.state.notebook.notes[0].taken.segment == "temoignage"
        await pilot.press("j")
        await settled(pilot)
        assert pilot.app.screen.query_one("#timetable").selected == "temoignage"


async def test_a_question_is_settled_and_open_again_on_one_key(app, session):
    session.do(TakeNote("why?", "question"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "x")
        await settled(pilot)
        assert "(settled: yes)" in shown(pilot.app, "whole")
        await pilot.press("x")
        await settled(pilot)
        assert "(settled: no)" in shown(pilot.app, "whole")


async def test_the_room_is_shown_a_pinned_note_without_names_and_a_private_one_no_more(app, session):
    session.do(Expect("Marie Dupont"))
    session.do(TakeNote("[Marie] l'a dit"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("d")
        await settled(pilot)
        assert shown(pilot.app, "pinned") == ""
        await pilot.press("d", "l", "d", "escape", "d")
        await settled(pilot)
        assert shown(pilot.app, "pinned") == "[P1] l'a dit"
        await pilot.press("d", "l", "p", "escape", "d")
        await settled(pilot)
        assert shown(pilot.app, "pinned") == ""


async def test_what_is_copied_has_no_names(app, session):
    session.do(Expect("Marie Dupont"))
    session.do(TakeNote("Marie l'a dit"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "y")
        await settled(pilot)
        assert pilot.app.clipboard == "P1 l'a dit"


async def test_the_matrix_counts_one_way_by_member_and_by_segment(app, session, clock):
    clock.instant = utc(9)
    session.do(Next())
    session.do(TakeNote("x", "sollicitation", ("emergence",), details=Details(asker="collectif", asked="commune")))
    session.do(Next())
    session.do(TakeNote("y", "sollicitation", ("emergence",), details=Details(asker="elus", asked="collectif")))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("m")
        await settled(pilot)
        assert shown(pilot.app) == "Phases × stakeholders · requests: 2 notes"
        await pilot.press("c")
        await settled(pilot)
        assert shown(pilot.app) == "Phases × stakeholders · requests of the collective: 1 note"
        await pilot.press("f", "home", *["down"] * 4)
        await settled(pilot)
        assert shown(pilot.app, "cell") == "Emergence × Municipality · 1 note"
        await pilot.press("c", "c", "s")
        await settled(pilot)
        first = session.state.day.title("accueil")
        assert shown(pilot.app) == f"Phases × stakeholders · all notes: 1 note · {first}"
        await pilot.press("s", "s")
        await settled(pilot)
        assert shown(pilot.app) == "Phases × stakeholders · all notes: 2 notes"


async def test_forgetting_a_note_forgets_what_was_said_in_its_fields(session):
    details = Details(who="Unetelle Secrete", due="avant la fuite", answer="reponse secrete")
    number = session.do(TakeNote("x", "action", details=details)).number
    session.do(AmendNote(number, details=Details(due="apres la fuite")))
    session.forget(number)
    kept = b"".join(file.read_bytes() for file in session.journal.file.parent.iterdir())
    assert not [words for words in (b"Unetelle", b"la fuite", b"reponse") if words in kept]
