"""Answers of single commands in sentences: the result, and the new end; `status --brief`, `notes --plain`, `hand`."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.cli.words import status


@pytest.fixture
def begun(day):
    """The seed's day, begun at 9:00."""
    assert day("next", "--at", "9h", "--language", "en")[0] == 0
    return day


def test_a_command_that_moves_the_day_answers_with_the_result_and_the_new_end(begun):
    def told(*words: str) -> str:
        code, out, err = begun(*words, "--language", "en")
        assert (code, err) == (0, "")
        return out.replace("\u00a0", " ").partition("\n")[2]  # after the line that says when it was

    whole = "Accueil, cadre de la journée, présence du matin"
    assert told("extend", "2", "--at", "9h03") == (
        f"“{whole}” ends at 09:12. The morning would end at 12:02, 2 minutes late.\n"
    )
    assert told("undo", "--at", "9h03") == (
        f"Undone: plus 2 on “{whole}”. Ends at 09:10. The morning ends at 12:00, on time.\n"
    )
    assert told("pause", "--at", "9h04") == (
        f"Paused in “{whole}”, 6 minutes left. The morning ends at 12:00, on time.\n"
    )
    assert told("resume", "--at", "9h06").endswith("The morning would end at 12:02, 2 minutes late.\n")
    assert told("skip", "tampon-matin", "--at", "9h06") == (
        "Tampon du matin is skipped. The morning ends at 12:00, on time.\n"
    )
    assert told("hours", "matin", "--end", "12h15", "--at", "9h06") == (
        "The morning is from 09:00 to 12:15. The morning would end at 12:00, 15 minutes early.\n"
    )
    assert told("undo", "--at", "9h06").startswith("Undone: the hours of the morning.")
    assert told("stop", "--at", "9h10").startswith(f"“{whole}” is finished. Nothing is live. Next, ")
    assert told("end", "--at", "9h10") == "The day is ended, at 09:10.\n"
    assert told("reopen", "--at", "9h10").startswith("The day is open again.")


def test_a_note_is_answered_with_its_number_and_tags(begun):
    assert begun("note", "x", "--kind", "frein", "--phase", "emergence", "--language", "en") == (
        0,
        "Note 3 kept: barrier, emergence.\n",
        "",
    )
    assert begun("note", "y", "--language", "fr") == (0, "Note 4 enregistrée.\n", "")
    assert begun("notes", "--plain", "--names", "--language", "en")[1].startswith(
        "X. Barrier, emergence. Note 3, Pascal"
    )


def test_status_in_brief_is_one_sentence(begun):
    code, out, err = begun("status", "--brief", "--at", "9h03", "--language", "en")
    assert (code, err) == (0, "")
    assert out.replace("\u00a0", " ") == (
        "“Accueil, cadre de la journée, présence du matin”, 7 minutes left, ends 09:10; next, “Tour d’écran : qui je"
        " suis, quel collectif, quelles attentes”; the morning ends at 12:00, on time.\n"
    )
    for other in ("--json", "--watch"):
        assert begun("status", "--brief", other)[0] == 2


def test_hand_says_who_has_it_and_gives_it_to_a_trainer(begun):
    assert begun("hand", "--language", "en") == (0, "Nobody has the hand.\n", "")
    assert begun("hand", "aurelie", "--language", "en") == (0, "Aurélie has the hand.\n", "")
    assert status(begun)["hand"] == "aurelie"
    assert begun("hand", "--language", "en")[1] == "Aurélie has the hand.\n"
    assert begun("hand", "aurelie", "--language", "en")[0] == 1
    code, _out, err = begun("hand", "Zoe", "--language", "en")
    assert (code, "no trainer is called “Zoe”" in err) == (1, True)


ROOMS = ("workshop_tui.spoken", "workshop_tui.follow", "workshop_tui.tui", "workshop_tui.report")


@pytest.mark.parametrize(
    ("words", "may"),
    [
        (["status", "--json"], ()),
        (["note", "x"], ("workshop_tui.spoken", "workshop_tui.spoken.kept", "workshop_tui.spoken.words")),
        (["notes", "--json"], ()),
    ],
)
def test_what_is_not_heard_imports_nothing_of_it(words, may, day, tmp_path):
    code = (
        "import sys; from workshop_tui.cli import main\n"
        f"try:\n    main()\nfinally:\n    print(*[m for m in sys.modules if m.startswith({ROOMS!r})], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    assert set(done.stderr.splitlines()[-1].split()) <= set(may)
    if words[-1] == "--json":
        json.loads(done.stdout)
