"""The line of keys at the bottom: one widget, so that it costs one; each word can be clicked."""

from __future__ import annotations

from textual.content import Content
from textual.style import Style

from workshop_tui.tui.keys import Key
from workshop_tui.tui.widgets.line import Line


class KeyBar(Line):
    """The keys of a screen that are shown all the time, as many as fit; help and quit always do."""

    def __init__(self, keys: tuple[Key, ...]) -> None:
        super().__init__()
        self._keys = tuple(key for key in keys if key.in_bar)

    def show_keys(self, keys: tuple[Key, ...]) -> None:
        """Show these from here on."""
        self._keys = tuple(key for key in keys if key.in_bar)
        self.on_resize()

    def on_resize(self) -> None:
        keys, width = list(self._keys), self.content_size.width
        while len(keys) > 2 and self._line(keys).cell_length > width:
            del keys[-3]
        self.show(self._line(keys))

    @staticmethod
    def _line(keys: list[Key]) -> Content:
        parts = []
        for key in keys:
            click = Style.from_meta({"@click": f"screen.{key.action}"})
            parts.append(Content.assemble((key.sign, "bold $accent"), f" {key.label}").stylize(click))
        return Content("  ").join(parts)
