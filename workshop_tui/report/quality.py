"""One page for an audit of a training organisation, from what was recorded and nothing else.

It goes by the indicators of the French national quality standard (Référentiel national qualité, decree 2019-565 of
6 June 2019) that a day's record can speak to, and says of each what is not recorded, and at its end what it does not
prove. Under the session's confidentiality; without private notes; nothing on it is signed.
"""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workshop_tui.agenda.vocabulary import MET
from workshop_tui.locale import Message, _, say, speaking
from workshop_tui.report.account import coverage
from workshop_tui.report.digest import Covered, Digest, Held, digest
from workshop_tui.report.one_sheet import fitting, shortened
from workshop_tui.report.printed import Told
from workshop_tui.report.template import page
from workshop_tui.session.attendance.presence import Being
from workshop_tui.session.evaluation.results import Marked, Result
from workshop_tui.session.points import open_ones, points
from workshop_tui.session.state import State
from workshop_tui.session.timing.deviations import Deviation, deviations
from workshop_tui.session.timing.events import reason_word
from workshop_tui.shapes.evaluation import evaluation_shape
from workshop_tui.text.folding import alike

MOST = 6
"""Rows of each list at the most: the page is one page, and what there is beyond them stands in the review and in the
report."""
INDICATORS: dict[int, Message] = {
    11: say("whether objectives were reached"),
    12: say("engagement of those present, and prevention of drop-outs"),
    30: say("appraisals that were gathered"),
    31: say("difficulties, complaints, and what did not go as planned"),
    32: say("what is to be improved"),
}
"""The indicators that a day's record speaks to, and what they are about, in our words."""
APPRAISING = (None, "constat", "frein", "levier", "idee", "verbatim")
"""The kinds of notes by which people say what they think of the day."""
UNPROVEN: tuple[Message, ...] = (
    say("that anybody signed: attendance is what the trainers noted, and no signed sheet"),
    say("what each participant has learned: no test and no assessment of a person is recorded"),
    say("that what was spoken of was learned: the number of notes says how much was noted, and no more"),
    say("what funders, employers or other parties thought: nobody but those present is asked"),
    say("that complaints were dealt with: a complaint made after the day, or elsewhere, is not in this record"),
    say("that what is to be changed has been changed since"),
)
"""The claims that the page does not prove."""


@dataclass(frozen=True)
class Aim:
    """An objective, and what was recorded for it: the segments that carry it, how many notes were taken in them, and
    what was answered to whether it was reached (None: nothing)."""

    text: str
    segments: tuple[Held, ...]
    notes: int
    answers: Marked | None = None

    @property
    def held(self) -> tuple[Held, ...]:
        return tuple(row for row in self.segments if row.held)

    @property
    def minutes(self) -> int:
        """The minutes that were held of it."""
        return sum(row.times.used_min for row in self.held if not row.left_running)


