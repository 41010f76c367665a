"""Finding notes: by words, over all that a note says and is tagged with; by tags, as filters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from workshop_tui.session.event import Event, person
from workshop_tui.session.notes.fields import said_in
from workshop_tui.session.notes.initiatives import find_initiative
from workshop_tui.session.notes.matrix import speaks_of
from workshop_tui.session.notes.notebook import MARKS, Note, NoteContent
from workshop_tui.session.notes.tags import find_tag
from workshop_tui.session.state import State, group_told
from workshop_tui.session.timing.lookup import find_segment
from workshop_tui.text.folding import fold, fold_all, letters, written_in_one


@dataclass(frozen=True)
class Filter:
    """The filter of what notes must have; None: anything. Tags as a person names them."""

    phase: str | None = None
    stakeholder: str | None = None
    kind: str | None = None
    segment: str | None = None
    author: str | None = None
    initiative: str | None = None
    group: str | None = None
    untagged: bool = False
    """Only notes that lack a kind, a phase or a stakeholder."""

    def of(self, state: State) -> list[Note]:
        """The notes of `state` that have it all, in order. Raises `Refused` if there is no such segment."""
        kind = find_tag(state.agenda, "kinds", self.kind) if self.kind else None
        phase = find_tag(state.agenda, "phases", self.phase) if self.phase else None
        named = find_tag(state.agenda, "stakeholders", self.stakeholder) if self.stakeholder else None
        segment = find_segment(state.day, self.segment) if self.segment else None
        return [
            note
            for note in state.notebook.notes
            if (not kind or note.taken.kind == kind)
            and (not phase or phase in note.taken.phases)
            and (not named or speaks_of(state.agenda, note.taken, named))
            and (not segment or note.taken.segment == segment)
            and (not self.group or letters(self.group) in _groups_called(state, note.taken))
            and (not self.initiative or _about(state, note, self.initiative))
            and (not self.untagged or lacks_a_tag(note))
            and (not self.author or letters(self.author) in _names(state, note.taken.by))
        ]


def lacks_a_tag(note: Note) -> bool:
    """Tell whether it has no kind, no phase or no stakeholder."""
    taken = note.taken
    ends = taken.details and (taken.details.asker or taken.details.asked)
    return not (taken.kind and taken.phases and (taken.stakeholders or ends))


def order(state: State, notes: list[Note], by: str) -> list[Note]:
    """`notes` (oldest first) `newest` or `oldest` first, or by `segment`, `phase`, `stakeholder` or `kind`, in theirs.

    Within one they are oldest first; those that have none come last.
    """
    if by in ("newest", "oldest"):
        return notes[::-1] if by == "newest" else notes
    if by == "segment":
        places = {segment: k for k, segment in enumerate(state.day.plans)}
        return sorted(notes, key=lambda note: places.get(note.taken.segment or "", len(places)))
    terms = getattr(state.agenda, f"{by}s")
    places = {key: k for k, term in enumerate(terms) for key in (term.key, *term.members)}

    def first(note: Note) -> int:
        taken = note.taken
        keys = {"phase": taken.phases, "stakeholder": taken.stakeholders, "kind": (taken.kind or "",)}[by]
        return min((places.get(key, len(places)) for key in keys), default=len(places) + 1)

    return sorted(notes, key=first)


class Finder:
    """Finds by words as they are typed: what a note is looked up in is made once for each state of it.

    Where the past was rewritten, as something was forgotten, all is read anew, and nothing of before is kept.
    """

    def __init__(self) -> None:
        self._first: Event | None = None
        self._said: dict[tuple[int, int], str] = {}
        self._tagged: dict[tuple[object, ...], str] = {}

    def find(self, state: State, notes: Iterable[Note], words: str) -> list[Note]:
        """List the `notes` in which each of `words` stands somewhere, as `fold` has it, in one word or in several."""
        wanted, notes = fold(words).split(), list(notes)
        self._drop_another_past(state)
        if not wanted:
            return notes
        self.read(state, notes)
        found = [(note, self._said[_version(note)]) for note in notes]
        for word in wanted:
            in_one = written_in_one(word)
            found = [one for one in found if word in one[1] or in_one(one[1])]
        return [note for note, _said in found]

    def read(self, state: State, notes: Iterable[Note]) -> None:
        """Read those of `notes` that are new or changed: fold all that each says and is tagged with into one text."""
        self._drop_another_past(state)
        new = [note for note in notes if _version(note) not in self._said]
        for note, said in zip(new, fold_all(list(map(_words_of, new))), strict=True):
            self._said[_version(note)] = said + "\n" + self._tags_of(state, note.taken)

    def _drop_another_past(self, state: State) -> None:
        """Let go of what was read in another past: a session's first event is another one once it is read again."""
        first = state.events[0] if state.events else None
        if first is not self._first:
            self._first = first
            self._said.clear()
            self._tagged.clear()

    def _tags_of(self, state: State, taken: NoteContent) -> str:
        """The names of its tags, folded: made once for all notes that have the same."""
        ends = (taken.details.asker, taken.details.asked) if taken.details else ()
        same = (
            taken.by,
            taken.kind,
            taken.phases,
            taken.stakeholders,
            ends,
            taken.segment,
            taken.group,
            *(getattr(taken, mark) for mark in MARKS),
        )
        if same not in self._tagged:
            self._tagged[same] = fold("\n".join(_called(state, axis, key) for axis, key in _tags(taken, ends)))
        return self._tagged[same]


