"""The initiatives that people named, and what was said of one, a line a field."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.content import Content

from workshop_tui.agenda.vocabulary import NATURES
from workshop_tui.holds import Holds
from workshop_tui.locale import _, plural, say
from workshop_tui.session.notes.commands import RecordInitiative, WithdrawInitiative
from workshop_tui.session.notes.initiatives import CASE_LABELS, LABELS, notes_about, notes_by_initiative, words
from workshop_tui.session.notes.notebook import Initiative, Note
from workshop_tui.session.notes.withdrawing import BringBackInitiative
from workshop_tui.session.state import State
from workshop_tui.text import slug
from workshop_tui.tui.parts.asking import Asks
from workshop_tui.tui.parts.over import Lists
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.notes import line
from workshop_tui.tui.widgets.rows import Row, Rows

if TYPE_CHECKING:
    from workshop_tui.session.privacy.forgetting import WithoutNames
    from workshop_tui.tui.parts.moving import MovesTheDay


ABOUT = 20
"""Notes about an initiative that are shown beside the list at the most: its own list has all."""


class ListsInitiatives(Asks, Lists):
    """A screen on initiatives, one of which is meant."""

    @property
    @abstractmethod
    def key(self) -> str | None:
        """The one that is meant."""

    def meant(self, state: State) -> object:
        """The initiative, with all that is said of it; and what may be brought back."""
        return state.notebook.known.get(self.key or ""), [*state.notebook.former]

    def _show(self, heading: str, rows: list[Row]) -> None:
        """Draw these rows, the selected one still selected."""
        self._drawn = self.run.session.state
        self.query_one("#heading", Line).show(heading)
        table = self.query_one(Rows)
        selected = table.selected
        width = table.width
        table.draw([(key, row.truncate(width, ellipsis=True)) for key, row in rows])
        if selected in {key for key, _row in rows}:
            table.select(selected)
        else:
            table.action_move(0)

    def action_notes(self) -> None:
        """The notes about it."""
        if (key := self.key) and (one := self.run.session.state.notebook.known.get(key)):

            def those(state: State) -> tuple[Note, ...]:
                return notes_about(state.notebook, key)

            self.run.show_notes(those, one.name)

    def action_case(self) -> None:
        if (key := self.key) and (one := self.run.session.state.notebook.known.get(key)):
            told = say("“{name}” is no case any more") if one.case else say("“{name}” is the case")
            self.press(RecordInitiative(key, case=not one.case), _(told.text, name=one.name))


class InitiativesScreen(ListsInitiatives):
    """The list of all initiatives."""

    NAME = "initiatives"

    @property
    def key(self) -> str | None:
        return self.query_one(Rows).selected

    def draw(self) -> None:
        state = self.run.session.state
        count = plural("{count} initiative", "{count} initiatives", len(state.notebook.known))
        about = notes_by_initiative(state.notebook)
        known = state.notebook.known
        widths = _widths(state, self.query_one(Rows).width)
        self._show(count, [(key, _line(state, one, len(about[key]), widths)) for key, one in known.items()])
        if known:
            self.on_rows_moved()
            return
        none = _("None yet") + self.hinted("new", say(": {key} notes one"))
        self.query_one("#whole", Line).show(none, layout=True)
        told = _("What collectives run: who carries it, where, what is at stake. Notes may be about one.")
        self.explain(self.query_one(Rows), told)

    def on_rows_moved(self) -> None:
        """Show what was said of the selected one, and the notes about it, where there is room beside."""
        state, key = self.run.session.state, self.key
        one = state.notebook.known.get(key or "")
        if key is None or one is None:
            return
        told = [Content.styled(one.name, "bold $text-accent")]
        if self.has_class("-wide"):
            labels = {**LABELS, **(CASE_LABELS if one.case else {})}
            told += [
                Content.assemble((f"{str(name).capitalize()}  ", "bold $text-muted"), said)
                for field, name in labels.items()
                if field != "name" and (said := " ".join(words(state.agenda, one, field).split("\n")))
            ]
            notes = notes_about(state.notebook, key)[-ABOUT:]
            told += [Content(""), *(line(state, note) for note in reversed(notes))]
        self.query_one("#whole", Line).show(Content("\n").join(told), layout=True)

    async def action_new(self) -> None:
        await self.ask("initiative", _("The name of the initiative"))

    async def answered(self, text: str) -> bool:
        record = self.run.do(RecordInitiative(name=text))
        if record is None or not self.run.session.shows(record):
            return record is not None
        self.draw()
        key = slug(text)
        self.query_one(Rows).select(key)
        self.call_later(self.action_open)
        return True

    def action_open(self) -> None:
        if key := self.key:
            self.app.push_screen(InitiativeScreen(self.run, key))

    def on_rows_chosen(self) -> None:
        self.action_open()

    def action_withdraw(self) -> None:
        if (key := self.key) and (one := self.run.session.state.notebook.known.get(key)):

            def withdrawn() -> bool:
                return key in self.run.session.state.notebook.former

            brings_back = self.hint("bring_back", say(": {key} brings it back"), withdrawn)
            self.press(WithdrawInitiative(key), _("“{name}” is withdrawn; its notes stay", name=one.name), brings_back)

    def action_bring_back(self) -> None:
        """The last one that was withdrawn."""
        former = self.run.session.state.notebook.former
        if former and self.press(BringBackInitiative(key := [*former][-1]), _("The initiative is back")):
            self.query_one(Rows).select(key)


class InitiativeScreen(ListsInitiatives):
    """The fields of an initiative: `enter` says more, and goes on to the next field."""

    NAME = "initiative"

    def __init__(self, run: MovesTheDay, key: str) -> None:
        super().__init__(run)
        self._key = key

    @property
    def key(self) -> str | None:
        return self._key

    @property
    def _one(self) -> Initiative | None:
        return self.run.session.state.notebook.known.get(self._key)

    async def forget(self, without: WithoutNames) -> None:
        """Go on with the initiative, whose key may have had the name in it."""
        before, self._key = self._key, without.key(self._key, Holds.INITIATIVE_KEY)
        self._asked = self._asked.replace(f"initiative {before} ", f"initiative {self._key} ")

    def draw(self) -> None:
        one, agenda = self._one, self.run.session.state.agenda
        if one is None:
            self._show(_("This initiative was withdrawn"), [])
            self.query_one("#whole", Line).show("", layout=True)
            return
        labels = {**LABELS, **(CASE_LABELS if one.case else {})}
        width = max(len(str(label)) for label in labels.values()) + 2
        rows: list[Row] = []
        for field, label in labels.items():
            said = " ".join(words(agenda, one, field).split("\n"))
            name = str(label).capitalize().ljust(width)
            rows.append((field, Content.assemble((name, "$text-muted"), (said or "–", "" if said else "$text-muted"))))
        about = plural("{count} note", "{count} notes", len(notes_about(self.run.session.state.notebook, self._key)))
        parts = [one.name, about, _("the case") if one.case else ""]
        self._show(" · ".join(part for part in parts if part), rows)
        self.on_rows_moved()

    def on_rows_moved(self) -> None:
        """Show all that is said in the selected field."""
        field, one = self.query_one(Rows).selected, self._one
        whole = words(self.run.session.state.agenda, one, field) if field and one else ""
        self.query_one("#whole", Line).show(whole, layout=True)

    async def action_open(self) -> None:
        field, one, agenda = self.query_one(Rows).selected, self._one, self.run.session.state.agenda
        if field is None or one is None:
            return
        label = str({**LABELS, **CASE_LABELS}[field]).capitalize()
        told = _("{label} (several: with commas)", label=label) if field == "stakeholders" else label
        offered = {
            "phase": [str(term.name("phases")) for term in agenda.phases],
            "nature": [str(word.label) for word in NATURES],
        }.get(field, [])
        await self.ask(
            f"initiative {self._key} {field}", told, " ".join(words(agenda, one, field).split("\n")), offered
        )

    def on_rows_chosen(self) -> None:
        self.call_later(self.action_open)

    async def answered(self, text: str) -> bool:
        table, one = self.query_one(Rows), self._one
        field = self._asked.rpartition(" ")[2]
        if one is None:
            return True
        before = " ".join(words(self.run.session.state.agenda, one, field).split("\n"))

        def keep(text: str) -> bool:
            if text.strip() != before and not self._record(field, text):
                return False
            table.select(field)
            table.action_move(1)
            return True

        return not self.settled(before, text, lambda text: self._close_after(keep(text))) and keep(text)

    def _close_after(self, kept: bool) -> None:
        if kept:
            self.call_later(self.on_ask_closed)

    def _record(self, field: str, text: str) -> bool:
        """Say `text` in this field; whether it could be."""
        parts = tuple(part for part in (part.strip() for part in text.split(",")) if part)
        said: object = parts if field == "stakeholders" else text
        return self.do(RecordInitiative(self._key, **{field: said}))  # type: ignore[arg-type]


def _widths(state: State, width: int) -> tuple[int, int, int]:
    """The cells of the columns of names, places and phases: as wide as they need to be, of a row of `width`."""
    known = [
        (one.name, one.territory or "", words(state.agenda, one, "phase")) for one in state.notebook.known.values()
    ]
    needs = [max((Content(cell).cell_length for cell in column), default=0) for column in zip(*known, strict=True)]
    name, place, phase = needs or (0, 0, 0)
    return min(name, width * 2 // 5), min(place, width // 5), min(phase, width // 5)


def _line(state: State, one: Initiative, notes: int, widths: tuple[int, int, int]) -> Content:
    """`Atelier vélo    Aurillac    Structuration  3 notes  the case`, each in its column."""
    said = (one.name, one.territory or "", words(state.agenda, one, "phase"))
    cells = [Content(text).truncate(wide, ellipsis=True, pad=True) for text, wide in zip(said, widths, strict=True)]
    name, *others = (cell for cell in cells if cell.cell_length)
    about = plural("{count} note", "{count} notes", notes)
    told = Content("  ").join([name.stylize("bold"), *(cell.stylize("$text-muted") for cell in others)])
    told += Content.styled(f"  {about:>9}", "$text-muted")
    return told + Content.styled("  " + _("the case"), "$text-accent") if one.case else told
