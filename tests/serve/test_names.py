"""Every byte that is served under a room's link, of a session full of names and notes, under each confidentiality."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager

import pytest
from msgspec.structs import replace

from workshop_tui.agenda.models import Step
from workshop_tui.agenda.people import Guest
from workshop_tui.serve import pages
from workshop_tui.session.attendance.commands import Arrive, Expect
from workshop_tui.session.notes.commands import PinNote, RecordInitiative, TakeNote
from workshop_tui.session.notes.notebook import Details
from workshop_tui.session.timing.commands import Next, TakeHand
from workshop_tui.session.timing.replanning_commands import Add

NAMED = ("Zenobia Quartermaine", "Théophile Brunehaut", "Mwajuma Oluwaseun", "Wilhelmina Xanthopoulos")
PARTS = sorted({part for name in NAMED for part in name.split()})
SECRETS = ("Ploumanac", "cadastral", "Kerguelen", "wobbly", "unfinished")
"""Words of notes and initiatives that nobody pinned."""


@pytest.fixture(params=["nominatif", "pseudonyme", "chatham"])
def plan(request, seed):
    """A plan in which people are named wherever a person may name one."""
    first = replace(
        seed.blocks[0].segments[0],
        title=f"Welcome by {NAMED[0]}",
        objective=f"to hear {NAMED[0]}",
        prompts=(f"{NAMED[0]}?",),
        steps=(Step(title=f"{NAMED[1]} speaks", minutes=3), Step(title="All speak", minutes=4)),
    )
    second = replace(seed.blocks[0].segments[1], title=f"A word of {NAMED[0]}, then of {NAMED[1]}")
    block = replace(seed.blocks[0], segments=(first, second, *seed.blocks[0].segments[2:]))
    guests = (*seed.guests, Guest(key="zenobia", name=NAMED[0]), Guest(key="theophile", name=NAMED[1]))
    return replace(seed, confidentiality=request.param, blocks=(block, *seed.blocks[1:]), guests=guests)


@asynccontextmanager
async def listened(site, query):
    """The bytes of a stream of events, as they come."""
    told: list[bytes] = []

    async def listen(answer):
        async for some in answer.content.iter_any():
            told.append(some)

    async with site.events(f"{site.served.room}/events{query}") as events:
        task = asyncio.create_task(listen(events.answer))
        yield told
        async with asyncio.timeout(10):
            while b"Back at 10:30" not in b"".join(told):
                await asyncio.sleep(0.01)
        task.cancel()


async def test_nothing_under_a_rooms_link_names_anybody_or_says_a_note_that_is_not_pinned(site):
    me, other = site.terminal("pascal"), site.terminal("Wilhelmina Xanthopoulos")
    served = []
    for name in NAMED[2:]:
        me.do(Expect(name, "Ploumanac"))
        me.do(Arrive(name))
    me.do(RecordInitiative(None, "Kerguelen garden", reported_by=NAMED[2]))
    me.do(TakeNote(f"{NAMED[2]} of Ploumanac has a cadastral problem", kind="action", details=Details(who=NAMED[3])))
    other.do(TakeNote("a wobbly note of mine"))
    other.keep_draft('{"text": "unfinished words"}')
    me.do(Add(f"What {NAMED[2]} asked", 5, None))
    pinned = me.do(TakeNote(f"Back at 10:30, with {NAMED[2]} and Mr Brunehaut. Mwajuma knows")).number
    room = site.served.room
    async with listened(site, "?lang=fr") as french, listened(site, "?lang=en") as english:
        for deed in (PinNote(pinned), TakeHand(), Next(), None, Next()):
            if deed is not None:
                me.catch_up()
                me.do(deed)
            else:
                other.catch_up()
                other.signal("take-over")
                other.do(TakeHand())
                me.catch_up()
                me.do(TakeHand())
            number = me.state.day.last_timing
            async with site.events(f"{site.served.control}/events") as page:
                await page.until("trainer", lambda said, number=number: said["seen"] >= number)
            for query in ("", "?lang=fr", "?lang=en&hide=1", "?theme=dark"):
                answer = await site.ask(room + query)
                served += [answer.text, str(answer.headers)]
            served.append((await site.ask(f"{room}/view")).text)
    for told in (french, english):
        assert b"Back at 10:30" in b"".join(told)
        served.append(b"".join(told).decode())
    served += [one.body.decode() for one in pages.static().values()]
    whole = "\n".join(served)
    assert "Back at 10:30" in whole, "the pinned note is shown"
    assert "Welcome by" in whole
    assert "All speak" in whole
    found = [
        word for word in (*PARTS, *SECRETS, "aurelie", "Aurélie", "Loviconi") if word.casefold() in whole.casefold()
    ]
    assert found == []


async def test_a_trainers_page_names_them(site):
    site.does("pascal", Next())
    async with site.events(f"{site.served.control}/events") as page:
        told = await page.until("trainer", lambda said: said["live"] is not None)
    assert told["live"] == f"Welcome by {NAMED[0]}"
