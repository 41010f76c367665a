"""A real terminal whose machine sleeps for two hours, and whose clock is then put back: libfaketime moves the clock."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.acceptance.conftest import SEED

pytestmark = pytest.mark.terminal


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
