"""How the app is drawn: the theme, and what of colours, signs and a title the terminal can show."""

from __future__ import annotations

import os
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from textual import constants
from textual.filter import LineFilter
from textual.reactive import Initialize, Reactive
from textual.screen import Screen
from textual.theme import Theme

from workshop_tui import locations
from workshop_tui.tui.colours import InTurn, Readable, ReadableInSixteen
from workshop_tui.tui.parts.keyed import KeyedScreen
from workshop_tui.tui.sheets import wear
from workshop_tui.tui.steady import Steady
from workshop_tui.tui.terminal import Uncoloured, colourless, legible
from workshop_tui.tui.themes import OF_THE_TERMINAL, OFFERED, first_theme, heat_colours, quiet_colours, row_colours
from workshop_tui.tui.title import has_title, named
from workshop_tui.tui.window import Windowed


class Dressed(Windowed, part=True):
    """An app in the colours, signs and title that its terminal can show."""

    theme: Reactive[str] = Reactive(Initialize(attrgetter("first_theme")))
    confined: bool

    def __init__(self, theme: str | None, **settings: Any) -> None:
        """`theme` is the name of the one to start with; None for the environment's, or ours."""
        self.first_theme = first_theme(theme, os.environ)
        mono = self.colourless = colourless(os.environ)  # Textual takes NO_COLOR out of it
        super().__init__(**settings)
        self._disable_tooltips = self._disable_notifications = True  # nothing is said in either: two widgets a screen
        self._legible = legible(os.environ)
        self._readable = Readable(of_all=self.console.color_system != "256")
        self._in_sixteen = ReadableInSixteen()
        self._suited = [*([Uncoloured()] if mono else []), Steady(), *([self._legible] if self._legible else [])]
        self._filters_in_turn: tuple[tuple[LineFilter, ...], InTurn] = (), InTurn(())
        if mono:
            wear(self, "few_colours.tcss")
        self.set_class(mono, "mono")
        self.window_title, self._has_title = "", has_title(os.environ)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's, and what makes the rest legible on this terminal."""
        readable = self._in_sixteen if self.sixteen else self._readable
        coloured = () if self.colourless else (*super().get_line_filters(), readable)
        filters = (*coloured, *self._suited)
        if filters != self._filters_in_turn[0]:
            self._filters_in_turn = filters, InTurn(filters)
        return (self._filters_in_turn[1],)

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        """Load the sheets of a screen that comes: they tell of that alone, so nothing else is styled again, nor parsed.

        Textual does both with all there is.
        """
        known = len(self.stylesheet.source)
        for path in screen.css_path:
            wear(self, str(path))
        if screen.CSS:
            super()._load_screen_css(screen)
        elif len(self.stylesheet.source) != known:
            self.stylesheet.apply(screen)  # it was styled as it came, without

    @property
    def sixteen(self) -> bool:
        """Tell whether sixteen colours are shown: a theme leaves them to the terminal, or it has no others.

        Without a terminal, whether `TEXTUAL_COLOR_SYSTEM` says so.
        """
        if self.theme in OF_THE_TERMINAL:
            return True
        few = self.console.color_system in ("standard", "windows")
        return few and (not self.is_headless or constants.COLOR_SYSTEM != "auto")

    def suit_colours(self) -> None:
        """Style what sixteen colours cannot show otherwise, where they are all."""
        if self.sixteen:
            wear(self, "few_colours.tcss")
        self.set_class(self.sixteen, "sixteen")

    @property
    def available_themes(self) -> dict[str, Theme]:
        """By name."""
        return dict(OFFERED)

    @property
    def current_theme(self) -> Theme:
        """The one that is worn: Textual looks for it in two copies of them all, for each text that it draws."""
        return OFFERED[self.theme]

    def get_css_variables(self) -> dict[str, str]:
        """Textual's, with colours of rows that can be told apart, and of quiet texts."""
        variables = super().get_css_variables()
        rows, quiet = row_colours(self.current_theme, variables), quiet_colours(variables)
        self.theme_variables = variables | rows | quiet | heat_colours(self.current_theme, variables)
        return self.theme_variables

    def written(self, text: str) -> str:
        """`text` as this terminal can show it outside the screens."""
        return self._legible.written(text) if self._legible else text

    def name_window(self, text: str) -> None:
        """Give the window `text` for its title, where it has one; written when it is another."""
        if text != self.window_title:
            self.window_title = text
            if self._has_title and self._driver is not None and not self.is_headless:
                self._driver.write(named(self.written(text)))

    def _draw_by_colours(self) -> None:
        """Have drawn what goes by the colours that there are: any screen or widget may have `coloured`, which does."""
        for screen in [screen for stack in self._screen_stacks.values() for screen in stack if screen.is_mounted]:
            for part in screen.walk_children(with_self=True):
                if drawn := getattr(part, "coloured", None):
                    drawn()

    def watch_theme(self, name: str) -> None:
        """A theme that was picked is kept for the next start; not where confined: the settings are somebody else's."""
        self.suit_colours()
        self._draw_by_colours()
        if name == self.first_theme or self.confined:
            return
        self.first_theme = name
        from workshop_tui.tui.keymap import ConfigError, keep_theme

        try:
            keep_theme(locations.config(), name)
        except ConfigError as error:
            screen = next(screen for screen in reversed(self.screen_stack) if isinstance(screen, KeyedScreen))
            screen.refuse(str(error.message))
