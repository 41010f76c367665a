"""A screen over the run screen: it says what that one says, and goes back to it."""

from __future__ import annotations

from abc import abstractmethod
from pathlib import Path, PurePath
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult

from workshop_tui.locale import _
from workshop_tui.session.seen import Meant, just_done
from workshop_tui.tui.parts.keyed import KeyedScreen
from workshop_tui.tui.pulse import Pulse
from workshop_tui.tui.widgets.frames import Below
from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.notice import Notice
from workshop_tui.tui.widgets.rows import Rows, explained
from workshop_tui.tui.widgets.running import Running

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workshop_tui.session.event import Command
    from workshop_tui.session.privacy.hiding import Asked
    from workshop_tui.session.state import State
    from workshop_tui.tui.hints import Hint
    from workshop_tui.tui.parts.moving import MovesTheDay


class OverRun(KeyedScreen, part=True):
    """On the session of the run screen under it, which follows the session. Has rows, and a line `#echo`."""

    AUTO_FOCUS = "Rows"
    CSS_PATH: ClassVar[list[str | PurePath]] = [Path(__file__).with_name("over.tcss")]

    def __init__(self, run: MovesTheDay) -> None:
        super().__init__()
        self.run = run
        self.pulse = Pulse(self, self.is_due, self.beat)
        self._echoed: object = None
        """The day and the line of notices, as they were shown last."""

    @abstractmethod
    def draw(self) -> None:
        """Draw it as the session is now."""

    @abstractmethod
    def outdated(self) -> bool:
        """Tell whether what was drawn is no longer so."""

    def on_mount(self) -> None:
        self.pulse.start()

    def on_unmount(self) -> None:
        self.pulse.stop()

    def is_due(self) -> bool:
        """Tell whether something reads differently than it was drawn: asked ten times a second, mostly for nothing."""
        return self.is_attached and (self._below != self._echoed or self.outdated())

    @property
    def _below(self) -> object:
        """The day and the line of notices of the screen under it, as they are; None while that is taken down."""
        notice = self.run.query_one_optional(Notice)
        return notice and (self.run.times.now, self.run.session.state.number, notice.drawn)

    def sized(self) -> None:
        self._echo()  # what runs is told in the width that there is now
        self.draw()

    def on_screen_resume(self) -> None:
        self.hints_changed()

    def hints_changed(self) -> None:
        if self.is_mounted:
            self._echo()

    def beat(self) -> None:
        """Draw what is due."""
        self._echo()
        if self.outdated():
            self.draw()

    def _echo(self) -> None:
        """Show what runs, and what the run screen says as long as it says it: a signal, too."""
        self._echoed = self._below
        self.query_one(Running).show_day(self.run.times)
        notice, line = self.run.query_one(Notice), self.query_one("#echo", Line)
        shown = notice.has_class("on") or notice.has_class("alarm") or notice.signals
        line.show(notice.told(self.shown) if shown else "")
        for name in ("on", "bad", "alarm"):
            line.set_class(notice.has_class(name), name)

    def do(self, intent: Command, told: str = "", *hints: Hint) -> bool:
        """Do it, and say so; whether it could be done."""
        record = self.run.do(intent)
        if record:
            if told:
                self.run.say(told, *hints)
            self.draw()
        return record is not None

    def settle(self, asked: Sequence[Asked], then: Callable[[], object]) -> None:
        """Ask about each of these words in turn, then go on; one that is left for later stays hidden."""
        from workshop_tui.session.privacy.commands import SettleWord
        from workshop_tui.tui.dialogs.word import WordScreen

        if not asked:
            then()
            return
        word, *others = asked

        def answered(ordinary: bool | None) -> None:
            if ordinary is not None:
                stays = _("“{word}” stays where it has no capital", word=word.word)
                told = stays if ordinary else _("“{word}” is hidden as a name", word=word.word)
                self.do(SettleWord(word.word, ordinary), told)
            self.settle(others, then)

        self.app.push_screen(WordScreen(word), answered)

    def refuse(self, why: str) -> None:
        self.run.refuse(why)

    def warn(self, text: str) -> None:
        self.run.warn(text)

    def tell_how_to_leave(self) -> None:
        self.run.say(_("Nothing is ended: {key} leaves, and the day goes on", key="ctrl+q"))

    async def action_said(self) -> None:
        """Show what was said, over this screen, too."""
        await self.run.run_action("said")

    def action_back(self) -> None:
        self.app.pop_screen()


class Lists(OverRun, part=True):
    """A heading, rows, and all of what the selected one is about: beside them where there is room, else under them."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    ASIDE: ClassVar[bool] = True
    """True if there is more to say of the selected one than its row says."""
    _drawn: State | None = None
    """The session as it was drawn."""

    def __init__(self, run: MovesTheDay) -> None:
        super().__init__(run)
        self._under = Meant()

    def compose(self) -> ComposeResult:
        self.listen()
        yield Running()
        yield Line(id="heading")
        with Below(id="listed", classes="aside" if self.ASIDE else None):
            yield self.rows()
            yield Line(id="whole")
        yield Line(id="echo")
        yield KeyBar(self.keys)

    def rows(self) -> Rows:
        """The rows, made once."""
        return Rows(id="found")

    def explain(self, table: Rows, *told: str) -> None:
        """Say in the empty list what it is for, in these paragraphs."""
        table.draw(explained(told, table.width))

    def outdated(self) -> bool:
        return self.run.session.state is not self._drawn

    # ── what a key is about ────────────────────────────────────────────────────────────────────────────
    def meant(self, state: State) -> object:
        """The thing that a key is about, as it is in `state`: by default, which row is selected."""
        return self.query_one(Rows).selected

    def beat(self) -> None:
        """Draw what is due; where another changed what a key is about, take note since when that stands here."""
        drawn = self._drawn
        before = drawn and (drawn, self.meant(drawn))
        super().beat()
        if before and self._drawn and self._drawn is not drawn:
            self._under.look(before, (self._drawn, self.meant(self._drawn)), self.run.session.by, monotonic())

    def press(self, intent: Command, told: str = "", *hints: Hint) -> bool:
        """Do what one key means, on what had stood there (docs/time.md): what another changed just before is said once,
        and the same key again does it."""
        self.beat()
        if unseen := self._under.unseen(self.workshop.pressed_at):
            self.run.warn(str(just_done(self.run.session.state, *unseen)))
            return False
        return self.do(intent, told, *hints)

    def hints_changed(self) -> None:
        super().hints_changed()
        if self._drawn:
            self.draw()
