"""A terminal for the screens, if there is one, and the keys that a person has chosen there."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from workshop_tui import locations
from workshop_tui.cli.options import Failure
from workshop_tui.host import streams
from workshop_tui.locale import _

if TYPE_CHECKING:
    from workshop_tui.tui.key import Key


def screen_keys() -> dict[str, tuple[Key, ...]]:
    """Make sure that there is a screen to draw on, and give its keys, as chosen. Raises `Failure`."""
    if not all(map(streams.somebody_at, (sys.stdin, sys.stdout, sys.stderr))):
        raise Failure(_("the screens need a terminal: “ssh -t” gives one over SSH"))
    from workshop_tui.tui.surroundings import cannot_draw, settle

    if why := cannot_draw(os.environ):
        raise Failure(why)
    settle(os.environ)
    from workshop_tui.tui.unladen import import_textual

    import_textual()
    from workshop_tui.tui.choices import choices

    locations.store()  # told here, if the settings do not say which
    found = choices()
    for warning in found.warnings:
        streams.tell(f"workshop-tui: {warning}")
    return found.keys
