"""The bar of a day that has ended: what can still be done about it, in the place of the keys that move it."""

from __future__ import annotations

from msgspec.structs import replace

from workshop_tui.locale import say
from workshop_tui.tui.key import Key

AFTERWARDS = ("end", "report", "points", "notes", "note", "home", "help", "quit")
"""What the bar offers then, the first the most."""


def after_the_end(keys: tuple[Key, ...]) -> tuple[Key, ...]:
    """Those of `keys` that still do something, for the bar, and the one that ends the day called what it does now."""
    known = {key.action: key for key in keys}
    shown = [replace(known[action], in_bar=True, needed=False) for action in AFTERWARDS if action in known]
    return tuple(replace(key, label=say("reopen")) if key.action == "end" else key for key in shown)
