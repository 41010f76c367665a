"""`flex`: how far a segment that has minutes alone may bend."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.agenda.written import HEAD, SEGMENT, told
from workshop_tui.agenda.flex import flexed
from workshop_tui.agenda.models import Segment
from workshop_tui.agenda.reading import agenda_of, plan_of
from workshop_tui.agenda.vocabulary import SEGMENT_KINDS

SEGMENTS = st.builds(
    Segment,
    key=st.just("s"),
    title=st.just("S"),
    minutes=st.integers(0, 600),
    kind=st.sampled_from([None, *SEGMENT_KINDS]),
    protected=st.sampled_from([None, True, False]),
    flex=st.none() | st.integers(0, 100),
)


def day(segments: list[dict], **said) -> dict:
    block = {"title": "B", "start": "9h", "end": "18h", "segments": segments}
    block |= {"flex": said.pop("block")} if "block" in said else {}
    return {"title": "T", "blocks": [block], **said}


def bounds(*segments: dict, **said) -> list[tuple[int, int]]:
    read = agenda_of(day([{"title": f"S{n}", "minutes": 45} | one for n, one in enumerate(segments)], **said))
    return [(one.shortest, one.longest) for one in read.segments()]


@given(SEGMENTS, st.none() | st.integers(0, 100), st.none() | st.integers(0, 100))
def test_bounds_contain_the_minutes_by_the_nearest_share_rounded_to_whole_minutes(segment, of_block, of_all):
    plan = agenda_of(day([{"title": "S", "minutes": 1}]))
    (block,) = plan.blocks
    plan = replace(plan, flex=of_all, blocks=(replace(block, flex=of_block, segments=(segment,)),))
    (read,) = flexed(plan).segments()
    assert 0 <= read.shortest <= read.minutes <= read.longest
    nearest = next((one for one in (segment.flex, of_block, of_all) if one is not None), 0)
    bends = not segment.cut_last and segment.kind not in ("pause", "tampon")
    assert read.longest - read.minutes == (int(read.minutes * nearest / 100 + 1e-9) if bends else 0)
    assert flexed(flexed(plan)) == flexed(plan)


def test_it_holds_for_all_for_a_block_or_for_a_segment_the_nearest_first():
    assert bounds({}, flex="20%") == [(36, 54)]
    assert bounds({}, flex=20, block="10 %") == [(41, 49)]
    assert bounds({"flex": "0%"}, {"flex": "±50\u202f%"}, flex=20) == [(45, 45), (23, 67)]
    assert bounds({"minutes": 4}, flex=20) == [(4, 4)], "whole minutes"


def test_never_for_a_break_a_fixed_time_what_is_protected_or_has_bounds_of_its_own():
    fixed: list[dict] = [
        {"kind": "pause", "protected": False},
        {"at": "9h45"},
        {"protected": True},
        {"kind": "decision"},
        {"min": 40},
        {"max": 50},
        {"kind": "tampon"},
        {"kind": "decision", "protected": False},
    ]
    assert bounds(*fixed, flex="20%") == [
        (45, 45),
        (45, 45),
        (45, 45),
        (45, 45),
        (40, 45),
        (45, 50),
        (0, 45),
        (36, 54),
    ]


def test_a_course_has_it_too_each_day_by_itself():
    (first, second) = plan_of(
        {"title": "C", "flex": "10%", "days": [{"blocks": day([{"title": "S", "minutes": 50}])["blocks"]}] * 2}
    ).days
    assert {(one.shortest, one.longest) for day in (first, second) for one in day.agenda.segments()} == {(45, 55)}


BUFFER = '[[blocks.segments]]\nkind = "buffer"\ntitle = "x"\nminutes = 10\n'
"""Makes the hour of `written.HEAD` full, after 50 minutes."""


@pytest.mark.parametrize("wrong", ['"a lot"', "101", '"120%"', "-5", "0.2", "true", '"20% or so"'])
def test_what_is_no_share_is_told_with_its_place(tmp_path, wrong):
    (said,) = told(tmp_path, f"flex = {wrong}\n{HEAD}{SEGMENT}")
    assert said.startswith("1:8: “") and 'write "20%"' in said


def test_where_it_does_nothing_check_warns(tmp_path):
    bounded = SEGMENT.replace("60", "50") + "flex = 20\nmin = 40\n"
    (said,) = told(tmp_path, HEAD + bounded + BUFFER, warn=True)
    assert said.startswith("9:8: warning: flex means nothing here")
