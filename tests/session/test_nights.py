"""Nights, and the nights when clocks change: random ones, moved at random, beside a plain model of their hours."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.often import often
from tests.session.days import after
from tests.session.played import as_it_stands
from workshop_tui.agenda import Agenda
from workshop_tui.agenda.midnight import days_of_blocks, without_days
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.refusal import Refused
from workshop_tui.session.state import State, fold
from workshop_tui.session.timing.commands import Goto, Next, Stop, Undo
from workshop_tui.session.timing.day import Day, Hours
from workshop_tui.session.timing.hours import ChangeHours, Replan, Shift
from workshop_tui.session.timing.replanning_commands import Extend, Fit, Skip
from workshop_tui.session.timing.replanning_events import DayShifted, HoursChanged, Replanned
from workshop_tui.session.timing.spoken import meant
from workshop_tui.session.timing.timeline import timeline

NIGHTS = (
    ("Europe/Paris", date(2026, 10, 24)), ("Europe/Paris", date(2026, 3, 28)), ("Europe/Paris", date(2026, 6, 1)),
    ("America/New_York", date(2026, 10, 31)), ("America/New_York", date(2026, 3, 7)),
)  # fmt: skip
"""Time zones, and days whose night is one when clocks go back, forward, or as always."""
GAPS = st.lists(st.tuples(st.integers(0, 5 * 60), st.integers(15, 7 * 60)), min_size=1, max_size=4)
"""Of each block: minutes since the one before, and its own."""
MINUTES = st.integers(-200, 200)


def clock(minute: int) -> str:
    return f"{minute // 60 % 24}h{minute % 60:02}"


@st.composite
def nights(draw) -> tuple[Agenda, date, list[int]]:
    """An agenda as people write it, its date, and the minute of its day at which each block begins and ends."""
    zone, day = draw(st.sampled_from(NIGHTS))
    minute, blocks, meant_at = draw(st.integers(20 * 60, 23 * 60)), list[dict[str, Any]](), list[int]()
    for number, (gap, length) in enumerate(draw(GAPS)):
        start = minute + (gap if number else 0)
        minute = start + length
        if minute - meant_at[0] > 36 * 60 if meant_at else False:
            break
        meant_at += [start, minute]
        segments = [{"key": f"s{number}{n}", "title": "S", "minutes": length // 3, "min": 1} for n in range(2)]
        blocks.append(
            {
                "key": f"b{number}",
                "title": f"B{number}",
                "start": clock(start),
                "end": clock(minute),
                "segments": segments,
            }
        )
    return agenda_of({"title": "N", "timezone": zone, "blocks": blocks}), day, meant_at


def opened(agenda: Agenda, day: date) -> tuple[State, datetime]:
    now = Day.of(agenda, day).hours["b0"].start - timedelta(minutes=30)
    state = fold([Recorded(1, now, SessionOpened(at=now, by="p", id="s", agenda=agenda, date=day))])
    assert state is not None
    return state, now


@given(nights())
@settings(max_examples=often(60, 600), deadline=None)
def test_clock_times_of_a_night_are_on_the_day_that_is_meant_and_keep_their_order(night):
    agenda, day, minutes = night
    clocks = [one for block in agenda.blocks for one in (block.start, block.end)]
    assert [one.minutes for one in clocks] == minutes
    assert days_of_blocks(without_days(agenda.blocks)) == agenda.blocks
    instants = [agenda.instant(day, one) for one in clocks]
    assert instants == sorted(instants)
    state, _now = opened(agenda, day)
    for one, instant in zip(clocks, instants, strict=True):
        local = instant.astimezone(agenda.zone)
        if (local.hour, local.minute) == (one.hour, one.minute) and one.minutes - minutes[0] < 24 * 60:
            assert meant(state.day, one, None) == instant
            if not one.days or one <= clocks[-1]:
                assert meant(state.day, local.time(), None) == instant


COMMANDS = st.lists(
    st.tuples(
        st.integers(0, 120 * 60),
        st.one_of(
            st.tuples(st.just("hours"), st.integers(0, 3), MINUTES, MINUTES),
            st.tuples(st.just("shift"), MINUTES, st.booleans()),
            st.tuples(st.just("replan"), st.integers(0, 3), st.integers(1, 40)),
            st.sampled_from([(Next(),), (Stop(),), (Undo(),), (Extend(5),), (Fit("squeeze", late=True),)]),
            st.tuples(st.integers(0, 7).map(lambda n: Goto(f"s{n // 2}{n % 2}"))),
            st.tuples(st.integers(0, 7).map(lambda n: Skip(f"s{n // 2}{n % 2}"))),
        ),
    ),
    max_size=12,
)


def command(state: State, what: tuple):
    """The command that `what` stands for, on this day."""
    kind, *told = what
    blocks = [block.key for block in state.agenda.blocks]
    if kind == "hours":
        key = blocks[told[0] % len(blocks)]
        was = state.day.hours[key]
        start, end = (at + timedelta(minutes=by) for at, by in zip((was.start, was.end), told[1:], strict=True))
        return ChangeHours(key, None if state.day.begun(key) else start, end)
    if kind == "shift":
        return Shift(told[0] * 60, with_pins=told[1])
    if kind == "replan":
        at = told[0] % len(blocks)
        block = state.agenda.blocks[at]
        changed = tuple(replace(one, minutes=told[1], min=None) for one in block.segments)
        edited = [*state.agenda.blocks]
        edited[at] = replace(block, segments=changed)
        return Replan(replace(state.agenda, blocks=tuple(edited)))
    return kind


@given(nights(), COMMANDS)
@settings(max_examples=often(60, 600), deadline=None)
def test_a_night_that_is_moved_at_random_keeps_what_was_planned_and_its_blocks_apart(night, commands):
    agenda, day, _minutes = night
    state, now = opened(agenda, day)
    model, before = dict(state.day.hours), list[Any]()
    planned = dict(agenda.planned(day))
    for passes_s, what in commands:
        now += timedelta(seconds=passes_s)
        try:
            event = decide(state, command(state, what), now, "p")
        except (Refused, KeyError):
            continue
        was, state = state, after(state, event)
        if isinstance(what[0], Undo):
            assert as_it_stands(state.day) == before.pop()
            model = dict(state.day.hours)
        else:
            before.append(as_it_stands(was.day))
            _moved(model, event)
        assert dict(state.day.hours) == model
        hours = [model[block.key] for block in state.agenda.blocks]
        assert all(one.start <= one.end for one in hours)
        assert all(one.end <= two.start for one, two in pairwise(hours))
        times = timeline(state.day, now)
        rows = [row for block in times.blocks for row in block.segments]
        assert all(row.projected_start >= times.now for row in rows if row.projected_start)
        if not any(isinstance(one.event, Replanned) for one in state.day.history):
            assert {row.key: (row.planned_start, row.planned_end) for row in rows} == {
                key: (one.start, one.end) for key, one in planned.items()
            }
        assert sorted(row.key for row in rows) == sorted(planned), "none is lost"


def _moved(model: dict[str, Hours], event: object) -> None:
    """The plain model of what hours a day has."""
    if isinstance(event, HoursChanged):
        model[event.block] = Hours(event.start, event.end)
    elif isinstance(event, DayShifted):
        by = timedelta(seconds=event.by_s)
        for key in event.blocks:
            model[key] = Hours(model[key].start + by, model[key].end + by)
        if event.ending:
            model[event.ending] = Hours(model[event.ending].start, model[event.ending].end + by)


def test_the_hour_that_clocks_leave_out_or_show_twice_loses_no_minute_of_a_block():
    for zone, day, hours in (("Europe/Paris", NIGHTS[0][1], 13), ("Europe/Paris", NIGHTS[1][1], 11)):
        blocks = [
            {
                "key": "b0",
                "title": "B",
                "start": "20h",
                "end": "8h",
                "segments": [{"key": "s", "title": "S", "minutes": 660}],
            }
        ]
        state, _now = opened(agenda_of({"title": "N", "timezone": zone, "blocks": blocks}), day)
        whole = state.day.hours["b0"]
        assert whole.end - whole.start == timedelta(hours=hours)
        block = timeline(state.day, whole.start.astimezone(UTC)).block("b0")
        assert block.slack_s == (hours - 11) * 3600
