"""The room's page and a trainer's: what stands on them, live, without JavaScript, in both languages."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from msgspec.structs import replace

from tests.conftest import utc
from workshop_tui.agenda.models import Step
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.notes.commands import AmendNote, PinNote, TakeNote
from workshop_tui.session.timing.commands import End, Goto, Next, Pause, TakeHand
from workshop_tui.session.timing.replanning_commands import Extend
from workshop_tui.session.turns.commands import BeginRound, BeginTurn, ShowTurns


def lines(page: str) -> dict[str, str]:
    """The lines of a page, as they read without JavaScript, by their ids."""
    found = re.findall(r'<(?:p|h1|b|span|small) id="([\w-]+)"[^>]*>(.*?)</(?:p|h1|b|span|small)>', page, re.DOTALL)
    return {name: unescape(text) for name, text in found}


async def test_the_room_reads_without_javascript_as_the_terminals_room_view_does(site, clock):
    page = lines((await site.ask(site.served.room)).text)
    assert page["title"] == "Collectifs d’habitants et développement local"
    assert (page["ends"], page["minutes"]) == ("It is 09:05", "")
    site.does("pascal", Next())
    clock.instant = utc(9, 7)
    async with site.events(f"{site.served.room}/events") as events:
        await events.until("room", lambda said: said["clock"]["now"] == utc(9, 7).timestamp() * 1000)
    page = lines((await site.ask(site.served.room)).text)
    assert page["title"] == "Accueil, cadre de la journée, présence du matin"
    assert (page["minutes"], page["ends"]) == ("8", "8 minutes left, until 09:15")
    assert page["then"].startswith("next: Tour d’écran")


async def test_it_refreshes_itself_where_there_is_no_javascript(site):
    page = (await site.ask(site.served.room)).text
    assert re.search(r'<noscript><meta http-equiv="refresh" content="\d+"></noscript>', page)
    assert "Look again" in page


async def test_the_countdown_may_be_hidden(site):
    site.does("pascal", Next())
    async with site.events(f"{site.served.room}/events") as events:
        await events.until("room", lambda said: said["live"])
    page = lines((await site.ask(site.served.room + "?hide=1")).text)
    assert (page["minutes"], page["ends"], page["step"]) == ("", "until 09:15", "")


async def test_the_room_sees_what_a_speaker_has_left_only_if_it_is_shown_and_never_a_name(site, clock):
    for command in (Next(), Expect("Zoé Roux"), BeginRound(), BeginTurn("zoe")):
        site.does("pascal", command)
    clock.instant = utc(9, 7)
    async with site.events(f"{site.served.room}/events") as events:
        told = await events.until("room", lambda said: said["clock"]["now"] == utc(9, 7).timestamp() * 1000)
        assert told["floor"] is None
        assert lines((await site.ask(site.served.room)).text)["step"] == ""
        site.does("pascal", ShowTurns())
        told = await events.until("room", lambda said: said["floor"])
        began = utc(9, 5).timestamp() * 1000
        assert told["floor"] == {"since": began, "share_ends": began + 10 * 60_000}
    page = (await site.ask(site.served.room)).text
    assert lines(page)["step"].startswith("► Floor 2:00 · 8:00 left")
    assert "Zoé" not in page
    assert "Roux" not in page


async def test_it_speaks_the_language_that_is_asked_for_else_the_agendas(serving):
    async with serving(language="") as site:
        assert 'lang="fr"' in (await site.ask(site.served.room)).text
        english = (await site.ask(site.served.room + "?lang=en")).text
        assert "It is 09:05" in english
        assert 'lang="en"' in english


async def test_each_page_is_told_at_once_what_a_terminal_does(site):
    async with site.events(f"{site.served.room}/events") as room, site.events(f"{site.served.control}/events") as page:
        assert (await room.next("room"))["mode"] == "ready"
        assert (await page.next("trainer"))["then"].startswith("Start “Accueil")
        site.does("aurelie", Next())
        told = await room.until("room", lambda said: said["live"])
        assert told["ends"] == utc(9, 15).timestamp() * 1000
        seen = await page.until("trainer", lambda said: said["live"])
        assert seen["seen"] == 2
        assert seen["last"].startswith("Aurélie started “Accueil, cadre")


async def test_a_pause_stands_still_on_the_page(site, clock):
    site.does("pascal", Next())
    clock.instant = utc(9, 7)
    site.does("pascal", Pause())
    async with site.events(f"{site.served.room}/events") as events:
        told = await events.until("room", lambda said: said["mode"] == "paused")
        assert (told["ends"], told["left_s"]) == (None, 8 * 60)
    assert lines((await site.ask(site.served.room)).text)["ends"] == "8 minutes left, paused"


async def test_the_pinned_note_is_shown_and_a_private_one_never(site):
    note = site.terminal("pascal").do(TakeNote("Back at 10:30")).number
    async with site.events(f"{site.served.room}/events") as events:
        site.does("pascal", PinNote(note))
        await events.until("room", lambda said: said["pinned"] == "Back at 10:30")
        site.does("pascal", AmendNote(note, private=True))
        await events.until("room", lambda said: said["pinned"] == "")
    assert "Back at" not in (await site.ask(site.served.room)).text


async def test_the_room_hears_goodbye(site):
    site.does("pascal", Next())
    site.does("pascal", End())
    async with site.events(f"{site.served.room}/events") as events:
        await events.until("room", lambda said: said["mode"] == "ended")
    assert lines((await site.ask(site.served.room)).text)["then"] == "Thank you, and goodbye."


async def test_of_a_day_that_was_left_open_nothing_is_counted(site, clock):
    site.does("pascal", Next())
    clock.instant = utc(9, 5).replace(day=7)
    async with site.events(f"{site.served.room}/events") as events:
        told = await events.until("room", lambda said: said["mode"] == "running" and not said["live"])
        assert (told["ends"], told["left_s"], told["next"]) == (None, None, None)


async def test_title_only_tells_the_room_nothing_of_the_time(serving):
    async with serving(title_only=True) as site:
        site.does("pascal", Next())
        number = site.terminal("pascal").do(TakeNote("pinned words")).number
        site.does("pascal", PinNote(number))
        async with site.events(f"{site.served.room}/events") as events:
            told = await events.until("room", lambda said: said["live"])
        assert (told["timed"], told["ends"], told["next"], told["steps"], told["pinned"]) == (False, None, None, [], "")
        page = (await site.ask(site.served.room)).text
        assert lines(page)["title"] == "Accueil, cadre de la journée, présence du matin"
        assert {name: lines(page)[name] for name in ("minutes", "ends", "step", "then", "pinned")} == dict.fromkeys(
            ("minutes", "ends", "step", "then", "pinned"), ""
        )
        assert "Tour d" not in page


@pytest.fixture
def plan(seed):
    """The seed's plan; one of its segments has steps that leave some of it over."""
    first = seed.blocks[0].segments[2]
    steps = (Step(title="Alone", minutes=10), Step(title="At three", minutes=5))
    return (
        seed
        if first.steps
        else replace(
            seed,
            blocks=(
                replace(
                    seed.blocks[0],
                    segments=(*seed.blocks[0].segments[:2], replace(first, steps=steps), *seed.blocks[0].segments[3:]),
                ),
                *seed.blocks[1:],
            ),
        )
    )


