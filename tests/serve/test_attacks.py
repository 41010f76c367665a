"""Attacks on what is served, each with its answer: docs/security.md lists them."""

from __future__ import annotations

import asyncio
import socket
from contextlib import closing, suppress
from http import HTTPStatus

import pytest
from msgspec.structs import replace

from workshop_tui.agenda.models import Step
from workshop_tui.serve import connections, events
from workshop_tui.serve.guards import HEADERS
from workshop_tui.session.notes.commands import PinNote, TakeNote
from workshop_tui.session.timing.commands import Goto, Next
from workshop_tui.session.timing.replanning_commands import Add

MARKUP = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&{{7*7}}\u2028"
ELSEWHERE = "http://evil.example"


def bearer(site, secret=None):
    return {"Authorization": f"Bearer {site.served.links.control if secret is None else secret}"}


async def raw(site, request: bytes, *, closes: bool = True) -> bytes:
    """The answer to these bytes, on a connection of their own."""
    port = int(site.served.base.rpartition(":")[2])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    with closing(writer):
        writer.write(request)
        async with asyncio.timeout(10):
            return await (reader.read() if closes else reader.readuntil(b"\r\n\r\n"))


# ── secrets ────────────────────────────────────────────────────────────────────────────────────────────────
async def test_what_is_not_there_and_a_wrong_secret_are_answered_alike(site):
    links = site.served.links
    wrong = [
        "/",
        "/r",
        "/r/",
        "/c/",
        "/nothing",
        "/r/" + "a" * 26,
        "/c/" + "a" * 26,
        f"/c/{links.room}",
        f"/r/{links.control}",
        f"/r/{links.room[:-1]}",
        f"/r/{links.room}x",
        f"/r/{links.room.upper()}",
        f"/r/{links.room}/",
        f"/c/{links.control}/view",
        "/static/nothing.js",
        "/robots.txt",
        "/r/é",
        "/r/%ff",
        "/static/..%2froutes.py",
        "/static/%2e%2e/routes.py",
        "//r",
        "/r/%00",
        "/.git/config",
    ]
    answers = [await site.ask(one) for one in wrong]
    assert {one.status for one in answers} == {404}
    pages = {(one.text, one.headers["Content-Type"]) for one in answers if not one.text.startswith("{")}
    assert len(pages) == 1
    events_ = [
        await site.ask(f"/{role}/{secret}/events")
        for role, secret in [("r", "a" * 26), ("c", "a" * 26), ("r", links.control), ("c", links.room)]
    ]
    assert {(one.status, one.text) for one in events_} == {(404, events_[0].text)}


@pytest.mark.parametrize("path", ["/api/status", "/api/events", "/api/next", "/api/note", "/api/signal", "/api/draft"])
async def test_the_api_wants_a_trainers_secret_and_the_rooms_is_none(site, path):
    links, method = site.served.links, "GET" if path in ("/api/status", "/api/events") else "POST"
    wrong = [bearer(site, secret) for secret in ("", "x", links.room, links.control.upper(), "a" * 5000)]
    for headers in (*wrong, {}, {"Authorization": f"Basic {links.control}"}):
        refused = await site.ask(path, method, headers=headers)
        assert (refused.status, site.terminal("").state.number) == (401, 1), headers
        assert refused.text == (await site.ask(path, method)).text, headers
    asked = await site.ask(f"{path}?secret={links.control}&token={links.control}", method)
    assert asked.status == 401, "in an address it is no bearer"
    assert site.terminal("").state.number == 1


async def test_no_answer_tells_a_secret_beside_the_page_that_was_asked_for_with_it(site):
    links = site.served.links
    for path in (site.served.room, site.served.control, "/", "/api/openapi.json", "/static/room.js"):
        answer = await site.ask(path)
        told = answer.text + str(answer.headers)
        assert links.room not in told
        assert links.control not in told


