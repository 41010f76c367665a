"""The keys of the plan screen that change what is selected: at once, or by a line that is asked for."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from workshop_tui.agenda.editing import operations as op
from workshop_tui.agenda.editing.lines import block_in, clock_in, hours_in, lengths_in, segment_in, told
from workshop_tui.agenda.editing.rows import PlanRow, Sort
from workshop_tui.agenda.rules import Path
from workshop_tui.agenda.times import Mistake, parse_date
from workshop_tui.locale import _, say
from workshop_tui.text import clean_line
from workshop_tui.tui.parts.leading import Leads

if TYPE_CHECKING:
    from workshop_tui.tui.widgets.typing import TextLine

MOST = 24 * 60
"""Minutes of a segment at the most."""


class ChangesAPlan(Leads, part=True):
    """A screen on which a row of a plan is selected."""

    @property
    @abstractmethod
    def row(self) -> PlanRow:
        """The selected row."""

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
        said, after = segment_in(text), self.place
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
        said, after = block_in(text), self.place
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
