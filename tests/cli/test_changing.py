"""`fit`, `add`, `move`, `hours`, `shift`, `replan`: what they print, what they refuse, what `undo` makes of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.words import status
from tests.conftest import SEED


@pytest.fixture
def late(day, once_done):
    """The seed's day, 20 minutes late at 9:50."""
    once_done(lambda: [day("next", "--at", at) for at in ("9h05", "9h20")])
    return day


def fit(wt, *words) -> dict:
    code, out, err = wt("fit", "--json", *words)
    assert (code, err) == (0, "")
    return json.loads(out)


def times(wt, at) -> dict[str, tuple[int, str | None]]:
    return {
        s["key"]: (s["allotted_s"] // 60, s["projected_start"] and s["projected_start"][11:16])
        for block in status(wt, "--at", at)["blocks"]
        for s in block["segments"]
    }


def test_fit_json_has_the_fields_of_the_contract(late):
    shown = fit(late, "--at", "9h50")
    assert set(shown) == {"version", "block", "now", "projected_end", "limit", "late_s", "proposals", "last_resort"}
    assert (shown["block"], shown["now"], shown["late_s"]) == ("matin", "2021-05-04T09:50:00+02:00", 1200)
    assert (shown["projected_end"], shown["limit"]) == ("2021-05-04T12:20:00+02:00", "2021-05-04T12:00:00+02:00")
    assert [one["kind"] for one in shown["proposals"]] == ["squeeze", "drop", "carry", "stretch"]
    squeeze = shown["proposals"][0]
    assert set(squeeze) == {"kind", "possible", "ends", "late_s", "changes", "skipped", "rounds", "carried", "beyond"}
    assert (squeeze["possible"], squeeze["ends"], squeeze["late_s"]) == (True, "2021-05-04T12:00:00+02:00", 0)
    assert squeeze["changes"] == [
        {"segment": "collectifs", "before_s": 1800, "after_s": 1440},
        {"segment": "carte", "before_s": 1200, "after_s": 960},
        {"segment": "tampon-matin", "before_s": 600, "after_s": 0},
    ]
    assert [one["kind"] for one in fit(late, "carry", "--at", "9h50")["proposals"]] == ["carry"]


def test_fit_in_words_says_what_lands_and_what_is_the_same(late):
    code, out, _err = late("fit", "--at", "9h50", "--language", "en")
    assert code == 0
    assert out.replace("\u00a0", " ").splitlines()[:6] == [
        "De quoi parlons-nous ?  09:00 – 12:00, ends at 12:20, 20 min late",
        "squeeze: lands, ends at 12:00",
        "  Les collectifs de nos territoires et leurs enjeux: 30 → 24 min",
        "  Mise en commun : la carte des initiatives: 20 → 16 min",
        "  Tampon du matin: 10 → 0 min",
        "drop: the same as squeeze",
    ]


def test_fit_applied_is_one_command_that_undo_takes_back_whole(late):
    before = times(late, "9h50")
    code, out, _err = late("fit", "squeeze", "--apply", "--at", "9h50", "--as", "aurelie", "--language", "en")
    assert (code, out.replace("\u00a0", " ")) == (
        0,
        "Aurélie applied “squeeze” at 09:50: −20 min\n"
        "Done: squeeze. Les collectifs de nos territoires et leurs enjeux has 24 minutes. “Mise en commun : la carte"
        " des initiatives” has 16 minutes. Tampon du matin has 0 minutes. The morning ends at 12:00, on time.\n",
    )
    after = times(late, "9h50")
    assert (after["carte"], after["temoignage"]) == ((16, "10:14"), (20, "10:45"))
    late("undo", "--at", "9h50")
    assert times(late, "9h50") == before


def test_fit_applied_as_json_tells_what_was_applied(late):
    code, out, _err = late("fit", "squeeze", "--apply", "--json", "--at", "9h50")
    assert code == 0
    assert [change["after_s"] for change in json.loads(out)["proposals"][0]["changes"]] == [1440, 960, 0]


def test_fit_refuses_what_does_not_land_unless_meant(late):
    code, out, err = late("fit", "squeeze", "--apply", "--at", "11h50", "--language", "en")
    assert (code, out) == (1, "")
    assert err == "Error: squeeze does not land: a limit is missed by 107 min\n"
    code, out, _err = late("fit", "squeeze", "--apply", "--late", "--at", "11h50", "--language", "en")
    assert code == 0
    assert out.startswith("Pascal applied “squeeze” at 11:50: −58 min\nDone: squeeze. ")
    assert out.endswith(" The morning would end at 13:22, 82 minutes late.\n")


NO_SENSE = (
    (("fit", "--apply"), 2, "say which one to apply"),
    (("fit", "--late"), 2, "--late goes with --apply"),
    (("fit", "tighten"), 2, "is not one of"),
    (("fit", "stretch", "--apply", "--at", "9h50"), 1, "stretch: there is nothing to change"),
    (("add", "x", "0"), 2, "0 is not between 1 and 1440"),
    (("add", " \x1b[2J ", "5"), 1, "a segment needs a title"),
    (("add", "x", "5", "--after", "nobody"), 1, "no segment is called “nobody”"),
    (("move", "carte"), 2, "say where to"),
    (("move", "carte", "--after", "carte"), 1, "cannot follow itself"),
    (("move", "carte", "--after", "collectifs"), 1, "is there already"),
    (("move", "carte", "--after", "phases", "--block", "matin"), 1, "is in another block"),
    (("move", "carte", "--block", "soir"), 1, "no block is called “soir”: there are matin, apres-midi"),
    (("move", "tour", "--after", "carte"), 1, "is live: it stays where it is"),
    (("move", "accueil", "--after", "carte"), 1, "is over"),
    (("hours", "matin"), 2, "say which: --start T, or --end T"),
    (("hours", "soir", "--end", "20h"), 1, "no block is called “soir”"),
    (("hours", "matin", "--start", "8h"), 1, "has begun: its start stays"),
    (("hours", "matin", "--end", "14h"), 1, "would end 30 min after"),
    (("hours", "apres-midi", "--end", "12h"), 1, "would end before it begins"),
    (("hours", "matin", "--end", "lunch"), 2, "--end"),
    (("shift",), 2, "say by how much"),
    (("shift", "+5", "--to", "14h"), 2, "say by how much"),
    (("shift", "0"), 1, "has these hours already"),
)


def test_what_makes_no_sense_is_refused_in_one_line(late):
    from workshop_tui.locale import speak

    before = status(late, "--at", "9h50")
    for words, code, why in NO_SENSE:
        speak("en")
        done, out, err = late(*words, *(("--language", "en") if code == 1 else ()))
        assert (done, out) == (code, ""), words
        assert why in err, words
        assert status(late, "--at", "9h50") == before, words


def test_the_hard_end_moves_and_both_stand_in_status(late):
    told = late("hours", "matin", "--end", "12h15", "--at", "9h50", "--language", "en")
    assert told[0] == 0
    assert told[1].startswith("Pascal moved the hours of “De quoi parlons-nous\u00a0?” at 09:50: 09:00 – 12:15\n")
    block = status(late, "--at", "9h50")["blocks"][0]
    assert (block["end"][11:16], block["planned_end"][11:16]) == ("12:15", "12:00")
    late("undo", "--at", "9h51")
    assert status(late, "--at", "9h51")["blocks"][0]["end"][11:16] == "12:00"


def test_an_evening_that_ends_after_midnight_is_told_by_clock_times(late):
    assert late("hours", "apres-midi", "--end", "0h30")[0] == 0
    assert status(late)["blocks"][1]["end"] == "2021-05-05T00:30:00+02:00"


def test_the_rest_of_the_day_is_shifted(late):
    late("shift", "-15", "--at", "9h50")
    late("shift", "--to", "14h", "--at", "9h51")
    blocks = status(late, "--at", "9h51")["blocks"]
    assert [(one["start"][11:16], one["end"][11:16]) for one in blocks] == [("09:00", "12:30"), ("14:00", "17:00")]


def test_a_skipped_segment_is_not_moved(late):
    late("skip", "carte")
    assert "restore it first" in late("move", "carte", "--after", "pause-matin", "--language", "en")[2]


def test_add_puts_a_rigid_segment_after_the_live_one_or_the_one_named(late):
    told = late("add", "Détour", "7", "--at", "9h30", "--language", "en")[1]
    assert told.startswith("Pascal added “Détour”, 7 min, at 09:30\nDétour is added, 7 minutes, after ")
    late("add", "Détour", "5", "--after", "phases", "--at", "9h30")
    blocks = status(late, "--at", "9h30")["blocks"]
    assert [s["key"] for s in blocks[0]["segments"]][:3] == ["accueil", "tour", "detour"]
    assert [s["key"] for s in blocks[1]["segments"]][:3] == ["reprise", "phases", "detour-2"]
    detour = blocks[0]["segments"][2]
    assert (detour["added"], detour["planned_start"], detour["planned_end"]) == (True, None, None)
    assert (detour["allotted_s"], detour["projected_start"]) == (420, "2021-05-04T09:40:00+02:00")
    assert status(late, "--at", "9h30")["next"] == "detour"
    assert times(late, "9h30")["collectifs"] == (30, "09:47")


def test_add_with_nothing_live_comes_next(day):
    day("add", "Avant tout", "5", "--at", "8h50")
    shown = status(day, "--at", "8h55")
    assert (shown["next"], shown["blocks"][0]["segments"][0]["key"]) == ("avant-tout", "avant-tout")
    day("next", "--at", "9h")
    day("stop", "--at", "9h05")
    day("add", "Encore", "5", "--at", "9h05")
    assert status(day, "--at", "9h05")["next"] == "encore"


def test_a_note_on_a_segment_that_was_taken_back_keeps_its_title(late):
    late("add", "Détour", "7", "--at", "9h30")
    late("next", "--at", "9h31")
    late("note", "noté en détour", "--at", "9h32")
    late("undo", "--at", "9h33")
    late("undo", "--at", "9h33")
    assert "detour" not in times(late, "9h34")
    assert "### Détour\n\n- 9h32 — noté en détour" in late("report", "--annexes")[1]
    late("add", "Détour", "3", "--at", "9h34")
    assert "detour-2" in times(late, "9h34")


def test_move_puts_a_segment_after_another_or_first_in_what_is_left_of_a_block(late):
    late("move", "carte", "--after", "temoignage", "--at", "9h30")
    late("move", "collectifs", "--block", "apres-midi", "--at", "9h30")
    late("move", "echanges", "--block", "matin", "--at", "9h30")
    blocks = status(late, "--at", "9h30")["blocks"]
    keys = [[s["key"] for s in block["segments"]] for block in blocks]
    assert keys[0][:6] == ["accueil", "tour", "echanges", "tampon-matin", "pause-matin", "temoignage"]
    assert (keys[0][6], keys[1][:2]) == ("carte", ["collectifs", "reprise"])
    moved = {s["key"] for block in blocks for s in block["segments"] if s["moved"]}
    assert moved == {"carte", "collectifs", "echanges"}
    assert blocks[1]["segments"][0]["planned_start"] == "2021-05-04T09:30:00+02:00"


def test_a_fixed_time_stays_in_the_block_that_it_was_planned_in(late):
    late("move", "temoignage", "--after", "tour", "--at", "9h30")
    assert times(late, "9h30")["temoignage"] == (20, "10:45")
    late("move", "temoignage", "--block", "apres-midi", "--at", "9h30")
    assert times(late, "9h30")["temoignage"] == (20, "13:30")
    late("undo", "--at", "9h30")
    assert times(late, "9h30")["temoignage"] == (20, "10:45")


def test_the_chance_counts_the_days_before(late, wt):
    from tests.conftest import SEED

    alone = status(late, "--at", "9h50")["blocks"][0]["on_time"]
    wt("open", str(SEED), "--date", "2021-04-06", "--id", "before")
    for command, clock in (("next", "9h"), ("next", "9h10"), ("next", "9h30"), ("next", "10h20"), ("end", "10h50")):
        wt(command, "-s", "before", "--at", clock)
    with_past = status(late, "-s", "day", "--at", "9h50")["blocks"][0]["on_time"]
    assert with_past < alone


def test_status_in_words_tells_the_chance_and_what_changed(late):
    late("fit", "squeeze", "--apply", "--at", "9h50")
    late("add", "Détour", "7", "--at", "9h50")
    out = late("status", "--at", "9h50", "--language", "en")[1].replace("\u00a0", " ")
    assert "De quoi parlons-nous ?  09:00 – 12:00, ends at 12:07, " in out
    assert "% chance to end by 12:00\n" in out
    assert "Mise en commun : la carte des initiatives  to come  16 min instead of 20  (carte)" in out
    assert "Détour  to come  added  (detour)" in out


def test_the_hand_is_told_asked_for_and_taken(late):
    late("pause", "--take", "--as", "aurelie", "--at", "9h50")
    assert status(late, "--at", "9h50")["hand"] is None  # nobody led: nothing to take
    late("resume", "--at", "9h50")
    from workshop_tui.locale import speak

    speak("en")
    with_hand = hand_of(late)
    code, out, err = late("next", "--as", "pascal", "--language", "en")
    assert (code, out, err) == (1, "", "Error: Aurélie has the hand: --take takes the hand and does it\n")
    assert with_hand == "aurelie"
    assert late("next", "--as", "pascal", "--take", "--language", "en")[0] == 0
    assert status(late)["live"]["segment"] == "collectifs"


def hand_of(wt) -> str:
    """Aurélie takes the hand, as her terminal would."""
    from workshop_tui import locations
    from workshop_tui.clock import SystemClock
    from workshop_tui.journal.sqlite import SqliteJournal
    from workshop_tui.service import Session
    from workshop_tui.session.timing.commands import TakeHand

    session = Session(SqliteJournal(locations.sessions() / "day.session"), SystemClock(), "aurelie")
    session.do(TakeHand())
    session.close()
    return status(wt)["hand"]


# ── the agenda, edited ─────────────────────────────────────────────────────────────────────────────────────
@pytest.fixture
def edited(tmp_path) -> str:
    """The seed's agenda, its round 25 minutes long and its buffer gone."""
    text = SEED.read_text(encoding="utf-8")
    start = text.index('key = "tampon-matin"')
    head, tail = text[: text.rindex("[[", 0, start)], text[text.index("[[", start) :]
    text = head + tail
    text = text.replace('attentes"\nminutes = 20', 'attentes"\nminutes = 25', 1)
    file = tmp_path / "edited.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_replan_says_what_changes_and_takes_it_in(late, edited):
    told = [
        "“Tour d’écran : qui je suis, quel collectif, quelles attentes”: 20 → 25 min",
        "gone: “Tampon du matin”",
    ]
    before, later = status(late, "--at", "9h50"), status(late, "--at", "9h52")
    code, out, _err = late("replan", edited, "--dry-run", "--language", "en")
    assert (code, out.replace("\u00a0", " ").splitlines()) == (0, told)
    assert status(late, "--at", "9h50") == before
    code, out, _err = late("replan", edited, "--yes", "--at", "9h50", "--language", "en")
    assert out.replace("\u00a0", " ").splitlines() == [*told, "Pascal took in the edited agenda at 09:50"]
    assert "tampon-matin" not in {one["key"] for one in status(late, "--at", "9h50")["blocks"][0]["segments"]}
    late("undo", "--at", "9h51")
    assert status(late, "--at", "9h52") == later


def test_a_file_with_mistakes_keeps_nobody_from_the_day_that_was_opened_for_it(wt, edited):
    for there in (False, True):
        text = Path(edited).read_text(encoding="utf-8")
        if there:
            assert wt("open", edited, "--date", "2026-09-01")[0] == 0
        Path(edited).write_text(text.replace("minutes = 25", "minutes = 999", 1), encoding="utf-8")
        code, out, err = wt("run", edited, "--date", "2026-09-01", "--language", "en")
        assert (code, out, "Traceback" in err) == (1, "", False)
        assert ("workshop-tui join edited-2026-09-01" in err.splitlines()[-1]) is there
        Path(edited).write_text(text, encoding="utf-8")


def test_an_agenda_with_mistakes_changes_nothing_and_says_where_they_are(late, edited):
    text = Path(edited).read_text(encoding="utf-8")
    Path(edited).write_text(text.replace("minutes = 25", "minutes = 999", 1), encoding="utf-8")
    before = status(late, "--at", "9h50")
    code, out, err = late("replan", edited, "--yes", "--language", "en")
    assert (code, out) == (1, "")
    assert "edited.toml:" in err
    assert status(late, "--at", "9h50") == before


def test_the_same_agenda_is_nothing_to_take_in(late):
    code, _out, err = late("replan", str(SEED), "--yes", "--language", "en")
    assert (code, "nothing to take in" in err) == (1, True)


def test_open_says_that_the_agenda_was_edited_since(late, edited):
    code, _out, err = late("open", edited, "--id", "day", "--date", "2021-05-04", "--language", "en")
    assert code == 1
    assert f"the agenda was edited since: workshop-tui replan {edited} -s day" in err
