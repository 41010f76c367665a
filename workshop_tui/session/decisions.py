"""May this be done, now? The only place where a rule of the day stands.

`decide(state, intent, now, by)` answers with the event to record, or raises `Refused` with the reason in
words; it changes nothing. The rules are `time.md`'s table of commands.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from workshop_tui.locale import Message, clock_time, say
from workshop_tui.session import events as e
from workshop_tui.session import intents as i
from workshop_tui.session.state import Mode, Standing, State
from workshop_tui.session.timeline import next_segment
from workshop_tui.text import clean, clean_line, fold


class Refused(Exception):
    """A command that makes no sense in the present state; `message` says why. Nothing has changed."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.text)
        self.message = message

    def __str__(self) -> str:
        return str(self.message)


def decide(state: State, intent: i.Intent, now: datetime, by: str, at: datetime | None = None) -> e.Event:
    """The event that `intent` makes at `at`, else at max(now, the last timing command).

    Raises `Refused` if the day's rules forbid it, or if `at` does not lie between the last timing command
    and `now`.
    """
    if isinstance(intent, i.TakeNote):
        return _note(state, intent, _note_instant(now, at), by)
    instant = _instant(state, now, at)
    if state.day.mode is Mode.ENDED and not isinstance(intent, i.Reopen | i.Undo):
        raise Refused(say("the day is ended: reopen it first"))
    return _RULES[type(intent)](state, intent, instant, by)


def find_segment(state: State, named: str) -> str:
    """The key of the segment that a person means by its key, or by its title. Raises `Refused`."""
    segments = list(state.agenda.segments())
    if any(segment.key == named for segment in segments):
        return named
    wanted = fold(named)
    for match in (str.__eq__, str.startswith):
        found = [s.key for s in segments if wanted and (match(fold(s.key), wanted) or match(fold(s.title), wanted))]
        if len(found) == 1:
            return found[0]
    raise Refused(say("no segment is called “{name}”", name=clean_line(named)))


def find_tag(state: State, axis: str, named: str) -> str:
    """The key that a person means by `named`, on `axis` (`phases`, `stakeholders` or `kinds`).

    A key, a label in either language, an alias or a member (kept as the member), without accents or case;
    the unique beginning of one is enough. What no list knows is kept as it was written.
    """
    terms, wanted = getattr(state.agenda, axis), fold(named)
    for term in terms:
        for member in term.members:
            if fold(member) == wanted:
                return str(member)
    for term in terms:
        if wanted in term.called(axis):
            return str(term.key)
    begun = [t.key for t in terms if wanted and any(name.startswith(wanted) for name in t.called(axis))]
    return str(begun[0]) if len(begun) == 1 else clean_line(named)


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


def _note_instant(now: datetime, at: datetime | None) -> datetime:
    return (at or now).replace(microsecond=0)


def _next(state: State, intent: i.Next, at: datetime, by: str) -> e.Event:
    live = state.day.live
    if intent.from_segment is not None and intent.from_segment != live:
        if live is None:
            raise Refused(say("“{title}” is not live any more", title=_title(state, intent.from_segment)))
        raise Refused(say("“{title}” is live already", title=_title(state, live)))
    following = next_segment(state, at)
    if following:
        return e.SegmentStarted(at=at, by=by, segment=following, left=live)
    if live:
        return e.SegmentStopped(at=at, by=by, segment=live)
    raise Refused(say("no segment is left to start"))


def _goto(state: State, intent: i.Goto, at: datetime, by: str) -> e.Event:
    live = state.day.live
    if intent.segment == live:
        raise Refused(say("“{title}” is live already", title=_title(state, intent.segment)))
    left_as = "set_aside" if live and state.day.remaining_s(live, at) > 0 else "done"
    return e.SegmentStarted.model_validate(
        {"at": at, "by": by, "segment": intent.segment, "left": live, "left_as": left_as}
    )


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
    if after > 24 * 3600:
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


def _note(state: State, intent: i.TakeNote, at: datetime, by: str) -> e.Event:
    text = clean(intent.text)
    if not text:
        raise Refused(say("a note needs a text"))
    tags = {axis: [find_tag(state, axis, t) for t in getattr(intent, axis)] for axis in ("phases", "stakeholders")}
    kind = find_tag(state, "kinds", intent.kind) if intent.kind else None
    return e.NoteTaken(
        at=at,
        by=by,
        text=text,
        kind=kind or None,
        phases=tuple(dict.fromkeys(t for t in tags["phases"] if t)),
        stakeholders=tuple(dict.fromkeys(t for t in tags["stakeholders"] if t)),
        segment=intent.segment or segment_at(state, at),
        initiative=clean_line(intent.initiative) if intent.initiative else None,
        private=intent.private,
    )


def segment_at(state: State, at: datetime) -> str | None:
    """The segment that was live at `at`, else the last that had been before it."""
    begun = [
        (visit.start, key)
        for key, progress in state.day.segments.items()
        for visit in progress.visits
        if visit.start <= at
    ]
    return max(begun)[1] if begun else None


def _live(state: State) -> str:
    if state.day.live is None:
        raise Refused(say("nothing is live"))
    return state.day.live


def _title(state: State, key: str) -> str:
    return state.segment(key).title


Rule = Callable[[State, Any, datetime, str], e.Event]
_RULES: dict[type, Rule] = {
    i.Next: _next, i.Goto: _goto, i.Stop: _stop, i.Pause: _pause, i.Resume: _resume, i.Extend: _extend,
    i.Skip: _skip, i.Restore: _restore, i.Undo: _undo, i.End: _end, i.Reopen: _reopen,
}  # fmt: skip
