"""The screen of attendance, and the pictures of that and of initiatives."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from tests.conftest import utc
from tests.tui.conftest import HOSTILE
from tests.tui.read import rows, shown
from tests.tui.seen import LARGE, SMALL, SMALLEST, Pictures
from tests.tui.unhurried import settled
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Arrive, Expect, Leave
from workshop_tui.session.notes.commands import PinNote, RecordInitiative, TakeNote
from workshop_tui.session.privacy.hiding import Asked, words
from workshop_tui.session.timing.commands import End, Next
from workshop_tui.tui.dialogs.confirm import ConfirmScreen
from workshop_tui.tui.dialogs.word import WordScreen
from workshop_tui.tui.screens import attendance
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.page import Page
from workshop_tui.tui.widgets.rows import Rows

SIZES = pytest.mark.parametrize("size", [LARGE, SMALL, SMALLEST], ids=lambda size: "x".join(map(str, size)))


async def test_people_come_and_go_on_one_key(app, session, clock):
    session.do(Expect("Marie Dupont", "Mairie"))
    session.do(Expect("Maxime [x]"))
    session.do(Expect("Zoé"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("c")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert shown(pilot.app) == "De quoi parlons-nous\u00a0?, 09:00 – 12:00 · there: 1 · registered: 3 · capacity 12"
        assert shown(pilot.app, "echo") == "Marie Dupont is there"
        clock.instant = utc(10)
        await pilot.press("space", "a")
        await settled(pilot)
        assert shown(pilot.app, "echo") == "2 came"
        assert " ".join(rows(pilot.app)[1].split()) == "Marie Dupont Mairie 08:55 – 10:00 –"
        assert "✓ 10:00 –" in rows(pilot.app)[2]
        await pilot.press("down", "x")
        await settled(pilot)
        assert "✓" not in rows(pilot.app)[2]
        await pilot.press("right")
        await settled(pilot)
        assert shown(pilot.app).startswith("Quand et comment créer la relation\u00a0?, 13:30 – 16:30 · there: 0")
        await pilot.press("w")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert list(session.state.attendance.people) == ["marie-dupont", "zoe"]


async def test_a_stay_ends_with_its_block_and_nobody_is_absent_from_what_was_not_held(app, session, clock):
    session.do(Expect("Marie"))
    session.do(Expect("Maxime"))
    clock.instant = utc(9)
    session.do(Next())
    session.do(Arrive("Marie"))
    clock.instant = utc(12)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("c")
        await pilot.pause(0.2)
        assert "✓ 09:00 –" in rows(pilot.app)[1]
        assert "trainee-hours: 3\u00a0h" in shown(pilot.app)
        session.do(End())
        await pilot.pause(0.3)
        assert [" ".join(row.split()) for row in rows(pilot.app)[1:]] == [
            "Marie 09:00 – 12:00 not held",
            "Maxime – not held",
        ]
        assert "there: 0" in shown(pilot.app)
        await pilot.press("right")
        await pilot.pause(0.1)
        assert shown(pilot.app).endswith("capacity 12 · not held")


async def test_the_attendance_screen_follows_the_minutes(app, session, clock):
    session.do(Expect("Marie"))
    clock.instant = utc(9)
    session.do(Next())
    session.do(Arrive("Marie"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("c")
        await pilot.pause(0.2)
        assert "trainee-hours: 0\u00a0h" in shown(pilot.app)
        clock.instant = utc(9, 45)
        await pilot.pause(0.3)
        assert "trainee-hours: 45\u00a0min" in shown(pilot.app)


async def test_somebody_is_expected_and_called_otherwise(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("c")
        await settled(pilot)
        assert shown(pilot.app, "whole") == "Nobody is registered yet: n notes somebody"
        await pilot.press("n", *"Mari Dupont, Mairie", "enter")
        await settled(pilot)
        await pilot.press("e", "backspace", *"e d'Aurillac", "enter")
        await settled(pilot)
        (one,) = session.state.attendance.people.values()
        assert (one.key, one.name, one.organisation) == ("mari-dupont", "Mari Dupont", "Mairie d'Aurillac")
        await pilot.press("n", "enter")
        await settled(pilot)
        assert shown(pilot.app, "echo") == "a participant needs a name"


async def test_while_nobody_is_registered_the_list_says_what_it_is_for_and_how_it_is_filled(app, session):
    async with app(session, "en").run_test(size=LARGE) as pilot:
        await pilot.press("c")
        for size in (LARGE, SMALL):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            told = " ".join(row.strip() for row in rows(pilot.app))
            assert "Who is here, half-day by half-day" in told, size
            assert "workshop-tui attendance --from FILE" in told, size
            assert shown(pilot.app, "whole") == "Nobody is registered yet: n notes somebody", size
        await pilot.press("n", *"Marie", "enter")
        await settled(pilot)
        for size in (SMALL, LARGE):
            await pilot.resize_terminal(*size)
            assert len(rows(pilot.app)) == 2, f"the heads, and Marie, at {size}"


async def test_organisations_stand_below_one_another_whatever_the_names(app, session):
    for name in ("Marie", "居民 🌻", "جماعات", "Une personne au nom sans fin " * 4, "Jean-Philippe"):
        session.do(Expect(name, "Mairie"))
    async with app(session, "en").run_test(size=LARGE) as pilot:
        await pilot.press("c")
        for size in (LARGE, SMALL):
            await pilot.resize_terminal(*size)
            await settled(pilot)
            heads, *people = pilot.app.screen.query_one(Rows).rows
            starts = {cell_len(row.plain.split("Mairie")[0]) for row in people}
            assert len(starts) == 1, people
            assert {row.cell_length for row in people} == {heads.cell_length}


async def test_more_than_the_capacity_is_said_in_words(app, session):
    for k in range(13):
        session.do(Expect(f"Personne {k}"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("c", "a")
        await settled(pilot)
        assert shown(pilot.app).endswith("there: 13 · registered: 13 · MORE THAN THE CAPACITY OF 12")


async def test_on_a_narrow_screen_what_is_counted_is_read_whole_or_left_out(app, session, clock):
    clock.instant = utc(9)
    session.do(Next())
    for k in range(13):
        session.do(Expect(f"Personne {k}"))
    clock.instant = utc(10)
    async with app(session, "fr").run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        await settled(pilot)
        assert shown(pilot.app).startswith("De quoi parlons-no…, 9h00")
        assert shown(pilot.app).endswith("inscrits\u00a0: 13 · capacité 12"), "the hours of trainees have no room"
        await pilot.press("a")
        await settled(pilot)
        assert shown(pilot.app).startswith("PLUS QUE LA CAPACITÉ DE 12 · De quoi"), "what is wrong is read first"


async def test_what_another_notes_is_shown(app, session, clock):
    session.do(Expect("Marie"))
    other = Session(SqliteJournal(session.journal.file), clock, "aurelie")
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("c")
        await settled(pilot)
        other.do(Arrive("Marie"))
        await settled(pilot)
        assert "✓" in rows(pilot.app)[1]
    other.close()


@pytest.fixture
def named(session, clock):
    """Three initiatives, four people, some of whom came."""
    session.do(
        RecordInitiative(
            name="Atelier vélo participatif",
            territory="Aurillac",
            phase="structuration",
            stakeholders=("elus", "gal"),
            need="réparer ensemble",
            nature="collective",
            case=True,
            question="Qui tient la clé ?",
        )
    )
    session.do(RecordInitiative(name="居民花園 [/x] 🌻", territory="Salers"))
    session.do(RecordInitiative(name="جماعات السكان"))
    session.do(TakeNote("x", initiative="atelier"))
    for name in ("Marie Dupont", "居民 [/x] 🌻", "جماعات", "Une personne au nom sans fin " * 12):
        session.do(Expect(name, "Mairie d'Aurillac"))
    session.do(Arrive("Marie"))
    clock.instant = utc(10, 30)
    session.do(Leave("Marie"))
    session.do(Arrive("居民"))
    return session


async def test_the_initiatives(snapshot, app, named, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(named).run_test(size=LARGE) as pilot:
        await pilot.press("i", "down")
        await pictures.take_at(pilot, LARGE, SMALL, SMALLEST)
    assert pictures.other == []


async def test_an_initiative(snapshot, app, named, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(named).run_test(size=LARGE) as pilot:
        await pilot.press("i", "enter", "down", "down")
        await pictures.take_at(pilot, LARGE, SMALL, SMALLEST)
    assert pictures.other == []


def test_a_field_of_an_initiative_is_asked_for(snap_compare, app, named):
    keys = ["i", "enter", *["down"] * 8, "enter", *["backspace"] * 8]
    assert snap_compare(app(named, "en"), press=keys, terminal_size=SMALL)


def test_no_initiative(snap_compare, app, session):
    assert snap_compare(app(session), press=["i"], terminal_size=SMALL)


async def test_the_attendance(snapshot, app, named, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(named).run_test(size=LARGE) as pilot:
        await pilot.press("c", "down")
        await pictures.take_at(pilot, LARGE, SMALL, SMALLEST)
    assert pictures.other == []


def test_the_attendance_without_colour(snap_compare, app, named, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(app(named, "en"), press=["c", "down", "right"], terminal_size=SMALL)


def test_nobody_is_expected(snap_compare, app, session):
    assert snap_compare(app(session), press=["c"], terminal_size=SMALL)


async def test_hostile_initiatives_and_people(snapshot, app, hostile, session, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(session).run_test(size=SMALL) as pilot:
        for sort, text in HOSTILE.items():
            day = hostile(sort)
            day.do(RecordInitiative(name=text, territory=text, stakes=text, stakeholders=(text,), phase=text))
            day.do(Expect(text, text))
            day.do(TakeNote(text, "sollicitation", initiative=text))
            day.do(PinNote(day.state.notebook.notes[-1].number))
            pilot.app.show_session(day)
            await pilot.pause()
            await pilot.press("c", "enter", "escape", "i", "enter", "end")
            await pictures.take(pilot, sort)
    assert pictures.other == []


async def test_a_hostile_note_in_the_room(snapshot, app, hostile, session, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(session).run_test(size=SMALL) as pilot:
        for sort in HOSTILE:
            day = hostile(sort)
            day.do(PinNote(day.state.notebook.notes[-1].number))
            pilot.app.show_session(day)
            await pilot.pause()
            await pilot.press("d")
            await pictures.take(pilot, sort)
    assert pictures.other == []


def test_three_hundred_initiatives_and_people(snap_compare, app, session):
    for k in range(300):
        session.do(RecordInitiative(name=f"Initiative {k}"))
        session.do(Expect(f"Personne {k}"))
    assert snap_compare(app(session), press=["i", "end", "escape", "c", "pagedown"], terminal_size=SMALL)


async def test_a_word_that_may_be_a_name_is_asked_about_and_what_is_left_for_later_stays_hidden(app, session):
    for name in ("Paul Rivière", "Rose Moulin"):
        session.do(Expect(name))
    session.do(TakeNote("la rivière et le moulin"))
    async with app(session, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("c")
        await settled(pilot)
        assert pilot.app.screen.query_one(KeyBar).text.plain.startswith("o words  ⏎ comes or goes")
        await pilot.press("o")
        await pilot.pause(0.3)
        asked = "“rivière” stands in the notes in small letters: is that Paul Rivière, or an ordinary word?"
        assert str(pilot.app.screen.query_one("#question").render()) == asked
        await pilot.press("o", "escape")
        await pilot.pause(0.3)
        assert pilot.app.screen.query_one(KeyBar).text.plain.startswith("o words"), "“moulin” waits"
        await pilot.press("o", "n")
        await pilot.pause(0.3)
        assert pilot.app.screen.query_one(KeyBar).text.plain.startswith("⏎ comes or goes")
    assert dict(session.state.names.ordinary) == {"riviere": True, "moulin": False}


async def test_words_are_looked_for_in_what_was_said_and_not_again_while_people_come_and_go(app, session, monkeypatch):
    looked = []
    monkeypatch.setattr(attendance, "words", lambda state: looked.append(state) or words(state))
    session.do(Expect("Paul Rivière"))
    async with app(session, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("c", "enter", "a", "x")
        await settled(pilot)
        assert len(looked) == 1
        session.do(TakeNote("la rivière"))
        await settled(pilot)
        assert len(looked) == 2
        assert pilot.app.screen.query_one(KeyBar).text.plain.startswith("o words")


async def test_a_report_asks_about_words_before_it_is_saved_or_copied(app, session, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    session.do(Expect("Paul Rivière"))
    session.do(TakeNote("la rivière"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("r")
        await pilot.pause(0.5)
        assert shown(pilot.app).endswith(" · 1 word is hidden: a name?")
        assert "la P1" in pilot.app.screen.query_one(Page).text.plain
        await pilot.press("s")
        await pilot.pause(0.3)
        await pilot.press("o")
        await pilot.pause(1.5)
        assert "la rivière" in pilot.app.screen.query_one(Page).text.plain
        assert "hidden" not in shown(pilot.app)
        await pilot.press("enter")
        await pilot.pause(0.5)
    (page,) = tmp_path.glob("*.md")
    assert "la rivière" in page.read_text()


async def test_a_question_stands_in_the_middle_of_the_screen(app, session):
    async with app(session, "en").run_test(size=(80, 24)) as pilot:
        for question in (ConfirmScreen("Sure?"), WordScreen(Asked("rivière", ("Paul Rivière",), None))):
            pilot.app.push_screen(question)
            await settled(pilot)
            asked = question.query_one("#question").region
            assert abs(asked.x - (80 - asked.right)) <= 1, question
            assert abs(asked.y - (24 - asked.bottom)) <= 1, question
            pilot.app.pop_screen()


async def test_a_name_that_is_known_is_said_to_be_and_keeps_what_was_known(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("c", "n", *"Zoé Martin, Mairie de Vic", "enter")
        await settled(pilot)
        await pilot.press("n", *"Zoe martin", "enter")
        await settled(pilot)
        assert shown(pilot.app, "echo") == "Zoé Martin is registered already"
        await pilot.press("escape", "n", *"Zoe martin, Région", "enter")
        await settled(pilot)
        assert shown(pilot.app, "echo") == "Zoé Martin is registered already; the organisation is now “Région”"
        people = session.state.attendance.people
        assert [(one.name, one.organisation) for one in people.values()] == [("Zoé Martin", "Région")]
