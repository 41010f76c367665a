"""A line of text that repaints only when what it shows has changed."""

from __future__ import annotations

from textual.content import Content
from textual.reactive import Reactive
from textual.widgets import Static


class Line(Static):
    """Text of fixed size. `show` is cheap when nothing has changed: idle bytes are counted."""

    auto_links = Reactive(False)

    def __init__(self, content: Content | str = "", *, id: str | None = None, classes: str | None = None) -> None:
        self.text = Content(content) if isinstance(content, str) else content
        """The text that it shows."""
        super().__init__(self.text, id=id, classes=classes)
        self._shown: object = None

    def show(self, content: Content | str, *, layout: bool = False) -> None:
        """Show `content`; `layout` if its size may have changed."""
        text = Content(content) if isinstance(content, str) else content
        what = (text.plain, tuple(text.spans))
        if what != self._shown:
            self._shown, self.text = what, text
            self.update(text, layout=layout)
