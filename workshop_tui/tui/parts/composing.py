"""A screen that a composer opens on: for a new note, or to change one."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from workshop_tui.locale import _
from workshop_tui.session.may import May
from workshop_tui.tui.parts.keyed import KeyedScreen
from workshop_tui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from workshop_tui.agenda import Agenda
    from workshop_tui.session.notes.draft import Draft
    from workshop_tui.tui.widgets.composer import Composer
    from workshop_tui.tui.widgets.tags import Tags


class Composes(KeyedScreen, part=True):
    """The composer comes when it is wanted, before the widget `ABOVE`; the rows get the focus back."""

    ABOVE = "#notice"
    _composer: Composer | None = None
    """The composer, once it came: each frame asks it, so it is not looked for."""

    @property
    def composing(self) -> bool:
        """Tell whether it is open."""
        return self.has_class("composing")  # asked each second: no need to look through all

    def action_tags(self) -> None:
        self.set_focus(self.query_one("#tags"))

    def tags_wanted(self) -> bool:
        """Tell whether `tab` means from the text to the tags."""
        return self.composing and self.focused is not None and self.focused.id in ("text", "lines")

    def on_tags_unknown(self, event: Tags.Unknown) -> None:
        self.warn(_("“{letter}” stands by no tag of this list", letter=event.character))

    async def open_composer(self, agenda: Agenda, draft: Draft, *, filling: bool = False, fields: bool = False) -> None:
        """Open it on `draft`; `filling`: at the first of its tags that is missing; `fields`: at the first field."""
        if self.refuses(May.NOTE):
            return
        from workshop_tui.tui.widgets.composer import Composer

        composer = next(iter(self.query(Composer)), None)
        if composer is None:
            composer = Composer(agenda)
            composer.add_class("open", update=False)
            await self.mount(composer, before=self.ABOVE)
        self._composer = composer
        composer.add_class("open")
        self.wear({"composing": True})
        await composer.resume(draft, filling=filling, fields=fields)

    def keep_typed(self) -> None:
        if self._composer and self.composing and (draft := self._composer.unkept):
            self.keep_composed(draft)
            self._composer.is_kept()

    @abstractmethod
    def keep_composed(self, draft: Draft) -> None:
        """Keep the draft of the composer."""

    async def forget_in_composer(self, forgotten: Callable[[str, str], str], about: str) -> None:
        """Let what is half-typed `about` something be without what was `forgotten`; nothing left of it: close."""
        from workshop_tui.session.notes.draft import Draft

        composer = next(iter(self.query("Composer")), None) if self.composing else None
        if composer is None:
            return
        before = composer.tags.draft.as_json()  # type: ignore[attr-defined]
        if not (after := forgotten(about, before)):
            self.close_composer()
        elif after != before:
            await self.open_composer(self._agenda_now, Draft.kept(after))

    @property
    @abstractmethod
    def composing_about(self) -> str:
        """The thing that is composed, as its draft is kept under; nothing: a new note."""

    @property
    @abstractmethod
    def _agenda_now(self) -> Agenda:
        """The agenda as it is now."""

    def close_composer(self) -> None:
        """Close it."""
        self.query_one("#composer").remove_class("open")
        self.wear({"composing": False})
        self.query_one(Rows).focus()
