"""The report as JSON, and the published schema of it (`workshop-tui schema --report`). Version 1.

Instants are ISO 8601 with offset, durations seconds; what is not there is null. Words are those of no language: keys.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

from workshop_tui.report.digest import Covered, Digest, Held
from workshop_tui.report.printed import Told
from workshop_tui.session.attendance.presence import Presence
from workshop_tui.session.timing.halfdays import HalfDay
from workshop_tui.shapes.deviations import deviation_shape
from workshop_tui.shapes.notes import initiative_shape, note_shape


class Shape(BaseModel):
    """A part of the report; no key is left out, none is added."""

    model_config = ConfigDict(extra="forbid", defer_build=True)


class Person(Shape):
    """A trainer."""

    key: str
    name: str
    organisation: str | None


class SegmentShape(Shape):
    """A segment, planned against actual."""

    key: str
    title: str
    state: str
    left_over: bool
    added: bool
    planned_start: str | None
    planned_end: str | None
    actual_start: str | None
    actual_end: str | None
    allotted_s: int
    elapsed_s: int


class BlockShape(Shape):
    """A block and its segments. `start` and `end` are its hours of the day; `came`: how many took part in it,
    `held_minutes`: how long it was held, meals apart, `trainee_minutes`: how long they were there, all together."""

    key: str
    title: str
    start: str
    end: str
    planned_start: str
    planned_end: str
    projected_end: str | None
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
    """An initiative, and the numbers of the notes about it."""

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
    at: str
    by: str
    segment: str | None
    kind: str | None
    phases: list[str]
    stakeholders: list[str]
    initiative: str | None
    private: bool
    remember: bool
    check: bool
    text: str
    details: dict[str, str | bool]


class DepartureShape(Shape):
    """Where the day departed from its plan (`shift_s`: seconds it gained), and why. Only with `--private`."""

    at: str
    change: int | None
    segment: str | None
    about: list[str]
    shift_s: int | None
    reason: str | None
    what: str


class CellShape(Shape):
    """A cell of the matrix that has notes."""

    phase: str
    stakeholder: str
    notes: list[int]


class Silent(Shape):
    """Terms that nobody spoke of."""

    phases: list[str]
    stakeholders: list[str]


class ReportShape(Shape):
    """The report."""

    version: int
    session: str
    title: str
    date: str
    timezone: str | None
    place: str | None
    mode: str | None
    capacity: int | None
    registered: int
    held_minutes: int
    trainee_minutes: int
    confidentiality: str
    ended_at: str | None
    context: str | None
    audience: str | None
    objectives: list[str]
    trainers: list[Person]
    blocks: list[BlockShape]
    programme: list[ProgrammeShape]
    initiatives: list[InitiativeShape]
    notes: list[NoteShape]
    cells: list[CellShape]
    silent: Silent
    departures: list[DepartureShape]
    forgotten: int


def schema() -> dict[str, Any]:
    """The JSON Schema of the report."""
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "workshop-tui report"}
    return head | {name: part for name, part in ReportShape.model_json_schema().items() if name != "title"}


def as_json(digest: Digest) -> str:
    """The report."""
    shape = ReportShape.model_validate(_shape(digest))
    return shape.model_dump_json(indent=2) + "\n"


def _shape(digest: Digest) -> dict[str, Any]:
    agenda, state, iso = digest.agenda, digest.state, _iso(digest)
    there = digest.presence
    return {
        "version": 1, "session": state.id, "title": agenda.title, "date": state.date.isoformat(),
        "timezone": agenda.timezone, "place": agenda.place, "mode": agenda.mode, "capacity": agenda.capacity,
        "registered": len(there.people), "held_minutes": there.held_minutes, "trainee_minutes": there.minutes,
        "confidentiality": agenda.confidentiality, "ended_at": iso(state.day.ended_at), "context": agenda.context,
        "audience": agenda.audience, "objectives": list(agenda.objectives),
        "trainers": [{"key": t.key, "name": t.name, "organisation": t.organisation} for t in agenda.trainers],
        "blocks": [
            {"key": block.plan.key, "title": block.plan.title, "start": iso(block.start), "end": iso(block.end),
             "planned_start": iso(block.planned.start), "planned_end": iso(block.planned.end),
             "projected_end": iso(block.projected_end), **_attended(there, half),
             "segments": [_segment(digest, row) for row in rows]}
            for (block, rows), half in zip(digest.blocks, there.halves, strict=True)
        ],
        "programme": [_covered(covered) for covered in digest.programme],
        "initiatives": [initiative_shape(one.key, one.initiative, one.notes) for one in digest.initiatives],
        "notes": [_note(digest, one) for one in sorted(digest.told, key=lambda one: one.note.number)],
        "cells": [
            {"phase": phase, "stakeholder": who, "notes": [note.number for note in notes]}
            for (phase, who), notes in sorted(digest.matrix.cells.items())
        ],
        "silent": {"phases": [p.key for p in digest.matrix.silent_phases],
                   "stakeholders": [s.key for s in digest.matrix.silent_stakeholders]},
        "departures": [deviation_shape(one, agenda.zone) for one in digest.departures],
        "forgotten": state.notebook.forgotten,
    }  # fmt: skip


def _attended(there: Presence, half: HalfDay) -> dict[str, Any]:
    return {"came": there.came(half), "held": half.held, "held_minutes": half.minutes,
            "trainee_minutes": there.minutes_in(half)}  # fmt: skip


def _iso(digest: Digest) -> Any:
    zone = digest.agenda.zone
    return lambda at: at.astimezone(zone).isoformat() if at else None


def _segment(digest: Digest, row: Held) -> dict[str, Any]:
    times, iso = row.times, _iso(digest)
    instants = {
        name: iso(getattr(times, name)) for name in ("planned_start", "planned_end", "actual_start", "actual_end")
    }
    return {"key": times.key, "title": times.plan.title, "state": str(times.standing), "left_over": times.left_over,
            "added": times.added, "allotted_s": times.allotted_s, "elapsed_s": times.elapsed_s, **instants}  # fmt: skip


def _covered(covered: Covered) -> dict[str, Any]:
    keys = [row.times.key for row in covered.segments]
    return {"key": covered.item.key, "text": covered.item.text, "segments": keys, "held": covered.held,
            "notes": covered.notes}  # fmt: skip


def _note(digest: Digest, one: Told) -> dict[str, Any]:
    about = one.about or one.note.taken.initiative
    return {**note_shape(one.note, digest.agenda.zone), "by": one.author, "initiative": about}
