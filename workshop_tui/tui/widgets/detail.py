"""The things to know of a segment: where, who does what, what for, how, with what; its links can be opened.

Shown of the live segment, or of the one that is selected; and of the next, what has to be brought, where.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from textual.content import Content
from textual.style import Style

from workshop_tui.agenda import Agenda, Segment
from workshop_tui.agenda.prepared import Link
from workshop_tui.locale import _
from workshop_tui.session.event import named
from workshop_tui.session.timing.timeline import Timeline
from workshop_tui.text import clean_line

BETWEEN = "\u00a0\u00a0•  "
"""The sign between two things on one line: it stays at the end of a line, and none begins with it."""
SOON = timedelta(minutes=5)
"""The time before the end of the live segment from which on it is said what the next one needs."""


def detail(segment: Segment, agenda: Agenda, *, lead: bool = False) -> Iterator[Content]:
    """A line for each thing that is said of it; `lead`: who leads it, too."""
    yield from _told((_("Place"), segment.place))
    if people := [*_people(segment, agenda, lead=lead)]:
        yield Content(BETWEEN).join(people)
    yield from _told(
        (_("Objective"), segment.objective),
        (_("Objectives"), BETWEEN.join(segment.objectives or ())),
        (_("Prompts"), BETWEEN.join(segment.prompts)),
        (_("Method"), segment.method),
        (_("Form"), segment.form),
        (_("Material"), ", ".join(segment.material)),
        (_("Output"), segment.output),
        (_("Assessment"), segment.evaluate),
        (_("Plan B"), segment.plan_b),
    )
    if segment.links:
        links = Content(BETWEEN).join(map(_link, segment.links))
        yield Content.assemble((_("Links") + "  ", "bold $text-muted"), links)


def _told(*parts: tuple[str, str | None]) -> Iterator[Content]:
    """The parts that say something, each after its name."""
    yield from (Content.assemble((f"{name}  ", "bold $text-muted"), text) for name, text in parts if text)


def _people(segment: Segment, agenda: Agenda, *, lead: bool) -> Iterator[Content]:
    """The people of a segment, by what they do."""
    doing = [(_("Lead"), segment.lead if lead else ()), (_("Support"), segment.support), (_("Technical"), segment.tech)]
    doing += (segment.roles or {}).items()
    return _told(*((name, ", ".join(named(agenda, key) for key in who)) for name, who in doing))


def needed_next(times: Timeline) -> Content | None:
    """Where the next segment is held and what it needs, five minutes before the live one ends; None before that."""
    following = times.next
    if times.live is None or following is None or times.left_open:
        return None
    if times.live.remaining_s > SOON.total_seconds():
        return None
    plan = following.plan
    told = " · ".join(filter(None, (plan.place, ", ".join(plan.material))))
    if not told:
        return None
    return Content.assemble((_("Needed next") + "  ", "bold $text-warning"), clean_line(told))


def _link(link: Link) -> Content:
    """A link that opens, where its address is one of the web and of plain signs alone; else its words, and it."""
    if link.address is None:
        return Content(clean_line(_("{label}: {value}", label=link.text, value=link.url) if link.text else link.url))
    return Content.styled(clean_line(link.told), Style(link=link.address, underline=True))
