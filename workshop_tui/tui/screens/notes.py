"""The notes' screen: all of them, or those of a cell; found as words are typed; changed, marked, withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from workshop_tui.locale import _, plural
from workshop_tui.session import intents
from workshop_tui.session.finding import Finder
from workshop_tui.session.state import Note, State
from workshop_tui.tui.screens.composing import Composes
from workshop_tui.tui.screens.over import OverRun
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.notes import line
from workshop_tui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from workshop_tui.tui.screens.moving import MovesTheDay
    from workshop_tui.tui.widgets.ask import Ask
    from workshop_tui.tui.widgets.composer import Composer

SHOWN = 300
"""Notes drawn at the most, the newest: words find the others."""


class NotesScreen(Composes, OverRun):
    """`those` are the notes that it is about, `about` what to call them."""

    NAME = "notes"
    CSS_PATH = "notes.tcss"
    ABOVE = "#echo"

    def __init__(self, run: MovesTheDay, those: Callable[[State], tuple[Note, ...]], about: str = "") -> None:
        super().__init__(run)
        self._those, self._about = those, about
        self._finder, self._words = Finder(), ""
        self._drawn: State | None = None
        self._withdrawn: int | None = None

    def compose(self) -> ComposeResult:
        self.listen()
        yield Line(id="heading")
        yield Rows(id="found")
        yield Line(id="whole")
        yield Line(id="echo")
        yield KeyBar(self.keys)

    def outdated(self) -> bool:
        return self.run.session.state is not self._drawn

    # ── what is shown ──────────────────────────────────────────────────────────────────────────────────
    def draw(self) -> None:
        session, rows = self.run.session, self.query_one(Rows)
        state = self._drawn = session.state
        those = self._those(state)
        found = self._finder.find(state, those, self._words)
        shown, selected = found[: -SHOWN - 1 : -1], rows.selected
        rows.draw(
            [
                (str(n.number), line(state.agenda, n, kept=session.kept(n.number)).truncate(rows.width, ellipsis=True))
                for n in shown
            ]
        )
        if selected in {str(note.number) for note in shown}:
            rows.select(selected)
        else:
            rows.action_move(0)
        count = plural("{count} note", "{count} notes", len(those))
        if self._words:
            count = _("{found} of {all} with “{words}”", found=len(found), all=count, words=self._words)
        if len(shown) < len(found):
            count += _(", the last {shown} shown", shown=len(shown))
        self.query_one("#heading", Line).show(" · ".join(part for part in (_("Notes"), self._about, count) if part))
        self._show_whole()

    def on_rows_moved(self) -> None:
        self._show_whole()

    def _show_whole(self) -> None:
        """All of the selected note, and what was done to it."""
        note, agenda = self._selected, self.run.session.state.agenda
        if note is None:
            self.query_one("#whole", Line).show(_("No note."), layout=True)
            return
        told = line(agenda, note, whole=True)
        if note.changes:
            told += Content.assemble((_("  (changed by {who})", who=note.last_by), "$text-muted"))
        self.query_one("#whole", Line).show(told, layout=True)

    @property
    def _selected(self) -> Note | None:
        key = self.query_one(Rows).selected
        return next((n for n in self.run.session.state.notes if str(n.number) == key), None)

    # ── what is done ───────────────────────────────────────────────────────────────────────────────────
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is typed, keys are its own."""
        if action == "tags":
            return self.tags_wanted()
        return not self.composing and not self.query("Ask")

    async def action_find(self) -> None:
        from workshop_tui.tui.widgets.ask import Ask

        await self.mount(Ask(_("Words: in the text, the tags, the segment, the author"), self._words), before="#echo")

    def on_input_changed(self, event: Input.Changed) -> None:
        self._words = event.value
        self.draw()

    async def on_ask_answered(self, event: Ask.Answered) -> None:
        await self._close_ask()

    async def on_ask_closed(self) -> None:
        self._words = ""
        await self._close_ask()
        self.draw()

    async def _close_ask(self) -> None:
        await self.query("Ask").remove()
        self.query_one(Rows).focus()

    async def action_amend(self) -> None:
        from workshop_tui.tui.widgets.composer import Draft

        if note := self._selected:
            taken = note.taken
            draft = Draft(
                text=" ".join(taken.text.split("\n")),
                kinds=[taken.kind] if taken.kind else [],
                phases=list(taken.phases),
                stakeholders=list(taken.stakeholders),
            )
            self._amended = note
            await self.open_composer(self.run.session.state.agenda, draft)

    def on_rows_chosen(self) -> None:
        """A second click on a note changes it."""
        self.call_later(self.action_amend)

    def on_composer_submitted(self, event: Composer.Submitted) -> None:
        read, was = event.draft.read(self.run.session.state.agenda), self._amended.taken
        same = event.draft.text == " ".join(was.text.split("\n"))
        intent = intents.AmendNote(
            self._amended.number,
            text=None if same else read.text,
            kind=read.kind or "",
            phases=read.phases,
            stakeholders=read.stakeholders,
            initiative=read.initiative,
        )
        if self._do(intent):
            self.close_composer()

    def on_composer_closed(self) -> None:
        self.close_composer()

    def action_remember(self) -> None:
        if note := self._selected:
            self._do(intents.AmendNote(note.number, remember=not note.taken.remember))

    def action_private(self) -> None:
        if note := self._selected:
            self._do(intents.AmendNote(note.number, private=not note.taken.private))

    def action_check(self) -> None:
        if note := self._selected:
            self._do(intents.AmendNote(note.number, check=not note.taken.check))

    def action_withdraw(self) -> None:
        if note := self._selected:
            self._withdrawn = note.number
            key = self.sign_of("bring_back")
            self._do(intents.WithdrawNote(note.number), _("The note is withdrawn: {key} brings it back", key=key))

    def action_bring_back(self) -> None:
        """The last one that was withdrawn here, else the last that was withdrawn at all."""
        withdrawn = [note.number for note in self.run.session.state.withdrawn]
        if withdrawn:
            number = self._withdrawn if self._withdrawn in withdrawn else withdrawn[-1]
            self._do(intents.BringBackNote(number), _("The note is back"))

    def action_copy(self) -> None:
        if note := self._selected:
            self.app.copy_to_clipboard(note.taken.text)
            self.run.say(_("Copied, if this terminal allows it"))

    def _do(self, intent: intents.NoteIntent, told: str = "") -> bool:
        record = self.run.do(intent)
        if record:
            self.run.say(told or _("The note is changed"))
            self.draw()
        return record is not None
