"""Keys and clicks on the screens, without a terminal; the same in a real one: tests/acceptance."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.content import Content

from tests.conftest import utc
from tests.tui.conftest import HOSTILE
from tests.tui.read import notice
from tests.tui.unhurried import settled
from workshop_tui.journal import JournalError
from workshop_tui.locale import say
from workshop_tui.session.timing.day import Mode, Standing
from workshop_tui.session.timing.replanning_commands import Extend
from workshop_tui.tui.keys import RUN
from workshop_tui.tui.screens.home import HomeScreen
from workshop_tui.tui.screens.run import RunScreen
from workshop_tui.tui.widgets.bigtime import figures
from workshop_tui.tui.widgets.changed import changed_cells
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.notes import Notes
from workshop_tui.tui.widgets.rows import Rows
from workshop_tui.tui.widgets.timetable import Timetable


async def test_home_opens_an_agenda_and_comes_back(app, home, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    async with app(language="en").run_test() as pilot:
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RunScreen)
        await pilot.press("escape", "o")  # at most hours of the day it is asked when it begins
        await pilot.pause()
        assert isinstance(pilot.app.screen, HomeScreen)
        assert "To resume" in str(pilot.app.screen.query_one(Rows).rows[0])
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(pilot.app.screen, RunScreen)


@pytest.mark.parametrize(("asked", "shown"), [(None, "Déroulé"), ("en", "Timetable")])
async def test_what_home_opens_is_in_its_own_language_unless_another_was_asked_for(
    app, session, monkeypatch, tmp_path, asked, shown
):
    monkeypatch.chdir(tmp_path)
    async with app(language="en", asked_language=asked).run_test(size=(120, 40)) as pilot:
        assert "To resume" in str(pilot.app.screen.query_one(Rows).rows[0])
        await pilot.press("enter")
        await pilot.pause()
        assert str(pilot.app.screen.query_one(Timetable).border_title) == shown
        await pilot.press("right")
        assert ("Pascal started" in notice(pilot.app.screen)) == (asked == "en")
        await pilot.press("o")
        await pilot.pause()
        assert "To resume" in str(pilot.app.screen.query_one(Rows).rows[0])


async def test_home_tells_the_mistakes_of_an_agenda_and_does_not_open_it(app, home, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "agendas").mkdir()
    (tmp_path / "agendas" / "[bad]\x1b]0;gone\x07.toml").write_text('title = "T"\nunknown = 1\n')
    async with app(language="en").run_test() as pilot:
        table = pilot.app.screen.query_one(Rows)
        assert "agendas/[bad].toml 2 mistakes" in [" ".join(row.plain.split()) for row in table.rows]
        assert "bad" in str(table.selected), "its plan may be opened, to mend it"
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen.NAME == "home"
        assert notice(pilot.app.screen) == "agendas/[bad].toml has mistakes: workshop-tui check names them"


async def test_home_names_a_session_that_is_damaged(app, home, session, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (home / "sessions" / "junk[x].session").write_bytes(b"junk")
    async with app(language="en").run_test(size=(120, 40)) as pilot:
        table = pilot.app.screen.query_one(Rows)
        assert table.rows[-1].plain.endswith("junk[x].session is no session of this program, or is damaged")
        await pilot.press("end")
        assert table.selected, "which is not it"


async def test_each_key_moves_the_day_and_says_what_it_did(app, session, clock):
    async with app(session, "en").run_test() as pilot:
        screen, day = pilot.app.screen, lambda: session.state.day
        await pilot.press("right")
        assert day().mode is Mode.RUNNING
        assert notice(screen).endswith("u takes it back")
        await pilot.press("space")
        assert day().mode is Mode.PAUSED
        await pilot.press("space", "e", "plus", "minus")
        assert day().segments["accueil"].allotted_s == 15 * 60
        await pilot.press("down", "down", "k")
        assert day().segments["collectifs"].standing is Standing.SKIPPED
        await pilot.press("k")
        assert day().segments["collectifs"].standing is Standing.UPCOMING
        clock.instant += timedelta(minutes=5)
        await pilot.press("enter")
        assert (day().segments["collectifs"].standing, day().segments["accueil"].standing) == (
            Standing.LIVE,
            Standing.SET_ASIDE,
        )
        await pilot.press("u")
        assert day().segments["accueil"].standing is Standing.LIVE
        await pilot.press("s")
        assert day().mode is Mode.IDLE
        await pilot.press("E", "enter")
        assert day().mode is Mode.ENDED
        await pilot.press("E")
        assert day().mode is Mode.IDLE


async def test_a_refusal_is_said_and_changes_nothing(app, session):
    async with app(session, "en").run_test() as pilot:
        before = session.state
        await pilot.press("space")
        assert notice(pilot.app.screen) == "nothing is live"
        assert session.state == before


async def test_what_cannot_be_written_is_said_and_the_draft_stays(app, session, monkeypatch):
    def full(*_arguments, **_settings):
        raise JournalError(say("the disk is full"))

    async with app(session, "en").run_test() as pilot:
        await pilot.press("n", *"half")
        monkeypatch.setattr(session.journal, "append", full)
        await pilot.press("enter")
        assert notice(pilot.app.screen) == "Not kept: the disk is full"
        assert pilot.app.screen.query_one("#text").value == "half"
        assert session.state.notebook.notes == ()


async def test_the_palette_knows_every_key_of_the_screen(app, session):
    async with app(session, "en").run_test() as pilot:
        commands = list(pilot.app.get_system_commands(pilot.app.screen))
        assert len(commands) == len(RUN) + 2  # to paint anew, and the themes
        await pilot.press("ctrl+p", *"pause")
        await settled(pilot)
        await pilot.press("enter")
        await settled(pilot)
        assert notice(pilot.app.screen) == "nothing is live"


async def test_a_word_of_the_key_bar_can_be_clicked(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        column = str(pilot.app.screen.query_one(KeyBar).content).index("next")
        await pilot.click(KeyBar, offset=(column + 2, 0))
        assert session.state.day.mode is Mode.RUNNING


async def test_a_change_made_elsewhere_shows_and_says_who_made_it(app, session, clock):
    from workshop_tui.journal.sqlite import SqliteJournal
    from workshop_tui.service import Session
    from workshop_tui.session.timing.commands import Next

    async with app(session, "en").run_test() as pilot:
        other = Session(SqliteJournal(session.journal.file), clock, "aurelie")
        other.do(Next())
        other.close()
        await settled(pilot)
        assert pilot.app.screen.times.live.key == "accueil"
        assert notice(pilot.app.screen).startswith("Aurélie")


async def test_what_landed_between_opening_and_the_first_frame_is_shown(app, session, clock):
    from workshop_tui.journal.sqlite import SqliteJournal
    from workshop_tui.service import Session
    from workshop_tui.session.timing.commands import Next

    other = Session(SqliteJournal(session.journal.file), clock, "aurelie")
    other.do(Next())
    other.close()
    async with app(session, "en").run_test() as pilot:
        assert pilot.app.screen.times.live.key == "accueil"


async def test_the_rooms_screen_shows_no_note_and_no_name(app, morning):
    async with app(morning).run_test() as pilot:
        await pilot.press("d")
        await settled(pilot)
        shown = "\n".join(str(line.content) for line in pilot.app.screen.query(Line))
    assert "Tour d’écran" in shown
    assert not any(word in shown for word in ("maire", "Pascal", "Aurélie", "frein"))


@pytest.mark.parametrize("sort", HOSTILE)
async def test_hostile_text_is_shown_as_text_and_no_control_character_is_left(app, hostile, sort):
    session = hostile(sort)
    async with app(session).run_test(size=(120, 40)) as pilot:
        drawn = "".join(
            segment.text
            for widget in pilot.app.screen.query("*")
            for strip in widget.render_lines(widget.size.region)
            for segment in strip
        )
        notes = str(pilot.app.screen.query_one(Notes).query_one(Line).content)
    assert not [c for c in drawn if ord(c) < 32 or 127 <= ord(c) < 160 or c == "\u202e"]
    assert session.state.notebook.notes[0].taken.text in notes
    if sort == "brackets":
        assert "[red]not red[/red]" in notes


async def test_rows_of_the_timetable_fit_their_width(app, hostile):
    async with app(hostile("cjk")).run_test(size=(80, 24)) as pilot:
        table = pilot.app.screen.query_one(Timetable)
        width = table.scrollable_content_region.width
        assert {row.cell_length <= width for row in table.rows} == {True}


def test_big_figures_fill_the_space_and_never_pass_it():
    from textual.geometry import Size

    for space in (Size(60, 10), Size(120, 30), Size(8, 5)):
        lines = figures("10", space)
        assert len(lines) <= space.height
        assert all(len(line) <= max(space.width, 14) for line in lines)
    assert figures("", Size(10, 10)) == []


def test_big_figures_have_one_size_whatever_is_left():
    from textual.geometry import Size

    for space in (Size(160, 38), Size(80, 16), Size(60, 40), Size(40, 8)):
        sizes = {
            (len(lines), (len(lines[0]) + len(lines) // 5 * 2) // len(text))
            for text in ("0", "1", "9", "10", "11", "99", "100", "+1", "+9", "+11")
            if (lines := figures(text, space))
        }
        assert len(sizes) == 1, "as many lines, and as many cells a figure"


async def test_the_seconds_stand_where_they_stood_when_ten_minutes_become_nine(app, morning, clock):
    async with app(morning, "en").run_test(size=(80, 24)) as pilot:
        morning.do(Extend(20))
        screen, places = pilot.app.screen, set()
        for minute, minutes in ((46, "10"), (47, "9"), (48, "8"), (57, "+0"), (58, "+1")):
            clock.instant = utc(9, minute, 10)
            await settled(pilot)
            screen.draw()
            await settled(pilot)
            assert screen.query_one("#minutes").value == minutes
            places.add(screen.query_one("#seconds").region)
        assert len(places) == 1


async def test_the_rooms_view_has_three_levels_and_no_line_for_what_it_does_not_say(app, morning):
    async with app(morning, "en").run_test(size=(160, 45)) as pilot:
        await pilot.press("d")
        await settled(pilot)
        screen = pilot.app.screen
        styles = {name: screen.query_one(f"#{name}").rich_style for name in ("title", "ends", "inner", "then")}
        assert styles["title"] == styles["ends"] != styles["inner"] == styles["then"]
        assert styles["title"].bold
        assert screen.query_one("#inner").display == bool(screen.query_one("#inner").text.plain)
        height = len(screen.query_one("#big").text.plain.split("\n"))
        assert height >= 30, "read from two metres"
        await pilot.press("h")
        await settled(pilot)
        middle = screen.query_one("#ends").region.y
        assert 15 < screen.query_one("#title").region.y < middle < 30, "without the figures the words stand together"
        await pilot.press("h")
        await settled(pilot)
        assert len(screen.query_one("#big").text.plain.split("\n")) == height


@pytest.mark.parametrize(
    ("old", "new", "cells"),
    [
        ("   10:20  Pause  15   ", "   10:20  Pause  15   ", []),
        ("   10:20  Pause  15   ", "   10:21  Pause  15 +1", [(7, 8), (20, 22)]),
        ("   10:20  中文  15   ", "   10:20  中文  20   ", [(16, 18)]),
        ("   10:20  中文  15   ", "   10:20  ab  15   ", [(0, 40)]),
        ("   9:59", "  10:00 ", [(2, 7)]),
        ("10 min left", "9 min left", [(0, 11)]),
        ("中文", "a", [(0, 40)]),
        ("x" * 39, "x" * 39 + "yz", [(39, 40)]),
    ],
)
def test_only_the_cells_that_changed_are_repainted(old, new, cells):
    assert changed_cells(Content(old), Content(new), 40) == cells
