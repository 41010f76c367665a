"""Slips in a first agenda: for each, its author is told what to write instead."""

from __future__ import annotations

from typing import Any

import pytest

from tests.agenda.written import HEAD, SEGMENT, WHOLE, line, told
from workshop_tui.locale import speaking

NO_SEGMENT = "2:3: this block has no segment yet: write [[blocks.segments]] under it, with a title and minutes"
BOTH = "a day has [[blocks]], and a course [[days]] with [[days.blocks]]: write these as the blocks of a day, too"
TIMED = ': a segment has minutes, and starts when the one before it ends; at = "9:30" fixes its start'
AGAIN = "save it again as UTF-8 (“Encoding”, in “Save as…”)"


def unseen(place: str, name: str) -> str:
    """The words for what looks like a space at `place`."""
    return f"{place}: a space that is none stands here ({name}): type an ordinary one"


def instead(old: str, new: str) -> str:
    """The agenda with `new` in the place of `old`."""
    assert old in WHOLE
    return WHOLE.replace(old, new, 1)


SLIPS: dict[str, tuple[Any, list[str]]] = {
    "a time without quotes": (instead('"9h"', "9h"), ["4:10: " + line('start = "9h"')]),
    "a time with a colon, without quotes": (instead('"9h"', "9:00"), ["4:10: " + line('start = "9:00"')]),
    "minutes without quotes": (instead("60", "60 min"), ["8:14: " + line('minutes = "60 min"')]),
    "an apostrophe for minutes": (instead("60", "60'"), ["8:13: " + line("minutes = \"60'\"")]),
    "a number that begins with 0": (instead("60", "060"), ["8:12: " + line("minutes = 60")]),
    "a capacity with what is counted": (
        "capacity = 12 personnes\n" + WHOLE, ["1:15: " + line("capacity = 12")]
    ),
    "a text without quotes": (instead('"One"', "One and all"), ["7:9: " + line('title = "One and all"')]),
    "quotes of Word": (instead('"One"', "“One”"), ["7:9: " + line('title = "One"')]),
    "a closing quote of Word": (instead('"One"', '"One”'), ["7:14: " + line('title = "One"')]),
    "guillemets": (instead('"One"', "« One »"), ["7:9: " + line('title = "One"')]),
    "quotes of Word in a list": (WHOLE + "prompts = [“a”, “b”]\n", ["9:12: " + line('prompts = ["a", "b"]')]),
    "quotes in a text": (
        instead('"One"', '"the "big" one"'), ["7:15: " + line('title = "the “big” one"')]
    ),
    "an apostrophe in a text in apostrophes": (
        instead('"One"', "'l'accueil'"), ["7:12: " + line('title = "l\'accueil"')]
    ),
    "a quote that is missing": (instead('"One"', '"One'), ["7:13: " + line('title = "One"')]),
    "a comma at the end": (instead("60", "60,"), ["8:13: " + line("minutes = 60")]),
    "a comment of another language": (instead("60", "60 // all"), ["8:14: " + line("minutes = 60 # all")]),
    "a colon": (instead("title = \"One\"", 'title: "One"'), ["7:6: " + line('title = "One"')]),
    "an accent in a key": (instead("minutes", "durée"), ["8:4: " + line("minutes = 60")]),
    "a key of two words": (WHOLE + 'plan b = "x"\n', ["9:6: " + line('plan_b = "x"')]),
    "yes": (WHOLE + "optional = oui\n", ["9:12: " + line("optional = true")]),
    "no": (WHOLE + "optional = No\n", ["9:12: " + line("optional = false")]),
    "names without quotes": (
        WHOLE + 'lead = [ann, Jo]\n[[trainers]]\nkey = "ann"\nname = "Ann"\n[[trainers]]\nkey = "jo"\nname = "Jo B"\n',
        ["9:9: " + line('lead = ["ann", "Jo"]'), "9:16: no trainer is called “Jo” (did you mean “jo”?)"],
    ),
    "a comma that is missing": (WHOLE + 'prompts = ["a" "b"]\n', ["9:16: " + line('prompts = ["a", "b"]')]),
    "a backslash": (WHOLE + 'material = ["C:\\users"]\n', ["9:18: " + line('material = ["C:/users"]')]),
    "a bracket that is missing": (
        instead("[[blocks.segments]]", "[[blocks.segments]"), ["6:18: " + line("[[blocks.segments]]")]
    ),
    "one bracket": (
        instead("[[blocks.segments]]", "[blocks.segments]"),
        ["6:2: write [[blocks.segments]], with two brackets on each side"],
    ),
    "one bracket for a block": (
        instead("[[blocks]]", "[blocks]"), ["2:2: write [[blocks]], with two brackets on each side"]
    ),
    "one bracket, twice": (
        instead("[[blocks]]", "[blocks]") + "[blocks]\n",
        ["9:8: this table stands here twice: a list of them is written [[…]], with two brackets"],
    ),
    "a segment outside its block": (
        instead("[[blocks.segments]]", "[[segment]]"),
        [NO_SEGMENT, "6:3: unknown key “segment”: write [[blocks.segments]]"],
    ),
    "a French table": (
        instead("[[blocks.segments]]", "[[séquences]"),
        ["6:4: " + line("[[blocks.segments]]")],
    ),
    "segments before their block": (
        'title = "T"\n' + SEGMENT + HEAD.partition("\n")[2],
        ["5:9: this table goes above the tables that are part of it: [[blocks]], then [[blocks.segments]]"],
    ),
    "a block without a segment": (HEAD, [NO_SEGMENT]),
    "no block": (
        'title = "T"\n',
        ["1:1: an agenda has at least one [[blocks]], with a title, a start, an end and [[blocks.segments]]"],
    ),
    "a header that was forgotten": (
        WHOLE + 'title = "Two"\n', ["9:14: this key stands here twice: is a [[…]] missing above it?"]
    ),
    "a French key": (WHOLE + 'objectif = "x"\n', ["9:1: unknown key “objectif” (did you mean “objective”?)"]),
    "a capital": (WHOLE + 'Method = "x"\n', ["9:1: unknown key “Method” (did you mean “method”?)"]),
    "start and end in a segment": (
        instead("minutes = 60", 'start = "9h"\nend = "10h"'),
        ["6:3: “minutes” is missing here", f"8:1: unknown key “start”{TIMED}", f"9:1: unknown key “end”{TIMED}"],
    ),
    "minutes in a block": (
        instead("end =", "minutes = 60\nend ="),
        ["5:1: unknown key “minutes”: a block has a start and an end; minutes are those of its segments"],
    ),
    "a key of the day under a segment": (
        WHOLE + 'mode = "x"\n',
        ["9:1: unknown key “mode”: this goes to the top of the file, before the first [[…]]"],
    ),
    "a date": (
        "date = 2026-05-04\n" + WHOLE,
        ["1:1: unknown key “date”: an agenda has no date, “workshop-tui run --date” says it; a day of a course, "
         "[[days]], may have one"],
    ),
    "days": (
        WHOLE + '[[days]]\ntitle = "x"\n',
        [f"2:3: {BOTH}", "9:3: a day has at least one [[days.blocks]], with a title, a start, an end and "
         "[[days.blocks.segments]]"],
    ),
    "a second day": (
        WHOLE + '[[blocks]]\ntitle = "Day 2"\nstart = "9h"\nend = "10h"\n' + SEGMENT,
        ["11:9: this block overlaps the one before it, “AM”: another day goes into a [[days]] of its own"],
    ),
    "a second day that begins in the morning": (
        WHOLE.replace('"9h"', '"14h"').replace('"10h"', '"15h"') + HEAD.partition("\n")[2] + SEGMENT,
        ["11:9: this block comes before “AM”, which stands above it: blocks go in the order of the day, and another "
         "day goes into a [[days]] of its own"],
    ),
    "a lead as a text": (WHOLE + 'lead = "Sam"\n', ['9:8: a list was expected: ["Sam"]']),
    "a lead by the name": (
        WHOLE + 'lead = ["Braillon"]\n[[trainers]]\nkey = "ab"\nname = "Aurélie Braillon"\n',
        ["9:9: no trainer is called “Braillon” (did you mean “ab”?)"],
    ),
    "a lead with accents": (
        WHOLE + 'lead = ["Aurélie"]\n',
        ["9:9: a key has letters without accents, digits, “-”, “_” and “.” only: “aurelie”, say"],
    ),
    "a lead where no trainer is written": (
        WHOLE + 'lead = ["Sam"]\n', ["9:9: no trainer is called “Sam”: write a [[trainers]] for it first"]
    ),
    "yes in quotes": (WHOLE + 'optional = "oui"\n', ["9:12: true or false was expected, without quotes"]),
    "lunch": (
        WHOLE + 'kind = "Déjeuner"\n',
        ["9:8: no kind of segment is called “Déjeuner”: lunch is no segment, end the block before it and start "
         "another [[blocks]] after it"],
    ),
    "a kind by another name": (
        WHOLE + 'kind = "coffee"\n', ["9:8: no kind of segment is called “coffee” (did you mean “break”?)"]
    ),
    "a time zone by its city": (
        'timezone = "London"\n' + WHOLE, ["1:12: no time zone is called “London”: write Europe/London, say"]
    ),
    "a text over lines": (
        WHOLE + 'objective = "one\ntwo"\n', ['9:17: a text over several lines goes between three quotes: """…"""']
    ),
    "a no-break space before the sign": (
        instead("minutes =", "minutes\u00a0="), [unseen("8:8", "a no-break space, U+00A0")]
    ),
    "a no-break space at the end": (instead("60", "60\u202f"), [unseen("8:13", "a narrow no-break space, U+202F")]),
    "UTF-16": (WHOLE.encode("utf-16"), [f"1:1: this text is in UTF-16: {AGAIN}"]),
    "UTF-16 without a mark": (WHOLE.encode("utf-16-le"), [f"1:1: this text is in UTF-16: {AGAIN}"]),
    "Windows' own encoding": (
        WHOLE.replace("One", "Été").encode("cp1252"), [f"7:10: this is not UTF-8 text: {AGAIN}"]
    ),
    "a file of Word": (
        b"PK\x03\x04 and so on",
        [" this is no agenda, which is a text file: “workshop-tui new FILE” writes one to start from"],
    ),
    "a table of Markdown": (
        "# Plan\n| Time | What |\n| --- | --- |\n| 9h | Welcome |\n",
        ["1:1: this text is no agenda: no line says key = value; “workshop-tui new FILE” writes one to start from"],
    ),
    "a program": (
        b"\x7fELF\x02\x01\x01\0\0\0\0\0\0\0\0\0\x03\0",
        [" this is no agenda, which is a text file: “workshop-tui new FILE” writes one to start from"],
    ),
    "a trainer as a text": (
        'trainers = "Sophie Martin"\n' + WHOLE,
        ['1:12: write [[trainers]] on a line of its own, and under it name = "Sophie Martin"'],
    ),
    "trainers as a text": (
        'trainers = "Sophie Martin, Luc"\n' + WHOLE,
        ['1:12: write [[trainers]] on a line of its own, and under it name = "Sophie Martin"'],
    ),
    "trainers as a list": (
        'trainers = ["Sophie Martin"]\n' + WHOLE,
        ['1:13: write [[trainers]] on a line of its own, and under it name = "Sophie Martin"'],
    ),
    "a programme as a text": (
        'programme = "Matin"\n' + WHOLE,
        ['1:13: write [[programme]] on a line of its own, and under it text = "Matin"'],
    ),
    "participants as a number": (
        "participants = 12\n" + WHOLE,
        ['1:16: write [[participants]] on a line of its own, and under it name = "…"'],
    ),
    "no minutes": (
        instead("60", "0"), ["8:11: a segment of 0 minutes is never held: give it minutes, or a max above 0"]
    ),
    "no minutes, bounds of 0": (
        instead("60", "0\nmin = 0\nmax = 0"),
        ["8:11: a segment of 0 minutes is never held: give it minutes, or a max above 0"],
    ),
}  # fmt: skip


