"""The status of the day in words: line by line for a person, and each state by its word."""

from __future__ import annotations

from datetime import datetime, tzinfo

from workshop_tui.locale import _, clock_time, dated_time, say
from workshop_tui.session.sentences import likelihood, not_as_planned, was_left_open
from workshop_tui.session.state import State
from workshop_tui.session.timing.chance import Past, on_time
from workshop_tui.session.timing.day import Mode, Standing
from workshop_tui.session.timing.minutes import full_minutes
from workshop_tui.session.timing.timeline import Timeline, timeline


def lines(state: State, now: datetime, past: Past) -> list[str]:
    """The status for a person to read: one line that sums it up, then a line per block and segment."""
    times, zone = timeline(state.day, now).calm(), state.agenda.zone
    chances = on_time(state.day, times, past)
    shown = [_summary(times, state)]
    for block in times.blocks:
        span = f"{clock_time(block.start, zone)} – {clock_time(block.end, zone)}"
        end = _by(block.end, block.projected_end, zone) if block.projected_end else ""
        ended = block.entered is None  # the day has left it, or is over
        ends = (_(", ended at {end}", end=end) if ended else _(", ends at {end}", end=end)) if end else ""
        chance = chances[block.plan.key] if any(row.projected_end for row in block.segments) else None
        likely = "".join(f", {told}" for told in likelihood(chance, block, zone)[:1])
        shown.append(f"{block.plan.title}  {span}{ends}{likely}")
        for row in block.segments:
            mark = _("not held") if row.left_over else str(STANDINGS[row.standing])
            start = clock_time(row.start, zone) if row.start else ""
            how = "".join(f"  {word}" for word in not_as_planned(row))
            shown.append(f"  {start:>6}  {row.plan.title}  {mark}{how}  ({row.key})")
    return shown


def _by(due: datetime, instant: datetime, zone: tzinfo) -> str:
    """The clock time, with its date where that is later than the one on which it was due."""
    later = instant.astimezone(zone).date() > due.astimezone(zone).date()
    return dated_time(instant, zone) if later else clock_time(instant, zone)


STANDINGS = {
    Standing.UPCOMING: say("to come"),
    Standing.LIVE: say("live"),
    Standing.SET_ASIDE: say("set aside"),
    Standing.DONE: say("done"),
    Standing.SKIPPED: say("skipped"),
}
MODES = {
    Mode.READY: say("ready"),
    Mode.RUNNING: say("running"),
    Mode.PAUSED: say("paused"),
    Mode.IDLE: say("idle"),
    Mode.ENDED: say("ended"),
}


def _summary(times: Timeline, state: State) -> str:
    at = dated_time if times.left_open else clock_time
    parts = [at(times.now, state.agenda.zone), str(MODES[times.mode])]
    if times.left_open:
        parts += [*([times.live.plan.title] if times.live else []), was_left_open(times)]
    elif times.live:
        parts.append(times.live.plan.title)
        left = full_minutes(times.live.remaining_s)
        over = times.live.remaining_s < 0
        parts.append(_("{minutes} min over", minutes=left) if over else _("{minutes} min left", minutes=left))
    if times.next:
        parts.append(_("next: {title}", title=times.next.plan.title))
    return " · ".join(parts)
