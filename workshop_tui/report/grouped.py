"""The groups of a day with the notes that were taken in them: what each brought."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from workshop_tui.report.digest import Digest
from workshop_tui.report.printed import Told
from workshop_tui.session.groups.grouping import Group, groups_of, owner, with_group
from workshop_tui.session.state import State

LINES = 40
"""Notes that are told in full; of more, each group has one line, and the annexes have them all."""


@dataclass(frozen=True)
class Brought:
    """The groups of a segment, `title`, each with its notes; `folded`: they are too many to be told in full."""

    segment: str
    title: str
    groups: tuple[tuple[Group, tuple[Told, ...]], ...]
    folded: bool = False

    @property
    def shown(self) -> tuple[tuple[Group, tuple[Told, ...]], ...]:
        """The groups that a page has room for."""
        return self.groups[:LINES]

    @property
    def others(self) -> int:
        """How many there are beside them."""
        return len(self.groups) - len(self.shown)


def brought_by_groups(digest: Digest, told: Iterable[Told]) -> list[Brought]:
    """Sort `told` by the groups that brought it, segment by segment, in the order of the day."""
    state, found = digest.state, dict[str, dict[str, list[Told]]]()
    for one in told:
        key = one.note.taken.group or ""
        found.setdefault(_whose(state, one), {}).setdefault(key, []).append(one)
    order = [segment.key for segment in state.day.all_segments()]
    full = sum(len(notes) for groups in found.values() for notes in groups.values()) <= LINES
    return [
        Brought(segment, state.day.title(segment) if segment else "", _each(state, segment, found[segment]), not full)
        for segment in sorted(found, key=lambda one: order.index(one) if one in order else len(order))
    ]


def _whose(state: State, one: Told) -> str:
    """The segment of the note's group; nothing where there is none any more."""
    taken, day = one.note.taken, state.day
    return owner(day, state.groups, taken.segment) or with_group(day, state.groups, taken.group or "") or ""


def _each(state: State, segment: str, notes: dict[str, list[Told]]) -> tuple[tuple[Group, tuple[Told, ...]], ...]:
    made = groups_of(state.day, state.groups, segment, state.attendance.people) if segment in state.day.plans else ()
    known = {one.key: one for one in made}
    gone = (
        Group(key=key, number=len(known) + n, title=key)
        for n, key in enumerate((one for one in notes if one not in known), 1)
    )
    return tuple((one, tuple(notes[one.key])) for one in (*made, *gone) if one.key in notes)
