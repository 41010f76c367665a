"""Buttons over HTTP: the same rules as everywhere, exactly once, and each answer in words."""

from __future__ import annotations

import asyncio
from http import HTTPStatus

import pytest

from tests.conftest import utc
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.timing.commands import End, Next, TakeHand


async def test_next_moves_the_day_for_all_and_says_so_as_the_command_line_does(site):
    done = await site.press("next")
    assert done.status == HTTPStatus.OK
    assert done.told["did"].startswith(
        "“Accueil, cadre de la journée, présence du matin” starts, 10 minutes, ends 09:15."
    )
    assert done.told["number"] == done.told["seen"] == 2
    assert site.live == "accueil"
    assert site.terminal("").state.events[-1].by == "pascal", "it is who serves that did it"


@pytest.mark.parametrize(
    ("before", "name", "body", "told"),
    [
        ((), "goto", {"segment": "carte"}, "starts"),
        (("next",), "extend", {"minutes": 5}, "ends at 09:20"),
        (("next",), "extend", {"minutes": 5, "segment": "temoignage"}, "5 minutes"),
        (("next",), "pause", {}, "Paused in"),
        (("next", "pause"), "resume", {}, ""),
        (("next",), "stop", {}, ""),
        ((), "skip", {"segment": "carte"}, "skipped"),
        (("next",), "undo", {}, ""),
        (("next", "undo"), "redo", {}, ""),
        ((), "hand", {}, "Pascal has the hand"),
        ((), "note", {"text": "A barrier !frein #emergence"}, "Note 2 kept: barrier, emergence"),
        ((), "signal", {"signal": "break"}, "Sent: break"),
        ((), "draft", {"text": "half"}, ""),
    ],
)
async def test_each_command_is_done_and_told(site, before, name, body, told):
    for one in before:
        assert (await site.press(one)).status == HTTPStatus.OK
    done = await site.press(name, **body)
    assert done.status == HTTPStatus.OK, done.text
    assert told in done.told["did"]


@pytest.mark.parametrize(
    ("name", "body", "why", "by"),
    [
        ("next", {"from": "carte"}, "is live already", "pascal"),
        ("pause", {}, "", None),
        ("resume", {}, "nothing is paused", "pascal"),
        ("goto", {"segment": "accueil"}, "is live already", "pascal"),
        ("goto", {"segment": "nowhere"}, "no segment is called “nowhere”", "pascal"),
        ("restore", {"segment": "carte"}, "", "pascal"),
        ("note", {"text": "  "}, "text", None),
        ("note", {"text": "x", "kind": "zzz"}, "no list knows the kind of note “zzz”", None),
        ("note", {"text": "x" * 10_001}, "10,000", None),
    ],
)
async def test_what_makes_no_sense_is_refused_in_words_and_says_because_of_whom(site, name, body, why, by):
    await site.press("next")
    refused = await site.press(name, **body)
    if name == "pause":
        assert refused.status == HTTPStatus.OK
        refused = await site.press("pause")
        assert refused.told["why"] == "the day is paused already"
        by = "pascal"
    assert refused.status == HTTPStatus.CONFLICT
    assert why in refused.told["why"]
    assert refused.told["by"] == by
    assert refused.told["name"] == ("Pascal" if by else None)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("extend", {}),
        ("extend", {"minutes": "5"}),
        ("extend", {"minutes": 5000}),
        ("goto", {}),
        ("next", {"form": "x"}),
        ("note", {}),
        ("note", {"text": 5}),
        ("next", {"seen": -1}),
    ],
)
async def test_a_body_that_is_not_as_it_is_to_be_is_refused_and_says_where(site, name, body):
    refused = await site.press(name, **body)
    assert refused.status == HTTPStatus.BAD_REQUEST
    assert next(iter(body), "required") in refused.told["why"] or "required" in refused.told["why"]
    assert site.live is None


async def test_a_body_is_json(site):
    bearer = {"Authorization": f"Bearer {site.served.links.control}"}
    broken = await site.ask("/api/next", "POST", data=b"{", headers=bearer | {"Content-Type": "application/json"})
    form = await site.ask("/api/next", "POST", data={"from": "x"}, headers=bearer)
    none = await site.ask("/api/next", "POST", headers=bearer)
    assert [broken.status, form.status, none.status] == [400, 415, 200]


