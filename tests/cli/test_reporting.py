"""`report` in every format, `import`, `agenda --from`, `schema --report`."""

from __future__ import annotations

import json

import pytest

from tests.seed import SEED
from tests.systems import mode_of
from workshop_tui.clock import SystemClock
from workshop_tui.locale import speak
from workshop_tui.report.formats import FORMATS


@pytest.fixture
def ended(day, once_done):
    """A day with a note, ended; answered in English."""

    def run(*words: str):
        return day(*words, "--language", "en")

    def prepare() -> None:
        run("next", "--at", "9:00")
        run("note", "le [maire]", "--kind", "frein", "--phase", "emergence", "--stakeholder", "elus", "--at", "9:05")
        run("next", "--at", "9:12")
        run("end", "--at", "9:30")

    once_done(prepare)
    return run


def test_each_format_is_printed_whole(ended):
    begins = {"md": "# ", "html": "<!doctype html>\n", "json": "{\n", "csv": "session,date,", "ics": "BEGIN:VCALENDAR"}
    for form, beginning in begins.items():
        code, out, err = ended("report", "--format", form)
        assert (code, err) == (0, "")
        assert out.startswith(beginning)


def test_a_picture_that_the_page_has_no_place_for_is_not_written(day, tmp_path):
    page = tmp_path / "r.md"
    assert day("report", "-o", str(page), "--pictures", "--annexes")[0] == 0
    assert sorted(file.name for file in tmp_path.glob("r*")) == ["r-timeline.svg", "r.md"], "nothing for the matrix yet"


def test_pictures_stand_beside_the_report_and_nothing_is_overwritten(ended, tmp_path):
    page = tmp_path / "r.md"
    assert ended("report", "-o", str(page), "--pictures", "--annexes")[0] == 0
    assert {file.name for file in tmp_path.glob("r*")} == {"r.md", "r-timeline.svg", "r-matrix.svg"}
    text = page.read_text()
    assert "](r-matrix.svg)" in text
    assert "](r-timeline.svg)" in text
    page.unlink()
    assert ended("report", "-o", str(page), "--pictures", "--annexes")[0] == 1, "a picture is there already"
    assert not page.exists(), "all of it, or nothing"
    assert ended("report", "-o", str(page), "--pictures", "--force")[0] == 0


