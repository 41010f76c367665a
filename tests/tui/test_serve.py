"""The session in a browser, from the run screen: its links, the code of one, how many look; stopped, and left."""

from __future__ import annotations

import http.client
import time
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from tests.tui.read import notice
from tests.tui.unhurried import REAL, settled
from workshop_tui.serve import serving
from workshop_tui.serve.qr import qr_lines
from workshop_tui.serve.serving import Served
from workshop_tui.session.may import May
from workshop_tui.tui.widgets.line import Line


async def until(pilot, holds: Callable[[], bool]) -> None:
    """Let the screen go on until that holds: a server takes its own time."""
    give_up = REAL() + 20
    while not holds():
        assert REAL() < give_up, said(pilot, "link")
        await settled(pilot)
        time.sleep(0.005)


def said(pilot, name: str) -> str:
    return pilot.app.screen.query_one(f"#{name}", Line).text.plain


def asked(link: str) -> int:
    """The status with which a link is answered; 0: nothing answers."""
    parts = urlsplit(link)
    try:
        there = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=10)
        there.request("GET", parts.path)
        return there.getresponse().status
    except ConnectionError:
        return 0


@pytest.mark.parametrize("size", [(120, 40), (80, 24)])
async def test_the_run_screen_serves_the_room_and_a_trainer_and_stops(app, morning, size, monkeypatch):
    async with app(morning, "en").run_test(size=size) as pilot:
        await settled(pilot)
        await pilot.press("W")
        await until(pilot, lambda: "/r/" in said(pilot, "link"))
        served = pilot.app.screen_stack[-2].served
        assert said(pilot, "link") == f"For the room:\n{served.room}"
        assert said(pilot, "code").split("\n") == qr_lines(served.room)
        assert said(pilot, "heading") == "In a browser · 0 pages of the room look · 0 trainers’ pages"
        assert "This machine alone reaches it." in said(pilot, "about")
        assert asked(served.room) == 200
        await pilot.press("t")
        await settled(pilot)
        assert said(pilot, "link") == f"For a trainer, and for nobody else:\n{served.control}"
        await pilot.press("escape")
        assert asked(served.room) == 200, "it is served while the day is run"
        await pilot.press("W")
        await settled(pilot)
        assert said(pilot, "link") == f"For the room:\n{served.room}", "the room's comes first, whatever was shown"
        run, stop, while_it_stops = pilot.app.screen_stack[-2], Served.stop, []
        monkeypatch.setattr(Served, "stop", lambda ours: (while_it_stops.append(run.served), stop(ours)))
        await pilot.press("x")
        await until(pilot, lambda: said(pilot, "link") == "Not served")
        assert while_it_stops == [served], "it is said to be served while somebody may be answered"
        assert asked(served.room) == 0
        await pilot.press("x")
        await until(pilot, lambda: "/r/" in said(pilot, "link"))
    assert asked(served.room) == 0, "left, nothing is served"


async def test_for_the_network_it_says_so_and_has_another_address(app, morning, monkeypatch):
    monkeypatch.setattr(serving, "lan_address", lambda: "192.0.2.9")
    async with app(morning, "en").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("W")
        await until(pilot, lambda: "/r/" in said(pilot, "link"))
        await pilot.press("n")
        await until(pilot, lambda: "http://192.0.2.9:" in said(pilot, "link"))
        assert "plain HTTP" in said(pilot, "about")
        await pilot.press("n")
        await until(pilot, lambda: "http://127.0.0.1:" in said(pilot, "link"))


async def test_where_nothing_can_be_served_it_says_why(app, morning, monkeypatch):
    def refuse(_host: str, _port: int) -> None:
        raise OSError(98, "in use")

    monkeypatch.setattr(serving, "listening", refuse)
    async with app(morning, "en").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("W")
        await until(pilot, lambda: said(pilot, "link").startswith("Nothing can be served: "))


async def test_a_small_terminal_has_the_link_and_no_code(app, morning):
    async with app(morning, "en").run_test(size=(60, 16)) as pilot:
        await settled(pilot)
        await pilot.press("W")
        await until(pilot, lambda: "/r/" in said(pilot, "link"))
        await settled(pilot)
        assert not pilot.app.screen.query_one("#code").display
        assert "A larger terminal shows its QR code." in said(pilot, "about")


@pytest.mark.parametrize("may", [May.WATCH, May.NOTE])
async def test_who_does_not_lead_the_day_serves_nothing(app, morning, may):
    morning.may = may
    async with app(morning, "en").run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await pilot.press("W")
        await settled(pilot)
        assert pilot.app.screen.NAME == "run"
        assert pilot.app.screen.served is None
        assert notice(pilot.app.screen).startswith("this terminal ")
