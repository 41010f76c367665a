"""Looking up what a person means by a name: a segment, a block. By key or by words: by their `letters`."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from itertools import count

from workshop_tui.agenda import Segment
from workshop_tui.locale import say
from workshop_tui.session.refusal import Refused, Several
from workshop_tui.session.timing.day import Day
from workshop_tui.text import clean_line, letters, slug

EXACTLY, BEGINNING, WITHIN = str.__eq__, str.startswith, str.__contains__
"""How a name may be like what was typed."""
SEGMENTS = 30
"""Keys of segments that are named at the most, where none is meant."""
SHOWN = 8
"""Of more that could be meant, so many are named."""


def only_one(
    names: Mapping[str, Iterable[str]],
    wanted: str,
    titles: Mapping[str, str],
    matches: Iterable[Callable[[str, str], bool]] = (EXACTLY, BEGINNING),
) -> str | None:
    """The key of the only one of `names` (what each key is called, folded) that is like `wanted`, folded too: by the
    first of `matches` that any is like it by. None if there is none; raises `Several`, which names them by `titles`
    and keys, if there are several."""
    for match in matches:
        found = [key for key, called in names.items() if wanted and any(match(one, wanted) for one in called)]
        if len(found) == 1:
            return found[0]
        if found:
            choices = tuple((key, clean_line(titles[key])) for key in found)
            shown = ", ".join(f"{title} ({key})" for key, title in choices[:SHOWN])
            told = say("several could be meant: {names}", names=shown + (", …" if len(found) > SHOWN else ""))
            raise Several(told, wanted, choices)
    return None


def find_segment(day: Day, named: str) -> str:
    """The key of the segment that a person means by its key, its title or the beginning of one. Raises `Refused`."""
    titles = {segment.key: segment.title for segment in day.all_segments()}
    if named in titles:
        return named
    found = only_one({key: (letters(key), letters(title)) for key, title in titles.items()}, letters(named), titles)
    if found is None:
        raise no_segment(day, named)
    return found


def find_offered(day: Day, named: str, *, whole: bool = False) -> Segment | None:
    """The segment of the agenda's pool that is called so, by its key or its title; `whole`: not by their beginning."""
    pool = {one.key: one for one in day.agenda.pool()}
    called = {key: (letters(key), letters(one.title)) for key, one in pool.items()}
    titles = {key: one.title for key, one in pool.items()}
    found = only_one(called, letters(named), titles, (EXACTLY,) if whole else (EXACTLY, BEGINNING)) if pool else None
    return pool[found] if found else None


def no_segment(day: Day, named: str) -> Refused:
    """Give the refusal of what is no segment's name: it says which there are."""
    if offered := find_offered(day, named, whole=True):
        return Refused(
            say(
                "“{title}” is offered, and not in the day: “add {key}” puts it there",
                title=offered.title,
                key=offered.key,
            )
        )
    known = [segment.key for segment in day.all_segments()]
    told = ", ".join(known[:SEGMENTS]) + (", …" if len(known) > SEGMENTS else "")
    return Refused(say("no segment is called “{name}”: there are {known}", name=clean_line(named), known=told))


def find_block(day: Day, named: str) -> str:
    """The key of the block that a person means by its key, its title or the beginning of one. Raises `Refused`."""
    titles = {block.key: block.title for block in day.agenda.blocks}
    if named in titles:
        return named
    found = only_one({key: (letters(key), letters(title)) for key, title in titles.items()}, letters(named), titles)
    if found is None:
        known = ", ".join(titles)
        raise Refused(say("no block is called “{name}”: there are {known}", name=clean_line(named), known=known))
    return found


def fresh_key(named: str, otherwise: str, taken: Container[str]) -> str:
    """Make a key from what something is called, else from `otherwise`; none of those `taken`."""
    base = slug(named) or otherwise
    keys = (base if n == 1 else f"{base}-{n}" for n in count(1))
    return next(key for key in keys if key not in taken)
