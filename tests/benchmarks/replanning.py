"""An agenda edited while its session runs: `python -m tests.benchmarks.replanning [SEGMENTS]`.

Each number is the least of several runs, in milliseconds of the processor, and beside it a ratio to one look at the
same day (`timeline`), measured in the same run. An edit as a person makes it (a typo, ten minutes, one gone, one new),
each segment changed, and the order turned round.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from time import process_time

from msgspec.structs import replace

from workshop_tui.agenda import Agenda, Block, Segment
from workshop_tui.agenda.reading import agenda_of
from workshop_tui.session.timing.day import Day
from workshop_tui.session.timing.hours import Replan
from workshop_tui.session.timing.replan import changes
from workshop_tui.session.timing.replanning_events import Replanned
from workshop_tui.session.timing.timeline import timeline

RUNS, BLOCKS = 5, 4
DAY, NOW = date(2026, 3, 2), datetime(2026, 3, 2, 9, 10, tzinfo=UTC)


def plan(segments: int) -> Agenda:
    """A day of that many segments of a minute, in four blocks."""
    each = segments // BLOCKS
    blocks = [
        {
            "key": f"b{b}",
            "title": f"B{b}",
            "start": f"{6 * b}h",
            "end": f"{6 * b + 6}h",
            "segments": [{"key": f"s{b}-{n}", "title": f"S{n}", "minutes": 1} for n in range(each)],
        }
        for b in range(BLOCKS)
    ]
    return agenda_of({"title": "T", "timezone": "UTC", "blocks": blocks})


def edited(agenda: Agenda, edit: Callable[[list[Segment]], list[Segment]]) -> Agenda:
    """`agenda` with the segments of each block edited."""

    def done(block: Block) -> Block:
        return replace(block, segments=tuple(edit(list(block.segments))))

    return replace(agenda, blocks=tuple(done(block) for block in agenda.blocks))


def a_few(rows: list[Segment]) -> list[Segment]:
    new = Segment(key=f"{rows[0].key}-new", title="New", minutes=1)
    return [replace(rows[0], title="Welcome"), replace(rows[1], minutes=11), new, *rows[3:]]


EDITS: dict[str, Callable[[list[Segment]], list[Segment]]] = {
    "a few": a_few,
    "each": lambda rows: [replace(one, title=one.title + "!", minutes=2) for one in rows],
    "turned round": lambda rows: rows[::-1],
    "dealt out": lambda rows: rows[::2] + rows[1::2],
}


def least(work: Callable[[], object]) -> float:
    """The least time of several runs, in ms."""
    took = []
    for _run in range(RUNS):
        begun = process_time()
        work()
        took.append((process_time() - begun) * 1000)
    return min(took)


def taken_in(day: Day, new: Agenda) -> Day:
    """The day that goes by the edited agenda."""
    event = Replan(new).decide(day, NOW, "p")
    assert isinstance(event, Replanned)
    return event.step(day)


def main(segments: int) -> None:
    agenda = plan(segments)
    day = Day.of(agenda, DAY)
    look = least(lambda: timeline(day, NOW))
    print(f"{segments} segments; a look at the day: {look:.1f} ms")
    for name, edit in EDITS.items():
        new = edited(agenda, edit)
        told = least(partial(changes, day, new))
        taken = least(partial(taken_in, day, new))
        print(
            f"{name:>13}: told {told:6.1f} ms ({told / look:4.1f} ×), taken in {taken:6.1f} ms ({taken / look:4.1f} ×)"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
