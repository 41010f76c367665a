"""Pictures of the screens: press, press, look. `uv run pytest tests/tui --snapshot-update` takes them anew."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.conftest import AGENDAS, SEED
from tests.tui.bursts import burst
from tests.tui.conftest import HOSTILE
from tests.tui.seen import LARGE, SMALL, SMALLEST, TOO_SMALL, Pictures, opened
from tests.tui.unhurried import settled
from workshop_tui.session.timing.commands import Goto
from workshop_tui.session.timing.replanning_commands import Add, Fit, Move, Skip

NARROW, LOW, NARROWEST = (40, 20), (59, 16), (40, 16)


async def test_the_run_screen(snapshot, app, morning, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(morning).run_test(size=LARGE) as pilot:
        await pictures.take_at(pilot, LARGE, SMALL, SMALLEST, TOO_SMALL, NARROW, LOW, NARROWEST)
    assert pictures.other == []


def test_the_run_screen_in_english(snap_compare, app, morning):
    assert snap_compare(app(morning, "en"), terminal_size=SMALL)


def test_a_day_that_has_not_begun(snap_compare, app, session):
    assert snap_compare(app(session), terminal_size=SMALL)


def test_a_segment_that_overruns(snap_compare, app, morning, clock):
    clock.instant = clock.instant.replace(minute=50)
    assert snap_compare(app(morning), terminal_size=SMALL)


def test_a_day_that_has_ended(snap_compare, app, morning):
    assert snap_compare(app(morning), press=["E", "enter"], terminal_size=SMALL)


async def test_hostile_text_on_the_run_screen(snapshot, app, session, hostile, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(session).run_test(size=SMALL) as pilot:
        for sort in HOSTILE:
            await opened(pilot, hostile(sort))
            await pictures.take(pilot, sort)
    assert pictures.other == []


async def test_hostile_text_on_the_rooms_screen(snapshot, app, session, hostile, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(session).run_test(size=SMALL) as pilot:
        for sort in HOSTILE:
            await opened(pilot, hostile(sort), "d")
            await pictures.take(pilot, sort)
    assert pictures.other == []


def test_three_hundred_notes(snap_compare, app, morning):
    from workshop_tui.session.notes.commands import TakeNote

    for i in range(300):
        morning.do(TakeNote(f"Note {i}", "constat"))
    assert snap_compare(app(morning), terminal_size=SMALL)


async def test_the_composer(snapshot, app, session, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(session).run_test(size=LARGE) as pilot:
        await pilot.press("n", *"Le [maire]", "tab", "f", "e")
        await pictures.take_at(pilot, LARGE, SMALL, SMALLEST, NARROWEST)
    assert pictures.other == []


async def test_the_rooms_screen(snapshot, app, morning, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(morning).run_test(size=LARGE) as pilot:
        await pilot.press("d")
        await pictures.take_at(pilot, LARGE, SMALL, SMALLEST)
    assert pictures.other == []


def test_the_rooms_screen_with_its_countdown_hidden(snap_compare, app, morning):
    assert snap_compare(app(morning), press=["d", "h"], terminal_size=SMALL)


async def test_home(snapshot, app, morning, monkeypatch, tmp_path):
    monkeypatch.chdir(AGENDAS.parent)
    pictures = Pictures(snapshot, tmp_path)
    async with app().run_test(size=LARGE) as pilot:
        await pictures.take_at(pilot, LARGE, SMALL)
    assert pictures.other == []


def test_home_with_hostile_titles(snap_compare, app, hostile, monkeypatch):
    monkeypatch.chdir(AGENDAS.parent)
    for sort in HOSTILE:
        hostile(sort)
    assert snap_compare(app(), terminal_size=SMALL)


def test_what_was_said(snap_compare, app, morning):
    async def say_some_things(pilot: Pilot[str]) -> None:
        await pilot.press("e", "space", "space", "semicolon")
        await settled(pilot)

    assert snap_compare(app(morning), run_before=say_some_things, terminal_size=SMALL)


def test_the_help(snap_compare, app, morning):
    assert snap_compare(app(morning), press=["question_mark"], terminal_size=LARGE)


def test_the_palette(snap_compare, app, morning):
    async def look_for_a_command(pilot: Pilot[str]) -> None:
        await pilot.press("ctrl+p", *"saut")
        await settled(pilot)

    assert snap_compare(app(morning), run_before=look_for_a_command, terminal_size=SMALL)


@pytest.fixture
def late(morning, clock):
    """The same at 10:21:40: 33 minutes are missing before the guest arrives."""
    clock.instant = clock.instant.replace(hour=8, minute=21, second=40)
    return morning


async def test_the_fit_screen(snapshot, app, late, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(late).run_test(size=LARGE) as pilot:
        await pilot.press("f")
        await pictures.take_at(pilot, LARGE, SMALL, SMALLEST)
    assert pictures.other == []


def test_the_fit_screen_in_english(snap_compare, app, late):
    assert snap_compare(app(late, "en"), press=["f"], terminal_size=SMALL)


def test_by_hand_on_the_fit_screen(snap_compare, app, late):
    assert snap_compare(app(late), press=["f", "down", "plus", "plus"], terminal_size=SMALL)


def test_the_fit_screen_when_a_block_could_be_carried(snap_compare, app, late, clock):
    clock.instant = clock.instant.replace(hour=9, minute=5)
    for key in ("collectifs", "carte", "pause-matin", "temoignage"):
        late.do(Skip(key))
    late.do(Goto("echanges"))
    clock.instant = clock.instant.replace(hour=9, minute=48)
    assert snap_compare(app(late), press=["f", "right"], terminal_size=LARGE)


def test_the_fit_screen_when_nothing_is_late(snap_compare, app, session):
    assert snap_compare(app(session), press=["f"], terminal_size=SMALL)


async def test_hostile_text_on_the_fit_screen(snapshot, app, session, hostile, clock, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with app(session).run_test(size=SMALL) as pilot:
        for sort in HOSTILE:
            day = hostile(sort)
            clock.instant = clock.instant.replace(hour=8, minute=10)
            await opened(pilot, day, "f")
            await pictures.take(pilot, sort)
    assert pictures.other == []


def test_a_day_that_was_changed(snap_compare, app, late):
    late.do(Fit("squeeze", late=True))
    late.do(Add("Détour [imprévu]", 7))
    late.do(Move("carte", block="apres-midi"))
    assert snap_compare(app(late), terminal_size=LARGE)


def test_adding_a_segment(snap_compare, app, late):
    assert snap_compare(app(late), press=["a", *"Un detour 10"], terminal_size=SMALL)


def test_moving_a_segment(snap_compare, app, late):
    assert snap_compare(app(late), press=["down", "down", "v", "down", "down"], terminal_size=SMALL)


@pytest.fixture
def planned(app, home, tmp_path, monkeypatch):
    """The plan screen on the seed's agenda."""
    from workshop_tui.plans.kept import PlanFile

    monkeypatch.chdir(tmp_path)
    (tmp_path / "day.toml").write_bytes(SEED.read_bytes())

    def make(language: str = "fr"):
        return app(None, language, plan=PlanFile(tmp_path / "day.toml"))

    return make


@pytest.mark.parametrize("size", [LARGE, SMALL, SMALLEST, NARROWEST], ids=lambda size: "x".join(map(str, size)))
def test_the_plan_screen(snap_compare, planned, size):
    assert snap_compare(planned(), terminal_size=size, press=["down", "down", "e", "e", "e", "w"])


def test_the_plan_screen_in_english_while_a_segment_is_typed(snap_compare, planned):
    assert snap_compare(planned("en"), terminal_size=SMALL, press=["down", "down", "a", *"Talk 20"])


async def test_all_fields_of_a_segment_of_a_plan(snapshot, planned, tmp_path):
    pictures = Pictures(snapshot, tmp_path)
    async with planned().run_test(size=LARGE) as pilot:
        await burst(pilot, "down", "down", "enter", *["down"] * 15, "enter")
        await pictures.take_at(pilot, LARGE, SMALL)
    assert pictures.other == []


def test_a_plan_that_is_not_saved_is_asked_about(snap_compare, planned):
    assert snap_compare(planned(), terminal_size=SMALL, press=["down", "down", "plus", "q"])
