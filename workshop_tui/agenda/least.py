"""The least confidentiality that the settings want: no agenda is opened, or taken in, with a laxer rule."""

from __future__ import annotations

from msgspec.structs import replace

from workshop_tui import locations
from workshop_tui.agenda import Agenda
from workshop_tui.settings import RULES


def at_least(agenda: Agenda) -> Agenda:
    """The agenda with that rule, if its own is laxer."""
    least = locations.least_confidentiality()
    laxer = RULES.index(agenda.confidentiality) < RULES.index(least)
    return replace(agenda, confidentiality=least) if laxer else agenda
