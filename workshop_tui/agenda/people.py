"""The people of a day: who runs it, who must come, who is expected."""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from msgspec import field

from workshop_tui.agenda.fields import Clock, Line, PersonKey, Table, TrainerKey
from workshop_tui.holds import Affiliation, Contact, PersonName, Signature, Somebody


class Trainer(Table, frozen=True, kw_only=True):
    """A trainer, who runs the day. `alternative` names the trainer who may come in their place."""

    key: TrainerKey
    name: Line[Signature]
    organisation: Line[Signature] | None = None
    role: Line[Signature] | None = None
    alternative: TrainerKey | None = None


class Guest(Table, frozen=True, kw_only=True):
    """A guest, who must be there for a segment, between two clock times. One who is `public` was announced by name."""

    key: PersonKey
    name: Line[Somebody]
    arrives: Clock | None = field(default=None, name="from")
    leaves: Clock | None = field(default=None, name="until")
    public: bool | None = None


class Participant(Table, frozen=True, kw_only=True):
    """A participant, who is expected to take part. `share`: they agree that the others are given their `contact`."""

    key: PersonKey
    name: Line[PersonName]
    organisation: Line[Affiliation] | None = None
    contact: Line[Contact] | None = None
    share: bool | None = None
