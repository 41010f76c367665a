"""Forgetting, where a person asks for it: what a note said, or somebody's name, goes from all that was written.

A name is found as the reports find it: whole, and in its parts, in the agenda only whole. Its code stands in its place
(`P1/P2` for a part that is somebody else's, too): who it was goes on counting, and the codes of the others stay.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from msgspec.structs import replace

from workshop_tui.agenda.vocabulary import LISTS, MEMBERS, SEGMENT_KINDS
from workshop_tui.agenda.vocabulary import WORDS as OWN
from workshop_tui.holds import Holds, rewritten, texts
from workshop_tui.locale import say
from workshop_tui.session.attendance.events import ParticipantExpected, ParticipantStruck
from workshop_tui.session.decisions.taken import DecisionEvent
from workshop_tui.session.event import Event, Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.names.codes import is_code
from workshop_tui.session.names.events import NameForgotten, NamesExpired
from workshop_tui.session.names.people import is_name, pieces_of, spelt_of
from workshop_tui.session.notes.events import NoteAmended, NoteForgotten, NoteTaken
from workshop_tui.session.notes.fields import WORDS
from workshop_tui.session.privacy.confidentiality import LEFT_OUT, Veil
from workshop_tui.session.refusal import Refused
from workshop_tui.session.state import State
from workshop_tui.session.timing.lookup import fresh_key
from workshop_tui.session.timing.replanning_events import Replanned
from workshop_tui.text import clean_line, letters, slug
from workshop_tui.text.folding import alike
from workshop_tui.text.persons import initials_of, same_person, surnames_of, wholes_of
from workshop_tui.text.replacing import Case, Instead, Replacing

_STAYING = frozenset({Holds.SIGNATURE, Holds.TRAINER_KEY, Holds.FIXED})
"""Kinds of text that name nobody, or a trainer, who is named in any case."""
_NAMES = frozenset({Holds.PERSON, Holds.SPEAKER, Holds.SOMEBODY, Holds.OWNER, Holds.ACCOUNT})
TEXTS = _NAMES | {Holds.WORDS}

Forgotten = NoteForgotten | NameForgotten | NamesExpired
"""The events that say in the record that something was forgotten."""


class Nowhere(Refused):
    """There is nobody of that name in this session."""


class Without(Protocol):
    """The rule of what is to be left of all that was written."""

    def event(self, record: Recorded) -> Event:
        """The event without it; the same if it was not in there."""

    def draft(self, author: str, about: str, text: str) -> str:
        """Give what `author` half-typed `about` something (nothing: a new note) without it; nothing if none stays."""


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
        return event.forgotten if isinstance(event, DecisionEvent) and event.number == self.number else event

    def draft(self, author: str, about: str, text: str) -> str:
        return "" if about == f"note {self.number}" else text


@dataclass(frozen=True)
class WithoutName:
    """Without `name`: `code` stands in its place.

    `wholes` are its spellings; `said` and `planned` replace it in what people said, and in the agenda. `parts` are what
    stands in the place of its parts in a key, `keys` those of the people who are called so, and what they are then.
    `known` are the program's own words, and those of the agenda's lists that have no such name in them. `before` is
    what the same participant was called earlier, or later, each with its own code.
    """

    name: str
    code: str
    wholes: tuple[str, ...]
    said: Replacing
    planned: Replacing
    parts: dict[str, str]
    keys: dict[str, str]
    known: frozenset[str]
    before: tuple[WithoutName, ...] = ()

    @property
    def called(self) -> str:
        """The name, and what the same participant was called before."""
        return ", ".join((self.name, *(one.name for one in self.before)))

    @property
    def codes(self) -> str:
        """The codes that stand in the place of these."""
        return ", ".join(dict.fromkeys((self.code, *(one.code for one in self.before))))

    @property
    def all_wholes(self) -> tuple[str, ...]:
        """The spellings of these."""
        return (*self.wholes, *(whole for one in self.before for whole in one.wholes))

    def event(self, record: Recorded) -> Event:
        event = record.event
        left = rewritten(event, self._planned if isinstance(event, SessionOpened | Replanned) else self._said)
        for one in self.before:
            left = one.event(replace(record, event=left))
        return left

    def count(self, records: Iterable[Recorded]) -> int:
        """How many of these events have the name in them. Raises `Refused` if none has: it may be misspelt."""
        count = sum(self.event(record) != record.event for record in records)
        if not count:
            raise Nowhere(say("“{name}” stands nowhere in this session", name=self.name))
        return count

    def draft(self, author: str, about: str, text: str) -> str:
        stays = all(self._key(self.said.text(words), {}) == words for words in (author, about))
        left = self.said.text(text) if stays else ""
        for one in self.before:
            left = one.draft(author, about, left)
        return left

    def plan(self, text: str) -> str:
        """Leave it out of the text of a plan, or of what else lies beside a session."""
        left = self._key(self.planned.text(text), {})
        for one in self.before:
            left = one.plan(left)
        return left

    def key(self, key: str, holds: Holds) -> str:
        """The key of somebody, or of an initiative, as it is without the name."""
        left = self._said(None, holds, key) or key
        for one in self.before:
            left = one.key(left, holds)
        return left

    def _said(self, part: Any, holds: Holds, text: str) -> str | None:
        return self._text(part, holds, text, self.said)

    def _planned(self, part: Any, holds: Holds, text: str) -> str | None:
        return self._text(part, holds, text, self.planned)

    def _text(self, part: Any, holds: Holds, text: str, words: Replacing) -> str | None:
        """The text of this kind in `part`, in which `words` are looked for."""
        if holds in _STAYING or (holds is Holds.TAG and text in self.known):
            return text
        if holds in (Holds.AFFILIATION, Holds.CONTACT) and any(
            alike(name) == alike(self.name) for _, name in texts(part, _NAMES)
        ):
            return None  # it might still tell who it is
        if holds is Holds.PERSON_KEY:
            return self.keys.get(text) or self._key(text, {})
        if holds is Holds.KEY:
            return self._key(text, {})
        if holds in (Holds.TAG, Holds.INITIATIVE_KEY):
            text = self._key(text, self.parts if holds is Holds.INITIATIVE_KEY else {})
        return words.text(text, sure=holds in _NAMES)

    def _key(self, value: str, parts: dict[str, str]) -> str:
        """A key that was made from something with the name in it."""
        for words, code in {**dict.fromkeys(self.wholes, self.code), **parts}.items():
            if (made := slug(words)) and words != code:
                value = re.sub(rf"(?<![a-z0-9]){made}(?![a-z0-9])", slug(code) or "x", value)
        return value


@dataclass(frozen=True)
class WithoutNames:
    """Without several names, the code of each in its place."""

    each: tuple[WithoutName, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that stand in their places."""
        return tuple(one.code for one in self.each)

    def event(self, record: Recorded) -> Event:
        for one in self.each:
            record = replace(record, event=one.event(record))
        return record.event

    def draft(self, author: str, about: str, text: str) -> str:
        for one in self.each:
            text = one.draft(author, about, text)
        return text

    def key(self, key: str, holds: Holds) -> str:
        """The key of somebody, or of an initiative, as it is without the names."""
        for one in self.each:
            key = one.key(key, holds)
        return key


