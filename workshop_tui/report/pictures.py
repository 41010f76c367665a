"""Pictures of a day, as SVG: its timeline, planned against actual, and its matrix as a heat map. No browser needed.

Each is one `<svg>` element with a title for those who do not see it. Every text of a person is escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from workshop_tui.locale import _, clock_time, language, plural, say, speaking
from workshop_tui.report.digest import Digest, Held
from workshop_tui.text.markup import attribute, escape
from workshop_tui.text.typography import typeset

WIDTH, ROW, LABELS = 960, 26, 300
"""Pixels of a timeline: its width, the height of a row, the column of titles."""
CELL, DOWN, HEAD, SIDE = 60, 29, 160, 300
"""Pixels of a heat map: a cell's width and height, the height of the heads, the column of stakeholders."""
INK, MUTED, PALE = "#1b1f24", "#59636e", "#d0d7de"
PLANNED, ACTUAL, OVER = "#9aa7b5", "#0a5aa8", "#a40e26"
SHADES = ("#ffffff", "#dbe9f6", "#a9cbe8", "#2f74b0", "#0a4f8f")
"""The colours of a cell's count: none, up to a quarter of the fullest, up to half, up to three quarters, more."""


LEGENDS = {
    "timeline": say("The day: planned in grey, as it went in blue, beyond its time in red"),
    "matrix": say("Phases × stakeholders: the number of notes that name both"),
}
"""The words under each picture."""


def shows(digest: Digest, language: str, name: str) -> str:
    """Say what the picture called `name` shows, for who does not see it."""
    with speaking(language):
        return _day_told(digest) if name == "timeline" else _matrix_told(digest)


def _day_told(digest: Digest) -> str:
    rows = [row for _block, held in digest.blocks for row in held]
    held = [row for row in rows if row.held]
    over = [row for row in held if row.over_min >= 1 and not row.times.added]
    planned = _("A bar for each segment of the day ({count})", count=len(rows))
    told = [planned, plural("{count} was held", "{count} were held", len(held))]
    if over:
        told.append(plural("{count} went beyond its time", "{count} went beyond their time", len(over)))
    return _("{told}; the tables below have the times.", told=", ".join(told))


def _matrix_told(digest: Digest) -> str:
    """Say every count, row by row: no table stands beside the picture."""
    made = digest.matrix
    rows = []
    for who in made.stakeholders:
        counts = [(phase.name("phases"), made.count(phase.key, who.key)) for phase in made.phases]
        if said := ", ".join(f"{phase} {count}" for phase, count in counts if count):
            rows.append(_("{label}: {value}", label=who.name("stakeholders"), value=said))
    most = plural("at the most {count} note in a cell", "at the most {count} notes in a cell", made.most)
    told = _("A cell for each phase and stakeholder, darker with its notes: {most}", most=most)
    return ". ".join([told, *rows]) + "."


def pictures(digest: Digest, language: str) -> dict[str, str]:
    """`timeline` and `matrix`, in French (`fr`) or English (`en`)."""
    with speaking(language):
        return {"timeline": timeline(digest), "matrix": heat_map(digest)}


def timeline(digest: Digest) -> str:
    """A row a segment: a bar as planned, under it one as it went, red where it overran."""
    zone, rows = digest.agenda.zone, [row for _block, held in digest.blocks for row in held]
    instants = [at for row in rows for at in _instants(row)]
    instants += [at for block, _held in digest.blocks for at in (block.start, block.end)]
    first, last = min(instants), max(instants)
    first = first.replace(minute=0, second=0)
    across = (WIDTH - LABELS - 20) / max(1, (last - first).total_seconds())

    def x(at: datetime) -> float:
        return LABELS + (at - first).total_seconds() * across

    parts, hour, height = [], first, 40 + ROW * len(rows)
    while hour <= last:
        parts.append(f'<line x1="{x(hour):.1f}" y1="26" x2="{x(hour):.1f}" y2="{height - 8}" stroke="{PALE}"/>')
        parts.append(words_at(x(hour) + 3, 20, clock_time(hour, zone), size=11, colour=MUTED))
        hour += timedelta(hours=1)
    for k, row in enumerate(rows):
        y = 34 + ROW * k
        parts.append(words_at(8, y + 14, cut(row.times.plan.title, 38)))
        parts += _bars(row, y, x)
    return svg(WIDTH, height, str(LEGENDS["timeline"]), parts)


def _instants(row: Held) -> Iterator[datetime]:
    times = row.times
    yield from (at for at in (times.planned_start, times.planned_end, times.actual_start, times.actual_end) if at)


