"""The seed's day, run by keys alone in a real pty at × 60, then shown by the report and by the command line."""

from __future__ import annotations

import json
import re
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from tests.acceptance.conftest import SEED
from workshop_tui import locations
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.session.notes.events import NoteTaken
from workshop_tui.session.timing.events import (
    CommandUndone,
    Paused,
    Resumed,
    SegmentStarted,
    SegmentStopped,
    SessionEnded,
)
from workshop_tui.session.timing.replanning_events import AllotmentsChanged, SegmentSkipped

pytestmark = pytest.mark.terminal
PARIS = ZoneInfo("Europe/Paris")

NOTES = [
    ("Un atelier vélo dans un ancien garage", "c", "e", "c", "constat", "emergence", "collectif"),
    ("On n'a vu le maire qu'après", "f", "e", "e", "frein", "emergence", "elus"),
    ("[b]Un local prêté[/b] | sans convention", "l", "s", "a", "levier", "structuration", "associations"),
    ("Qui légitime, et par quoi ?", "q", "d", "h", "question", "definition", "habitants"),
    ("Aurélie envoie les fiches vendredi", "a", "t", "p", "action", "transversal", "ingenierie"),
    ("La monnaie locale : y revenir", "p", "c", "f", "parking", "consolidation", "financeurs"),
]


def take(terminal, note) -> None:
    """A note with one tag of each: its text and six keystrokes."""
    text, *letters = note[:4]
    terminal.press("n", text, "tab", *letters, "enter")
    terminal.wait("Note enregistrée")


def run_by_keys(terminal) -> None:
    """Both blocks, with an overrun, a pause, a goto and back, a skip, an undo and six notes."""
    terminal.wait("Pas commencé")
    terminal.press("right")
    terminal.wait("a lancé « Accueil")
    take(terminal, NOTES[0])
    terminal.press(*"------")  # nothing left but what is used: an overrun of its allotment
    terminal.wait("DÉPASSÉ de 1")
    terminal.press("right")
    terminal.wait("passe à « Tour")
    take(terminal, NOTES[1])
    terminal.press(" ")
    terminal.wait("EN PAUSE")
    terminal.read(1.0)
    terminal.press(" ")
    terminal.wait("a repris")
    terminal.press("down", "down", "enter")  # the plenary after the next one
    terminal.wait("a lancé « Mise en commun")
    terminal.wait("u l’annule")
    take(terminal, NOTES[2])
    terminal.press("up", "up", "enter")
    terminal.wait("a lancé « Tour")
    terminal.press("right")
    terminal.wait("« Les collectifs")
    terminal.press("down", "down", "k")  # the buffer
    terminal.wait("a sauté « Tampon du matin »")
    terminal.press("right", "right")
    terminal.wait("« Pause »")
    terminal.press("u")
    terminal.wait("annule : ")
    for _ in range(6):
        terminal.press("right")
        terminal.read(0.3)
    terminal.wait("Rien en cours")
    terminal.press("right")  # a rehearsal skips lunch
    terminal.wait("a lancé « Reprise")
    take(terminal, NOTES[3])
    for _ in range(9):
        terminal.press("right")
        terminal.read(0.2)
    terminal.wait("passe à « Bilan à chaud")
    take(terminal, NOTES[4])
    take(terminal, NOTES[5])
    terminal.press("E")
    terminal.wait("Terminer la journée maintenant")
    terminal.press("enter")
    terminal.wait("La journée est close")
    terminal.press("q")
    assert terminal.ended() == 0


def local(instant: datetime | str | None) -> str:
    if instant is None:
        return ""
    known = datetime.fromisoformat(instant) if isinstance(instant, str) else instant
    moved = known.astimezone(PARIS)
    return f"{moved.hour}h{moved:%M}"


def as_commands(records) -> list[list[str]]:
    """Write what somebody would type for these events, with the instant of each."""
    typed = []
    for record in records[1:]:
        event = record.event
        simple: dict[type, list[str]] = {
            SegmentStopped: ["stop"],
            Paused: ["pause"],
            Resumed: ["resume"],
            SessionEnded: ["end"],
            CommandUndone: ["undo"],
        }
        words = simple.get(type(event))
        if isinstance(event, SegmentStarted):
            words = ["next"] if event.left is None or event.left_as == "done" else ["goto", event.segment]
            if event.segment == "tour" and event.left == "carte":
                words = ["goto", "tour"]
        elif isinstance(event, AllotmentsChanged):
            words = ["extend", "-1"]
        elif isinstance(event, SegmentSkipped):
            words = ["skip", event.segment]
        elif isinstance(event, NoteTaken):
            assert event.kind
            words = ["note", event.text, "--kind", event.kind]
            words += [word for p in event.phases for word in ("--phase", p)]
            words += [word for s in event.stakeholders for word in ("--stakeholder", s)]
        assert words, event
        typed.append([*words, "--at", event.at.isoformat(), "--as", "pascal"])
    return typed


