"""Home: sessions to resume first, then the agendas, then the sessions that are over; found as words are typed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from workshop_tui import locations
from workshop_tui.agenda import Agenda
from workshop_tui.agenda.course import Course, Plan, days_of, next_day
from workshop_tui.agenda.reading import examine
from workshop_tui.clock import Clock
from workshop_tui.journal import JournalError
from workshop_tui.journal.listing import Asked, Listed, in_courses
from workshop_tui.journal.sessions import Survey, default_store, doubts, survey
from workshop_tui.locale import Message, _, plural, say
from workshop_tui.locale.system import reason
from workshop_tui.opening import create, doubtful_zone, session_id, today
from workshop_tui.service import Session
from workshop_tui.session.timing.day import Mode
from workshop_tui.status import MODES
from workshop_tui.text import clean_line, fold
from workshop_tui.tui.beside import beside
from workshop_tui.tui.key import Key
from workshop_tui.tui.parts.begins_plans import BeginsPlans
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.rows import Row, Rows, Unmade

if TYPE_CHECKING:
    from workshop_tui.tui.widgets.ask import Ask

LONGEST = 300
"""Characters of a title that a row has: no screen is wider."""


Cells = tuple[Content, Content, Content, Content]
"""The cells of an agenda's row: its title, the day that is next, its file, what is to be done for it."""


