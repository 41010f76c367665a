"""Attendance: the people expected, a column a block; they come and go on one key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from operator import is_
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.content import Content

from workshop_tui.agenda import Participant
from workshop_tui.holds import Holds
from workshop_tui.locale import _, clock_time, hours_told, say
from workshop_tui.session.attendance.commands import (
    Arrive,
    ClearAttendance,
    Expect,
    Leave,
    ShareContact,
    Strike,
    known,
    known_told,
)
from workshop_tui.session.attendance.presence import presence
from workshop_tui.session.privacy.hiding import Asked, words
from workshop_tui.session.state import State, told
from workshop_tui.session.timing.halfdays import block_at
from workshop_tui.session.timing.minutes import minute
from workshop_tui.tui.key import Key
from workshop_tui.tui.parts.asking import Asks
from workshop_tui.tui.parts.over import Lists
from workshop_tui.tui.widgets.attendance import AttendanceRows, told_of
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line

if TYPE_CHECKING:
    from workshop_tui.session.privacy.forgetting import WithoutNames

REGISTERS = "workshop-tui attendance --from FILE"
"""The command for whole lists."""


class AttendanceScreen(Asks, Lists):
    """On the block that runs; left and right choose another."""

    NAME = "attendance"
    _minute: datetime | None = None
    """When it was drawn."""
    _looked_in: tuple[object, ...] = ()
    _found: list[Asked] = []
    """The words in that: all of it is read for them, which neither a row selected nor who comes and goes changes."""

    def rows(self) -> AttendanceRows:
        state = self.run.session.state
        return AttendanceRows(state.agenda.blocks, block_at(state.day, self.run.session.now()).key)

    @property
    def _table(self) -> AttendanceRows:
        return self.query_one(AttendanceRows)

    def outdated(self) -> bool:
        """By the minute, too: hours grow, and a half-day that nobody began is over at its end."""
        return super().outdated() or minute(self.run.session.now()) != self._minute

    def draw(self) -> None:
        state = self._drawn = self.run.session.state
        now = self.run.session.now()
        self._minute = minute(now)
        table = self._table
        running = block_at(state.day, now)
        if table.follow(running.key):
            self.run.say(_("Attendance is that of “{block}” from now on", block=running.title))
        there = presence(state.day, state.attendance, now)
        purpose = _(
            "Who is here, half-day by half-day: each arrival and departure with its time. The report counts "
            "the hours from it; it is no signed sheet."
        )
        register = _("A whole list is registered at once by “{command}”.", command=REGISTERS)
        table.show(there, state.agenda.zone, purpose, register)
        half = next(one for one in there.halves if one.block.key == table.block)
        block = half.block
        here, capacity = there.here(half), state.agenda.capacity
        zone = state.agenda.zone
        today = state.day.hours[block.key]
        hours = " – ".join(clock_time(at, zone) for at in (today.start, today.end))
        counted, more = {"hours": hours, "here": here, "expected": len(state.attendance.people)}, []
        heading = self.query_one("#heading", Line)
        over = capacity is not None and len(state.attendance.present(block.key)) > capacity
        if capacity:
            more.append(
                _("MORE THAN THE CAPACITY OF {capacity}", capacity=capacity)
                if over
                else _("capacity {capacity}", capacity=capacity)
            )
        if half.held:
            more.append(_("trainee-hours: {hours}", hours=hours_told(there.minutes_in(half))))
        elif not half.to_come:
            more.append(_("not held"))
        heading.set_class(over, "over")
        title = _heading(block.title, counted, more, self.size.width - 2)
        heading.show(f"{more[0]} · {title}" if over and more[0] not in title else title)
        self.query_one(KeyBar).show_keys(self.bar_keys)
        none = _("Nobody is registered yet") + self.hinted("new", say(": {key} notes somebody"))
        one = next((one for one in there.people if one.key == table.selected), None)
        whole, wide = self.query_one("#whole", Line), self.has_class("-wide")
        whole.display = wide or not state.attendance.people
        shown = none if whole.display else ""
        whole.show(told_of(one, zone) if wide and one else shown, layout=True)

    @property
    def bar_keys(self) -> tuple[Key, ...]:
        """First of all the key for words, while one waits for its answer."""
        if self._typing or all(word.ordinary is not None for word in self._words()):
            return self.keys
        asks = next((key for key in self.keys if key.action == "words"), None)
        if asks is None:
            return self.keys
        return (replace(asks, in_bar=True), *(key for key in self.keys if key is not asks))

    def _words(self) -> list[Asked]:
        """The words that somebody answered or is to answer for, looked for once in all that holds texts or names."""
        state = self.run.session.state
        said = (state.day, state.notebook, state.attendance.people, state.names, state.parts, state.coded, state.chain)
        if not self._looked_in or not all(map(is_, said, self._looked_in)):
            self._looked_in, self._found = said, words(state)
        return self._found

    def on_rows_moved(self) -> None:
        if self._drawn:
            self.draw()

    def meant(self, state: State) -> object:
        """The selected person, the block, and whether they are there."""
        key, block = self._table.selected or "", self._table.block
        return key, block, key in state.attendance.people and state.attendance.here(key, block)

    # ── what is done ───────────────────────────────────────────────────────────────────────────────────
    def action_come_or_go(self) -> None:
        """Let whoever is there go, and whoever is not come."""
        key, block, attendance = self._table.selected, self._table.block, self.run.session.state.attendance
        if key and key in attendance.people:
            name, here = attendance.people[key].name, attendance.here(key, block)
            meant = Leave(key, block) if here else Arrive(key, block)
            self.press(meant, _("{name} is gone", name=name) if here else _("{name} is there", name=name))

    def on_rows_chosen(self) -> None:
        self.action_come_or_go()

    def action_all(self) -> None:
        """Let all come who have not been there yet: the roll call."""
        block, attendance = self._table.block, self.run.session.state.attendance
        coming = [key for key in attendance.people if (key, block) not in attendance.marks]
        for key in coming:
            self.run.do(Arrive(key, block))
        self.draw()
        self.run.say(_("{count} came", count=len(coming)))

    def action_clear(self) -> None:
        if key := self._table.selected:
            name = self.run.session.state.attendance.people[key].name
            cleared = _("What was noted of {name} here is cleared", name=name)
            self.press(ClearAttendance(key, self._table.block), cleared)

    def action_strike(self) -> None:
        if key := self._table.selected:
            one = self.run.session.state.attendance.people[key]

            def strike() -> None:
                self.do(Strike(key), _("{name} is struck off", name=one.name))

            question = _("Strike {name} off, with all that was noted of them?", name=one.name)
            self.run.ask(question, strike, of_the_day=False)

    def action_words(self) -> None:
        """Words that may be somebody's name: first those of which nobody said so yet."""
        asked = self._words()
        if not asked:
            self.run.say(_("No word of the notes is hidden as a name in small letters"))
        self.settle([one for one in asked if one.ordinary is None] or asked, self.draw)

    async def action_new(self) -> None:
        await self.ask("participant", _("Name, organisation"))

    async def action_amend(self) -> None:
        if key := self._table.selected:
            one = self.run.session.state.attendance.people[key]
            await self.ask(f"participant {key}", _("Name, organisation"), _written(one))

    async def action_contact(self) -> None:
        if key := self._table.selected:
            one = self.run.session.state.attendance.people[key]
            question = _("A contact that {name} agrees to give to the others; nothing: none", name=one.name)
            await self.ask(f"contact {key}", question, (one.contact if one.share else None) or "")

    async def forget(self, without: WithoutNames) -> None:
        """Close the line about somebody who was forgotten: nothing that is said of them there stays."""
        key = self._asked.partition(" ")[2]
        if key and without.key(key, Holds.PERSON_KEY) != key:
            await self.on_ask_closed()

    async def answered(self, text: str) -> bool:
        """`Marie Dupont, Mairie`: what is after the first comma is where they come from. Of a contact, all of it."""
        if self._asked.startswith("contact "):
            return self._share(text)
        asked = self._asked.partition(" ")[2] or None
        people = self.run.session.state.attendance.people
        now = _written(people[asked]) if asked and asked in people else ""

        def keep(text: str) -> None:
            if self._expect(text, asked):
                self.call_later(self.on_ask_closed)

        if now and self.settled(now, text, keep, both=False):
            return False
        return self._expect(text, asked)

    def _share(self, contact: str) -> bool:
        key = self._asked.partition(" ")[2]
        if (done := self.run.do(ShareContact(key, contact))) is not None:
            self.run.say(str(told(self.run.session.state, done.event)))
        return done is not None

    @property
    def _held_today(self) -> bool:
        """Tell whether the day is today: who is named then has come."""
        state, now = self.run.session.state, self.run.session.now()
        return now.astimezone(state.agenda.zone).date() >= state.date

    def _expect(self, text: str, asked: str | None) -> bool:
        name, _comma, organisation = text.partition(",")
        before = known(self.run.session.state.attendance, name)
        done = self.run.do(Expect(name, organisation, asked))
        if done is None or not self.run.session.shows(done):
            return done is not None
        attendance = self.run.session.state.attendance
        one = attendance.people[asked or before or known(attendance, name) or ""]
        registered = _("{name} is registered", name=one.name)
        if asked is None and self._held_today and not attendance.here(one.key, self._table.block):
            self.run.do(Arrive(one.key, self._table.block))
            registered = _("{name} is there", name=one.name)
        self.run.say(str(known_told(one.name, one.organisation)) if before and not asked else registered)
        self.draw()
        self._table.select(one.key)
        return True


def _written(one: Participant) -> str:
    """`Marie Dupont, Mairie`, as it is asked for."""
    return ", ".join(part for part in (one.name, one.organisation) if part)


def _heading(block: str, counted: Mapping[str, object], more: Sequence[str], width: int) -> str:
    """The count of a block, in at most `width` cells: the title is cut first; of `more` what has room whole."""

    def told(title: str) -> str:
        return _("{block}, {hours} · there: {here} · registered: {expected}", block=title, **counted)

    over = Content(" · ".join((told(block), *more[:1]))).cell_length - width
    cells = Content(block).cell_length
    shown = told(block if over <= 0 else Content(block).truncate(max(12, cells - over), ellipsis=True).plain)
    for part in more:
        if Content(f"{shown} · {part}").cell_length > width:
            break
        shown += f" · {part}"
    return shown
