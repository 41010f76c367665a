"""Two people, one day, on whatever screen each of them has: Pascal at 120 × 40, Aurélie at 80 × 24 behind 150 ms."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.acceptance.conftest import SEED
from tests.acceptance.far_terminal import behind_the_link, meant
from tests.acceptance.terminal import Terminal
from workshop_tui.clock import SystemClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.timing.commands import TakeHand

pytestmark = pytest.mark.terminal
SAME = ("-s", "day", "--as")


def keep_notices(folder: Path, seconds: int) -> None:
    """Have each notice stay for so long."""
    (folder / "home").mkdir()
    (folder / "home" / "config.toml").write_text(f"notices = {seconds}\n", encoding="utf-8")


@pytest.fixture
def today(command, open_terminal, tmp_path):
    """Both on the seed's day, which is today, in a time zone where it is about nine, and begins now."""
    hours = (9 - datetime.now(UTC).hour + 11) % 24 - 11
    plan = tmp_path / "today.toml"
    seed = Path(SEED).read_text(encoding="utf-8")
    plan.write_text(seed.replace('"Europe/Paris"', f'"Etc/GMT{-hours:+d}"'), encoding="utf-8")
    keep_notices(tmp_path, 60)  # until it was read, however busy the machine is
    command("open", str(plan), "--id", "day")
    command("shift", "--to", "now", "--with-pins", *SAME, "pascal")
    command("next", *SAME, "pascal")
    joins = ("join", "day", "--language", "en", "--as")
    pascal, aurelie = open_terminal(*joins, "pascal"), behind_the_link(open_terminal, *joins, "aurelie")
    for terminal in (pascal, aurelie):
        terminal.wait("min left")
    pascal.wait("Pascal · Aurélie")
    return pascal, aurelie


def on_its_own_screen(text: str) -> bool:
    """Tell whether a screen over the timetable says at its top what runs, what is left of it, and the time."""
    return re.match(r" ► Accueil.* min left +\d\d:\d\d\n", text) is not None


@pytest.mark.waits
def test_what_runs_and_a_signal_are_on_every_screen_and_who_does_not_see_one_is_named(today, command):
    pascal, aurelie = today
    command("extend", "5", *SAME, "pascal")
    aurelie.wait("by +5 min")
    pascal.press("t", "s")
    pascal.wait("Sent: slow down")
    pascal.settled()
    assert "not seen" not in pascal.text
    for key, shown in (
        ("l", "No note."),
        ("m", "Phase"),
        ("i", "None yet"),
        ("c", "Nobody is registered"),
        ("r", "Report ·"),
        ("w", "+5"),
        ("f", "hard end"),
        (";", "Said in"),
    ):
        aurelie.press(key)
        aurelie.wait(lambda text, shown=shown: on_its_own_screen(text) and shown in text)
        aurelie.wait("Pascal: slow down")
        aurelie.press("escape")
        aurelie.wait("╭─ Timetable")
    aurelie.press("d")
    pascal.wait("Aurélie (room)")
    pascal.press("t", "b")
    pascal.wait("Sent: break — not seen by Aurélie: the room’s screen shows no signal")
    assert "break" not in aurelie.settled()
    aurelie.press("q")
    aurelie.ended()
    pascal.wait(lambda text: "Aurélie" not in text.splitlines()[0])
    pascal.press("t", "m")
    pascal.wait("Sent: 2 min — nobody else is here")


