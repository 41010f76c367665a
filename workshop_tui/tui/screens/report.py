"""The report as it would be handed out now: live while the day runs, in both languages; saved and copied from here."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import VerticalScroll

from workshop_tui import locations
from workshop_tui.locale import LANGUAGES, _, host_language, plural
from workshop_tui.locale.system import reason
from workshop_tui.report.digest import Digest, digest
from workshop_tui.report.formats import FORMATS, UnknownEnding, Wanted, form_of, made
from workshop_tui.report.markdown import review
from workshop_tui.report.writing import write
from workshop_tui.session.privacy.hiding import Asked
from workshop_tui.session.state import State
from workshop_tui.tui.parts.asking import Asks
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.page import shown

if TYPE_CHECKING:
    from workshop_tui.tui.parts.moving import MovesTheDay

AGAIN_S = 1.0
"""Seconds between two renderings at the least: others may be writing."""


class ReportScreen(Asks):
    """Public, or the trainers' own review; what is copied and saved is what is shown."""

    NAME = "report"
    CSS_PATH = [*Asks.CSS_PATH, "report.tcss"]
    AUTO_FOCUS = "#page"

    def __init__(self, run: MovesTheDay) -> None:
        super().__init__(run)
        self._drawn: State | None = None
        self._language = run.session.state.agenda.language or host_language()
        self._review = False
        self._page, self._at = "", 0.0
        self._asked_words: Sequence[Asked] = ()
        self._name = ""

    def compose(self) -> ComposeResult:
        self.listen()
        yield Line(id="heading")
        with VerticalScroll(id="page", classes="panel"):
            yield Line(id="text")
        yield Line(id="echo")
        yield KeyBar(self.keys)

    def outdated(self) -> bool:
        return self.run.session.state is not self._drawn and monotonic() - self._at >= AGAIN_S

    def draw(self) -> None:
        self._drawn, self._at = self.run.session.state, monotonic()
        found = self._digest()
        self._asked_words, self._name = found.asked, found.state.id
        self._page = review(found, self._language) if self._review else made("md", found, Wanted(self._language))
        kind = _("Review, for the trainers") if self._review else _("Report")
        told = _("{kind} · {language} · {lines} lines", kind=kind, language=self._language,
                 lines=self._page.count("\n"))  # fmt: skip
        if found.asked:
            told += " · " + plural(
                "{count} word is hidden: a name?", "{count} words are hidden: names?", len(found.asked)
            )
        self.query_one("#heading", Line).show(told)
        width = self.query_one("#page").scrollable_content_region.width - 1  # a scroll bar may come
        self.query_one("#text", Line).show(shown(self._page, width), layout=True)

    def _digest(self) -> Digest:
        session = self.run.session
        records = session.journal.read() if self._review else ()
        return digest(session.state, session.now(), private=self._review, records=records)

    # ── what is done ───────────────────────────────────────────────────────────────────────────────────
    def action_language(self) -> None:
        self._language = LANGUAGES[(LANGUAGES.index(self._language) + 1) % len(LANGUAGES)]
        self.draw()

    def action_kind(self) -> None:
        self._review = not self._review
        self.draw()

    def action_copy(self) -> None:
        self.settle(self._asked_words, self._copy)

    def _copy(self) -> None:
        self.app.copy_to_clipboard(self._page)
        self.run.say(_("Copied, if this terminal allows it"))

    def action_save(self) -> None:
        self.settle(self._asked_words, lambda: self.call_later(self._save))

    async def _save(self) -> None:
        end = "-review" if self._review else ""
        told = _("The file; its ending says the format: {endings}", endings=", ".join(f".{one}" for one in FORMATS))
        await self.ask("report", told, f"{self._name}{end}.md")

    def answered(self, text: str) -> bool:
        try:
            file = self._file(text)
            there = file.exists()
        except OSError as error:
            self.run.say(str(reason(error)), bad=True)
            return False
        try:
            form = form_of(file, ("md",) if self._review else FORMATS) if file.name else None
        except UnknownEnding as unknown:
            self.run.say(str(unknown.message), bad=True)
            return False
        if form is None:
            self.run.say(_("The file needs an ending, which says the format"), bad=True)
            return False
        if there:
            self.run.ask(_("{file} is there already. Overwrite it?", file=file), lambda: self._write(file, form))
            return True
        return self._write(file, form)

    def _file(self, text: str) -> Path:
        """The file that is meant; confined, in the session's own folder, whatever was typed."""
        if self.workshop.confined:
            return self._own_folder / Path(text.strip()).name
        return locations.whole(text.strip())

    @property
    def _own_folder(self) -> Path:
        return Path(getattr(self.run.session.journal, "file", locations.home() / "x")).parent.absolute()

    def _write(self, file: Path, form: str) -> bool:
        page = self._page if form == "md" else made(form, self._digest(), Wanted(self._language))
        try:
            write(file, page, own=self._review)
        except OSError as error:
            self.run.say(_("{file} cannot be written: {why}", file=file, why=reason(error)), bad=True)
            return False
        self.run.say(_("Written: {file}", file=file))
        return True
