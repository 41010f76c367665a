"""Mistakes about groups: what ties those of a segment together, and to the people and the other segments of a day."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

from workshop_tui.agenda.groups import MOST
from workshop_tui.agenda.models import Agenda, Segment
from workshop_tui.agenda.unknown import near_person
from workshop_tui.locale import Message, say

Path = tuple[str | int, ...]


def wrong_groups(
    agenda: Agenda, broken: Callable[[Path], bool], begins: Collection[int]
) -> Iterator[tuple[Path, Message]]:
    """Every mistake about groups, with the path of the value that holds it; as `rules.mistakes` has it."""
    days = sorted(begins)
    for i, block in enumerate(agenda.blocks):
        for j, segment in enumerate(block.segments):
            path: Path = ("blocks", i, "segments", j)
            if broken(path):
                continue
            yield from _of_the_segment(segment, path)
            yield from _people(agenda, segment, path, broken)
            if segment.until is not None:
                last = next((day for day in days if day > i), len(agenda.blocks))
                after = [*block.segments[j + 1 :]]
                after += [one for later in agenda.blocks[i + 1 : last] for one in later.segments]
                yield from _until(segment, after, path)


def _of_the_segment(segment: Segment, path: Path) -> Iterator[tuple[Path, Message]]:
    """The fields of a segment about its groups that do not go together, and keys that two of them have."""
    groups = segment.groups or ()
    for name in ("mix", "rotate", "until"):
        if getattr(segment, name) and not segment.in_groups:
            yield (
                (*path, name),
                say(
                    "there are no groups here that this could be about: write by = 3, open = true, or "
                    "[[blocks.segments.groups]] after it"
                ),
            )
            return
    if segment.by and groups and segment.by != len(groups):
        yield (*path, "by"), say("the groups below are {count}: leave it out", count=len(groups))
    if segment.open and segment.by:
        yield (*path, "by"), say("open groups are made during the day: leave it out, or open")
    if segment.rotate and segment.open:
        yield (*path, "rotate"), say("open groups stay where they are: leave it out, or open")
    elif segment.rotate and not segment.steps:
        yield (*path, "rotate"), say("the steps are the rounds: write a [[blocks.segments.steps]] for each")
    if len(groups) > MOST:
        yield (*path, "groups", MOST), say("a segment has at most {most} groups", most=MOST)
    seen: set[str] = set()
    for k, group in enumerate(groups):
        if group.key in seen:
            yield (*path, "groups", k, "key"), say("the key “{key}” is taken already", key=group.key)
        seen.add(group.key)


def _people(
    agenda: Agenda, segment: Segment, path: Path, broken: Callable[[Path], bool]
) -> Iterator[tuple[Path, Message]]:
    """People who lead a group, or are in one, and are not in the lists; and people who are in two."""
    members = {one.key: one.name for one in agenda.participants}
    leads = {one.key: one.name for one in agenda.trainers} | {one.key: one.name for one in agenda.guests} | members
    lists = ("participants", "trainers", "guests")
    where: dict[str, str] = {}
    for k, group in enumerate(segment.groups or ()):
        here = (*path, "groups", k)
        for name, known, tables in (("lead", leads, lists), ("members", members, lists[:1])):
            if any(broken((table,)) for table in tables):
                continue
            for n, key in enumerate(getattr(group, name)):
                if key not in known:
                    near = (
                        near_person(key, known) if known else say(": write a [[{table}]] for it first", table=tables[0])
                    )
                    yield (*here, name, n), say("no participant is called “{key}”{near}", key=key, near=near)
        for n, key in enumerate(group.members):
            if key in where:
                yield (*here, "members", n), say("“{key}” is in “{group}” already", key=key, group=where[key])
            where.setdefault(key, group.title)


def _until(segment: Segment, after: list[Segment], path: Path) -> Iterator[tuple[Path, Message]]:
    """A segment that the groups are to last until, and that does not come after this one on its day."""
    keys = {one.key: one.title for one in after}
    if segment.until not in keys:
        near = near_person(str(segment.until), keys) if keys else Message("")
        yield (*path, "until"), say("no segment after this one is called “{key}”{near}", key=segment.until, near=near)
