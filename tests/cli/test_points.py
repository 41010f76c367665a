"""Points on the command line: what was agreed comes back over the days of a course, and over all sessions."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.agenda.courses import HEAD, day
from workshop_tui.clock import SystemClock
from workshop_tui.journal.sessions import default_store

COURSE = 'timezone = "Europe/Paris"\nconfidentiality = "pseudonyme"\n' + HEAD + day() * 3


@pytest.fixture
def chain(wt, tmp_path, once_done):
    """Three days of a course; of day 1 a follow-up goes on on day 2, and is done on day 3."""
    file = tmp_path / "c.toml"
    file.write_text(COURSE)

    def prepare() -> None:
        for n in (1, 2, 3):
            opened = wt("open", str(file), "--day", str(n), "--date", f"2026-09-0{n}", "--id", f"d{n}")
            assert opened == (0, f"d{n}\n", "")
            if n == 1:
                action = ("--kind", "action", "--who", "Marie Dupont", "--due", "2026-10-01")
                assert wt("note", "-s", "d1", "Call Marie", *action)[0] == 0
                assert wt("note", "-s", "d1", "Why?", "--kind", "question", "--private")[0] == 0
            if n == 2:
                assert wt("points", "-s", "d2", "2", "--goes-on", "--why", "Marie waits")[0] == 0
        assert wt("points", "-s", "d3", "d1/2", "--done")[1].startswith("pascal says of note 2 at ")

    once_done(prepare)
    return wt


def test_a_follow_up_is_opened_seen_and_done_over_three_days(chain):
    assert chain("points", "-s", "d3") == (0, "d1/3  2026-09-01  Question  Why?\n", "")
    assert chain("points", "-s", "d3", "--all")[1] == (
        "d1/2  2026-09-01  Follow-up  Call P1  (P1, 2026-10-01)\n"
        "    2026-09-02 pascal Goes on — P1 waits\n"
        "    2026-09-03 pascal Done\n"
        "d1/3  2026-09-01  Question  Why?\n"
    )
    assert "Marie Dupont" in chain("points", "-s", "d2", "--all", "--names")[1]
    (found, _other) = json.loads(chain("points", "-s", "d3", "--all", "--json")[1])["points"]
    assert [(one["session"], one["outcome"], one["why"]) for one in found["history"]] == [
        ("d2", "goes_on", "P1 waits"),
        ("d3", "done", None),
    ]
    assert (found["point"], found["open"], found["who"], found["due"]) == ("d1/2", False, "P1", "2026-10-01")


def test_the_report_of_a_day_has_what_earlier_days_left_open_and_what_became_of_it_on_that_day(chain):
    (first, second, third) = (chain("report", "-s", f"d{n}", "--language", "en")[1] for n in (1, 2, 3))
    assert "earlier days" not in first
    heading = "## What earlier days left open\n\n### Follow-ups\n\n"
    assert heading in second
    assert "| Call P1 | P1 | 1 October 2026 | 1 September 2026 | 2 September 2026: goes on — P1 waits |" in second
    assert "2 September 2026: goes on — P1 waits; 3 September 2026: done |" in third
    assert "Why?" not in second + third, "it is private"
    assert "| Why? | 1 September 2026 | still open |" in chain("report", "-s", "d3", "--private", "--language", "en")[1]
    assert chain("note", "-s", "d3", "Write", "--kind", "action")[0] == 0
    assert chain("report", "-s", "d3", "--language", "en")[1].count("| Write |") == 1, "its own are follow-ups"


def test_points_of_a_stricter_day_are_told_under_its_rule_in_the_report_of_a_later_one(chain, tmp_path):
    (tmp_path / "open.toml").write_text(COURSE.replace("pseudonyme", "nominatif").replace('"T"', '"Open"'))
    opened = ("open", str(tmp_path / "open.toml"), "--day", "1", "--date", "2026-09-12", "--id", "d4")
    assert chain(*opened, "--follows", "d2")[0] == 0
    told = chain("report", "-s", "d4", "--language", "en")[1]
    assert "| Call P1 | P1 |" in told
    assert "Marie" not in told


def test_notes_and_the_matrix_are_told_over_the_days_of_a_course_each_note_by_its_day(chain, tmp_path):
    tags = ("--phase", "action", "--stakeholder", "elus")
    for n in (1, 3):
        assert chain("note", "-s", f"d{n}", f"Marie Dupont said {n}", "--at", "9h30", *tags)[0] == 0
    told = chain("notes", "--course", "-s", "d2", "said")[1].splitlines()
    assert [line.split("  ")[0] for line in told] == ["d1/4", "d3/3"]
    assert told[0].split("  ")[1:3] == ["2026-09-01 09:30", "pascal"]
    assert "Marie" not in told[0] + told[1]
    assert "Marie Dupont said 1" in chain("notes", "--course", "-s", "d2", "said", "--names")[1]
    plain = chain("notes", "--course", "-s", "d2", "said", "--plain")[1].splitlines()
    assert plain[0] == "2026-09-01, T (1/3)."
    assert plain[2] == "2026-09-03, T (3/3)."
    whole = json.loads(chain("notes", "--course", "-s", "d2", "said", "--json")[1])
    assert whole["session"] == "d2"
    assert [(one["session"], one["day"], one["number"]) for one in whole["notes"]] == [
        ("d1", "2026-09-01", 4),
        ("d3", "2026-09-03", 3),
    ]
    assert chain("matrix", "--course", "-s", "d2")[1].splitlines()[0].endswith("\t2")
    assert chain("matrix", "-s", "d2")[1].splitlines()[0].startswith("No note concerns")
    counted = json.loads(chain("matrix", "--course", "-s", "d2", "--json")[1])
    assert [one["notes"] for one in counted["cells"] if one["count"]] == [["d1/4", "d3/3"]]
    code, _out, err = chain("notes", "--course", "-s", "d2", "--segment", "nowhere")
    assert (code, "nowhere" in err) == (1, True)


def test_a_segment_that_one_day_has_is_looked_for_on_all_days_of_the_course(wt, tmp_path):
    other = day().replace('"One"', '"Two"')
    (tmp_path / "c.toml").write_text('timezone = "Europe/Paris"\n' + HEAD + day() + other)
    for n in (1, 2):
        opened = ("open", str(tmp_path / "c.toml"), "--day", str(n), "--date", f"2026-09-0{n}", "--id", f"d{n}")
        assert wt(*opened)[0] == 0
        assert wt("note", "-s", f"d{n}", "here", "--segment", ("one", "two")[n - 1])[0] == 0
    assert wt("notes", "--course", "-s", "d1", "--segment", "two")[1].startswith("d2/2  ")


def test_due_is_what_is_open_over_all_sessions_by_date_and_person(chain, tmp_path):
    (tmp_path / "alone.toml").write_text(COURSE.replace('"T"', '"Alone"'))
    assert chain("open", str(tmp_path / "alone.toml"), "--day", "1", "--date", "2026-09-09", "--id", "alone")[0] == 0
    for text, when in (("Later", "2026-12-01"), ("Sooner", "2026-11-01"), ("Some day", "soon")):
        assert chain("note", "-s", "alone", text, "--kind", "action", "--due", when)[0] == 0
    told = [line.split("  ")[0] for line in chain("due")[1].splitlines()]
    assert told == ["alone/3", "alone/2", "d1/3", "alone/4"]
    those = chain("due", "--over", "d1", "--over", "d2")[1].splitlines()
    assert [line.split("  ")[3] for line in those if line.startswith("d1")] == ["Call P1", "Why?"]
    assert len(json.loads(chain("due", "--json")[1])["points"]) == 4
    assert chain("due", "--over", "nobody")[0] == 1


def test_due_opens_no_session_in_which_nothing_was_left_open(chain, monkeypatch):
    quiet = ("open", "agendas/conseil-de-quartier.toml", "--date", "2026-09-09", "--id", "quiet")
    assert chain(*quiet)[0] == 0
    assert chain("due")[0] == 0
    opened: list[str] = []
    store = default_store()
    own = type(store).open
    monkeypatch.setattr(type(store), "open", lambda self, session: (opened.append(session), own(self, session))[1])
    assert chain("due")[0] == 0
    assert set(opened) >= {"d1", "d2", "d3"}
    summed = [one.summary for one in store.summaries()[0] if one.id == "quiet"]
    assert [(one.pending, one.answers) for one in summed] == [(0, 0)]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("points", "-s", "d3", "d1/2"), 2),
        (("points", "-s", "d3", "--done"), 2),
        (("points", "-s", "d3", "--why", "x"), 2),
        (("points", "-s", "d3", "d7/2", "--done"), 1),
        (("points", "-s", "d3", "d1/2", "--done"), 1),
        (("points", "-s", "d3", "d1/2", "--open"), 0),
    ],
)
def test_what_makes_no_sense_of_a_point_is_refused(chain, words, code):
    assert chain(*words)[0] == code


def test_a_name_that_is_forgotten_on_one_day_is_forgotten_on_those_that_follow_with_one_code(chain):
    for session in ("d2", "d3"):
        assert chain("note", "-s", session, "Marie Dupont was there")[0] == 0
    code, out, _err = chain("forget", "-s", "d1", "Marie Dupont", "--yes")
    assert (code, out.splitlines()[:2]) == (
        0,
        ["In d2, which goes on from it, too.", "In d3, which goes on from it, too."],
    )
    for session in ("d1", "d2", "d3"):
        record = chain("report", "-s", session, "--format", "toml", "--names")[1]
        assert "Marie" not in record
        assert "P1" in record
    assert chain("codes", "-s", "d3")[1] == "code,name\nP1,P1\n"


def test_a_name_that_is_forgotten_everywhere_has_one_code_on_the_days_of_a_course(chain):
    assert chain("note", "-s", "d3", "Marie Dupont was there", "--kind", "action", "--who", "Zoé Blanc")[0] == 0
    assert chain("forget", "Marie Dupont", "--all-sessions", "--yes")[0] == 0
    assert "P1 was there" in chain("notes", "-s", "d3", "--names")[1]
    assert chain("codes", "-s", "d3")[1] == "code,name\nP1,P1\nP2,Zoé Blanc\n"


def test_a_record_of_a_day_that_follows_comes_back_with_its_answers(chain, tmp_path):
    record = tmp_path / "d3.toml"
    assert chain("report", "-s", "d3", "--format", "toml", "--names", "-o", str(record))[0] == 0
    assert chain("delete", "d3", "--yes")[0] == 0
    assert chain("import", str(record)) == (0, "d3\n", "")
    assert "    2026-09-03 pascal Done\n" in chain("points", "-s", "d3", "--all")[1]


def test_names_of_days_that_follow_one_another_go_together_each_with_its_one_code(chain):
    for session in ("d2", "d3"):
        assert chain("note", "-s", session, "Marie Dupont was there", "--kind", "action", "--who", "Luc Martin")[0] == 0
    old = (SystemClock().now().date() - date(2026, 9, 3)).days
    code, out, err = chain("retain", "--older-than", f"{old}d", "--names", "--yes")
    assert (code, out) == (0, "")
    assert "d1: its names go with those of the sessions that go on from it" in err
    code, out, _err = chain("retain", "--older-than", f"{old - 1}d", "--names", "--yes")
    assert (code, [line.split("\t")[0] for line in out.splitlines()]) == (0, ["d3", "d2", "d1"])
    assert [line.rsplit("\t", 1)[1] for line in out.splitlines()] == ["2 names", "2 names", "1 name"]
    for session in ("d2", "d3"):
        assert "P1 was there  (who P2)" in chain("notes", "-s", session, "--names")[1]


def test_the_session_that_goes_on_from_a_day_is_the_next_meeting_that_participants_take_home(chain):
    assert (
        "**Next meeting** 2 September 2026" in chain("report", "-s", "d1", "--kind", "takeaway", "--language", "en")[1]
    )
    assert "Next meeting" not in chain("report", "-s", "d3", "--kind", "takeaway", "--language", "en")[1]
