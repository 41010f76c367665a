"""The parts of the report as JSON: their fields, and what each means (`workshop-tui schema --report`).

`version` counts what would break a reader: a field that is renamed, removed, or comes to mean something else. Fields
may be added without it.
"""

from __future__ import annotations

from typing import Any, Literal

from workshop_tui.report.shape import Day, Instant, Shape
from workshop_tui.report.taken_shapes import SAID as SAID_OF_WHAT_WAS_TAKEN
from workshop_tui.report.taken_shapes import DecisionShape, EvaluationShape

VERSION = 1
State = Literal["upcoming", "live", "set_aside", "done", "skipped"]
Rule = Literal["nominatif", "pseudonyme", "chatham"]
Reason = Literal["debate", "technical", "late", "choice"]


class Person(Shape):
    """A trainer."""

    key: str
    name: str
    organisation: str | None


class LinkShape(Shape):
    """A link of a segment: its words, and the address."""

    text: str | None
    url: str


class SegmentShape(Shape):
    """A segment, planned against actual."""

    key: str
    title: str
    state: State
    left_over: bool
    added: bool
    planned_start: Instant | None
    planned_end: Instant | None
    actual_start: Instant | None
    actual_end: Instant | None
    allotted_s: int
    elapsed_s: int
    place: str | None
    objectives: list[str]
    links: list[LinkShape]


class BlockShape(Shape):
    """A block and its segments. `start` and `end` are its hours of the day; `came`: how many took part in it,
    `held_minutes`: how long it was held, meals apart, `trainee_minutes`: how long they were there, all together."""

    key: str
    title: str
    start: Instant
    end: Instant
    planned_start: Instant
    planned_end: Instant
    projected_end: Instant | None
    came: int
    held: bool
    held_minutes: int
    trainee_minutes: int
    segments: list[SegmentShape]


class ProgrammeShape(Shape):
    """An announced item, the segments that cover it, whether any was held."""

    key: str
    text: str
    segments: list[str]
    held: bool
    notes: int


class InitiativeShape(Shape):
    """An initiative, and the numbers of the notes about it; of the one that is the case, what is said of that."""

    key: str
    name: str
    kind: str | None
    territory: str | None
    carried_by: str | None
    status: str | None
    nature: str | None
    need: str | None
    stakes: str | None
    phase: str | None
    stakeholders: list[str]
    reported_by: str | None
    case: bool
    question: str | None
    options: str | None
    tools: str | None
    kept: str | None
    notes: list[int]


class NoteShape(Shape):
    """A note: as `notes --json` has it, without what was done to it."""

    number: int
    at: Instant
    by: str
    segment: str | None
    kind: str | None
    phases: list[str]
    stakeholders: list[str]
    initiative: str | None
    group: str | None
    private: bool
    remember: bool
    check: bool
    text: str
    details: dict[str, str | bool]
    kind_label: str | None
    phases_labels: list[str]
    stakeholders_labels: list[str]
    counts_under: list[str]
    group_label: str | None


class DepartureShape(Shape):
    """Where the day departed from its plan (`shift_s`: seconds it gained), and why. Only with `--private`."""

    at: Instant
    change: int | None
    segment: str | None
    about: list[str]
    shift_s: int | None
    reason: Reason | None
    what: str


class TermShape(Shape):
    """A phase, a stakeholder or a kind of note, as the agenda has them, in its order."""

    key: str
    label: str
    members: list[str]


class CellShape(Shape):
    """A cell of the matrix that has notes."""

    phase: str
    stakeholder: str
    notes: list[int]


class Silent(Shape):
    """Terms that nobody spoke of."""

    phases: list[str]
    stakeholders: list[str]


class SpokeShape(Shape):
    """The share of a group of at least three: a family of stakeholders, an organisation, the trainers or others."""

    label: str
    family: str | None
    organisation: str | None
    share: int


class SpeakingShape(Shape):
    """Shares of the time spoken, by where people come from: nobody's own time is told."""

    spoken_s: int
    groups: list[SpokeShape]


class ReportShape(Shape):
    """The report."""

    version: Literal[1]
    session: str
    title: str
    date: Day
    timezone: str | None
    place: str | None
    mode: str | None
    capacity: int | None
    registered: int
    held_minutes: int
    trainee_minutes: int
    confidentiality: Rule
    ended_at: Instant | None
    context: str | None
    audience: str | None
    objectives: list[str]
    trainers: list[Person]
    blocks: list[BlockShape]
    programme: list[ProgrammeShape]
    initiatives: list[InitiativeShape]
    notes: list[NoteShape]
    decisions: list[DecisionShape]
    evaluation: EvaluationShape | None
    phases: list[TermShape]
    stakeholders: list[TermShape]
    kinds: list[TermShape]
    cells: list[CellShape]
    silent: Silent
    speaking: SpeakingShape
    departures: list[DepartureShape]
    forgotten: int


