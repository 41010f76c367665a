"""Commands on a folder that is no good place, and conflicted copies in it; names that are none everywhere."""

from __future__ import annotations

import shutil

import pytest

from tests.conftest import SEED
from tests.systems import ON_WINDOWS, only_posix
from workshop_tui.locale import speak


def test_that_a_folder_is_no_good_place_is_said_once_as_a_session_is_made(wt, home):
    (home / "sessions").mkdir(parents=True)
    (home / "sessions" / ".stfolder").mkdir()
    told = "workshop-tui: Syncthing copies this folder: use PostgreSQL, or a local one and “backup”\n"
    assert wt("open", str(SEED), "--id", "day", "--language", "en") == (0, "day\n", told)
    assert wt("status", "--language", "en")[2] == ""
    assert wt("report", "--format", "toml", "--names", "-o", str(home / "day.toml"))[2] == ""
    assert wt("follow", "day", "--language", "en")[2] == told
    speak("en")
    assert wt("import", str(home / "day.toml"), "--id", "two", "--language", "en")[2] == told
    speak("fr")
    assert "Syncthing recopie ce dossier" in wt("open", str(SEED), "--id", "trois")[2]


@pytest.fixture
def copy(day, home):
    """A conflicted copy of `day`; each of the two has a note that the other has not."""
    file = home / "sessions" / "day-LAPTOP.session"
    shutil.copy(home / "sessions" / "day.session", file)
    day("note", "ici", "-s", "day", "--language", "en")
    day("note", "là-bas", "-s", "day-LAPTOP", "--language", "en")
    return file


def test_a_copy_beside_a_session_is_named_and_is_not_in_the_way(wt, copy):
    code, out, err = wt("sessions")
    assert (code, [line.split("\t")[0] for line in out.splitlines()]) == (0, ["day"])
    assert "1 event more in “day-LAPTOP”, a copy of day: “repair” names them" in err
    assert wt("status", "--json")[0] == 0


@pytest.mark.parametrize("named", ["day", "day-LAPTOP"])
def test_repair_names_what_only_the_copy_has(wt, copy, tmp_path, named):
    code, _out, err = wt("repair", named, "-o", str(tmp_path / "new.session"), "--language", "en")
    assert code == 0
    lines = err.splitlines()
    assert lines[1] == "1 event that day-LAPTOP.session has, and day.session has not:"
    assert lines[2].startswith("  Pascal took a note at ")
    assert lines[2].endswith(" — là-bas")
    assert len(lines) == 3


def test_import_of_a_copy_names_what_only_it_has_and_takes_it_under_another_id(wt, copy):
    code, out, err = wt("import", str(copy))
    assert (code, out) == (1, "")
    assert err.splitlines()[0] == f"1 event that {copy} has, and day has not:"
    assert err.splitlines()[1].endswith(" — là-bas")
    assert "the session day is there already: --id gives it another" in err.splitlines()[2]
    assert wt("import", str(copy), "--id", "other")[:2] == (0, "other\n")
    assert "là-bas" in wt("notes", "-s", "other")[1]
    assert wt("import", str(copy), "--id", "con")[0] == 1


def test_import_of_a_record_whose_session_is_there_names_what_only_the_record_has(wt, copy, tmp_path):
    record = tmp_path / "r.toml"
    assert wt("report", "--format", "toml", "--names", "-s", "day-LAPTOP", "-o", str(record))[0] == 0
    speak("en")
    assert wt("import", str(record))[2].splitlines()[1].endswith(" — là-bas")
    assert wt("report", "--format", "toml", "--names", "-s", "day", "-o", str(record), "--force")[0] == 0
    speak("en")
    assert wt("import", str(record))[2] == "Error: the session day is there already: --id gives it another\n"


WRITE = {
    "report": ("-s", "day", "-o"), "agenda": ("--from", "day", "-o"), "new": (), "backup": ("day", "-o"),
    "repair": ("day", "-o"),
}  # fmt: skip
"""Commands that write a file, and the words before its name."""


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("name", WRITE)
def test_a_file_that_some_system_could_not_call_so_is_refused_in_a_sentence(day, tmp_path, monkeypatch, name, language):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    told = {
        "con.md": ("Windows keeps that name for a device", "Windows réserve ce nom"),
        "10:30.md": ("no name has one of these", "aucun nom n’a l’un de ces signes"),
        " jour.md": ("begins with a blank", "espace"),
        **({} if ON_WINDOWS else {"./caf\udce9.md": ("no text in UTF-8", "du texte en UTF-8")}),
    }
    for file, words in told.items():
        speak(language)
        code, out, err = day(name, *WRITE[name], file, "--language", language)
        assert (code, out, err.count("\n")) == (1, "", 1), err
        assert words[language == "fr"] in err
    assert sorted(tmp_path.rglob("*")) == before


@only_posix("two names that differ only in case are one")
def test_a_report_that_differs_from_another_only_in_case_is_refused_and_one_that_is_there_is_written(
    day, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    assert day("report", "-o", "Report.md")[0] == 0
    assert "“Report.md” is there already" in day("report", "-o", "report.md", "--force", "--language", "en")[2]
    (tmp_path / "con.md").touch()
    assert day("report", "-o", "con.md", "--force")[0] == 0


def test_an_agenda_with_a_long_name_is_opened(wt, tmp_path):
    file = tmp_path / "une journée très longue dont le nom de fichier n'en finit pas du tout, groupe A.toml"
    shutil.copy(SEED, file)
    code, out, _err = wt("open", str(file), "--date", "2021-05-04")
    assert (code, len(out.strip())) == (0, 60)
    assert wt("sessions")[1].startswith(out.strip() + "\t")


@only_posix("no file is called so in the first place")
def test_the_name_that_backup_makes_is_one_everywhere(day, home, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (home / "sessions" / "day.session").rename(home / "sessions" / "a:b?.session")
    code, out, err = day("backup", "a:b?")
    assert (code, err) == (0, "")
    assert out.startswith("a-b-")
