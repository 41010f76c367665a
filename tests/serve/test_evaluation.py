"""The evaluation's page: filled in once a device, by nobody by name, with no script; what is not asked is refused."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager

import aiohttp
import pytest
from msgspec.structs import replace

from tests.conftest import DAY, created
from tests.serve.conftest import Site
from workshop_tui.agenda import Agenda
from workshop_tui.agenda.evaluation import Asked
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.serve.serving import Server, Wanted
from workshop_tui.session.evaluation.commands import CountHands
from workshop_tui.session.evaluation.results import results, written

QUESTIONS = (
    Asked(key="goals", text="Were the objectives met?", kind="objectives"),
    Asked(key="useful", text="Was it useful?", labels=("not at all", "very")),
    Asked(key="words", text="In your words", kind="free"),
)
FIRST = {"q0.1": "1", "q0.2": "2", "q1.0": "4", "q2": "Thanks to [b]Zoé[/b] <script>"}


@pytest.fixture
def plan(seed: Agenda) -> Agenda:
    return replace(seed, evaluation=QUESTIONS)


@asynccontextmanager
async def phone():
    """A device of its own: its cookies are nobody else's."""
    async with aiohttp.ClientSession(cookie_jar=aiohttp.CookieJar(unsafe=True)) as http:
        yield http


def state(site: Site):
    return site.terminal("").state


async def test_two_devices_answer_once_each_and_hands_are_counted_with_them(serving):
    async with serving() as site, phone() as first, phone() as second:
        link = site.served.evaluation
        assert "/e/" in link
        for http in (first, second):
            async with http.get(link) as page:
                assert page.status == 200
                text = await page.text()
                assert "Was it useful?" in text and "<script" not in text
                cookie = page.headers["Set-Cookie"]
                assert "HttpOnly" in cookie and "SameSite=Lax" in cookie
            async with http.post(link, data=FIRST) as thanks:
                assert thanks.status == 200
                assert "Thank you!" in await thanks.text()
            async with http.post(link, data=FIRST) as again:
                assert again.status == 409
                assert "This device has answered already" in await again.text()
            async with http.get(link) as page:
                assert "This device has answered already" in await page.text()
        site.does("pascal", CountHands("useful", 4, change=3))
        found = results(state(site).agenda, state(site).evaluation)
        assert found.sheets == 2
        assert found.questions[1].marked[0].counts == {1: 0, 2: 0, 3: 0, 4: 5, 5: 0}
        assert [row.counts for row in found.questions[0].marked] == [
            {1: 2, 2: 0, 3: 0},
            {1: 0, 2: 2, 3: 0},
            {1: 0, 2: 0, 3: 0},
        ]
        assert (found.questions[2].words, found.questions[2].withheld) == ((), 2), "two wrote: not beside the marks"
        ((_asked, words),) = written(state(site).agenda, state(site).evaluation)
        assert words == ["Thanks to [b]Zoé[/b] <script>"] * 2


async def test_a_sheet_has_no_author_and_nothing_of_the_device(serving):
    async with serving() as site, phone() as http:
        async with http.get(site.served.evaluation):
            pass
        token = next(iter(http.cookie_jar)).value
        async with http.post(site.served.evaluation, data=FIRST, headers={"User-Agent": "Secretphone"}):
            pass
        event = state(site).events[-1]
        assert (event.type, event.by) == ("EvaluationAnswered", "anonymous")
        written = site.file.read_bytes()
        assert not [trace for trace in (b"127.0.0.1", b"Secretphone", token.split(".")[0].encode()) if trace in written]


async def test_a_device_that_answered_is_known_by_its_cookie_after_a_new_start(serving):
    async with phone() as http:
        async with serving() as site:
            link = site.served.evaluation
            async with http.get(link), http.post(link, data=FIRST) as thanks:
                assert thanks.status == 200
        async with serving() as site:
            assert site.served.evaluation.rpartition("/")[2] == link.rpartition("/")[2]
            async with http.post(site.served.evaluation, data=FIRST) as again:
                assert again.status == 409
        assert len(state(site).evaluation.sheets) == 1


@pytest.mark.parametrize(
    "sent, status",
    [
        ({}, 422),
        ({"q1.0": "6"}, 422),
        ({"q1.0": "x"}, 422),
        ({"q1.0": "1" * 4000}, 422),
        ({"q2": "x" * 2001}, 422),
        ({"q2": "x" * 60_000}, 413),
    ],
)
async def test_what_is_not_asked_is_refused_in_words_and_may_be_sent_again(serving, sent, status):
    async with serving() as site, phone() as http:
        async with http.get(site.served.evaluation):
            pass
        async with http.post(site.served.evaluation, data=sent) as refused:
            assert refused.status == status
        assert state(site).evaluation.sheets == ()
        async with http.post(site.served.evaluation, data={"q1.0": "5"}) as taken:
            assert taken.status == 200


async def test_who_has_not_opened_the_page_comes_from_elsewhere_or_has_no_link_is_not_heard(serving):
    async with serving() as site, phone() as http:
        link = site.served.evaluation
        async with http.post(link, data=FIRST) as blind:
            assert blind.status == 403
        async with http.get(link):
            pass
        async with http.post(link, data=FIRST, headers={"Origin": "http://evil.example"}) as foreign:
            assert foreign.status == 403
        async with http.post(link, json=FIRST) as wrong:
            assert wrong.status == 415
        async with http.get(link[:-1] + ("a" if link[-1] != "a" else "b")) as lost:
            assert lost.status == 404
        forged = {"Cookie": "workshop-tui-evaluation=" + "0" * 32 + "." + "0" * 64}
        async with aiohttp.ClientSession() as other, other.post(link, data=FIRST, headers=forged) as refused:
            assert refused.status == 403
        assert (await site.ask(link, "PUT")).status == 405
        assert state(site).evaluation.sheets == ()


@pytest.fixture
def silent(home, seed, clock):
    """A day that asks no evaluation."""
    return created(home / "sessions", seed, DAY, "silent", clock, "pascal")


async def test_an_agenda_that_asks_nothing_has_no_page(silent, clock):
    server = Server(lambda: SqliteJournal(silent), clock, "pascal", Wanted(language="en"))
    served = await server.start()
    try:
        assert served.evaluation == ""
        async with phone() as http, http.get(f"{served.base}/e/{served.links.evaluation}") as nothing:
            assert nothing.status == 404
    finally:
        await server.stop()


async def test_the_page_speaks_french_and_may_send_its_form(serving):
    async with serving() as site:
        page = await site.ask(site.served.evaluation + "?lang=fr")
        assert "Évaluation de la journée" in page.text
        assert page.headers["Referrer-Policy"] == "same-origin"
        assert "form-action 'self'" in page.headers["Content-Security-Policy"]
        assert re.findall(r'<meta name="referrer" content="([a-z-]+)">', page.text) == ["same-origin"]
