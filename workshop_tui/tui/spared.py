"""Work of Textual's that is spared: it does it for each message, style and title, and most of it changes nothing.

- How many arguments a callback takes is read off a signature that is made anew each time: its code says it.
- Of styles worked out anew each rule is set, and all that there is compared: nearly all is as it was.
- A title that is another has all that it frames painted anew, and sent: its own line of the frame is enough.
- Each line that is drawn comes with seven stores of what is made of it, and most are never asked.
- Each text is gone through for control characters: of what can be printed Python knows that there are none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from inspect import CO_VARARGS, CO_VARKEYWORDS, signature
from types import CodeType
from typing import Any

from rich.segment import Segment
from textual import _callback, content
from textual.content import Content, ContentType
from textual.css.styles import RulesMap
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget, _BorderTitle

replace_all, paint_all = Stylesheet.replace_rules, _BorderTitle.__set__
strip_control_codes = content._strip_control_codes


def spare_work() -> None:
    """From here on that is done where something comes of it."""
    _callback._count_parameters = parameters_of  # type: ignore[assignment]
    Stylesheet.replace_rules = staticmethod(replace_others)  # type: ignore[method-assign]
    _BorderTitle.__set__ = _paint_title  # type: ignore[assignment,method-assign]
    Strip.__init__ = _begin_line  # type: ignore[method-assign]
    content._strip_control_codes = printable  # type: ignore[assignment]


def parameters_of(callback: Callable[..., Any]) -> int:
    """Count the parameters of a callback, as its signature has them."""
    own = getattr(callback, "__func__", callback)
    code = getattr(own, "__code__", None)
    if not isinstance(code, CodeType) or hasattr(own, "__wrapped__") or hasattr(own, "__signature__"):
        return len(signature(callback).parameters)
    others = bool(code.co_flags & CO_VARARGS) + bool(code.co_flags & CO_VARKEYWORDS)
    itself = own is not callback and code.co_argcount > 0
    return code.co_argcount - itself + code.co_kwonlyargcount + others


def replace_others(node: DOMNode, rules: RulesMap, animate: bool = False) -> None:
    """Give it these rules, as Textual does: those are set that are others. What moves from one to the next is its."""
    if animate and "transitions" in rules:
        replace_all(node, rules, animate)
        return
    base = node.styles.base
    before, after = base._rules.get, rules.get
    for name in [name for name in base._rules.keys() | rules.keys() if before(name) != after(name)]:
        setattr(base, name, after(name))
    node.notify_style_update()


def _paint_title(self: _BorderTitle, widget: Widget, title: ContentType | None) -> None:
    if title is not None and not isinstance(title, Content):
        paint_all(self, widget, title)
        return
    before: Content | None = getattr(widget, self._internal_name)
    shown = None if title is None else title.expand_tabs(4).split()[0]
    if shown is before or (shown is not None and before is not None and shown.is_same(before)):
        return
    setattr(widget, self._internal_name, shown)
    (left, top), (width, height) = widget.content_offset, widget.outer_size
    if height:
        y = 0 if self._internal_name == "_border_title" else height - 1
        widget.refresh(Region(-left, y - top, width, 1))
    else:
        widget.refresh()


class Few(dict[Any, Any]):
    """The last that were made: as Textual's store, but made at once."""

    MOST = 16
    __slots__ = ()

    def __setitem__(self, key: Any, value: Any) -> None:
        if len(self) >= self.MOST and key not in self:
            del self[next(iter(self))]
        super().__setitem__(key, value)


def _begin_line(self: Strip, segments: Iterable[Segment], cell_length: int | None = None) -> None:
    self._segments = [*segments]
    self._cell_length = cell_length
    self._divide_cache = Few()  # type: ignore[assignment]
    self._crop_cache = Few()  # type: ignore[assignment]
    self._style_cache = Few()  # type: ignore[assignment]
    self._filter_cache = Few()  # type: ignore[assignment]
    self._line_length_cache = Few()  # type: ignore[assignment]
    self._crop_extend_cache = Few()  # type: ignore[assignment]
    self._offsets_cache = Few()  # type: ignore[assignment]
    self._render_cache = self._link_ids = self._cell_count = None


def printable(text: str) -> str:
    """Take out what cannot be printed, as Textual does."""
    return text if text.isprintable() else strip_control_codes(text)
