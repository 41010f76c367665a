"""The method, learned over sessions of one agenda: what segments really take, what overruns or is dropped, why.

A segment is one thing over the sessions by its key. Everything that is said has its count beside it: of how many
sessions. For the trainers, and for whoever plans the next time.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any, get_args

from workshop_tui.agenda import Block, Segment
from workshop_tui.agenda.vocabulary import BUFFER, Reason
from workshop_tui.locale import DAY_MIN, _, speaking
from workshop_tui.session.privacy.hiding import Asked
from workshop_tui.session.privacy.together import told_together
from workshop_tui.session.state import State
from workshop_tui.session.timing.day import Day, Mode, Standing
from workshop_tui.session.timing.deviations import LEAST_MIN, deviations
from workshop_tui.session.timing.events import reason_word

SLOW = 4, 5
"""The slow case: the fourth of five, that is the 80th percentile by its nearest rank."""


def took(day: Day, key: str) -> int | None:
    """Whole minutes that the segment took; None if it was not held that day, or not to its end: left running, say."""
    progress = day.segments.get(key)
    if progress is None or progress.standing is not Standing.DONE or not progress.visits:
        return None
    minutes = day.used_min(key, progress.visits[-1].start)
    return minutes if minutes <= DAY_MIN else None


@dataclass(frozen=True)
class Learned:
    """A segment over the sessions that planned it, of which there are `sessions`.

    `took`: the minutes that it took, where it was held to its end, by day, the earliest first. `planned`: minutes, as
    the last session has it. `overran` and `dropped`: in how many sessions it took `LEAST_MIN` more than planned there,
    or was not held; `why`: the reasons that were given for it, and in how many sessions each.
    """

    segment: Segment
    sessions: int
    took: tuple[tuple[date, int], ...]
    overran: int
    dropped: int
    why: tuple[tuple[Reason, int], ...]

    @property
    def planned(self) -> int:
        return self.segment.minutes

    @property
    def minutes(self) -> list[int]:
        """The minutes that it took, the shortest first."""
        return sorted(minutes for _day, minutes in self.took)

    @property
    def typical(self) -> int | None:
        """The median, in whole minutes, one at the least; None if it was never held."""
        return max(1, round(median(self.minutes))) if self.took else None

    @property
    def slow(self) -> int | None:
        """The minutes in which four of five are done: the 80th percentile, by the nearest rank."""
        part, whole = SLOW
        return self.minutes[-(-len(self.took) * part // whole) - 1] if self.took else None

    @property
    def reasons(self) -> str:
        """`useful debate 2, running late 1`, in the language that is spoken; nothing if none was given."""
        return ", ".join(f"{reason_word(key)} {count}" for key, count in self.why)

    def told(self) -> Iterator[str]:
        """Say what became of it, a part each, in the language that is spoken: of several sessions."""
        if self.took:
            counted = {"typical": self.typical, "slow": self.slow, "count": len(self.took)}
            yield _("typical {typical}, slow {slow}, of {count}", **counted)
        if self.overran:
            yield _("overran {count} of {sessions}", count=self.overran, sessions=self.sessions)
        if self.dropped:
            yield _("not held {count} of {sessions}", count=self.dropped, sessions=self.sessions)
        if self.why:
            yield self.reasons


@dataclass(frozen=True)
class Method:
    """The segments as the last session has them, under the title of their block (of a course: as the last of each day
    has them); `gone`: those that only earlier sessions had."""

    days: tuple[State, ...]
    blocks: tuple[tuple[str, tuple[Learned, ...]], ...]
    gone: tuple[Learned, ...]
    asked: tuple[Asked, ...] = ()

    @property
    def rows(self) -> list[Learned]:
        return [row for _block, rows in self.blocks for row in rows]

    @property
    def held(self) -> int:
        """How many of the sessions were ended: the others count for what they have held so far."""
        return sum(one.day.mode is Mode.ENDED for one in self.days)


def method(days: Sequence[State]) -> Method:
    """Sum up sessions of one agenda, the last of which gives the order. Under the strictest confidentiality of all."""
    together = told_together(days)
    own = together.days
    blocks = tuple(
        (_titled(those[-1], block), tuple(_rows(those, those[-1].day.segments_of(block))))
        for those in by_day(own)
        for block in those[-1].agenda.blocks
    )
    there = {row.segment.key for _block, rows in blocks for row in rows}
    planned = {one.key: one for day in own for one in day.day.all_segments()}
    gone = tuple(_rows(own, [one for key, one in planned.items() if key not in there]))
    return Method(own, blocks, gone, together.asked)


def by_day(days: Sequence[State]) -> list[list[State]]:
    """The sessions of each day of a course, the first day first; of what is no course, all of them together."""
    found: dict[int, list[State]] = {}
    for one in days:
        found.setdefault(one.agenda.course.number if one.agenda.course else 0, []).append(one)
    return [found[number] for number in sorted(found)]


def _titled(day: State, block: Block) -> str:
    """The title of a block; of a day of a course, after that day's."""
    course = day.agenda.course
    return f"{course.day or course.number} · {block.title}" if course else block.title


