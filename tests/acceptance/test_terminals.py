"""The terminals people really have: each keeps what it can show, and shows nothing that it cannot."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.acceptance.conftest import COMING, SEED

pytestmark = pytest.mark.terminal
TERMS = ("xterm-256color", "screen-256color", "tmux-256color", "linux", "vt220")
COLOUR = re.compile(rb"\x1b\[(?:[\d;]*;)?(?:[34][0-8]|9[0-7]|10[0-7])(?:;[\d;]*)?m")


@pytest.fixture
def opened(command, open_terminal):
    def start(term: str, lang: str, **environment: str):
        command("open", SEED, "--id", "day", "--date", COMING)
        return open_terminal("join", "day", "--as", "pascal", TERM=term, LANG=lang, COLORTERM="", **environment)

    return start


def use(terminal, begun: str, note: str) -> None:
    """Start, take a note, look at the room's view and come back: what it shows on the way."""
    terminal.wait(begun)
    terminal.press("right")
    terminal.wait(lambda text: "Tour d'" in text.replace("’", "'"))  # ASCII has no other
    terminal.press("n", "Une note", "enter")
    terminal.wait(note)
    terminal.press("?")
    terminal.wait("Touches et signes")
    terminal.press("escape")
    terminal.wait(lambda text: "Touches et signes" not in text)
    terminal.press("f")
    terminal.wait(lambda text: "esc" in text.splitlines()[-1])
    terminal.settled()
    assert_visible(terminal)
    terminal.press("escape")
    terminal.wait(lambda text: "esc" not in text.splitlines()[-1])
    terminal.press("d")
    terminal.wait("d retour")
    terminal.press("escape")
    terminal.wait("Une note")
    terminal.settled()
    assert_visible(terminal)


def assert_visible(terminal) -> None:
    """No character has the colour of its ground."""
    for row in terminal.screen.buffer.values():
        for cell in row.values():
            assert cell.data.isspace() or cell.data in "▄▀█▌▐#|-" or cell.fg != cell.bg or cell.fg == "default", cell


@pytest.mark.parametrize("term", TERMS)
def test_with_utf_8(opened, term):
    terminal = opened(term, "C.UTF-8")
    if term.startswith("vt"):
        use(terminal, "Pas commence", "Note enregistree")
        assert terminal.raw.isascii()
        assert not COLOUR.search(terminal.raw), "it has no colours"
    else:
        use(terminal, "Pas commencé", "Note enregistrée")
        assert COLOUR.search(terminal.raw)
    if term == "linux":
        assert not set("╭╮╰╯━╸╶╴✓⏎␣−") & set(terminal.raw.decode()), "its fonts have none of these"
        assert "√" not in terminal.text


@pytest.mark.parametrize(("term", "lang"), [*((term, "C") for term in TERMS), ("xterm-256color", "fr_FR.ISO-8859-1")])
def test_without_utf_8_all_that_is_written_is_ascii(opened, term, lang):
    terminal = opened(term, lang, LANGUAGE="fr")
    use(terminal, "Pas commence", "Note enregistree")
    terminal.press("q")
    assert terminal.ended() == 0
    assert "La journee continue" in terminal.text
    assert terminal.raw.isascii()
    assert ".-" in terminal.text  # a corner of a panel
    assert "Deroule" in terminal.text or "retour" in terminal.text or terminal.raw.count(b"Deroule")


def test_titles_of_every_script_keep_their_columns_in_ascii(command, open_terminal, tmp_path):
    text, before = tmp_path / "agenda.toml", "Accueil, cadre de la journée, présence du matin"
    seed = Path(SEED).read_text("utf-8")
    text.write_text(seed.replace(f'"{before}"', '"漢字 é 👩‍🌾 مرحبا œ « x »"'), "utf-8")
    command("open", str(text), "--id", "day", "--date", COMING)
    terminal = open_terminal("join", "day", TERM="xterm", LANG="C", LANGUAGE="fr", columns=120)
    terminal.wait("Pas commence")
    rows = terminal.settled().splitlines()
    row = next(line for line in rows if line.startswith("|") and "????" in line)
    assert "???? e ?? ????? o" in row
    other = next(line for line in rows if "Tour d'ecran" in line)
    assert row.index("|", 1) == other.index("|", 1), "the panel's edge stands where it stood"
    assert terminal.raw.isascii()


def test_no_color_has_no_colour_and_the_highlight_is_seen(opened):
    terminal = opened("xterm-256color", "C.UTF-8", NO_COLOR="1")
    use(terminal, "Pas commencé", "Note enregistrée")
    rendered = {int(code or 0) for codes in re.findall(rb"\x1b\[([\d;]*)m", terminal.raw) for code in codes.split(b";")}
    assert rendered <= {0, 1, 4, 7}, "bold, underlined, reversed"
    assert any(cell.underscore for row in terminal.screen.buffer.values() for cell in row.values())


def test_bytes_that_are_no_utf_8_end_nothing(opened, command):
    terminal = opened("xterm-256color", "C.UTF-8")
    terminal.wait("Pas commencé")
    terminal.press("n")
    terminal.wait("La note ; tab")
    terminal.child.send(b"caf\xe9 noir\x9b31m \xff\xc3")
    terminal.press("enter")
    terminal.wait("Note enregistrée")
    assert "café noir" in command("report"), "as a terminal of ISO-8859-1 means it"
