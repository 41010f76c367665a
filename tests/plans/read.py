"""A plan read as `new --from` reads it, and what was understood of it in a few lines that a test can show."""

from __future__ import annotations

import tomllib
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from workshop_tui.agenda.course import Plan
from workshop_tui.agenda.reading import plan_of
from workshop_tui.plans.agenda_text import agenda_text
from workshop_tui.plans.forms.reading import read
from workshop_tui.plans.meaning.proposal import Proposal
from workshop_tui.plans.meaning.understanding import Asked, understood

SAMPLES = Path(__file__).parent / "samples"
PARIS = ZoneInfo("Europe/Paris")


def understood_of(name: str, content: str | bytes | None = None, **asked: object) -> Proposal:
    """The proposal made of a sample, or of a file called `name` with this content."""
    if content is None:
        return understood(read(SAMPLES / name, PARIS), Asked(title="?", **asked))  # type: ignore[arg-type]
    with TemporaryDirectory() as folder:
        file = Path(folder) / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return understood(read(file, PARIS), Asked(title="?", **asked))  # type: ignore[arg-type]


def plan_in(proposal: Proposal) -> Plan:
    """The agenda that is written of it, read by the gate."""
    return plan_of(tomllib.loads(agenda_text(proposal, "a plan", "day.toml")))


def told(proposal: Proposal) -> list[str]:
    """The days, blocks and segments: `9:00 15 Accueil`, with what else a segment has at its end."""
    lines = []
    for number, day in enumerate(proposal.days, 1):
        if len(proposal.days) > 1:
            lines.append(" ".join(filter(None, (f"day {number}", day.title, day.date.isoformat() if day.date else ""))))
        for block in day.blocks:
            lines.append(f"[{block.title} {at(block.start)}–{at(block.end)}]")
            for one in block.segments:
                marks = [
                    one.kind or "",
                    "optional" * one.optional,
                    "fixed" * (one.at is not None),
                    f"max {one.longest}" if one.longest else "",
                ]
                who = " ".join(f"{role}={'+'.join(names)}" for role, names in one.people.items())
                lines.append(" ".join(filter(None, (at(one.start), str(one.minutes), one.title, *marks, who))))
    return lines


def at(minutes: int) -> str:
    """Minutes of the day as an hour."""
    return f"{minutes // 60}:{minutes % 60:02}"


def wrong(proposal: Proposal) -> list[str]:
    """The mistakes, each with its row, and the questions."""
    rows = [f"{one.row.number}: {mistake}" for one in proposal.rows for mistake in one.mistakes]
    return [*rows, *map(str, proposal.mistakes), *(f"{one.option}: {one.message}" for one in proposal.questions)]


def remarks(proposal: Proposal) -> list[str]:
    """The remarks on rows."""
    return [f"{one.row.number}: {remark}" for one in proposal.rows for remark in one.remarks]
