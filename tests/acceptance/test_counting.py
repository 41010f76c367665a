"""Hands are counted in real terminals: a majority and a consent with an objection, on two terminals at once."""

from __future__ import annotations

import json

import pytest

from tests.acceptance.conftest import COMING, SEED

pytestmark = pytest.mark.terminal


@pytest.mark.parametrize("columns, rows", [(80, 24), (120, 40)])
def test_a_majority_and_a_consent_with_an_objection_are_counted(command, open_terminal, columns, rows):
    command("open", SEED, "--id", "day", "--date", COMING)
    terminal = open_terminal("join", "day", "--language", "en", "--as", "pascal", columns=columns, rows=rows)
    terminal.wait("Not started yet")
    terminal.press("right")
    terminal.wait("min left")
    terminal.press("D")
    terminal.wait("0 decisions")
    terminal.press("n", "We keep the hall", "enter")
    terminal.wait("By which rule?")
    terminal.press("r", "a", "a", "b", "A")
    terminal.wait("not adopted, as many for")
    command("decision", "3", "--for", "+1", "-s", "day", "--as", "aurelie")
    terminal.wait("adopted: 2 for, 1")
    terminal.press("9", "enter")
    terminal.wait("adopted: 9 for, 1")
    terminal.press("escape")
    terminal.wait("1 decision")
    terminal.press("n", "A charter", "enter")
    terminal.wait("By which rule?")
    terminal.press("r", "r")
    terminal.wait("adopted: no objection")
    terminal.press("o", "too far", "enter")
    terminal.wait("not adopted: 1 objection")
    terminal.press("m", "Marie Dupont", "enter")
    terminal.wait("too far  (Marie Dupont)")
    terminal.press("l")
    terminal.wait("lifted  too far")
    terminal.press("escape", "escape")
    terminal.wait("min left")
    told = json.loads(command("decisions", "--json", "--names", "-s", "day"))["decisions"]
    assert [one["rule"] for one in told] == ["majority", "consent"]
    assert told[0]["votes"] == {"for": 9, "against": 1, "abstain": 0}
    assert [(one["text"], one["who"], one["lifted"]) for one in told[1]["objections"]] == [
        ("too far", "Marie Dupont", True)
    ]
