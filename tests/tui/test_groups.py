"""The groups on the screens: a line on the run screen, a screen of them all, a terminal of one, the room."""

from __future__ import annotations

import pytest

from tests.conftest import DAY, created, utc
from tests.session.grouped import PEOPLE, TABLES, afternoon
from tests.tui.bursts import burst
from tests.tui.conftest import HOSTILE
from tests.tui.read import drawn, rows, shown
from tests.tui.seen import at_sizes
from tests.tui.unhurried import settled
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.groups.commands import FormGroups, PlaceMember, SayOfGroup
from workshop_tui.session.may import May
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.timing.commands import Goto, Next
from workshop_tui.tui.screens.group import GroupScreen
from workshop_tui.tui.screens.groups import GroupsScreen
from workshop_tui.tui.screens.run import RunScreen
from workshop_tui.tui.screens.turns import TurnsScreen

SIZES = ((120, 40), (80, 24))


@pytest.fixture
def day(home, clock):
    """Opens an afternoon with groups, at 9:00, live on its tables."""

    def make(agenda=None, by="pascal", may=May.LEAD):
        file = home / "sessions" / "day.session"
        if not file.exists():
            plan = (agenda or afternoon()) | {"timezone": "Europe/Paris"}
            created(home / "sessions", agenda_of(plan), DAY, "day", clock, "pascal")
        return Session(SqliteJournal(file), clock, by, may)

    return make


def lines(app) -> list[str]:
    return [line.text.plain for line in app.screen.query("Line") if line.text.plain]


async def test_what_a_group_asks_is_seen_and_granted_with_one_key_and_undone_like_any(app, day, clock):
    session, other = day(), day(by="aurelie")
    session.do(Next())
    async with app(session, "en").run_test(size=SIZES[0]) as pilot:
        clock.instant = utc(9, 10)
        other.catch_up()
        other.do(SayOfGroup("table-b", "asks", 2))
        async for size in at_sizes(pilot, *SIZES):
            assert "Table B asks for 2 min" in shown(pilot.app, "groups"), size
        await pilot.press("G")
        async for size in at_sizes(pilot, *SIZES):
            assert isinstance(pilot.app.screen, GroupsScreen)
            assert "they ask for 2 min: g grants it to all" in shown(pilot.app, "heading"), size
            assert [row.split()[:4] for row in rows(pilot.app)][1] == ["+", "Table", "B", "Yard"], size
        await pilot.press("g")
        await settled(pilot)
        assert session.state.day.segments["tables"].allotted_s == 42 * 60
        assert "asks" not in "".join(rows(pilot.app))
        await pilot.press("g")
        async for size in at_sizes(pilot, *SIZES):
            assert "no group asks for time" in shown(pilot.app, "echo"), size
        await pilot.press("escape", "u")
        async for size in at_sizes(pilot, *SIZES):
            assert isinstance(pilot.app.screen, RunScreen)
            assert "Table B asks for 2 min" in shown(pilot.app, "groups"), size
    other.close()


async def test_groups_are_made_a_late_one_is_put_in_and_another_moved_with_a_key_each(app, day):
    session = day(afternoon(by=3))
    async with app(session, "en").run_test(size=SIZES[0]) as pilot:
        await pilot.press("G")
        async for size in at_sizes(pilot, *SIZES):
            heading = pilot.app.screen.query_one("#heading")
            assert shown(pilot.app, "heading").endswith(": f makes the groups"), size
            assert len(shown(pilot.app, "heading")) <= heading.size.width, "the key to press is not cut off"
            assert "7 are there" in shown(pilot.app, "whole"), size
        await pilot.press("f")
        await settled(pilot)
        async for size in at_sizes(pilot, *SIZES):
            sizes = sorted(row.split("  ")[-1] for row in rows(pilot.app) if "Group" in row)
            assert sizes == ["2 people", "2 people", "3 people"], size
            people = [row for row in rows(pilot.app) if "Person" in row]
            assert len(people) == 7, size
        await pilot.press("m")
        await settled(pilot)
        assert "Everybody who is there is in a group" in shown(pilot.app, "echo")
        await pilot.press("down", "o")
        await settled(pilot)
        assert len([row for row in rows(pilot.app) if "Person" in row]) == 7
        assert any("In no group" in row for row in rows(pilot.app))
        await pilot.press("m")
        await settled(pilot)
        assert not any("In no group" in row for row in rows(pilot.app))
        await burst(pilot, "home", "down", "t", *"group 3", "enter")
        await settled(pilot)
    placed = session.state.groups.placed
    assert set(placed.values()) == {"group-1", "group-2", "group-3"}
    assert len(placed) == 7


