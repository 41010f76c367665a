"""The JSON that scripts rely on: what each `--json` prints. Version 1; fields may be added, none changes or goes.

Instants are ISO 8601 with the offset of the agenda's time zone, absent ones null; durations are seconds where a name
ends in `_s`, else minutes. Each module has one answer, and the parts of it that the report as JSON has, too.
"""

from __future__ import annotations

from datetime import datetime, tzinfo

from workshop_tui.agenda.structs import encode

VERSION = 1


def answer(session: str, **parts: object) -> str:
    """The answer of a command on this session, as JSON over several lines: its version, its session, then `parts`."""
    return encode({"version": VERSION, "session": session, **parts}, indent=2)


def iso(at: datetime | None, zone: tzinfo) -> str | None:
    """The instant as it is written there; None stays."""
    return at.astimezone(zone).isoformat() if at else None
