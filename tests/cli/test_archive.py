"""Lists of sessions: which ones, in what order, as JSON, a page at a time for a person."""

from __future__ import annotations

import json
import os

import pytest

from tests.conftest import SEED
from tests.systems import only_posix
from workshop_tui.host import streams

TITLED = """
title = '{title}'
[[blocks]]
key = "am"
title = "Morning"
start = "9h"
end = "11h30"
[[blocks.segments]]
title = "One"
minutes = 150
"""


@pytest.fixture
def three(wt, tmp_path, once_done):
    """Three sessions on three days: the seed's, one that runs, one with a hostile title."""

    def prepare() -> None:
        for name, title, day in (
            ("jardin", "Élus au [red]jardin[/red]", "2025-03-01"),
            ("vide", "x % _ 漢字", "2026-03-01"),
        ):
            (tmp_path / f"{name}.toml").write_text(TITLED.format(title=title), encoding="utf-8")
            assert wt("open", str(tmp_path / f"{name}.toml"), "--date", day, "--id", name) == (0, f"{name}\n", "")
        assert wt("open", str(SEED), "--date", "2024-05-04", "--id", "seed")[0] == 0
        assert wt("next", "-s", "jardin", "--at", "9h")[0] == 0
        assert wt("note", "-s", "jardin", "n")[0] == 0

    once_done(prepare)
    return wt


def ids(wt, *words: str) -> list[str]:
    code, out, err = wt("sessions", *words)
    assert (code, err) == (0, "")
    return [line.split("\t")[0] for line in out.splitlines()]


def test_sessions_are_listed_the_latest_day_first_in_the_columns_of_old(three):
    assert ids(three) == ["vide", "jardin", "seed"]
    line = three("sessions", "--find", "jardin")[1]
    assert line == "jardin\t2025-03-01\trunning\tÉlus au [red]jardin[/red]\n"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--since", "2025-03-01"), ["vide", "jardin"]),
        (("--until", "2025-03-01"), ["jardin", "seed"]),
        (("--since", "2025-03-01", "--until", "2025-03-01"), ["jardin"]),
        (("--until", "9999-12-31"), ["vide", "jardin", "seed"]),
        (("--since", " 20250301 "), ["vide", "jardin"]),
        (("--since", "2026-01-01", "--until", "2025-01-01"), []),
        (("--find", "^j.*n$"), []),
        (("--state", "running"), ["jardin"]),
        (("--state", "running", "--state", "ready"), ["vide", "jardin", "seed"]),
        (("--state", "ended"), []),
        (("--find", "elus JARDIN"), ["jardin"]),
        (("--find", "[red]"), ["jardin"]),
        (("--find", "%"), ["vide"]),
        (("--find", "漢字"), ["vide"]),
        (("--find", ""), ["vide", "jardin", "seed"]),
        (("--find", "nothing like it"), []),
    ],
)
def test_sessions_are_those_that_one_asks_for(three, words, found):
    assert ids(three, *words) == found


def test_as_json_it_says_the_hours_and_how_many_and_nobodys_name(three):
    code, out, err = three("sessions", "--json", "--find", "jardin")
    assert (code, err) == (0, "")
    answer = json.loads(out)
    assert answer["version"] == 1
    (one,) = answer["sessions"]
    assert one.pop("course") is None
    assert one.pop("changed").endswith(("Z", "+00:00"))
    assert one == {
        "id": "jardin",
        "title": "Élus au [red]jardin[/red]",
        "day": "2025-03-01",
        "start": "09:00",
        "end": "11:30",
        "state": "running",
        "trainers": 0,
        "notes": 1,
        "series": None,
        "territory": None,
    }
    assert json.loads(three("sessions", "--json", "--state", "ended")[1]) == {"version": 1, "sessions": []}


@pytest.mark.parametrize("words", [("--since", "tomorrow"), ("--state", "late"), ("--until", "2026-02-30")])
def test_a_day_or_a_state_that_there_is_not_is_told(three, words):
    code, out, err = three("sessions", *words)
    assert (code, out) == (2, "")
    assert words[1] in err


