"""The live segment: what is left of it in figures that can be read in two seconds, and what it is for.

The minutes are large, the seconds small: each second repaints three cells.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Digits

from workshop_tui.agenda import Agenda, Segment
from workshop_tui.agenda.elsewhere import hour_there, zones
from workshop_tui.locale import Message, _, clock_time, dated_time, say
from workshop_tui.room import inner_clock, urgency_of
from workshop_tui.session.event import named
from workshop_tui.session.sentences import after_its_end, was_left_open
from workshop_tui.session.timing.day import Day, Mode
from workshop_tui.session.timing.minutes import full_minutes
from workshop_tui.session.timing.timeline import SegmentTimes, Timeline
from workshop_tui.tui.part import Kin
from workshop_tui.tui.widgets.detail import detail, needed_next
from workshop_tui.tui.widgets.frames import Beside
from workshop_tui.tui.widgets.guests import coming
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.timetable import shift


class Now(Kin, Vertical):
    """The panel of the live segment, or of what comes when nothing is live."""

    def __init__(self, agenda: Agenda, hinted: Callable[[str, Message], str], times: Timeline) -> None:
        """`hinted` gives the words about an action as they read now; `times` are those to begin with."""
        self._urgency = _urgency(times, agenda)
        self._counts = times.live is not None and not times.left_open
        self._has_step = self._counts and times.live is not None and bool(inner_clock(times.live))
        super().__init__(id="now", classes=f"panel {self._urgency}")
        self._hinted = hinted
        self._speaks = ""
        self._agenda = agenda
        self._described: object = None
        """The segments that were told of, and what was told."""
        self._live: SegmentTimes | None = None
        self._beside = {"left": Content(), "bar": Content(), "following": Content()}
        """The lines beside the figures, as one widget shows them: each by itself would cost as much as all."""

    def compose(self) -> ComposeResult:
        with Beside(id="figures"):
            yield Digits("", id="minutes", classes=None if self._counts else "none")
            yield Line(id="seconds")
            yield Line(id="beside")
        yield Line(id="landing")
        if zones(self._agenda):
            yield Line(id="elsewhere")
        yield Line(id="step", classes=None if self._has_step else "none")
        yield Line(id="groups", classes="none")
        yield Line(id="about")

    def show(
        self,
        times: Timeline,
        day: Day,
        leads: str,
        speaks: str = "",
        selected: Segment | None = None,
        waiting: tuple[Content, ...] = (),
    ) -> None:
        """Draw `times` of `day`: only what reads differently is repainted. `leads` is who leads, or sits here, `speaks`
        says who speaks.

        `selected`: the segment of which there is more to say than of what runs; `waiting`: what is left to do.
        """
        self._speaks = speaks
        row = times.live or times.next
        self._agenda = day.agenda
        self.query_one("#landing", Line).show(_landing(times))
        self._urge(_urgency(times, self._agenda))
        needed = needed_next(times)
        told = (*waiting, *coming(times, day), *((needed,) if needed else ()), *_goes_on(row, day, times))
        what = (row.plan if row else None, selected, told, self.screen.has_class("low"))
        if self._described != what:
            self._described = what
            self._describe(row.plan if row else None, selected, told)
        self._tell_elsewhere(times, day)
        if times.live and times.left_open:
            self._was_left_open(times.live, times)
        elif times.live:
            self._count(times.live, times)
        else:
            self._wait(times)
        if following := times.next if times.live else None:
            start = (
                _(" at {at}", at=clock_time(following.projected_start, times.zone)) if following.projected_start else ""
            )
            lead = following.plan.lead
            whose = "" if not lead or leads in lead else f" · {named(self._agenda, lead[0])}"
            self._line("following", _("next: {title}", title=following.plan.title) + start + whose)
        else:
            self._line("following", _("next: nothing in this block") if times.live else "")
        self._show_beside()

    def show_groups(self, told: str) -> None:
        """Show where the groups at work stand; nothing where there are none."""
        line = self.query_one("#groups", Line)
        line.show(told)
        line.set_class(not told, "none")

    def _count(self, row: SegmentTimes, times: Timeline) -> None:
        left = row.remaining_s
        minutes, seconds = full_minutes(left), abs(left) % 60
        self._figures(f"{'+' if left < 0 else ''}{minutes}", f":{seconds:02}")
        ends = clock_time(times.now + timedelta(seconds=max(0, left)), times.zone)
        words = (
            _("PAUSED · {minutes} min left", minutes=minutes)
            if times.mode is Mode.PAUSED
            else _("OVER by {minutes} min", minutes=minutes)
            if left < 0
            else self._left(minutes, ends)
        )
        self._line("left", words)
        self._live = row
        self._set_bar(row)
        self._step(" · ".join(filter(None, (self._speaks, inner_clock(row)))))

    def _was_left_open(self, row: SegmentTimes, times: Timeline) -> None:
        """Say since when it runs, and when the day was to end: no figure of a day that is over says anything."""
        self._live = None
        self._figures("", "")
        since = row.actual_start or times.now
        running = _("Left running since {time}", time=dated_time(since, times.zone))
        self._line("left", self._fitting(running, _("Left running")))
        self._line("bar", self._fitting(was_left_open(times), after_its_end(times)))
        self._step("")

    def _left(self, minutes: int, ends: str) -> str:
        """The minutes in words, too, for who does not see the figures; and the end, if there is room for both."""
        both = _("{minutes} min left, ends {end}", minutes=minutes, end=ends)
        return self._fitting(both, _("{minutes} min left", minutes=minutes))

    def _fitting(self, whole: str, short: str) -> str:
        """The whole words, if there is room for them."""
        return whole if len(whole) <= self.query_one("#beside").content_size.width else short

    def _wait(self, times: Timeline) -> None:
        self._live = None
        self._figures("", "")
        told = {
            Mode.READY: _("Not started yet"),
            Mode.IDLE: _("Nothing is live"),
            Mode.ENDED: _("The day is ended"),
        }.get(times.mode, "")
        self._line("left", told)
        starts = times.next.projected_start if times.next else None
        if times.mode is Mode.ENDED:
            told = self._hinted("end", say("{key} reopens it"))
        elif times.mode is Mode.IDLE and not times.next:
            told = self._hinted("end", say("nothing is left: {key} ends the day"))
        elif starts:
            told = _("foreseen at {at}", at=clock_time(starts, times.zone))
            told += self._hinted("next", say(" · {key} starts it"))
        else:
            told = self._fitting(was_left_open(times), after_its_end(times)) if times.left_open else ""
        self._line("bar", told)
        self._step("")

    def _figures(self, minutes: str, seconds: str) -> None:
        digits = self.query_one("#minutes", Digits)
        if digits.value != minutes:
            if len(digits.value) != len(minutes):
                self.call_after_refresh(self._draw_bar)
            digits.update(minutes)
            digits.set_class(not minutes, "none")
        self.query_one("#seconds", Line).show(seconds)

    def _draw_bar(self) -> None:
        if self._live:
            self._set_bar(self._live)
            self._show_beside()

    def _set_bar(self, row: SegmentTimes) -> None:
        width = max(8, self.query_one("#beside").content_size.width - 9)
        share = min(1.0, row.elapsed_s / row.allotted_s) if row.allotted_s else 1.0
        full = round(width * share)
        self._beside["bar"] = Content.assemble(
            ("━" * full, "$accent"), ("─" * (width - full), "$text-disabled"), f" {row.allotted_min} min"
        )

    def _line(self, name: str, text: str) -> None:
        self._beside[name] = Content.styled(text, "bold") if name == "left" else Content(text)

    def _show_beside(self) -> None:
        self.query_one("#beside", Line).show(Content("\n").join(self._beside.values()))

    def _step(self, told: str) -> None:
        step = self.query_one("#step", Line)
        step.show(told)
        step.set_class(not told, "none")

    def _urge(self, urgency: str) -> None:
        """The far end is calm and the near end is not: a class that the style sheet colours."""
        if urgency != self._urgency:
            self.remove_class("soon", "now", "over")
            self._urgency = urgency
            if urgency:
                self.add_class(urgency)

    def _tell_elsewhere(self, times: Timeline, day: Day) -> None:
        """When the live segment ends, or the next one starts, by the clocks far away."""
        for line in self.query("#elsewhere").results(Line):
            live, following = times.live, times.next
            at = (
                times.now + timedelta(seconds=max(0, live.remaining_s))
                if live
                else following and following.projected_start
            )
            there = (
                " · ".join(f"{one.called} {hour_there(one, at, day.date)}" for one in zones(day.agenda)) if at else ""
            )
            told = _("ends: {times}", times=there) if live else _("starts: {times}", times=there)
            line.show(told if there and not times.left_open else "")

    def _describe(self, segment: Segment | None, selected: Segment | None, before: tuple[Content, ...]) -> None:
        """Tell what there is to know of the `selected` segment, else of this one, after what is said `before`."""
        self.border_title = Content(segment.title if segment else self._agenda.title)
        led = ", ".join(named(self._agenda, key) for key in segment.lead) if segment else ""
        self.border_subtitle = Content(led) if segment else None
        told = [*before]
        other = selected if selected is not segment else None
        if segment and not (other and self.screen.has_class("low")):  # few lines: what was chosen has them
            told += detail(segment, self._agenda)
        if other and (known := [*detail(other, self._agenda, lead=True)]):
            told += [Content.assemble((_("Selected") + "  ", "bold $accent"), (other.title, "bold")), *known]
        self.query_one("#about", Line).show(Content("\n").join(told), layout=True)


def _urgency(times: Timeline, agenda: Agenda) -> str:
    """How near its end the live segment is, while it runs; nothing if it is far."""
    if times.live is None or times.left_open or times.mode is not Mode.RUNNING:
        return ""
    return urgency_of(times.live.remaining_s, agenda.warns(times.live.plan))


def _goes_on(row: SegmentTimes | None, day: Day, times: Timeline) -> tuple[Content, ...]:
    """Say what it goes on with, if with anything."""
    if row is None or not row.plan.continues or times.left_open:
        return ()
    from workshop_tui.session.timing.continuing import together
    from workshop_tui.spoken.words import capital

    told = together(day, row.key, times.now)
    return (Content(capital(str(told))),) if told else ()


def _landing(times: Timeline) -> Content:
    """Say when the block will end, what comes second after what is left of the segment; a sign says if that is late."""
    foreseen = times.current and not times.left_open and times.mode is not Mode.READY
    block = times.block(times.current or "") if foreseen else None
    if block is None or block.projected_end is None:
        return Content("")
    ends, late = clock_time(block.projected_end, times.zone), block.late_min
    told = Content.assemble((_("Block ends {time}", time=ends), "bold"))
    if late > 0:
        told = told.stylize("$text-warning") + Content.styled(f" {shift(late)}", "bold $text-warning")
    return told + Content.styled(
        _(" · planned {time} · {title}", time=clock_time(block.end, times.zone), title=block.plan.title), "$text-muted"
    )
