"""Pictures of an observatory, as SVG: its grid as a heat map, and its requests as bands from who asks to who is asked.

Each has a title and a description; the tables beside them say the same. Every text of a person is escaped.
"""

from __future__ import annotations

from workshop_tui.locale import _, say
from workshop_tui.report.observatory.grid import Grid
from workshop_tui.report.observatory.requests import Flow
from workshop_tui.report.observatory.series import Spread
from workshop_tui.report.observatory.whole import Observatory
from workshop_tui.report.pictures import MUTED, Shaded, cut, shaded, svg, words_at
from workshop_tui.text.markup import escape

LEGENDS = {
    "heat": say("Phases × stakeholders: the number of sessions in which both were spoken of"),
    "flows": say("Requests, from who asks to who is asked: the wider a band, the more sessions it was said in"),
}
"""The words under each picture."""
ACROSS, ENDS, STEP, WIDEST = 960, 300, 34, 22
"""Pixels of the flows: the width, the columns of names, the height of a name's row, of the widest band."""
ANSWERED, UNANSWERED = "#2f74b0", "#a40e26"
MOST_FLOWS = 24
"""Bands that are drawn: the widest; the table has them all."""


def pictures(whole: Observatory) -> dict[str, str]:
    """The pictures of an observatory by their names, in the language in use; none of what it has nothing of."""
    found = {"heat": heat_map(whole.grid)} if whole.grid.cells else {}
    if _drawn(whole):
        found["flows"] = flows(whole)
    return found


def shows(whole: Observatory, name: str) -> str:
    """Say what the picture of this name shows, for who does not see it."""
    told = _flows_told(whole) if name == "flows" else _grid_told(whole.grid)
    return ". ".join([str(LEGENDS[name]), *told]) + "."


def _flows_told(whole: Observatory) -> list[str]:
    flows = {f"{one.asker.label} → {one.asked.label}": one.count.spread for one in _drawn(whole)}
    return [_("{label}: {value}", label=ends, value=spread) for ends, spread in flows.items()]


def _grid_told(made: Grid) -> list[str]:
    rows = []
    for who in made.stakeholders:
        counts = [(phase.label, made.spread(phase.key, who.key)) for phase in made.phases]
        if said := ", ".join(f"{phase} {_count(spread)}" for phase, spread in counts if spread.places):
            rows.append(_("{label}: {value}", label=who.label, value=said))
    return rows


def _count(spread: Spread) -> str:
    return f"<\u00a0{spread.fold}" if spread.folded else str(spread.sessions or "·")


def heat_map(made: Grid) -> str:
    """Stakeholders as rows, phases as columns, in each cell its sessions, darker with them; totals at the ends."""

    def cell(column: int, row: int) -> Shaded:
        spread = made.spread(made.phases[column].key, made.stakeholders[row].key)
        shade = 1 if spread.folded else -(-4 * spread.sessions // made.most) if made.most else 0
        return _count(spread), shade

    def total(column: int | None, row: int | None) -> str:
        phase = None if column is None else made.phases[column].key
        return _count(made.total(phase=phase, stakeholder=None if row is None else made.stakeholders[row].key))

    return shaded(
        [str(one.label) for one in made.phases],
        [str(one.label) for one in made.stakeholders],
        cell,
        total,
        str(LEGENDS["heat"]),
        _("In each cell the number of sessions"),
    )


def flows(whole: Observatory) -> str:
    """Askers on the left, those who are asked on the right; a band where there was an answer in no session is red, and
    its middle is broken."""
    drawn = _drawn(whole)
    left = list(dict.fromkeys(one.asker for one in drawn))
    right = list(dict.fromkeys(one.asked for one in drawn))
    top, most = 46, max(one.count.spread.sessions for one in drawn)
    height = top + STEP * max(len(left), len(right)) + 34
    tops = [top + STEP * (max(len(left), len(right)) - len(side)) // 2 for side in (left, right)]
    parts = [
        words_at(ENDS - 12, 22, _("Who asks"), colour=MUTED, anchor="end"),
        words_at(ACROSS - ENDS + 12, 22, _("Who is asked"), colour=MUTED),
    ]
    for one in drawn:
        start, end = tops[0] + STEP * left.index(one.asker), tops[1] + STEP * right.index(one.asked)
        parts.append(_band(one, start, end, 2 + (WIDEST - 2) * one.count.spread.sessions / most))
    for k, who in enumerate(left):
        parts.append(words_at(ENDS - 12, tops[0] + STEP * k + 5, cut(str(who.label), 40), anchor="end"))
    for k, who in enumerate(right):
        parts.append(words_at(ACROSS - ENDS + 12, tops[1] + STEP * k + 5, cut(str(who.label), 40)))
    told = _("blue: answered in one session at least; red and broken: answered in none")
    parts.append(words_at(8, height - 10, told, size=12, colour=MUTED))
    return svg(ACROSS, height, str(LEGENDS["flows"]), parts, told)


def _band(one: Flow, start: int, end: int, wide: float) -> str:
    middle = ACROSS / 2
    way = f"M{ENDS},{start} C{middle},{start} {middle},{end} {ACROSS - ENDS},{end}"
    colour, broken = (ANSWERED, "") if one.count.answered.sessions else (UNANSWERED, ' stroke-dasharray="14 6"')
    named = _("{label}: {value}", label=f"{one.asker.label} → {one.asked.label}", value=one.count.spread)
    return (
        f'<path d="{way}" fill="none" stroke="{colour}" stroke-opacity="0.55" stroke-width="{wide:.1f}"{broken}>'
        f"<title>{escape(named)}</title></path>"
    )


def _drawn(whole: Observatory) -> list[Flow]:
    """The widest bands; those whose count is folded are not drawn."""
    return [one for one in whole.requests.flows if not one.count.spread.folded][:MOST_FLOWS]
