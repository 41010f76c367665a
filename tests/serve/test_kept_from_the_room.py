"""A room in a browser: it is sent nothing that the agenda keeps from the group."""

from __future__ import annotations

import pytest

from tests.conftest import utc
from workshop_tui.agenda import Agenda
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.session.timing.commands import Next


@pytest.fixture
def plan() -> Agenda:
    steps = [{"title": "Call {n}", "minutes": 9, "repeat": 2, "change": "90s"}]
    room = {"title": "Exercise", "countdown": False, "steps": False}
    hidden = {"title": "Fire in the east wing", "minutes": 20, "steps": steps, "room": room}
    shown = {"title": "Calls", "minutes": 20, "steps": steps, "warn": ["30s"]}
    block = {
        "title": "Day",
        "start": "9h",
        "end": "10h",
        "segments": [{"title": "Welcome", "minutes": 5}, hidden, shown],
    }
    return agenda_of({"title": "Drill", "timezone": "Europe/Paris", "blocks": [block]})


async def test_the_room_is_sent_nothing_that_is_kept_from_it(site, clock):
    clock.instant = utc(9)
    site.does("pascal", Next())
    async with site.events(f"{site.served.room}/events") as events:
        await events.until("room", lambda said: said["next"] == "Exercise")
        page = (await site.ask(site.served.room)).text
        assert "Exercise" in page and "Fire" not in page
        site.does("pascal", Next())
        told = await events.until("room", lambda said: said["title"] == "Exercise")
        assert (told["ends"], told["left_s"], told["steps"]) == (None, None, [])
        page = (await site.ask(site.served.room)).text
        assert "Fire" not in page and "Call 1" not in page
        site.does("pascal", Next())
        told = await events.until("room", lambda said: said["title"] == "Calls")
    assert told["warn"] == [0.5]
    assert told["steps"] == [
        {"title": "Call 1", "rest_s": 660},
        {"title": "Call 2", "rest_s": 570, "change": True},
        {"title": "Call 2", "rest_s": 0},
    ]
