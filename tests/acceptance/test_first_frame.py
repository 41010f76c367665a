"""The wait of a person who joins a session: for nothing that the first frame does not need."""

from __future__ import annotations

import re
import sys

import pytest

from tests.acceptance.conftest import SEED
from tests.acceptance.terminal import Terminal

pytestmark = pytest.mark.terminal


NOT_YET = {"pydantic", "pydantic_core", "jinja2", "markdown_it", "tree_sitter", "tomli_w", "importlib.metadata"} | {
    "_ssl", "_hashlib", "textual.types", "textual.widgets._directory_tree", "textual.widgets._select",
} | {
    f"workshop_tui.{name}"
    for name in ("rehearsal", "session.decide", "session.privacy.confidentiality", "text.persons",
                 "tui.dialogs.confirm", "tui.widgets.tags", "session.turns.floor", "session.checklist.events",
                 "session.checklist.lines", "session.groups.grouping", "session.decisions.taken",
                 "session.evaluation.sheets", "agenda.moments", "agenda.times")
}  # fmt: skip
"""Modules that read agendas and make reports, and those that only a key asks for."""
TABLE = "rich._unicode_data.unicode"
"""Rich's table of how many cells each sign takes: of signs that stand in any French text it is known without."""
COMPOSER = "workshop_tui.tui.widgets.composer"


def imported(told: bytes) -> set[str]:
    return set(re.findall(r"import time: +\d+ \| +\d+ \| +([\w.]+)", told.decode(errors="replace")))


def test_a_screen_is_joined_with_what_its_first_frame_needs_and_what_keys_need_follows(command, tmp_path):
    command("open", SEED, "--id", "day")
    words = ("-X", "importtime", "-m", "workshop_tui", "join", "day", "--as", "pascal")
    terminal = Terminal(*words, home=tmp_path / "home", columns=120, rows=40, program=sys.executable)
    while b"Pas commenc" not in terminal.raw:
        terminal.read()
    first = imported(terminal.raw.partition(b"Pas commenc")[0])
    assert {"textual", "msgspec"} <= first
    assert not sorted(first & {*NOT_YET, COMPOSER})
    assert not [name for name in first if name.startswith(TABLE)]
    while COMPOSER not in imported(terminal.raw):  # unasked
        terminal.read()
    terminal.close()
