"""A half-typed note: what was picked and typed so far, and the note that it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.structs import convert, decode, encode
from workshop_tui.agenda.vocabulary import COLLECTIVE
from workshop_tui.locale import Message, say
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.notes.fields import TERMS, WORDS, said_in
from workshop_tui.session.notes.inline_tags import Inline, only_one, read_inline, unknown
from workshop_tui.session.notes.notebook import MARKS as MARK_WORDS
from workshop_tui.session.notes.notebook import Details, NoteContent
from workshop_tui.session.notes.tags import label
from workshop_tui.text import clean

AXES = {"kinds": say("Kind"), "phases": say("Phase"), "stakeholders": say("Stakeholder")}
"""The three lists of tags, in the order in which letters pick from them."""
MARKS: dict[str, tuple[str, Message]] = {
    mark: (key, MARK_WORDS[mark]) for mark, key in (("remember", "*"), ("check", "?"), ("private", "-"))
}
"""Marks across kinds: each with the key that sets it among the tags."""
PICKED = frozenset((*TERMS, *WORDS))
"""Fields whose values are picked, not typed."""


class Draft(Struct, kw_only=True):
    """A half-typed note, as it is kept."""

    text: str = ""
    kinds: list[str] = field(default_factory=list)
    phases: list[str] = field(default_factory=list)
    stakeholders: list[str] = field(default_factory=list)
    sticky: list[str] = field(default_factory=list)
    """The phases of the note before: its own, as long as none is named."""
    details: Details = field(default_factory=Details)
    remember: bool = False
    check: bool = False
    private: bool = False
    kind_typed: bool = False
    """True if a kind was typed in the text after one was picked: it takes its place."""
    segment: str | None = None
    began: datetime | None = None
    """A new note's: the segment in which its typing began, and when; that is its own, unless `present`."""
    group: str | None = None
    """A new note's: the group in whose view it was begun."""
    present: bool = False
    """True if it is of the segment that is live once it is kept, after all."""
    version: int | None = None
    """A change's: how many changes the note had when it was begun."""

    @classmethod
    def of(cls, taken: NoteContent) -> Draft:
        """The draft that says what this note says."""
        return cls(
            text=taken.text,
            kinds=[taken.kind] if taken.kind else [],
            phases=list(taken.phases),
            stakeholders=list(taken.stakeholders),
            details=taken.details or Details(),
            remember=taken.remember,
            check=taken.check,
            private=taken.private,
        )

    @classmethod
    def kept(cls, written: str) -> Draft:
        """Read what was kept, by this version or an earlier one. Raises `ValueError` if it is no draft."""
        try:
            return decode(written, cls)
        except ValueError:
            earlier = decode(written, dict[str, Any])
            said = earlier.get("details") or {}
            ends = {"asker": "from", "asked": "to"}  # as they were called
            return convert(earlier | {"details": {ends.get(name, name): said[name] for name in said}}, cls)

    def as_json(self) -> str:
        """Write it as it is kept."""
        return encode(self)

    @property
    def empty(self) -> bool:
        """Tell whether it says nothing: tags without a text, or the words of a field, are no note."""
        words = any(isinstance(value, str) for name, value in said_in(self.details) if name not in PICKED)
        return not clean(self.text) and not words

    def say(self, name: str, value: str | bool | None) -> None:
        """Say this in one of the fields of the note's kind; None takes it away."""
        self.details = replace(self.details, **{name: value})

    def read(self, agenda: Agenda) -> Read:
        """Read what it says: the text without the tags typed in it, and those with the ones that were picked."""
        inline = read_inline(agenda, self.text)
        axes = {axis: dict.fromkeys((*getattr(self, axis), *inline.tags.get(axis, ()))) for axis in AXES}
        kind = self.kind(inline.tags.get("kinds", ()))
        stakeholders = tuple(axes["stakeholders"])
        return Read(
            text=inline.text,
            kind=kind,
            phases=tuple(axes["phases"] or self.sticky),
            stakeholders=stakeholders,
            initiative=inline.initiative,
            details=replace(self.details, **self.other_end(agenda, kind, stakeholders)),
            remarks=(*unknown(agenda, self.text), *self._replaced(agenda, inline, kind)),
        )

    def taking(self, read: Read, *, segment: str | None, group: str | None = None) -> TakeNote:
        """The command that takes it, as it was `read`: in that segment, of that group."""
        return TakeNote(
            text=read.text,
            kind=read.kind,
            phases=read.phases,
            stakeholders=read.stakeholders,
            initiative=read.initiative,
            details=read.details,
            remember=self.remember,
            check=self.check,
            private=self.private,
            segment=segment,
            group=group,
        )

    def kind(self, typed: tuple[str, ...]) -> str | None:
        """The kind that came last: of those picked, and those `typed` in the text."""
        return next(iter(typed if typed and (self.kind_typed or not self.kinds) else self.kinds), None)

    def _replaced(self, agenda: Agenda, inline: Inline, kind: str | None) -> Iterator[Message]:
        """Say which of the tags that were typed gave way to another of their sort."""
        typed = [word for word in inline.replaced if word.startswith("!")]
        if kind and typed:
            yield only_one(str(label(agenda, "kinds", kind)), typed)
        named = [word for word in inline.replaced if word.startswith("~")]
        if named:
            yield only_one(f"~{inline.initiative}", named)

    def other_end(self, agenda: Agenda, kind: str | None, stakeholders: tuple[str, ...]) -> dict[str, str]:
        """The end of a request that was not said, where the other was: its stakeholder, else the collective."""
        ends = (self.details.asker, self.details.asked)
        if kind != "sollicitation" or None not in ends or ends == (None, None):
            return {}
        given = ends[0] or ends[1]
        collective = [COLLECTIVE] if any(term.key == COLLECTIVE for term in agenda.stakeholders) else []
        others = [one for one in (*stakeholders, *collective) if one != given]
        return {"asker" if ends[0] is None else "asked": others[0]} if others else {}


@dataclass(frozen=True)
class Read:
    """The content of a draft."""

    text: str
    kind: str | None
    phases: tuple[str, ...]
    stakeholders: tuple[str, ...]
    initiative: str | None
    details: Details
    remarks: tuple[Message, ...] = ()
    """Remarks on the tags that were typed: what is not as it may have been meant."""
