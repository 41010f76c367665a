"""The checklist: what is to be done before the day, on it and after it; one key ticks a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from workshop_tui.locale import _, plural
from workshop_tui.session.checklist.commands import OpenTodo, TickTodo
from workshop_tui.session.checklist.lines import done_told, due_told, left, lines, people_told
from workshop_tui.text import clean_line
from workshop_tui.tui.parts.over import Lists
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.rows import Rows

if TYPE_CHECKING:
    from workshop_tui.session.checklist.lines import Line as Todo
    from workshop_tui.session.state import State
    from workshop_tui.tui.parts.moving import MovesTheDay


class TodoScreen(Lists):
    """The lines by the time that they are due, the first that is left selected."""

    NAME = "todo"

    def __init__(self, run: MovesTheDay) -> None:
        super().__init__(run)
        self._all = True

    def _lines(self, state: State) -> list[Todo]:
        found = lines(state.day, state.checklist)
        return found if self._all else left(found)

    @property
    def _meant(self) -> Todo | None:
        """The selected one."""
        return self._called(self.run.session.state)

    def _called(self, state: State) -> Todo | None:
        key = self.query_one(Rows).selected
        return next((one for one in lines(state.day, state.checklist) if one.item.todo.key == key), None)

    def meant(self, state: State) -> object:
        """The selected one, with its tick."""
        return self._called(state)

    def draw(self) -> None:
        table, state = self.query_one(Rows), self.run.session.state
        all_of_them = lines(state.day, state.checklist)
        found = all_of_them if self._all else left(all_of_them)
        first, selected, width = self._drawn is None, table.selected, table.width
        self._drawn = state
        count = len(left(all_of_them))
        told = plural("{count} thing to do", "{count} things to do", count)
        self.query_one("#heading", Line).show(_("{left}, of {all}", left=told, all=len(all_of_them)))
        dues = {one.item.todo.key: due_told(one.item, state.agenda, state.date) for one in found}
        widest = max(map(len, dues.values()), default=0)
        table.draw(
            [
                (
                    one.item.todo.key,
                    self._row(one, dues[one.item.todo.key].ljust(widest)).truncate(width, ellipsis=True),
                )
                for one in found
            ]
        )
        if not found:
            self.explain(table, *self._nothing(bool(all_of_them)))
        table.select(selected)
        if first and (waiting := left(found)):
            table.select(waiting[0].item.todo.key)
        if table.selected is None:
            table.action_move(0)
        self.on_rows_moved()

    @staticmethod
    def _nothing(any_at_all: bool) -> tuple[str, ...]:
        if any_at_all:
            return (_("All of it is done."),)
        return (
            _("What is to be done before the day, on it and after it, as the agenda says it, to be ticked here."),
            'todo = [{ when = "-7d", text = "…" }]',
        )

    def _row(self, one: Todo, due: str) -> Content:
        """`[x] 2026-10-01  Ask about diets  (host) · Ann, 9:05`."""
        state = self.run.session.state
        text, who = clean_line(one.item.todo.text), clean_line(people_told(state.agenda, one.item))
        told = done_told(one, state.agenda, state.date)
        now = self.run.session.now()
        late = one.overdue(now, now.astimezone(state.agenda.zone).date())
        sign, style = ("[x]", "$text-success") if one.done else ("[!]", "bold $text-warning") if late else ("[ ]", "")
        return Content.assemble(
            (f"{sign} ", style),
            (f"{due}  ", "$text-muted"),
            (text, "$text-muted" if one.done else ""),
            (f"  ({who})" if who else "", "$text-muted"),
            (f" · {told}" if told else "", "$text-success"),
        )

    def on_rows_moved(self) -> None:
        """Show all of the selected one: its words, what it stands in, who sees to it, who ticked it."""
        self.query_one("#whole", Line).show(self._whole(), layout=True)

    def _whole(self) -> Content:
        one, state = self._meant, self.run.session.state
        if one is None:
            return Content("")
        agenda, of = state.agenda, one.item.of
        titles = {block.key: block.title for block in agenda.blocks} | {s.key: s.title for s in agenda.segments()}
        told = [Content(one.item.todo.text)]
        done = done_told(one, agenda, state.date)
        parts = [(_("when"), due_told(one.item, agenda, state.date)), (_("of"), titles.get(of or "", ""))]
        parts += [(_("who"), people_told(agenda, one.item)), (_("ticked"), str(done) if done else "")]
        told += [Content.assemble((f"{name}  ", "$text-muted"), clean_line(text)) for name, text in parts if text]
        return Content("\n").join(told)

    # ── what its keys do ───────────────────────────────────────────────────────────────────────────────
    def on_rows_chosen(self) -> None:
        self.action_tick()

    def action_tick(self) -> None:
        """Tick the selected one, or open it again."""
        if one := self._meant:
            text = clean_line(one.item.todo.text)
            if one.done:
                self.press(OpenTodo(one.item.todo.key), _("To be done after all: {what}", what=text))
            else:
                self.press(TickTodo(one.item.todo.key), _("Done: {what}", what=text))

    def action_left(self) -> None:
        """Show only what is left, or all of it."""
        self._all = not self._all
        self.draw()
