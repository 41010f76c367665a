"""Shares of the time spoken: by person, and by where people come from. What leaves the program names no person.

A group is a family of stakeholders, where the agenda's list knows the organisation by one of its names, else the
organisation itself; nothing is guessed. In public, groups of fewer than three who spoke are told together, and with
them the next smallest one, where those few would else be told by what is left.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from workshop_tui.agenda import Agenda, Term
from workshop_tui.agenda.vocabulary import tag_letters
from workshop_tui.holds import Affiliation, Tag
from workshop_tui.locale import Message, say
from workshop_tui.session.attendance.stays import Attendance
from workshop_tui.session.timing.remainder import in_proportion
from workshop_tui.session.turns.floor import Who
from workshop_tui.session.turns.people import organisation_of
from workshop_tui.session.turns.speaking import Spoken, totals

FEWEST = 3
"""People who spoke, from which on a group may be told."""
OTHERS, TRAINERS = say("Others"), say("Trainers")


class Group(Struct, frozen=True):
    """A group: a family of stakeholders, an organisation or the trainers; of neither, those who are told together.

    `people`: how many of it spoke. `share`: of all that was spoken, in whole per cents.
    """

    seconds: int
    people: int
    share: int
    family: Tag | None = None
    organisation: Affiliation | None = None
    trainers: bool = False

    def label(self, agenda: Agenda) -> Message:
        """The name of the group."""
        if self.family:
            term = next((one for one in agenda.stakeholders if one.key == self.family), Term(key=self.family))
            return term.name("stakeholders")
        if self.organisation:
            return Message("{name}", {"name": self.organisation})
        return TRAINERS if self.trainers else OTHERS


def family_of(agenda: Agenda, organisation: str | None) -> str | None:
    """The key of the family that an organisation is called by; None if no list of the agenda has it under that name."""
    wanted = tag_letters(organisation or "")
    if not wanted:
        return None
    for term in agenda.stakeholders:
        names = (term.called("stakeholders"), *(term.member(one).called("stakeholders") for one in term.members))
        if any(wanted in those for those in names):
            return str(term.key)
    return None


def groups(agenda: Agenda, attendance: Attendance, found: Iterable[Spoken]) -> list[Group]:
    """The groups that spoke, by time, those of which nothing is known last."""
    sums = {who: spent for who, spent in totals(found).items() if spent}
    made: dict[tuple[str | None, str | None, bool], tuple[int, set[Who]]] = {}
    families: dict[str | None, str | None] = {}
    for who, spent in sums.items():
        organisation = organisation_of(attendance, who)
        if organisation not in families:
            families[organisation] = family_of(agenda, organisation)
        family = families[organisation]
        of = (family, None if family else organisation, who.trainer is not None)
        before, people = made.get(of, (0, set()))
        made[of] = before + spent, people | _people(attendance, who)
    per_cents = in_proportion(100, [spent for spent, _people in made.values()])
    found_groups = [
        Group(spent, len(people), share, family, organisation, trainers)
        for ((family, organisation, trainers), (spent, people)), share in zip(made.items(), per_cents, strict=True)
    ]
    return sorted(found_groups, key=lambda one: (_is_rest(one), -one.seconds))


def folded(those: list[Group]) -> list[Group]:
    """The groups of them that may be told in public; nothing, where it would be told of fewer than three people."""
    told = [one for one in those if one.people >= FEWEST and not _is_rest(one)]
    rest = [one for one in those if one not in told]
    while rest and told and sum(one.people for one in rest) < FEWEST:
        smallest = min(told, key=lambda one: one.seconds)
        told.remove(smallest)
        rest.append(smallest)
    if not told:
        return []
    if rest:
        told.append(Group(sum(one.seconds for one in rest), sum(one.people for one in rest), 0))
    per_cents = in_proportion(100, [one.seconds for one in told])
    return [
        Group(one.seconds, one.people, share, one.family, one.organisation, one.trainers)
        for one, share in zip(told, per_cents, strict=True)
    ]


def _people(attendance: Attendance, who: Who) -> set[Who]:
    """The people who spoke there: of an organisation that has one voice, those who come from it."""
    if who.organisation is None:
        return {who}
    members = {key for key, one in attendance.people.items() if one.organisation == who.organisation}
    return {Who(participant=key) for key in members}


def _is_rest(one: Group) -> bool:
    return not (one.family or one.organisation or one.trainers)


class Person(Struct, frozen=True):
    """The time of one speaker: for the trainers' own eyes."""

    who: Who
    seconds: int
    share: int
    turns: int


def people(found: Iterable[Spoken]) -> list[Person]:
    """The speakers, who spoke most first."""
    turns = list(found)
    sums = totals(turns)
    per_cents = in_proportion(100, [*sums.values()])
    counts = {who: sum(one.turn.speaker == who for one in turns) for who in sums}
    made = [Person(who, spent, share, counts[who]) for (who, spent), share in zip(sums.items(), per_cents, strict=True)]
    return sorted(made, key=lambda one: -one.seconds)
