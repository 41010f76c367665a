"""`fit --json`: the shape that scripts rely on, and the same for a person to read. Version 1, as docs/fit.md has it.

Instants are ISO 8601 with the offset of the agenda's time zone, absent ones null; durations are seconds.
"""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel

from workshop_tui.locale import _, clock_time
from workshop_tui.session.fit import KINDS, Fit, Proposal, whole_minutes
from workshop_tui.session.state import State

VERSION = 1


class ChangeShape(BaseModel):
    """A segment's remaining time, before and after."""

    segment: str
    before_s: int
    after_s: int


class ProposalShape(BaseModel):
    """One proposal. `ends`: the block's projected end if applied; `late_s`: how late it still is, 0 if it lands."""

    kind: str
    possible: bool
    ends: datetime | None
    late_s: int
    changes: list[ChangeShape]
    skipped: list[str]
    carried: list[str]


class FitShape(BaseModel):
    """The block that is to land, and the proposals for it. `limit` is its hard end."""

    version: int = VERSION
    block: str
    now: datetime
    projected_end: datetime | None
    limit: datetime
    late_s: int
    proposals: list[ProposalShape]


def shape(state: State, found: Fit, proposals: tuple[Proposal, ...]) -> FitShape:
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


def lines(state: State, found: Fit, proposals: tuple[Proposal, ...]) -> list[str]:
    """A line on the block, then for each proposal one that sums it up and one for each segment that it changes."""
    zone, block = state.agenda.zone, found.block
    span = f"{clock_time(block.start, zone)} – {clock_time(block.end, zone)}"
    ends = _(", ends at {end}", end=clock_time(block.projected_end, zone)) if block.projected_end else ""
    shown = [f"{block.plan.title}  {span}{ends}{_late(found.late_s)}"]
    for i, one in enumerate(proposals):
        if same := next((earlier for earlier in proposals[:i] if earlier.same_as(one)), None):
            shown.append(f"{KINDS[one.kind]}{_(': ')}{_('the same as {kind}', kind=KINDS[same.kind])}")
            continue
        shown.append(f"{KINDS[one.kind]}{_(': ')}{summary(one, state)}")
        for change in one.changes:
            before, after = round(change.before_s / 60), round(change.after_s / 60)
            title = state.segment(change.segment).title
            shown.append("  " + _("{title}: {before} → {after} min", title=title, before=before, after=after))
        shown += [f"  {state.segment(key).title}{_(': ')}{_('skipped')}" for key in one.skipped]
        shown += [f"  {state.segment(key).title}{_(': ')}{_('carried')}" for key in one.carried]
    return shown


def summary(one: Proposal, state: State) -> str:
    """In a few words: whether there is anything to it, and when the block would end."""
    if not one.changes_something:
        helpless = one.late_s and one.kind != "stretch"
        return _("nothing helps") + _late(one.late_s) if helpless else _("nothing to change")
    ends = _("ends at {end}", end=clock_time(one.ends, state.agenda.zone)) if one.ends else _("nothing is left")
    return ends + _late(one.late_s)


def _late(late_s: int) -> str:
    return _(", {late} min late", late=whole_minutes(late_s)) if late_s else ""
