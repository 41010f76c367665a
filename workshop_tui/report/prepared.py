"""Things that were prepared, as papers tell them: the checklist, the links of segments, times far away."""

from __future__ import annotations

from typing import NamedTuple

from workshop_tui.agenda.elsewhere import all_there
from workshop_tui.report.digest import Digest
from workshop_tui.report.linked import link
from workshop_tui.session.checklist.lines import Line, done_told, due_told, lines, people_told


class Prepared(NamedTuple):
    """A line of the checklist in words: what and by whom, when it was due, who ticked it (nothing: nobody did)."""

    text: str
    who: str
    due: str
    done: str


def checklist(digest: Digest) -> list[Prepared]:
    """The lines of the day's checklist, by the time that they were due."""
    return [_told(one, digest) for one in lines(digest.state.day, digest.state.checklist)]


def _told(one: Line, digest: Digest) -> Prepared:
    agenda, day = digest.agenda, digest.state.date
    done = done_told(one, agenda, day)
    return Prepared(
        one.item.todo.text, people_told(agenda, one.item), due_told(one.item, agenda, day), str(done) if done else ""
    )


def links(digest: Digest) -> list[tuple[str, str]]:
    """The links of segments, as Markdown, each with the title of its segment; of one that was skipped, none."""
    rows = (row for _block, held in digest.blocks for row in held if not row.skipped)
    return [(link(one), row.times.plan.title) for row in rows for one in row.times.plan.links or ()]


def elsewhere(digest: Digest) -> list[str]:
    """The planned hours of the day, by clocks far away: `New York 3:00 – 6:00`."""
    starts = [block.planned.start for block, _rows in digest.blocks]
    ends = [block.planned.end for block, _rows in digest.blocks]
    return list(all_there(digest.agenda, min(starts), max(ends), digest.state.date))