@pytest.mark.waits
def test_the_day_run_by_keys_is_the_day_of_the_report_and_of_the_command_line(
    open_terminal, command, program, status, tmp_path, monkeypatch
):
    terminal = open_terminal(
        "run", SEED, "--as", "pascal", "--date", "2021-05-04", "--speed", "60", "--keep", "rehearsed"
    )
    run_by_keys(terminal)

    monkeypatch.setenv("WORKSHOP_TUI_HOME", str(tmp_path / "home"))
    with SqliteJournal(locations.sessions() / "rehearsed.session") as journal:
        records = journal.read()
    shown = json.loads(program("status", "--json", "-s", "rehearsed"))
    report = program("report", "--annexes", "-s", "rehearsed")

    # what was pressed is what is kept
    taken = [r.event for r in records if isinstance(r.event, NoteTaken)]
    assert [(n.text, n.kind, *n.phases, *n.stakeholders) for n in taken] == [(n[0], *n[4:]) for n in NOTES]
    kinds = [type(r.event).__name__ for r in records]
    assert {"Paused", "Resumed", "SegmentSkipped", "CommandUndone", "AllotmentsChanged", "SessionEnded"} <= set(kinds)
    assert shown["state"] == "ended"
    by_key = {s["key"]: s for block in shown["blocks"] for s in block["segments"]}
    assert by_key["tampon-matin"]["state"] == "skipped"
    assert by_key["accueil"]["elapsed_s"] > by_key["accueil"]["allotted_s"]

    # the report shows exactly that day
    for segment in by_key.values():
        row = next(
            line
            for line in report.splitlines()
            if line.startswith(f"| {segment['title'][:12]}") and local(segment["planned_start"]) in line
        )
        if segment["actual_start"]:
            assert f"| {local(segment['actual_start'])} – {local(segment['actual_end'])} |" in row
        else:
            assert "| — |" in row
    assert "| sautée |" in report
    for note in taken:
        assert f"- {local(note.at)} · " in report
    assert "\\[b\\]Un local prêté\\[/b\\] \\| sans convention" in report

    # the same day, typed in afterwards, has the same times to the second
    command("open", SEED, "--date", "2021-05-04", "--id", "typed")
    for words in as_commands(records):
        command(*words, "-s", "typed")
    typed = status("-s", "typed")
    for volatile in ("session", "now"):
        shown.pop(volatile), typed.pop(volatile)
    assert typed == shown
    assert command("report", "--annexes", "-s", "typed") == report


THEMES = (
    ("On n'a vu le maire qu'après", "Frein", "Émergence", "Élus locaux"),
    ("Un local prêté par l'association voisine", "Levier", "Structuration", "Associations"),
    ("Qui finance la première année ?", "Sollicitation", "Structuration", "Financeurs, fondations"),
    ("Le PNR relit le projet", "Ressource, outil", "Structuration", "Territoires de projet"),
    ("La commune répond en trois mois", "Frein", "Expérimentation", "Collectivités territoriales"),
    ("Essayer une saison avant de signer", "Idée, piste", "Expérimentation", "Collectif d’habitants"),
    ("Les habitants viennent si l'on cuisine", "Constat", "Mise en œuvre", "Habitants, usagers"),
    ("L'ingénierie aide à écrire, pas à décider", "Verbatim", "Mise en œuvre", "Professionnels du développement local"),
    ("Rappeler la DDT", "Action à suivre", "Mise en œuvre", "Services de l’État"),
    ("Qui prend la suite ?", "Question", "Bilan et transmission", "Collectif d’habitants"),
)


@pytest.mark.waits
def test_ten_real_notes_cost_at_most_four_keys_more_than_their_text_each(command, open_terminal):
    """Kind, phase and stakeholder of each, by the letters that the screen shows; a phase that stays costs none."""
    command("open", SEED, "--id", "day", "--date", "2021-05-04")
    terminal = open_terminal("join", "day", "--as", "pascal")
    terminal.wait("Pas commencé")
    more, before = [], ""
    for text, kind, phase, stakeholder in THEMES:
        keys = 0
        terminal.press("n", text)
        terminal.wait("Nature")
        terminal.press("tab")
        keys += 1
        for label in (kind, phase, stakeholder):
            if label == phase == before:
                terminal.press("down")  # it stays as it is
            else:
                terminal.press(letter_of(terminal, label))
            keys += 1
        terminal.press("enter")
        terminal.wait(lambda shown: "Nature" not in shown)
        more.append(keys)
        before = phase
    assert sum(more) / len(more) <= 4, more
    notes = json.loads(command("notes", "--json"))["notes"]
    assert [note["by"] for note in notes] == ["pascal"] * len(THEMES)
    (quote,) = (note["number"] for note in notes if note["kind"] == "verbatim")
    command("amend", str(quote), "--agreed")  # until then it is in no paper that leaves
    report = command("report", "--annexes").replace("\\", "").replace("\N{NO-BREAK SPACE}", " ")
    for text, kind, phase, stakeholder in THEMES:
        said = text.replace("'", "’")  # as a French paper has it
        told = f"« {said} »" if kind == "Verbatim" else said
        assert f" · **{kind}** · {phase} · {stakeholder} — {told}\n" in report, text


def letter_of(terminal, label: str) -> str:
    """The letter that stands before `label` in the list in hand."""
    shown = terminal.wait(lambda text: re.search(rf" (\w) {re.escape(label)}( |$)", text, re.M) is not None)
    found = re.search(rf" (\w) {re.escape(label)}( |$)", shown, re.M)
    assert found
    return found[1]
