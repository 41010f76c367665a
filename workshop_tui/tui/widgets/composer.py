"""The composer: a note's text, then its kind, phase and stakeholder, one key each, then the fields of its kind.

Tags may be typed in the text as well (`#emergence @elus !frein`). `tab` leaves the text for the tags; there a letter
picks the term that shows it and goes on to the next list. So a note with one tag of each costs `n`, its text, `tab`,
three letters and `enter`. The phase of the note before stays, in parentheses, until another is named.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message as Posted
from textual.widget import Widget
from textual.widgets import Input

from workshop_tui.agenda import Agenda
from workshop_tui.locale import _
from workshop_tui.session.notes.draft import AXES, Draft
from workshop_tui.session.notes.notebook import LABELS
from workshop_tui.text import clean, clean_line
from workshop_tui.tui.sheets import Sheeted
from workshop_tui.tui.widgets.tags import Tags
from workshop_tui.tui.widgets.typing import NoteLine, Signed, TextLine

if TYPE_CHECKING:
    from workshop_tui.tui.widgets.lines import NoteLines


class Composer(Sheeted, Vertical):
    """Takes a note; posts each change of the draft, and the note when it is to be kept."""

    SHEET = "widgets/composer.tcss"

    class Changed(Posted):
        """The draft is different now: it is to be kept as it is, by the next frame at the latest."""

    @dataclass
    class Submitted(Posted):
        """The note is written; `another`: the composer stays, for the next one."""

        draft: Draft
        another: bool = False

    class Closed(Posted):
        """`escape`: the draft stays."""

    class Elsewhere(Posted):
        """`ctrl+y`: of the segment that is live, or of the one in which it was begun."""

    KEYS = "field"
    ANOTHER = frozenset({"ctrl+n", "alt+n"})
    """The keys that keep the note and go on with the next."""

    def __init__(self, agenda: Agenda) -> None:
        super().__init__(id="composer")
        self._agenda = agenda
        self._kept: str | None = None
        """The draft as it was last kept, as JSON; None while another one is being put in."""

    def compose(self) -> ComposeResult:
        yield NoteLine(self._agenda, _("The note; tab for its tags"))
        yield Tags(self._agenda)
        yield TextLine(id="field", select_on_focus=False)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The border says what keys do there."""
        if event.widget is self.tags:
            told = _("a–z: pick, then next list · tab: next, no pick")
        elif event.widget is self._field:
            told = _("enter keeps it · tab: next list · esc keeps the draft")
        else:
            told = _("enter keeps it · tab: tags · esc keeps the draft")
        self.border_subtitle = Content(told)

    def entitle(self, title: str) -> None:
        """Say over it what the note belongs to, and since when."""
        if str(self.border_title or "") != title:
            self.border_title = Content(title)

    @property
    def tags(self) -> Tags:
        return self.query_one(Tags)

    @property
    def _text(self) -> Widget:
        """Where the note is typed: in a line, or in several."""
        return self.query_one("#lines" if self.has_class("several") else "#text")

    @property
    def _field(self) -> TextLine:
        return self.query_one("#field", TextLine)

    async def resume(self, draft: Draft, *, filling: bool = False, fields: bool = False) -> None:
        """Go on with `draft`; `filling`: with the first of its tags that is missing, until none is; `fields`: with the
        first field of its kind in which nothing is said.
        """
        self._kept = None
        self._show_field(False)
        self.set_class(False, "several")
        if "\n" in draft.text:
            await self._several(draft.text)
        else:
            line = self.query_one(NoteLine)
            with self.prevent(Input.Changed):
                line.value = draft.text
            line.cursor_position = len(draft.text)
        self.tags.reset(draft, filling=filling)
        self.screen.set_focus(self.tags if filling or fields else self._text)
        if fields:
            self.tags.go(self.tags.first_field)
        self._kept = draft.as_json()

    @property
    def unkept(self) -> Draft | None:
        """The draft as it stands in the lines, which know a letter before its message comes; None: it is kept so."""
        if self._kept is None:
            return None
        draft = self.tags.draft
        draft.text = self._text.text if self.has_class("several") else self._text.value  # type: ignore[attr-defined]
        if self._field.has_class("shown"):
            self._say_field()
        return None if draft.as_json() == self._kept else draft

    def is_kept(self) -> None:
        """Take note that the draft is kept as it is now."""
        self._kept = self.tags.draft.as_json()

    async def _several(self, text: str, after: str = "") -> None:
        """Show a text of several lines, the cursor before `after`, its end."""
        from workshop_tui.tui.widgets.lines import NoteLines

        lines = next(iter(self.query(NoteLines)), None)
        if lines is None:
            lines = NoteLines(self._agenda)
            await self.mount(lines, before=self.tags)
        with self.prevent(NoteLines.Changed):
            lines.load_text(text)
        self.set_class(True, "several")
        before = text[: len(text) - len(after)].split("\n")
        lines.move_cursor((len(before) - 1, len(before[-1])))
        lines.update_suggestion()

    def _show_field(self, shown: bool) -> None:
        self._field.set_class(shown, "shown")

    # ── what is typed ──────────────────────────────────────────────────────────────────────────────────
    def on_text_area_changed(self, event: NoteLines.Changed) -> None:
        event.stop()
        self._typed(event.text_area.text)

    async def on_note_line_broken(self, event: NoteLine.Broken) -> None:
        """A line end in the line: it goes on as a text of several."""
        line = self.query_one(NoteLine)
        before, after = line.value[: line.cursor_position], line.value[line.cursor_position :]
        text = before + event.text + after
        await self._several(text, after)
        self.screen.set_focus(self._text)
        self._typed(text)

    def _typed(self, text: str) -> None:
        self.tags.draft.text = text
        self.tags.read()
        self.post_message(self.Changed())

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        if event.input.id == "text":
            self._typed(event.value)
            return
        self._say_field()
        self.tags.draw()
        self.post_message(self.Changed())

    def _say_field(self) -> None:
        self.tags.draft.say(self.tags.names[self.tags.at], clean_line(self._field.value) or None)

    def on_tags_changed(self) -> None:
        self.post_message(self.Changed())

    # ── where it is typed ──────────────────────────────────────────────────────────────────────────────
    def on_tags_to_text(self) -> None:
        self._show_field(False)
        self.tags.at = 0
        self._text.focus()

    def on_tags_to_field(self, event: Tags.ToField) -> None:
        field = self._field
        with self.prevent(Input.Changed):
            field.value = getattr(self.tags.draft.details, event.name) or ""
        field.placeholder = str(LABELS[event.name]).capitalize()
        field.cursor_position = len(field.value)
        self._show_field(True)
        self.screen.set_focus(field)

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            event.stop()
            self.post_message(self.Closed())
        elif event.key == "ctrl+y":
            event.stop()
            event.prevent_default()
            self.post_message(self.Elsewhere())
        elif event.key in self.ANOTHER:
            event.stop()
            event.prevent_default()
            self._submit(another=True)
        elif event.key == "shift+tab" and self._text.has_focus:  # the other way round; never out of the composer
            event.stop()
            event.prevent_default()
            self.screen.set_focus(self.tags)
            self.tags.go(len(self.tags.names) - 1)
        elif self._field.has_focus and event.key in ("tab", "down", "shift+tab", "up"):
            event.stop()
            event.prevent_default()
            self._show_field(False)
            self.screen.set_focus(self.tags)
            self.tags.go(self.tags.at + (1 if event.key in ("tab", "down") else -1))

    def on_signed(self, event: Signed) -> None:
        """Show the list of a sign that was typed: a letter picks from it."""
        event.stop()
        self.screen.set_focus(self.tags)
        self.tags.go(list(AXES).index(event.axis))

    # ── it is written ──────────────────────────────────────────────────────────────────────────────────
    def on_lines_submitted(self, event: NoteLines.Submitted) -> None:
        event.stop()
        self._submit()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self._submit()

    def on_tags_keep(self) -> None:
        self._submit()

    def _submit(self, *, another: bool = False) -> None:
        if clean(self.tags.draft.text):
            self.post_message(self.Submitted(self.tags.draft, another))
        elif not another:
            self.post_message(self.Closed())