@dataclass(frozen=True)
class Quality:
    """The content of the page. `departures` stand in its `digest`, too, whose private notes are left out."""

    digest: Digest
    aims: tuple[Aim, ...]
    went_on: int
    """How many of the points that earlier days left open were answered on this one."""
    left_open: int

    @property
    def departures(self) -> tuple[Deviation, ...]:
        return self.digest.departures

    @property
    def met(self) -> dict[str, int]:
        """How many expectations were met, met in part, not met, by the keys of `MET`; "" of those not said."""
        said = [one.details.met or "" for one in self.digest.expectations]
        return {key: said.count(key) for key in (*(word.key for word in MET), "")}

    @property
    def attended(self) -> tuple[int, int, int]:
        """How many were registered, how many of them came at all, and how many to every half-day that was held."""
        people = self.digest.presence.people
        cells = [[cell.being is Being.PRESENT for cell in one.cells if cell.half.held] for one in people]
        return len(people), sum(any(those) for those in cells), sum(bool(those) and all(those) for those in cells)

    @property
    def greatest(self) -> list[Deviation]:
        """The departures that moved the day the most, in order of time."""
        by_size = sorted(self.departures, key=lambda one: -abs(one.shift_min or 0))
        return sorted(by_size[: self.most], key=lambda one: one.at)

    @property
    def appraisals(self) -> list[Told]:
        """The notes of what was said of the day in its closing; what was agreed, asked or parked there is none."""
        return [one for one in self.digest.evaluation if one.note.taken.kind in APPRAISING]

    @property
    def programme(self) -> list[Covered]:
        """The announced items; of a day of a course, those that its own segments cover."""
        return [one for one in self.digest.programme if one.segments or not self.digest.agenda.course]

    @property
    def answered(self) -> list[Result]:
        """The questions of the evaluation that something was answered to, but those about objectives, each of which has
        its answers beside it."""
        asked = [one for one in self.digest.answers.questions if one.asked.kind != "objectives"]
        return [one for one in asked if one.words or one.withheld or any(row.total for row in one.marked)]

    @property
    def missed(self) -> list[Told]:
        """The expectations that were met in part or not."""
        return [one for one in self.digest.expectations if one.details.met in ("en-partie", "non")]

    @property
    def most(self) -> int:
        """The rows of each list for which there is room on one sheet: `MOST`, or fewer of a full day."""
        d = self.digest
        uncovered = sum(not one.held for one in self.programme)
        written = sum(len(one.words[:MOST]) for one in self.answered)
        lists = (
            (len(self.aims), 2),
            (uncovered, 1.5),
            (len(self.missed), 1.5),
            (len(self.appraisals), 1),
            (len(self.answered), 1),
            (written, 1.5),
            (len(self.departures), 1),
            (len(d.otherwise), 1),
            (len(self.improvements), 1.5),
        )
        return fitting(lists, MOST)

    @property
    def improvements(self) -> list[Told]:
        """The follow-ups that were agreed on."""
        return self.digest.of_kind("action")


def quality(state: State, now: datetime) -> Quality:
    """Sum up what a session's record has for an audit, seen at `now`."""
    found = digest(state, now)
    found = dataclasses.replace(found, departures=tuple(deviations(found.state.day, found.times.now)))
    answered = [step for one in found.points() for step in one.history if one.session != state.id]
    today = [one for one in points([found.state]) if one.kind in ("action", "question", "parking")]
    private = {note.number for note in found.state.notebook.notes if note.taken.private}
    left = sum(one.note.number not in private for one in open_ones(today))
    return Quality(found, tuple(_aims(found)), sum(step.session == state.id for step in answered), left)


def _aims(found: Digest) -> list[Aim]:
    """The agenda's objectives. A segment carries one if its own objective, or a programme item that it covers, says the
    same words: nothing else in the record links them."""
    rows = [row for _block, rows in found.blocks for row in rows]
    noted = {segment.key: len(those) for segment, those in found.notes if segment}
    made = []
    asked = [row for one in found.answers.questions for row in one.marked if row.row.objective and row.total]
    for number, text in enumerate(found.agenda.objectives, 1):
        answers = next((row for row in asked if row.row.objective == number), None)
        items = {covered.item.key for covered in found.programme if alike(covered.item.text) == alike(text)}
        those = tuple(row for row in rows if _carries(row, text, items))
        made.append(Aim(text, those, sum(noted.get(row.times.key, 0) for row in those), answers))
    return made


def _carries(row: Held, text: str, items: set[str]) -> bool:
    plan = row.times.plan
    said = {alike(one) for one in (plan.objective, *(plan.objectives or ())) if one}
    return alike(text) in said or not items.isdisjoint(plan.covers)


def made(form: str, found: Quality, language: str) -> str:
    """The page in a format (`papers.FORMS`), in French (`fr`) or English (`en`)."""
    return {"md": as_markdown, "html": as_html, "json": as_json}[form](found, language)


