"""May this be done, now? The only place where a rule of the day stands.

`decide(state, intent, now, by)` answers with the event to record, or raises `Refused` with the reason in
words; it changes nothing. The rules are `time.md`'s table of commands.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from workshop_tui.locale import Message, clock_time, say
from workshop_tui.session import attending, departures, hiding, initiatives, noting
from workshop_tui.session import events as e
from workshop_tui.session import intents as i
from workshop_tui.session.account import person
from workshop_tui.session.day import Mode, Standing
from workshop_tui.session.fit import KINDS, fit, front_of, whole_minutes
from workshop_tui.session.naming import NotLeading, Refused, fresh_key
from workshop_tui.session.state import State
from workshop_tui.session.timeline import next_segment, timeline
from workshop_tui.text import clean_line

DAY_MIN = 24 * 60
"""Minutes that a segment has at the most."""


def decide(state: State, intent: i.Intent, now: datetime, by: str, at: datetime | None = None) -> e.Event:
    """The event that `intent` makes at `at`, else at max(now, the last timing command).

    Raises `Refused` if the day's rules forbid it, or if `at` does not lie between the last timing command
    and `now`; `NotLeading` if it moves the day and somebody else leads.
    """
    if said_rule := _SAID_RULES.get(type(intent)):
        return said_rule(state, intent, (at or now).replace(microsecond=0), by)
    if isinstance(intent, i.TakeHand):
        return _take_hand(state, now.replace(microsecond=0), by)
    if state.hand not in (None, by):
        raise NotLeading(say("{who} leads", who=person(state.agenda, state.hand or "")))
    instant = _instant(state, now, at)
    if state.day.mode is Mode.ENDED and not isinstance(intent, i.Reopen | i.Undo):
        raise Refused(say("the day is ended: reopen it first"))
    for key in (getattr(intent, "segment", None), getattr(intent, "after", None)):
        if key is not None and key not in state.day.segments:  # added elsewhere, and taken back since
            raise Refused(say("no segment is called “{name}”", name=key))
    return _RULES[type(intent)](state, intent, instant, by)


def _instant(state: State, now: datetime, at: datetime | None) -> datetime:
    now, last = now.replace(microsecond=0), state.last_timing_at
    if at is None:
        return max(now, last) if last else now
    at = at.replace(microsecond=0)
    if at > now:
        raise Refused(say("{at} has not come yet", at=clock_time(at, state.agenda.zone)))
    if last and at < last:
        raise Refused(
            say(
                "{at} is before the last command, at {last}",
                at=clock_time(at, state.agenda.zone),
                last=clock_time(last, state.agenda.zone),
            )
        )
    return at


def _next(state: State, intent: i.Next, at: datetime, by: str) -> e.Event:
    live = state.day.live
    if intent.from_segment is not None and intent.from_segment != live:
        if live is None:
            raise Refused(say("“{title}” is not live any more", title=_title(state, intent.from_segment)))
        raise Refused(say("“{title}” is live already", title=_title(state, live)))
    following = next_segment(state, at)
    if following:
        return e.SegmentStarted(at=at, by=by, segment=following, left=live, hand=hand_for(state, following))
    if live:
        return e.SegmentStopped(at=at, by=by, segment=live)
    raise Refused(say("no segment is left to start"))


def _goto(state: State, intent: i.Goto, at: datetime, by: str) -> e.Event:
    live = state.day.live
    if intent.segment == live:
        raise Refused(say("“{title}” is live already", title=_title(state, intent.segment)))
    left_as = "set_aside" if live and state.day.remaining_s(live, at) > 0 else "done"
    return e.SegmentStarted.model_validate(
        {"at": at, "by": by, "segment": intent.segment, "left": live, "left_as": left_as,
         "hand": hand_for(state, intent.segment)}
    )  # fmt: skip


def hand_for(state: State, segment: str) -> str | None:
    """Who leads once this segment starts: who leads now, unless it has leads and they are none of them."""
    lead = state.segment(segment).lead
    return lead[0] if state.hand and lead and state.hand not in lead else state.hand


def _take_hand(state: State, at: datetime, by: str) -> e.Event:
    if state.hand == by:
        raise Refused(say("you lead already"))
    return e.HandTaken(at=at, by=by)


def _stop(state: State, intent: i.Stop, at: datetime, by: str) -> e.Event:
    return e.SegmentStopped(at=at, by=by, segment=_live(state))


def _pause(state: State, intent: i.Pause, at: datetime, by: str) -> e.Event:
    _live(state)
    if state.day.paused_since:
        raise Refused(say("the day is paused already"))
    return e.Paused(at=at, by=by)


def _resume(state: State, intent: i.Resume, at: datetime, by: str) -> e.Event:
    if not state.day.paused_since:
        raise Refused(say("nothing is paused"))
    return e.Resumed(at=at, by=by)


def _extend(state: State, intent: i.Extend, at: datetime, by: str) -> e.Event:
    key = intent.segment or state.day.live
    if key is None:
        raise Refused(say("nothing is live: name the segment"))
    progress = state.day.segments[key]
    if not (progress.unfinished or key == state.day.live):
        raise Refused(say("“{title}” is over", title=_title(state, key)))
    used = state.day.elapsed_s(key, at)
    after = max(progress.allotted_s + intent.minutes * 60, used, 0)
    if after == progress.allotted_s or (intent.minutes < 0 and after > progress.allotted_s):
        raise Refused(say("“{title}” has no time left to take", title=_title(state, key)))
    if after > DAY_MIN * 60:
        raise Refused(say("a segment has a day at the most"))
    change = e.AllotmentChange(segment=key, before_s=progress.allotted_s, after_s=after)
    return e.AllotmentsChanged(at=at, by=by, changes=(change,))


def _skip(state: State, intent: i.Skip, at: datetime, by: str) -> e.Event:
    standing = state.day.segments[intent.segment].standing
    if standing is Standing.LIVE:
        raise Refused(say("“{title}” is live: move on instead", title=_title(state, intent.segment)))
    if standing is Standing.SKIPPED:
        raise Refused(say("“{title}” is skipped already", title=_title(state, intent.segment)))
    if standing is Standing.DONE:
        raise Refused(say("“{title}” is over", title=_title(state, intent.segment)))
    return e.SegmentSkipped(at=at, by=by, segment=intent.segment)


def _restore(state: State, intent: i.Restore, at: datetime, by: str) -> e.Event:
    if state.day.segments[intent.segment].standing is not Standing.SKIPPED:
        raise Refused(say("“{title}” is not skipped", title=_title(state, intent.segment)))
    return e.SegmentRestored(at=at, by=by, segment=intent.segment)


def _add(state: State, intent: i.Add, at: datetime, by: str) -> e.Event:
    title = clean_line(intent.title)
    if not title:
        raise Refused(say("a segment needs a title"))
    if not 0 < intent.minutes <= DAY_MIN:
        raise Refused(say("a segment has between a minute and a day"))
    block, after = _place_for_new(state, intent.after or state.day.live, at)
    return e.SegmentAdded(
        at=at,
        by=by,
        segment=fresh_key(title, "segment", state.plans),
        title=title,
        minutes=intent.minutes,
        block=block,
        after=after,
    )


def _place_for_new(state: State, after: str | None, at: datetime) -> tuple[str, str | None]:
    """The block, and the segment of it after which a new one goes: before what comes next if `after` is None."""
    day = state.day
    if after is None:
        following = next_segment(state, at)
        if following is None:
            last = state.agenda.blocks[-1].key
            return last, day.order[last][-1] if day.order[last] else None
        block = day.block_of(following)
        place = day.order[block].index(following)
        return block, day.order[block][place - 1] if place else None
    return day.block_of(after), after


def why_not_moved(state: State, key: str) -> Message:
    """What keeps a segment where it is that is not unfinished."""
    return say(_NOT_MOVED[state.day.segments[key].standing], title=_title(state, key))


def _move(state: State, intent: i.Move, at: datetime, by: str) -> e.Event:
    key, after, day = intent.segment, intent.after, state.day
    if not day.segments[key].unfinished:
        raise Refused(why_not_moved(state, key))
    if after is None and intent.block is None:
        raise Refused(say("say where to: after a segment, or into a block"))
    if after == key:
        raise Refused(say("“{title}” cannot follow itself", title=_title(state, key)))
    block = intent.block or day.block_of(after or key)
    if after is None:
        after = front_of(timeline(state, at).block(block), but=key)
    elif after not in day.order[block]:
        raise Refused(say("“{title}” is in another block", title=_title(state, after)))
    if day.placed(key, block, after).order == day.order:
        raise Refused(say("“{title}” is there already", title=_title(state, key)))
    return e.SegmentMoved(at=at, by=by, segment=key, block=block, after=after)


def _fit(state: State, intent: i.Fit, at: datetime, by: str) -> e.Event:
    found = fit(state, at)
    if found is None:
        raise Refused(say("no segment is left to fit"))
    proposal = found.proposal(intent.kind, dict(intent.wishes))
    if not proposal.changes_something:
        raise Refused(say("{kind}: there is nothing to change", kind=KINDS[intent.kind]))
    if proposal.late_s and not intent.late:
        late = whole_minutes(proposal.late_s)
        raise Refused(say("{kind} does not land: a limit is missed by {late} min", kind=KINDS[intent.kind], late=late))
    return proposal.event(state, found.block.plan.key, at, by)


def _undo(state: State, intent: i.Undo, at: datetime, by: str) -> e.Event:
    if not state.history:
        raise Refused(say("there is nothing to take back"))
    return e.CommandUndone(at=at, by=by, number=state.history[-1].number)


def _end(state: State, intent: i.End, at: datetime, by: str) -> e.Event:
    return e.SessionEnded(at=at, by=by)


def _reopen(state: State, intent: i.Reopen, at: datetime, by: str) -> e.Event:
    if state.day.mode is not Mode.ENDED:
        raise Refused(say("the day is open already"))
    return e.SessionReopened(at=at, by=by)


def _live(state: State) -> str:
    if state.day.live is None:
        raise Refused(say("nothing is live"))
    return state.day.live


def _title(state: State, key: str) -> str:
    return state.segment(key).title


_NOT_MOVED = {
    Standing.LIVE: say("“{title}” is live: it stays where it is").text,
    Standing.DONE: say("“{title}” is over").text,
    Standing.SKIPPED: say("“{title}” is skipped: restore it first").text,
}
Rule = Callable[[State, Any, datetime, str], e.Event]
_RULES: dict[type, Rule] = {
    i.Next: _next, i.Goto: _goto, i.Stop: _stop, i.Pause: _pause, i.Resume: _resume, i.Extend: _extend,
    i.Skip: _skip, i.Restore: _restore, i.Add: _add, i.Move: _move, i.Fit: _fit, i.Undo: _undo, i.End: _end,
    i.Reopen: _reopen,
}  # fmt: skip
_SAID_RULES: dict[type, Rule] = {
    i.TakeNote: noting.take, i.AmendNote: noting.amend, i.WithdrawNote: noting.withdraw,
    i.BringBackNote: noting.bring_back, i.PinNote: noting.pin,
    i.RecordInitiative: initiatives.record, i.WithdrawInitiative: initiatives.withdraw,
    i.Expect: attending.expect, i.Strike: attending.strike, i.Arrive: attending.arrive, i.Leave: attending.leave,
    i.ClearAttendance: attending.clear, i.GiveReason: departures.give, i.SettleWord: hiding.settle,
}  # fmt: skip
"""What anybody may say at any time: it moves nothing."""
