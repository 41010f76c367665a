"""The app: which screen, on which session, by which clock, for whom. What the screens do is theirs."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from textual.app import App, SystemCommand
from textual.screen import Screen

from workshop_tui.clock import Clock
from workshop_tui.journal import Journal
from workshop_tui.locale import _, language, speak
from workshop_tui.service import Session


class WorkshopApp(App[str]):
    """Home without a `file`, else the session in it."""

    # All of them here: Textual does not load the style sheet of a first screen that is not pushed.
    CSS_PATH = ["app.tcss", *(f"screens/{name}.tcss" for name in ("run", "room", "home", "help"))]
    ENABLE_COMMAND_PALETTE = True

    def __init__(self, clock: Clock, by: str, *, file: Path | None = None, room: bool = False) -> None:
        super().__init__()
        self.clock = clock
        self.by = by
        self.title = "workshop-tui"
        self._file = file
        self._room = room
        self._language = language()

    def get_default_screen(self) -> Screen[None]:
        """The first screen: painted at once, with no blank one under it."""
        speak(self._language)
        if self._file is None:
            from workshop_tui.tui.screens.home import HomeScreen

            return HomeScreen(self.clock, self.by)
        return self.run_screen(self._file)

    def on_mount(self) -> None:
        speak(self._language)
        if self._room:
            self.screen.call_after_refresh(self.screen.run_action, "room")

    def run_screen(self, file: Path) -> Screen[None]:
        """The run screen of the session in `file`. Raises `JournalError`."""
        from workshop_tui.tui.screens.run import RunScreen

        return RunScreen(Session(Journal(file), self.clock, self.by))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """The palette: all that the screen's keys do, then the theme."""
        for key in getattr(screen, "KEYS", ()):
            label = f"{str(key.label).capitalize()}  ({key.sign})"
            yield SystemCommand(label, str(key.told), lambda action=key.action: screen.run_action(action))
        yield SystemCommand(_("Theme"), _("Other colours"), self.action_change_theme)
