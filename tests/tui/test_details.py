"""The composer's own fields, its marks and several lines; filling in what lacks a tag; a change that is half-typed."""

from __future__ import annotations

import pytest
from textual import events

from tests.conftest import utc
from tests.tui.test_notes import rows, shown
from tests.tui.test_pictures import LARGE, SMALL, SMALLEST
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session import intents as i
from workshop_tui.session.events import Details


def said(pilot) -> str:
    """The second line of the tags: the fields of the note's kind, and its marks."""
    return str(pilot.app.screen.query_one("#tags").text).split("\n")[1]


async def test_a_request_is_asked_for_its_ends_its_purpose_and_its_answer_after_the_text(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"premises", "tab", "r", "e", "l", "r", "a", "m")
        await pilot.pause(0.1)
        assert "From [Residents' collective]" in said(pilot)
        assert "To [Associations]" in said(pilot)
        assert pilot.app.focused.id == "field", "the answer is typed"
        await pilot.press(*"not yet", "enter")
        await pilot.pause(0.1)
    taken = session.state.notes[0].taken
    assert (taken.kind, taken.phases, taken.stakeholders) == ("sollicitation", ("emergence",), ("elus",))
    assert taken.details == Details(asker="collectif", asked="associations", purpose="argent", answer="not yet")


async def test_the_other_end_of_a_request_is_its_stakeholder_and_is_shown_in_parentheses(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"x", "tab", "r", "e", "l", "r")
        await pilot.pause(0.1)
        assert "To (Local elected officials)" in said(pilot)
        await pilot.press("enter")
        await pilot.pause(0.1)
        await pilot.press("n", *"y", "tab", "r", "down", "l", "l")
        await pilot.pause(0.1)
        assert "To (Residents' collective)" in said(pilot)
        await pilot.press("enter")
        await pilot.pause(0.1)
    ends = [(note.taken.details.asker, note.taken.details.asked) for note in session.state.notes]
    assert ends == [("collectif", "elus"), ("elus", "collectif")]


async def test_who_and_by_when_are_typed_one_after_the_other_and_back(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"call", "tab", "f", "down", "down")
        await pilot.pause(0.1)
        await pilot.press(*"Marie", "tab")
        await pilot.pause(0.1)
        await pilot.press(*"Friday", "shift+tab")
        await pilot.pause(0.1)
        await pilot.press(*" D.", "enter")
        await pilot.pause(0.1)
    assert session.state.notes[0].taken.details == Details(who="Marie D.", due="Friday")


async def test_yes_and_no_are_a_letter_and_marks_a_key_each(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"so it is", "tab", "u", "down", "down")
        await pilot.pause(0.1)
        await pilot.press("tab", "n", "asterisk", "question_mark", "minus", "minus")
        await pilot.pause(0.1)
        assert "* to remember" in said(pilot)
        assert "? to check" in said(pilot)
        assert "private" not in said(pilot)
        await pilot.press("enter")
        await pilot.pause(0.1)
    taken = session.state.notes[0].taken
    assert (taken.kind, taken.remember, taken.check, taken.private) == ("verbatim", True, True, False)
    assert taken.details == Details(agreed=False)


async def test_a_note_has_several_lines_and_a_paste_leaves_no_escape_sequence(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"one", "ctrl+j", *"two", "alt+enter")
        pilot.app.post_message(events.Paste("a\x1b]0;gone\x07b\nc\x9b31m"))
        await pilot.pause(0.1)
        box = pilot.app.focused
        assert (box.id, box.text) == ("lines", "one\ntwo\nab\nc")
        assert box.size.height == 4
        await pilot.press("enter")
        await pilot.pause(0.1)
    assert session.state.notes[0].taken.text == "one\ntwo\nab\nc"


