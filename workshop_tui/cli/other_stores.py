"""Saying which store is looked at, where sessions lie in another one as well: nobody takes one for the other."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from workshop_tui import locations
from workshop_tui.host.files import names_in
from workshop_tui.locale import Message, say


def which_store() -> Message | None:
    """Say which store is looked at; None where this person has no other."""
    address = locations.store()
    others = [folder for folder in _folders() if address or folder != locations.sessions()]
    with suppress(OSError):
        found = [folder for folder in others if any(name.endswith(".session") for name in names_in(folder))]
        if found:
            return say("these are the sessions {where}; others lie in {folder}", where=_where(address), folder=found[0])
    return None


def _folders() -> list[Path]:
    """The folders where sessions of this person may lie: a folder that the environment names is meant."""
    folders = [locations.sessions()]
    if not os.environ.get(locations.HOME, "").strip():
        with suppress(OSError):
            folders.append(locations.own_home() / "sessions")
    return folders


def _where(address: str | None) -> Message:
    if address is None:
        return say("in {folder}", folder=locations.sessions())
    from workshop_tui.host.servers import named

    return say("on the server {server}", server=named(address))