UNSEEN = {
    "\u00a0": "a no-break space, U+00A0", "\u202f": "a narrow no-break space, U+202F",
    "\u200b": "a zero-width space, U+200B", "\u200d": "a zero-width joiner, U+200D",
    "\u2060": "a word joiner, U+2060",
    "\ufeff": "a byte-order mark, U+FEFF", "\u00ad": "a soft hyphen, U+00AD",
    "\u3000": "an ideographic space, U+3000",
    "\u205f": "the character U+205F", "\u1680": "the character U+1680", "\u2800": "the character U+2800",
    "\u200e": "the character U+200E", "\u2028": "the character U+2028", "\x85": "the character U+0085",
    "\x0b": "the character U+000B", "\x0c": "the character U+000C", "\ufe0f": "the character U+FE0F",
    "\u3164": "the character U+3164", "\u034f": "the character U+034F", "\U000e0020": "the character U+E0020",
}  # fmt: skip
PLACES = {
    "before the sign": ("minutes = 60", "minutes{}= 60", "8:8"),
    "after the sign": ("minutes = 60", "minutes ={}60", "8:10"),
    "at the end": ("minutes = 60", "minutes = 60{}", "8:13"),
    "at the beginning": ("minutes = 60", "{}minutes = 60", "8:1"),
    "after a head": ("[[blocks.segments]]", "[[blocks.segments]]{}", "6:20"),
    "in a head": ("[[blocks.segments]]", "[[blocks{}.segments]]", "6:9"),
    "after a text": ('"9h"', '"9h"{}', "4:13"),
    "in a list": ("minutes = 60", 'prompts = ["a",{}"b"]\nminutes = 60', "8:16"),
}  # fmt: skip


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("sign", UNSEEN, ids=[f"U+{ord(sign):04X}" for sign in UNSEEN])
def test_what_looks_like_a_space_where_toml_wants_one_is_named(tmp_path, sign, place):
    old, new, where = PLACES[place]
    assert told(tmp_path, instead(old, new.format(sign))) == [unseen(where, UNSEEN[sign])]


