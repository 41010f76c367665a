"""Notes, counts and people in sentences, the words first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from workshop_tui.locale import _, clock_time, plural
from workshop_tui.session.attendance.presence import presence
from workshop_tui.session.event import person
from workshop_tui.session.notes.fields import fields_of, shown
from workshop_tui.session.notes.initiatives import CASE_LABELS, LABELS, words
from workshop_tui.session.notes.matrix import Matrix
from workshop_tui.session.notes.notebook import LABELS as DETAILS
from workshop_tui.session.notes.notebook import Initiative, Note
from workshop_tui.session.state import State
from workshop_tui.session.timing.deviations import Deviation
from workshop_tui.session.timing.events import reason_word
from workshop_tui.spoken.kept import tags
from workshop_tui.spoken.words import block_name, listed, sentences, small, spoken


def note_told(state: State, note: Note) -> str:
    """“Zoe has no sound. Barrier, emergence. Note 3, Pascal, 09:04.”: the words, the tags, then who and when."""
    taken = note.taken
    fields = (
        _("{label} {value}", label=DETAILS[name], value=spoken(str(shown(state.agenda, name, value))))
        for name, value in fields_of(taken)
    )
    who, at = person(state.agenda, taken.by), clock_time(taken.at, state.agenda.zone)
    signed = _("note {number}, {who}, {at}", number=note.number, who=who, at=at)
    return sentences(spoken(taken.text), listed((*tags(state, taken), *fields)), signed)


def cells_told(made: Matrix) -> Iterator[str]:
    """Yield a sentence a cell that has notes, then one for what nobody spoke of."""
    for phase in made.phases:
        for who in made.stakeholders:
            if count := made.count(phase.key, who.key):
                about, whom = (
                    spoken(str(term.name(axis))) for term, axis in ((phase, "phases"), (who, "stakeholders"))
                )
                told = plural(
                    "{phase} and {who}: {count} note",
                    "{phase} and {who}: {count} notes",
                    count,
                    phase=about,
                    who=small(whom),
                )
                yield sentences(told)
    for axis, terms in (("phases", made.silent_phases), ("stakeholders", made.silent_stakeholders)):
        if terms:
            names_of = listed(small(spoken(str(term.name(axis)))) for term in terms)
            yield sentences(_("nobody spoke of: {names}", names=names_of))


def initiative_told(state: State, one: Initiative, notes: int) -> str:
    """Say all that is known of an initiative, and how many notes are about it."""
    known = (
        (label, words(state.agenda, one, field))
        for field, label in {**LABELS, **CASE_LABELS}.items()
        if field != "name"
    )
    said = [_("{label}: {value}", label=label, value=spoken(value)) for label, value in known if value]
    about = plural("{count} note", "{count} notes", notes)
    return sentences(spoken(one.name), *said, about)


def deviation_told(one: Deviation) -> str:
    """Say what departed from the plan, and why, as far as it was said."""
    reason = _("reason: {reason}", reason=reason_word(one.reason)) if one.reason else _("no reason yet")
    return sentences(spoken(str(one.words)), reason)


def people_told(state: State, here: Iterable[str], now: datetime) -> Iterator[str]:
    """Yield who is on the session, who has the hand, and how many participants are there."""
    names = listed(person(state.agenda, who) for who in here)
    yield sentences(_("on this session: {people}", people=names) if names else _("nobody else is on this session"))
    yield hand_told(state)
    found = presence(state.day, state.attendance, now)
    for half in found.halves:
        if found.people and (half.running or (half.to_come and found.here(half))):
            there, block = found.here(half), block_name(state, half.block)
            gone = listed(
                spoken(one.person.name)
                for one in found.people
                for cell in one.cells
                if cell.half is half and not cell.here
            )
            told = _("there in {block}: {here} of {all}", block=block, here=there, all=len(found.people))
            yield sentences(told, _("not there: {people}", people=gone) if gone else "")


def hand_told(state: State) -> str:
    """Say who has the hand."""
    if state.day.hand is None:
        return sentences(_("nobody has the hand"))
    return sentences(_("{who} has the hand", who=person(state.agenda, state.day.hand)))
