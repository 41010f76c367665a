"""The bar of a day that has ended: what can still be done about it, in the place of the keys that move it."""

from __future__ import annotations

from msgspec.structs import replace

from workshop_tui.locale import say
from workshop_tui.tui.key import Key

AFTERWARDS = ("end", "report", "points", "notes", "note", "home", "help", "quit")
"""The actions that the bar offers then, in its order."""


def after_the_end(keys: tuple[Key, ...]) -> tuple[Key, ...]:
    """Choose of `keys` those that still do something, and call the one that ends the day what it does now."""
    known = {key.action: key for key in keys}
    shown = [replace(known[action], in_bar=True, needed=False) for action in AFTERWARDS if action in known]
    return tuple(replace(key, label=say("reopen")) if key.action == "end" else key for key in shown)
