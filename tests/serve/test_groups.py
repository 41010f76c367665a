"""A group's page: its own time, its notes, what it asks; a secret of its own, and nothing that moves the day."""

from __future__ import annotations

import asyncio

import pytest

from tests.conftest import utc
from tests.session.grouped import afternoon
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.session.groups.commands import CloseGroup, FormGroups, OpenGroup, SayOfGroup
from workshop_tui.session.notes.commands import AmendNote, TakeNote
from workshop_tui.session.timing.commands import Goto, Next
from workshop_tui.session.timing.replanning_commands import Extend

NAMED = "Marie Dupont"


@pytest.fixture
def plan():
    people = [{"key": "marie", "name": NAMED}, {"key": "luc", "name": "Luc Roche"}]
    groups = [{"title": "Table A", "place": "Hall", "lead": ["luc"]}, {"title": f"Chez {NAMED}"}, {"title": "Table C"}]
    return agenda_of(afternoon(people, groups=groups))


async def test_a_group_s_page_tells_its_time_and_no_name_and_its_link_is_nobody_elses(site, clock):
    links = dict(site.served.groups)
    assert len({*links.values(), site.served.room, site.served.control}) == 5
    site.does("pascal", FormGroups())
    site.does("pascal", Next())
    clock.instant = utc(9, 20)
    async with site.events(links["Table A"] + "/events") as events:
        then = utc(9, 20).timestamp() * 1000
        view = await events.until("group", lambda said: said["at_work"] and said["clock"]["now"] == then)
    assert (view["title"], view["place"], view["back_s"]) == ("Table A", "Hall", 120)
    assert view["ends"] == utc(9, 45).timestamp() * 1000
    for link in links.values():
        page = (await site.ask(link)).text
        assert not any(name in page for name in ("Marie", "Dupont", "Luc", "Roche"))
        assert "25 minutes left" in page
    for other in (site.served.links.room, site.served.links.control, "x", links["Table A"].rpartition("/")[2][:-1]):
        assert (await site.ask(f"/g/{other}")).status == 404
    secret = links["Table A"].rpartition("/")[2]
    assert (await site.ask(f"/r/{secret}")).status == (await site.ask(f"/c/{secret}")).status == 404
    assert (await site.press("next", secret=secret)).status == 401
    assert site.live == "tables"


async def test_a_group_takes_notes_and_asks_and_is_granted_and_nothing_else_of_it_is_heard(site):
    link = dict(site.served.groups)["Table A"]
    refused = await site.ask(f"{link}/say", "POST", json={"state": "done"})
    assert (refused.status, refused.told["why"]) == (409, "This group is not at work now")
    site.does("pascal", Next())
    body = {"text": "<b>ours</b> !frein", "began": utc(9, 5).isoformat()}
    first = await site.ask(f"{link}/note", "POST", json=body)
    assert first.status == 200
    assert (await site.ask(f"{link}/note", "POST", json=body)).told["number"] == first.told["number"]  # once
    note = site.terminal("pascal").state.notebook.notes[-1].taken
    assert (note.text, note.group, note.segment, note.by, note.kind) == (
        "<b>ours</b>",
        "table-a",
        "tables",
        "Table A",
        "frein",
    )
    asked = await site.ask(f"{link}/say", "POST", json={"state": "asks", "minutes": 2})
    assert (asked.status, asked.told["did"]) == (200, "“Table A” asks for 2 min")
    async with site.events(link + "/events") as events:
        view = await events.until("group", lambda said: said["state"] == "asks" and said["notes"])
        assert [one["text"] for one in view["notes"]] == ["<b>ours</b>"]
        site.does("pascal", Extend(2))
        view = await events.until("group", lambda said: said["state"] == "working")
        site.does("pascal", AmendNote(1 + 2, private=True))
        await events.until("group", lambda said: not said["notes"])
    assert "<b>ours" not in (await site.ask(link)).text
    for wrong in ({"state": "next"}, {"state": "asks", "minutes": 61}, {"state": "done", "as": "pascal"}):
        assert (await site.ask(f"{link}/say", "POST", json=wrong)).status == 400
    assert (await site.ask(f"{link}/say", "POST", data="state=done")).status in (400, 415)
    assert (await site.ask(f"{link}/next", "POST", json={})).status == 404
    elsewhere = {"Origin": "https://evil.example"}
    assert (await site.ask(f"{link}/say", "POST", json={"state": "done"}, headers=elsewhere)).status == 403


async def test_what_many_groups_write_at_once_is_kept_each_in_its_own(site):
    site.does("pascal", Next())
    links = dict(site.served.groups)
    names = ("Table A", "Table C")

    async def write(title: str, n: int) -> None:
        while (await site.ask(f"{links[title]}/note", "POST", json={"text": f"{title} {n}"})).status != 200:
            await asyncio.sleep(0.05)

    await asyncio.gather(*(write(title, n) for n in range(25) for title in names))
    notes = [note.taken for note in site.terminal("pascal").state.notebook.notes]
    assert sorted((note.group, note.text) for note in notes) == sorted(
        (title.lower().replace(" ", "-"), f"{title} {n}") for title in names for n in range(25)
    )


async def test_a_group_that_is_opened_has_a_link_at_once_and_a_closed_one_has_none(site):
    site.does("pascal", Goto("forum"))
    site.does("pascal", OpenGroup("Bikes", "Hall"))
    async with site.events(f"{site.served.room}/events") as events:
        await events.until("room", lambda said: said["title"] == "Forum")
    link = dict(site.served.groups)["Bikes"]
    assert (await site.ask(link)).status == 200
    site.does("pascal", SayOfGroup("bikes", "done"))
    site.does("pascal", TakeNote("kept", group="bikes"))
    site.does("pascal", CloseGroup("bikes"))
    async with site.events(f"{site.served.room}/events") as events:
        await events.next("room")
        while "Bikes" in dict(site.served.groups):
            await asyncio.sleep(0.01)
    assert (await site.ask(link)).status == 404
