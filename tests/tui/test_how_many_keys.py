"""The acts that a day has most often take no more keys than docs/keys.md says: each is done by those keys."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import utc
from tests.tui.unhurried import settled
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Expect
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.session.timing.commands import Undo
from workshop_tui.session.timing.day import Mode, Standing
from workshop_tui.session.timing.replanning_events import ProposalApplied
from workshop_tui.session.timing.timeline import timeline

PAGE = Path(__file__).parents[2] / "docs" / "keys.md"
ACTS = dict(re.findall(r"^\| ([a-z][^|]*) \| ((?:`\w+` ?)+)\| \d \|$", PAGE.read_text("utf-8"), re.M))
LIVE = "tour"
AT = {"take the last command back": utc(9, 22, 20), "land the block on its end": utc(9, 50)}
"""When an act is done that is not done at any time."""


def allotted(session, key: str) -> int:
    rows = (row for block in timeline(session.state.day, session.now()).blocks for row in block.segments)
    return next(row.allotted_s for row in rows if row.key == key) // 60


def standing(session, key: str) -> Standing:
    rows = (row for block in timeline(session.state.day, session.now()).blocks for row in block.segments)
    return next(row.standing for row in rows if row.key == key)


def speaker(session) -> str | None:
    turns = session.state.floor.turns
    return turns[-1].speaker.participant if turns else None


DONE: dict[str, Callable] = {
    "the next segment": lambda app, s: s.state.day.live == "collectifs",
    "pause, or go on": lambda app, s: s.state.day.mode is Mode.PAUSED,
    "five minutes more": lambda app, s: allotted(s, LIVE) == 25,
    "a minute more": lambda app, s: allotted(s, LIVE) > 20,
    "take the last command back": lambda app, s: standing(s, "tampon-matin") is Standing.UPCOMING,
    "finish the live segment": lambda app, s: standing(s, LIVE) is Standing.DONE,
    "land the block on its end": lambda app, s: isinstance(s.state.events[-1], ProposalApplied),
    "a note": lambda app, s: s.state.notebook.notes[-1].taken.text == "Le maire",
    "a note with its kind, a phase and a stakeholder": lambda app, s: (
        (
            (taken := s.state.notebook.notes[-1].taken).kind,
            taken.phases,
            taken.stakeholders,
        )
        == ("frein", ("emergence",), ("elus",))
    ),
    "all notes": lambda app, s: app.screen.NAME == "notes",
    "the newest note is one to remember": lambda app, s: s.state.notebook.notes[-1].taken.remember,
    "the newest note is withdrawn": lambda app, s: len(s.state.notebook.notes) == 2,
    "the notes of the fullest cell of the matrix": lambda app, s: app.screen.NAME == "notes",
    "all who are registered came": lambda app, s: s.state.attendance.here("anne", "matin"),
    "somebody speaks, found by a letter": lambda app, s: speaker(s) == "anne",
    "the next in the fair order speaks": lambda app, s: speaker(s) == "anne",
    "somebody asks to speak": lambda app, s: [one.participant for one in s.state.floor.asked] == ["anne"],
    "a round begins": lambda app, s: s.state.floor.round is not None,
    "the report as it is now": lambda app, s: app.screen.NAME == "report",
    "what the room sees": lambda app, s: app.screen.NAME == "room",
    "the day ends": lambda app, s: s.state.day.mode is Mode.ENDED,
}
"""By act, whether it is done; those that need another row selected, or a command taken back, are tried elsewhere."""


def test_the_page_counts_the_keys_that_it_names():
    rows = re.findall(r"^\| [a-z][^|]* \| ((?:`\w+` ?)+)\| (\d) \|$", PAGE.read_text("utf-8"), re.M)
    assert len(rows) == len(ACTS) == 24
    assert all(keys.count("`") // 2 == int(count) for keys, count in rows)
    assert set(DONE) <= set(ACTS)


@pytest.fixture
def days(morning, app, clock, home):
    """Opens the same day again and again, each a file of its own."""
    morning.do(Expect("Anne"))
    morning.do(TakeNote("x", "levier", ("structuration",), ("associations",)))
    file = morning.journal.file
    morning.close()
    opened: list[Session] = []

    def again() -> Session:
        copy = home / str(len(opened)) / file.name
        copy.parent.mkdir()
        shutil.copy(file, copy)
        opened.append(Session(SqliteJournal(copy), clock, "pascal"))
        return opened[-1]

    yield again
    for one in opened:
        one.close()


async def as_before(pilot, day, begun: int) -> bool:
    """Leave the screen that was opened, and take back what moved the day; False if anything else was said."""
    while pilot.app.screen.NAME != "run":
        await pilot.press("escape")
    happened = day.state.events[begun:]
    if not all(event.must_be_seen for event in happened):
        return False
    for _event in happened:
        day.do(Undo())
    return True


async def test_each_act_is_done_by_its_keys(app, days, clock):
    at, before, day = clock.instant, "", days()
    begun = len(day.state.events)
    async with app(day, "fr").run_test(size=(120, 40)) as pilot:
        for act, done in DONE.items():
            clock.instant = AT.get(act, at)
            if {act, before} & {*AT} or not await as_before(pilot, day, begun):
                day = days()
                pilot.app.show_session(day)
            await settled(pilot)
            assert pilot.app.screen.session is day
            assert not done(pilot.app, day), act
            keys = re.findall(r"`(\w+)`", ACTS[act])
            if keys[0] == "n":
                keys[1:1] = [*"Le maire"]
            begun, before = len(day.state.events), act
            await pilot.press(*keys)
            await settled(pilot)
            assert done(pilot.app, day), act
