"""The present instant of a session, by a clock that may have been set back: nothing new lies before what stands.

A laptop's battery died, a time server put the clock right, another terminal's clock is ahead: events keep their order,
none is refused, and one line says so.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, tzinfo

from workshop_tui.clock import FIRST_DAY, MADE, Clock, SystemClock
from workshop_tui.locale import Message, clock_time, say
from workshop_tui.session.event import filled
from workshop_tui.session.state import State

LEAP = timedelta(seconds=10)
"""The least difference between two clocks, or two looks at one, that is worth a word."""
FAR = timedelta(hours=1)
"""The difference from which the later one of two clocks may be the wrong one."""
AFTERWARDS = timedelta(days=1)
"""The time after the day's last hard end in which something may still be said about it on that day's own clock."""


def present(state: State, now: datetime) -> datetime:
    """`now`, but never before the last timing command that stands, nor before the last thing that was said.

    What was said on a clock that was ahead by days (the day is long over by it, and not by `now`) holds nobody up.
    """
    now = now.replace(microsecond=0)
    said, moved = state.said_at or now, state.day.last_timing_at or now
    if said > now and said > (over := state.day.hours[state.agenda.blocks[-1].key].end + AFTERWARDS) and now <= over:
        said = now
    return max(now, said, moved)


def gone_back(state: State, now: datetime) -> Message | None:
    """Say that the clock, which says `now`, went back; None if time does not stand still for it."""
    stands, zone = present(state, now), state.agenda.zone
    if stands - now < LEAP:
        return None
    here, until = _told(now, stands, zone), _told(stands, now, zone)
    if stands == state.day.last_timing_at and stands - now >= FAR:
        return say(
            "The clock went back to {now}: time stands still until {until}; undo takes back what has a wrong time",
            now=here,
            until=until,
        )
    return say(
        "The clock went back to {now}, or another’s is ahead: time stands still until {until}", now=here, until=until
    )


def doubt(state: State, now: datetime) -> Message | None:
    """Say that the clock of this machine, which says `now`, went back, or cannot be right; None if it may be."""
    return gone_back(state, now) or wrong_date(now, state.date)


def doubted(state: State, clock: Clock) -> Message | None:
    """Say that `clock` is behind what stands, while it is; of the machine's own, that its date is wrong."""
    return (doubt if isinstance(clock, SystemClock) else gone_back)(state, clock.now())


def wrong_date(now: datetime, day: date | None) -> Message | None:
    """Say that the date, that of `now`, is plainly wrong: the program was not there yet; None if it may be right.

    A `day` that somebody named may be gone through on its own clock; not before the program's first one.
    """
    told = now.date()
    on_its_own_day = day is not None and abs(told - day) <= AFTERWARDS and told >= FIRST_DAY
    if now >= MADE or on_its_own_day:
        return None
    text = say("This machine’s date is wrong ({date}): set it, for times and the day of a new session go by it")
    return filled(text, date=told.isoformat())


def leapt_back(before: datetime, now: datetime, zone: tzinfo) -> Message:
    """Say that the clock said `before`, and now says `now`, which is earlier."""
    told = say("The clock went back from {before} to {now}")
    return filled(told, before=_told(before, now, zone), now=_told(now, before, zone))


def _told(instant: datetime, other: datetime, zone: tzinfo) -> str:
    """The clock time, with its date where the other one is of another day."""
    day, time = instant.astimezone(zone).date(), clock_time(instant, zone)
    return time if day == other.astimezone(zone).date() else f"{day.isoformat()} {time}"
