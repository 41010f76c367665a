"""Open points, of this day and of those that it follows: one key says of each what became of it, another why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from workshop_tui.locale import _, plural
from workshop_tui.session.event import person
from workshop_tui.session.notes.commands import AnswerPoint
from workshop_tui.session.notes.notebook import OUTCOMES
from workshop_tui.session.notes.tags import label
from workshop_tui.session.points import answering, outcome_word, points
from workshop_tui.tui.beside import beside
from workshop_tui.tui.parts.asking import Asks
from workshop_tui.tui.parts.over import Lists
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.notes import ALIGNED
from workshop_tui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from workshop_tui.session.notes.notebook import Outcome
    from workshop_tui.session.points import Point
    from workshop_tui.session.state import State
    from workshop_tui.tui.parts.moving import MovesTheDay


KIND, OUTCOME = 14, 9
"""Cells of the columns of kinds and of outcomes."""


class PointsScreen(Asks, Lists):
    """The points that are open, and those that were answered today, by kind."""

    NAME = "points"

    def __init__(self, run: MovesTheDay, before: tuple[State, ...]) -> None:
        """`before`: the days that this one follows, as they were when it was opened."""
        super().__init__(run)
        self._before = before

    @classmethod
    async def of(cls, run: MovesTheDay) -> PointsScreen:
        """The screen, the days before read beside: a server may take its time."""
        chain = run.session.state.chain
        return cls(run, await beside(chain.read) if chain else ())

    @property
    def _found(self) -> list[Point]:
        state = self.run.session.state
        all_of_them = points((*self._before, state))
        return [one for one in all_of_them if one.open or (one.history and one.history[-1].session == state.id)]

    @property
    def _meant(self) -> Point | None:
        """The selected one."""
        return self._called(self.query_one(Rows).selected)

    def _called(self, handle: str | None) -> Point | None:
        """The point with this handle, if it is shown."""
        return next((one for one in self._found if one.handle == handle), None)

    def meant(self, state: State) -> object:
        """The selected one, with what was said of it."""
        handle = self.query_one(Rows).selected
        return next((one for one in points((*self._before, state)) if one.handle == handle), None)

    def draw(self) -> None:
        table, found = self.query_one(Rows), self._found
        selected, width = table.selected, table.width
        self._drawn = self.run.session.state
        count = sum(one.open for one in found)
        self.query_one("#heading", Line).show(plural("{count} open point", "{count} open points", count))
        table.draw(
            [(one.handle, self._line(one, aligned=width >= ALIGNED).truncate(width, ellipsis=True)) for one in found]
        )
        if not found:
            told = _("Follow-ups, questions, what was parked: here until somebody says what became of them.")
            self.explain(table, told)
        table.select(selected)
        if table.selected is None:
            table.action_move(0)
        self.on_rows_moved()

    def _line(self, one: Point, *, aligned: bool) -> Content:
        """`2026-10-01  Follow-up  goes on  the text`; `aligned`: in columns."""
        agenda, said = self.run.session.state.agenda, one.history[-1].answer if one.history else None
        outcome = str(outcome_word(said)) if said else "–"
        kind = Content(str(label(agenda, "kinds", one.kind)))
        if aligned:
            kind, outcome = kind.truncate(KIND, ellipsis=True, pad=True), outcome.ljust(OUTCOME)
        return Content.assemble(
            (f"{one.day.isoformat()}  {kind.plain}  ", "$text-muted"),
            (f"{outcome}  ", "bold $text-success" if said else "$text-muted"),
            " ".join(one.note.taken.text.split()),
        )

    def on_rows_moved(self) -> None:
        """Show all of the selected one, and what was said of it since."""
        one = self._meant
        if one is None:
            self.query_one("#whole", Line).show(_("Nothing is open"), layout=True)
            return
        agenda, details = self.run.session.state.agenda, one.note.taken.details
        lines = [one.note.taken.text, *filter(None, (details.who, details.due) if details else ())]
        for step in one.history:
            why = f" — {step.answer.why}" if step.answer.why else ""
            who = person(agenda, step.answer.by)
            lines.append(f"{step.day.isoformat()}  {who}  {outcome_word(step.answer)}{why}")
        self.query_one("#whole", Line).show(Content("\n".join(lines)), layout=True)

    # ── what became of it ──────────────────────────────────────────────────────────────────────────────
    def _today(self, one: Point) -> tuple[Outcome | None, str | None]:
        """The answer that was given today, and why."""
        last = one.history[-1] if one.history else None
        return (last.answer.outcome, last.answer.why) if last and last.session == self._session else (None, None)

    @property
    def _session(self) -> str:
        return self.run.session.state.id

    def _give(self, outcome: Outcome | None) -> None:
        if one := self._meant:
            why = self._today(one)[1] if outcome else None
            command = answering(self.run.session.state, one, outcome, why)
            self.press(command, self._said(one, command))

    @staticmethod
    def _said(one: Point, command: AnswerPoint) -> str:
        text = " ".join(one.note.taken.text.split())
        if command.outcome is None:
            return _("open again: {what}", what=text)
        return _("{outcome}: {what}", outcome=OUTCOMES[command.outcome], what=text)

    def action_done(self) -> None:
        self._give("done")

    def action_goes_on(self) -> None:
        self._give("goes_on")

    def action_drop(self) -> None:
        self._give("dropped")

    def action_clear(self) -> None:
        self._give(None)

    async def action_why(self) -> None:
        """Ask why, of what was answered today; of what was not, it goes on."""
        if one := self._meant:
            await self.ask(f"point {one.handle}", _("Why?"), self._today(one)[1] or "")

    async def answered(self, text: str) -> bool:
        """Why, of the point that was asked about; where another said it meanwhile, both are shown."""
        one = self._called(self._asked.partition(" ")[2])
        if one is None:
            return True

        def keep(text: str) -> bool:
            command = answering(self.run.session.state, one, self._today(one)[0] or "goes_on", text)
            done = self.do(command, self._said(one, command))
            if done:
                self.call_later(self.on_ask_closed)
            return done

        return not self.settled(self._today(one)[1] or "", text, keep) and keep(text)
