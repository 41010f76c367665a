"""The contract of the command line: what is printed where, exit codes, one-line errors, `--at`, `--from`."""

from __future__ import annotations

import json
import random

import click
import pytest

from tests.cli.speaking import said
from tests.cli.words import status
from tests.conftest import SEED
from workshop_tui.cli.commands import cli
from workshop_tui.locale import speak


def test_open_prints_the_id_made_from_file_and_day(wt):
    assert wt("open", str(SEED), "--date", "2021-05-04")[1] == "collectifs-habitants-2021-05-04\n"


def test_open_twice_is_refused_in_one_line(day):
    code, out, err = day("open", str(SEED), "--date", "2021-05-04", "--id", "day")
    assert (code, out) == (1, "")
    assert "day existe déjà" in err


def test_an_agenda_with_mistakes_is_refused_with_their_lines(wt, tmp_path):
    bad = tmp_path / "bad.toml"
    bad.write_text('title = "x"\nblocs = 3\n')
    code, out, err = wt("open", str(bad))
    assert (code, out) == (1, "")
    assert f"{bad}:2:1: unknown key “blocs” (did you mean “blocks”?)" in err


def test_check_prints_findings_and_fails_only_on_mistakes_or_strictly(wt):
    code, out, _err = wt("check", str(SEED), "--language", "en")
    assert code == 0
    assert out.count("warning: ") == 2
    assert wt("check", str(SEED), "--strict")[0] == 1


def test_status_json_has_the_fields_of_the_contract(day):
    day("next", "--at", "9h02")
    shown = status(day, "--at", "9:45")
    assert set(shown) >= {"session", "title", "now", "state", "hand", "live", "next", "blocks"}
    assert shown["live"] == {
        "segment": "accueil",
        "elapsed_s": 2580,
        "allotted_s": 600,
        "remaining_s": -1980,
        "step": None,
    }
    assert (shown["now"], shown["next"], shown["state"]) == ("2021-05-04T09:45:00+02:00", "tour", "running")
    block = shown["blocks"][0]
    assert set(block) == {
        "key",
        "start",
        "end",
        "planned_start",
        "planned_end",
        "projected_end",
        "slack_s",
        "on_time",
        "segments",
    }
    assert 0 < block["on_time"] < 0.05
    assert (block["projected_end"], block["slack_s"]) == ("2021-05-04T12:35:00+02:00", -2100)
    assert set(block["segments"][0]) == {
        "key",
        "title",
        "state",
        "left_over",
        "added",
        "moved",
        "gone",
        "planned_start",
        "planned_end",
        "allotted_s",
        "elapsed_s",
        "actual_start",
        "actual_end",
        "projected_start",
        "projected_end",
    }


def test_status_at_an_instant_counts_only_what_had_happened_by_then(day):
    day("next", "--at", "9h")
    day("next", "--at", "9h12")
    day("undo", "--at", "9h20")
    day("next", "--at", "9h30")
    assert status(day, "--at", "8h")["state"] == "ready"
    assert status(day, "--at", "9h05")["live"]["segment"] == "accueil"
    assert status(day, "--at", "9h15")["live"]["segment"] == "accueil", "what was taken back never happened"
    assert status(day, "--at", "9h25")["live"] == {
        "segment": "accueil",
        "elapsed_s": 1500,
        "allotted_s": 600,
        "remaining_s": -900,
        "step": None,
    }
    assert status(day, "--at", "9h31")["live"]["segment"] == "tour"


def test_next_from_is_refused_when_repeated(day):
    day("next", "--at", "9h")
    assert day("next", "--from", "accueil", "--at", "9h10")[0] == 0
    code, out, err = day("next", "--from", "accueil", "--at", "9h10")
    assert (code, out) == (1, "")
    assert "est déjà en cours" in err
    assert status(day, "--at", "9h11")["live"]["segment"] == "tour"


@pytest.mark.parametrize("when", ["10:42", "10h42", "2021-05-04T10:42:00+02:00", "2021-05-04T08:42:00Z"])
def test_at_takes_clock_times_and_iso_instants(day, when):
    assert day("next", "--at", when)[0] == 0
    assert status(day, "--at", "11h")["blocks"][0]["segments"][0]["actual_start"] == "2021-05-04T10:42:00+02:00"


def test_what_is_no_instant_is_a_usage_error(day):
    code, out, err = day("next", "--at", "soon")
    assert (code, out) == (2, "")
    assert "soon" in err


