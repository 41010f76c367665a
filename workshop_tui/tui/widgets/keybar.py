"""The line of keys at the bottom: one widget, so that it costs one; each word can be clicked."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content
from textual.style import Style

from workshop_tui.tui.key import Key
from workshop_tui.tui.widgets.line import Line


class KeyBar(Line):
    """The keys of a screen that are shown all the time, as many as fit.

    Where there is little room, those that are not needed make room first, from the end; then labels are brief, help
    and quit, which always stand at the end, are their signs alone; then what is used least goes.
    """

    def __init__(self, keys: tuple[Key, ...]) -> None:
        super().__init__()
        self.set_reactive(Line.auto_links, True)
        self._keys = tuple(key for key in keys if key.in_bar)

    def show_keys(self, keys: tuple[Key, ...]) -> None:
        """Show these from here on."""
        self._keys = tuple(key for key in keys if key.in_bar)
        self.sized()

    def sized(self) -> None:
        mark = getattr(self.app, "mark", "")
        shown = Content.assemble((mark, "bold reverse"), "  ") if mark else Content()
        width = self.content_size.width - shown.cell_length
        line = Content()
        for line in self._lines():
            if line.cell_length <= width:
                break
        self.show(shown + line)

    def _lines(self) -> Iterator[Content]:
        """The bar, ever shorter."""
        keys = list(self._keys)
        yield _line([_part(key, str(key.label)) for key in keys])
        while spare := [key for key in keys[:-2] if not key.needed]:
            keys.remove(spare[-1])
            yield _line([_part(key, str(key.label)) for key in keys])
        brief = [_part(key, str(key.brief or key.label)) for key in keys]
        yield _line(brief)
        for place in range(max(0, len(keys) - 2), len(keys)):
            brief[place] = _part(keys[place])
            yield _line(brief)
        used = [key.use for key in keys[:-2]]
        while used:
            yield _line(brief, " ")
            least = len(used) - 1 - used[::-1].index(min(used))
            del brief[least], used[least]
        yield _line(brief, " ")


def _part(key: Key, label: str = "") -> Content:
    click = Style.from_meta({"@click": f"screen.{key.action}"})
    return Content.assemble((key.sign, "bold $accent"), f" {label}" if label else "").stylize(click)


def _line(parts: list[Content], gap: str = "  ") -> Content:
    return Content(gap).join(parts)
