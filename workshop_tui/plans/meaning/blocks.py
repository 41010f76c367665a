"""Entries on the clock as blocks of segments: lunch, and time in which nothing is planned for long, part two blocks."""

from __future__ import annotations

from collections.abc import Iterator

from workshop_tui.agenda.vocabulary import SEGMENT_KINDS
from workshop_tui.locale import _, say
from workshop_tui.plans.meaning.grouping import Group
from workshop_tui.plans.meaning.laying import Laid, clock
from workshop_tui.plans.meaning.people import people_in
from workshop_tui.plans.meaning.proposal import Bloc, DayPlan, Seg
from workshop_tui.plans.meaning.whens import timed
from workshop_tui.text import clean, clean_line, slug

APART = 40
"""Minutes in which nothing is planned from which on a block ends."""
_LUNCH_BEGINS, _LUNCH_LASTS = range(11 * 60 + 15, 14 * 60 + 1), 45
"""A break that begins then, and lasts so many minutes at least, is lunch."""
_AFTERNOON, _EVENING = 12 * 60 + 30, 17 * 60 + 30
_TEXTS = ("objective", "method", "form", "output", "plan_b")
_LISTS = {"material": r"\n", "prompts": r"\n"}


def blocks_of(group: Group, rows: list[Laid], day: DayPlan) -> Iterator[Bloc]:
    """The blocks of a group; its rows are told which they are in."""
    explicit = group.hours if group.hours and group.hours.end is not None and group.hours.start is not None else None
    block: Bloc | None = None
    title, before = group.title, []
    cursor = explicit.start if explicit else None
    until = explicit.end if explicit else None
    for one in rows:
        within = (
            until is not None
            and cursor is not None
            and one.end is not None
            and one.start >= (explicit.start or 0)
            and one.end <= until
        )  # type: ignore[union-attr]
        if one.entry.what == "end":
            continue
        if not within and _is_lunch(one):
            one.entry.read.what = "lunch"
            hours = f"{clock(one.start)} – {clock(one.end)}" if one.end is not None else str(clock(one.start))
            before = [say("{hours}: {title}", hours=hours, title=one.entry.title)]
            if block:
                yield block
                block = None
            continue
        if one.end is None:
            continue
        if block and one.start - block.segments[-1].end >= APART and not within:
            yield block
            block = None
        if block is None:
            start = cursor if cursor is not None and within else one.start
            block = Bloc(_called(title, one.start, day), start, one.end, before=before)
            title, before = None, []
            day.blocks.append(block)
            cursor = start
        segment = _segment(one, cursor if cursor is not None else one.start)
        block.segments.append(segment)
        one.entry.read.segment, one.entry.read.block = segment, block.title
        one.entry.read.what = "segment"
        block.end = cursor = segment.end
    if block:
        if until is not None and until > block.end:
            block.end = until
        yield block


def _is_lunch(one: Laid) -> bool:
    if one.entry.what == "lunch":
        return True
    lasts = (one.end or one.start) - one.start
    return one.entry.kind == "pause" and one.start in _LUNCH_BEGINS and lasts >= _LUNCH_LASTS


def _called(title: str | None, start: int, day: DayPlan) -> str:
    """The title of a block: that of its group, else the part of the day in which it begins, once a day."""
    if title:
        return title
    name = _("Morning") if start < _AFTERNOON else _("Afternoon") if start < _EVENING else _("Evening")
    count = sum(block.title.startswith(name) for block in day.blocks)
    return f"{name} {count + 1}" if count else name


def _segment(one: Laid, cursor: int) -> Seg:
    entry = one.entry
    made = Seg(one.start, entry.title or _("(no title)"), (one.end or one.start) - one.start, kind=entry.kind,
               optional=entry.optional, longest=entry.when.longest, remarks=entry.read.remarks)  # fmt: skip
    if not entry.title:
        entry.read.mistakes.append(say("it has a time and no title"))
    if one.start > cursor:
        made.at = one.start
        if not entry.when.fixed:
            entry.read.remarks.append(say("nothing is planned for {free} min before it: it begins at a fixed time",
                                          free=one.start - cursor))  # fmt: skip
    if entry.when.fixed or entry.texts.pop("at", None):
        made.at = one.start
    for part in one.parts:
        lines = [
            f"{part.title}: {' · '.join(found)}"
            if (found := [t for ts in part.texts.values() for t in ts])
            else part.title
        ]
        entry.texts.setdefault("content", []).extend(lines)
    _numbers(made, entry.texts)
    _kind(made, entry.texts)
    _steps(made, entry.texts)
    _people(made, entry.texts, entry.read.remarks)
    _texts(made, entry.texts)
    return made


def _numbers(made: Seg, texts: dict[str, list[str]]) -> None:
    for name in ("min", "max"):
        found = texts.pop(name, [])
        if found and found[0].isdecimal():
            minutes = int(found[0])
            if name == "min" and minutes <= made.minutes:
                made.shortest = minutes
            if name == "max" and minutes >= made.minutes:
                made.longest = minutes
    if made.longest is not None and made.longest < made.minutes:
        made.longest = None


def _kind(made: Seg, texts: dict[str, list[str]]) -> None:
    """Take the kind that the row says, if it is one of an agenda's; else it is a text like others."""
    aliases = {slug(alias): key for key, alias in SEGMENT_KINDS.items()} | {key: key for key in SEGMENT_KINDS}
    for text in texts.pop("kind", []):
        if found := aliases.get(slug(text)):
            made.kind = found
        else:
            texts.setdefault("form", []).append(text)


def _steps(made: Seg, texts: dict[str, list[str]]) -> None:
    """Take the steps of a segment, if each has its minutes and they fill it; else they are what is done."""
    lines = [line for text in texts.pop("steps", []) for line in text.split("\n") if line.strip()]
    steps = [
        (clean_line(found.rest), found.minutes)
        for line in lines
        if (found := timed(line)).minutes is not None and found.rest
    ]
    if lines and len(steps) == len(lines) and sum(minutes or 0 for _title, minutes in steps) == made.minutes:
        made.steps = [(title, minutes or 0) for title, minutes in steps]
    elif lines:
        texts.setdefault("content", []).extend(lines)


def _people(made: Seg, texts: dict[str, list[str]], remarks: list[object]) -> None:
    for role in ("lead", "support", "tech", "needs"):
        for text in texts.pop(role, []):
            said = people_in(text, role)
            for doing, names in said.names.items():
                made.people.setdefault(doing, []).extend(n for n in names if n not in made.people.get(doing, []))
            if said.everybody:
                made.people.setdefault("everybody", []).append(role)
            if said.others:
                texts.setdefault("content", []).append(" · ".join(said.others))
                remarks.append(say("no name: “{text}”", text=" · ".join(said.others)[:60]))


def _texts(made: Seg, texts: dict[str, list[str]]) -> None:
    """Take the texts; what has no place of its own in an agenda goes to the method."""
    others = [text for name in ("content", "notes", "place") for text in texts.pop(name, [])]
    for name, found in texts.items():
        if name in (*_TEXTS, *_LISTS):
            made.texts[name] = clean("\n".join(found))
        elif name not in ("at", "day"):
            others += found
    told = [made.texts["method"]] if made.texts.get("method") else []
    if others:
        made.texts["method"] = clean("\n".join([*told, *others]))
    made.texts = {name: text for name, text in made.texts.items() if text}
