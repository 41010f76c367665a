"""The notes' screen and the matrix: found as words are typed, changed, marked, withdrawn; a cell opens its notes."""

from __future__ import annotations

import threading

import pytest

from tests.conftest import utc
from tests.tui.bursts import burst
from tests.tui.conftest import HOSTILE
from tests.tui.read import notice, rows, shown
from tests.tui.seen import LARGE, SMALL, SMALLEST, Pictures, opened
from tests.tui.unhurried import settled
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session import search
from workshop_tui.session.notes.commands import AmendNote, TakeNote
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.timing.commands import Goto, Next
from workshop_tui.text.folding import fold_all
from workshop_tui.tui.screens.matrix import MatrixScreen
from workshop_tui.tui.screens.notes import NotesScreen
from workshop_tui.tui.screens.run import RunScreen
from workshop_tui.tui.widgets.matrix import MatrixGrid


@pytest.fixture
def said(session, clock):
    """Three notes; the last is a request."""
    clock.instant = utc(9)
    session.do(Next())
    session.do(TakeNote("Le maire tard", "frein", ("emergence",), ("elus",)))
    session.do(TakeNote("Un local prêté\nà l'année", "levier", ("structuration",), ("associations",)))
    session.do(TakeNote("Qui paie ?", "sollicitation", ("emergence",), ("pnr", "elus")))
    return session


