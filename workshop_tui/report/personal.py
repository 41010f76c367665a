"""One participant's own page: what they said they would do, their initiative, their hours, what to take home.

They stand in it by name, and everybody else as the session's confidentiality has it: under a code at the least.
"""

from __future__ import annotations

import re
from datetime import datetime

from workshop_tui.report.digest import Digest, digest
from workshop_tui.report.printed import Named, Told
from workshop_tui.report.template import page
from workshop_tui.session.attendance.commands import find_participant
from workshop_tui.session.attendance.presence import presence
from workshop_tui.session.names.codes import is_code
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.session.privacy.together import under
from workshop_tui.session.state import State


def personal(state: State, named: str, now: datetime, language: str) -> tuple[str, Digest]:
    """The page of the participant that is meant, in Markdown, in French (`fr`) or English (`en`), and its digest.

    Raises `Refused` if nobody, or several, could be meant.
    """
    key = find_participant(state.attendance, named)
    person, strict = state.attendance.people[key], _hiding(state)
    found = digest(strict, now)
    code = Veil(under(state, "pseudonyme")).codes.get(person.name, person.name)
    attended = next(one for one in presence(state.day, state.attendance, found.times.now).people if one.key == key)
    markdown = page(
        "personal.md.j2", language, found.agenda.zone, d=found, agenda=found.agenda, name=person.name,
        attended=attended, follow_ups=_follow_ups(state, found, code), initiatives=_initiatives(state, found, code),
        picture=None,
    )  # fmt: skip
    return _in_clear(markdown, code, person.name), found


def _hiding(state: State) -> State:
    """The session under a rule that hides names."""
    return state if Veil(state).hides else under(state, "pseudonyme")


def _follow_ups(state: State, found: Digest, code: str) -> list[Told]:
    """The follow-ups that are theirs."""
    veil = Veil(under(state, "pseudonyme"))
    own = {
        note.number
        for note in state.notebook.notes
        if note.taken.kind == "action" and (said := veil.part(note).taken.details) and code in _codes(said.who)
    }
    return [one for one in found.told if one.note.number in own]


def _initiatives(state: State, found: Digest, code: str) -> list[Named]:
    """The initiatives that they carry, or told of."""
    strict, told = Veil(under(state, "pseudonyme")), Veil(_hiding(state))
    own = {
        told.initiatives[key]
        for key, one in state.notebook.known.items()
        if (said := strict.part(one)) and code in {*_codes(said.carried_by), *_codes(said.reported_by)}
    }
    return [one for one in found.initiatives if one.key in own]


def _codes(words: str | None) -> list[str]:
    return re.findall(r"\w+", words or "")


def _in_clear(markdown: str, code: str, name: str) -> str:
    """The page with their name in the place of their code."""
    from workshop_tui.report.template import escape

    return re.sub(rf"\b{code}\b", lambda _found: escape(name), markdown) if is_code(code) else markdown