SAID: dict[str, str] = SAID_OF_WHAT_WAS_TAKEN | {
    "key": "Its key: the same in every language, and all through this report.",
    "label": "Its label, in the report's language.",
    "title": "Its title, as the agenda has it.",
    "start": "When it begins, by today's hours.", "end": "When it is to end, by today's hours.",
    "planned_start": "When it was to begin, as the agenda has it; null for what was not planned.",
    "planned_end": "When it was to end, as the agenda has it; null for what was not planned.",
    "actual_start": "When it began; null if it was not held.", "actual_end": "When it ended; null while it is live.",
    "projected_end": "When it ended, or will if nobody does anything; null if nothing in it was or will be held.",
    "allotted_s": "Seconds that it has today.", "elapsed_s": "Seconds that it was live, without pauses.",
    "state": "How it stands.", "left_over": "Whether the day ended without it.",
    "added": "Whether nobody had planned it.", "came": "How many participants were there at some time.",
    "held": "Whether any of it was held.", "held_minutes": "Minutes that it was held, meals apart.",
    "trainee_minutes": "Minutes that participants were there, all together.",
    "segments": "Segments, in the order of today; of a programme item: the keys of those that cover it.",
    "name": "Its name.", "organisation": "Whom they belong to.", "text": "The words, as they were typed.",
    "kind": "The kind of a note, as a key of `kinds`; of an initiative: its type, in words.",
    "territory": "Where it is.", "carried_by": "Who carries it.", "status": "Its legal form, in words.",
    "nature": "collective, entrepreneuriale or les-deux, or other words.", "need": "The need or the wish behind it.",
    "stakes": "What is at stake.", "phase": "A key of `phases`, or a word that they do not have.",
    "stakeholders": "Keys of `stakeholders` or of their members, or words that these do not have; of the report: all"
                    " that the agenda has.",
    "stakeholder": "A key of `stakeholders`.", "reported_by": "Who told of it.",
    "case": "Whether it is the case that a participant presented.", "question": "The question of the case.",
    "options": "What was proposed.", "tools": "The tools that were offered.", "kept": "What the presenter keeps.",
    "notes": "Of an initiative or a cell: the numbers of its notes; of a programme item: how many; of the report: all"
             " that may be handed out.",
    "number": "Its number, which it keeps.", "at": "When it was taken, or when it happened.", "by": "Who took it.",
    "segment": "The key of the segment that it belongs to; null before the first.",
    "phases": "Of a note: keys of the phases that it names, or other words; of the report: those that the agenda has.",
    "group": "The key of the group that it was taken in.",
    "group_label": "The words by which that group is called.",
    "initiative": "The key of the initiative that it is about; its name where that is not recorded.",
    "private": "Whether it is for the co-trainers only.", "remember": "Whether it is among the first lines.",
    "check": "Whether it is still to be checked.",
    "details": "The fields of its kind: from, to, purpose, answer, degree, who, due, speaker, agreed, reference,"
    " settled, met.",
    "kind_label": "The label of its kind.", "phases_labels": "The labels of `phases`, in their order.",
    "stakeholders_labels": "The labels of `stakeholders`, in their order.",
    "counts_under": "The keys of the stakeholders under which `cells` counts it: families for their members, and the"
                    " ends of a request, but the collective only where nobody else is at the other end.",
    "change": "The number of the event that it was; null of an overrun.",
    "about": "The keys of the segments concerned.",
    "shift_s": "Seconds that the day gained by it; below zero: lost; null if only the order changed.",
    "reason": "Why; null as long as nobody said so.", "what": "What happened, in words.",
    "members": "The keys of its members, which count under it.",
    "version": "The version of this shape: raised only where a reader of the one before would go wrong.",
    "session": "The id of the session.", "date": "The day.", "timezone": "The time zone of its clock times.",
    "place": "Where it is held.", "mode": "How it is held.", "capacity": "How many there is room for.",
    "registered": "How many participants are registered.", "confidentiality": "What is hidden of names.",
    "ended_at": "When the day was closed; null while it is open.", "context": "Why there is this day.",
    "audience": "For whom it is.", "objectives": "What it is for.", "trainers": "Who runs it.",
    "blocks": "The blocks of the day.", "programme": "What was announced, item by item.",
    "initiatives": "What collectives run, as participants told it.",
    "kinds": "The kinds of notes that the agenda has.",
    "cells": "The cells of phases × stakeholders that have notes: for each note, each of its `phases` with each key"
             " that it `counts_under`, where the agenda has both.",
    "silent": "The phases and stakeholders that no cell has.",
    "speaking": "Who spoke how long, by where people come from; nothing of fewer than three.",
    "spoken_s": "Seconds that were spoken in turns, all together; 0 where fewer than three people spoke.",
    "groups": "The groups that spoke, those that are too small as one, the last.",
    "family": "The key of the family of stakeholders that it is, else null.",
    "share": "Its share of all that was spoken, in whole per cents.",
    "url": "Its address, as the agenda has it.", "links": "Addresses that the agenda names for it.",
    "departures": "Where the day departed from its plan: with --private alone.",
    "forgotten": "How many notes were removed for good.",
}  # fmt: skip
"""A sentence for each field, by its name."""


def schema() -> dict[str, Any]:
    """The JSON Schema of the report, each field with its description."""
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:workshop-tui:report:{VERSION}",
        "title": "workshop-tui report",
    }
    made = ReportShape.model_json_schema()
    for part in (made, *made["$defs"].values()):
        for name, field in part["properties"].items():
            field.pop("title", None)
            field["description"] = SAID[name]
    return head | {name: part for name, part in made.items() if name != "title"}
