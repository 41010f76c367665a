"""Streams: what one writes and reads, in whatever it speaks."""

from __future__ import annotations

import codecs
import io

import pytest

from tests.cli.speaking import said
from tests.systems import only_posix
from workshop_tui.host import streams
from workshop_tui.host.signs import nearest

ENCODINGS = ("ascii", "cp1252", "cp850", "cp437", "latin-1")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_there_is_something_to_read_for_every_character_and_never_an_error(encoding):
    for number in (*range(0x3000), *range(0xD7F0, 0xE010), *range(0xFE00, 0x10000), *range(0x1F000, 0x20000)):
        character = chr(number)
        try:
            character.encode(encoding)
        except UnicodeEncodeError:
            nearest(character, encoding).encode(encoding)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("− – — ‑", "- - - -"),
        ("→ ← ⇒", "-> <- =>"),
        ("≈ ≤ ≥ ≠ ±", "~ <= >= != +/-"),
        ("✓ ✗ × ☐", "v x x [ ]"),
        ("9\u202fh\u00a005", "9 h 05"),
        ("« “ ‘ ’ … •", "\" \" ' ' ... *"),
        ("Ｎº ½ ²", "No 1/2 2"),
        ("Éloïse Œuvré ŁÓDŹ Straße", "Eloise OEuvre LODZ Strasse"),
        ("🚲 ☂ ❤️", ":bicycle: :umbrella: <3"),
        ("🇫🇷", "FR"),
        ("👩🏽\u200d🌾", ":woman::ear-of-rice:"),
        ("Ωμέγα Дарья", "Omega Daria"),
        ("e\u0301", "e"),
        ("漢", "?"),
    ],
)
def test_the_nearest_sign_in_ascii(text, shown):
    assert "".join(c if c.isascii() else nearest(c, "ascii") for c in text) == shown


def test_an_encoding_keeps_what_it_has():
    assert nearest("✓", "cp437") == "√"
    assert nearest("•", "cp850") == "·"
    assert "".join(nearest(c, "cp1252") for c in "→−") == "->-"


@pytest.mark.parametrize("told", ["ascii", "cp850", "latin-1:strict"])
def test_a_screen_is_drawn_in_what_python_is_told_that_the_terminal_speaks(told):
    from workshop_tui.tui.terminal import legible

    assert legible({"PYTHONIOENCODING": told, "LANG": "fr_FR.UTF-8"}).written("→ é ─") == "> e -"
    assert legible({"PYTHONIOENCODING": "utf-8", "LC_ALL": "C"}) is None


# ── reading ────────────────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def in_cp850(monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "cp850")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(), encoding="cp850"))


@pytest.mark.parametrize(
    "raw",
    [
        "café − 🚲".encode(),
        codecs.BOM_UTF8 + "café − 🚲".encode(),
        "café − 🚲".encode("utf-16"),
        codecs.BOM_UTF16_BE + "café − 🚲".encode("utf-16-be"),
    ],
)
def test_unicode_is_read_whatever_the_console_is(raw, in_cp850):
    assert streams.decoded(raw) == "café − 🚲"


def test_what_is_no_utf_8_is_in_the_console_s_code_page(in_cp850):
    assert streams.decoded("café\r\nœuf ½".replace("œ", "oe").encode("cp850")) == "café\r\noeuf ½"
    assert streams.decoded("café".encode("cp1252"), page="cp1252") == "café"


@pytest.mark.parametrize("raw", [b"caf\x81", "café".encode("utf-16-le"), b"\xff\xfe\x00\xd8", b"a\0b", b"\x89PNG\0"])
def test_what_is_in_no_encoding_known_here_is_an_error_and_nothing_is_replaced(raw):
    with pytest.raises(UnicodeDecodeError):
        streams.decoded(raw, page="cp1252")


def test_a_character_that_the_end_cuts_through_is_left_out(monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "utf-8")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))
    assert streams.decoded("café".encode()[:-1], whole=False) == "caf"
    assert streams.decoded("café".encode("utf-16")[:-1], whole=False) == "caf"
    with pytest.raises(UnicodeDecodeError):
        streams.decoded("café".encode()[:-1])


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "cp437", "utf-8"])
def test_a_note_is_read_from_standard_input_as_the_console_speaks(encoding, day, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    for given in ("déjà là\r\n".encode(encoding), "déjà là".encode(), "déjà là".encode("utf-16")):
        code, _out, err = said(encoding, ("note", "-", "-s", "day"), given)
        assert (code, err) == (0, b"")
    assert day("notes", "--names")[1].count("déjà là\n") == 3


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_note_in_no_encoding_is_refused_in_one_line_and_not_kept(language, day, monkeypatch):
    monkeypatch.setenv("LANGUAGE", language)
    code, out, err = said("utf-8", ("note", "-", "-s", "day", "--language", language), "un\ncafé".encode("cp1252"))
    assert (code, out, err.count(b"\n")) == (1, b"", 1)
    assert "(ligne 2)" in err.decode() if language == "fr" else "(line 2)" in err.decode()
    assert day("notes")[1] == ""


def test_names_are_read_from_standard_input_as_the_console_speaks(day, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "cp850")
    assert said("cp850", ("attendance", "--from", "-", "-s", "day"), "Hélène Petit\r\n".encode("cp850"))[0] == 0
    assert "Hélène Petit" in day("attendance")[1]
    assert said("utf-8", ("attendance", "--from", "-", "-s", "day"), b"H\x81l\xe8ne")[0] == 1
    broken = "Zoé Roux".encode("utf-16")[:-1]
    assert said("utf-8", ("attendance", "--from", "-", "-s", "day"), broken)[0] == 1


@pytest.mark.parametrize("name", ["déroulé.toml", "mon déroulé.toml", "🚲 œ.toml", "a'b.toml"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_an_agenda_with_a_mark_and_windows_line_ends_and_any_name_is_read_and_named(name, mark, wt, tmp_path, seed):
    from tests.conftest import SEED

    file = tmp_path / name
    file.write_bytes(mark + SEED.read_bytes().replace(b"\n", b"\r\n"))
    assert wt("check", str(file))[0] == 0
    assert wt("open", str(file), "--date", "2021-05-04", "--id", "x")[0] == 0
    assert wt("report", "-s", "x", "-o", str(tmp_path / f"{name}.md"))[0] == 0
    code, out, err = said("ascii", ("check", str(tmp_path / f"none {name}")))
    assert code == 1
    assert (out + err).isascii()


@only_posix("words are Unicode")
def test_a_word_that_is_no_text_is_read_in_the_locale_s_page_or_refused(day, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written = "déjà".encode("cp1252").decode("utf-8", "surrogateescape")
    code, out, err = said("utf-8", ("note", written, "-s", "day"))
    assert (code, out, err) == (2, b"", "workshop-tui: “d?j?” is no text in UTF-8\n".encode())
    assert said("cp1252", ("note", written, "-s", "day"))[0] == 0
    assert "déjà\n" in day("notes", "--names")[1]
    assert said("utf-8", ("report", "-s", "day", "-o", f"./{written}.md"))[0] == 1, "no other system takes that name"
    (tmp_path / f"{written}.md").write_text("")
    assert said("utf-8", ("report", "-s", "day", "-o", f"{written}.md", "--force"))[0] == 0, "a file that is there"
    assert said("utf-8", ("check", f"{written}.md"))[0] == 1
