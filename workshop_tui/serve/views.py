"""Views: as much of the session as a role may see, the room's and a trainer's. A page is a template and one of these.

A browser works out by itself what is left: a view says what is left at an instant (`now`), and whether that runs. So
two views that differ in nothing but the second at which they were made are one (`same`), and are sent once.

Instants are milliseconds since 1970, as browsers count them; durations are seconds where a name ends in `_s`.
"""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from msgspec import Struct, structs

from workshop_tui import room
from workshop_tui.locale import _
from workshop_tui.presence import SIGNALS
from workshop_tui.serve.sight import RoomVeil, Sight
from workshop_tui.session.event import person
from workshop_tui.session.notes.commands import segment_at
from workshop_tui.session.sentences import was_left_open
from workshop_tui.session.state import State, told
from workshop_tui.session.timing.commands import Next
from workshop_tui.session.timing.day import Mode
from workshop_tui.session.timing.steps import parts_of
from workshop_tui.session.timing.timeline import SegmentTimes, Timeline
from workshop_tui.shapes import VERSION
from workshop_tui.spoken.meaning import meant
from workshop_tui.spoken.standing import end_told
from workshop_tui.spoken.words import capital, sentences

if TYPE_CHECKING:
    from workshop_tui.session.turns.order import Standing


class Step(Struct, frozen=True, omit_defaults=True):
    """A step of the live segment, or the `change` before it, and what is left of the segment as it ends."""

    title: str
    rest_s: int
    change: bool = False


class Floor(Struct, frozen=True):
    """A turn, of nobody by name: since when, and when the share of a round is over, if there is one."""

    since: int
    share_ends: int | None


class Clock(Struct, frozen=True, kw_only=True):
    """The session's clock: `now`, how fast it goes, and the offset of the agenda's zone from UTC."""

    now: int
    speed: float
    offset_s: int


class Room(Struct, frozen=True, kw_only=True):
    """The room's view: of the live segment, else of the day. `ends` is when the live one ends as it runs, `left_s` what
    is left of it while that stands still; both null where there is no countdown, or it is not to be told."""

    version: int = VERSION
    clock: Clock
    mode: str
    title: str
    live: bool
    timed: bool
    ends: int | None
    left_s: int | None
    steps: tuple[Step, ...]
    floor: Floor | None
    next: str | None
    pinned: str
    warn: tuple[float, ...]
    place: str
    groups: tuple[str, ...] = ()
    """Where groups are in this round, a line each."""


class Button(Struct, frozen=True):
    """A thing that can be picked: its key in the API, and its words."""

    key: str
    words: str


class Given(Struct, frozen=True, kw_only=True):
    """A signal that another has given."""

    number: int
    by: str
    words: str


class Trainer(Struct, frozen=True, kw_only=True):
    """A trainer's view. `seen` is the number of the last timing event that stands here: a press carries it."""

    version: int = VERSION
    clock: Clock
    session: str
    mode: str
    title: str
    live: str | None
    ends: int | None
    left_s: int | None
    block: str
    next: str | None
    then: str
    last: str
    seen: int
    hand: str | None
    leads: str
    segment: str | None
    trouble: str
    signal: Given | None
    warn: tuple[float, ...]
    floor: Floor | None = None
    speaker: str = ""
    following: Button | None = None
    """The next in the fair order, while turns are in use: somebody speaks, asks to, or a round goes on."""


def room_view(sight: Sight, *, title_only: bool) -> Room:
    """The room's view. It has no name and no note but the pinned one, whatever the confidentiality."""
    state, times, veil = sight.state, sight.times, sight.veil
    assert veil is not None
    live, following = room.shown(times)
    note = None if title_only else room.pinned(state)
    ends, left_s = remaining(times) if live and not title_only and room.counts(live) else (None, None)
    return Room(
        clock=clock(sight),
        mode=times.mode.value,
        title=veil.planned(live.plan.seen_as if live else state.agenda.title),
        live=live is not None,
        timed=not title_only,
        ends=ends,
        left_s=left_s,
        steps=_steps(live, veil) if live and not title_only and room.tells_steps(live) else (),
        floor=None if title_only else _floor(sight),
        next=veil.planned(following.plan.seen_as) if following and not title_only else None,
        pinned=veil.text(note.taken.text) if note else "",
        warn=state.agenda.warns(live.plan if live else None),
        place=veil.planned(live.plan.place) if live and live.plan.place and not title_only else "",
        groups=() if title_only else tuple(map(veil.text, room.where(state, times))),
    )


