"""The pages in a real browser: two of them and a terminal on one session, killed, cut off, accessible, readable."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from tests.conftest import SEED
from tests.report.chromium import Chromium
from tests.serve.browser import LAPTOP, PHONE, PROJECTOR, Window
from workshop_tui.cli.commands import cli
from workshop_tui.locale import speak


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


@pytest.fixture(scope="module")
def chromium() -> Iterator[Chromium]:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("Chromium is not installed")
    with Chromium(found) as started:
        yield started


@pytest.fixture(scope="module")
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


def live() -> str:
    """The title that is live, by the command line."""
    return terminal("status", "-s", "day").splitlines()[0]


def test_two_pages_and_a_terminal_are_on_one_session(chromium, served):
    room = Window.on(chromium, served.room, PROJECTOR)
    phone = Window.on(chromium, served.control, PHONE)
    first = phone.text("then")
    assert first.startswith("Start “")

    terminal("goto", "accueil", "-s", "day", "--as", "aurelie")
    room.reads("title", "Accueil")
    phone.reads("title", "Accueil")
    phone.reads("answer", "Aurélie started")
    room.waits_for("document.getElementById('minutes').textContent.length > 0")
    phone.reads("then", "Move on to “Tour d'écran")

    phone.tap("next")  # what Aurélie did has hardly stood there: it is told first, and the same again does it
    phone.waits_for("!document.getElementById('answer').textContent.includes('Sending')")
    if "press again" in phone.text("answer"):
        phone.tap("next")
    room.reads("title", "Tour d'écran")
    assert "Tour d'écran" in live()

    # two presses in the same instant, of two devices, move the day once
    other = Window.on(chromium, served.control, LAPTOP)
    both = (phone, other)
    for one in both:
        one.reads("title", "Tour d'écran")
        one.waits_for("document.getElementById('then').textContent.includes('Move on')")
    for one in both:
        one.run("document.getElementById('next').click()")
    for one in both:
        one.waits_for("!document.getElementById('answer').textContent.includes('Sending')")
    moved = terminal("status", "-s", "day", "--json")
    assert moved.count('"state": "done"') == 2, "moved once"

    # a note: typed, cut off, kept on the device, sent once the link is back
    phone.tap("note")
    phone.types("They know no official #emergence")
    phone.offline(True)
    phone.reads("link", "Link lost")
    phone.tap("keep")
    phone.reads("answer", "Your note is kept on this device")
    assert terminal("notes", "-s", "day").count("They know") == 0
    phone.offline(False)
    phone.waits_for("document.getElementById('link').textContent === ''")
    phone.reads("answer", "kept: emergence")
    assert terminal("notes", "-s", "day").count("They know no official") == 1

    # a half-typed note comes back with the page, and the server has it too
    phone.tap("note")
    phone.types("half a thought")
    phone.run("new Promise(done => setTimeout(done, 0))")
    phone.browser.ask("Page.reload", phone.tab)
    phone.waits_for("document.readyState === 'complete' && document.getElementById('text')?.value === 'half a thought'")

    # offline: the countdown goes on, and says that the link is lost
    room.offline(True)
    room.reads("link", "Link lost")
    room.run("(now => { Date.now = () => now() + 3 * 60 * 1000; })(Date.now)")
    before = room.text("ends")
    room.waits_for(f"document.getElementById('ends').textContent !== {before!r}")
    room.offline(False)
    room.browser.ask("Page.reload", room.tab)
    room.waits_for("document.readyState === 'complete' && document.getElementById('link')?.textContent === ''")

    # the server killed: pages say so; started again: they come back by themselves
    served.kill()
    for one in (room, phone):
        one.reads("link", "Link lost")
    terminal("goto", "temoignage", "-s", "day")
    before = served.room
    served.start()
    assert served.room == before
    for one in (room, phone):
        one.waits_for("document.getElementById('link').textContent === ''")
        one.reads("title", "Témoignage")


def test_a_page_without_javascript_reads_and_refreshes_itself(chromium, served):
    page = Window.on(chromium, served.room, PHONE, script=False)
    assert page.text("then").startswith("next: ") or page.text("ends")
    assert page.run("document.querySelector('meta[http-equiv=refresh]').content") == "20"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_page_is_accessible_and_fits_its_window(chromium, served, theme):
    for address, sizes in ((served.room, (PHONE, LAPTOP, PROJECTOR)), (served.control, (PHONE, LAPTOP)),
                           (served.room + "x", (PHONE,))):  # fmt: skip
        page = Window.on(chromium, f"{address}?theme={theme}", sizes[0])
        for size in sizes:
            page.resize(size)
            assert page.run("document.documentElement.scrollWidth <= innerWidth"), (address, size)
            if "/r/" in address and size != PHONE:
                assert page.run("document.documentElement.scrollHeight <= innerHeight"), size
        if "/c/" in address:
            page.resize(PHONE)
            page.tap("note")
            page.tap("signal")
            sizes_ = page.run(
                "[...document.querySelectorAll('.buttons button')].map(b => b.getBoundingClientRect().height)"
            )
            assert min(sizes_) >= 64, "for a thumb"
        assert page.faults() == []


def test_nothing_moves_for_who_wants_nothing_to_and_all_is_asked_for_from_here(chromium, served):
    page = Window.on(chromium, served.room, LAPTOP)
    page.looks("dark", calm=True)
    assert page.run("getComputedStyle(document.getElementById('minutes')).transitionDuration") == "0s"
    origin = served.room.partition("/r/")[0]
    asked = page.run("performance.getEntriesByType('resource').map(one => one.name)")
    assert asked
    assert all(one.startswith(origin) for one in asked)
    assert (
        page.run("document.querySelectorAll('[style], script:not([src]):not([type=\"application/json\"])').length") == 0
    )
