"""A screen over the run screen that asks for a line: what is half-typed in it is kept until it is answered."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from workshop_tui.locale import _
from workshop_tui.locale.system import reason
from workshop_tui.session.may import May
from workshop_tui.tui.parts.over import OverRun

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workshop_tui.tui.widgets.ask import Ask

BASE = "\n"
"""A sign between what is typed and what stood there before, as both are kept: neither has it."""


class Asks(OverRun, part=True):
    """One line at a time; `answered` says whether that was an answer."""

    _asked: str = ""
    """The thing asked for, as its draft is kept under; nothing while nothing is."""

    @abstractmethod
    async def answered(self, text: str) -> bool:
        """Take the answer; whether it could be."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is typed, keys are its own."""
        return action == "press" or not self.query("Ask")

    async def ask(self, about: str, told: str, text: str = "", words: Iterable[str] = ()) -> None:
        """Ask for a line: `told` says for what, `text` stands there already, `words` are offered as they begin."""
        from workshop_tui.tui.widgets.ask import Ask

        if self.refuses(May.NOTE):
            return
        self._asked = about
        typed, found, began_as = self.run.session.draft(about).partition(BASE)
        asked = Ask(told, typed or text, words)
        asked.began_as = began_as if found else text
        await self.mount(asked, before="#echo")

    def settled(self, now: str, mine: str, do: Callable[[str], object], *, both: bool = True) -> bool:
        """Tell whether another changed meanwhile what was asked for, to what it is `now`: then which is kept is asked,
        and `do` does it."""
        if now in (self._began_as, mine.strip()):
            return False

        def answered(answer: str | None) -> None:
            if answer == "theirs":  # it is so already
                self.call_later(self.on_ask_closed)
            elif answer:
                do(mine if answer == "mine" else ", ".join(filter(None, (now, mine.strip()))))

        from workshop_tui.tui.dialogs.both import BothScreen

        told = _("Somebody else changed this meanwhile")
        self.app.push_screen(BothScreen(told, now, mine, both=both), answered)
        return True

    @property
    def _began_as(self) -> str:
        """The words of what is asked for, as it was when that began: before the program was left, it may be."""
        from workshop_tui.tui.widgets.ask import Ask

        return next((ask.began_as for ask in self.query(Ask)), "")

    def on_input_changed(self) -> None:
        self.keep_typed()

    def keep_typed(self) -> None:
        from workshop_tui.tui.widgets.ask import Ask

        for ask in self.query(Ask) if self.has_child("ask") else ():
            if ask.unkept():
                self._keep(f"{ask.text}{BASE}{ask.began_as}" if ask.text else "")

    def _keep(self, text: str) -> None:
        if self._asked:
            self.run.keep(text, self._asked)

    async def on_ask_answered(self, event: Ask.Answered) -> None:
        """Take it, or say why it is none: whatever the system says of a path is a sentence, too."""
        try:
            if await self.answered(event.text):
                await self.on_ask_closed()
        except (OSError, ValueError) as error:
            why = reason(error) if isinstance(error, OSError) else _("that cannot be the name of a file")
            self.refuse(str(why))

    async def on_ask_closed(self) -> None:
        self._keep("")
        self._asked = ""
        await self.query("Ask").remove()
        self.query(str(self.AUTO_FOCUS)).first().focus()
