"""One rounding: whatever the day and the instant, all that tells minutes tells the same, and parts add up."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import UTC, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.often import often
from tests.session.days import after, days
from tests.session.one_block import day, do, segment
from tests.session.played import at
from workshop_tui.locale import clock_time, speaking
from workshop_tui.report.digest import digest
from workshop_tui.report.markdown import review
from workshop_tui.session.decide import decide
from workshop_tui.session.refusal import Refused
from workshop_tui.session.sentences import likelihood
from workshop_tui.session.timing.commands import Next, Pause, Resume
from workshop_tui.session.timing.deviations import deviations
from workshop_tui.session.timing.hours import Shift
from workshop_tui.session.timing.replanning_commands import Extend
from workshop_tui.session.timing.timeline import timeline
from workshop_tui.spoken.standing import where
from workshop_tui.spoken.words import Titles
from workshop_tui.status import lines


def told_min(clock: str) -> int:
    """Minutes of the day of a clock time that was told, `09:05`."""
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def shown(instant, zone) -> int:
    return told_min(clock_time(instant, zone))


def signed(told: str) -> int:
    """A difference that was told, `−2 min`."""
    return int(re.sub(r" min|\+", "", told).replace("−", "-"))


def planned_and_actual(paper: str) -> list[list[str]]:
    """The cells of the rows of the table of times: title, planned, actual, minutes planned, used, difference."""
    rows = [line.strip("| ").split(" | ") for line in paper.splitlines() if re.match(r"\| [ab]\d \|", line)]
    return [row for row in rows if len(row) > 5]


def rows_add_up(state, times, paper: str) -> None:
    """The table of times says of each segment what the others say of it, and each row adds up."""
    for name, planned, actual, minutes, used, difference, *_remarks in planned_and_actual(paper):
        row = times.segment(name)
        if used == "—":
            continue
        assert int(used) == row.used_min
        assert planned == "—" or int(minutes) + signed(difference) == int(used)
        visits = state.day.segments[name].visits
        if len(visits) == 1 and not visits[0].paused_s and visits[0].end:
            start, end = actual.split(" – ")
            assert told_min(end) - told_min(start) == int(used)


def departures_add_up(state, times, now, paper: str) -> None:
    """The departures say what the table says, and their sums are the sums of what is told of each."""
    over = {one.segment: one.shift_min for one in deviations(state.day, now) if one.segment}
    for block in times.blocks:
        for row in block.segments:
            assert over.get(row.key, 0) in (0, row.used_min - row.allotted_min)
            assert not over.get(row.key) or f"“{row.plan.title}” overran by {over[row.key]} min" in paper
    totals = re.findall(r"^- .*: \d+ ×, (?:0|([+−]\d+) min)$", paper, re.MULTILINE)
    told = deviations(state.day, now)
    assert sum(signed(one or "0") for one in totals) == sum(one.shift_min or 0 for one in told)
    for one in told:
        if found := re.search(r"changed “.*” by ([+−]\d+) min", str(one.words)):
            assert signed(found[1]) == one.shift_min


@settings(max_examples=often(60, 600))
@given(days(), st.lists(st.integers(1, 900), max_size=5))
def test_what_is_told_of_a_day_agrees_everywhere_and_adds_up(drawn, nexts):
    state, now = drawn
    for passes_s in nexts:
        now += timedelta(seconds=passes_s)
        with suppress(Refused):
            state = after(state, decide(state, Next(), now, "p"))
    now += timedelta(seconds=59)
    with speaking("en"):
        times = timeline(state.day, now)
        status, heard = "\n".join(lines(state, now, {})).replace("\xa0", " "), where(state, now, Titles())
        paper = review(digest(state, now, private=True), "en").replace("\xa0", " ")
        live = times.live
        if live and live.remaining_s >= 60:
            assert f"{live.remaining_s // 60} min left" in status
            assert re.search(rf"\b{live.remaining_s // 60} minutes? left", heard)
        elif live and live.remaining_s <= -60:
            assert f"{-live.remaining_s // 60} min over" in status
            assert re.search(rf"\b{-live.remaining_s // 60} minutes? over", heard)
        if live and live.remaining_s >= 0:
            assert live.used_min + live.remaining_s // 60 == live.allotted_min
        for block in times.blocks:
            if block.projected_end:
                assert shown(block.end, times.zone) + block.late_min == shown(block.projected_end, times.zone)
            for row in block.segments:
                if row.due and (row.actual_start or row.projected_start):
                    assert shown(row.due, times.zone) + row.shift_min == shown(row.start, times.zone)
        rows_add_up(state, times, paper)
        departures_add_up(state, times, now, paper)


def test_the_minutes_of_segments_and_pauses_add_up_to_the_block():
    state = do(day(segment("a", 10), segment("b", 10), segment("c", 10)), "9:00:50", Next())
    state = do(state, "9:04:55", Pause())
    state = do(state, "9:08:05", Resume())
    state = do(state, "9:14:10", Next())
    state = do(state, "9:23:59", Next())
    state = do(state, "9:33:01", Next())
    used = [state.day.used_min(key, at("9:40")) for key in "abc"]
    paused = [one.shift_min for one in deviations(state.day, at("9:40")) if one.change and one.about == ("a",)]
    assert (used, paused) == ([10, 9, 10], [4])
    assert sum(one or 0 for one in (*used, *paused)) == 33, "9:00 – 9:33"


def test_a_shift_is_a_matter_of_whole_minutes_whatever_the_second_it_is_asked_at():
    state = do(day(segment("a", 10), segment("b", 10)), "9:20:40", Shift(to=at("9:20:40")))
    assert state.day.hours["am"].start == at("9:20")
    row = timeline(do(state, "9:20:45", Next()).day, at("9:21")).segment("a")
    assert row.shift_min == 0


def test_an_end_that_is_foreseen_late_stands_beside_no_chance_that_it_is_not():
    state = do(day(segment("a", 10), segment("b", 50), ends="10h"), "9:00", Next())
    block = timeline(state.day, at("9:13:20")).block("am")
    assert block.late_min == 3
    with speaking("en"):
        told = [likelihood(chance, block, UTC) for chance in (0.93, 0.31, None)]
    assert told == [(), ("31% chance to end by 10:00", "by 10:00: 31%"), ()]


def test_what_is_taken_from_a_segment_is_whole_minutes_and_told_alike():
    """Four minutes and ten seconds of ten are used: of nine that are to be taken, five are there."""
    state = do(day(segment("a", 10), segment("b", 10)), "9:00", Next())
    state = do(state, "9:04:10", Extend(-9, None))
    row = timeline(state.day, at("9:04:10")).segment("a")
    assert (row.allotted_min, row.change_min, row.remaining_s) == (5, -5, 50)
    (one,) = (one for one in deviations(state.day, at("9:05")) if one.change)
    assert one.shift_min == -5
    assert "−5 min" in str(one.words)
    with pytest.raises(Refused, match="no time left to take"):
        do(state, "9:04:20", Extend(-1, None))
