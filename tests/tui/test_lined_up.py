"""Screens lined up: columns, what is cut last, what a pane adds, and a bar of what can still be done."""

from __future__ import annotations

import pytest
from textual.content import Content

from tests.conftest import AGENDAS
from tests.tui.bursts import burst
from tests.tui.full import LONG, full_day
from tests.tui.read import bar, rows, shown
from tests.tui.seen import at_sizes
from tests.tui.unhurried import settled
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.timing.commands import End
from workshop_tui.tui.dialogs.help import INDENT, HelpScreen
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.rows import Rows


@pytest.fixture
def full(home, seed, clock):
    session = full_day(home / "sessions", seed, clock)
    yield session
    session.close()


def painted(app, widget) -> list[str]:
    """The lines of a widget as they are drawn."""
    region = widget.content_region
    strips = app.screen._compositor.render_strips()[region.y : region.bottom]
    return [strip.crop(region.x, region.right).text.rstrip() for strip in strips]


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_help_of_a_day_fits_120_by_40_without_scrolling_and_no_word_stands_before_its_column(
    app, morning, language
):
    async with app(morning, language).run_test(size=(120, 40)) as pilot:
        await pilot.press("question_mark")
        await settled(pilot)
        assert isinstance(pilot.app.screen, HelpScreen)
        panel, lines = pilot.app.screen.query_one("#help"), pilot.app.screen.query_one("#lines", Line)
        told = painted(pilot.app, lines)
        assert panel.max_scroll_y == 0
        assert [line.rstrip() for line in lines.text.plain.splitlines()] == told, "no line is wrapped once more"
        headings = [line for line in told if line and not line.startswith(" ")]
        assert len(headings) <= 5, headings
        assert all(line[:INDENT].strip() == "" or line[2:3] != " " for line in told if line.startswith("  "))


