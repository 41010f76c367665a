"""The proposals for a block in words, line by line for a person."""

from __future__ import annotations

from datetime import datetime, tzinfo

from workshop_tui.locale import _, clock_time
from workshop_tui.session.state import State
from workshop_tui.session.timing.fit import Offer, Proposal
from workshop_tui.session.timing.minutes import between, full_minutes, missed_by
from workshop_tui.session.timing.replanning_events import PROPOSALS
from workshop_tui.session.timing.timeline import BlockTimes


def lines(state: State, found: Offer, proposals: tuple[Proposal, ...]) -> list[str]:
    """A line on the block, then for each proposal one that sums it up and one for each segment that it changes."""
    shown = [headline(found, state.agenda.zone)]
    for i, one in enumerate(proposals):
        if same := next((earlier for earlier in proposals[:i] if earlier.same_as(one)), None):
            shown.append(_("{kind}: the same as {other}", kind=PROPOSALS[one.kind], other=PROPOSALS[same.kind]))
            continue
        shown.append(_("{kind}: {what}", kind=PROPOSALS[one.kind], what=_summary(one, found, state)))
        beyond = found.beyond(one)
        for change in one.changes:
            before, after = full_minutes(change.before_s), full_minutes(change.after_s)
            title = state.day.title(change.segment)
            told = _("{title}: {before} → {after} min", title=title, before=before, after=after)
            shown.append("  " + told + (_(", beyond the plan") if change.segment in beyond else ""))
        shown += ["  " + _("{title}: skipped", title=state.day.title(key)) for key in one.skipped]
        shown += [
            "  "
            + _(
                "{title}: without {titles}",
                title=state.day.title(gone.segment),
                titles=", ".join(gone.named(state.day)),
            )
            for gone in one.rounds
        ]
        shown += ["  " + _("{title}: carried", title=state.day.title(key)) for key in one.carried]
    if resort := found.last_resort:
        title = state.day.title(resort)
        shown.append(_("beyond the plan: without “{title}” the others would land; skip it by hand", title=title))
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
    other = _(", a limit of the next block missed by {late} min", late=missed_by(one.late_s))
    return lands + _ending(one.ends, one.late_s, found.block, state.agenda.zone, other if one.carried else "")


def _ending(ends: datetime | None, late_s: int, block: BlockTimes, zone: tzinfo, other: str = "") -> str:
    """`, ends at 12:04, 4 min late`, and what is missed by more than that: a fixed time, or the `other`."""
    told = _(", ends at {end}", end=clock_time(ends, zone)) if ends else ""
    over_s = max(0, int((ends - block.end).total_seconds())) if ends else 0
    if ends and (over := between(block.end, ends)) > 0:
        told += _(", {late} min late", late=over)
    if late_s > over_s:
        told += other or _(", a fixed time missed by {late} min", late=missed_by(late_s))
    return told
