"""Confidentiality: what is not told of who said it. It holds for everything that leaves the program.

`nominatif` hides nothing. With `pseudonyme`, the names of people become codes. With `chatham` they are left out, and so
are organisations, territories and owners of initiatives. Trainers, who sign the report, are named. Known by name are
participants, guests, speakers, who follows something up, who carries or reported an initiative (`names.names_in`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import count
from typing import TypeVar

from msgspec import structs

from workshop_tui.locale import Message, say
from workshop_tui.session.event import person
from workshop_tui.session.notes.events import Details, Initiative
from workshop_tui.session.notes.fields import ENDS
from workshop_tui.session.notes.notebook import Note
from workshop_tui.session.privacy.names import Replacing, is_code, key, parts_of
from workshop_tui.session.state import State

LEFT_OUT = "[…]"
"""What stands in the place of what is left out."""
Said = TypeVar("Said", Details, Initiative)


@dataclass(frozen=True)
class Veil:
    """What a session's confidentiality makes of what leaves the program."""

    state: State

    @property
    def rule(self) -> str:
        """`nominatif`, `pseudonyme` or `chatham`."""
        return self.state.agenda.confidentiality

    @property
    def hides(self) -> bool:
        """Whether anything is hidden at all."""
        return self.rule != "nominatif"

    @property
    def warning(self) -> Message | None:
        """What the rule does, for the head of whatever is handed out; None if it does nothing."""
        if self.rule == "pseudonyme":
            return say("names are replaced by codes; with so few people, a role and a village may still name someone")
        if self.rule == "chatham":
            return say("neither who said it, nor whom they belong to, nor where, is told")
        return None

    @cached_property
    def codes(self) -> dict[str, str]:
        """The code of each name, in the order in which they were said: P1, P2… The key that is kept apart.

        A name that was forgotten stands in the record as its code, which stays its own; so does that of a participant
        who is called by one. Any other code that was said is that of a name.
        """
        called = {*self.state.erased, *(one.name for one in self.state.attendance.people.values())}
        firsts: dict[str, str] = {}
        known = set(self.trainers)
        for name in self.state.named:
            if key(name) not in known and (name in called or not is_code(name)):
                firsts[key(name)] = name
                known |= {key(name), *map(key, parts_of(name))}
        free = (code for n in count(1) if (code := f"P{n}") not in firsts.values())
        own = [name if is_code(name) else "" for name in firsts.values()]
        return {name: mine or next(free) for name, mine in zip(firsts.values(), own, strict=True)}

    @cached_property
    def trainers(self) -> frozenset[str]:
        """All that trainers are called, as `names.key` has it: they are named."""
        trainers = self.state.agenda.trainers
        return frozenset(key(name) for one in trainers for name in (one.key, one.name, *parts_of(one.name)))

    @cached_property
    def _instead(self) -> Replacing:
        """What is looked for, and what stands in its place. A whole name is its own, a part may be several people's."""
        parts: dict[str, set[str]] = {}
        shown = {name: code if self.rule == "pseudonyme" else LEFT_OUT for name, code in self.codes.items()}
        for name, code in shown.items():
            for part in parts_of(name):
                parts.setdefault(key(part), set()).add(code)
        instead = {part: "/".join(sorted(codes)) for part, codes in parts.items() if part not in self.trainers}
        if self.rule == "chatham":
            instead |= {key(word): LEFT_OUT for word in self._affiliations() if key(word)}
        return Replacing(instead | {key(name): code for name, code in shown.items()})

    def _affiliations(self) -> Iterator[str]:
        """Whom people belong to, where they are, who owns an initiative."""
        known = {key(one.organisation) for one in self.state.agenda.trainers if one.organisation}
        for words in self.state.affiliations:
            if key(words) not in known:
                yield words
                yield from (part for part in re.split(r"\s*[,;/()]\s*", words) if len(part) > 2)

    def text(self, text: str) -> str:
        """`text` without what is hidden, which is found without accents or case."""
        return self._instead.text(text) if self.hides else text

    def note(self, note: Note) -> Note:
        """A note without what is hidden: in its text, its fields, tags that no list knows, its initiative."""
        if not self.hides or (self.rule == "pseudonyme" and not self._instead.instead):
            return note
        taken = note.taken
        veiled = {
            "text": self.text(taken.text),
            "kind": taken.kind and self._tag("kinds", taken.kind),
            "phases": tuple(self._tag("phases", key) for key in taken.phases),
            "stakeholders": tuple(self._tag("stakeholders", key) for key in taken.stakeholders),
            "initiative": taken.initiative and self.text(taken.initiative),
            "details": taken.details and self._details(taken.details),
        }
        changed = {name: value for name, value in veiled.items() if value != getattr(taken, name)}
        return structs.replace(note, taken=structs.replace(taken, **changed)) if changed else note

    def _tag(self, axis: str, key: str) -> str:
        """A tag that a list knows is no name."""
        return key if key in self._known[axis] else self.text(key)

    @cached_property
    def _known(self) -> dict[str, frozenset[str]]:
        """The tags that the lists know."""
        agenda = self.state.agenda
        axes = {"kinds": agenda.kinds, "phases": agenda.phases, "stakeholders": agenda.stakeholders}
        return {
            axis: frozenset(key for term in terms for key in (term.key, *term.members)) for axis, terms in axes.items()
        }

    def _details(self, said: Details) -> Details:
        ends = {name: end and self._tag("stakeholders", end) for name in ENDS for end in (getattr(said, name),)}
        veiled = structs.replace(self._texts(said), **ends)
        if self.rule == "chatham":
            who = said.who if said.who is None or key(said.who) in self.trainers else LEFT_OUT
            veiled = structs.replace(veiled, who=who, speaker=None)
        return veiled

    def initiative(self, one: Initiative) -> Initiative:
        """An initiative without what is hidden: with `chatham`, neither its territory nor its owner."""
        if not self.hides:
            return one
        out = ("territory", "carried_by", "reported_by") if self.rule == "chatham" else ()
        return structs.replace(self._texts(one), **dict.fromkeys(out))

    def author(self, by: str) -> str:
        """Who took a note: a trainer by name, anybody else as a text."""
        return self.text(person(self.state.agenda, by))

    def _texts(self, said: Said) -> Said:
        return structs.replace(
            said, **{name: self.text(value) for name, value in structs.asdict(said).items() if isinstance(value, str)}
        )
