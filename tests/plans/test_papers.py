"""The running order on paper, read by others than the program: LibreOffice, pandoc, a parser of HTML, calendars."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
from datetime import date
from html.parser import HTMLParser
from zipfile import ZipFile

import pytest
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from tests.seed import AGENDAS
from workshop_tui.agenda.course import days_of
from workshop_tui.agenda.reading import load, plan_of
from workshop_tui.clock import MADE
from workshop_tui.plans.forms.packed import opened, part, tree
from workshop_tui.plans.papers.formats import FORMATS, Wanted, made
from workshop_tui.plans.rows import text_of

COURSE = AGENDAS / "formation-de-formateurs.toml"
HOSTILE = "=HYPERLINK(1) | <b>x</b> & *y* [z](u) `\\` é"


def paper(form: str, *, public: bool = False, language: str = "en") -> str | bytes:
    """The running order of a course."""
    return made(form, load(COURSE), Wanted(language, public, date(2026, 3, 12), MADE))


def hostile(form: str, *, public: bool = False) -> str | bytes:
    """The running order of a day whose texts have every sign in them."""
    one = {"title": HOSTILE, "minutes": 30, "method": HOSTILE, "lead": ["a"]}
    plan = plan_of(
        {
            "title": HOSTILE,
            "trainers": [{"key": "a", "name": HOSTILE}],
            "blocks": [{"title": HOSTILE, "start": "9h", "end": "10h", "segments": [one]}],
        }
    )
    return made(form, plan, Wanted("en", public, date(2026, 3, 12), MADE))


def program(name: str) -> str:
    """The path of a program that this machine has; the test is left out where it has none."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"no {name} here")
    return found


def rows_of(page: str) -> list[list[str]]:
    """The rows of a table as CSV."""
    return list(csv.reader(io.StringIO(page)))


def test_a_longer_segment_moves_what_comes_after_it_and_the_total_in_libreoffice(tmp_path):
    office = program("soffice")
    raw = paper("xlsx")
    assert isinstance(raw, bytes)
    made = opened(raw)
    first = part(made, "xl/worksheets/sheet1.xml").decode()
    row = int(re.search(r"<f>A(\d+)\+C\d+</f>", first)[1])  # type: ignore[index]
    assert f"<f>B{row}</f>" in first
    longer = re.sub(rf'(<c r="C{row}"[^>]*><v>)[^<]*', rf"\g<1>{40 / 1440}", re.sub("</f><v>[^<]*</v>", "</f>", first))
    with ZipFile(tmp_path / "changed.xlsx", "w") as changed:
        for name in made.namelist():
            changed.writestr(name, longer if name == "xl/worksheets/sheet1.xml" else part(made, name))
    command = [office, f"-env:UserInstallation=file://{tmp_path}/office", "--headless", "--convert-to", "xlsx"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path / "out"), str(tmp_path / "changed.xlsx")],
        check=True,
        timeout=120,
        capture_output=True,
    )
    rows = CalamineWorkbook.from_path(tmp_path / "out" / "changed.xlsx").get_sheet_by_index(0).to_python()
    begins = next(k for k, row in enumerate(rows) if row[2] == "Length") + 1
    assert [[text_of(value) for value in row[:3]] for row in rows[begins : begins + 2]] == [
        ["9:00", "9:40", "0:40"],
        ["9:40", "10:10", "0:30"],
    ]
    assert text_of(next(row for row in rows if row[0] == "Total")[2]) == "3:30"


def test_pandoc_reads_the_document_a_table_a_block(tmp_path):
    pandoc = program("pandoc")
    raw = paper("docx")
    assert isinstance(raw, bytes)
    (tmp_path / "day.docx").write_bytes(raw)
    text = subprocess.run(
        [pandoc, str(tmp_path / "day.docx"), "-t", "html"], check=True, capture_output=True, timeout=60
    ).stdout.decode()
    blocks = sum(len(day.blocks) for day in days_of(load(COURSE)))
    assert (text.count("<table"), text.count("<h1"), text.count("<h2")) == (blocks, 2, blocks)
    assert "Accueil et présence du matin" in text


def test_every_format_holds_hostile_texts_as_they_are():
    class Text(HTMLParser):
        said = ""

        def handle_data(self, data: str) -> None:
            self.said += data

    reader = Text()
    reader.feed(str(hostile("html")))
    assert reader.said.count(HOSTILE) >= 4
    cells = rows_of(str(hostile("csv")))[1]
    assert all(not cell.startswith(("=", "+", "-", "@")) for cell in cells)
    document = hostile("docx")
    assert isinstance(document, bytes)
    texts = [one.text for one in tree(part(opened(document), "word/document.xml")).iter() if one.text]
    assert HOSTILE in texts
    book = hostile("xlsx")
    assert isinstance(book, bytes)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0)
    assert any(HOSTILE in row for row in sheet.to_python())
    [event] = Calendar.from_ical(str(hostile("ics"))).walk("VEVENT")
    assert HOSTILE in str(event["SUMMARY"])


@pytest.mark.parametrize("form", FORMATS)
def test_the_short_form_names_nobody_and_has_no_buffer(form):
    page = paper(form, public=True, language="fr")
    if isinstance(page, bytes):
        archive = opened(page)
        page = "".join(part(archive, name).decode() for name in archive.namelist() if name.endswith(".xml"))
    assert "Pause" in page
    for hidden in ("Tampon", "Claire", "Bastien", "Plan B", "Objectif"):
        assert hidden not in page, hidden


def test_html_prints_a_page_a_block_and_has_nothing_from_elsewhere():
    page = str(paper("html"))
    assert page.count("<section>") == sum(len(day.blocks) for day in days_of(load(COURSE)))
    assert "section + section { break-before: page; }" in page
    assert "A4 landscape" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_a_calendar_has_an_event_a_block_on_the_days_one_after_another():
    events = Calendar.from_ical(str(paper("ics"))).walk("VEVENT")
    assert {event["dtstamp"].dt for event in events} == {MADE}, "by the clock that was passed in"
    days = load(COURSE).days
    assert [(str(one["DTSTART"].dt.date())) for one in events] == [
        f"2026-03-{12 + number}" for number, day in enumerate(days) for _block in day.agenda.blocks
    ]


def test_the_same_plan_is_the_same_document():
    assert paper("docx") == paper("docx")
