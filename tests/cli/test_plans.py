"""`new --from` and `plan`: what stands on each stream, in which file, and with which exit code."""

from __future__ import annotations

import json
import os
import sys

import pytest

from tests.plans.read import SAMPLES
from tests.seed import AGENDAS, SEED
from tests.systems import only_posix
from workshop_tui.agenda.reading import load


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def test_a_plan_becomes_an_agenda_and_is_shown_row_by_row(wt, tmp_path):
    code, out, err = wt("new", "day", "--from", str(SAMPLES / "team-day.xlsx"))
    assert (code, out) == (0, "day.toml\n")
    assert "team-day.xlsx → “Team day, running order”: 1 day, 1 block, 4 segments" in err
    assert "9:30   1h15    What we learnt" in err
    assert load(tmp_path / "day.toml").title == "Team day, running order"
    assert wt("check", "day.toml")[0] == 0


def test_what_it_writes_says_where_it_comes_from_and_what_to_do_next(wt, tmp_path):
    wt("new", "day", "--from", str(SAMPLES / "team-day.xlsx"))
    head = (tmp_path / "day.toml").read_text(encoding="utf-8").split("\n\n")[0]
    assert head.startswith("# Made from team-day.xlsx.\n#     workshop-tui check day.toml")
    assert "# sheet “Budget”: not read, no plan is in it" in head


def test_an_agenda_that_is_there_is_never_written_over(wt, tmp_path):
    (tmp_path / "day.toml").write_text("mine", encoding="utf-8")
    code, _out, err = wt("new", "day", "--from", str(SAMPLES / "team-day.xlsx"))
    assert (code, "day.toml is there already: give another name" in err) == (1, True)
    assert (tmp_path / "day.toml").read_text(encoding="utf-8") == "mine"


def test_rows_that_cannot_be_are_named_and_nothing_is_written(wt, tmp_path):
    (tmp_path / "p.csv").write_text("Start,End,What\n9:00,10:00,A\n9:30,10:30,B\n", encoding="utf-8")
    code, out, err = wt("new", "day", "--from", "p.csv")
    assert (code, out, [*tmp_path.glob("*.toml")]) == (1, "", [])
    assert "p.csv: row 3: begins at 9:30, when the row above it goes on until 10:00 (“9:30 | 10:30 | B”)" in err


def test_a_question_is_named_with_its_option_where_nobody_can_answer_and_is_answered_by_it(wt, tmp_path):
    (tmp_path / "p.csv").write_text("Length,What\n30,A\n1h,B\n", encoding="utf-8")
    code, _out, err = wt("new", "day", "--from", "p.csv")
    assert (code, "when does the plan begin? (--start 9h says it)" in err) == (1, True)
    assert wt("new", "day", "--from", "p.csv", "--start", "9h30")[0] == 0
    [block] = load(tmp_path / "day.toml").blocks
    assert (str(block.start), str(block.end)) == ("09:30", "11:00")


def test_for_scripts_there_is_json_and_it_says_whether_an_agenda_was_written(wt, tmp_path):
    code, out, err = wt("new", "day", "--from", str(SAMPLES / "team-day.xlsx"), "--json")
    told = json.loads(out)
    assert (code, err, told["version"], told["written"]) == (0, "", 1, "day.toml")
    assert [one["field"] for one in told["columns"]] == ["start", "end", "length", "title", "lead", "notes"]
    first = next(one for one in told["rows"] if one["is"] == "segment")
    assert (first["row"], first["segment"]["start"], first["segment"]["people"]) == (4, "09:00", {"lead": ["Sam"]})
    (tmp_path / "p.csv").write_text("Length,What\n30,A\n", encoding="utf-8")
    code, out, _err = wt("new", "other", "--from", "p.csv", "--json")
    told = json.loads(out)
    assert (code, told["written"], told["questions"][0]["option"]) == (1, None, "--start")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--map", "Heure"], "write COLUMN=FIELD"),
        (["--map", "Heure=colour"], "write COLUMN=FIELD"),
        (["--start", "25h99"], "is no time of day"),
    ],
)
def test_an_option_that_is_none_is_a_usage_error(wt, words, why):
    code, _out, err = wt("new", "day", "--from", str(SAMPLES / "evening.md"), *words)
    assert (code, why in err) == (2, True)
    assert wt("new", "day", "--sheet", "A")[0] == 2


