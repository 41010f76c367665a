"""Refusals say what to do: what there is, what is nearest, the command that helps; in both languages, on one line."""

from __future__ import annotations

import re

import click
import pytest
from babel.messages.pofile import read_po

from tests.seed import ROOT
from workshop_tui.cli.commands import cli
from workshop_tui.cli.remedies import REMEDIES
from workshop_tui.locale import speak
from workshop_tui.presence import SIGNALS

PACKAGE = ROOT / "workshop_tui"


@pytest.fixture
def noted(day, once_done):
    """A day with notes 3, 4 (withdrawn) and 5 (private), a participant and two initiatives, one of them withdrawn."""

    def prepare() -> None:
        speak("en")
        for words in (
            ("next", "--as", "pascal", "--language", "en"),
            ("note", "x", "--kind", "question"),
            ("note", "y"),
            ("note", "z", "--private"),
            ("withdraw", "4"),
            ("attendance", "Zoé Prunier", "--expected"),
            ("initiative", "Le jardin", "--territory", "ici"),
            ("initiative", "Le café", "--territory", "ici"),
            ("initiative", "Le café", "--withdraw"),
            ("initiative", "Le café du coin", "--need", "boire"),
            ("initiative", "Le café du coin", "--withdraw"),
        ):
            assert day(*words)[0] == 0, words

    once_done(prepare)

    def run(*words: str) -> tuple[int, str, str]:
        speak("en")
        return day("--language", "en", *words)

    return run


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("amend", "1", "--text", "x"), "there is no note 1; there are: 3, 5"),
        (("withdraw", "4"), "note 4 was withdrawn; “workshop-tui withdraw 4 --back” brings it back"),
        (("withdraw", "3", "--back"), "no note 3 was withdrawn; there are: 4"),
        (("pin", "5"), "note 5 is private: the room is not shown it; “workshop-tui amend 5 --no-private” lets it be"),
        (
            ("attendance", "Zoë Prinier", "--arrived"),
            "no participant is called “Zoë Prinier” "
            "(did you mean “Zoé Prunier”?); “workshop-tui attendance NAME --expected” registers somebody",
        ),
        (("report", "--for", "Bob"), "no participant is called “Bob”; there are: Zoé Prunier; “workshop-tui "),
        (("initiative", "jardn", "--withdraw"), "no initiative is called “jardn” (did you mean “Le jardin”?)"),
        (("initiative", "x", "--withdraw"), "no initiative is called “x”; there are: Le jardin"),
        (("initiative", "x", "--back"), "no initiative “x” was withdrawn; there are: Le café, Le café du coin"),
        (("points", "99", "--done"), "no point is “99”; there are: day/3"),
        (("hand", "Jean"), "no trainer is called “Jean”; there are: Pascal Loviconi, Aurélie Braillon"),
        (("status", "-s", "dya"), "there is no session “dya” (did you mean “day”?)"),
        (("status", "-s", "nothing"), "there is no session “nothing”; there are: day"),
        (("goto", "nothing"), "no segment is called “nothing”: there are accueil, tour, "),
        (("hours", "evening", "--end", "22h"), "no block is called “evening”: there are matin, apres-midi"),
        (("extend", "+9999"), "+9999 is not between −1440 and 1440"),
        (("demo", "--speed", "0"), "0 is not between 0.1 and 3600"),
        (("open", "agenda.toml", "--day", "0"), "0 is too small: at least 1"),
        (("note", "x", "--kind", "nothing"), "there are: constat, frein, "),
        (("words", "nothing", "--name"), "“workshop-tui words” lists those that may be"),
        (("signal", "nothing"), "“nothing” is no signal: two-minutes (2 min), slow-down (slow down), "),
    ],
)
def test_a_refusal_says_what_there_is_or_what_to_do(noted, words, told):
    code, out, err = noted(*words)
    assert code in (1, 2)
    assert out == ""
    assert told in err.replace("\xa0", " ").splitlines()[-1]


def test_why_says_of_what_and_which_there_are(noted):
    assert "nothing that departed from the plan is called “44”; there are: " in noted("why", "late", "--of", "44")[2]
    told = noted("why", "late")[1]
    assert re.search(r"says why: running late \(.+“.+”.+\)", told)


def test_what_withdrew_an_initiative_brings_it_back_with_all_that_was_said_of_it(noted):
    assert noted("initiative", "le café du", "--back")[0] == 0
    assert noted("initiative", "Le café du coin")[1].splitlines()[-1] == "need or wish: boire"
    assert noted("initiative", "le café du", "--back")[2].endswith("was withdrawn; there are: Le café\n")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("key", SIGNALS)
def test_a_signal_is_sent_by_the_words_that_are_shown_too(noted, language, key):
    speak(language)
    words = str(SIGNALS[key])
    assert noted("signal", words)[:2] == noted("signal", key)[:2]
    assert noted("signal", words.upper())[0] == 0


def test_each_remedy_is_one_of_a_refusal_that_there_is_and_names_commands_with_their_options():
    with (PACKAGE / "locale" / "en" / "LC_MESSAGES" / "workshop_tui.po").open("rb") as stream:
        texts = {message.id for message in read_po(stream)}
    assert {*REMEDIES} <= texts
    for helps in REMEDIES.values():
        for command in re.findall(r"“workshop-tui ([^”]+)”", helps.text):
            name, *words = command.split()
            takes = cli.get_command(click.Context(cli), name).params
            options = {option for one in takes for option in (*one.opts, *one.secondary_opts)}
            assert {word for word in words if word.startswith("--")} <= options, command