# ── another site ───────────────────────────────────────────────────────────────────────────────────────────
async def test_a_page_elsewhere_presses_nothing(site):
    for headers in (
        {"Origin": ELSEWHERE},
        {"Origin": "null"},
        {"Origin": "file://"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://127.0.0.1:1"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
    ):
        refused = await site.press("next", headers=headers)
        assert (refused.status, site.live) == (HTTPStatus.FORBIDDEN, None), headers
        assert "Access-Control-Allow-Origin" not in refused.headers, headers


async def test_our_own_page_and_a_script_do(site):
    ours = {"Origin": site.served.base, "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors"}
    assert (await site.press("next", headers=ours)).status == 200
    assert (await site.press("pause")).status == 200


async def test_a_link_may_be_followed_from_elsewhere_and_a_page_is_in_no_frame(site):
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"}
    assert (await site.ask(site.served.room, headers=followed)).status == 200
    framed = followed | {"Sec-Fetch-Dest": "iframe"}
    assert (await site.ask(site.served.room, headers=framed)).status == 403
    drawn = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"}
    assert (await site.ask("/static/room.js", headers=drawn)).status == 403
    assert (await site.ask(f"{site.served.room}/events", headers=followed | {"Sec-Fetch-Dest": "empty"})).status == 403


async def test_a_name_that_leads_here_is_not_ours(site):
    links = site.served.links
    for host in ("evil.example", "evil.example:80", "127.0.0.1.evil.example", "", "[", "localhost.evil"):
        for line in (f"GET /r/{links.room} HTTP/1.1", "GET /api/openapi.json HTTP/1.1", "POST /api/next HTTP/1.1"):
            head = f"{line}\r\nHost: {host}\r\nAuthorization: Bearer {links.control}\r\nConnection: close\r\n\r\n"
            answer = await raw(site, head.encode())
            assert answer.split(b" ")[1] in (b"421", b"400"), (host, answer[:80])
        assert site.live is None, host


async def test_our_own_names_are(serving):
    async with serving(address="https://day.example.org") as site:
        port = site.served.base
        assert site.served.room.startswith("https://day.example.org/r/")
        server = next(iter(site.server._server.sockets)).getsockname()
        here = f"http://127.0.0.1:{server[1]}"
        for host in ("day.example.org", "localhost", f"127.0.0.1:{server[1]}", "[::1]:80"):
            answer = await site.ask(f"{here}/r/{site.served.links.room}", headers={"Host": host})
            assert answer.status == 200, (host, port)
        headers = bearer(site) | {"Host": "day.example.org", "Origin": "https://day.example.org"}
        assert (await site.ask(f"{here}/api/next", "POST", headers=headers)).status == 200


# ── words that are no markup ───────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def plan(seed):
    """A plan whose every word is markup."""
    first = replace(seed.blocks[0].segments[0], title=MARKUP, steps=(Step(title=MARKUP, minutes=1),))
    block = replace(seed.blocks[0], title=MARKUP, segments=(first, *seed.blocks[0].segments[1:]))
    trainers = tuple(replace(one, name=f"{one.name} {MARKUP}") for one in seed.trainers)
    return replace(seed, title=MARKUP, blocks=(block, *seed.blocks[1:]), trainers=trainers)


async def test_no_text_of_a_person_is_markup_on_a_page(site):
    me = site.terminal("pascal")
    me.do(Goto(me.state.agenda.blocks[0].segments[0].key))
    me.do(Add(MARKUP, 5, None))
    number = me.do(TakeNote(MARKUP)).number
    me.do(PinNote(number))
    me.keep_draft("")
    await site.press("draft", text=MARKUP, **{"as": MARKUP})
    me.signal("break")
    async with site.events(f"{site.served.room}/events") as told:
        await told.until("room", lambda said: said["pinned"] != "" and said["live"])
    for path in (
        site.served.room,
        site.served.control,
        f"{site.served.control}?as={MARKUP}",
        f"{site.served.room}?lang={MARKUP}&theme={MARKUP}&hide={MARKUP}",
    ):
        page = (await site.ask(path)).text
        assert "<img" not in page
        assert "alert(1)</script>" not in page
        assert "&amp;49" not in page, "a template fills in no template"
        assert page.count("<script") == page.count("</script>") == 3
        assert "\u2028" not in page.partition('id="view"')[2]
    refused = await site.press("goto", segment=MARKUP)
    assert refused.headers["Content-Type"].startswith("application/json")
    assert refused.headers["X-Content-Type-Options"] == "nosniff"


async def test_every_answer_forbids_scripts_in_a_page_frames_and_referrers(site):
    answers = [
        await site.ask(one)
        for one in (site.served.room, site.served.control, "/static/room.js", "/x", "/api/openapi.json", "/api/status")
    ]
    answers.append(await site.press("next"))
    answers.append(await site.ask("/api/next", "OPTIONS"))
    for one in answers:
        for name in HEADERS:
            assert one.headers[name] == HEADERS[name] or name == "Cache-Control", name
        assert "Set-Cookie" not in one.headers
    policy = HEADERS["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "script-src 'self'" in policy


# ── requests that are none ─────────────────────────────────────────────────────────────────────────────────
async def test_other_methods_do_nothing(site):
    room, control = f"/r/{site.served.links.room}", f"/c/{site.served.links.control}"
    for method in ("OPTIONS", "TRACE", "PUT", "DELETE", "PATCH", "CONNECT", "POST", "PROPFIND"):
        for path in (room, control, f"{room}/events", "/api/status", "/static/room.js"):
            answer = await raw(
                site,
                f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nX-Secret: told\r\nConnection: close\r\n\r\n".encode(),
            )
            assert answer.split(b" ")[1] in (b"405", b"404", b"400"), (method, path, answer[:60])
            assert b"told" not in answer, "nothing is echoed"
            assert b"Access-Control" not in answer
    for method in ("GET", "OPTIONS", "HEAD", "TRACE", "DELETE"):
        assert (await site.ask("/api/next", method, headers=bearer(site))).status == 405
    assert site.terminal("").state.number == 1


async def test_head_tells_no_more_than_get_and_follows_nothing(site):
    assert (await site.ask(site.served.room, "HEAD")).status == 200
    assert (await site.ask(f"{site.served.room}/events", "HEAD")).status == 405


async def test_there_is_no_websocket(site):
    upgrade = {"Upgrade": "websocket", "Connection": "Upgrade", "Sec-WebSocket-Key": "x", "Sec-WebSocket-Version": "13"}
    assert (await site.ask(site.served.room, headers=upgrade)).status == 400


@pytest.mark.parametrize(
    "request_",
    [
        b"GET /r/x HTTP/1.1\r\nHost: localhost\r\nX: a\nSet-Cookie: b=c\r\n\r\n",
        b"GET /r/x%0d%0aSet-Cookie:%20b=c HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"POST /api/next HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n"
        b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n",
        b"GET http://evil.example/ HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 64 + b"\r\n\r\n",
        b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 20000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"".join(b"X%d: a\r\n" % i for i in range(5000)) + b"\r\n",
    ],
    ids=["lf", "encoded", "smuggled", "hosts", "absolute", "tls", "path", "header", "headers"],
)
async def test_a_request_that_is_none_is_refused(site, request_):
    answer = await raw(site, request_)
    assert answer.split(b" ")[1][:1] == b"4", answer[:80]
    assert b"b=c" not in answer.partition(b"\r\n\r\n")[0]
    assert b"Traceback" not in answer
    assert site.live is None
    assert (await site.ask(site.served.room)).status == 200


async def test_a_body_of_ten_megabytes_is_refused_and_not_kept(site):
    big = b'{"text": "' + b"x" * (10 << 20) + b'"}'
    headers = bearer(site) | {"Content-Type": "application/json"}
    with suppress(ConnectionError):  # closed while it was still told
        assert (await site.ask("/api/note", "POST", data=big, headers=headers)).status == 413
    deep = b'{"text": ' + b"[" * 60_000 + b"]" * 60_000 + b"}"
    assert (await site.ask("/api/note", "POST", data=deep, headers=headers)).status == 400
    assert site.terminal("").state.number == 1


async def test_a_hundred_of_the_same_request_move_the_day_once(site):
    await site.press("next")
    answers = await asyncio.gather(*(site.press("next", **{"from": "accueil"}) for _time in range(100)))
    assert sorted({one.status for one in answers}) == [200, 409, 429]
    assert sum(one.status == 200 for one in answers) == 1
    assert {one.headers["Retry-After"] for one in answers if one.status == 429} == {"20"}
    assert site.terminal("").state.number == 3


# ── who takes their time ───────────────────────────────────────────────────────────────────────────────────
async def test_a_head_that_never_ends_is_cut_off_and_others_are_answered(site, monkeypatch):
    monkeypatch.setattr(connections, "HEAD_S", 0.2)
    monkeypatch.setattr(connections, "SWEEP_S", 0.05)
    slow = [asyncio.create_task(raw(site, one)) for one in (b"GET / HTTP/1.1\r\nX: ", b"", b"G")]
    assert (await site.ask(site.served.room)).status == 200
    with_nothing = await asyncio.gather(*slow, return_exceptions=True)
    assert all(one == b"" or isinstance(one, ConnectionError) for one in with_nothing)


async def test_a_body_that_never_comes_is_given_up(site, monkeypatch):
    monkeypatch.setattr("workshop_tui.serve.routes.BODY_S", 0.1)
    head = (
        f"POST /api/next HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {site.served.links.control}\r\n"
        "Content-Type: application/json\r\nContent-Length: 10\r\nConnection: close\r\n\r\n{"
    )
    assert (await raw(site, head.encode())).split(b" ")[1] == b"408"
    assert site.live is None


async def test_a_page_that_reads_nothing_is_let_go(site, monkeypatch):
    monkeypatch.setattr(events, "SLOW_S", 0.1)
    monkeypatch.setattr(events, "PING_S", 0.0005)
    monkeypatch.setattr(events.Channel, "_now", lambda _self: b": " + b"x" * 60_000 + b"\n\n")
    port = int(site.served.base.rpartition(":")[2])
    with closing(socket.socket()) as deaf:
        deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        deaf.connect(("127.0.0.1", port))
        deaf.sendall(f"GET /r/{site.served.links.room}/events HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        while not site.served.looking:
            await asyncio.sleep(0)
        async with asyncio.timeout(10):
            while site.served.looking:
                await asyncio.sleep(0.01)


async def test_one_too_many_is_told_so_kindly_and_sees_how_it_stands(serving):
    async with serving(most=2) as site:
        async with site.events(f"{site.served.room}/events"), site.events(f"{site.served.control}/events"):
            assert site.served.looking == 2
            refused = await site.ask(f"{site.served.room}/events")
            assert (refused.status, refused.headers["Retry-After"]) == (503, "20")
            assert "many are looking already" in refused.told["why"]
            assert (await site.ask(site.served.room)).status == 200
            assert (await site.ask(f"{site.served.room}/view")).told["mode"] == "ready"
        async with asyncio.timeout(5):
            while site.served.looking:
                await asyncio.sleep(0.01)


async def test_a_connection_too_many_is_told_so_and_closed(serving, monkeypatch):
    monkeypatch.setattr("workshop_tui.serve.serving.allow_many_files", lambda _wanted: 0)
    async with serving() as site:
        waiting = [
            await asyncio.open_connection("127.0.0.1", int(site.served.base.rpartition(":")[2])) for _one in range(20)
        ]
        while len(site.server._site.connections) < 20:
            await asyncio.sleep(0)
        assert b"503" in await raw(site, b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
        for _reader, writer in waiting:
            writer.close()
    site.does("pascal", Next())
