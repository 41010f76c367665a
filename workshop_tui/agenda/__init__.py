"""The plan: a TOML file that a facilitator writes by hand ⇄ an `Agenda`, and every mistake with its line.

`models` says what an agenda is, `reading` loads one, `rules` names what is wrong with it and `advice`
what is unwise, `positions` finds the line, `vocabulary` holds the domain's default words.
"""

from workshop_tui.agenda.models import Agenda, Block, Guest, Item, Segment, Step, Term, Trainer
from workshop_tui.agenda.reading import AgendaError, Finding, examine, load

__all__ = [
    "Agenda",
    "AgendaError",
    "Block",
    "Finding",
    "Guest",
    "Item",
    "Segment",
    "Step",
    "Term",
    "Trainer",
    "examine",
    "load",
]
