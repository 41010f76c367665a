"""The plan: a TOML file that a facilitator writes by hand ⇄ an `Agenda`, and every mistake with its line.

`models` says what an agenda is, `reading` loads one (imported by itself: a running day needs no TOML),
`rules` names what is wrong with it and `advice` what is unwise, `positions` finds the line, `vocabulary`
holds the domain's default words.
"""

from workshop_tui.agenda.models import Agenda, Block, Item, Segment, Step, Term
from workshop_tui.agenda.people import Guest, Participant, Trainer

__all__ = ["Agenda", "Block", "Guest", "Item", "Participant", "Segment", "Step", "Term", "Trainer"]
