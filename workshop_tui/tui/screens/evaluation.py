"""The evaluation by a show of hands: a letter counts a hand for a value; what came on the page stands beside it."""

from __future__ import annotations

from textual.content import Content

from workshop_tui.locale import _, plural
from workshop_tui.session.evaluation.commands import CountHands, RemoveSheet
from workshop_tui.session.evaluation.results import Marked, Result, results, sheet_told
from workshop_tui.session.state import State
from workshop_tui.tui.parts.counting import LETTERS, Counts
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.rows import Row, Rows

_SHEET = "/sheet"
"""The beginning of the keys of the rows of sheets: no key of a question has this sign."""


class EvaluationScreen(Counts):
    """The questions, each with the values that may be given; letters are those of the question that is selected."""

    NAME = "evaluation"
    _group: str = ""
    """The question whose letters were drawn, and the objective."""

    def draw(self) -> None:
        state, table = self.run.session.state, self.query_one(Rows)
        self._drawn = state
        selected, width = table.selected, table.width
        found = results(state.agenda, state.evaluation)
        self._group = _group(selected) or next((_group_of(row) for one in found.questions for row in one.marked), "")
        told = plural("{count} sheet filled in", "{count} sheets filled in", found.sheets)
        if found.removed:
            told += " " + plural("({count} removed)", "({count} removed)", found.removed)
        self.query_one("#heading", Line).show(_("Evaluation of the day") + f" · {told}")
        rows = [row for one in found.questions for row in self._rows(state, one)]
        rows += self._sheets(state)
        table.draw([(key, row.truncate(width, ellipsis=True)) for key, row in rows])
        table.select(selected)
        if table.selected is None:
            table.select(next((key for key, _row in rows if key), None))
        self._explain()

    def _rows(self, state: State, one: Result) -> list[Row]:
        heading = Content.styled(one.asked.text, "bold $text-accent")
        if one.asked.kind == "free":
            told = plural(
                "{count} answer in words, on the page",
                "{count} answers in words, on the page",
                len(one.words) + one.withheld,
            )
            return [(None, heading), (None, Content.styled(f"         {told}", "$text-muted"))]
        rows: list[Row] = [(None, heading)]
        for marked in one.marked:
            if marked.about:
                rows.append((None, Content(f"  {' '.join(marked.about.split())}")))
            letters = LETTERS if _group_of(marked) == self._group else " " * len(LETTERS)
            for letter, value in zip(letters, marked.row.values(), strict=False):
                hands = state.evaluation.hands_of(one.asked.key, marked.row.objective, value)
                sheets = marked.counts[value] - hands
                on_page = "  " + _("+{count} on the page", count=sheets) if sheets else ""
                rows.append(
                    (
                        f"{_group_of(marked)} {value}",
                        Content.assemble(
                            (f"  {letter}  ", "bold $text-accent"),
                            (f"{hands:>4}  ", "bold"),
                            marked.row.called(value),
                            (on_page, "$text-muted"),
                        ),
                    )
                )
        return rows

    def _sheets(self, state: State) -> list[Row]:
        """The sheets that came in, without what stands on them: others may look at this screen."""
        came = state.evaluation.came
        rows: list[Row] = [(None, Content.styled(_("Sheets"), "bold $text-accent"))] if came else []
        for number, sheet in enumerate(came, 1):
            told = plural("{count} mark", "{count} marks", len(sheet.marks))
            told += ", " + _("with words") if sheet.words else ""
            gone = "  " + _("(removed)") if number in state.evaluation.removed else ""
            rows.append((f"{_SHEET} {number}", Content.assemble(f"  {number:>4}  ", (told + gone, "$text-muted"))))
        return rows

    def action_remove(self) -> None:
        if (number := self._sheet()) is None:
            self.refuse(_("select one of the sheets, at the end of the list"))
            return
        self.do(RemoveSheet(number, back=number in self.run.session.state.evaluation.removed))

    def _sheet(self) -> int | None:
        """The number of the selected sheet, if one is."""
        about, _space, number = (self.query_one(Rows).selected or "").rpartition(" ")
        return int(number) if about == _SHEET else None

    def on_rows_moved(self) -> None:
        """Give the letters to the question that is selected."""
        if _group(self.query_one(Rows).selected) != self._group:
            self.draw()
        self._explain()

    def _explain(self) -> None:
        """Tell what was given to the selected question so far; what tells the selected sheet from the others."""
        if number := self._sheet():
            state = self.run.session.state
            told = sheet_told(state.agenda, state.evaluation.came[number - 1])
            self.query_one("#whole", Line).show(Content(told), layout=True)
            return
        marked = self._selected()
        told = "" if marked is None else plural("{count} answer", "{count} answers", marked.total)
        if marked and marked.mean is not None:
            told += f" · {_mean(marked)}"
        asked = (marked.row.asked.text, " ".join(marked.about.split())) if marked else ()
        words = [Content.styled(text, "$text-muted") for text in asked if text]
        self.query_one("#whole", Line).show(Content("\n").join((Content.styled(told, "bold"), *words)), layout=True)

    def _selected(self) -> Marked | None:
        state = self.run.session.state
        rows = (row for one in results(state.agenda, state.evaluation).questions for row in one.marked)
        return next((row for row in rows if _group_of(row) == self._group), None)

    # ── counted ────────────────────────────────────────────────────────────────────────────────────────
    @property
    def counted(self) -> list[str]:
        marked = self._selected()
        return [f"{self._group} {value}" for value in marked.row.values()] if marked else []

    def count_of(self, row: str) -> int:
        question, objective, value = _read(row)
        return self.run.session.state.evaluation.hands_of(question, objective, value)

    def called(self, row: str) -> str:
        marked = self._selected()
        return marked.row.called(_read(row)[2]) if marked else "…"

    def counting(
        self, row: str, *, change: int = 0, count: int | None = None, was: int | None = None
    ) -> CountHands | None:
        question, objective, value = _read(row)
        return CountHands(question, value, objective, change=change, count=count, was=was)

    async def action_amend(self) -> None:
        await self.type_count()

    async def answered(self, text: str) -> bool:
        return self.take_count(text)


def _mean(marked: Marked) -> str:
    return _("mean {mean}", mean=marked.told_mean)


def _group_of(marked: Marked) -> str:
    return f"{marked.row.asked.key} {marked.row.objective}"


def _group(row: str | None) -> str:
    return row.rpartition(" ")[0] if row else ""


def _read(row: str) -> tuple[str, int, int]:
    question, objective, value = row.rsplit(" ", 2)
    return question, int(objective), int(value)