def _bars(row: Held, y: int, x: Callable[[datetime], float]) -> Iterator[str]:
    times = row.times
    if times.planned_start and times.planned_end:
        yield _rect(x(times.planned_start), y + 2, x(times.planned_end) - x(times.planned_start), 7, PLANNED)
    if times.actual_start and times.actual_end:
        start, end = x(times.actual_start), x(times.actual_end)
        over = max(0.0, min(end - start, x(times.actual_start + timedelta(seconds=max(0, row.over_s))) - start))
        yield _rect(start, y + 11, end - start - over, 9, ACTUAL)
        if over:
            yield _rect(end - over, y + 11, over, 9, OVER)


def heat_map(digest: Digest) -> str:
    """Stakeholders as rows, phases as columns, the count in each cell, darker with it; totals at the ends."""
    made = digest.matrix

    def cell(column: int, row: int) -> Shaded:
        count = made.count(made.phases[column].key, made.stakeholders[row].key)
        return str(count or "·"), -(-4 * count // made.most) if made.most else 0

    def total(column: int | None, row: int | None) -> str:
        phase = None if column is None else made.phases[column].key
        return str(made.total(phase=phase, stakeholder=None if row is None else made.stakeholders[row].key) or "·")

    phases = [str(one.name("phases")) for one in made.phases]
    return shaded(
        phases, [str(one.name("stakeholders")) for one in made.stakeholders], cell, total, str(LEGENDS["matrix"])
    )


Shaded = tuple[str, int]
"""The words of a cell, and how dark it is: which of `SHADES`."""


def shaded(
    columns: Sequence[str],
    rows: Sequence[str],
    cell: Callable[[int, int], Shaded],
    total: Callable[[int | None, int | None], str],
    title: str,
    described: str = "",
) -> str:
    """A grid whose cells are darker with their counts. `cell`, `total`: of a column and a row; None: of all of them."""
    across, last = len(columns), len(rows)
    parts = list[str]()
    for k, label in enumerate([*columns, _("Total")]):
        place = f"translate({SIDE + CELL * k + CELL / 2 + 4:.0f},{HEAD - 8}) rotate(-40)"
        parts.append(f'<g transform="{place}">{words_at(0, 0, cut(label, 30))}</g>')
    for k, label in enumerate(rows):
        y = HEAD + DOWN * k
        parts.append(words_at(8, y + 19, cut(label, 44)))
        for j in range(across):
            figure, shade = cell(j, k)
            place = f'x="{SIDE + CELL * j}" y="{y}" width="{CELL - 2}" height="{DOWN - 2}"'
            parts.append(f'<rect {place} fill="{SHADES[shade]}" stroke="{PALE}"/>')
            parts.append(_figure(j, k, figure, "#ffffff" if shade > 2 else INK))
        parts.append(_figure(across, k, total(None, k), MUTED))
    parts.append(words_at(8, HEAD + DOWN * last + 19, _("Total"), colour=MUTED))
    parts += [_figure(j, last, total(j, None), MUTED) for j in range(across)]
    parts.append(_figure(across, last, total(None, None), MUTED))
    width, height = SIDE + CELL * (across + 1) + 120, HEAD + DOWN * (last + 1) + 10
    return svg(width, height, title, parts, described)


def _figure(column: int, row: int, told: str, colour: str) -> str:
    """A count, in the middle of its cell."""
    middle = SIDE + CELL * column + CELL / 2 - 1
    return words_at(middle, HEAD + DOWN * row + 19, told, colour=colour, anchor="middle")


def svg(width: int, height: int, title: str, parts: list[str], described: str = "") -> str:
    """A picture of these parts; `described` says what it shows."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label={attribute(title)} font-family="system-ui, sans-serif" font-size="13">'
    )
    ground = f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
    told = [f"<desc>{escape(described)}</desc>"] if described else []
    return "\n".join([head, f"<title>{escape(title)}</title>", *told, ground, *parts, "</svg>"]) + "\n"


def _rect(x: float, y: int, width: float, height: int, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y}" width="{max(0.5, width):.1f}" height="{height}" fill="{fill}"/>'


def words_at(x: float, y: float, text: str, *, size: int = 13, colour: str = INK, anchor: str = "start") -> str:
    typed = typeset(text, language())
    return f'<text x="{x:.1f}" y="{y}" font-size="{size}" fill="{colour}" text-anchor="{anchor}">{escape(typed)}</text>'


def cut(text: str, longest: int) -> str:
    line = " ".join(text.split("\n"))
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
