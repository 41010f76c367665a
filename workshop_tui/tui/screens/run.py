"""The run screen: the timetable, what is left of the live segment, the notes, and one key for each command.

It follows the session: ten times a second it asks whether anything was written (here or on another
terminal), and once a second what time it is; only cells that read differently are repainted.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.events import Resize
from textual.widgets import Input

from workshop_tui.clock import RehearsalClock
from workshop_tui.journal import JournalError
from workshop_tui.locale import _
from workshop_tui.service import Session
from workshop_tui.session import intents
from workshop_tui.session.account import told
from workshop_tui.session.day import Mode, Standing
from workshop_tui.session.decisions import segment_at
from workshop_tui.session.events import Recorded, is_timing
from workshop_tui.session.naming import Refused
from workshop_tui.session.timeline import Timeline, timeline
from workshop_tui.tui.screens.keyed import KeyedScreen
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.notes import Notes
from workshop_tui.tui.widgets.now import Now, urgency_of
from workshop_tui.tui.widgets.timetable import Timetable
from workshop_tui.tui.widgets.topbar import TopBar

if TYPE_CHECKING:
    from workshop_tui.tui.widgets.composer import Composer

BEAT = 0.1
"""Seconds between two looks at the file and the clock."""
NOTICE = 8
"""Seconds that a notice stays."""
SMALLEST = (60, 16)
"""Columns and rows below which the screen only says that it is too small."""


class RunScreen(KeyedScreen):
    """The day, run from here."""

    NAME = "run"
    CSS_PATH = "run.tcss"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.times: Timeline = timeline(session.state, session.clock.now())
        self._drawn_at: datetime | None = None
        self._bell = True
        self._urgency: tuple[str | None, str] = (None, "")
        self._beats = 0
        self._notice_until = 0

    def compose(self) -> ComposeResult:
        self.listen()
        agenda = self.session.state.agenda
        yield TopBar()
        with Horizontal(id="body"):
            yield Timetable()
            with Vertical(id="right"):
                yield Now(agenda)
                yield Notes()
        yield Line(id="notice")
        yield KeyBar(self.keys)

    def on_mount(self) -> None:
        self.query_one(Timetable).focus()
        self.session.journal.changed()
        self._draw()
        self.set_interval(BEAT, self._beat)
        self.call_after_refresh(self._resume_draft)

    def on_screen_resume(self) -> None:
        self._draw()

    def on_unmount(self) -> None:
        self.session.close()

    def on_resize(self, event: Resize) -> None:
        columns, rows = SMALLEST
        small = event.size.width < columns or event.size.height < rows
        if small and not self.query("#small"):
            self.mount(Line(_("This screen needs at least 60 columns and 16 rows."), id="small"))
        self.set_class(small, "too-small")
        self.set_class(event.size.width < 100, "narrow")
        self.set_class(event.size.height < 30, "low")
        self.call_after_refresh(self._draw)

    # ── following ──────────────────────────────────────────────────────────────────────────────────────
    def _beat(self) -> None:
        self._beats += 1
        try:
            records = self.session.follow()
        except JournalError as error:
            self._say(str(error), bad=True)
            return
        if records:
            self._tell(records)
        if records or self.session.clock.now() != self._drawn_at:
            self._draw()
        if self._beats == self._notice_until:
            self._hush()

    def _draw(self) -> None:
        """Draw the present second."""
        state, now = self.session.state, self.session.clock.now()
        self._drawn_at = now
        self.times = timeline(state, now)
        self._ring()
        if self.app.screen is not self and not self.app.screen.is_modal:
            return  # the room's view covers it, and would be repainted with it
        self.query_one(TopBar).show_day(state, self.times, self.session.by)
        self.query_one(Timetable).show(self.times)
        self.query_one(Now).show(self.times)
        self.query_one(Notes).show(state, segment_at(state, now))

    def _ring(self) -> None:
        """The bell, when the live segment comes near its end or to it."""
        live = self.times.live
        left = live.remaining_s if live and self.times.mode is Mode.RUNNING else None
        urgency = (live.key if live else None, urgency_of(left, self.session.state.agenda.warn))
        before, self._urgency = self._urgency, urgency
        if self._bell and urgency[1] and urgency != before and urgency[0] == before[0]:
            self.app.bell()

    def _tell(self, records: list[Recorded]) -> None:
        timing = [record for record in records if is_timing(record.event)]
        if timing:
            self._say(
                str(told(self.session.state, timing[-1].event)),
                hint=_(" — {key} takes it back", key=self.sign_of("undo")),
            )

    def _say(self, text: str, *, hint: str = "", bad: bool = False) -> None:
        """Show `text` for a while; where it is too long it is cut, and `hint` is not."""
        notice = self.query_one("#notice", Line)
        notice.set_class(bad, "bad")
        notice.add_class("on")
        room = max(0, self.size.width - 2 - len(hint))
        notice.show(Content(text).truncate(room, ellipsis=True) + hint)
        self._notice_until = self._beats + round(NOTICE / BEAT)

    def _hush(self) -> None:
        notice = self.query_one("#notice", Line)
        notice.show("")
        notice.remove_class("bad", "on")

    # ── doing ──────────────────────────────────────────────────────────────────────────────────────────
    def _do(self, intent: intents.Intent) -> Recorded | None:
        """Do it and show what it did, or say why not."""
        try:
            record = self.session.do(intent)
        except Refused as refusal:
            self._draw()
            self._say(str(refusal), bad=True)
            return None
        except JournalError as error:
            self._say(_("Not kept: {why}", why=error), bad=True)
            return None
        if is_timing(record.event):
            self._tell([record])
        self._draw()
        return record

    def _on_selected(self, meant: Callable[[str], intents.Intent]) -> None:
        if key := self.query_one(Timetable).selected:
            self._do(meant(key))

    def action_next(self) -> None:
        clock, following = self.session.clock, self.times.next
        if isinstance(clock, RehearsalClock) and self.times.live is None and following:
            clock.jump(self.times.block_of(following.key).start)  # nobody rehearses lunch
        self._do(intents.Next())

    def action_goto(self) -> None:
        self._on_selected(intents.Goto)

    def on_timetable_chosen(self) -> None:
        self.action_goto()

    def action_pause(self) -> None:
        self._do(intents.Resume() if self.times.mode is Mode.PAUSED else intents.Pause())

    def _extend(self, minutes: int) -> None:
        self._do(intents.Extend(minutes, None if self.times.live else self.query_one(Timetable).selected))

    def action_extend(self) -> None:
        self._extend(5)

    def action_longer(self) -> None:
        self._extend(1)

    def action_shorter(self) -> None:
        self._extend(-1)

    def action_stop(self) -> None:
        self._do(intents.Stop())

    def action_skip(self) -> None:
        key = self.query_one(Timetable).selected
        skipped = key is not None and self.session.state.day.segments[key].standing is Standing.SKIPPED
        self._on_selected(intents.Restore if skipped else intents.Skip)

    def action_undo(self) -> None:
        self._do(intents.Undo())

    def action_end(self) -> None:
        self._do(intents.Reopen() if self.times.mode is Mode.ENDED else intents.End())

    def action_bell(self) -> None:
        self._bell = not self._bell
        self._say(_("The bell is on") if self._bell else _("The bell is off"))

    # ── notes ──────────────────────────────────────────────────────────────────────────────────────────
    def _resume_draft(self) -> None:
        if self.session.journal.draft(self.session.by):
            self._say(_("A half-typed note is kept: {key} goes on with it", key=self.sign_of("note")))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """`n` and `tab` are looked at before the composer gets them: `n` is its own while it is open."""
        if action == "note":
            return not self.query("Composer.open")
        if action == "tags":
            return isinstance(self.focused, Input)
        return True

    def action_tags(self) -> None:
        self.set_focus(self.query_one("#tags"))

    async def action_note(self) -> None:
        from workshop_tui.tui.widgets.composer import Composer, Draft

        composer = next(iter(self.query(Composer)), None)
        if composer is None:
            composer = Composer(self.session.state.agenda)
            await self.mount(composer, before="#notice")
        composer.add_class("open")
        kept = self.session.journal.draft(self.session.by)
        composer.resume(Draft.model_validate_json(kept) if kept else Draft())

    def _close_composer(self) -> None:
        self.query_one("#composer").remove_class("open")
        self.query_one(Timetable).focus()

    def on_composer_changed(self, event: Composer.Changed) -> None:
        kept = "" if event.draft.empty else event.draft.model_dump_json()
        try:
            self.session.journal.keep_draft(self.session.by, kept)
        except JournalError as error:
            self._say(_("Not kept: {why}", why=error), bad=True)

    def on_composer_submitted(self, event: Composer.Submitted) -> None:
        draft = event.draft
        intent = intents.TakeNote(
            text=draft.text,
            kind=draft.kinds[0] if draft.kinds else None,
            phases=tuple(draft.phases),
            stakeholders=tuple(draft.stakeholders),
        )
        if self._do(intent):
            self.session.journal.keep_draft(self.session.by, "")
            self._close_composer()
            self._say(_("Note kept"))

    def on_composer_closed(self) -> None:
        self._close_composer()

    # ── elsewhere ──────────────────────────────────────────────────────────────────────────────────────
    def action_room(self) -> None:
        from workshop_tui.tui.screens.room import RoomScreen

        self.app.push_screen(RoomScreen(self))

    def action_home(self) -> None:
        from workshop_tui.tui.screens.home import HomeScreen

        self.workshop.show(HomeScreen(self.session.clock, self.session.by))

    def action_quit(self) -> None:
        message = None
        if self.times.mode in (Mode.RUNNING, Mode.PAUSED, Mode.IDLE) and not isinstance(
            self.session.clock, RehearsalClock
        ):
            message = _("The day goes on. Back to it: workshop-tui join {id}", id=self.session.state.id)
        self.app.exit(result=message, message=message)
