"""Commands without a screen import neither Textual nor the report's libraries; what a command prints is its answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.forked import Program, program
from tests.cli.words import COMMANDS
from tests.conftest import SEED
from tests.systems import only_posix

COSTLY = ("psycopg", "aiohttp", "segno", "textual", "rich", "jinja2", "markdown_it", "tree_sitter", "pydantic")
ROOMS = {
    "turns": "floor", "checklist": "events", "groups": "grouping", "decisions": "taken", "evaluation": "sheets",
}  # fmt: skip
"""Rooms that not every session uses, each with the module that all of it imports."""
ASKS = {
    "points": ["groups"], "todo": ["checklist", "groups"], "decision": ["decisions"],
    "decisions": ["decisions", "groups"], "evaluation": ["evaluation", "groups"], "notes": ["groups"],
    "matrix": ["groups"], "forget": ["decisions"], "turn": ["turns"], "turns": ["groups", "turns"],
    "follow": ["decisions", "turns", "groups", "checklist"],
    "codes": ["decisions", "evaluation", "turns"], "words": ["groups"],
    "retain": ["decisions"], "delete": ["decisions"], "report": [*ROOMS], "group": ["groups"], "groups": ["groups"],
}  # fmt: skip
"""Commands that ask for one of these rooms, whether or not the session uses it."""
SCREENS = {"run", "join", "demo"}
SERVES = {"serve"}
"""Commands that are ended: tests/serve/test_command.py looks at what they import."""
GATE = ("open", "check", "agendas", "agenda", "schema", "replan", "plan")
"""Commands that read, or make, what a person writes."""
MAY = {name: {"pydantic"} for name in GATE} | {
    "check": {"pydantic", "tree_sitter"}, "report": {"jinja2"}, "plan": {"pydantic", "jinja2"},
}  # fmt: skip
BEFORE = {
    "stop": ["next"], "pause": ["next"], "resume": ["next", "pause"], "extend": ["next"],
    "restore": ["skip carte"], "undo": ["next"], "redo": ["next", "undo"], "reopen": ["end"],
    "why": ["extend 5 accueil"], "amend": ["note x"], "withdraw": ["note x"], "forget": ["note x"], "pin": ["note x"],
    "group": ["next", "add --group Bikes"], "groups": ["next", "add --group Bikes"],
    "import": ["report --format toml --names -o r.toml", "delete s --yes"],
}  # fmt: skip


def module(room: str) -> str:
    return f"workshop_tui.session.{room}.{ROOMS[room]}"


@pytest.fixture(scope="session")
def imported() -> Iterator[Program]:
    """The program, imported; it does each command in a fork, and says which costly libraries that imported."""
    with program((*COSTLY, *(module(room) for room in ROOMS))) as running:
        yield running


def test_every_command_without_a_screen_is_looked_at():
    import click

    from workshop_tui.cli.commands import cli

    assert set(COMMANDS) | SCREENS | SERVES == set(cli.list_commands(click.Context(cli)))


@only_posix("there is no fork")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_without_a_screen_imports_only_what_it_needs(name, imported, wt, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for before in (["open", str(SEED), "--id", "s"], *(words.split() for words in BEFORE.get(name, []))):
        assert wt(*before)[0] == 0
    done = imported.run(COMMANDS[name], tmp_path)
    assert done.code == 0, done.err
    assert done.imported <= MAY.get(name, set()) | {module(room) for room in ASKS.get(name, ())}
    if name in GATE:
        assert "pydantic" in done.imported, "what people write is read by it"


@only_posix("there is no fork")
@pytest.mark.parametrize("words", [["--help"], ["next", "--help"], ["--version"]])
def test_help_imports_nothing_costly(words, imported, home, tmp_path):
    done = imported.run(words, tmp_path)
    assert (done.code, done.err, done.imported) == (0, "", set())
