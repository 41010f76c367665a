"""The question of the first minute: a day is opened at another hour than planned. There only while it is asked."""

from __future__ import annotations

from datetime import datetime, tzinfo

from workshop_tui.locale import _, clock_time
from workshop_tui.tui.widgets.one_of import OneOf


class Beginning(OneOf):
    """Answers `now`, `planned`, `rehearse` or `demo`."""

    IN_PASSING = True

    def __init__(self, now: datetime, start: datetime, zone: tzinfo, *, confined: bool) -> None:
        hours = {"now": clock_time(now, zone), "start": clock_time(start, zone)}
        late = _("It is {now}; the day was to begin at {start}", **hours)
        told = late if now >= start else _("It is {now}; the day is to begin at {start}", **hours)
        answers = {"now": _("begin now"), "planned": _("as planned")}
        if not confined:
            answers |= {"rehearse": _("rehearse"), "demo": _("demo")}
        super().__init__(told, _("a figure, or enter: begin now; any other key: as planned"), answers, id="beginning")
