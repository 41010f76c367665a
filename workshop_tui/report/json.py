"""The report as JSON, in the shapes of `json_shapes`.

Instants are ISO 8601 with offset, durations seconds; what is not there is null. Keys are those of no language; their
labels, beside them, are in the report's.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from workshop_tui.agenda import Term
from workshop_tui.agenda.prepared import objectives_of
from workshop_tui.locale import speaking
from workshop_tui.report.digest import Covered, Digest, Held
from workshop_tui.report.json_shapes import VERSION, ReportShape
from workshop_tui.report.printed import Told
from workshop_tui.session.attendance.presence import Presence
from workshop_tui.session.notes.matrix import counted_under
from workshop_tui.session.timing.halfdays import HalfDay
from workshop_tui.shapes.decisions import decision_shape
from workshop_tui.shapes.deviations import deviation_shape
from workshop_tui.shapes.evaluation import evaluation_shape
from workshop_tui.shapes.notes import initiative_shape, note_shape


def as_json(digest: Digest, language: str) -> str:
    """The report, its labels in French (`fr`) or English (`en`)."""
    with speaking(language):
        shape = ReportShape.model_validate(_shape(digest))
    return shape.model_dump_json(indent=2, by_alias=True) + "\n"


def _shape(digest: Digest) -> dict[str, Any]:
    agenda, state, iso = digest.agenda, digest.state, _iso(digest)
    there = digest.presence
    return {
        "version": VERSION,
        "session": state.id,
        "title": agenda.title,
        "date": state.date.isoformat(),
        "timezone": agenda.timezone,
        "place": agenda.place,
        "mode": agenda.mode,
        "capacity": agenda.capacity,
        "registered": len(there.people),
        "held_minutes": there.held_minutes,
        "trainee_minutes": there.minutes,
        "confidentiality": agenda.confidentiality,
        "ended_at": iso(state.day.ended_at),
        "context": agenda.context,
        "audience": agenda.audience,
        "objectives": list(agenda.objectives),
        "trainers": [{"key": t.key, "name": t.name, "organisation": t.organisation} for t in agenda.trainers],
        "blocks": [
            {
                "key": block.plan.key,
                "title": block.plan.title,
                "start": iso(block.start),
                "end": iso(block.end),
                "planned_start": iso(block.planned.start),
                "planned_end": iso(block.planned.end),
                "projected_end": iso(block.projected_end),
                **_attended(there, half),
                "segments": [_segment(digest, row) for row in rows],
            }
            for (block, rows), half in zip(digest.blocks, there.halves, strict=True)
        ],
        "programme": [_covered(covered) for covered in digest.programme],
        "initiatives": [initiative_shape(one.key, one.initiative, one.notes) for one in digest.initiatives],
        "notes": [_note(digest, one) for one in sorted(digest.told, key=lambda one: one.note.number)],
        "decisions": [decision_shape(one.told.note, one.taken, agenda.zone) for one in digest.decisions],
        "evaluation": evaluation_shape(digest.answers) if agenda.questions else None,
        "phases": _terms(agenda.phases, "phases"),
        "stakeholders": _terms(agenda.stakeholders, "stakeholders"),
        "kinds": _terms(agenda.kinds, "kinds"),
        "cells": [
            {"phase": phase, "stakeholder": who, "notes": [note.number for note in notes]}
            for (phase, who), notes in sorted(digest.matrix.cells.items())
        ],
        "silent": {
            "phases": [p.key for p in digest.matrix.silent_phases],
            "stakeholders": [s.key for s in digest.matrix.silent_stakeholders],
        },
        "speaking": {
            "spoken_s": digest.speaking.seconds,
            "groups": [
                {"label": str(one.name), "family": one.family, "organisation": one.organisation, "share": one.share}
                for one in digest.speaking.groups
            ],
        },
        "departures": [deviation_shape(one, agenda.zone) for one in digest.departures],
        "forgotten": state.notebook.forgotten,
    }


def _attended(there: Presence, half: HalfDay) -> dict[str, Any]:
    return {
        "came": there.came(half),
        "held": half.held,
        "held_minutes": half.minutes,
        "trainee_minutes": there.minutes_in(half),
    }


def _iso(digest: Digest) -> Any:
    zone = digest.agenda.zone
    return lambda at: at.astimezone(zone).isoformat() if at else None


def _segment(digest: Digest, row: Held) -> dict[str, Any]:
    times, iso = row.times, _iso(digest)
    instants = {
        name: iso(getattr(times, name)) for name in ("planned_start", "planned_end", "actual_start", "actual_end")
    }
    return {
        "key": times.key,
        "title": times.plan.title,
        "state": str(times.standing),
        "left_over": times.left_over,
        "added": times.added,
        "allotted_s": times.allotted_s,
        "elapsed_s": times.elapsed_s,
        "place": times.plan.place,
        "objectives": list(objectives_of(times.plan)),
        "links": [{"text": one.text, "url": one.url} for one in times.plan.links or ()],
        **instants,
    }


def _covered(covered: Covered) -> dict[str, Any]:
    keys = [row.times.key for row in covered.segments]
    return {
        "key": covered.item.key,
        "text": covered.item.text,
        "segments": keys,
        "held": covered.held,
        "notes": covered.notes,
    }


def _note(digest: Digest, one: Told) -> dict[str, Any]:
    about = one.about or one.note.taken.initiative
    labels = {
        "kind_label": str(one.kind.name("kinds")) if one.kind else None,
        "phases_labels": [str(term.name("phases")) for term in one.phases],
        "stakeholders_labels": [str(term.name("stakeholders")) for term in one.stakeholders],
        "counts_under": counted_under(digest.agenda, one.note.taken),
        "group_label": str(one.group) if one.group else None,
    }
    return {**note_shape(one.note, digest.agenda.zone), "by": one.author, "initiative": about, **labels}


def _terms(terms: Iterable[Term], axis: str) -> list[dict[str, Any]]:
    return [{"key": one.key, "label": str(one.name(axis)), "members": list(one.members)} for one in terms]
