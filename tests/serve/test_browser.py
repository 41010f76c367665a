"""The pages in a real browser: two of them and a terminal on one session, killed, cut off, accessible, readable."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

from tests.conftest import SEED, utc
from tests.report.chromium import Chromium
from tests.seed import one_day
from tests.serve.browser import LAPTOP, PHONE, PROJECTOR, Window
from workshop_tui.agenda.models import Step
from workshop_tui.cli.commands import cli
from workshop_tui.locale import speak
from workshop_tui.room import lines
from workshop_tui.session.timing.day import Day, Mode
from workshop_tui.session.timing.events import Paused, SegmentStarted
from workshop_tui.session.timing.timeline import timeline


class Program:
    """The program `serve`, as a process; its links."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Start it, and read its two lines."""
        words = [sys.executable, "-m", "workshop_tui", "serve", "day", "--as", "pascal", "--language", "en"]
        self.process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        assert self.process.stdout
        self.room, self.control = (self.process.stdout.readline().strip() for _line in range(2))

    def kill(self) -> None:
        """Kill it, as if the power had gone."""
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """A session of today that is served by a program of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WORKSHOP_TUI_HOME", str(tmp_path_factory.mktemp("served") / "home"))
        patch.setenv("WORKSHOP_TUI_AS", "pascal")
        speak("en")
        terminal("open", str(SEED), "--id", "day")
        program = Program()
        yield program
        if program.process.poll() is None:
            program.process.send_signal(signal.SIGINT)
            assert program.process.wait(10) == 128 + signal.SIGINT


def terminal(*words: str) -> str:
    """Do a command at another terminal."""
    done = CliRunner().invoke(cli, list(words), prog_name="workshop-tui")
    assert done.exit_code == 0, done.output
    return done.stdout


def at(segment: str) -> None:
    """Have this segment live: a worker may do some of these tests, and not those before them."""
    if f'"segment": "{segment}"' not in terminal("status", "-s", "day", "--json"):
        terminal("goto", segment, "-s", "day")


@pytest.fixture(scope="session")
def room(chromium: Chromium, served: Program) -> Window:
    """The room's page, on a projector."""
    return Window.on(chromium, served.room, PROJECTOR)


@pytest.fixture(scope="session")
def phone(chromium: Chromium, served: Program) -> Window:
    """A trainer's page, on a phone."""
    return Window.on(chromium, served.control, PHONE)


def answered(page: Window) -> str:
    """The answer to what was pressed on the page."""
    page.waits_for("!document.getElementById('answer').textContent.includes('Sending')")
    return page.text("answer")


def test_two_pages_and_a_terminal_are_on_one_session(room, phone):
    assert phone.text("then").startswith("Start “")
    terminal("goto", "accueil", "-s", "day", "--as", "aurelie")
    room.reads("title", "Accueil")
    phone.reads("title", "Accueil")
    phone.reads("answer", "Aurélie started")
    room.waits_for("document.getElementById('minutes').textContent.length > 0")
    phone.reads("then", "Move on to “Tour d’écran")
    phone.tap("next")
    if "press again" in answered(phone):  # Aurélie's had hardly stood there: it is told first
        phone.tap("next")
    room.reads("title", "Tour d’écran")
    assert "Tour d’écran" in terminal("status", "-s", "day").splitlines()[0]


def test_two_presses_in_the_same_instant_of_two_devices_move_the_day_once(chromium, served, room, phone):
    at("tour")
    both = (phone, Window.on(chromium, served.control, LAPTOP))
    for one in both:
        one.reads("title", "Tour d’écran")
        one.reads("then", "Move on")
    for one in both:
        one.run("document.getElementById('next').click()")
    told = [answered(one) for one in both]
    assert sum("Pascal moved on" in one for one in told) == 1, told
    room.waits_for("!document.getElementById('title').textContent.includes('Tour')")
    terminal("undo", "-s", "day", "--as", "pascal")
    room.reads("title", "Tour d’écran")


def test_a_note_is_kept_on_the_phone_while_the_link_is_lost_and_sent_once_it_is_back(phone):
    phone.tap("note")
    phone.types("They know no official #emergence")
    phone.offline(True)
    phone.reads("link", "Link lost")
    phone.tap("keep")
    phone.reads("answer", "Your note is kept on this device")
    assert terminal("notes", "-s", "day").count("They know") == 0
    phone.offline(False)
    phone.reads("answer", "kept: emergence")
    assert terminal("notes", "-s", "day").count("They know no official") == 1


def test_a_note_that_did_not_get_through_while_the_link_seemed_to_be_there_is_sent_with_the_next_word(phone):
    phone.tap("note")
    phone.types("Nobody lost the link")
    phone.run("window.reached = fetch; window.fetch = () => Promise.reject(new TypeError())")
    phone.tap("keep")
    phone.reads("answer", "Your note is kept on this device")
    phone.run("window.fetch = reached; dispatchEvent(new Event('online'))")
    phone.reads("answer", " kept.")
    assert terminal("notes", "-s", "day").count("Nobody lost the link") == 1


def test_a_half_typed_note_is_there_again_once_the_page_is_loaded_anew(phone):
    phone.tap("note")
    phone.types("half a thought")
    phone.loads_anew()
    phone.waits_for("document.getElementById('text')?.value === 'half a thought'")


def test_offline_the_countdown_goes_on_and_says_that_the_link_is_lost(room):
    at("temoignage")
    room.reads("title", "Témoignage")
    room.offline(True)
    room.reads("link", "Link lost")
    before = int(room.text("minutes"))
    room.run("(now => { Date.now = () => now() + 3 * 60 * 1000; })(Date.now)")
    room.waits_for(f"Number(document.getElementById('minutes').textContent) < {before}")
    room.offline(False)
    room.loads_anew()
    room.waits_for("!document.getElementById('sound').hidden && document.getElementById('link').textContent === ''")