def test_extend_takes_minus(day):
    day("next", "--at", "9h")
    assert day("extend", "-3", "--at", "9h01")[0] == 0
    assert day("extend", "+5", "tour", "--at", "9h01")[0] == 0
    segments = status(day, "--at", "9h02")["blocks"][0]["segments"]
    assert [s["allotted_s"] for s in segments[:2]] == [420, 1500]


def test_a_segment_may_be_named_by_the_beginning_of_its_title(day):
    assert day("goto", "témoign", "--at", "10h")[0] == 0
    code, _out, err = day("goto", "zzz", "--at", "10h")
    assert code == 1
    assert "aucune séquence ne s’appelle" in err


def test_without_a_session_the_only_open_one_is_meant_else_they_are_listed(day):
    day("open", str(SEED), "--id", "other")
    code, out, err = day("next")
    assert (code, out) == (1, "")
    assert "day" in err
    assert "other" in err
    day("next", "-s", "other")
    assert "other" in day("status", "--json")[1], "the one that is under way"
    day("next", "-s", "day", "--at", "9h")
    assert day("next")[0] == 1
    day("end", "-s", "other")
    assert day("next", "--at", "9h10")[0] == 0


def test_no_session_at_all_is_told(wt):
    code, _out, err = wt("status")
    assert code == 1
    assert "there is no session yet" in err


@pytest.mark.parametrize(
    "words",
    [
        ("status", "-s", "no\nday"),
        ("status", "-s", "./no\nday.session"),
        ("goto", "no\nsegment"),
        ("report", "-o", "no\nfolder/r.md"),
        ("delete", "no\r\nday", "--yes"),
        ("import", "no\u2028record"),
        ("backup", "-o", "no\nfolder/x"),
        ("agenda", "--from", "no\nday"),
        ("new", "no\nfolder/x.toml"),
        ("open", "no\nplan"),
        ("repair", "no\nday"),
        ("note", "x", "--segment", "a\nb"),
    ],
)
def test_a_refusal_is_one_line_whatever_the_name_that_it_is_about(day, words):
    code, out, err = day(*words)
    assert (code, out, err.count("\n")) == (1, "", 1)


def test_a_session_file_that_is_none_is_told(wt, tmp_path):
    file = tmp_path / "x.session"
    for content in (b"", b"not a database", bytes(5000)):
        file.write_bytes(content)
        code, _out, err = wt("status", "-s", str(file))
        assert code == 1
        assert "no session of this program" in err


def test_notes_take_tags_by_label_alias_and_in_either_language(day):
    day("next", "--at", "9h")
    day(
        "note",
        "n",
        "--phase",
        "framing",
        "--phase",
        "prefiguration",
        "--stakeholder",
        "ÉLUS",
        "--kind",
        "barrier",
        "--stakeholder",
        "pnr",
        "--stakeholder",
        "martiens",
        "--at",
        "9h05",
    )
    report = day("report", "--annexes", "--language", "en")[1]
    assert "**Barrier** · Framing, Organising · Local elected officials, PNR, martiens (?) — n\n" in report


def test_the_report_goes_to_a_file_and_overwrites_none(day, tmp_path):
    file = tmp_path / "r.md"
    assert day("report", "-o", str(file)) == (0, "", "")
    assert file.read_text().startswith("# Compte rendu — Collectifs")
    file.write_text("mine")
    assert day("report", "-o", str(file))[0] == 1
    assert file.read_text() == "mine"
    assert day("report", "-o", str(file), "--force")[0] == 0
    assert day("report", "-o", str(tmp_path / "none" / "r.md"))[0] == 1


def test_new_writes_an_agenda_that_passes_check(wt, tmp_path):
    for language in ("fr", "en"):
        file = tmp_path / f"{language}.toml"
        assert wt("new", str(file), "--language", language)[0] == 0
        assert wt("check", str(file), "--language", "en")[0] == 0
        assert wt("new", str(file))[0] == 1


def test_new_names_the_file_as_an_agenda_is_named(wt, tmp_path):
    assert wt("new", str(tmp_path / "mine")) == (0, f"{tmp_path / 'mine.toml'}\n", "")
    assert wt("check", str(tmp_path / "mine")) == (
        1,
        f"{tmp_path / 'mine'}: there is no such file: did you mean {tmp_path / 'mine.toml'}?\n",
        "Error: 1 agenda has mistakes\n",
    )


