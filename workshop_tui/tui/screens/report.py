"""The report as it would be handed out now: live while the day runs, in both languages; saved and copied from here."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.worker import Worker

from workshop_tui import locations
from workshop_tui.host.names import made_fit
from workshop_tui.journal.chains import day_after
from workshop_tui.journal.errors import JournalError
from workshop_tui.locale import LANGUAGES, _, host_language, plural, say
from workshop_tui.locale.system import reason
from workshop_tui.report.formats import FORMATS, UnknownEnding, form_of
from workshop_tui.report.papers import FORMS
from workshop_tui.report.writing import write
from workshop_tui.session.attendance.commands import find_participant
from workshop_tui.session.notes.commands import AmendNote
from workshop_tui.session.notes.notebook import Details, Note
from workshop_tui.session.refusal import Refused
from workshop_tui.tui.beside import beside
from workshop_tui.tui.parts.asking import Asks
from workshop_tui.tui.parts.preview import KINDS, Preview, Previews, View
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.page import Page
from workshop_tui.tui.widgets.running import Running

if TYPE_CHECKING:
    from datetime import date

    from workshop_tui.tui.parts.moving import MovesTheDay

_CALLED = {
    "review": say("Review, for the trainers"), "takeaway": say("To take home"), "quality": say("For an audit"),
}  # fmt: skip
"""The kinds but the report, in words."""
AGAIN_S = 1.0
"""Seconds of rest after a rendering, at the least, and as long as it took: others may be writing."""


class ReportScreen(Asks):
    """Public, the trainers' own review, or a page by itself; what is copied and saved is what is shown."""

    NAME = "report"
    CSS_PATH = [*Asks.CSS_PATH, "report.tcss"]
    AUTO_FOCUS = "#page"

    def __init__(self, run: MovesTheDay) -> None:
        super().__init__(run)
        self._language = run.session.state.agenda.language or host_language()
        self._kind, self._annexes = KINDS[0], False
        self._next_day: date | None = None
        self._person: str | None = None
        """The participant whose own page of what is taken home is shown, by key; None: the one for all."""
        self._previews = Previews()
        self._shown: Preview | None = None
        self._wanted: View | None = None
        """The view that is to be shown next; None if that is being made, or shown."""
        self._making = False
        self._maker: Worker[None] | None = None
        self._rested_at = 0.0

    def compose(self) -> ComposeResult:
        self.listen()
        yield Running()
        yield Line(id="heading")
        yield Page()
        yield Line(id="echo")
        yield KeyBar(self.keys)

    def outdated(self) -> bool:
        of = self._shown
        written = of is not None and self.run.session.state is not of.view.state
        return written and not self._making and monotonic() >= self._rested_at

    def draw(self) -> None:
        """Have it made, beside; what is there stays until then."""
        view = self._view()
        if not self._making and self._shown and view.same(self._shown.view):
            return
        self._wanted = view
        if not self._making:
            self._making = True
            self._maker = self.run_worker(self._make(), group="preview")
        if not self._shown:
            self.query_one("#heading", Line).show(_("The report is being made…"))

    def _view(self) -> View:
        session, width = self.run.session, self.query_one(Page).width
        person = self._person if self._person in session.state.attendance.people else None  # nobody is forgotten here
        return View(
            session.state,
            session.now(),
            self._language,
            self._kind,
            width,
            self._annexes,
            self._next_day,
            person if self._kind == "takeaway" else None,
        )

    async def _make(self) -> None:
        """Make what is wanted, until nothing else is; then rest."""
        try:
            while (view := self._wanted) and not (self._shown and view.same(self._shown.view)):
                self._wanted, began = None, monotonic()
                self._show(await beside(partial(self._previews.made, view)))
                self._rested_at = monotonic() + max(AGAIN_S, monotonic() - began)
        finally:
            self._making, self._wanted = False, None

    def _show(self, preview: Preview) -> None:
        self._shown, view = preview, preview.view
        report = _("Report, with its annexes") if view.annexes else _("Report")
        kind = str(_CALLED[view.kind]) if view.kind in _CALLED else report
        lines = plural("{count} line", "{count} lines", preview.page.count("\n"))
        told = f"{kind} · {view.language} · {lines}"
        if count := len(preview.asked):
            told += " · " + plural("{count} word is hidden: a name?", "{count} words are hidden: names?", count)
        self.query_one("#heading", Line).show(told)
        self.query_one(Page).show(preview.lines)

    # ── what is done ───────────────────────────────────────────────────────────────────────────────────
    def action_language(self) -> None:
        codes = tuple(LANGUAGES)
        self._language = codes[(codes.index(self._language) + 1) % len(codes)]
        self.draw()

    def action_kind(self) -> None:
        self._turn_to(KINDS[(KINDS.index(self._kind) + 1) % len(KINDS)])

    def _turn_to(self, kind: str) -> None:
        self._kind = kind
        if kind == "takeaway":
            with suppress(JournalError):  # a server that is away: the page says nothing of what follows
                self._next_day = day_after(self.run.session.journal.store, self.run.session.state.id)
        self.draw()

    async def action_whose(self) -> None:
        """Ask whose own page it is to be of what participants take home."""
        one = self.run.session.state.attendance.people.get(self._person or "")
        await self.ask("whose", _("Whose page? A participant; nothing: the page for all"), one.name if one else "")

    def _be_of(self, named: str) -> bool:
        try:
            self._person = find_participant(self.run.session.state.attendance, named) if named else None
        except Refused as refused:
            self.run.say(str(refused.message), bad=True)
            return False
        self._turn_to("takeaway")
        return True

    def action_annexes(self) -> None:
        """With the annexes, or without: of what is handed out, to which the other kinds give way."""
        self._kind, self._annexes = KINDS[0], self._kind != KINDS[0] or not self._annexes
        self.draw()

    def action_consent(self) -> None:
        """Ask of each quote in turn whether it may be printed."""
        from workshop_tui.report.digest import is_unasked

        quotes = [note for note in self.run.session.state.notebook.notes if is_unasked(note.taken)]
        if quotes:
            self._ask_of(quotes)
        else:
            self.run.say(_("Of every quote it is noted whether its speaker agreed"))

    def _ask_of(self, quotes: list[Note]) -> None:
        from workshop_tui.tui.dialogs.consent import ConsentScreen

        note, *others = quotes

        def answered(agreed: bool | None) -> None:
            told = _("This quote may be printed") if agreed else _("This quote is not printed")
            if agreed is not None:
                self.do(AmendNote(note.number, details=Details(agreed=agreed)), told)
            if others:
                self._ask_of(others)

        self.app.push_screen(ConsentScreen(note), answered)

    async def action_copy(self) -> None:
        self.settle((await self._current()).asked, lambda: self.call_later(self._copy))

    async def _copy(self) -> None:
        self.app.copy_to_clipboard((await self._current()).page)
        self.run.say(_("Copied, if this terminal allows it"))

    async def action_save(self) -> None:
        self.settle((await self._current()).asked, lambda: self.call_later(self._save))

    async def _current(self) -> Preview:
        """The preview that is handed out: with all that was answered, which is shown then, too."""
        self.draw()
        if self._making and self._maker:
            await self._maker.wait()
        assert self._shown
        return self._shown

    @property
    def _forms(self) -> tuple[str, ...]:
        """The formats of the kind that is shown."""
        return {"public": FORMATS, "review": ("md",)}.get(self._kind, FORMS)

    async def _save(self) -> None:
        end = "" if self._kind == KINDS[0] else f"-{self._kind}"
        told = _("The file; its ending says the format: {endings}", endings=", ".join(f".{one}" for one in self._forms))
        await self.ask("report", told, made_fit(f"{(await self._current()).name}{end}.md"))

    async def answered(self, text: str) -> bool:
        if self._asked == "whose":
            return self._be_of(text.strip())
        file = locations.whole(text.strip())
        there = file.exists()
        try:
            form = form_of(file, self._forms) if file.name else None
        except UnknownEnding as unknown:
            self.run.say(str(unknown.message), bad=True)
            return False
        if form is None:
            self.run.say(_("The file needs an ending, which says the format"), bad=True)
            return False
        if there:
            self.run.ask(
                _("{file} is there already. Overwrite it?", file=file), lambda: self.call_later(self._write, file, form)
            )
            return True
        return await self._write(file, form)

    async def _write(self, file: Path, form: str) -> bool:
        current = await self._current()
        page = current.page if form == "md" else await beside(partial(current.view.made, form))
        try:
            write(file, page, own=self._kind in ("review", "takeaway"))
        except OSError as error:
            self.run.say(_("{file} cannot be written: {why}", file=file, why=reason(error)), bad=True)
            return False
        self.run.say(_("Written: {file}", file=file))
        return True
