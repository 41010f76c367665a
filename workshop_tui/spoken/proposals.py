"""The proposals for a block in sentences, one each: what it does, and when the block would end."""

from __future__ import annotations

from collections.abc import Iterator

from workshop_tui.locale import _, clock_time
from workshop_tui.session.state import State
from workshop_tui.session.timing.fit import Offer, Proposal
from workshop_tui.session.timing.minutes import between, full_minutes, missed_by
from workshop_tui.session.timing.replanning_events import PROPOSALS
from workshop_tui.spoken.standing import UNSAID_MIN, block_told
from workshop_tui.spoken.words import Titles, block_name, listed, minutes, quoted, sentences


def headline(state: State, found: Offer) -> str:
    """How the block would end if nothing is done."""
    return sentences(block_told(state, found.times, found.block))


def helping(found: Offer) -> tuple[Proposal, ...]:
    """The proposals that change something for the better, each once."""
    kept: list[Proposal] = []
    for one in found.proposals:
        if (one.helps(found) or one.kind == "stretch") and one.changes_something:
            kept += [] if any(one.same_as(other) for other in kept) else [one]
    return tuple(kept)


def told(state: State, found: Offer, one: Proposal, titles: Titles) -> str:
    """“Squeeze: the morning would end at 12:00. Round, 35 minutes instead of 40.”"""
    return sentences(
        _("{kind}: {end}", kind=PROPOSALS[one.kind], end=_end(state, found, one)), *_changes(state, one, titles)
    )


def _end(state: State, found: Offer, one: Proposal) -> str:
    if one.ends is None:
        return _("nothing would be left")
    block, end = block_name(state, found.block.plan), clock_time(one.ends, state.agenda.zone)
    late = between(found.block.end, one.ends)
    told = _("{block} would end at {end}", block=block, end=end)
    if late >= UNSAID_MIN:
        return _("{told}, still {late} late", told=told, late=minutes(late))
    if not one.possible:
        return _("{told}, but a limit is missed by {late}", told=told, late=minutes(missed_by(one.late_s)))
    return told


def _changes(state: State, one: Proposal, titles: Titles) -> Iterator[str]:
    for change in one.changes:
        before, after = full_minutes(change.before_s), full_minutes(change.after_s)
        title = titles(state.day, change.segment)
        yield _("{title}, {after} instead of {before}", title=title, after=minutes(after), before=before)
    if one.skipped:
        yield _("without {titles}", titles=listed(titles(state.day, key) for key in one.skipped))
    if one.rounds:
        yield _(
            "without {titles}", titles=listed(quoted(title) for gone in one.rounds for title in gone.named(state.day))
        )
    if one.carried:
        yield _("later: {titles}", titles=listed(titles(state.day, key) for key in one.carried))