async def test_an_unknown_signal_is_refused_with_those_that_there_are(site):
    refused = await site.press("signal", signal="louder")
    assert refused.status == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "slow-down" in refused.told["why"]


# ── two people, one day ────────────────────────────────────────────────────────────────────────────────────
async def test_two_presses_in_the_same_instant_move_the_day_once_and_the_second_is_told_who_was_first(site):
    both = await asyncio.gather(
        site.press("next", seen=0, stood_ms=9000), site.press("next", seen=0, stood_ms=9000, **{"as": "aurelie"})
    )
    assert sorted(one.status for one in both) == [200, 409]
    (refused,) = (one.told for one in both if one.status == HTTPStatus.CONFLICT)
    first = site.terminal("").state.events[-1].by
    assert refused["by"] == first
    assert refused["name"] in refused["why"]
    assert site.live == "accueil"


async def test_two_pages_of_one_person_move_the_day_once_too(site):
    both = await asyncio.gather(*(site.press("next", seen=0, stood_ms=9000) for _page in range(2)))
    assert sorted(one.status for one in both) == [200, 409]
    assert site.live == "accueil"


async def test_a_press_that_is_sent_again_moves_the_day_once(site):
    told = [await site.press("next", **{"from": "accueil"}) for _time in range(1)]
    assert told[0].status == HTTPStatus.CONFLICT
    await site.press("next")
    answers = [await site.press("next", **{"from": "accueil"}) for _time in range(3)]
    assert [one.status for one in answers] == [200, 409, 409]


async def test_a_request_under_a_key_is_done_once_and_answered_alike(site):
    await site.press("next")
    key = {"Idempotency-Key": "one"}
    answers = await asyncio.gather(*(site.press("extend", minutes=5, headers=key) for _time in range(5)))
    assert {one.status for one in answers} == {200}
    assert len({one.text for one in answers}) == 1
    assert site.terminal("").state.number == 3
    refused = await site.press("resume", headers={"Idempotency-Key": "two"})
    await site.press("pause")
    again = await site.press("resume", headers={"Idempotency-Key": "two"})
    assert [refused.status, again.status] == [409, 200], "what was refused may be done later"


async def test_what_another_did_just_before_is_told_first_and_the_same_press_again_does_it(site):
    site.does("aurelie", Next())
    seen = site.terminal("").state.day.last_timing
    early = await site.press("pause", seen=seen, stood_ms=400)
    assert early.status == HTTPStatus.CONFLICT
    assert early.told["by"] == "aurelie"
    assert "0.4 s ago: press again" in early.told["why"]
    assert (await site.press("pause", seen=seen, stood_ms=900, again=True)).status == HTTPStatus.OK


async def test_what_stood_long_enough_is_seen(site):
    site.does("aurelie", Next())
    seen = site.terminal("").state.day.last_timing
    assert (await site.press("pause", seen=seen, stood_ms=1600)).status == HTTPStatus.OK


async def test_who_has_not_the_hand_is_told_who_has_it_and_may_take_it(site):
    site.does("aurelie", TakeHand())
    refused = await site.press("next", ask=True)
    assert refused.status == HTTPStatus.CONFLICT
    assert (refused.told["why"], refused.told["by"], refused.told["take"]) == ("Aurélie has the hand", "aurelie", True)
    assert refused.told["ask"].startswith("Aurélie has the hand. Take the hand, and start “Accueil")
    assert site.live is None
    assert (await site.press("next", take=True)).status == HTTPStatus.OK
    taken, _started = site.terminal("").state.events[-2:]
    assert (taken.type, taken.by) == ("HandTaken", "pascal")


async def test_a_press_may_be_anothers(site):
    site.does("aurelie", TakeHand())
    assert (await site.press("next", **{"as": "Aurélie"})).status == HTTPStatus.OK
    assert site.terminal("").state.events[-1].by == "aurelie"


async def test_to_take_back_what_another_did_long_ago_is_asked_where_somebody_can_be(site, clock):
    site.does("aurelie", Next())
    clock.instant = utc(9, 10)
    asked = await site.press("undo", ask=True)
    assert (asked.status, asked.told["by"]) == (409, "aurelie")
    assert asked.told["ask"].startswith("Take that back?")
    assert (await site.press("undo", ask=True, again=True)).status == HTTPStatus.OK
    assert site.live is None


