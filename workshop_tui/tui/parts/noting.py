"""The keys of the run screen that take a note: the composer comes when it is wanted, and its draft is always kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workshop_tui.locale import _, say
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.tui.parts.composing import Composes
from workshop_tui.tui.parts.moving import MovesTheDay
from workshop_tui.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from workshop_tui.tui.widgets.composer import Composer


class TakesNotes(Composes, MovesTheDay):
    """A screen on a session that takes notes, too."""

    _phases: tuple[str, ...] = ()
    """Of the note before: the next is of the same, unless it says otherwise."""

    def resume_draft(self) -> None:
        """Say that there is a half-typed note, as long as there is one."""
        if self.session.draft():
            goes_on = self.hint("note", say(": {key} goes on with it"), lambda: bool(self.session.draft()))
            self.say(_("A half-typed note is kept"), goes_on)
        else:
            self.query_one(Notice).hush(_("A half-typed note is kept"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """`n` and `tab` are looked at before a line that is typed in gets them: they are its own while it is open."""
        if action == "note":
            return not (self.composing or self.query_children("Ask"))
        if action == "tags":
            return self.tags_wanted()
        return True

    async def action_note(self) -> None:
        from workshop_tui.session.notes.draft import Draft

        self.query_one(Notice).hush(_("Note kept"))
        kept = self.session.draft()
        draft = Draft.kept(kept) if kept else Draft(sticky=list(self._phases))
        await self.open_composer(self.session.state.agenda, draft)

    def on_composer_changed(self, event: Composer.Changed) -> None:
        self.keep("" if event.draft.empty else event.draft.as_json())

    def on_composer_submitted(self, event: Composer.Submitted) -> None:
        read = event.draft.read(self.session.state.agenda)
        intent = TakeNote(
            text=read.text,
            kind=read.kind,
            phases=read.phases,
            stakeholders=read.stakeholders,
            initiative=read.initiative,
            details=read.details,
            remember=event.draft.remember,
            check=event.draft.check,
            private=event.draft.private,
        )
        if record := self.do(intent):
            self._phases = read.phases
            self.keep("")
            self.close_composer()
            if self.session.kept(record.number):
                self.say(_("Note kept") + "".join(f" · {one}" for one in read.remarks))

    def on_composer_closed(self) -> None:
        self.close_composer()
        self.resume_draft()
