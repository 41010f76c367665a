"""A small agenda as somebody writes it, and what is said of it."""

from __future__ import annotations

from pathlib import Path

from workshop_tui.agenda.reading import examine

HEAD = 'title = "T"\n[[blocks]]\ntitle = "AM"\nstart = "9h"\nend = "10h"\n'
SEGMENT = '[[blocks.segments]]\ntitle = "One"\nminutes = 60\n'
WHOLE = HEAD + SEGMENT


def told(tmp_path: Path, text: str | bytes, *, warn: bool = False) -> list[str]:
    """List what is said about a file of that text, each with its place."""
    file = tmp_path / "a.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    _agenda, findings = examine(file, warn=warn)
    return [finding.told("a").removeprefix("a:") for finding in findings]


def line(shown: str) -> str:
    return f"write it like this: {shown}"
