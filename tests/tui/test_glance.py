"""The day at a glance: the ribbon, the end of the block, drift, and changes that have just been made."""

from __future__ import annotations

import itertools
from datetime import timedelta

from textual.content import Content

from tests.conftest import utc
from tests.tui.conftest import HOSTILE
from tests.tui.unhurried import settled
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.reminders import guests_of
from workshop_tui.session.timing.commands import Goto, Next
from workshop_tui.session.timing.replanning_commands import Extend, Skip
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.notes import Notes
from workshop_tui.tui.widgets.now import Now
from workshop_tui.tui.widgets.ribbon import Ribbon
from workshop_tui.tui.widgets.small import Small
from workshop_tui.tui.widgets.timetable import Timetable

LARGE, VAST, SMALL = (120, 40), (160, 50), (80, 24)


def told(screen, name: str) -> str:
    return str(screen.query_one(f"#{name}", Line).text)


async def test_the_ribbon_has_now_what_runs_and_what_was_planned_to_scale(app, morning, clock):
    async with app(morning, "en").run_test(size=LARGE) as pilot:
        await settled(pilot)
        hours, planned, foreseen = told(pilot.app.screen, "ribbon").split("\n")
        now = hours.index("▼")
        assert now < hours.index("10:00") < hours.index("15:00")
        assert foreseen[now] == "█", "what runs is under now"
        assert planned.count("│") >= 18, "each segment begins with a line"
        assert foreseen.index("═") > planned[:70].rindex("│"), "what comes after the block's end has a sign of its own"
        width = pilot.app.screen.query_one(Ribbon).content_size.width
        assert all(Content(line).cell_length <= width for line in (hours, planned, foreseen))


async def test_the_end_of_the_block_stands_under_what_is_left_and_says_how_late_it_is(app, morning, clock):
    async with app(morning, "en").run_test(size=LARGE) as pilot:
        await settled(pilot)
        assert told(pilot.app.screen, "landing").startswith("Block ends 12:00 · planned 12:00 · ")
        clock.instant = utc(10, 40)
        await settled(pilot)
        landing = told(pilot.app.screen, "landing")
        assert landing.startswith("Block ends ")
        assert " +" in landing


async def test_drift_is_told_where_it_changes_and_not_on_every_row(app, session, clock):
    clock.instant = utc(9, 30)
    session.do(Next())
    async with app(session, "en").run_test(size=LARGE) as pilot:
        await settled(pilot)
        rows = [row.plain.rstrip() for row in pilot.app.screen.query_one(Timetable).rows]
        drifts = [
            row.rsplit(None, 1)[-1]
            for row in rows
            if row.rsplit(None, 1)[-1][0] in "+−0" and row[:1] in " ►" and "@" not in row[:8]
        ]
        assert drifts, "the day began half an hour late"
        assert all(one != other for one, other in itertools.pairwise(drifts))
        guests = [row for row in rows if "@" in row[:8]]
        assert guests and all(row.endswith("+30") for row in guests), "how late a guest is seen is always told"
        assert drifts[0] == "+30"


async def test_what_has_just_changed_stands_out_for_ten_seconds_and_says_who_it_was(app, morning, clock, aurelie):
    async with app(morning, "en").run_test(size=LARGE) as pilot:
        await settled(pilot)
        screen = pilot.app.screen
        aurelie.catch_up()
        aurelie.do(TakeNote("New [b]", "frein"))
        aurelie.do(Extend(5, "pause-matin"))
        await settled(pilot)
        noted = str(screen.query_one(Notes).query_one("#noted", Line).text).split("\n")[0]
        assert "Aurélie" in noted
        assert "New [b]" in noted
        changed = [row for row in screen.query_one(Timetable).rows if "20/15" in row.plain]
        assert [str(span.style) for span in changed[0].spans] == ["bold $text-accent"]
        clock.instant += timedelta(seconds=11)
        await settled(pilot)
        noted = str(screen.query_one(Notes).query_one("#noted", Line).text).split("\n")[0]
        assert "Aurélie" not in noted
        changed = [row for row in screen.query_one(Timetable).rows if "20/15" in row.plain]
        assert not changed[0].spans


async def test_the_matrix_in_small_changes_when_a_note_comes_and_at_no_other_time(
    app, morning, clock, aurelie, monkeypatch
):
    async with app(morning, "en").run_test(size=LARGE) as pilot:
        await settled(pilot)
        small = pilot.app.screen.query_one(Small)
        assert "Local elected" in str(small.text)
        drawn: list[object] = []
        monkeypatch.setattr(Small, "_rows", lambda *told: drawn.append(told) or [])
        clock.instant += timedelta(seconds=3)
        await settled(pilot)
        assert not drawn
        aurelie.catch_up()
        aurelie.do(TakeNote("x", "frein", ("action",), ("etat",)))
        await settled(pilot)
        assert len(drawn) == 1


