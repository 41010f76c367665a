"""The app: which screen, on which session, by which clock, for whom. What the screens do is theirs."""

from __future__ import annotations

import asyncio
import gc
import os
import signal
import threading
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import replace

from textual.app import SystemCommand
from textual.binding import Binding
from textual.driver import Driver
from textual.filter import LineFilter, NoColor
from textual.screen import Screen

from workshop_tui.agenda import Agenda
from workshop_tui.clock import Clock
from workshop_tui.locale import _, language, speak
from workshop_tui.service import Session
from workshop_tui.starting import catch_up
from workshop_tui.tui.inorder import InOrder
from workshop_tui.tui.keys import SCREENS, Key
from workshop_tui.tui.screens.keyed import KeyedScreen
from workshop_tui.tui.terminal import colourless, legible


class WorkshopApp(InOrder):
    """Home without a `session`, else its run screen."""

    DEFAULT_MODE = "0"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [Binding("ctrl+l", "repaint", show=False, priority=True)]

    def __init__(
        self,
        clock: Clock,
        by: str,
        *,
        session: Session | None = None,
        room: bool = False,
        keys: dict[str, tuple[Key, ...]] | None = None,
        confined: bool = False,
        asked_language: str | None = None,
    ) -> None:
        # The first screen's sheet here: Textual loads by itself those of screens that come later.
        super().__init__(css_path=["app.tcss", "screens/run.tcss" if session else "screens/home.tcss"])
        self.clock = clock
        self.confined = confined
        self._legible = legible(os.environ)
        mono = colourless(os.environ)
        self._suited = [*([NoColor()] if mono else []), *([self._legible] if self._legible else [])]
        self.keys = self._shown(keys or SCREENS)
        self.set_class(self.no_color or mono, "mono")
        self.by = by
        self.title = "workshop-tui"
        self._session = session
        self._room = room
        self._language = language()
        self._asked_language = asked_language

    def _shown(self, keys: dict[str, tuple[Key, ...]]) -> dict[str, tuple[Key, ...]]:
        """The keys that this terminal has, with the signs that it can show."""
        if self.confined:
            keys = {name: tuple(key for key in its if not key.leads_out) for name, its in keys.items()}
        if legible := self._legible:
            keys = {
                name: tuple(replace(key, sign=legible.named(key.sign)) for key in its) for name, its in keys.items()
            }
        return keys

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's, and what makes the rest legible on this terminal."""
        return [*super().get_line_filters(), *self._suited]

    def written(self, text: str) -> str:
        """`text` as this terminal can show it outside the screens."""
        return self._legible.written(text) if self._legible else text

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Confined, no: a browser on this host would be a way out."""
        if not self.confined:
            super().open_url(url, new_tab=new_tab)

    def get_driver_class(self) -> type[Driver]:
        """Ours, whatever the environment names."""
        from workshop_tui.tui.input.driver import driver_class

        return driver_class()

    def get_default_screen(self) -> Screen[None]:
        """The first screen: painted at once, with no blank one under it."""
        speak(self._language)
        if self._session is None:
            from workshop_tui.tui.screens.home import HomeScreen

            return HomeScreen(self.clock, self.by)
        from workshop_tui.tui.screens.run import RunScreen

        return RunScreen(self._session)

    @staticmethod
    def _collect_garbage() -> None:
        """From here on (the command line turned it off to start faster), less what starting made: that stays."""
        gc.freeze()
        gc.enable()
        catch_up()

    def show(self, screen: Screen[None], agenda: Agenda | None = None) -> None:
        """Show `screen` in the place of the one that is shown, which is closed; in the language of its `agenda`.

        Unless another was asked for. Screens speak what the app speaks as they begin.
        """

        async def change() -> None:
            speak(self._asked_language or (agenda and agenda.language) or self._language)
            before = self.current_mode
            after = str(int(before) + 1)
            self.add_mode(after, lambda: screen)
            await self.switch_mode(after)
            if before == self.DEFAULT_MODE:
                self.add_mode(before, lambda: screen)  # Textual removes only modes that were added
            await self.remove_mode(before)

        self.call_later(change)

    def on_mount(self) -> None:
        if not self.is_headless:
            self._heed_signals()
        self.call_after_refresh(self._collect_garbage)
        speak(self._language)
        if self._room:
            self.screen.call_after_refresh(self.screen.run_action, "room")

    def _heed_signals(self) -> None:
        """Told to stop (SIGTERM, SIGINT) or cut off (SIGHUP), leave the session and the terminal as they should be."""
        loop = asyncio.get_running_loop()
        for name in ("SIGTERM", "SIGINT", "SIGHUP"):
            with suppress(NotImplementedError, AttributeError):  # Windows has no SIGHUP, and its loops no handlers
                number = getattr(signal, name)
                loop.add_signal_handler(number, self._stop, number)

    def _stop(self, number: int) -> None:
        last = threading.Timer(2, os._exit, (128 + number,))  # a terminal that has gone may never let us go
        last.daemon = True
        last.start()
        self.exit(return_code=128 + number)

    def action_repaint(self) -> None:
        """All of the screen once more, over whatever else was written on the terminal."""
        if self._driver is not None:
            self._driver.write("\x1b[2J")
        self.refresh(layout=True)

    async def action_quit(self) -> None:
        """`ctrl+q`: what the screen's own `q` does."""
        if not await self.run_action("screen.quit"):
            self.exit()

    def action_help_quit(self) -> None:
        """`ctrl+c` is pressed by reflex: it ends nothing, and says what does."""
        if isinstance(self.screen, KeyedScreen):
            self.screen.tell_how_to_leave()

    def action_command_palette(self) -> None:
        """The palette, in our languages."""
        from textual.command import CommandPalette

        if not isinstance(self.screen, CommandPalette):
            self.push_screen(CommandPalette(id="--command-palette", placeholder=_("A command, by its name")))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: all that the screen's keys do, then the theme."""
        for key in screen.keys if isinstance(screen, KeyedScreen) else ():
            label = f"{str(key.label).capitalize()}  ({key.sign})"
            yield SystemCommand(label, str(key.told), lambda action=key.action: screen.run_action(action))
        yield SystemCommand(_("Theme"), _("Other colours"), self.action_change_theme)