def test_new_says_where_it_cannot_write_and_what_to_do(wt, tmp_path):
    (tmp_path / "mine.toml").write_text("mine")
    for name, told in (
        ("mine.toml", f"{tmp_path / 'mine.toml'} is there already: give another name"),
        ("mine", f"{tmp_path / 'mine.toml'} is there already: give another name"),
        ("none/day.toml", f"there is no folder {tmp_path / 'none'}: make it first, or give another name"),
        (".", f"{tmp_path} is a folder: give a name in it, {tmp_path / 'day.toml'}"),
    ):
        assert wt("new", str(tmp_path / name)) == (1, "", f"Error: {told}\n")
    assert (tmp_path / "mine.toml").read_text() == "mine"


def test_schema_is_a_json_schema_that_knows_the_keys(wt):
    schema = json.loads(wt("schema")[1])
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "key" not in schema["$defs"]["Segment"]["required"]
    assert schema["$defs"]["Guest"]["properties"].keys() >= {"from", "until"}


def test_sessions_and_delete(day, home):
    assert day("sessions")[1].startswith("day\t2021-05-04\tready\t")
    assert day("delete", "day", "--yes")[0] == 0
    assert day("sessions")[1] == ""
    assert list((home / "sessions").iterdir()) == []


def test_a_usage_error_exits_with_2(wt):
    for words in (["nonsense"], ["goto"], ["status", "--nonsense"], ["extend", "much"]):
        assert wt(*words)[0] == 2


def test_screens_without_a_terminal_are_refused_in_words(day):
    for words in (["demo"], ["join", "day"], ["run", str(SEED)], []):
        code, _out, err = day(*words)
        assert code == 1
        assert "terminal" in err


BAD = {
    "a clock of 60 hours": (b'title = "T"\n[[blocks]]\ntitle = "B"\nstart = "60h"\nend = "12h"\n', ":4:9: "),
    "empty": (b"", ":1:1: "),
    "random bytes": (random.Random(7).randbytes(3000), ":"),
    "10 MB": (b"x = 1\n" * 1_700_000, ": "),
    "nested 10,000 deep": (b"x = " + b"[" * 10_000, ":1:"),
    "tables nested 10,000 deep": (b"[" + b"a." * 10_000 + b"a]\n", ":1:"),
    "not UTF-8": ("title = 'é'\n".encode("latin-1"), ":1:10: "),
    "escapes": (b'title = "T"\n"\\u001b]0;PWNED\\u0007[/x]" = 1\n', ":"),
}


@pytest.mark.parametrize("words", [["check"], ["open"], ["run"]], ids=lambda words: words[0])
@pytest.mark.parametrize("name", BAD)
def test_a_bad_agenda_is_told_by_the_program_with_its_place_and_never_a_traceback(words, name, home, tmp_path):
    content, place = BAD[name]
    file = tmp_path / "bad.toml"
    file.write_bytes(content)
    code, out, err = said("utf-8", [*words, str(file)])
    told = (out + err).decode()
    assert code == 1
    assert f"{file}{place}" in told
    assert "Traceback" not in told
    assert not [c for c in told if ord(c) < 32 and c != "\n"]
    assert not list((home / "sessions").glob("*"))


def test_everything_that_takes_a_session_takes_it_with_s():
    context = click.Context(cli)
    commands = [cli.get_command(context, name) for name in cli.list_commands(context)]
    for command in commands:
        options = {name for one in command.params for name in one.opts}
        takes = "SESSION" in "".join(str(one.metavar) for one in command.params if isinstance(one, click.Argument))
        assert not takes or "-s" in options, command.name


@pytest.mark.parametrize("name", ["backup", "delete", "repair", "join"])
def test_a_session_is_said_once_as_an_argument_or_with_s(day, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    speak("en")
    code, _out, err = day(name, "day", "-s", "day")
    assert code == 2
    assert "“SESSION” is given twice: one is meant" in err
    assert "there is no session “no”" in day(name, "-s", "no")[2]
    if name != "join":
        assert day(name, "-s", "day", *(["--yes"] if name == "delete" else []))[0] == 0


@pytest.mark.parametrize("name", ["delete", "repair"])
def test_a_session_that_is_needed_is_asked_for(day, name):
    code, _out, err = day(name)
    assert code == 2
    assert "SESSION" in err
