"""A plan in a real terminal: the seed's day built from nothing by keys alone, saved, run; killed, and there again."""

from __future__ import annotations

import os
import signal
from datetime import time

import pytest

from tests.seed import SEED, one_day
from workshop_tui.agenda import Agenda, Segment
from workshop_tui.agenda.editing.document import Document

pytestmark = pytest.mark.terminal
KEYS_FOR_A_SEGMENT = 33
"""Keys that a segment of the seed's takes on the average, the letters of titles apart: its minutes, what it can be cut
and stretched to, its fixed time, its kind, who leads it; and its share of the hours of the blocks."""


HOME = "\x1b[H"
ONE = ("enter", "down", HOME)


def hours(at: time) -> str:
    return f"{at.hour}h{at.minute:02}"


def line_of(one: Segment) -> str:
    """The end of the line that is typed for a segment, behind its title."""
    bounds = ["" if bound is None else str(bound) for bound in (one.min, one.max)]
    parts = [str(one.minutes), "-".join(bounds) if any(bounds) else "", f"@{hours(one.at)}" if one.at else ""]
    return " ".join(["", *filter(None, (*parts, f"!{one.kind}" if one.kind else ""))])


def told(agenda: Agenda) -> list[object]:
    """The title of each segment, the line, and who leads it."""
    names = {trainer.key: trainer.name for trainer in agenda.trainers}
    return [(one.title, line_of(one), one.optional, [names[key] for key in one.lead]) for one in agenda.segments()]


@pytest.mark.waits
def test_the_seeds_day_is_built_from_nothing_by_keys_alone_saved_and_run(open_terminal, tmp_path):
    seed, file = one_day(), tmp_path / "day.toml"
    terminal = open_terminal("plan", str(file), "--language", "fr", columns=80, rows=24)
    pressed: list[str] = []

    def press(*keys: str) -> None:
        pressed.extend(keys)
        terminal.press(*keys)

    terminal.wait("Le titre")
    press(seed.title, "enter")
    for n, block in enumerate(seed.blocks):
        press(*["b"] * bool(n))
        terminal.wait("Un bloc, son début")
        press(f"{block.title} {hours(block.start)}-{hours(block.end)}", "enter")
        terminal.wait("Séquence : « Débat")
        for one in block.segments:
            press(one.title + line_of(one), "enter")
            terminal.wait("Ajouté")
        press("enter")
        terminal.wait(lambda text: "Séquence : « Débat" not in text)
    press(HOME)
    names, met = {trainer.key: trainer.name for trainer in seed.trainers}, set[str]()
    for block in seed.blocks:
        press("down")
        for one in block.segments:
            press("down", *["o"] * one.optional, "l")
            terminal.wait("Qui l’anime")
            press(", ".join(names[key].split()[0] if key in met else names[key] for key in one.lead), "enter")
            met |= {*one.lead}
            terminal.wait(lambda text: "Qui l’anime" not in text)
    press("s")
    terminal.wait("Enregistré")
    press("q")
    assert terminal.ended() == 0
    made = one_day(file)
    assert (made.title, told(made)) == (seed.title, told(seed))
    assert [(b.title, b.start, b.end) for b in made.blocks] == [(b.title, b.start, b.end) for b in seed.blocks]
    titles = [seed.title, *(one.title for one in seed.blocks), *(one.title for one in seed.segments())]
    count = sum(1 if key in ONE else len(key) for key in pressed) - sum(len(title) for title in titles)
    assert count / len(told(seed)) <= KEYS_FOR_A_SEGMENT
    run = open_terminal("run", str(file), "--date", "2031-01-06", "--language", "fr", columns=80, rows=24)
    run.wait("Pas commencé")
    run.wait("Accueil, cadre")


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM])
def test_what_is_not_saved_and_what_is_half_typed_come_back_whatever_ended_the_program(open_terminal, tmp_path, blow):
    file = tmp_path / "day.toml"
    file.write_bytes(SEED.read_bytes())
    terminal = open_terminal("plan", str(file), columns=80, rows=24)
    terminal.wait("Accueil, cadre")
    terminal.press("down", "down", "+")
    terminal.wait("11 min")
    terminal.press("a", "Un débat 1")
    terminal.wait("Un débat 1")
    os.kill(terminal.child.pid, blow)
    terminal.ended()
    assert file.read_bytes() == SEED.read_bytes()
    again = open_terminal("plan", str(file), columns=80, rows=24)
    again.wait("Un débat 1")
    again.press("5", "enter")
    again.wait("Ajouté")
    again.press("escape", "s")
    again.wait("Enregistré")
    first, second, *_others = Document(file.read_bytes()).sheet.data["blocks"][0]["segments"]
    assert (first["minutes"], second["title"], second["minutes"]) == (11, "Un débat", 15)


def test_a_row_and_a_key_of_the_bar_are_clicked(open_terminal, tmp_path):
    file = tmp_path / "day.toml"
    file.write_bytes(SEED.read_bytes())
    terminal = open_terminal("plan", str(file), columns=80, rows=24)
    terminal.wait("Accueil, cadre")
    terminal.click("Tour d’écran")
    terminal.wait("▸   9h10")
    terminal.click("s enregistrer")
    terminal.wait("Rien n’a changé")
    terminal.click("Accueil, cadre", times=2)
    terminal.wait("Titre")
    terminal.wait("Accueil, cadre de la journée, présence du matin")


def test_a_file_that_is_no_toml_is_refused_with_its_line(command, open_terminal, tmp_path):
    file = tmp_path / "slip.toml"
    file.write_text('title = "T"\n[[blocks]]\nstart = 9h\n')
    terminal = open_terminal("plan", str(file), "--language", "en")
    assert terminal.ended() == 1
    assert "slip.toml:3:" in terminal.text
