"""The time that was spoken, for papers: by where people come from, and only of three or more; people one by one for the
trainers' own review alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from workshop_tui.locale import Message
from workshop_tui.session.state import State
from workshop_tui.session.turns.floor import Floor, caller
from workshop_tui.session.turns.shares import FEWEST, folded, groups, people
from workshop_tui.session.turns.speaking import spoken


@dataclass(frozen=True)
class Shared:
    """A group, or in a review a person, and what they have spoken of all that was: `share`, in whole per cents."""

    name: Message | str
    seconds: int
    share: int
    family: str | None = None
    organisation: str | None = None


@dataclass(frozen=True)
class Speaking:
    """The groups that may be told, and the seconds that were spoken in all; 0, where fewer than three spoke. `people`:
    each of them, most first, in digests with private notes, and not where no name is told."""

    seconds: int = 0
    groups: tuple[Shared, ...] = ()
    people: tuple[Shared, ...] = ()


def speaking(state: State, now: datetime, *, private: bool) -> Speaking:
    """Sum up the turns of `state`, in which what is hidden is hidden already."""
    if not state.floor.turns:
        return Speaking()
    agenda, called = state.agenda, caller(state.agenda, state.attendance)
    found = spoken(state.day, state.floor, now)
    those = groups(agenda, state.attendance, found)
    enough = sum(one.people for one in those) >= FEWEST
    told = [Shared(one.label(agenda), one.seconds, one.share, one.family, one.organisation) for one in folded(those)]
    each = [Shared(called(one.who), one.seconds, one.share) for one in people(found) if one.seconds]
    named = private and agenda.confidentiality != "chatham"
    return Speaking(
        sum(one.seconds for one in those) if enough else 0, tuple(told) if enough else (), tuple(each) if named else ()
    )


def without_turns(state: State) -> State:
    """`state` without who spoke when: no paper that leaves the program has that, nor a template of somebody's own."""
    return state.with_part(Floor())
