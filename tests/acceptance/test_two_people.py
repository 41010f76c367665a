"""Two people on one day, in real terminals: Pascal at 120 × 40, Aurélie at 80 × 24 behind a link of 150 ms."""

from __future__ import annotations

import json

import pytest

from tests.acceptance.far_terminal import meant
from tests.acceptance.terminal import KEYS

pytestmark = pytest.mark.terminal


def test_the_day_moves_as_it_was_meant_and_what_was_typed_lies_where_it_was_begun(two, command):
    pascal, aurelie = two
    aurelie.press("n", "Zoé Martin prête un local")
    aurelie.wait("prête un local")
    aurelie.wait("Accueil, cadre de la journée, présence du matin")
    pascal.press("right")
    aurelie.wait("^y: Tour d’é")
    pascal.press("l")
    pascal.wait("No note.")
    command("forget", "Zoé Martin", "-s", "day", "--as", "pascal", "--yes")
    aurelie.wait(lambda text: "Zoé" not in text and "prête un local" in text)
    aurelie.press("enter")
    aurelie.wait("Note kept")
    aurelie.press("escape")
    command("next", "-s", "day", "--as", "pascal")
    aurelie.wait("moved on to “Les collectifs")
    aurelie.press("right")
    aurelie.wait("press again")
    assert "Les collectifs" in aurelie.text
    aurelie.press("n", "après", "enter")
    aurelie.wait("Note kept")
    aurelie.press("right")
    pascal.wait("Aurélie moved on to “Mise en commun")
    notes = command("notes", "-s", "day", "--json", "--names")
    assert "Zoé" not in notes
    assert '"segment": "accueil"' in notes
    assert '"segment": "collectifs"' in notes


def test_a_key_that_is_held_moves_the_day_once_and_undo_and_redo_name_what_they_are_about(two, command):
    pascal, aurelie = two
    pascal.send_whole(KEYS["right"].encode() * 6)
    aurelie.wait("Pascal moved on to “Tour")
    pascal.wait("Tour d’écran")
    assert "Tour d’écran" in command("status", "--brief", "-s", "day", "--language", "en")
    pascal.press("u")
    aurelie.wait("Pascal took back: Pascal moved on to “Tour")
    pascal.wait("U brings it back")
    pascal.press("U")
    aurelie.wait("Pascal brought back: Pascal moved on to “Tour")
    aurelie.press("l", "n")
    aurelie.wait("► Tour d’écran")


def test_the_live_one_of_two_at_one_instant_has_the_note_and_of_two_changes_of_it_one_is_chosen(two, command):
    pascal, aurelie = two
    command("goto", "tour", "-s", "day", "--as", "pascal")
    at = json.loads(command("status", "-s", "day", "--json"))["blocks"][0]["segments"][1]["actual_start"]
    command("goto", "pause-matin", "-s", "day", "--as", "pascal", "--at", at)
    aurelie.wait("╭─ Pause ──")
    aurelie.press("n", "dans la pause", "enter")
    aurelie.wait("Note kept")
    aurelie.press("escape")
    assert '"segment": "pause-matin"' in command("notes", "-s", "day", "--json"), "the live one of two at one instant"
    for terminal in two:
        terminal.press("l")
        terminal.wait("dans la pause")
        terminal.press("enter")
        terminal.wait("Note of")
    pascal.press(" de Pascal", "enter")
    pascal.wait("dans la pause de Pascal")
    aurelie.press(" d'Aurélie", "enter")
    aurelie.wait(lambda text: "Pascal changed note" in text and "Which is kept?" in text)
    aurelie.press("b")
    pascal.wait("d'Aurélie")
    assert "dans la pause de Pascal\\ndans la pause d'Aurélie" in command("notes", "-s", "day", "--json")


def test_what_one_asks_for_stays_about_what_it_was_asked_of_and_says_where_it_went(two, command):
    pascal, aurelie = two
    aurelie.press("a")
    aurelie.wait("After “Accueil")
    pascal.press("right")
    aurelie.wait("Pascal moved on to “Tour")
    aurelie.press("Energizer 10")
    meant(aurelie, "enter", "Aurélie added “Energizer”, 10 min.*, after “Acc.*”, foreseen at")
    order = [row["title"] for row in json.loads(command("status", "-s", "day", "--json"))["blocks"][0]["segments"]]
    assert order[1] == "Energizer"
    aurelie.press("E")
    aurelie.wait("End the day now?")
    meant(pascal, "right", "Pascal moved on to “Les collectifs")
    aurelie.wait("what was asked is not done")
    assert json.loads(command("status", "-s", "day", "--json"))["state"] == "running"


def test_a_tag_that_is_none_is_said_and_who_withdraws_and_brings_back_a_note_is_named(two, command):
    pascal, aurelie = two
    aurelie.press("n", "un abri à vélos !barier")
    aurelie.wait("no list knows the kind of note “barier” (did you mean “frein”?)")
    aurelie.press("enter")
    aurelie.wait("Note kept · no list knows")
    aurelie.press("escape", "l")
    aurelie.wait("1 note")
    assert "!barier" in command("notes", "-s", "day", "--json"), "kept with its sign"
    pascal.press("l")
    pascal.wait("un abri")
    pascal.press("w")
    aurelie.wait(lambda text: "Pascal withdrew note" in text and "0 notes" in text)
    pascal.wait("brings it back")
    pascal.press("b")
    aurelie.wait(lambda text: "Pascal brought note" in text and "withdrew" not in text and "1 note" in text)
    assert "aurelie" not in aurelie.text
    pascal.press("escape")
    pascal.wait("╭─ Timetable")
    pascal.press("h")
    aurelie.wait("Pascal has the hand")
    aurelie.press("escape")
    aurelie.wait("╭─ Timetable")
    meant(aurelie, "right", "Take the hand, and move on to")
    assert "live" in command("status", "-s", "day", "--language", "en")
