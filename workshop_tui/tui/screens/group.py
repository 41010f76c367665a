"""A terminal that is one group's: its place, what is left, large, its own notes; it cannot move the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult

from workshop_tui.locale import _, clock_time
from workshop_tui.session.groups.commands import SayOfGroup
from workshop_tui.session.groups.grouping import owner
from workshop_tui.session.groups.standing import GroupNow, GroupsNow, called_back, groups_now, report_in
from workshop_tui.session.groups_told import report_told, state_told
from workshop_tui.session.notes.commands import segment_at
from workshop_tui.session.notes.notebook import Note
from workshop_tui.session.timing.minutes import full_minutes
from workshop_tui.tui.parts.asking import Asks
from workshop_tui.tui.parts.composing import Composes
from workshop_tui.tui.parts.over import Lists
from workshop_tui.tui.widgets.bigtime import BigTime
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.notes import line
from workshop_tui.tui.widgets.rows import Rows
from workshop_tui.tui.widgets.running import Running

if TYPE_CHECKING:
    from workshop_tui.agenda import Agenda
    from workshop_tui.session.notes.draft import Draft
    from workshop_tui.session.state import State
    from workshop_tui.tui.parts.noting import TakesNotes
    from workshop_tui.tui.widgets.composer import Composer

ASKED_MIN = "2"
"""Minutes that are offered where a group asks for some."""


class GroupScreen(Asks, Lists, Composes):
    """Over the run screen, to which no key of it leads."""

    NAME = "group"
    CSS_PATH = [*Lists.CSS_PATH, "group.tcss"]
    ABOVE = "#echo"
    ASIDE = False
    run: TakesNotes

    def __init__(self, run: TakesNotes, segment: str, group: str) -> None:
        super().__init__(run)
        self._segment, self._group = segment, group
        self._at: object = None
        """The rest of what was drawn beside the session: the minutes left, the round, the call back."""

    def compose(self) -> ComposeResult:
        self.listen()
        yield Running()
        yield Line(id="heading")
        yield BigTime(id="big")
        yield Line(id="word")
        yield Rows(id="found")
        yield Line(id="echo")
        yield KeyBar(self.keys)

    # ── what is shown ──────────────────────────────────────────────────────────────────────────────────
    @property
    def _now(self) -> object:
        state, now, live = self.run.session.state, self.run.session.now(), self.run.times.live
        left = full_minutes(live.remaining_s) if live else None
        step = live.step.part if live and live.step else None
        return left, bool(live and live.remaining_s < 0), step, called_back(state.day, state.groups, now)

    def outdated(self) -> bool:
        return super().outdated() or self._now != self._at

    @property
    def _made(self) -> GroupsNow:
        state = self.run.session.state
        return groups_now(state.day, state.groups, state.attendance, self._segment, self.run.session.now())

    def _of(self, made: GroupsNow) -> GroupNow | None:
        return next((one for one in made.groups if one.group.key == self._group), None)

    def draw(self) -> None:
        state = self._drawn = self.run.session.state
        self._at, made = self._now, self._made
        one = self._of(made)
        if one is None:
            self.query_one("#heading", Line).show(_("This group is closed: its notes stay"))
        else:
            title = str(one.group.called)
            parts = [title, one.place if one.place and one.place != title else "", one.group.link or ""]
            if made.round:
                parts.append(_("round {round} of {rounds}", round=made.round, rounds=made.rounds))
            self.query_one("#heading", Line).show(" · ".join(part for part in parts if part))
        self._draw_time(state, made, one)
        self._draw_notes(state)

    def _draw_time(self, state: State, made: GroupsNow, one: GroupNow | None) -> None:
        live, big = self.run.times.live, self.query_one(BigTime)
        counts = live is not None and made.live and not self.run.times.left_open
        left = live.remaining_s if live and counts else 0
        big.show_time(f"{'+' if left < 0 else ''}{full_minutes(left)}" if counts else "")
        back = called_back(state.day, state.groups, self.run.session.now())
        self.set_class(back and counts, "back")
        word = self.query_one("#word", Line)
        if not counts:
            reports = report_in(state.day, state.groups, self._segment) == state.day.live
            word.show(report_told(state, self._segment) if reports else _("This group is not at work now"), layout=True)
            return
        told = [str(state_told(one))] if one else []
        if back:
            told.insert(0, _("COME BACK: the time is nearly up") if left > 0 else _("COME BACK: the time is up"))
        elif live and live.projected_end:
            told.insert(0, _("until {end}", end=clock_time(live.projected_end, state.agenda.zone)))
        word.show(" · ".join(told), layout=True)

    def _draw_notes(self, state: State) -> None:
        table, session = self.query_one(Rows), self.run.session
        mine = [note for note in reversed(state.notebook.notes) if self._is_ours(state, note)]
        table.draw(
            [
                (
                    str(note.number),
                    line(state, note, kept=session.kept(note.number)).truncate(table.width, ellipsis=True),
                )
                for note in mine
            ]
        )
        if not mine:
            self.explain(table, _("What your group says stands here, and on the screens of the trainers."))
        elif table.selected is None:
            table.action_move(0)

    def _is_ours(self, state: State, note: Note) -> bool:
        whose = note.taken.group == self._group
        return whose and owner(state.day, state.groups, note.taken.segment) in (self._segment, None)

    # ── what is done ───────────────────────────────────────────────────────────────────────────────────
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """`n` and `tab` are looked at before a line that is typed in gets them: they are its own while it is open."""
        if action == "note":
            return not (self.composing or self.has_child("ask"))
        if action == "tags":
            return self.tags_wanted()
        return super().check_action(action, parameters)

    def action_done(self) -> None:
        if one := self._of(self._made):
            self.press(SayOfGroup(self._group, "working" if one.state == "done" else "done"))

    async def action_asks(self) -> None:
        await self.ask(f"asks {self._group}", _("Minutes that you ask for"), ASKED_MIN)

    async def answered(self, text: str) -> bool:
        minutes = text.strip().removesuffix("min").strip()
        if not minutes.isdecimal():
            self.refuse(_("Minutes are a whole number: 2"))
            return False
        return self.do(SayOfGroup(self._group, "asks", int(minutes)), _("Asked: the trainers see it"))

    # ── notes ──────────────────────────────────────────────────────────────────────────────────────────
    @property
    def _about(self) -> str:
        return f"group {self._segment} {self._group}"

    @property
    def composing_about(self) -> str:
        return self._about if self.composing else ""

    @property
    def _agenda_now(self) -> Agenda:
        return self.run.session.state.agenda

    async def action_note(self) -> None:
        from workshop_tui.session.notes.draft import Draft
        from workshop_tui.tui.widgets.composer import Composer

        kept = self.run.session.draft(self._about)
        await self.open_composer(self._agenda_now, Draft.kept(kept) if kept else Draft(group=self._group))
        one = self._of(self._made)
        self.query_one(Composer).entitle(_("Note of “{group}”", group=one.group.called if one else self._group))

    def on_composer_changed(self) -> None:
        self.keep_typed()

    def keep_composed(self, draft: Draft) -> None:
        if draft.empty:
            draft.began = None
        elif draft.began is None:
            day, now = self.run.session.state.day, self.run.session.now()
            draft.segment, draft.began = segment_at(day, now), now
        self.run.keep("" if draft.empty else draft.as_json(), self._about)

    def on_composer_submitted(self, event: Composer.Submitted) -> None:
        draft, hidden = self.run.without_forgotten(event.draft)
        read, now = draft.read(self._agenda_now), self.run.session.now()
        meant = draft.taking(read, segment=draft.segment, group=self._group)
        if record := self.run.do(meant, min(draft.began, now) if draft.began else None):
            self.run.keep("", self._about)
            self.close_composer()
            if self.run.session.kept(record.number):
                self.run.say(_("Note kept") + hidden + "".join(f" · {one}" for one in read.remarks))
            self.draw()

    def on_composer_closed(self) -> None:
        self.close_composer()

    async def action_quit(self) -> None:
        await self.run.run_action("quit")