async def test_a_line_end_in_the_middle_of_a_line_and_a_pasted_one_go_where_the_cursor_is(app, session, clock):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"onefour", *["left"] * 4)
        pilot.app.post_message(events.Paste("two\nthree\n"))
        await pilot.pause(0.1)
        await pilot.press("ctrl+j")
        await pilot.pause(0.1)
        assert pilot.app.focused.text == "onetwo\nthree\nfour"
    again = Session(SqliteJournal(session.journal.file), clock, "pascal")
    async with app(again, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n")
        await pilot.pause(0.1)
        assert pilot.app.focused.text == "onetwo\nthree\nfour"
        await pilot.press(*" #eme", "right", "enter")
        await pilot.pause(0.1)
        await pilot.press("n", *"a line again", "enter")
        await pilot.pause(0.1)
    assert [note.taken.text for note in again.state.notes] == ["onetwo\nthree\nfour", "a line again"]
    assert again.state.notes[0].taken.phases == ("emergence",)


async def test_a_pasted_line_is_cleaned_where_a_line_is_asked_for(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await pilot.pause(0.1)
        pilot.app.post_message(events.Paste("a\x1b[2J\nb 5"))
        await pilot.pause(0.1)
        assert pilot.app.focused.value == "a b 5"


async def test_fields_and_marks_of_a_draft_are_kept_too(app, session, clock):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"call", "tab", "f", "asterisk", "tab", "tab")
        await pilot.pause(0.1)
        await pilot.press(*"Marie", "escape")
        await pilot.pause(0.1)
    again = Session(SqliteJournal(session.journal.file), clock, "pascal")
    async with app(again, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n")
        await pilot.pause(0.1)
        assert "Who [Marie]" in said(pilot)
        assert "* to remember" in said(pilot)


# ── afterwards ─────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def untagged(session, clock):
    """Four notes: one whole, three that lack something."""
    clock.instant = utc(9)
    session.do(i.Next())
    session.do(i.TakeNote("whole", "frein", ("emergence",), ("elus",)))
    session.do(i.TakeNote("no kind", None, ("emergence",), ("elus",)))
    session.do(i.TakeNote("nothing"))
    session.do(i.TakeNote("no one", "levier", ("action",)))
    return session


async def test_what_lacks_a_tag_is_filled_in_with_a_key_a_tag(app, untagged):
    async with app(untagged, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "u")
        await pilot.pause(0.2)
        assert "no kind" in shown(pilot.app, "whole")
        assert shown(pilot.app, "echo") == "A letter a tag; enter: the next note · 2 more after this one"
        await pilot.press("b")  # its kind: done, the next
        await pilot.pause(0.3)
        assert "nothing" in shown(pilot.app, "whole")
        await pilot.press("e", "f", "r")
        await pilot.pause(0.3)
        assert "no one" in shown(pilot.app, "whole")
        await pilot.press("l")
        await pilot.pause(0.3)
        assert not pilot.app.screen.composing
        await pilot.press("u")
        await pilot.pause(0.1)
        assert shown(pilot.app, "echo") == "Every note here has a kind, a phase and a stakeholder"
    tagged = [(n.taken.kind, n.taken.phases, n.taken.stakeholders) for n in untagged.state.notes]
    assert tagged == [
        ("frein", ("emergence",), ("elus",)), ("frein", ("emergence",), ("elus",)),
        ("levier", ("definition",), ("collectif",)), ("levier", ("action",), ("elus",)),
    ]  # fmt: skip


async def test_filling_in_stops_with_escape_and_leaves_what_was_not_kept(app, untagged):
    async with app(untagged, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "u")
        await pilot.pause(0.2)
        await pilot.press("escape")
        await pilot.pause(0.2)
        assert not pilot.app.screen.composing
    assert not any(note.changes for note in untagged.state.notes)


async def test_a_half_typed_change_is_kept_and_gone_on_with(app, untagged, clock):
    async with app(untagged, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "enter")
        await pilot.pause(0.2)
        await pilot.press(*" at all")
        await pilot.pause(0.1)
    again = Session(SqliteJournal(untagged.journal.file), clock, "pascal")
    async with app(again, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "enter")
        await pilot.pause(0.2)
        assert pilot.app.screen.query_one("#text").value == "no one at all"
        assert shown(pilot.app, "echo") == "Your half-typed change of this note"
        assert again.draft() == "", "the draft of a new note is another thing"
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert again.state.notes[-1].taken.text == "no one at all"
        assert again.draft(f"note {again.state.notes[-1].number}") == ""


async def test_forgetting_a_note_forgets_its_half_typed_change(untagged):
    number = untagged.state.notes[0].number
    untagged.keep_draft("a secret", f"note {number}")
    untagged.keep_draft("another's", f"note {number}1")
    untagged.forget(number)
    assert (untagged.draft(f"note {number}"), untagged.draft(f"note {number}1")) == ("", "another's")
    assert b"a secret" not in untagged.journal.file.read_bytes()


async def test_a_field_that_is_emptied_is_taken_away(app, session, clock):
    session.do(i.TakeNote("call", "action", ("action",), ("elus",), details=Details(who="Marie", due="Friday")))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "enter")
        await pilot.pause(0.2)
        await pilot.press("tab", "down", "down", "down")
        await pilot.pause(0.1)
        await pilot.press(*["backspace"] * 5, "enter")
        await pilot.pause(0.2)
    assert session.state.notes[0].taken.details == Details(due="Friday")


async def test_notes_are_sorted_moved_settled_and_found_again_in_the_timetable(app, untagged):
    async with app(untagged, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "s")
        await pilot.pause(0.1)
        assert shown(pilot.app) == "Notes · 4 notes · oldest first"
        assert "whole" in rows(pilot.app)[0]
        await pilot.press("s", "s", "s", "s")
        await pilot.pause(0.1)
        assert shown(pilot.app) == "Notes · 4 notes · by kind"
        assert [row.split("  ")[-1].strip() for row in rows(pilot.app)] == ["whole", "no one", "no kind", "nothing"]
        await pilot.press("x")
        await pilot.pause(0.1)
        assert shown(pilot.app, "echo") == "Only a question, or what was parked, is settled"
        await pilot.press("home", "g")
        await pilot.pause(0.1)
        await pilot.press(*"nowhere", "enter")
        await pilot.pause(0.1)
        assert shown(pilot.app, "echo") == "no segment is called “nowhere”"
        await pilot.press(*["backspace"] * 7, *"témoig", "enter")
        await pilot.pause(0.2)
        assert untagged.state.notes[0].taken.segment == "temoignage"
        await pilot.press("j")
        await pilot.pause(0.2)
        assert pilot.app.screen.query_one("#timetable").selected == "temoignage"


async def test_a_question_is_settled_and_open_again_on_one_key(app, session):
    session.do(i.TakeNote("why?", "question"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "x")
        await pilot.pause(0.1)
        assert "(settled: yes)" in shown(pilot.app, "whole")
        await pilot.press("x")
        await pilot.pause(0.1)
        assert "(settled: no)" in shown(pilot.app, "whole")


async def test_the_room_is_shown_a_pinned_note_without_names_and_a_private_one_no_more(app, session):
    session.do(i.Expect("Marie Dupont"))
    session.do(i.TakeNote("[Marie] l'a dit"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("d")
        await pilot.pause(0.2)
        assert shown(pilot.app, "pinned") == ""
        await pilot.press("d", "l", "d", "escape", "d")
        await pilot.pause(0.3)
        assert shown(pilot.app, "pinned") == "[P1] l'a dit"
        await pilot.press("d", "l", "p", "escape", "d")
        await pilot.pause(0.3)
        assert shown(pilot.app, "pinned") == ""


async def test_what_is_copied_has_no_names(app, session):
    session.do(i.Expect("Marie Dupont"))
    session.do(i.TakeNote("Marie l'a dit"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "y")
        await pilot.pause(0.1)
        assert pilot.app.clipboard == "P1 l'a dit"


async def test_the_matrix_counts_one_way_by_member_and_by_segment(app, session, clock):
    clock.instant = utc(9)
    session.do(i.Next())
    session.do(i.TakeNote("x", "sollicitation", ("emergence",), details=Details(asker="collectif", asked="commune")))
    session.do(i.Next())
    session.do(i.TakeNote("y", "sollicitation", ("emergence",), details=Details(asker="elus", asked="collectif")))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("m")
        await pilot.pause(0.2)
        assert shown(pilot.app) == "Phases × stakeholders · requests: 2 notes"
        await pilot.press("c")
        await pilot.pause(0.1)
        assert shown(pilot.app) == "Phases × stakeholders · requests of the collective: 1 note"
        await pilot.press("f", *["right"] * 4)
        await pilot.pause(0.1)
        assert shown(pilot.app, "cell") == "Emergence × commune · 1 note"
        await pilot.press("c", "c", "s")
        await pilot.pause(0.1)
        first = session.state.segment("accueil").title
        assert shown(pilot.app) == f"Phases × stakeholders · all notes: 1 note · {first}"
        await pilot.press("s", "s")
        await pilot.pause(0.1)
        assert shown(pilot.app) == "Phases × stakeholders · all notes: 2 notes"


@pytest.mark.parametrize("size", [LARGE, SMALL, SMALLEST], ids=lambda size: "x".join(map(str, size)))
def test_the_fields_of_a_request(snap_compare, app, session, size):
    keys = ["n", *"Un local pour", "ctrl+j", *"cet hiver", "tab", "s", "e", "e", "c", "*"]
    assert snap_compare(app(session), press=keys, terminal_size=size)


def test_the_fields_of_a_request_without_colour(snap_compare, app, session, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    keys = ["n", *"premises", "tab", "r", "e", "l", "r", "asterisk"]
    assert snap_compare(app(session, "en"), press=keys, terminal_size=SMALL)


def test_the_members_of_families_where_there_is_no_room_for_all(snap_compare, app, session):
    session.do(i.TakeNote("x", "frein", ("emergence",), ("gal",)))
    keys = ["m", "c", "c", "c", "f", *["right"] * 17]
    assert snap_compare(app(session), press=keys, terminal_size=SMALLEST)
