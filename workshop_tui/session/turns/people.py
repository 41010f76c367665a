"""Speakers by name: who may be meant by a few letters, who is there, and what each is called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from workshop_tui.locale import say
from workshop_tui.session.attendance.stays import Attendance
from workshop_tui.session.refusal import Refused, Several, offered
from workshop_tui.session.timing.day import Day
from workshop_tui.session.timing.lookup import SHOWN
from workshop_tui.session.turns.floor import Floor, Who
from workshop_tui.text import clean_line, letters
from workshop_tui.text.folding import fold, words_of


class Known(Struct, frozen=True):
    """A person, an organisation or a label that may speak: `handle` is the word that means no other, `forms` what the
    name begins with, folded.

    `here`: in this block, or not said to be anywhere.
    """

    who: Who
    name: str
    handle: str
    forms: tuple[str, ...]
    here: bool = True
    organisation: str | None = None


def organisation_of(attendance: Attendance, who: Who) -> str | None:
    """The organisation that somebody speaks for, or comes from; None: nobody said which."""
    if who.participant is not None:
        known = attendance.people.get(who.participant)
        return known.organisation if known else None
    return who.organisation


def present(day: Day, attendance: Attendance, block: str) -> tuple[Who, ...]:
    """The participants who are there in this block; all who are registered, while nobody was noted in it."""
    here = attendance.present(block)
    noted = any(of == block for _key, of in attendance.marks)
    return tuple(Who(participant=key) for key in (here if noted else attendance.people))


def known(day: Day, attendance: Attendance, floor: Floor, block: str) -> list[Known]:
    """The people, organisations and labels that may speak: who is there first, then trainers and guests, those, and who
    is not there."""
    agenda, here = day.agenda, {one.participant for one in present(day, attendance, block)}
    found = [(Who(participant=key), one.name, key, one.organisation) for key, one in attendance.people.items()]
    found.sort(key=lambda one: fold(one[1]))
    there = [one for one in found if one[0].participant in here]
    away = [one for one in found if one[0].participant not in here]
    trainers = [(Who(trainer=one.key), one.name, one.key, one.organisation) for one in agenda.trainers]
    guests = [(Who(guest=one.key), one.name, one.key, None) for one in agenda.guests]
    said = dict.fromkeys(
        (*(one.speaker for one in floor.turns), *floor.asked, *(floor.round.over if floor.round else ()))
    )
    organisations = dict.fromkeys(one.organisation for one in attendance.people.values() if one.organisation)
    organisations |= dict.fromkeys(who.organisation for who in said if who.organisation)
    labels = dict.fromkeys(who.label for who in said if who.label)
    groups = [(Who(organisation=name), name, name, None) for name in organisations]
    free = [(Who(label=name), name, name, None) for name in labels]
    taken: set[str] = set()
    made = []
    for who, name, key, organisation in (*there, *trainers, *guests, *groups, *free, *away):
        handle = key if letters(key) not in taken else f"{key}-{_sort(who)}"
        taken.add(letters(handle))
        is_here = who.participant is None or who.participant in here
        made.append(Known(who, name, handle, _forms(name, handle), is_here, organisation))
    return made


def _sort(who: Who) -> str:
    """The word for what a speaker is, after a key that another has."""
    return next(name for name in who.__struct_fields__ if getattr(who, name) is not None)


def _forms(name: str, handle: str) -> tuple[str, ...]:
    """The words that may be typed to mean somebody: the name from each of its words on, and the handle."""
    words = words_of(name)
    from_each = ("".join(words[k:]) for k in range(len(words)))
    return (*dict.fromkeys(from_each), letters(handle))


def begun(those: Iterable[Known], typed: str) -> list[Known]:
    """List whose name, from one of its words on, begins so; who is there first."""
    wanted = "".join(words_of(typed)) or letters(typed)
    return [one for one in those if any(form.startswith(wanted) for form in one.forms)]


def find(those: Sequence[Known], named: str) -> Who:
    """The one that a person means: by handle or whole name, or the only one whose name begins so; who is there before
    who is not. Raises `Several`, which names them, or `Refused` if nobody is called so."""
    wanted = "".join(words_of(named)) or letters(named)
    exact = [one for one in those if wanted and letters(named) == letters(one.handle)]
    exact = exact or [one for one in those if wanted and wanted == one.forms[0]]
    for found in (
        exact,
        [one for one in begun(those, named) if one.here] if wanted else [],
        begun(those, named) if wanted else [],
    ):
        if len(found) == 1:
            return found[0].who
        if found:
            raise _several(found, wanted)
    there = offered((one.name for one in those), named)
    told = say("nobody who may speak is called “{name}”{there}", name=clean_line(named), there=there)
    raise Refused(told)


def _several(found: Sequence[Known], wanted: str) -> Several:
    choices = tuple((one.handle, clean_line(one.name)) for one in found)
    shown = ", ".join(f"{name} ({handle})" for handle, name in choices[:SHOWN])
    more = ", …" if len(found) > SHOWN else ""
    return Several(say("several could be meant: {names}", names=shown + more), wanted, choices)
