"""A terminal has somebody at its other end, or nobody: by what it takes, and by what it answers."""

from __future__ import annotations

import select

import pytest

from tests.systems import only_posix
from workshop_tui.tui.reach import ASK_S, AWAY_S, Reach


def silent_for(seconds: float, *heard: bytes) -> bool:
    """Tell whether a terminal is away of which this was heard at 100 s, and nothing more for so long."""
    reach = Reach(100.0)
    for data in heard:
        reach.heard(data, 100.0)
    return reach.is_away(100.0 + seconds, 0.0)


@pytest.mark.parametrize("answer", [b"\x1b[0n", b"\x1b[3n", b"\x1b[?2026;2$y", b"abc\x1b[0n\x1b[C"])
def test_a_terminal_that_answered_once_and_falls_silent_is_away(answer):
    assert not silent_for(AWAY_S - 0.1, answer)
    assert silent_for(AWAY_S, answer)


@pytest.mark.parametrize("typed", [b"", b"note", b"\x1b[6n", b"0n", b"\x1b[48;65535;65535;0;0t"])
def test_a_terminal_that_never_answered_is_there_however_long_nobody_types(typed):
    assert not silent_for(10_000, typed)


def test_a_terminal_that_does_not_take_what_is_written_is_away_and_back_once_it_does():
    reach = Reach(0.0)
    assert not reach.is_away(1_000.0, AWAY_S - 0.1)
    assert reach.is_away(1_000.0, AWAY_S)
    assert not reach.is_away(1_001.0, 0.0)


def test_a_silent_terminal_is_asked_every_few_seconds_until_it_is_away_and_then_no_more():
    reach = Reach(0.0)
    asked = [tenth / 10 for tenth in range(600) if reach.asks(tenth / 10)]
    assert asked == [ASK_S, 2 * ASK_S]
    reach.heard(b"x", 60.0)
    assert not reach.asks(60.0 + ASK_S - 0.1)
    assert reach.asks(60.0 + ASK_S)


def test_an_answer_is_owed_by_a_terminal_that_is_known_to_answer_and_was_asked():
    reach = Reach(0.0)
    reach.asks(ASK_S)
    assert not reach.owes
    reach.heard(b"\x1b[0n", 6.0)
    assert not reach.owes
    assert reach.asks(6.0 + ASK_S)
    assert reach.owes


@only_posix("Textual reads a Windows console otherwise")
def test_who_waits_for_input_hears_at_once_that_it_ends_and_may_begin_again():
    from workshop_tui.tui.input.driver import Ending

    ending = Ending()
    for _time in range(2):
        assert select.select([ending], [], [], 0)[0] == []
        ending.set()
        ending.set()
        assert ending.is_set()
        assert select.select([ending], [], [], 0)[0] == [ending]
        ending.clear()
