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
from textual.events import Resize

from workshop_tui.agenda.editing import operations as op
from workshop_tui.agenda.editing.lines import block_in, clock_in, hours_in, lengths_in, segment_in, told
from workshop_tui.agenda.editing.rows import PlanRow, Sort
from workshop_tui.agenda.editing.sheet import Sheet
from workshop_tui.agenda.rules import Path
from workshop_tui.agenda.times import Mistake, parse_date
from workshop_tui.agenda.toml import Unreadable
from workshop_tui.locale import _, plural, say
from workshop_tui.text import clean_line
from workshop_tui.tui.hints import Hint
from workshop_tui.tui.parts.leading import Leads
from workshop_tui.tui.parts.planning import BEAT_S, LOW, named
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.notice import Notice
from workshop_tui.tui.widgets.plan_rows import PlanRows
from workshop_tui.tui.widgets.plan_rows import told as remark_told

if TYPE_CHECKING:
    from workshop_tui.clock import Clock
    from workshop_tui.plans.kept import Draft, PlanFile
    from workshop_tui.tui.widgets.typing import TextLine

MOST = 24 * 60
"""Minutes of a segment at the most."""


class PlanScreen(Leads):
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

    def on_resize(self, event: Resize) -> None:
        self.set_class(event.size.height < LOW, "low")
        self.call_after_refresh(self.draw)

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
        return self.plan.document.row(self.rows.path) or self.plan.document.rows[0]

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
        if typed and name:
            path = next((row.path for row in self.plan.document.rows if "/".join(map(str, row.path)) == where), None)
            if path is not None:
                self.go_to(path)
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
        self.rows.show(document.rows)
        self._draw_name()
        self.on_rows_moved()

    def _draw_name(self) -> None:
        remarks = self.plan.document.remarks
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

    # ── one key each ───────────────────────────────────────────────────────────────────────────────────
    def _change(self, said: dict[str, object], what: str) -> Path | None:
        row = self.row
        return self.do(what, lambda sheet: op.set_values(sheet, row.path, said))

    def _segment(self) -> PlanRow | None:
        """The selected segment; says so if none is."""
        if self.row.sort is Sort.SEGMENT:
            return self.row
        self.refuse(_("No segment is selected"))
        return None

    def _longer(self, minutes: int) -> None:
        if row := self._segment():
            lasts = min(MOST, max(0, (row.minutes or 0) + minutes))
            self._change({"minutes": lasts}, _("“{title}”: {minutes} min", title=row.title, minutes=lasts))

    def action_longer(self) -> None:
        self._longer(1)

    def action_shorter(self) -> None:
        self._longer(-1)

    def action_extend(self) -> None:
        self._longer(5)

    def action_optional(self) -> None:
        if row := self._segment():
            what = say("“{title}” is not optional any more") if row.optional else say("“{title}” is optional")
            self._change({"optional": None if row.optional else True}, _(what.text, title=row.title))

    def action_remove(self) -> None:
        row = self.row
        self.do(_("Removed: {title}", title=row.title), lambda sheet: op.remove(sheet, row.path))

    def action_duplicate(self) -> None:
        row = self.row
        self.do(_("Once more: {title}", title=row.title), lambda sheet: op.duplicate(sheet, row.path))

    def action_trouble(self) -> None:
        """Go to the next row that something is said about: mistakes first, as long as there are any."""
        rows = self.plan.document.rows
        here = rows.index(self.row)
        found = [row for row in (*rows[here + 1 :], *rows[: here + 1]) if row.remarks]
        worse = [row for row in found if any(not one.warning for one in row.remarks)]
        if found:
            self.go_to((worse or found)[0].path)
        else:
            self.say(_("There is nothing to say about this plan"))

    # ── asked for ──────────────────────────────────────────────────────────────────────────────────────
    def _asking(self, name: str) -> str:
        return f"{name} {'/'.join(map(str, self.row.path))}"

    async def action_add(self) -> None:
        if not self.plan.document.sheet.blocks():
            await self.action_block()
            return
        asked = _("A segment: “Talk 20”, “Talk 20 15-25 @10:45 !input”; empty: enough")
        await self.ask_for(self._asking("add"), asked, self._add)

    def _add(self, text: str) -> bool:
        """Add it, and ask for the next; enough, if nothing is said. Raises `Mistake`."""
        if not text.strip():
            return False
        said, after = segment_in(text), self.rows.path
        if (
            self.do(_("Added: {title}", title=said["title"]), lambda sheet: op.add_segment(sheet, after, said))
            is not None
        ):
            line: TextLine = self.query_one("Ask TextLine")  # type: ignore[assignment]
            line.value = ""
            self._about = self._asking("add")
        return True

    async def action_block(self) -> None:
        sheet = self.plan.document.sheet
        times = "9h-12h" if sheet.times_have_h else "9:00-12:00"
        asked = _("A block, its start and its end: “Morning {times}”", times=times)
        await self.ask_for(self._asking("block"), asked, self._add_block)

    def _add_block(self, text: str) -> None:
        said, after = block_in(text), self.rows.path
        if (
            self.do(_("Added: {title}", title=said["title"]), lambda sheet: op.add_block(sheet, after, said))
            is not None
        ):
            self.call_later(self.action_add)

    async def action_day(self) -> None:
        await self.ask_for(self._asking("day"), _("The title of the day that is added; empty: none"), self._add_day)

    def _add_day(self, text: str) -> None:
        said = {"title": clean_line(text)} if text.strip() else {}
        if self.do(_("A day is added"), lambda sheet: op.add_day(sheet, said)) is not None:
            self.call_later(self.action_block)

    async def action_rename(self) -> None:
        row = self.row
        await self.ask_for(self._asking("rename"), _("The title"), self._rename, row.title)

    def _rename(self, text: str) -> None:
        title, row = clean_line(text), self.row
        if not title and row.sort is not Sort.DAY:
            raise Mistake(say("a title is needed"))
        self._change({"title": title or None}, _("Called: {title}", title=title))
        if row.sort is Sort.PLAN and not self.plan.document.sheet.blocks():
            self.call_later(self.action_block)

    async def action_minutes(self) -> None:
        if row := self._segment():
            told_ = "" if row.minutes is None else str(row.minutes)
            if told_ and (row.shortest, row.longest) != (row.minutes, row.minutes):
                told_ += f" {row.shortest}-{row.longest}"
            asked = _("Its minutes, and what it can be cut and stretched to: “20 15-25”")
            await self.ask_for(self._asking("minutes"), asked, self._minutes, told_)

    def _minutes(self, text: str) -> None:
        said = {"min": None, "max": None} | lengths_in(text)
        if "minutes" not in said:
            raise Mistake(say("a segment has minutes: “20”, “1h30”"))
        same = {key: value for key, value in said.items() if not (key in ("min", "max") and value == said["minutes"])}
        self._change(
            {"min": None, "max": None} | same, _("“{title}”: {minutes}", title=self.row.title, minutes=text.strip())
        )

    async def action_time(self) -> None:
        row, with_h = self.row, self.plan.document.sheet.times_have_h
        if row.sort is Sort.SEGMENT:
            start = told(row.start, with_h=with_h) if row.pinned and row.start else ""
            await self.ask_for(self._asking("time"), _("Fixed at this time; empty: at none"), self._time, start)
        elif row.sort is Sort.BLOCK:
            hours = "-".join(told(one, with_h=with_h) for one in (row.start, row.end) if one)
            await self.ask_for(self._asking("time"), _("From when to when: “9h-12h”"), self._hours, hours)
        elif row.sort is Sort.DAY:
            await self.ask_for(self._asking("time"), _("The date, “2026-10-01”; empty: none"), self._date, row.date)
        else:
            self.refuse(_("A segment, a block or a day has a time"))

    def _time(self, text: str) -> None:
        at = clock_in(text) if text.strip() else None
        self._change({"at": at}, _("“{title}” is fixed at {at}", title=self.row.title, at=at or "–"))

    def _hours(self, text: str) -> None:
        self._change(hours_in(text), _("“{title}”: {hours}", title=self.row.title, hours=text.strip()))

    def _date(self, text: str) -> None:
        date = parse_date(text) if text.strip() else None
        self._change({"date": date}, _("The day is on {date}", date=date or "–"))

    async def action_lead(self) -> None:
        if row := self._segment():
            said = self.plan.document.sheet.at((*row.path, "lead"))
            asked = _("Who leads it, by their names; several: with commas")
            known = op.trainers(self.plan.document.sheet).values()
            await self.ask_for(self._asking("lead"), asked, self._lead, self.names(said), known)

    def _lead(self, text: str) -> None:
        self.set_people(self.row.path, "lead", text)

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
        self.rows.show(self.plan.document.rows)
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
        self.rows.show(self.plan.document.rows)
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
