"""A screen on a plan that is being edited: its changes, said and undone; its file, saved; its half-typed line."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from pathlib import Path as File
from typing import TYPE_CHECKING

from workshop_tui import locations
from workshop_tui.agenda.editing.operations import Done
from workshop_tui.agenda.editing.rows import remarks_of
from workshop_tui.agenda.editing.sheet import Sheet
from workshop_tui.agenda.rules import Path
from workshop_tui.agenda.times import Mistake
from workshop_tui.agenda.toml import Unreadable
from workshop_tui.locale import _, say
from workshop_tui.locale.system import reason
from workshop_tui.plans.kept import ChangedOutside, PlanFile
from workshop_tui.text import clean_line
from workshop_tui.tui.beside import beside
from workshop_tui.tui.hints import Hint
from workshop_tui.tui.parts.keyed import KeyedScreen
from workshop_tui.tui.widgets.notice import Notice
from workshop_tui.tui.widgets.plan_rows import HELPED

if TYPE_CHECKING:
    from datetime import datetime

    from textual.timer import Timer

    from workshop_tui.tui.widgets.ask import Ask
    from workshop_tui.tui.widgets.one_of import OneOf

BEAT_S = 0.5
"""Seconds between two looks at the file and at what is being said."""

SOON_S = 0.05
"""Seconds after a change in which no other has come, after which it is checked."""

LOW = 20
"""Rows of a window under which the list has most of them."""


class OnAPlan(KeyedScreen, part=True):
    """Has rows, and a line of notices."""

    AUTO_FOCUS = "Rows"

    def __init__(self, plan: PlanFile, now: Callable[[], datetime]) -> None:
        super().__init__()
        self.plan = plan
        self.now = now
        self._take: Callable[[str], object] = lambda _text: None
        self._choose: Callable[[str | None], object] = lambda _answer: None
        self._about = ""
        self._unkept = ""
        self._soon: Timer | None = None

    @abstractmethod
    def draw(self) -> None:
        """Draw the plan as it is now, with what is known of it at once; then `drawn`."""

    def drawn(self) -> None:
        """Once what was drawn is seen, and no other change has come, find out what `check` says of it."""
        if self._soon:
            self._soon.stop()
        if not self.plan.document.is_checked:
            self._soon = self.set_timer(SOON_S, lambda: self.run_worker(self._check(), exclusive=True, group="check"))

    async def _check(self) -> None:
        document, sheet = self.plan.document, self.plan.document.sheet
        remarks, _layout = await beside(lambda: (remarks_of(sheet), sheet.layout))  # which the next change needs
        shown = document.rows_at_once
        document.take(sheet, remarks)
        if self.is_attached and document.is_checked and document.rows != shown:
            self.draw()

    @property
    @abstractmethod
    def place(self) -> Path:
        """The place in the plan of what is selected."""

    @abstractmethod
    def go_to(self, path: Path) -> None:
        """Select what a change was about."""

    # ── what is said ───────────────────────────────────────────────────────────────────────────────────
    def say(self, text: str, *hints: Hint, bad: bool = False) -> None:
        """Say it on the line of notices."""
        self.query_one(Notice).say(clean_line(text), *hints, bad=bad)

    def warn(self, text: str) -> None:
        self.say(text, bad=True)

    def refuse(self, why: str) -> None:
        self.say(why, bad=True)

    def key_pressed(self) -> None:
        self.query_one(Notice).key_pressed()

    def hints_changed(self) -> None:
        if self.is_mounted:
            self.query_one(Notice).draw()

    def tell_how_to_leave(self) -> None:
        self.say(_("{key} leaves", key="ctrl+q"))

    # ── what is changed ────────────────────────────────────────────────────────────────────────────────
    def do(self, told: str, change: Callable[[Sheet], Done]) -> Path | None:
        """Do it, and say so, with the key that undoes it; what it is about is selected. None if it makes no sense."""
        changes = self.plan.document.changes
        try:
            path = self.plan.document.do(told, change, self.place)
        except Mistake as mistake:
            self.refuse(str(mistake.message))
            return None
        if self.plan.document.changes != changes:
            self.say(told, self.hint("undo", say(" — {key} takes it back")))
            self.keep()
        self.draw()
        self.go_to(path)
        return path

    def action_undo(self) -> None:
        if step := self.plan.document.undo():
            self._stepped(
                step.before, _("Undone: {what}", what=step.told), self.hint("redo", say(" — {key} brings it back"))
            )
        else:
            self.refuse(_("There is nothing to undo"))

    def action_redo(self) -> None:
        if step := self.plan.document.redo():
            self._stepped(step.path, step.told, self.hint("undo", say(" — {key} takes it back")))
        else:
            self.refuse(_("There is nothing to redo"))

    def _stepped(self, path: Path, told: str, hint: Hint) -> None:
        self.keep()
        self.draw()
        self.go_to(path)
        self.say(told, hint)

    def keep(self, about: str | None = None, typed: str = "") -> None:
        """Keep the draft; say so once if it cannot be kept."""
        try:
            self.plan.keep(about, typed)
            self._unkept = ""
        except OSError as error:
            if self._unkept != (why := str(reason(error))):
                self._unkept = why
                self.refuse(_("Not kept: {why}", why=why))

    # ── what is saved ──────────────────────────────────────────────────────────────────────────────────
    def action_save(self) -> None:
        self.save(lambda: None)

    def save(self, then: Callable[[], object], *, over: bool = False) -> None:
        """Save it, and go on; where the file was changed outside, ask first."""
        changed = self.plan.is_changed or self.plan.is_new
        try:
            self.plan.save(over=over)
        except ChangedOutside:
            self._ask_whose(then)
        except Unreadable as unreadable:
            self.refuse(_("{file}: {why}", file=self.plan.file, why=unreadable.finding.message))
        except OSError as error:
            self.refuse(_("{file} cannot be written: {why}", file=self.plan.file, why=reason(error)))
        else:
            self.draw()
            told = say("Saved: {file}") if changed else say("Nothing has changed since it was saved: {file}")
            self.say(_(told.text, file=named(self.plan.file)))
            then()

    def _ask_whose(self, then: Callable[[], object]) -> None:
        told = _("{file} was changed outside meanwhile", file=self.plan.file.name)
        answers = {"mine": _("write mine over it"), "theirs": _("take theirs"), "else": _("save mine elsewhere")}

        def answered(answer: str | None) -> None:
            if answer == "mine":
                self.save(then, over=True)
            elif answer == "theirs":
                self._take_theirs()
            elif answer == "else":
                self.call_later(self.action_save_as)

        self.call_later(self.choose, told, answers, answered)

    def _take_theirs(self) -> None:
        try:
            self.plan.read_again(_("the file as it was changed outside"))
        except Unreadable as unreadable:
            self.refuse(_("{file}: {why}", file=self.plan.file, why=unreadable.finding.message))
            return
        self.keep()
        self.draw()
        self.say(_("This is the file as it is now"), self.hint("undo", say(" — {key} has yours again")))

    async def action_save_as(self) -> None:
        near = self.plan.file.with_stem(f"{self.plan.file.stem}-2")
        await self.ask_for("save_as", _("The file to save it in"), self._save_as, str(locations.short(near)))

    def _save_as(self, text: str) -> None:
        """Save it there. Raises `Mistake`."""
        file = locations.whole(text.strip())
        file = file if file.suffix else file.with_name(f"{file.name}.toml")
        try:
            self.plan.save_as(file)
        except FileExistsError:
            raise Mistake(say("{file} is there already: give another name", file=file)) from None
        except (OSError, ValueError) as error:
            why = reason(error) if isinstance(error, OSError) else say("that cannot be the name of a file")
            raise Mistake(say("{file} cannot be written: {why}", file=file, why=why)) from None
        self.draw()
        self.say(_("Saved: {file}", file=named(file)))

    def action_help(self) -> None:
        from workshop_tui.tui.dialogs.help import HelpScreen

        self.app.push_screen(HelpScreen(self.keys, HELPED))

    # ── what is asked ──────────────────────────────────────────────────────────────────────────────────
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is typed or asked, keys are its own."""
        return action == "press" or not self.query("Ask, OneOf")

    async def ask_for(
        self,
        about: str,
        told: str,
        take: Callable[[str], object],
        text: str = "",
        words: Iterable[str] = (),
        *,
        several: bool = False,
    ) -> None:
        """Ask for a line, or `several`, unless something is asked. `take` takes the answer; where it raises `Mistake`,
        or says that it is to go on (`True`), the line stays. What is half-typed is kept as being `about` that."""
        if self.query("Ask, OneOf"):
            return
        if several:
            from workshop_tui.tui.widgets.ask_lines import AskLines as Asks
        else:
            from workshop_tui.tui.widgets.ask import Ask as Asks  # type: ignore[assignment]
        kept, typed = self.plan.half_typed
        self._take, self._about = take, about
        await self.mount(Asks(told, typed if kept == about and typed else text, words), before="#notice")

    def on_input_changed(self) -> None:
        self.keep_typed()

    def on_text_area_changed(self) -> None:
        self.keep_typed()

    def keep_typed(self) -> None:
        for ask in self.query("#ask").results() if self._about else ():
            if ask.unkept():  # type: ignore[attr-defined]
                self.keep(self._about, ask.text)  # type: ignore[attr-defined]

    async def on_ask_answered(self, event: Ask.Answered) -> None:
        try:
            goes_on = self._take(event.text)
        except Mistake as mistake:
            self.refuse(str(mistake.message))
            return
        except FileNotFoundError as error:
            self.refuse(str(reason(error)))
            return
        if goes_on is not True:
            await self.on_ask_closed()

    async def on_ask_closed(self) -> None:
        self._about = ""
        self.keep("", "")
        await self.query("Ask").remove()
        self.query(str(self.AUTO_FOCUS)).first().focus()

    async def choose(self, told: str, answers: dict[str, str], then: Callable[[str | None], object]) -> None:
        """Ask which of these is meant; `then` takes its key, None for nothing."""
        from workshop_tui.tui.widgets.which import Which

        await self.query("Ask, OneOf").remove()
        self._about, self._choose = "", then
        await self.mount(Which(told, answers), before="#notice")

    async def on_one_of_closed(self, event: OneOf.Closed) -> None:
        await event.question.remove()
        self.query(str(self.AUTO_FOCUS)).first().focus()
        self._choose(event.answer)


def named(file: File) -> str:
    """The file from here, cleaned: its name may hold anything."""
    return clean_line(str(locations.short(file)))
