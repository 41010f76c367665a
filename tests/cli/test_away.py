"""A server that cannot be reached: each command says so in one line, and the home screen too."""

from __future__ import annotations

import pytest

from tests.cli.words import COMMANDS
from tests.conftest import SEED
from tests.report.conftest import Said
from workshop_tui.report.record import written

NEED_NO_SESSION = {"check", "new", "schema", "agendas", "repair", "import", "plan", "doctor", "server"}
"""Commands that need none, or have tests of their own: `import`, `doctor`, `server migrate`."""


@pytest.fixture
def away(monkeypatch):
    monkeypatch.setenv("WORKSHOP_TUI_STORE", "postgresql://nobody@127.0.0.1:1/none")


@pytest.mark.parametrize("name", sorted(set(COMMANDS) - NEED_NO_SESSION))
def test_a_command_says_in_one_line_that_the_server_is_away(wt, away, name):
    code, out, err = wt(*COMMANDS[name])
    assert (code, out) == (1, "")
    assert "the PostgreSQL server is away" in err or "le serveur PostgreSQL est injoignable" in err
    assert err.count("\n") == 1


def test_import_says_so_too(wt, away, seed, tmp_path):
    (tmp_path / "r.toml").write_text(written(Said(seed).records), encoding="utf-8")
    code, out, err = wt("import", str(tmp_path / "r.toml"))
    assert (code, out, err.count("\n"), "PostgreSQL" in err) == (1, "", 1, True)


@pytest.mark.parametrize("words", [["run", str(SEED)], ["join"], ["demo", "--speed", "60"], []])
def test_no_screen_ends_in_a_traceback(wt, away, monkeypatch, words):
    """A screen on a pty is not to be had here: what comes before it is what may go wrong."""
    for room in ("sessions", "screens"):
        monkeypatch.setattr(f"workshop_tui.cli.{room}.screen_keys", dict)
    monkeypatch.setattr("workshop_tui.tui.launch._run", lambda *_given: None)
    monkeypatch.setattr("workshop_tui.rehearsal.heed", lambda _end: None)  # this process is pytest's
    code, _out, err = wt(*words)
    needs_one = bool(words) and words[0] in ("run", "join")
    assert (code, "PostgreSQL" in err, err.count("\n")) == ((1, True, 1) if needs_one else (0, False, 0))
