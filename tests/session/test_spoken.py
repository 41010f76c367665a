"""The instant that an hour means: after midnight, on the nights when clocks change; and the bounds of what is said."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

import pytest

from tests.agenda.written import in_paris
from tests.conftest import created
from workshop_tui.agenda import Agenda
from workshop_tui.agenda.reading import examine
from workshop_tui.clock import FixedClock
from workshop_tui.journal.sqlite import SqliteJournal
from workshop_tui.locale import exact_time, speak
from workshop_tui.service import Session
from workshop_tui.session.attendance.commands import Arrive, Expect
from workshop_tui.session.notes.commands import RecordInitiative, TakeNote
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.commands import Next, Pause
from workshop_tui.session.timing.spoken import local_meant, meant

AUTUMN, SPRING = date(2026, 10, 25), date(2026, 3, 29)


def held(folder: Path, start: str, end: str, day: date, now: datetime) -> Session:
    """A session in Paris of one block, opened at `now`."""
    file = folder / "plan.toml"
    file.write_text(in_paris(start, end), encoding="utf-8")
    agenda, found = examine(file, warn=False)
    assert isinstance(agenda, Agenda), found
    clock = FixedClock(now)
    return Session(SqliteJournal(created(folder / "s", agenda, day, "day", clock, "pascal")), clock, "pascal")


def at(day: int, hour: int, minute: int = 0, *, month: int = 10) -> datetime:
    """An instant of 2026, in UTC."""
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


# ── the night when clocks go back: 02:00 to 03:00 is shown twice, at UTC+2 and at UTC+1 ─────────────────────
@pytest.fixture
def night(tmp_path):
    return held(tmp_path, "1h", "5h", AUTUMN, at(24, 22))


@pytest.mark.parametrize(
    ("now", "hour", "instant"),
    [
        (at(25, 1, 40), "02:35", at(25, 1, 35)),  # the second 02:40: five minutes ago
        (at(25, 0, 40), "02:35", at(25, 0, 35)),  # the first one
        (at(25, 1, 30), "02:35", at(25, 0, 35)),  # the second 02:30: 55 minutes ago, for the other is to come
        (at(25, 4), "02:35", at(25, 1, 35)),
        (at(25, 1, 40), "01:59", at(24, 23, 59)),
        (at(25, 2, 10), "03:05", at(25, 2, 5)),
    ],
)
def test_an_hour_that_is_shown_twice_is_the_last_one_before_now(night, now, hour, instant):
    assert meant(night.state.day, time.fromisoformat(hour), now) == instant
    local = datetime.combine(AUTUMN, time.fromisoformat(hour))
    assert local_meant(local, night.state.agenda.zone, now) == instant


def test_an_offset_says_which_of_the_two_is_meant(night):
    for hours, instant in ((2, at(25, 0, 35)), (1, at(25, 1, 35)), (0, at(25, 2, 35))):
        said = meant(night.state.day, time(2, 35), at(25, 5), timezone(timedelta(hours=hours)))
        assert said == instant


def test_sentences_name_the_offset_where_an_hour_is_shown_twice_and_nowhere_else(night):
    zone = night.state.agenda.zone
    assert exact_time(at(25, 0, 35), zone) == "02:35 (+02:00)"
    assert exact_time(at(25, 1, 35), zone) == "02:35 (+01:00)"
    assert exact_time(at(25, 2, 0), zone) == "03:00"
    assert exact_time(at(24, 23, 59), zone) == "01:59"
    speak("fr")
    assert exact_time(at(25, 1, 35), zone) == "2h35 (+01:00)"
    speak("en")
    night.clock.instant = at(25, 1, 50)
    night.do(Next(), at=at(25, 1, 40))
    with pytest.raises(Refused, match=r"^02:45 \(\+02:00\) is before the last command, at 02:40 \(\+01:00\)$"):
        night.do(Pause(), at=at(25, 0, 45))
    with pytest.raises(Refused, match=r"^02:55 \(\+01:00\) has not come yet$"):
        night.do(Pause(), at=at(25, 1, 55))


def test_an_hour_that_clocks_leave_out_is_refused(tmp_path):
    session = held(tmp_path, "1h", "5h", SPRING, at(28, 22, month=3))
    with pytest.raises(Refused, match="there is no 2:35 on that day: the clocks go forward"):
        local_meant(datetime.combine(SPRING, time(2, 35)), session.state.agenda.zone, at(29, 3, month=3))
    assert meant(session.state.day, time(3, 5), at(29, 3, month=3)) == at(29, 1, 5, month=3)


# ── the day that an hour lies in ───────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize(
    ("start", "end", "hour", "instant"),
    [
        ("20h", "23h30", "00:10", at(13, 22, 10)),  # the night after an evening
        ("20h", "23h30", "19:45", at(13, 17, 45)),
        ("20h", "23h30", "02:00", at(14, 0, 0)),
        ("9h", "16h30", "08:40", at(13, 6, 40)),
        ("9h", "16h30", "17:30", at(13, 15, 30)),
        ("9h", "16h30", "23:59", at(13, 21, 59)),
        ("9h", "16h30", "06:00", at(13, 4, 0)),
        ("0h30", "5h", "00:10", at(12, 22, 10)),
    ],
)
@pytest.mark.parametrize("now", [at(13, 22, 40), at(14, 0, 30), at(30, 10)], ids=["that night", "later", "weeks later"])
def test_an_hour_is_the_one_nearest_to_the_day(tmp_path, start, end, hour, instant, now):
    session = held(tmp_path, start, end, date(2026, 10, 13), now)
    assert meant(session.state.day, time.fromisoformat(hour), now) == instant


# ── what takes an instant, and its bounds ──────────────────────────────────────────────────────────────────
COMMANDS = {
    "a note": TakeNote("x"), "an initiative": RecordInitiative(name="x"), "somebody registered": Expect("Marie"),
    "an arrival": Arrive("Zoé"), "what moves the day": Next(),
}  # fmt: skip


@pytest.mark.parametrize("name", COMMANDS)
def test_nothing_is_said_of_what_has_not_come_nor_of_before_the_day(tmp_path, name):
    session = held(tmp_path, "9h", "16h30", date(2026, 10, 13), at(13, 6))
    session.do(Expect("Zoé"))
    assert isinstance(session.clock, FixedClock)
    session.clock.instant = at(13, 19, 30)
    for instant in (at(13, 21, 59), at(14, 7), datetime(2036, 1, 1, tzinfo=UTC)):
        with pytest.raises(Refused, match="has not come yet"):
            session.do(COMMANDS[name], at=instant)
    for instant in (at(12, 21, 59), at(12, 7), datetime(1980, 1, 1, tzinfo=UTC)):
        with pytest.raises(Refused, match="is before the day, 2026-10-13, began"):
            session.do(COMMANDS[name], at=instant)
    assert session.do(COMMANDS[name], at=at(12, 22)).event.at == at(12, 22), "midnight, where it is"


def test_what_was_said_since_a_day_was_opened_may_be_typed_in(tmp_path):
    session = held(tmp_path, "9h", "16h30", date(2026, 10, 13), at(11, 10))
    assert isinstance(session.clock, FixedClock)
    session.clock.instant = at(12, 10)
    assert session.do(TakeNote("the day before"), at=at(11, 10)).event.at == at(11, 10)
    with pytest.raises(Refused, match="before the day"):
        session.do(TakeNote("x"), at=at(11, 9, 59))