async def test_groups_report_in_their_order_by_the_clock(app, day, clock):
    session = day()
    session.do(Next())
    clock.instant = utc(9, 40)
    session.do(Goto("plenary"))
    async with app(session, "en").run_test(size=SIZES[0]) as pilot:
        async for size in at_sizes(pilot, *SIZES):
            assert shown(pilot.app, "groups") == "", size
            await pilot.press("G")
            await settled(pilot)
            assert [row.strip().split("  ")[-1] for row in rows(pilot.app) if "Table" in row] == [
                "4 min from 09:40",
                "4 min from 09:44",
                "4 min from 09:48",
            ], size
            assert "Reporting in “Plenary”, 4 min each" in " ".join(lines(pilot.app)).replace("\n", " "), size
            await pilot.press("escape")


@pytest.mark.parametrize("size", SIZES)
async def test_the_terminal_of_a_group_has_its_time_its_notes_and_its_keys_and_moves_nothing(app, day, clock, size):
    leads, session = day(), day(by="Table B", may=May.NOTE)
    leads.do(Next())
    made = app(session, "en")
    made.group = ("tables", "table-b")
    async with made.run_test(size=size) as pilot:
        await settled(pilot)
        assert isinstance(pilot.app.screen, GroupScreen)
        assert shown(pilot.app, "heading") == "Table B · Yard"
        assert shown(pilot.app, "word") == "until 09:35 · working"
        await burst(pilot, "n", *"what we say", "enter")
        await settled(pilot)
        assert [row.strip().endswith("what we say") for row in rows(pilot.app)] == [True]
        note = session.state.notebook.notes[-1].taken
        assert (note.group, note.segment, note.by) == ("table-b", "tables", "Table B")
        await burst(pilot, "n", *"half", "escape")
        await settled(pilot)
        await pilot.press("right", "space", "e", "s", "G", "escape", "d")
        await settled(pilot)
        assert isinstance(pilot.app.screen, GroupScreen)
        assert session.state.groups.said["tables", "table-b"].state == "done"
        await pilot.press("a", "enter")
        await settled(pilot)
        assert session.state.groups.said["tables", "table-b"].minutes == 2
        clock.instant = utc(9, 33)
        await settled(pilot)
        assert shown(pilot.app, "word").startswith("COME BACK: the time is nearly up")
        leads.catch_up()
        leads.do(Goto("plenary"))
        await settled(pilot)
        assert "Reporting in “Plenary”" in shown(pilot.app, "word")
    assert session.state.day.live == "plenary"
    leads.close()


async def test_the_room_sees_where_groups_go_in_each_round_and_no_name(app, day, clock):
    steps = [{"title": f"Round {n}", "minutes": 20} for n in (1, 2)]
    session = day(afternoon(groups=TABLES, rotate=True, steps=steps))
    session.do(FormGroups())
    session.do(Next())
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("d")
        await settled(pilot)
        assert shown(pilot.app, "where").split("\n") == ["Table A: Hall", "Table B: Yard", "Table C: Loft"]
        assert not any("Person" in line for line in lines(pilot.app))
        clock.instant = utc(9, 20)
        await settled(pilot)
        assert shown(pilot.app, "where").split("\n") == ["Table A: Yard", "Table B: Loft", "Table C: Hall"]
        await pilot.press("d", "G")
        await settled(pilot)
        assert "round 2 of 2" in shown(pilot.app, "heading")


