"""A session's file that another program wrote into the shared folder: seals that are right, and what no day has."""

from __future__ import annotations

import json
import sqlite3

import pytest

from tests.conftest import DAY, created, utc
from workshop_tui.clock import FixedClock
from workshop_tui.journal import JournalError, schema
from workshop_tui.journal.rows import seal
from workshop_tui.journal.sessions import load
from workshop_tui.journal.sqlite import Folder

CRAFTED = "SELECT number, recorded_at, at, author, timing, type, data FROM events WHERE number = 1"


@pytest.fixture
def craft(seed, tmp_path):
    """A session whose beginning is changed as its JSON, sealed again; its folder."""
    file = created(tmp_path / "sessions", seed, DAY, "day", FixedClock(utc(9)), "pascal")

    def crafted(change) -> Folder:
        with sqlite3.connect(file, isolation_level=None) as raw:
            raw.execute("DROP TRIGGER events_stay")
            *columns, data = raw.execute(CRAFTED).fetchone()
            told = json.loads(data)
            change(told)
            data = json.dumps(told)
            raw.execute("UPDATE events SET data = ?, seal = ? WHERE number = 1", (data, seal(*columns, data)))
            raw.execute("DELETE FROM summary")
            raw.execute(schema.STAY)
        return Folder(file.parent)

    return crafted


def first(told) -> dict:
    return told["agenda"]["blocks"][0]["segments"][0]


@pytest.mark.parametrize("hostile", ["\x1b]0;owned\x07\x1b[2J", "\x9b31m", "\u202e", "\x7f\x00\x08", "\x9d0;t\x9c"])
def test_no_escape_sequence_of_a_file_comes_further_than_its_reading(craft, hostile):
    def change(told) -> None:
        told["agenda"]["title"] = first(told)["title"] = f"a{hostile}b"

    agenda = load(craft(change), "day").agenda
    assert agenda.title == agenda.blocks[0].segments[0].title == "ab"


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told["agenda"]["blocks"][0].update(segments=[first(told)] * 5000),
        lambda told: first(told).update(minutes=-(10**18)),
        lambda told: first(told).update(minutes=10**15),
        lambda told: first(told).update(max=10**15),
        lambda told: told.update(date="0001-01-01"),
        lambda told: told.update(date="9999-12-31"),
    ],
    ids=["many segments", "less than none", "longer than a day", "up to more than a day", "year 1", "year 9999"],
)
def test_what_no_day_has_is_told_in_words_and_not_reckoned_with(craft, change):
    store = craft(change)
    with pytest.raises(JournalError, match="damaged at event 1"):
        load(store, "day")


def test_signs_that_our_own_texts_have_stay_as_they_are(craft):
    def change(told) -> None:
        told["agenda"]["title"] = "l\u2019été\u00a0: 👩\u200d🌾 \\u0041"
        first(told)["objective"] = "one\ntwo"

    agenda = load(craft(change), "day").agenda
    assert agenda.title == "l\u2019été\u00a0: 👩\u200d🌾 \\u0041"
    assert agenda.blocks[0].segments[0].objective == "one\ntwo"