async def test_a_day_that_was_left_open_is_asked_about_first(site, clock):
    await site.press("next")
    clock.instant = utc(9, 5).replace(day=7)
    asked = await site.press("next", ask=True)
    assert asked.status == HTTPStatus.CONFLICT
    assert "Do it now all the same?" in asked.told["ask"]
    assert (await site.press("next")).status == HTTPStatus.OK, "a script is taken at its word"


async def test_an_ended_day_is_not_moved(site):
    site.does("pascal", End())
    refused = await site.press("next")
    assert (refused.status, refused.told["why"]) == (409, "the day is ended: reopen it first")


# ── notes ──────────────────────────────────────────────────────────────────────────────────────────────────
async def test_a_note_is_of_the_segment_and_the_instant_in_which_its_typing_began(site, clock):
    await site.press("next")
    began = clock.now().isoformat()
    clock.instant = utc(9, 20)
    await site.press("next")
    await site.press("note", text="late @elus", began=began, segment="accueil")
    (note,) = site.terminal("").state.notebook.notes
    assert (note.taken.segment, note.taken.at, note.taken.stakeholders) == ("accueil", utc(9, 5), ("elus",))


async def test_a_note_whose_answer_was_lost_is_taken_once(site, clock):
    began = clock.now().isoformat()
    first = await site.press("note", text="once #emergence", began=began)
    again = await site.press("note", text="once #emergence", began=began)
    assert [first.status, again.status] == [200, 200]
    assert first.told["number"] == again.told["number"]
    await site.press("note", text="once #emergence", began=utc(9, 4).isoformat())
    assert len(site.terminal("").state.notebook.notes) == 2, "another of the same words is another"


async def test_a_half_typed_note_is_kept_and_gone_once_it_is_taken(site):
    await site.press("draft", text="half a note")
    page = await site.ask(site.served.control)
    assert "half a note" in page.text
    assert site.terminal("").journal.draft("pascal")
    await site.press("note", text="half a note")
    assert site.terminal("").journal.draft("pascal") == ""


async def test_what_looks_like_a_tag_and_is_none_is_remarked(site):
    done = await site.press("note", text="hello #zzzz")
    assert "zzzz" in done.told["remarks"][0]


# ── status ─────────────────────────────────────────────────────────────────────────────────────────────────
async def test_the_status_is_that_of_the_command_line(site, command):
    from msgspec import json

    await site.press("next")
    bearer = {"Authorization": f"Bearer {site.served.links.control}"}
    served = (await site.ask("/api/status", headers=bearer)).told
    printed = command("status", "--json", "-s", "day", "--at", "2021-05-04T09:05:00+02:00").stdout
    ours = json.decode(printed)
    assert {**served, "here": []} == {**ours, "here": []}


async def test_a_script_follows_the_status(site):
    bearer = {"Authorization": f"Bearer {site.served.links.control}"}
    async with site.events(f"{site.served.base}/api/events", headers=bearer) as events:
        assert (await events.next("status"))["state"] == "ready"
        site.does("aurelie", Next())
        told = await events.until("status", lambda said: said["state"] == "running")
        assert told["live"]["segment"] == "accueil"


async def test_the_words_are_in_the_language_that_is_asked_for(site):
    bearer = {"Authorization": f"Bearer {site.served.links.control}"}
    done = await site.ask("/api/hand?lang=fr", "POST", headers=bearer)
    assert done.told["did"] == "Pascal a la main."


async def test_who_has_a_trainers_page_open_is_here(site):
    async with site.events(f"{site.served.control}/events?as=aurelie") as events:
        await events.next("trainer")
        aurelie = site.terminal("pascal").company.here()
        assert aurelie is not None
        assert "aurelie" in aurelie
    site.does("pascal", TakeNote("x"))


async def test_a_signal_is_shown_on_a_trainers_page(site):
    async with site.events(f"{site.served.control}/events") as events:
        assert (await events.next("trainer"))["signal"] is None
        site.terminal("aurelie").signal("slow-down")
        told = await events.until("trainer", lambda said: said["signal"] is not None)
        assert told["signal"]["words"] == "Aurélie: slow down"


async def test_what_is_half_typed_on_some_phones_holds_up_no_press(site):
    drafts = [await site.press("draft", text=f"half {k}") for k in range(40)]
    assert {one.status for one in drafts} == {200}
    assert (await site.press("next")).status == HTTPStatus.OK
