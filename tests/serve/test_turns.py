"""Turns on a trainer's page: who speaks and who is next while turns are in use, and one press for the next."""

from __future__ import annotations

from http import HTTPStatus

from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.timing.commands import Next
from workshop_tui.session.turns.commands import BeginRound


async def test_a_trainers_page_says_who_speaks_and_a_press_lets_the_next_speak_and_the_room_hears_no_name(site):
    for name in ("Ana Gris", "Ben Noir"):
        site.does("pascal", Expect(name))
    site.does("pascal", Next())
    async with site.events(site.served.control + "/events") as events:
        view = await events.next("trainer")
        assert (view["floor"], view["speaker"], view["following"]) == (None, "", None), "while none are in use"
        site.does("pascal", BeginRound())
        view = await events.until("trainer", lambda said: said["following"])
        assert view["following"]["words"] == "Ana Gris"
        done = await site.press("speak", speaker=view["following"]["key"])
        assert (done.status, done.told["did"].startswith("Ana Gris")) == (HTTPStatus.OK, True)
        view = await events.until("trainer", lambda said: said["speaker"])
        assert (view["speaker"], view["following"]["words"]) == ("Ana Gris", "Ben Noir")
        assert view["floor"]["share_ends"] > view["floor"]["since"]
    assert "Ana Gris" in (await site.ask(site.served.control)).text
    assert "Ana" not in (await site.ask(site.served.room)).text
    unknown = await site.press("speak", speaker="Nobody Here")
    assert unknown.status == HTTPStatus.CONFLICT
    assert "nobody who may speak" in unknown.told["why"].lower()
