"""A plan as it was understood, row by row: as a table for a person, and as the JSON that scripts rely on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from workshop_tui.locale import Message, _, language, plural, say
from workshop_tui.plans.meaning.laying import clock
from workshop_tui.plans.meaning.proposal import Proposal, RowRead, Seg
from workshop_tui.plans.order import length
from workshop_tui.text import clean_line
from workshop_tui.text.typography import quoted

VERSION = 1
"""Of the JSON."""
_IS = {
    "title": say("title"), "head": say("column heads"), "day": say("a day"), "block": say("a block"),
    "detail": say("goes with the row above"), "lunch": say("lunch, between two blocks"), "end": say("the end"),
    "total": say("a total: not read"), "about": say("of the whole"), "text": say("not read"),
    "hidden": say("hidden: not read"), "segment": say("not placed"),
}  # fmt: skip
"""The words for what a row is; of a segment that could not be put on the clock."""


def table(proposal: Proposal, source: str, width: int) -> Iterator[str]:
    """The lines of the table, `width` signs wide: what was understood, and to the right what it was read from."""
    yield clean_line(f"{source} → {_summed(proposal)}")
    yield from _columns(proposal)
    numbers = max((len(str(one.row.number)) for one in proposal.rows), default=1)
    half = max(24, (width - numbers - 5) * 9 // 16)
    sheet, several = None, len({one.sheet for one in proposal.rows}) > 1
    for one in proposal.rows:
        if several and one.sheet != sheet:
            sheet = one.sheet
            yield _("sheet “{name}”", name=clean_line(one.sheet))
        number = str(one.row.number) if one.row.number else ""
        right = _cut(one.row.told, width - numbers - half - 5)
        yield f"{number:>{numbers}}  {_cut(_understood(one), half):<{half}}  {right}".rstrip()
        for told in one.remarks:
            yield f"{'':>{numbers}}  ~ {told}"
        for told in one.mistakes:
            yield f"{'':>{numbers}}  ! {told}"
    for remark in proposal.remarks:
        yield f"~ {remark}"


def mistakes(proposal: Proposal, source: str) -> Iterator[str]:
    """A line a mistake: the file, the row and what is in it, and what is wrong."""
    for one in proposal.rows:
        for told in one.mistakes:
            where = f"{source}, {one.sheet}" if one.sheet else source
            yield clean_line(f"{where}: {one.row.place}: {told} ({quoted(_cut(one.row.told, 60), language())})")
    for told in proposal.mistakes:
        yield clean_line(f"{source}: {told}")
    for question in proposal.questions:
        yield clean_line(f"{source}: {question.message} ({_answered(question.option)})")


def _answered(option: str) -> Message:
    example = {"--start": "--start 9h", "--end": "--end 17h"}.get(option, option)
    return say("{option} says it", option=example)


def shape(proposal: Proposal, source: str, file: str | None) -> dict[str, Any]:
    """The JSON (docs/plans.md); `file` is the agenda that was written, if one was."""
    return {
        "version": VERSION,
        "from": source,
        "written": file,
        "title": proposal.title,
        "language": proposal.language,
        "timezone": proposal.zone,
        "columns": [
            {"sheet": one.sheet, "column": one.column, "head": one.head, "field": one.field} for one in proposal.columns
        ],
        "rows": [_row(one) for one in proposal.rows],
        "remarks": [str(one) for one in proposal.remarks],
        "mistakes": [str(one) for one in proposal.mistakes],
        "questions": [{"option": one.option, "message": str(one.message)} for one in proposal.questions],
    }


def _row(one: RowRead) -> dict[str, Any]:
    segment = one.segment
    made: dict[str, Any] = {
        "sheet": one.sheet,
        "table": one.row.table,
        "row": one.row.number,
        "text": one.row.told,
        "is": one.what,
        "day": one.day,
        "block": one.block,
        "segment": _segment(segment) if segment else None,
        "remarks": [str(told) for told in one.remarks],
        "mistakes": [str(told) for told in one.mistakes],
    }
    return made


def _segment(one: Seg) -> dict[str, Any]:
    return {
        "start": _clock(one.start),
        "end": _clock(one.end),
        "minutes": one.minutes,
        "title": one.title,
        "kind": one.kind,
        "at": _clock(one.at) if one.at is not None else None,
        "min": one.shortest,
        "max": one.longest,
        "optional": one.optional,
        "people": {role: names for role, names in one.people.items() if names},
        "texts": one.texts,
        "steps": [{"title": title, "minutes": minutes} for title, minutes in one.steps],
    }


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


def _summed(proposal: Proposal) -> str:
    segments = [one for day in proposal.days for one in day.segments]
    blocks = sum(len(day.blocks) for day in proposal.days)
    parts = (
        plural("{count} day", "{count} days", len(proposal.days)),
        plural("{count} block", "{count} blocks", blocks),
        plural("{count} segment", "{count} segments", len(segments)),
    )
    return _("{label}: {value}", label=quoted(proposal.title or "", language()), value=", ".join(parts))


def _columns(proposal: Proposal) -> Iterator[str]:
    read = [f"{one.head or one.column} → {one.field}" for one in proposal.columns if one.field]
    if read:
        yield clean_line(_("columns: {names}", names=" · ".join(dict.fromkeys(read))))
    if unread := dict.fromkeys(one.head or one.column for one in proposal.columns if not one.field):
        yield clean_line(_("columns that are not read: {names} (--map COLUMN=FIELD)", names=", ".join(unread)))


def _understood(one: RowRead) -> str:
    segment = one.segment
    if segment is None:
        told = str(_IS[one.what])
        if one.what in ("day", "block"):
            numbered = str(say("day {number}", number=one.day)) if one.what == "day" and one.day else told
            told = " · ".join(filter(None, (numbered, one.block)))
        return told
    named = [name for role in ("lead", "support", "tech", "needs") for name in segment.people.get(role, [])]
    people = ", ".join(dict.fromkeys([*named, _("everybody")] if segment.people.get("everybody") else named))
    kind = {"pause": _("break"), "tampon": _("buffer")}.get(segment.kind or "", "")
    words = [clean_line(segment.title), kind and f"[{kind}]", people and f"· {people}"]
    return " ".join(filter(None, (f"{clock(segment.start)!s:<6}", f"{length(segment.minutes):<7}", *words)))


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: max(0, room - 1)].rstrip() + "…"