def test_the_server_killed_and_started_again_pages_come_back_by_themselves(served, room, phone):
    served.kill()
    for one in (room, phone):
        one.reads("link", "Link lost")
    at("accueil")
    before = served.room
    served.start()
    assert served.room == before
    for one in (room, phone):
        one.waits_for("document.getElementById('link').textContent === ''")
        one.reads("title", "Accueil")


def test_a_page_without_javascript_reads_and_refreshes_itself(chromium, served):
    at("accueil")
    page = Window.on(chromium, served.room, PHONE, script=False)
    page.reads("title", "Accueil")
    assert page.run("document.querySelector('meta[http-equiv=refresh]').content") == "20"


@pytest.mark.parametrize("address", ["room", "control", "none"])
def test_each_page_is_accessible_light_and_dark_and_fits_its_window(chromium, served, room, phone, address):
    page = {"room": room, "control": phone}.get(address) or Window.on(chromium, served.room + "x", PHONE)
    for size in (PHONE, LAPTOP, PROJECTOR):
        page.resize(size)
        assert page.run("document.documentElement.scrollWidth <= innerWidth"), size
        if address == "room":
            assert page.run("document.documentElement.scrollHeight <= innerHeight"), size
    page.resize(PHONE)
    if address == "control":
        page.tap("signal")
        buttons = "[...document.querySelectorAll('.buttons button:not([hidden])')]"
        assert min(page.run(f"{buttons}.map(one => one.getBoundingClientRect().height)")) >= 64, "for a thumb"
    for theme in ("light", "dark"):
        page.looks(theme, calm=True)
        assert page.faults() == []


def test_nothing_moves_for_who_wants_nothing_to_and_all_is_asked_for_from_here(served, room):
    room.looks("dark", calm=True)
    assert room.run("getComputedStyle(document.getElementById('minutes')).transitionDuration") == "0s"
    room.looks("dark")
    assert room.run("getComputedStyle(document.getElementById('minutes')).transitionDuration") == "1s"
    origin = served.room.partition("/r/")[0]
    asked = room.run("performance.getEntriesByType('resource').map(one => one.name)")
    assert asked
    assert all(one.startswith(origin) for one in asked)
    inline = '[style], script:not([src]):not([type="application/json"])'
    assert room.run(f"document.querySelectorAll('{inline}').length") == 0


def test_a_page_counts_in_the_words_and_figures_of_the_terminals_room_view(room):
    speak("en")
    day = Day.of(one_day(), date(2021, 5, 4))
    plan = replace(day.plans["tour"], steps=(Step(title="Alone", minutes=15), Step(title="At three", minutes=10)))
    day = replace(day, plans={**day.plans, "tour": plan}).having("tour", step_ends=(900, 1500))
    started = SegmentStarted(at=utc(9), by="pascal", segment="tour", left=None, hand=None).apply(day, 1)
    paused = Paused(at=utc(9, 7, 3), by="pascal").apply(started, 2)
    cases = []
    for one, seconds in product((started, paused), (0, 1, 59, 60, 899, 900, 1499, 1500, 1501, 1559, 1560, 7000)):
        times = timeline(
            one, utc(9, 7, 3) + timedelta(seconds=seconds) if one is paused else utc(9) + timedelta(seconds=seconds)
        )
        view: dict[str, Any] = {
            "mode": times.mode.value,
            "ends": None,
            "left_s": times.live.remaining_s,
            "warn": [5, 1],
            "steps": [
                {"title": "Alone", "rest_s": plan.minutes * 60 - 900},
                {"title": "At three", "rest_s": plan.minutes * 60 - 1500},
            ],
        }
        if times.mode is Mode.RUNNING:
            view |= {"ends": int(times.now.timestamp() * 1000) + view["left_s"] * 1000, "left_s": None}
        clock = {"now": int(times.now.timestamp() * 1000), "speed": 0, "offset_s": 7200}
        cases += [(view, clock, hidden, lines(times, "x", (5, 1), hidden=hidden)) for hidden in (False, True)]
    asked = json.dumps([case[:3] for case in cases])
    told = room.run(
        f"""import('/static/clock.js').then(c => {asked}.map(([view, clock, hidden]) => {{
            c.setClock(clock); const left = c.left(view), shown = hidden ? null : left;
            return [c.figures(shown), c.ends(view, left, hidden), c.step(view, shown), c.urgency(view, shown)]; }}))"""
    )
    assert told == [[one.minutes, one.ends, one.step, one.urgency] for *_asked, one in cases]


def test_the_page_tells_what_a_speaker_has_left_as_the_terminal_does(room):
    cases = [(0, 100), (87, 100), (100, 100), (112, 100), (3599, None)]
    asked = json.dumps(
        [[seconds * 1000, {"floor": {"since": 0, "share_ends": share and share * 1000}}] for seconds, share in cases]
    )
    told = room.run(
        f"""import('/static/clock.js').then(c => {asked}.map(([now, view]) => {{
            c.setClock({{now, speed: 0, offset_s: 0}}); return c.floor(view); }}).concat([c.floor({{floor: null}})]))"""
    )
    assert told == [
        "► Floor 0:00 · 1:40 left",
        "► Floor 1:27 · 0:13 left",
        "► Floor 1:40 · 0:00 left",
        "► Floor 1:52 · 0:12 over",
        "► Floor 59:59",
        "",
    ]