def test_a_page_at_a_time_is_for_a_person_whose_screen_is_too_short(three, monkeypatch):
    paged: list[str] = []
    monkeypatch.setattr("click.echo_via_pager", lambda text: paged.append("".join(text)))
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("LINES", "3")
    assert ids(three) == ["vide", "jardin", "seed"], "a pipe is not paged"
    assert paged == []
    monkeypatch.setattr(streams, "somebody_at", lambda _stream: True)
    assert ids(three) == []
    assert paged[0].count("\n") == 3
    monkeypatch.setenv("LINES", "4")
    assert ids(three) == ["vide", "jardin", "seed"], "all of it, and the next prompt, is seen at once"
    monkeypatch.setenv("COLUMNS", "30")
    assert ids(three) == [], "long lines take several"
    assert len(paged) == 2


@only_posix("a name is text there, and Linux alone has others")
def test_a_session_whose_name_is_no_text_is_listed_and_stops_no_command(three, home):
    folder = home / "sessions"
    assert three("open", str(SEED), "--date", "2020-05-04", "--id", "old")[0] == 0
    os.rename(folder / "old.session", os.fsencode(folder / "o") + b"\xff.session")  # noqa: PTH104
    while not (folder / ".summaries").exists():  # the first list after a change has settled keeps copies
        assert three("sessions")[0] == 0
    for words in ((), ("--state", "ready"), ("--find", "collectifs")):
        code, out, err = three("sessions", *words)
        assert (code, out.count("\t2020-05-04\t"), err) == (0, 1, "")
    assert "o?" in [one["id"] for one in json.loads(three("sessions", "--json")[1])["sessions"]]
    assert three("status")[0] == 0
    assert three("retain", "--older-than", "2y", "--dry-run")[0] == 0


def test_of_many_sessions_that_could_be_meant_some_are_named(three):
    for number in range(12):
        assert three("open", str(SEED), "--date", f"2023-05-{number + 1:02}", "--id", f"day{number}")[0] == 0
    assert three("end", "-s", "jardin")[0] == 0
    code, _out, err = three("status")
    assert code == 1
    assert err.rstrip().endswith("…")
    assert err.count("day") == 10, "and two others"


def test_as_json_the_exit_code_tells_none_damaged_and_unreachable_apart(three, home, monkeypatch):
    assert three("sessions", "--json")[0] == 0
    code, out, _err = three("sessions", "--json", "--find", "nothing like it")
    assert (code, json.loads(out)["sessions"]) == (66, [])
    (home / "sessions" / "x.session").write_bytes(b"no session")
    code, out, err = three("sessions", "--json")
    assert (code, len(json.loads(out)["sessions"])) == (65, 3)
    assert "x.session" in err
    assert three("sessions")[0] == 0, "a person reads it"
    monkeypatch.setenv("WORKSHOP_TUI_STORE", "postgresql://nobody@127.0.0.1:1/none")
    assert three("sessions", "--json")[:2] == (69, "")
    assert three("sessions")[0] == 1


def test_the_series_and_the_territory_are_listed_but_no_territory_under_chatham(wt, tmp_path):
    plan = 'title = "Day"\nlanguage = "en"\n' + '[[blocks]]\ntitle = "M"\nstart = "9h"\nend = "10h"\n'
    plan += '[[blocks.segments]]\ntitle = "Talk"\nminutes = 60\n'
    (tmp_path / "told.toml").write_text(plan)
    (tmp_path / "kept.toml").write_text('confidentiality = "chatham"\n' + plan)
    for name in ("told", "kept"):
        belongs = ("--series", "Year", "--territory", "Lake", "--date", "2026-03-02", "--id", name)
        assert wt("open", str(tmp_path / f"{name}.toml"), *belongs)[0] == 0
    lines = wt("sessions")[1].splitlines()
    assert sorted(line.split("\t")[4:] for line in lines) == [["Year"], ["Year", "Lake"]]
    listed = {
        one["id"]: (one["series"], one["territory"]) for one in json.loads(wt("sessions", "--json")[1])["sessions"]
    }
    assert listed == {"told": ("Year", "Lake"), "kept": ("Year", None)}
    assert wt("agenda", "--over", "told") == wt("agenda", "--from", "told")
