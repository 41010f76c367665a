"""Sessions older than they are kept go: said first, asked, done in a cron line, and told in each session."""

from __future__ import annotations

import re
import shlex
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.cli.shell import shell
from tests.cli.speaking import said
from tests.conftest import SEED
from tests.systems import only_posix
from workshop_tui.cli import retention
from workshop_tui.cli.retention import Age
from workshop_tui.host import streams
from workshop_tui.locale import speak

TODAY = datetime.now(UTC).date()
OLD, NEW = TODAY - timedelta(days=2000), TODAY - timedelta(days=500)


@pytest.fixture
def kept(wt, once_done):
    """An old session and a newer one, with the same participant, who is named in a note."""

    def prepare() -> None:
        for name, day in (("old", OLD), ("new", NEW)):
            assert wt("open", str(SEED), "--date", day.isoformat(), "--id", name)[0] == 0
            assert wt("attendance", "Marie Dupont", "--expected", "-s", name)[0] == 0
            assert wt("note", "Marie Dupont a un local", "-s", name)[0] == 0

    once_done(prepare)
    speak("en")  # and not what the seed is in
    return wt


def ids(wt) -> list[str]:
    return [line.split("\t")[0] for line in wt("sessions")[1].splitlines()]


def holds(home, name: str) -> list[str]:
    """The files in which that name stands."""
    return sorted(file.name for file in (home / "sessions").iterdir() if name.encode() in file.read_bytes())


def test_a_dry_run_says_what_would_go_and_touches_nothing(kept, home):
    before = {file: file.read_bytes() for file in (home / "sessions").glob("*.session")}
    for words in (["--names"], ["--all"], []):
        code, out, err = kept("retain", "--older-than", "36m", "--dry-run", *words)
        assert (code, err) == (0, "")
        assert re.fullmatch(rf"old\t{OLD}\t[^\t]+{'' if '--all' in words else chr(9) + '1 name'}\n", out)
    assert {file: file.read_bytes() for file in (home / "sessions").glob("*.session")} == before


def test_names_go_with_their_codes_in_their_places_and_the_session_says_so(kept, home):
    code, out, err = kept("retain", "--older-than", "36m", "--yes")
    assert (code, out.count("\n")) == (0, 1)
    assert out.startswith("old\t")
    assert "What was handed out or saved before still has it." in err
    assert holds(home, "Dupont") == ["new.session"]
    assert "P1 a un local" in kept("notes", "-s", "old")[1]
    assert "Marie Dupont a un local" in kept("notes", "-s", "new", "--names")[1]
    with closing(sqlite3.connect(home / "sessions" / "old.session")) as raw:
        (found,) = raw.execute("SELECT data FROM events WHERE type = 'NamesExpired'").fetchall()
    assert '"older_than":"36m"' in found[0]
    assert kept("retain", "--older-than", "36m", "--yes") == (0, "", ""), "and again there is nothing to do"


def test_whole_sessions_go(kept, home):
    kept("sessions")
    code, out, _err = kept("retain", "--older-than", "36m", "--all", "--yes")
    assert (code, out.split("\t")[0]) == (0, "old")
    assert ids(kept) == ["new"]
    assert not [file for file in (home / "sessions").iterdir() if file.name.startswith("old")]
    assert not [name for name in holds(home, "old") if name == ".summaries"]


@only_posix("there is no sh")
def test_a_cron_line_has_to_say_yes(kept, home):
    line = "$WT retain --older-than 36m {more} </dev/null"
    code, out, err = shell(line.format(more="--all"))
    assert (code, err.strip()) == (1, "workshop-tui: nothing is removed: nobody is there to be asked, --yes does it")
    assert out.startswith("old\t"), "it says what it would have been"
    assert ids(kept) == ["new", "old"]
    words = ("retain", "--older-than", "36m", "--all", "--yes")
    assert said("utf-8", words)[0] == 0
    assert ids(kept) == ["new"]
    assert said("utf-8", words) == (0, b"", b""), "no mail where nothing was done"


@pytest.mark.parametrize(
    "words",
    [
        "retain --older-than 36m --names --yes",
        "retain --older-than 36m --all --yes --dry-run",
        "forget 'Marie Dupont' --all-sessions --yes",
    ],
)
def test_a_program_that_could_not_do_all_of_it_says_so_by_its_exit_code(kept, home, words):
    (home / "sessions" / "junk.session").write_bytes(b"junk")
    code, _out, err = said("utf-8", [*shlex.split(words), "--as", "p"])
    assert (code, b"junk.session" in err) == (1, True)


@pytest.mark.parametrize(("answer", "gone"), [("no", False), ("", False), ("yes", True), ("y", True)])
def test_a_person_is_asked_after_it_was_said(kept, monkeypatch, answer, gone):
    asked: list[str] = []

    def prompt(text: str, **_how: object) -> str:
        asked.append(text)
        return answer

    monkeypatch.setattr("click.prompt", prompt)
    monkeypatch.setattr(streams, "somebody_at", lambda _stream: True)
    code, out, _err = kept("retain", "--older-than", "36m", "--all")
    assert asked == ["Delete 1 session for good? (yes/no)"]
    assert out.startswith("old\t")
    monkeypatch.undo()
    assert (code == 0) == gone


def test_a_session_that_cannot_be_read_holds_up_no_other_and_is_told(kept, home):
    (home / "sessions" / "junk.session").write_bytes(b"junk")
    code, out, err = kept("retain", "--older-than", "36m", "--names", "--yes")
    assert code == 1
    assert out.startswith("old\t")
    assert "junk.session" in err
    assert holds(home, "Dupont") == ["new.session"]


@pytest.mark.parametrize("age", ["36", "0m", "-3m", "m", "36 months", "1h", "٣m", "999999999y", ""])
def test_a_length_of_time_that_is_none_is_told(kept, age):
    code, out, err = kept("retain", "--older-than", age, "--yes", "--all")
    assert (code, out) == (2, "")
    assert "is no length of time: write 36m" in err
    assert ids(kept) == ["new", "old"]


def test_names_and_all_exclude_each_other_and_an_age_must_be_said(kept):
    assert kept("retain", "--older-than", "36m", "--names", "--all", "--yes")[0] == 2
    assert kept("retain", "--all", "--yes")[0] == 2
    assert ids(kept) == ["new", "old"]


@pytest.mark.parametrize(
    ("age", "today", "day"),
    [
        (Age(36, "m"), date(2026, 3, 2), date(2023, 3, 2)),
        (Age(1, "m"), date(2026, 3, 31), date(2026, 2, 28)),
        (Age(2, "y"), date(2024, 2, 29), date(2022, 2, 28)),
        (Age(12, "m"), date(2026, 1, 31), date(2025, 1, 31)),
        (Age(1, "d"), date(2026, 3, 1), date(2026, 2, 28)),
        (Age(99999, "y"), date(2026, 3, 1), date.min),
        (Age(99999, "m"), date(2026, 3, 1), date.min),
    ],
)
def test_an_age_is_counted_on_the_calendar(age, today, day):
    assert age.before(today) == day


def test_the_day_itself_that_is_so_old_is_still_kept(kept, monkeypatch):
    class Clock:
        def now(self):
            return datetime(OLD.year + 3, OLD.month, OLD.day, 12).astimezone()

    monkeypatch.setattr(retention, "SystemClock", Clock)
    assert kept("retain", "--older-than", "3y", "--dry-run")[1] == ""