def test_it_is_named_beside_another_slip_of_its_line(tmp_path):
    assert told(tmp_path, instead('start = "9h"', "start\u00a0= 9h")) == [
        "4:6: " + line('start = "9h"') + " (there is a no-break space, U+00A0: type an ordinary space)"
    ]
    assert told(tmp_path, instead('start = "9h"', "start = 9h # le\u00a0matin")) == [
        "4:10: " + line('start = "9h" # le\u00a0matin')
    ], "in a comment it does no harm"


@pytest.mark.parametrize("text", ["“Pause\u00a0: café”", '"Pause\u00a0: \u200bcafé"', "'\u202f«\u00a0x\u00a0»'"])
def test_in_a_text_it_stays(tmp_path, text):
    assert not [one for one in told(tmp_path, instead('"AM"', text)) if "U+" in one]


TOML_TIMES = {
    "09:00:00": None, "09:00:00.5": None, "2026-11-26T09:00:00": "2026-11-26 09:00:00",
    "2026-11-26T09:00:00Z": "2026-11-26 09:00:00+00:00", '"09:00:00+01:00"': "09:00:00+01:00",
}  # fmt: skip


@pytest.mark.parametrize("value", TOML_TIMES)
def test_a_time_of_toml_s_own_is_read_or_told_how_it_is_written_here(tmp_path, value):
    given, found = TOML_TIMES[value], told(tmp_path, instead('"9h"', value))
    assert found == ([f'4:9: “{given}” is no time of day: write "9:00"'] if given else [])


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_is_told_with_what_to_write_instead(name, tmp_path):
    text, expected = SLIPS[name]
    assert told(tmp_path, text) == expected


