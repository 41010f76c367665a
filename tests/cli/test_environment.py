"""Whatever the environment is (folders, variables, streams), a command answers, or refuses in one line of ours."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from tests.cli.every_command import COMMANDS, SMALL
from tests.cli.shell import shell
from tests.systems import HAS_LINKS, ON_WINDOWS, only_posix
from workshop_tui import locations
from workshop_tui.cli.commands import cli
from workshop_tui.locale import speak
from workshop_tui.locale.system import REASONS, reason

NO_FOLDER = {"check", "schema", "new", "plan"}
"""Commands that need no data folder."""
SYSTEM_SAYS = {os.strerror(number) for number in errno.errorcode}


def test_the_table_has_every_command():
    assert set(COMMANDS) == set(cli.list_commands(click.Context(cli)))


def a_file(path: Path) -> str:
    path.write_text("")
    return str(path)


def a_loop(path: Path) -> str:
    path.symlink_to(path)
    return str(path)


def nowhere(path: Path) -> str:
    path.symlink_to(path.with_name("gone"))
    return str(path)


REFUSED: dict[str, Callable[[Path], str]] = {
    "a file": a_file,
    "below a file": lambda path: a_file(path) + "/home",
    **({"links in a circle": a_loop} if HAS_LINKS else {}),
    "too long": lambda path: f"{path.parent}/{'x' * 300}",
    "of nobody": lambda _path: "~nobody-is-called-so/home",
}
WEIRD: dict[str, Callable[[Path], str]] = {
    **REFUSED,
    "a link to nothing": nowhere,
    "a folder that is not there": lambda path: str(path / "a" / "b"),
    "relative": lambda _path: "here/home",
    "blank": lambda _path: " ",
    "in no encoding": lambda path: f"{path}/\udce9",
    "an escape sequence": lambda path: f"{path}/\x1b]0;x\x07",
}


@pytest.fixture
def place(day, tmp_path, monkeypatch, once_done):
    """The folder that commands are given in; a session `day` is there unless the data folder is moved."""
    once_done(lambda: day("note", "x", "-s", "day"))
    folder = tmp_path / "place"
    folder.mkdir()
    shutil.copy(SMALL, folder / "there.toml")
    monkeypatch.chdir(folder)
    person = tmp_path / "person"
    monkeypatch.setenv("HOME", str(person))
    if not ON_WINDOWS:  # without HOME the account's own folder is one's home: not that of whoever runs the tests
        import pwd

        account = pwd.struct_passwd((*pwd.getpwuid(os.getuid())[:5], str(person), "/bin/sh"))
        monkeypatch.setattr(pwd, "getpwuid", lambda _number: account)
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name, raising=False)
    locations._settled.cache_clear()
    return folder


def answered(wt, name: str, *more: str) -> int:
    """The exit code of the command, after a look at what it said."""
    speak("fr")
    code, out, err = wt(name, *COMMANDS[name], *more)
    assert code in (0, 1)
    assert len(err.splitlines()) <= 1 + (name == "forget")
    assert code == 0 or err.startswith(("Error: ", "Erreur")) or (name == "doctor" and "⚠" in out and not err)
    told = (err + out * (name == "doctor")).lower()
    assert not [words for words in SYSTEM_SAYS if words.lower() in told]
    return code


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_answers_wherever_its_data_folder_is_said_to_be(name, wt, place, tmp_path, monkeypatch):
    for number, (kind, made) in enumerate(WEIRD.items()):
        monkeypatch.setenv("WORKSHOP_TUI_HOME", made(tmp_path / f"weird-{number}"))
        code = answered(wt, name)
        if kind in REFUSED and name not in NO_FOLDER:
            assert code == 1, kind


@only_posix("nobody can remove the folder that one is in")
@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_answers_in_a_folder_that_was_removed(name, wt, place):
    place.joinpath("there.toml").unlink()
    place.rmdir()
    code = answered(wt, name)
    if name in {"codes", "backup", "repair", "report", "agenda", "import", "check", "new", "plan"}:
        assert code == 1, "their files are in that folder"
        told = "".join(wt(name, *COMMANDS[name])[1:])  # in the agenda's language, once that is known
        assert "le dossier où vous êtes n’existe plus" in told or "the folder you are in is there no more" in told


VARIABLES: list[dict[str, str | None]] = [
    {"HOME": None}, {"HOME": ""}, {"HOME": "/proc/nowhere/at/all"}, {"HOME": "relative"},
    {"XDG_DATA_HOME": "relative"}, {"XDG_DATA_HOME": "~/data"}, {"XDG_DATA_HOME": "/dev/null"},
    {"TMPDIR": "/nowhere"}, {"TMPDIR": "relative"}, {"TMPDIR": "/dev/null"},
    {"WORKSHOP_TUI_AS": " "}, {"WORKSHOP_TUI_AS": "\x1b[31m\udce9" + "x" * 20_000}, {"WORKSHOP_TUI_AS": "-s"},
    {"TZ": "Nonsense/Zone", "LANG": "xx_YY.nonsense"}, {"TZ": ":", "LC_ALL": "C"},
    {"TZ": "/etc/passwd", "LANGUAGE": "::"}, {"TZ": "CET-1CEST,M3.5.0,M10.5.0/3", "LC_ALL": "fr\udce9"},
    {"WORKSHOP_TUI_STORE": " "}, {"WORKSHOP_TUI_STORE": "nonsense"}, {"WORKSHOP_TUI_STORE": "host=/nowhere"},
]  # fmt: skip
"""Variables as somebody may have set them, one at a time: but for a zone and a language, which refuse nothing."""


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_answers_whatever_a_variable_says(name, wt, place, tmp_path):
    for said in VARIABLES:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tempfile, "tempdir", None)  # it is looked for where TMPDIR says
            patch.setenv("HOME", str(tmp_path / "person"))
            if {"HOME", "XDG_DATA_HOME"} & said.keys():
                patch.delenv("WORKSHOP_TUI_HOME")
            for variable, value in said.items():
                if value is None:
                    patch.delenv(variable)
                else:
                    patch.setenv(variable, value)
            answered(wt, name)


# ── what the system refuses ────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_word_of_the_system_stands_in_a_sentence_of_ours(language):
    speak(language)
    for number, name in errno.errorcode.items():
        told = str(reason(OSError(number, os.strerror(number), "/x")))
        assert os.strerror(number).lower() not in told.lower() or language == "en", name
        assert number in REASONS or name in told, name


FILES = {
    "open": (), "run": (), "check": (), "import": (), "report": ("-s", "day", "--template"),
    "repair": (), "status": ("-s",), "key": ("aurelie", "-s", "day", "--public-key"),
    "delete": ("--yes",), "attendance": ("-s", "day", "--from"),
}  # fmt: skip
"""Commands that read a file, and the words before its name."""


@only_posix("there are no pipes with a name in a folder")
@pytest.mark.parametrize("name", FILES)
def test_a_file_to_read_that_is_none_is_told_in_one_line(name, wt, place):
    (place / "folder.toml").mkdir()
    (place / "latin.toml").write_bytes("title = 'é'".encode("latin-1"))
    (place / "loop.toml").symlink_to("loop.toml")
    os.mkfifo(place / "pipe.toml")
    (place / "pipe").symlink_to("pipe.toml")
    speak("fr")
    files = ["./folder.toml", "./latin.toml", "./loop.toml", "./pipe.toml", "/dev/zero", "/dev/null", f"./{'x' * 300}"]
    for file in (*files, "./no\udce9.toml", "./there.toml/below"):
        code, out, err = wt(name, *FILES[name], file)
        assert code == 1, file
        assert len(err.splitlines()) == 1, file
        assert not [words for words in SYSTEM_SAYS if words in out + err], file


WRITTEN = {
    "report": ("-s", "day", "--force", "-o"), "codes": ("-s", "day", "--force", "-o"), "new": (),
    "agenda": ("--from", "day", "--force", "-o"), "backup": ("day", "-o"), "repair": ("day", "-o"),
    "report --pictures": ("-s", "day", "--force", "--format", "md", "-o"),
}  # fmt: skip
"""Commands that write a file, and the words before its name."""


@pytest.mark.parametrize("name", WRITTEN)
def test_a_file_that_cannot_be_written_is_told_in_one_line_and_nothing_is_left_behind(name, wt, place):
    (place / "folder").mkdir()
    wt("attendance", "Marie Dupont", "--expected", "-s", "day")
    before = sorted(place.rglob("*"))
    speak("fr")
    for file in ("none/x", "folder", "there.toml/x", "/dev/full", "x" * 300, "/proc/x", ".", "/"):
        code, out, err = wt(*name.split(), *WRITTEN[name], file)
        streamed = (
            file == "/dev/full" and "--pictures" in name and not ON_WINDOWS
        )  # and pictures have no place beside it
        assert (code, out) == (2 if streamed else 1, ""), file
        if streamed:
            continue
        assert len(err.splitlines()) == 1, file
        assert not [words for words in SYSTEM_SAYS if words in err], file
    assert sorted(place.rglob("*")) == before


@only_posix("there are no pipes with a name in a folder")
def test_a_device_is_written_to_and_not_replaced(wt, place):
    os.mkfifo(place / "pipe")
    reader = os.open(place / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    try:
        assert wt("report", "-s", "day", "-o", "pipe") == (0, "", "")
        assert os.read(reader, 20).startswith(b"# Compte rendu")
    finally:
        os.close(reader)
    assert (place / "pipe").is_fifo()


def test_what_is_no_record_is_told_what_import_reads(day, place):
    for form in ("md", "html", "csv", "json", "ics"):
        file = f"day.{form}"
        assert day("report", "--format", form, "-o", file, "--language", "en")[0] == 0
        code, out, err = day("import", file)
        assert (code, out) == (1, "")
        assert err.strip().endswith("import reads what “workshop-tui report --format toml” writes")
    assert "this is an agenda, no record of a session" in day("import", "there.toml")[2]


# ── streams ────────────────────────────────────────────────────────────────────────────────────────────────
@only_posix("there is no sh, and no /dev/full")
def test_an_answer_that_nobody_gets_is_one_line_and_a_refusal(day):
    for line in ("$WT status > /dev/full", "$WT report > /dev/full", "$WT --help > /dev/full", "$WT notes x >&-"):
        code, out, err = shell(line)
        assert (code, out, err.count("\n")) == (1, "", 1), line
        assert "No space left" not in err


@only_posix("there is no sh")
def test_a_stream_that_is_closed_is_one_that_nobody_is_at(day):
    assert shell("$WT note - <&-")[0] == 1
    assert shell("$WT delete day --yes 2>&- <&-")[0] == 0
    assert shell("$WT 2>&-")[0] == 1


@only_posix("there is no sh: tests/windows tries it")
def test_what_an_encoding_does_not_have_ends_nothing(day):
    for more in ({"PYTHONIOENCODING": "ascii"}, {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}):
        code, out, err = shell("$WT status", **more)
        assert (code, err) == (0, "")
        assert "D" in out


@only_posix("there is no sh, and no /dev/full")
def test_that_nobody_can_read_what_is_told_beside_the_answer_changes_nothing(day):
    assert shell("$WT nonsense 2> /dev/full")[0] == 2
    assert shell("$WT next --from tour 2> /dev/full")[0] == 1
    code, out, err = shell("$WT note x --phase nonsense 2> /dev/full")
    assert (code, out.count("\n"), err) == (0, 1, "")
    assert shell("$WT note x --phase nonsense 2>&-")[0] == 0


@only_posix("there is no sh")
def test_a_reader_who_leaves_early_is_no_error(day):
    assert shell("($WT schema; echo $? >&2) | head -c 1 >&2")[2] in ("{1\n", "{0\n"), "no word, no trace"


@only_posix("there is no sh, and TZ names no zone")
def test_a_time_zone_that_is_none_is_the_one_as_far_from_utc():
    line = f'{sys.executable} -c "from workshop_tui.clock import host_zone; print(host_zone())"'
    assert shell(line, TZ="Nonsense/Zone")[1] in ("UTC\n", "Etc/UTC\n")
    assert shell(line, TZ="XYZ-5")[1] == "Etc/GMT-5\n"
    assert shell(line, TZ="Europe/Paris")[1] == "Europe/Paris\n"
