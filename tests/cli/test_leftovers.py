"""Forgetting in the rest of the data folder: plans that are not saved, and files that are no sessions."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime, timedelta

import pytest

from tests.conftest import SEED
from workshop_tui.journal.aside import Aside, Place
from workshop_tui.locale import speak
from workshop_tui.plans import kept as drafts
from workshop_tui.plans.kept import Draft, PlanFile

WITH_HER = '\n[[participants]]\nname = "Dupont, Marie"\norganisation = "Mairie"\n'
HALF_TYPED = "as Mme Dupont Marie said"
RAN = 2**22 - 1
"""The number of a process that there is not."""


@pytest.fixture
def plan(tmp_path, home):
    """A plan of somebody's, with a draft that a program which is gone has left of it; gives the draft's file."""
    file = tmp_path / "plan.toml"
    shutil.copy(SEED, file)
    draft = Draft(
        file=str(file),
        process=RAN,
        base=None,
        plan=file.read_bytes() + WITH_HER.encode(),
        about="title",
        typed=HALF_TYPED,
    )
    drafts.folder().mkdir(parents=True, mode=0o700)
    kept = drafts.folder() / "0123-1.json"
    drafts.put(kept, draft)
    return kept


def texts(kept) -> str:
    """The plan in a draft, and what is half-typed."""
    (one,) = (one for one in drafts.drafts() if one.file == kept)
    return f"{one.draft.plan.decode()}\n{one.draft.typed}"


@pytest.fixture
def wt_en(wt):
    """Runs a command, and speaks English before and after, whatever language a session is in."""

    def run(*words: str):
        speak("en")
        done = wt(*words)
        speak("en")
        return done

    return run


@pytest.fixture
def named(wt_en, plan):
    """A session that names her, too."""
    assert wt_en("open", str(SEED), "--date", "2021-05-04", "--id", "one")[0] == 0
    assert wt_en("attendance", "Marie Dupont", "--expected", "-s", "one")[0] == 0
    return wt_en


@pytest.mark.parametrize("where", [("-s", "one"), ("--all-sessions",)])
def test_a_name_that_is_forgotten_goes_from_a_plan_that_is_not_saved_too(named, plan, where):
    code, _out, err = named("forget", "Marie Dupont", "--yes", "--language", "en", *where)
    assert code == 0
    assert "plan.toml: it goes from the changes that are not saved, too; look them through.\n" in err
    left = texts(plan)
    assert "Dupont" not in left
    assert 'name = "P1"' in left
    assert "as Mme P1 said" in left or "as P1 said" in left
    assert named("forget", "Marie Dupont", "--yes", "--all-sessions")[0] == 1, "it stands nowhere any more"


def test_a_name_that_only_a_plan_has_goes_from_it_and_one_word_of_it_does_not(wt_en, plan):
    assert wt_en("forget", "Marie", "--yes", "--all-sessions")[0] == 1
    assert "Dupont" in texts(plan)
    assert wt_en("forget", "Marie Dupont", "--yes", "--all-sessions")[0] == 0
    assert "Dupont" not in texts(plan)
    assert 'name = "[…]"' in texts(plan)


def test_who_asks_what_is_kept_of_them_is_shown_the_plan_and_the_file_and_nothing_is_touched(named, plan, home):
    (home / "agendas").mkdir()
    (home / "agendas" / "mine.toml").write_text(WITH_HER)
    before = plan.read_bytes()
    code, out, _err = named("forget", "marie dupont", "--all-sessions", "--dry-run")
    assert code == 0
    assert f"{plan}\ta plan that is not saved: " in out
    assert f"{home / 'agendas' / 'mine.toml'}\ta file in the data folder\n" in out
    assert plan.read_bytes() == before


def test_the_file_of_such_a_plan_is_named_where_it_has_the_name_itself(named, plan, tmp_path):
    with (tmp_path / "plan.toml").open("a") as file:
        file.write(WITH_HER)
    err = named("forget", "Marie Dupont", "--yes", "--language", "en", "-s", "one")[2]
    assert f"It still stands in “{tmp_path / 'plan.toml'}”: take it out there" in err
    assert "Dupont" in (tmp_path / "plan.toml").read_text()


def test_a_plan_that_is_open_is_told_for_its_terminal_still_has_the_name(named, plan, monkeypatch):
    monkeypatch.setattr(drafts, "is_over", lambda _process: False)
    err = named("forget", "Marie Dupont", "--yes", "--language", "en", "-s", "one")[2]
    assert "plan.toml is open and not saved: take it out there, too.\n" in err
    assert "Dupont" not in texts(plan)


@pytest.mark.parametrize(
    "name",
    [
        "agendas/mine.toml",
        "waiting/1.json",
        "config.toml",
        "crashes/1.txt",
        "sessions/.0a1b.making",
        "sessions/old.session.bak",
        "plans/torn.json",
    ],
)
def test_another_file_of_the_data_folder_that_has_the_name_is_named_and_left_alone(named, home, name):
    file = home / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"\xff\0 DUPONT Marie \0")
    err = named("forget", "Marie Dupont", "--yes", "--language", "en", "-s", "one")[2]
    assert f"It still stands in “{file}”: take it out there, or remove what is not needed.\n" in err
    assert file.exists()


def test_what_a_killed_program_left_half_made_goes_as_something_is_forgotten(named, home):
    left = home / "sessions" / ".0a1b2c.making"
    left.write_bytes(b"Marie Dupont")
    os.utime(left, (0, 0))
    assert "It still stands" not in named("forget", "Marie Dupont", "--yes", "-s", "one")[2]
    assert not left.exists()


def test_a_note_that_is_forgotten_and_waits_to_be_written_somewhere_is_told(named, home):
    assert named("note", "Un secret « à garder »\nde deux lignes", "-s", "one")[0] == 0
    (home / "waiting").mkdir()
    file = home / "waiting" / "1.json"
    file.write_text('{"text": "Un secret « à garder »\\nde deux lignes"}')
    (home / "agendas").mkdir()
    (home / "agendas" / "mine.toml").write_text("# Un secret « à garder »")
    err = named("forget", "3", "--yes", "--language", "en", "-s", "one")[2]
    assert f"It still stands in “{file}”: take it out" in err


def test_nothing_is_said_where_nothing_is_left(named, plan, home):
    plan.unlink()
    (home / "agendas").mkdir()
    (home / "agendas" / "mine.toml").write_text("# Marie Durand, Mr Dupond")
    err = named("forget", "Marie Dupont", "--yes", "--language", "en", "-s", "one")[2]
    assert "still stands" not in err
    assert "not saved" not in err


# ── what is older than it is kept ──────────────────────────────────────────────────────────────────────────
OLD = (datetime.now(UTC) - timedelta(days=2000)).timestamp()


@pytest.mark.parametrize("what", ["--names", "--all"])
def test_a_plan_that_nobody_has_saved_for_so_long_goes_with_what_is_older(wt_en, plan, what):
    assert "plan.toml" not in wt_en("retain", "--older-than", "36m", "--dry-run", what)[1]
    os.utime(plan, (OLD, OLD))
    code, out, err = wt_en("retain", "--older-than", "36m", "--dry-run", what)
    assert (code, err) == (0, "")
    assert out.startswith(f"{plan.name}\t{datetime.fromtimestamp(OLD).astimezone().date()}\ta plan that is not saved: ")
    assert plan.exists()
    assert wt_en("retain", "--older-than", "36m", "--yes", what)[0] == 0
    assert not plan.exists()


def test_what_has_waited_for_so_long_to_be_written_goes_unless_a_terminal_holds_it(wt_en, home):
    at = datetime.fromtimestamp(OLD).astimezone()
    waits = Aside(session="day", place="there", opened=at, by="p", may=1, seen=0, events=[], drafts={"": "half"})
    held, left = Place(), Place()
    for place in (held, left):
        place.keep(waits, through=False)
        os.utime(place._claim.file.with_suffix(".json"), (OLD, OLD))
    stays = held._claim.file.with_suffix(".json")
    left.leave()
    code, out, err = wt_en("retain", "--older-than", "36m", "--dry-run")
    assert (code, err, out.count("what could not be written in day")) == (0, "", 2)
    assert wt_en("retain", "--older-than", "36m", "--yes")[0] == 0
    assert [file for file in (home / "waiting").iterdir() if file.suffix == ".json"] == [stays]


def test_a_plan_that_a_terminal_has_open_does_not_go_however_old(wt_en, tmp_path, home):
    shutil.copy(SEED, tmp_path / "open.toml")
    plan = PlanFile(tmp_path / "open.toml")
    plan.keep("title", "half")
    (one,) = drafts.drafts()
    drafts.put(one.file, Draft(file=one.draft.file, process=os.getppid(), base=None, plan=b""))
    os.utime(one.file, (OLD, OLD))
    assert wt_en("retain", "--older-than", "36m", "--yes")[0] == 0
    assert one.file.exists()


@pytest.mark.parametrize("what", ["--names", "--all"])
def test_copies_that_keep_what_went_with_its_age_are_named(wt_en, home, what):
    day = (datetime.now(UTC) - timedelta(days=2000)).date().isoformat()
    assert wt_en("open", str(SEED), "--date", day, "--id", "old")[0] == 0
    assert wt_en("attendance", "Marie Dupont", "--expected", "-s", "old")[0] == 0
    copy = home / "sessions" / "old.session.conflict1"
    shutil.copy(home / "sessions" / "old.session", copy)
    err = wt_en("retain", "--older-than", "36m", "--yes", what)[2]
    assert f"Copies of it stay: “{copy.name}”.\n" in err
    assert copy.exists()
