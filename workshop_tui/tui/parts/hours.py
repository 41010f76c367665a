"""The hours of the day, from the run screen: a block's, what is left of the day, and a day opened at another hour."""

from __future__ import annotations

import os
import re
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from textual.events import DescendantFocus

from workshop_tui import locations
from workshop_tui.clock import RehearsalClock
from workshop_tui.locale import _, clock_time, plural
from workshop_tui.session.may import May
from workshop_tui.session.timing.day import Mode
from workshop_tui.session.timing.hours import ChangeHours, Replan, Shift, ending_at, next_start
from workshop_tui.tui.parts.moving import MovesTheDay
from workshop_tui.tui.widgets.timetable import Timetable

if TYPE_CHECKING:
    from workshop_tui.session.timing.day import Hours
    from workshop_tui.tui.widgets.one_of import OneOf

MANY = 12
"""Differences of an edited agenda that are shown before it is taken in; of more, how many."""
EARLY, LATE = timedelta(hours=1), timedelta(minutes=15)
"""A day that nothing has begun in is asked about if it is opened more than so long before its first start, or after."""


class MovesHours(MovesTheDay, part=True):
    """`enter` on a block's header opens its hours."""

    _asked = False
    """True once it was asked, or not, when the day begins."""
    _asked_about: datetime | None = None
    """The first start that the question speaks of."""

    async def action_goto(self) -> None:
        if block := self.query_one(Timetable).block:
            await self.ask_for_hours(block)
        else:
            await super().action_goto()

    async def ask_for_hours(self, block: str) -> None:
        """Ask when this block begins and has to end."""
        state = self.session.state
        today, zone = state.day.hours[block], state.agenda.zone
        told = _("Hours of “{title}”: its start and its hard end", title=state.agenda.block(block).title)
        shown = f"{clock_time(today.start, zone)} – {clock_time(today.end, zone)}"
        await self.ask_for(told, lambda text: self._change_hours(block, text, today), shown)

    def _change_hours(self, block: str, text: str, shown: Hours) -> None:
        """Change what is otherwise than `shown`: the rest stays as it is by now, whoever changed that."""
        was, times = shown.start, re.split(r"\s*[-–—]\s*", text.strip())
        *starts, ends = [one for one in times if one] or [""]
        start = self._instant(starts[0], was) if starts else was
        end = self._instant(ends, start or was)
        if len(starts) > 1 or start is None or end is None:
            self.say(_("Write two clock times: “9:00 – 12:15”, or the end alone"), bad=True)
            return
        zone = self.times.zone
        same = clock_time(start, zone) == clock_time(was, zone)
        ends = ending_at(end, start, zone)
        kept = clock_time(ends, zone) == clock_time(shown.end, zone)
        meant = ChangeHours(block, None if same else start, None if kept else ends)
        self.do(meant, then=lambda: self.call_later(self.on_ask_closed))

    async def action_shift(self) -> None:
        told = _("What is left of the day: +20 or −10 min, or when the next block begins")
        await self.ask_for(told, self._shift)

    def _shift(self, text: str) -> None:
        found = re.fullmatch(r"([+\-−])\s*(\d{1,4})(?:\s*min)?", text.strip())
        day = self.session.state.day
        to = None if found else self._instant(text, next_start(day) or self.session.now())
        if not found and to is None:
            self.say(_("Write minutes with their sign, “+20”, or a clock time, “13:45”"), bad=True)
            return
        minutes = int(found[2]) * (1 if found[1] == "+" else -1) if found else 0
        self.do(Shift(minutes * 60, to), then=lambda: self.call_later(self.on_ask_closed))

    async def action_replan(self) -> None:
        """Ask for the agenda's file, and say what changes before it is taken in."""
        await self.ask_for(_("The file of the edited agenda"), self._replan, self.workshop.plan_file)

    def _replan(self, text: str) -> None:
        from workshop_tui.agenda.course import NoDay, same_day
        from workshop_tui.agenda.reading import AgendaError, load
        from workshop_tui.session.timing.replan import SAME, changes

        if not text.strip():
            return
        try:
            plan = load(Path(os.path.expanduser(text.strip())))  # noqa: PTH111 (`expanduser` of Path raises)
            agenda = same_day(plan, self.session.state.agenda)
        except AgendaError as error:
            mistakes = [one for one in error.findings if not one.warning]
            self.say(mistakes[0].told(text.strip()), bad=True)
            if mistakes[0].line:  # else it is no agenda at all, and its name may be mended at once
                self._tell_mistakes([one.told(text.strip()) for one in mistakes])
            return
        except NoDay as error:
            self.say(str(error.message), bad=True)
            return
        differences = [str(one) for one in changes(self.session.state.day, agenda)]
        self.call_later(self.on_ask_closed)
        if not differences:
            self.say(str(SAME), bad=True)
            return
        self.ask("\n".join((_("Take this in?"), *_first(differences))), lambda: self.do(Replan(agenda)))

    def _tell_mistakes(self, mistakes: list[str]) -> None:
        """Say where the file's mistakes are, whole: a line of notices has no room for that."""
        from workshop_tui.tui.dialogs.confirm import TellScreen

        self.app.push_screen(
            TellScreen("\n".join((_("Nothing is taken in: the file has mistakes"), *_first(mistakes))))
        )

    def _instant(self, text: str, near: datetime) -> datetime | None:
        """The instant of a clock time of the plan, `near` what it is about; None if it is none."""
        from workshop_tui.agenda.times import Mistake, parse_clock
        from workshop_tui.session.timing.spoken import planned_near

        try:
            return planned_near(self.session.state.day, parse_clock(text), near)
        except Mistake:
            return None

    # ── the first minute ───────────────────────────────────────────────────────────────────────────────
    @property
    def _far_from_its_start(self) -> bool:
        """Tell whether nothing has begun on the day (or in the night) that it is, and its first start is far from now.

        Who does not lead is not asked for that.
        """
        if self.session.may < May.LEAD:
            return False
        day, now, start = self.session.state.day, self.session.clock.now(), self.times.blocks[0].start
        rehearsed = isinstance(self.session.clock, RehearsalClock)
        if self.times.mode is not Mode.READY or rehearsed or now.astimezone(self.times.zone).date() not in day.dates:
            return False
        return not start - EARLY <= now <= start + LATE

    async def ask_when_it_begins(self) -> None:
        """Ask once, where that is to be asked."""
        if self._far_from_its_start:
            from workshop_tui.tui.widgets.beginning import Beginning

            now, start, zone = self.session.clock.now(), self.times.blocks[0].start, self.times.zone
            self._asked_about = start
            await self.mount(Beginning(now, start, zone, confined=self.workshop.confined), before="#notice")
        self._asked = True
        self.draw()

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """A question that is left for something else is answered: as planned."""
        if self._asked and self.asked_when_it_begins and event.widget.id != "beginning":
            self._leave_the_question()

    @property
    def asked_when_it_begins(self) -> bool:
        """Tell whether it is asked, or will be at once: until then nothing is late."""
        if not self._asked:
            return self._far_from_its_start
        return self.times.mode is Mode.READY and self.has_child("beginning")

    def leave_the_question_if_settled(self) -> None:
        """Ask no more once somebody has begun the day, or has given it other hours than those that are asked about."""
        begun = self.times.mode is not Mode.READY or self.times.blocks[0].start != self._asked_about
        if self._asked and begun and self.has_child("beginning"):
            self._leave_the_question()

    def _leave_the_question(self) -> None:
        from workshop_tui.tui.widgets.beginning import Beginning

        self.query_one(Beginning).leave()

    async def on_one_of_closed(self, event: OneOf.Closed) -> None:
        if self.focused in (None, event.question):  # at once: a key may go on to what takes the focus itself
            self.set_focus(self.query_one(Timetable))
        await event.question.remove()
        self.draw()
        if event.question.id != "beginning":
            return
        if event.answer == "now":
            self.do(Shift(to=self.session.now().replace(second=0), with_pins=True))
        elif event.answer == "rehearse":
            self.workshop.rehearse(self.session.state.agenda)
        elif event.answer == "demo":
            from workshop_tui.agenda.course import days_of
            from workshop_tui.agenda.reading import load

            self.workshop.rehearse(days_of(load(locations.seed_agenda()))[0])


def _first(told: list[str]) -> list[str]:
    """The first `MANY` of these, and how many more there are."""
    more = len(told) - MANY
    return [*told[:MANY], *([plural("and {count} more", "and {count} more", more)] if more > 0 else [])]
