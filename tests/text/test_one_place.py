"""Facts that have one room: no other compares people by a folding of its own, or rounds a length by itself."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import workshop_tui

ROOT = Path(workshop_tui.__file__).parent


@pytest.mark.parametrize(
    ("own", "rooms", "asked"),
    [
        (r"\.casefold\(", ("session", "report", "tui", "follow", "spoken", "serve", "shapes"), "text.folding"),
        (r"round\([^\n]*/ ?(?:60|MINUTE)\)", ("session", "report", "spoken", "shapes"), "session.timing.minutes"),
    ],
)
def test_a_fact_is_known_in_one_room(own, rooms, asked):
    files = [file for room in rooms for file in sorted((ROOT / room).rglob("*.py"))]
    found = [str(file.relative_to(ROOT)) for file in files if re.search(own, file.read_text(encoding="utf-8"))]
    assert (found, len(files) > 50) == ([], True), f"{asked} knows it"
