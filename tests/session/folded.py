"""A session in memory that grows: its state is that of before and what came since, as a session's own is."""

from __future__ import annotations

from workshop_tui.session.event import Recorded
from workshop_tui.session.state import State, fold


class Folded:
    """Records, which others may put others in the place of, and the state after them."""

    records: list[Recorded]
    _taken: tuple[Recorded, ...] = ()
    _state: State | None = None

    def goes_on_from(self, other: Folded) -> None:
        """Know what the other one knows: the state after those records that both have."""
        self._taken, self._state = other._taken, other._state

    @property
    def state(self) -> State:
        """The state after all records."""
        taken = self._taken
        if len(taken) > len(self.records) or any(a is not b for a, b in zip(taken, self.records, strict=False)):
            taken, self._state = (), None
        if new := self.records[len(taken) :]:
            self._state, self._taken = fold(new, self._state), (*taken, *new)
        assert self._state is not None
        return self._state
