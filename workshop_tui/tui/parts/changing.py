"""Changes to a note afterwards, a key each: changed, filled in, marked, moved, withdrawn, shown, copied."""

from __future__ import annotations

from abc import abstractmethod
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from workshop_tui.locale import _, clock_time, plural, say
from workshop_tui.session.notes.commands import AmendNote, BringBackNote, NoteCommand, PinNote, WithdrawNote
from workshop_tui.session.notes.expectations import EXPECTATION, is_expectation, next_answer, shown_answer
from workshop_tui.session.notes.fields import said_in, settled
from workshop_tui.session.notes.notebook import FIELDS, Details, Note
from workshop_tui.session.notes.versions import both_of, changed_by_another, said_of
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.session.refusal import Refused
from workshop_tui.session.search import lacks_a_tag
from workshop_tui.session.state import told
from workshop_tui.session.timing.lookup import find_segment
from workshop_tui.tui.dialogs.both import BothScreen
from workshop_tui.tui.hints import Hint
from workshop_tui.tui.parts.composing import Composes
from workshop_tui.tui.parts.over import Lists
from workshop_tui.tui.widgets.notice import Notice
from workshop_tui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from workshop_tui.agenda import Agenda
    from workshop_tui.session.notes.draft import Draft
    from workshop_tui.session.state import State
    from workshop_tui.tui.parts.noting import TakesNotes
    from workshop_tui.tui.widgets.composer import Composer