def _version(note: Note) -> tuple[int, int]:
    return note.number, len(note.changes)


def _words_of(note: Note) -> str:
    """Give what a note says, in its text and its fields, a line each."""
    taken, details = note.taken, note.taken.details
    said = [taken.text, taken.initiative or ""]
    if details:
        said += [value for _name, value in said_in(details) if isinstance(value, str)]
    return "\n".join(said)


def _tags(taken: NoteContent, ends: Iterable[str | None]) -> Iterator[tuple[str, str]]:
    """Yield who took a note, and its tags, as (axis, key); with the `ends` of a request."""
    yield "by", taken.by
    if taken.kind:
        yield "kinds", taken.kind
    yield from (("phases", key) for key in taken.phases)
    yield from (("stakeholders", key) for key in (*taken.stakeholders, *ends) if key)
    if taken.segment:
        yield "segments", taken.segment
    if taken.group:
        yield "groups", f"{taken.segment or ''} {taken.group}"
    yield from (("marks", mark) for mark in MARKS if getattr(taken, mark))


def _called(state: State, axis: str, key: str) -> str:
    if axis == "by":
        return f"{key} {person(state.agenda, key)}"
    if axis == "segments":
        return state.day.title(key)
    if axis == "groups":
        segment, _space, group = key.partition(" ")
        return f"{group} {group_told(state, segment or None, group)}"
    if axis == "marks":
        return str(MARKS[key])
    labels = {term.key: str(term.name(axis)) for term in getattr(state.agenda, axis)}
    return f"{key} {labels.get(key, '')}"


def _about(state: State, note: Note, named: str) -> bool:
    """Tell whether a note is about this initiative, recorded or not."""
    about = note.taken.initiative
    key = find_initiative(state.notebook, named)
    return bool(about) and (
        key == find_initiative(state.notebook, about or "") if key else letters(about or "") == letters(named)
    )


def _groups_called(state: State, taken: NoteContent) -> set[str]:
    """The key and the title of the group of a note, as `letters` has them."""
    told = group_told(state, taken.segment, taken.group) if taken.group else ""
    return {letters(taken.group or ""), letters(str(told))}


def _names(state: State, by: str) -> set[str]:
    return {letters(by), letters(person(state.agenda, by))}
