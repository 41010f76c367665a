"""A small agenda as somebody writes it, and what is said of it."""

from __future__ import annotations

from pathlib import Path

from workshop_tui.agenda.reading import examine

ALL_KINDS = Path(__file__).with_name("prepared.toml")
"""An agenda with something of each kind to prepare."""
HEAD = 'title = "T"\n[[blocks]]\ntitle = "AM"\nstart = "9h"\nend = "10h"\n'
SEGMENT = '[[blocks.segments]]\ntitle = "One"\nminutes = 60\n'
WHOLE = HEAD + SEGMENT
ZONE = 'timezone = "Europe/Paris"\n'


def in_paris(start: str, end: str) -> str:
    """The same in Paris, its block from `start` to `end`, with another segment in it."""
    lasting = WHOLE.replace("9h", start).replace("10h", end).replace("60", "30")
    return ZONE + lasting + SEGMENT.replace("One", "Two").replace("60", "30")


def told(tmp_path: Path, text: str | bytes, *, warn: bool = False) -> list[str]:
    """List what is said about a file of that text, each with its place."""
    file = tmp_path / "a.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    _agenda, findings = examine(file, warn=warn)
    return [finding.told("a").removeprefix("a:") for finding in findings]


def line(shown: str) -> str:
    return f"write it like this: {shown}"
