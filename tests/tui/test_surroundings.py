"""The environment of a screen: only what means something and does no harm is left for Textual to read."""

from __future__ import annotations

import ast
import inspect
import os
import subprocess
import sys

import pytest

from tests.acceptance.surroundings import WRONG
from workshop_tui.tui import surroundings
from workshop_tui.tui.surroundings import HEEDED, UNASKED, cannot_draw, has_mouse, settle

NEVER = {
    "TEXTUAL_DEBUG", "TEXTUAL_DRIVER", "TEXTUAL_LOG", "TEXTUAL_DEVTOOLS_HOST", "TEXTUAL_DEVTOOLS_PORT",
    "TEXTUAL_SCREENSHOT", "TEXTUAL_SCREENSHOT_LOCATION", "TEXTUAL_SCREENSHOT_FILENAME", "TEXTUAL_PRESS",
    "TEXTUAL_SHOW_RETURN", "TEXTUAL_SLOW_THRESHOLD",
}  # fmt: skip


@pytest.fixture(autouse=True)
def no_window(monkeypatch):
    monkeypatch.setattr(surroundings, "window", lambda: None)


def test_all_that_textual_reads_when_it_is_imported_is_decided_on():
    import textual.constants

    strings = [
        node.value
        for node in ast.walk(ast.parse(inspect.getsource(textual.constants)))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    read = {text for text in strings if text.isupper() and text.replace("_", "").isalpha() and text != "FULL"}
    assert read <= HEEDED.keys() | UNASKED.keys() | NEVER


def test_what_is_no_value_or_does_something_is_not_left():
    environ = dict(WRONG) | {"HOME": "/home/p"}
    settle(environ)
    left = {name for name in environ if name.startswith(("TEXTUAL", "ESC", "COLU", "LINES", "NO_"))}
    assert left == set(UNASKED)
    assert environ["HOME"] == "/home/p"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TEXTUAL_FPS", "0"),
        ("TEXTUAL_FPS", "-5"),
        ("TEXTUAL_FPS", "٣٠"),
        ("TEXTUAL_FPS", "99999999999999999999"),
        ("TEXTUAL_COLOR_SYSTEM", ""),
        ("TEXTUAL_DIM_FACTOR", "101"),
        ("ESCDELAY", "0"),
        ("ESCDELAY", "99999999"),
        ("TEXTUAL_WHATEVER", "1"),
        ("COLUMNS", "0"),
        ("LINES", "100000"),
        ("TEXTUAL_THEME", "../x"),
    ],
)
def test_a_value_out_of_bounds_is_as_if_it_were_not_there(name, value):
    environ = {name: value}
    settle(environ)
    assert environ == UNASKED


def test_what_means_something_stays():
    said = {
        "TEXTUAL_FPS": "30",
        "TEXTUAL_ANIMATIONS": "NONE",
        "TEXTUAL_COLOR_SYSTEM": "256",
        "ESCDELAY": "25",
        "NO_COLOR": "1",
        "COLUMNS": "132",
        "LINES": "50",
        "TERM": "xterm",
    }
    environ = dict(said)
    settle(environ)
    assert environ == said | UNASKED


def test_the_window_beats_what_the_shell_exported(monkeypatch):
    monkeypatch.setattr(surroundings, "window", lambda: (80, 24))
    environ = {"COLUMNS": "200", "LINES": "60"}
    settle(environ)
    assert environ == UNASKED


def test_terminals_that_cannot_move_a_cursor_are_named():
    for terminal in ("dumb", "", " ", "UNKNOWN", "network"):
        assert cannot_draw({"TERM": terminal})
    assert cannot_draw({})
    for terminal in ("xterm", "vt100", "linux", "nobody-knows-it"):
        assert cannot_draw({"TERM": terminal}) is None


def test_settling_comes_before_textual_is_imported():
    code = "import sys; import workshop_tui.tui.surroundings; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env=dict(os.environ), check=False).returncode == 0


def test_in_gnu_screen_the_mouse_is_not_asked_for_since_escape_would_be_held_back():
    assert has_mouse({"TERM": "screen-256color"})
    assert not has_mouse({"TERM": "xterm-256color", "STY": "4711.pts-1.host"})
