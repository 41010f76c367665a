"""Words are kept whole, or refused: nothing that somebody wrote is cut, replaced or left out without a word."""

from __future__ import annotations

import os

import pytest

from tests.cli.speaking import said
from tests.systems import ON_WINDOWS, only_posix
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.locale import speak
from workshop_tui.session.event import Recorded
from workshop_tui.text import LONGEST, clean, is_cut

LONG = "mot " * 3750
TOO_LONG = "a text has at most 10,000 characters: this one is longer, and nothing of it is kept\n"


@pytest.fixture
def english(day, once_done):
    """The seed's day, answered in English, a note in it."""

    def prepare() -> None:
        assert day("next", "--at", "9:00", "-s", "day")[0] == 0
        assert day("note", "base", "-s", "day")[0] == 0

    once_done(prepare)
    speak("en")  # as the program does before it reads its words: the day spoke its own language
    return lambda *words: day(*words, "--language", "en")


def told(english) -> str:
    return english("report", "--format", "toml", "--names")[1]


@pytest.fixture
def kept(english, home):
    """Tells all that is kept of the day."""

    def tell() -> list[Recorded]:
        with SqliteJournal(home / "sessions" / "day.session") as journal:
            return journal.read()

    return tell


TEXTS = [
    ("note",), ("amend", "3", "--text"), ("note", "x", "--answer"), ("note", "x", "--kind"), ("note", "x", "--phase"),
    ("note", "x", "--stakeholder"), ("note", "x", "--initiative"), ("note", "x", "--who"), ("note", "x", "--due"),
    ("note", "x", "--speaker"), ("note", "x", "--reference"), ("note", "x", "--from"), ("note", "x", "--purpose"),
    ("initiative", "x", "--need"), ("initiative", "x", "--rename"), ("initiative", "x", "--territory"),
    ("initiative", "x", "--stakeholder"), ("attendance", "--expected"),
    ("attendance", "M", "--expected", "--organisation"), ("words", "--name"),
]  # fmt: skip
"""Commands that keep a text, but for that."""


@pytest.mark.parametrize("words", TEXTS)
def test_a_text_of_fifteen_kilobytes_is_refused_with_the_limit_and_nothing_is_kept(words, english, kept):
    before = kept()
    assert english(*words, LONG) == (1, "", f"Error: {TOO_LONG}")
    assert kept() == before


def test_a_title_that_is_too_long_is_refused(english):
    assert english("add", LONG, "5") == (1, "", f"Error: {TOO_LONG}")


def test_a_text_as_long_as_may_be_is_kept_whole(english):
    text = "é" * LONGEST
    assert english("note", text)[0] == 0
    assert text in told(english)


@pytest.mark.parametrize("size", [LONGEST + 1, 15_000, 200_000, 3_000_000])
def test_a_text_from_standard_input_is_refused_as_well(size, english):
    code, out, err = said("utf-8", ("note", "-", "--language", "en"), b"x" * size)
    assert (code, out.decode(), err.decode()) == (1, "", f"workshop-tui: {TOO_LONG}")


def test_the_name_of_who_does_something_is_not_cut(english, monkeypatch):
    code, _out, err = english("note", "x", "--as", "x" * 61)
    assert (code, "a name has at most 60 characters" in err) == (2, True)
    monkeypatch.setenv("WORKSHOP_TUI_AS", "x" * 61)
    assert english("note", "x")[0] == 1


def test_an_agenda_and_a_record_are_not_cut_either(english, wt, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.toml").write_text(
        f'title = "{LONG}"\n[[blocks]]\ntitle="b"\nstart="9h"\nend="10h"\n[[blocks.segments]]\ntitle="s"\nminutes=60\n',
        encoding="utf-8",
    )
    code, out, _err = wt("check", "a.toml")
    assert code == 1
    assert "a.toml:1:" in out
    assert "a text has at most 10,000 characters" in out
    (tmp_path / "r.toml").write_text(told(english).replace('"base"', f'"{LONG}"'), encoding="utf-8")
    code, _out, err = wt("import", "r.toml", "--id", "other")
    assert code == 1
    assert "a text has at most 10,000 characters" in err


# ── bytes that are no text ─────────────────────────────────────────────────────────────────────────────────
NAMES = ("caf\udce9", "/tmp/caf\udce9", "a/caf\udce9", "./caf\udce9")
"""`café` in Latin-1, as Python hands it over; some look like the name of a file."""


@only_posix("words are Unicode")
@pytest.mark.parametrize("words", [*TEXTS, ("note", "x", "--as"), ("note", "x", "--segment")])
def test_a_byte_that_is_no_text_is_refused_in_one_line_and_nothing_is_kept(words, english, kept):
    before = kept()
    for named in NAMES:
        code, out, err = said("utf-8", (*words, named, "--language", "en"))
        assert (code in (1, 2), out, err.count(b"\n")) == (True, b"", 1), named
        assert b"caf?" in err
        assert b"Traceback" not in err
    assert kept() == before


@only_posix("words are Unicode")
@pytest.mark.parametrize(
    "words",
    [
        ("sessions", "--find"),
        ("notes",),
        ("notes", "--author"),
        ("status", "-s"),
        ("goto",),
        ("forget", "--yes"),
        ("signal",),
        ("why", "late", "--of"),
        ("report", "--template"),
        ("import",),
        ("check",),
        ("forget", "--all-sessions", "--yes"),
    ],
)
def test_a_byte_that_is_no_text_ends_no_question_in_a_traceback(words, english):
    """simonw/sqlite-utils 507: what stands for such a byte is nothing that SQLite takes."""
    for named in NAMES:
        code, out, err = said("utf-8", (*words, named))
        assert code in (0, 1, 2)
        assert b"Traceback" not in err
        assert code == 0 or b"caf?" in out + err


@only_posix("words are Unicode")
def test_a_byte_in_the_environment_is_refused(english, monkeypatch):
    monkeypatch.setenv("WORKSHOP_TUI_AS", "Ren\udce9")
    code, _out, err = said("utf-8", ("note", "x", "-s", "day", "--language", "en"))
    assert (code, err.decode()) == (1, "workshop-tui: “Ren?” is no text in UTF-8\n")


@only_posix("words are Unicode")
def test_in_the_locale_s_own_encoding_words_are_read_in_it(english):
    for words in (
        ("note", "d\udce9j\udce0"),
        ("attendance", "Ren\udce9e", "--expected"),
        ("note", "x", "--as", "Ren\udce9"),
    ):
        assert said("iso8859-15", words)[0] == 0
    assert all(word in told(english) for word in ('"déjà"', '"Renée"', '"René"'))


# ── control characters ─────────────────────────────────────────────────────────────────────────────────────
LEFT_OUT = "Control characters are no text: they are left out."


def test_control_characters_are_left_out_and_that_is_told(english, tmp_path):
    assert LEFT_OUT in english("note", "a\x07b \x1b[31mred\x1b[0m")[2]
    assert LEFT_OUT.encode() in said("utf-8", ("note", "-", "--language", "en"), b"a\x08b")[2]
    (tmp_path / "list.txt").write_text("Ma\x07rie\nLuc\n")
    assert "control characters are no text" in english("attendance", "--from", str(tmp_path / "list.txt"))[2]
    assert english("note", "a\tb\nc \u200eok")[2] == ""
    assert "ab red" in told(english)


def test_what_is_shown_of_a_byte_that_is_no_text_is_a_sign():
    assert clean("caf\udce9") == "caf?"
    assert not is_cut("caf\udce9")
    assert ON_WINDOWS or os.fsdecode(b"caf\xe9") == "caf\udce9"
