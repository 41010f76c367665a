"""What every screen of ours has: the app as ours, and the keys that a person may have chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.screen import Screen

from workshop_tui.locale import _
from workshop_tui.tui.keys import Key, bindings

if TYPE_CHECKING:
    from workshop_tui.tui.app import WorkshopApp
    from workshop_tui.tui.widgets.typing import Cut


class KeyedScreen(Screen[None]):
    """A screen whose keys are those called `NAME` in `keys.SCREENS`."""

    NAME: ClassVar[str]

    @property
    def workshop(self) -> WorkshopApp:
        """The app."""
        return cast("WorkshopApp", self.app)

    @property
    def keys(self) -> tuple[Key, ...]:
        """Its keys, as chosen."""
        return self.workshop.keys[self.NAME]

    def sign_of(self, action: str) -> str:
        """The sign of the key that does `action`."""
        return next(key.sign for key in self.keys if key.action == action)

    def listen(self) -> None:
        """Bind the keys. Called as the screen composes: the app is known by then, and no key has come yet."""
        self._bindings = bindings(self.keys)

    def warn(self, text: str) -> None:
        """Say that something is not as it was meant."""

    def on_cut(self, event: Cut) -> None:
        event.stop()
        self.warn(_("More than 10,000 characters were pasted: the end is cut"))

    def tell_how_to_leave(self) -> None:
        """Somebody pressed ctrl+c."""

    def action_help(self) -> None:
        from workshop_tui.tui.screens.help import HelpScreen

        self.app.push_screen(HelpScreen(self.keys))
