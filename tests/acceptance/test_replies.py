"""Only a person's key moves the day: what a terminal sends by itself, sent to the program as it runs."""

from __future__ import annotations

import sqlite3
import time
import tomllib
from ast import literal_eval
from pathlib import Path

import pytest

from tests.acceptance.conftest import COMING, SEED
from tests.acceptance.surroundings import WRONG

pytestmark = pytest.mark.terminal
LINES = (Path(__file__).parent / "replies.txt").read_text("ascii").splitlines()
REPLIES = {
    name: literal_eval(f'b"""{sent}"""')
    for name, bar, sent in (line.partition(" | ") for line in LINES)
    if bar and not name.startswith("#")
}
SIZES = [(120, 40), (80, 24)]
sizes = pytest.mark.parametrize(("columns", "rows"), SIZES, ids=["120x40", "80x24"])


@pytest.fixture
def begun(command, open_terminal):
    """A terminal on a day that runs, its first segment live."""

    def start(columns: int = 120, rows: int = 40, **environment: str):
        command("open", SEED, "--id", "day", "--date", COMING)
        terminal = open_terminal(
            "join", "day", "--as", "pascal", LANGUAGE="fr", columns=columns, rows=rows, **environment
        )
        terminal.wait("Pas commencé")
        terminal.press("right")
        terminal.wait("a lancé")
        return terminal

    return start


def happened(command) -> list[tuple[str, str]]:
    """The record since the first segment was started: the kind of each event, and its text."""
    events = tomllib.loads(command("report", "--format", "toml", "--names"))["events"][2:]
    return [(event["type"], event.get("text", "")) for event in events]


def recorded(terminal, command, count: int) -> list[tuple[str, str]]:
    """Give what happened, once so much has."""
    until = time.monotonic() + 10
    while len(told := happened(command)) < count and time.monotonic() < until:
        terminal.read(0.2)
    return told


def without_end(sent: bytes) -> bool:
    """Tell whether a case is of a sequence that has no end: what comes within a second is of it."""
    return sent.endswith((b"nes", b";"))


