"""No folder where the data folder should be: one sentence, whatever the command; and completion offers nothing."""

from __future__ import annotations

import shutil

import pytest

from tests.cli.words import COMMANDS
from workshop_tui.cli.completing import sessions_begun
from workshop_tui.locale import speak

NEED_NONE = {"check", "new", "schema", "plan", "tags", "agendas", "server", "doctor"}
"""Commands that look into no session; `doctor` says on its page what is wrong."""


@pytest.fixture(params=["", "sessions"])
def no_folder(request, home, tmp_path, monkeypatch):
    """A file stands in the place of the data folder, or of the one for sessions. (Root may go wherever it likes.)"""
    place = home / request.param
    place.parent.mkdir(exist_ok=True)
    place.write_text("no folder")
    monkeypatch.chdir(tmp_path)
    return place


def test_where_there_is_no_folder_each_command_says_so_in_one_line_and_what_names_another(wt, no_folder):
    for name in sorted(COMMANDS.keys() - NEED_NONE - {"import"}):
        speak("en")
        code, out, err = wt(*COMMANDS[name], "--language", "en")
        assert (code, out, err.count("\n")) == (1, "", 1), name
        assert "a file stands where a folder should be (WORKSHOP_TUI_HOME names another folder)" in err, name
        assert no_folder.read_text() == "no folder", name


def test_a_record_says_so_too_and_completion_offers_nothing(day, wt, home, tmp_path):
    record = tmp_path / "r.toml"
    assert day("report", "--format", "toml", "--names", "-o", str(record))[0] == 0
    shutil.rmtree(home)
    home.write_text("no folder")
    speak("en")  # and not what the seed is in
    code, out, err = wt("import", str(record))
    assert (code, out, err.count("\n")) == (1, "", 1)
    assert "a file stands where a folder should be" in err
    assert sessions_begun("") == []
