"""The command of a talk on open points: follow-ups, questions, what was parked, of this day and of those before."""

from __future__ import annotations

import re
from functools import partial

from workshop_tui.follow.talk import MOST, Choice, Talk
from workshop_tui.locale import _, plural, say
from workshop_tui.session.notes.notebook import OUTCOMES, Outcome
from workshop_tui.session.notes.tags import label
from workshop_tui.session.points import Point, answering, meant_point, open_ones, outcome_word, points_of
from workshop_tui.session.refusal import Refused
from workshop_tui.spoken.words import small, spoken
from workshop_tui.text import fold


class Answering(Talk):
    """The command `points`: the open ones are listed, a number says which is meant, another what became of it."""

    def points(self, words: str) -> None:
        """Say the open points, or those with these words; of one that is named, ask or take what became of it."""
        found = points_of(self.state)
        named, _space, said = words.partition(" ")
        if re.fullmatch(r"(\S+/)?\d+", named):
            point = meant_point(found, named)
            if said:
                self._say_of(point, said)
            else:
                self._ask(point)
            return
        those = [one for one in open_ones(found) if fold(words) in fold(one.note.taken.text)]
        count = plural("{count} open point", "{count} open points", len(those))
        more = _("the first {shown} of {count}; words after points find the others", shown=MOST, count=len(those))
        choices = [Choice(self._told(one), partial(self._ask, one)) for one in those]
        self.offer(choices, more if len(those) > MOST else count)

    def _told(self, point: Point) -> str:
        """“Call the mayor; follow-up of 2026-09-01, Zoé, 2026-10-01; Goes on, 2026-09-02, she is away”."""
        details = point.note.taken.details
        of = _(
            "{kind} of {day}", kind=small(str(label(self.state.agenda, "kinds", point.kind))), day=point.day.isoformat()
        )
        fields = ", ".join(filter(None, (of, details.who, details.due) if details else (of,)))
        parts = [point.note.taken.text, fields]
        if point.history:
            last = point.history[-1]
            parts.append(
                ", ".join(filter(None, (small(str(outcome_word(last.answer))), last.day.isoformat(), last.answer.why)))
            )
        return "; ".join(map(spoken, parts))

    def _ask(self, point: Point) -> None:
        """List what may have become of it."""
        choices = [
            Choice(small(spoken(str(words))), partial(self._answer, point, outcome))
            for outcome, words in OUTCOMES.items()
        ]
        self.offer(choices, self._told(point))

    def _say_of(self, point: Point, said: str) -> None:
        """Take what became of it from its words, in either language, and from what stands behind them why."""
        for outcome, words in OUTCOMES.items():
            for name in (str(words), words.text):
                if fold(said) == fold(name) or re.match(rf"{re.escape(fold(name))}\W", fold(said)):
                    self._answer(point, outcome, said[len(name) :].strip(" ,:;.—-"))
                    return
        outcomes = ", ".join(small(spoken(str(words))) for words in OUTCOMES.values())
        raise Refused(say("say what became of it: {outcomes}", outcomes=outcomes))

    def _answer(self, point: Point, outcome: Outcome, why: str = "") -> None:
        self.do(answering(self.state, point, outcome, why or None))
