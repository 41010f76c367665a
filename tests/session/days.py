"""Random small days in the middle of things, for Hypothesis: pins, options, bounds; live, paused, over, set aside."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from workshop_tui.agenda.reading import agenda_of
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Event, Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.refusal import Refused
from workshop_tui.session.state import State, apply, fold
from workshop_tui.session.timing.commands import Extend, Goto, Move, Next, Pause, Resume, Skip, Stop

DAY = date(2026, 3, 2)
OPENS = datetime(2026, 3, 2, 9, tzinfo=UTC)


@st.composite
def segments(draw, block: str, starts: int, ends: int, most: int):
    made = []
    for n in range(draw(st.integers(1, most))):
        minutes = draw(st.integers(0, 9))
        one = {"key": f"{block}{n}", "title": f"{block}{n}", "minutes": minutes}
        one["min"] = draw(st.integers(max(0, minutes - 3), minutes))
        one["max"] = draw(st.integers(minutes, minutes + 3))
        if draw(st.integers(0, 3)) == 0:
            minute = draw(st.integers(starts, ends - 1))
            one["at"] = f"{minute // 60}:{minute % 60:02}"
        one["kind"] = draw(st.sampled_from(["tampon", "pause", "apport", "apport"]))
        one["optional"] = draw(st.booleans())
        made.append(one)
    pins = sorted((one["at"] for one in made if "at" in one), key=lambda at: tuple(map(int, at.split(":"))))
    for one in made:
        if "at" in one:
            one["at"] = pins.pop(0)
    return made


@st.composite
def agendas(draw, most: int = 4):
    blocks = []
    for name, starts, ends in (("a", 540, 540 + draw(st.integers(5, 25))), ("b", 570, 570 + draw(st.integers(5, 25)))):
        blocks.append(
            {
                "key": name, "title": name, "start": f"{starts // 60}:{starts % 60:02}",
                "end": f"{ends // 60}:{ends % 60:02}", "segments": draw(segments(name, starts, ends, most)),
            }
        )  # fmt: skip
    return agenda_of({"title": "Any", "timezone": "UTC", "blocks": blocks[: draw(st.integers(1, 2))]})


@st.composite
def days(draw, most: int = 4) -> tuple[State, datetime]:
    """A state, and an instant at or after its last command."""
    agenda = draw(agendas(most))
    keys = st.sampled_from([s.key for s in agenda.segments()])
    steps = st.one_of(
        st.just(Next()), keys.map(Goto), keys.map(Skip), st.just(Pause()), st.just(Resume()),
        st.builds(Extend, st.integers(-4, 6), keys), st.just(Stop()), st.builds(Move, keys, keys),
    )  # fmt: skip
    now = OPENS + timedelta(seconds=draw(st.integers(-300, 120)))
    opened = SessionOpened(at=now, by="p", id="s", agenda=agenda, date=DAY)
    state = fold([Recorded(1, now, opened)])
    assert state is not None
    for step in draw(st.lists(steps, max_size=6)):
        now += timedelta(seconds=draw(st.integers(0, 400)))
        try:
            event = decide(state, step, now, "p")
        except Refused:
            continue
        state = after(state, event)
    return state, now + timedelta(seconds=draw(st.integers(0, 300)))


def after(state: State, event: Event) -> State:
    return apply(state, Recorded(state.number + 1, event.at, event))
