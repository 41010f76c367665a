"""Groups that a segment is held in, side by side, as an agenda says them."""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from workshop_tui.agenda.fields import Key, Line, PersonKey, Table
from workshop_tui.holds import Words

MOST = 100
"""Groups that one segment has at the most."""


class PlannedGroup(Table, frozen=True, kw_only=True):
    """A group: where it works, who leads it, and the participants in it, as far as they are named before the day."""

    key: Key
    title: Line[Words]
    place: Line[Words] | None = None
    link: Line[Words] | None = None
    lead: tuple[PersonKey, ...] = ()
    members: tuple[PersonKey, ...] = ()
