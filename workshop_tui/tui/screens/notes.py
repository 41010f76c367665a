"""The notes' screen: all of them, or those of a cell or an initiative; found as words are typed, and sorted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Input

from workshop_tui.locale import Message, _, plural, say
from workshop_tui.session.event import person
from workshop_tui.session.notes.notebook import Note
from workshop_tui.session.search import Finder, order
from workshop_tui.session.state import State
from workshop_tui.tui.beside import beside
from workshop_tui.tui.parts.changing import ChangesNotes
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.notes import line, row_of
from workshop_tui.tui.widgets.rows import Rows
from workshop_tui.tui.widgets.timetable import Timetable

if TYPE_CHECKING:
    from workshop_tui.tui.parts.moving import MovesTheDay
    from workshop_tui.tui.widgets.ask import Ask

SHOWN = 300
"""Notes drawn at the most, the first in their order: words find the others."""
ORDERS: dict[str, Message] = {
    "newest": say("newest first"),
    "oldest": say("oldest first"),
    "segment": say("by segment"),
    "phase": say("by phase"),
    "stakeholder": say("by stakeholder"),
    "kind": say("by kind"),
}


class NotesScreen(ChangesNotes):
    """`those` are the notes that it is about, `about` what to call them."""

    NAME = "notes"
    CSS_PATH = [*ChangesNotes.CSS_PATH, "notes.tcss"]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]
    _moved: Note
    """The one whose segment is asked for."""

    def __init__(self, run: MovesTheDay, those: Callable[[State], tuple[Note, ...]], about: str = "") -> None:
        super().__init__(run)
        self._those, self._title = those, about
        self._finder, self._words, self._order = Finder(), "", "newest"
        self._found: list[Note] = []
        self._asked = ""

    def on_mount(self) -> None:
        self.run_worker(self._read(), group="finder")

    async def _read(self) -> None:
        """Read all notes beside, before a word is looked for in them."""
        state, finder = self.run.session.state, Finder()
        await beside(partial(finder.read, state, self._those(state)))
        self._finder = finder

    # ── what is shown ──────────────────────────────────────────────────────────────────────────────────
    def draw(self) -> None:
        session, rows = self.run.session, self.query_one(Rows)
        state = self._drawn = session.state
        those = self._those(state)
        self._found = order(state, self._finder.find(state, those, self._words), self._order)
        shown, selected = self._found[:SHOWN], rows.selected
        rows.draw([(str(n.number), row_of(state, n, rows.width, kept=session.kept(n.number))) for n in shown])
        if not those:
            takes = self.run.hinted("note", say("On the timetable {key} takes one."))
            told = _("What people say, by phase and stakeholder: to be found, changed and marked.")
            self.explain(rows, told, takes)
        if selected in {str(note.number) for note in shown}:
            rows.select(selected)
        else:
            rows.action_move(0)
        count = plural("{count} note", "{count} notes", len(those))
        if self._words:
            count = _("{found} of {all} with “{words}”", found=len(self._found), all=count, words=self._words)
        if len(shown) < len(self._found):
            count += _(", the first {shown} shown", shown=len(shown))
        order_told = str(ORDERS[self._order]) if self._order != "newest" else ""
        parts = (_("Notes"), self._title, count, order_told)
        self.query_one("#heading", Line).show(" · ".join(part for part in parts if part))
        self._show_whole()

    def on_rows_moved(self) -> None:
        self._show_whole()

    def _show_whole(self) -> None:
        """Show all of the selected note, and what was done to it."""
        note = self.selected
        if note is None:
            self.query_one("#whole", Line).show(_("No note."), layout=True)
            return
        told = line(self.run.session.state, note, whole=True)
        if note.changes:
            who = person(self.run.session.state.agenda, note.last_by)
            told += Content.assemble((_("  (changed by {who})", who=who), "$text-muted"))
        self.query_one("#whole", Line).show(told, layout=True)

    def selected_in(self, state: State) -> Note | None:
        key = self.query_one(Rows).selected
        return next((n for n in state.notebook.notes if str(n.number) == key), None)

    @property
    def found(self) -> list[Note]:
        return self._found

    def select(self, number: int) -> None:
        self.query_one(Rows).select(str(number))

    def action_sort(self) -> None:
        names = list(ORDERS)
        self._order = names[(names.index(self._order) + 1) % len(names)]
        self.draw()

    def action_jump(self) -> None:
        """Back to the timetable, at the note's segment."""
        if (note := self.selected) and note.taken.segment:
            while self.app.screen is not self.run:
                self.app.pop_screen()
            self.run.query_one(Timetable).select(note.taken.segment)
        else:
            self.run.say(_("This note belongs to no segment"), bad=True)

    # ── what is asked ──────────────────────────────────────────────────────────────────────────────────
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is typed, keys are its own."""
        if action == "tags":
            return self.tags_wanted()
        return action == "press" or not (self.composing or self.has_child("ask"))

    async def action_find(self) -> None:
        self._asked = "find"
        await self._ask(_("Words: in the text, the tags, the segment, the author"), self._words, replaced=True)

    async def action_move(self) -> None:
        if note := self.selected:
            self._asked, self._moved = "move", note
            await self._ask(_("The segment it belongs to: its title, or the beginning of it"))

    async def _ask(self, told: str, text: str = "", *, replaced: bool = False) -> None:
        from workshop_tui.tui.widgets.ask import Ask

        await self.mount(Ask(told, text, replaced=replaced), before="#echo")

    def on_input_changed(self, event: Input.Changed) -> None:
        if self._asked == "find":
            self._words = event.value
            self.draw()

    async def on_ask_answered(self, event: Ask.Answered) -> None:
        if self._asked == "find" or self.move_to(self._moved, event.text):
            await self._close_ask()

    async def on_ask_closed(self) -> None:
        if self._asked == "find":
            self._words = ""
        await self._close_ask()
        self.draw()

    async def _close_ask(self) -> None:
        self._asked = ""
        await self.query("Ask").remove()
        self.query_one(Rows).focus()

    def on_rows_chosen(self) -> None:
        """A second click on a note changes it."""
        self.call_later(self.action_amend)
