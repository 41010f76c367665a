"""Groups on the command line: made, said, granted, listed; nobody's name where it is hidden, or forgotten."""

from __future__ import annotations

import json

import pytest

PLAN = """title = "Afternoon"
language = "en"
confidentiality = "{rule}"
[[trainers]]
key = "ann"
name = "Ann Ort"
[[participants]]
name = "Marie Dupont"
organisation = "Mairie"
[[participants]]
name = "Luc Roche"
[[blocks]]
title = "Day"
start = "0h"
end = "24h"
[[blocks.segments]]
title = "Tables"
minutes = 60
[[blocks.segments.groups]]
title = "Table A"
lead = ["marie-dupont"]
members = ["marie-dupont"]
[[blocks.segments.groups]]
title = "Table B"
[[blocks.segments]]
title = "Forum"
minutes = 30
open = true
"""


@pytest.fixture
def opened(wt, tmp_path, monkeypatch, once_done):
    """Opens such a day, with this confidentiality, its tables live."""
    monkeypatch.setenv("WORKSHOP_TUI_AS", "ann")

    def make(rule: str = "nominatif"):
        file = tmp_path / "a.toml"
        file.write_text(PLAN.format(rule=rule), encoding="utf-8")

        def prepare() -> None:
            assert wt("open", str(file), "--id", "day")[0] == 0
            assert wt("goto", "tables")[0] == 0

        once_done(prepare, rule)
        return wt

    return make


def test_all_that_a_screen_does_with_groups_a_command_does(opened):
    wt = opened()
    for words, told in (
        (("group", "--form"), "Ann made the groups of “Tables”"),
        (("group", "a", "--asks", "3"), "“Table A” asks for 3"),
        (("group", "b", "--done"), "“Table B” is done"),
        (("group", "b", "--working"), "“Table B” works"),
        (("group", "--move", "marie"), "Ann puts Marie Dupont into “Table B”"),
        (("group", "--out", "luc"), "Ann takes Luc Roche out"),
        (("group", "a", "--move", "luc"), "into “Table A”"),
        (("group", "--grant"), "Tables ends"),
        (("note", "x", "--group", "table a"), "kept"),
        (("goto", "forum"), "Forum starts"),
        (("add", "--group", "Bikes", "--place", "Hall", "--round", "1"), "“Bikes”"),
        (("group", "bikes", "--close"), "closed the group"),
        (("groups", "tables"), "Table A"),
    ):
        code, out, err = wt(*words)
        assert (code, err) == (0, ""), words
        assert told in out, words
    assert wt("group", "--grant")[0] == wt("group", "nowhere", "--done")[0] == 1
    for wrong in (
        ("group",),
        ("group", "a"),
        ("group", "a", "--form"),
        ("group", "a", "--done", "--asks", "2"),
        ("add", "Bikes"),
        ("add", "Bikes", "5", "--group", "x"),
        ("add", "Bikes", "5", "--place", "x"),
        ("join", "day", "--group", "a", "--view", "room"),
    ):
        assert wt(*wrong)[0] == 2, wrong


@pytest.mark.parametrize("rule", ["pseudonyme", "chatham"])
def test_who_is_in_a_group_is_hidden_as_the_agenda_says(opened, rule):
    wt = opened(rule)
    assert wt("group", "--form")[0] == wt("add", "--group", "Chez Marie Dupont")[0] == 0
    assert wt("note", "x", "--group", "chez")[0] == 0

    def told_nowhere() -> None:
        status = json.loads(wt("status", "--json")[1])["groups"]
        assert not any(one["members"] or one["lead"] for one in status["groups"])
        for words in (
            ("groups",),
            ("groups", "--json"),
            ("report",),
            ("report", "--format", "json"),
            ("report", "--format", "csv"),
            ("notes", "--json"),
            ("notes",),
            ("turns", "--json"),
        ):
            code, text, err = wt(*words)
            assert (code, bool(text)) == (0, True), (words, err)
            assert not any(name in f"{text}{status}".lower() for name in ("marie", "dupont", "roche")), (words, text)

    assert wt("group", "--report")[0] == wt("turn", "chez")[0] == 0
    told_nowhere()
    assert "Marie Dupont" in wt("groups", "--names")[1]
    assert wt("group", "chez", "--close")[0] == 0
    told_nowhere()


def test_who_is_forgotten_is_in_the_group_under_a_code(opened):
    wt = opened()
    wt("group", "--form")
    assert wt("forget", "Marie Dupont", "--yes")[0] == 0
    told = wt("groups", "--names")[1] + wt("report", "--format", "toml", "--names")[1]
    assert not any(name in told.lower() for name in ("marie", "dupont"))
    assert sum(len(one["members"]) for one in json.loads(wt("groups", "--json")[1])["groups"]) == 2


def test_a_record_has_the_groups_and_gives_them_back(opened, tmp_path):
    wt = opened()
    for words in (
        ("group", "--form"),
        ("group", "a", "--done"),
        ("add", "--group", "Bikes"),
        ("note", "x", "--group", "a"),
    ):
        assert wt(*words)[0] == 0
    before = wt("groups", "tables", "--json")[1]
    record = tmp_path / "r.toml"
    assert wt("report", "--format", "toml", "--names", "-o", str(record))[0] == 0
    assert wt("delete", "day", "--yes")[0] == wt("import", str(record))[0] == 0
    assert wt("groups", "tables", "--json")[1] == before
    assert json.loads(wt("notes", "--json")[1])["notes"][0]["group"] == "table-a"