@pytest.mark.parametrize("name", [name for name, (text, _told) in SLIPS.items() if isinstance(text, str)])
def test_a_slip_is_told_in_french_too(name, tmp_path):
    text, expected = SLIPS[name]
    with speaking("fr"):
        french = told(tmp_path, text)
    assert [one.partition(": ")[0] for one in french] == [one.partition(": ")[0] for one in expected]
    assert set(french).isdisjoint(expected)


SAID = [(name, told_) for name, (_text, told_) in SLIPS.items() if len(told_) == 1 and "write it like this" in told_[0]]


@pytest.mark.parametrize(("name", "said"), SAID, ids=[name for name, _said in SAID])
def test_what_is_to_be_written_is_right(name, said, tmp_path):
    text, _expected = SLIPS[name]
    place, _colon, better = said[0].partition(": " + line(""))
    lines = text.split("\n")
    lines[int(place.partition(":")[0]) - 1] = better
    assert told(tmp_path, "\n".join(lines)) in ([], [NO_SEGMENT])


def test_all_slips_of_a_file_are_told_at_once_with_what_else_is_wrong(tmp_path):
    text = WHOLE.replace('"9h"', "9h").replace('"10h"', "“10h”").replace("60", "60\nmin = 70")
    assert told(tmp_path, text) == [
        "4:10: " + line('start = "9h"'),
        "5:7: " + line('end = "10h"'),
        "9:7: min is more than its minutes, 60",
    ]
