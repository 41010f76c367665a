"""A look at the session, as all that is served is made of: the state, the instant, who is here, what is wrong."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from workshop_tui.journal.company import Present, Signalled
from workshop_tui.locale import Message
from workshop_tui.session.privacy.confidentiality import Veil
from workshop_tui.session.state import State
from workshop_tui.session.timing.timeline import Timeline, timeline


class RoomVeil(Veil):
    """The veil over what stands under a link that may be handed on: names of people are hidden by every rule."""

    hides = True


@dataclass(frozen=True)
class Sight:
    """The session at a look. `speed` is how fast its clock goes: 1, a rehearsal's more, 0 while time stands still."""

    state: State
    now: datetime
    speed: float = 1.0
    trouble: Message | None = None
    present: tuple[Present, ...] = ()
    signal: Signalled | None = None
    veil: RoomVeil | None = field(default=None, compare=False)

    @property
    def beside(self) -> tuple[object, ...]:
        """The rest of it beside the state, which is not compared: it is another, or the same one."""
        return self.now, self.speed, self.trouble, self.present, self.signal

    @cached_property
    def times(self) -> Timeline:
        """The day as a person sees it."""
        return timeline(self.state.day, self.now).calm()
