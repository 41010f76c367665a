"""The order and the time: the fair order, and the share of each in a round.

Order: who asked and has not spoken, in the order of asking; then who spoke least. In a round each who is left gets the
rest of the segment divided by how many are left, in whole seconds, anew at each turn (docs/time.md, “Turns”).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from msgspec import Struct

from workshop_tui.session.attendance.stays import Attendance
from workshop_tui.session.timing.day import Day
from workshop_tui.session.timing.timeline import current_block, seen_at
from workshop_tui.session.turns.floor import Floor, Who
from workshop_tui.session.turns.people import present
from workshop_tui.session.turns.speaking import Spoken, open_turn, spoken, totals


class Share(Struct, frozen=True):
    """The share of a turn in a round: its seconds in all, and those that are left of it; below zero, it is over."""

    whole_s: int
    left_s: int


class Standing(Struct, frozen=True):
    """How the floor stands at an instant: who speaks, who comes next, and what there is for each.

    `left`: of a round that goes on, who has not spoken in it, None without one; `done`: who has. `each_s`: what each
    who is left, and does not speak now, would get as it stands.
    """

    spoken: tuple[Spoken, ...]
    totals: dict[Who, int]
    open: Spoken | None
    order: tuple[Who, ...]
    left: tuple[Who, ...] | None = None
    done: frozenset[Who] = frozenset()
    share: Share | None = None
    each_s: int | None = None


def standing(day: Day, attendance: Attendance, floor: Floor, now: datetime) -> Standing:
    """How the floor stands at `now`."""
    now = seen_at(day, now)
    found = spoken(day, floor, now)
    sums, speaks = totals(found), open_turn(found)
    block = block_of(day, now)
    round_ = _round(day, attendance, floor, found, now)
    here = present(day, attendance, block)
    left = None if round_ is None else tuple(who for who in round_.people if who not in round_.spoken)
    among = here if left is None else left
    speaker = speaks.turn.speaker if speaks else None
    order = tuple(who for who in fair(among, floor.asked, sums, only=left is not None) if who != speaker)
    if round_ is None or left is None or day.live is None:
        return Standing(found, sums, speaks, order)
    return Standing(found, sums, speaks, order, left, round_.spoken, *_shares(day, round_, speaks, now))


def block_of(day: Day, now: datetime) -> str:
    """The key of the block that who speaks at `now` is there for."""
    if day.live:
        return day.block_of(day.live)
    block = current_block(day, now)
    return (block or day.agenda.blocks[-1]).key


def fair(among: Iterable[Who], asked: tuple[Who, ...], sums: dict[Who, int], *, only: bool = False) -> list[Who]:
    """The order in which to speak: who asked and has not spoken, then who spoke least, of equals who asked first.

    Of `among`, and of others who asked, unless `only` those are meant.
    """
    people = list(dict.fromkeys((*among, *(() if only else asked))))
    places = {who: place for place, who in enumerate(asked)}

    def place(who: Who) -> tuple[bool, int, int]:
        spoke, hand = sums.get(who, 0), places.get(who, len(places))
        first = who in places and not spoke
        return (not first, 0 if first else spoke, hand)

    return sorted(people, key=place)


class _Round(Struct, frozen=True):
    """A round as it stands: who is in it, and who has spoken; but for whoever speaks, or whom a pause has cut short."""

    people: tuple[Who, ...]
    spoken: frozenset[Who]


def _round(day: Day, attendance: Attendance, floor: Floor, found: tuple[Spoken, ...], now: datetime) -> _Round | None:
    """The round that goes on at `now`; none once the segment that it was begun in is left."""
    if floor.round is None or day.live is None:
        return None
    visits = day.segments[day.live].visits
    if not visits or floor.round.start < visits[-1].start:
        return None
    block = day.block_of(day.live)

    def stays(who: Who) -> bool:
        key = who.participant
        gone = key is not None and (key, block) in attendance.marks and not attendance.here(key, block)
        return not gone and (key is None or key in attendance.people)

    those = [one for one in found if one.turn.number > floor.round.begun]
    done = {one.turn.speaker for one in those}
    if those and (those[-1].cut or those[-1].open):
        last = those[-1].turn.speaker
        if not any(one.turn.speaker == last and not one.cut for one in those[:-1]):
            done.discard(last)
    later = present(day, attendance, block) if floor.round.open else ()
    people = dict.fromkeys(who for who in (*floor.round.over, *later) if stays(who) or who in done)
    return _Round(tuple(people), frozenset(done))


def _shares(day: Day, round_: _Round, speaks: Spoken | None, now: datetime) -> tuple[Share | None, int | None]:
    """The share of whoever speaks, if they are in the round and had not spoken; and what each of the others gets."""
    assert day.live is not None
    rest = max(0, day.remaining_s(day.live, now))
    left = [who for who in round_.people if who not in round_.spoken]
    speaker = speaks.turn.speaker if speaks else None
    if speaks and speaker in left:
        whole = max(0, day.remaining_s(day.live, now) + speaks.seconds) // len(left)
        rest = max(0, rest - max(0, whole - speaks.seconds))
        return Share(whole, whole - speaks.seconds), rest // (len(left) - 1) if len(left) > 1 else None
    return None, rest // len(left) if left else None
