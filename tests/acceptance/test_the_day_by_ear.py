"""The seed's day, led from `follow` alone in a real pty, beside two full screens, in both languages: what is heard.

The clock stands where a step puts it (libfaketime), so that the transcripts are the same each time: `golden/`. With
WORKSHOP_TUI_GOLDEN=write they are written anew: read them aloud before they are committed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.acceptance.conftest import SEED
from tests.acceptance.moved_clock import LIBRARY, moved_by
from tests.acceptance.terminal import Terminal

pytestmark = pytest.mark.terminal
GOLDEN = Path(__file__).parent / "golden"
DAY = "2026-12-01"
ZONE = "Europe/Paris"
UNSPOKEN = re.compile(r"[^\w\s\u00a0\u202f.,;:?!'’()“”«»/+>#@~-]")
"""Signs outside letters, figures and common punctuation; `#`, `@`, `!` and `~` are typed, in notes."""

STEPS: tuple[tuple[str, ...], ...] = (
    ("at", "08:58"),
    ("say", "", ""),
    ("at", "09:00"),
    ("say", "next", "suivant"),
    ("say", "n Zoé n'entend rien !frein #emergence", "n Zoé n'entend rien !frein #emergence"),
    ("at", "09:05"),
    ("say", "+2", "+2"),
    ("say", "undo", "annuler"),
    ("at", "09:09"),
    ("at", "09:10"),
    ("at", "09:12"),
    ("press", "right", "right", "Accueil", "Accueil"),
    ("say", "here Marie", "arrivée Marie"),
    ("say", "1", "1"),
    ("at", "09:27"),
    ("press", "t", "t", "Tour d’écran", "Tour d’écran"),
    ("press", "s", "r", "slow down", "ralentir"),
    ("at", "09:31"),
    ("type", "n on n'a vu le maire"),
    ("at", "09:32"),
    ("at", "09:34"),
    ("say", " qu'après @elus", " qu'après @elus"),
    ("say", "next", "suiv"),
    ("say", "fit", "ajuster"),
    ("say", "1", "1"),
    ("say", "notes", "notes"),
    ("say", "mute 20", "silence 20"),
    ("at", "09:54"),
    ("say", "repeat", "répéter"),
    ("say", "goto carte", "aller carte"),
    ("press", "u", "u", "moved on to|went to", "passe à|a lancé"),
    ("say", "re", "re"),
    ("say", "pause", "pause"),
    ("at", "09:58"),
    ("say", "resume", "reprendre"),
    ("say", "goto carte", "aller carte"),
    ("say", "goto pause", "aller pause"),
    ("say", "1", "1"),
    ("at", "10:13"),
    ("say", "skip accueil", "sauter accueil"),
    ("say", "skip collectifs", "sauter collectifs"),
    ("say", "skip tampon-matin", "sauter tampon-matin"),
    ("say", "skip carte", "sauter carte"),
    ("at", "10:35"),
    ("say", "goto temoignage", "aller temoignage"),
    ("say", "left", "reste"),
    ("at", "10:55"),
    ("say", "next", "suiv"),
    ("say", "why", "pourquoi"),
    ("say", "1", "1"),
    ("at", "11:25"),
    ("say", "next", "suiv"),
    ("at", "11:50"),
    ("say", "goto synthese", "aller synthese"),
    ("at", "11:55"),
    ("at", "12:00"),
    ("say", "stop", "arrêter"),
    ("at", "13:30"),
    ("say", "goto reprise", "aller reprise"),
    ("at", "13:40"),
    ("press", "right", "right", "Reprise", "Reprise"),
    ("say", "move outils after phases", "déplacer outils après phases"),
    ("say", "undo", "annuler"),
    ("say", "redo", "refaire"),
    ("say", "add Détour 10", "ajouter Détour 10"),
    ("say", "initiative Le jardin partagé", "initiative Le jardin partagé"),
    ("say", "1", "1"),
    ("say", "amend 9 on a vu le maire après", "corriger 9 on a vu le maire après"),
    ("say", "matrix", "matrice"),
    ("say", "hand", "main"),
    ("say", "goto bilan", "aller bilan"),
    ("at", "16:20"),
    ("at", "16:30"),
    ("say", "report day.md", "compte-rendu day.md"),
    ("say", "end", "terminer"),
    ("say", "1", "1"),
    ("say", "", ""),
    ("say", "quit", "quitter"),
)
"""The steps of the day: the clock is put; a line is said (in English, in French), or typed and not entered; Aurélie,
once her screen shows that text, presses a key."""
SIDES = {"right": "→"}


class Day:
    """A follower, and the screens of two others, on one session and one clock, which stands."""

    def __init__(self, language: str, folder: Path, open_terminal: Callable[..., Terminal]) -> None:
        self.language = language
        self._folder = folder
        self._clock = folder / "clock"
        self._put("08:50")
        self._environment = moved_by(self._clock) | {"TZ": ZONE}
        spoken = ("--language", language, "--as")
        self.ear = open_terminal("follow", "day", *spoken, "pascal", **self._environment)
        self._heard = 0
        self.ear.wait("help for" if language == "en" else "Tapez aide")
        self.screens = []
        for who in ("aurelie", "lea"):
            self.screens.append(open_terminal("join", "day", *spoken, who, **self._environment))
            self.screens[-1].wait("Not started yet" if language == "en" else "Pas commencé")
        self._typed = ""

    def _put(self, clock: str) -> None:
        self._clock.write_text(f"{DAY} {clock}:00", encoding="ascii")

    def heard(self) -> str:
        """Give what was written since the last step, as it is read: a bell by its name, without what was typed."""
        raw = self.ear.raw[self._heard :].decode().replace("\r\n", "\n")
        if not raw.startswith(self._typed):
            return f"(the echo of {self._typed!r} is still to come)"
        told = raw.removeprefix(self._typed).replace(str(self._folder), "FOLDER")
        return told.replace("\a", "(bell) ").strip(" \n")

    def do(self, step: tuple[str, ...]) -> str:
        """Do one step; the line that names it."""
        self._heard, self._typed = len(self.ear.raw), ""
        what, first, *rest = step
        if what == "at":
            self._put(first)
            return f"[{first}]"
        if what == "press":
            french = self.language == "fr"
            aurelie, key, shown = self.screens[0], rest[0] if french else first, rest[2 if french else 1].split("|")
            aurelie.wait(lambda text: any(one in text for one in shown))
            aurelie.settled()
            aurelie.press(key)
            aurelie.settled()
            if any(words in aurelie.text for words in ("press again", "appuyez encore")):
                aurelie.press(key)  # what Pascal did has not stood there for long
            return f"[Aurélie: {SIDES.get(key, key)}]"
        line = rest[0] if rest and self.language == "fr" else first
        self._typed = line
        self.ear.child.send(line if what == "type" else f"{line}\r")
        if what == "say":
            self._typed += "\n"
        return f"> {line}" if line or what == "say" else ""


def steps_of(transcript: str) -> Iterator[tuple[str, str]]:
    """Yield each step's line, and what was heard after it."""
    for chunk in re.split(r"^(?=> |>$|\[)", transcript, flags=re.MULTILINE)[1:]:
        first, _end, rest = chunk.partition("\n")
        yield first, rest.strip("\n")


