"""Clock times after midnight lie on the day that is meant: docs/agenda.md, “After midnight”."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from tests.agenda.written import SEGMENT, ZONE, told
from workshop_tui.agenda.reading import agenda_of, examine
from workshop_tui.agenda.schema import json_schema
from workshop_tui.agenda.structs import convert, table

OVERLAPS = "this block overlaps the one before it, “0”"
BEFORE = (
    "this block comes before “0”, which stands above it: blocks go in the order of the day, and another day "
    "goes into a [[days]] of its own"
)


def written(*blocks: str, minutes: int = 30, more: str = "") -> str:
    """An agenda of blocks as `22h 0h30`, each with a segment."""
    text = f'{ZONE}title = "T"\n{more}'
    for number, block in enumerate(blocks):
        start, end = block.split()
        text += f'[[blocks]]\ntitle = "{number}"\nstart = "{start}"\nend = "{end}"\n'
        text += SEGMENT.replace("60", str(minutes))
    return text


def read(tmp_path: Path, text: str):
    file = tmp_path / "a.toml"
    file.write_text(text, encoding="utf-8")
    agenda, found = examine(file, warn=False)
    assert agenda, found
    return agenda


def hours(agenda) -> list[str]:
    return [f"{block.start} {block.end}" for block in agenda.blocks]


@pytest.mark.parametrize(
    ("blocks", "meant"),
    [
        (["22h 0h30"], ["22:00 24:30"]),
        (["22h 24h30"], ["22:00 24:30"]),
        (["22h minuit"], ["22:00 24:00"]),
        (["20h 8h"], ["20:00 32:00"]),
        (["18h 10h"], ["18:00 34:00"]),
        (["22h 0h30", "0h45 2h"], ["22:00 24:30", "24:45 26:00"]),
        (["22h 24h", "0h 25h"], ["22:00 24:00", "24:00 25:00"]),
        (["20h 23h", "25h 26h"], ["20:00 23:00", "25:00 26:00"]),
        (["20h 23h", "0h 4h", "5h 8h"], ["20:00 23:00", "24:00 28:00", "29:00 32:00"]),
        (["18h 0h30", "9h 12h"], ["18:00 24:30", "33:00 36:00"]),
        (["9h 12h", "20h 2h"], ["09:00 12:00", "20:00 26:00"]),
        (["0h30 2h", "9h 12h"], ["00:30 02:00", "09:00 12:00"]),
        (["9h 33h"], ["09:00 33:00"]),
    ],
)
def test_a_time_that_is_earlier_than_the_one_before_it_is_on_the_next_day(tmp_path, blocks, meant):
    assert hours(read(tmp_path, written(*blocks))) == meant


def test_a_block_of_more_than_16_hours_goes_on_after_midnight_if_what_is_planned_does(tmp_path):
    assert hours(read(tmp_path, written("9h 8h", minutes=1300))) == ["09:00 32:00"]
    assert hours(read(tmp_path, written("9h 9h", minutes=60))) == ["09:00 33:00"], "a whole day"
    assert told(tmp_path, written("9h 8h", minutes=60)) == ["6:7: the block ends before it starts"]
    assert told(tmp_path, written("14h 13h", minutes=60)) == ["6:7: the block ends before it starts"]


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        (["13h30 16h30", "9h 12h"], [f"12:9: {BEFORE}"]),
        (["18h 23h", "9h 12h"], [f"12:9: {BEFORE}"]),
        (["20h 22h", "13h 15h"], [f"12:9: {BEFORE}"]),
        (["22h 2h", "1h 3h"], [f"12:9: {OVERLAPS}"]),
        (["22h 2h", "20h 21h"], [f"12:9: {BEFORE}"]),
        (["9h 12h", "11h 13h"], [f"12:9: {OVERLAPS}"]),
        (["25h 26h"], ["5:9: the first block begins on the day itself: write 1:00, and give the day the next date"]),
        (
            ["25h 24h30"],
            [
                "5:9: the first block begins on the day itself: write 1:00, and give the day the next date",
                "6:7: the block ends before it starts",
            ],
        ),
        (["9h 33h15"], ["6:7: a block lasts 24 hours at the most: this one lasts 24\u00a0h\u00a015"]),
        (["9h 12h", "30h 46h"], ["13:7: a day lasts 36 hours at the most: until here it lasts 37\u00a0h"]),
        (["9h 12h", "30h 45h"], []),
    ],
)
def test_blocks_in_the_wrong_order_are_still_told_with_their_line(tmp_path, blocks, said):
    assert told(tmp_path, written(*blocks)) == said


def test_clock_times_of_segments_and_guests_follow_their_night(tmp_path):
    more = '[[guests]]\nkey = "g"\nname = "G"\nfrom = "0h10"\nuntil = "1h"\n'
    more += '[[guests]]\nkey = "h"\nname = "H"\nfrom = "21h"\nuntil = "0h30"\n'
    text = written("20h 0h30", "0h45 2h", more=more) + 'at = "1h"\nneeds = ["g"]\n'
    text = text.replace("minutes = 30\n[[blocks]]", 'minutes = 30\nat = "0h"\n[[blocks]]')
    agenda = read(tmp_path, text)
    assert [str(one.at) for one in agenda.segments()] == ["24:00", "25:00"]
    assert [(str(one.arrives), str(one.leaves)) for one in agenda.guests] == [("24:10", "25:00"), ("21:00", "24:30")]
    outside = text.replace('at = "1h"', 'at = "3h"')
    assert told(tmp_path, outside) == ["28:6: this is outside the block (00:45–02:00)"]
    assert "G is not there for all of it" in " ".join(told(tmp_path, text, warn=True))


def test_a_written_agenda_reads_the_same_again(tmp_path):
    agenda = read(tmp_path, written("20h 23h", "0h 4h", "5h 8h"))
    assert agenda_of(table(agenda)) == agenda == convert(table(agenda), type(agenda))


@pytest.mark.parametrize(
    ("zone", "day", "blocks", "instants"),
    [
        ("Europe/Paris", date(2026, 10, 24), ["22h 0h30", "2h30 4h"], "24T20:00 24T22:30 25T00:30 25T03:00"),
        ("Europe/Paris", date(2026, 3, 28), ["22h 0h30", "3h 4h"], "28T21:00 28T23:30 29T01:00 29T02:00"),
        ("America/New_York", date(2026, 10, 31), ["22h 0h30", "1h30 4h"], "01T02:00 01T04:30 01T05:30 01T09:00"),
        ("America/New_York", date(2026, 3, 7), ["22h 0h30", "3h 4h"], "08T03:00 08T05:30 08T07:00 08T08:00"),
        ("Europe/Paris", date(2026, 10, 24), ["20h 8h"], "24T18:00 25T07:00"),
        ("Europe/Paris", date(2026, 3, 28), ["20h 8h"], "28T19:00 29T06:00"),
    ],
)
def test_instants_are_right_on_the_nights_when_clocks_change(tmp_path, zone, day, blocks, instants):
    agenda = read(tmp_path, written(*blocks).replace("Europe/Paris", zone))
    found = [agenda.instant(day, one) for block in agenda.blocks for one in (block.start, block.end)]
    assert [f"{one:%dT%H:%M}" for one in found] == instants.split()


def test_an_hour_that_clocks_leave_out_is_when_they_go_forward(tmp_path):
    agenda = read(tmp_path, written("22h 2h30", "2h45 4h"))
    found = [agenda.instant(date(2026, 3, 28), one) for b in agenda.blocks for one in (b.start, b.end)]
    assert [f"{one:%H:%M}" for one in found] == ["21:00", "01:00", "01:00", "02:00"]


@pytest.mark.parametrize(
    ("text", "is_one"), [("24h30", True), ("25:15", True), ("minuit", True), ("9h", True), ("60h", False)]
)
def test_the_schema_for_editors_knows_hours_after_the_24th(text, is_one):
    clock = json_schema()["$defs"]["Block"]["properties"]["end"]
    assert bool(re.search(clock["pattern"], text)) is is_one


def test_what_toml_cannot_hold_goes_between_quotes(tmp_path):
    text = written("22h 0h30").replace('"0h30"', "24:30:00")
    assert told(tmp_path, text) == ['6:9: write it like this: end = "24:30:00"']
    assert told(tmp_path, text.replace("24:30:00", "24h30")) == ['6:9: write it like this: end = "24h30"']
