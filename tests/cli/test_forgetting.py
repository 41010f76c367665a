"""A person asks to see what is kept of them, or to be forgotten: one command for all sessions."""

from __future__ import annotations

import shutil
import sys

import pytest

from tests.conftest import SEED
from workshop_tui.cli.commands import run
from workshop_tui.journal.company import Present
from workshop_tui.journal.rows import draft_of
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.locale import speak


@pytest.fixture
def kept(wt, once_done):
    """Two sessions that name Marie Dupont, and one that does not."""

    def prepare() -> None:
        for name, day in (("one", "2021-05-04"), ("two", "2022-05-04"), ("none", "2023-05-04")):
            assert wt("open", str(SEED), "--date", day, "--id", name)[0] == 0
        for name in ("one", "two"):
            assert wt("attendance", "Marie Dupont", "--expected", "-s", name)[0] == 0
        assert wt("note", "Marie Dupont a un local", "-s", "one")[0] == 0

    once_done(prepare)
    speak("en")  # and not what the seed is in
    return wt


def with_her(home) -> list[str]:
    return sorted(file.name for file in (home / "sessions").iterdir() if b"Dupont" in file.read_bytes())


def test_all_that_names_somebody_is_shown_and_nothing_touched(kept, home):
    before = {file: file.read_bytes() for file in (home / "sessions").glob("*.session")}
    code, out, err = kept("forget", "marie dupont", "--all-sessions", "--dry-run")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert [line.split("\t")[0] for line in lines if not line.startswith(" ")] == ["two", "one"]
    assert [line.split("\t")[-1] for line in lines if not line.startswith(" ")] == ["1 event", "2 events"]
    assert any("Marie Dupont a un local" in line for line in lines)
    assert {file: file.read_bytes() for file in (home / "sessions").glob("*.session")} == before


def test_a_name_is_forgotten_in_all_sessions_at_once(kept, home):
    assert with_her(home) == ["one.session", "two.session"]
    code, out, _err = kept("forget", "Marie Dupont", "--all-sessions", "--yes")
    assert code == 0
    assert [line.split("\t")[0] for line in out.splitlines()] == ["two", "one"]
    assert with_her(home) == []
    assert "P1 a un local" in kept("notes", "-s", "one")[1]
    speak("en")
    code, out, err = kept("forget", "Marie Dupont", "--all-sessions", "--yes")
    assert (code, out) == (1, "")
    assert "“Marie Dupont” stands in no session" in err


def test_where_several_could_be_meant_that_session_stays_and_is_told(kept, home):
    assert kept("attendance", "Marie Durand", "--expected", "-s", "two")[0] == 0
    speak("en")
    code, out, err = kept("forget", "Marie", "--all-sessions", "--yes")
    assert code == 1
    assert [line.split("\t")[0] for line in out.splitlines()] == ["one"]
    assert "two: several people could be meant: Marie Dupont, Marie Durand" in err
    assert with_her(home) == ["two.session"]


@pytest.mark.parametrize("words", [("--all-sessions", "-s", "one"), ("--dry-run",)])
def test_options_that_do_not_go_together_are_told(kept, home, words):
    assert kept("forget", "Marie Dupont", "--yes", *words)[0] == 2
    assert with_her(home) == ["one.session", "two.session"]


def test_a_session_that_cannot_be_read_is_told_and_holds_up_no_other(kept, home, monkeypatch):
    (home / "sessions" / "junk.session").write_bytes(b"junk")
    code, _out, err = kept("forget", "Marie Dupont", "--all-sessions", "--yes")
    assert code == 1
    assert "junk.session" in err
    monkeypatch.setattr(sys, "argv", ["workshop-tui", "forget", "Nobody Else", "--all-sessions", "--yes"])
    assert run() == 1, "the program's own code, too"
    assert with_her(home) == []


# ── copies beside it ───────────────────────────────────────────────────────────────────────────────────────
COPY = "one (conflicted copy 2021-05-04 101112).session"
LEFT = "It still stands in {}: forget it there (-s), or remove what is not needed.\n"


@pytest.fixture
def copied(kept, home):
    """The first session with conflicted copies beside it: one of before, one of its log, one that nobody can read."""
    folder = home / "sessions"
    assert kept("note", "Un secret", "-s", "one")[0] == 0
    shutil.copy(folder / "one.session", folder / COPY)
    speak("en")
    return folder


