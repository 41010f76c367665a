"""The whole observatory of some sessions, in no language and no format yet: every format is made from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from workshop_tui.report.observatory.departures import Departures, departures
from workshop_tui.report.observatory.grid import Grid, grid
from workshop_tui.report.observatory.initiatives import Followed, initiatives
from workshop_tui.report.observatory.recurring import Kind, Recurring, kinds, recurring, verbatims
from workshop_tui.report.observatory.requests import Requests, requests
from workshop_tui.report.observatory.series import Said, Series, Spread
from workshop_tui.report.observatory.words import Word


@dataclass(frozen=True)
class Observatory:
    """The observatory of a series, seen at `now`; each part is counted when it is asked for."""

    series: Series
    now: datetime

    @cached_property
    def grid(self) -> Grid:
        return grid(self.series)

    @cached_property
    def requests(self) -> Requests:
        return requests(self.series)

    @cached_property
    def recurring(self) -> tuple[Recurring, ...]:
        return recurring(self.series)

    @cached_property
    def verbatims(self) -> tuple[tuple[Word, Spread, tuple[Said, ...]], ...]:
        """The quotes of each phase, to which their speakers agreed."""
        return verbatims(self.series)

    @cached_property
    def kinds(self) -> tuple[Kind, ...]:
        return kinds(self.series)

    @cached_property
    def initiatives(self) -> tuple[Followed, ...]:
        return initiatives(self.series)

    @property
    def told_initiatives(self) -> tuple[Followed, ...]:
        """The initiatives that are told one by one: those whose count is not folded."""
        return tuple(one for one in self.initiatives if not one.spread.folded)

    @cached_property
    def departures(self) -> Departures:
        return departures(self.series, self.now)