def test_the_pictures_of_a_report_with_a_long_name_have_names_too(ended, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert ended("report", "-o", "é" * 98 + ".md", "--pictures", "--annexes")[0] == 0
    assert len([*tmp_path.glob("é*.svg")]) == 2
    (tmp_path / "É-timeline.svg").touch()
    if not (tmp_path / "é-timeline.svg").exists():
        assert ended("report", "-o", "é.md", "--pictures", "--annexes")[0] == 1
        assert not (tmp_path / "é.md").exists(), "all of it, or nothing"


def test_the_record_names_people_so_it_is_asked_for_and_comes_back_the_same(ended, day, tmp_path, monkeypatch):
    now = SystemClock().now()
    monkeypatch.setattr(SystemClock, "now", lambda _clock: now)  # a calendar says when it was made
    record = tmp_path / "r.toml"
    code, out, err = ended("report", "--format", "toml")
    assert (code, out) == (1, "")
    assert "--names writes it all the same" in err
    assert ended("report", "--format", "toml", "--names", "-o", str(record))[0] == 0
    assert mode_of(record) == 0o600
    assert ended("import", str(record))[2] == "Error: the session day is there already: --id gives it another\n"
    before = [ended("report", "--format", form)[1] for form in FORMATS]
    assert day("delete", "day", "--yes")[0] == 0
    assert ended("import", str(record))[:2] == (0, "day\n")
    assert [ended("report", "--format", form)[1] for form in FORMATS] == before


@pytest.mark.parametrize("content", ["", "x = [", 'format = "workshop-tui record"\nversion = 1\nevents = []', "\x00"])
def test_what_is_no_record_is_told_in_one_line_with_its_place(wt, tmp_path, content):
    file = tmp_path / "r.toml"
    file.write_text(content)
    code, out, err = wt("import", str(file))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert f"{file}:1" in err


def test_a_template_of_ones_own_and_a_mistake_in_it(ended, tmp_path):
    file = tmp_path / "t.md.j2"
    file.write_text("{{ d.told | length }} note\n{{ agenda.titel }}\n")
    assert ended("report", "--template", str(file)) == (
        1,
        "",
        f"Error: {file}:2: Jinja2 says: “'workshop_tui.agenda.models.Agenda object' has no attribute 'titel'”\n",
    )
    file.write_text("{{ d.told | length }} note: {{ d.told[0].text | md }}\n")
    assert ended("report", "--template", str(file))[1] == "1 note: le \\[maire\\]\n"
    assert "nothing: there is no such file" in ended("report", "--template", str(tmp_path / "nothing"))[2]


@pytest.mark.parametrize(
    "words", [("--pictures",), ("--kind", "review", "--format", "html"), ("--format", "docx"), ("--table", "x")]
)
def test_what_does_not_go_together_is_a_matter_of_usage(ended, words):
    code, out, _err = ended("report", *words)
    assert (code, out) == (2, "")


def test_the_schema_of_the_report(wt):
    schema = json.loads(wt("schema", "--report")[1])
    assert schema["title"] == "workshop-tui report"
    assert "notes" in schema["properties"]


def test_an_agenda_of_the_times_as_they_went(ended, tmp_path):
    out = ended("agenda", "--from", "day")[1]
    assert "minutes = 12  # planned 10, took 12" in out
    file = tmp_path / "next.toml"
    assert ended("agenda", "--from", "day", "-o", str(file)) == (0, "", "")
    ended("reopen", "--at", "9:30")
    ended("goto", "collectifs", "--at", "9:31")
    ended("stop", "--at", "11:00")
    assert ended("agenda", "--from", "day", "-o", str(file), "--force") == (0, "", ""), "it fits its hours"
    assert "# cut to fit its hours: " in file.read_text(encoding="utf-8")
    assert ended("check", str(file))[0] == 0
    assert ended("agenda", "--from", "day", "-o", str(file))[0] == 1, "a file that is there stays"
    assert ended("agenda", "--from", "nothing")[0] == 1


BEGINS = {
    "md": "# ", "markdown": "# ", "txt": "# ", "html": "<!doctype html>", "HTM": "<!doctype html>", "json": "{",
    "csv": "session,", "ics": "BEGIN:VCALENDAR",
}  # fmt: skip


@pytest.mark.parametrize("ending", BEGINS)
def test_the_ending_of_the_file_says_the_format(ended, tmp_path, ending):
    file = tmp_path / f"r.{ending}"
    assert ended("report", "-o", str(file))[0] == 0
    page = file.read_text().lstrip("\ufeff")
    assert page.lower().startswith(BEGINS[ending].lower()), page[:40]


def test_a_record_that_is_meant_by_its_ending_says_as_ever_that_it_names_people(ended, tmp_path):
    assert "the record names people" in ended("report", "-o", str(tmp_path / "r.toml"))[2]


def test_an_ending_that_is_no_format_is_refused_with_all_that_are_and_format_says_it_otherwise(ended, tmp_path):
    file = tmp_path / "r.docx"
    code, _out, err = ended("report", "-o", str(file))
    assert code == 2
    assert "“.docx”: there are .md, .markdown, .txt, .html, .htm, .json, .csv, .ics, .toml;" in err
    assert not file.exists()
    assert ended("report", "-o", str(file), "--format", "html")[0] == 0
    assert ended("report", "-o", str(tmp_path / "none"))[0] == 0
    assert (tmp_path / "none").read_text().startswith("# ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--kind presence --table times", "--kind presence has one table: attendance"),
        ("--kind presence --table notes --format csv", "--kind presence has one table: attendance"),
        ("--table attendance --format md", "--table does not go with --kind presence as md"),
        ("--table notes --format html", "--table does not go with --kind public as html"),
        ("--table notes -o r.html", "--table does not go with --kind public as html"),
        ("--bom", "--bom does not go with --kind public as md"),
        ("--semicolon --format json", "--semicolon does not go with --kind public as json"),
        ("--template t --format html", "--template does not go with --kind public as html"),
        ("--template t --kind presence", "--template does not go with --kind presence as md"),
        ("--names", "--names does not go with --kind public as md"),
        ("--kind sheet --private", "--private does not go with --kind sheet as md"),
    ],
)
def test_a_pair_that_makes_no_sense_is_refused_in_words(ended, words, told):
    speak("en")
    code, out, err = ended("report", *words.split())
    assert (code, out) == (2, "")
    assert told in err