def without_all_names(state: State) -> WithoutNames:
    """How to forget everybody who is known by name and not forgotten yet, but for trainers, who sign the report.

    Of those who are known from another day alone, whoever stands in this one.
    """
    veil, today = Veil(state), set(state.named_today)
    each = (known_name(state, veil, name) for name in veil.codes if not is_code(name))
    return WithoutNames(tuple(one for one in each if one.name in today or _stands_in(state, one)))


def _stands_in(state: State, without: WithoutName) -> bool:
    """Tell whether the name stands in what was written of this session."""
    records = (Recorded(number, event.at, event) for number, event in enumerate(state.events, 1))
    return any(without.event(record) != record.event for record in records)


def without_name(state: State, named: str) -> WithoutName:
    """How to forget whoever is called so: by name, or the only one with these words in it; else what looks like a name.

    Not by the beginning of one, as elsewhere: “Luc” is not to be Lucie, for it cannot be taken back.

    Raises `Refused` if several could be meant, if it is a trainer, who signs the report, or if nobody is called so.
    """
    veil, wanted = Veil(state), alike(clean_line(named))
    found = (
        [name for name in veil.codes if alike(name) == wanted]
        or [name for name in veil.codes if same_person(name, clean_line(named))]
        or [name for name in veil.codes if letters(wanted) in spelt_of(name)]
        or [name for name in veil.codes if wanted and {*wanted.split()} <= {*alike(name).split()}]
    )
    if len(found) == 1:
        return known_name(state, veil, found[0])
    if wanted in veil.trainers:
        raise Refused(say("{name} runs the day, and is named", name=clean_line(named)))
    if found:
        raise Refused(say("several people could be meant: {names}", names=", ".join(found)))
    name = clean_line(named)
    if not is_name(name):  # an account's, that is
        accounts = (event.by for event in state.events if letters(event.by) == letters(name))
        name = next((one for one in accounts if one and alike(one) not in veil.trainers), "")
    if not name:
        raise Nowhere(say("nobody is called “{name}”", name=clean_line(named)))
    return any_name(state, veil, name, LEFT_OUT, {}, {})


