"""The wait of a person who joins a session: for nothing that the first frame does not need."""

from __future__ import annotations

import re
import sys

import pytest

from tests.acceptance.conftest import SEED
from tests.acceptance.terminal import Terminal

pytestmark = pytest.mark.terminal


def test_a_screen_is_joined_without_what_reads_agendas_or_makes_reports(command, tmp_path):
    command("open", SEED, "--id", "day")
    words = ("-X", "importtime", "-m", "workshop_tui", "join", "day", "--as", "pascal")
    terminal = Terminal(*words, home=tmp_path / "home", columns=120, rows=40, program=sys.executable)
    while b"Pas commenc" not in terminal.raw:
        terminal.read()
    told = terminal.raw.decode(errors="replace")
    terminal.close()
    imported = set(re.findall(r"import time: +\d+ \| +\d+ \| +([\w.]+)", told))
    assert {"textual", "msgspec"} <= imported
    assert not imported & {"pydantic", "pydantic_core", "jinja2", "markdown_it", "tree_sitter", "tomli_w"}
