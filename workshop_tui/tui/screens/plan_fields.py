"""The fields of one row of a plan, a line each: `enter` changes the selected one, and goes on to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size

from workshop_tui.agenda.editing import operations as op
from workshop_tui.agenda.editing.said import FIELDS, As, Field, read, shown, words_for
from workshop_tui.agenda.editing.terms import labels
from workshop_tui.agenda.rules import Path
from workshop_tui.agenda.times import parse_duration
from workshop_tui.locale import _
from workshop_tui.text import clean_line
from workshop_tui.tui.parts.leading import Leads
from workshop_tui.tui.parts.planning import BEAT_S, LOW
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.notice import Notice
from workshop_tui.tui.widgets.plan_rows import told
from workshop_tui.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from workshop_tui.plans.kept import PlanFile


class FieldsScreen(Leads):
    """The fields of the row at `path`; one that was half-typed is asked for at once."""

    NAME = "plan_fields"
    CSS_PATH = "plan.tcss"

    def __init__(self, plan: PlanFile, now: Callable[[], datetime], path: Path, field: str = "") -> None:
        super().__init__(plan, now)
        self._path = path
        self._field = field

    def compose(self) -> ComposeResult:
        self.listen()
        yield Line(id="name")
        yield Rows(id="fields")
        yield Line(id="whole")
        yield Notice(BEAT_S, self.shown, self.now, self.workshop.notices)
        yield KeyBar(self.keys)

    async def on_mount(self) -> None:
        self.draw()
        self.query_one(Rows).select_first()
        self.set_interval(BEAT_S, lambda: self.query_one(Notice).beat())
        if self._field:
            self.query_one(Rows).select(self._field)
            await self.action_open()

    def suit(self, size: Size) -> None:
        self.wear({"low": size.height < LOW})

    def sized(self) -> None:
        self.draw()

    @property
    def place(self) -> Path:
        return self._path

    def go_to(self, path: Path) -> None:
        """The row stays, unless an undo was about another: then this is that one's screen."""
        if path != self._path and self.plan.document.row(path):
            self._path = path
            self.draw()

    # ── what is shown ──────────────────────────────────────────────────────────────────────────────────
    @property
    def _fields(self) -> dict[str, Field]:
        row = self.plan.document.row(self._path)
        return FIELDS[row.sort] if row else {}

    @property
    def _selected(self) -> str | None:
        return self.query_one(Rows).selected

    def _value(self, name: str) -> Any:
        return self.plan.document.sheet.at((*self._path, name))

    def _text(self, name: str) -> str:
        field, value = self._fields[name], self._value(name)
        if field.typed is As.TERMS:
            return "\n".join(labels(self.plan.document.sheet, name))
        return self.names(value) if field.typed is As.PEOPLE and isinstance(value, list) else shown(value, field.typed)

    def draw(self) -> None:
        row, rows = self.plan.document.row(self._path), self.query_one(Rows)
        if row is None:
            self.dismiss()
            return
        labels = {name: str(field.label) for name, field in self._fields.items()}
        width = max(map(len, labels.values())) + 2
        about = {one.path[len(self._path)]: one for one in reversed(row.remarks) if len(one.path) > len(self._path)}
        drawn: list[Row] = []
        for name, label in labels.items():
            text = clean_line(" / ".join(self._text(name).split("\n"))[:1000])
            line = Content.assemble((label.ljust(width), "$text-muted"), (text or "–", "" if text else "$text-muted"))
            if remark := about.get(name):
                line = line.truncate(rows.width * 3 // 5, ellipsis=True) + Content("  ") + told(remark)
            drawn.append((name, line.truncate(rows.width, ellipsis=True)))
        selected = rows.selected
        rows.draw(drawn)
        rows.select(selected)
        changed = " · " + _("not saved") if self.plan.is_changed else ""
        self.query_one("#name", Line).show((row.title or _("(no title)")) + changed)
        self.on_rows_moved()
        self.drawn()

    def on_rows_moved(self) -> None:
        """Show what is said of the selected field, and all of it."""
        name, row = self._selected, self.plan.document.row(self._path)
        if not (name and row):
            return
        here = [one for one in row.remarks if one.path[len(self._path) : len(self._path) + 1] in ((name,), ())]
        text = self._text(name)
        lines = [*map(told, here), *([Content(text)] if "\n" in text or len(text) > self.size.width // 2 else [])]
        self.query_one("#whole", Line).show(Content("\n").join(lines), layout=True)

    # ── what is changed ────────────────────────────────────────────────────────────────────────────────
    def on_rows_chosen(self) -> None:
        self.call_later(self.action_open)

    async def action_open(self) -> None:
        name = self._selected
        if not name:
            return
        field = self._fields[name]
        if field.typed is As.YES_OR_NO:
            self._say(name, True if not self._value(name) else None)
            return
        about = f"field('{name}') {'/'.join(map(str, self._path))}"
        await self.ask_for(
            about,
            _asked(field),
            self._answered,
            self._text(name),
            words_for(field, self._known(field, name)),
            several=field.typed.is_several,
        )

    def _known(self, field: Field, name: str) -> list[str]:
        sheet = self.plan.document.sheet
        if field.typed is As.PEOPLE:
            return list(op.trainers(sheet).values())
        table = op.REFERENCES.get(name) if field.typed is As.KEYS else None
        return sorted(op.keys(sheet, table)) if table else []

    def _answered(self, text: str) -> None:
        """Say it, and go on to the next field. Raises `Mistake`."""
        name = self._selected
        if not name:
            return
        field = self._fields[name]
        if field.typed is As.PEOPLE:
            self.set_people(self._path, name, text)
        elif text.strip() != self._text(name):
            self._say(name, read(text, field, self._value(name)))
        self.query_one(Rows).action_move(1)

    def _say(self, name: str, value: Any) -> None:
        label = str(self._fields[name].label)
        said = {name: value}
        if name == "minutes" and value is not None:
            said = {name: parse_duration(value)}
        text = shown(value, self._fields[name].typed).split("\n")[0] or "–"
        self.do(f"{label}: {text}"[:200], lambda sheet: op.set_values(sheet, self._path, said))

    def action_clear(self) -> None:
        if name := self._selected:
            self._say(name, None)

    def action_back(self) -> None:
        self.dismiss()


def _asked(field: Field) -> str:
    """The words that ask for it: how it is typed, where that is not plain."""
    label = str(field.label)
    how = {
        As.TEXTS: _("one a line"),
        As.KEYS: _("with commas"),
        As.PEOPLE: _("their names, with commas"),
        As.WARN: _("minutes, with commas: 5, 1"),
        As.STEPS: _("one a line, its minutes last: “Instructions 5”"),
        As.NAMED: _("one a line: “First Last, Organisation”"),
        As.ITEMS: _("one a line"),
        As.TERMS: _("one a line, in order; empty: the default ones"),
        As.GUESTS: _("one a line: “A witness 10:40-11:40”"),
        As.DATE: "2026-10-01",
        As.PERCENT: "20%",
        As.TODO: _("one a line: “-7d Ask about diets @ann”"),
        As.ROLES: _("one a line: “scribe: ann”"),
        As.LINKS: _("one a line: “Pad https://pad.example.org”"),
        As.GROUPS: _("one a line: “Table A, Hall”"),
    }.get(field.typed)
    words = ", ".join(field.words)
    return f"{label} ({how or words})" if how or words else label
