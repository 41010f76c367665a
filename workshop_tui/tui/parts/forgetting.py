"""Forgotten is gone from every screen: from what is half-typed and from what was said, not only from the record."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.screen import ModalScreen
from textual.widgets import Input

from workshop_tui.locale import _
from workshop_tui.session.state import told
from workshop_tui.tui.parts.composing import Composes
from workshop_tui.tui.parts.keyed import KeyedScreen
from workshop_tui.tui.parts.telling import TellsTheDay
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.notice import Notice

if TYPE_CHECKING:
    from workshop_tui.agenda import Agenda
    from workshop_tui.session.event import Recorded
    from workshop_tui.session.notes.draft import Draft
    from workshop_tui.session.privacy.forgetting import WithoutNames


class Forgets(Composes, TellsTheDay, part=True):
    """A screen under others, which all forget with it."""

    @abstractmethod
    def follow(self) -> list[Recorded]:
        """Take up what was written since."""

    @property
    def composing_about(self) -> str:
        return ""

    @property
    def _agenda_now(self) -> Agenda:
        return self.session.state.agenda

    async def forget_on_screens(self) -> None:
        """Take what was forgotten since out of what is half-typed, here and on the screens over it, and of notices."""
        before, self.session.before_forgetting = self.session.before_forgetting, None
        if before is None:
            return
        from workshop_tui.session.privacy.meanwhile import forgotten_between
        from workshop_tui.tui.widgets.ask import Ask

        state, by = self.session.state, self.session.by
        without = forgotten_between(before, state)
        notes = {f"note {one.number}" for one in (*state.notebook.notes, *state.notebook.withdrawn)}

        def left(about: str, text: str) -> str:
            if about.startswith("note ") and about not in notes:
                return ""
            return without.draft(by, about, text)

        self.query_one(Notice).forget(lambda text: without.draft(by, "", text))
        for screen in self.app.screen_stack:
            if isinstance(screen, KeyedScreen):
                await screen.forget(without)
                for ask in screen.query(Ask):
                    ask.began_as = without.draft(by, "", ask.began_as)
                for line in screen.query("Ask Input").results(Input):
                    if (after := without.draft(by, "", line.value)) != line.value:
                        line.value = after
            if isinstance(screen, Composes):
                await screen.forget_in_composer(left, screen.composing_about)
        self._leave_a_question_about(without)

    def _leave_a_question_about(self, without: WithoutNames) -> None:
        """Let the question that names who was forgotten go, unanswered: it is said, and what is half-typed goes on."""
        asked = self.app.screen
        if not isinstance(asked, ModalScreen):
            return
        words = [line.text.plain for line in asked.query(Line)]
        if any(without.draft(self.session.by, "", one) != one for one in words):
            asked.dismiss(None)
            forgot = next(one for one in reversed(self.session.state.events) if one.rewrites_the_past)
            self.say(_("{deed}: what was asked is not done", deed=told(self.session.state, forgot)))

    def without_forgotten(self, draft: Draft) -> tuple[Draft, str]:
        """The draft without who was forgotten up to this moment, and what is said of that: somebody may be just now."""
        from workshop_tui.session.notes.draft import Draft as Half
        from workshop_tui.session.privacy.meanwhile import forgotten_between

        self.tell(self.follow())
        if (before := self.session.before_forgetting) is None:
            return draft, ""
        was = draft.as_json()
        after = forgotten_between(before, self.session.state).draft(self.session.by, "", was)
        if after == was:
            return draft, ""
        return Half.kept(after), _(", with the code of somebody who was forgotten meanwhile")