async def test_the_bar_of_a_day_that_has_ended_offers_what_can_still_be_done(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        before = bar(pilot.app)
        await pilot.press("E", "enter")
        await settled(pilot)
        assert bar(pilot.app) == "E reopen  r report  x points  l notes  n note  o home  ? help  q quit"
        await burst(pilot, "n", *"late", "enter")
        await settled(pilot)
        assert bar(pilot.app).startswith("E reopen"), "and after something was typed"
        await pilot.press("E")
        await settled(pilot)
        assert bar(pilot.app) == before


async def test_on_a_narrow_screen_reopening_comes_first_after_the_end(app, morning):
    morning.do(End())
    async with app(morning, "fr").run_test(size=(80, 24)) as pilot:
        async for size in at_sizes(pilot, (80, 24), (60, 16)):
            assert bar(pilot.app).startswith("E rouvrir  r compte rendu  x points"), size
            assert "→" not in bar(pilot.app), size


async def test_agendas_at_home_stand_in_columns(app, home, monkeypatch):
    monkeypatch.chdir(AGENDAS.parent)
    async with app(language="en").run_test(size=(160, 50)) as pilot:
        async for size in at_sizes(pilot):
            told = [row for row in rows(pilot.app) if "agendas/" in row]
            assert len(told) == 4
            others = [row.index("agendas/") for row in told if "next:" not in row]
            course = next(row for row in told if "next: day 1 of 2" in row)
            assert len(set(others)) == 1, (size, told)
            assert others[0] == course.index("agendas/" if size[0] >= 120 else "next:"), (size, told)
            assert all("…" not in row for row in told) or size[0] == 80, (size, told)


async def test_a_session_has_its_territory_in_a_column_however_wide_the_screen_becomes(app, full):
    async with app(full, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await settled(pilot)
        await pilot.press("o")
        await settled(pilot)
        row = pilot.app.screen.query_one("#list", Rows).rows[-1].plain
        assert "développement local" in row and row.endswith("  Pays de Salers"), row


async def test_the_attendance_says_all_of_the_selected_person_where_there_is_room(app, full):
    async with app(full, "en").run_test(size=(160, 50)) as pilot:
        await pilot.press("c")
        async for size in at_sizes(pilot):
            whole = pilot.app.screen.query_one("#whole", Line)
            assert whole.display == (size[0] >= 110), size
            if whole.display:
                told = whole.text.plain.replace("\u00a0", " ").splitlines()
                assert told[:3] == ["Anne Martin", "Mairie de Salers", "contact  anne@example.org"], size
                assert told[3] == "De quoi parlons-nous ?  10:06 – · 2 min", size
                assert told[-1].startswith("in all  2 min · "), size
                await pilot.press("down", "down")
                await settled(pilot)
                assert "Communauté de communes du Pays de Mauriac" in whole.text.plain, size
                await pilot.press("home")


async def test_a_kind_of_note_is_whole_in_the_list_where_there_is_room(app, morning):
    morning.do(TakeNote("Un annuaire", "ressource"))
    async with app(morning, "fr").run_test(size=(160, 50)) as pilot:
        await pilot.press("l")
        async for size in at_sizes(pilot):
            assert ("Ressource, outil" in rows(pilot.app)[0]) == (size[0] == 160), size


async def test_what_came_of_a_decision_is_seen_after_a_long_text(app, full):
    results = ("not adopted", "“Verger”", "adopted:")
    async with app(full, "en").run_test(size=(160, 50)) as pilot:
        await pilot.press("D")
        async for size in at_sizes(pilot):
            told = rows(pilot.app)
            before = [Content(row[: row.index(result)]).cell_length for row, result in zip(told, results, strict=True)]
            assert len(set(before)) == 1 and LONG[:20] in told[2], (size, told)
            assert "Trop loin pour qui n’a pas de voiture" in shown(pilot.app, "whole"), "and the objection beside"


async def test_what_groups_ask_and_the_key_are_told_before_a_long_title_is(app, full):
    async with app(full, "en").run_test(size=(160, 50)) as pilot:
        async for size in at_sizes(pilot):
            told = shown(pilot.app, "groups")
            assert LONG[:15] in told and "… asks for 5 min" in told, size
            await pilot.press("G")
            await settled(pilot)
            assert shown(pilot.app).endswith("they ask for 5 min: g grants it to all"), size
            assert rows(pilot.app)[0].endswith("…  Grande salle  asks for 5 min  1 person"), size
            await pilot.press("escape")


async def test_organisations_have_the_room_that_names_leave(app, full):
    async with app(full, "en").run_test(size=(160, 50)) as pilot:
        await pilot.press("T")
        await settled(pilot)
        told = rows(pilot.app)
        assert any("Communauté de communes du Pays de Mauriac" in row and "Chloé" in row for row in told), told


async def test_the_evaluation_tells_all_of_a_question_that_is_cut_in_its_row(app, full):
    async with app(full, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("V", *["down"] * 9)
        await settled(pilot)
        table = pilot.app.screen.query_one(Rows)
        assert LONG in shown(pilot.app, "whole")
        assert all(line.endswith("…") for line in painted(pilot.app, table) if "leurs façons" in line)


async def test_no_line_about_a_segment_begins_with_the_sign_between_two_things(app, full):
    async with app(full, "en").run_test(size=(80, 24)) as pilot:
        for width in (80, 84, 88, 92, 96, 120):
            await pilot.resize_terminal(width, 40)
            await settled(pilot)
            about = painted(pilot.app, pilot.app.screen.query_one("#about", Line))
            assert any("•" in line for line in about)
            assert not [line for line in about if line.lstrip().startswith("•")], width


async def test_the_observatory_says_marking_and_its_colons_in_french(app, full):
    async with app(full, "fr").run_test(size=(120, 40)) as pilot:
        for key in ("o", "o"):
            await pilot.press(key)
            await settled(pilot)
        assert "␣ marquer" in bar(pilot.app)
        await pilot.press("enter")
        await settled(pilot)
        assert "\u00a0: " in shown(pilot.app, "cell")
