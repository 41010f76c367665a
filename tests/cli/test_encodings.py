"""Whatever a stream speaks, a person can read what is written there, and a machine what is written for it."""

from __future__ import annotations

import json

import click
import pytest

from tests.cli.conftest import Spoken
from tests.cli.speaking import CALLS, ENCODINGS, FOR_MACHINES, SIGNS
from workshop_tui.cli.commands import cli

SILENT = {"delete", "words", "retain", "points", "due", "decisions", "todo"}
"""Commands without an answer: it is done; no word is in question; nothing is open, or older."""


@pytest.fixture(scope="module", params=["fr", "en"])
def told(request, spoken) -> Spoken:
    return spoken(request.param)


def test_every_command_is_tried():
    assert set(cli.list_commands(click.Context(cli))) <= {words[0] for words in CALLS.values() if words}


def test_in_each_encoding_each_command_does_the_same_and_says_something(told):
    for name in CALLS:
        for encoding in ENCODINGS:
            code, out, err = told[name, encoding]
            assert code == told[name, "utf-8"][0], (name, encoding)
            assert code in (0, 1, 2), (name, encoding, err)
            assert out + err or name in SILENT, (name, encoding)
            assert b"Traceback" not in err, (name, encoding)


def test_what_a_person_reads_is_in_their_encoding_line_by_line_and_in_readable_signs(told):
    for name in CALLS.keys() - FOR_MACHINES - {"doctor"}:  # names the encoding itself
        for encoding in ENCODINGS:
            for written, whole in zip(told[name, encoding][1:], told[name, "utf-8"][1:], strict=True):
                shown, meant = written.decode(encoding), whole.decode()
                assert shown.count("\n") == meant.count("\n"), (name, encoding)
                assert shown.count("?") == meant.count("?"), (name, encoding, shown)
                rest = iter(shown)
                assert all(c in rest for c in meant if c.isascii()), (name, encoding, shown)


def test_what_a_machine_reads_is_utf_8_with_newlines_whatever_the_console_is(told):
    for name in FOR_MACHINES:
        for encoding in ENCODINGS:
            out = told[name, encoding][1]
            assert out == told[name, "utf-8"][1], (name, encoding)
            assert b"\r" not in out or name in ("report as csv", "report as ics"), name
            out.decode()
    assert SIGNS in {note["text"] for note in json.loads(told["notes --json", "ascii"][1])["notes"]}


def test_the_nearest_sign_is_one_that_says_the_same(told):
    line = told["notes", "ascii"][1].decode("ascii")
    assert 'oeuf - 3 ~ 4 -> " la " :bicycle: v Capek, Daria... 10 %' in line
    assert "œuf - 3 ~ 4 -> « là » :bicycle: v Capek, Daria… 10 %" in told["notes", "cp1252"][1].decode("cp1252")
    assert "oeuf - 3 ≈ 4 -> « là » :bicycle: √ Capek, Daria... 10 %" in told["notes", "cp437"][1].decode("cp437")
