"""Style sheets of what the first frame does not show: read once that comes, as parsing a sheet takes milliseconds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

if TYPE_CHECKING:
    from textual.app import App


def wear(app: App[Any], name: str) -> None:
    """Add the sheet of that `name`, from this folder on, to those of the app, for whatever is styled from here on.

    It comes after all others: of two rules as specific as each other, its own holds.
    """
    path = str(Path(__file__).parent / name)
    if not app.stylesheet.has_source(path):
        app.stylesheet.add_source(Path(path).read_text(encoding="utf-8"), (path, ""))


class Sheeted:
    """First base of a widget that comes when it is wanted: its `SHEET` comes with the first of them."""

    SHEET: ClassVar[str]

    def _post_register(self, app: App[Any]) -> None:
        wear(app, self.SHEET)
        super()._post_register(app)  # type: ignore[misc] # the widget's
