"""Turns: who speaks for how long, who comes next, what each has of a round (docs/time.md, “Turns”)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import utc
from tests.often import often
from tests.report.conftest import Said
from tests.session.folded import Folded
from tests.session.played import at, plan
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.journal.sessions import state_of
from workshop_tui.report.record import read, written
from workshop_tui.session.attendance.commands import Arrive, Expect, Leave, Strike
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Command, Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.privacy.forgetting import without_name
from workshop_tui.session.privacy.hiding import hidden
from workshop_tui.session.refusal import Refused
from workshop_tui.session.state import apply, fold, told
from workshop_tui.session.timing.commands import End, Goto, Next, Pause, Redo, Reopen, Resume, Stop, Undo
from workshop_tui.session.timing.replanning_commands import Extend
from workshop_tui.session.timing.timeline import timeline
from workshop_tui.session.turns.commands import (
    AskToSpeak,
    BeginRound,
    BeginTurn,
    CorrectTurn,
    EndRound,
    EndTurn,
    NoLongerAsk,
    ShowTurns,
    WithdrawTurn,
)
from workshop_tui.session.turns.floor import Who, caller
from workshop_tui.session.turns.order import standing
from workshop_tui.session.turns.shares import Group, family_of, folded, groups
from workshop_tui.session.turns.speaking import spoken

DATE = at("9:00").date()


class Day(Folded):
    """The worked example of time.md, with people, and one command after another."""

    def __init__(self, *people: str) -> None:
        agenda = plan()
        opened = SessionOpened(at=at("8:00"), by="p", id="s", agenda=agenda, date=DATE)
        self.records = [Recorded(1, at("8:00"), opened)]
        for one in people:
            name, _comma, organisation = one.partition(", ")
            self.do("8:00", Expect(name, organisation or None))

    def do(self, clock: str | datetime, *commands: Command, by: str = "p") -> Day:
        now = at(clock) if isinstance(clock, str) else clock
        for command in commands:
            event = decide(self.state, command, now, by)
            self.records.append(Recorded(len(self.records) + 1, now, event))
        return self

    def spoke(self, clock: str) -> list[tuple[str, str | None, int]]:
        """Tell who spoke, in which segment, for how many seconds."""
        state = self.state
        called = caller(state.agenda, state.attendance)
        found = spoken(state.day, state.floor, at(clock))
        return [(called(one.turn.speaker), one.segment, one.seconds) for one in found]

    def stands(self, clock: str):
        state = self.state
        return standing(state.day, state.attendance, state.floor, at(clock))

    def order(self, clock: str) -> list[str]:
        called = caller(self.state.agenda, self.state.attendance)
        return [called(who) for who in self.stands(clock).order]


def refused(day: Day, clock: str, command: Command, by: str = "p") -> str:
    with pytest.raises(Refused) as why:
        day.do(clock, command, by=by)
    return str(why.value)


# ── one turn after another ─────────────────────────────────────────────────────────────────────────────────
def test_the_next_name_ends_a_turn_and_begins_the_next():
    day = Day("Marie Dupont", "Paul Petit").do("9:00", Next(), BeginTurn("mar")).do("9:02", BeginTurn("petit"))
    assert day.spoke("9:03") == [("Marie Dupont", "a", 120), ("Paul Petit", "a", 60)]
    day.do("9:05", EndTurn())
    assert day.spoke("9:20")[1] == ("Paul Petit", "a", 180)
    assert day.stands("9:20").open is None


@pytest.mark.parametrize("closing", [Pause(), Next(), Stop(), End(), Goto("d")])
def test_a_pause_a_change_of_segment_and_the_end_close_a_turn_without_an_event_of_its_own(closing):
    day = Day("Marie").do("9:00", Next(), BeginTurn("marie")).do("9:04", closing)
    assert day.spoke("9:10") == [("Marie", "a", 240)]
    assert day.stands("9:10").open is None
    day.do("9:10", Undo())  # it never happened
    assert day.spoke("9:11") == [("Marie", "a", 660)]
    assert day.stands("9:11").open
    day.do("9:11", Redo())
    assert day.spoke("9:12") == [("Marie", "a", 240)]


def test_a_pause_that_is_said_afterwards_stops_the_turn_then():
    day = Day("Marie").do("9:00", Next(), BeginTurn("marie"))
    event = decide(day.state, Pause(), at("9:10"), "p", at("9:06"))
    day.records.append(Recorded(len(day.records) + 1, at("9:10"), event))
    assert day.spoke("9:12") == [("Marie", "a", 360)]


def test_a_turn_of_a_segment_whose_start_was_taken_back_is_of_the_one_that_is_live_then():
    day = Day("Marie").do("9:00", Next()).do("9:20", Next()).do("9:21", BeginTurn("marie"))
    assert day.spoke("9:22") == [("Marie", "b", 60)]
    day.do("9:23", Undo())
    assert day.spoke("9:24") == [("Marie", "a", 180)]
    day.do("9:24", Undo())
    assert day.spoke("9:25") == [("Marie", None, 0)]


def test_turns_move_nothing():
    still = Day("Marie", "Paul").do("9:00", Next())
    day = Day("Marie", "Paul").do("9:00", Next(), BeginRound(), BeginTurn("marie"), AskToSpeak("paul"))
    day.do("9:05", BeginTurn("paul"), by="other").do("9:06", EndTurn(), EndRound())
    assert timeline(day.state.day, at("9:07")) == timeline(still.state.day, at("9:07"))
    assert day.state.day.last_timing == still.state.day.last_timing
    day.do("9:07", Undo())
    assert day.state.day.live is None, "undo takes back what moved the day"
    assert len(day.state.floor.turns) == 2


@pytest.mark.parametrize("before", [(), (Next(), Stop()), (Next(), Pause()), (Next(), End())])
def test_nobody_speaks_while_nothing_runs(before):
    day = Day("Marie").do("9:00", *before)
    assert refused(day, "9:01", BeginTurn("marie"))
    assert refused(day, "9:01", BeginRound())
    assert refused(day, "9:01", EndTurn()) == "nobody has the floor"


def test_what_was_forgotten_is_said_of_the_instant_whatever_came_since():
    day = Day("Ana", "Ben").do("9:00", Next()).do("9:10", Pause())
    for command, then in ((BeginTurn("ana"), "9:02"), (BeginTurn("ben"), "9:05"), (EndTurn(), "9:07")):
        event = decide(day.state, command, at("9:20"), "p", at(then))
        day.records.append(Recorded(len(day.records) + 1, at("9:20"), event))
    assert day.spoke("9:30") == [("Ana", "a", 180), ("Ben", "a", 120)]
    with pytest.raises(Refused, match="the day is paused"):
        decide(day.state, BeginTurn("ana"), at("9:20"), "p", at("9:12"))
    with pytest.raises(Refused, match="turn began at 09:05: no turn begins before it"):
        decide(day.state, BeginTurn("ana"), at("9:20"), "p", at("9:04"))
    with pytest.raises(Refused, match="nothing was live at 08:30"):
        decide(Day("Ana").do("9:00", Next()).state, BeginTurn("ana"), at("9:20"), "p", at("8:30"))


def test_on_a_day_that_was_left_open_nobody_speaks_beyond_its_last_hard_end():
    day = Day("Marie").do("14:50", Next(), BeginTurn("marie"))
    state = day.state
    (one,) = spoken(state.day, state.floor, at("15:00") + timedelta(days=3))
    assert one.seconds == 600


# ── who is meant ───────────────────────────────────────────────────────────────────────────────────────────
def test_several_who_begin_so_are_listed_and_nobody_speaks():
    day = Day("Marie Dupont", "Mario Petit, Mairie", "Zoé Marchand").do("9:00", Next())
    assert refused(day, "9:01", BeginTurn("mar")) == (
        "several could be meant: Marie Dupont (marie-dupont), Mario Petit (mario-petit), Zoé Marchand (zoe-marchand)"
    )
    assert refused(day, "9:01", BeginTurn("Xavier")).startswith("nobody who may speak is called “Xavier”")
    assert refused(day, "9:01", BeginTurn("  ")) == "a speaker needs a name"
    day.do("9:01", BeginTurn("zoe")).do("9:02", BeginTurn("MARIO")).do("9:03", BeginTurn("dup"))
    day.do("9:04", BeginTurn("mairie")).do("9:05", BeginTurn(label="The public")).do("9:06", BeginTurn("marie"))
    day.do("9:07", BeginTurn("public"))
    assert [name for name, *_ in day.spoke("9:08")] == [
        "Zoé Marchand",
        "Mario Petit",
        "Marie Dupont",
        "Mairie",
        "The public",
        "Marie Dupont",
        "The public",
    ]
    assert [one.speaker for one in day.state.floor.turns][3:5] == [Who(organisation="Mairie"), Who(label="The public")]


def test_who_is_there_is_meant_before_who_is_not():
    day = Day("Marie Dupont", "Marie Petit").do("9:00", Next(), Arrive("petit")).do("9:01", BeginTurn("marie"))
    assert day.spoke("9:02")[0][0] == "Marie Petit"
    day.do("9:02", BeginTurn("dupont"))
    assert day.spoke("9:03")[1][0] == "Marie Dupont", "who is not there may be meant, too"


# ── two people, one floor ──────────────────────────────────────────────────────────────────────────────────
def test_two_who_name_the_next_speaker_at_once_make_one_turn_of_it(trainers, clock):
    pascal, aurelie = trainers
    pascal.do(Expect("Marie"))
    pascal.do(Expect("Paul"))
    pascal.do(Next())
    aurelie.catch_up()
    clock.instant = utc(9, 5)
    pascal.do(BeginTurn("marie"))
    with pytest.raises(Refused, match=r"Marie speaks from 09:05 \(Pascal\)"):
        aurelie.do(BeginTurn("paul"))  # it had not seen that
    with pytest.raises(Refused, match="Marie speaks from 09:05"):
        aurelie.do(BeginTurn("paul"))  # seen, in the same second
    assert [one.speaker.participant for one in aurelie.state.floor.turns] == ["marie"]
    clock.instant = utc(9, 8)
    aurelie.do(BeginTurn("paul"))
    pascal.do(BeginTurn("paul"))  # the same one, unseen: there is nothing to say
    pascal.catch_up()
    assert [one.speaker.participant for one in pascal.state.floor.turns] == ["marie", "paul"]
    assert state_of(pascal.journal) == pascal.state


def test_who_ends_a_turn_does_not_end_one_that_another_began_meanwhile(trainers, clock):
    pascal, aurelie = trainers
    for name in ("Marie", "Paul"):
        pascal.do(Expect(name))
    pascal.do(Next())
    pascal.do(BeginTurn("marie"))
    aurelie.catch_up()
    clock.instant = utc(9, 5)
    pascal.do(BeginTurn("paul"))
    with pytest.raises(Refused, match="Paul speaks from 09:05"):
        aurelie.do(EndTurn())
    found = spoken(aurelie.state.day, aurelie.state.floor, utc(9, 6))
    assert found[-1].open
    assert found[-1].turn.speaker.participant == "paul"
    clock.instant = utc(9, 7)
    aurelie.do(EndTurn())
    pascal.do(BeginTurn("marie"))  # it had not seen the end, which is no trouble
    assert spoken(pascal.state.day, pascal.state.floor, utc(9, 8))[-1].open


def test_two_rounds_that_are_begun_at_once_are_one(trainers):
    pascal, aurelie = trainers
    pascal.do(Expect("Marie"))
    pascal.do(Next())
    aurelie.catch_up()
    pascal.do(BeginRound())
    begun = pascal.state.floor.round
    aurelie.do(BeginRound())
    assert aurelie.state.floor.round == begun


# ── hands, and whose turn is next ──────────────────────────────────────────────────────────────────────────
def test_who_asked_and_has_not_spoken_comes_first_then_who_spoke_least():
    day = Day("Ana", "Ben", "Cid", "Dan").do("9:00", Next())
    day.do("9:00", BeginTurn("ana")).do("9:01", BeginTurn("ben")).do("9:04", EndTurn())
    day.do("9:05", *(AskToSpeak(name) for name in ("ben", "dan", "ana")))
    assert day.order("9:05") == ["Dan", "Cid", "Ana", "Ben"]
    assert refused(day, "9:05", AskToSpeak("dan")) == "Dan asks to speak already"
    day.do("9:06", BeginTurn("dan"))
    assert day.state.floor.asked == (Who(participant="ben"), Who(participant="ana")), "who speaks asks no longer"
    day.do("9:07", NoLongerAsk("ben"), EndTurn())
    assert refused(day, "9:07", NoLongerAsk("ben")) == "Ben does not ask to speak"
    assert day.order("9:08") == ["Cid", "Ana", "Dan", "Ben"]


# ── rounds ─────────────────────────────────────────────────────────────────────────────────────────────────
PEOPLE = [f"{letter}{letter.lower()}a" for letter in "ABCDEFGHIJKL"]


def twelve() -> Day:
    """Twelve people, twenty minutes."""
    day = Day(*PEOPLE).do("9:00", Next(), Extend(-10, "a"))
    return day.do("9:00", *(Arrive(name) for name in PEOPLE), BeginRound())


def test_of_twelve_in_twenty_minutes_one_takes_four_and_the_others_have_87_seconds_each():
    day = twelve()
    before = timeline(day.state.day, at("9:00")).blocks[0].projected_end
    assert day.stands("9:00").each_s == 100
    day.do("9:00", BeginTurn("aaa"))
    assert day.stands("9:00").share.whole_s == 100
    assert day.stands("9:03").share.left_s == -80
    day.do("9:04", BeginTurn("bba"))
    assert day.stands("9:04").share.whole_s == 87
    assert day.stands("9:04").each_s == 87
    assert timeline(day.state.day, at("9:04")).blocks[0].projected_end == before


def test_a_round_lands_on_the_end_of_the_segment_whatever_the_first_ones_took():
    day, now = twelve(), at("9:00")
    for place, name in enumerate(PEOPLE):
        day.do(now, BeginTurn(name))
        share = standing(day.state.day, day.state.attendance, day.state.floor, now).share
        assert share is not None
        now += timedelta(seconds=share.whole_s + (70 if place < 3 else 0))
    assert timedelta(0) <= at("9:20") - now < timedelta(seconds=12)
    day.do(now, EndTurn())
    assert standing(day.state.day, day.state.attendance, day.state.floor, now).left == ()


def test_in_a_round_who_leaves_is_left_out_who_comes_is_in_and_a_guest_takes_no_share():
    day = twelve().do("9:00", Expect("Zed"), BeginTurn("aaa"))
    day.do("9:01", Leave("bba"), Strike("cca"), Arrive("zed"))
    left = day.stands("9:01").left
    assert left is not None
    assert [who.participant for who in left] == ["aaa", *(name.lower() for name in PEOPLE[3:]), "zed"]
    day.do("9:01", BeginTurn(label="The mayor"))
    assert day.stands("9:02").share is None
    assert day.stands("9:02").each_s == 18 * 60 // 10


def test_whom_a_pause_cut_short_in_a_round_goes_on_and_whoever_spoke_has_no_second_share():
    day = twelve().do("9:00", BeginTurn("aaa")).do("9:01", Pause()).do("9:06", Resume())
    assert len(day.stands("9:06").left) == 12
    day.do("9:06", BeginTurn("aaa"))
    assert day.stands("9:06").share.whole_s == 19 * 60 // 12
    day.do("9:07", BeginTurn("bba")).do("9:08", BeginTurn("aaa"))
    assert day.stands("9:08").share is None
    assert len(day.stands("9:08").left) == 10


def test_a_round_is_over_with_its_segment_and_back_with_it():
    day = twelve().do("9:10", Next())
    assert day.stands("9:11").left is None
    assert refused(day, "9:11", EndRound()) == "no round goes on"
    day.do("9:12", Undo())
    assert len(day.stands("9:12").left) == 12
    assert refused(day, "9:12", BeginRound()) == "a round goes on already"
    day.do("9:12", EndRound()).do("9:12", BeginRound(("bba", "cca")))
    assert day.order("9:12") == ["Bba", "Cca"]
    assert day.stands("9:12").each_s == 4 * 60


def test_a_segment_that_was_lengthened_gives_more_to_who_speaks_too():
    day = twelve().do("9:00", BeginTurn("aaa")).do("9:01", Extend(4, "a"))
    assert day.stands("9:01").share.whole_s == 120
    late = twelve().do("9:25", BeginTurn("aaa"))
    assert late.stands("9:26").share.whole_s == 0
    assert late.stands("9:26").each_s == 0


# ── what was noted wrongly ─────────────────────────────────────────────────────────────────────────────────
def test_a_turn_is_corrected_and_withdrawn():
    day = Day("Ana", "Ben").do("9:00", Next(), BeginTurn("ana")).do("9:03", BeginTurn("ben"))
    numbers = [one.number for one in day.state.floor.turns]
    day.do("9:04", WithdrawTurn())  # she had gone on
    assert day.spoke("9:05") == [("Ana", "a", 300)]
    day.do("9:05", CorrectTurn("ben", turn=numbers[0]))
    assert day.spoke("9:06") == [("Ben", "a", 360)]
    day.do("9:06", CorrectTurn(start=at("9:01"), end=at("9:02")))
    assert day.spoke("9:07") == [("Ben", "a", 60)]
    assert refused(day, "9:07", CorrectTurn(end=at("9:02"))) == "that turn is so already"
    assert refused(day, "9:07", CorrectTurn(end=at("9:00"))) == "a turn does not end before it begins"
    assert refused(day, "9:07", CorrectTurn(start=at("8:50"))) == "nothing was live at 08:50"
    assert refused(day, "9:07", CorrectTurn(start=at("9:08"))).startswith("that is after 09:07")
    assert refused(day, "9:07", WithdrawTurn(99)).startswith("no turn has the number 99")
    day.do("9:07", BeginTurn("ana")).do("9:08", EndTurn()).do("9:09", WithdrawTurn(numbers[0]), WithdrawTurn())
    assert refused(day, "9:09", WithdrawTurn()) == "no turn has been noted yet"
    assert day.spoke("9:10") == []


def test_a_turn_that_was_over_does_not_go_on_as_the_one_after_it_is_withdrawn():
    day = Day("Ana", "Ben").do("9:00", Next(), BeginTurn("ana")).do("9:03", BeginTurn("ben")).do("9:04", EndTurn())
    assert day.do("9:05", WithdrawTurn()).spoke("9:06") == [("Ana", "a", 180)]


def test_who_is_struck_off_leaves_the_time_that_was_spoken_as_it_is():
    day = Day("Ana, Mairie", "Ben").do("9:00", Next(), BeginTurn("ana")).do("9:03", BeginTurn("ben"))
    day.do("9:04", EndTurn(), Strike("ana"))
    assert [seconds for _name, _segment, seconds in day.spoke("9:05")] == [180, 60]
    state = day.state
    assert sum(one.seconds for one in groups(state.agenda, state.attendance, day.stands("9:05").spoken)) == 240


# ── what always holds ──────────────────────────────────────────────────────────────────────────────────────
MEANT = {
    "next": Next(), "pause": Pause(), "resume": Resume(), "stop": Stop(), "undo": Undo(), "redo": Redo(),
    "goto": Goto("c"), "end": End(), "reopen": Reopen(), "ana": BeginTurn("ana"), "ben": BeginTurn("ben"),
    "done": EndTurn(),
}  # fmt: skip
STEPS = st.lists(st.tuples(st.integers(0, 40), st.sampled_from(sorted(MEANT))), max_size=16)


def replayed(done: list[tuple[int, str]], until: int) -> dict[str, int]:
    """The seconds that each spoke, second by second, from what was done alone: written without the program."""
    stands: list[tuple[int, str]] = []
    taken: list[tuple[int, str]] = []
    turns: list[tuple[int, str]] = []
    for second, what in done:
        if what in ("ana", "ben", "done"):
            turns.append((second, what))
        elif what == "undo":
            taken.append(stands.pop())
        elif what == "redo":
            stands.append(taken.pop())
        else:
            stands.append((second, what))
            taken = []

    def runs(second: int) -> bool:
        live, paused = False, False
        for when, what in stands:
            if when > second:
                break
            if what in ("next", "goto"):
                live, paused = True, False
            elif what in ("stop", "end"):
                live = False
            elif what in ("pause", "resume"):
                paused = what == "pause"
        return live and not paused

    spoke = {"ana": 0, "ben": 0}
    for second in range(until):
        said = [one for one in turns if one[0] <= second]
        if not said or said[-1][1] == "done":
            continue
        began, who = said[-1]
        closed = any(began < when <= second for when, what in stands if what not in ("resume", "reopen"))
        if runs(second) and runs(began) and not closed:
            spoke[who] += 1
    return spoke


@settings(max_examples=often(150, 3000))
@given(STEPS)
def test_turns_are_as_long_as_a_replay_second_by_second_has_them(steps):
    day, second, done = Day("Ana", "Ben"), 0, []
    state = day.state
    for passes, what in steps:
        second += passes
        now = at("9:00") + timedelta(seconds=second)
        try:
            event = decide(state, MEANT[what], now, "p")
        except Refused:
            continue
        state = apply(state, Recorded(state.number + 1, now, event))
        done.append((second, "stop" if event.type == "SegmentStopped" else what))
    until = second + 30
    found = spoken(state.day, state.floor, at("9:00") + timedelta(seconds=until))
    spoke: dict[str | None, int] = {"ana": 0, "ben": 0}
    for one in found:
        spoke[one.turn.speaker.participant] += one.seconds
    assert spoke == replayed(done, until)
    for key in state.day.segments:
        used = state.day.elapsed_s(key, at("9:00") + timedelta(seconds=until))
        assert sum(one.seconds for one in found if one.segment == key) <= used
    assert sum(one.open for one in found) <= 1


# ── where people come from, and what leaves the program ────────────────────────────────────────────────────
def test_a_group_of_fewer_than_three_is_told_with_others_and_never_by_what_is_left():
    def some(*groups_: tuple[str | None, int, int]) -> list[tuple[str | None, int, int]]:
        made = [Group(spent, people, 0, organisation=name) for name, people, spent in groups_]
        return [(one.organisation, one.people, one.share) for one in folded(made)]

    assert some(("A", 3, 60), ("B", 3, 40)) == [("A", 3, 60), ("B", 3, 40)]
    assert some(("A", 4, 60), ("B", 2, 30), ("C", 1, 10)) == [("A", 4, 60), (None, 3, 40)]
    assert some(("A", 4, 60), ("B", 3, 30), ("C", 1, 10)) == [("A", 4, 60), (None, 4, 40)]
    assert some(("A", 4, 60), ("B", 2, 30), ("C", 2, 10)) == [("A", 4, 60), (None, 4, 40)], "two are fewer than three"
    assert some(("A", 4, 60), ("B", 2, 40)) == []
    assert some(("A", 4, 60), ("C", 1, 10)) == []
    assert some(("A", 2, 60), (None, 1, 10)) == []
    assert some() == []


def test_a_family_is_found_by_the_names_of_the_agendas_list_and_by_nothing_else(seed):
    assert family_of(seed, "Associations") == "associations"
    assert family_of(seed, "commune") == "collectivites"
    assert family_of(seed, "Association de Marie Dupont") is None
    assert family_of(seed, "") is None
    assert family_of(seed, None) is None


@pytest.mark.parametrize("rule", ["pseudonyme", "chatham"])
def test_confidentiality_and_forgetting_reach_who_spoke(seed, rule):
    from msgspec.structs import replace

    said = Said(replace(seed, confidentiality=rule))
    said.do(utc(9), Next(), Expect("Marie Dupont", "Mairie de Salers"))
    said.do(utc(9, 1), BeginTurn("marie"), AskToSpeak(label="Zoé Marchand"), ShowTurns())
    said.do(utc(9, 2), BeginTurn("mairie"), by="pascal").do(utc(9, 3), BeginRound())
    said.do(utc(9, 4), CorrectTurn("Marie Dupont", turn=4, start=utc(9, 0, 30)))
    state = said.state
    assert len(state.floor.turns) == 2
    shown = repr(hidden(state).state).lower()
    assert "marie" not in shown
    assert "marchand" not in shown
    assert ("salers" in repr(hidden(state).state.floor).lower()) == (rule == "pseudonyme")
    without = without_name(state, "Marie Dupont")
    left = fold([Recorded(one.number, one.recorded_at, without.event(one)) for one in said.records])
    assert left is not None
    assert "marie" not in repr(left.floor).lower()
    assert "dupont" not in repr([told(left, event) for event in left.events]).lower()
    spoke = spoken(left.day, left.floor, utc(9, 10))
    assert [one.seconds for one in spoke] == [one.seconds for one in spoken(state.day, state.floor, utc(9, 10))]


def test_turns_come_through_the_record_as_they_were(seed, tmp_path):
    said = Said(seed).do(utc(9), Next(), Expect("Marie", "Mairie"), Expect("Paul"))
    said.do(utc(9, 1), BeginRound(), BeginTurn("marie"), AskToSpeak("paul")).do(utc(9, 2), BeginTurn("paul"))
    said.do(utc(9, 3), EndTurn(), CorrectTurn(end=utc(9, 2, 30)), WithdrawTurn(), NoLongerAsk("marie"), EndRound())
    file = tmp_path / "r.toml"
    file.write_text(written(said.records), encoding="utf-8")
    assert read(file) == said.records
    assert fold(read(file)) == said.state


def test_a_key_that_a_trainer_and_a_participant_share_means_one_of_them_each():
    agenda = agenda_of(
        {
            "title": "T",
            "timezone": "UTC",
            "trainers": [{"key": "zoe", "name": "Zoé Roux"}],
            "participants": [{"key": "zoe", "name": "Zoé Brun"}],
            "guests": [{"key": "zoe-guest", "name": "Zoé Vert"}],
            "blocks": [
                {
                    "key": "a",
                    "title": "A",
                    "start": "9h",
                    "end": "10h",
                    "segments": [{"key": "s", "title": "S", "minutes": 60}],
                }
            ],
        }
    )
    day = Day()
    opened = SessionOpened(at=at("8:00"), by="p", id="s", agenda=agenda, date=DATE)
    day.records = [Recorded(1, at("8:00"), opened)]
    day.do("9:00", Next(), BeginTurn("zoe")).do("9:01", BeginTurn("zoe-trainer")).do("9:02", BeginTurn("vert"))
    assert [name for name, *_ in day.spoke("9:03")] == ["Zoé Brun", "Zoé Roux", "Zoé Vert"]
