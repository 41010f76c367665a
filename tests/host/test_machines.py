"""Machines differ from one to the next: its language, who sits there, what is a path, who may read."""

from __future__ import annotations

import os
import platform
import plistlib
import stat
import subprocess
import sys

import pytest

from tests.systems import only_posix
from workshop_tui.host import files, language, person, processes
from workshop_tui.locale import host_language


@pytest.mark.parametrize(("number", "told"), [(0x40C, "fr"), (0x80C, "fr"), (0xC0C, "fr"), (0x409, "en")])
def test_windows_number_of_a_language_is_french_whatever_the_country(number, told):
    assert language.of_identifier(number) == told
    assert language.of_identifier(0) is None


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"AppleLanguages": ["fr-FR", "en-GB"], "AppleLocale": "en_GB"}, "fr"),
        ({"AppleLocale": "fr_CH"}, "fr"),
        ({"AppleLanguages": ["en-FR"]}, "en"),
        ({}, None),
        ({"AppleLanguages": 3}, None),
    ],
)
def test_a_mac_says_its_language_in_its_preferences(said, told, tmp_path):
    file = tmp_path / "preferences.plist"
    for form in (plistlib.FMT_BINARY, plistlib.FMT_XML):
        file.write_bytes(plistlib.dumps(said, fmt=form))
        assert language.of_preferences(file) == told


def test_preferences_that_cannot_be_read_say_nothing(tmp_path):
    file = tmp_path / "preferences.plist"
    assert language.of_preferences(file) is None
    file.write_bytes(b"\x00nonsense")
    assert language.of_preferences(file) is None


def test_the_system_s_language_is_spoken_where_the_environment_names_none(monkeypatch):
    monkeypatch.setattr("workshop_tui.locale.system_language", lambda: "fr")
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert host_language() == "fr"
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert host_language() == "en"


def nobody() -> str:
    raise KeyError("uid not found")


def no_terminal() -> str:
    raise OSError


def test_who_has_no_account_is_asked_or_refused_and_never_called_nothing(wt, day, monkeypatch):
    monkeypatch.delenv("WORKSHOP_TUI_AS")
    monkeypatch.setattr("getpass.getuser", nobody)
    monkeypatch.setattr("os.getlogin", no_terminal)
    assert person.account() is None
    assert wt("status")[0] == 0, "who only looks need have no name"
    for words in (("note", "x"), ("next",), ("attendance", "Marie", "--expected"), ("note", "x", "--as", " ? ")):
        code, out, err = wt(*words)
        assert (code, out) == (2 if "--as" in words else 1, ""), words
        assert "--as" in err
    monkeypatch.setenv("WORKSHOP_TUI_AS", " \x1b[31m ")
    assert wt("note", "x")[0] == 1
    assert wt("note", "x", "--as", "Zoé")[0] == 0
    assert "Zoé" in wt("notes")[1]


def test_an_account_without_an_entry_is_known_by_its_terminal(monkeypatch):
    monkeypatch.setattr("getpass.getuser", nobody)
    monkeypatch.setattr("os.getlogin", lambda: "zoe")
    assert person.account() == "zoe"


@only_posix("that is so at once")
def test_a_path_is_told_from_an_id_by_what_separates_folders_here(monkeypatch):
    assert files.is_path("./x.session")
    assert not files.is_path("x.session")
    assert not files.is_path("C:\\day.session")
    monkeypatch.setattr("os.sep", "\\")
    assert files.is_path("C:\\day.session")


@only_posix("a list says who may: tests/windows")
def test_what_is_the_owner_s_is_nobody_else_s_but_in_a_group_s_folder(tmp_path):
    before = os.umask(0)
    try:
        files.make_own(tmp_path / "own")
        tmp_path.chmod(0o2770)
        files.make_own(tmp_path / "shared", group=True)
        files.make_own(tmp_path / "report")
    finally:
        os.umask(before)
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("own", "shared", "report")]
    assert modes == [0o600, 0o660, 0o600]
    with pytest.raises(FileExistsError):
        files.make_own(tmp_path / "own")


def test_a_machine_has_the_name_that_older_versions_know_it_by():
    assert processes.machine() == platform.node()


def test_a_process_is_over_once_it_has_ended():
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert not processes.is_over(child.pid)
    child.communicate(b"\n")
    assert processes.is_over(child.pid)
    assert not processes.is_over(os.getpid())
