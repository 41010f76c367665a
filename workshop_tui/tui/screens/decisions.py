"""The decisions, and how one is taken: a letter counts a vote or a dot, on as many terminals as want to count."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from workshop_tui.locale import _, plural, say
from workshop_tui.session.decisions.commands import (
    CountVotes,
    DecisionCommand,
    NameOption,
    PutDecision,
    SayObjection,
    decisions_in,
)
from workshop_tui.session.decisions.results import present_at, too_many
from workshop_tui.session.decisions.taken import KIND, RULES, Choice, Objection, Standing, Taken
from workshop_tui.session.notes.commands import BringBackNote, TakeNote, WithdrawNote
from workshop_tui.text import clean_line
from workshop_tui.tui.parts.asking import Asks
from workshop_tui.tui.parts.counting import LETTERS, Counts
from workshop_tui.tui.parts.over import Lists
from workshop_tui.tui.widgets.decisions import choice_name, choice_rows, decision_lines, decision_told, objection_rows
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from workshop_tui.session.notes.notebook import Note
    from workshop_tui.session.state import State
    from workshop_tui.tui.parts.moving import MovesTheDay

NEXT_RULE = {None: "majority", "majority": "consent", "consent": "dots", "dots": "none"}
"""The rule that the key goes on to from each."""


class DecisionsScreen(Asks, Lists):
    """The list of all decisions, the newest first."""

    NAME = "decisions"
    _withdrawn: int | None = None

    @property
    def _found(self) -> list[Note]:
        return list(reversed(decisions_in(self.run.session.state.notebook)))

    @property
    def _meant(self) -> Note | None:
        """The selected one."""
        selected = self.query_one(Rows).selected
        return next((one for one in self._found if str(one.number) == selected), None)

    def meant(self, state: State) -> object:
        """The selected decision, its words and how it was taken."""
        selected = self.query_one(Rows).selected
        note = next((one for one in decisions_in(state.notebook) if str(one.number) == selected), None)
        return note and (note.taken, state.decisions.of(note.number))

    def draw(self) -> None:
        table, found = self.query_one(Rows), self._found
        state = self._drawn = self.run.session.state
        selected, width = table.selected, table.width
        self.query_one("#heading", Line).show(plural("{count} decision", "{count} decisions", len(found)))
        rows = zip(found, decision_lines(state, found, width), strict=True)
        table.draw([(str(one.number), row) for one, row in rows])
        if not found:
            told = _("What the group decides, and how: by consent, by majority, with dots. Votes are counted here.")
            self.explain(table, told + self.hinted("new", say(" {key} notes one.")))
        table.select(selected)
        if table.selected is None:
            table.action_move(0)
        self.on_rows_moved()

    def on_rows_moved(self) -> None:
        """Show all of the selected one, and how it was taken."""
        note, state = self._meant, self.run.session.state
        taken = state.decisions.of(note.number) if note else Taken()
        said = [text for _key, text in objection_rows(taken)]
        told = [Content(note.taken.text), *decision_told(taken), *said] if note else []
        self.query_one("#whole", Line).show(Content("\n").join(told), layout=True)

    def action_open(self) -> None:
        if note := self._meant:
            self.app.push_screen(CountingScreen(self.run, note.number))

    def on_rows_chosen(self) -> None:
        self.action_open()

    async def action_new(self) -> None:
        await self.ask("decision", _("What is decided, or put to the vote"))

    async def answered(self, text: str) -> bool:
        record = self.run.do(TakeNote(text, kind=KIND))
        if record is None or not self.run.session.shows(record):
            return record is not None
        self.draw()
        self.query_one(Rows).select(str(record.number))
        self.call_later(self.action_open)
        return True

    def action_withdraw(self) -> None:
        if note := self._meant:
            self._withdrawn = number = note.number

            def withdrawn() -> bool:
                return any(one.number == number for one in self.run.session.state.notebook.withdrawn)

            brings_back = self.hint("bring_back", say(": {key} brings it back"), withdrawn)
            self.press(WithdrawNote(number), _("The decision is withdrawn"), brings_back)

    def action_bring_back(self) -> None:
        """The last one that was withdrawn here, else the last that was withdrawn at all."""
        gone = [one.number for one in self.run.session.state.notebook.withdrawn if one.taken.kind == KIND]
        if gone:
            number = self._withdrawn if self._withdrawn in gone else gone[-1]
            self.press(BringBackNote(number), _("The decision is back"))


class CountingScreen(Counts):
    """How one decision is taken: its choices, a letter and a count each, then its objections."""

    NAME = "counting"

    def __init__(self, run: MovesTheDay, number: int) -> None:
        super().__init__(run)
        self._number = number

    @property
    def _taken(self) -> Taken:
        return self.run.session.state.decisions.of(self._number)

    @property
    def _note(self) -> Note | None:
        return next((one for one in decisions_in(self.run.session.state.notebook) if one.number == self._number), None)

    def meant(self, state: State) -> object:
        """The decision, by which rule, and what of it is selected: what is counted adds up, whoever does."""
        taken = state.decisions.of(self._number)
        return taken.rule, taken.who, taken.due, taken.objections

    @property
    def _choice(self) -> Choice | None:
        """The selected choice."""
        return self._choice_in(self.query_one(Rows).selected)

    @property
    def _objection(self) -> tuple[int, Objection] | None:
        """The selected objection."""
        selected = self.query_one(Rows).selected
        return next((one for one in self._taken.said if f"o{one[0]}" == selected), None)

    # ── drawn ──────────────────────────────────────────────────────────────────────────────────────────
    def draw(self) -> None:
        table, taken, note = self.query_one(Rows), self._taken, self._note
        state = self._drawn = self.run.session.state
        selected, width, heading = table.selected, table.width, self.query_one("#heading", Line)
        if note is None:
            heading.show(_("This decision was withdrawn"))
            table.draw([])
            self.query_one("#whole", Line).show("", layout=True)
            return
        rows = [*choice_rows(taken, LETTERS), *objection_rows(taken)]
        table.draw([(key, row.truncate(width, ellipsis=True)) for key, row in rows])
        if not rows:
            self.explain(table, self._how(taken))
        table.select(selected)
        if table.selected is None:
            table.action_move(0)
        rule = RULES[taken.rule] if taken.rule else say("no rule yet")
        heading.show(f"{str(rule).capitalize()} · {' '.join(note.taken.text.split())}")
        warned = too_many(taken, self._there(state))
        heading.set_class(bool(warned), "over")
        lines = [Content.styled(warned, "bold $text-error")] if warned else []
        lines += [Content(note.taken.text), *decision_told(taken, there=self._there(state))]
        self.query_one("#whole", Line).show(Content("\n").join(lines), layout=True)

    def _how(self, taken: Taken) -> str:
        """Say in the empty list what to press."""
        if taken.rule is None:
            return _("By which rule?") + self.hinted("rule", say(" {key}: majority, consent, dots"))
        if taken.rule == "dots":
            return _("No option yet.") + self.hinted("new", say(" {key} names one"))
        return _("No objection.") + self.hinted("object", say(" {key} notes one"))

    def _there(self, state: State) -> int | None:
        at = self._taken.counted_at or self.run.session.now()
        return present_at(state.day, state.attendance, at)

    # ── counted ────────────────────────────────────────────────────────────────────────────────────────
    @property
    def counted(self) -> list[str]:
        return [f"c{one}" for one in self._taken.choices]

    def count_of(self, row: str) -> int:
        return self._taken.count(choice) if (choice := self._choice_in(row)) is not None else 0

    def called(self, row: str) -> str:
        choice = self._choice_in(row)
        return choice_name(self._taken, choice) if choice is not None else "…"

    def counting(
        self, row: str, *, change: int = 0, count: int | None = None, was: int | None = None
    ) -> CountVotes | None:
        choice = self._choice_in(row)
        return None if choice is None else CountVotes(self._number, choice, change=change, count=count, was=was)

    def _choice_in(self, row: str | None) -> Choice | None:
        return next((one for one in self._taken.choices if f"c{one}" == row), None)

    # ── said ───────────────────────────────────────────────────────────────────────────────────────────
    def action_rule(self) -> None:
        rule = NEXT_RULE[self._taken.rule]
        self.press(PutDecision(self._number, rule=rule))  # type: ignore[arg-type] # mypy has no literal of a mapping

    async def action_amend(self) -> None:
        """The count of a choice, the words of an objection."""
        if one := self._objection:
            await self.ask(f"objection {self._number} {one[0]}", _("The objection, in its words"), one[1].text)
        elif self._choice is not None:
            await self.type_count()

    async def action_object(self) -> None:
        await self.ask(f"objection {self._number}", _("The objection, in its words"))

    async def action_new(self) -> None:
        if self._taken.rule == "dots":
            await self.ask(f"option {self._number}", _("An option"))
        else:
            self.refuse(_("Options are for dots"))

    async def action_objector(self) -> None:
        if one := self._objection:
            known = [person.name for person in self.run.session.state.attendance.people.values()]
            told = _("Who made it? Their name is hidden as the agenda wants it")
            await self.ask(f"objector {self._number} {one[0]}", told, one[1].who or "", known)
        elif isinstance(choice := self._choice, int):
            await self.ask(f"option {self._number} {choice}", _("An option"), self._taken.options[choice])

    async def action_who(self) -> None:
        known = [person.name for person in self.run.session.state.attendance.people.values()]
        await self.ask(f"carrier {self._number}", _("Who carries it?"), self._taken.who or "", known)

    async def action_due(self) -> None:
        await self.ask(f"due {self._number}", _("By when? In words, or as a date: 2027-01-15"), self._taken.due or "")

    async def action_each(self) -> None:
        each = str(self._taken.each) if self._taken.each else ""
        await self.ask(f"each {self._number}", _("How many dots has each person?"), each)

    def action_lift(self) -> None:
        if one := self._objection:
            standing: Standing = "stands" if one[1].standing == "lifted" else "lifted"
            told = _("The objection stands again") if standing == "stands" else _("The objection is lifted")
            self.press(SayObjection(self._number, objection=one[0], standing=standing), told)

    def action_drop(self) -> None:
        """An objection that was none, or an option."""
        if one := self._objection:
            self.press(SayObjection(self._number, objection=one[0], standing="withdrawn"), _("That was no objection"))
        elif isinstance(self._choice, int):
            self.press(NameOption(self._number, "", self._choice), _("The option is taken away"))

    async def answered(self, text: str) -> bool:
        """Take what was asked for; where another said otherwise meanwhile, both are shown."""
        sort, _space, of = self._asked.partition(" ")
        which = of.partition(" ")[2]
        if sort == "count":
            return self.take_count(text)
        command, now = self._said(sort, which, text)
        if command is None:
            return False
        if now is not None and self.settled(now, text, lambda kept: self._again(sort, which, kept)):
            return False
        return text.strip() == now or self.do(command)

    def _again(self, sort: str, which: str, text: str) -> None:
        """Say what was kept of two that were said at once."""
        command, _now = self._said(sort, which, text)
        if command and self.do(command):
            self.call_later(self.on_ask_closed)

    def _said(self, sort: str, which: str, text: str) -> tuple[DecisionCommand | None, str | None]:
        """The command that an answer means, and what stands there now (None: nothing can)."""
        number, taken = self._number, self._taken
        if sort == "objection" and not which:
            return SayObjection(number, text), None
        if sort == "option":
            return NameOption(number, text, int(which) if which else None), taken.options.get(int(which or 0))
        if sort in ("objection", "objector"):
            one = dict(taken.said).get(int(which), Objection())
            own = SayObjection(number, objection=int(which), **{"text" if sort == "objection" else "who": text})  # type: ignore[arg-type]
            return own, one.text if sort == "objection" else one.who or ""
        if sort == "each":
            if text.strip() and not text.strip().isdecimal():
                self.refuse(_("“{value}” is no count: write 9, +1 or -1", value=clean_line(text)))
                return None, None
            return PutDecision(number, each=int(text.strip() or 0)), str(taken.each or "")
        now = (taken.who if sort == "carrier" else taken.due) or ""
        return PutDecision(number, who=text) if sort == "carrier" else PutDecision(number, due=text), now
