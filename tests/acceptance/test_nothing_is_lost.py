"""Notes that the screen shows as kept are on disk, and half-typed ones too: kill -9 in the next instant."""

from __future__ import annotations

import json
import os
import random
import re
import signal
import time

import pytest

from tests.acceptance.conftest import COMING, SEED, opened

pytestmark = pytest.mark.terminal


def test_kill_9_right_after_a_note_is_shown_as_kept_loses_nothing(command, open_terminal):
    terminal = opened(command, open_terminal)
    terminal.wait("Pas commencé")
    terminal.press("right")
    terminal.wait("a lancé")
    terminal.press("n", "Une note", "enter")
    terminal.wait("Note enregistrée")
    os.kill(terminal.child.pid, signal.SIGKILL)
    assert "Une note" in command("report")
    assert "running" not in command("status")  # French, as the agenda is
    assert "Accueil" in command("status")


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM])
def test_a_half_typed_note_comes_back_whatever_ended_the_program(command, open_terminal, blow):
    terminal = opened(command, open_terminal)
    terminal.wait("Pas commencé")
    terminal.press("n", "À moitié écr", "tab", "f", "e")
    terminal.wait("[Émergence]")
    os.kill(terminal.child.pid, blow)
    terminal.ended()
    again = opened(command, open_terminal)
    again.wait("Une note en cours est gardée")
    again.press("n")
    again.wait("À moitié écr")
    again.wait("[Frein]")
    again.press("ite", "enter")
    again.wait("Note enregistrée")
    assert " · **Frein** · Émergence — À moitié écrite\n" in command("report", "--annexes")
    assert [note["by"] for note in json.loads(command("notes", "--json"))["notes"]] == ["pascal"]


@pytest.mark.parametrize("seed", range(5))
def test_kill_9_at_any_moment_of_a_day_in_hand_loses_nothing_shown(command, open_terminal, seed):
    """Keys come without pause, the blow at random; what the terminal had been sent by then is on disk."""
    chance = random.Random(seed)
    terminal = opened(command, open_terminal)
    terminal.wait("Pas commencé")
    terminal.press("right", "n")
    terminal.wait("La note ; tab")
    until = time.monotonic() + chance.uniform(0.05, 1.5)
    written = ""
    while time.monotonic() < until:
        written += chance.choice("abcdefghij")
        terminal.child.send(written[-1])
        terminal.read(0.01)
        if len(written) == 12:
            terminal.press("enter")
            terminal.press("n")
            written = ""
    os.kill(terminal.child.pid, signal.SIGKILL)
    terminal.ended()
    kept = json.loads(command("status", "--json"))
    assert kept["live"]["segment"] == "accueil"
    shown_notes = set(re.findall(r"\b[a-j]{12}\b", terminal.text.partition("Notes ·")[2].partition("╰")[0]))
    report = command("report", "--annexes")
    assert all(note in report for note in shown_notes)
    line = next((row for row in terminal.text.splitlines() if re.match(r"│ [a-j]+ *│", row)), "")
    draft = line.strip("│ ")
    *_earlier, last = ["", *(one["text"] for one in json.loads(command("notes", "--json"))["notes"])]
    again = opened(command, open_terminal)
    if draft and not last.startswith(draft):  # else enter was done, and not drawn yet: it is kept as a note
        again.wait("Une note en cours est gardée")
        again.press("n")
        again.wait(f"│ {draft}")


def test_escape_keeps_the_draft_and_a_kept_note_leaves_none(command, open_terminal):
    terminal = opened(command, open_terminal)
    terminal.wait("Pas commencé")
    terminal.press("n", "brouillon")
    terminal.wait("brouillon")
    terminal.press("escape")
    terminal.wait(lambda text: "brouillon" not in text)
    terminal.press("n")
    terminal.wait("brouillon")
    terminal.press("enter")
    terminal.wait("Note enregistrée")
    terminal.press("n")
    terminal.wait("La note ; tab")


def test_a_note_that_is_shown_as_changed_is_changed_on_disk(command, open_terminal):
    terminal = opened(command, open_terminal, columns=80, rows=24)
    terminal.wait("Pas commencé")
    command("note", "une faute", "--as", "aurelie")
    terminal.wait("une faute")
    terminal.press("l")
    terminal.wait("Notes · 1 note")
    terminal.press("enter")
    terminal.wait("Nature")
    terminal.press(" corrigée", "enter")
    terminal.wait("La note est modifiée")
    terminal.press("w")
    terminal.wait("b la remet")
    terminal.press("b")
    terminal.wait("La note est remise")
    os.kill(terminal.child.pid, signal.SIGKILL)
    assert "- une faute corrigée\n" in command("report")
    assert [note["by"] for note in json.loads(command("notes", "--json"))["notes"]] == ["aurelie"]
    kept = json.loads(command("notes", "--json"))["notes"][0]
    assert [change["what"] for change in kept["changes"]] == ["NoteAmended", "NoteWithdrawn", "NoteBroughtBack"]


def test_quitting_says_that_the_day_goes_on_and_coming_back_finds_it(command, open_terminal):
    terminal = opened(command, open_terminal)
    terminal.wait("Pas commencé")
    terminal.press("right")
    terminal.wait("a lancé")
    terminal.press("q")
    assert terminal.ended() == 0
    assert "La journée continue. Pour y revenir : workshop-tui join day" in terminal.text
    again = opened(command, open_terminal)
    again.wait("reste 9 min")


def test_a_second_terminal_shows_what_the_first_did(command, open_terminal):
    first = opened(command, open_terminal)
    second = opened(command, open_terminal, "aurelie", columns=80, rows=24)
    first.wait("Pas commencé")
    second.wait("Pas commencé")
    first.press("right")
    second.wait("Pascal a lancé")
    second.wait("u l’annule")
    second.press("u")
    if "appuyez encore" in second.settled():
        second.press("u")  # what Pascal did has not stood there for long
    first.wait("Aurélie annule : ")
    first.wait("Pas commencé")


def test_no_escape_sequence_of_a_note_reaches_a_terminal(command, open_terminal):
    terminal = opened(command, open_terminal)
    terminal.wait("Pas commencé")
    command("next")
    command("note", "avant \x1b]0;PWNED\x07[/x] \x9b31m après \u202e [red]x[/] </script> 漢字 🚲 مرحبا")
    terminal.wait("avant [/x]")
    terminal.wait("après")
    assert b"PWNED" not in terminal.raw
    assert "[red]x[/] </script>" in terminal.settled()


def test_the_rooms_view_writes_nothing_while_it_shows_the_same(open_terminal, command):
    command("open", SEED, "--id", "day", "--date", COMING)
    command("extend", "60", "accueil", "-s", "day")
    command("next", "-s", "day")
    terminal = open_terminal("join", "day", "--view", "room")
    terminal.wait("minutes, jusqu’à")
    terminal.read(2)
    quiet = min(len(terminal.read(1)) for _ in range(3))  # one of these may hold the turn of a minute
    assert quiet == 0