@pytest.fixture
def standing_clock():
    if LIBRARY is None:
        pytest.skip("no libfaketime (Debian: apt-get install faketime)")


@pytest.fixture
def opened(made_once, standing_clock) -> Path:
    """The data folder in which the day was opened, ten minutes before it begins: once for both languages."""

    def open_it(home: Path) -> None:
        with tempfile.NamedTemporaryFile("w", encoding="ascii") as clock:
            clock.write(f"{DAY} 08:50:00")
            clock.flush()
            words = ("open", SEED, "--id", "day", "--date", DAY, "--as", "pascal")
            variables: dict[str, Any] = moved_by(Path(clock.name)) | {"TZ": ZONE}
            with closing(Terminal(*words, home=home, **variables)) as terminal:
                assert terminal.ended() == 0, terminal.text

    return made_once("opened-by-ear", open_it)


@pytest.mark.waits
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_day_is_led_by_ear_beside_two_screens(language, tmp_path, open_terminal, opened, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(opened, tmp_path / "home")
    golden = GOLDEN / f"by-ear.{language}.txt"
    day = Day(language, tmp_path, open_terminal)
    writes = os.environ.get("WORKSHOP_TUI_GOLDEN") == "write"
    expected = [("", "")] * len(STEPS) if writes else list(steps_of(golden.read_text(encoding="utf-8")))
    told = [day.heard()]
    for step, (_line, heard) in zip(STEPS, expected, strict=True):
        line = day.do(step)
        if writes:
            if step[0] == "press" and step[1] != "t":
                day.ear.wait(lambda _text: day.heard() != "")
            while day.ear.read(0.8):
                pass
        else:
            day.ear.wait(lambda _text, heard=heard: day.heard() == heard)  # type: ignore[misc]
        told.append(f"{line}\n{day.heard()}".rstrip())
    assert day.ear.ended() == 0
    transcript = "\n".join(told) + "\n"
    if writes:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(transcript, encoding="utf-8")
    assert transcript == golden.read_text(encoding="utf-8")
    assert b"\x1b" not in day.ear.raw
    for screen in day.screens:
        screen.wait("The day is ended" if language == "en" else "La journée est close")


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_voice_reads_the_transcript_aloud(language, tmp_path):
    voice = shutil.which("espeak-ng")
    if voice is None:
        pytest.skip("no espeak-ng (Debian: apt-get install espeak-ng)")
    heard = "\n".join(chunk for _line, chunk in steps_of((GOLDEN / f"by-ear.{language}.txt").read_text("utf-8")))
    wave = tmp_path / "heard.wav"
    read = subprocess.run(
        [voice, "-v", language, "-x", "-w", wave, "--stdin"], input=heard, capture_output=True, text=True, check=True
    )
    assert read.stderr == ""
    spoken = [line for line in read.stdout.splitlines() if line.strip()]
    assert len(spoken) >= len([line for line in heard.splitlines() if line])
    assert wave.stat().st_size > 1_000_000


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_transcript_has_no_sign_that_a_voice_leaves_out(language):
    text = (GOLDEN / f"by-ear.{language}.txt").read_text(encoding="utf-8")
    heard = [line for _line, chunk in steps_of(text) for line in chunk.splitlines()]
    assert len(heard) > 100
    assert [line for line in heard if UNSPOKEN.search(line)] == []
    if language == "fr":
        assert [line for line in heard if re.search(r"\S [:;?!»]|« ", line)] == []
