"""The report's section on groups: what each brought, in full while a page has room, a line a group of many; and the
shares of the time spoken, of three people at the least."""

from __future__ import annotations

import json

import pytest

from tests.conftest import utc
from tests.report.conftest import Said
from tests.session.grouped import TABLES, afternoon
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.report.digest import Digest, digest
from workshop_tui.report.formats import Wanted, made
from workshop_tui.session.groups.commands import CloseGroup, OpenGroup
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.timing.commands import Goto, Next
from workshop_tui.session.turns.commands import BeginTurn, EndTurn
from workshop_tui.session.turns.floor import Who

PAGE = 60
"""Lines of a page of paper."""


def section(found: Digest) -> list[str]:
    """The lines of the section that have something in them."""
    report = made("md", found, Wanted("en"))
    text = report if isinstance(report, str) else report.decode()
    _before, _title, after = text.partition("## What each group brought\n")
    return [line for line in after.partition("\n## ")[0].splitlines() if line.strip()]


def day(groups: list[dict[str, str]], each: int) -> Said:
    """A day in which each of these groups took so many notes, of some lines."""
    said = Said(agenda_of(afternoon(groups=groups))).do(utc(14), Next())
    for place, one in enumerate(groups, 1):
        for n in range(each):
            text = f"{one['title']} says {n}: " + "a long remark about the town and its places, " * 4
            said.do(utc(14, 1), TakeNote(text, group=f"table-{place}"))
    return said


def test_forty_groups_are_a_page_of_the_report_each_with_a_line_and_the_count_of_its_notes():
    groups = [{"title": f"Table {n}"} for n in range(1, 41)]
    told = section(digest(day(groups, 6).state, utc(15)))
    assert len(told) <= PAGE
    assert all(any(f"Table {n}" in line for line in told) for n in range(1, 41)), "each of them stands there"
    assert all(len(line) < 400 for line in told)
    assert sum("| 6 |" in line for line in told) == 40
    many = section(digest(day([{"title": f"Table {n}"} for n in range(1, 61)], 1).state, utc(15)))
    assert len(many) <= PAGE
    assert any("20" in line for line in many), "how many there are beside them"


def test_of_a_few_groups_each_note_is_told_in_full_and_forty_notes_still_are():
    groups = [{"title": f"Table {n}"} for n in range(1, 5)]
    told = "\n".join(section(digest(day(groups, 10).state, utc(15))))
    assert all(f"Table {place} says {n}:" in told for place in range(1, 5) for n in range(10))
    folded = "\n".join(section(digest(day(groups, 11).state, utc(15))))
    assert "says 10:" not in folded


def test_groups_that_were_closed_stand_in_the_report_in_the_order_of_their_notes():
    said = Said(agenda_of(afternoon(groups=TABLES))).do(utc(14), Goto("forum"))
    topics = [f"Topic {letter}" for letter in "FBEADC"]
    for topic in topics:
        said.do(utc(14, 1), OpenGroup(topic))
    for topic in topics:
        said.do(utc(14, 2), TakeNote(f"{topic} brought this", group=topic))
    said.do(utc(14, 3), *(CloseGroup(topic) for topic in topics))
    told = "\n".join(section(digest(said.state, utc(15))))
    places = [told.index(f"{topic} brought this") for topic in topics]
    assert places == sorted(places)


@pytest.mark.parametrize("speakers", [1, 2, 3])
def test_of_fewer_than_three_speakers_the_report_tells_neither_shares_nor_how_long(speakers):
    said = Said(agenda_of(afternoon())).do(utc(14), Next())
    for n in range(speakers):
        said.do(utc(14, n), BeginTurn(who=Who(participant=f"p{n + 1}")))
    said.do(utc(14, speakers), EndTurn())
    found = digest(said.state, utc(15))
    told = json.loads(made("json", found, Wanted("en")))["speaking"]
    if speakers < 3:
        assert told == {"spoken_s": 0, "groups": []}
        assert "spoken in turns" not in str(made("md", found, Wanted("en")))
    else:
        assert told["spoken_s"] == 180
        assert [one["share"] for one in told["groups"]] == [100]
