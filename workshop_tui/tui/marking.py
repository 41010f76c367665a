"""Widgets that are styled anew together are marked to be painted once each.

Textual marks a widget for each of its rules that is another, and for the one of its ground all that it holds as well:
when a theme is picked that is five and twenty times for each widget, and a third of what it costs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from textual.css.styles import Styles
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode

_update_nodes, _refresh = Stylesheet.update_nodes, Styles.refresh
_styled: list[dict[DOMNode, bool]] = []
"""While some are styled: those of them to be painted then, and whether they are to be laid out."""


def _style_together(self: Stylesheet, nodes: Iterable[DOMNode], animate: bool = False) -> None:
    _styled.append({})
    try:
        _update_nodes(self, nodes, animate)
    finally:
        for node, layout in _styled.pop().items():
            node.refresh(layout=layout)


def _mark(self: Styles, **how: Any) -> None:
    node = self.node
    if not _styled or how.get("repaint") is False:
        _refresh(self, **how)
    elif node is not None and node._is_mounted:
        marked, layout = _styled[-1], bool(how.get("layout"))
        marked[node] = layout or marked.get(node, False)
        if how.get("parent") and node.parent is not None:
            marked.setdefault(node.parent, False)
        if how.get("children"):
            for child in node.walk_children(with_self=False):
                marked[child] = layout or marked.get(child, False)


def mark_once() -> None:
    """From here on what is styled together is marked together."""
    Stylesheet.update_nodes = _style_together  # type: ignore[method-assign]
    Styles.refresh = _mark  # type: ignore[method-assign]
