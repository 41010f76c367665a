"""Groups side by side: who is in which, what they ask for, where they are, in which order they report."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.often import often
from tests.session.days import days
from tests.session.grouped import PEOPLE, TABLES, Grouped, afternoon
from tests.session.played import at
from workshop_tui.agenda.groups import PlannedGroup
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.agenda.structs import encode
from workshop_tui.session.attendance.commands import Arrive, Expect, Leave, Strike
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Recorded
from workshop_tui.session.groups.commands import (
    CloseGroup,
    FormGroups,
    OpenGroup,
    PlaceMember,
    SayOfGroup,
    granting,
    suggestion,
)
from workshop_tui.session.groups.forming import formed
from workshop_tui.session.groups.grouping import Group
from workshop_tui.session.groups.standing import called_back, report_in, reporting, shares
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.refusal import Refused
from workshop_tui.session.reporting_back import round_of_groups, speakers
from workshop_tui.session.search import Filter
from workshop_tui.session.state import apply, fold, told
from workshop_tui.session.timing.commands import Goto, Next, Pause, Undo
from workshop_tui.session.timing.fit import fit
from workshop_tui.session.timing.hours import Replan
from workshop_tui.session.timing.replan import changes
from workshop_tui.session.timing.replanning_commands import Extend, Skip
from workshop_tui.session.timing.timeline import timeline
from workshop_tui.session.turns.commands import BeginTurn
from workshop_tui.session.turns.floor import Who
from workshop_tui.session.turns.order import Share, Standing, standing
from workshop_tui.shapes.fit import shape

NAMES = st.lists(st.sampled_from([f"p{n}" for n in range(40)]), unique=True, max_size=40)


@given(NAMES, st.integers(1, 9), st.integers(0, 5), st.randoms(use_true_random=False), st.booleans())
@settings(max_examples=often(60, 600))
def test_nobody_is_in_two_groups_nobody_is_lost_and_sizes_are_within_one(people, count, seed, shuffled, mixed):
    where = {who: f"o{int(who[1:]) % 5}" for who in people} if mixed else None
    found = formed({f"g{n}": () for n in range(count)}, people, f"seed {seed}", where)
    assert sorted(who for those in found.values() for who in those) == sorted(people)
    sizes = [len(those) for those in found.values()]
    assert max(sizes) - min(sizes) <= 1
    listed = [*people]
    shuffled.shuffle(listed)
    assert formed({f"g{n}": () for n in range(count)}, listed, f"seed {seed}", where) == found
    for organisation in set((where or {}).values()):
        spread = [sum((where or {})[who] == organisation for who in those) for those in found.values()]
        assert max(spread) - min(spread) <= 1


@given(st.lists(st.sampled_from(["here", "gone", "late", "unknown"]), min_size=7, max_size=7), st.integers(2, 5))
@settings(max_examples=often(40, 400))
def test_whoever_is_there_is_in_one_group_and_whoever_is_not_is_in_none(lists, count):
    played = Grouped(afternoon(by=count, mix="organisation"))
    for one, marked in zip(PEOPLE, lists, strict=True):
        if marked in ("here", "gone"):
            played.do("14:00", Arrive(one["key"]))
        if marked == "gone":
            played.do("14:01", Leave(one["key"]))
    here = [one["key"] for one, marked in zip(PEOPLE, lists, strict=True) if marked == "here"]
    marks = any(marked in ("here", "gone") for marked in lists)
    wanted = here if marks else [one["key"] for one in PEOPLE]
    if not wanted:
        with pytest.raises(Refused, match="nobody is registered"):
            played.do("14:02", FormGroups())
        return
    played.do("14:02", FormGroups())
    found = played.members()
    assert sorted(who for those in found.values() for who in those) == sorted(wanted)
    assert max(map(len, found.values())) - min(map(len, found.values())) <= 1
    for one, marked in zip(PEOPLE, lists, strict=True):
        if marks and marked == "late":  # who comes late is put where there is most room: sizes stay within one
            played.do("14:10", Arrive(one["key"]))
            state = played.state
            played.do(
                "14:10", PlaceMember(one["key"], suggestion(state.day, state.groups, state.attendance, one["key"]))
            )
    sizes = Counter(len(those) for those in played.members().values())
    assert max(sizes) - min(sizes) <= 1


def test_the_same_session_makes_the_same_groups_and_another_lot_makes_others():
    made = []
    for draw in ("lot", "lot", "another"):
        played = Grouped(afternoon(people=[{"key": f"p{n}", "name": f"N {n}"} for n in range(30)], by=3), draw)
        played.do("14:00", FormGroups())
        made.append(played.members())
    assert made[0] == made[1] != made[2]
    with pytest.raises(Refused, match="are made"):
        played.do("14:01", FormGroups())
    played.do("14:01", FormGroups(again=True))
    assert played.members() != made[2]


def test_members_that_the_agenda_names_stay_and_the_others_fill_up():
    groups = [{"title": "A", "members": ["p1", "p2"]}, {"title": "B"}, {"title": "C"}]
    played = Grouped(afternoon(groups=groups))
    assert played.members() == {"a": ("p1", "p2"), "b": (), "c": ()}
    played.do("14:00", FormGroups())
    found = played.members()
    assert {"p1", "p2"} <= {*found["a"]}
    assert sorted(map(len, found.values())) == [2, 2, 3]


def test_what_groups_ask_is_granted_by_one_extend_and_taken_back_with_it():
    played = Grouped()
    played.do("14:00", Next())
    played.do("14:10", SayOfGroup("Table B", "asks", 2))
    played.do("14:11", SayOfGroup("table-c", "asks", 5))
    played.do("14:11", SayOfGroup("1", "done"))
    assert played.told("14:12") == {"table-a": ("done", 0), "table-b": ("asks", 2), "table-c": ("asks", 5)}
    state = played.state
    assert granting(state.day, state.groups, at("14:12")) == Extend(5)
    played.do("14:12", Extend(2))
    assert played.told("14:12") == {"table-a": ("done", 0), "table-b": ("working", 0), "table-c": ("asks", 3)}
    played.do("14:12", granting(played.state.day, played.state.groups, at("14:12")))
    assert played.told("14:13")["table-c"] == ("working", 0)
    assert played.state.day.segments["tables"].allotted_s == 45 * 60
    played.do("14:13", Undo())
    assert played.told("14:14")["table-c"] == ("asks", 3)
    played.do("14:14", SayOfGroup("table-c", "working"))
    with pytest.raises(Refused, match="no group asks"):
        granting(played.state.day, played.state.groups, at("14:15"))


def test_what_a_group_said_counts_no_more_once_its_segment_is_over():
    played = Grouped()
    with pytest.raises(Refused, match="no groups are at work"):
        played.do("14:00", SayOfGroup("a", "done"))
    played.do("14:00", Next())
    for meant, why in (
        (SayOfGroup("nowhere", "done"), "no group is called"),
        (SayOfGroup("table", "done"), "several"),
        (SayOfGroup("table-a", "asks", 0), "1 to 60"),
        (SayOfGroup("table-a", "working"), "says so already"),
        (PlaceMember("nobody", "table-a"), "no participant"),
        (CloseGroup("table-a"), "is in the agenda"),
        (OpenGroup("  "), "needs a title"),
        (OpenGroup("Bikes", round=0), "a round is a number"),
    ):
        with pytest.raises(Refused, match=why):
            played.do("14:01", meant)
    played.do("14:01", SayOfGroup("table-a", "asks", 3))
    played.do("14:05", Goto("plenary"))
    assert played.told("14:05")["table-a"] == ("working", 0)
    played.do("14:06", Goto("tables"))
    assert played.told("14:07")["table-a"] == ("asks", 3)


def test_groups_move_on_at_each_step_and_what_they_said_in_the_round_before_counts_no_more():
    steps = [{"title": f"Round {n}", "minutes": 10} for n in range(1, 5)]
    played = Grouped(afternoon(rotate=True, steps=steps, groups=[*TABLES[:2], {"title": "Table C"}]))
    assert played.places("14:00") == ["Hall", "Yard", "Table C"]
    played.do("14:00", Next())
    played.do("14:05", SayOfGroup("table-a", "done"))
    assert played.told("14:09")["table-a"] == ("done", 0)
    assert played.places("14:10") == ["Yard", "Table C", "Hall"]
    assert played.told("14:10")["table-a"] == ("working", 0)
    assert (played.made("14:25").round, played.made("14:25").rounds) == (3, 4)
    assert played.places("14:31") == played.places("14:55") == ["Hall", "Yard", "Table C"]
    played.do("14:15", Extend(8))  # rounds are those of the inner clock: it has more time for each that is left
    assert [played.made(clock).round for clock in ("14:21", "14:22", "14:35")] == [2, 3, 4]


def test_a_step_or_a_segment_that_is_a_pause_is_no_round_and_the_round_before_stands_in_it():
    steps = [
        {"title": "One", "minutes": 10},
        {"title": "Coffee", "minutes": 5, "kind": "pause"},
        {"title": "Two", "minutes": 10, "repeat": 2, "change": 2},
    ]
    played = Grouped(afternoon(rotate=True, steps=steps, groups=TABLES))
    played.do("14:00", Next())

    def stands(clock: str) -> tuple[int, int, str | None]:
        made = played.made(clock)
        return made.round, made.rounds, made.groups[0].place

    assert stands("14:09") == stands("14:12") == (1, 3, "Hall")
    assert stands("14:16") == (2, 3, "Yard")
    assert stands("14:26") == stands("14:28") == (3, 3, "Loft"), "a change leads to the round after it"
    played.do("14:13", SayOfGroup("table-a", "done"))
    assert (played.told("14:14")["table-a"][0], played.told("14:16")["table-a"][0]) == ("done", "working")
    plan = afternoon()
    plan["blocks"][0]["segments"].insert(6, {"key": "tea", "title": "Tea", "kind": "pause", "minutes": 10})
    forum = Grouped(plan)
    forum.do("14:00", Goto("forum"))
    forum.do("14:00", OpenGroup("Topic", "Yard", 2))
    found = []
    for clock, segment in (("14:01", "one"), ("14:02", "two"), ("14:03", "tea"), ("14:04", "closing")):
        forum.do(clock, Goto(segment))
        found.append((forum.made(clock, "forum").round, forum.made(clock, "forum").rounds))
    assert found[:3] == [(1, 2), (2, 2), (2, 2)]


def test_groups_report_in_a_round_of_turns_with_equal_shares_and_the_end_stays():
    played = Grouped()
    played.do("14:00", Next())
    with pytest.raises(Refused, match="has no groups yet"):
        round_of_groups(played.state.day, played.state.groups, played.state.attendance, "forum")
    played.do("14:40", Goto("plenary"))
    state = played.state
    played.do("14:40", round_of_groups(state.day, state.groups, state.attendance))

    def stands(clock: str) -> Standing:
        return standing(played.state.day, played.state.attendance, played.state.floor, at(clock))

    names = ["Table A", "Table B", "Table C"]
    assert [one.label for one in stands("14:40").order] == names, "in their order, and nobody else"
    assert stands("14:40").each_s == 240
    before = timeline(played.state.day, at("14:40")).blocks[0].projected_end
    played.do("14:40", BeginTurn(who=Who(label="Table A")))
    played.do("14:46", BeginTurn(name="table b"))
    assert (stands("14:46").share, stands("14:46").each_s) == (Share(180, 180), 180), "A took six: three are left each"
    played.do("14:49", BeginTurn(name="Table C"))
    assert stands("14:49").share == Share(180, 180)
    assert timeline(played.state.day, at("14:49")).blocks[0].projected_end == before
    with pytest.raises(Refused, match="a round goes on already"):
        played.do("14:49", round_of_groups(played.state.day, played.state.groups, played.state.attendance))


def test_groups_of_one_name_are_two_speakers():
    twice = tuple(Group(key=f"g-{n}", number=n, title="Garden") for n in (1, 2))
    assert [who.label for who in speakers(twice)] == ["Garden 1", "Garden 2"]


def test_groups_are_called_back_two_minutes_before_the_end_whatever_was_granted():
    played = Grouped()
    played.do("14:00", Next())

    def back(clock: str) -> bool:
        return called_back(played.state.day, played.state.groups, at(clock))

    assert [back(one) for one in ("14:37:59", "14:38", "14:41")] == [False, True, True]
    played.do("14:38", Extend(2))
    assert [back(one) for one in ("14:39:59", "14:40")] == [False, True]
    played.do("14:40", Pause())
    assert not back("14:41")
    played.do("14:42", Goto("plenary"))
    assert not back("14:53")


def test_groups_report_in_order_each_with_an_equal_share_of_the_plenary():
    played = Grouped()
    played.do("14:00", Next())

    def told() -> list[tuple[str, int, int]]:
        state = played.state
        found = reporting(state.day, state.groups, state.attendance, "tables")
        return [(one.group.key, one.start_s, one.share_s) for one in found]

    assert report_in(played.state.day, played.state.groups, "tables") == "plenary"
    assert told() == [("table-a", 0, 240), ("table-b", 240, 240), ("table-c", 480, 240)]
    played.do("14:40", Next())
    played.do("14:50", Next())
    assert played.made("14:51").segment == "tables"
    played.do("14:51", Extend(-2))
    assert told()[-1] == ("table-c", 400, 200)
    for count, seconds in ((3, 100), (7, 3), (1, 0), (40, 12 * 60)):
        found = shares([played.made("14:51").groups[0].group] * count, seconds)
        assert sum(one.share_s for one in found) == seconds
        assert max(one.share_s for one in found) - min(one.share_s for one in found) <= 1
    played.do("14:55", Goto("forum"))
    assert report_in(played.state.day, played.state.groups, "forum") == "closing"
    skipped = Grouped()
    skipped.do("14:00", Skip("plenary"))
    assert report_in(skipped.state.day, skipped.state.groups, "tables") == "one"


def test_groups_are_opened_during_the_day_and_last_until_the_segment_that_is_said():
    played = Grouped()
    played.do("14:00", Goto("forum"))
    played.do("14:01", OpenGroup("Bikes", "Hall", 1))
    with pytest.raises(Refused, match="“Hall” is taken then, by “Bikes”"):
        played.do("14:02", OpenGroup("Trains", "hall", 1))
    played.do("14:02", OpenGroup("Trains", "Hall", 2))
    with pytest.raises(Refused, match="is open already"):
        played.do("14:03", OpenGroup("Trains"))
    played.do("14:04", Goto("two"))
    made = played.made("14:05")
    assert (made.segment, made.live, made.round, made.rounds) == ("forum", True, 2, 2)
    played.do("14:05", SayOfGroup("trains", "asks", 2))
    assert granting(played.state.day, played.state.groups, at("14:06")) == Extend(2)
    played.do("14:06", TakeNote("ok", group="trains"))
    played.do("14:07", Goto("closing"))
    assert played.made("14:08").segment == "forum"
    assert not played.made("14:08").live
    assert [note.taken.text for note in Filter(group="Trains").of(played.state)] == ["ok"]
    played.do("14:09", CloseGroup("trains"))
    assert [one.group.key for one in played.made("14:10").groups] == ["bikes"]
    assert [note.taken.text for note in Filter(group="trains").of(played.state)] == ["ok"]


def test_an_edited_agenda_keeps_who_is_in_which_group():
    played = Grouped()
    played.do("14:00", FormGroups())
    before = played.members()
    groups = [{**TABLES[0], "place": "Garden"}, *TABLES[1:], {"title": "Table D"}]
    edited = agenda_of(afternoon(groups=groups))
    assert [str(one) for one in changes(played.state.day, edited)] == ["“Tables”: groups"]
    played.do("14:01", Replan(edited))
    assert played.members() == before | {"table-d": ()}
    assert played.places("14:02")[0] == "Garden"
    fewer = agenda_of(afternoon(groups=TABLES[:2]))
    played.do("14:03", Replan(fewer))
    assert {*played.made("14:04").loose} == {*before["table-c"]}


def test_who_is_struck_off_is_in_no_group_and_each_event_is_told_in_words():
    played = Grouped()
    played.do("14:00", FormGroups())
    played.do("14:01", PlaceMember("Person 1", None))
    played.do("14:01", PlaceMember("p1", "Table B"))
    with pytest.raises(Refused, match="in “Table B” already"):
        played.do("14:01", PlaceMember("p1", "b"))
    played.do("14:02", Next())
    played.do("14:02", SayOfGroup("table-b", "asks", 2))
    played.do("14:02", SayOfGroup("table-b", "done"))
    played.do("14:03", OpenGroup("Bikes"))
    played.do("14:03", CloseGroup("bikes"))
    state = played.state
    grouped = [event for event in state.events if "Group" in event.type or "Member" in event.type]
    assert [str(told(state, event)) for event in grouped] == [
        "p made the groups of “Tables” at 14:00: 3",
        "p takes Person 1 out of the groups",
        "p puts Person 1 into “Table B”",
        "“Table B” asks for 2 min",
        "“Table B” is done",
        "p opened the group “Bikes”",
        "p closed the group “bikes”",
    ]
    played.do("14:04", Strike("p1"))
    assert "p1" not in {who for those in played.members().values() for who in those}
    played.do("14:05", Expect("New Person"))
    assert played.made("14:05").loose == ("new-person",)


@given(days(), st.integers(0, 3))
@settings(max_examples=often(60, 600))
def test_landing_offers_the_same_to_the_byte_with_groups_as_without(day, asked):
    state, now = day
    assume(fit(state.day, now) is not None)
    opened, *events = state.events
    groups = tuple(PlannedGroup(key=f"g{n}", title=f"Group {n}") for n in range(3))
    blocks = tuple(
        replace(block, segments=tuple(replace(one, groups=groups) for one in block.segments))
        for block in opened.agenda.blocks
    )
    grouped = fold(
        [
            Recorded(n, one.at, one)
            for n, one in enumerate((replace(opened, agenda=replace(opened.agenda, blocks=blocks)), *events), 1)
        ]
    )
    assert grouped
    for n in range(asked):
        with suppress(Refused):
            said = decide(grouped, SayOfGroup(f"g{n}", "asks", n + 1), now, "p")
            grouped = apply(grouped, Recorded(grouped.number + 1, said.at, said))
    found = [(one, offer) for one in (state, grouped) if (offer := fit(one.day, now))]
    assert len(found) == 2
    assert len({encode(shape(one, offer, offer.proposals)) for one, offer in found}) == 1


def test_a_segment_that_mixes_spreads_an_organisation_over_its_groups_and_one_that_does_not_need_not():
    def together(draw: str, **mix: Any) -> int:
        played = Grouped(afternoon(groups=[*TABLES[:2], {"title": "Table C"}], **mix), draw)
        played.do("14:00", FormGroups())
        where = {one["key"]: one["organisation"] for one in PEOPLE}
        return max(Counter(where[who] for who in those)["Mairie"] for those in played.members().values())

    draws = [f"lot {n}" for n in range(8)]
    assert {together(draw, mix="organisation") for draw in draws} == {2}, "four of the town hall at three tables"
    assert max(together(draw) for draw in draws) > 2


def test_who_comes_late_goes_where_the_fewest_are_there_whoever_is_on_the_list():
    played = Grouped(afternoon(groups=TABLES[:2]))
    played.do("14:00", FormGroups())
    big, small = sorted(played.members().items(), key=lambda one: -len(one[1]))
    for who in [one["key"] for one in PEOPLE]:
        played.do("14:01", Arrive(who))
    for who in big[1][:2]:
        played.do("14:02", Leave(who))
    played.do("14:03", Expect("Late One"))
    played.do("14:03", Arrive("Late One"))
    state = played.state
    assert (len(big[1]), len(small[1])) == (4, 3)
    assert suggestion(state.day, state.groups, state.attendance, "Late One") == big[0], "two of its four have left"


def test_whom_the_agenda_names_and_who_is_not_there_takes_no_place_as_groups_are_made():
    named = [TABLES[0] | {"members": ["p1", "p2", "p3"]}, TABLES[1]]
    played = Grouped(afternoon(groups=named))
    for who in ("p1", "p4", "p5", "p6"):
        played.do("14:00", Arrive(who))
    played.do("14:00", FormGroups())
    event = played.state.events[-1]
    put = {one.group: set(one.members) for one in getattr(event, "groups", ())}
    assert put["table-a"] | put["table-b"] == {"p1", "p4", "p5", "p6"}
    assert "p1" in put["table-a"]
    assert (len(put["table-a"]), len(put["table-b"])) == (2, 2)
