"""The HTML in a real browser, headless: accessible by axe-core, nothing asked for from elsewhere, nothing clipped."""

from __future__ import annotations

import json
import re
import shutil
import socketserver
import subprocess
import threading
from collections.abc import Callable, Iterator
from html import unescape
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.conftest import utc
from tests.report.golden import the_day
from tests.report.hostile import HOSTILE
from workshop_tui.report.digest import digest
from workshop_tui.report.formats import Wanted, made
from workshop_tui.report.presence import as_html

A4, PHONE = (794, 1123), (400, 800)
"""Pixels of an A4 page at 96 a inch, and of a small screen."""
CSP = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
Browse = Callable[..., str]


@pytest.fixture(scope="module")
def browse() -> Browse:
    """Opens a page and gives its document back as it stands then."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("Chromium is not installed")

    def run(page: str, folder: Path, *options: str, size: tuple[int, int] = A4) -> str:
        file = folder / "page.html"
        file.write_text(page, encoding="utf-8")
        command = [
            found, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", f"--user-data-dir={folder / 'profile'}", "--virtual-time-budget=20000",
            f"--window-size={size[0]},{size[1]}", *options, "--dump-dom", file.as_uri(),
        ]  # fmt: skip
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout

    return run


def asked(browse: Browse, page: str, folder: Path, script: str, **settings) -> object:
    """Give what `script`, a promise or a value, says of the page: it is let in past the page's own policy."""
    end = f"""<script>Promise.resolve({script}).then(said => {{
        const told = document.createElement("pre"); told.id = "told"; told.textContent = JSON.stringify(said);
        document.body.appendChild(told) }})</script></body>"""
    document = browse(CSP.sub("", page).replace("</body>", end), folder, **settings)
    found = re.search(r'<pre id="told">(.*?)</pre>', document, re.DOTALL)
    assert found, document[-500:]
    return json.loads(unescape(found[1]))


def violations(browse: Browse, page: str, folder: Path) -> list[str]:
    """List what axe-core finds wrong, a line a rule and place."""
    spec = find_spec("axe_playwright_python")
    assert spec
    assert spec.submodule_search_locations
    axe = (Path(spec.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")
    page = page.replace("</body>", f"<script>{axe}</script></body>")
    told = "r => [r.passes.length, r.violations.flatMap(v => v.nodes.map(n => v.id + ' ' + n.html))]"
    said = asked(browse, page, folder, f"axe.run(document, {{}}).then({told})")
    assert isinstance(said, list)
    assert said[0] > 20, "it looked"
    return list(said[1])


@pytest.fixture(scope="module")
def golden() -> dict[str, str]:
    found = digest(the_day().state, utc(18))
    return {language: made("html", found, Wanted(language)) for language in ("fr", "en")}


@pytest.mark.parametrize("language", ["fr", "en"])
def test_it_is_accessible(browse, golden, tmp_path, language):
    assert violations(browse, golden[language], tmp_path) == []


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", ["presence", "sheet"])
def test_what_is_handed_out_of_attendance_is_accessible(browse, tmp_path, kind, language):
    assert violations(browse, as_html(kind, the_day().state, utc(18), language), tmp_path) == []


def test_a_browser_finds_a_caption_and_a_head_for_each_cell_that_is_written(browse, golden, tmp_path):
    bodies = "[...document.querySelectorAll('tbody tr')]"
    heads = f"{bodies}.map(row => [row.cells[0].tagName, row.cells[0].scope, row.cells[0].textContent.trim() !== ''])"
    captions = "[...document.querySelectorAll('table')].map(one => one.caption && one.caption.textContent)"
    told = asked(browse, golden["en"], tmp_path, f"[{heads}, {captions}]")
    assert {tuple(head) for head in told[0]} == {("TH", "row", True)}
    assert told[1][0] == "Phases × stakeholders"
    assert all(told[1])
    shown = asked(browse, golden["en"], tmp_path, "[...document.images].map(one => [one.naturalWidth > 500, one.alt])")
    assert [large for large, _alt in shown] == [True, True], "the pictures are drawn"
    assert [alt.partition(" ")[0] for _large, alt in shown] == ["A", "A"]


def test_it_is_accessible_whatever_is_said(browse, said, tmp_path):
    page = made("html", digest(said(HOSTILE["html"], planned=True).state, utc(18)), Wanted("fr"))
    assert violations(browse, page, tmp_path) == []


def test_a_page_that_is_not_accessible_is_found_out(browse, golden, tmp_path):
    page = golden["fr"].replace("<main>", '<main><img src="data:,"><p style="color:#ddd">pale words</p>')
    assert {rule.split(" ")[0] for rule in violations(browse, page, tmp_path)} == {"image-alt", "color-contrast"}


@pytest.mark.parametrize("size", [A4, PHONE], ids=["A4", "phone"])
def test_nothing_is_wider_than_the_page(browse, golden, tmp_path, size):
    root = "document.documentElement"
    wide = asked(browse, golden["fr"], tmp_path, f"[{root}.scrollWidth, {root}.clientWidth]", size=size)
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


def test_it_asks_for_nothing_from_elsewhere(browse, said, tmp_path, proxy):
    address, wanted = proxy
    text = "<img src=http://elsewhere.test/x> ![x](http://elsewhere.test/y) http://elsewhere.test/z"
    page = made("html", digest(said(text, planned=True).state, utc(18)), Wanted("fr"))
    browse(page, tmp_path, f"--proxy-server={address}")
    assert [one for one in wanted if "elsewhere" in one] == []
    open_page = CSP.sub("", page).replace("<main>", '<main><img src="http://elsewhere.test/x">')
    browse(open_page, tmp_path, f"--proxy-server={address}")
    assert [one for one in wanted if "elsewhere" in one] == ["GET http://elsewhere.test/x HTTP/1.1"]
    browse(page.replace("<main>", '<main><img src="http://elsewhere.test/w">'), tmp_path, f"--proxy-server={address}")
    assert not [one for one in wanted if "/w" in one], "its own policy forbids it"


def test_it_prints_on_a4(browse, golden, tmp_path):
    file = tmp_path / "report.pdf"
    browse(golden["fr"], tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={file}")
    page = file.read_bytes()
    assert page.startswith(b"%PDF-")
    boxes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", page))
    assert boxes == {(b"594.95996", b"841.91998")}, "A4, in points"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_sheet_for_twelve_people_and_their_trainers_is_one_page(browse, said, tmp_path, language):
    file, state = tmp_path / "sheet.pdf", said("x", planned=True).state
    sheet = as_html("sheet", state, utc(18), language)
    assert sheet.count("<tr>") >= 1 + 12 + 1 + 2
    browse(sheet, tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={file}")
    assert re.findall(rb"/Type /Pages\s+/Count (\d+)", file.read_bytes()) == [b"1"]
