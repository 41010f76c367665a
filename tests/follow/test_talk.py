"""The answers of `follow`: to each command, by its name or its beginning, in both languages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import DAY
from tests.follow.small import SMALL
from workshop_tui.follow.grammar import WORDS
from workshop_tui.journal import Unwritable
from workshop_tui.locale import say, speak
from workshop_tui.session.may import May
from workshop_tui.session.notes.commands import TakeNote


def test_the_talk_of_the_issue(ears):
    ear = ears(SMALL)
    ear.at(9)
    assert ear.says("next") == ["Welcome starts, 10 minutes, ends 09:10. Next, Round."]
    assert ear.says("n Zoe has no sound !barrier #emergence") == ["Note 3 kept: barrier, emergence."]
    assert ear.at(9, 4) == []
    ear.colleague.company.look()
    ear.colleague.company.signal("two-minutes")
    assert ear.at(9, 4, 1) == ["Signal from Aurélie: two minutes."]
    assert ear.at(9, 5) == ["Welcome ends in 5 minutes, at 09:10."]
    assert ear.says("+2") == ["Welcome ends at 09:12. The morning would end at 12:02, 2 minutes late."]
    assert ear.says("undo") == ["Undone: plus 2 on Welcome. Ends at 09:10. The morning ends at 12:00, on time."]


def test_an_empty_line_says_where_we_are(ear):
    assert ear.says("") == ["Nothing has started yet. Next, Accueil, at 09:00. The morning ends at 12:00, on time."]
    ear.at(9)
    ear.says("next")
    ear.at(9, 3)
    where = "Accueil, 7 minutes left, ends 09:10. Next, Tour d’écran. The morning ends at 12:00, on time."
    assert ear.says("") == [where]
    assert ear.says("   ") == [where]
    ear.says("end")
    ear.says("1")
    assert ear.says("") == ["The day is ended."]


@pytest.mark.parametrize(
    ("language", "line", "told"),
    [
        ("en", "ne", "Accueil starts"),
        ("en", "NEXT", "Accueil starts"),
        ("en", "suiv", "Accueil starts"),
        ("fr", "suiv", "On commence Accueil"),
        ("fr", "next", "On commence Accueil"),
        ("fr", "depla phases après elus", "On déplace Les phases de l’action d’un collectif, après"),
        ("fr", "déplacer phases dans matin", "On déplace Les phases de l’action d’un collectif, au début"),
        ("en", "add Detour 7", "Detour is added, 7 minutes"),
        ("en", "add Detour 7, after carte", "Detour is added, 7 minutes, after “Mise en commun"),
        ("fr", "ajouter Détour 7 minutes après carte", "On ajoute Détour, 7 minutes, après «\u00a0Mise en commun"),
        ("en", "+5 carte", "“Mise en commun\u00a0: la carte des initiatives” has 25 minutes"),
        ("en", "-5 carte", "“Mise en commun\u00a0: la carte des initiatives” has 15 minutes"),
        ("en", "\u22125 carte", "“Mise en commun\u00a0: la carte des initiatives” has 15 minutes"),
        ("en", "skip carte", "“Mise en commun\u00a0: la carte des initiatives” is skipped"),
        ("fr", "sau carte", "On saute «\u00a0Mise en commun"),
        ("en", "hours matin 12:15", "The morning is from 09:00 to 12:15. The morning would end at 12:00, 15 minutes"),
        ("fr", "horaires matin 12h15", "La matinée, de 9h00 à 12h15."),
        ("en", "shift 15", "The rest of the day is 15 minutes later. The morning is from 09:15 to 12:15."),
        ("fr", "décaler -15", "La suite de la journée, 15 minutes plus tôt. La matinée, de 8h45 à 11h45."),
        ("en", "hours matin", "Say the block and the time: hours morning 12:15."),
        ("en", "redo", "There is nothing to bring back."),
        ("en", "hand", "Nobody has the hand."),
        ("fr", "main pascal", "Pascal a la main."),
        ("en", "hand aurelie", "Each takes the hand for themselves: say your own name."),
        ("en", "who", "On this session: Pascal."),
        ("en", "brief", "Only ends and signals are said unasked."),
        ("en", "pause", "Nothing is live."),
        ("en", "goto", "Say which segment."),
        ("en", "amend", "Say the number of the note."),
        ("en", "gone Zoe", "No participant is called “Zoe”."),
        ("en", "xyz", "No command is called “xyz”: help lists them, n and a text keep a note."),
        ("en", "4", "Nothing is to be chosen now."),
        ("en", "mute", "Say for how many minutes."),
        ("en", "mute 10", "No announcements for 10 minutes, until 09:10."),
        ("fr", "sil 10", "Pas d’annonces pendant 10 minutes, jusqu’à 9h10."),
    ],
)
def test_a_command_is_called_by_its_name_or_its_beginning_in_either_language(ears, seed, language, line, told):
    ear = ears(seed, language)
    ear.at(9)
    assert ear.says(line)[0].startswith(told)


def test_a_beginning_that_several_have_is_a_numbered_list_and_a_number_does_one(ear):
    ear.at(9)
    assert ear.says("sk") == ["Say which segment."]
    listed = ear.says("re")
    assert listed[0] == "Several could be meant."
    assert "2, restore SEGMENT." in listed
    ear.says("next")
    ear.says("pause")
    ear.says("re")
    assert ear.says("1")[0].startswith("Accueil goes on, 10 minutes left")
    assert ear.says("1") == ["Nothing is to be chosen now."]


def test_two_segments_that_are_called_alike_are_listed_with_their_blocks(ear):
    ear.at(9)
    assert ear.says("goto pause") == ["Several could be meant.", "1, Pause, the morning.", "2, Pause, the afternoon."]
    assert ear.says("2")[0].startswith("Pause starts, 15 minutes")
    assert ear.session.state.day.live == "pause-apres-midi"


def test_titles_that_begin_alike_are_short_by_what_tells_them_apart(seed):
    from workshop_tui.session.timing.day import Day
    from workshop_tui.spoken.words import short_titles

    short = short_titles(Day.of(seed, DAY))
    assert len(short) == len({*short.values()})
    assert short["Mise en commun\u00a0: la carte des initiatives"] == "La carte des initiatives"
    assert short["Collectif d’habitants ou entrepreneuriat collectif\u00a0?"] == "Collectif d’habitants"
    assert short["Témoignage d’un membre d’un collectif"] == "Témoignage d’un membre"


def test_fit_is_a_numbered_list_and_a_number_takes_one(ears):
    ear = ears(SMALL)
    ear.at(9)
    ear.says("next")
    ear.at(9, 20)
    told = ear.says("fit")
    assert told[0] == "The morning would end at 12:10, 10 minutes late."
    assert told[1] == "1, Squeeze: the morning would end at 12:00. Talk, 120 minutes instead of 130."
    assert ear.says("1") == ["Done: squeeze. Talk has 120 minutes. The morning ends at 12:00, on time."]
    assert ear.says("undo")[0].startswith("Undone: the fit, squeeze. Welcome is 10 minutes over.")


def test_the_day_moves_by_words_to_its_end(ear):
    ear.at(9)
    ear.says("next")
    told = "Accueil is set aside. Next, “Mise en commun\u00a0: la carte des initiatives”."
    assert ear.says("goto collectifs")[0].endswith(told)
    assert ear.says("stop")[0].startswith("Les collectifs is finished. Nothing is live. Next, Accueil")
    assert ear.says("end") == ["19 segments are not finished.", "1, end the day all the same."]
    assert ear.session.state.day.ended_at is None
    assert ear.says("1") == ["The day is ended, at 09:00."]
    assert ear.says("next") == ["The day is ended: reopen it first."]
    assert ear.says("reopen")[0].startswith("The day is open again.")


def test_what_is_left_is_a_sentence_a_segment(ears):
    ear = ears(SMALL)
    ear.at(9)
    ear.says("next")
    assert ear.says("left") == [
        "Welcome, 10 minutes left, ends 09:10.",
        "Round, 40 minutes, at 09:10.",
        "Talk, 130 minutes, at 09:50.",
        "The morning ends at 12:00, on time.",
    ]


def test_notes_are_said_words_first(ear):
    ear.at(9)
    ear.says("next")
    ear.says("n Zoe has no sound !frein #emergence @elus")
    assert ear.says("notes") == [
        "1 note.",
        "Zoe has no sound. Barrier, emergence, local elected officials. Note 3, Pascal, 09:00.",
    ]
    assert ear.says("amend 3 Zoe hears again !constat")[1] == (
        "Zoe hears again. Observation, emergence, local elected officials. Note 3, Pascal, 09:00."
    )
    assert ear.says("notes maire") == ["0 notes."]
    assert ear.says("matrix")[0] == "Emergence and local elected officials: 1 note."
    assert ear.says("withdraw 3") == ["Pascal withdrew note 3 at 09:00."]
    assert ear.says("n #emergencee oh")[1].startswith("No list knows the phase “emergencee”")


def test_somebody_who_is_not_registered_is_once_that_was_meant(ear):
    ear.at(9)
    assert ear.says("here Zoé") == ["No participant is called “Zoé”.", "1, register Zoé, who is there."]
    assert ear.says("1") == ["Pascal registers Zoé.", "Zoé is there from 09:00."]
    ear.says("next")
    assert ear.says("who")[2] == "There in the morning: 1 of 1."
    assert ear.says("gone zoe") == ["Zoé is gone at 09:00."]


def test_an_initiative_is_noted_and_said(ear):
    assert ear.says("initiative Le jardin") == ["No initiative is called “Le jardin”.", "1, note it."]
    ear.says("1")
    assert ear.says("initiative le") == ["Le jardin. 0 notes."]


def test_why_is_answered_by_a_word_or_a_number(ear):
    ear.at(9)
    ear.says("next")
    assert ear.says("why") == ["The day has gone as planned so far."]
    ear.says("+5")
    told = ear.says("why")
    assert told[0].endswith("No reason yet.")
    assert told[-4:] == ["1, useful debate.", "2, technical.", "3, running late.", "4, choice."]
    what = "Pascal changed “Accueil, cadre de la journée, présence du matin” by +5 minutes at 09:00"
    assert ear.says("1") == [f"The reason is kept: useful debate ({what})."]
    assert ear.says("why tech") == [f"The reason is kept: technical ({what})."]


def test_a_signal_is_sent_by_its_word(ear):
    ear.colleague.beat("run")
    ear.colleague.company.look()
    ear.follower._beat_at = 0
    ear.at(9)
    assert ear.says("signal slow") == ["Sent: slow down."]
    assert ear.says("signal t")[1:] == ["1, two minutes.", "2, I take over.", "3, technical problem."]
    assert ear.says("1") == ["Sent: two minutes."]
    assert [one.signal for one in ear.colleague.company.look()] == ["slow-down", "two-minutes"]


def test_a_report_is_written_and_never_over_a_file_unasked(ear, tmp_path):
    file = tmp_path / "day.md"
    assert ear.says(f"report {file}") == [f"Written: {file}"]
    assert file.read_text(encoding="utf-8").startswith("# ")
    file.write_text("mine", encoding="utf-8")
    assert ear.says(f"report {file}")[1:] == ["1, overwrite it."]
    assert file.read_text(encoding="utf-8") == "mine"
    ear.says("1")
    assert file.read_text(encoding="utf-8") != "mine"
    assert "No format is called" in ear.says(f"report {tmp_path}/day.exe")[0]


def test_confined_a_report_is_written_nowhere(ear, tmp_path):
    before = sorted(tmp_path.rglob("*.md"))
    ear.follower.confined = True
    (told,) = ear.says(f"report {tmp_path / 'r.md'}")
    assert told.startswith("Confined to its session"), told
    assert sorted(tmp_path.rglob("*.md")) == before


# ── the rights of a key ────────────────────────────────────────────────────────────────────────────────────
SAID = ("", "accueil", "Round 10", "matin 12:15", "10", "2 another text", "Lise", "two", "pascal", "local", "1", "x.md")
"""The words that may follow a command."""


def all_that_can_be_said(ear) -> None:
    """Say every command, with whatever may follow it, and take the first of what is offered."""
    for line in [f"{word.en} {words}" for word in WORDS if word.method != "quit" for words in SAID] + ["+5", "-5 tour"]:
        ear.says(line)
        ear.says("1")


def test_who_watches_says_what_they_like_and_changes_nothing(ear):
    ear.colleague.do(TakeNote("theirs"))
    ear.at(9, 30)
    ear.follower.session.may = May.WATCH
    ear.follower.confined = True
    before = ear.session.journal.read()
    all_that_can_be_said(ear)
    assert ear.session.journal.read() == before
    assert not ear.session.journal.drafts("pascal")
    assert not ear.session.journal.signals(0)


def test_who_takes_notes_takes_them_and_does_not_move_the_day_whatever_they_say(ear):
    ear.at(9, 30)
    ear.follower.session.may = May.NOTE
    ear.follower.confined = True
    before = ear.session.state.day
    all_that_can_be_said(ear)
    assert ear.session.state.day == before
    assert ear.session.state.notebook.notes
    assert not list(Path.cwd().glob("x.md"))


@pytest.mark.parametrize(("may", "named"), [(May.WATCH, 19), (May.NOTE, 25), (May.LEAD, 40)])
def test_help_lists_what_this_terminal_may_and_refuses_the_rest_in_words(ear, may, named):
    ear.follower.session.may = may
    ear.follower.confined = True
    listed = [line for line in ear.says("help") if ": " in line]
    assert len(listed) == named
    assert not [line for line in listed if line.startswith("Report")]
    for word in WORDS:
        if why := may.refuses(word.needs):
            assert str(why).capitalize() in ear.says(f"{word.en} 2 x")[0], word.en


def test_as_it_begins_it_says_what_this_terminal_may(ear):
    ear.follower.session.may = May.NOTE
    ear.follower.open()
    assert "This terminal takes notes: it does not move the day." in ear.heard()


def test_who_leads_is_asked_for_the_hand_by_a_number(ear):
    from workshop_tui.session.timing.commands import TakeHand

    ear.at(9)
    ear.does(TakeHand())
    assert ear.says("next") == ["Aurélie has the hand.", "1, take the hand and do it."]
    assert ear.says("1")[0].startswith("Accueil starts")
    assert ear.session.state.day.hand == "pascal"


def test_what_was_said_is_said_again(ear):
    ear.at(9)
    said = [*ear.says("next"), *ear.says("+5")]
    assert ear.says("repeat") == said[-1:]
    assert ear.says("repeat 2") == said


@pytest.mark.parametrize("asks", [True, False])
def test_a_note_that_is_not_kept_stays_on_the_line_of_whoever_types_and_off_the_lines_of_a_script(
    ears, monkeypatch, asks
):
    ear = ears(SMALL, asks=asks)
    with monkeypatch.context() as full:
        full.setattr(ear.session.journal, "append", refusing)
        ear.type("n not to be lost\r")
        assert "Not kept: no space is left on the disk." in ear.heard()
        assert ear.follower.line.text == ("n not to be lost" if asks else "")
    ear.type("\r" if asks else "where\r")
    assert [note.taken.text for note in ear.session.state.notebook.notes] == (["not to be lost"] if asks else [])


def refusing(*_words: object, **_more: object) -> None:
    raise Unwritable(say("no space is left on the disk"))


def test_help_says_every_command_in_the_language_in_use(ears, seed):
    from workshop_tui.follow.grammar import WORDS

    for language in ("en", "fr"):
        told = "\n".join(ears(seed, language).says("help" if language == "en" else "aide"))
        speak(language)
        for word in WORDS:
            assert word.used[:1].upper() + word.used[1:] in told
    speak("en")