def test_a_format_that_is_not_the_one_of_the_files_ending_is_refused(ended, tmp_path):
    for ending, form in (("csv", "md"), ("html", "json"), ("md", "ics")):
        code, out, err = ended("report", "-o", str(tmp_path / f"x.{ending}"), "--format", form)
        assert (code, out) == (2, "")
        assert f"x.{ending} ends like {ending}, and {form} is asked for" in err
        assert not (tmp_path / f"x.{ending}").exists()
    assert ended("report", "-o", str(tmp_path / "x.odd"), "--format", "md")[0] == 0, "an ending that says nothing"
    for option in ("--bom", "--semicolon", "--raw"):
        assert ended("report", "-o", str(tmp_path / "y.html"), option)[0] == 2


def test_one_participants_page_has_their_name_and_nobody_elses(ended):
    ended("reopen", "--at", "9:31")
    for name in ("Marie Chevalier", "Luc Durand"):
        ended("attendance", name, "--expected")
    ended("note", "Rencontrer Luc Durand", "--kind", "action", "--who", "Marie Chevalier", "--due", "2021-05-11")
    ended("note", "Organiser une visite", "--kind", "action", "--who", "Luc Durand")
    ended("initiative", "Les Tilleuls", "--reported-by", "Marie Chevalier")
    code, page, _err = ended("report", "--for", "marie")
    assert code == 0
    assert page.startswith("# Marie Chevalier — ")
    assert "| 11 May 2021 |" in page
    assert "**Les Tilleuls**" in page
    assert "visite" not in page, "what somebody else does"
    assert "Luc" not in page
    assert "Durand" not in page
    assert "Marie Chevalier" in ended("report", "--for", "Marie", "--format", "html")[1]
    assert "no participant is called “Zoé”" in ended("report", "--for", "Zoé")[2]
    assert ended("report", "--for", "Marie", "--kind", "review")[0] == 2


def test_what_is_left_out_for_want_of_an_answer_is_said_beside_the_report(ended):
    ended("reopen", "--at", "9:31")
    ended("note", "une bonne journée", "--kind", "verbatim")
    number = json.loads(ended("notes", "--json")[1])["notes"][-1]["number"]
    code, page, err = ended("report")
    assert code == 0
    assert "une bonne journée" not in page
    assert f"amend {number} --agreed" in err
    assert f"{number} · " in ended("report", "--kind", "review")[1].split("## Quotes")[1]
    ended("amend", str(number), "--agreed")
    assert ended("report")[2] == ""
    assert "“une bonne journée”" in ended("report")[1]


