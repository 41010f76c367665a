"""Initiatives over several sessions: one that was told of in several is one, whatever the spelling of its name.

Two are the same if their keys are, or their names but for case, accents, signs between words, “St” for “Saint” and an
article before. What they are called in their sessions is looked at, also where that is hidden; what is told is the name
as it may be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from workshop_tui.locale import Message
from workshop_tui.report.observatory.series import Said, Series, Spread
from workshop_tui.report.observatory.words import Axis, Word
from workshop_tui.session.notes.initiatives import CASE_LABELS, LABELS, find_initiative, meant_among, value
from workshop_tui.session.notes.notebook import Initiative
from workshop_tui.session.privacy.confidentiality import LEFT_OUT
from workshop_tui.text import fold, letters, slug
from workshop_tui.text.saints import spelt_out

_ARTICLE = re.compile(r"^(?:l|le|la|les|un|une|the|a|an) (?=.)")
BRIEF = ("kind", "territory", "carried_by", "stakes")
"""The fields that an entry among others has."""
_ASIDE = frozenset({"name", "phase", "stakeholders"})
"""Fields of an initiative that are told elsewhere than among the others."""


@dataclass(frozen=True)
class Step:
    """An initiative in one session: the phase that it had reached, and those in which it was spoken of."""

    place: int
    day: date
    reached: Word | None
    spoken: tuple[Word, ...]
    notes: tuple[Said, ...]

    @property
    def phases(self) -> tuple[Word, ...]:
        """The phases that it is told in: the one reached, else those that notes name."""
        return (self.reached,) if self.reached else self.spoken


@dataclass(frozen=True)
class Followed:
    """An initiative over the sessions in which it was told of, the earliest first.

    `also`: the other ways in which its name was written; `fields`: what was said of it, a label and each other value.
    """

    key: str
    name: str
    also: tuple[str, ...]
    spread: Spread
    steps: tuple[Step, ...]
    fields: tuple[tuple[Message, tuple[str | Message, ...]], ...]
    links: tuple[Word, ...]

    @property
    def notes(self) -> tuple[Said, ...]:
        return tuple(one for step in self.steps for one in step.notes)

    @property
    def brief(self) -> tuple[tuple[Message, tuple[str | Message, ...]], ...]:
        """The fields of an entry among others."""
        return tuple((label, values) for label, values in self.fields if label in {LABELS[field] for field in BRIEF})

    @property
    def way(self) -> tuple[Word, ...]:
        """The phases that it went through, in the order of dates; one that it stayed in is told once."""
        found: list[Word] = []
        for step in self.steps:
            found += [one for one in step.phases if not found or found[-1].key != one.key]
        return tuple(found)


@dataclass(frozen=True)
class _Told:
    """An initiative of one session: as it is told, and the notes about it."""

    place: int
    one: Initiative
    notes: tuple[Said, ...]


def initiatives(series: Series) -> tuple[Followed, ...]:
    """The initiatives of these sessions: those that were told of in most of them first."""
    phases, stakeholders = Axis(series.sessions, "phases"), Axis(series.sessions, "stakeholders")
    groups = _grouped(series)
    keys = _keys(groups)
    found = [_followed(series, key, told, phases, stakeholders) for key, told in zip(keys, groups, strict=True)]
    return tuple(sorted(found, key=lambda one: (-one.spread.sessions, letters(one.name), one.key)))


def find(found: Iterable[Followed], named: str) -> Followed | None:
    """The one that a person means by its key, one of its names, or the beginning of one; None if there is none.

    Raises `Refused` if several could be meant.
    """
    those = {one.key: one for one in found}
    wanted = {_same(named), letters(named)}
    exact = [one for one in those.values() if wanted & {_same(name) for name in (one.name, *one.also)}]
    if len(exact) == 1:
        return exact[0]
    key = meant_among({one.key: Initiative(name=one.name) for one in those.values()}, named)
    return those[key] if key else None


def _grouped(series: Series) -> list[list[_Told]]:
    """The initiatives of all sessions, those that are the same together.

    By their names first; then by keys, unless a session has both: there they are two, and one was called otherwise.
    """
    groups: dict[str, list[_Told]] = {}
    keys: dict[str, list[str]] = {}
    for place in range(len(series.sessions)):
        for key, name, one in _of_session(series, place):
            groups.setdefault(_same(name), []).append(one)
            keys.setdefault(_same(name), []).append(_same(key))
    owner: dict[str, str] = {name: name for name in groups}
    for name in list(groups):
        for key in keys[name]:
            other = owner.setdefault(key, name)
            if other in groups and name in groups and other != name and not _share(groups[other], groups[name]):
                groups[other] += groups.pop(name)
                owner |= {each: other for each, whose in owner.items() if whose == name}
    return [sorted(told, key=lambda one: one.place) for told in groups.values()]


def _share(one: list[_Told], other: list[_Told]) -> bool:
    return bool({told.place for told in one} & {told.place for told in other})


def _of_session(series: Series, place: int) -> Iterator[tuple[str, str, _Told]]:
    """Yield each initiative of a session that was recorded there, or is what a note is about: key, name, and itself."""
    raw, told = series.raw[place], series.sessions[place]
    about: dict[str, list[Said]] = {}
    taken = {note.number: note.taken.initiative for note in raw.notebook.notes}
    meant: dict[str, str] = {}
    for one in series.by_place.get(place, ()):
        if named := taken[one.note.number]:
            if named not in meant:
                meant[named] = find_initiative(raw.notebook, named) or named
            about.setdefault(meant[named], []).append(one)
    known = zip(raw.notebook.known.items(), told.notebook.known.values(), strict=True)
    for (key, was), shown in known:
        notes = tuple(about.pop(key, ()))
        if key in raw.notebook.initiatives or notes:
            yield key, was.name, _Told(place, shown, notes)
    for key, those in about.items():
        first = those[0].note.taken
        if first.initiative and first.initiative != LEFT_OUT:
            yield key, key, _Told(place, Initiative(name=first.initiative), tuple(those))


def _same(name: str) -> str:
    """The letters of a name by which it is compared: without an article before it, saints spelt out."""
    return letters(spelt_out(_ARTICLE.sub("", fold(name)))) or name


def _keys(groups: list[list[_Told]]) -> list[str]:
    """A key for each, made from its name as it is told."""
    keys: list[str] = []
    for told in groups:
        key, number = slug(told[0].one.name) or "initiative", 2
        while (found := key if number == 2 else f"{key}-{number - 1}") in keys:
            number += 1
        keys.append(found)
    return keys


def _followed(series: Series, key: str, told: list[_Told], phases: Axis, stakeholders: Axis) -> Followed:
    steps: dict[int, Step] = {}
    for one in told:
        before = steps.get(one.place)
        reached = phases.word(phases.key(one.place, one.one.phase)) if one.one.phase else None
        notes = (*(before.notes if before else ()), *one.notes)
        spoken = dict.fromkeys(phases.key(one.place, tag) for said in notes for tag in said.note.taken.phases)
        steps[one.place] = Step(
            one.place,
            series.sessions[one.place].date,
            reached or (before.reached if before else None),
            tuple(map(phases.word, spoken)),
            tuple(series.in_order(notes)),
        )
    names = [*dict.fromkeys(one.one.name for one in told)]
    if series.nowhere:
        del names[1:]  # a spelling of its own would tell where it was said
    links = dict.fromkeys(stakeholders.key(one.place, tag) for one in told for tag in one.one.stakeholders)
    return Followed(
        key,
        names[0],
        tuple(names[1:]),
        series.spread(steps),
        tuple(steps[place] for place in sorted(steps)),
        tuple(_fields(series, told)),
        tuple(map(stakeholders.word, links)),
    )


def _fields(series: Series, told: list[_Told]) -> Iterator[tuple[Message, tuple[str | Message, ...]]]:
    """Yield what was said of it, each other value once; of the case, too."""
    labels: Mapping[str, Message] = {**LABELS, **CASE_LABELS}
    for field, label in labels.items():
        if field in _ASIDE:
            continue
        values = [value(series.sessions[one.place].agenda, one.one, field) for one in told]
        if those := tuple(dict.fromkeys(one for one in values if one)):
            yield label, those
