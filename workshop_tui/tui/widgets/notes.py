"""The notes of the segment that people talk in, the newest first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from workshop_tui.locale import Message, _, clock_time, say
from workshop_tui.session.event import person
from workshop_tui.session.notes.fields import fields_of, shown
from workshop_tui.session.notes.initiatives import initiative_of
from workshop_tui.session.notes.notebook import LABELS, MARKS, Note
from workshop_tui.session.notes.tags import label
from workshop_tui.session.state import State, group_told
from workshop_tui.tui.part import Kin
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.timetable import FRESH

ALIGNED = 66
"""Cells of a row from which on what it says stands in columns."""
ROOMY = 96
"""Cells of a row from which on the name of a kind is not cut: what is said has room beside it."""
SHOWN = 60
"""Notes drawn at the most: the others are in the report."""


class Notes(Kin, VerticalScroll):
    """The notes that were written down."""

    can_focus = False

    def __init__(self, hinted: Callable[[str, Message], str]) -> None:
        """`hinted` gives the words about an action as they read now."""
        super().__init__(id="notes", classes="panel")
        self._hinted = hinted
        self._drawn: object = None
        self._notes: tuple[Note, ...] | None = None

    def compose(self) -> ComposeResult:
        yield Line(id="noted")

    def show(self, state: State, segment: str | None, kept: Callable[[int], bool], now: datetime) -> None:
        """Draw the notes of `segment`, or all of them without one; `kept` says whether a number is on disk.

        Those that were taken in the ten seconds before `now` stand out, with the name of who took them.
        """
        held = sum(not kept(note.number) for note in state.notebook.notes[-SHOWN:])
        takes = self._hinted("note", say(": {key} takes one"))
        fresh = {note.number for note in state.notebook.notes[-SHOWN:] if timedelta(0) <= now - note.taken.at < FRESH}
        what = (segment, held, state.notebook.pinned, takes, fresh)
        if self._drawn == what and self._notes is state.notebook.notes:
            return  # a title set anew repaints the whole panel
        self._drawn, self._notes = what, state.notebook.notes
        mine = [note for note in state.notebook.notes if segment is None or note.taken.segment == segment]
        title = f" · {state.day.title(segment)}" if segment else ""
        self.border_title = Content(_("Notes") + f"{title} · {len(mine)}")
        lines = [
            line(state, note, kept=kept(note.number), fresh=note.number in fresh) for note in reversed(mine[-SHOWN:])
        ]
        empty = Content.assemble((_("No note yet") + takes, "$text-muted"))
        self.query_one("#noted", Line).show(Content("\n").join(lines) if lines else empty, layout=True)


def line(state: State, note: Note, *, kept: bool = True, whole: bool = False, fresh: bool = False) -> Content:
    """`10:21 Pa  barrier  Emergence × Elected officials  the text`; that it is not `kept` is said first.

    On one line, unless the `whole` is wanted: the text as it was written, the fields of its kind, its initiative.
    A `fresh` one is bold, and says who took it by the whole name.
    """
    agenda, taken = state.agenda, note.taken
    tags = " × ".join(
        ", ".join(str(label(agenda, axis, key)) for key in keys)
        for axis, keys in (("phases", taken.phases), ("stakeholders", taken.stakeholders))
        if keys
    )
    kind = str(label(agenda, "kinds", taken.kind)) if taken.kind else ""
    marks = [str(words) for mark, words in MARKS.items() if getattr(taken, mark)]
    pinned = [_("shown to the room")] if note.number == state.notebook.pinned else []
    told = "  ".join(part for part in (kind, tags, *marks, *pinned) if part)
    who = person(agenda, taken.by)
    when = f"{clock_time(taken.at, agenda.zone):>5} {who if fresh else who[:2]}  "
    text = taken.text if whole else " ".join(taken.text.split("\n"))
    line = Content.assemble((when, "$text-muted"), (f"{told}  " if told else "", "$text-accent"), text)
    if whole:
        line += Content.assemble((_fields(state, note), "$text-muted"))
    line = line.stylize("bold") if fresh else line
    return line if kept else Content.assemble((_("NOT KEPT YET") + "  ", "bold $text-error"), line)


def row_of(state: State, note: Note, width: int, *, kept: bool = True) -> Content:
    """`10:21 Pa  barrier  Emergence × Elected  the text`, each in its column; in short, where the row is short.

    A phase and a stakeholder by their short names: all of it stands beside, or under, the list.
    """
    if width < ALIGNED:
        return line(state, note, kept=kept).truncate(width, ellipsis=True)
    agenda, taken = state.agenda, note.taken
    named = {axis: {term.key: term for term in getattr(agenda, axis)} for axis in ("phases", "stakeholders")}
    tags = " × ".join(
        ", ".join(str(named[axis][key].short(axis) if key in named[axis] else label(agenda, axis, key)) for key in keys)
        for axis, keys in (("phases", taken.phases), ("stakeholders", taken.stakeholders))
        if keys
    )
    kinds = [Content(str(kind.name("kinds"))).cell_length for kind in agenda.kinds]
    kind = str(label(agenda, "kinds", taken.kind)) if taken.kind else ""
    columns = (
        (kind, min(max(kinds, default=0), 20 if width >= ROOMY else 13)),
        (tags, min(28, width * 2 // 9)),
    )
    cells = [Content(text).truncate(wide, ellipsis=True, pad=True) for text, wide in columns]
    marks = [str(words) for mark, words in MARKS.items() if getattr(taken, mark)]
    pinned = [_("shown to the room")] if note.number == state.notebook.pinned else []
    when = f"{clock_time(taken.at, agenda.zone):>5} {person(agenda, taken.by)[:2]:<2}"
    told = Content("  ").join([Content.styled(when, "$text-muted"), *(cell.stylize("$text-accent") for cell in cells)])
    marked = "  ".join((*marks, *pinned))
    told += Content.assemble("  ", (f"{marked}  " if marked else "", "$text-accent"), " ".join(taken.text.split("\n")))
    told = told if kept else Content.assemble((_("NOT KEPT YET") + "  ", "bold $text-error"), told)
    return told.truncate(width, ellipsis=True)


def _fields(state: State, note: Note) -> str:
    """Write what is said in the fields of its kind, and which initiative it is about."""
    told = [
        _("{label}: {value}", label=LABELS[name], value=shown(state.agenda, name, value))
        for name, value in fields_of(note.taken)
    ]
    if note.taken.group:
        group = group_told(state, note.taken.segment, note.taken.group)
        told.append(_("{label}: {value}", label=_("group"), value=group))
    if named := note.taken.initiative:
        known = state.notebook.known.get(initiative_of(state.notebook, note) or "")
        told.append(_("{label}: {value}", label=_("initiative"), value=known.name if known else f"{named}?"))
    return f"  ({' · '.join(told)})" if told else ""