async def test_there_is_a_third_column_where_there_is_room_and_nothing_essential_is_lost_where_there_is_none(
    app, morning
):
    async with app(morning, "en").run_test(size=VAST) as pilot:
        await settled(pilot)
        screen = pilot.app.screen
        columns = [screen.query_one(one).region for one in (Timetable, Now, Notes)]
        assert columns[0].right <= columns[1].x < columns[1].right <= columns[2].x
        assert columns[1].y == columns[2].y
    async with app(morning, "en").run_test(size=SMALL) as pilot:
        await settled(pilot)
        screen = pilot.app.screen
        assert not screen.query_one(Ribbon).display
        assert not screen.query_one(Small).display
        assert screen.query_one(Now).region.right == screen.query_one(Notes).region.right == 80


async def test_no_title_shifts_a_frame_or_a_column(app, hostile, session):
    async with app(session).run_test(size=SMALL) as pilot:
        sizes = [LARGE, VAST, SMALL]
        for sort in HOSTILE:
            pilot.app.show_session(hostile(sort))
            sizes.reverse()  # the last is the next one's first
            for size in sizes:
                await pilot.resize_terminal(*size)
                await settled(pilot)
                screen = pilot.app.screen
                assert screen.session.state.id == sort
                assert {strip.cell_length for strip in screen._compositor.render_strips()} == {size[0]}, sort
                table = screen.query_one(Timetable)
                ends = {row.cell_length for row in table.rows if row.plain[2:8].strip()}
                assert max(ends) <= table.width, sort
                for name in ("#planned", "#right"):
                    box = screen.query_one(name).region
                    assert 0 <= box.x < box.right <= size[0], sort


def first_about(screen) -> str:
    """The first line of what the live panel says of its segment."""
    screen.draw()
    return told(screen, "about").split("\n")[0]


async def test_the_live_panel_says_who_comes_and_from_when_until_when(app, session, clock):
    name = "Membre d’un collectif"
    for key in ("accueil", "tour", "collectifs", "carte", "tampon-matin"):
        session.do(Skip(key))
    async with app(session, "en").run_test(size=LARGE) as pilot:
        screen = pilot.app.screen
        for when, intent, line in (
            (utc(10, 14), Goto("pause-matin"), f"Guest at 10:45  10:40 – 11:40  {name}"),
            (utc(10, 15), Goto("temoignage"), f"Guest  10:40 – 11:40  {name} · arrives in 25 min"),
            (utc(10, 42), None, f"Guest  10:40 – 11:40  {name}"),
            (utc(10, 43), Extend(60, "temoignage"), f"Guest  10:40 – 11:40  {name}"),
            (utc(11, 43), None, f"Guest  10:40 – 11:40  {name} · is gone"),
            (utc(11, 44), Goto("synthese-matin"), "Support  Aurélie"),
        ):
            clock.instant = when
            if intent:
                session.do(intent)
            await settled(pilot)
            assert first_about(screen) == line


def test_a_guest_is_of_the_segments_that_need_them_or_name_them_in_whole_words():
    guests = [
        {"key": "al", "name": "Al"},
        {"key": "elus", "name": "Les élus", "until": "10h"},
        {"key": "🙂", "name": "…"},
    ]
    titles = ("Bilan", "Al parle", "Avec les Élus", "Needs")
    segments = [{"key": f"s{i}", "title": title, "minutes": 5} for i, title in enumerate(titles)]
    segments[3]["needs"] = ["al"]
    guests.pop()
    plan = {
        "title": "x",
        "guests": guests,
        "blocks": [{"key": "b", "title": "b", "start": "9h", "end": "12h", "segments": segments}],
    }
    agenda = agenda_of(plan)
    assert [[guest.key for guest in guests_of(agenda, one)] for one in agenda.segments()] == [
        [],
        ["al"],
        ["elus"],
        ["al"],
    ]


async def test_what_has_the_screen_to_itself_has_no_frame_and_what_stands_beside_it_has_one_line(app, morning):
    for size, line in ((LARGE, "left"), (SMALL, "top")):
        async with app(morning, "en").run_test(size=size) as pilot:
            for key, name in (("l", "#found"), ("i", "#found"), ("c", "#people"), ("f", "Proposals"), ("r", "#page")):
                await pilot.press(key)
                await settled(pilot)
                screen = pilot.app.screen
                assert not any(edge for edge, _colour in screen.query_one(name).styles.border), key
                assert screen.query_one(name).region.x == 0
                if key == "l":
                    borders = screen.query_one("#whole").styles
                    drawn = {
                        side for side in ("top", "right", "bottom", "left") if getattr(borders, f"border_{side}")[0]
                    }
                    assert drawn == {line}
                await pilot.press("escape")
                await settled(pilot)
