"""Two who change one note at once: whether another changed it since a change was begun, and both as one."""

from __future__ import annotations

from msgspec.structs import replace

from workshop_tui.agenda import Agenda
from workshop_tui.session.notes.draft import AXES, Draft
from workshop_tui.session.notes.events import NoteAmended
from workshop_tui.session.notes.fields import said_in
from workshop_tui.session.notes.notebook import Note
from workshop_tui.session.notes.tags import label


def changed_by_another(note: Note, version: int | None, by: str) -> NoteAmended | None:
    """The last change of `note` by somebody else, since it had `version` changes; None if there is none."""
    if version is None:
        return None
    since = (one for one in note.changes[version:] if isinstance(one, NoteAmended) and one.by != by)
    return max(since, key=note.changes.index, default=None)


def said_of(agenda: Agenda, draft: Draft) -> str:
    """Give all that a draft says, on one line: its text, then its tags."""
    read = draft.read(agenda)
    tags = {"kinds": [read.kind] if read.kind else [], "phases": read.phases, "stakeholders": read.stakeholders}
    named = [str(label(agenda, axis, key)) for axis in AXES for key in tags[axis]]
    return " · ".join((" ".join(read.text.split()), *named))


def both_of(theirs: Draft, mine: Draft) -> Draft:
    """A draft that says what both say: their text and then mine, the tags of either, mine where only one can be."""
    texts = dict.fromkeys((theirs.text, mine.text))
    return replace(
        mine,
        text="\n".join(text for text in texts if text),
        kinds=mine.kinds or theirs.kinds,
        phases=list(dict.fromkeys((*theirs.phases, *mine.phases))),
        stakeholders=list(dict.fromkeys((*theirs.stakeholders, *mine.stakeholders))),
        details=replace(theirs.details, **dict(said_in(mine.details))),
        remember=theirs.remember or mine.remember,
        check=theirs.check or mine.check,
        private=theirs.private or mine.private,
    )
