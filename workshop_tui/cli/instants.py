"""The instant that a word on the command line means: an hour as people write it, with an offset, or ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta, timezone

import click

from workshop_tui.agenda.times import Mistake, parse_clock
from workshop_tui.locale import _
from workshop_tui.session.timing.day import Day
from workshop_tui.session.timing.spoken import local_meant, meant, planned_near

_WITH_OFFSET = re.compile(r"(?P<clock>.*\S)\s*(?P<offset>[-+−]\d\d?(?::?\d\d)?|Z)", re.IGNORECASE)


def read_instant(day: Day, text: str, option: str, now: datetime | None, near: datetime | None = None) -> datetime:
    """The instant that `option`'s text means: as it is said at `now`, or of something planned, `near` what it is about.

    Raises click's usage error if it is none; `Refused` if there is no such hour.
    """
    for clock, offset in _readings(text):
        with suppress(Mistake, ValueError):
            if (said := parse_clock(clock)).days and offset:
                continue
            return planned_near(day, said, near) if near and not offset else meant(day, said, now, offset)
    try:
        parsed = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(
            _("“{value}” is no instant: write 10:42, 10h42 or 2021-05-04T10:42:17+02:00", value=text), param_hint=option
        ) from None
    return parsed if parsed.tzinfo else local_meant(parsed, day.agenda.zone, now)


def _readings(text: str) -> Iterator[tuple[str, timezone | None]]:
    """Yield how an hour may be read: as it is, and with an offset from UTC at its end (`02:35+01:00`, `2h35+1`)."""
    yield text, None
    if found := _WITH_OFFSET.fullmatch(text):
        sign, hours, minutes = re.fullmatch(r"(\D)(\d*):?(\d*)", found["offset"]).groups()  # type: ignore[union-attr]
        span = timedelta(hours=int(hours[:2] or 0), minutes=int(minutes or hours[2:] or 0))
        if span < timedelta(days=1):
            yield found["clock"], timezone(-span if sign in "-−" else span)
