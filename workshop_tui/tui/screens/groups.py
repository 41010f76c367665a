"""The groups: who is in which, where each is, what it asks for; one key grants it to all, one key moves a person."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from textual.content import Content

from workshop_tui.locale import _, clock_time, say
from workshop_tui.session.groups import commands as c
from workshop_tui.session.groups.grouping import owner
from workshop_tui.session.groups.standing import (
    GroupNow,
    GroupsNow,
    called_back,
    groups_now,
    report_in,
    reporting,
    shown_segment,
)
from workshop_tui.session.groups_told import grid, loose_told, report_told, share_told
from workshop_tui.session.refusal import Refused
from workshop_tui.session.timing.minutes import minute
from workshop_tui.tui.parts.asking import Asks
from workshop_tui.tui.parts.over import Lists
from workshop_tui.tui.widgets.groups import GROUP, PERSON, group_rows
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from workshop_tui.session.state import State
    from workshop_tui.tui.parts.grouped import ShowsGroups

FOLDED = 12
"""Groups from which on people are shown only when they are asked for."""


class GroupsScreen(Asks, Lists):
    """On the groups at work, else those that report, else the next."""

    NAME = "groups"
    run: ShowsGroups
    _made: GroupsNow | None = None
    _people: bool | None = None
    """True if people are shown; None until somebody said so."""
    _at: tuple[datetime, object, bool] | None = None
    """The minute, the round and whether they are called back, as they were drawn."""

    @property
    def _now(self) -> tuple[datetime, object, bool]:
        state, now, live = self.run.session.state, self.run.session.now(), self.run.times.live
        round_ = (live.key, live.step.part if live.step else None) if live else None
        return minute(now), round_, called_back(state.day, state.groups, now)

    def outdated(self) -> bool:
        """By the minute, the round and the call back, too."""
        return super().outdated() or self._now != self._at

    @property
    def segment(self) -> str | None:
        """The segment whose groups are shown; None: none has any."""
        state = self.run.session.state
        return shown_segment(state.day, state.groups)

    def draw(self) -> None:
        state = self._drawn = self.run.session.state
        self._at, table, segment = self._now, self.query_one(Rows), self.segment
        now, made = self.run.session.now(), None
        if segment is not None:
            made = groups_now(state.day, state.groups, state.attendance, segment, now)
        self._made = made
        if made is None or not made.groups:
            self.query_one("#heading", Line).show(_("Groups"))
            told = _("Groups work side by side under one clock: what they ask for is given to all.")
            self.explain(table, told, self.hinted("new", say("Here, {key} opens one.")))
            self.query_one("#whole", Line).show("", layout=True)
            return
        people = len(made.groups) < FOLDED if self._people is None else self._people
        selected = table.selected
        rows = [*group_rows(state, made, table.width, people=people, shares=self._shares(state, made))]
        table.draw(rows)
        if selected and selected in {key for key, _row in rows}:
            table.select(selected)
        else:
            table.action_move(0)
        self.query_one("#heading", Line).show(self._heading(state, made))
        self.on_rows_moved()

    def _heading(self, state: State, made: GroupsNow) -> str:
        parts = list[str]()
        if made.round:
            parts.append(_("round {round} of {rounds}", round=made.round, rounds=made.rounds))
        if called_back(state.day, state.groups, self.run.session.now()):
            parts.append(_("CALL THEM BACK"))
        if made.asks_min:
            grants = self.hinted("grant", say(": {key} grants it to all"))
            parts.append(_("they ask for {minutes} min", minutes=made.asks_min) + grants)
        if state.day.live and report_in(state.day, state.groups, made.segment) == state.day.live:
            parts.append(_("they report") + self.hinted("report", say(": {key} gives each its turn")))
        if not any(one.group.members for one in made.groups) and made.loose and not made.open:
            told = loose_told(state, made)
            parts.append(told + self.hinted("form", say(": {key} makes the groups")))
        more = "".join(f" · {part}" for part in parts)
        return _titled(state.day.title(made.segment), self.size.width - 2 - Content(more).cell_length) + more

    def _shares(self, state: State, made: GroupsNow) -> dict[str, str]:
        """While groups report, the share of each, and from when on by the clock."""
        day, live = state.day, state.day.live
        if live is None or report_in(day, state.groups, made.segment) != live:
            return {}
        start, zone = day.segments[live].visits[0].start, state.agenda.zone
        return {
            one.group.key: _(
                "{share} from {time}",
                share=share_told(one.share_s),
                time=clock_time(start + timedelta(seconds=one.start_s), zone),
            )
            for one in reporting(day, state.groups, state.attendance, made.segment)
        }

    def on_rows_moved(self) -> None:
        """Show all of the selected group; then who is in none, the grid, and how they report."""
        made, state = self._made, self.run.session.state
        if made is None:
            return
        told: list[str] = []
        if one := self._group:
            names = [state.attendance.name(key) for key in one.group.members]
            lead = [_name(state, key) for key in one.group.lead]
            told += [
                _("{label}: {value}", label=label, value=value)
                for label, value in (
                    (str(one.group.called), ", ".join(names)),
                    (_("place"), one.place),
                    (_("link"), one.group.link),
                    (_("lead"), ", ".join(lead)),
                )
                if value
            ]
        told += [loose_told(state, made), report_told(state, made.segment), *grid(made)]
        self.query_one("#whole", Line).show("\n".join(one for one in told if one), layout=True)

    # ── what is selected ───────────────────────────────────────────────────────────────────────────────
    @property
    def _group(self) -> GroupNow | None:
        """The selected group, or that of the selected person."""
        kind, key = self._selected
        for one in self._made.groups if self._made else ():
            if one.group.key == key if kind == GROUP else key in one.group.members:
                return one
        return None

    @property
    def _selected(self) -> tuple[str, str]:
        selected = self.query_one(Rows).selected or ""
        kind = PERSON if selected.startswith(PERSON) else GROUP
        return kind, selected.removeprefix(kind)

    @property
    def _person(self) -> str | None:
        """The selected person; with a group selected, the first who is in none."""
        kind, key = self._selected
        if kind == PERSON:
            return key
        return next(iter(self._made.loose), None) if self._made else None

    def meant(self, state: State) -> object:
        """The selected row, and the state of its group, or the group of its person."""
        one = self._group
        return self.query_one(Rows).selected, one and (one.group.key, one.state)

    # ── what is done ───────────────────────────────────────────────────────────────────────────────────
    def action_grant(self) -> None:
        state = self.run.session.state
        try:
            meant = c.granting(state.day, state.groups, self.run.session.now())
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        self.do(meant)

    async def action_report(self) -> None:
        """Begin a round of turns over the groups, and show it; one that goes on is shown."""
        from workshop_tui.session.reporting_back import round_of_groups
        from workshop_tui.session.turns.order import standing

        state = self.run.session.state
        stands = standing(state.day, state.attendance, state.floor, self.run.session.now())
        try:
            meant = round_of_groups(state.day, state.groups, state.attendance, self.segment)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        goes_on = stands.left is not None and state.floor.round is not None and state.floor.round.over == meant.those
        if goes_on or self.press(meant, _("The groups report: {key} lets the first speak", key="␣")):
            await self.run.run_action("turns")

    def on_rows_chosen(self) -> None:
        self.action_done()

    def action_done(self) -> None:
        if one := self._group:
            self.press(c.SayOfGroup(one.group.key, "working" if one.state == "done" else "done"))

    async def action_asks(self) -> None:
        if one := self._group:
            await self.ask(f"asks {one.group.key}", _("Minutes that “{group}” asks for", group=one.group.called), "2")

    def action_move(self) -> None:
        who, state = self._person, self.run.session.state
        if who is None:
            self.run.say(_("Everybody who is there is in a group"))
            return
        try:
            into = c.suggestion(state.day, state.groups, state.attendance, who, self.segment)
        except Refused as refusal:
            self.refuse(str(refusal))
            return
        self.press(c.PlaceMember(who, into, self.segment), self._placed(who, into))

    def _placed(self, who: str, into: str) -> str:
        groups = self._made.groups if self._made else ()
        group = next(one.group.called for one in groups if one.group.key == into)
        return _("{name} is in “{group}”", name=self.run.session.state.attendance.name(who), group=group)

    async def action_move_to(self) -> None:
        who = self._person
        if who and self._made:
            titles = [str(one.group.called) for one in self._made.groups]
            name = self.run.session.state.attendance.name(who)
            await self.ask(f"place {who}", _("The group of {name}", name=name), words=titles)

    def action_out(self) -> None:
        kind, who = self._selected
        if kind == PERSON:
            self.press(c.PlaceMember(who, None, self.segment))

    def action_form(self) -> None:
        segment = self.segment
        if segment is None:
            return
        if self.run.session.state.groups.drawn.get(segment):
            again = _("Make the groups anew? Who was moved by hand is drawn again.")
            self.run.ask(again, lambda: self.do(c.FormGroups(segment, again=True)), of_the_day=False)
            return
        self.do(c.FormGroups(segment), _("The groups are made"))

    async def action_new(self) -> None:
        await self.ask("group", _("Topic, place, round: “Bicycles, Garden, 2”"))

    def action_close(self) -> None:
        if one := self._group:
            self.press(c.CloseGroup(one.group.key, self.segment))

    def action_people(self) -> None:
        shown = len(self._made.groups) < FOLDED if self._made else False
        self._people = not (shown if self._people is None else self._people)
        self.draw()

    def action_notes(self) -> None:
        one, segment = self._group, self.segment
        if one and segment:
            key = one.group.key
            self.run.show_notes(
                lambda state: tuple(
                    note
                    for note in state.notebook.notes
                    if note.taken.group == key and owner(state.day, state.groups, note.taken.segment) in (segment, None)
                ),
                str(one.group.called),
            )

    async def answered(self, text: str) -> bool:
        what, _space, about = self._asked.partition(" ")
        if what == "asks":
            minutes = text.strip().removesuffix("min").strip()
            if not minutes.isdecimal():
                self.refuse(_("Minutes are a whole number: 2"))
                return False
            return self.do(c.SayOfGroup(about, "asks", int(minutes)))
        if what == "place":
            return self.do(c.PlaceMember(about, text, self.segment))
        title, place, number = _topic(text)
        return self.do(c.OpenGroup(title, place, number))


def _topic(text: str) -> tuple[str, str | None, int | None]:
    """`Bicycles, Garden, 2`: the topic, the place, the round."""
    parts = [part.strip() for part in text.split(",")]
    number = int(parts.pop()) if len(parts) > 1 and parts[-1].isdecimal() and len(parts[-1]) < 4 else None
    place = parts.pop() if len(parts) > 1 else None
    return ", ".join(parts), place or None, number


def _name(state: State, key: str) -> str:
    trainer = state.agenda.trainer(key)
    guest = next((one.name for one in state.agenda.guests if one.key == key), None)
    return trainer.name if trainer else guest or state.attendance.name(key)


def _titled(title: str, width: int) -> str:
    """The words for the groups of a segment, in about `width` cells: its title is cut, not what comes after it."""
    named = Content(title)
    over = Content(_("Groups of “{title}”", title=title)).cell_length - width
    shown = named if over <= 0 else named.truncate(max(12, named.cell_length - over), ellipsis=True)
    return _("Groups of “{title}”", title=shown.plain)
