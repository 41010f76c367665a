"""`--version`: which version it is, and whether it brings its own Python."""

from __future__ import annotations

import sys

import workshop_tui
from workshop_tui.cli.commands import version
from workshop_tui.locale import speak


def test_an_installed_program_says_its_version(wt):
    assert wt("--version") == (0, f"workshop-tui, version {workshop_tui.__version__}\n", "")


def test_a_self_contained_one_says_so_and_with_which_python(monkeypatch):
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    python = ".".join(map(str, sys.version_info[:3]))
    assert version() == f"{workshop_tui.__version__} (self-contained, with Python {python})"
    speak("fr")
    assert version() == f"{workshop_tui.__version__} (autonome, avec Python {python})"
