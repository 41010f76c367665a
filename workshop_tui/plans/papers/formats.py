"""Every format of the running order, by name. Each imports what it needs when it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workshop_tui.agenda.course import Plan
from workshop_tui.locale import speaking
from workshop_tui.plans.order import Order, order_of


@dataclass(frozen=True)
class Wanted:
    """How it is wanted: the language (`fr` or `en`), the form for participants (`public`), and the date of the first
    day that has none."""

    language: str
    public: bool
    date: date


def made(form: str, plan: Plan, wanted: Wanted) -> str | bytes:
    """The running order in the format called `form`. Raises KeyError if there is none."""
    with speaking(wanted.language):
        return _MADE[form](order_of(plan), wanted)


def _markdown(order: Order, wanted: Wanted) -> str:
    from workshop_tui.plans.papers import markdown

    return markdown.public_page(order) if wanted.public else markdown.page(order)


_MADE = {"md": _markdown}
FORMATS = tuple(_MADE)
