"""The keys of the run screen that take a note: the composer comes when it is wanted, and its draft is always kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_tui.locale import _, clock_time, say
from workshop_tui.session.notes.commands import segment_at, stretch_at
from workshop_tui.tui.hints import Said
from workshop_tui.tui.parts.forgetting import Forgets
from workshop_tui.tui.parts.moving import MovesTheDay
from workshop_tui.tui.title import cut
from workshop_tui.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from workshop_tui.session.notes.draft import Draft
    from workshop_tui.tui.widgets.composer import Composer


class TakesNotes(Forgets, MovesTheDay, part=True):
    """A screen on a session that takes notes, too."""

    _phases: tuple[str, ...] = ()
    """Of the note before: the next is of the same, unless it says otherwise, or was begun in another segment."""
    _phases_of: tuple[str | None, int] | None = None
    """The stretch of the day in which that one was begun."""

    half_typed = False
    """True if a note was left half-typed here."""

    def resume_draft(self) -> None:
        """Say that there is a half-typed note, as long as there is one."""
        self.half_typed = bool(self.session.draft())
        if self.half_typed:
            goes_on = self.hint("note", say(": {key} goes on with it"), lambda: bool(self.session.draft()))
            self.say(_("A half-typed note is kept"), goes_on)
        else:
            self.query_one(Notice).hush(_("A half-typed note is kept"))

    def half_typed_said(self) -> Said:
        """Say it quietly, as long as there is one, and it is not being typed."""
        if not self.half_typed or self.composing:
            return Said("")
        return Said(_("A half-typed note is kept"), (self.hint("note", say(": {key} goes on with it")),))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """`n` and `tab` are looked at before a line that is typed in gets them: they are its own while it is open."""
        if action == "note":
            return not (self.composing or self.has_child("ask"))
        if action == "tags":
            return self.tags_wanted()
        return True

    async def action_note(self) -> None:
        from workshop_tui.session.notes.draft import Draft

        self.query_one(Notice).hush(_("Note kept"))
        kept = self.session.draft()
        draft = Draft.kept(kept) if kept else Draft(sticky=list(self._phases))
        if not kept:
            self._begin(draft)
            draft.began = None  # until something is typed
        await self.open_composer(self.session.state.agenda, draft)
        self.entitle_composer()

    def _begin(self, draft: Draft) -> None:
        """Let the note begin now: it is of the segment that is live; the phases of the note before stay in that."""
        day, now = self.session.state.day, self.session.now()
        draft.segment, draft.began = segment_at(day, now), now
        if self._phases_of != stretch_at(day, now):
            draft.sticky = []

    def entitle_composer(self) -> None:
        """Say over the composer, while it is open, which segment the note belongs to, and since when."""
        composer = self._composer
        if composer is None or not self.composing:
            return
        draft, day, now = composer.tags.draft, self.session.state.day, self.session.now()
        here = segment_at(day, now)
        segment, at = (here, now) if draft.began is None or draft.present else (draft.segment, draft.began)
        other = draft.segment if draft.present else here
        both = bool(other) and other != segment
        room = (self.size.width - 30) // (2 if both else 1)  # titles are shortened first, each as much
        title = cut(day.title(segment), room) if segment else _("before the first segment")
        told = _("Note of {time}: {title}", time=clock_time(at, day.agenda.zone), title=title)
        if other and both:
            told += _(" — ^y: {title}", title=cut(day.title(other), room))
        composer.entitle(told)

    def on_composer_elsewhere(self) -> None:
        """The other of the two: where it was begun, or what is live."""
        from workshop_tui.tui.widgets.composer import Composer

        draft = self.query_one(Composer).tags.draft
        if draft.began is not None:
            draft.present = not draft.present
            self.keep(draft.as_json())
        self.entitle_composer()

    def keep_composed(self, draft: Draft) -> None:
        if draft.empty:
            draft.began, draft.present = None, False
        elif draft.began is None:
            self._begin(draft)
        self.keep("" if draft.empty else draft.as_json())

    def on_composer_changed(self) -> None:
        self.keep_typed()
        self.entitle_composer()

    async def on_composer_submitted(self, event: Composer.Submitted) -> None:
        draft, hidden = self.without_forgotten(event.draft)
        read = draft.read(self.session.state.agenda)
        intent = draft.taking(read, segment=None if draft.present else draft.segment)
        now, began = self.session.now(), draft.began
        at = None if began is None or draft.present else min(began, now)
        if record := self.do(intent, at):
            self._phases, self._phases_of = read.phases, stretch_at(self.session.state.day, at or now)
            self.keep("")
            self.half_typed = False
            if event.another:
                await self.action_note()
            else:
                self.close_composer()
            if self.session.kept(record.number):
                self.say(_("Note kept") + hidden + "".join(f" · {one}" for one in read.remarks))

    def on_composer_closed(self) -> None:
        self.close_composer()
        self.resume_draft()
        self.settle()