def as_markdown(found: Quality, language: str) -> str:
    """The page as Markdown."""
    agenda = found.digest.agenda
    return page(
        "quality.md.j2",
        language,
        agenda.zone,
        q=found,
        d=found.digest,
        agenda=agenda,
        most=found.most,
        short=shortened,
        indicators=INDICATORS,
        marks_of=marks_of,
        unproven=UNPROVEN,
        coverage=coverage,
        picture=None,
    )


def as_html(found: Quality, language: str) -> str:
    """The same as a page to print, on one sheet of A4."""
    from workshop_tui.report.html import document, html_of

    with speaking(language):
        called = _("For an audit")
    called = f"{called} — {found.digest.agenda.title}"
    return document(
        html_of(as_markdown(found, language)), called, language, "report.css", "single_page.css", "quality.css"
    )


def as_json(found: Quality, language: str) -> str:
    """The same for programs: docs/report.md, “A page for an audit”."""
    with speaking(language):
        return json.dumps(_shape(found), ensure_ascii=False, indent=2) + "\n"


def marks_of(answers: Marked) -> dict[str, int]:
    """How often each answer was given, by its words in the language that is spoken."""
    return {answers.row.called(value): count for value, count in answers.counts.items()}


def _shape(found: Quality) -> dict[str, Any]:
    d, there = found.digest, found.digest.presence
    registered, came, to_all = found.attended
    met = found.met
    return {
        "version": 1,
        "session": d.state.id,
        "title": d.agenda.title,
        "date": d.state.date.isoformat(),
        "confidentiality": d.agenda.confidentiality,
        "ended": bool(d.state.day.ended_at),
        "signed": False,
        "11": {
            "objectives": [
                {
                    "text": aim.text,
                    "segments": [row.times.key for row in aim.segments],
                    "held": [row.times.key for row in aim.held],
                    "minutes": aim.minutes,
                    "notes": aim.notes,
                    "answers": marks_of(aim.answers) if aim.answers else None,
                }
                for aim in found.aims
            ],
            "programme": [
                {"key": one.item.key, "text": one.item.text, "covered": str(coverage(one))} for one in found.programme
            ],
            "expectations": {"met": met["oui"], "partly": met["en-partie"], "not_met": met["non"], "not_said": met[""]},
        },
        "12": {
            "recorded": there.noted,
            "registered": registered,
            "came": came if there.noted else None,
            "to_every_half_day": to_all if there.noted else None,
            "rate": there.rate if there.noted else None,
            "trainee_minutes": there.minutes if there.noted else None,
            "held_minutes": there.held_minutes,
            "half_days": [
                {
                    "block": half.block.key,
                    "held": half.held,
                    "held_minutes": half.minutes if half.held else None,
                    "planned_minutes": half.planned_minutes,
                    "came": there.came(half) if half.held and there.noted else None,
                    "trainee_minutes": there.minutes_in(half) if half.held and there.noted else None,
                }
                for half in there.halves
            ],
        },
        "30": {
            "appraisals": [one.text for one in found.appraisals],
            "evaluation": evaluation_shape(d.answers) if d.answers.any else None,
        },
        "31": {
            "departures": [
                {
                    "what": str(one.words),
                    "minutes": one.shift_min,
                    "reason": one.reason,
                    "reason_label": str(reason_word(one.reason)) if one.reason else None,
                }
                for one in found.departures
            ],
            "complaints": None,
        },
        "32": {
            "to_change": [
                {
                    "segment": row.times.key,
                    "planned_minutes": row.times.plan.minutes,
                    "took_minutes": row.times.used_min if row.held and not row.left_running else None,
                }
                for row in (d.otherwise if d.state.day.ended_at else ())
            ],
            "follow_ups": [
                {"text": one.text, "who": one.details.who, "due": one.details.due} for one in found.improvements
            ],
            "answered_from_before": found.went_on,
            "left_open": found.left_open,
        },
        "not_proven": [str(one) for one in UNPROVEN],
    }