def without_words(name: str) -> Replacing:
    """How to leave a whole name out of a text that is of no session, however it is spelt."""
    exact = {alike(name): Instead(LEFT_OUT, Case.ANY if " " in alike(name) else Case.CAPITAL)}
    wholes = (form for form in wholes_of(name) if " " in form)
    return Replacing({**dict.fromkeys(wholes, Instead(LEFT_OUT)), **exact}, joined=Case.CAPITAL)


def known_name(state: State, veil: Veil, name: str, code: str | None = None) -> WithoutName:
    """How to forget this name, and what the same participant was called otherwise; its `code`, if none knows it."""
    one = _alone(state, veil, name, code)
    before: list[WithoutName] = []
    for other in _same_participant(state, name):
        if alike(other) not in veil.trainers:
            same = _alone(state, veil, other, one.code)
            before.append(dataclasses.replace(same, keys=same.keys | one.keys))  # their key is the same
    return dataclasses.replace(one, before=tuple(before))


def _same_participant(state: State, name: str) -> list[str]:
    """The other names of the participant who is, or was, called so: a name that was corrected stays in the record."""
    groups: list[dict[str, str]] = []
    current: dict[str, dict[str, str]] = {}
    for event in state.events:
        said: list[tuple[str, str]] = []
        if isinstance(event, ParticipantStruck):
            current.pop(event.key, None)
        elif isinstance(event, ParticipantExpected):
            said = [(event.key, event.name)]
        elif isinstance(event, SessionOpened | Replanned):
            said = [(one.key, one.name) for one in event.agenda.participants]
            said += [(one.key, one.name) for one in event.agenda.guests]
        for key, called in said:
            if key not in current:
                groups.append(current.setdefault(key, {}))
            current[key].setdefault(alike(called), called)
    others = {form: called for group in groups if alike(name) in group for form, called in group.items()}
    return [called for form, called in others.items() if form != alike(name) and not is_code(called)]


def _alone(state: State, veil: Veil, name: str, given: str | None = None) -> WithoutName:
    """How to forget this name alone."""
    code = veil.codes.get(name) or given or LEFT_OUT
    codes = {**veil.codes, name: code}
    parts: dict[str, str] = {}
    for piece in pieces_of(name):
        same = [other for other in codes if piece in pieces_of(other)]
        if piece not in veil.trainers:
            parts[piece] = "/".join(sorted({codes[other] for other in same}))
            parts |= {other: other for other in same if other != name}
    people = {of: one.name for of, one in state.attendance.people.items()}
    people |= {one.key: one.name for one in state.agenda.participants}
    people |= {one.key: one.name for one in state.agenda.guests}
    new = fresh_key(code, "participant", people)
    return any_name(state, veil, name, code, parts, {of: new for of, one in people.items() if same_person(one, name)})


def any_name(
    state: State, veil: Veil, name: str, code: str, parts: dict[str, str], keys: dict[str, str]
) -> WithoutName:
    """How to forget a name by these codes for its `parts`, and `keys` for those of who is called so."""
    initials = {letters: (pattern, code) for letters, pattern in initials_of(name).items()} if parts else {}
    trainers = {one: Instead("", Case.NEVER) for one in veil.trainers if one}
    said = {alike(part): Instead(instead, Case.ASKED) for part, instead in parts.items()}
    phrases = {form: Instead(code, Case.CAPITAL) for form in surnames_of(name) if parts and form not in said}

    wholes = [form for form in wholes_of(name) if " " in form] if parts else []

    def whole(single: Case) -> dict[str, Instead]:
        exact = {alike(name): Instead(code, Case.ANY if " " in alike(name) else single)}
        return dict.fromkeys(wholes, Instead(code)) | trainers | exact

    return WithoutName(
        name,
        code,
        (name, *wholes),
        Replacing(phrases | said | whole(Case.ASKED), initials, state.ordinary),
        Replacing(whole(Case.CAPITAL), initials, joined=Case.CAPITAL),
        parts,
        {one.key: one.key for one in state.agenda.trainers} | keys,  # who leads may be a guest, or a trainer
        _words(state, name),
    )


def _words(state: State, name: str) -> frozenset[str]:
    """The program's words, as they stand in fields: terms and kinds of segments, purposes.

    And those of the agenda's own terms that were not made from `name`.
    """
    own = {word.key for words in WORDS.values() for word in words}.union(*OWN.values())
    own |= {*MEMBERS, *SEGMENT_KINDS}
    terms = {key for axis in LISTS for t in getattr(state.agenda, axis) or () for key in (t.key, *t.members)}
    return frozenset(own | {key for key in terms if slug(name) not in key})
