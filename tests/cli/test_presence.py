"""The presence record, the blank sheet, the table of attendance."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from tests.systems import mode_of
from workshop_tui.locale import speak


@pytest.fixture
def english(day):
    """The seed's day, answered in English."""
    return lambda *words: day(*words, "--language", "en")


@pytest.fixture
def morning(english, once_done):
    """A morning of the seed's day: one from the start, one late, one who left early; and no afternoon."""

    def prepare() -> None:
        for words in (
            ("attendance", "Marie | Dupont", "Maxime", "Zoé", "Zoé Roux", "--expected"),
            ("next", "--at", "9:00"),
            ("attendance", "marie", "zoé", "--arrived", "--at", "8:50"),
            ("attendance", "maxime", "--arrived", "--at", "9:40"),
            ("attendance", "zoé", "--left", "--at", "11:15"),
            ("end", "--at", "12h00"),
        ):
            assert english(*words)[0] == 0

    once_done(prepare)
    return english


def table(page: str, heading: str) -> list[list[str]]:
    """The cells of the table under a heading of the Markdown."""
    part = page.split(f"## {heading}\n", 1)[1].split("\n## ", 1)[0]
    rows = [row for row in part.splitlines() if row.startswith("| ") and not row.startswith("| ---")]
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]] for row in rows]


def test_the_record_says_how_long_each_was_there_and_what_it_is(morning):
    page = morning("report", "--kind", "presence")[1]
    assert "This is not a signed attendance sheet." in page
    assert "provisional" not in page
    assert table(page, "Half-days")[1:] == [
        ["Morning", "09:00 – 12:00 (3\u00a0h)", "09:00 – 12:00", "3\u00a0h", "3 of 4", "7\u00a0h\u00a035"],
        ["Afternoon", "13:30 – 16:30 (3\u00a0h)", "not held", "—", "—", "—"],
        ["**Total**", "6\u00a0h", "", "3\u00a0h", "", "7\u00a0h\u00a035"],
    ]
    assert table(page, "Participants")[1:] == [
        ["Marie \\| Dupont", "", "09:00 – 12:00 (3\u00a0h)", "not held", "3\u00a0h", "100%"],
        ["Maxime", "", "09:40 – 12:00 (2\u00a0h\u00a020)", "not held", "2\u00a0h\u00a020", "78%"],
        ["Zoé", "", "09:00 – 11:15 (2\u00a0h\u00a015)", "not held", "2\u00a0h\u00a015", "75%"],
        ["Zoé Roux", "", "not there", "not held", "0\u00a0h", "0%"],
        ["**Total**", "", "7\u00a0h\u00a035", "not held", "7\u00a0h\u00a035", "63%"],
    ]


def test_no_report_says_that_nobody_came_to_what_was_not_held(morning):
    for words in (("report",), ("report", "--kind", "review"), ("report", "--format", "html"), ("attendance",)):
        page = morning(*words)[1]
        assert "0 of 4" not in page
        assert "0 of 12" not in page
        assert "not held" in page
    head = morning("report")[1]
    assert "| Morning | 09:00 – 12:00 | 09:00 – 12:00 | 3 of 4 registered |\n" in head
    assert "| Afternoon | 13:30 – 16:30 | not held | – |\n" in head
    assert "- **Trainee-hours** 7\u00a0h\u00a035 (63% of 3\u00a0h held × 4 registered)\n" in head


def test_a_day_that_has_not_begun_has_nobody_absent(day, english):
    english("attendance", "Marie", "--expected")
    assert english("report", "--kind", "presence")[1].count("not there") == 0
    assert "absent" not in day("report", "--kind", "presence", "--language", "fr")[1]
    assert "non tenue" in day("report", "--kind", "presence", "--language", "fr")[1]


def test_every_format_has_the_same_hours(morning):
    answer = json.loads(morning("attendance", "--json")[1])
    report = json.loads(morning("report", "--format", "json")[1])
    rows = list(csv.DictReader(io.StringIO(morning("report", "--table", "attendance", "--raw")[1])))
    minutes = 455
    assert answer["trainee_minutes"] == report["trainee_minutes"] == minutes
    assert sum(int(row["minutes"] or 0) for row in rows) == minutes
    assert sum(one["minutes"] for one in answer["participants"]) == minutes
    assert sum(block["trainee_minutes"] for block in report["blocks"]) == minutes
    assert answer["held_minutes"] == report["held_minutes"] == 180
    assert [block["held"] for block in report["blocks"]] == [True, False]
    assert report["registered"] == 4


