"""Tables for a spreadsheet: heads in the report's language, a key and a label for each word, one unit a column.

A table is a row a thing, each with its session, day and block, so that the tables of several days can be laid one under
the other, and `notes` and `times` have `segment` in common. Instants are local, without their zone, which the head
says: a spreadsheet reads them as times. `--raw` gives the tables as programs had them before (`tables`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from workshop_tui.agenda import Term
from workshop_tui.locale import Message, say
from workshop_tui.report.digest import Digest
from workshop_tui.report.printed import Told
from workshop_tui.session.decisions.taken import VOTES
from workshop_tui.session.timing.day import Standing
from workshop_tui.session.timing.minutes import full_minutes

HEADS: dict[str, Message] = {
    "session": say("session"), "date": say("date"), "block": say("block"), "block_title": say("title of the block"),
    "segment": say("segment"), "segment_title": say("title of the segment"), "number": say("number"),
    "at": say("at ({zone})"), "by": say("noted by"), "kind": say("kind"), "kind_label": say("kind (in words)"),
    "phases": say("phases"), "phases_label": say("phases (in words)"), "stakeholders": say("stakeholders"),
    "stakeholders_label": say("stakeholders (in words)"), "initiative": say("initiative"),
    "initiative_name": say("name of the initiative"), "group": say("group"), "group_name": say("name of the group"),
    "private": say("private"), "remember": say("to remember"),
    "check": say("to check"), "text": say("text"), "who": say("who"), "due": say("by when (date)"),
    "due_text": say("by when (in words)"), "speaker": say("speaker’s code"), "agreed": say("agreed to be quoted"),
    "reference": say("reference"), "settled": say("settled"), "met": say("met"), "met_label": say("met (in words)"),
    "answer": say("answer"), "axis": say("axis"), "tag": say("tag"), "tag_label": say("tag (in words)"),
    "family": say("family"), "state": say("state"), "state_label": say("state (in words)"),
    "planned_start": say("planned start ({zone})"), "planned_end": say("planned end ({zone})"),
    "actual_start": say("actual start ({zone})"), "actual_end": say("actual end ({zone})"),
    "planned_min": say("minutes planned"), "used_min": say("minutes used"),
    "name": say("name"), "type": say("type"), "territory": say("territory"), "carried_by": say("carried by"),
    "status": say("status"), "nature": say("nature"), "need": say("need or wish"), "stakes": say("stakes"),
    "phase": say("phase"), "phase_label": say("phase (in words)"), "reported_by": say("reported by"),
    "case": say("the case"), "question": say("question of the case"), "options": say("options heard"),
    "tools": say("tools offered"), "kept": say("what the presenter keeps"), "notes": say("notes"),
    "from": say("from"), "from_label": say("from (in words)"), "to": say("to"), "to_label": say("to (in words)"),
    "degree": say("degree of participation"), "degree_label": say("degree of participation (in words)"),
    "purpose": say("what for"), "purpose_label": say("what for (in words)"), "stakeholder": say("stakeholder"),
    "stakeholder_label": say("stakeholder (in words)"), "numbers": say("numbers of the notes"),
    "rule": say("rule"), "rule_label": say("rule (in words)"), "adopted": say("adopted"), "result": say("result"),
    "votes_for": say("votes for"), "votes_against": say("votes against"), "votes_abstain": say("abstentions"),
    "question_key": say("question"), "objective": say("objective"),
    "objective_text": say("objective (in words)"), "value": say("mark"),
    "value_label": say("mark (in words)"), "answers": say("answers"),
    "dots": say("dots"), "objections": say("objections that stand"), "lifted": say("objections lifted"),
}  # fmt: skip
"""The head of each column, by its name in docs/report.md."""
STATES = {
    Standing.UPCOMING: say("to come"), Standing.LIVE: say("live"), Standing.SET_ASIDE: say("set aside"),
    Standing.DONE: say("done"), Standing.SKIPPED: say("skipped"),
}  # fmt: skip
BETWEEN = "; "
"""Between several words in one cell; `tags` has a row for each instead."""

Row = dict[str, str]


@dataclass(frozen=True)
class Table:
    """A table: the names of its columns, and what makes its rows."""

    columns: tuple[str, ...]
    rows: Callable[[Digest], Iterator[Row]]


def laid_out(digest: Digest, which: str) -> list[list[str]]:
    """The table called `which`, its heads first, in the language in use."""
    table, zone = TABLES[which], digest.agenda.timezone or str(digest.agenda.zone)
    heads = [
        str(Message(HEADS[name].text, {"zone": zone} if "{zone}" in HEADS[name].text else {})) for name in table.columns
    ]
    return [heads, *([row.get(name, "") for name in table.columns] for row in table.rows(digest))]


def _notes(digest: Digest) -> Iterator[Row]:
    for one in _told(digest):
        taken, details = one.note.taken, one.details
        yield (
            _place(digest, one)
            | _due(details.due)
            | {
                "at": _local(digest, taken.at),
                "by": one.author,
                "kind": taken.kind or "",
                "kind_label": _label(one.kind, "kinds"),
                "phases": BETWEEN.join(taken.phases),
                "phases_label": BETWEEN.join(_label(term, "phases") for term in one.phases),
                "stakeholders": BETWEEN.join(taken.stakeholders),
                "stakeholders_label": BETWEEN.join(_label(term, "stakeholders") for term in one.stakeholders),
                "initiative": one.about or "",
                "initiative_name": one.initiative or "",
                "group": taken.group or "",
                "group_name": str(one.group or ""),
                **{mark: _flag(getattr(taken, mark)) for mark in ("private", "remember", "check")},
                "text": taken.text,
                **_request(one),
                "who": details.who or "",
                "speaker": details.speaker or "",
                "agreed": _flag(details.agreed),
                "reference": details.reference or "",
                "settled": _flag(details.settled),
                "met": details.met or "",
                "met_label": str(one.said.get("met") or ""),
                "answer": details.answer or "",
            }
        )


def _tags(digest: Digest) -> Iterator[Row]:
    """A row a note and tag; `family`: the stakeholder under which the matrix counts it."""
    families = {member: term.key for term in digest.agenda.stakeholders for member in term.members}
    for one in _told(digest):
        axes = (
            ("kind", "kinds", (one.kind,) if one.kind else ()),
            ("phase", "phases", one.phases),
            ("stakeholder", "stakeholders", one.stakeholders),
        )
        for axis, of, terms in axes:
            for term in terms:
                yield _place(digest, one) | {
                    "axis": axis,
                    "tag": term.key,
                    "tag_label": _label(term, of),
                    "family": families.get(term.key, term.key) if axis == "stakeholder" else "",
                }


def _requests(digest: Digest) -> Iterator[Row]:
    for one in _told(digest):
        if one.note.taken.kind == "sollicitation":
            yield (
                _place(digest, one)
                | _request(one)
                | {
                    "at": _local(digest, one.at),
                    "phases": BETWEEN.join(one.note.taken.phases),
                    "phases_label": BETWEEN.join(_label(term, "phases") for term in one.phases),
                    "initiative": one.about or "",
                    "initiative_name": one.initiative or "",
                    "text": one.text,
                    "answer": one.details.answer or "",
                }
            )


def _times(digest: Digest) -> Iterator[Row]:
    for block, held in digest.blocks:
        for row in held:
            times = row.times
            instants = {
                name: _local(digest, getattr(times, name))
                for name in ("planned_start", "planned_end", "actual_start", "actual_end")
            }
            used = row.held and not row.left_running
            yield (
                _of_session(digest)
                | instants
                | {
                    "block": block.plan.key,
                    "block_title": block.plan.title,
                    "segment": times.key,
                    "segment_title": times.plan.title,
                    "state": str(times.standing),
                    "state_label": str(say("not held") if times.left_over else STATES[times.standing]),
                    "planned_min": "" if times.unplanned else str(times.plan.minutes),
                    "used_min": str(full_minutes(times.elapsed_s)) if used else "",
                }
            )


def _initiatives(digest: Digest) -> Iterator[Row]:
    phases = {term.key: term for term in digest.agenda.phases}
    for one in digest.initiatives:
        said = one.initiative
        texts = {
            name: getattr(said, name) or ""
            for name in (
                "name",
                "territory",
                "carried_by",
                "status",
                "need",
                "stakes",
                "reported_by",
                "question",
                "options",
                "tools",
                "kept",
            )
        }
        told = {label.text: str(words) for label, words in one.fields}
        phase = phases.get(said.phase or "")
        yield (
            _of_session(digest)
            | texts
            | {
                "initiative": one.key,
                "type": said.kind or "",
                "nature": told.get("nature", ""),
                "phase": said.phase or "",
                "phase_label": _label(phase, "phases") or (said.phase or ""),
                "stakeholders": BETWEEN.join(said.stakeholders),
                "stakeholders_label": told.get("links already made", ""),
                "case": _flag(said.case),
                "notes": str(len(one.notes)),
            }
        )


def _matrix(digest: Digest) -> Iterator[Row]:
    """A row a phase and stakeholder, those without a note too."""
    made = digest.matrix
    for phase in made.phases:
        for who in made.stakeholders:
            cell = made.cells.get((phase.key, who.key), ())
            yield _of_session(digest) | {
                "phase": phase.key,
                "phase_label": _label(phase, "phases"),
                "stakeholder": who.key,
                "stakeholder_label": _label(who, "stakeholders"),
                "notes": str(len(cell)),
                "numbers": BETWEEN.join(str(note.number) for note in cell),
            }


def _decisions(digest: Digest) -> Iterator[Row]:
    for one in digest.decisions:
        taken = one.taken
        votes = {f"votes_{vote}": str(taken.count(vote)) for vote in VOTES} if taken.rule == "majority" else {}
        said = {
            standing: BETWEEN.join(objection.text for objection in one.objections if objection.standing == standing)
            for standing in ("stands", "lifted")
        }
        yield (
            _place(digest, one.told)
            | _due(one.due)
            | votes
            | {
                "at": _local(digest, one.told.at),
                "text": one.text,
                "rule": taken.rule or "",
                "rule_label": str(one.rule or ""),
                "adopted": _flag(one.adopted),
                "result": one.result,
                "dots": BETWEEN.join(f"{name}: {count}" for name, count in one.dots),
                "objections": said["stands"],
                "lifted": said["lifted"],
                "who": one.who or "",
            }
        )


def _evaluation(digest: Digest) -> Iterator[Row]:
    """A row a mark that may be given, those that nobody gave, too. What was written stands in no table."""
    for one in digest.answers.questions:
        for marked in one.marked:
            for value, count in marked.counts.items():
                yield _of_session(digest) | {
                    "question_key": one.asked.key,
                    "text": one.asked.text,
                    "objective": str(marked.row.objective or ""),
                    "objective_text": marked.about,
                    "value": str(value),
                    "value_label": marked.row.called(value),
                    "answers": str(count),
                }


_HERE = ("session", "date", "block", "block_title", "segment", "segment_title")
_SAID = ("from", "from_label", "to", "to_label", "purpose", "purpose_label")
TABLES: dict[str, Table] = {
    "notes": Table((*_HERE, "number", "at", "by", "kind", "kind_label", "phases", "phases_label", "stakeholders",
                    "stakeholders_label", "initiative", "initiative_name", "private", "remember", "check", "text",
                    *_SAID, "answer", "who", "due", "due_text", "speaker", "agreed", "reference", "settled", "met",
                    "met_label", "degree", "degree_label", "group", "group_name"), _notes),
    "times": Table((*_HERE, "state", "state_label", "planned_start", "planned_end", "actual_start", "actual_end",
                    "planned_min", "used_min"), _times),
    "tags": Table((*_HERE, "number", "axis", "tag", "tag_label", "family"), _tags),
    "requests": Table((*_HERE, "number", "at", "phases", "phases_label", *_SAID, "text", "answer", "initiative",
                       "initiative_name", "degree", "degree_label"), _requests),
    "initiatives": Table(("session", "date", "initiative", "name", "type", "territory", "carried_by", "status",
                          "nature", "need", "stakes", "phase", "phase_label", "stakeholders", "stakeholders_label",
                          "reported_by", "case", "question", "options", "tools", "kept", "notes"), _initiatives),
    "matrix": Table(("session", "date", "phase", "phase_label", "stakeholder", "stakeholder_label", "notes",
                     "numbers"), _matrix),
    "decisions": Table((*_HERE, "number", "at", "text", "rule", "rule_label", "adopted", "result", "votes_for",
                        "votes_against", "votes_abstain", "dots", "objections", "lifted", "who", "due", "due_text"),
                       _decisions),
    "evaluation": Table(("session", "date", "question_key", "text", "objective", "objective_text", "value",
                         "value_label", "answers"), _evaluation),
}  # fmt: skip


def _told(digest: Digest) -> list[Told]:
    return [one for _segment, notes in digest.notes for one in notes]


def _of_session(digest: Digest) -> Row:
    return {"session": digest.state.id, "date": digest.state.date.isoformat()}


def _place(digest: Digest, one: Told) -> Row:
    """The session, block and segment of a note, and its number."""
    day, key = digest.state.day, one.note.taken.segment
    known = key is not None and key in day.plans
    block = day.agenda.block(day.block_of(key)) if known and key else None
    return _of_session(digest) | {
        "block": block.key if block else "",
        "block_title": block.title if block else "",
        "segment": key or "",
        "segment_title": day.plans[key].title if known and key else "",
        "number": str(one.note.number),
    }


def _request(one: Told) -> Row:
    details, said = one.details, one.said
    return {
        "from": details.asker or "",
        "from_label": str(said.get("asker") or ""),
        "to": details.asked or "",
        "to_label": str(said.get("asked") or ""),
        "purpose": details.purpose or "",
        "purpose_label": str(said.get("purpose") or ""),
        "degree": details.degree or "",
        "degree_label": str(said.get("degree") or ""),
    }


def _due(said: str | None) -> Row:
    try:
        return {"due": date.fromisoformat((said or "").strip()).isoformat()}
    except ValueError:
        return {"due_text": said or ""}


def _label(term: Term | None, axis: str) -> str:
    return str(term.name(axis)) if term else ""


def _local(digest: Digest, at: datetime | None) -> str:
    return f"{at.astimezone(digest.agenda.zone):%Y-%m-%d %H:%M:%S}" if at else ""


def _flag(value: bool | None) -> str:
    return "" if value is None else "1" if value else "0"