async def test_notes_are_found_as_words_are_typed_and_escape_shows_all_again(app, said):
    async with app(said, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l")
        await settled(pilot)
        assert isinstance(pilot.app.screen, NotesScreen)
        assert shown(pilot.app) == "Notes · 3 notes"
        assert "Qui paie" in rows(pilot.app)[0], "the newest first"
        await burst(pilot, "slash", *"barrier MAIRE")
        await settled(pilot)
        assert shown(pilot.app) == "Notes · 1 of 3 notes with “barrier MAIRE”"
        assert ["maire" in row for row in rows(pilot.app)] == [True]
        await pilot.press("enter")
        await settled(pilot)
        assert not pilot.app.screen.query("Ask")
        assert len(rows(pilot.app)) == 1
        await pilot.press("slash", "escape")
        await settled(pilot)
        assert len(rows(pilot.app)) == 3
        await pilot.press("escape")
        await settled(pilot)
        assert isinstance(pilot.app.screen, RunScreen)


async def test_notes_are_read_beside_the_thread_that_draws_before_a_word_is_looked_for(app, said, monkeypatch):
    threads: list[str] = []

    def watched(texts: list[str]) -> list[str]:
        if texts:
            threads.append(threading.current_thread().name)
        return fold_all(texts)

    monkeypatch.setattr(search, "fold_all", watched)
    async with app(said, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l")
        await settled(pilot)
        await pilot.press("slash", "f")
        await settled(pilot)
    assert threads == ["beside"]


async def test_a_note_is_changed_with_the_composer_and_its_lines_stay(app, said):
    async with app(said, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "down", "enter")
        await settled(pilot)
        await pilot.press("tab", "b", "enter")  # a barrier, not an enabler
        await settled(pilot)
        taken = said.state.notebook.notes[1].taken
        assert (taken.kind, taken.text) == ("frein", "Un local prêté\nà l'année")
        assert shown(pilot.app, "echo") == "The note is changed"
        await pilot.press("enter")
        await settled(pilot)
        await burst(pilot, *" !", "enter")
        await settled(pilot)
        assert said.state.notebook.notes[1].taken.text == "Un local prêté\nà l'année !"
        assert said.draft() == "", "the draft of a new note is another thing"


async def test_what_a_notes_kind_asks_for_is_said_by_one_key_and_its_row_stays(app, said):
    said.do(TakeNote("Chiffrer l'abri", "action"))
    async with app(said, "en").run_test(size=(120, 40)) as pilot:
        await burst(pilot, "l", "f", *"Marie", "tab", *"le 12 juin", "enter")
        await settled(pilot)
        assert said.state.notebook.notes[-1].taken.details == Details(who="Marie", due="le 12 juin")
        screen = pilot.app.screen
        assert (screen.selected.number, screen.composing) == (said.state.notebook.notes[-1].number, False)
        await burst(pilot, "f", *" 2026", "enter")  # all is said: the last is gone on with
        await settled(pilot)
        assert said.state.notebook.notes[-1].taken.details.due == "le 12 juin 2026"


async def test_a_note_whose_kind_asks_for_nothing_says_so(app, said):
    async with app(said, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "down", "f")
        await settled(pilot)
        assert shown(pilot.app, "echo") == "A note of this kind has no fields of its own"
        assert not pilot.app.screen.composing


async def test_notes_are_changed_one_after_another_down_the_list(app, said):
    async with app(said, "en").run_test(size=(120, 40)) as pilot:
        await burst(pilot, "l", "enter", *" oui", "ctrl+n", *" bas", "ctrl+n", *" encore", "ctrl+n")
        await settled(pilot)
        texts = [note.taken.text for note in said.state.notebook.notes]
        assert texts == ["Le maire tard encore", "Un local prêté\nà l'année bas", "Qui paie ? oui"]
        assert not pilot.app.screen.composing, "the last of the list"


async def test_marks_are_a_key_each_and_withdrawing_is_taken_back_with_one(app, said):
    async with app(said, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "r", "c", "p")
        await settled(pilot)
        taken = said.state.notebook.notes[2].taken
        assert (taken.remember, taken.check, taken.private) == (True, True, True)
        assert "private  to remember  to check" in rows(pilot.app)[0]
        await pilot.press("p")
        assert not said.state.notebook.notes[2].taken.private
        await pilot.press("w")
        await settled(pilot)
        assert len(said.state.notebook.notes) == len(rows(pilot.app)) == 2
        assert shown(pilot.app, "echo") == "The note is withdrawn: b brings it back"
        await pilot.press("b")
        await settled(pilot)
        assert "Qui paie" in rows(pilot.app)[0]


async def test_the_selected_note_stays_selected_when_another_is_taken_elsewhere(app, said, clock):
    other = Session(SqliteJournal(said.journal.file), clock, "aurelie")
    async with app(said, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("l", "down")
        other.do(TakeNote("another's"))
        await settled(pilot)
        assert len(rows(pilot.app)) == 4
        assert shown(pilot.app, "whole").endswith("Un local prêté\nà l'année")
    other.close()


async def test_the_author_is_told_that_another_changed_the_note(app, said, clock):
    other = Session(SqliteJournal(said.journal.file), clock, "aurelie")
    async with app(said, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        other.do(AmendNote(said.state.notebook.notes[0].number, text="The mayor"))
        await settled(pilot)
        assert notice(pilot.app.screen) == "Aurélie changed note 3 at 09:00: “The mayor”"
    other.close()


async def test_the_matrix_counts_requests_first_and_a_cell_opens_its_notes(app, said):
    async with app(said, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("m")
        await settled(pilot)
        assert isinstance(pilot.app.screen, MatrixScreen)
        assert shown(pilot.app) == "Phases × stakeholders · requests: 1 note"
        assert rows(pilot.app)[2].split() == ["Local", "elected", "officials", "[1]", *"·······", "1"]
        assert rows(pilot.app)[-1].split() == ["Total", "1", *"·······", "1"]
        assert shown(pilot.app, "cell") == "Emergence × Local elected officials · 1 note"
        await pilot.press("c", "c", "c")
        await settled(pilot)
        assert shown(pilot.app) == "Phases × stakeholders · all notes: 3 notes"
        assert shown(pilot.app, "cell") == "Emergence × Local elected officials · 2 notes"
        assert "No note concerns: Framing" in shown(pilot.app, "silent")
        await pilot.press("enter")
        await settled(pilot)
        assert shown(pilot.app) == "Notes · Emergence × Local elected officials · all notes · 2 notes"
        await pilot.press("escape")
        await settled(pilot)
        assert pilot.app.screen.query_one(MatrixGrid).cell == ("emergence", "elus")


async def test_the_matrix_has_whole_names_says_which_way_requests_go_and_has_the_notes_of_the_cell_beside(app, said):
    said.do(TakeNote("A roof", "sollicitation", ("action",), details=Details(asker="collectif", asked="elus")))
    said.do(TakeNote("A file", "sollicitation", ("action",), details=Details(asker="elus", asked="collectif")))
    said.do(TakeNote("A stamp [b]", "sollicitation", ("definition",), details=Details(asker="etat", asked="collectif")))
    async with app(said, "en").run_test(size=(120, 40)) as pilot:
        for size in ((120, 40), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("m")
            await settled(pilot)
            heads = shown(pilot.app, "heads").split("\n")
            names = ("Emergence", "Framing", "Organising", "Piloting", "Delivery", "Sustaining")
            assert all(name in line for name, line in zip(names, heads, strict=False)), "a line each, whole"
            assert "← it is asked" in heads[6]
            assert rows(pilot.app)[4].startswith("Development professionals ")
            grid = pilot.app.screen.query_one(MatrixGrid)
            assert grid.cell == ("action", "elus"), "the fullest is selected as it opens"
            assert "[↔2]" in rows(pilot.app)[2]
            assert "←1" in rows(pilot.app)[7]
            told = shown(pilot.app, "those")
            assert told.index("A file") < told.index("A roof"), "the newest first"
            await pilot.press("c", "c", "c")
            await settled(pilot)
            assert not {*"←→↔"} & {*"".join(rows(pilot.app))}, "barriers have no direction"
            await pilot.press("c", "c", "c", "end", "up", "up", "left", "left", "left")
            await settled(pilot)
            assert shown(pilot.app, "cell") == "Framing × State services · 1 note"
            assert "A stamp [b]" in shown(pilot.app, "those")
            await pilot.press("escape")


async def test_the_matrix_tells_most_from_some_in_sixteen_colours_and_in_none(app, said, monkeypatch):
    for k in range(3):
        said.do(TakeNote(f"{k}", "sollicitation", ("action",), ("etat", "elus")[: 1 + (k > 1)]))
    for variable, value in (("NO_COLOR", "1"), ("TEXTUAL_THEME", "ansi-dark"), ("TEXTUAL_THEME", "workshop-dark")):
        with monkeypatch.context() as patched:
            patched.setenv(variable, value)
            async with app(said, "en").run_test(size=(120, 40)) as pilot:
                await pilot.press("m", "home")
                await settled(pilot)
                grid = pilot.app.screen.query_one(MatrixGrid)
                lines = pilot.app.screen._compositor.render_strips()
                x = grid.content_region.x + 1 + grid.columns.cell_of(4) + grid.columns.width - 2
                cells = [lines[grid.content_region.y + row].crop(x, x + 1)._segments[0] for row in (1, 2, 7)]
            assert [cell.text for cell in cells] == ["·", "1", "3"]
            looks = {(one.style.bold, one.style.reverse, one.style.bgcolor) for one in cells}
            assert len(looks) >= (2 if variable == "NO_COLOR" else 3), f"as {value} shows it"


async def test_the_matrix_follows_what_is_written_elsewhere(app, said, clock):
    other = Session(SqliteJournal(said.journal.file), clock, "aurelie")
    async with app(said, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("m")
        await settled(pilot)
        other.do(TakeNote("x", "sollicitation", ("action",), ("etat",)))
        await settled(pilot)
        assert shown(pilot.app) == "Phases × stakeholders · requests: 2 notes"
    other.close()


async def test_what_was_parked_is_said_before_its_block_ends(app, session, clock):
    clock.instant = utc(11, 50)
    session.do(Goto("synthese-matin"))
    session.do(TakeNote("[who] pays?", "parking"))
    session.do(TakeNote("x", "parking"))
    clock.instant = utc(11, 52)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert notice(pilot.app.screen).startswith("Parked: “[who] pays?” and 1 more · ")


def test_a_note_begun_as_the_screen_comes_up_goes_into_the_note(snap_compare, app, session):
    """The focus must not come to the timetable after the composer: letters would move the day."""
    assert snap_compare(app(session), press=["n", *"Le maire", "enter"], terminal_size=SMALL)
    assert [note.taken.text for note in session.state.notebook.notes] == ["Le maire"]
    assert session.state.number == 2


async def test_the_notes(snapshot, app, said, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(said).run_test(size=LARGE) as pilot:
        await pilot.press("l", "down", "r", "down")
        await pictures.take_at(pilot, LARGE, SMALL, SMALLEST)
    assert pictures.other == []


def test_no_notes(snap_compare, app, session):
    assert snap_compare(app(session, "en"), press=["l"], terminal_size=SMALL)


def test_three_hundred_notes_and_more(snap_compare, app, said):
    for k in range(320):
        said.do(TakeNote(f"note {k} of many", "frein", ("emergence",), ("elus",)))
    assert snap_compare(app(said), press=["l", "pagedown"], terminal_size=SMALL)


async def test_hostile_notes(snapshot, app, session, hostile, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(session).run_test(size=SMALL) as pilot:
        for sort in HOSTILE:
            await opened(pilot, hostile(sort), "l", "enter")
            await pictures.take(pilot, sort)
    assert pictures.other == []


async def test_the_matrix(snapshot, app, said, tmp_path):
    for k in range(6):
        said.do(TakeNote(f"{k}", "frein", ("action", "emergence")[: 1 + k % 2], ("elus", "etat")[: 1 + k % 2]))
    pictures = Pictures(snapshot, tmp_path)
    async with app(said).run_test(size=LARGE) as pilot:
        await pilot.press("m", "c", "c", "c", "down", "right", "right")
        await pictures.take_at(pilot, LARGE, SMALL, SMALLEST)
    assert pictures.other == []


def test_the_matrix_without_colour(snap_compare, app, said, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(app(said, "en"), press=["m", "c", "c", "c", "right", "right"], terminal_size=SMALL)
