"""The plan screen: an agenda before its day, its times following as it is changed, what `check` says beside each row.

Its file keeps its comments and its layout (`agenda/editing`); what is not saved survives whatever ends the program
(`plans/kept`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size

from workshop_tui.agenda.editing import operations as op
from workshop_tui.agenda.editing.rows import PlanRow, Sort
from workshop_tui.agenda.editing.sheet import Sheet
from workshop_tui.agenda.rules import Path
from workshop_tui.agenda.toml import Unreadable
from workshop_tui.locale import _, plural, say
from workshop_tui.text import clean_line
from workshop_tui.tui.hints import Hint
from workshop_tui.tui.parts.plan_keys import ChangesAPlan
from workshop_tui.tui.parts.planning import BEAT_S, LOW, named
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.notice import Notice
from workshop_tui.tui.widgets.plan_rows import PlanRows
from workshop_tui.tui.widgets.plan_rows import told as remark_told

if TYPE_CHECKING:
    from workshop_tui.clock import Clock
    from workshop_tui.plans.kept import Draft, PlanFile


RESUMED = frozenset({"add", "block", "day", "rename", "minutes", "time", "lead", "save_as", "field"})
"""Actions that ask for a line, which may have been half-typed."""


class PlanScreen(ChangesAPlan):
    """The plan; `back` goes to where it was opened, None: nowhere."""

    NAME = "plan"
    CSS_PATH = "plan.tcss"
    AUTO_FOCUS = "PlanRows"

    def __init__(
        self, plan: PlanFile, clock: Clock, back: Callable[[], object] | None = None, lines: Sequence[str] = ()
    ) -> None:
        """`lines` are to be read as it comes."""
        super().__init__(plan, clock.now)
        self._back = back
        self._lines = lines
        self._outside = False

    def compose(self) -> ComposeResult:
        self.listen()
        yield Line(id="name")
        yield PlanRows()
        yield Line(id="whole")
        yield Notice(BEAT_S, self.shown, self.now, self.workshop.notices)
        yield KeyBar(self.keys)

    def on_mount(self) -> None:
        self.workshop.name_window(f"{self.plan.file.stem} – workshop-tui")
        self.draw()
        self.rows.select_first()
        self.set_interval(BEAT_S, self._beat)
        self.call_after_refresh(self._settle)

    def suit(self, size: Size) -> None:
        self.wear({"low": size.height < LOW})

    def sized(self) -> None:
        self.draw()

    def on_screen_resume(self) -> None:
        if self.is_mounted:
            self.draw()

    @property
    def rows(self) -> PlanRows:
        """The rows."""
        return self.query_one(PlanRows)

    @property
    def row(self) -> PlanRow:
        """The selected row."""
        return self.plan.document.row(self.rows.path) or self.plan.document.rows_at_once[0]

    @property
    def place(self) -> Path:
        return self.rows.path

    def go_to(self, path: Path) -> None:
        self.rows.go_to(path)

    # ── how it begins ──────────────────────────────────────────────────────────────────────────────────
    async def _settle(self) -> None:
        """Offer what was left behind; begin a plan that is new."""
        draft = self.plan.left_behind()
        if draft is None:
            if self.plan.is_new:
                await self._begin()
        elif self.plan.is_as_it_was(draft):
            await self._go_on(draft)
        else:
            told_ = _("There are changes that were not saved, of another state of this file")
            answers = {"mine": _("go on with them"), "file": _("the file as it is"), "gone": _("throw them away")}
            await self.choose(told_, answers, partial(self._answered_which, draft))

    def _answered_which(self, draft: Draft, answer: str | None) -> None:
        if answer == "mine":
            self.call_later(self._go_on, draft)
        elif answer == "gone":
            self.plan.forget_drafts()

    async def _go_on(self, draft: Draft) -> None:
        try:
            self.plan.take_up(draft, _("what was not saved the last time"))
        except Unreadable:
            return
        self.draw()
        self.say(_("Taken up where it was left: it is not saved yet"), self.hint("undo", say(" — {key} takes it back")))
        about, typed = self.plan.half_typed
        name, _sep, where = about.partition(" ")
        if typed and name.partition("(")[0] in RESUMED:
            for row in self.plan.document.rows_at_once:
                if "/".join(map(str, row.path)) == where:
                    self.go_to(row.path)
            await self.run_action(name)

    async def _begin(self) -> None:
        self.say(_("A new plan: {file}", file=named(self.plan.file)))
        if self._lines:
            from workshop_tui.tui.dialogs.lines import LinesScreen

            self.app.push_screen(LinesScreen(_("What was understood, and what it was read from"), self._lines))
        elif not self.row.title:
            await self.action_rename()

    # ── what is shown ──────────────────────────────────────────────────────────────────────────────────
    def draw(self) -> None:
        document = self.plan.document
        if self.rows.moving and not document.row(self.rows.moving):
            self.action_leave()
        self.rows.show(document.rows_at_once)
        self._draw_name()
        self.on_rows_moved()
        self.drawn()

    def _draw_name(self) -> None:
        remarks = [one for row in self.plan.document.rows_at_once for one in row.remarks]
        wrong = sum(not one.warning for one in remarks)
        parts = [
            plural("{count} mistake", "{count} mistakes", wrong) if wrong else "",
            plural("{count} warning", "{count} warnings", len(remarks) - wrong) if len(remarks) > wrong else "",
            _("not saved") if self.plan.is_changed else "",
        ]
        said = " · ".join(filter(None, parts))
        name = self.query_one("#name", Line)
        title = Content(_("Plan · {file}", file=named(self.plan.file)))
        room = max(8, name.content_size.width - len(said) - 2)
        name.show(title.truncate(room, ellipsis=True, pad=True) + Content(f"  {said}"))

    def on_rows_moved(self) -> None:
        """Show all that is said of the selected row, and the first of what is in it."""
        row = self.row
        lines = [remark_told(one) for one in row.remarks]
        said = self.plan.document.sheet.at(row.path)
        if row.sort is Sort.SEGMENT and isinstance(said, dict):
            lead = self.names(said.get("lead"))
            parts = [
                _("lead: {names}", names=lead) if lead else "",
                *(_text(said.get(key)) for key in ("objective", "prompts")),
            ]
            summary = " · ".join(filter(None, parts))
            lines.append(Content.styled(summary, "$text-muted") if summary else Content(""))
        self.query_one("#whole", Line).show(Content("\n").join(lines), layout=True)

    def _beat(self) -> None:
        self.query_one(Notice).beat()
        try:
            outside = self.plan.changed_outside()
        except Unreadable:
            outside = True
        if outside != self._outside:
            self._outside = outside
            told_ = (
                _("{file} was changed outside: saving asks whose is kept", file=self.plan.file.name) if outside else ""
            )
            self.query_one(Notice).first(clean_line(told_), "")

    # ── elsewhere ──────────────────────────────────────────────────────────────────────────────────────
    def action_open(self) -> None:
        self._open()

    def _open(self, field: str = "") -> None:
        from workshop_tui.tui.screens.plan_fields import FieldsScreen

        self.app.push_screen(FieldsScreen(self.plan, self.now, self.row.path, field))

    def action_field(self, field: str) -> None:
        """Go on with a field that was half-typed."""
        self._open(field)

    def action_take(self) -> None:
        from workshop_tui.tui.screens.plan_take import TakeScreen

        self.app.push_screen(TakeScreen(self.plan.file), self._taken)

    def _taken(self, taken: tuple[Sheet, Path] | None) -> None:
        if not taken:
            return
        other, path = taken
        after, left_out = self.rows.path, []

        def change(sheet: Sheet) -> op.Done:
            done, unknown = op.take(sheet, after, other, path)
            left_out.extend(unknown)
            return done

        title = clean_line(str((other.at(path) or {}).get("title", "")))
        if self.do(_("Taken: {title}", title=title), change) is not None and left_out:
            self.warn(_("Taken, without who and what nobody is called here: {names}", names=", ".join(left_out)))

    def on_rows_chosen(self) -> None:
        if self.rows.moving:
            self.action_put()
        else:
            self.action_open()

    # ── on its way ─────────────────────────────────────────────────────────────────────────────────────
    def action_move(self) -> None:
        row = self.row
        if row.sort not in (Sort.SEGMENT, Sort.BLOCK):
            self.refuse(_("Segments and blocks are moved"))
            return
        self.rows.moving = row.path
        self.rows.show(self.plan.document.rows_at_once)
        self.change_keys("move")
        self.say(
            _("“{title}”", title=row.title),
            Hint("move", "lower", say(": arrows choose the row that it goes after")),
            Hint("move", "put", say(", {key} puts it there")),
            Hint("move", "leave", say(", {key} leaves it")),
        )

    def action_higher(self) -> None:
        self.rows.action_move(-1)

    def action_lower(self) -> None:
        self.rows.action_move(1)

    def action_put(self) -> None:
        path, onto = self.rows.moving, self.rows.path
        self.action_leave()
        if path and onto != path and (row := self.plan.document.row(path)):
            self.do(_("Moved: {title}", title=row.title), lambda sheet: op.move(sheet, path, onto))

    def action_leave(self) -> None:
        path, self.rows.moving = self.rows.moving, None
        self.change_keys(None)
        self.rows.show(self.plan.document.rows_at_once)
        self.query_one(Notice).over()
        if path:
            self.go_to(path)

    # ── leaving ────────────────────────────────────────────────────────────────────────────────────────
    def action_back(self) -> None:
        self._leave(self._back or self.app.exit)

    def action_quit(self) -> None:
        while self.app.screen is not self:  # ctrl+q, from a screen over it
            self.app.pop_screen()
        self._leave(self.app.exit)

    def _leave(self, go: Callable[[], object]) -> None:
        """Leave; what is not saved is asked about first."""
        if not self.plan.is_changed:
            self.plan.let_go()
            go()
            return

        def answered(answer: str | None) -> None:
            if answer == "save":
                self.save(go)
            elif answer == "draft":
                self.keep()
                go()
            elif answer == "gone":
                self.plan.let_go()
                go()

        answers = {"save": _("save it"), "draft": _("keep a draft"), "gone": _("throw the changes away")}
        self.call_later(self.choose, _("This plan is not saved"), answers, answered)


def _text(said: object) -> str:
    """A text, or texts, on one line."""
    texts = [said] if isinstance(said, str) else said if isinstance(said, list) else []
    return clean_line(" / ".join(one for one in texts if isinstance(one, str))[:2000])
