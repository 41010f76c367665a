"""The command of a talk on the checklist: what is to be done before the day, on it and after it; a number ticks."""

from __future__ import annotations

from functools import partial

from workshop_tui.follow.talk import MOST, Choice, Talk
from workshop_tui.locale import _, plural
from workshop_tui.session.checklist.commands import OpenTodo, TickTodo
from workshop_tui.session.checklist.lines import Line, done_told, due_told, left, lines, people_told
from workshop_tui.spoken.words import spoken
from workshop_tui.text import fold


class Preparing(Talk):
    """The command `todo`: what is to be done is listed, and a number ticks it; with words, what is done too."""

    def todo(self, words: str) -> None:
        """Say what is to be done, or the lines with these words: a number ticks one, or opens one that is done."""
        found = lines(self.state.day, self.state.checklist)
        those = [one for one in found if fold(words) in fold(one.item.todo.text)] if words else left(found)
        count = plural("{count} line of the checklist", "{count} lines of the checklist", len(those))
        if not words:
            count = plural("{count} thing to do", "{count} things to do", len(those))
        more = _("the first {shown} of {count}; words after todo find the others", shown=MOST, count=len(those))
        choices = [Choice(self._line(one), partial(self._tick, one)) for one in those]
        self.offer(choices, more if len(those) > MOST else count)

    def _line(self, line: Line) -> str:
        """“Ask about diets; Ann; 2026-09-28; done: Zoé, 9:05”."""
        state = self.state
        done = done_told(line, state.agenda, state.date)
        who, due = people_told(state.agenda, line.item), due_told(line.item, state.agenda, state.date)
        parts = [line.item.todo.text, who, due, _("done: {told}", told=done) if done else ""]
        return "; ".join(spoken(one) for one in parts if one)

    def _tick(self, line: Line) -> None:
        key = line.item.todo.key
        self.do(OpenTodo(key) if line.done else TickTodo(key))
