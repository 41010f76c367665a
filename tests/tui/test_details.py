"""The composer's own fields, its marks and several lines; filling in what lacks a tag; a change that is half-typed."""

from __future__ import annotations

from textual import events

from tests.conftest import DAY, created
from tests.tui.seen import LARGE, SMALL, SMALLEST, Pictures, of
from tests.tui.unhurried import settled
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.notes.notebook import Details


def said(pilot) -> str:
    """The second line of the tags: the fields of the note's kind, and its marks."""
    return str(pilot.app.screen.query_one("#tags").text).split("\n")[1]


async def test_a_request_is_asked_for_its_ends_its_purpose_and_its_answer_after_the_text(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"premises", "tab", "r", "e", "l", "r", "a", "m")
        await settled(pilot)
        assert "From [Residents' collective]" in said(pilot)
        assert "To [Associations]" in said(pilot)
        assert pilot.app.focused.id == "field", "the answer is typed"
        await pilot.press(*"not yet", "enter")
        await settled(pilot)
    taken = session.state.notebook.notes[0].taken
    assert (taken.kind, taken.phases, taken.stakeholders) == ("sollicitation", ("emergence",), ("elus",))
    assert taken.details == Details(asker="collectif", asked="associations", purpose="argent", answer="not yet")


async def test_the_other_end_of_a_request_is_its_stakeholder_and_is_shown_in_parentheses(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"x", "tab", "r", "e", "l", "r")
        await settled(pilot)
        assert "To (Local elected officials)" in said(pilot)
        await pilot.press("enter")
        await settled(pilot)
        await pilot.press("n", *"y", "tab", "r", "down", "l", "l")
        await settled(pilot)
        assert "To (Residents' collective)" in said(pilot)
        await pilot.press("enter")
        await settled(pilot)
    ends = [(note.taken.details.asker, note.taken.details.asked) for note in session.state.notebook.notes]
    assert ends == [("collectif", "elus"), ("elus", "collectif")]


async def test_who_and_by_when_are_typed_one_after_the_other_and_back(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"call", "tab", "f", "down", "down")
        await settled(pilot)
        await pilot.press(*"Marie", "tab")
        await settled(pilot)
        await pilot.press(*"Friday", "shift+tab")
        await settled(pilot)
        await pilot.press(*" D.", "enter")
        await settled(pilot)
    assert session.state.notebook.notes[0].taken.details == Details(who="Marie D.", due="Friday")


async def test_yes_and_no_are_a_letter_and_marks_a_key_each(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"so it is", "tab", "u", "down", "down")
        await settled(pilot)
        await pilot.press("tab", "n", "asterisk", "question_mark", "minus", "minus")
        await settled(pilot)
        assert "* to remember" in said(pilot)
        assert "? to check" in said(pilot)
        assert "private" not in said(pilot)
        await pilot.press("enter")
        await settled(pilot)
    taken = session.state.notebook.notes[0].taken
    assert (taken.kind, taken.remember, taken.check, taken.private) == ("verbatim", True, True, False)
    assert taken.details == Details(agreed=False)


async def test_a_note_has_several_lines_and_a_paste_leaves_no_escape_sequence(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"one", "ctrl+j", *"two", "alt+enter")
        pilot.app.post_message(events.Paste("a\x1b]0;gone\x07b\nc\x9b31m"))
        await settled(pilot)
        box = pilot.app.focused
        assert (box.id, box.text) == ("lines", "one\ntwo\nab\nc")
        assert box.size.height == 4
        await pilot.press("enter")
        await settled(pilot)
    assert session.state.notebook.notes[0].taken.text == "one\ntwo\nab\nc"


async def test_a_line_end_in_the_middle_of_a_line_and_a_pasted_one_go_where_the_cursor_is(app, session, clock):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"onefour", *["left"] * 4)
        pilot.app.post_message(events.Paste("two\nthree\n"))
        await settled(pilot)
        await pilot.press("ctrl+j")
        await settled(pilot)
        assert pilot.app.focused.text == "onetwo\nthree\nfour"
    again = Session(SqliteJournal(session.journal.file), clock, "pascal")
    async with app(again, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n")
        await settled(pilot)
        assert pilot.app.focused.text == "onetwo\nthree\nfour"
        await pilot.press(*" #eme", "right", "enter")
        await settled(pilot)
        await pilot.press("n", *"a line again", "enter")
        await settled(pilot)
    assert [note.taken.text for note in again.state.notebook.notes] == ["onetwo\nthree\nfour", "a line again"]
    assert again.state.notebook.notes[0].taken.phases == ("emergence",)


async def test_a_pasted_line_is_cleaned_where_a_line_is_asked_for(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await settled(pilot)
        pilot.app.post_message(events.Paste("a\x1b[2J\nb 5"))
        await settled(pilot)
        assert pilot.app.focused.value == "a b 5"


async def test_fields_and_marks_of_a_draft_are_kept_too(app, session, clock):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"call", "tab", "f", "asterisk", "tab", "tab")
        await settled(pilot)
        await pilot.press(*"Marie", "escape")
        await settled(pilot)
    again = Session(SqliteJournal(session.journal.file), clock, "pascal")
    async with app(again, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n")
        await settled(pilot)
        assert "Who [Marie]" in said(pilot)
        assert "* to remember" in said(pilot)


async def test_the_fields_of_a_request(snapshot, app, home, seed, clock, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    for sizes in ((LARGE, SMALL), (SMALLEST,)):  # there it is scrolled as it is typed
        file = created(home / of(sizes[0]), seed, DAY, "day", clock, "pascal")
        day = Session(SqliteJournal(file), clock, "pascal")
        async with app(day).run_test(size=sizes[0]) as pilot:
            await pilot.press("n", *"Un local pour", "ctrl+j", *"cet hiver", "tab", "s", "e", "e", "c", "*")
            await pictures.take_at(pilot, *sizes)
    assert pictures.other == []


def test_the_fields_of_a_request_without_colour(snap_compare, app, session, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    keys = ["n", *"premises", "tab", "r", "e", "l", "r", "asterisk"]
    assert snap_compare(app(session, "en"), press=keys, terminal_size=SMALL)


def test_the_members_of_families_where_there_is_no_room_for_all(snap_compare, app, session):
    session.do(TakeNote("x", "frein", ("emergence",), ("gal",)))
    keys = ["m", "c", "c", "c", "f", *["right"] * 17]
    assert snap_compare(app(session), press=keys, terminal_size=SMALLEST)
