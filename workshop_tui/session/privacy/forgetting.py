"""Forgetting, where a person asks for it: what a note said, or somebody's name, goes from all that was written.

A name is found as the reports find it: whole, and in its parts, in the agenda only whole. Its code stands in its place
(`P1/P2` for a part that is somebody else's, too): who it was goes on counting, and the codes of the others stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Protocol, TypeVar, get_args

from msgspec import Struct, structs

from workshop_tui.agenda import Agenda, Guest, Participant
from workshop_tui.agenda.vocabulary import DEFAULTS, MEMBERS, SEGMENT_KINDS
from workshop_tui.locale import say
from workshop_tui.session.attendance.events import AttendanceEvent
from workshop_tui.session.event import Event, Recorded
from workshop_tui.session.events import NameForgotten, SessionOpened
from workshop_tui.session.notes.events import NoteAmended, NoteForgotten, NoteTaken
from workshop_tui.session.notes.fields import WORDS
from workshop_tui.session.privacy.confidentiality import LEFT_OUT, Veil
from workshop_tui.session.privacy.names import Replacing, is_name, key, parts_of
from workshop_tui.session.refusal import Refused
from workshop_tui.session.state import State
from workshop_tui.session.timing.events import ProposalKind
from workshop_tui.session.timing.lookup import fresh_key
from workshop_tui.text import clean_line, slug

SEGMENTS = frozenset({"segment", "block", "after", "into", "left", "skipped", "carried"})
"""Fields that hold keys of segments and blocks."""
TAGS = frozenset({"kind", "phases", "stakeholders", "asker", "asked"})
"""Fields that hold keys of the lists, or what was written instead."""
PEOPLE = (Participant, Guest, *get_args(AttendanceEvent))
"""What is about one person, by their key."""
FIXED = frozenset({"type", "id", "left_as", "reason", "code", "language", "timezone", "confidentiality"})
"""Fields that hold no words of a person."""

Part = TypeVar("Part", bound=Struct)
Forgotten = NoteForgotten | NameForgotten
"""What says in the record that something was forgotten."""


class Without(Protocol):
    """What is to be left of all that was written."""

    def event(self, record: Recorded) -> Event:
        """The event without it; the same if it was not in there."""

    def draft(self, author: str, about: str, text: str) -> str:
        """What `author` half-typed `about` something (nothing: a new note) without it; nothing if it is not to stay."""


@dataclass(frozen=True)
class WithoutNote:
    """Without what the note with this number said: who wrote one when stays."""

    number: int

    def event(self, record: Recorded) -> Event:
        event = record.event
        if record.number == self.number and isinstance(event, NoteTaken):
            return NoteTaken(at=event.at, by=event.by, text="")
        if isinstance(event, NoteAmended) and event.number == self.number:
            return NoteAmended(at=event.at, by=event.by, number=event.number, text="")
        return event

    def draft(self, author: str, about: str, text: str) -> str:
        return "" if about == f"note {self.number}" else text


@dataclass(frozen=True)
class WithoutName:
    """Without `name`: `code` stands in its place. `keys` are those of the people who are called so, and what
    they are then.

    `parts` are what stands in the place of its parts, and the names of others that have them, which stay. `known` are
    the program's own words, and those of the agenda's lists that have no such name in them.
    """

    name: str
    code: str
    parts: dict[str, str]
    keys: dict[str, str]
    known: frozenset[str]

    def event(self, record: Recorded) -> Event:
        event = record.event
        if isinstance(event, SessionOpened):
            return structs.replace(event, agenda=self._agenda(event.agenda))
        return self._part(event, self._said)

    def count(self, records: Iterable[Recorded]) -> int:
        """How many of these events have the name in them. Raises `Refused` if none has: it may be misspelt."""
        count = sum(self.event(record) != record.event for record in records)
        if not count:
            raise Refused(say("“{name}” stands nowhere in this session", name=self.name))
        return count

    def draft(self, author: str, about: str, text: str) -> str:
        stays = all(self._key(self._said.text(words), {}) == words for words in (author, about))
        return self._said.text(text) if stays else ""

    @cached_property
    def _whole(self) -> Replacing:
        return Replacing({key(self.name): self.code})

    @cached_property
    def _said(self) -> Replacing:
        return Replacing({key(words): code for words, code in {**self.parts, self.name: self.code}.items()})

    def _agenda(self, agenda: Agenda) -> Agenda:
        """The agenda; its trainers are named in any case."""
        return structs.replace(self._part(agenda, self._whole), trainers=agenda.trainers)

    def _part(self, part: Part, words: Replacing) -> Part:
        """An event, a table or what they consist of."""
        after = {name: self._value(part, name, value, words) for name, value in structs.asdict(part).items()}
        if key(str(getattr(part, "name", ""))) == key(self.name) and "organisation" in after:
            after["organisation"] = None  # it might still tell who it is
        changed = {name: value for name, value in after.items() if value != getattr(part, name)}
        return structs.replace(part, **changed) if changed else part

    def _value(self, part: Struct, name: str, value: Any, words: Replacing) -> Any:
        """What stands in the field of `part` that is called `name`."""
        if isinstance(value, Struct):
            return self._part(value, words)
        if isinstance(value, tuple):
            return tuple(self._value(part, name, one, words) for one in value)
        if isinstance(value, str) and (name == "needs" or (name == "key" and isinstance(part, PEOPLE))):
            return self.keys.get(value) or self._key(value, {})
        if not isinstance(value, str) or name in FIXED or value in self.known:
            return value
        if words is self._whole or name in SEGMENTS | TAGS:
            value = self._key(value, {})
        elif name in ("key", "initiative"):
            value = self._key(value, self.parts)
        return value if name in SEGMENTS else words.text(value)

    def _key(self, value: str, parts: dict[str, str]) -> str:
        """A key that was made from something with the name in it."""
        for words, code in {self.name: self.code, **parts}.items():
            if (made := slug(words)) and words != code:
                value = re.sub(rf"(?<![a-z0-9]){made}(?![a-z0-9])", slug(code) or "x", value)
        return value


def without_name(state: State, named: str) -> WithoutName:
    """How to forget whoever is called so: by name, or the only one with these words in it; else what looks like a name.

    Not by the beginning of one, as elsewhere: “Luc” is not to be Lucie, for it cannot be taken back.

    Raises `Refused` if several could be meant, if it is a trainer, who signs the report, or if nobody is called so.
    """
    veil, wanted = Veil(state), key(clean_line(named))
    found = [name for name in veil.codes if key(name) == wanted] or [
        name for name in veil.codes if wanted and {*wanted.split()} <= {*key(name).split()}
    ]
    if len(found) == 1:
        return _known(state, veil, found[0])
    if wanted in veil.trainers:
        raise Refused(say("{name} runs the day, and is named", name=clean_line(named)))
    if found:
        raise Refused(say("several people could be meant: {names}", names=", ".join(found)))
    if not is_name(clean_line(named)):
        raise Refused(say("nobody is called “{name}”", name=clean_line(named)))
    return WithoutName(clean_line(named), LEFT_OUT, {}, {}, _words(state, clean_line(named)))


def _known(state: State, veil: Veil, name: str) -> WithoutName:
    parts: dict[str, str] = {}
    for part in parts_of(name):
        same = [other for other in veil.codes if key(part) in map(key, parts_of(other))]
        if key(part) not in veil.trainers:
            parts[part] = "/".join(sorted(veil.codes[other] for other in same))
            parts |= {other: other for other in same if other != name}
    people = {of: one.name for of, one in state.attendance.people.items()}
    people |= {one.key: one.name for one in state.agenda.participants}
    people |= {one.key: one.name for one in state.agenda.guests}
    code = veil.codes[name]
    new = fresh_key(code, "participant", people)
    return WithoutName(name, code, parts, {of: new for of, called in people.items() if key(called) == key(name)},
                       _words(state, name))  # fmt: skip


def _words(state: State, name: str) -> frozenset[str]:
    """The program's words, as they stand in fields: terms, kinds of segments and of proposals, purposes.

    And those of the agenda's own terms that were not made from `name`.
    """
    own = {word.key for words in (*DEFAULTS.values(), *WORDS.values()) for word in words}
    own |= {*MEMBERS, *SEGMENT_KINDS, *get_args(ProposalKind)}
    agenda = state.agenda
    terms = {key for t in (*agenda.phases, *agenda.stakeholders, *agenda.kinds) for key in (t.key, *t.members)}
    return frozenset(own | {key for key in terms if slug(name) not in key})
