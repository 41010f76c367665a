"""The HTML in a real browser, headless: accessible by axe-core, nothing asked for from elsewhere, nothing clipped."""

from __future__ import annotations

import re
import socketserver
import threading
from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from docs.series.make import played
from docs.series.said import DAYS
from tests.conftest import utc
from tests.report.chromium import A4, PHONE, violations
from tests.report.conftest import Said
from tests.report.golden import the_day
from tests.report.hostile import HOSTILE
from workshop_tui.agenda import Agenda, Term
from workshop_tui.report.digest import digest
from workshop_tui.report.formats import Wanted, made
from workshop_tui.report.observatory.pages import as_html as observatory_page
from workshop_tui.report.observatory.pages import initiative_page
from workshop_tui.report.observatory.series import series_of
from workshop_tui.report.observatory.whole import Observatory
from workshop_tui.report.presence import as_html
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.privacy.together import under

INSIDE = 672
"""Pixels between the margins of an A4 page: 178 mm."""
CSP = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')


@pytest.fixture(scope="session")
def golden() -> dict[str, str]:
    found = digest(the_day().state, utc(18))
    return {language: made("html", found, Wanted(language, annexes=True)) for language in ("fr", "en")}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_accessible(browse, golden, language):
    assert violations(browse(golden[language])) == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", ["presence", "sheet"])
def test_what_is_handed_out_of_attendance_is_accessible(browse, kind, language):
    assert violations(browse(as_html(kind, the_day().state, utc(18), language))) == []


def test_a_browser_finds_a_caption_and_a_head_for_each_cell_that_is_written(browse, golden):
    page = browse(golden["en"])
    bodies = "[...document.querySelectorAll('tbody tr')]"
    heads = f"{bodies}.map(row => [row.cells[0].tagName, row.cells[0].scope, row.cells[0].textContent.trim() !== ''])"
    captions = "[...document.querySelectorAll('table')].map(one => one.caption && one.caption.textContent)"
    told = page.run(f"[{heads}, {captions}]")
    assert {tuple(head) for head in told[0]} == {("TH", "row", True)}
    assert "Phases and stakeholders" in told[1]
    assert all(told[1])
    shown = page.run("[...document.images].map(one => [one.naturalWidth > 500, one.alt])")
    assert [large for large, _alt in shown] == [True], "the picture is drawn"
    assert [alt.partition(" ")[0] for _large, alt in shown] == ["A"]


def test_it_is_accessible_whatever_is_said(browse, said):
    page = made("html", digest(said(HOSTILE["html"], planned=True).state, utc(18)), Wanted("fr"))
    assert violations(browse(page)) == []


@pytest.mark.parametrize("rule", ["nominatif", "pseudonyme", "chatham"])
def test_so_are_a_day_that_has_not_begun_and_a_report_with_private_notes(browse, seed, rule):
    agenda = replace(seed, confidentiality=rule)
    day = the_day().state
    for state in (Said(agenda).state, replace(day, day=replace(day.day, agenda=agenda))):
        page = made("html", digest(state, utc(18), private=True), Wanted("en"))
        assert violations(browse(page)) == []


def test_a_page_that_is_not_accessible_is_found_out(browse, golden):
    page = golden["fr"].replace("<main>", '<main><img src="data:,"><p style="color:#ddd">pale words</p>')
    assert {rule.split(" ")[0] for rule in violations(browse(page))} == {"image-alt", "color-contrast"}


@pytest.mark.parametrize("size", [A4, PHONE], ids=["A4", "phone"])
def test_nothing_is_wider_than_the_page(browse, golden, size):
    root = "document.documentElement"
    wide = browse(golden["fr"], size=size).run(f"[{root}.scrollWidth, {root}.clientWidth]")
    assert wide[0] <= wide[1]


@pytest.fixture
def proxy() -> Iterator[tuple[str, list[str]]]:
    """A proxy that reaches nothing, its address, and what it was asked for."""
    wanted: list[str] = []

    class Noting(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            wanted.append(self.rfile.readline().decode(errors="replace").strip())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Noting) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}", wanted
        server.shutdown()


def test_it_asks_for_nothing_from_elsewhere(browse, said, proxy):
    address, wanted = proxy
    text = "<img src=http://elsewhere.test/x> ![x](http://elsewhere.test/y) http://elsewhere.test/z"
    page = made("html", digest(said(text, planned=True).state, utc(18)), Wanted("fr"))
    browse(page, proxy=address)
    assert [one for one in wanted if "elsewhere" in one] == []
    open_page = CSP.sub("", page).replace("<main>", '<main><img src="http://elsewhere.test/x">')
    browse(open_page, proxy=address)
    assert [one for one in wanted if "elsewhere" in one] == ["GET http://elsewhere.test/x HTTP/1.1"]
    browse(page.replace("<main>", '<main><img src="http://elsewhere.test/w">'), proxy=address)
    assert not [one for one in wanted if "/w" in one], "its own policy forbids it"


