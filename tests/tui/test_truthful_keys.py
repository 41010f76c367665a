"""Keys say the truth: what a line says of a key is what it does; ways back, drafts, the palette, the end of a day."""

from __future__ import annotations

import re

import pytest
from textual.command import CommandList

from tests.conftest import utc
from tests.tui.read import notice
from tests.tui.unhurried import settled
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.timing.commands import Goto, Undo
from workshop_tui.session.timing.day import Mode
from workshop_tui.session.timing.replanning_commands import Add, Extend, Skip
from workshop_tui.tui.dialogs.confirm import ConfirmScreen
from workshop_tui.tui.widgets.ask import Ask
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.timetable import Timetable
from workshop_tui.tui.widgets.topbar import TopBar


def bar(app) -> str:
    return app.screen.query_one(KeyBar).text.plain


async def test_a_segment_that_is_over_is_not_moved_and_why_is_said(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("up", "v")
        assert notice(pilot.app.screen) == "“Accueil, cadre de la journée, présence du matin” is over"
        assert pilot.app.screen.query_one(Timetable).moving is None
        assert bar(pilot.app).startswith("␣ pause")


async def test_what_is_let_go_on_another_terminal_gives_the_keys_of_the_day_back(app, morning, clock):
    morning.do(Add("New", 5))
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("down", "v")
        other = Session(SqliteJournal(morning.journal.file), clock, "aurelie")
        other.do(Undo())
        await pilot.pause(0.3)
        assert bar(pilot.app).startswith("␣ pause")


# ── home ───────────────────────────────────────────────────────────────────────────────────────────────────
async def test_escape_on_home_goes_back_to_the_session_that_it_was_reached_from(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("o")
        await pilot.pause(0.2)
        assert (pilot.app.screen.NAME, bar(pilot.app)) == (
            "home",
            "⏎ open  / find  p plan  n new plan  o observatory  esc back  ? help  q quit",
        )
        await pilot.press("escape")
        await pilot.pause(0.2)
        assert pilot.app.screen.NAME == "run"
        assert pilot.app.screen.session.state.id == morning.state.id
        await pilot.press("right")
        assert pilot.app.screen.session.state.day.live == "collectifs"


async def test_home_that_was_reached_from_nowhere_says_no_way_back(app, session):
    async with app(None, "en").run_test(size=(120, 40)) as pilot:
        assert bar(pilot.app) == "⏎ open  / find  p plan  n new plan  o observatory  ? help  q quit"
        await pilot.press("escape")
    assert pilot.app.return_code == 0


async def test_a_session_that_is_gone_meanwhile_is_said_on_home(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("o")
        await pilot.pause(0.2)
        morning.journal.file.unlink()
        await pilot.press("escape")
        assert pilot.app.screen.NAME == "home"
        assert "there is no session file" in pilot.app.screen.query_one("#notice", Line).text.plain


# ── with nothing live ──────────────────────────────────────────────────────────────────────────────────────
async def test_with_nothing_live_more_and_fewer_minutes_are_for_the_selected_segment(app, session):
    async with app(session, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("down", "e", "plus", "minus", "minus")
        assert session.state.day.segments["tour"].allotted_s == (20 + 5 - 1) * 60
        assert session.state.day.mode is Mode.READY
        pilot.app.screen.query_one(Timetable).select(None)
        for key in ("e", "plus", "minus", "k", "v", "enter"):
            await pilot.press(key)
            assert notice(pilot.app.screen) == "No segment is selected: arrows select one"


async def test_no_key_leads_out_of_a_text_but_those_that_it_says(app, morning):
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"half", "shift+tab")
        assert pilot.app.focused is not None
        assert pilot.app.focused.id == "tags"
        await pilot.press("escape", "a", *"Detour", "tab", "shift+tab", "tab", *" eus")
        assert pilot.app.screen.query_one("Ask Input").value == "Detour eus"
        assert morning.state.day.live == "tour"


async def test_a_line_that_is_asked_for_says_its_keys(app, morning):
    async with app(morning, "en").run_test(size=(60, 16)) as pilot:
        await pilot.press("a", *"Detour")
        assert str(pilot.app.screen.query_one(Ask).border_subtitle) == "enter: that is it · esc leaves it"
        assert "that&#160;is&#160;it" in pilot.app.export_screenshot()


# ── two terminals, one name ────────────────────────────────────────────────────────────────────────────────
async def test_two_terminals_of_one_name_say_so_and_a_draft_is_of_one_of_them(app, morning, clock):
    second = Session(SqliteJournal(morning.journal.file), clock, "Pascal")
    async with app(morning, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("n", *"half a thought")
        second.beat("run")
        await pilot.pause(0.3)
        assert notice(pilot.app.screen) == "Pascal is on 2 terminals: each keeps its own half-typed note"
        assert second.company.namesakes
        assert second.draft() == "", "it is being typed on the other"
        second.keep_draft("mine")
        await pilot.press(*"!", "enter")
        assert [note.taken.text for note in morning.state.notebook.notes][-1] == "half a thought!"
        assert (morning.draft(), second.draft()) == ("", "mine")


async def test_what_a_terminal_that_is_gone_left_half_typed_is_offered_once(app, morning, clock):
    def opened() -> Session:
        one = Session(SqliteJournal(morning.journal.file), clock, "Pascal")
        one.beat("run")
        return one

    first, second = opened(), opened()
    first.keep_draft("one")
    second.keep_draft("two")
    for one in (first, second):
        one.company.leave()
    third, fourth = opened(), opened()
    drafts = {third.draft(), fourth.draft()}
    assert drafts == {"one", "two"}
    third.keep_draft("")
    assert {third.draft(), fourth.draft()} < {"", "one", "two"}


async def test_what_began_at_home_is_of_no_rehearsal(app, seed, home, clock):
    """Home that a rehearsal leads to opens sessions by the true clock."""
    from tests.conftest import DAY, created
    from workshop_tui.clock import RehearsalClock, SystemClock

    played = RehearsalClock(utc(9), 60)
    rehearsal = Session(SqliteJournal(created(home / "sessions", seed, DAY, "play", clock, "p")), played, "pascal")
    async with app(rehearsal, "en").run_test(size=(120, 40)) as pilot:
        await pilot.press("o")
        await pilot.pause(0.2)
        assert isinstance(pilot.app.screen._clock, SystemClock)
        await pilot.press("escape")
        await pilot.pause(0.2)
        assert pilot.app.screen.session.clock is played


# ── taken back ─────────────────────────────────────────────────────────────────────────────────────────────
async def test_what_was_taken_back_is_named_with_whose_it_was_and_a_key_brings_it_back(app, morning, clock):
    other = Session(SqliteJournal(morning.journal.file), clock, "aurelie")
    async with app(morning, "en").run_test(size=(160, 40)) as pilot:
        other.do(Extend(5, "pause-matin"))
        await pilot.pause(0.3)
        assert notice(pilot.app.screen).startswith("Aurélie changed “Pause” by +5 min at 09:40 — u takes it back")
        await pilot.pause(2)  # it is seen
        await pilot.press("u")
        changed = "Aurélie changed “Pause” by +5 min at 09:40"
        assert notice(pilot.app.screen) == f"Pascal took back: {changed} — U brings it back"
        await pilot.press("u")
        skipped = "Pascal skipped “Tampon du matin” at 09:22"
        assert notice(pilot.app.screen) == f"Pascal took back: {skipped} — U brings it back"
        await pilot.press("U")
        assert notice(pilot.app.screen) == f"Pascal brought back: {skipped} — u takes it back"
        await pilot.press("U")
        assert notice(pilot.app.screen) == f"Pascal brought back: {changed} — u takes it back"
        clock.instant = utc(9, 42)
        await pilot.press("u")
        await settled(pilot)
        assert str(pilot.app.screen.query_one("#question", Line).content) == f"Take that back? {changed}."
        await pilot.press("enter")
        assert notice(pilot.app.screen) == f"Pascal took back: {changed} — U brings it back"
        await pilot.press("question_mark")
        lines = str(pilot.app.screen.query_one("#lines", Line).content)
        told = lines.partition("  u  ")[2].splitlines()[:2]
        words = " ".join(" ".join(line.strip().split("   ")[0] for line in told).split())
        assert words == "Take back the last command about the time; a note is changed in the list"


# ── left half-typed ────────────────────────────────────────────────────────────────────────────────────────
async def test_a_note_that_is_left_half_typed_says_that_it_is_kept_and_how_to_go_on(app, morning):
    async with app(morning, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("n", *"whole", "enter")
        assert notice(pilot.app.screen) == "Note kept"
        await pilot.press("n")
        assert notice(pilot.app.screen) != "Note kept"
        await pilot.press("escape")
        assert notice(pilot.app.screen) != "Note kept"
        await pilot.press("n", *"half", "escape")
        assert notice(pilot.app.screen) == "A half-typed note is kept: n goes on with it"


async def test_a_change_that_is_left_half_typed_says_that_it_is_kept_and_how_to_go_on(app, morning):
    async with app(morning, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("l", "enter", *" and", "escape")
        await pilot.pause(0.2)
        said = pilot.app.screen.query_one("#echo", Line).text.plain
        assert said == "Your half-typed change of this note is kept: ⏎ goes on with it"


# ── the end of the day ─────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_end_of_a_day_that_is_not_over_is_asked_first(app, morning, language):
    left = sum(one.unfinished for one in morning.state.day.segments.values())
    told = {
        "en": f"End the day now? {left} segments are not finished. It goes on until 16:30.",
        "fr": f"Terminer la journée maintenant\u202f? {left} séquences ne sont pas terminées. Elle va jusqu’à 16h30.",
    }
    async with app(morning, language).run_test(size=(80, 24)) as pilot:
        await pilot.press("E")
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert str(pilot.app.screen.query_one("#question", Line).content) == told[language]
        await pilot.press("escape")
        assert morning.state.day.mode is Mode.RUNNING
        await pilot.press("E", "enter")
        assert morning.state.day.mode is Mode.ENDED
        await pilot.press("E")
        assert morning.state.day.mode is Mode.RUNNING or morning.state.day.mode is Mode.IDLE


async def test_a_day_that_is_over_is_ended_by_its_key_alone(app, morning, clock):
    for key, one in morning.state.day.segments.items():
        if one.unfinished:
            morning.do(Skip(key))
    clock.instant = utc(17, 5)
    async with app(morning, "en").run_test(size=(80, 24)) as pilot:
        await pilot.press("E")
        assert morning.state.day.mode is Mode.ENDED


# ── one line, one figure ───────────────────────────────────────────────────────────────────────────────────
async def test_a_projected_end_and_its_lateness_are_the_same_minutes(app, morning, clock):
    async with app(morning, "en").run_test(size=(200, 40)) as pilot:
        for second in range(0, 60, 7):
            clock.instant = utc(10, 10, second)
            await pilot.pause(0.3)
            told = pilot.app.screen.query_one(TopBar).text.plain
            minute, late = map(int, re.search(r"end foreseen 12:(\d\d) \(\+(\d+)\)", told).groups())
            assert minute == late, told
            trouble = notice(pilot.app.screen)
            minute, late = map(int, re.search(r"will end at 12:(\d\d), (\d+) min late", trouble).groups())
            assert minute == late, trouble
            await pilot.press("f")
            heading = pilot.app.screen.query_one("#heading", Line).text.plain
            minute, late = map(int, re.search(r"ends at 12:(\d\d), (\d+) min late", heading).groups())
            assert minute == late, heading
            await pilot.press("escape")


# ── the palette ────────────────────────────────────────────────────────────────────────────────────────────
async def found(pilot, typed: str) -> list[str]:
    """The first lines of what the palette finds."""
    await pilot.press("ctrl+p", *typed)
    await pilot.pause(1)
    listed = pilot.app.screen.query_one(CommandList).options
    told = [str(option.prompt).split("\n")[0] for option in listed]
    await pilot.press("escape")
    return told


FOUND = {
    "theme": "Thème", "THÈME": "Thème", "couleur": "Thème", "arreter": "Arrêter  (s)",
    "etiquettes": "Étiquettes  (tab)", "cinq minutes": "Prolonger  (e)",
}  # fmt: skip
"""By what is typed, what is found first."""


async def test_the_palette_finds_by_name_and_by_what_is_told_without_accents(app, morning):
    async with app(morning, "fr").run_test(size=(80, 24)) as pilot:
        for typed, first in FOUND.items():
            assert (await found(pilot, typed))[0] == first


@pytest.mark.parametrize(("language", "told"), [("fr", "Rien ne s’appelle ainsi"), ("en", "Nothing is called so")])
async def test_that_the_palette_finds_nothing_is_said_in_the_language_in_use(app, morning, language, told):
    async with app(morning, language).run_test(size=(80, 24)) as pilot:
        assert await found(pilot, "zzz") == [told]
        pilot.app.search_themes()
        await pilot.pause(0.2)
        await pilot.press(*"zzz")
        await pilot.pause(1)
        assert [str(one.prompt) for one in pilot.app.screen.query_one(CommandList).options] == [told]


# ── under the hand ─────────────────────────────────────────────────────────────────────────────────────────
async def test_a_day_that_another_moves_under_the_fit_screen_is_told_before_anything_is_applied(app, morning, clock):
    clock.instant = utc(10, 10)
    other = Session(SqliteJournal(morning.journal.file), clock, "aurelie")
    async with app(morning, "en").run_test(size=(160, 40)) as pilot:
        await pilot.press("f")
        other.do(Goto("reprise"))
        await pilot.pause(0.3)
        number = morning.state.number
        await pilot.press("enter")
        await pilot.pause(0.2)
        said = pilot.app.screen.query_one("#echo", Line).text.plain
        assert said.startswith("Aurélie moved on to “Reprise")
        block = next(one.title for one in morning.state.agenda.blocks if one.key == "apres-midi")
        assert said.endswith(f"⏎ would now apply “stretch” to “{block}”")
        assert (morning.state.number, pilot.app.screen.NAME) == (number, "fit")
        await pilot.pause(1.5)
        await pilot.press("enter")
        await pilot.pause(0.2)
        assert morning.state.number == number + 1