@sizes
def test_what_a_terminal_says_by_itself_moves_nothing_opens_nothing_and_ends_nothing(command, begun, columns, rows):
    terminal = begun(columns, rows)
    for sent in REPLIES.values():
        terminal.send_whole(sent)
        if without_end(sent):
            terminal.read_for(1.1)  # it is given up then
    for sent in REPLIES.values():
        for at in (2, len(sent) // 2, len(sent) - 1):
            terminal.send_whole(sent[:at])
            if at == len(sent) // 2 > 1:
                terminal.read_for(0.04)  # long enough to count as a pause
            terminal.send_whole(sent[at:])
            if without_end(sent):
                terminal.read_for(1.1)
    assert happened(command) == []
    assert "a lancé" in terminal.text or "suivant" in terminal.text.splitlines()[-1], "no screen was opened"
    terminal.press("n", "une note", "enter")
    terminal.wait("Note enregistrée")
    assert happened(command) == [("NoteTaken", "une note")]


@sizes
def test_a_note_that_is_typed_while_a_terminal_speaks_is_whole(command, begun, columns, rows):
    terminal = begun(columns, rows)
    terminal.press("n")
    terminal.wait("La note ; tab")
    whole = [sent for sent in REPLIES.values() if not without_end(sent)]
    typed = ("les élus, puis nous. " * len(whole))[: len(whole)].strip()
    for character, sent in zip(typed, whole, strict=False):
        terminal.send_whole(character.encode() + sent)
    terminal.press("enter")
    terminal.wait("Note enregistrée")
    assert happened(command) == [("NoteTaken", typed)]


@pytest.mark.parametrize("end", ["1~", ""], ids=["split", "missing"])
def test_a_paste_whose_end_is_split_or_missing_gives_the_keyboard_back(command, begun, end):
    terminal = begun()
    terminal.press("n")
    terminal.wait("La note ; tab")
    terminal.child.send("\x1b[200~un collé\x1b[20")
    terminal.read(0.3)
    terminal.child.send(end)
    terminal.wait("un collé")
    terminal.press(" et tapé", "enter")
    terminal.wait("Note enregistrée")
    assert happened(command) == [("NoteTaken", "un collé et tapé")]


def test_a_paste_that_only_begins_leaves_the_key_that_ends_the_program(begun):
    terminal = begun()
    terminal.child.send("\x1b[200~")
    terminal.read(1.3)
    terminal.press("\x11")
    assert terminal.ended() == 0


def test_a_paste_of_more_than_ten_thousand_characters_says_that_it_was_cut(command, begun):
    terminal = begun()
    terminal.press("n")
    terminal.wait("La note ; tab")
    terminal.child.send("\x1b[200~" + "x" * 12_000 + "\x1b[201~")
    terminal.wait("la fin est coupée")
    terminal.press("enter")
    terminal.wait("Note enregistrée")
    (_type, text), *others = happened(command)
    assert not others
    assert (len(text), text[-2:]) == (10_000, "x…")


def test_what_keys_write_is_kept_no_break_spaces_and_joiners_too(command, begun):
    terminal = begun()
    said = "Qui\u00a0? dix\u202f% 👩\u200d🌾 ✍\ufe0f e\u0301 می\u200cخواهم"
    terminal.press("n")
    terminal.wait("La note ; tab")
    terminal.child.send(said + "\r")
    terminal.wait("Note enregistrée")
    terminal.press("n", "un", "\x1b\r", "\u00a0! ", "\u200d", "enter")
    told = recorded(terminal, command, 2)
    assert told == [("NoteTaken", said.replace("e\u0301", "é")), ("NoteTaken", "un\n\u00a0! \u200d")]


def test_kittys_protocol_and_sizes_in_band_are_not_asked_for(begun):
    terminal = begun()
    assert b"\x1b[>" not in terminal.raw
    assert b"2048" not in terminal.raw
    assert b"\x1b[?2004h" in terminal.raw, "pastes are"


def test_kittys_codes_are_keys_where_they_come_all_the_same(command, begun):
    terminal = begun()
    terminal.press("\x1b[110u")
    terminal.wait("La note ; tab")
    for code in ("57401u", "32;2u", "57413;129u", "32;1:3u", "57408u", "57414;1:1u"):
        terminal.child.send(f"\x1b[{code}")
    terminal.wait("Note enregistrée")
    assert happened(command) == [("NoteTaken", "2 +9")]


@sizes
def test_ctrl_l_paints_the_whole_screen_anew_on_screens_and_dialogs(begun, columns, rows):
    terminal = begun(columns, rows)
    for opens, shows in (("", "␣ pause"), ("n", "La note ; tab"), ("?", "Touches et signes")):
        terminal.press(*opens)
        terminal.wait(shows)
        before = terminal.settled().splitlines()
        terminal.show(b"\x1b[H" + b"rubbish " * 300)
        terminal.press("\x0c")
        terminal.wait(lambda text: "rubbish" not in text)
        after = terminal.settled().splitlines()
        # the figures go on: the edges of each row, and the row of keys
        assert [(row[:1], row[-1:]) for row in after[1:-2]] == [(row[:1], row[-1:]) for row in before[1:-2]]
        assert after[-1] == before[-1]
        terminal.press("escape")
        terminal.wait(lambda text, shown=shows: shown == "␣ pause" or shown not in text)


def test_the_size_that_a_shell_exported_does_not_beat_the_window(begun):
    terminal = begun(80, 24, COLUMNS="200", LINES="60")
    assert terminal.settled().splitlines()[-1].startswith(" ␣ pause")
    assert terminal.screen.display[23].strip(), "the key bar stands on the window's last row"


@pytest.mark.parametrize("term", ["", "unknown", "network"])
def test_a_terminal_without_a_cursor_is_refused_in_one_line(command, open_terminal, term):
    command("open", SEED, "--id", "day", "--date", COMING)
    terminal = open_terminal("join", "day", TERM=term, LANG="en_US.UTF-8")
    assert terminal.ended() == 1
    (line,) = terminal.text.strip().splitlines()
    assert line.endswith(f"TERM vaut « {term} »")


def test_wrong_settings_break_nothing_press_nothing_and_write_nothing(command, begun, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    terminal = begun(**WRONG)
    terminal.press("n", "une note", "enter")
    terminal.wait("Note enregistrée")
    terminal.press("\x03")
    terminal.wait("Rien n")
    assert happened(command) == [("NoteTaken", "une note")]
    terminal.press("q")
    assert terminal.ended() == 0
    assert [file.name for file in tmp_path.iterdir()] == ["home"]
    with sqlite3.connect(next((tmp_path / "home").rglob("*.session"))) as file:
        assert file.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_who_types_or_pastes_after_the_window_lost_the_focus_goes_on_in_the_text(command, begun):
    terminal = begun()
    terminal.press("n")
    terminal.wait("La note ; tab")
    terminal.press("ab")
    for after in ("es", "\x1b[200~, collé\x1b[201~"):
        terminal.child.send("\x1b[O")
        terminal.read(0.3)
        terminal.press(after)
    terminal.wait("collé")
    terminal.press("enter")
    terminal.wait("Note enregistrée")
    assert happened(command) == [("NoteTaken", "abes, collé")]