@pytest.mark.parametrize("what", ["Marie Dupont", "4"])
def test_a_copy_that_still_holds_what_was_forgotten_is_named(kept, copied, what):
    assert kept("note", "only there", "-s", COPY.removesuffix(".session"))[0] == 0
    before = (copied / COPY).read_bytes()
    code, _out, err = kept("forget", what, "-s", "one", "--yes", "--language", "en")
    assert code == 0
    assert LEFT.format(f"“{COPY}”") in err
    assert (copied / COPY).read_bytes() == before, "it is named, and left alone"
    code, _out, err = kept("forget", what, "-s", COPY.removesuffix(".session"), "--yes", "--language", "en")
    assert (code, "It still stands" in err) == (0, False)


def test_a_copied_log_and_a_damaged_copy_are_looked_through_as_they_are(kept, copied):
    (copied / COPY).unlink()
    for name in ("one.sync-conflict-1.session-wal", "One (1).session"):
        (copied / name).write_bytes(b"\0 DUPONT Marie \0")
    (copied / "one.session.folder").mkdir()
    for name in ("two (1).session-wal", "ones.session-wal"):
        (copied / name).write_bytes(b"\0 Marie Dupond \0")
    err = kept("forget", "Marie Dupont", "-s", "one", "--yes", "--language", "en")[2]
    assert LEFT.format("“One (1).session”, “one.sync-conflict-1.session-wal”") in err


def test_nothing_is_said_of_other_sessions_nor_where_a_copy_holds_nothing_of_it(kept, copied):
    assert kept("note", "Marie Dupont again", "-s", "two")[0] == 0
    assert kept("note", "later", "-s", "one")[0] == 0
    assert "It still stands" not in kept("forget", "5", "-s", "one", "--yes", "--language", "en")[2]


def test_a_name_that_goes_from_all_sessions_goes_from_copies_too(kept, copied):
    shutil.copy(copied / "one.session", copied / "one.session-wal (1)")
    code, out, err = kept("forget", "Marie Dupont", "--all-sessions", "--yes")
    assert (code, out.count("\n")) == (0, 3)
    assert LEFT.format("“one.session-wal (1)”") in err
    assert with_her(copied.parent) == ["one.session-wal (1)"]


def test_copies_that_stay_of_a_session_that_is_deleted_are_named(kept, copied):
    code, _out, err = kept("delete", "one", "--yes")
    assert (code, err) == (0, f"Copies of it stay: “{COPY}”.\n")
    assert kept("delete", "two", "--yes")[2] == ""


@pytest.mark.parametrize("named", ["mdupont", "MDUPONT", "Mdupont"])
def test_an_account_s_name_is_found_in_any_case_and_goes(kept, home, named):
    assert kept("note", "bonjour", "-s", "two", "--as", "mdupont")[0] == 0
    speak("en")
    code, out, _err = kept("forget", named, "--all-sessions", "--yes")
    assert (code, [line.split("\t")[0] for line in out.splitlines()]) == (0, ["two"])
    assert b"mdupont" not in (home / "sessions" / "two.session").read_bytes()


def test_what_is_left_of_somebody_in_no_event_is_in_the_list_too_and_goes(kept, home):
    with SqliteJournal(home / "sessions" / "none.session") as journal:
        journal.keep_draft(draft_of("marie dupont", "", "t1"), "my own words")
        journal.keep_draft(draft_of("pascal", "note 3"), "as Marie Dupont said")
        journal.keep_draft(draft_of("pascal"), "nothing of hers")
        journal.here(Present("t1", "marie dupont", "run"))
        speak("en")
        code, out, _err = kept("forget", "Marie Dupont", "--all-sessions", "--dry-run")
        assert code == 0
        there = out.splitlines()
        begins = next(place for place, line in enumerate(there) if line.startswith("none\t"))
        assert there[begins + 1 : begins + 4] == [
            "  half-typed by marie dupont: my own words",
            "  half-typed by pascal: as Marie Dupont said",
            "  marie dupont has a terminal open (run)",
        ]
        journal.gone("t1")
        assert kept("forget", "Marie Dupont", "--all-sessions", "--yes")[0] == 0
        assert [*journal.half_typed().values()] == ["nothing of hers", "as […] said"]
