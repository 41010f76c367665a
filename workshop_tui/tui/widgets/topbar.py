"""The line at the top: the day's title, when the block will end, the time, who is here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from textual.content import Content

from workshop_tui.locale import _, clock_time
from workshop_tui.presence import who_is_here
from workshop_tui.session.sentences import after_its_end, likelihood
from workshop_tui.session.state import State
from workshop_tui.session.timing.timeline import Timeline
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.timetable import shift


class TopBar(Line):
    """One line. It shows minutes, not seconds: it repaints once a minute."""

    def show_day(
        self,
        state: State,
        times: Timeline,
        by: str,
        present: Mapping[str, list[str]],
        chances: Mapping[str, float | None],
    ) -> None:
        """Draw it for `by`. `present` is who is here, with their views; `chances`, that a block ends on time."""
        width = self.content_size.width
        right = f"{clock_time(times.now, times.zone)}   {_people(state, by, present, width * 2 // 5)}"
        ends, late = self._ends(times)
        likely = self._likely(times, chances) if ends else ()
        brief = clock_time(end, times.zone) if (end := self._end(times)) else ""
        for shown in (
            *((ends, late, told) for told in likely),
            (ends, late, ""),
            (brief, late, ""),
        ):  # the first that leaves the title room
            ends, late, chance = shown
            room = width - len(right) - sum(map(len, shown)) - 4
            if room >= 12:
                break
        named = state.agenda.title
        today = times.now.astimezone(times.zone).date()
        if today not in (state.date, state.date + timedelta(days=1)):  # an evening may go on after midnight
            named = f"{state.date.isoformat()} · {named}"
        title = Content(named).truncate(max(0, room), ellipsis=True, pad=True)
        late_style = "bold $text-warning" if "+" in late else "$text-muted"
        self.show(Content.assemble((title.plain, "bold"), "  ", ends, (late, late_style), chance, "  ", right))

    @staticmethod
    def _likely(times: Timeline, chances: Mapping[str, float | None]) -> list[str]:
        """“, 31 % chance to end by 12:00” for the current block, and shorter; none if it is certain to be on time."""
        chance = chances.get(times.current or "")
        if times.current is None or chance is None or chance == 1:
            return []
        return [f", {told}" for told in likelihood(chance, times.block(times.current), times.zone)]

    @staticmethod
    def _end(times: Timeline) -> datetime | None:
        """The end that is foreseen of the current block."""
        return times.block(times.current).projected_end if times.current else None

    @classmethod
    def _ends(cls, times: Timeline) -> tuple[str, str]:
        if times.left_open:
            return after_its_end(times), ""
        end = cls._end(times)
        if end is None or times.current is None:
            return "", ""
        late = shift(times.block(times.current).late_min)
        return _("end foreseen {time}", time=clock_time(end, times.zone)), late and f" ({late})"


def _people(state: State, by: str, present: Mapping[str, list[str]], room: int) -> str:
    """Name the people here, first who sits here: `Pascal leads · Aurélie · Jean (room)`, who leads before others."""
    others = [who for who in present if who != by]
    if state.day.hand not in (None, by, *others):
        others.insert(0, state.day.hand or "")
    told = {by: who_is_here(state, by, [])} | {who: who_is_here(state, who, present.get(who)) for who in others}
    shown = list(told)
    while len(" · ".join(told[who] for who in shown)) > room and len(shown) > 1:
        shown.remove(next(who for who in reversed(shown) if who != state.day.hand))
    more = len(told) - len(shown)
    return " · ".join(told[who] for who in shown) + (f" +{more}" if more else "")
