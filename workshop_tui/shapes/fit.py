"""The answer of `fit --json`, as docs/fit.md has it."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from workshop_tui.session.state import State
from workshop_tui.session.timing.fit import Offer, Proposal
from workshop_tui.shapes import VERSION


class ChangeShape(Struct, frozen=True, kw_only=True):
    """A segment's remaining time, before and after."""

    segment: str
    before_s: int
    after_s: int


class RoundsShape(Struct, frozen=True, kw_only=True):
    """The last rounds of a segment's repeated steps that would not be held, by their titles."""

    segment: str
    titles: list[str]


class ProposalShape(Struct, frozen=True, kw_only=True):
    """One proposal. `ends`: the block's projected end if applied; `late_s`: how late it still is, 0 if it lands.

    `beyond`: the segments that would have less than their `min`.
    """

    kind: str
    possible: bool
    ends: datetime | None
    late_s: int
    changes: list[ChangeShape]
    skipped: list[str]
    rounds: list[RoundsShape]
    carried: list[str]
    beyond: list[str]


class FitShape(Struct, frozen=True, kw_only=True):
    """The block that is to land, and the proposals for it. `limit` is its hard end."""

    version: int = VERSION
    block: str
    now: datetime
    projected_end: datetime | None
    limit: datetime
    late_s: int
    proposals: list[ProposalShape]
    last_resort: str | None


def shape(state: State, found: Offer, proposals: tuple[Proposal, ...]) -> FitShape:
    """`found`, with these of its proposals."""
    zone = state.agenda.zone

    def local(instant: datetime | None) -> datetime | None:
        return instant.astimezone(zone) if instant else None

    return FitShape(
        block=found.block.plan.key,
        now=found.now.astimezone(zone),
        projected_end=local(found.block.projected_end),
        limit=found.block.end.astimezone(zone),
        late_s=found.late_s,
        proposals=[
            ProposalShape(
                kind=one.kind,
                possible=one.possible,
                ends=local(one.ends),
                late_s=one.late_s,
                changes=[ChangeShape(segment=c.segment, before_s=c.before_s, after_s=c.after_s) for c in one.changes],
                skipped=list(one.skipped),
                rounds=[RoundsShape(segment=r.segment, titles=list(r.titles(state.day))) for r in one.rounds],
                carried=list(one.carried),
                beyond=list(found.beyond(one)),
            )
            for one in proposals
        ],
        last_resort=found.last_resort,
    )
