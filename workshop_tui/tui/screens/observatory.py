"""The observatory: several sessions together, by their series or as they are marked; docs/observatory.md.

First the series and the sessions; then the matrix over those that are meant, in sessions; then the notes of a cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from textual.app import ComposeResult
from textual.content import Content

from workshop_tui import locations
from workshop_tui.clock import Clock
from workshop_tui.host.names import made_fit
from workshop_tui.journal import JournalError
from workshop_tui.journal.listing import Listed
from workshop_tui.journal.series import series_in, sessions_of
from workshop_tui.journal.sessions import default_store
from workshop_tui.locale import Message, _, plural
from workshop_tui.locale.system import reason
from workshop_tui.report.formats import UnknownEnding, form_of
from workshop_tui.report.observatory.grid import grid
from workshop_tui.report.observatory.initiatives import Followed
from workshop_tui.report.observatory.pages import FORMATS, made
from workshop_tui.report.observatory.series import Said, Series, series_of
from workshop_tui.report.observatory.whole import Observatory
from workshop_tui.report.writing import write
from workshop_tui.session.notes.matrix import COUNTED
from workshop_tui.session.notes.tags import label
from workshop_tui.text import clean_line, letters
from workshop_tui.tui.beside import beside
from workshop_tui.tui.parts.keyed import KeyedScreen
from workshop_tui.tui.parts.spread import SpreadMatrix, spread_matrix
from workshop_tui.tui.widgets.ask import Ask
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.matrix import MatrixGrid
from workshop_tui.tui.widgets.rows import Row, Rows, Unmade, explained

SERIES = "series:"
"""The beginning of the key of a series in the list; that of a session is its id."""


@dataclass(frozen=True)
class _Meant:
    """The sessions that are meant: a series, or those that are named."""

    over: tuple[str, ...] = ()
    series: str | None = None


class ObservatoryScreen(KeyedScreen):
    """Over home, with the sessions that it knows."""

    NAME = "observatory"
    CSS_PATH = "observatory.tcss"
    AUTO_FOCUS = "#list"

    def __init__(self, sessions: Sequence[Listed], clock: Clock) -> None:
        super().__init__()
        self._sessions, self._clock = sessions, clock
        self._marked: dict[str, None] = {}
        self._whole: Observatory | None = None
        self._matrix: SpreadMatrix | None = None
        self._counted = "all"
        self._chosen: str | None = None
        self._told: dict[str, str] = {}
        """The whole of what a row says a part of, by its key."""

    def compose(self) -> ComposeResult:
        self.listen()
        yield Line(id="heading")
        yield Rows(id="list")
        yield Line(id="whole", classes="unseen")
        yield Line(id="heads", classes="unseen")
        yield MatrixGrid()
        yield Line(id="cell", classes="unseen")
        yield Line(id="notice")
        yield KeyBar(self.keys)

    def on_mount(self) -> None:
        self._choose()

    # ── which sessions ─────────────────────────────────────────────────────────────────────────────────
    def _choose(self) -> None:
        """Show the series and the sessions."""
        self._whole = None
        self._see("list")
        self.change_keys(None)
        rows = self.query_one("#list", Rows)
        rows.draw([*self._series_rows(), *self._session_rows()] or self._explained(rows))
        rows.select(self._chosen)
        if rows.selected is None:
            rows.select_first()
        rows.focus()
        self.query_one("#heading", Line).show(_("Observatory: several sessions together"))

    def _explained(self, rows: Rows) -> list[Row]:
        told = _("There is no session yet: the observatory counts what was said over several.")
        return explained([told], rows.width)

    def _series_rows(self) -> list[Row]:
        there = series_in(self._sessions)
        if not there:
            return []
        rows: list[Row] = [(None, Content.styled(_("Series"), "bold"))]
        for key, named in there.items():
            held = sum(letters(one.series or "") == key for one in self._sessions)
            count = plural("{count} session", "{count} sessions", held)
            rows.append((SERIES + named, Content.assemble(f"  {clean_line(named)}  ", (count, "$text-muted"))))
        return rows

    def _session_rows(self) -> Iterator[Row | Unmade]:
        if self._sessions:
            yield None, Content.styled(_("Sessions"), "bold")
        longest = max((Content(clean_line(one.title)).cell_length for one in self._sessions), default=0)
        for one in self._sessions:
            yield one.id, partial(self._told_of, one, longest)

    def _told_of(self, one: Listed, longest: int) -> Content:
        """The row of a session: its mark, its day, its title and its territory, each in its column."""
        mark, where = "✓" if one.id in self._marked else " ", one.summary.territory
        named = min(longest, max(20, self.query_one("#list", Rows).width * 3 // 5))
        title = Content(clean_line(one.title)).truncate(named, ellipsis=True, pad=True)
        told = f"  {clean_line(where)}" if where else ""
        return Content.assemble(f"{mark} {one.day}  ", title, (told, "$text-muted"))

    def action_mark(self) -> None:
        key = self.query_one("#list", Rows).selected
        if key and not key.startswith(SERIES):
            if key in self._marked:
                del self._marked[key]
            else:
                self._marked[key] = None
            self._chosen = key
            self._choose()

    async def _open(self, key: str) -> None:
        """Look at a series; or at the marked sessions, with none at this one."""
        self._chosen = key
        named = key.removeprefix(SERIES)
        meant = _Meant(series=named) if key.startswith(SERIES) else _Meant(over=tuple(self._marked or (key,)))
        self._say(_("The sessions are read…"))
        try:
            series = await beside(partial(_read, meant))
        except JournalError as error:
            self.refuse(str(error))
            return
        self._say("")
        self._whole = Observatory(series, self._clock.now())
        self._counted = "all"
        self._show_matrix(anew=True)

    # ── the matrix ─────────────────────────────────────────────────────────────────────────────────────
    def _show_matrix(self, *, anew: bool = False) -> None:
        assert self._whole
        self._see("grid")
        self.change_keys("observatory_matrix")
        series = self._whole.series
        self._matrix = spread_matrix(grid(series, COUNTED[self._counted]))
        table = self.query_one(MatrixGrid)
        table.show(self._matrix, ways=False, anew=anew)
        table.focus()
        count = plural("{count} session", "{count} sessions", len(series.sessions))
        if series.all_territories:
            places = plural("{count} territory", "{count} territories", series.all_territories)
            count = f"{count}, {places}"
        told = _("{counted}, in sessions: {count}", counted=COUNTED[self._counted].words, count=count)
        self.query_one("#heading", Line).show(" · ".join(filter(None, (clean_line(series.name or ""), told))))
        self.on_rows_moved()

    def on_rows_moved(self) -> None:
        if self.mode == "observatory_matrix" and self._matrix:
            table = self.query_one(MatrixGrid)
            room = self.size.height - len(self._matrix.stakeholders) - 6
            self.query_one("#heads", Line).show(Content("\n").join(table.heads(max(1, room))), layout=True)
            if cell := table.cell:
                spread = self._matrix.spread(*cell)
                told = str(spread) if spread.places else _("Nobody spoke of both.")
                self.query_one("#cell", Line).show(_("{label}: {value}", label=self._name_of(cell), value=told))
        elif self._whole:
            told = self._told.get(self.query_one("#list", Rows).selected or "", "")
            self.query_one("#whole", Line).show(Content(told), layout=True)

    def _name_of(self, cell: tuple[str, str]) -> str:
        assert self._matrix
        phases, stakeholders = (
            {one.key: one for one in axis} for axis in (self._matrix.phases, self._matrix.stakeholders)
        )
        return f"{phases[cell[0]].name('phases')} × {stakeholders[cell[1]].name('stakeholders')}"

    def action_count(self) -> None:
        names = list(COUNTED)
        self._counted = names[(names.index(self._counted) + 1) % len(names)]
        self._show_matrix()

    async def action_open(self) -> None:
        if self._whole is None:
            if key := self.query_one("#list", Rows).selected:
                await self._open(key)
        elif self.mode == "observatory_matrix" and self._matrix and (cell := self.query_one(MatrixGrid).cell):
            found = self._matrix.cell(*cell)
            notes = () if found is None or found.spread.folded else found.notes
            rows = [self._note_row(k, one) for k, one in enumerate(notes)]
            folded = found is not None and found.spread.folded
            none = str(found.spread) if folded and found else _("Nobody spoke of both.")
            told = _("{label}: {value}", label=self._name_of(cell), value=found.spread if found else none)
            self._list(rows, told, none)

    async def on_rows_chosen(self) -> None:
        await self.action_open()

    # ── notes, initiatives ─────────────────────────────────────────────────────────────────────────────
    def _list(self, found: list[tuple[Row, str]], heading: str, none: str) -> None:
        """Show rows, each with all that it says."""
        self._told = {str(row[0]): told for row, told in found}
        self._see("list", "whole")
        self.change_keys("observatory_notes")
        rows = self.query_one("#list", Rows)
        rows.draw([row for row, _told in found] or explained([none], rows.width))
        rows.select(None)
        rows.select_first()
        rows.focus()
        self.query_one("#heading", Line).show(heading)
        self.on_rows_moved()

    def _note_row(self, k: int, one: Said) -> tuple[Row, str]:
        assert self._whole
        series, taken = self._whole.series, one.note.taken
        where = series.place_told(one.place)
        kind = str(label(series.sessions[one.place].agenda, "kinds", taken.kind)) if taken.kind else ""
        head = "  ".join(filter(None, (where, kind)))
        row = Content.assemble((f"{head}  " if head else "", "$text-muted"), clean_line(taken.text))
        return (f"n{k}", row), f"{head}\n{taken.text}" if head else taken.text

    def _initiative_row(self, one: Followed) -> tuple[Row, str]:
        way = " → ".join(str(phase.label) for phase in one.way)
        said = [_("{label}: {value}", label=name, value=" / ".join(map(str, values))) for name, values in one.brief]
        row = Content.assemble(clean_line(one.name), (f"  {way}  {one.spread}", "$text-muted"))
        return (f"i{one.key}", row), "\n".join(filter(None, (f"{one.name} · {one.spread}", way, *said)))

    def action_initiatives(self) -> None:
        if self._whole:
            found = [self._initiative_row(one) for one in self._whole.told_initiatives]
            folded = len(self._whole.initiatives) - len(found)
            none = _("No initiative was told of in enough sessions.") if folded else _("No initiative was told of.")
            self._list(found, _("Initiatives over these sessions"), none)

    # ── saving ─────────────────────────────────────────────────────────────────────────────────────────
    async def action_save(self) -> None:
        told = _("The file; its ending says the format: {endings}", endings=", ".join(f".{one}" for one in FORMATS))
        name = (self._whole.series.name if self._whole else None) or _("observatory")
        await self.mount(Ask(told, made_fit(f"{name}.html")), before="#notice")

    async def on_ask_answered(self, event: Ask.Answered) -> None:
        file = locations.whole(event.text.strip())
        try:
            form = form_of(file, FORMATS) if file.name else None
        except UnknownEnding as unknown:
            self.refuse(str(unknown.message))
            return
        if form is None or file.exists():
            self.refuse(
                _("{file} is there already: give it another name", file=file)
                if form
                else _("The file needs an ending, which says the format")
            )
            return
        await self.on_ask_closed()
        assert self._whole
        language = self._whole.series.agenda.language or "en"
        try:
            write(file, await beside(partial(made, form, self._whole, language)))
        except OSError as error:
            self.refuse(_("{file} cannot be written: {why}", file=file, why=reason(error)))
            return
        self._say(_("Written: {file}", file=file))

    async def on_ask_closed(self) -> None:
        await self.query(Ask).remove()
        self.query_one(MatrixGrid).focus()

    # ── back ───────────────────────────────────────────────────────────────────────────────────────────
    def action_back(self) -> None:
        self._say("")
        if self.mode == "observatory_notes":
            self._show_matrix()
        elif self._whole:
            self._choose()
        else:
            self.app.pop_screen()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is typed, keys are its own."""
        return action == "press" or not self.query(Ask)

    def refuse(self, why: str) -> None:
        self.query_one("#notice", Line).show(clean_line(why))

    def _say(self, told: str | Message) -> None:
        self.query_one("#notice", Line).show(Content.styled(clean_line(str(told)), "$text-success"))

    def _see(self, *shown: str) -> None:
        """Show the list, or the matrix and what goes with it."""
        those = {"heads", "grid", "cell"} if "grid" in shown else {*shown}
        for name in ("list", "whole", "heads", "grid", "cell"):
            self.query_one(f"#{name}").set_class(name not in those, "unseen")


def _read(meant: _Meant) -> Series:
    """The sessions that are meant, read. Raises `JournalError`."""
    found = sessions_of(default_store(), meant.over, meant.series)
    return series_of(found.states, name=found.series)