def _steps(live: SegmentTimes, veil: RoomVeil) -> tuple[Step, ...]:
    """The steps that the live segment has today, without rounds that were dropped."""
    ends, left_s = (0, *live.step_ends), live.allotted_s
    parts = zip(parts_of(live.plan), pairwise(ends), strict=True)
    return tuple(
        Step(veil.planned(part.title), left_s - end, part.is_change) for part, (start, end) in parts if end > start
    )


def _floor(sight: Sight) -> Floor | None:
    """The turn that goes on, if the room is to see it."""
    if not (stands := room.shown_standing(sight.state, sight.now)) or not stands.open:
        return None
    return _of_turn(stands)


def _of_turn(stands: Standing) -> Floor:
    assert stands.open
    since = _ms(stands.open.start)
    return Floor(since, since + stands.share.whole_s * 1000 if stands.share else None)


def trainer_view(sight: Sight) -> Trainer:
    """A trainer's view, in the language in use."""
    state, times = sight.state, sight.times
    day, agenda = state.day, state.agenda
    ends, left_s = (None, None) if times.left_open else remaining(times)
    last = state.events[day.last_timing - 1] if day.last_timing else None
    return Trainer(
        clock=clock(sight),
        session=state.id,
        mode=times.mode.value,
        title=agenda.title,
        live=times.live.plan.title if times.live else None,
        ends=ends,
        left_s=left_s,
        block=sentences(was_left_open(times) if times.left_open else end_told(state, times)),
        next=times.next.plan.title if times.next else None,
        then=_then(state, times),
        last=str(told(state, last)) if last else "",
        seen=day.last_timing,
        hand=day.hand,
        leads=_("{who} has the hand", who=person(agenda, day.hand)) if day.hand else _("nobody has the hand"),
        segment=segment_at(day, sight.now),
        trouble=str(sight.trouble or ""),
        signal=_given(sight),
        warn=agenda.warns(times.live.plan if times.live else None),
        **_turns(sight),
    )


def _turns(sight: Sight) -> dict[str, Any]:
    """The fields of a trainer's view that turns have; none while they are not in use."""
    state = sight.state
    if not (state.floor.turns or state.floor.round or state.floor.asked) or sight.times.mode is not Mode.RUNNING:
        return {}
    from workshop_tui.session.turns.floor import caller
    from workshop_tui.session.turns.order import block_of, standing
    from workshop_tui.session.turns.people import known

    stands, called = (
        standing(state.day, state.attendance, state.floor, sight.now),
        caller(state.agenda, state.attendance),
    )
    told: dict[str, Any] = {}
    if stands.open:
        told |= {"floor": _of_turn(stands), "speaker": called(stands.open.turn.speaker)}
    if stands.order and (stands.open or stands.left is not None or state.floor.asked):
        those = known(state.day, state.attendance, state.floor, block_of(state.day, sight.now))
        handle = next((one.handle for one in those if one.who == stands.order[0]), None)
        told |= {"following": Button(handle, called(stands.order[0]))} if handle else {}
    return told


def same(one: Struct | None, other: Struct) -> bool:
    """Tell whether two views differ in nothing but the instant at which they were made."""
    return one is not None and _timeless(one) == _timeless(other)


def _timeless(view: Struct) -> Struct:
    return structs.replace(view, clock=structs.replace(view.clock, now=0)) if hasattr(view, "clock") else view


def clock(sight: Sight) -> Clock:
    """The session's clock."""
    offset = sight.now.astimezone(sight.state.agenda.zone).utcoffset()
    return Clock(now=_ms(sight.now), speed=sight.speed, offset_s=int(offset.total_seconds()) if offset else 0)


def signals() -> tuple[Button, ...]:
    """The signals that a trainer may give the others."""
    return tuple(Button(key, str(words)) for key, words in SIGNALS.items())


def trainers(state: State) -> tuple[Button, ...]:
    """The trainers of the agenda: who a page may be used by."""
    return tuple(Button(one.key, one.name) for one in state.agenda.trainers)


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def remaining(times: Timeline) -> tuple[int | None, int | None]:
    """When the live segment ends, in milliseconds, if its time runs; else the seconds that are left of it."""
    if times.live is None:
        return None, None
    left = times.live.remaining_s
    return (_ms(times.now) + left * 1000, None) if times.mode is Mode.RUNNING else (None, left)


def _then(state: State, times: Timeline) -> str:
    """Say what the big button would do; nothing where it would do nothing."""
    return capital(str(meant(state, times, Next()))) if times.next or times.live else ""


def _given(sight: Sight) -> Given | None:
    one = sight.signal
    if one is None:
        return None
    words = _("{who}: {signal}", who=person(sight.state.agenda, one.author), signal=SIGNALS[one.signal])
    return Given(number=one.number, by=one.author, words=words)
