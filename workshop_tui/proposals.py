"""`fit --json`: the shape that scripts rely on, and the same for a person to read. Version 1, as docs/fit.md has it.

Instants are ISO 8601 with the offset of the agenda's time zone, absent ones null; durations are seconds.
"""

from __future__ import annotations

from datetime import datetime, tzinfo

from msgspec import Struct

from workshop_tui.locale import _, clock_time
from workshop_tui.session.state import State
from workshop_tui.session.timing.fit import Offer, Proposal
from workshop_tui.session.timing.limits import drift_minutes, whole_minutes
from workshop_tui.session.timing.replanning_events import PROPOSALS
from workshop_tui.session.timing.timeline import BlockTimes

VERSION = 1


class ChangeShape(Struct, frozen=True, kw_only=True):
    """A segment's remaining time, before and after."""

    segment: str
    before_s: int
    after_s: int


class ProposalShape(Struct, frozen=True, kw_only=True):
    """One proposal. `ends`: the block's projected end if applied; `late_s`: how late it still is, 0 if it lands."""

    kind: str
    possible: bool
    ends: datetime | None
    late_s: int
    changes: list[ChangeShape]
    skipped: list[str]
    carried: list[str]


class FitShape(Struct, frozen=True, kw_only=True):
    """The block that is to land, and the proposals for it. `limit` is its hard end."""

    version: int = VERSION
    block: str
    now: datetime
    projected_end: datetime | None
    limit: datetime
    late_s: int
    proposals: list[ProposalShape]


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
                carried=list(one.carried),
            )
            for one in proposals
        ],
    )


def lines(state: State, found: Offer, proposals: tuple[Proposal, ...]) -> list[str]:
    """A line on the block, then for each proposal one that sums it up and one for each segment that it changes."""
    shown = [headline(found, state.agenda.zone)]
    for i, one in enumerate(proposals):
        if same := next((earlier for earlier in proposals[:i] if earlier.same_as(one)), None):
            shown.append(_("{kind}: the same as {other}", kind=PROPOSALS[one.kind], other=PROPOSALS[same.kind]))
            continue
        shown.append(_("{kind}: {what}", kind=PROPOSALS[one.kind], what=_summary(one, found, state)))
        for change in one.changes:
            before, after = round(change.before_s / 60), round(change.after_s / 60)
            title = state.day.title(change.segment)
            shown.append("  " + _("{title}: {before} → {after} min", title=title, before=before, after=after))
        shown += ["  " + _("{title}: skipped", title=state.day.title(key)) for key in one.skipped]
        shown += ["  " + _("{title}: carried", title=state.day.title(key)) for key in one.carried]
    return shown


def headline(found: Offer, zone: tzinfo) -> str:
    """The block, when it ends if nothing is done, and what is late then."""
    block = found.block
    span = f"{clock_time(block.start, zone)} – {clock_time(block.end, zone)}"
    return f"{block.plan.title}  {span}" + _ending(block.projected_end, found.late_s, block, zone)


def _summary(one: Proposal, found: Offer, state: State) -> str:
    """Sum up a proposal in a few words: whether there is anything to it, and when the block would end."""
    if not one.changes_something:
        helpless = one.late_s and one.kind != "stretch"
        return _("nothing helps") if helpless else _("nothing to change")
    lands = _("lands") if one.possible else _("not enough, {needed} min more are needed", needed=one.needed)
    return lands + _ending(one.ends, one.late_s, found.block, state.agenda.zone)


def _ending(ends: datetime | None, late_s: int, block: BlockTimes, zone: tzinfo) -> str:
    """`, ends at 12:04, 4 min late`, and what else is missed if that is missed by more."""
    told = _(", ends at {end}", end=clock_time(ends, zone)) if ends else ""
    over_s = max(0, int((ends - block.end).total_seconds())) if ends else 0
    if over := drift_minutes(over_s):
        told += _(", {late} min late", late=over)
    if late_s > over_s:
        told += _(", a fixed time missed by {late} min", late=whole_minutes(late_s))
    return told
