"""Papers of attendance: a presence record, which is no signed sheet, and a blank sheet to sign. Both name people.

As Markdown and as HTML to print; the record as CSV too, a row a participant and half-day. All numbers are those of
`session.presence`.
"""

from __future__ import annotations

from datetime import datetime

from workshop_tui.locale import Message, _, clock_time, say, speaking
from workshop_tui.report.tables import written
from workshop_tui.report.template import page
from workshop_tui.session.attendance.presence import WORDS, Being, Cell, held_told
from workshop_tui.session.attendance.presence import presence as counted
from workshop_tui.session.state import State
from workshop_tui.session.timing.timeline import timeline

HEADS = {
    "name": say("name"), "organisation": say("organisation"), "block": say("block"),
    "title": say("title of the block"), "half_day": say("half-day"), "date": say("date"),
    "arrived": say("arrived ({zone})"), "left": say("left ({zone})"), "minutes": say("minutes present"),
    "held_start": say("held from ({zone})"), "held_end": say("held until ({zone})"),
    "held_minutes": say("minutes held"), "planned_start": say("planned start ({zone})"),
    "planned_end": say("planned end ({zone})"), "planned_minutes": say("minutes planned"), "state": say("state"),
    "times": say("times"), "day_minutes": say("minutes present that day"), "day_held": say("minutes held that day"),
    "day_rate": say("rate of that day (%)"), "session": say("session"),
}  # fmt: skip
"""The heads of the CSV, by the names of its columns."""
COLUMNS = (
    "name", "organisation", "block", "title", "date", "arrived", "left", "minutes", "held_start", "held_end",
    "held_minutes", "planned_start", "planned_end", "planned_minutes", "state", "times"
)  # fmt: skip
"""Of the CSV. `arrived` and `left`: when the first stay that counts began and the last ended; `times`: all of them."""
SPARE, ROOM = 2, 12
"""Empty lines of a sheet below those who are registered, at the least; and where nobody is, with no capacity."""


def presence(state: State, language: str, now: datetime | None = None) -> str:
    """How long each participant was there, half-day by half-day, in Markdown, in French (`fr`) or English (`en`); seen
    at `now`, or when its last block is over."""
    zone, now = state.agenda.zone, now or _over(state)
    return page(
        "presence.md.j2",
        language,
        zone,
        state=state,
        agenda=state.agenda,
        times=timeline(state.day, now),
        there=counted(state.day, state.attendance, now),
        told=lambda cell: cell.told(zone),
        held=lambda half: held_told(half, zone),
    )


def _over(state: State) -> datetime:
    return state.day.hours[state.agenda.blocks[-1].key].end


def sheet(state: State, language: str) -> str:
    """A list of who is registered, with a place to sign for each half-day, empty, in Markdown; lines to spare up to the
    capacity, two at the least. Trainers sign theirs."""
    there = counted(state.day, state.attendance, _over(state))
    registered, room = len(there.people), state.agenda.capacity or 0
    empty = range(max(SPARE, room - registered) if registered else room or ROOM)
    return page("sheet.md.j2", language, state.agenda.zone, state=state, agenda=state.agenda, there=there, empty=empty)


def as_html(kind: str, state: State, now: datetime, language: str) -> str:
    """The record (`presence`) or the `sheet` as a page to print: A4 landscape, no row split, heads on each page."""
    from workshop_tui.report.html import document, html_of

    markdown = presence(state, language, now) if kind == "presence" else sheet(state, language)
    with speaking(language):
        called = _("Presence record") if kind == "presence" else _("Attendance sheet")
    styles = ("report.css", "sheet.css", *(("signing.css",) if kind == "sheet" else ()))
    return document(html_of(markdown), f"{called} — {state.agenda.title}", language, *styles)


def as_csv(
    state: State, now: datetime, language: str, *, bom: bool = False, semicolon: bool = False, raw: bool = False
) -> str:
    """The record as CSV, one row a participant and half-day: under heads in words, with the hours and the rate of the
    day; if `raw`, under `COLUMNS`, and in the words of `Being`."""
    there, zone = counted(state.day, state.attendance, now), state.agenda.zone
    with speaking(language):
        rows = [
            [one.person.name, one.person.organisation or "", *_cells(state, cell)]
            for one in there.people
            for cell in one.cells
        ]
        if raw:
            return written([list(COLUMNS), *rows], bom=bom, semicolon=semicolon)
        names = ["session", *COLUMNS, "half_day", "day_minutes", "day_held", "day_rate"]
        zoned: dict[str, object] = {"zone": state.agenda.timezone or str(zone)}
        heads = [str(Message(HEADS[name].text, zoned if "{zone}" in HEADS[name].text else None)) for name in names]
        beside = [
            [
                str(cell.half.called(zone)),
                str(one.minutes),
                str(there.held_minutes),
                "" if one.rate is None else str(one.rate),
            ]
            for one in there.people
            for cell in one.cells
        ]
        said = COLUMNS.index("state")
        told = [
            [state.id, *row[:said], _in_words(row[said]), *row[said + 1 :], *more]
            for row, more in zip(rows, beside, strict=True)
        ]
        return written([heads, *told], bom=bom, semicolon=semicolon)


def _in_words(being: str) -> str:
    return str(WORDS.get(Being(being), say("present")))


def _cells(state: State, cell: Cell) -> list[str]:
    half, zone = cell.half, state.agenda.zone

    def at(instant: datetime | None) -> str:
        return f"{instant.astimezone(zone):%Y-%m-%d %H:%M}" if instant else ""

    times, spans = cell.times, half.spans
    noted = [stay.start for stay in cell.noted][:1]
    arrived = times[0].start if times else noted[0] if noted and half.to_come else None
    return [
        half.block.key,
        half.block.title,
        state.date.isoformat(),
        at(arrived),
        at(times[-1].end if times and not cell.here else None),
        str(cell.minutes) if half.held else "",
        at(spans[0].start if spans else None),
        at(spans[-1].end if spans and not half.running else None),
        str(half.minutes) if half.held else "",
        at(half.planned.start),
        at(half.planned.end),
        str(half.planned_minutes),
        str(cell.being),
        "; ".join(f"{clock_time(span.start, zone)} – {clock_time(span.end, zone)}" for span in times),
    ]
