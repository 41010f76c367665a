"""The HTML in browsers of text, as a Braille line has it: words in place of pictures, whole tables."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.conftest import utc
from tests.report.golden import the_day
from workshop_tui.report.digest import digest
from workshop_tui.report.formats import Wanted, made

BROWSERS = {
    "w3m": ("w3m", "-dump", "-cols", "120", "-T", "text/html", "-I", "UTF-8", "-O", "UTF-8"),
    "lynx": ("lynx", "-dump", "-nolist", "-width=120", "-stdin", "-force_html", "-assume_charset=utf-8",
             "-display_charset=utf-8"),
}  # fmt: skip


@pytest.mark.parametrize("name", BROWSERS)
def test_it_is_read_in_its_order_with_words_for_its_pictures(name):
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    page = made("html", digest(the_day().state, utc(18)), Wanted("en", annexes=True))
    read = subprocess.run(BROWSERS[name], input=page.encode(), capture_output=True, check=True).stdout.decode()
    lines = [" ".join(line.split()) for line in read.splitlines()]
    text = " ".join(" ".join(lines).split())
    assert "the tables below have the times." in text
    assert not any(line.count("·") > 12 for line in lines), "no heap of the words of a picture"
    assert "svg" not in text
    row = next(line for line in lines if line.startswith("Local elected officials "))
    assert row.split()[3:] == ["2", "·", "1", "·", "·", "1", "·", "·", "4"]
