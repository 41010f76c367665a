"""A segment taken from another agenda: the agendas, and the segments of the one that is looked into."""

from __future__ import annotations

from pathlib import Path as File

from textual.app import ComposeResult
from textual.content import Content

from workshop_tui import locations
from workshop_tui.agenda.editing.document import Document
from workshop_tui.agenda.editing.rows import PlanRow, Sort, rows_of
from workshop_tui.agenda.editing.sheet import Sheet
from workshop_tui.agenda.toml import Unreadable, read_bytes
from workshop_tui.locale import _
from workshop_tui.text import clean_line
from workshop_tui.tui.parts.keyed import KeyedScreen
from workshop_tui.tui.parts.planning import named
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.plan_rows import clock
from workshop_tui.tui.widgets.rows import Row, Rows


class TakeScreen(KeyedScreen):
    """Answers the sheet of the agenda and the place of the segment in it; None for nothing."""

    NAME = "plan_take"
    CSS_PATH = "plan.tcss"
    AUTO_FOCUS = "Rows"

    def __init__(self, mine: File) -> None:
        """Take one from any but the file that is `mine`."""
        super().__init__()
        self._mine = mine
        self._files: dict[str, File] = {}
        self._sheet: Sheet | None = None
        self._rows: dict[str, PlanRow] = {}

    def compose(self) -> ComposeResult:
        self.listen()
        yield Line(id="name")
        yield Rows(id="found")
        yield Line(id="notice")
        yield KeyBar(self.keys)

    def on_mount(self) -> None:
        self._list_agendas()

    def _list_agendas(self) -> None:
        self._sheet = None
        try:
            files = [file for file in locations.agendas() if locations.whole(file) != self._mine]
        except OSError:
            files = []
        self._files = {str(file): file for file in files}
        self._draw(
            _("Take a segment from…"), [(name, Content(f"  {named(file)}")) for name, file in self._files.items()]
        )

    def _draw(self, heading: str, rows: list[Row]) -> None:
        table = self.query_one(Rows)
        self.query_one("#name", Line).show(heading)
        none = _("There is none")
        table.draw(rows or [(None, Content(f"  {none}"))])
        table.select(None)
        table.select_first()

    def on_rows_chosen(self) -> None:
        self.action_open()

    def action_open(self) -> None:
        key = self.query_one(Rows).selected
        if key and self._sheet:
            self.dismiss((self._sheet, self._rows[key].path))  # type: ignore[arg-type]  # its answer
        elif key:
            self._look_into(self._files[key])

    def _look_into(self, file: File) -> None:
        try:
            sheet = Document(read_bytes(file)).sheet
        except Unreadable as unreadable:
            told = _("{file}: {why}", file=named(file), why=unreadable.finding.message)
            self.query_one("#notice", Line).show(clean_line(told))
            return
        self._sheet = sheet
        found = [row for row in rows_of(sheet) if row.sort is Sort.SEGMENT or row.sort is Sort.BLOCK]
        self._rows = {"/".join(map(str, row.path)): row for row in found}
        self._draw(named(file), [(key, _line(row)) for key, row in self._rows.items()])

    def action_back(self) -> None:
        if self._sheet:
            self._list_agendas()
        else:
            self.dismiss(None)


def _line(row: PlanRow) -> Content:
    if row.sort is Sort.BLOCK:
        return Content.assemble((row.title, "bold"), (f"  {clock(row.start)} – {clock(row.end)}", "$text-muted"))
    minutes = "" if row.minutes is None else f"  {row.minutes} min"
    return Content.assemble(f"  {clock(row.start):>5}  {row.title}", (minutes, "$text-muted"))
