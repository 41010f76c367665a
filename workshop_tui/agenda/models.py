"""An agenda: its blocks and segments, its people, what was announced, its vocabulary.

Frozen Structs whose field names are the TOML's keys; `gate` reads them from what a person wrote. Durations are whole
minutes, clock times local to the agenda's time zone. What ties several tables together (`lead` names a trainer,
segments fit their block) stands in `rules`.
"""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta, tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Literal, Self
from zoneinfo import ZoneInfo

from msgspec import Meta, Struct, field
from msgspec.structs import replace

from workshop_tui.agenda.clock_time import ClockTime, instant_of
from workshop_tui.agenda.evaluation import Asked
from workshop_tui.agenda.fields import (
    Clock,
    Count,
    Key,
    Line,
    Minutes,
    Percent,
    PersonKey,
    SegmentKind,
    Span,
    Table,
    Tag,
    Text,
    TrainerKey,
    Written,
    Zone,
    seconds_of,
)
from workshop_tui.agenda.groups import MOST, PlannedGroup
from workshop_tui.agenda.people import Guest, Participant, Trainer
from workshop_tui.agenda.prepared import Link, Roles, Todo, todo_of
from workshop_tui.agenda.prepared import instead as given
from workshop_tui.agenda.vocabulary import BUFFER, MEMBERS, PROTECTED_KINDS, SHORT, WORDS, tag_letters
from workshop_tui.holds import Fixed, Place, Words
from workshop_tui.locale import LANGUAGES, Message, speaking

if TYPE_CHECKING:
    Spoken = str
else:
    Spoken = Literal[tuple(LANGUAGES)]
"""The code of a language."""


class Item(Table, frozen=True, kw_only=True):
    """One item of the announced programme."""

    key: Key
    text: Line[Words]


class Step(Table, frozen=True, kw_only=True):
    """A part of a segment, with its minutes on the segment's inner clock.

    It is held `repeat` times, with a `change` between two. `first`: the number that its first round has, if not 1.
    """

    title: Line[Words]
    minutes: Minutes
    repeat: Count | None = None
    change: Span | None = None
    kind: SegmentKind | None = None
    first: Annotated[int | None, Written.NOWHERE] = None

    def called(self, number: int) -> str:
        """The title of that round of it: `{n}` is its number, which a title without comes to have at its end."""
        if self.repeat is None:
            return self.title
        return self.title.replace("{n}", str(number)) if "{n}" in self.title else f"{self.title} {number}"

    @property
    def planned_s(self) -> int:
        """Seconds of all its rounds, and of the changes between them."""
        rounds = self.repeat or 1
        return rounds * self.minutes * 60 + (rounds - 1) * seconds_of(self.change or 0)


class Term(Table, frozen=True, kw_only=True):
    """A phase, a stakeholder or a kind of note. A default one takes its label from the catalogue."""

    key: Tag
    label: Line[Words] | None = None
    short_label: Line[Words] | None = field(default=None, name="short")
    also: tuple[Line[Words], ...] = ()
    members: tuple[Tag, ...] = ()

    def name(self, axis: str) -> Message:
        """The label of this term, which may be a member of another; `axis` is one of `vocabulary.LISTS`."""
        if self.label:
            return Message("{label}", {"label": self.label})
        word = WORDS[axis].get(self.key)
        return word.label if word else MEMBERS.get(self.key, Message("{label}", {"label": self.key}))

    def short(self, axis: str) -> Message:
        """The label for the head of a narrow column: its `short`, or a default term's; else the whole label."""
        if self.short_label:
            return Message("{label}", {"label": self.short_label})
        return self.name(axis) if self.label else SHORT.get(self.key, self.name(axis))

    @property
    def meaning(self) -> Message | None:
        """The words for what the collective does in this phase, if it is a default one."""
        word = WORDS["phases"].get(self.key)
        return word.meaning if word and not self.label else None

    def member(self, key: str) -> "Term":
        """A member of this term, as a term of its own."""
        return Term(key=key)

    def called(self, axis: str) -> frozenset[str]:
        """The `tag_letters` of what it answers to: key, labels in both languages, its other names, members."""
        return _called(self, axis)

    def parts(self, axis: str) -> frozenset[str]:
        """The `tag_letters` of the parts of its labels, where there are several: of “Entreprises, ESS”, both."""
        return _parts(self, axis)


@lru_cache(maxsize=1024)
def _called(term: Term, axis: str) -> frozenset[str]:
    return frozenset(map(tag_letters, (term.key, *_labels(term, axis), *term.also, *term.members)))


@lru_cache(maxsize=1024)
def _parts(term: Term, axis: str) -> frozenset[str]:
    split = [re.split(r"\s*[,;/]\s*|\s+(?:et|and)\s+", label) for label in _labels(term, axis)]
    return frozenset(tag_letters(part) for parts in split if len(parts) > 1 for part in parts)


def _labels(term: Term, axis: str) -> list[str]:
    """The whole and the short label in both languages."""
    labels = []
    for language in LANGUAGES:
        with speaking(language):
            labels += [str(term.name(axis)), str(term.short(axis))]
    return labels


