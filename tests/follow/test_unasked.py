"""Announcements: what `follow` says unasked, by level; and never into a line that is half-typed."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from tests.conftest import utc
from tests.follow.small import SMALL
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.locale import speak
from workshop_tui.session.attendance.commands import Arrive, Expect
from workshop_tui.session.notes.commands import AmendNote, TakeNote
from workshop_tui.session.timing.commands import Next, Pause, Stop, TakeHand, Undo
from workshop_tui.session.timing.replanning_commands import Extend, Skip
from workshop_tui.spoken.levels import Level

WITH_A_GUEST = agenda_of(
    {
        "title": "Guest",
        "timezone": "Europe/Paris",
        "guests": [{"key": "zoe", "name": "Zoé"}],
        "blocks": [
            {
                "title": "Morning",
                "start": "9h",
                "end": "9h40",
                "segments": [{"title": "Welcome", "minutes": 20}, {"title": "Talk", "minutes": 20, "needs": ["zoe"]}],
            }
        ],
    }
)


@pytest.fixture
def small(ears):
    """A follower of a small day, its first segment begun on time."""
    ear = ears(SMALL)
    ear.at(9)
    ear.says("next")
    return ear


def test_the_end_of_a_segment_is_said_before_at_and_after_it(small):
    small.follower.announcer.level = Level.BRIEF
    said = {minute: small.at(9, minute) for minute in range(1, 31)}
    assert {minute: told for minute, told in said.items() if told} == {
        5: ["Welcome ends in 5 minutes, at 09:10."],
        9: ["Welcome ends in 1 minute, at 09:10."],
        10: ["Welcome should end now, at 09:10."],
        12: ["Welcome is 2 minutes over."],
        15: ["Welcome is 5 minutes over."],
        20: ["Welcome is 10 minutes over."],
        25: ["Welcome is 15 minutes over."],
        30: ["Welcome is 20 minutes over."],
    }


def test_after_a_sleep_only_the_last_is_said(small):
    small.follower.announcer.level = Level.BRIEF
    assert small.at(9, 12, 30) == ["Welcome is 2 minutes over."]


def test_after_a_sleep_over_the_hard_end_it_is_said_that_it_was(small):
    small.follower.announcer.level = Level.BRIEF
    assert small.at(12, 45) == ["The morning should have ended at 12:00."]


def test_that_the_clock_went_back_is_said_once_and_whether_time_stands_still_for_it(small):
    small.says("n before the step")
    assert small.at(8, 30) == ["The clock went back to 08:30, or another’s is ahead: time stands still until 09:00."]
    assert small.at(8, 31) == []
    assert small.says("n after the step") == ["Note 4 kept."]
    taken = [note.taken.at for note in small.session.state.notebook.notes]
    assert taken == sorted(taken)
    small.at(9, 3)
    assert small.at(9, 2) == ["The clock went back from 09:03 to 09:02."]


def test_a_segment_as_short_as_a_warning_is_not_warned_of_as_it_starts(ears):
    ear = ears(SMALL)
    ear.at(9)
    ear.says("next")
    ear.says("-5")
    assert ear.at(9, 0, 1) == []


def test_the_hard_end_is_said_at_10_5_and_0_in_place_of_the_segments_own(small):
    small.follower.announcer.level = Level.BRIEF
    small.says("next")
    small.at(9, 40)
    small.says("next")
    small.at(11, 49)
    assert small.at(11, 50) == ["The morning must end in 10 minutes, at 12:00."]
    assert small.at(11, 55) == ["The morning must end in 5 minutes, at 12:00."]
    small.at(11, 59)
    assert small.at(12) == ["The morning must end now, at 12:00."]
    assert small.at(12, 0, 30) == []


def test_lateness_is_said_as_it_starts_moves_by_five_minutes_and_ends(small):
    said = [line for minute in range(1, 21) for line in small.at(9, minute) if line.startswith("The morning")]
    assert said == [
        "The morning would end at 12:02, 2 minutes late.",
        "The morning would end at 12:07, 7 minutes late.",
    ]
    small.does(Next())
    assert small.does(Skip("talk")) == ["Aurélie: Talk is skipped. The morning would end at 10:00, 2 hours early."]


def test_lateness_that_an_answer_has_said_is_not_said_again(small):
    assert "2 minutes late" in small.says("+2")[0]
    assert small.at(9, 1) == []
    assert "on time" in small.says("undo")[0]
    assert small.at(9, 2) == []


def test_what_others_do_is_said_with_what_came_of_it(small):
    assert small.does(Next()) == ["Aurélie: Round starts, 40 minutes, ends 09:40. Next, Talk."]
    assert small.does(Extend(5)) == ["Aurélie: Round ends at 09:45. The morning would end at 11:55, 5 minutes early."]
    assert small.does(Pause())[0].startswith("Aurélie: Paused in Round")
    assert small.does(TakeHand()) == ["Aurélie has the hand from 09:00."]
    small.follower.announcer.level = Level.BRIEF
    assert small.does(Stop()) == []


def test_what_another_takes_back_of_mine_says_whose_it_was(small):
    assert small.does(Undo()) == [
        "Aurélie: Undone, of Pascal: the start of Welcome. Nothing has started yet. The morning ends at 12:00, on time."
    ]


def test_notes_arrivals_and_who_comes_are_said_in_full_alone(small):
    quiet = [small.does(TakeNote("Un local", kind="levier")), small.does(Expect("Zoé")), small.does(Arrive("Zoé"))]
    assert quiet == [[], [], []]
    small.says("full")
    small.follower._beat_at = 0
    small.at(9, 0, 1)
    assert small.does(TakeNote("Un autre local", kind="levier")) == ["Aurélie notes: Un autre local. Enabler."]
    assert small.does(Expect("Léa")) == ["Aurélie registers Léa."]
    small.colleague.beat("run")
    assert small.at(9, 0, 2) == ["Aurélie has come."]
    small.colleague.company.leave()
    assert small.at(9, 0, 3) == ["Aurélie has left the session."]


def test_that_another_changes_a_note_of_mine_is_said_at_normal(small):
    small.says("n Zoe has no sound")
    number = small.session.state.notebook.notes[-1].number
    assert small.does(AmendNote(number, text="Zoe hears")) == [f"Aurélie changed note {number} at 09:00. Zoe hears."]


def test_the_steps_of_a_segment_are_said_in_full_alone(ear):
    ear.at(9)
    ear.says("goto collectifs")
    assert ear.at(9, 3) == []
    ear.says("full")
    assert ear.at(9, 10) == ["Step 3 of 4, “À trois\u00a0: on choisit et on décrit”, 17 minutes."]
    ear.says("goto accueil")
    assert ear.says("goto collectifs")[1] == "Step 3 of 4, “À trois\u00a0: on choisit et on décrit”, 17 minutes."


def test_guests_that_are_due_and_what_was_parked_are_said_once(ears):
    ear = ears(WITH_A_GUEST)
    ear.at(9)
    ear.says("next")
    ear.says("n la monnaie locale !parking")
    said = [(minute, line) for minute in range(1, 40) for line in ear.at(9, minute) if line[:2] in ("Gu", "1 ")]
    assert said == [
        (10, "Guest due: Zoé, for Talk, at 09:20."),
        (30, "1 parked note waits before the morning ends: la monnaie locale."),
    ]


def test_what_is_said_unasked_waits_for_enter_while_something_is_typed_and_the_bell_does_not(small):
    small.type("n Zoe has")
    small.heard()
    small.clock.instant = utc(9, 5)
    small.follower.tick()
    assert small.written == "\a"
    small.clock.instant = utc(9, 9)
    small.follower.tick()
    assert small.written == "\a\a"
    small.heard()
    small.type(" no sound\r")
    assert small.heard() == [
        " no sound",
        "Note 3 kept.",
        "2 announcements waited.",
        "Welcome ends in 5 minutes, at 09:10.",
        "Welcome ends in 1 minute, at 09:10.",
    ]


def test_what_waits_is_said_too_once_the_line_is_erased(small):
    small.type("ne")
    small.at(9, 5)
    small.heard()
    small.type("\x7f\x7f")
    assert small.heard() == ["\b \b\b \bWelcome ends in 5 minutes, at 09:10."]


@pytest.mark.parametrize(
    ("typed", "wiped"), [("é", 1), ("e\u0301", 1), ("के", 1), ("का", 1), ("❤\ufe0f", 1), ("語", 2), ("a\u200d", 1)]
)
def test_what_is_erased_is_wiped_from_as_many_cells_as_it_had(small, typed, wiped):
    small.type(f"n x{typed}")
    small.heard()
    small.type("\x7f")
    assert small.heard() == ["\b \b" * wiped]


def test_muted_it_says_nothing_and_says_afterwards_how_much_that_was(small):
    assert small.says("mute 7") == ["No announcements for 7 minutes, until 09:07."]
    assert small.at(9, 5) == []
    assert small.written == ""
    assert small.at(9, 7) == ["Announcements again. 1 was not said: repeat says it."]
    assert small.says("repeat") == ["Welcome ends in 5 minutes, at 09:10."]
    assert small.at(9, 9) == ["Welcome ends in 1 minute, at 09:10."]


HOURS = 7
EVERY_MIN = 3


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_day_of_seven_hours_twenty_minutes_late_says_one_sentence_in_three_minutes_at_the_most(ears, seed, language):
    ear = ears(seed, language)
    said: list[str] = []
    now = utc(9)
    while now < utc(9 + HOURS):
        now += timedelta(seconds=10)
        said += ear.until(now)
        times = ear.session.state.day
        live = times.live
        if (live is None and now in (utc(9, 20), utc(13, 50))) or (live and times.remaining_s(live, now) <= -60):
            said += ear.does(Next())
    speak("en")
    sentences = sum(len(re.findall(r"[.?!][\u00a0»”]*(?= [A-ZÀÉ«“]|$)", line)) for line in said)
    assert 60 < sentences <= HOURS * 60 / EVERY_MIN, sentences


def test_nothing_that_is_said_has_a_sign_that_a_voice_leaves_out(ears, seed):
    spoken = re.compile(r"[\w\s\u00a0\u202f.,;:?!'’()“”«»/+…%-]*")
    for language in ("en", "fr"):
        ear = ears(seed, language)
        ear.says("full")
        said = []
        for minute in range(100):
            said += ear.at(9 + minute // 60, minute % 60)
            if minute % 20 == 0:
                said += ear.does(Next())
                said += ear.says("n a → b · c × d − e ✓ \x1b[31mred !frein #emergence @elus")
        lines = ("help", "", "left", "fit", "notes", "matrix", "who", "why", "signal", "re", "goto pause", "+5", "undo")
        for line in lines:
            said += ear.says(line)
        odd = [line for line in said if not spoken.fullmatch(line)]
        # what is typed of notes is named in help by its sign
        assert [line for line in odd if "!" not in line] == []
        assert not [line for line in said if re.search("[·→×−✓\x1b\t]", line)]


def test_a_change_between_two_rounds_is_said_in_full(ears):
    steps = [{"title": "Station {n}", "minutes": 6, "repeat": 4, "change": "50s"}]
    segments = [{"title": "Circuit", "minutes": 27, "steps": steps}, {"title": "End", "minutes": 5}]
    block = {"title": "Exam", "start": "9h", "end": "10h", "segments": segments}
    ear = ears(agenda_of({"title": "Exam", "timezone": "Europe/Paris", "blocks": [block]}))
    ear.at(9)
    ear.says("full")
    ear.says("next")
    ear.at(9, 5)
    assert "Change, 50 seconds, then Station 2." in ear.at(9, 6)
    assert "Step 2 of 4, Station 2, 5 minutes." in ear.at(9, 7)
