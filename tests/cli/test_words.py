"""Words of a command line: texts that begin like options, options given twice, and what help says of each command."""

from __future__ import annotations

import json
import sys

import click
import pytest

from tests.cli.shell import shell
from tests.systems import only_posix
from workshop_tui.cli.commands import cli
from workshop_tui.cli.sections import MODULES, SECTIONS
from workshop_tui.locale import _, speak


# ── words ──────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("text", ["- une liste", "-5 °C", "-5", "--> voir", "--private est une option", "-\u00a0x"])
def test_a_text_that_begins_with_a_dash_is_a_text(text, day):
    assert day("note", text, "--kind", "frein", "-s", "day")[0] == 0
    assert day("note", "-sday", "--", text)[0] == 0
    assert day("amend", "2", "--text", f"{text} !")[0] == 0
    assert day("add", text, "5")[0] == 0
    assert day("initiative", "--case", text)[0] == 0
    assert day("attendance", text, "--expected")[0] == 0
    assert [one["text"] for one in json.loads(day("notes", "--json", "--names")[1])["notes"]] == [f"{text} !", text]
    assert text in day("initiative", "--names")[1]


@pytest.mark.parametrize("words", [("-x",), ("--privat", "x"), ("x", "--privat"), ("-private",), ("x", "- y")])
def test_what_may_be_meant_as_an_option_is_no_text(words, day):
    assert day("note", *words)[0] == 2
    assert day("notes")[1] == ""


def test_after_two_dashes_all_is_text(day):
    assert day("note", "--", "-x")[0] == 0
    assert day("note", "--private", "--", "--private")[0] == 0
    assert [line.split()[-1] for line in day("notes", "--names")[1].splitlines()] == ["-x", "--private"]


@pytest.mark.parametrize(
    "words",
    [
        ("status", "-s", "day", "-s", "day"),
        ("status", "-sday", "--session=other"),
        ("next", "--at", "9h", "--at=9h05"),
        ("note", "x", "--as", "a", "--as", "b"),
        ("note", "x", "--kind", "frein", "--kind", "levier"),
        ("report", "-o", "a.md", "--output", "b.md"),
        ("attendance", "Marie", "--arrived", "--left"),
        ("amend", "1", "--private", "--no-private"),
        ("--language", "fr", "--language", "en", "status"),
    ],
)
def test_an_option_of_which_one_is_meant_is_refused_twice(words, day):
    speak("en")
    code, out, err = day(*words)
    assert (code, out) == (2, "")
    assert "is given twice: one is meant" in err or "exclude each other" in err


def test_an_option_that_may_be_repeated_may(day):
    tags = ("--phase", "emergence", "--phase", "action", "--private", "--private")
    assert day("note", "x", *tags, "--language", "fr")[0] == 0


# ── help ───────────────────────────────────────────────────────────────────────────────────────────────────
def test_each_command_stands_in_one_section_of_the_help():
    listed = [name for names in SECTIONS.values() for name in names]
    assert sorted(listed) == cli.list_commands(click.Context(cli))


WIDTHS = ("60", "80", "200")
HELPS = """
import os
from tests.cli.speaking import said
for width in os.environ["WIDTHS"].split():
    os.environ["COLUMNS"] = width
    code, out, err = said("utf-8", ("--help",))
    assert (code, err) == (0, b""), (width, code, err)
    os.write(1, out + b"\\0")
"""
"""A Python that says the help in each width: a program speaks one language, in which its commands are made."""


@only_posix("there is no sh: tests/windows tries it")
@pytest.mark.parametrize("language", ["fr", "en"])
def test_help_says_what_each_command_does_in_whole_sentences(language):
    code, told, err = shell(f"{sys.executable} -c '{HELPS}'", LANGUAGE=language, WIDTHS=" ".join(WIDTHS))
    assert (code, err) == (0, "")
    assert language == "en" or shell("$WT --help", LANGUAGE=language, COLUMNS="80")[1] == told.split("\0")[1]
    speak(language)
    for width, out in zip(WIDTHS, told.split("\0"), strict=False):
        assert "..." not in out.split("\n\n", 2)[2], width
        assert "…" not in out, width
        words = "".join(out.split())
        for name in cli.list_commands(click.Context(cli)):
            command = cli.get_command(click.Context(cli), name)
            assert command
            assert f"\n  {name} " in out, (width, name)
            assert command.help
            assert "".join(_(command.help).split()) in words, (width, name)


def test_a_number_out_of_range_is_refused_in_words_by_every_option():
    """Click's own ranges say “0 is not in the range x>=1”, and stand as “[x>=1]” in the help."""
    ranges = (click.IntRange, click.FloatRange)
    assert not [
        (name, param.name)
        for name in sorted(MODULES)
        for param in cli.get_command(click.Context(cli), name).params
        if isinstance(param.type, ranges)
    ]