class HomeScreen(BeginsPlans):
    """One list; enter opens what is selected."""

    NAME = "home"
    CSS_PATH = "home.tcss"
    AUTO_FOCUS = "Rows"

    def __init__(self, clock: Clock, by: str, back: Callable[[], Session] | None = None) -> None:
        """`back` opens the session that it was reached from."""
        super().__init__()
        self._back = back
        self._clock = clock
        self._by = by
        self._words = ""
        self._due: dict[str, Content] = {}
        """By session, what is left to do for it, once that was read."""

    def compose(self) -> ComposeResult:
        self.listen()
        yield Line("workshop-tui", id="name")
        yield Rows(id="list")
        yield Line(id="notice")
        yield KeyBar(self.bar_keys)

    @property
    def bar_keys(self) -> tuple[Key, ...]:
        return tuple(key for key in self.keys if self._back or key.action != "back" or self._words)

    def on_mount(self) -> None:
        self.workshop.name_window("workshop-tui")
        self._draw()
        self.call_after_refresh(self._look_ahead)

    async def _look_ahead(self) -> None:
        """Read what is to be done for the days that are near, beside, and show it under each."""
        from workshop_tui.tui.due import due

        sessions, now = self._survey[0].sessions, self._clock.now()
        with suppress(JournalError):
            self._due = await beside(lambda: due(default_store(), sessions, now))
        if self._due and self.is_attached:
            self._draw()

    # ── what there is ──────────────────────────────────────────────────────────────────────────────────
    @cached_property
    def _survey(self) -> tuple[Survey, Message | None]:
        """The sessions, as they were when the screen was opened, and what is doubtful about where they are kept."""
        try:
            store = default_store()
            return survey(store), doubts(store) or doubtful_zone()
        except JournalError as away:
            return Survey([], [away], []), None

    @cached_property
    def _folded(self) -> list[tuple[str, Listed]]:
        """The sessions, each with what words are looked for in."""
        return [(fold(f"{one.id} {one.title}"), one) for one in self._survey[0].sessions]

    @cached_property
    def _agendas(self) -> tuple[dict[str, tuple[str, Cells]], list[JournalError]]:
        """The agendas: of each, under its key, what words are looked for in, and its cells; and what cannot be read."""
        try:
            files = locations.agendas()
        except OSError as unread:
            return {}, [JournalError(say("{file}: {why}", file=unread.filename, why=reason(unread)))]
        return {f"agenda:{file}": self._agenda(file) for file in files}, []

    def _next_day(self, plan: Plan) -> tuple[Agenda, date]:
        """The day of that plan which is next, and its date."""
        now = today(days_of(plan)[0], self._clock)
        days = ((one, one.course) for one in self._survey[0].sessions) if isinstance(plan, Course) else ()
        held = [(day.number, date.fromisoformat(one.day)) for one, day in days if day and day.title == plan.title]
        return next_day(plan, now, held)

    def _agenda(self, file: Path) -> tuple[str, Cells]:
        """The text in which words are looked for, of the agenda in `file`, and the cells of its row."""
        plan, findings = examine(file, warn=False)
        short = _short(file)
        if plan is None:
            wrong = plural("{count} mistake", "{count} mistakes", len(findings))
            return fold(short), (Content(short), Content.styled(wrong, "$text-error"), Content(""), Content(""))
        title = plan.title[:LONGEST]
        agenda, on = self._next_day(plan)
        course, due = agenda.course, Content("")
        day = _("next: day {number} of {days}", number=course.number, days=course.days) if course else ""
        if isinstance(plan, Course):
            from workshop_tui.tui.due import due_before

            due = due_before(plan, agenda, on, self._survey[0].sessions, self._clock.now())
        return fold(f"{short} {title}"), (Content(title), Content(day), Content.styled(short, "$text-muted"), due)

    def _file_of(self, key: str) -> Path | None:
        """The file of the agenda with this key; None if it is a session's."""
        return Path(key.removeprefix("agenda:")) if key in self._agendas[0] else None

    # ── what is shown ──────────────────────────────────────────────────────────────────────────────────
    def _draw(self) -> None:
        rows, all_of_them = self.query_one(Rows), self._survey[0].sessions
        asked = Asked(words=self._words)
        found = [one for words, one in self._folded if asked.says(words)] if self._words else all_of_them
        selected = rows.selected
        rows.draw([*self._rows(found, asked)])
        rows.select(selected)
        if rows.selected is None:
            rows.select_first()
        title = _("Sessions and agendas")
        if self._words:
            count = plural("{count} session", "{count} sessions", len(all_of_them))
            title = _("{found} of {all} with “{words}”", found=len(found), all=count, words=self._words)
        rows.border_title = Content(title)

    def _rows(self, sessions: list[Listed], asked: Asked) -> Iterator[Row | Unmade]:
        (_all, damaged, copies), doubt = self._survey
        agendas, unread = self._agendas
        if self.workshop.warned:
            yield None, Content.assemble((self.workshop.warned, "$text-warning"))
        if doubt:
            yield None, Content.assemble((str(doubt), "$text-warning"))
        yield from self._section(_("To resume"), [one for one in sessions if one.open])
        shown = {key: cells for key, (words, cells) in agendas.items() if asked.says(words)}
        if shown or not self._words:
            yield None, Content.assemble((_("Agendas"), "bold"))
        told = partial(_of_agenda, rows=[*shown.values()], width=lambda: self.query_one(Rows).width)
        yield from ((key, partial(told, cells)) for key, cells in shown.items())
        yield from self._section(_("Past sessions"), [one for one in sessions if not one.open])
        if self._words:
            return
        for copy in copies:
            yield copy.id, Content.assemble(("  " + copy.told(), "$text-warning"))
        for error in (*damaged, *unread):
            yield None, Content.assemble(("  " + clean_line(str(error)), "$text-error"))

    def _section(self, title: str, sessions: list[Listed]) -> Iterator[Row | Unmade]:
        """A heading and its sessions, the days of a course under its title; of several years, each has a heading."""
        if not sessions:
            return
        yield None, Content.assemble((title, "bold"))
        years = sessions[0].day[:4] != sessions[-1].day[:4]
        year, found = None, bool(self._words)
        for first, *others in in_courses(sessions):
            if years and first.day[:4] != year:
                year = first.day[:4]
                yield None, Content.assemble((f"  {year}", "bold $text-muted"))
            if others and first.course:
                yield None, Content.assemble(("  " + clean_line(first.course.title)[:LONGEST], "$text-muted"))
            told = _told_of_course if others else _told
            for one in (first, *others):
                yield one.id, partial(told, one, found=found)
                if one.id in self._due:
                    yield None, Content("      ") + self._due[one.id]

    # ── what is typed ──────────────────────────────────────────────────────────────────────────────────
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is typed, keys are its own."""
        return action == "press" or not self.query("Ask")

    async def action_find(self) -> None:
        from workshop_tui.tui.widgets.ask import Ask

        await self.mount(Ask(_("Words: in the ids and the titles"), self._words), before="#notice")

    def on_input_changed(self, event: Input.Changed) -> None:
        if not self._take:
            self._find(event.value)

    def _find(self, words: str) -> None:
        if words.strip() != self._words:
            self._words = words.strip()
            self._draw()

    async def on_ask_answered(self, event: Ask.Answered) -> None:
        if not self._take:
            self._find(event.text)
        elif not self._take(event.text):
            return
        await self._close_ask()

    async def on_ask_closed(self) -> None:
        if not self._take:
            self._find("")
        await self._close_ask()

    async def _close_ask(self) -> None:
        self._take = None
        await self.query("Ask").remove()
        self.query_one(Rows).focus()

    @property
    def selected_file(self) -> Path | None:
        key = self.query_one(Rows).selected
        return self._file_of(key) if key else None

    # ── what is opened ─────────────────────────────────────────────────────────────────────────────────
    def on_rows_chosen(self) -> None:
        self.action_open()

    def action_observatory(self) -> None:
        """Look at several sessions together."""
        from workshop_tui.tui.screens.observatory import ObservatoryScreen

        self.app.push_screen(ObservatoryScreen(self._survey[0].sessions, self._clock))

    def action_open(self) -> None:
        if key := self.query_one(Rows).selected:
            self._show(partial(self._open, key))

    def _open(self, key: str) -> Session:
        file = self._file_of(key)
        name = self._session_of(file) if file else key
        return Session(default_store().open(name), self._clock, self._by)

    def _show(self, open_it: Callable[[], Session]) -> None:
        """Show the session that is opened so, or say why it cannot be."""
        try:
            opened = open_it()
        except JournalError as error:
            self.refuse(str(error))
            return
        self.workshop.show_session(opened)

    def _session_of(self, file: Path) -> str:
        """The id of the session of that agenda and today, made if there is none."""
        plan, _findings = examine(file, warn=False)
        if plan is None:
            raise JournalError(say("{file} has mistakes: workshop-tui check names them", file=file))
        agenda, day = self._next_day(plan)
        store = default_store()
        name = session_id(store, file.stem, agenda, day)
        if not store.has(name):
            create(store, agenda, day, name, self._clock, self._by)
        return name

    def action_back(self) -> None:
        if self._words:
            self._find("")
            self._show_keys()
        elif self._back:
            self._show(self._back)
        else:
            self.action_quit()

    def refuse(self, why: str) -> None:
        self.query_one("#notice", Line).show(clean_line(why))

    def tell_how_to_leave(self) -> None:
        self.query_one("#notice", Line).show(_("{key} leaves", key=self.sign_of("quit")))

    def action_quit(self) -> None:
        self.app.exit()


def _told(one: Listed, *, found: bool) -> Content:
    """The row of a session; with its id, if it was found by words."""
    return _row("  ", one, one.title, found=found)


def _told_of_course(one: Listed, *, found: bool) -> Content:
    """The row of a session that stands under the title of its course."""
    course = one.course
    told = (f"{course.number}/{course.days}", course.day) if course else (one.title,)
    return _row("    ", one, " · ".join(filter(None, told)), found=found)


def _row(before: str, one: Listed, title: str, *, found: bool) -> Content:
    named = f"{clean_line(one.id)[:LONGEST]}  " if found else ""
    widest = max(len(str(mode)) for mode in MODES.values())
    stands, title = f"{before}{one.day}  {MODES[Mode(one.mode)]!s:<{widest}} · ", clean_line(title)[:LONGEST]
    return Content.assemble(stands, (named, "$text-muted"), title) if named else Content(stands + title)


def _of_agenda(cells: Cells, rows: Sequence[Cells], width: Callable[[], int]) -> Content:
    """The row of an agenda, one of those `rows`: its title, the next day of a course, its file, each in its column.

    Where there is no room for three, the day and the file follow one another; titles keep two thirds of a row.
    """
    titles, days, files = (max(row[k].cell_length for row in rows) for k in range(3))
    room, apart = width() - 2, "  "
    days = days if titles + days + files + 4 <= room else 0
    rest = max(_rest(row, days).cell_length for row in rows)
    title, *_others, due = cells
    titles = min(titles, max(room * 2 // 3, room - rest - 2))
    return Content(apart) + title.truncate(titles, ellipsis=True, pad=True) + apart + _rest(cells, days) + due


def _rest(cells: Cells, days: int) -> Content:
    """Write what stands after a title: the day in a column of so many cells, or as it is, and the file."""
    _title, day, file, _due = cells
    day = day.truncate(days, pad=True) if days else day
    return day + "  " + file if day.cell_length else file


def _short(file: Path) -> str:
    """From here where it lies below, else whole; a file's name may hold anything too."""
    return clean_line(str(locations.short(file)))
