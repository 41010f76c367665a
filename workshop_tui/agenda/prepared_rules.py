"""Mistakes and warnings about what people prepare: when lines of a checklist are due, addresses, time zones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from workshop_tui.agenda.models import Agenda
from workshop_tui.agenda.moments import END, START, moment
from workshop_tui.agenda.prepared import Todo
from workshop_tui.agenda.times import Mistake
from workshop_tui.locale import Message, say
from workshop_tui.text import clean_line, slug

Path = tuple[str | int, ...]
_OTHERS = {"debut": START, "begin": START, "beginning": START, "before": START, "avant": START, "fin": END,
           "after": END, "apres": END}  # fmt: skip
"""Other words for the start and the end, as slugs."""
_DAYS = {"veille": "-1d", "day-before": "-1d", "eve": "-1d", "lendemain": "+1d", "day-after": "+1d", "next-day": "+1d"}
"""Words for the days beside that of the session, as slugs."""
_COUNTED = re.compile(r"(?:[a-z]\s*)?([-+−–])\s*(\S.*)|(\S.*?)\s+(?:(before|avant)|after|apr[eè]s|later|plus tard)\b.*")
"""`T-2d`, `7 days before`, `2 jours après la journée`."""


def lines(agenda: Agenda) -> Iterator[tuple[Path, Todo]]:
    """Each line of a checklist, with its place."""
    yield from ((("todo", n), one) for n, one in enumerate(agenda.todo or ()))
    for i, block in enumerate(agenda.blocks):
        yield from ((("blocks", i, "todo", n), one) for n, one in enumerate(block.todo or ()))
        for place, segments in (("segments", block.segments), ("pool", block.pool or ())):
            for j, segment in enumerate(segments):
                yield from ((("blocks", i, place, j, "todo", n), one) for n, one in enumerate(segment.todo or ()))


def mistakes(agenda: Agenda) -> Iterator[tuple[Path, Message]]:
    """Each line that is due as nothing begins, or what is no time before or after."""
    titles = {one.key: one.title for one in agenda.segments()} | {one.key: one.title for one in agenda.blocks}
    for path, one in lines(agenda):
        when = one.when
        if when in (None, START, END) or when in titles or moment(when):
            continue
        yield (
            (*path, "when"),
            say("“{value}” is no time of a checklist{near}", value=clean_line(when)[:40], near=_near(when, titles)),
        )


def unwise(agenda: Agenda) -> Iterator[tuple[Path, Message]]:
    """Each address that no link can lead to, and each time zone that stands there twice."""
    for i, block in enumerate(agenda.blocks):
        for j, segment in enumerate(block.segments):
            for n, link in enumerate(segment.links or ()):
                if link.address is None:
                    yield ("blocks", i, "segments", j, "links", n, "url"), _no_link(link.url)
    if agenda.also and agenda.timezone is None:
        yield ("also", 0), say("say timezone, too: without it these are told from the time zone of this machine")
    seen = {agenda.timezone}
    for n, zone in enumerate(agenda.also or ()):
        if zone in seen:
            yield ("also", n), say("the times of this zone are shown already")
        seen.add(zone)


def _no_link(url: str) -> Message:
    if "://" not in url and "." in url and "@" not in url and " " not in url:
        return say("this is shown as text, and cannot be opened: write {near}", near=f"https://{url}")
    return say("this is shown as text, and cannot be opened: only https:// and http:// can")


def _near(when: str, titles: dict[str, str]) -> Message:
    """Say what to write instead of `when`, which is neither a key nor a time."""
    word = slug(when)
    if word in _OTHERS:
        return say(" (did you mean “{near}”?)", near=_OTHERS[word])
    if meant := _counted(when, word):
        return say(" (did you mean “{near}”?)", near=meant)
    if word[:1].isdigit() and _is_moment(f"-{when}"):
        return say(": write -{value} for before the start, +{value} for after the end", value=clean_line(when)[:40])
    named = {slug(title): key for key, title in titles.items()} | {key: key for key in titles}
    if word in named:
        return say(" (did you mean “{near}”?)", near=named[word])
    if close := get_close_matches(when, [START, END, *titles], n=1, cutoff=0.6):
        return say(" (did you mean “{near}”?)", near=close[0])
    return say(": write -7d, -2h, start, end, +2d, or the key of a block or a segment")


def _counted(when: str, word: str) -> str | None:
    """The moment that is meant by words for a day beside the session's, or by an amount before or after it."""
    if beside := _DAYS.get(re.sub(r"^(?:the|an?|la|le|l)-", "", word)):
        return beside
    found = _COUNTED.fullmatch(when.strip().casefold())
    if not found:
        return None
    sign = found[1] or ("-" if found[4] else "+")
    near = f"{sign}{clean_line(found[2] or found[3])[:40]}"
    return near if _is_moment(near) else None


def _is_moment(text: str) -> bool:
    try:
        return moment(text) is not None
    except Mistake:
        return False
