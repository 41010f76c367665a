"""The routes: which address gives what, to whom. What is not there, and a secret that is wrong, are answered alike."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http import HTTPStatus
from typing import TypeVar

from aiohttp import web

from workshop_tui.agenda.structs import decode, encode
from workshop_tui.host import streams
from workshop_tui.journal import JournalError
from workshop_tui.locale import LANGUAGES, Message, language, say, speaking
from workshop_tui.presence import views_of
from workshop_tui.serve import doing, grouped, pages, presses
from workshop_tui.serve.connections import Connections
from workshop_tui.serve.desk import Desk
from workshop_tui.serve.evaluation import EvaluationPage
from workshop_tui.serve.events import Hub, Shown
from workshop_tui.serve.guards import Rate, Rates, dressed, host_is_ours, is_foreign
from workshop_tui.serve.links import Links
from workshop_tui.serve.openapi import description
from workshop_tui.serve.said import WHY, Said
from workshop_tui.serve.sight import Sight
from workshop_tui.serve.views import Room, room_view, trainer_view
from workshop_tui.session.timing.chance import Past
from workshop_tui.shapes.status import Status
from workshop_tui.shapes.status import status as status_of
from workshop_tui.text import clean_line

LARGEST = 128 << 10
"""Bytes of a body: a note has at most 10,000 characters."""
BODY_S = 10.0
"""Seconds that a body may take to come."""
REPEATED = 512
"""Answers that are kept for a request that comes again under the same key."""
Read = TypeVar("Read")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass
class Site:
    """The site: the session, who looks, and who may."""

    desk: Desk
    hub: Hub
    links: Links
    language: str
    title_only: bool = False
    names: frozenset[str] = frozenset()
    """Names under which this site is reached, beside its addresses."""
    origins: frozenset[str] = frozenset()
    """Origins of a proxy before it: `https://day.example.org`."""
    connections: Connections | None = None
    _rates: Rates = field(default_factory=lambda: Rates(3000, 300))
    _presses: dict[str, Rate] = field(default_factory=lambda: {"draft": Rate(100, 20), "": Rate(30, 5)})
    """The buckets of presses: drafts have one of their own, or a note half-typed on a phone would hold up a press."""
    _shown: dict[grouped.Whose, Shown] = field(default_factory=dict)
    """The views of groups: one for all who look at it."""
    _answers: OrderedDict[str, asyncio.Task[doing.Answer]] = field(default_factory=OrderedDict)

    def app(self) -> web.Application:
        """The application."""
        made = web.Application(middlewares=[self._guarded], client_max_size=LARGEST)
        made.on_response_prepare.append(_dress)
        get = partial(made.router.add_get, allow_head=False)
        made.router.add_get("/r/{secret}", self._room)
        get("/r/{secret}/view", self._room_view)
        get("/r/{secret}/events", self._room_events)
        made.router.add_get("/c/{secret}", self._trainer)
        get("/c/{secret}/events", self._trainer_events)
        made.router.add_get("/g/{secret}", self._group)
        get("/g/{secret}/view", self._group_view)
        get("/g/{secret}/events", self._group_events)
        for name in grouped.SENT:
            made.router.add_post(f"/g/{{secret}}/{name}", partial(self._group_sent, name))
        EvaluationPage(self.desk, self.links, self._asked).routes(made)
        made.router.add_get("/static/{name}", self._static)
        get("/api/openapi.json", self._openapi)
        get("/api/status", self._status)
        get("/api/events", self._status_events)
        for name in (*presses.PRESSES, *presses.SENT):
            made.router.add_post(f"/api/{name}", partial(self._pressed, name))
        return made

    # ── who may ────────────────────────────────────────────────────────────────────────────────────────
    @web.middleware
    async def _guarded(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if self.connections:
            self.connections.asked(request.transport)
        try:
            return await self._answered(request, handler)
        except web.HTTPException as error:
            return self._said(request, HTTPStatus(error.status), None, allow=error.headers.get("Allow"))
        except JournalError as error:
            return self._said(request, HTTPStatus.SERVICE_UNAVAILABLE, error.message)
        except (asyncio.CancelledError, ConnectionError):
            raise
        except Exception as error:  # one line, without what was asked: it may hold a secret
            streams.tell(f"workshop-tui: serve: {type(error).__name__}")
            return self._said(request, HTTPStatus.INTERNAL_SERVER_ERROR, None)
        finally:
            if self.connections:
                self.connections.answered(request.transport)

    async def _answered(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        if not host_is_ours(request.headers.get("Host"), self.names):
            return self._said(request, HTTPStatus.MISDIRECTED_REQUEST, say("this site has another name"))
        if is_foreign(request, self.origins):
            return self._said(request, HTTPStatus.FORBIDDEN, say("another site asks for this: it may not"))
        if "websocket" in request.headers.get("Upgrade", "").lower():
            return self._said(request, HTTPStatus.BAD_REQUEST, say("there is no websocket here"))
        if not self._rates.take(request.remote or ""):
            return self._said(request, HTTPStatus.TOO_MANY_REQUESTS, say("too much at once: ask again in a moment"))
        return await handler(request)

    def _control(self, request: web.Request) -> bool:
        """Tell whether a script has shown a trainer's secret."""
        kind, _space, secret = request.headers.get("Authorization", "").partition(" ")
        return kind.lower() == "bearer" and self.links.is_control(secret.strip())

    # ── pages ──────────────────────────────────────────────────────────────────────────────────────────
    async def _room(self, request: web.Request) -> web.StreamResponse:
        self._is_room(request)
        page = pages.room_page(self.desk.sight, self._asked(request), title_only=self.title_only)
        return web.Response(text=page, content_type="text/html")

    async def _room_view(self, request: web.Request) -> web.StreamResponse:
        self._is_room(request)
        return web.json_response(text=encode(self._room_seen(self.desk.sight)))

    async def _room_events(self, request: web.Request) -> web.StreamResponse:
        self._is_room(request)
        self._has_room()
        return await self.hub.stream(request, Shown("room", self._room_seen), self._language(request), self.desk.sight)

    def _room_seen(self, sight: Sight) -> Room:
        return room_view(sight, title_only=self.title_only)

    async def _trainer(self, request: web.Request) -> web.StreamResponse:
        self._is_trainer(request)
        named = _name(request)
        by, draft = await self.desk.ask(lambda: self._of(named))
        page = pages.trainer_page(self.desk.sight, self._asked(request), by, draft)
        return web.Response(text=page, content_type="text/html")

    def _of(self, named: str | None) -> tuple[str, str]:
        """The key of who looks, and the note that is half-typed there."""
        with suppress(JournalError):  # it is shown as it stood
            session = self.desk.session_of(named)
            return session.by, session.draft()
        return self.desk.called(named), ""

    async def _trainer_events(self, request: web.Request) -> web.StreamResponse:
        self._is_trainer(request)
        self._has_room()
        named = _name(request)
        await self.desk.ask(lambda: self.desk.come(named))
        try:
            return await self.hub.stream(request, _TRAINER, self._language(request), self.desk.sight)
        finally:
            self.desk.tell(lambda: self.desk.go(named))

    async def _group(self, request: web.Request) -> web.StreamResponse:
        page = pages.group_page(self.desk.sight, self._asked(request), self._whose(request))
        return web.Response(text=page, content_type="text/html")

    async def _group_view(self, request: web.Request) -> web.StreamResponse:
        whose = self._whose(request)
        with speaking(self._language(request)):
            return web.json_response(text=encode(grouped.group_view(whose, self.desk.sight)))

    async def _group_events(self, request: web.Request) -> web.StreamResponse:
        whose = self._whose(request)
        self._has_room()
        shown = self._shown.setdefault(
            whose, Shown("group", grouped.Following(whose), about=f"group {whose.segment} {whose.key}")
        )
        return await self.hub.stream(request, shown, self._language(request), self.desk.sight)

    async def _group_sent(self, name: str, request: web.Request) -> web.StreamResponse:
        whose = self._whose(request)
        if not self._presses.setdefault(f"{whose.segment} {whose.key}", Rate(60, 10)).take():
            return self._said(request, HTTPStatus.TOO_MANY_REQUESTS, say("too much at once: ask again in a moment"))
        asked = await self._read(request, grouped.SENT[name])
        if isinstance(asked, web.StreamResponse):
            return asked
        spoken = self._language(request)

        def job() -> doing.Answer:
            with speaking(spoken):
                return grouped.group_press(self.desk, whose, asked)

        key = request.headers.get("Idempotency-Key", "")[:100]
        status, told = await self._once(f"{whose.segment} {whose.key} {name} {key}" if key else "", job)
        return web.json_response(text=encode(told), status=status)

    def _whose(self, request: web.Request) -> grouped.Whose:
        """The group whose secret the address has. Raises `HTTPNotFound` if it is nobody's."""
        secret, found = request.match_info["secret"], None
        for whose, _group in grouped.all_groups(self.desk.sight.state):
            if self.links.is_group(secret, whose.segment, whose.key):
                found = whose
        if found is None:
            raise web.HTTPNotFound
        return found

    def _is_room(self, request: web.Request) -> None:
        if not self.links.is_room(request.match_info["secret"]):
            raise web.HTTPNotFound

    def _is_trainer(self, request: web.Request) -> None:
        if not self.links.is_control(request.match_info["secret"]):
            raise web.HTTPNotFound

    def _has_room(self) -> None:
        if self.hub.is_full:
            raise web.HTTPServiceUnavailable

    async def _static(self, request: web.Request) -> web.StreamResponse:
        found = pages.static().get(request.match_info["name"])
        if found is None:
            raise web.HTTPNotFound
        headers = {"ETag": found.tag, "Cache-Control": "no-cache"}
        if request.headers.get("If-None-Match") == found.tag:
            return web.Response(status=HTTPStatus.NOT_MODIFIED, headers=headers)
        return web.Response(body=found.body, content_type=found.kind, charset="utf-8", headers=headers)

    # ── for scripts ────────────────────────────────────────────────────────────────────────────────────
    async def _openapi(self, _request: web.Request) -> web.StreamResponse:
        return web.json_response(text=encode(description()))

    async def _status(self, request: web.Request) -> web.StreamResponse:
        if not self._control(request):
            raise web.HTTPUnauthorized
        return web.json_response(text=encode(await self.desk.ask(self._status_now)))

    def _status_now(self) -> Status:
        """The status, as `status --json` has it."""
        session = self.desk.session_of(None)
        return status_of(session.state, session.now(), session.past, views_of(session.journal.present()))

    async def _status_events(self, request: web.Request) -> web.StreamResponse:
        if not self._control(request):
            raise web.HTTPUnauthorized
        self._has_room()
        past = await self.desk.ask(lambda: self.desk.session_of(None).past)
        shown = Shown("status", partial(_status, past), every_second=False)
        return await self.hub.stream(request, shown, "", self.desk.sight)

    async def _pressed(self, name: str, request: web.Request) -> web.StreamResponse:
        if not self._control(request):
            raise web.HTTPUnauthorized
        if not self._presses.get(name, self._presses[""]).take():
            return self._said(request, HTTPStatus.TOO_MANY_REQUESTS, say("too much at once: ask again in a moment"))
        asked = await self._read(request, presses.PRESSES.get(name) or presses.SENT[name])
        if isinstance(asked, web.StreamResponse):
            return asked
        key, spoken = request.headers.get("Idempotency-Key", "")[:100], self._language(request)
        do = partial(_done, self.desk, asked, spoken)
        status, answer = await self._once(f"{name} {key}" if key else "", do)
        return web.json_response(text=encode(answer), status=status)

    async def _read(self, request: web.Request, kind: type[Read]) -> Read | web.StreamResponse:
        """Read the body of a request as this kind; else the answer that says why it is none."""
        raw = await _body(request)
        if raw and request.content_type != "application/json":
            return self._said(request, HTTPStatus.UNSUPPORTED_MEDIA_TYPE, say("the body is to be JSON"))
        try:
            return decode(raw or b"{}", kind)
        except ValueError as error:
            told = say("the body is not as it should be: {why}", why=clean_line(str(error))[:300])
            return self._said(request, HTTPStatus.BAD_REQUEST, told)

    async def _once(self, key: str, do: Callable[[], doing.Answer]) -> doing.Answer:
        """Do it; under a key that was there before, give the answer of then."""
        if key in self._answers:
            self._answers.move_to_end(key)
            return await asyncio.shield(self._answers[key])
        job = asyncio.ensure_future(self.desk.ask(do))
        if not key:
            return await job
        self._answers[key] = job
        if len(self._answers) > REPEATED:
            self._answers.popitem(last=False)
        done = False
        try:
            status, answer = await asyncio.shield(job)
            done = status == HTTPStatus.OK
        finally:
            if not done:
                self._answers.pop(key, None)  # refused now, it may be done later
        return status, answer

    # ── words ──────────────────────────────────────────────────────────────────────────────────────────
    def _language(self, request: web.Request) -> str:
        """The language of an answer: the one that is asked for, else the agenda's, else the browser's."""
        agenda = self.desk.sight.state.agenda.language
        theirs = (one.strip()[:2].lower() for one in request.headers.get("Accept-Language", "").split(","))
        wanted = (request.query.get("lang", ""), self.language, agenda, *theirs)
        return next((one for one in wanted if one in LANGUAGES), language())

    def _asked(self, request: web.Request) -> pages.Asked:
        theme = request.query.get("theme", "")
        hidden = request.query.get("hide", "") not in ("", "0")
        return pages.Asked(self._language(request), theme if theme in pages.THEMES else "", hidden)

    def _said(
        self, request: web.Request, status: HTTPStatus, why: Message | None, *, allow: str | None = None
    ) -> web.StreamResponse:
        """The answer to what is not done: JSON for a script, a page for a person."""
        spoken = self._language(request)
        with speaking(spoken):
            told = str(why or WHY.get(status, say("this did not work")))
        headers = {"Allow": allow} if allow else {}
        if status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
            headers["Retry-After"] = "20"
        if status is HTTPStatus.UNAUTHORIZED:
            headers["WWW-Authenticate"] = "Bearer"
        if request.path.startswith("/api/") or request.path.endswith(("/events", "/view")):
            return web.json_response(text=encode(Said(why=told)), status=status, headers=headers)
        page = pages.word_page(told, told, spoken)
        return web.Response(text=page, content_type="text/html", status=status, headers=headers)


_TRAINER = Shown("trainer", trainer_view)


def _status(past: Past, sight: Sight) -> Status:
    """The status at a look, as `status --watch --json` has it."""
    return status_of(sight.state, sight.now, past, views_of([*sight.present]))


def _done(desk: Desk, asked: presses.Body, spoken: str) -> doing.Answer:
    """Do it, on the desk's thread."""
    with speaking(spoken):
        if isinstance(asked, presses.Press):
            return doing.press(desk, asked)
        if isinstance(asked, presses.SignalSent):
            return doing.send_signal(desk, asked)
        assert isinstance(asked, presses.DraftKept)
        return doing.keep_draft(desk, asked)


async def _body(request: web.Request) -> bytes:
    """The body; refused if it is too large, or does not come."""
    try:
        async with asyncio.timeout(BODY_S):
            return await request.read()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None


async def _dress(_request: web.Request, response: web.StreamResponse) -> None:
    dressed(response.headers)


def _name(request: web.Request) -> str | None:
    return clean_line(request.query.get("as", ""))[:200] or None
