"""Tripped over by a facilitator who leads by ear: a word too many, names with such words in them, what is let go."""

from __future__ import annotations

import pytest

from tests.conftest import utc
from tests.follow.small import SMALL
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.notes.draft import Draft
from workshop_tui.session.privacy.forgetting import without_name
from workshop_tui.session.timing.commands import Next

HOSTILE = agenda_of(
    {
        "title": "Jour → rouge · ✓ **gras** | fin",
        "timezone": "Europe/Paris",
        "trainers": [{"key": "pascal", "name": "Pascal"}, {"key": "aurelie", "name": "Aurélie"}],
        "blocks": [
            {
                "key": "b1",
                "title": "Who",
                "start": "9h",
                "end": "12h",
                "segments": [
                    {"key": key, "title": title, "minutes": 10}
                    for key, title in (
                        ("welcome", "Welcome"),
                        ("round", "Round after lunch"),
                        ("into", "Turn into Round"),
                        ("party", "🎉🎊"),
                        ("arrows", "→ ✓"),
                        ("comma", "1,5 or 9:30 ? yes"),
                        ("one", "1"),
                        ("first", "Twin"),
                        ("second", "Twin"),
                    )
                ],
            },
            {"key": "b2", "title": "What", "start": "13h", "end": "16h", "segments": [{"title": "End", "minutes": 9}]},
        ],
    }
)


@pytest.fixture
def hostile(ears):
    return ears(HOSTILE)


ALONE = ("next", "suivant", "pause", "resume", "stop", "fit", "undo", "redo", "who", "matrix", "left", "end", "reopen",
         "brief", "normal", "full", "quit", "q", "ne")  # fmt: skip


def test_a_command_that_takes_nothing_does_nothing_with_words_behind_it(ears):
    ear = ears(SMALL)
    ear.at(9)
    ear.says("next")
    before = ear.session.state
    for command in ALONE:
        (told,) = ear.says(f"{command} week we meet again")
        assert told.startswith("Nothing is done: "), command
        assert told.endswith(" stands alone; n and a text keep a note."), command
        assert ear.session.state is before, command
        assert not ear.follower.ended, command


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("move Round after lunch after party", "Round after lunch is moved, after 🎉🎊."),
        ("move welcome after Round after lunch", "Welcome is moved, after Round after lunch."),
        ("move Turn into Round into afternoon", "Turn into Round is moved, first in the afternoon."),
        ("move round after zzz", "No segment is called “zzz”: there are "),
        ("add Break after lunch 10", "Break after lunch is added, 10 minutes, first in the morning."),
        ("add Break after lunch 10 after welcome", "Break after lunch is added, 10 minutes, after Welcome."),
        ("add Break 10, after Round after lunch", "Break is added, 10 minutes, after Round after lunch."),
        ("hours morning 12:15", "The morning is from 09:00 to 12:15."),
        ("hours the morning 12:15", "The morning is from 09:00 to 12:15."),
        ("hours la matinée 12:15", "The morning is from 09:00 to 12:15."),
        ("hours b1 12", '“12” is no time of day: write "12:00".'),
        ("hours b1 25:99", "“25:99” is no time of day: write 9h, 9h30 or 13:30."),
        ("hours evening 22:00", "No block is called “evening”"),
        ("+0", "Say how many minutes: +5, or -5 and a segment."),
        ("+", "Say how many minutes: +5, or -5 and a segment."),
        ("- five", "Say how many minutes: +5, or -5 and a segment."),
        ("+5 min one", "1 has 15 minutes."),
        ("+5min one", "1 has 15 minutes."),
        ("+5' one", "1 has 15 minutes."),
        ("repeat 0", "Say how many sentences: repeat 3."),
        ("repeat -1", "Say how many sentences: repeat 3."),
        ("repeat x", "Say how many sentences: repeat 3."),
        ("signal zzz", "No signal is called “zzz”. A number sends a signal."),
        ("skip party", "🎉🎊 is skipped."),
        ("skip →", "A title without words is skipped."),
        ("here 😀", "No participant is called “😀”."),
    ],
)
def test_it_is_understood_or_refused_in_a_sentence(hostile, line, told):
    assert hostile.says(line)[0].startswith(told)


def test_somebody_needs_a_name_that_can_be_called(hostile):
    hostile.says("here 😀")
    assert hostile.says("1") == ["A participant needs a name."]
    assert not hostile.session.state.attendance.people


