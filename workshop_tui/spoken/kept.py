"""A note as it was kept, in a sentence: its number and the words that it is tagged with."""

from __future__ import annotations

from workshop_tui.locale import _
from workshop_tui.session.notes.notebook import MARKS, NoteContent
from workshop_tui.session.notes.tags import label
from workshop_tui.session.state import State
from workshop_tui.spoken.words import listed, sentences, small, spoken


def kept(state: State, taken: NoteContent, number: int) -> str:
    """“Note 3 kept: barrier, emergence.”"""
    said = listed(tags(state, taken))
    return sentences(
        _("note {number} kept: {tags}", number=number, tags=said) if said else _("note {number} kept", number=number)
    )


def tags(state: State, taken: NoteContent) -> list[str]:
    """The words that a note is tagged with, its marks last."""
    keys = (
        ("kinds", (taken.kind,) if taken.kind else ()),
        ("phases", taken.phases),
        ("stakeholders", taken.stakeholders),
    )
    said = [small(str(label(state.agenda, axis, key))) for axis, those in keys for key in those]
    named = state.notebook.known.get(taken.initiative or "")
    if taken.initiative:
        said.append(named.name if named else taken.initiative)
    said += [str(words) for mark, words in MARKS.items() if getattr(taken, mark)]
    return [spoken(one) for one in said]
