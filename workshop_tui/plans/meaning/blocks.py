"""Entries on the clock as blocks of segments: lunch, and time in which nothing is planned for long, part two blocks."""

from __future__ import annotations

from workshop_tui.agenda.vocabulary import SEGMENT_KINDS
from workshop_tui.locale import Message, _, say
from workshop_tui.plans.meaning.grouping import Group
from workshop_tui.plans.meaning.laying import Laid, clock
from workshop_tui.plans.meaning.neighbours import LUNCH_BEGINS, LUNCH_LASTS
from workshop_tui.plans.meaning.people import people_in
from workshop_tui.plans.meaning.proposal import Bloc, DayPlan, Seg
from workshop_tui.plans.meaning.spans import timed
from workshop_tui.text import clean, clean_line, slug

APART = 40
"""Minutes in which nothing is planned from which on a block ends."""
_AFTERNOON, _EVENING = 12 * 60 + 30, 17 * 60 + 30
_TEXTS = ("objective", "method", "form", "output", "plan_b")
_LISTS = {"material": r"\n", "prompts": r"\n"}


def blocks_of(group: Group, rows: list[Laid], day: DayPlan) -> None:
    """Add the blocks of a group to the day; its rows are told which they are in."""
    _Blocks(group, day).take(rows)


class _Blocks:
    """The blocks of a group, one after another. `within`: the hours that its heading says, in minutes of the day."""

    def __init__(self, group: Group, day: DayPlan) -> None:
        hours = group.hours
        self.within = (hours.start, hours.end) if hours and hours.start is not None and hours.end is not None else None
        self.title, self.day = group.title, day
        self.block: Bloc | None = None
        self.before: list[Message] = []

    def take(self, rows: list[Laid]) -> None:
        """Take each row: a segment, or what is between two blocks."""
        for one in rows:
            if one.entry.what == "end":
                continue
            if _is_lunch(one) and not self._is_within(one):
                self._part(one)
            elif one.end is not None:
                self._add(one, one.end)
        if self.block and self.within and self._begins_in(self.block) and self.within[1] > self.block.end:
            self.block.end = self.within[1]

    def _part(self, lunch: Laid) -> None:
        lunch.entry.read.what = "lunch"
        hours = f"{clock(lunch.start)} – {clock(lunch.end)}" if lunch.end is not None else str(clock(lunch.start))
        self.before = [say("{hours}: {title}", hours=hours, title=lunch.entry.title)]
        self.block = None

    def _add(self, one: Laid, end: int) -> None:
        within, block = self._is_within(one), self.block
        if block is None or (one.start - block.segments[-1].end >= APART and not within):
            start = self.within[0] if self.within and within and self.title else one.start
            block = Bloc(_called(self.title, one.start, self.day), start, end, before=self.before)
            self.title, self.before, self.block = None, [], block
            self.day.blocks.append(block)
        segment = _segment(one, block.segments[-1].end if block.segments else block.start)
        block.segments.append(segment)
        block.end = segment.end
        read = one.entry.read
        read.segment, read.block, read.what = segment, block.title, "segment"

    def _is_within(self, one: Laid) -> bool:
        end = one.start if one.end is None else one.end
        return self.within is not None and self.within[0] <= one.start and end <= self.within[1]

    def _begins_in(self, block: Bloc) -> bool:
        return self.within is not None and self.within[0] <= block.start < self.within[1]


def _is_lunch(one: Laid) -> bool:
    if one.entry.what == "lunch":
        return True
    lasts = (one.end or one.start) - one.start
    return one.entry.kind == "pause" and one.start in LUNCH_BEGINS and lasts >= LUNCH_LASTS


def _called(title: str | None, start: int, day: DayPlan) -> str:
    """The title of a block: that of its group, else the part of the day in which it begins, once a day."""
    if title:
        return title
    name = _("Morning") if start < _AFTERNOON else _("Afternoon") if start < _EVENING else _("Evening")
    count = sum(block.title.startswith(name) for block in day.blocks)
    return f"{name} {count + 1}" if count else name


def _segment(one: Laid, cursor: int) -> Seg:
    entry = one.entry
    made = Seg(
        one.start,
        entry.title or _("(no title)"),
        (one.end or one.start) - one.start,
        kind=entry.kind,
        optional=entry.optional,
        longest=entry.when.longest,
        remarks=entry.read.remarks,
    )
    if not entry.title:
        entry.read.mistakes.append(say("it has a time and no title"))
    if one.start > cursor:
        made.at = one.start
        if not entry.when.fixed:
            entry.read.remarks.append(
                say("nothing is planned for {free} min before it: it begins at a fixed time", free=one.start - cursor)
            )
    if entry.when.fixed or entry.texts.get("at"):
        made.at = one.start
    for part in one.parts:
        told = " · ".join(text for texts in part.texts.values() for text in texts)
        entry.add("content", ": ".join(filter(None, (part.title, told))))
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


def _people(made: Seg, texts: dict[str, list[str]], remarks: list[Message]) -> None:
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
