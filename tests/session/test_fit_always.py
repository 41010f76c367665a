"""Landing a block: hundreds of random small days (at night thousands) against a solver that tries everything, `brute`.

What is said of a day is tried on the same days: to draw one costs more than to try all of it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from tests.often import often
from tests.session import brute
from tests.session.days import after, days
from tests.session.played import as_it_stands
from workshop_tui.session.decide import decide
from workshop_tui.session.state import State
from workshop_tui.session.timing.commands import Undo
from workshop_tui.session.timing.fit import Offer, fit
from workshop_tui.session.timing.replanning_commands import Fit
from workshop_tui.session.timing.timeline import timeline

MANY = settings(max_examples=often(200, 1500))


def rests(state: State, now, keys) -> dict[str, int]:
    """The seconds left of each."""
    return {key: max(0, state.day.remaining_s(key, now)) for key in keys}


@dataclass(frozen=True)
class Case:
    """A day with something left, its fit, and the block it is about and the next as the brute solver reads them."""

    state: State
    found: Offer
    here: brute.Block
    there: brute.Block | None
    opens: datetime | None


@st.composite
def cases(draw, most: int = 4, *, flex: bool = False) -> Case:
    state, now = draw(days(most, flex=flex))
    found = fit(state.day, now)
    assume(found is not None)
    assert found
    blocks, now = found.times.blocks, found.now
    place = [b.plan.key for b in blocks].index(found.block.plan.key)
    here, *later = (brute.read(state, b.plan.key, b.entered, now) for b in blocks[place : place + 2])
    return Case(state, found, here, later[0] if later else None, blocks[place + 1].start if later else None)


# ── against trying everything ──────────────────────────────────────────────────────────────────────────────
def a_squeeze_is_what_the_page_says_and_never_later_than_any_other(case: Case) -> None:
    state, found, here = case.state, case.found, case.here
    squeeze, least = found.proposal("squeeze"), brute.least_late(here)
    assert (squeeze.possible, squeeze.late_s) == (least == 0, least)
    expected = brute.squeeze(here)
    event("lands" if squeeze.possible else "does not land")
    assert {c.segment: c.after_s for c in squeeze.changes} == {
        item.key: expected[item.key] for item in here.items if expected[item.key] != item.rest
    }
    check_applied(state, found, squeeze)


def what_is_dropped_is_the_fewest_the_cheapest_and_the_latest(case: Case) -> None:
    state, found, here = case.state, case.found, case.here
    proposal, expected = found.proposal("drop"), brute.drop(here)
    event(f"{'lands' if proposal.possible else 'does not land'}, drops {len(expected)}")
    assert set(proposal.skipped) == set(expected)
    left = here.but(expected)
    assert proposal.late_s == max(brute.walk(left, brute.squeeze(left))[1].values(), default=0)
    assert proposal.possible == (brute.least_late(left) == 0)
    check_applied(state, found, proposal)


@MANY
@given(cases(most=3))
def test_what_is_carried_is_the_fewest_that_land_both_blocks(case):
    state, found, here, there, opens = case.state, case.found, case.here, case.there, case.opens
    proposal = found.proposal("carry")
    count, _late = brute.carry(here, there, opens, state.day.live, found.now)
    event(f"{'lands' if proposal.possible else 'does not land'}, carries {count}")
    assert proposal.carried == tuple(item.key for item in here.items[len(here.items) - count :])
    stays, comes = brute.carried(here, there, opens, count)
    expected = brute.squeeze(stays) | brute.squeeze(comes)
    late = max(brute.least_late(stays), brute.least_late(comes))
    assert (proposal.possible, proposal.late_s) == (late == 0, late)
    rest = {item.key: item.rest for item in (*stays.items, *comes.items)}
    assert {c.segment: c.after_s for c in proposal.changes} == {k: s for k, s in expected.items() if s != rest[k]}
    check_applied(state, found, proposal)


def hurrying_is_offered_where_nothing_lands_and_is_the_squeeze_with_half_as_its_floors(case: Case) -> None:
    state, found = case.state, case.found
    hurried = brute.read(state, found.block.plan.key, found.block.entered, found.now, hurry=True)
    proposal, least = found.proposal("hurry"), brute.least_late(hurried)
    expected = brute.squeeze(hurried)
    assert (proposal.possible, proposal.late_s) == (least == 0, least)
    assert {c.segment: c.after_s for c in proposal.changes} == {
        item.key: expected[item.key] for item in hurried.items if expected[item.key] != item.rest
    }
    helpless = found.late_s > 0 and not any(one.possible for one in found.within)
    offered = next((one for one in found.proposals if one.kind == "hurry"), None)
    assert (offered == proposal) if helpless and least < found.within[0].late_s else offered is None
    event(f"hurry {'lands' if proposal.possible else 'does not land'}" if offered else "no hurry")
    floors = {item.key: item.rest - 60 * item.whole for item in case.here.items}
    assert set(found.beyond(proposal)) == {k for k, s in expected.items() if s < floors[k]}
    if offered:
        check_applied(state, found, proposal, bounds=False)


def the_last_resort_is_the_shortest_that_lands_the_block_when_it_goes(case: Case) -> None:
    found, here = case.found, case.here
    resort = found.last_resort
    helpless = found.late_s > 0 and not any(one.possible for one in found.within)
    can = [
        item
        for item in here.items
        if item.tier == 1
        and not item.pin
        and not item.skippable
        and item.rest
        and item.key != case.state.day.live
        and brute.least_late(here.but({item.key})) == 0
    ]
    least = min((item.rest for item in can), default=0)
    assert resort == ([item.key for item in can if item.rest == least][-1] if helpless and can else None)


def a_stretch_gives_what_is_to_spare_up_to_the_ceilings(case: Case) -> None:
    state, found, here = case.state, case.found, case.here
    proposal, expected = found.proposal("stretch"), brute.stretch(here)
    if found.late_s:
        assert not (proposal.possible or proposal.changes)
    else:
        given_to = {c.segment: c.after_s for c in proposal.changes}
        assert given_to == {item.key: expected[item.key] for item in here.items if expected[item.key] != item.rest}
        assert proposal.possible == bool(given_to)
    check_applied(state, found, proposal)


def check_applied(state, found, proposal, *, bounds: bool = True) -> None:
    """Once taken, the day is as the proposal said, to the second; undone, it is as it was."""
    if not proposal.changes_something:
        return
    event = decide(state, Fit(proposal.kind, late=True), found.now, "p")
    done = after(state, event)
    landed = timeline(done.day, found.now)
    assert next(b for b in landed.blocks if b.plan.key == found.block.plan.key).projected_end == proposal.ends
    for change in proposal.changes:
        row = landed.segment(change.segment)
        assert max(0, row.remaining_s) == change.after_s
        shortest, longest = row.plan.shortest * 60 - row.elapsed_s, row.plan.longest * 60 - row.elapsed_s
        if bounds:
            assert min(shortest, change.before_s) <= change.after_s <= max(longest, change.before_s)
        assert (change.after_s - change.before_s) % 60 == 0
    untouched = {key for key in state.day.segments if key not in {c.segment for c in proposal.changes}}
    assert rests(done, found.now, untouched) == rests(state, found.now, untouched)
    assert {k for k, p in done.day.segments.items() if p.standing != state.day.segments[k].standing} == set(
        proposal.skipped
    )
    again = fit(done.day, found.now)
    if proposal.possible and again and again.block.plan.key == found.block.plan.key:
        assert again.late_s == 0
    undone = after(done, decide(done, Undo(), found.now, "p"))
    assert as_it_stands(undone.day) == as_it_stands(state.day)


def by_hand_keeps_every_bound_and_is_late_only_where_the_others_cannot_take_it_up(case: Case) -> None:
    state, found, here = case.state, case.found, case.here
    for item in here.items:
        allotted = state.day.segments[item.key].allotted_s
        for wish in (allotted - 120, allotted + 120):
            proposal = found.proposal("hand", {item.key: wish})
            after_s = {c.segment: c.after_s for c in proposal.changes}
            rests = {one.key: after_s.get(one.key, one.rest) for one in here.items}
            assert all(one.floor <= rests[one.key] <= one.ceiling for one in here.items)
            asked = min(max(wish - brute.used(state, item.key, found.now), item.floor), item.ceiling)
            assert rests[item.key] == asked
            held = replace(item, rest=asked, floor=asked, ceiling=asked)
            fixed = replace(here, items=tuple(held if one is item else one for one in here.items))
            assert proposal.late_s <= max(found.late_s, brute.least_late(fixed))
            ends, missed = brute.walk(here, rests)
            assert (proposal.ends, proposal.late_s) == (ends, max(missed.values()))
            if proposal.changes_something:
                taken = decide(state, Fit("hand", wishes=((item.key, wish),), late=True), found.now, "p")
                landed = timeline(after(state, taken).day, found.now)
                assert next(b for b in landed.blocks if b.plan == found.block.plan).projected_end == proposal.ends


SAID = (
    a_squeeze_is_what_the_page_says_and_never_later_than_any_other,
    what_is_dropped_is_the_fewest_the_cheapest_and_the_latest,
    hurrying_is_offered_where_nothing_lands_and_is_the_squeeze_with_half_as_its_floors,
    the_last_resort_is_the_shortest_that_lands_the_block_when_it_goes,
    a_stretch_gives_what_is_to_spare_up_to_the_ceilings,
    by_hand_keeps_every_bound_and_is_late_only_where_the_others_cannot_take_it_up,
)


@MANY
@given(cases())
def test_each_way_to_land_is_what_the_page_says_of_it(case):
    for holds in SAID:
        holds(case)


@MANY
@given(cases(flex=True))
def test_segments_that_bend_by_a_percent_and_have_steps_land_and_hurry_as_the_page_says(case):
    a_squeeze_is_what_the_page_says_and_never_later_than_any_other(case)
    hurrying_is_offered_where_nothing_lands_and_is_the_squeeze_with_half_as_its_floors(case)
    a_stretch_gives_what_is_to_spare_up_to_the_ceilings(case)
    for row in case.found.block.segments:
        if row.plan.leeway:
            assert row.plan.shortest <= row.plan.minutes <= row.plan.longest
