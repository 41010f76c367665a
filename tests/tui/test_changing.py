"""Landing, adding and moving on the screens: what the keys do, and that what is applied is what was shown."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from textual.widgets import Input

from tests.conftest import utc
from tests.session.played import as_it_stands
from tests.tui.read import notice
from tests.tui.unhurried import settled
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.timing.commands import End, Goto, Next, Undo
from workshop_tui.session.timing.day import Standing
from workshop_tui.session.timing.replanning_commands import Add, Extend, Skip
from workshop_tui.session.timing.replanning_events import ProposalApplied
from workshop_tui.tui.screens.fit import FitScreen
from workshop_tui.tui.screens.run import RunScreen
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.proposals import Proposals
from workshop_tui.tui.widgets.timetable import Timetable
from workshop_tui.tui.widgets.topbar import TopBar


@pytest.fixture
def late(session, clock):
    """The seed's day at 9:50: 20 minutes late."""
    for when in (utc(9, 5), utc(9, 20)):
        clock.instant = when
        session.do(Next())
    clock.instant = utc(9, 50)
    return session


def shown(screen) -> list[str]:
    """The rows of the proposals."""
    return [" ".join(row.plain.replace("\xa0", " ").split()) for row in screen.query_one(Proposals).rows]


async def test_the_run_screen_says_quietly_that_a_block_will_be_late_and_what_helps(app, late, clock):
    async with app(late, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        screen = pilot.app.screen
        assert notice(screen).replace("\xa0", " ") == "“De quoi parlons-nous ?” will end at 12:20, 20 min late: f helps"
        assert not screen.query_one("#notice").has_class("on", "bad")
        bar = str(screen.query_one(TopBar).text)
        assert "end foreseen 12:20 (+20), 10% chance to end by 12:00" in bar
        await pilot.press("f")
        assert isinstance(pilot.app.screen, FitScreen)


async def test_how_late_the_end_is_is_not_how_late_a_guest_is_seen(app, late, clock):
    late.do(Extend(60))
    late.do(Skip("echanges"))
    async with app(late, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        told = re.search(r"will end at 12:(\d\d), (\d+) min late", notice(pilot.app.screen).replace("\xa0", " "))
        assert told
        assert told[1] == told[2]


async def test_f_proposes_enter_applies_and_u_takes_it_back(app, late):
    async with app(late, "en").run_test(size=(120, 40)) as pilot:
        before = late.state.day
        await pilot.press("f")
        await settled(pilot)
        rows = shown(pilot.app.screen)
        assert rows[0] == "as it is ►squeeze"
        assert rows[1] == "hard end 12:00 12:20 +20 12:00"
        assert rows[2].endswith("fixed at 10:45 11:05 +20 10:45")
        assert [row for row in rows if row.startswith("Tampon")] == ["Tampon du matin (0–10) 10 0 −10"]
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, RunScreen)
        assert late.state.day.segments["tampon-matin"].allotted_s == 0
        assert notice(pilot.app.screen) == "Pascal applied “squeeze” at 09:50: −20 min — u takes it back, w says why"
        assert any("16/20" in row.plain for row in pilot.app.screen.query_one(Timetable).rows)
        await pilot.press("u")
        assert as_it_stands(late.state.day) == as_it_stands(before)


async def test_escape_leaves_all_as_it_was(app, late):
    async with app(late, "en").run_test(size=(120, 40)) as pilot:
        before = late.state
        await pilot.press("f", "down", "plus", "escape")
        assert isinstance(pilot.app.screen, RunScreen)
        assert late.state == before


async def test_what_is_applied_is_what_was_shown_though_the_clock_went_on(app, late, clock):
    async with app(late, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("f")
        await settled(pilot)
        pilot.app.screen.outdated = lambda: False  # the screen has not yet seen that a minute went by
        clock.instant += timedelta(minutes=1)
        await pilot.press("enter")
    applied = late.state.day.history[-1].event
    assert isinstance(applied, ProposalApplied)
    assert (applied.at, [c.after_s for c in applied.changes]) == (utc(9, 50), [24 * 60, 16 * 60, 0])


async def test_it_follows_the_clock_and_the_other_terminals(app, late, clock):
    async with app(late, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("f")
        await settled(pilot)
        clock.instant += timedelta(minutes=2)
        await settled(pilot)
        assert shown(pilot.app.screen)[1] == "hard end 12:00 12:22 +22 12:00"
        other = Session(SqliteJournal(late.journal.file), clock, "aurelie")
        other.do(Skip("carte"))
        other.close()
        await settled(pilot)
        assert "12:02 +2" in shown(pilot.app.screen)[1]
        assert str(pilot.app.screen.query_one("#echo", Line).text).startswith("Aurélie skipped “Mise en commun")


async def test_a_proposal_that_another_forestalled_is_refused_with_what_happened(app, late, clock):
    async with app(late, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("f")
        await settled(pilot)
        late.journal.changed = lambda: False  # what the other does is not seen before the key
        other = Session(SqliteJournal(late.journal.file), clock, "aurelie")
        other.do(Next())
        other.close()
        await pilot.press("enter")
        await settled(pilot)
        assert isinstance(pilot.app.screen, FitScreen)
        assert str(pilot.app.screen.query_one("#echo", Line).text).startswith("Aurélie moved on to")
        assert late.state.day.segments["tampon-matin"].allotted_s == 600


async def test_by_hand_plus_and_minus_change_a_segment_and_the_others_take_it_up(app, late):
    async with app(late, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("f")
        await settled(pilot)
        await pilot.press("down", "down", *["minus"] * 3)
        rows = shown(pilot.app.screen)
        assert rows[0] == "as it is squeeze ►by hand"
        assert [row.split(")")[-1] for row in rows if row.startswith("Mise en commun")] == [" 20 16 −4 13 −7"]
        assert [row.split(")")[-1] for row in rows if row.startswith("Les collectifs")] == [" 30 24 −6 27 −3"]
        await pilot.press(*["minus"] * 2)
        await settled(pilot)
        told = str(pilot.app.screen.query_one("#echo", Line).text)
        assert told.replace("\xa0", " ") == "“Mise en commun : la carte des initiatives” has 12 to 25 min"
        await pilot.press("left", "right", "enter")
        assert [late.state.day.segments[key].allotted_s // 60 for key in ("collectifs", "carte")] == [28, 12]
        assert late.state.day.history[-1].event.kind == "hand"


async def test_with_nothing_left_f_says_so(app, session):
    session.do(End())
    async with app(session, "en").run_test() as pilot:
        await pilot.press("f")
        assert notice(pilot.app.screen) == "no segment is left to fit"


async def test_a_adds_a_segment_after_the_selected_one(app, late):
    async with app(late, "en").run_test() as pilot:
        await pilot.press("a", *"No minutes", "enter")
        assert notice(pilot.app.screen) == "Its minutes go at the end: “A detour 10”"
        await pilot.press(*" n 1h30", "enter")
        assert late.state.day.order["matin"][:3] == ("accueil", "tour", "no-minutes-n")
        assert late.state.day.segments["no-minutes-n"].allotted_s == 5400
        assert not pilot.app.screen.query("Ask")
        await pilot.press("a", *"gone", "escape", "n", *"a note", "enter")
        assert len(late.state.day.plans) == 21
        assert late.state.notebook.notes[-1].taken.text == "a note"


async def test_while_adding_n_and_tab_are_only_typed(app, late):
    async with app(late, "en").run_test() as pilot:
        await pilot.press("a", "n", "tab")
        assert pilot.app.screen.query_one("Ask Input", Input).value == "n"


async def test_v_picks_a_segment_up_and_enter_puts_it_down(app, late):
    async with app(late, "en").run_test(size=(120, 40)) as pilot:
        table = pilot.app.screen.query_one(Timetable)
        await pilot.press("down", "down", "v", "down", "down", "enter")
        assert late.state.day.order["matin"][2:6] == ("collectifs", "tampon-matin", "pause-matin", "carte")
        assert table.selected == "carte"
        assert notice(pilot.app.screen).startswith("Pascal moved “Mise en commun")
        await pilot.press("v", *["down"] * 5, "enter")  # the header of the afternoon: its front
        assert late.state.day.order["apres-midi"][0] == "carte"
        await pilot.press("v", "up", "up", "escape")
        assert (table.moving, table.selected) == (None, "carte")
        assert late.state.day.order["apres-midi"][0] == "carte"


async def test_the_live_segment_is_not_moved_nor_is_one_onto_itself(app, late):
    async with app(late, "en").run_test(size=(120, 40)) as pilot:
        number = late.state.number
        await pilot.press("v", "down", "enter")
        assert "it stays where it is" in notice(pilot.app.screen)
        await pilot.press("down", "v", "enter")
        assert late.state.number == number
        assert late.state.day.segments["tour"].standing is Standing.LIVE


async def test_what_is_being_moved_and_is_taken_back_elsewhere_is_let_go(app, late, clock):
    late.do(Add("New", 5))
    async with app(late, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("down", "v", "down")
        table = pilot.app.screen.query_one(Timetable)
        assert table.moving == "new"
        other = Session(SqliteJournal(late.journal.file), clock, "aurelie")
        other.do(Undo())
        other.close()
        await settled(pilot)
        assert table.moving is None
        await pilot.press("escape", "down")


async def test_a_guest_is_named_ahead_with_their_slot(app, session, clock):
    clock.instant = utc(10, 30)
    session.do(Goto("pause-matin"))
    for key in ("accueil", "tour", "collectifs", "carte", "tampon-matin"):
        session.do(Skip(key))
    clock.instant = utc(10, 36)
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        pilot.app.screen.query_one("#notice")._left = 0
        await settled(pilot)
        pilot.app.screen.draw()
        assert notice(pilot.app.screen) == "At 10:45: Membre d’un collectif (there 10:40 – 11:40)"


async def test_a_question_gives_its_answer_to_who_asked_and_stays_until_it_is_taken(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        screen, heard = pilot.app.screen, list[str]()
        assert isinstance(screen, RunScreen)
        await screen.ask_for("What is the weather?", heard.append)
        await pilot.press("s", "u", "n", "enter")
        await settled(pilot)
        assert heard == ["sun"]
        assert session.state.day.live is None, "nothing was added or moved by it"
        assert len(session.state.day.plans) == len([*session.state.agenda.segments()])
        await pilot.press("escape", "a")
        await settled(pilot)
        await pilot.press(*"Detour", "space", *"10", "enter")
        await settled(pilot)
        assert heard == ["sun"]
        assert session.state.day.title("detour") == "Detour"


async def test_where_nothing_lands_within_the_plan_hurrying_is_the_last_way_and_says_so(app, late, clock):
    clock.instant = utc(11, 30)
    async with app(late, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("f", "left")
        await settled(pilot)
        screen = pilot.app.screen
        assert shown(screen)[0].split()[-1] == "►hurry"
        assert str(screen.query_one("#told", Line).text).startswith(
            "Hurry: down to half of what is left, beyond the plan."
        )
        await pilot.press("enter")
        await settled(pilot)
    assert late.state.events[-1].kind == "hurry"