class ChangesNotes(Lists, Composes, part=True):  # Textual styles by the first base
    """A screen with notes, one of them selected."""

    ABOVE = "#echo"
    run: TakesNotes
    _amended: Note
    """The one that the composer is open on."""
    _withdrawn: int | None = None
    _to_fill: list[int]
    """The notes that still lack a tag, of those that are gone through."""
    _goes_down = False
    """True if the next note of the list is to be changed after this one."""

    @property
    def selected(self) -> Note | None:
        """The selected note."""
        return self.selected_in(self.run.session.state)

    @abstractmethod
    def selected_in(self, state: State) -> Note | None:
        """The selected note as it is in `state`."""

    @property
    @abstractmethod
    def found(self) -> list[Note]:
        """The notes that are shown, in the order in which they are."""

    @abstractmethod
    def select(self, number: int) -> None:
        """Select the note with this number, if it is shown."""

    # ── changed ────────────────────────────────────────────────────────────────────────────────────────
    async def action_amend(self) -> None:
        if note := self.selected:
            self._to_fill = []
            await self._open(note)

    async def action_fields(self) -> None:
        """Ask for the fields of the selected note's kind, from the first that is empty."""
        if (note := self.selected) and FIELDS.get(note.taken.kind or ""):
            self._to_fill = []
            await self._open(note, fields=True)
        else:
            self.run.say(_("A note of this kind has no fields of its own"), bad=True)

    async def _open(self, note: Note, *, filling: bool = False, fields: bool = False) -> None:
        """The composer, on the note or on the half-typed change of it."""
        from workshop_tui.session.notes.draft import Draft
        from workshop_tui.tui.widgets.composer import Composer

        self._amended = note
        kept = "" if filling else self.run.session.draft(self._about)
        draft = Draft.kept(kept) if kept else self._untouched(note)
        if kept:
            self.run.say(_("Your half-typed change of this note"))
        await self.open_composer(self.run.session.state.agenda, draft, filling=filling, fields=fields)
        day = self.run.session.state.day
        title = day.title(note.taken.segment) if note.taken.segment else _("before the first segment")
        time = clock_time(note.taken.at, day.agenda.zone)
        self.query_one(Composer).entitle(_("Note of {time}: {title}", time=time, title=title))

    @staticmethod
    def _untouched(note: Note) -> Draft:
        """The change of a note in which nothing is changed yet: it knows of which of its versions it is one."""
        from workshop_tui.session.notes.draft import Draft

        draft = Draft.of(note.taken)
        draft.version = len(note.changes)
        return draft

    @property
    def composing_about(self) -> str:
        return self._about if self.composing else ""

    @property
    def _agenda_now(self) -> Agenda:
        return self.run.session.state.agenda

    @property
    def _about(self) -> str:
        return f"note {self._amended.number}"

    def on_composer_changed(self) -> None:
        self.keep_typed()

    def keep_composed(self, draft: Draft) -> None:
        self._keep("" if draft.empty else draft.as_json())

    def _keep(self, draft: str) -> None:
        self.run.keep(draft, self._about)

    async def on_composer_submitted(self, event: Composer.Submitted) -> None:
        draft, hidden = self.run.without_forgotten(event.draft)
        self._goes_down = event.another
        now = next((one for one in self.run.session.state.notebook.notes if one.number == self._amended.number), None)
        theirs = changed_by_another(now, draft.version, self.run.session.by) if now else None
        if now is None or theirs is None:
            await self._change(draft, hidden)
            return
        agenda = self.run.session.state.agenda
        mine, read = said_of(agenda, draft), self._untouched(now)
        question = _("{told} meanwhile", told=told(self.run.session.state, theirs))
        self.app.push_screen(BothScreen(question, said_of(agenda, read), mine), partial(self._settled, draft, now))

    async def _settled(self, mine: Draft, theirs: Note, answer: str | None) -> None:
        """Two changed the note: keep what was chosen."""
        if answer is None:
            return
        self._amended, draft = theirs, mine
        if answer == "theirs":
            draft = self._untouched(theirs)
        elif answer == "both":
            draft = both_of(self._untouched(theirs), mine)
        if answer == "theirs":
            self._keep("")
            self.run.say(_("The note stays as it was changed there"))
            await self._fill_next()
        else:
            await self._change(draft, "")

    async def _change(self, draft: Draft, hidden: str) -> None:
        read, was = draft.read(self.run.session.state.agenda), self._amended.taken
        said = was.details or Details()
        words = {name for name, value in said_in(said) if isinstance(value, str)}
        gone = {name: "" for name in words if getattr(read.details, name) is None}
        same = draft.text == was.text
        intent = AmendNote(
            self._amended.number,
            text=None if same else read.text,
            kind=read.kind or "",
            phases=read.phases,
            stakeholders=read.stakeholders,
            initiative=read.initiative,
            details=replace(read.details, **gone),
            remember=draft.remember,
            check=draft.check,
            private=draft.private,
        )
        remarks = () if same else read.remarks
        if self._do(intent, " · ".join(map(str, (_("The note is changed") + hidden, *remarks)))):
            self._keep("")
            await self._fill_next()

    def on_composer_closed(self) -> None:
        """`escape`: the draft stays. Nothing was changed: there is none."""
        kept = self.run.session.draft(self._about)
        if unchanged := kept == self._untouched(self._amended).as_json():
            self._keep("")
        self._to_fill, self._goes_down = [], False
        self.close_composer()
        self.run.settle()
        if kept and not unchanged:
            number = self._amended.number

            def selected() -> bool:
                shown = self.run.app.screen  # another list than this, where that was left and opened anew
                note = shown.selected if isinstance(shown, ChangesNotes) else None
                return note is not None and note.number == number

            goes_on = self.hint("amend", say(": {key} goes on with it"), selected)
            self.run.say(_("Your half-typed change of this note is kept"), goes_on)
        else:
            self.run.query_one(Notice).hush(_("Your half-typed change of this note is kept"))

    # ── filled in ──────────────────────────────────────────────────────────────────────────────────────
    async def action_fill(self) -> None:
        """Go through what lacks a tag, oldest first, a key a tag."""
        self._to_fill = sorted(note.number for note in self.found if lacks_a_tag(note))
        if not self._to_fill:
            self.run.say(_("Every note here has a kind, a phase and a stakeholder"))
            return
        await self._fill_next()

    async def _fill_next(self) -> None:
        """The next note that lacks a tag, if those are gone through; else close."""
        while self._to_fill:
            number = self._to_fill.pop(0)
            note = next(
                (n for n in self.run.session.state.notebook.notes if n.number == number and lacks_a_tag(n)), None
            )
            if note is not None:
                self.select(number)
                left = len(self._to_fill)
                more = plural("{count} more after this one", "{count} more after this one", left)
                told = more if left else _("The last one")
                goes_on = say(" · a letter a tag; {key}: the next note") if left else say(" · a letter a tag")
                await self._open(note, filling=True)
                self.run.say(told, Hint("tags", "press('enter')", goes_on))
                return
        if self._goes_down:
            self._goes_down = False
            self.query_one(Rows).action_move(1)
            if (note := self.selected) and note.number != self._amended.number:
                await self._open(note)
                return
        self.close_composer()

    # ── marked, moved, withdrawn ───────────────────────────────────────────────────────────────────────
    def action_remember(self) -> None:
        if note := self.selected:
            self._press(AmendNote(note.number, remember=not note.taken.remember))

    def action_private(self) -> None:
        if note := self.selected:
            self._press(AmendNote(note.number, private=not note.taken.private))

    def action_check(self) -> None:
        if note := self.selected:
            self._press(AmendNote(note.number, check=not note.taken.check))

    def action_settle(self) -> None:
        """A question, or what was parked: settled, or open again. An expectation: met, partly, not."""
        if (note := self.selected) and is_expectation(self.run.session.state.day, note):
            met = next_answer(note)
            kind = None if note.taken.kind else EXPECTATION
            told = _("Met: {answer}", answer=shown_answer(met))
            self._press(AmendNote(note.number, kind=kind, details=Details(met=met)), told)
        elif note and note.taken.kind in ("question", "parking"):
            self._press(AmendNote(note.number, details=Details(settled=not settled(note.taken))))
        else:
            self.run.say(_("Only a question, what was parked, or an expectation is settled"), bad=True)

    def move_to(self, note: Note, named: str) -> bool:
        """Move the note to the segment that is meant; whether that was possible."""
        try:
            segment = find_segment(self.run.session.state.day, named)
        except Refused as refusal:
            self.run.say(str(refusal), bad=True)
            return False
        return self._do(AmendNote(note.number, segment=segment))

    def action_withdraw(self) -> None:
        if note := self.selected:
            self._withdrawn = number = note.number

            def withdrawn() -> bool:
                return any(one.number == number for one in self.run.session.state.notebook.withdrawn)

            brings_back = self.hint("bring_back", say(": {key} brings it back"), withdrawn)
            self._press(WithdrawNote(number), _("The note is withdrawn"), brings_back)

    def action_bring_back(self) -> None:
        """The last one that was withdrawn here, else the last that was withdrawn at all."""
        withdrawn = [note.number for note in self.run.session.state.notebook.withdrawn]
        if withdrawn:
            number = self._withdrawn if self._withdrawn in withdrawn else withdrawn[-1]
            self._press(BringBackNote(number), _("The note is back"))

    # ── shown and copied ───────────────────────────────────────────────────────────────────────────────
    def action_pin(self) -> None:
        if note := self.selected:
            shown = note.number == self.run.session.state.notebook.pinned
            told = _("The room is shown no note any more") if shown else _("The room is shown the note")
            self._press(PinNote(None if shown else note.number), told)

    def action_copy(self) -> None:
        """Give the text to copy, which leaves the program: without what confidentiality hides."""
        if note := self.selected:
            self.app.copy_to_clipboard(Veil(self.run.session.state).part(note).taken.text)
            self.run.say(_("Copied, if this terminal allows it"))

    def meant(self, state: State) -> object:
        """The selected note as it is, whether the room is shown it, and what may be brought back."""
        notebook, note = state.notebook, self.selected_in(state)
        withdrawn = tuple(one.number for one in notebook.withdrawn)
        return note and (note.taken, note.number == notebook.pinned), withdrawn

    def _press(self, intent: NoteCommand, told: str = "", *hints: Hint) -> bool:
        return self.press(intent, told or _("The note is changed"), *hints)

    def _do(self, intent: NoteCommand, told: str = "", *hints: Hint) -> bool:
        return self.do(intent, told or _("The note is changed"), *hints)
