"""A plan that is begun: the name of its file, and what stands in it first: nothing, or what is read of another file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from workshop_tui.agenda.editing.values import line
from workshop_tui.agenda.times import parse_clock
from workshop_tui.clock import host_zone
from workshop_tui.locale import language
from workshop_tui.text import clean_line

if TYPE_CHECKING:
    from workshop_tui.plans.meaning.proposal import Proposal, Question
    from workshop_tui.plans.meaning.understanding import Asked
    from workshop_tui.plans.rows import Sheet

FORMS = frozenset({".xlsx", ".ods", ".xls", ".csv", ".tsv", ".docx", ".md", ".ics"})
"""The endings of files that plans are read from."""


def named(file: Path) -> Path:
    """The file of an agenda: `mine` is `mine.toml`, as home and editors want it, unless there is a `mine`."""
    return file if file.suffix or file.exists() else file.with_name(f"{file.name}.toml")


def free(file: Path) -> Path:
    """A name of which there is no file yet: `day.toml`, else `day-2.toml`."""
    again, made = 1, file
    while made.exists():
        again += 1
        made = file.with_stem(f"{file.stem}-{again}")
    return made


def fresh() -> bytes:
    """The beginning of a plan: its language, and the time zone of this machine, which its hours are in."""
    return (line("language", language(), "\n") + line("timezone", host_zone(), "\n")).encode()


@dataclass(frozen=True)
class Source:
    """A file that a plan is read from, and what was answered about it."""

    file: Path
    sheets: Sequence[Sheet]
    asked: Asked

    @classmethod
    def of(cls, file: Path) -> Source:
        """Read it. Raises `Unread`."""
        from workshop_tui.plans.forms.reading import read
        from workshop_tui.plans.meaning.understanding import Asked

        title = clean_line(file.stem.replace("_", " ").replace("-", " ")) or "?"
        return cls(file, read(file, ZoneInfo(host_zone())), Asked(title=title[:1].upper() + title[1:]))

    def understood(self) -> Proposal:
        """The proposal that is understood of it. Raises `Unread`."""
        from workshop_tui.plans.meaning.understanding import understood

        return understood(self.sheets, self.asked)

    def answered(self, question: Question, answer: str) -> Source:
        """The same with the answer to a question: hours (with commas), or a sheet. Raises `Mistake`."""
        if question.option == "--sheet":
            return replace(self, asked=replace(self.asked, sheet=answer.strip()))
        hours = tuple(parse_clock(one.strip()).minutes for one in answer.replace(";", ",").split(","))
        given = {"starts": hours} if question.option == "--start" else {"ends": hours}
        return replace(self, asked=replace(self.asked, **given))  # type: ignore[arg-type]

    def begun(self, made: Proposal, file: Path) -> bytes:
        """The agenda that this makes, to stand in `file`."""
        from workshop_tui.plans.agenda_text import agenda_text

        return agenda_text(made, self.file.name, str(file)).encode()
