"""The catalogues as they are written, in the package where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import workshop_tui

ROOT = Path(workshop_tui.__file__).parent


@cache
def written(language: str) -> Catalog:
    """The catalogue as it is written: read once, and only looked at."""
    with (ROOT / "locale" / language / "LC_MESSAGES" / "workshop_tui.po").open("rb") as stream:
        return read_po(stream, locale=language)


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """The text as it is written, or its forms for one and for several."""
    return tuple(text) if isinstance(text, tuple | list) else (str(text or ""),)
