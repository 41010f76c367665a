"""The run screen: the timetable, what is left of the live segment, the notes, and one key for each command.

It follows the session: ten times a second it asks whether anything was written (here or on another
terminal), and once a second what time it is; only cells that read differently are repainted. What its keys
do is in `moving` and `noting`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.geometry import Size

from workshop_tui.clock import RehearsalClock, SystemClock
from workshop_tui.journal.sessions import doubts
from workshop_tui.locale import _, clock_time, say
from workshop_tui.presence import views_of
from workshop_tui.room import floor_line
from workshop_tui.service import Session
from workshop_tui.session.notes.commands import segment_at
from workshop_tui.session.notes.expectations import to_review
from workshop_tui.session.reminders import guests_expected, parked
from workshop_tui.session.timing.day import Mode
from workshop_tui.session.timing.deviations import deviations
from workshop_tui.session.timing.limits import late_blocks
from workshop_tui.session.timing.minutes import full_minutes
from workshop_tui.session.timing.timeline import Timeline, timeline
from workshop_tui.text import clean_line
from workshop_tui.tui.at_hand import load
from workshop_tui.tui.ended import after_the_end
from workshop_tui.tui.hints import Said
from workshop_tui.tui.parts.grouped import ShowsGroups
from workshop_tui.tui.parts.guiding import Guides
from workshop_tui.tui.pulse import BEAT
from workshop_tui.tui.sheets import wear
from workshop_tui.tui.widgets.frames import Below, Beside
from workshop_tui.tui.widgets.guests import slot_of
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.notes import Notes
from workshop_tui.tui.widgets.notice import Notice
from workshop_tui.tui.widgets.now import Now
from workshop_tui.tui.widgets.ribbon import Ribbon
from workshop_tui.tui.widgets.small import Small
from workshop_tui.tui.widgets.timetable import Timetable
from workshop_tui.tui.widgets.topbar import TopBar
from workshop_tui.tui.widgets.waiting import Waiting

if TYPE_CHECKING:
    from workshop_tui.agenda import Segment
    from workshop_tui.session.notes.notebook import Note
    from workshop_tui.session.state import State
    from workshop_tui.session.timing.chance import Outlook
    from workshop_tui.tui.key import Key


SOON_S = 0.02
"""Seconds after the first frame in which a key that comes at once is answered before other days are looked at."""
AT_REST_S = 0.3
"""Seconds after the first frame in which a key that comes at once is answered first."""


class RunScreen(Guides, ShowsGroups):
    """The day, run from here."""

    NAME = "run"
    CSS_PATH = "run.tcss"
    AUTO_FOCUS = "#timetable"  # at once: `focus()` comes later, and would take it from a note begun meanwhile

    def __init__(self, session: Session, *, edited: bool = False) -> None:
        """`edited`: the agenda's file is another now, which is said as the screen comes."""
        super().__init__()
        self._edited = edited
        session.not_waiting()
        self.session = session
        self.times: Timeline = timeline(session.state.day, session.now()).calm()
        self._outlook: Outlook | None = None
        self._painted = self._looked_around = False
        self._waiting = Waiting()
        self._ended = False
        """True while the bar is that of a day which has ended."""

    @property
    def bar_keys(self) -> tuple[Key, ...]:
        return after_the_end(self.keys) if self._ended and not self._typing and not self.mode else self.keys

    def compose(self) -> ComposeResult:
        self.listen()
        agenda = self.session.state.agenda
        yield TopBar()
        yield Ribbon()
        with Beside(id="body"):
            with Below(id="planned"):
                yield Timetable()
                yield Small()
            with Below(id="right"):
                yield Now(agenda, self.hinted, self.times)
                yield Notes(self.hinted)
        yield Notice(BEAT, self.shown, self.session.now, self.workshop.notices)
        yield KeyBar(self.keys)

    def on_mount(self) -> None:
        self.follow()  # what has landed since the session was opened
        self.draw()
        self.look_at_the_day()
        self.begin()
        self.call_after_refresh(self._settle)

    def _settle(self) -> None:
        """Do what can wait for the first frame: a draft to go on with, the ribbon."""
        self._painted = True
        if self.workshop.warned:
            self.say(self.workshop.warned)
        if self._edited:
            self.say(_("The agenda was edited since"), self.hint("replan", say(": {key} shows what changes")))
        if not self.composing:  # keys may have come before the first frame
            self.resume_draft()
        self.draw()
        self.call_later(self.ask_when_it_begins)
        self.set_timer(SOON_S, self._look_around)
        self.set_timer(AT_REST_S, load)

    def _look_around(self) -> None:
        """Do what can wait for a first key: what is wrong with where sessions are, and the other days' chances."""
        self._looked_around = True
        if doubt := doubts(self.session.journal.store):
            self.say(str(doubt))
        self.draw()

    def on_screen_resume(self) -> None:
        if self._painted:  # what comes first is drawn as it is mounted
            self.draw()

    def sized(self) -> None:
        self.draw()

    def coloured(self) -> None:
        if self._painted:
            self.draw()

    def suit(self, size: Size) -> None:
        """Wear the classes that the style sheet goes by."""
        low, vast = size.height < 30, size.width >= 160
        if low or vast or size.width < 100:
            wear(self.app, "screens/run_sizes.tcss")
        self.wear(
            {
                "small": size.width < 60,
                "narrow": 60 <= size.width < 100,
                "low": low,
                "roomy": size.width >= 100 and not low,
                "vast": vast,
            }
        )

    # ── following ──────────────────────────────────────────────────────────────────────────────────────
    def beat(self) -> None:
        self.query_one(Notice).beat()
        later = self.session.clock.now() != self._drawn_at
        self.mind_the_clock()  # before others are told that this terminal is here
        before = self.session.company.present
        if records := self.follow():
            self.tell(records)
        changed = self.live_on() or bool(records)
        if self.session.company.present is not before:
            self.tell_namesakes()
            changed = changed or self.session.company.present != before
        if changed or later:
            self.draw()
        self.look_at_the_day()
        if self.session.before_forgetting:
            self.call_later(self.forget_on_screens)

    def draw(self) -> None:
        """Draw the present second."""
        state, now = self.session.state, self.session.now()
        self._drawn_at = self.session.clock.now()
        self.mind_the_clock()
        self.times = timeline(state.day, now).calm()
        self.tell_outside()
        if self.app.screen is not self and not self.app.screen.is_modal:
            return  # another view covers it, and would be repainted with it
        present = views_of(self.session.company.present)
        self.leave_the_question_if_settled()
        asked = self.asked_when_it_begins  # until it is answered nothing is late
        if self._ended is not (ended := self.times.mode is Mode.ENDED):
            self._ended = ended
            self.query_one(KeyBar).show_keys(self.bar_keys)
        top = replace(self.times, current=None) if asked else self.times
        self.query_one(TopBar).show_day(state, top, self.session.by, present, self.chances())
        self.query_one(Timetable).show(timeline(state.day, self.times.blocks[0].start) if asked else self.times)
        if self._painted:
            self.query_one(Ribbon).show_day(top)
            self.query_one(Small).show_notes(state, self.hinted("note", say(": {key} takes one")))
        self._show_now()
        self.query_one(Now).show_groups(self.groups_told())
        self.query_one(Notes).show(state, segment_at(state.day, now), self.session.kept, now)
        quiet = (
            self.guided(),
            Said(self.clock_gone_back()),
            Said(self.namesakes()),
            Said(self._guests()),
            self._todo_due(),
            Said(self._parked()),
            self._expected(),
            Said("") if asked else self._trouble(),
            self.half_typed_said(),
        )
        self.query_one(Notice).quiet(quiet)
        self.entitle_composer()

    def hints_changed(self) -> None:
        self.query_one(Notice).draw()
        if self._painted:
            self.draw()

    def chances(self) -> dict[str, float | None]:
        if not self._looked_around:
            return {}
        from workshop_tui.session.timing.chance import Outlook  # after the first frame

        if self._outlook is None or not self._outlook.holds(self.session.state.day, self.times):
            self._outlook = Outlook.of(self.session.state.day, self.times, self.session.past)
        return self._outlook.on_time(self.times)

    def _guests(self) -> str:
        """Say who is expected within ten minutes, when they are to start, and when they can be there."""
        state, zone, told = self.session.state, self.times.zone, []
        for guest, row in guests_expected(state, self.times):
            start = clock_time(row.projected_start or self.times.now, zone)
            slot = slot_of(guest, state.day, zone)
            there = _(" (there {slot})", slot=slot) if slot else ""
            told.append(_("At {start}: {name}", start=start, name=guest.name) + there)
        return " · ".join(told)

    @property
    def _looked_at(self) -> Segment | None:
        """The segment that is selected in the timetable."""
        key = self.query_one(Timetable).selected
        return self.session.state.day.plans.get(key) if key else None

    def on_rows_moved(self) -> None:
        """Tell of the selected segment beside, at once."""
        if self._painted:
            self._show_now()

    def _show_now(self) -> None:
        """Draw the panel of what runs, of the selected segment, and of what is left to do."""
        state = self.session.state
        waiting = self._waiting.listed(state, self.hinted("todo", say(": {key} ticks")))
        leads, speaks = state.day.hand or self.session.by, floor_line(state, self.times.now)
        self.query_one(Now).show(self.times, state.day, leads, speaks, self._looked_at, waiting)

    def _todo_due(self) -> Said:
        """Say what of the checklist is due about now."""
        due = self._waiting.due_now(self.session.state, self.times.now)
        return Said(due, (self.hint("todo", say(": {key} ticks")),)) if due else Said("")

    def _parked(self) -> str:
        """Say what was parked in this block, before it ends."""
        notes = parked(self.session.state, self.times)
        if not notes:
            return ""
        first = clean_line(notes[0].taken.text)[:60]
        more = _(" and {count} more", count=len(notes) - 1) if notes[1:] else ""
        return _("Parked: “{text}”", text=first) + more

    def _expected(self) -> Said:
        """In the closing, how many expectations nobody said of yet whether they are met."""
        left = len(to_review(self.session.state.day, self.session.state.notebook, self.times))
        if not left:
            return Said("")
        return Said(_("Expectations met or not? {count} to say", count=left), (self.hint("notes", say(": {key}")),))

    def _trouble(self) -> Said:
        """In words, the first limit that will be missed if nothing is done; nothing if none is, by the minute."""
        zone, helps = self.times.zone, (self.hint("fit", say(": {key} helps")),)
        for block, late_s in late_blocks(self.times):
            late, title = block.late_min, block.plan.title
            if late > 0 and block.projected_end:
                end = clock_time(block.projected_end, zone)
                told = _("“{title}” will end at {end}, {late} min late", title=title, end=end, late=late)
                return Said(told, helps)
            if by := full_minutes(max(0, late_s)):
                return Said(_("A fixed time of “{title}” will be missed by {late} min", title=title, late=by), helps)
        return Said("")

    # ── elsewhere ──────────────────────────────────────────────────────────────────────────────────────
    def action_notes(self) -> None:
        self.show_notes(lambda state: state.notebook.notes)

    def show_notes(self, those: Callable[[State], tuple[Note, ...]], about: str = "") -> None:
        """Open `those` notes, which are `about` something; all if nothing is said."""
        from workshop_tui.tui.screens.notes import NotesScreen

        self.app.push_screen(NotesScreen(self, those, about))

    def action_fit(self) -> None:
        from workshop_tui.session.timing.fit import nothing_to_fit, offered

        day, now = self.session.state.day, self.session.now()
        self._fitted = True
        if offered(day, now) is None:
            self.say(str(nothing_to_fit(day, now)), bad=True)
            return
        from workshop_tui.tui.screens.fit import FitScreen

        self.app.push_screen(FitScreen(self))

    def action_matrix(self) -> None:
        from workshop_tui.tui.screens.matrix import MatrixScreen

        self.app.push_screen(MatrixScreen(self))

    def action_report(self) -> None:
        from workshop_tui.tui.screens.report import ReportScreen

        self.app.push_screen(ReportScreen(self))

    def action_initiatives(self) -> None:
        from workshop_tui.tui.screens.initiatives import InitiativesScreen

        self.app.push_screen(InitiativesScreen(self))

    def action_decisions(self) -> None:
        from workshop_tui.tui.screens.decisions import DecisionsScreen

        self.app.push_screen(DecisionsScreen(self))

    def action_evaluation(self) -> None:
        from workshop_tui.session.evaluation.commands import NO_EVALUATION
        from workshop_tui.tui.screens.evaluation import EvaluationScreen

        if not self.session.state.agenda.questions:
            self.say(str(NO_EVALUATION), bad=True)
            return
        self.app.push_screen(EvaluationScreen(self))

    async def action_points(self) -> None:
        from workshop_tui.tui.screens.points import PointsScreen

        self.app.push_screen(await PointsScreen.of(self))

    def action_todo(self) -> None:
        from workshop_tui.tui.screens.todo import TodoScreen

        self.app.push_screen(TodoScreen(self))

    def action_said(self) -> None:
        from workshop_tui.tui.screens.said import SaidScreen

        self.app.push_screen(SaidScreen(self))

    def action_attendance(self) -> None:
        from workshop_tui.tui.screens.attendance import AttendanceScreen

        self.app.push_screen(AttendanceScreen(self))

    def action_turns(self) -> None:
        from workshop_tui.tui.screens.turns import TurnsScreen

        self.app.push_screen(TurnsScreen(self))

    def action_why(self) -> None:
        if not deviations(self.session.state.day, self.session.now()):
            self.say(_("the day has gone as planned so far"))
            return
        from workshop_tui.tui.screens.why import WhyScreen

        self.app.push_screen(WhyScreen(self))

    def show_group(self, segment: str, group: str) -> None:
        """Show the view of one group, over all else."""
        from workshop_tui.tui.screens.group import GroupScreen

        self.app.push_screen(GroupScreen(self, segment, group))

    def action_groups(self) -> None:
        from workshop_tui.session.groups.standing import shown_segment

        state = self.session.state
        if shown_segment(state.day, state.groups) is None and state.day.live is None:
            self.say(_("The agenda has no groups: in a live segment, some may be opened"))
            return
        from workshop_tui.tui.screens.groups import GroupsScreen

        self.app.push_screen(GroupsScreen(self))

    def action_room(self) -> None:
        from workshop_tui.tui.screens.room import RoomScreen

        self.app.push_screen(RoomScreen(self))

    def action_serve(self) -> None:
        from workshop_tui.tui.screens.serve import ServeScreen

        self.app.push_screen(ServeScreen(self))

    def action_home(self) -> None:
        if self.workshop.confined:
            return
        session = self.session
        clock = SystemClock() if isinstance(session.clock, RehearsalClock) else session.clock
        back = partial(Session, clock=session.clock, by=session.by)
        self.leave(lambda: self.workshop.show_home(clock, session.by, lambda: back(session.journal.again())))

    def refuse(self, why: str) -> None:
        self.say(why, bad=True)

    def tell_how_to_leave(self) -> None:
        leaves = say(": {key} leaves, and the day goes on")
        if self.hinted("quit", leaves):
            self.say(_("Nothing is ended"), self.hint("quit", leaves))
        else:
            self.say(_("Nothing is ended: {key} leaves, and the day goes on", key="ctrl+q"))

    def action_quit(self) -> None:
        message = None
        if self.times.mode in (Mode.RUNNING, Mode.PAUSED, Mode.IDLE) and not isinstance(
            self.session.clock, RehearsalClock
        ):
            message = self.way_back()
        shown = message and self.workshop.written(message)
        self.leave(lambda: self.app.exit(result=message, message=shown))
