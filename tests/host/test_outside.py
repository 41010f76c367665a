"""A client's variables say to a program that a restricted key starts its terminal and its language, nothing else."""

from __future__ import annotations

import pytest

from workshop_tui.host.outside import confine, is_confined

HEEDED = {
    "TERM": "linux",
    "LANG": "fr_FR.UTF-8",
    "LC_ALL": "C",
    "NO_COLOR": "1",
    "COLORTERM": "truecolor",
    "HOME": "/h",
}
TAKEN_AWAY = [
    "WORKSHOP_TUI_STORE", "WORKSHOP_TUI_AS", "_WORKSHOP_TUI_COMPLETE", "WORKSHOP_TUI_ANYTHING", "PYTHONPATH",
    "PYTHONINSPECT", "PYTHONSTARTUP", "PGHOST", "PGSERVICEFILE", "PGPASSFILE", "TEXTUAL_DRIVER", "BASH_ENV", "ENV",
    "BASH_FUNC_x%%", "LD_PRELOAD", "TZ", "EDITOR", "PAGER", "BROWSER", "XDG_DATA_HOME", "LC_x", "TMPDIR", "LOCPATH", "",
]  # fmt: skip


@pytest.mark.parametrize("name", TAKEN_AWAY)
def test_a_variable_that_could_move_load_or_tell_something_is_taken_away(name):
    environ = {name: "x", **HEEDED}
    confine(environ, data_folder="WORKSHOP_TUI_HOME")
    assert environ == HEEDED


def test_the_data_folder_that_an_older_line_sets_stays():
    environ = {"WORKSHOP_TUI_HOME": "/srv/atelier"}
    confine(environ, data_folder="WORKSHOP_TUI_HOME")
    assert environ == {"WORKSHOP_TUI_HOME": "/srv/atelier"}


@pytest.mark.parametrize(
    ("line", "confined"),
    [
        ("join --confined day", True),
        ("--language fr join day --as x --confined", True),
        ("join day", False),
        ("note -- join --confined", False),
        ("note --confined", False),
        ("", False),
    ],
)
def test_a_key_s_command_line_is_known(line, confined):
    assert is_confined(line.split()) == confined
