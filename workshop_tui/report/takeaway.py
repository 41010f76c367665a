"""The page that participants take home of a day: one participant's own, or the same for all.

On their own page they stand by name, and everybody else as the session's confidentiality has it: under a code at the
least. On the page for all nobody is in clear but those who agreed that the others are given their contact.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from workshop_tui.agenda import Participant, Term
from workshop_tui.locale import _, speaking
from workshop_tui.report.decided import Decided
from workshop_tui.report.digest import Digest, digest
from workshop_tui.report.printed import Named, Told
from workshop_tui.report.template import page
from workshop_tui.session.attendance.commands import find_participant
from workshop_tui.session.attendance.presence import Attended, presence
from workshop_tui.session.names.codes import is_code
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.session.privacy.together import under
from workshop_tui.session.state import State

MOST = 8
"""Rows of each list: the page is one page, and what there is beyond them stands in the report."""


@dataclass(frozen=True)
class Own:
    """The participant whose page it is: their hours, what they said they would do, the initiatives that are theirs."""

    name: str
    code: str
    attended: Attended
    follow_ups: tuple[Told, ...]
    initiatives: tuple[Named, ...]

    @property
    def phases(self) -> tuple[str, ...]:
        """The phases that their initiatives have reached, where that was said."""
        return tuple(dict.fromkeys(one.initiative.phase for one in self.initiatives if one.initiative.phase))


@dataclass(frozen=True)
class Takeaway:
    """The content of the page. `own`: whose it is; None: everybody's. `requests`: by phase, each once.

    `contacts`: those who agreed to be given to the others. `meeting`: the day on which a session goes on from this one.
    """

    digest: Digest
    own: Own | None
    requests: tuple[tuple[Term | None, tuple[Told, ...]], ...]
    contacts: tuple[Participant, ...]
    meeting: date | None

    @property
    def at_their_phase(self) -> bool:
        """Tell whether the requests are those at the phase of the participant's own initiative, and not all."""
        return bool(self.own and self.own.phases)

    @property
    def asked(self) -> list[Told]:
        """The requests of all phases."""
        return [one for _phase, those in self.requests for one in those]

    @property
    def decided(self) -> list[Decided]:
        """The decisions, each with how it was taken, where that is known."""
        return self.digest.decisions

    @property
    def remembered(self) -> list[Told]:
        """The notes to remember, but decisions, follow-ups and tools, which have their own places."""
        elsewhere = ("decision", "action", "ressource")
        return [one for one in self.digest.told if one.note.taken.remember and one.note.taken.kind not in elsewhere]

    @property
    def tools(self) -> list[Told]:
        return self.digest.of_kind("ressource")

    @property
    def follow_ups(self) -> Sequence[Told]:
        """The participant's own; on the page for all, everybody's."""
        return self.own.follow_ups if self.own else self.digest.of_kind("action")

    @property
    def next_meeting(self) -> str | None:
        """The date of the next meeting: of the session that goes on from this one, else as the agenda says it."""
        return self.meeting.isoformat() if self.meeting else self.digest.agenda.next_meeting


def takeaway(state: State, now: datetime, named: str | None = None, meeting: date | None = None) -> Takeaway:
    """Sum up what is to be taken home: by the participant that is meant, or by all. `meeting`: the next one, if known.

    Raises `Refused` if nobody, or several, could be meant.
    """
    strict = _hiding(state) if named else state
    found = digest(strict, now)
    own = _own(state, found, named) if named else None
    people = state.attendance.people.values()
    contacts = [one for one in people if one.share and one.contact and not (own and one.key == own.attended.key)]
    return Takeaway(
        digest=found,
        own=own,
        requests=_requests(found, own),
        contacts=tuple(sorted(contacts, key=lambda one: one.name)),
        meeting=meeting,
    )


def made(form: str, found: Takeaway, language: str) -> str:
    """The page in a format (`papers.FORMS`), in French (`fr`) or English (`en`)."""
    return {"md": as_markdown, "html": as_html, "json": as_json}[form](found, language)


def as_markdown(found: Takeaway, language: str) -> str:
    """The page as Markdown."""
    agenda = found.digest.agenda
    made = page(
        "takeaway.md.j2", language, agenda.zone, t=found, d=found.digest, agenda=agenda, most=MOST, picture=None
    )
    return _in_clear(made, found.own) if found.own else made


def as_html(found: Takeaway, language: str) -> str:
    """The same as a page to print, on one sheet of A4."""
    from workshop_tui.report.html import document, html_of

    with speaking(language):
        called = found.own.name if found.own else _("To take home")
    called = f"{called} — {found.digest.agenda.title}"
    return document(html_of(as_markdown(found, language)), called, language, "report.css", "single_page.css")


def as_json(found: Takeaway, language: str) -> str:
    """The same for programs: docs/report.md, “What participants take home”."""
    with speaking(language):
        shape = _shape(found)
    if found.own and is_code(found.own.code):
        shape = _named(shape, found.own)
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


