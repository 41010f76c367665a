"""`workshop-tui key`: the whole line of authorized_keys, or why there is none."""

from __future__ import annotations

import base64
import shlex
import sys
from pathlib import Path

import pytest

from tests.systems import only_posix
from workshop_tui.cli import key as module
from workshop_tui.host.public_keys import public_key
from workshop_tui.locale import speak

BLOB = base64.b64encode(b"\0\0\0\x0bssh-ed25519" + b"\0\0\0\x20" + bytes(32)).decode()
PUBLIC = f"ssh-ed25519 {BLOB}"


def command_of(line: str) -> list[str]:
    """The words that the shell gets, as OpenSSH reads the line."""
    before, quoted = line.split('command="', 1)
    assert before == "restrict,pty,"
    text, place = "", 0
    while quoted[place] != '"':
        place += quoted.startswith('\\"', place)
        text += quoted[place]
        place += 1
    return shlex.split(text)


def test_the_line_says_program_and_data_from_the_root_on_and_nothing_by_a_variable(day, home):
    code, out, err = day("key", "aurelie", "--session", "day")
    assert code == 0
    assert out.count("\n") == 1
    assert err.count("\n") == 1
    assert command_of(out) == [
        str(Path(sys.executable).absolute()),
        "-I",
        "-m",
        "workshop_tui",
        "join",
        "--confined",
        "--as",
        "aurelie",
        "--may",
        "lead",
        "--home",
        str(home),
        "--session",
        "day",
    ]


@pytest.mark.parametrize(
    ("options", "may", "view"),
    [
        ((), "lead", None),
        (("--may", "note"), "note", None),
        (("--may", "watch"), "watch", None),
        (("--view", "room"), "watch", "room"),
        (("--view", "room", "--may", "lead"), "lead", "room"),
    ],
)
def test_the_line_says_what_its_holder_may(day, options, may, view):
    words = command_of(day("key", "Léa", "-s", "day", *options)[1])
    assert words[words.index("--may") + 1] == may
    assert ("--view" in words) == (view is not None)
    assert words[words.index("--as") + 1] == "Léa"


def test_a_key_by_ear_says_the_day_in_plain_lines_with_the_same_rights(day):
    words = command_of(day("key", "lise", "-s", "day", "--follow", "--may", "note")[1])
    assert words[4:10] == ["follow", "--confined", "--as", "lise", "--may", "note"]
    assert day("key", "lise", "-s", "day", "--follow", "--view", "room")[:2] == (2, "")


@pytest.mark.parametrize("name", ["-x", "L'été", 'a "b"', "a\\", "$(id)", "`id`", "a;b"])
def test_any_name_comes_through_the_line_as_it_is(day, name):
    words = command_of(day("key", "-s", "day", "--", name)[1])
    assert name in words or f"--as={name}" in words


@pytest.mark.parametrize("end", ["", " aurelie@laptop", " a comment of several words"])
def test_a_public_key_makes_the_line_whole(day, tmp_path, end):
    (tmp_path / "k.pub").write_text(f"{PUBLIC}{end}\n")
    code, out, err = day("key", "aurelie", "-s", "day", "--public-key", str(tmp_path / "k.pub"))
    assert (code, err) == (0, "")
    assert out.endswith(f'" {PUBLIC} aurelie\n')


NO_KEYS = {
    "nothing": "", "a private key": "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n",
    "two": f"{PUBLIC}\n{PUBLIC}\n", "options": f'command="sh" {PUBLIC}', "another kind": f"ssh-rsa {BLOB}",
    "cut": PUBLIC[:40], "no base64": "ssh-ed25519 §§§§", "a kind alone": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5",
}  # fmt: skip


@pytest.mark.parametrize("text", NO_KEYS.values(), ids=NO_KEYS)
def test_what_is_no_public_key_makes_no_line(day, tmp_path, text):
    (tmp_path / "k").write_text(text)
    speak("en")
    code, out, err = day("key", "aurelie", "-s", "day", "--public-key", str(tmp_path / "k"))
    assert (code, out) == (1, "")
    assert "is no public key" in err
    assert public_key(text) is None


@pytest.mark.parametrize("session", ["nope", "./nope.session"])
def test_a_session_that_is_not_there_makes_no_line(day, session):
    assert day("key", "aurelie", "-s", session)[:2] == (1, "")


def test_nobody_s_name_makes_no_line(day):
    assert day("key", "  ", "-s", "day")[:2] == (2, "")


def test_a_program_that_does_not_start_by_itself_makes_no_line(day, monkeypatch):
    module._program.cache_clear()
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    speak("en")
    code, out, err = day("key", "aurelie", "-s", "day")
    assert (code, out) == (1, "")
    assert "does not start by itself" in err
    module._program.cache_clear()


@only_posix("no folder is called so")
def test_a_folder_whose_name_has_a_line_break_makes_no_line(day, tmp_path, home, monkeypatch):
    moved = tmp_path / "a\nb"
    home.rename(moved)
    monkeypatch.setenv("WORKSHOP_TUI_HOME", str(moved))
    assert day("key", "aurelie", "-s", "day")[:2] == (1, "")


def test_a_file_elsewhere_is_named_from_the_root_on(day, home, monkeypatch):
    monkeypatch.chdir(home)
    words = command_of(day("key", "aurelie", "-s", "./sessions/day.session")[1])
    assert words[-1] == str(home / "sessions" / "day.session")


@pytest.mark.parametrize("command", ["join", "follow"])
@pytest.mark.parametrize("option", [("--may", "note"), ("--home", "/x"), ("--store", "x")])
def test_what_is_a_key_s_own_goes_with_confined(day, command, option):
    assert day(command, "day", *option)[0] == 2


@pytest.mark.parametrize("command", ["join", "follow"])
def test_confined_to_no_session_is_refused_and_tells_of_none(day, command):
    code, out, err = day(command, "--confined")
    assert (code, out) == (1, "")
    assert "day" not in err
