"""Notes, times and the other tables as CSV, as spreadsheets open it right: no cell that one would run as a formula."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime

from workshop_tui.locale import speaking
from workshop_tui.report.digest import Digest
from workshop_tui.report.spreadsheet import laid_out
from workshop_tui.session.notes.notebook import Details

FORMULA = tuple("=+-@＝＋－＠'\t\r")
"""The beginnings of a cell that a spreadsheet may run, or that stand for that: an apostrophe goes before it."""
_FORMULA = re.compile(rf"(^|[,;\t\r\n])([\s\"]*)(?=[{re.escape(''.join(FORMULA[:-2]))}])")
"""The places before one, in a cell that may be taken apart at the other separator, or at the end of a line."""
_GUARDED = re.compile(rf"(^|[,;\t\r\n])([\s\"]*)'(?=[{re.escape(''.join(FORMULA))}])")
"""The apostrophes that were put there."""


def table(
    digest: Digest, which: str, language: str, *, bom: bool = False, semicolon: bool = False, raw: bool = False
) -> str:
    """The table called `which`, one of `spreadsheet.TABLES`; if `raw`, one of `formats.RAW`.

    `bom` for spreadsheets that need it to see UTF-8, `semicolon` between cells for those of countries where a comma
    stands in numbers.
    """
    with speaking(language):
        rows = {"notes": _notes, "times": _times}[which](digest) if raw else laid_out(digest, which)
    return written([[digest.veil.text(cell) for cell in row] for row in rows], bom=bom, semicolon=semicolon)


def written(rows: list[list[str]], *, bom: bool, semicolon: bool) -> str:
    """The rows as CSV, each cell as no spreadsheet runs it; `bom` and `semicolon` as `table` has them."""
    page = io.StringIO()
    writer = csv.writer(page, delimiter=";" if semicolon else ",", lineterminator="\r\n")
    writer.writerows([safe(cell) for cell in row] for row in rows)
    return ("\ufeff" if bom else "") + page.getvalue()


def safe(cell: str) -> str:
    """The cell as no spreadsheet runs it, whichever separator that goes by; taking the apostrophes before what would
    be run away gives it back."""
    guarded = _FORMULA.sub(r"\1\2'", cell)
    return f"'{guarded}" if guarded.startswith(("\t", "\r")) else guarded


def unguarded(cell: str) -> str:
    """The cell that `safe` made this one of."""
    return _GUARDED.sub(r"\1\2", cell)


def _notes(digest: Digest) -> list[list[str]]:
    zone, fields = digest.agenda.zone, list(Details.__struct_fields__)
    named = Details.__struct_encode_fields__
    rows = [
        [
            "number",
            "at",
            "by",
            "segment",
            "kind",
            "phases",
            "stakeholders",
            "initiative",
            "private",
            "remember",
            "check",
            "text",
            *named,
            "group",
        ]
    ]
    for segment, notes in digest.notes:
        for one in notes:
            taken = one.note.taken
            said = [getattr(one.details, name) for name in fields]
            rows.append(
                [
                    str(one.note.number),
                    _iso(taken.at.astimezone(zone)),
                    one.author,
                    segment.title if segment else "",
                    str(one.kind.name("kinds")) if one.kind else "",
                    ", ".join(str(term.name("phases")) for term in one.phases),
                    ", ".join(str(term.name("stakeholders")) for term in one.stakeholders),
                    one.initiative or "",
                    *(_flag(getattr(taken, mark)) for mark in ("private", "remember", "check")),
                    taken.text,
                    *(_flag(value) if isinstance(value, bool) else value or "" for value in said),
                    str(one.group or ""),
                ]
            )
    return rows


def _times(digest: Digest) -> list[list[str]]:
    zone = digest.agenda.zone
    rows = [
        [
            "block",
            "segment",
            "title",
            "state",
            "planned_start",
            "planned_end",
            "actual_start",
            "actual_end",
            "planned_min",
            "used_s",
        ]
    ]
    for block, held in digest.blocks:
        for row in held:
            times = row.times
            instants = (times.planned_start, times.planned_end, times.actual_start, times.actual_end)
            rows.append(
                [
                    block.plan.key,
                    times.key,
                    times.plan.title,
                    str(times.standing),
                    *(_iso(at.astimezone(zone)) if at else "" for at in instants),
                    "" if times.unplanned else str(times.plan.minutes),
                    str(times.elapsed_s),
                ]
            )
    return rows


def _iso(at: datetime) -> str:
    return at.isoformat(sep=" ", timespec="seconds")


def _flag(value: bool) -> str:
    return "1" if value else "0"