def test_participants_come_from_a_list_in_any_form_and_go_into_any_new_agenda(wt, tmp_path):
    from xlsxwriter import Workbook

    with Workbook(tmp_path / "people.xlsx") as book:
        sheet = book.add_worksheet()
        for k, row in enumerate([("Nom", "Prénom", "Structure"), ("Martin", "Zoé", "Cap Rural"), ("Diop", "Awa", "")]):
            sheet.write_row(k, 0, row)
    assert wt("new", "a", "--from", str(SAMPLES / "evening.md"), "--participants", "people.xlsx")[0] == 0
    assert [(one.name, one.organisation) for one in load(tmp_path / "a.toml").participants] == [
        ("Zoé Martin", "Cap Rural"),
        ("Awa Diop", None),
    ]
    (tmp_path / "list.txt").write_text("Zoé Martin\n12 personnes\n", encoding="utf-8")
    code, _out, err = wt("new", "b", "--participants", "list.txt")
    assert (code, "list.txt:2: “12 personnes” is no name" in err) == (1, True)
    (tmp_path / "list.txt").write_text("Zoé Martin\n", encoding="utf-8")
    assert wt("new", "b", "--participants", "list.txt")[0] == 0
    assert [one.name for one in load(tmp_path / "b.toml").participants] == ["Zoé Martin"]


def test_it_speaks_french(wt, tmp_path):
    (tmp_path / "p.csv").write_text("Durée;Titre\n30;A\n", encoding="utf-8")
    code, _out, err = wt("new", "day", "--from", "p.csv", "--language", "fr")
    assert code == 1
    assert "à quelle heure commence" in err


# ── out ──────────────────────────────────────────────────────────────────────────────────────────────────
def test_a_running_order_is_on_standard_output_or_in_a_file_whose_ending_says_its_format(wt, tmp_path):
    code, out, _err = wt("plan", str(SEED))
    assert (code, out.split("\n")[0]) == (0, "# Collectifs d’habitants et développement local")
    assert wt("plan", str(SEED), "-o", "day.docx") == (0, "", "")
    assert (tmp_path / "day.docx").read_bytes().startswith(b"PK")
    assert wt("plan", str(SEED), "-o", "day.docx")[0] == 1
    assert wt("plan", str(SEED), "-o", "day.odt")[0] == 2
    assert wt("plan", str(SEED), "--bom")[0] == 2


def test_a_paper_speaks_the_agendas_language_or_the_one_that_is_asked_for(wt):
    assert "| Horaire | Durée | Séquence |" in wt("plan", str(SEED))[1]
    assert "| Time | Length | Segment |" in wt("plan", str(SEED), "--language", "en")[1]


def test_the_short_form_has_blocks_titles_and_breaks_and_neither_names_nor_buffers(wt):
    _code, out, _err = wt("plan", str(SEED), "--public")
    assert "- 10h15 Pause" in out or "Pause" in out
    assert "Tampon" not in out
    assert "Pascal" not in out
    assert "Aurélie" not in out


def test_guests_are_named_only_where_names_may_leave_the_program(wt, tmp_path):
    hidden = AGENDAS / "collectifs-habitants.toml"
    assert "invité : invité" in wt("plan", str(hidden))[1].replace("\xa0", " ").replace("\\:", ":")
    shown = hidden.read_text(encoding="utf-8").replace('"pseudonyme"', '"nominatif"')
    (tmp_path / "shown.toml").write_text(shown, encoding="utf-8")
    assert "Membre d’un collectif" in wt("plan", "shown.toml")[1]


@only_posix("there is no pseudo-terminal")
@pytest.mark.terminal
def test_somebody_at_a_terminal_is_asked_and_answers(home, tmp_path):
    import pexpect

    (tmp_path / "p.csv").write_text("Matin;\nDurée;Activité\n30;A\nAprès-midi;\n1h;B\n", encoding="utf-8")
    words = ["-m", "workshop_tui", "new", "jour", "--from", "p.csv"]
    environment = os.environ | {"LANGUAGE": "fr", "WORKSHOP_TUI_HOME": str(home)}
    asked = pexpect.spawn(sys.executable, words, cwd=str(tmp_path), env=environment, encoding="utf-8", timeout=60)
    asked.expect("à quelle heure commence «\xa0Matin\xa0», «\xa0Après-midi\xa0»")
    asked.sendline("9h, 99h")
    asked.expect("commence")  # once more: that was no hour
    asked.sendline("9h, 13h30")
    asked.expect("jour.toml")
    asked.wait()
    assert [(str(one.start), str(one.end)) for one in load(tmp_path / "jour.toml").blocks] == [
        ("09:00", "09:30"),
        ("13:30", "14:30"),
    ]
