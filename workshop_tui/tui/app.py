"""The app: which screen, on which session, by which clock, for whom. What the screens do is theirs."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace
from textual.app import SystemCommand
from textual.binding import Binding
from textual.driver import Driver
from textual.screen import Screen

from workshop_tui.agenda import Agenda
from workshop_tui.clock import Clock
from workshop_tui.host.stopping import heed
from workshop_tui.locale import Message, _, language, say, speak
from workshop_tui.service import Session
from workshop_tui.session.may import TOLD, May
from workshop_tui.tui.dressed import Dressed
from workshop_tui.tui.framed import frame_once
from workshop_tui.tui.key import Key
from workshop_tui.tui.keymap import STAYS
from workshop_tui.tui.keys import SCREENS
from workshop_tui.tui.marking import mark_once
from workshop_tui.tui.parts.keyed import KeyedScreen, Workshop
from workshop_tui.tui.releasing import release_screens
from workshop_tui.tui.spared import spare_work
from workshop_tui.tui.typing_keys import TYPING
from workshop_tui.tui.wrapping import keep_together


class WorkshopApp(Dressed):
    """Home without a `session`, else its run screen."""

    DEFAULT_MODE = "0"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS = [
        Binding("ctrl+l", "repaint", show=False, priority=True),
        Binding("ctrl+p", "command_palette", show=False, priority=True),
        Binding("colon", "command_palette", show=False),  # VS Code takes ctrl+p, and so does docker
    ]

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
        theme: str | None = None,
        notices: int | None = STAYS,
        edited: bool = False,
        plan_file: str = "",
        plan: PlanFile | None = None,
        warned: str = "",
    ) -> None:
        """`plan_file` is where the session's agenda was read; `edited`: it is another now. `plan`: to be edited."""
        release_screens()
        keep_together()
        mark_once()
        spare_work()
        frame_once()
        # The first screen's sheet here: Textual loads by itself those of screens that come later.
        first = "run" if session else "plan" if plan else "home"
        super().__init__(theme, css_path=["app.tcss", f"screens/{first}.tcss"])
        self.clock = clock
        self.confined = confined
        self.may = session.may if session else May.LEAD
        self.kept_in_room = confined and room and self.may is May.WATCH
        self.notices = notices
        self.keys = self._shown((keys or SCREENS) | TYPING)
        """The keys that do something here."""
        self.refused = {name: tuple(filter(self.refusal, its)) for name, its in self.keys.items()}
        self.keys = {name: tuple(key for key in its if not self.refusal(key)) for name, its in self.keys.items()}
        self.by = by
        self.title = "workshop-tui"
        self._session = session
        self._plan = plan
        self.warned = warned
        self._room = room
        self._edited = edited
        self.plan_file = plan_file
        self.guide: Path | None = None
        self.group: tuple[str, str] | None = None
        """The segment and the key of the group whose terminal this is, if it is one's."""
        self.to_rehearse: Agenda | None = None
        """The agenda that is to be rehearsed once the app has ended, if one is."""
        self.crash: Exception | None = None
        """The error that it fell over, if it did."""
        self._language = language()
        self._asked_language = asked_language

    def _shown(self, keys: dict[str, tuple[Key, ...]]) -> dict[str, tuple[Key, ...]]:
        """The keys that this terminal has, with the signs that it can show."""
        if legible := self._legible:
            keys = {
                name: tuple(replace(key, sign=legible.named(key.sign)) for key in its) for name, its in keys.items()
            }
        return keys

    def refusal(self, key: Key) -> Message | None:
        """Say why a key does nothing here: it leads out of what this terminal is confined to, or needs a right."""
        if (self.confined and key.leads_out) or (self.kept_in_room and key.leaves_room):
            return say("confined to its session, this terminal opens and writes nothing else")
        return self.may.refuses(key.needs)

    @property
    def mark(self) -> str:
        """The words of the key bar for what this terminal may do, where that is not all."""
        return str(TOLD.get(self.may, ""))

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """As every screen, once what was typed is kept; in the room, the timetable below never reaches a terminal."""
        if isinstance(screen, KeyedScreen):
            screen.keep_typed()
        if not self.kept_in_room or any(getattr(one, "NAME", "") == "room" for one in self.screen_stack):
            super()._display(screen, renderable)

    def key_comes(self) -> None:
        """Every screen hears of it: what is said on one is read on those over it."""
        for screen in self.screen_stack:
            if isinstance(screen, KeyedScreen) and screen.is_mounted:
                screen.key_pressed()

    def _fatal_error(self) -> None:
        """Leave, and say nothing here: Textual would print every value there is, notes among them."""
        self.crash = self._exception
        self._close_messages_no_wait()

    def panic(self, *_renderables: object) -> None:
        """As `_fatal_error`: Textual does this for errors that it can draw."""
        self._fatal_error()

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
        if self._plan:
            from workshop_tui.tui.screens.plan import PlanScreen

            return PlanScreen(self._plan, self.clock)
        if self._session is None:
            from workshop_tui.tui.screens.home import HomeScreen

            return HomeScreen(self.clock, self.by)
        from workshop_tui.tui.screens.run import RunScreen

        return RunScreen(self._session, edited=self._edited)

    @staticmethod
    def _collect_garbage() -> None:
        """From here on (the command line turned it off to start faster), less what starting made: that stays."""
        gc.freeze()
        gc.enable()

    def show_session(self, opened: Session) -> None:
        """Show a session in the place of what is shown."""
        from workshop_tui.tui.screens.run import RunScreen

        self.show(RunScreen(opened), opened.state.agenda)

    def show_home(self, clock: Clock, by: str, back: Callable[[], Session]) -> None:
        """Show home in the place of a session; `back` opens that again."""
        from workshop_tui.tui.screens.home import HomeScreen

        self.show(HomeScreen(clock, by, back))

    def show_plan(self, plan: PlanFile, back: Callable[[], Session] | None, told: Sequence[str]) -> None:
        """Show the screen of a plan in the place of home, to which it goes back; `back` is where that goes. `told` is
        to be read first."""
        from workshop_tui.tui.screens.home import HomeScreen
        from workshop_tui.tui.screens.plan import PlanScreen

        def home() -> None:
            self.show(HomeScreen(self.clock, self.by, back))

        self.show(PlanScreen(plan, self.clock, home, told))

    def show(self, screen: Screen[None], agenda: Agenda | None = None) -> None:
        """Show `screen` in the place of the one that is shown, which is closed; in the language of its `agenda`.

        Unless another was asked for. Screens speak what the app speaks as they begin.
        """

        async def change() -> None:
            speak(self._asked_language or (agenda and agenda.language) or self._language)
            before = self.current_mode
            after = str(int(before) + 1)
            self.add_mode(after, lambda: screen)
            screen._css_update_count = self._css_update_count  # else all is styled twice more, and what goes is painted
            await self.switch_mode(after)
            if before == self.DEFAULT_MODE:
                self.add_mode(before, lambda: screen)  # Textual removes only modes that were added
            await self.remove_mode(before)

        self.call_later(change)

    def on_mount(self) -> None:
        if not self.is_headless:
            self._heed_signals()
        self.suit_colours()
        self.call_after_refresh(self._collect_garbage)
        speak(self._language)
        if self.group:
            self.screen.call_after_refresh(self.screen.show_group, *self.group)  # type: ignore[attr-defined]
        if self._room:
            self.screen.call_after_refresh(self.screen.run_action, "room")

    def _heed_signals(self) -> None:
        """Told to stop or cut off, leave the session and the terminal as they should be."""
        loop = asyncio.get_running_loop()

        def end(code: int) -> None:
            loop.call_soon_threadsafe(partial(self.exit, return_code=code))

        heed(end)

    def rehearse(self, agenda: Agenda) -> None:
        """Leave; what started the app has it rehearsed then."""
        self.to_rehearse = agenda
        self.exit()

    def action_repaint(self) -> None:
        """Write all of the screen once more, over whatever else was written on the terminal."""
        if self._driver is not None:
            self._driver.write("\x1b[2J")
        self.refresh()

    async def action_quit(self) -> None:
        """`ctrl+q`: what `q` does on the screen under all others; a question that is open is answered with no."""
        from workshop_tui.tui.dialogs.confirm import ConfirmScreen

        if isinstance(self.screen, ConfirmScreen):
            self.screen.dismiss(False)
        if not await self.run_action("quit", self.screen_stack[0]):
            self.exit()

    def action_help_quit(self) -> None:
        """`ctrl+c` is pressed by reflex: it ends nothing, and says what does."""
        if isinstance(self.screen, KeyedScreen):
            self.screen.tell_how_to_leave()

    def action_command_palette(self) -> None:
        """The palette, in our languages."""
        from workshop_tui.tui.palette import Commands, Palette

        if not isinstance(self.screen, Palette):
            told = _("A command, by its name or what it does")
            self.push_screen(Palette(providers=[Commands], id="--command-palette", placeholder=told))

    def search_themes(self) -> None:
        """The palette of themes, in our languages."""
        from textual.theme import ThemeProvider

        from workshop_tui.tui.palette import Palette

        self.push_screen(Palette(providers=[ThemeProvider], placeholder=_("A theme, by its name")))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: all that the screen's keys do, then the theme."""
        for key in screen.keys if isinstance(screen, KeyedScreen) else ():
            label = str(key.label).capitalize() + (f"  ({key.sign})" if key.sign else "")
            yield SystemCommand(label, str(key.told), lambda action=key.action: screen.run_action(action))
        anew = _("Paint the whole screen anew")
        told = _("Over whatever else was written on the terminal")
        yield SystemCommand(f"{anew}  (^l)", told, self.action_repaint)
        yield SystemCommand(_("Theme"), _("Other colours"), self.action_change_theme)


if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import RenderableType

    from workshop_tui.plans.kept import PlanFile

    def _as_screens_ask(app: WorkshopApp) -> Workshop:
        return app
