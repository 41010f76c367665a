"""A real terminal whose machine sleeps for two hours, and whose clock is then put back: libfaketime moves the clock."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.acceptance.conftest import SEED

pytestmark = pytest.mark.terminal
LIBRARY = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"), None)


def moved_by(file: Path) -> dict[str, str]:
    """Variables with which a program's clock is what `file` says; what it measures spans with stays the machine's.

    So do the times of files (Python would else compile each module anew), and waits of threads for each other, which
    libfaketime would make short ones, over and over: both cost four times what the program itself does.
    """
    return {
        "LD_PRELOAD": str(LIBRARY),
        "FAKETIME_TIMESTAMP_FILE": str(file),
        "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_FORCE_MONOTONIC_FIX": "0",
        "NO_FAKE_STAT": "1",
    }


@pytest.fixture
def shifted(tmp_path):
    """Moves the clock of the terminal by so many seconds, from the one of this machine."""
    if LIBRARY is None:
        pytest.skip("no libfaketime (Debian: apt-get install faketime)")
    file = tmp_path / "shift"

    def move(seconds: int) -> None:
        file.write_text(f"{seconds:+}", encoding="ascii")

    move(0)
    move.environment = moved_by(file)  # type: ignore[attr-defined]  # a function that carries its variables
    return move


def test_the_screen_says_what_is_true_after_a_sleep_and_that_the_clock_went_back(command, open_terminal, shifted):
    now = datetime.now(UTC)
    there = now.astimezone(ZoneInfo("Europe/Paris"))
    ten = there.replace(hour=10, minute=0, second=0) - there  # whatever the hour is here, it is the morning's
    shifted(round(ten.total_seconds()))
    command("open", SEED, "--id", "day", "--date", there.date().isoformat())
    terminal = open_terminal("join", "day", "--as", "pascal", "--language", "en", **shifted.environment)
    terminal.wait("Timetable")
    terminal.press("right")
    terminal.wait("Pascal started")
    shifted(round(ten.total_seconds()) + 7200)
    terminal.wait("OVER by")
    assert "Pascal started" not in terminal.settled()
    terminal.press("n", "after the sleep", "enter")
    terminal.wait(lambda text: "  after the sleep" in text.partition("Notes ·")[2])  # kept, not only typed
    shifted(round(ten.total_seconds()) + 5400)
    terminal.wait("The clock went back from")
    terminal.press("n", "after the step", "enter")
    terminal.wait(lambda text: "  after the step" in text.partition("Notes ·")[2])
    terminal.press("right")
    terminal.wait("Pascal moved on")
    terminal.press("q")
    assert terminal.ended() == 0
    notes = json.loads(command("notes", "-s", "day", "--json"))["notes"]
    before, after = (datetime.fromisoformat(note["at"]) for note in notes)
    assert timedelta() <= after - before < timedelta(seconds=30)
    status = json.loads(command("status", "-s", "day", "--json"))
    first = status["blocks"][0]["segments"][0]
    assert datetime.fromisoformat(first["actual_end"]) >= after
    assert before - (datetime.now(UTC) + ten) > timedelta(hours=1)