def with_more(agenda: Agenda, count: int) -> Agenda:
    """The agenda with `count` phases and stakeholders more, of long names."""
    phases = [Term(key=f"p{number}", label=f"Une phase ajoutée, la {number}e") for number in range(count)]
    others = [Term(key=f"a{number}", label=f"D'autres acteurs, au nom long {number}") for number in range(count)]
    return replace(agenda, phases=(*agenda.phases, *phases), stakeholders=(*agenda.stakeholders, *others))


@pytest.mark.parametrize("more", [0, 3, 12])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_matrix_keeps_within_the_margins_of_a_printed_page(browse, language, more):
    day = the_day().state
    day = replace(day, day=replace(day.day, agenda=with_more(day.agenda, more)))
    page = browse(made("html", digest(day, utc(18)), Wanted(language)), size=(INSIDE, 1000))
    page.browser.ask("Emulation.setEmulatedMedia", page.tab, media="print")
    try:
        columns = page.run("Math.max(...[...document.querySelectorAll('tr')].map(one => one.cells.length))")
        rights = page.run("[...document.querySelectorAll('th, td')].map(one => one.getBoundingClientRect().right)")
    finally:
        page.browser.ask("Emulation.setEmulatedMedia", page.tab, media="")
    assert columns == 10 + more
    assert max(rights) <= INSIDE


BROKEN = """[...document.querySelectorAll('table')].map(one => getComputedStyle(one).breakInside)"""
LEADS = """[...document.querySelectorAll('p:has(+ ul)')].map(one => getComputedStyle(one).breakAfter)"""


def test_no_table_of_a_printed_observatory_is_broken_nor_a_list_left_by_its_heading(browse):
    whole = Observatory(series_of([played(run).state for run in DAYS]), utc(18))
    page = browse(observatory_page(whole, "fr"), size=(INSIDE, 1000))
    page.browser.ask("Emulation.setEmulatedMedia", page.tab, media="print")
    try:
        tables, leads = page.run(BROKEN), page.run(LEADS)
    finally:
        page.browser.ask("Emulation.setEmulatedMedia", page.tab, media="")
    assert set(tables) == {"avoid"}
    assert leads
    assert set(leads) == {"avoid"}
    (count,) = re.findall(rb"/Type /Pages\s+/Count (\d+)", page.printed())
    assert int(count) <= 6


def test_it_prints_on_a4(browse, golden):
    page = browse(golden["fr"]).printed()
    assert page.startswith(b"%PDF-")
    boxes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page))
    assert boxes == {(b"594.95996", b"841.91998")}, "A4, in points"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_sheet_for_twelve_people_and_their_trainers_is_one_page(browse, seed, language):
    day = Said(seed.settled(frozenset()))
    for number in range(12):
        day.do(utc(8, 30), Expect(f"Participante {number}", "Communauté de communes du Haut-Lac"))
    sheet = as_html("sheet", day.state, utc(18), language)
    assert sheet.count("<tr>") == 1 + 12 + 2 + 1 + 2, "two lines to spare, and the trainers"
    assert re.findall(rb"/Type /Pages\s+/Count (\d+)", browse(sheet).printed()) == [b"1"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_account_of_a_full_day_has_four_pages_at_the_most(browse, language):
    page = made("html", digest(the_day().state, utc(18)), Wanted(language))
    (count,) = re.findall(rb"/Type /Pages\s+/Count (\d+)", browse(page).printed())
    assert int(count) <= 4


def test_the_first_page_is_designed_and_each_section_can_be_gone_to(browse):
    page = browse(made("html", digest(the_day().state, utc(18)), Wanted("en", annexes=True)))
    sections = (
        "[...document.querySelectorAll('section')].map(one => [one.className, one.querySelector('h2').innerText])"
    )
    told = page.run(sections)
    assert told[0] == ["essential", "The essential"]
    assert ["cards", "Initiatives"] in told
    assert page.run("document.querySelectorAll('.card').length") == 2
    order = page.run(
        "[...document.querySelectorAll('header, section, figure, nav')].map(one => one.tagName + '.' + one.className)"
    )
    assert order[:4] == ["HEADER.", "SECTION.essential", "FIGURE.", "NAV."], "the timeline early, then the contents"
    links = page.run("[...document.querySelectorAll('nav a')].map(one => !!document.querySelector(one.hash))")
    assert len(links) == len(told)
    assert all(links)
    assert page.run("getComputedStyle(document.querySelector('header > h1 + ul')).listStyleType") == "none"


@pytest.fixture(scope="session")
def observed() -> Observatory:
    """The observatory of the days of docs/series."""
    return Observatory(series_of([played(run).state for run in DAYS]), utc(18))


@pytest.mark.parametrize("rule", ["pseudonyme", "chatham"])
def test_so_is_what_adds_up_over_sessions_and_nothing_of_it_is_wider_than_the_page(browse, observed, rule):
    series = series_of([under(one, rule) for one in observed.series.raw], fold=2)
    whole = Observatory(series, observed.now)
    for page in (observatory_page(whole, "fr"), initiative_page(whole, whole.told_initiatives[0], "html", "en")):
        shown = browse(page, size=PHONE)
        assert violations(shown) == []
        assert shown.run("document.documentElement.scrollWidth <= innerWidth")