def test_two_that_are_called_alike_in_one_block_are_listed_with_their_times(hostile):
    assert hostile.says("goto twin") == [
        "Several could be meant.",
        "1, Twin, the morning, at 10:10.",
        "2, Twin, the morning, at 10:20.",
    ]
    hostile.says("2")
    assert hostile.session.state.day.live == "second"


def test_a_choice_that_is_none_is_told_how_many_there_are(hostile):
    hostile.says("here Zoé")
    assert hostile.says("2") == ["There is 1 to choose from."]


def test_what_is_said_has_neither_two_commas_nor_half_a_number(hostile):
    told = hostile.says("left")
    assert "“1,5 or 9:30 ? yes”, 10 minutes, at 09:50." in told
    assert "🎉🎊, 10 minutes, at 09:30." in told
    hostile.says("goto comma")
    assert hostile.says("")[0].startswith("“1,5 or 9:30”, 10 minutes left")
    assert hostile.follower.titles(hostile.session.state.day, "one") == "1"


def test_the_french_word_for_a_note_is_none_of_two(ears):
    ear = ears(SMALL, "fr")
    assert ear.says("note Zoé n'entend rien") == ["Note 2 enregistrée."]
    assert ear.says("notes")[0] == "1 note."


def test_a_segment_that_has_just_run_out_of_time_is_said_to(ears):
    ear = ears(SMALL)
    ear.at(9)
    ear.says("next")
    assert ear.says("-50")[0].startswith("Welcome has just run out of time.")
    ear.says("pause")
    assert ear.says("")[0].startswith("Paused in Welcome")


def test_lines_of_a_paste_are_one_line_where_the_terminal_says_that_it_is_one(ears):
    ear = ears(SMALL)
    ear.type("n \x1b[200~said\r\nend\nnext\x1b[201~ so\r")
    assert [note.taken.text for note in ear.session.state.notebook.notes] == ["said end next so"]
    assert ear.session.state.day.live is None


def test_who_follows_on_another_terminal_is_not_said_to_have_come(ears):
    ear = ears(SMALL)
    ear.says("full")
    ear.follower.announcer.met({"aurelie"})
    told = ear.follower.announcer.met({"pascal", "aurelie", "lea"})
    assert [one.text for one in told] == ["Lea has come."]


@pytest.mark.parametrize("typed", ["n Zoé Mart", "n Zoé Martin", "n chez zoe, M"])
def test_a_name_that_another_forgets_while_it_is_typed_is_not_kept(ears, typed):
    ear = ears(SMALL)
    ear.at(9)
    ear.colleague.do(Expect("Zoé Martin"))
    ear.follower.tick()
    ear.type(typed)
    ear.colleague.forget_name(without_name(ear.colleague.state, "Zoé Martin"))
    (code,) = ear.colleague.state.names.erased
    ear.follower.tick()
    rest = "Zoé Martin dit oui"[len(typed) - 2 :] if typed[2] == "Z" else "artin"
    ear.type(rest)
    ear.follower.tick()
    ear.heard()
    assert "Zo" not in ear.session.draft()
    ear.type("\r")
    assert f"A name was forgotten meanwhile: {code} stands in its place." in ear.heard()
    kept = ear.session.state.notebook.notes[-1].taken.text
    assert code in kept
    assert "art" not in kept
    ear.type("n Zoé Durand\r")
    assert ear.session.state.notebook.notes[-1].taken.text == "Zoé Durand", "who types it now has heard of it"


def test_a_name_of_nobody_who_is_registered_goes_from_what_is_typed_as_well(ears):
    ear = ears(SMALL)
    ear.at(9)
    ear.says("full")
    ear.colleague.do(TakeNote("vu avec Zoé Martin, puis Zoé Martin encore"))
    ear.follower.tick()
    ear.type("n Zoé Martin dit oui")
    ear.colleague.forget_name(without_name(ear.colleague.state, "Zoé Martin"))
    ear.follower.tick()
    ear.type("\r")
    assert "A name was forgotten meanwhile: […] stands in its place." in ear.heard()
    assert ear.session.state.notebook.notes[-1].taken.text == "[…] dit oui"
    assert not any("Zoé" in line for line in ear.says("repeat 20"))