@pytest.mark.waits
def test_who_leads_the_end_and_what_was_done_stay_where_it_is_narrow(today, command, tmp_path):
    _pascal, aurelie = today
    file = tmp_path / "home" / "sessions" / "day.session"
    others = [
        Session(SqliteJournal(file), SystemClock(), name) for name in ("Jean-Christophe", "Marie-Antoinette", "Max")
    ]
    command("goto", "tour", *SAME, "pascal")
    command("extend", "25", *SAME, "pascal")
    meant(aurelie, "h", "Aurélie has the hand from")
    for one in others:
        one.beat("matrix")
    others[-1].catch_up()
    others[-1].do(TakeHand())  # who came last
    for width in (80, 100):
        for terminal in today:
            terminal.resize(width, 24)
        for one in others:
            one.beat("matrix")
        command("extend", "+5" if width == 80 else "-5", *SAME, "Max")
        for terminal in today:
            sign = r"\+5" if width == 80 else "−5"
            terminal.wait(lambda text, sign=sign: re.search(rf"“Tour d[^”]*…?” by {sign} min at \d\d:\d\d", text))
            terminal.wait(lambda text: "+1" in text.splitlines()[0] or "+2" in text.splitlines()[0])
            top = terminal.settled().splitlines()[0]
            assert "Max has the hand" in top
            assert re.search(r"\d\d:\d\d \(\+\d+\)[ ,]", top), "a clock time before the bare number"
    for one in others:
        one.close()


def both_change_one_thing(pascal: Terminal, aurelie: Terminal, command) -> None:
    """A participant, of whom she takes his; an initiative's place, of which she takes both."""
    for terminal in (pascal, aurelie):
        if terminal is pascal:
            terminal.press("c")
        terminal.wait("Zoé Martin")
        terminal.press("e")
        terminal.wait("╭─ Name, organisation")
    pascal.press(", Mairie", "enter")
    pascal.wait("Zoé Martin is registered")
    aurelie.press(", Cap Rural", "enter")
    aurelie.wait(lambda text: "Theirs: Zoé Martin, Mairie" in text and "Mine: Zoé Martin, Cap Rural" in text)
    aurelie.press("t")
    aurelie.wait(lambda text: "Theirs" not in text and "╭─ Name" not in text)
    assert json.loads(command("attendance", "--json", "-s", "day"))["participants"][0]["organisation"] == "Mairie"

    pascal.press("escape")
    pascal.press("i", "n", "Atelier vélo", "enter")
    pascal.wait("Territory")
    aurelie.press("escape", "i")
    aurelie.wait("Atelier vélo")
    aurelie.press("enter")
    for terminal in (pascal, aurelie):
        terminal.wait("Territory")
        terminal.press("down", "down", "enter")
        terminal.wait("╭─ Territory")
    pascal.press("Vic", "enter")
    pascal.wait(lambda text: "╭─ Territory" not in text)
    aurelie.press("Salers", "enter")
    aurelie.wait("Theirs: Vic")
    aurelie.press("b")
    pascal.wait("Vic, Salers")


def the_window_is_too_small_for_a_while(terminal: Terminal, other: Terminal, command) -> None:
    """Words go on, and what is left half-typed is said."""
    terminal.press("escape", "escape")
    terminal.wait("╭─ Timetable")
    terminal.press("n", "you")
    terminal.wait("│ you")
    terminal.resize(30, 10)
    terminal.wait("at least")
    terminal.press("x")
    terminal.resize(80, 24)
    terminal.wait("│ you")
    terminal.press(" see")
    terminal.wait("│ you see")
    terminal.press("escape")
    other.press("escape", "escape", "e")
    terminal.wait("by +5 min")
    terminal.wait(lambda text: "by +5 min" not in text and "A half-typed note is kept: n goes on with it" in text)
    assert json.loads(command("status", "--json", "-s", "day"))["state"] == "running", "letters are letters"
    terminal.press("n", "enter")
    terminal.wait("Note kept")
    assert '"you see"' in command("notes", "--json", "-s", "day")


