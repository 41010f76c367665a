"""Groups in an agenda: what is read, what is said of each mistake, and what comes back."""

from __future__ import annotations

import tomllib
from datetime import UTC, datetime

import pytest

from workshop_tui.agenda.reading import agenda_of, examine, load
from workshop_tui.agenda.schema import json_schema
from workshop_tui.report.next_agenda import next_agenda
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.state import opened

HEAD = """title = "T"
[[participants]]
name = "Zoé Roux"
[[trainers]]
key = "ann"
name = "Ann"
[[blocks]]
title = "B"
start = "9h"
end = "11h"
[[blocks.segments]]
title = "Tables"
minutes = 60
"""
GROUP = '[[blocks.segments.groups]]\ntitle = "A"\n'
AFTER = '[[blocks.segments]]\ntitle = "Closing"\nminutes = 50\n'
WRONG = {
    "a group's key of the segment": (GROUP + "by = 3\n", ["16:1: unknown key “by”: this is said of the segment: write "
                                     "it there, before its first [[blocks.segments.groups]]"]),
    "no such person": (GROUP + 'lead = ["anna"]\nmembers = ["zoe"]\n', [
        "16:9: no participant is called “anna” (did you mean “ann”?)",
        "17:12: no participant is called “zoe” (did you mean “zoe-roux”?)",
    ]),
    "in two groups": (
        GROUP + 'members = ["zoe-roux"]\n' + GROUP + 'members = ["zoe-roux"]\n',
        ["19:12: “zoe-roux” is in “A” already"],
    ),
    "one key": (GROUP + 'key = "a"\n' + GROUP + 'key = "a"\n', ["19:7: the key “a” is taken already"]),
    "too few": ("by = 1\n", ["14:6: this is too small: at least 2"]),
    "another number": ("by = 3\n" + GROUP, ["14:6: the groups below are 1: leave it out"]),
    "mixed by what": ('by = 2\nmix = "organization"\n', [
        "15:7: “organization” is none of: organisation (did you mean “organisation”?)"]),
    "no groups": ('mix = "organisation"\n', ["14:7: there are no groups here that this could be about: write by = 3, "
                  "open = true, or [[blocks.segments.groups]] after it"]),
    "no rounds": ("by = 2\nrotate = true\n", ["15:10: the steps are the rounds: write a [[blocks.segments.steps]] for "
                  "each"]),
    "open and counted": ("by = 2\nopen = true\n", ["14:6: open groups are made during the day: leave it out, or open"]),
    "open and moving": ("open = true\nrotate = true\n", ["15:10: open groups stay where they are: leave it out, or "
                        "open"]),
    "until nothing": ('open = true\nuntil = "closng"\n' + AFTER, [
        "15:9: no segment after this one is called “closng” (did you mean “closing”?)"]),
    "until itself": ('open = true\nuntil = "tables"\n' + AFTER, [
        "15:9: no segment after this one is called “tables”; there are: closing"]),
    "another word": ('groupes = 3\n', ["14:1: unknown key “groupes” (did you mean “groups”?)"]),
    "a number of groups": ("groups = 3\n", ["14:10: write [[blocks.segments.groups]] on a line of its own, and under "
                           "it title = \"…\""]),
    "a list at the top": ('[[groupes]]\ntitle = "A"\n', ["14:3: unknown key “groupes”: write "
                          "[[blocks.segments.groups]]"]),
}  # fmt: skip


@pytest.mark.parametrize("wrong", WRONG.values(), ids=list(WRONG))
def test_each_mistake_about_groups_is_told_with_its_place(tmp_path, wrong):
    text, told = wrong
    file = tmp_path / "a.toml"
    file.write_text(HEAD + text, encoding="utf-8")
    _plan, findings = examine(file, warn=False)
    assert [f"{one.line}:{one.column}: {one.message}" for one in findings] == told


def test_groups_are_read_with_keys_of_their_segment(tmp_path):
    file = tmp_path / "a.toml"
    two = GROUP + 'place = "Hall"\nlink = "https://example.org/a"\nlead = ["ann"]\nmembers = ["zoe-roux"]\n' + GROUP
    file.write_text(HEAD + 'mix = "organisation"\nuntil = "closing"\n' + two + AFTER + GROUP, encoding="utf-8")
    tables, closing = load(file).segments()
    assert [one.key for one in tables.groups] == ["a", "a-2"]
    assert [one.key for one in closing.groups] == ["a"]
    assert tables.groups
    first = tables.groups[0]
    assert (first.place, first.lead, first.members) == ("Hall", ("ann",), ("zoe-roux",))
    assert (tables.mix, tables.until, tables.in_groups, closing.by) == ("organisation", "closing", True, None)


def test_a_day_of_a_course_may_not_wait_for_another_day(tmp_path):
    file = tmp_path / "a.toml"
    day = '[[days]]\n[[days.blocks]]\ntitle = "B"\nstart = "9h"\nend = "11h"\n[[days.blocks.segments]]\n'
    one = f'title = "T"\n{day}title = "Forum"\nminutes = 60\nopen = true\nuntil = "end"\n'
    file.write_text(f'{one}{day}title = "End"\nminutes = 60\n', encoding="utf-8")
    _plan, findings = examine(file, warn=False)
    assert [str(one.message) for one in findings] == ["no segment after this one is called “end”"]


def test_the_schema_has_groups_without_their_keys():
    schema = json_schema()
    segment, group = schema["$defs"]["Segment"]["properties"], schema["$defs"]["PlannedGroup"]
    assert {"groups", "by", "mix", "rotate", "open", "until"} <= segment.keys()
    assert group["required"] == ["title"]
    assert {*group["properties"]} == {"key", "title", "place", "link", "lead", "members"}


def test_the_agenda_of_a_day_that_was_run_has_its_groups(wt_open, tmp_path):
    text = (
        HEAD + 'by = 2\nrotate = true\n[[blocks.segments.steps]]\ntitle = "S"\nminutes = 60\n' + GROUP + GROUP + AFTER
    )
    came = tomllib.loads(wt_open(text))
    segment = came["blocks"][0]["segments"][0]
    assert (segment["by"], segment["rotate"], [one["title"] for one in segment["groups"]]) == (2, True, ["A", "A"])
    file = tmp_path / "again.toml"
    file.write_text(wt_open(text), encoding="utf-8")
    assert [one.key for one in next(load(file).segments()).groups] == ["a", "a-2"]


@pytest.fixture
def wt_open():
    """The next agenda of a day that was opened from this text, and not run."""

    def next_of(text: str) -> str:
        at = datetime(2026, 3, 2, tzinfo=UTC)
        agenda = agenda_of(tomllib.loads(text))
        begun = SessionOpened(at=at, by="p", id="s", agenda=agenda, date=at.date())
        return next_agenda([opened(Recorded(1, at, begun))])

    return next_of
