"""A note and an initiative as they are printed: words for their tags and fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from workshop_tui.agenda import Term
from workshop_tui.agenda.vocabulary import BOTH
from workshop_tui.locale import Message, say
from workshop_tui.session.event import person
from workshop_tui.session.names.codes import is_code
from workshop_tui.session.notes.fields import fields_of, shown
from workshop_tui.session.notes.initiatives import CASE_LABELS, LABELS, initiative_of, value
from workshop_tui.session.notes.notebook import LABELS as FIELD_LABELS
from workshop_tui.session.notes.notebook import Details, Initiative, Note, NoteContent
from workshop_tui.session.notes.tags import known_term
from workshop_tui.session.privacy.confidentiality import LEFT_OUT
from workshop_tui.session.state import State, group_told

UNLABELLED = frozenset({"kind", "territory", "status"})
"""Fields of an initiative that say by themselves what they are, in an entry."""
_NOTHING_SAID: dict[str, Message | str] = dict.fromkeys(FIELD_LABELS, "")


@dataclass(frozen=True)
class Told:
    """A note as it is printed: who took it, and its tags as terms (or as words that no list knows).

    `about` is the key of the initiative that it is about, `initiative` its name. `said` are the fields of its
    kind by name, in words; nothing (`""`) where nothing is said.
    """

    note: Note
    author: str
    kind: Term | None
    phases: tuple[Term, ...]
    stakeholders: tuple[Term, ...]
    said: Mapping[str, Message | str]
    about: str | None
    initiative: str | None
    group: Message | None = None
    """The group that it was taken in, as people call it."""

    @property
    def at(self) -> datetime:
        return self.note.taken.at

    @property
    def text(self) -> str:
        return self.note.taken.text

    @property
    def fields(self) -> list[tuple[Message, Message | str]]:
        """The labels and values of the fields in which something is said."""
        said = self.said.items() if self.said is not _NOTHING_SAID else ()
        return [(FIELD_LABELS[name], value) for name, value in said if value]

    @property
    def details(self) -> Details:
        """The fields of its own as they were said, of any kind."""
        return self.note.taken.details or Details()


@dataclass(frozen=True)
class Named:
    """An initiative as it is printed: what is said of it, a label and a value each."""

    key: str
    initiative: Initiative
    fields: tuple[tuple[Message, Message | str], ...]
    case: tuple[tuple[Message, Message | str], ...]
    notes: tuple[int, ...]
    """The numbers of the notes about it."""
    entry: tuple[tuple[Message | None, Message | str], ...] = ()
    """The entry of it, a line or two: a label (None where none is needed) and a value each."""


class Teller:
    """Tells notes and initiatives of one session: what many of them share is made once."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._terms: dict[tuple[str, str], Term] = {}
        self._authors: dict[str, str] = {}
        self._groups: dict[tuple[str | None, str], Message] = {}

    def note(self, note: Note) -> Told:
        """The note as it is printed."""
        state = self._state
        taken = note.taken
        nameless = taken.initiative in (None, LEFT_OUT)  # what is left out could be any
        about = None if nameless else initiative_of(state.notebook, note)
        if taken.by not in self._authors:
            self._authors[taken.by] = person(state.agenda, taken.by)
        return Told(
            note=note,
            author=self._authors[taken.by],
            kind=self._term("kinds", taken.kind) if taken.kind else None,
            phases=tuple(self._term("phases", key) for key in taken.phases),
            stakeholders=tuple(self._term("stakeholders", key) for key in taken.stakeholders),
            said=self._said(taken),
            about=about,
            initiative=state.notebook.known[about].name if about else taken.initiative,
            group=self._group(taken.segment, taken.group) if taken.group else None,
        )

    def initiative(self, key: str, notes: Iterable[int]) -> Named:
        """The initiative as it is printed; `notes` are about it."""
        one, agenda = self._state.notebook.known[key], self._state.agenda

        def said(labels: dict[str, Message]) -> tuple[tuple[Message, Message | str], ...]:
            rows = ((label, value(agenda, one, field)) for field, label in labels.items() if field != "name")
            return tuple((label, words) for label, words in rows if words)

        told = {field: words for field in LABELS if field != "name" and (words := value(agenda, one, field))}
        told = {field: words for field, words in told.items() if not is_code(str(words))}  # it says nothing to a reader
        if one.nature == BOTH:
            told["nature"] = say("collective and entrepreneurial")
        entry = tuple((None if field in UNLABELLED else LABELS[field], words) for field, words in told.items())
        return Named(key, one, said(LABELS), said(CASE_LABELS) if one.case else (), tuple(notes), entry)

    def _said(self, taken: NoteContent) -> Mapping[str, Message | str]:
        said = fields_of(taken) if taken.details else ()
        return (
            _NOTHING_SAID | {name: shown(self._state.agenda, name, value) for name, value in said}
            if said
            else _NOTHING_SAID
        )

    def _group(self, segment: str | None, key: str) -> Message:
        if (segment, key) not in self._groups:
            self._groups[segment, key] = group_told(self._state, segment, key)
        return self._groups[segment, key]

    def _term(self, axis: str, key: str) -> Term:
        if (axis, key) not in self._terms:
            unknown = Term(key=key, label=f"{key} (?)")
            self._terms[axis, key] = known_term(self._state.agenda, axis, key) or unknown
        return self._terms[axis, key]
