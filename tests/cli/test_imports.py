"""Commands without a screen import neither Textual nor the report's libraries; what a command prints is its answer."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.cli.words import COMMANDS
from tests.conftest import SEED

COSTLY = ("psycopg", "textual", "rich", "jinja2", "markdown_it", "tree_sitter", "pydantic")
SCREENS = {"run", "join", "demo"}
GATE = ("open", "check", "agendas", "agenda", "schema", "replan")
"""Commands that read, or make, what a person writes."""
MAY = {name: {"pydantic"} for name in GATE} | {"check": {"pydantic", "tree_sitter"}, "report": {"jinja2"}}
BEFORE = {
    "stop": ["next"], "pause": ["next"], "resume": ["next", "pause"], "extend": ["next"],
    "restore": ["skip carte"], "undo": ["next"], "redo": ["next", "undo"], "reopen": ["end"],
    "why": ["extend 5 accueil"], "amend": ["note x"], "withdraw": ["note x"], "forget": ["note x"], "pin": ["note x"],
    "import": ["report --format toml --names -o r.toml", "delete s"],
}  # fmt: skip


def run(arguments: list[str], cwd) -> subprocess.CompletedProcess[str]:
    """The command in a process that says, last on stderr, which costly libraries it imported."""
    code = (
        "import sys; from workshop_tui.cli import main\n"
        f"try:\n    main()\nfinally:\n    print(*[m for m in {COSTLY!r} if m in sys.modules], file=sys.stderr)"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=cwd, capture_output=True, text=True, check=False, timeout=60
    )


def test_every_command_without_a_screen_is_looked_at():
    import click

    from workshop_tui.cli.commands import cli

    assert set(COMMANDS) | SCREENS == set(cli.list_commands(click.Context(cli)))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_without_a_screen_imports_only_what_it_needs(name, wt, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for before in (["open", str(SEED), "--id", "s"], *(words.split() for words in BEFORE.get(name, []))):
        assert wt(*before)[0] == 0
    done = run(COMMANDS[name], tmp_path)
    assert done.returncode == 0, done.stderr
    imported = set(done.stderr.splitlines()[-1].split())
    assert imported <= MAY.get(name, set())


@pytest.mark.parametrize("words", [["--help"], ["next", "--help"], ["--version"]])
def test_help_imports_nothing_costly(words, home, tmp_path):
    done = run(words, tmp_path)
    assert (done.returncode, done.stderr.strip()) == (0, "")


@pytest.mark.parametrize("name", GATE)
def test_what_people_write_is_read_by_pydantic(name, wt, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert wt("open", str(SEED), "--id", "s")[0] == 0
    assert "pydantic" in run(COMMANDS[name], tmp_path).stderr.splitlines()[-1].split()