@pytest.mark.waits
def test_attendance_follows_the_day_and_what_two_say_at_once_and_words_under_a_small_window_stay(
    command, open_terminal, shifted, tmp_path
):
    keep_notices(tmp_path, 3)
    now = datetime.now(UTC).astimezone(ZoneInfo("Europe/Paris"))
    shifted(round((now.replace(hour=9, minute=2) - now).total_seconds()))
    command("open", SEED, "--id", "day", "--date", now.date().isoformat())
    joins = ("join", "day", "--language", "en", "--as")
    pascal = open_terminal(*joins, "pascal", **shifted.environment)
    aurelie = behind_the_link(open_terminal, *joins, "aurelie", **shifted.environment)
    for terminal in (pascal, aurelie):
        terminal.wait("Not started yet")
    pascal.press("right")
    aurelie.wait("min left")
    aurelie.press("c", "n", "Zoé Martin", "enter")
    aurelie.wait("Zoé Martin is there")  # one `enter`
    assert len(json.loads(command("attendance", "--json", "-s", "day"))["participants"][0]["stays"]["matin"]) == 1
    pascal.press("s")
    aurelie.wait("Nothing is live")
    shifted(round((now.replace(hour=13, minute=31) - now).total_seconds()))
    pascal.wait("╭─ Reprise")
    pascal.press("right")
    aurelie.wait("► Reprise")
    aurelie.wait(lambda text: "Quand et comment" in text.splitlines()[1])
    aurelie.press("left")
    aurelie.wait(lambda text: "De quoi parlons-nous" in text.splitlines()[1])
    pascal.press("right")
    aurelie.wait("► Les phases")
    assert "De quoi parlons-nous" in aurelie.settled().splitlines()[1], "who looks at another stays there"
    both_change_one_thing(pascal, aurelie, command)
    the_window_is_too_small_for_a_while(aurelie, pascal, command)


def test_a_day_to_come_says_its_date_and_tags_phases_and_pins_are_as_one_would_expect(two, command, program):
    pascal, aurelie = two
    day = json.loads(command("status", "--json", "-s", "day"))["blocks"][0]["start"][:10]
    for terminal in two:
        top = terminal.settled().splitlines()[0].strip()
        assert top.startswith(f"{day} · ")
        assert not re.search(r"\(.\d+\)", top), "two days early is said by the date"
        assert re.search(r"\do +Tampon du matin", terminal.text) or re.search(r"o +Tampon du matin", terminal.text)
    aurelie.press("n", "#gathr et #emergance")
    aurelie.wait("no list knows the phase “gathr”")
    aurelie.wait("did you mean “emergence”?")
    aurelie.press("\x15", "une place #", "right")
    aurelie.wait("e Emergence")
    aurelie.press("e")
    aurelie.wait("[Emergence]")
    aurelie.press("enter")
    aurelie.wait("Note kept")
    aurelie.press("n", "encore")
    aurelie.wait("(Emergence)")
    aurelie.press("enter")
    pascal.wait("encore")
    pascal.press("right")
    aurelie.wait("Pascal moved on")
    aurelie.press("n", "plus tard")
    aurelie.wait("│ plus tard")
    aurelie.press("enter")
    pascal.wait("plus tard")
    notes = json.loads(command("notes", "--json", "-s", "day"))["notes"]
    assert [(one["text"], one["phases"]) for one in notes] == [
        ("une place", ["emergence"]),
        ("encore", ["emergence"]),
        ("plus tard", []),
    ]
    listed = program("tags", "-s", "day", "--language", "en")
    assert "  #emergence  Emergence" in listed
    refused = program("note", "x", "--kind", "barier", *SAME, "aurelie", "--language", "en", code=1)
    assert "did you mean “frein”?" in refused


