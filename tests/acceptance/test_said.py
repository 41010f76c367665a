"""Notes of several lines, their fields, initiatives and attendance, in a real terminal: shown means kept."""

from __future__ import annotations

import json
import os
import signal

import pytest

from tests.acceptance.conftest import COMING, SEED, opened

pytestmark = pytest.mark.terminal
SIZES = pytest.mark.parametrize(("columns", "rows"), [(120, 40), (80, 24)])


def notes(command) -> list[dict]:
    return json.loads(command("notes", "--json", "--names"))["notes"]


@SIZES
def test_alt_enter_as_most_terminals_send_it_begins_a_new_line_and_so_does_ctrl_j(
    command, open_terminal, columns, rows
):
    terminal = opened(command, open_terminal, columns=columns, rows=rows)
    terminal.wait("Pas commencé")
    terminal.press("n", "une", "\x1b\r", "deux", "\n", "trois")
    terminal.wait("trois")
    terminal.press("enter")
    terminal.wait("Note enregistrée")
    os.kill(terminal.child.pid, signal.SIGKILL)
    assert [note["text"] for note in notes(command)] == ["une\ndeux\ntrois"]


@SIZES
def test_a_request_with_its_ends_and_answer_is_kept_as_it_is_shown(command, open_terminal, columns, rows):
    terminal = opened(command, open_terminal, columns=columns, rows=rows)
    terminal.wait("Pas commencé")
    terminal.press("n", "un local", "tab", "s", "e", "e", "c")
    terminal.wait("À (Élus locaux)")
    terminal.press("e", "l")
    terminal.wait("Réponse")
    terminal.press("plus tard")
    terminal.wait("plus tard")
    terminal.press("enter")
    terminal.wait("Note enregistrée")
    os.kill(terminal.child.pid, signal.SIGKILL)
    (note,) = notes(command)
    assert note["details"] == {"from": "collectif", "to": "elus", "purpose": "local", "answer": "plus tard"}


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGHUP])
def test_a_half_typed_field_of_a_note_comes_back(command, open_terminal, blow):
    terminal = opened(command, open_terminal)
    terminal.wait("Pas commencé")
    terminal.press("n", "rappeler", "tab", "a", "tab", "tab")
    terminal.wait("Qui")
    terminal.press("Zoé Mar")
    terminal.wait("[Zoé Mar]")
    os.kill(terminal.child.pid, blow)
    terminal.ended()
    again = opened(command, open_terminal)
    again.wait("Une note en cours est gardée")
    again.press("n")
    again.wait("[Zoé Mar]")


@SIZES
def test_an_initiative_is_told_about_and_each_field_is_kept_at_once(command, open_terminal, columns, rows):
    terminal = opened(command, open_terminal, columns=columns, rows=rows)
    terminal.wait("Pas commencé")
    terminal.press("i")
    terminal.wait("Aucune encore")
    terminal.press("n", "Atelier [vélo]", "enter")
    terminal.wait("Territoire")
    terminal.press("down", "down", "enter")
    terminal.wait("╭─ Territoire")
    terminal.press("Salers", "enter")
    terminal.wait(lambda text: "Salers" in text and "╭─ Territoire" not in text)
    os.kill(terminal.child.pid, signal.SIGKILL)
    (one,) = json.loads(command("initiative", "--json", "--names"))["initiatives"]
    assert (one["name"], one["territory"]) == ("Atelier [vélo]", "Salers")


@SIZES
def test_who_is_shown_as_there_is_there_on_disk_and_on_another_terminal(command, open_terminal, columns, rows):
    terminal = opened(command, open_terminal, columns=columns, rows=rows)
    terminal.wait("Pas commencé")
    other = opened(command, open_terminal, "aurelie", columns=columns, rows=rows)
    other.wait("Pas commencé")
    other.press("c")
    other.wait("Pas encore d’inscrits")
    terminal.press("c")
    terminal.wait("Pas encore d’inscrits")
    terminal.press("n", "Marie Dupont, Mairie", "enter")
    terminal.wait("Inscription de Marie Dupont")
    terminal.press("enter")
    terminal.wait("Marie Dupont est là")
    os.kill(terminal.child.pid, signal.SIGKILL)
    other.wait("✓")
    (one,) = json.loads(command("attendance", "--json"))["participants"]
    assert len(one["stays"]["matin"]) == 1


def test_a_pasted_escape_sequence_never_reaches_the_terminal(command, open_terminal):
    terminal = opened(command, open_terminal)
    terminal.wait("Pas commencé")
    for keys in (("n",), ("i", "n")):
        terminal.press(*keys)
        terminal.read(0.5)
        terminal.raw = b""
        terminal.child.send("\x1b[200~avant\x9d0;retitled\x9c\x9b31mapres\x07\x1b[201~".encode())
        terminal.wait("avantapres")
        assert "retitled" not in terminal.text
        assert not [control for control in "\x9b\x9c\x9d" if control.encode() in terminal.raw]
        terminal.child.send(b"\x1b[200~suite\x1b]0;retitled\x07\x1b[201~")
        terminal.wait("suite")  # Textual shows the ESC of such a paste as “^”
        assert b"\x1b]0;" not in terminal.raw
        terminal.press("escape", "escape")
        terminal.read(0.5)


def test_two_terminals_change_one_note_at_once_both_stay_in_the_record_and_its_author_is_told(command, open_terminal):
    pascal = opened(command, open_terminal)
    pascal.wait("Pas commencé")
    pascal.press("n", "une note", "enter")
    pascal.wait("Note enregistrée")
    aurelie = opened(command, open_terminal, "aurelie")
    aurelie.wait("une note")
    for terminal in (pascal, aurelie):
        terminal.press("l", "enter")
        terminal.wait("Nature")
    pascal.press(" de lui", "enter")
    pascal.wait("La note est modifiée")
    aurelie.press(" d’elle", "enter")
    aurelie.wait("Laquelle garder")  # she sees both, and takes hers
    aurelie.press("enter")
    aurelie.wait("La note est modifiée")
    pascal.wait("Aurélie a modifié la note")
    (note,) = notes(command)
    assert note["text"] == "une note d’elle"
    assert [change["by"] for change in note["changes"]] == ["pascal", "aurelie"]


def test_before_a_name_goes_for_good_one_is_asked_in_ones_language(command, open_terminal):
    command("open", SEED, "--id", "day", "--date", COMING)
    command("attendance", "Marie Dupont", "--expected")
    command("note", "d'après Marie")
    for answer, code, text in (("", 1, "d'après Marie"), ("non", 1, "d'après Marie"), ("o", 0, "d'après P1")):
        terminal = open_terminal("forget", "marie", "--language", "fr")
        terminal.wait("(il est dans 2 événements) et mettre P1 à sa place ? (oui/non)")
        terminal.press(answer, "enter")
        assert terminal.ended() == code
        assert [note["text"] for note in notes(command)] == [text]
    assert "P1 est à sa place" in terminal.text
    assert "le contient encore" in terminal.text
