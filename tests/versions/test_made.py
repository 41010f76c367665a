"""Sessions that earlier versions made, by their own code: opened, played on, reported, on a file and on a server."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from workshop_tui.journal.schema import VERSION
from workshop_tui.journal.server import _spare
from workshop_tui.locale import speak

MADE = sorted((Path(__file__).parent / "made").glob("*.gz"))
UNMADE = range(17, 22)
"""Versions that no program had for the last: the lines of `SINCE` up to 22 came in one."""
FORMATS = ("md", "html", "json", "csv", "ics", "toml")


def unpacked(made: Path, to: Path) -> Path:
    """The file as that version left it, called by its version."""
    file = to / f"v{made.name[:2]}.session"
    file.write_bytes(gzip.decompress(made.read_bytes()))
    return file


def played_on(wt, name: str) -> None:
    """Look at it, go on, and report it."""
    before = json.loads(wt("status", "--json", "-s", name)[1])
    assert (before["session"], before["live"]["segment"]) == (name, "accueil")
    for words in (
        ("next", "--at", "2021-05-04T09:30"),
        ("note", "d'aujourd'hui", "--kind", "frein"),
        ("extend", "5", "--at", "2021-05-04T09:35"),
        ("undo",),
        ("attendance", "Marie Dupont", "--expected"),
        ("end", "--yes", "--at", "2021-05-04T09:50"),
    ):
        code, _out, err = wt(*words, "-s", name)
        assert code == 0, (words, err)
    notes = json.loads(wt("notes", "--json", "-s", name)[1])["notes"]
    assert [(one["text"], one["kind"]) for one in notes] == [
        ("un constat d'alors", "constat"),
        ("d'aujourd'hui", "frein"),
    ]
    for form in FORMATS:
        code, out, err = wt("report", "--format", form, "-s", name)
        assert (code, bool(out)) == (0, True), (form, err)
    assert "un constat d'alors" in wt("report", "-s", name, "--annexes")[1].replace("’", "'")


def test_there_is_one_of_the_first_version_and_of_the_one_of_now():
    versions = [int(made.name[:2]) for made in MADE]
    assert versions[0] == 1
    made = [n for n in range(1, VERSION + 1) if n not in UNMADE]
    assert versions == made, "the new version's session is to be made by its own code (README.md)"


@pytest.mark.parametrize("made", MADE, ids=lambda made: made.name[:2])
def test_a_session_of_an_earlier_version_is_opened_played_on_and_reported(wt, home, made):
    (home / "sessions").mkdir(parents=True)
    name = unpacked(made, home / "sessions").name.removesuffix(".session")
    assert wt("sessions")[1].split("\t")[:3] == [name, "2021-05-04", "running"]
    played_on(wt, name)


def test_sessions_of_all_earlier_versions_are_taken_onto_a_server_played_on_and_reported(
    wt, tmp_path, fresh_server, monkeypatch
):
    _spare.clear()
    monkeypatch.setenv("WORKSHOP_TUI_STORE", fresh_server.address)
    files = [str(unpacked(made, tmp_path)) for made in MADE]
    speak("en")
    code, out, err = wt("restore", *files)
    assert (code, err) == (0, "")
    assert out.split() == [f"v{made.name[:2]}" for made in MADE]
    played_on(wt, "v01")
    played_on(wt, f"v{VERSION}")
    reports = {wt("report", "--format", "csv", "-s", name)[1].replace(name, "") for name in out.split()[1:-1]}
    assert len(reports) < len(MADE), "the same day, by whatever version it was written"
