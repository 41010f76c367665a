"""Three days by `--follows`, in real terminals: what was agreed on the first comes back until it is done."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.terminal
AGENDA = """title = "{title}"
[[blocks]]
title = "The hour"
start = "9h"
end = "10h"
[[blocks.segments]]
title = "All of it"
minutes = 60
"""


def test_a_follow_up_of_the_first_day_is_seen_on_the_second_and_done_on_the_third(command, open_terminal, tmp_path):
    for n in (1, 2, 3):
        (tmp_path / f"{n}.toml").write_text(AGENDA.format(title=f"Day {n}"), encoding="utf-8")
        follows = ("--follows", f"d{n - 1}") if n > 1 else ()
        command("open", str(tmp_path / f"{n}.toml"), "--date", f"2026-09-0{n}", "--id", f"d{n}", *follows)

    first = open_terminal("join", "d1", "--as", "pascal", "--language", "en")
    first.wait("Day 1")
    first.press("n")
    first.wait("Note of")
    first.press("call the mayor", "tab", "f")
    first.press("enter")
    first.wait("Note kept")
    first.close()

    for day, key, outcome, why in (("d2", "g", "Goes on", "she is away"), ("d3", "d", "Done", "")):
        terminal = open_terminal("join", day, "--as", "zoe", "--language", "en")
        terminal.wait(f"Day {day[1]}")
        terminal.press("x")
        terminal.wait("1 open point")
        assert "call the mayor" in terminal.settled()
        terminal.press(key)
        terminal.wait(f"{outcome}: call the mayor")
        if why:
            terminal.press("w")
            terminal.wait("Why?")
            terminal.press(why, "enter")
            terminal.wait(f"{outcome} — {why}")
        terminal.close()

    report = command("report", "--course", "-s", "d2", "--language", "en")
    (line,) = (line for line in report.splitlines() if "call the mayor" in line)
    assert line.endswith("1 September 2026 | 2 September 2026: goes on — she is away; 3 September 2026: done |")
    assert command("points", "-s", "d3") == ""
