"""Notes of a session, or of all days around it: what `notes` and `matrix` list and count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from workshop_tui.cli.note_options import warn_of, warn_of_tags
from workshop_tui.locale import _

if TYPE_CHECKING:
    from workshop_tui.service import Session
    from workshop_tui.session.notes.notebook import Note
    from workshop_tui.session.search import Filter
    from workshop_tui.session.state import State

course_option = click.option(
    "--course", is_flag=True, help=_("over this day, those that it goes on from and those that go on from it")
)


@dataclass(frozen=True)
class DayNoted:
    """A day as it may leave the program, and the notes of it that are meant."""

    state: State
    notes: list[Note]
    named: bool
    """True of the session that was named."""

    def handle(self, note: Note) -> str:
        """The name of a note over several days: `formation-2026-10-01/12`, as that of a point."""
        return f"{self.state.id}/{note.number}"


def days_noted(
    opened: Session, wanted: Filter, words: str = "", *, names: bool = False, course: bool = False
) -> list[DayNoted]:
    """The notes that are `wanted` and have these `words`: of a session, or of the `course` around it, day by day.

    Raises `Refused` where no day has the segment that is wanted.
    """
    from workshop_tui.session.refusal import Refused
    from workshop_tui.session.search import Finder

    warn_of_tags(opened.state, wanted)
    days, shown = _days(opened, names=names, course=course)
    found, refused = list[DayNoted](), list[Refused]()
    for day, told in zip(days, shown, strict=True):
        numbers: set[int] = set()
        try:
            numbers = {note.number for note in Finder().find(day, wanted.of(day), words)}
        except Refused as error:  # a segment that another day has
            refused.append(error)
        notes = [note for note in told.notebook.notes if note.number in numbers]
        found.append(DayNoted(told, notes, named=day.id == opened.state.id))
    if len(refused) == len(days):
        raise refused[0]
    return found


def _days(opened: Session, *, names: bool, course: bool) -> tuple[tuple[State, ...], tuple[State, ...]]:
    """The days, and the same as they may leave the program."""
    from workshop_tui.session.privacy.hiding import Hidden, hidden

    if not course:
        one = Hidden(opened.state) if names else hidden(opened.state)
        warn_of(one.asked)
        return (opened.state,), (one.state,)
    from workshop_tui.journal.chains import days_around
    from workshop_tui.session.privacy.together import as_they_are, told_together

    days = days_around(opened.journal.store, opened.state.id)
    together = as_they_are(days) if names else told_together(days)
    warn_of(together.asked)
    return days, together.days
