"""The commands of what a person may say, and their rules: what a note needs, and what may be changed in one afterwards.

A note may be amended, withdrawn and brought back by anybody in the session; what it said before stays in the record.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar

from msgspec.structs import replace

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.vocabulary import NATURES
from workshop_tui.locale import say
from workshop_tui.session.event import Command
from workshop_tui.session.may import May
from workshop_tui.session.notes import events as e
from workshop_tui.session.notes import fields
from workshop_tui.session.notes.initiatives import LONG, find_initiative, meant_initiative, no_initiative
from workshop_tui.session.notes.notebook import Details, Initiative, Note, Notebook, NoteEvent, Outcome
from workshop_tui.session.notes.tags import find_tag, find_word
from workshop_tui.session.refusal import Refused, there_are
from workshop_tui.session.timing.day import Day
from workshop_tui.session.timing.lookup import fresh_key
from workshop_tui.text import clean, clean_line


class NoteCommand(Command, frozen=True):
    """A command about the notebook: anybody may say it at any time, for it moves nothing."""

    needs: ClassVar[May] = May.NOTE

    @abstractmethod
    def decide(self, day: Day, notebook: Notebook, at: datetime, by: str) -> NoteEvent:
        """Give the event that it makes at `at`. Raises `Refused` if it makes no sense."""


class TakeNote(NoteCommand, frozen=True):
    """Write this down. `segment` None: the live one, else the last that was."""

    text: str
    kind: str | None = None
    phases: tuple[str, ...] = ()
    stakeholders: tuple[str, ...] = ()
    segment: str | None = None
    initiative: str | None = None
    private: bool = False
    remember: bool = False
    check: bool = False
    details: Details | None = None
    group: str | None = None

    def decide(self, day: Day, notebook: Notebook, at: datetime, by: str) -> e.NoteTaken:
        """Take it, if it has a text."""
        agenda = day.agenda
        return e.NoteTaken(
            at=at,
            by=by,
            text=_text(self.text),
            kind=_kind(agenda, self.kind),
            phases=_tags(agenda, "phases", self.phases),
            stakeholders=_tags(agenda, "stakeholders", self.stakeholders),
            segment=self.segment or segment_at(day, at),
            initiative=_initiative(notebook, self.initiative),
            group=self.group or None,
            private=self.private,
            remember=self.remember,
            check=self.check,
            details=fields.read(agenda, self.details) if self.details else None,
        )


class AmendNote(NoteCommand, frozen=True):
    """Change what is given of the note with this `number`; None stays as it is, nothing (`""`, `()`) takes it away."""

    number: int
    text: str | None = None
    kind: str | None = None
    phases: tuple[str, ...] | None = None
    stakeholders: tuple[str, ...] | None = None
    segment: str | None = None
    initiative: str | None = None
    private: bool | None = None
    remember: bool | None = None
    check: bool | None = None
    details: Details | None = None
    group: str | None = None

    def decide(self, day: Day, notebook: Notebook, at: datetime, by: str) -> e.NoteAmended:
        """Amend it, if that changes anything."""
        agenda, was = day.agenda, find_note(notebook, self.number).taken
        content: dict[str, Any] = was.content
        if self.text is not None:
            content["text"] = _text(self.text)
        if self.kind is not None:
            content["kind"] = _kind(agenda, self.kind)
        for axis in ("phases", "stakeholders"):
            if (tags := getattr(self, axis)) is not None:
                content[axis] = _tags(agenda, axis, tags)
        if self.initiative is not None:
            content["initiative"] = _initiative(notebook, self.initiative)
        if self.group is not None:
            content["group"] = self.group or None
        if self.segment is not None:
            content["segment"] = self.segment
        if self.details is not None:
            content["details"] = fields.read(agenda, self.details, was.details)
        for mark in ("private", "remember", "check"):
            if (given := getattr(self, mark)) is not None:
                content[mark] = given
        after = e.NoteAmended(at=at, by=by, number=self.number, **content)
        if after.content == was.content:
            raise Refused(say("that note reads so already"))
        return after


class WithdrawNote(NoteCommand, frozen=True):
    """Let the note with this `number` count no more."""

    number: int

    def decide(self, day: Day, notebook: Notebook, at: datetime, by: str) -> e.NoteWithdrawn:
        """Withdraw it, if it counts."""
        return e.NoteWithdrawn(at=at, by=by, number=find_note(notebook, self.number).number)


class BringBackNote(NoteCommand, frozen=True):
    """Let the withdrawn note with this `number` count again."""

    number: int

    def decide(self, day: Day, notebook: Notebook, at: datetime, by: str) -> e.NoteBroughtBack:
        """Bring it back, if it was withdrawn."""
        if not any(note.number == self.number for note in notebook.withdrawn):
            there = there_are(str(note.number) for note in notebook.withdrawn) if notebook.withdrawn else ""
            raise Refused(say("no note {number} was withdrawn{there}", number=self.number, there=there))
        return e.NoteBroughtBack(at=at, by=by, number=self.number)


class ForgetNote(NoteCommand, frozen=True):
    """Remove what the note with this `number` said for good, from all that was written."""

    needs: ClassVar[May] = May.LEAD
    number: int

    def decide(self, day: Day, notebook: Notebook, at: datetime, by: str) -> e.NoteForgotten:
        """Forget it, withdrawn or not."""
        return e.NoteForgotten(at=at, by=by, number=find_note(notebook, self.number, withdrawn=True).number)


class PinNote(NoteCommand, frozen=True):
    """Show the room the note with this `number`; None: no note any more."""

    number: int | None

    def decide(self, day: Day, notebook: Notebook, at: datetime, by: str) -> e.NotePinned:
        """Show it, if it is not private."""
        if self.number is not None and find_note(notebook, self.number).taken.private:
            raise Refused(say("note {number} is private: the room is not shown it", number=self.number))
        if self.number == notebook.pinned:
            shown = say("the room is shown it already")
            raise Refused(say("the room is shown no note") if self.number is None else shown)
        return e.NotePinned(at=at, by=by, number=self.number)


class RecordInitiative(NoteCommand, frozen=True):
    """Say this of the initiative called `key`, or so named; None stays as it is, nothing (`""`) takes it away."""

    key: str | None = None
    name: str | None = None
    kind: str | None = None
    territory: str | None = None
    carried_by: str | None = None
    status: str | None = None
    nature: str | None = None
    need: str | None = None
    stakes: str | None = None
    phase: str | None = None
    stakeholders: tuple[str, ...] | None = None
    reported_by: str | None = None
    case: bool | None = None
    question: str | None = None
    options: str | None = None
    tools: str | None = None
    kept: str | None = None

    def decide(self, day: Day, notebook: Notebook, at: datetime, by: str) -> e.InitiativeRecorded:
        """Record a new one, or more about one."""
        key = self.key or meant_initiative(notebook, self.name or "")
        was = notebook.known.get(key) if key else None
        said = {
            field: _read(day.agenda, field, given)
            for field in Initiative.__struct_fields__
            if (given := getattr(self, field)) is not None
        }
        if not said.get("name", was and was.name):
            raise Refused(say("an initiative needs a name"))
        after = replace(was, **said) if was else Initiative(**said)
        if after == was:
            raise Refused(say("that is noted of “{name}” already", name=after.name))
        key = key or fresh_key(after.name, "initiative", notebook.known)
        return e.InitiativeRecorded(at=at, by=by, key=key, initiative=after)


class WithdrawInitiative(NoteCommand, frozen=True):
    """Say that the initiative which is named so is none."""

    named: str

    def decide(self, day: Day, notebook: Notebook, at: datetime, by: str) -> e.InitiativeWithdrawn:
        """Withdraw it, if there is one."""
        key = meant_initiative(notebook, self.named)
        if key is None:
            raise no_initiative(notebook.known, self.named)
        if key not in notebook.initiatives:
            name = clean_line(self.named)
            raise Refused(say("“{name}” was noted on an earlier day: it is withdrawn there", name=name))
        return e.InitiativeWithdrawn(at=at, by=by, key=key)


class AnswerPoint(NoteCommand, frozen=True):
    """Say what became of the point that is note `number` of `session` (None: of this one); `outcome` None: nothing."""

    number: int
    outcome: Outcome | None
    why: str | None = None
    session: str | None = None

    def decide(self, day: Day, notebook: Notebook, at: datetime, by: str) -> e.PointAnswered:
        """Keep it, if it says anything new; that there is such a note on an earlier day is seen by who looks there."""
        if self.session is None:
            find_note(notebook, self.number)
        was = notebook.answers.get((self.session or "", self.number))
        why = clean(self.why or "").strip() or None
        if (was and (was.outcome, was.why)) == (self.outcome and (self.outcome, why)):
            raise Refused(say("that is noted of it already"))
        return e.PointAnswered(at=at, by=by, session=self.session, number=self.number, outcome=self.outcome, why=why)


def find_note(notebook: Notebook, number: int, *, withdrawn: bool = False) -> Note:
    """The note with this number. Raises `Refused` if there is none, or it was withdrawn (unless that is no matter)."""
    for note in (*notebook.notes, *(notebook.withdrawn if withdrawn else ())):
        if note.number == number:
            return note
    if any(note.number == number for note in notebook.withdrawn):
        raise Refused(say("note {number} was withdrawn", number=number))
    there = there_are(str(note.number) for note in notebook.notes)
    raise Refused(say("there is no note {number}{there}", number=number, there=there))


def segment_at(day: Day, at: datetime) -> str | None:
    """The segment that was live at `at`, else the last that had been before it: a visit of no length owns nothing."""
    begun = [
        (visit.start, key)
        for key, progress in day.segments.items()
        for visit in progress.visits
        if visit.start <= at and visit.end != visit.start
    ]
    return max(begun)[1] if begun else None


def stretch_at(day: Day, at: datetime) -> tuple[str | None, int]:
    """The stretch of the day at `at`, in which a phase stays: what was live then, and how many visits had begun."""
    visits = [(key, visit) for key, progress in day.segments.items() for visit in progress.visits if visit.start <= at]
    live = (key for key, visit in visits if visit.end is None or at < visit.end)
    return next(live, None), len(visits)


def _text(text: str) -> str:
    cleaned = clean(text)
    if not cleaned:
        raise Refused(say("a note needs a text"))
    return cleaned


def _kind(agenda: Agenda, named: str | None) -> str | None:
    return (find_tag(agenda, "kinds", named) or None) if named else None


def _tags(agenda: Agenda, axis: str, named: Iterable[str]) -> tuple[str, ...]:
    found = (find_tag(agenda, axis, one) for one in named)
    return tuple(dict.fromkeys(tag for tag in found if tag))


def _initiative(notebook: Notebook, named: str | None) -> str | None:
    """The key of the one that is meant; one that nobody recorded is kept as it was written."""
    return (find_initiative(notebook, named) or clean_line(named) or None) if named else None


def _read(agenda: Agenda, field: str, given: Any) -> Any:
    """Read what was given for a field of an initiative: cleaned, tags as keys."""
    if field == "case":
        return bool(given)
    if field == "stakeholders":
        return _tags(agenda, "stakeholders", given)
    text = clean(given) if field in LONG else clean_line(given)
    if not text:
        return None
    if field == "phase":
        return find_tag(agenda, "phases", text)
    return find_word(NATURES, text) if field == "nature" else text