async def test_an_open_space_is_filled_on_the_screen_and_shown_as_a_grid(app, day):
    session = day()
    session.do(Goto("forum"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("G")
        await settled(pilot)
        assert "Groups work side by side under one clock" in " ".join(rows(pilot.app))
        for topic in ("Bikes, Hall, 1", "Trains, Hall, 2", "Rain, snow, Yard"):
            await pilot.press("n", *topic, "enter")
            await settled(pilot)
        assert "Hall: 1 Bikes · 2 Trains\nYard: Rain, snow" in shown(pilot.app, "whole")
        await burst(pilot, "n", *"Cars, Hall, 2", "enter")
        await settled(pilot)
        assert "“Hall” is taken then, by “Trains”" in shown(pilot.app, "echo")
        await pilot.press("escape", "home", "w")
        await settled(pilot)
        assert [one.title for one in session.state.groups.opened["forum"]] == ["Trains", "Rain, snow"]
        await pilot.press("escape", "d")
        await settled(pilot)
        assert shown(pilot.app, "where").split("\n") == ["Hall: 2 Trains", "Yard: Rain, snow"]


@pytest.mark.parametrize("sort", HOSTILE)
async def test_hostile_text_in_groups_stands_on_every_screen_as_text(app, day, sort):
    text = HOSTILE[sort][:400]
    people = [{**PEOPLE[0], "name": text}]
    groups = [{"title": text, "place": text, "link": text, "members": ["p1"], "lead": ["p1"]}]
    session = day(afternoon(people, groups=groups))
    session.do(Next())
    session.do(SayOfGroup("1", "asks", 2))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        await pilot.press("G")
        await settled(pilot)
        assert len(rows(pilot.app)) == 2
        await pilot.press("escape", "d")
        await settled(pilot)
    made = app(session, "en")
    made.group = ("tables", session.state.day.plans["tables"].groups[0].key)
    async with made.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        assert isinstance(pilot.app.screen, GroupScreen)
        screen = "".join(drawn(pilot))
        assert not {"\x1b", "\x9b", "\u202e"} & {*screen}


async def test_forty_groups_are_folded_into_counts(app, day):
    groups = [{"title": f"Table {n}"} for n in range(1, 41)]
    people = [{"key": f"p{n}", "name": f"Person {n}"} for n in range(300)]
    session = day(afternoon(people, groups=groups))
    session.do(FormGroups())
    session.do(Next())
    session.do(SayOfGroup("table-7", "asks", 3))
    session.do(SayOfGroup("table-8", "done"))
    session.do(PlaceMember("p1", "table-9"))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        assert shown(pilot.app, "groups") == "1 group asks for 3 min · 39 groups at work · 1 done"
        await pilot.press("G")
        await settled(pilot)
        assert len(rows(pilot.app)) == 40
        await pilot.press("p")
        await settled(pilot)
        assert len(rows(pilot.app)) == 340


async def test_notes_say_their_group_and_the_matrix_counts_one_group_s_alone(app, day):
    session = day(afternoon(groups=[{"title": "Chestnut"}, {"title": "Walnut"}]))
    session.do(Next())
    for group, phase in (("chestnut", "emergence"), ("walnut", "emergence"), (None, "action")):
        session.do(TakeNote(f"note {group and len(group)}", phases=(phase,), stakeholders=("elus",), group=group))
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await burst(pilot, "l", "slash", *"walnut")
        await settled(pilot)
        assert [row.split("  ")[-1].strip() for row in rows(pilot.app)] == ["note 6"]
        assert "group: Walnut" in shown(pilot.app, "whole")
        await pilot.press("escape", "escape", "escape")
        await settled(pilot)
        await pilot.press("m", "g")
        await settled(pilot)
        counted = [shown(pilot.app, "heading")]
        for _time in range(3):
            await pilot.press("g")
            await settled(pilot)
            counted.append(shown(pilot.app, "heading"))
    told = [one.partition(": ")[2] for one in counted]
    assert sorted(told) == ["1 note · Chestnut", "1 note · Chestnut", "1 note · Walnut", "3 notes"]


async def test_one_key_begins_a_round_over_the_groups_that_report_and_shows_it(app, day, clock):
    session = day()
    session.do(Next())
    clock.instant = utc(9, 10)
    session.do(Goto("plenary"))
    async with app(session, "en").run_test(size=SIZES[0]) as pilot:
        await pilot.press("G")
        async for size in at_sizes(pilot, *SIZES):
            assert "they report: r gives each its turn" in shown(pilot.app, "heading"), size
        await pilot.press("r")
        async for size in at_sizes(pilot, *SIZES):
            assert isinstance(pilot.app.screen, TurnsScreen)
            assert [row.strip("▸ ").split()[:3] for row in rows(pilot.app)[:3]] == [
                [str(n), "Table", letter] for n, letter in enumerate("ABC", 1)
            ], size
            assert "3 left of the round, 4:00 each" in " ".join(lines(pilot.app)), size
        await pilot.press("space")
        await settled(pilot)
        assert session.state.floor.turns[-1].speaker.label == "Table A"
        begun = session.state.number
        await pilot.press("escape", "r")
        await settled(pilot)
        assert isinstance(pilot.app.screen, TurnsScreen), "the round that goes on is shown"
        assert session.state.number == begun
