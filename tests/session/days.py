"""Random small days in the middle of things, for Hypothesis: pins, options, bounds; live, paused, over, set aside.

The strategies are made once, and a day is drawn with few of them: to draw costs more than to try what was drawn. Their
agendas are read as a session has them, without Pydantic: how people's are read is tried elsewhere.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.completing import completed
from workshop_tui.agenda.flex import flexed
from workshop_tui.agenda.structs import convert
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Command, Event, Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.refusal import Refused
from workshop_tui.session.state import State, apply, fold
from workshop_tui.session.timing.commands import Goto, Next, Pause, Resume, Stop
from workshop_tui.session.timing.replanning_commands import Extend, Move, Skip

DAY = date(2026, 3, 2)
OPENS = datetime(2026, 3, 2, 9, tzinfo=UTC)
KINDS = ("tampon", "pause", "apport", "apport")

PLANS = st.tuples(
    st.integers(0, 9),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 3),
    st.integers(0, 24),
    st.sampled_from(KINDS),
    st.booleans(),
)
"""A segment: its minutes, how many fewer and more it may take, 0 if it has a clock time, how far into its block that is
(counted round), its kind, and whether it is optional."""
LENGTHS = st.integers(5, 25)
"""Minutes of a block."""
WHICH = st.integers(0, 7)
"""A segment, counted round."""
STEPS = st.lists(
    st.tuples(
        st.integers(0, 400),
        st.one_of(
            st.just((Next,)),
            st.tuples(st.just(Goto), WHICH),
            st.tuples(st.just(Skip), WHICH),
            st.just((Pause,)),
            st.just((Resume,)),
            st.tuples(st.just(Extend), st.integers(-4, 6), WHICH),
            st.just((Stop,)),
            st.tuples(st.just(Move), WHICH, WHICH),
        ),
    ),
    max_size=6,
)
"""Seconds that pass, and a command: its class and what it is given."""
BEFORE, SINCE = st.integers(-300, 120), st.integers(0, 300)
"""Seconds from the day's first minute to the opening of the session, and from the last command to now."""
BLOCKS = {most: st.lists(PLANS, min_size=1, max_size=most) for most in (3, 4)}
ONE_OR_TWO = st.integers(1, 2)


def _clock(minute: int) -> str:
    return f"{minute // 60:02}:{minute % 60:02}"


def _segments(block: str, starts: int, length: int, plans: list[tuple[Any, ...]]) -> list[dict[str, Any]]:
    """The segments of a block of `length` minutes; those with a clock time are in the order of their times."""
    pins = sorted(
        starts + into % length for _minutes, _less, _more, pinned, into, _kind, _optional in plans if not pinned
    )
    made = []
    for n, (minutes, less, more, pinned, _into, kind, optional) in enumerate(plans):
        one = {
            "key": f"{block}{n}",
            "title": f"{block}{n}",
            "minutes": minutes,
            "min": max(0, minutes - less),
            "max": minutes + more,
            "kind": kind,
            "optional": optional,
        }
        made.append(one if pinned else one | {"at": _clock(pins.pop(0))})
    return made


@st.composite
def agendas(draw, most: int = 4):
    blocks = []
    for name, starts in (("a", 540), ("b", 570))[: draw(ONE_OR_TWO)]:
        length = draw(LENGTHS)
        blocks.append(
            {
                "key": name,
                "title": name,
                "start": _clock(starts),
                "end": _clock(starts + length),
                "segments": _segments(name, starts, length, draw(BLOCKS[most])),
            }
        )
    return convert(completed({"title": "Any", "timezone": "UTC", "blocks": blocks}), Agenda)


FLEXES = st.lists(st.sampled_from((None, None, 0, 20, 50)), min_size=8, max_size=8)
"""How far the agenda, its two blocks and their segments may bend."""


@st.composite
def flexed_agendas(draw):
    """Small days whose segments have minutes alone, but for each third, and bend by percents; even ones have steps."""
    whole, *flexes = draw(FLEXES)
    blocks: list[dict[str, Any]] = []
    for name, starts in (("a", 540), ("b", 570))[: draw(ONE_OR_TWO)]:
        length = draw(LENGTHS)
        segments = _segments(name, starts, length, draw(BLOCKS[3]))
        for n, one in enumerate(segments):
            if n % 3 < 2:
                del one["min"], one["max"]
            if (minutes := one["minutes"]) and minutes % 2 == 0:
                one["steps"] = [{"title": "Round {n}", "minutes": minutes // 2, "repeat": 2}]
            one.update(_flex(flexes[n]))
        block = {"key": name, "title": name, "start": _clock(starts), "end": _clock(starts + length)}
        blocks.append(block | _flex(flexes[-1 - len(blocks)]) | {"segments": segments})
    said = {"title": "Any", "timezone": "UTC", "blocks": blocks} | _flex(whole)
    return flexed(convert(completed(said), Agenda))


def _flex(percent: int | None) -> dict[str, int]:
    return {} if percent is None else {"flex": percent}


@st.composite
def days(draw, most: int = 4, *, flex: bool = False) -> tuple[State, datetime]:
    """A state, and an instant at or after its last command."""
    agenda = draw(flexed_agendas() if flex else agendas(most))
    keys = [segment.key for segment in agenda.segments()]
    now = OPENS + timedelta(seconds=draw(BEFORE))
    opened = SessionOpened(at=now, by="p", id="s", agenda=agenda, date=DAY)
    state = fold([Recorded(1, now, opened)])
    assert state is not None
    for passes_s, (meant, *given) in draw(STEPS):
        now += timedelta(seconds=passes_s)
        try:
            event = decide(state, _intent(meant, given, keys), now, "p")
        except Refused:
            continue
        state = after(state, event)
    return state, now + timedelta(seconds=draw(SINCE))


def _intent(meant: type[Command], given: list[int], keys: list[str]) -> Command:
    """The command `meant`, the segments it names counted round in `keys`."""
    if meant is Extend:
        return Extend(given[0], keys[given[1] % len(keys)])
    return meant(*(keys[which % len(keys)] for which in given))


def after(state: State, event: Event) -> State:
    return apply(state, Recorded(state.number + 1, event.at, event))
