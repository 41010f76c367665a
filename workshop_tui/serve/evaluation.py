"""The evaluation's page: filled in once a device, by nobody by name. It needs no script, and none is on it.

A device is told by a random token in a cookie, which is signed with the link's secret and says whether its sheet was
handed in. Nothing of it, and no address, is kept with a sheet: the tokens that were used are known to this process
alone, until it ends.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from hmac import compare_digest
from hmac import new as signed
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from aiohttp import web

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.evaluation import Asked
from workshop_tui.locale import Message, _, say, speaking
from workshop_tui.serve import pages
from workshop_tui.serve.guards import HEADERS, Rate
from workshop_tui.session.evaluation.commands import LONGEST, FillIn
from workshop_tui.session.evaluation.sheets import ANONYMOUS, Mark, Row, Written, rows_of
from workshop_tui.session.refusal import Refused

if TYPE_CHECKING:
    from workshop_tui.serve.desk import Desk
    from workshop_tui.serve.links import Links
    from workshop_tui.serve.sight import Sight

COOKIE = "workshop-tui-evaluation"
A_MONTH_S = 31 * 24 * 3600
MOST_TOKENS = 20_000
"""Tokens that are known to have been used, at the most."""
LARGEST = 48 << 10
"""Bytes of a sheet at the most."""
ANSWERED = say("This device has answered already. Thank you!")
THANKS = say("Thank you! Your answers are kept, without your name.")
HEADERS_OF_A_FORM = {
    "Content-Security-Policy": HEADERS["Content-Security-Policy"].replace("form-action 'none'", "form-action 'self'"),
    "Referrer-Policy": "same-origin",
}
"""The headers of a page that sends a form: where no referrer is told, the form’s origin is not, either."""


class Question(NamedTuple):
    """A question as the page asks it: its name in the form, and its rows, each with its values."""

    asked: Asked
    name: str
    rows: tuple[tuple[str, str, tuple[tuple[int, str], ...]], ...]
    """The name, what it is about, its values with their words."""


class EvaluationPage:
    """The page, of the session at this desk; `language` says in which words it is wanted."""

    def __init__(self, desk: Desk, links: Links, asked: Callable[[web.Request], pages.Asked]) -> None:
        self._desk = desk
        self._links = links
        self._asked = asked
        self._used: set[str] = set()
        self._rate = Rate(60, 5)

    def routes(self, app: web.Application) -> None:
        """Add its routes."""
        app.router.add_get("/e/{secret}", self.shown, allow_head=False)
        app.router.add_post("/e/{secret}", self.sent)

    async def shown(self, request: web.Request) -> web.StreamResponse:
        """Show the questions; to a device that has answered, that it has."""
        self._is_asked(request)
        token, done = self._device(request)
        if done or token in self._used:
            return self._word(request, ANSWERED)
        answer = self._page(request)
        if token is None:
            self._give(request, answer, _token(self._links.evaluation))
        return answer

    async def sent(self, request: web.Request) -> web.StreamResponse:
        """Take a sheet, once a device."""
        self._is_asked(request)
        if not self._rate.take():
            raise web.HTTPTooManyRequests
        token, done = self._device(request)
        if done or (token and token in self._used):
            return self._word(request, ANSWERED, HTTPStatus.CONFLICT)
        if token is None:
            told = say(
                "Open the page first, with cookies: they tell whether this device has answered, and nothing else"
            )
            return self._word(request, told, HTTPStatus.FORBIDDEN)
        if request.content_type != "application/x-www-form-urlencoded":
            raise web.HTTPUnsupportedMediaType
        if (request.content_length or 0) > LARGEST:
            raise web.HTTPRequestEntityTooLarge(LARGEST, request.content_length or 0)
        filled = await _form(request)
        self._used.add(token)  # before it is kept: two at once are one
        try:
            command = _sheet(self._desk.sight.state.agenda, filled)
            await self._desk.ask(lambda: self._desk.session_of(ANONYMOUS).do(command))
        except Refused as refusal:
            self._used.discard(token)
            return self._page(request, refusal.message, filled)
        except BaseException:
            self._used.discard(token)
            raise
        if len(self._used) > MOST_TOKENS:
            self._used.pop()
        answer = self._word(request, THANKS)
        self._give(request, answer, f"{token}.done")
        return answer

    def _is_asked(self, request: web.Request) -> None:
        if not self._links.is_evaluation(request.match_info["secret"]) or not self._desk.sight.state.agenda.questions:
            raise web.HTTPNotFound

    # ── the device ─────────────────────────────────────────────────────────────────────────────────────
    def _device(self, request: web.Request) -> tuple[str | None, bool]:
        """The token of a device, None if it has none of ours; and whether it says that its sheet was handed in."""
        parts = request.cookies.get(COOKIE, "").split(".")
        token = ".".join(parts[:2])
        if len(parts) not in (2, 3) or not compare_digest(token.encode(), _signed(self._links.evaluation, parts[0])):
            return None, False
        return token, parts[2:] == ["done"]

    def _give(self, request: web.Request, answer: web.StreamResponse, token: str) -> None:
        answer.set_cookie(
            COOKIE, token, max_age=A_MONTH_S, path="/e/", httponly=True, samesite="Lax", secure=request.secure
        )

    # ── what is shown ──────────────────────────────────────────────────────────────────────────────────
    def _page(
        self, request: web.Request, why: Message | None = None, filled: dict[str, str] | None = None
    ) -> web.StreamResponse:
        asked, sight = self._asked(request), self._desk.sight
        with speaking(asked.language):
            page = pages.evaluation_page(
                asked, _title(sight), [*_questions(sight)], why=str(why or ""), filled=filled or {}, longest=LONGEST
            )
        status = HTTPStatus.UNPROCESSABLE_ENTITY if why else HTTPStatus.OK
        return web.Response(text=page, content_type="text/html", headers=HEADERS_OF_A_FORM, status=status)

    def _word(self, request: web.Request, said: Message, status: HTTPStatus = HTTPStatus.OK) -> web.StreamResponse:
        asked = self._asked(request)
        with speaking(asked.language):
            page = pages.word_page(_("Evaluation of the day"), str(said), asked.language)
        return web.Response(text=page, content_type="text/html", headers=HEADERS_OF_A_FORM, status=status)


def _title(sight: Sight) -> str:
    """The title of the day, without names: the link is handed on."""
    return sight.veil.planned(sight.state.agenda.title) if sight.veil else sight.state.agenda.title


def _questions(sight: Sight) -> Iterator[Question]:
    agenda = sight.veil.agenda if sight.veil else sight.state.agenda
    rows: dict[str, list[Row]] = {}
    for row in rows_of(agenda):
        rows.setdefault(row.asked.key, []).append(row)
    for place, one in enumerate(agenda.questions):
        told = tuple(
            (
                f"q{place}.{row.objective}",
                agenda.objectives[row.objective - 1] if row.objective else "",
                tuple((value, row.called(value)) for value in row.values()),
            )
            for row in rows.get(one.key, ())
        )
        yield Question(one, f"q{place}", told)


def _sheet(agenda: Agenda, filled: dict[str, str]) -> FillIn:
    """The sheet that a form says. Raises `Refused` where it says what is not asked."""
    places = {one.key: place for place, one in enumerate(agenda.questions)}
    marks = []
    for row in rows_of(agenda):
        if value := filled.get(f"q{places[row.asked.key]}.{row.objective}", ""):
            if not (value.isascii() and value.isdecimal() and len(value) < 4):
                raise Refused(say("that is not asked"))
            marks.append(Mark(question=row.asked.key, objective=row.objective, value=int(value)))
    words = [
        Written(question=one.key, text=text)
        for place, one in enumerate(agenda.questions)
        if one.kind == "free" and (text := filled.get(f"q{place}", "").strip())
    ]
    if any(len(one.text) > LONGEST for one in words):
        raise Refused(say("an answer has at most {most} characters", most=LONGEST))
    return FillIn(tuple(marks), tuple(words))


async def _form(request: web.Request) -> dict[str, str]:
    """The fields of a form, each once."""
    try:
        async with asyncio.timeout(10):
            posted = await request.post()
    except TimeoutError:
        raise web.HTTPRequestTimeout from None
    except (ValueError, LookupError):
        raise web.HTTPBadRequest from None
    fields: dict[str, str] = {}
    for name, value in posted.items():
        with suppress(KeyError):
            if isinstance(value, str):
                fields.setdefault(name, value)
    return fields


def _token(secret: str) -> str:
    return _signed(secret, secrets.token_hex(16)).decode()


def _signed(secret: str, token: str) -> bytes:
    """A token with its signature: only who has the link's secret makes one."""
    return f"{token}.{signed(secret.encode(), token.encode(), sha256).hexdigest()}".encode()
