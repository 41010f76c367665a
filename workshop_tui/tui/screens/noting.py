"""The keys of the run screen that take a note: the composer comes when it is wanted, and its draft is always kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Input

from workshop_tui.journal import JournalError
from workshop_tui.locale import _
from workshop_tui.session import intents
from workshop_tui.tui.screens.moving import MovesTheDay
from workshop_tui.tui.widgets.timetable import Timetable

if TYPE_CHECKING:
    from workshop_tui.tui.widgets.composer import Composer


class TakesNotes(MovesTheDay):
    """A screen on a session that takes notes, too."""

    def resume_draft(self) -> None:
        """Say that there is a half-typed note, if there is one."""
        if self.session.draft():
            self.say(_("A half-typed note is kept: {key} goes on with it", key=self.sign_of("note")))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """`n` and `tab` are looked at before a line that is typed in gets them: they are its own while it is open."""
        composing = bool(self.query("Composer.open"))
        if action == "note":
            return not (composing or self.query("Ask"))
        if action == "tags":
            return composing and isinstance(self.focused, Input)
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
        kept = self.session.draft()
        composer.resume(Draft.model_validate_json(kept) if kept else Draft())

    def _close_composer(self) -> None:
        self.query_one("#composer").remove_class("open")
        self.query_one(Timetable).focus()

    def on_composer_changed(self, event: Composer.Changed) -> None:
        self._keep("" if event.draft.empty else event.draft.model_dump_json())

    def _keep(self, draft: str) -> None:
        try:
            self.session.keep_draft(draft)
        except JournalError as error:
            self.say(_("Not kept: {why}", why=error), bad=True)

    def on_composer_submitted(self, event: Composer.Submitted) -> None:
        draft = event.draft
        intent = intents.TakeNote(
            text=draft.text,
            kind=draft.kinds[0] if draft.kinds else None,
            phases=tuple(draft.phases),
            stakeholders=tuple(draft.stakeholders),
        )
        if record := self.do(intent):
            self._keep("")
            self._close_composer()
            if self.session.kept(record.number):
                self.say(_("Note kept"))

    def on_composer_closed(self) -> None:
        self._close_composer()