def _shape(found: Takeaway) -> dict[str, Any]:
    d, own = found.digest, found.own
    return {
        "version": 1,
        "session": d.state.id,
        "title": d.agenda.title,
        "date": d.state.date.isoformat(),
        "confidentiality": d.agenda.confidentiality,
        "ended": bool(d.state.day.ended_at),
        "for": own.name if own else None,
        "minutes": own.attended.minutes if own and d.presence.noted else None,
        "initiatives": [one.initiative.name for one in own.initiatives] if own else [],
        "phases": list(own.phases) if own else [],
        "requests": [
            {
                "phase": phase.key if phase else None,
                "number": one.note.number,
                "text": one.text,
                **{name: str(one.said[field]) or None for name, field in _REQUEST.items()},
            }
            for phase, those in found.requests
            for one in those
        ],
        "decisions": [
            {
                "number": one.told.note.number,
                "text": one.text,
                "rule": one.taken.rule,
                "adopted": one.adopted,
                "result": one.result or None,
                "who": one.who,
                "due": one.due,
            }
            for one in found.decided
        ],
        "to_remember": [{"number": one.note.number, "text": one.text} for one in found.remembered],
        "tools": [
            {"number": one.note.number, "text": one.text, "reference": one.details.reference} for one in found.tools
        ],
        "follow_ups": [
            {"number": one.note.number, "text": one.text, "who": one.details.who, "due": one.details.due}
            for one in found.follow_ups
        ],
        "contacts": [{"name": one.name, "contact": one.contact} for one in found.contacts],
        "next_meeting": found.next_meeting,
    }


_REQUEST = {"from": "asker", "to": "asked", "for": "purpose", "answer": "answer"}
"""The fields of a request in JSON, and as the note has them."""


def _own(state: State, found: Digest, named: str) -> Own:
    key = find_participant(state.attendance, named)
    person = state.attendance.people[key]
    code = Veil(under(state, "pseudonyme")).codes.get(person.name, person.name)
    attended = next(one for one in presence(state.day, state.attendance, found.times.now).people if one.key == key)
    return Own(person.name, code, attended, _follow_ups(state, found, code), _initiatives(state, found, code))


def _hiding(state: State) -> State:
    """The session under a rule that hides names."""
    return state if Veil(state).hides else under(state, "pseudonyme")


def _follow_ups(state: State, found: Digest, code: str) -> tuple[Told, ...]:
    """The follow-ups that are theirs."""
    veil = Veil(under(state, "pseudonyme"))
    own = {
        note.number
        for note in state.notebook.notes
        if note.taken.kind == "action" and (said := veil.part(note).taken.details) and code in _codes(said.who)
    }
    return tuple(one for one in found.told if one.note.number in own)


def _initiatives(state: State, found: Digest, code: str) -> tuple[Named, ...]:
    """The initiatives that they carry, or told of."""
    strict, told = Veil(under(state, "pseudonyme")), Veil(_hiding(state))
    own = {
        told.initiatives[key]
        for key, one in state.notebook.known.items()
        if (said := strict.part(one)) and code in {*_codes(said.carried_by), *_codes(said.reported_by)}
    }
    return tuple(one for one in found.initiatives if one.key in own)


def _requests(found: Digest, own: Own | None) -> tuple[tuple[Term | None, tuple[Told, ...]], ...]:
    """The requests by phase, in the agenda's order, those of none last; each under one phase. Of a participant whose
    initiative has reached one, those of that phase alone, and those about the initiative."""
    phases = own.phases if own else ()
    about = {one.key for one in own.initiatives} if own else set()
    by_phase: dict[str | None, tuple[Term | None, list[Told]]] = {
        one.key: (one, []) for one in found.agenda.phases if not phases or one.key in phases
    }
    for one in found.of_kind("sollicitation"):
        phase = next((term for term in one.phases if not phases or term.key in phases), None)
        if phase or not phases or one.about in about:
            key = phase.key if phase else None
            by_phase.setdefault(key, (phase, []))[1].append(one)
    return tuple((phase, tuple(those)) for phase, those in by_phase.values() if those)


def _codes(words: str | None) -> list[str]:
    return re.findall(r"\w+", words or "")


def _in_clear(markdown: str, own: Own) -> str:
    """The page with their name in the place of their code."""
    from workshop_tui.report.template import escape

    if not is_code(own.code):
        return markdown
    return re.sub(rf"\b{own.code}\b", lambda _found: escape(own.name), markdown)


def _named(value: Any, own: Own) -> Any:
    """A value of JSON, with their name in the place of their code."""
    if isinstance(value, str):
        return re.sub(rf"\b{own.code}\b", lambda _found: own.name, value)
    if isinstance(value, list):
        return [_named(one, own) for one in value]
    return {key: _named(one, own) for key, one in value.items()} if isinstance(value, dict) else value
