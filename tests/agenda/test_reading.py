"""Every mistake of a file is named at once, with its line and column."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.conftest import AGENDAS, SEED
from tests.systems import only_posix
from workshop_tui.agenda.course import days_of
from workshop_tui.agenda.reading import examine, load
from workshop_tui.locale import speaking

HEAD = """title = "T"
[[trainers]]
key = "ann"
name = "Ann"
[[blocks]]
key = "am"
title = "Morning"
start = "9h"
end = "10h"
"""
SEGMENT = """[[blocks.segments]]
title = "One"
minutes = 60
"""
NOT_UTF_8 = "this is not UTF-8 text: save it again as UTF-8 (“Encoding”, in “Save as…”)"


def told(tmp_path, text: str | bytes) -> list[str]:
    file = tmp_path / "a.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    agenda, findings = examine(file, warn=False)
    assert (agenda is None) == bool(findings)
    return [finding.told("a.toml") for finding in findings]


MISTAKES: dict[str, tuple[str | bytes, list[str]]] = {
    "unknown key, with the nearest": (
        HEAD + SEGMENT + 'methd = "x"\n',
        ["a.toml:13:1: unknown key “methd” (did you mean “method”?)"],
    ),
    "wrong type": (HEAD + SEGMENT + "lead = 3\n", ["a.toml:13:8: a list was expected: […]"]),
    "no duration": (
        HEAD + '[[blocks.segments]]\ntitle = "One"\nminutes = "soon"\n',
        ["a.toml:12:11: “soon” is no duration: write minutes (20) or “1h30”"],
    ),
    "60h": (
        HEAD.replace('"9h"', '"60h"') + SEGMENT,
        ["a.toml:8:9: “60h” is no time of day: write 9h, 9h30 or 13:30"],
    ),
    "segment outside its block": (
        HEAD + SEGMENT + 'at = "11h"\n',
        ["a.toml:13:6: this is outside the block (09:00–10:00)"],
    ),
    "segments that do not fit": (
        HEAD + SEGMENT + SEGMENT,
        ["a.toml:15:11: this segment does not fit its block: 60 min too long"],
    ),
    "a pin that is already past": (
        HEAD + SEGMENT.replace("60", "20") + SEGMENT.replace("60", "20") + 'at = "9h10"\n',
        ["a.toml:16:6: what is planned before it runs 10 min past this time"],
    ),
    "blocks that overlap": (
        HEAD + SEGMENT + '[[blocks]]\ntitle = "B"\nstart = "9h30"\nend = "11h"\n' + SEGMENT,
        ["a.toml:15:9: this block overlaps the one before it, “Morning”"],
    ),
    "a block that ends before it starts": (
        HEAD.replace('"10h"', '"8h"') + SEGMENT,
        ["a.toml:9:7: the block ends before it starts"],
    ),
    "duplicate TOML key": (
        HEAD + SEGMENT + "minutes = 3\n",
        ["a.toml:13:12: this key stands here twice: is a [[…]] missing above it?"],
    ),
    "duplicate segment key": (
        HEAD + (SEGMENT.replace("60", "30") + 'key = "one"\n') * 2,
        ["a.toml:17:7: the key “one” is taken already"],
    ),
    "a lead who is no trainer": (
        HEAD + SEGMENT + 'lead = ["anne"]\n',
        ["a.toml:13:9: no trainer is called “anne” (did you mean “ann”?)"],
    ),
    "a covers that is no programme item": (
        HEAD + SEGMENT + 'covers = ["p9"]\n',
        ["a.toml:13:11: no programme item is “p9”: write a [[programme]] for it first"],
    ),
    "a needs that is nobody": (
        HEAD + SEGMENT + 'needs = ["bob"]\n',
        ["a.toml:13:10: no guest is called “bob”; there are: ann"],
    ),
    "a short label of two": (
        HEAD + SEGMENT + '[[stakeholders]]\nkey = "a"\nlabel = "Anna"\nshort = "An"\n'
        '[[stakeholders]]\nkey = "b"\nlabel = "Anton"\nshort = "an"\n',
        [
            "a.toml:16:9: another of this list has the short label “An” already",
            "a.toml:20:9: another of this list has the short label “an” already",
        ],
    ),
    "a lead who is no trainer, and like none": (
        HEAD + SEGMENT + 'lead = ["zoe"]\n',
        ["a.toml:13:9: no trainer is called “zoe”; there are: ann"],
    ),
    "steps that do not fill": (
        HEAD + SEGMENT + '[[blocks.segments.steps]]\ntitle = "s"\nminutes = 5\n',
        ["a.toml:13:3: the steps make 5 min and the segment 60"],
    ),
    "min above minutes": (HEAD + SEGMENT + "min = 61\n", ["a.toml:13:7: min is more than its minutes, 60"]),
    "max below minutes": (HEAD + SEGMENT + "max = 6\n", ["a.toml:13:7: max is less than its minutes, 60"]),
    "no such kind": (
        HEAD + SEGMENT + 'kind = "pose"\n',
        ["a.toml:13:8: no kind of segment is called “pose” (did you mean “pause”?)"],
    ),
    "missing title": (HEAD + "[[blocks.segments]]\nminutes = 5\n", ["a.toml:10:3: “title” is missing here"]),
    "no time zone": (
        'timezone = "Mars/Olympus"\n' + HEAD + SEGMENT,
        ["a.toml:1:12: no time zone is called “Mars/Olympus”: write Europe/Paris, say"],
    ),
    "empty": ("", ["a.toml:1:1: this file is empty: “workshop-tui new FILE” writes one to start from"]),
    "not UTF-8": (b'title = "caf\xe9"\n', [f"a.toml:1:13: {NOT_UTF_8}"]),
    "random bytes": (bytes(range(255, 128, -1)) * 9, [f"a.toml:1:1: {NOT_UTF_8}"]),
    "10 MB": (b"#" * 10_000_000, ["a.toml: this file is over 1 MB: too large"]),
    "a key of 50,000 tables": (
        "t = 1\n" + ".".join(["a"] * 50_000) + " = 1",
        ["a.toml:1:1: this file is nested too deeply"],
    ),
    "a quoted key of 50,000 tables": (
        "t = 1\n" + ".".join(["'a'"] * 50_000) + " = 1",
        ["a.toml:1:1: this file is nested too deeply"],
    ),
    "nested 10,000 deep": ("x = " + "[" * 10_000 + "]" * 10_000, ["a.toml:1:1: this file is nested too deeply"]),
    "unclosed text": (
        'title = "T\n',
        [
            "a.toml:1:1: an agenda has at least one [[blocks]], with a title, a start, an end and [[blocks.segments]]",
            'a.toml:1:11: write it like this: title = "T"',
        ],
    ),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_named_with_its_line_and_column(name, tmp_path):
    text, expected = MISTAKES[name]
    assert told(tmp_path, text) == expected


def test_mistakes_of_all_sorts_are_told_at_once_and_each_once(tmp_path):
    text = HEAD + '[[blocks.segments]]\nminutes = 5\nmethd = "x"\n' + SEGMENT + 'lead = ["bob"]\nmin = 70\n'
    assert told(tmp_path, text) == [
        "a.toml:10:3: “title” is missing here",
        "a.toml:12:1: unknown key “methd” (did you mean “method”?)",
        "a.toml:16:9: no trainer is called “bob”; there are: ann",
        "a.toml:17:7: min is more than its minutes, 60",
    ]


def test_a_broken_trainer_is_not_told_again_by_those_who_name_it(tmp_path):
    text = HEAD.replace('name = "Ann"', "name = 3") + SEGMENT + 'lead = ["ann"]\n'
    assert told(tmp_path, text) == ["a.toml:4:8: a text was expected: “…”"]


def test_the_words_are_the_users(tmp_path):
    with speaking("fr"):
        assert told(tmp_path, HEAD + SEGMENT + "min = 61\n") == ["a.toml:13:7: min dépasse ses minutes (60)"]


def test_a_folder_and_a_missing_file_are_told_in_words(tmp_path):
    assert [f.told("x") for f in examine(tmp_path)[1]] == ["x: this is a folder, not a file"]
    assert [f.told("x") for f in examine(tmp_path / "none")[1]] == ["x: there is no such file"]


@only_posix("no file is called so, and none fails")
def test_a_file_that_fails_while_it_is_read_is_told_in_words():
    (finding,) = examine(Path("/proc/self/mem"))[1]  # its first page is nobody's
    assert finding.told("x") == "x: this file cannot be read: the disk is failing"


@pytest.mark.parametrize("file", sorted(AGENDAS.glob("*.toml")), ids=lambda file: file.stem)
def test_the_agendas_that_are_shipped_have_no_mistake(file):
    plan, findings = examine(file)
    assert plan is not None
    assert all(finding.warning for finding in findings)
    days = days_of(plan)
    for block in (block for agenda in days for block in agenda.blocks):
        minutes = (block.end.hour - block.start.hour) * 60 + block.end.minute - block.start.minute
        assert sum(segment.minutes for segment in block.segments) == minutes, "each block is filled exactly"
    covered = {key for agenda in days for segment in agenda.segments() for key in segment.covers}
    assert covered == {item.key for item in days[0].programme}


def test_the_seeds_bounds_are_said_to_be_unaffordable_together():
    messages = [str(finding.message) for finding in examine(SEED)[1]]
    assert messages == [
        "if every segment ran to its max this block would be 40 min too long",
        "if every segment ran to its max this block would be 30 min too long",
    ]


def test_what_is_unwise_is_a_warning(tmp_path):
    text = HEAD + (
        'capacity = 200\n[[guests]]\nkey = "g"\nname = "G"\nfrom = "9h30"\n[[programme]]\nkey = "p"\ntext = "P"\n'
    )
    text = 'title = "T"\n' + text.removeprefix('title = "T"\n')
    text = text.replace("capacity = 200\n", "").replace('title = "T"\n', 'title = "T"\ncapacity = 200\n', 1)
    text = text.replace('end = "10h"', 'end = "11h"')
    blocks = text.index("[[blocks]]")
    guests = text.index("[[guests]]")
    text = text[:blocks] + text[guests:] + text[blocks:guests]
    text += SEGMENT.replace("60", "100") + 'kind = "inclusion"\nneeds = ["g"]\n'
    file = tmp_path / "a.toml"
    file.write_text(text)
    agenda, findings = examine(file)
    assert agenda is not None
    assert sorted(str(finding.message) for finding in findings) == [
        "100 min without a break before here",
        "30 s a person in this round: under 45 s",
        "G is not there for all of it",
        "no segment covers this programme item",
        "nothing is planned for the last 20 min before this end",
        'this block has no buffer (kind = "buffer")',
    ]


def test_text_of_people_is_cleaned_where_it_enters(tmp_path):
    file = tmp_path / "a.toml"
    file.write_text((HEAD + SEGMENT).replace('"One"', '"\\u001b]0;gone\\u0007O\\u009b31mn\\u202ee"'))
    assert next(load(file).segments()).title == "One"


def test_every_bullet_of_the_seeds_programme_is_announced():
    items = {item["key"] for item in tomllib.loads(SEED.read_text())["programme"]}
    assert items == {"p1", "p2", "p2a", "p2b", "p2c", "p3", "p4", "p5", "p6", "p7"}


def test_alternatives_are_settled_by_who_is_present(seed):
    first, other = seed.settled(frozenset()), seed.settled(frozenset({"jean-philippe"}))
    assert [t.key for t in first.trainers] == ["pascal", "aurelie"]
    assert [t.key for t in other.trainers] == ["pascal", "jean-philippe"]
    assert other.segment("accueil").lead == ("jean-philippe",)


def test_a_list_that_extends_the_default_has_both(tmp_path):
    file = tmp_path / "a.toml"
    file.write_text(HEAD + SEGMENT + '[[phases]]\nextends = "default"\n[[phases]]\nkey = "suivi"\nlabel = "Suivi"\n')
    assert [p.key for p in load(file).phases][-2:] == ["transversal", "suivi"]