def test_a_note_has_the_segment_and_the_time_that_its_typing_began_at_and_one_hears_it(ears):
    ear = ears(SMALL)
    ear.says("next")
    ear.at(9, 4)
    ear.type("n begun in the welc")
    ear.at(9, 6)
    ear.does(Next())
    ear.follower.tick()
    ear.at(9, 7)
    ear.heard()
    ear.type("ome\r")
    assert [line for line in ear.heard() if "It is of" in line] == ["It is of Welcome, at 09:04."]
    began = utc(9, 5)
    ear.session.keep_draft(Draft(text="half", segment="welcome", began=began).as_json())
    ear.says("n at once")
    ear.type("n\r")
    ear.follower.tick()
    assert Draft.kept(ear.session.draft()).began == began
    ear.type(" and whole\r")
    ear.says("n and now")
    notes = [(note.taken.text, note.taken.segment, note.taken.at) for note in ear.session.state.notebook.notes]
    assert notes == [
        ("begun in the welcome", "welcome", utc(9, 4)),
        ("at once", "round", utc(9, 7)),
        ("half and whole", "welcome", began),
        ("and now", "round", utc(9, 7)),
    ]


def test_what_was_forgotten_is_said_no_more(ears):
    ear = ears(SMALL)
    ear.says("full")
    ear.colleague.do(Expect("Zoé Martin"))
    ear.does(TakeNote("Zoé Martin a dit non"))
    note = ear.session.state.notebook.notes[-1].number
    ear.does(TakeNote("des abricots"))
    ear.says("here Zoé Durand")
    ear.colleague.forget_name(without_name(ear.colleague.state, "Zoé Martin"))
    ear.follower.tick()
    assert not any("Zoé Martin" in line for line in ear.says("repeat 20"))
    assert ear.says("1") == ["Nothing is to be chosen now."], "a name may have been in it"
    ear.type("n x")
    ear.does(TakeNote("des cerises"))
    ear.colleague.forget(ear.colleague.state.notebook.notes[-1].number)
    ear.follower.tick()
    ear.type("\r")
    assert "cerises" not in "".join(ear.heard())
    assert "abricots" in " ".join(ear.says("repeat 20"))
    assert note in [one.number for one in ear.session.state.notebook.notes]


def test_a_note_that_is_too_long_is_refused_and_can_be_shortened(ears):
    ear = ears(SMALL)
    ear.type("n " + "mot " * 2600 + "fin\r")
    told = ear.heard()
    assert "A text has at most 10,000 characters: this one is longer, and nothing of it is kept." in told
    assert told[-1].endswith("mot fin"), "it is half-typed again"
    assert not ear.session.state.notebook.notes
    ear.type("\x17" * 200 + "\r")
    assert ear.session.state.notebook.notes[0].taken.text.endswith("mot")


def test_a_tab_is_a_space(ears):
    ear = ears(SMALL)
    ear.type("n one\ttwo\t\tthree\r")
    assert ear.session.state.notebook.notes[0].taken.text == "one two three"


def test_a_line_of_a_script_that_is_not_kept_is_no_part_of_the_next(ears):
    ear = ears(SMALL, asks=False)
    ear.follower.voice.echoes = False
    ear.type("n " + "x" * 10_001 + "\n")
    ear.heard()
    ear.type("hand\n")
    assert ear.heard() == ["Nobody has the hand."]


def test_what_is_left_out_of_a_script_s_line_is_said(ears):
    ear = ears(SMALL, asks=False)
    ear.follower.voice.echoes = False
    ear.heard()
    ear.type("n \x1b[31mred\x07\tink\n")
    assert ear.heard() == ["Control characters are no text: they are left out.", "Note 2 kept."]
    assert ear.session.state.notebook.notes[0].taken.text == "red ink"
    ear.type("n plain\n")
    assert ear.heard() == ["Note 3 kept."]


def test_leaving_ends_a_half_typed_line_and_keeps_it(ears):
    ear = ears(SMALL)
    ear.at(9)
    ear.type("n half")
    ear.follower.leave()
    assert ear.written.endswith("n half\n")
    assert "half" in ear.session.draft()
    assert ear.session.now() == utc(9)


def test_a_note_that_is_typed_slowly_before_the_first_segment_leaves_no_draft_behind(ears):
    ear = ears(SMALL)
    for letter in "n slowly":
        ear.type(letter)
        ear.follower.tick()
    ear.type("\r")
    ear.follower.tick()
    assert [ear.session.draft(about) for about in ("", "follow")] == ["", ""]
