"""The evaluation's page in a real browser: filled in on a phone without a script, once, and accessible."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.report.chromium import Chromium
from tests.serve.browser import LAPTOP, PHONE, Window
from workshop_tui.cli.commands import cli

PLAN = """
title = "A day with a long title that goes on and on"
language = "en"
timezone = "UTC"
objectives = ["Understand what moves these collectives", "Find out when they turn to others, and for what"]
evaluation = true
[[blocks]]
title = "Morning"
start = "9h"
end = "12h"
[[blocks.segments]]
title = "Welcome"
minutes = 180
"""


@pytest.fixture
def link(home: Path, tmp_path: Path) -> Iterator[str]:
    """The link of the evaluation's page, served by a program of its own."""
    (tmp_path / "plan.toml").write_text(PLAN)
    assert CliRunner().invoke(cli, ["open", str(tmp_path / "plan.toml"), "--id", "day"]).exit_code == 0
    words = [sys.executable, "-m", "workshop_tui", "serve", "day", "--as", "pascal", "--language", "en"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        links = [process.stdout.readline().strip() for _line in range(3)]
        yield links[2]
        process.terminate()


def test_it_is_filled_in_once_on_a_phone_without_a_script_and_is_accessible(chromium: Chromium, link):
    page = Window.on(chromium, link, PHONE)
    for size in (PHONE, LAPTOP):
        page.resize(size)
        assert page.run("document.documentElement.scrollWidth <= innerWidth"), size
    page.resize(PHONE)
    heights = "[...document.querySelectorAll('.marks label, button')].map(one => one.getBoundingClientRect().height)"
    assert min(page.run(heights)) >= 44, "for a thumb"
    for theme in ("light", "dark"):
        page.looks(theme, calm=True)
        assert page.faults() == []
    page.run('document.querySelector(\'[name="q1.0"][value="4"]\').click()')
    page.run("document.querySelector('textarea').value = 'Merci'")
    page.run("document.querySelector('form button').click()")
    page.waits_for("document.body.innerText.includes('Thank you!')")
    assert page.faults() == []
    page.browser.ask("Page.navigate", page.tab, url=link)
    page.waits_for("document.body.innerText.includes('This device has answered already')")
    out = told("evaluation")
    assert "1 sheet filled in" in out and "4: 1" in out
    assert "Merci" not in out, "one person wrote: not beside the marks"
    assert "Merci" in told("evaluation", "--texts")


def told(*words: str) -> str:
    """Give what a command prints."""
    return CliRunner().invoke(cli, [*words, "--language", "en"]).stdout
