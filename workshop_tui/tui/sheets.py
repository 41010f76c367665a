"""Style sheets of what the first frame does not show: read once that comes, as parsing a sheet takes milliseconds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.css.model import SelectorType

if TYPE_CHECKING:
    from textual.app import App
    from textual.dom import DOMNode
    from textual.screen import Screen


def wear(app: App[Any], name: str) -> None:
    """Add the sheet of that `name`, from this folder on, to those of the app, for whatever is styled from here on.

    It comes after all others: of two rules as specific as each other, its own holds.
    """
    path = str(Path(__file__).parent / name)
    if not app.stylesheet.has_source(path):
        app.stylesheet.add_source(Path(path).read_text(encoding="utf-8"), (path, ""))


def going_by(screen: Screen[Any], classes: set[str]) -> list[DOMNode]:
    """List what of `screen`, itself included, some rule tells of that names one of these classes."""
    heads: set[str] = set()
    for rule in screen.app.stylesheet.rules:
        if any(
            one.name in classes and one.type is SelectorType.CLASS
            for these in rule.selector_set
            for one in these.selectors
        ):
            heads |= rule.selector_names
    return [node for node in screen.walk_children(with_self=True) if not heads.isdisjoint(node._selector_names)]


class Sheeted:
    """First base of a widget that comes when it is wanted: its `SHEET` comes with the first of them."""

    SHEET: ClassVar[str]

    def _post_register(self, app: App[Any]) -> None:
        wear(app, self.SHEET)
        super()._post_register(app)  # type: ignore[misc] # the widget's
