"""The notes of the segment that people talk in, the newest first."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from workshop_tui.agenda import Agenda, Term
from workshop_tui.locale import _, clock_time
from workshop_tui.session.account import person
from workshop_tui.session.state import Note, State
from workshop_tui.tui.widgets.line import Line

SHOWN = 60
"""Notes drawn at the most: the others are in the report."""


class Notes(VerticalScroll, can_focus=False):
    """What was written down."""

    def __init__(self, sign_of: Callable[[str], str]) -> None:
        """`sign_of` gives the key that does something."""
        super().__init__(id="notes", classes="panel")
        self._sign_of = sign_of
        self._drawn: object = None
        self._notes: tuple[Note, ...] | None = None

    def compose(self) -> ComposeResult:
        yield Line(id="noted")

    def show(self, state: State, segment: str | None, kept: Callable[[int], bool]) -> None:
        """Draw the notes of `segment`, or all of them without one; `kept` says whether a number is on disk."""
        held = sum(not kept(note.number) for note in state.notes[-SHOWN:])
        if self._drawn == (what := (segment, held)) and self._notes is state.notes:
            return  # a title set anew repaints the whole panel
        self._drawn, self._notes = what, state.notes
        mine = [note for note in state.notes if segment is None or note.taken.segment == segment]
        title = f" · {state.segment(segment).title}" if segment else ""
        self.border_title = Content(_("Notes") + f"{title} · {len(mine)}")
        lines = [line(state.agenda, note, kept=kept(note.number)) for note in reversed(mine[-SHOWN:])]
        empty = Content.assemble((_("No note yet: {key} takes one", key=self._sign_of("note")), "$text-muted"))
        self.query_one("#noted", Line).show(Content("\n").join(lines) if lines else empty, layout=True)


def line(agenda: Agenda, note: Note, *, kept: bool = True, whole: bool = False) -> Content:
    """`10:21 Pa  barrier  Emergence × Elected officials  the text`; that it is not `kept` is said first.

    On one line, unless the `whole` text is wanted as it was written.
    """
    taken = note.taken
    tags = " × ".join(
        part
        for part in (
            labels(agenda.phases, "phases", taken.phases),
            labels(agenda.stakeholders, "stakeholders", taken.stakeholders),
        )
        if part
    )
    kind = labels(agenda.kinds, "kinds", (taken.kind,)) if taken.kind else ""
    private, remember = taken.private and _("private"), taken.remember and _("to remember")
    marks = "  ".join(part for part in (kind, tags, private, remember, taken.check and _("to check")) if part)
    when = f"{clock_time(taken.at, agenda.zone):>5} {person(agenda, taken.by)[:2]}  "
    text = taken.text if whole else " ".join(taken.text.split("\n"))
    told = Content.assemble((when, "$text-muted"), (f"{marks}  " if marks else "", "$text-accent"), text)
    return told if kept else Content.assemble((_("NOT KEPT YET") + "  ", "bold $text-error"), told)


def labels(terms: tuple[Term, ...], axis: str, keys: tuple[str, ...]) -> str:
    """The labels of these keys; a key that no list knows is shown as it is, flagged with “?”."""
    known = {term.key: str(term.name(axis)) for term in terms}
    members = {member for term in terms for member in term.members}
    return ", ".join(known.get(key, key if key in members else f"{key}?") for key in keys)