def test_a_page_for_participants_and_one_for_an_audit(ended, tmp_path):
    assert ended("attendance", "Zoé Blanchard", "--expected")[0] == 0
    assert ended("attendance", "zoé", "--contact", "zoe@example.org")[1].startswith(
        "Pascal notes that Zoé Blanchard shares a contact"
    )
    code, out, _err = ended("report", "--kind", "takeaway")
    assert (code, "Zoé Blanchard — zoe\\@example.org" in out) == (0, True)
    assert (
        ended("report", "--for", "zoé", "--format", "json")[1]
        == ended("report", "--kind", "takeaway", "--for", "zoé", "--format", "json")[1]
    )
    for form in ("md", "html", "json"):
        assert "example.org" not in ended("report", "--kind", "quality", "--format", form)[1]
    file = tmp_path / "home.html"
    assert ended("report", "--kind", "takeaway", "-o", str(file))[0] == 0
    assert mode_of(file) == 0o600, "it names people"
    assert ended("attendance", "zoé", "--contact", "")[1].startswith(
        "Pascal notes that Zoé Blanchard shares no contact"
    )
    assert "example.org" not in ended("report", "--kind", "takeaway")[1]


@pytest.mark.parametrize(
    "words",
    [
        ("--kind", "quality", "--for", "zoé"),
        ("--kind", "takeaway", "--format", "csv"),
        ("--kind", "quality", "--private"),
        ("--for", "zoé", "--annexes"),
        ("--kind", "review", "--for", "zoé"),
        ("--kind", "quality", "--format", "toml"),
    ],
)
def test_what_does_not_go_with_a_page_by_itself_is_a_matter_of_usage(ended, words):
    code, out, err = ended("report", *words)
    assert (code, out) == (2, "")
    assert "does not go with" in err or "comes in these formats alone: md, html, json" in err


def test_what_the_method_takes_is_a_page_of_the_same_sessions(ended, tmp_path):
    page = ended("agenda", "--from", "day", "--format", "md")[1]
    assert page.startswith("# What the method takes — ")
    assert "| 10 | 12 | 12 | 1/1 | 1 | · |  |" in page
    file = tmp_path / "m.html"
    assert ended("agenda", "--from", "day", "-o", str(file))[0] == 0
    assert file.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert ended("agenda", "--from", "day", "--format", "json", "-o", str(file), "--force")[:2] == (2, "")
    other = tmp_path / "next.agenda"
    assert ended("agenda", "--from", "day", "-o", str(other))[0] == 0
    assert "[[blocks.segments]]" in other.read_text(encoding="utf-8"), "an agenda may be called anything"


def test_an_agenda_is_learned_from_a_series_or_from_all_since_a_day(ended):
    assert ended("open", str(SEED), "--date", "2021-05-06", "--id", "later", "--series", "Vallées")[0] == 0
    for words in (("next", "--at", "9:00"), ("next", "--at", "9:14"), ("end", "--at", "9:20")):
        assert ended(words[0], "-s", "later", *words[1:])[0] == 0

    def days(*words: str) -> list[str]:
        found = json.loads(ended("agenda", *words, "--format", "json")[1])
        return [one["session"] for one in found["sessions"]]

    assert days("--series", "vallees") == ["later"]
    assert days("--since", "2021-05-01") == ["day", "later"]
    assert days("--from", "later", "--from", "day") == ["later", "day"]
    assert ended("agenda", "--series", "none")[:2] == (1, "")
    assert ended("agenda")[:2] == (2, "")


def test_the_plan_of_a_session_is_its_running_order_as_it_was_last_taken_in(day, tmp_path):
    """`report --kind plan` says what `plan` says of the file."""
    edited = tmp_path / "edited.toml"
    edited.write_text(SEED.read_text("utf-8").replace('title = "Pause"', 'title = "Pause café"', 1), "utf-8")
    before = day("report", "--kind", "plan")[1]
    assert before == day("plan", str(SEED), "--format", "md", "--date", "2021-05-04")[1]
    assert day("replan", str(edited), "--yes")[0] == 0
    assert "Pause café" in day("report", "--kind", "plan")[1]
    for form in ("html", "csv", "ics"):
        code, out, _err = day("report", "--kind", "plan", "--format", form)
        assert (code, "Pause café" in out) == (0, True), form
    code, out, err = day("report", "--kind", "plan", "--format", "json", "--language", "en")
    assert (code, out) == (2, "")
    assert "md, html, csv, ics\n" in err