def test_the_table_of_attendance_has_a_row_a_person_and_half_day(morning, tmp_path):
    worded = list(csv.DictReader(io.StringIO(morning("report", "--table", "attendance")[1])))
    assert (
        worded[2]
        | {
            "session": "day",
            "half-day": "Morning",
            "arrived (Europe/Paris)": "2021-05-04 09:40",
            "minutes present": "140",
            "minutes present that day": "140",
            "minutes held that day": "180",
            "rate of that day (%)": "78",
            "state": "present",
        }
        == worded[2]
    )
    assert worded[1]["state"] == "not held"
    rows = list(csv.DictReader(io.StringIO(morning("report", "--table", "attendance", "--raw")[1])))
    assert [(row["name"], row["block"], row["state"]) for row in rows][:4] == [
        ("Marie | Dupont", "matin", "present"),
        ("Marie | Dupont", "apres-midi", "not_held"),
        ("Maxime", "matin", "present"),
        ("Maxime", "apres-midi", "not_held"),
    ]
    late = rows[2]
    assert (late["date"], late["arrived"], late["left"], late["minutes"], late["planned_minutes"]) == (
        "2021-05-04",
        "2021-05-04 09:40",
        "2021-05-04 12:00",
        "140",
        "180",
    )
    assert (rows[1]["minutes"], rows[1]["arrived"]) == ("", ""), "not 0: nothing was held"
    assert rows[-2]["state"] == "absent"
    again = morning("report", "--kind", "presence", "--format", "csv")
    assert again == morning("report", "--table", "attendance")
    file = tmp_path / "a.csv"
    assert morning("report", "--table", "attendance", "--raw", "--bom", "--semicolon", "-o", str(file))[0] == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbfname;organisation;block;")
    assert mode_of(file) == 0o600, "it names people"


def test_the_sheet_is_blank_and_has_all_that_a_payer_asks_for(morning):
    sheet = morning("report", "--kind", "sheet")[1]
    rows = table(sheet, "Participants")
    assert len(rows) == 1 + 12, "as many lines as there is room for people"
    assert rows[0] == [
        "Name",
        "Organisation",
        "Signature: Morning (4 May 2021, 09:00 – 12:00)",
        "Signature: Afternoon (4 May 2021, 13:30 – 16:30)",
    ]
    assert [row[0] for row in rows[1:6]] == ["Marie \\| Dupont", "Maxime", "Zoé", "Zoé Roux", ""]
    assert {cell for row in rows[1:] for cell in row[2:]} == {""}
    trainers = table(sheet, "Trainers")
    assert [row[0] for row in trainers[1:]] == ["Pascal Loviconi", "Aurélie Braillon"]
    assert {cell for row in trainers[1:] for cell in row[2:]} == {""}
    for said in ("Collectifs d’habitants et développement local", "en ligne", "Compétence Bénévolat, Cap Rural"):
        assert said in sheet
    assert "11:15" not in sheet


@pytest.mark.parametrize("kind", ["sheet", "presence"])
def test_what_is_printed_is_landscape_with_whole_rows_and_heads_on_each_page(morning, kind):
    page = morning("report", "--kind", kind, "--format", "html")[1]
    assert "@page { size: A4 landscape;" in page.split("@page { size: A4; margin", 1)[1], "the later one holds"
    assert "thead { display: table-header-group; }" in page
    assert re.search(r"(^|\n)tr, [^{]*\{ break-inside: avoid; \}", page)
    assert "<thead>" in page


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--kind", "sheet", "--format", "csv"), "--kind sheet comes in these formats alone: md, html"),
        (("--kind", "review", "--table", "attendance"), "--kind review comes in these formats alone: md"),
    ],
)
def test_a_kind_that_is_not_made_in_a_format_is_refused(english, words, told):
    speak("en")
    code, out, err = english("report", *words)
    assert (code, out) == (2, "")
    assert told in err
