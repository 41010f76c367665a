"""The palette of commands: found by a name or by what is told of it, without accents or case, in our languages.

Textual's own finds a command by its name alone, as it is written, and says in English that it found none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from rich.segment import Segment
from textual.app import ComposeResult
from textual.command import CommandInput, CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.fuzzy import FuzzySearch
from textual.geometry import Offset
from textual.strip import Strip
from textual.widgets import LoadingIndicator
from textual.widgets.option_list import Option

from workshop_tui.locale import _
from workshop_tui.text.folding import bare
from workshop_tui.tui.laid_out_once import LaidOutOnce
from workshop_tui.tui.painting import Narrow
from workshop_tui.tui.widgets.rows import SELECTED
from workshop_tui.tui.widgets.typing import at_letter

BY_TOLD = 0.01
"""The score of what is found by its help text: after all that is found by its name."""


class Found(CommandList, can_focus=False):
    """Textual's list of what was found; a sign is before the one that `enter` takes, not a colour alone."""

    def render_line(self, y: int) -> Strip:
        strip, line = super().render_line(y), self.scroll_offset.y + y
        if self.highlighted is None or line != self._index_to_line.get(self.highlighted):
            return strip
        style = next(iter(strip)).style
        return Strip.join([Strip([Segment(SELECTED, style)], 1), strip.crop(1)])

    @property
    def cursor_screen_offset(self) -> Offset | None:
        """The cell where the selected one begins; None if there is none."""
        if self.highlighted is None or not self.display or not self.option_count:
            return None
        x, y, _width, height = self.content_region
        line = self._index_to_line.get(self.highlighted, 0) - self.scroll_offset.y
        return Offset(x, y + line) if 0 <= line < height else None


class Palette(CommandPalette, LaidOutOnce[None]):
    """Textual's; that nothing was found is said in the language in use."""

    def __init__(self, *arguments: Any, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._compositor = Narrow()

    def compose(self) -> ComposeResult:
        with Vertical(id="--container"):
            with Horizontal(id="--input"):
                line = CommandInput(placeholder=self._placeholder, select_on_focus=False)
                line.cursor_blink = False
                yield line
            with Vertical(id="--results"):
                yield Found()
                yield LoadingIndicator()

    @property
    def cursor_screen_offset(self) -> Offset:
        """The cell of what `enter` takes; while nothing is found, of where the next letter goes."""
        found = self.query_one(Found).cursor_screen_offset if self._list_visible else None
        return found or at_letter(self.query_one(CommandInput))

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        show = partial(self._show_no_matches, search_value)
        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, show)

    def _show_no_matches(self, searched: str) -> None:
        if searched:
            told = Content(_("Nothing is called so"))
            self.query_one(CommandList).add_option(Option(told, disabled=True, id=self._NO_MATCHES))
        self._list_visible = bool(searched)


class Commands(Provider):
    """Commands of the palette: those of the screen's keys, and those of no screen."""

    async def discover(self) -> Hits:
        """Yield all of them, by name."""
        for name, told, do, _shown in sorted(self.app.get_system_commands(self.screen), key=lambda one: bare(one[0])):
            yield DiscoveryHit(name, do, help=told)

    async def search(self, query: str) -> Hits:
        """Yield those that `query` has letters of the name of, or words of the help text."""
        letters, wanted = FuzzySearch(), bare(query)
        for name, told, do, _shown in self.app.get_system_commands(self.screen):
            score, places = letters.match(wanted, bare(name))
            if not score and all(word in bare(told) for word in wanted.split()):
                score = BY_TOLD
            if score:
                yield Hit(score, self._marked(name, places), do, help=told)

    def _marked(self, name: str, places: Sequence[int]) -> Content:
        """`name` with the letters at these places of it marked; as it is, if folding moved them."""
        content = Content(name)
        if len(bare(name)) == len(name):
            for place in places:
                if not name[place].isspace():
                    content = content.stylize(self.match_style or "reverse", place, place + 1)
        return content
