"""Home: sessions to resume first, then the agendas, then the sessions that are over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets.option_list import Option

from workshop_tui import locations
from workshop_tui.agenda import Agenda
from workshop_tui.agenda.reading import examine
from workshop_tui.clock import Clock
from workshop_tui.journal import JournalError
from workshop_tui.journal.listing import Listed
from workshop_tui.journal.sessions import default_store, doubts, survey
from workshop_tui.locale import _, plural, say
from workshop_tui.locale.system import reason
from workshop_tui.service import Session, create, session_id, zoned
from workshop_tui.status import MODES
from workshop_tui.text import clean_line
from workshop_tui.tui.parts.keyed import KeyedScreen
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.options import Options


class HomeScreen(KeyedScreen):
    """One list; enter opens what is selected."""

    NAME = "home"
    CSS_PATH = "home.tcss"

    def __init__(self, clock: Clock, by: str, back: Callable[[], Session] | None = None) -> None:
        """`back` opens the session that it was reached from."""
        super().__init__()
        self._back = back
        self._clock = clock
        self._by = by
        self._agendas: dict[str, Path] = {}

    def compose(self) -> ComposeResult:
        self.listen()
        yield Line("workshop-tui", id="name")
        yield Options(*self._options(), markup=False, id="list", classes="panel")
        yield Line(id="notice")
        yield KeyBar(tuple(key for key in self.keys if self._back or key.action != "back"))

    def on_mount(self) -> None:
        options = self.query_one(Options)
        options.border_title = Content(_("Sessions and agendas"))
        options.focus()
        options.highlighted = next((i for i, o in enumerate(options.options) if not o.disabled), None)

    def _options(self) -> Iterator[Option]:
        try:
            store = default_store()
            sessions, damaged, copies = survey(store)
            doubt = doubts(store)
        except JournalError as away:
            sessions, damaged, copies, doubt = [], [away], [], None
        if doubt:
            yield Option(Content.assemble((str(doubt), "$text-warning")), disabled=True)
        yield from self._section(_("To resume"), [one for one in sessions if one.summary.open])
        yield Option(Content.assemble((_("Agendas"), "bold")), disabled=True)
        try:
            files = locations.agendas()
        except OSError as unread:
            files = []
            damaged.append(JournalError(say("{file}: {why}", file=unread.filename, why=reason(unread))))
        for file in files:
            yield self._agenda(file)
        yield from self._section(_("Past sessions"), [one for one in sessions if not one.summary.open])
        for copy in copies:
            yield Option(Content.assemble(("  " + copy.told(), "$text-warning")), id=copy.id)
        for error in damaged:
            yield Option(Content.assemble(("  " + clean_line(str(error)), "$text-error")), disabled=True)

    def _section(self, title: str, sessions: list[Listed]) -> Iterator[Option]:
        if not sessions:
            return
        yield Option(Content.assemble((title, "bold")), disabled=True)
        for one in sessions:
            summary = one.summary
            told = f"  {summary.day.isoformat()}  {MODES[summary.mode]} · {summary.title}"
            yield Option(Content(told), id=one.id)

    def _agenda(self, file: Path) -> Option:
        agenda, findings = examine(file, warn=False)
        key = f"agenda:{file}"
        self._agendas[key] = file
        if agenda:
            return Option(Content.assemble(f"  {agenda.title[:300]}  ", (_short(file), "$text-muted")), id=key)
        wrong = plural("{count} mistake", "{count} mistakes", len(findings))
        return Option(Content.assemble(f"  {_short(file)}  ", (wrong, "$text-error")), id=key, disabled=True)

    def on_option_list_option_selected(self, event: Options.OptionSelected) -> None:
        event.stop()
        key = event.option_id or ""

        def chosen() -> Session:
            name = self._session_of(self._agendas[key]) if key in self._agendas else key
            return Session(default_store().open(name), self._clock, self._by)

        self._show(chosen)

    def _show(self, open_it: Callable[[], Session]) -> None:
        """Show the session that is opened so, or say why it cannot be."""
        try:
            opened = open_it()
        except JournalError as error:
            self.query_one("#notice", Line).show(str(error))
            return
        self.workshop.show_session(opened)

    def _session_of(self, file: Path) -> str:
        """The id of the session of that agenda and today, made if there is none."""
        agenda, _findings = examine(file, warn=False)
        if not isinstance(agenda, Agenda):
            raise JournalError(say("{file} has mistakes: workshop-tui check names them", file=file))
        today = self._clock.now().astimezone(zoned(agenda).zone).date()
        store = default_store()
        name = session_id(store, file.stem, agenda, today)
        if not store.has(name):
            create(store, agenda, today, name, self._clock, self._by)
        return name

    def action_open(self) -> None:
        self.query_one(Options).action_select()

    def action_back(self) -> None:
        if self._back:
            self._show(self._back)
        else:
            self.action_quit()

    def refuse(self, why: str) -> None:
        self.query_one("#notice", Line).show(why)

    def tell_how_to_leave(self) -> None:
        self.query_one("#notice", Line).show(_("{key} leaves", key=self.sign_of("quit")))

    def action_quit(self) -> None:
        self.app.exit()


def _short(file: Path) -> str:
    """From here where it lies below, else whole; a file's name may hold anything too."""
    return clean_line(str(locations.short(file)))