def test_all_say_the_same_minutes_the_hand_goes_to_nobody_who_is_away_and_the_end_is_asked_once(
    today, command, open_terminal
):
    pascal, aurelie = today
    room = open_terminal("join", "day", "--as", "Salle", "--view", "room", "--language", "en", columns=160, rows=45)
    command("goto", "collectifs", *SAME, "pascal")  # which has steps
    command("extend", "2", *SAME, "pascal")
    command("pause", *SAME, "pascal")
    room.wait("minutes left, paused")
    left = re.findall(r"(\d+) minutes left, paused", room.text)[0]
    for terminal, said in ((pascal, f"PAUSED · {left} min left"), (aurelie, f"PAUSED · {left} min left")):
        terminal.wait(said)
    assert f"{left} min" in command("status", "--brief", "-s", "day", "--language", "en")
    step = re.findall(r"Step 1/4: Consigne · \d+ min left", room.text)[0]
    assert step in pascal.wait(step)
    room.close()

    meant(pascal, "h", "Pascal has the hand")
    aurelie.press("q")
    aurelie.ended()
    pascal.wait(lambda text: "Aurélie" not in text.splitlines()[0])
    gives = open_terminal("hand", "aurelie", *SAME, "pascal", "--language", "en", columns=80, rows=24)
    gives.wait("Aurélie has no screen open on this session. Give Aurélie the hand all the same?")
    gives.press("\r")
    assert gives.ended() == 1
    command("goto", "accueil", *SAME, "pascal")  # which Aurélie leads
    command("pause", *SAME, "pascal")  # and nobody is asked

    aurelie = behind_the_link(open_terminal, "join", "day", "--language", "en", "--as", "aurelie")
    aurelie.wait("PAUSED")
    pascal.press("E")
    pascal.wait("End the day now?")
    pascal.press("enter")
    aurelie.wait("Pascal ended the day")
    aurelie.press("E")
    aurelie.wait(lambda text: re.search(r"Pascal ended the day at .* s ago: press again", text) is not None)
    assert json.loads(command("status", "--json", "-s", "day"))["state"] == "ended", "hers is no reopening"


def test_a_day_that_was_typed_in_is_put_right_and_what_another_did_long_ago_is_asked_about(command, open_terminal):
    command("open", SEED, "--id", "day", "--date", "2026-03-02")
    for words in (("next", "--at", "9h"), ("next", "--at", "9h30"), ("end", "--at", "16h")):
        command(*words, *SAME, "pascal")
    takes = behind_the_link(open_terminal, "undo", *SAME, "aurelie", "--language", "en")
    takes.wait("Take that back? Pascal ended the day at 16:00")
    takes.press("\r")
    assert takes.ended() == 1
    aurelie = behind_the_link(open_terminal, "join", "day", "--language", "en", "--as", "aurelie")
    aurelie.wait("The day is ended")
    aurelie.press("u")
    aurelie.wait("Take that back? Pascal ended the day at 16:00")
    aurelie.press("enter")
    aurelie.wait("Aurélie took back: Pascal ended the day at 16:00")
    pascal = open_terminal("join", "day", "--language", "en", "--as", "pascal")
    pascal.wait("Tour d’écran")
    pascal.press("u")
    aurelie.wait("Pascal took back: Pascal moved on to “Tour")
    command("next", "--at", "9h09", *SAME, "pascal")
    found = json.loads(command("status", "--json", "-s", "day"))["blocks"][0]["segments"][1]
    assert found["actual_start"][11:16] == "09:09"
    command("goto", "bilan", "--at", "16h", *SAME, "pascal")
    for block in json.loads(command("status", "--json", "-s", "day"))["blocks"]:
        for one in block["segments"]:
            if one["state"] in ("upcoming", "set_aside"):
                command("skip", one["key"], "--at", "16h", *SAME, "pascal")
    command("stop", "--at", "16h20", *SAME, "pascal")
    for terminal in (pascal, aurelie):
        terminal.wait("nothing is left: E ends the day")


def test_home_has_the_agendas_of_the_folder_one_is_in_and_no_other_file(open_terminal, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text('title = "Ma journée"\n[[blocks]]\ntitle = "A"\n', encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    terminal = open_terminal("--language", "en")
    for columns, rows in ((120, 40), (80, 24)):
        terminal.resize(columns, rows)
        terminal.wait("mine.toml")
        assert "pyproject" not in terminal.settled()
