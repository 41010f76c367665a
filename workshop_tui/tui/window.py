"""A window too small for the screens: one notice stands in the place of whatever is shown, and only leaving works.

The screens do not learn of such a window. They stay laid out as they were, for the size that it had last (or for the
smallest, if it was never larger): so the focus, a field, its text and its cursor are where they were once there is room
again. What is drawn meanwhile is not written; keys, pastes and the mouse reach nothing.
"""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from rich.console import RenderableType
from textual import events
from textual._compositor import LayoutUpdate
from textual.app import ScreenError
from textual.content import Content
from textual.geometry import Offset, Size
from textual.screen import Screen
from textual.strip import Strip

from workshop_tui.locale import _
from workshop_tui.tui.mouse import Clicked
from workshop_tui.tui.parts.keyed import KeyedScreen
from workshop_tui.tui.surroundings import LARGEST

SMALLEST = Size(40, 16)
"""Columns and rows that the screens need."""


class Windowed(Clicked, part=True):
    """An app whose screens have `SMALLEST` at the least."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._window: Size | None = None
        """The size of the terminal, once it has told it."""
        self._noticed: object = None
        """The notice that stands on the terminal; None while a screen does."""
        self._owed = False
        """True if pictures were left out, because the terminal did not keep up."""

    @property
    def window(self) -> Size:
        """The size that the terminal has; before it has told it, as far as that is drawn."""
        if self._window:
            return self._window
        columns, rows = super().size
        return Size(min(columns, LARGEST[0]), min(rows, LARGEST[1]))

    @property
    def size(self) -> Size:
        """The size that the screens go by: the window's, within what is drawn at all."""
        width, height = super().size
        return Size(_within(width, SMALLEST.width, LARGEST[0]), _within(height, SMALLEST.height, LARGEST[1]))

    @property
    def too_small(self) -> bool:
        """Tell whether the notice is shown."""
        return self.window.width < SMALLEST.width or self.window.height < SMALLEST.height

    def on_resize(self, event: events.Resize) -> None:
        """Before Textual's own, which tells the screens."""
        self._window = event.size
        if self.too_small:
            event.stop()
            event.prevent_default()
            with suppress(ScreenError):  # there is none yet
                self.capture_mouse(None)  # what was dragged is let go
                self._display(self.screen, None)
        elif self._noticed:
            self.screen.refresh()

    async def on_event(self, event: events.Event) -> None:
        """Let nothing through that a person does to what they do not see, but leaving."""
        entered = isinstance(event, events.InputEvent | events.Paste) and not event.is_forwarded
        if not (entered and self.too_small):
            await super().on_event(event)
        elif isinstance(event, events.Key) and self._leaves(event):
            await self.action_quit()

    def _leaves(self, key: events.Key) -> bool:
        """Tell whether it leaves the program, here too: `ctrl+q`, and `q` where it is no letter of what is typed."""
        if key.key == "ctrl+q":
            return True
        quits = (one for screen in self.screen_stack if isinstance(screen, KeyedScreen) for one in screen.keys)
        those = [name.strip() for one in quits if one.action == "quit" for name in one.keys.split(",")]
        typed = self._writes(key) or getattr(self.focused, "TAKES_LETTERS", False)
        return key.key in those and not typed

    @property
    def _background_screens(self) -> list[Screen[Any]]:
        """The screens that are seen through the one that is shown: none, where that has a ground of its own.

        Textual lays out and paints the one below in any case.
        """
        below = super()._background_screens
        return [] if below and self.screen.styles.background.a == 1 else below

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """The notice if the window is too small, and all of the screen once it is not; what changed, else."""
        if not self._keeps_up():
            self._owed = True
            return
        if self.too_small:
            self._notice(screen)
            return
        if self._noticed or self._owed:
            compositor = screen._compositor
            if compositor.size != self.size:
                return  # it is to be laid out first
            self._noticed, self._owed = None, False
            renderable = compositor.render_update(full=True, screen_stack=self._background_screens)
        super()._display(screen, renderable)

    @property
    def is_away(self) -> bool:
        """Tell whether nobody is at the terminal: it takes nothing, or does not answer."""
        return bool(getattr(self._driver, "is_away", False))

    def bell(self) -> None:
        """Textual's, unless nobody would hear it."""
        if not self.is_away:
            super().bell()

    def _keeps_up(self) -> bool:
        """Tell whether the terminal takes what it is sent, and somebody is there."""
        output = getattr(self._driver, "output", None)
        return output is None or (not self.is_away and bool(output.keeps_up(self._catch_up_soon)))

    def _catch_up_soon(self) -> None:
        """Called by the thread that writes."""
        if self._loop:
            with suppress(RuntimeError):  # it has ended
                self._loop.call_soon_threadsafe(self.call_later, self.catch_up)

    def catch_up(self) -> None:
        """Draw what was left out, now that the terminal takes it."""
        if self._owed and self.screen_stack:
            if self.too_small:
                self._display(self.screen, None)
            else:
                self.screen.refresh()

    def _notice(self, screen: Screen[object]) -> None:
        """Write the notice, unless it stands there already."""
        what = (self.window, self.theme, self.told_if_small)
        if what != self._noticed:
            self._noticed = what
            super()._display(screen, self._drawn_notice)

    @property
    def told_if_small(self) -> str:
        """The notice."""
        from workshop_tui.tui.dialogs.confirm import ConfirmScreen

        told = _("This screen needs at least 40 columns and 16 rows.")
        if isinstance(self.screen, ConfirmScreen):
            return "\n".join((told, _("A question waits for your answer.")))
        by_ear = _("workshop-tui follow says the day in plain lines, in any window.")
        return "\n".join((told, _("Keys do nothing until then; ctrl+q leaves."), by_ear))

    @property
    def _notice_lines(self) -> tuple[list[Content], int]:
        """The lines of the notice, and the number of rows above them."""
        width, height = self.window
        lines = list(Content(self.told_if_small).wrap(max(1, width)))[:height]
        return lines, (height - len(lines)) // 2

    def place_on(self, screen: Screen[object]) -> Offset:
        """The cell that a person is at: where the notice begins, while it is there."""
        if not self.too_small:
            return super().place_on(screen)
        lines, above = self._notice_lines
        return Offset(max(0, (self.window.width - lines[0].cell_length) // 2), above) if lines else Offset(0, 0)

    @property
    def _drawn_notice(self) -> LayoutUpdate:
        """The notice in the middle of the window."""
        width, height = self.window
        lines, above = self._notice_lines
        rows = [Content("")] * above + lines + [Content("")] * (height - len(lines) - above)
        base = self.screen_stack[0]
        style = base.visual_style
        strips = [Strip(row.center(width).render_segments(style), width) for row in rows]
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, base.background_colors[1]) for strip in strips]
        return LayoutUpdate([[strip] for strip in strips], self.window.region)

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """Textual's picture of what the terminal shows."""
        if not self.too_small:
            return super().export_screenshot(title=title, simplify=simplify)
        import io

        from rich.console import Console

        width, height = self.window
        console = Console(
            width=width,
            height=height,
            file=io.StringIO(),
            force_terminal=True,
            color_system="truecolor",
            record=True,
            legacy_windows=False,
            safe_box=False,
        )
        console.print(self._drawn_notice)
        return console.export_svg(title=title or self.title)


def _within(cells: int, least: int, most: int) -> int:
    return min(max(least, cells), most)
