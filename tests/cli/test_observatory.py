"""Several sessions on the command line: which ones are meant, and what is counted in them."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.report.observatory import counted_apart
from tests.seed import ROOT, SEED
from workshop_tui.cli.over_sessions import TABLES
from workshop_tui.journal import server as way
from workshop_tui.report.observatory import tables

SERIES = ROOT / "docs" / "series"
NAME = "Collectifs et territoires 2026"
IDS = ("haut-lac-2026-03-12", "plateau-des-sources-2026-05-21", "vallee-de-brume-2026-09-24")


@pytest.fixture
def series(wt, once_done):
    """The three days of docs/series."""

    def prepare() -> None:
        for name in IDS:
            assert wt("import", str(SERIES / f"{name}.toml"))[0] == 0

    once_done(prepare)
    return wt


@pytest.fixture
def on_a_server(fresh_server, monkeypatch, wt):
    """The same on a PostgreSQL server."""
    monkeypatch.setenv("WORKSHOP_TUI_STORE", fresh_server.address)
    way._spare.clear()
    for name in IDS:
        assert wt("import", str(SERIES / f"{name}.toml"))[0] == 0
    yield wt
    way._spare.clear()


def rows(page: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(page)))


def test_it_counts_as_an_independent_count_over_the_csv_of_each_session_does(series, tmp_path):
    for name in IDS:
        code, page, _err = series("report", "-s", name, "--table", "notes", "--raw", "--language", "en")
        assert code == 0
        (tmp_path / f"{name}--{name.partition('-2026')[0]}.csv").write_text(page, encoding="utf-8", newline="")
    counted = subprocess.run(
        [sys.executable, "-I", counted_apart.__file__, tmp_path], capture_output=True, check=True, encoding="utf-8"
    ).stdout.splitlines()
    told = rows(series("report", "--series", NAME, "--table", "matrix", "--language", "en")[1])
    ours = {
        (one["phase_label"], one["stakeholder_label"].removesuffix(" (?)"), one["sessions"], one["territories"])
        for one in told
        if one["sessions"] != "0" and one["phase"] and one["stakeholder"]
    }
    apart = [tuple(line.split("\t")) for line in counted]
    assert {
        (phase, who.removesuffix(" (?)"), *rest) for phase, who, *rest in (one for one in apart if len(one) == 4)
    } == ours
    assert len(ours) > 15
    data = json.loads(series("report", "--series", NAME, "--format", "json", "--language", "en")[1])
    labels = {one["key"]: one["label"] for one in data["stakeholders"]}
    page = series("report", "--series", NAME, "--language", "en")[1]
    for asker, asked, every, answered, unanswered in (one for one in apart if len(one) == 5):
        figures = [f"{count} ({count})" if count != "0" else "·" for count in (every, answered, unanswered)]
        assert f"| {asker} | {asked} | {' | '.join(figures)} |" in page
    assert labels["elus"] == "Local elected officials"


def test_the_json_is_as_its_schema_says_and_the_tables_are_those_that_there_are(series):
    assert tuple(tables.TABLES) == TABLES
    data = json.loads(series("report", "--series", NAME, "--format", "json")[1])
    schema = json.loads(series("schema", "--observatory")[1])
    jsonschema.validate(data, schema)
    assert [one["id"] for one in data["sessions"]] == [*IDS]
    for table in TABLES:
        assert rows(series("report", "--series", NAME, "--table", table)[1]) or table == "degrees", table
    assert series("note", "R", "--kind", "sollicitation", "--degree", "informes", "-s", IDS[0])[0] == 0
    (told, *_others) = rows(series("report", "--series", NAME, "--table", "degrees")[1])
    assert told["degree"] == "ecartes", "from the least, also where none has it"
    assert "Informed, requests\t1\n" in series("matrix", "-s", IDS[0], "--language", "en")[1]
    (one,) = json.loads(series("matrix", "-s", IDS[0], "--json")[1])["degrees"]
    assert (one["degree"], one["count"]) == ("informes", 1)
    assert json.loads(series("matrix", "-s", IDS[0], "--count", "barriers", "--json")[1])["degrees"] == []
    over = json.loads(series("matrix", "--series", NAME, "--json")[1])["degrees"]
    assert ("informes", "other", 1) in [(one["degree"], one["way"], one["count"]["sessions"]) for one in over]
    assert series("matrix", "--series", NAME, "--language", "en")[1].count("Informed, ") == 1


def test_sessions_are_meant_by_their_names_a_series_or_a_day(series):
    def sessions(*words: str) -> list[str]:
        return [one["id"] for one in rows(series("report", *words, "--table", "sessions")[1])]

    assert sessions("--over", IDS[2], "--over", IDS[0], "--over", IDS[0]) == [IDS[0], IDS[2]]
    assert sessions("--series", "collectifs-et TERRITOIRES 2026") == [*IDS]
    assert sessions("--since", "2026-05-21") == [*IDS[1:]]
    assert sessions("--series", NAME, "--since", "2026-05-22") == [IDS[2]]
    assert series("open", str(SEED), "--date", "2026-10-01", "--id", "new", "--series", NAME)[0] == 0
    assert sessions("--series", NAME) == [*IDS], "one that has not begun counts nowhere"
    code, _out, err = series("matrix", "--series", "Nope", "--language", "en")
    assert (code, err) == (1, f"Error: no session is of a series “Nope”; there are: {NAME}\n")
    err = series("matrix", "--since", "2027-01-01", "--language", "en")[2]
    assert err == "Error: there is no such session that has begun or has a note\n"


def test_sessions_on_a_server_say_the_same_as_files(on_a_server, monkeypatch):
    words = ("report", "--series", NAME, "--language", "en")
    told = [on_a_server(*words)[1], on_a_server("initiative", "--series", NAME, "--language", "en")[1]]
    way._spare.clear()
    monkeypatch.delenv("WORKSHOP_TUI_STORE")
    for name in IDS:
        assert on_a_server("import", str(SERIES / f"{name}.toml"))[0] == 0
    assert told == [on_a_server(*words)[1], on_a_server("initiative", "--series", NAME, "--language", "en")[1]]
    assert "3 of 3 sessions" in told[0]


def test_what_goes_together_is_said_in_one_line(series):
    for words, told in (
        (("matrix", "--fold", "3"), "--fold goes with --over, --series or --since"),
        (("matrix", "--series", NAME, "-s", IDS[0]), "--over, --series and --since go without --session and --course"),
        (("matrix", "--series", NAME, "--members"), "--members goes with one session, or --course"),
        (("why", "late", "--series", NAME), "a reason is given in one session: say which with --session"),
        (("initiative", "x", "--kind", "y", "--series", NAME), "an initiative is noted in one session: say which"),
        (("initiative", "x", "-o", "f.md"), "--output goes with --over, --series or --since"),
        (("report", "--table", "kinds"), "the table kinds is of several sessions"),
        (("report", "--series", NAME, "--table", "times"), "over several sessions there are these tables: matrix"),
        (("report", "--series", NAME, "--format", "ics"), "over several sessions there are these formats: md"),
        (("report", "--series", NAME, "--kind", "review"), "over several sessions --format, --table"),
        (("open", str(SEED), "--territory", " "), "a name is wanted here"),
    ):
        code, out, err = series(*words, "--language", "en")
        assert (code, out) == (2, ""), words
        assert told in err, words


def test_notes_initiatives_and_departures_are_told_over_sessions(series, tmp_path):
    code, out, err = series("notes", "président", "--series", NAME, "--language", "en")
    assert code == 0
    assert [line.partition("/")[0] for line in out.splitlines()] == [IDS[0], IDS[1]]
    assert err == "2 of 3 sessions, 2 of 3 territories\n"
    out = series("initiative", "--series", NAME, "--language", "en")[1]
    assert out.splitlines()[0] == (
        "Atelier vélo de Saint-Rémy · Organising → Piloting → Delivery · 3 of 3 sessions, 3 of 3 territories"
    )
    assert series("initiative", "atelier velo de st remy", "--series", NAME, "-o", str(tmp_path / "a.html"))[0] == 0
    assert "<h1>Atelier vélo de Saint-Rémy</h1>" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "no initiative is called “x”" in series("initiative", "x", "--series", NAME, "--language", "en")[2]
    assert (
        "useful debate\t3 of 3 sessions, 3 of 3 territories" in series("why", "--series", NAME, "--language", "en")[1]
    )
    for words in (("matrix",), ("notes",), ("initiative",), ("why",)):
        assert json.loads(series(*words, "--series", NAME, "--json")[1])["of_sessions"] == 3
    assert "Yves Meunier" not in series("notes", "--series", NAME)[1]
    assert "Yves Meunier" in series("notes", "--series", NAME, "--names")[1]


def test_pictures_stand_beside_the_markdown(series, tmp_path):
    page = tmp_path / "o.md"
    assert series("report", "--series", NAME, "--pictures", "-o", str(page))[0] == 0
    assert {file.name for file in tmp_path.glob("o*")} == {"o.md", "o-heat.svg", "o-flows.svg"}
    assert "](o-heat.svg)" in page.read_text(encoding="utf-8")


def test_a_session_has_the_series_and_the_territory_that_it_is_opened_with_and_replan_leaves_them(wt, tmp_path):
    file = tmp_path / "day.toml"
    text = SEED.read_text(encoding="utf-8").replace('language = "fr"', 'language = "en"')
    file.write_text(text.replace("capacity", 'territory = "Hill"\ncapacity'), encoding="utf-8")
    assert wt("open", str(file), "--id", "a", "--series", " My  series ", "--territory", "Lake")[0] == 0
    assert wt("note", "x", "-s", "a", "--as", "p")[0] == 0
    (one,) = rows(wt("report", "--series", "my series", "--table", "sessions")[1])
    assert one["territory"] == "Lake"
    file.write_text(text, encoding="utf-8")
    assert "nothing to take in" in wt("replan", str(file), "-s", "a", "--as", "p")[2]
    file.write_text(text.replace("capacity", 'serie = "x"\ncapacity'), encoding="utf-8")
    assert "series" in wt("check", str(file))[1]


def test_the_example_is_what_its_script_makes():
    from docs.series.make import made_files

    for name, text in made_files().items():
        assert (SERIES / name).read_text(encoding="utf-8") == text, f"{name}: python -m docs.series.make"
    assert Path(SERIES / "observatoire.html").exists()
