"""The cost of landing as a day grows: `uv run python -m tests.benchmarks.landing`, medians in milliseconds.

A block of 10, 100, 1,000 segments, every third optional, every tenth pinned, in the middle of an overrun; and
60 optional segments of which half must go. A tick is what the run screen does each second: the timeline, the
limits that will be missed, and the chances from an outlook that was made when the day last changed.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from workshop_tui.agenda.reading import agenda_of
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.state import State, apply, fold
from workshop_tui.session.timing.chance import Outlook
from workshop_tui.session.timing.commands import Next
from workshop_tui.session.timing.fit import fit
from workshop_tui.session.timing.limits import late_blocks
from workshop_tui.session.timing.timeline import timeline

DAY = date(2026, 3, 2)
RUNS = 7


def clock(minute: int) -> str:
    """A time of day."""
    return f"{minute // 60}:{minute % 60:02}"


def day(segments: int, *, pins: bool = True, optional: int = 3, cut: float = 0.5) -> tuple[State, datetime]:
    """A session of one block of that many segments, and an instant in the first one's overrun."""
    each = max(1, 480 // segments)
    rows = []
    for n in range(segments):
        row = {"key": f"s{n}", "title": f"Segment {n}", "minutes": each, "min": int(each * cut), "max": each * 2}
        row["optional"] = n % optional == 0
        if pins and n and n % 10 == 0:
            row["at"] = clock(n * each)
        rows.append(row)
    block = {"key": "b", "title": "Block", "start": "0:00", "end": clock(min(1439, each * segments)), "segments": rows}
    after = {"key": "c", "title": "After", "start": "23:59", "end": "23:59", "segments": [rows[0] | {"key": "z"}]}
    plan = agenda_of({"title": "Bench", "timezone": "UTC", "blocks": [block, after]})
    start = datetime(2026, 3, 2, tzinfo=UTC)
    state = fold([Recorded(1, start, SessionOpened(at=start, by="p", id="s", agenda=plan, date=DAY))])
    assert state is not None
    state = apply(state, Recorded(2, start, decide(state, Next(), start, "p")))
    return state, start + timedelta(minutes=each, seconds=100)


def took(work: Callable[[], object]) -> str:
    """The median of several runs, in milliseconds."""
    times = []
    for _ in range(RUNS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return f"{statistics.median(times) * 1000:.2f}"


def row(name: str, state: State, now: datetime) -> str:
    """One line of the table."""
    times = timeline(state.day, now)
    outlook = Outlook.of(state.day, times, {})

    def tick() -> None:
        seen = timeline(state.day, now)
        list(late_blocks(seen))
        outlook.on_time(seen)

    cells = [
        took(lambda: timeline(state.day, now)),
        took(lambda: fit(state.day, now).proposals),
        took(lambda: Outlook.of(state.day, times, {})),
        took(tick),
    ]
    return f"| {name} | " + " | ".join(cells) + " |"


def main() -> None:
    """Print the table."""
    print("| segments | timeline | fit, all four | chances, when the day changes | a tick |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for segments in (10, 100, 1000):
        print(row(f"{segments:,}", *day(segments)))
    for cut in (0.5, 1.0):
        state, now = day(60, pins=False, optional=1, cut=cut)
        print(row(f"60, all optional, half must go, cut to {cut:.0%}", state, now + timedelta(hours=4)))


if __name__ == "__main__":
    main()