class InTheRoom(Table, frozen=True, kw_only=True):
    """The face of a segment that its group sees: with what is left of it and its steps, or not; under which title."""

    countdown: bool = True
    steps: bool = True
    title: Line[Words] | None = None


class Segment(Table, frozen=True, kw_only=True):
    """One timed item of a block."""

    key: Key
    title: Line[Words]
    minutes: Minutes
    min: Minutes | None = None
    max: Minutes | None = None
    at: Clock | None = None
    optional: bool = False
    protected: bool | None = None
    kind: SegmentKind | None = None
    lead: tuple[PersonKey, ...] = ()
    support: tuple[TrainerKey, ...] = ()
    tech: tuple[TrainerKey, ...] = ()
    needs: tuple[PersonKey, ...] = ()
    covers: tuple[Key, ...] = ()
    objective: Text[Words] | None = None
    prompts: tuple[Text[Words], ...] = ()
    method: Text[Words] | None = None
    form: Line[Words] | None = None
    material: tuple[Line[Words], ...] = ()
    output: Text[Words] | None = None
    plan_b: Text[Words] | None = None
    steps: tuple[Step, ...] = ()
    warn: tuple[Span, ...] | None = None
    room: InTheRoom | None = None
    continues: Key | None = None
    groups: tuple[PlannedGroup, ...] | None = None
    by: Annotated[int, Meta(ge=2, le=MOST)] | None = None
    mix: Literal["organisation"] | None = None
    rotate: bool | None = None
    open: bool | None = None
    until: Key | None = None
    flex: Percent | None = None
    place: Line[Words] | None = None
    roles: Roles | None = None
    objectives: tuple[Text[Words], ...] | None = None
    evaluate: Text[Words] | None = None
    links: tuple[Link, ...] | None = None
    todo: tuple[Todo, ...] | None = None
    spelt: Annotated[Fixed | None, Written.NOWHERE] = None
    """The word for its kind as it was written, where that is not the one of the agenda's language (`spelling`)."""
    leeway: Annotated[int | None, Written.NOWHERE] = None
    """Minutes that it may be shorter or longer by, as its `flex` says, or its block's, or the agenda's (`flex`)."""

    @property
    def shortest(self) -> int:
        """Minutes that it can be cut to: `min`, else its minutes less its leeway; a buffer's is 0."""
        if self.min is not None:
            return self.min
        return 0 if self.kind == BUFFER else self.minutes - (self.leeway or 0)

    @property
    def longest(self) -> int:
        """Minutes that it can be stretched to: `max`, else its minutes and its leeway."""
        return self.minutes + (self.leeway or 0) if self.max is None else self.max

    @property
    def seen_as(self) -> str:
        """The title that the group sees."""
        return (self.room and self.room.title) or self.title

    @property
    def offered_min(self) -> int:
        """The minutes that it is offered with, of a pool: its steps', else the most that it may have, else 10."""
        return -(-sum(step.planned_s for step in self.steps) // 60) or self.max or self.min or 10

    @property
    def in_groups(self) -> bool:
        """Tell whether it is held in groups: written, counted, or made during the day."""
        return bool(self.groups or self.by or self.open)

    @property
    def cut_last(self) -> bool:
        """Tell whether it is protected: as written, else by its kind."""
        return self.kind in PROTECTED_KINDS if self.protected is None else self.protected


class Block(Table, frozen=True, kw_only=True):
    """A stretch of the day with a start and a hard end. Its `pool` are segments that are offered, and not planned."""

    key: Key
    title: Line[Words]
    start: Clock
    end: Clock
    flex: Percent | None = None
    todo: tuple[Todo, ...] | None = None
    segments: Annotated[tuple[Segment, ...], Meta(min_length=1)]
    pool: Annotated[tuple[Segment, ...] | None, Written.NOWHERE] = None


class Planned(Struct, frozen=True):
    """The planned start and end of a segment, in UTC."""

    start: datetime
    end: datetime


class InCourse(Table, frozen=True, kw_only=True):
    """The place of a day in the course that it is part of: `number` of `days`, from 1; `day` is its own title."""

    title: Line[Words]
    number: int
    days: int
    day: Line[Words] | None = None


class Agenda(Table, frozen=True, kw_only=True):
    """A day's plan. Of a day of a course, the title says which day it is."""

    title: Line[Words]
    language: Spoken | None = None
    timezone: Zone | None = None
    also: tuple[Zone, ...] | None = None
    place: Line[Words] | None = None
    mode: Line[Words] | None = None
    series: Line[Words] | None = None
    territory: Line[Place] | None = None
    next_meeting: Line[Words] | None = None
    capacity: Annotated[int, Meta(ge=1, le=100_000)] | None = None
    warn: tuple[Span, ...] = (5, 1)
    flex: Percent | None = None
    confidentiality: Literal["nominatif", "pseudonyme", "chatham"] = "nominatif"
    context: Text[Words] | None = None
    audience: Text[Words] | None = None
    objectives: tuple[Text[Words], ...] = ()
    todo: tuple[Todo, ...] | None = None
    trainers: tuple[Trainer, ...] = ()
    guests: tuple[Guest, ...] = ()
    participants: tuple[Participant, ...] = ()
    programme: tuple[Item, ...] = ()
    blocks: Annotated[tuple[Block, ...], Meta(min_length=1)]
    phases: tuple[Term, ...] = ()
    stakeholders: tuple[Term, ...] = ()
    kinds: tuple[Term, ...] = ()
    evaluation: tuple[Asked, ...] | None = None
    degrees: tuple[Term, ...] | None = None
    course: Annotated[InCourse | None, Written.NOWHERE] = None

    def warns(self, segment: Segment | None) -> tuple[float, ...]:
        """The minutes left of a segment at which is warned, the earliest first: its own, else those of the day."""
        own = segment.warn if segment else None
        return tuple(
            one if isinstance(one, int) else seconds_of(one) / 60 for one in (self.warn if own is None else own)
        )

    @property
    def has_todos(self) -> bool:
        """True if there is any checklist: of the day, of a block or of a segment."""
        return bool(self.todo) or any(
            block.todo or any(one.todo for one in (*block.segments, *(block.pool or ()))) for block in self.blocks
        )

    @property
    def questions(self) -> tuple[Asked, ...]:
        """The questions of the evaluation."""
        return self.evaluation or ()

    @property
    def zone(self) -> tzinfo:
        """The agenda's time zone; UTC until a session, which knows its host's, fills it in."""
        return ZoneInfo(self.timezone or "UTC")

    def segments(self) -> Iterator[Segment]:
        """Yield all segments, in order."""
        for block in self.blocks:
            yield from block.segments

    def pool(self) -> Iterator[Segment]:
        """Yield the segments that are offered, and not planned."""
        for block in self.blocks:
            yield from block.pool or ()

    def segment(self, key: str) -> Segment:
        """The segment called `key`; KeyError if none is."""
        for segment in self.segments():
            if segment.key == key:
                return segment
        raise KeyError(key)

    def block(self, key: str) -> Block:
        """The block called `key`; StopIteration if there is none."""
        return next(block for block in self.blocks if block.key == key)

    def block_of(self, key: str) -> Block:
        """The block that holds the segment called `key`; KeyError if none does."""
        for block in self.blocks:
            if any(segment.key == key for segment in block.segments):
                return block
        raise KeyError(key)

    def trainer(self, key: str) -> Trainer | None:
        """The trainer called `key`."""
        return next((t for t in self.trainers if t.key == key), None)

    def instant(self, day: date, clock: ClockTime) -> datetime:
        """The instant, in UTC, of a clock time of `day`; of one that clocks leave out, when they go forward."""
        return instant_of(datetime.combine(day + timedelta(days=clock.days), clock), self.zone)

    def planned(self, day: date) -> dict[str, Planned]:
        """The planned times of each segment on `day`: one after another, none before its `at`."""
        starts = {block.key: self.instant(day, block.start) for block in self.blocks}
        return self.laid_out(starts, {s.key: self.instant(day, s.at) for s in self.segments() if s.at})

    def laid_out(self, starts: Mapping[str, datetime], pins: Mapping[str, datetime]) -> dict[str, Planned]:
        """The times of each segment if blocks begin at these `starts`: one after another, none before its pin."""
        plan: dict[str, Planned] = {}
        for block in self.blocks:
            cursor = starts[block.key]
            for segment in block.segments:
                start = max(cursor, pins.get(segment.key, cursor))
                cursor = start + timedelta(minutes=segment.minutes)
                plan[segment.key] = Planned(start=start, end=cursor)
        return plan

    def settled(self, present: frozenset[str]) -> Self:
        """The agenda with each pair of alternatives settled: who is in `present` replaces the other.

        Where neither is named the first one written stays.
        """
        instead = {t.key: t.alternative for t in self.trainers if t.alternative in present}
        absent = set(instead) | {t.alternative for t in self.trainers if t.alternative} - set(instead.values())

        def people(keys: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(dict.fromkeys(instead.get(k) or k for k in keys if k in instead or k not in absent))

        def settle(segment: Segment) -> Segment:
            who = {name: people(getattr(segment, name)) for name in ("lead", "support", "tech")}
            roles = segment.roles and {role: given(those, others) for role, those in segment.roles.items()}
            return replace(segment, **who, roles=roles, todo=todo_of(segment.todo, others))

        others = instead | {t.alternative: t.key for t in self.trainers if t.alternative in absent}
        blocks = tuple(
            replace(
                b,
                segments=tuple(map(settle, b.segments)),
                pool=b.pool and tuple(map(settle, b.pool)),
                todo=todo_of(b.todo, others),
            )
            for b in self.blocks
        )
        trainers = tuple(replace(t, alternative=None) for t in self.trainers if t.key not in absent)
        return replace(self, blocks=blocks, trainers=trainers, todo=todo_of(self.todo, others))