async def test_a_step_is_told_with_what_is_left_of_the_segment_as_it_ends(site, plan):
    segment = next(one for one in plan.segments() if one.steps)
    site.does("pascal", Goto(segment.key))
    async with site.events(f"{site.served.room}/events") as events:
        told = await events.until("room", lambda said: said["live"])
    given, rests = segment.minutes * 60, []
    for step in segment.steps:
        given -= step.minutes * 60
        rests.append({"title": step.title, "rest_s": given})
    assert told["steps"] == rests
    assert lines((await site.ask(site.served.room)).text)["step"].startswith(
        f"Step 1/{len(rests)}: {rests[0]['title']}"
    )


async def test_the_words_of_its_script_are_those_of_the_other_screens(site):
    page = (await site.ask(site.served.room + "?lang=fr")).text
    found = re.search(r'<script type="application/json" id="words">(.*?)</script>', page, re.DOTALL)
    assert found
    words = json.loads(found[1])
    assert words["left_until"] == "{left}, jusqu’à {end}"
    assert [words["left_one"], words["left_many"]] == ["encore {count} minute", "encore {count} minutes"]


async def test_a_trainers_page_says_what_next_would_do_who_leads_and_what_is_late(site):
    site.does("aurelie", TakeHand())
    site.does("aurelie", Next())
    site.does("aurelie", Extend(20, None))
    async with site.events(f"{site.served.control}/events") as events:
        await events.until("trainer", lambda said: said["seen"] == 4)
    page = lines((await site.ask(site.served.control)).text)
    assert page["title"] == "Accueil, cadre de la journée, présence du matin"
    assert page["then"].startswith("Move on to “Tour d’écran")
    assert page["leads"] == "Aurélie has the hand"
    assert "The morning would end at" in page["block"]