def _rows(days: Sequence[State], segments: Sequence[Segment]) -> Iterator[Learned]:
    yield from (learned(days, one) for one in segments)


def learned(days: Sequence[State], segment: Segment) -> Learned:
    """Sum up a segment over these sessions."""
    those = [one.day for one in days if segment.key in one.day.segments]
    times = [(one.date, minutes) for one in those if (minutes := took(one, segment.key)) is not None]
    over = [one for one in those if _over(one, segment.key)]
    dropped = [one for one in those if segment.kind != BUFFER and _dropped(one, segment.key)]
    given: Counter[str] = Counter(
        reason for one in {id(day): day for day in (*over, *dropped)}.values() for reason in _reasons(one, segment.key)
    )
    reasons: tuple[Reason, ...] = get_args(Reason)
    why = tuple((reason, given[reason]) for reason in reasons if given[reason])
    return Learned(segment, len(those), tuple(times), len(over), len(dropped), why)


def _over(day: Day, key: str) -> bool:
    minutes = took(day, key)
    return minutes is not None and minutes >= day.plans[key].minutes + LEAST_MIN


def _dropped(day: Day, key: str) -> bool:
    """Tell whether it was skipped, or never begun in a session that is over."""
    progress = day.segments[key]
    return progress.standing is Standing.SKIPPED or (day.mode is Mode.ENDED and not progress.visits)


def _reasons(day: Day, key: str) -> set[str]:
    """The reasons that were given for what happened to it, each once."""
    over = day.ended_at or max(hours.end for hours in day.hours.values())
    return {one.reason for one in deviations(day, over) if one.reason and key in one.about}


def as_markdown(found: Method, language: str) -> str:
    """The page, in French (`fr`) or English (`en`)."""
    from workshop_tui.report.template import page

    last = found.days[-1]
    return page("segments.md.j2", language, last.agenda.zone, m=found, agenda=last.agenda, picture=None)


def as_html(found: Method, language: str) -> str:
    """The same as a page to print."""
    from workshop_tui.report.html import document, html_of

    with speaking(language):
        called = _("What the method takes")
    called = f"{called} — {found.days[-1].agenda.title}"
    return document(html_of(as_markdown(found, language)), called, language, "report.css", "single_page.css")


def as_json(found: Method, language: str) -> str:
    """The same for programs: docs/report.md, “What the method takes”."""
    with speaking(language):
        return json.dumps(_shape(found), ensure_ascii=False, indent=2) + "\n"


def made(form: str, found: Method, language: str) -> str:
    """The page in a format (`papers.FORMS`)."""
    return {"md": as_markdown, "html": as_html, "json": as_json}[form](found, language)


def _shape(found: Method) -> dict[str, Any]:
    def row(one: Learned, block: str | None) -> dict[str, Any]:
        return {
            "segment": one.segment.key,
            "title": one.segment.title,
            "block": block,
            "sessions": one.sessions,
            "planned_minutes": one.planned,
            "held": len(one.took),
            "typical_minutes": one.typical,
            "slow_minutes": one.slow,
            "overran": one.overran,
            "dropped": one.dropped,
            "why": dict(one.why),
            "took": [{"date": day.isoformat(), "minutes": minutes} for day, minutes in one.took],
        }

    return {
        "version": 1,
        "title": found.days[-1].agenda.title,
        "sessions": [
            {"session": one.id, "date": one.date.isoformat(), "ended": one.day.mode is Mode.ENDED} for one in found.days
        ],
        "segments": [row(one, block) for block, rows in found.blocks for one in rows],
        "gone": [row(one, None) for one in found.gone],
    }
