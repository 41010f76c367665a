"""Who was there: a presence record, which is no signed sheet, and a blank sheet to sign. Both name people."""

from __future__ import annotations

from workshop_tui.report.page import page
from workshop_tui.session.attendance.stays import told
from workshop_tui.session.state import State


def presence(state: State, language: str) -> str:
    """When each participant was there, block by block, in Markdown, in French (`fr`) or English (`en`)."""
    zone = state.agenda.zone
    people = [
        (one, [told(state.attendance.stays(key, block.key), zone) for block in state.agenda.blocks])
        for key, one in state.attendance.people.items()
    ]
    came = [len(state.attendance.came(block.key)) for block in state.agenda.blocks]
    return page("presence.md.j2", language, zone, state=state, agenda=state.agenda, people=people, came=came)


def sheet(state: State, language: str) -> str:
    """A list of who is expected, with a place to sign for each block, empty, in Markdown."""
    people = list(state.attendance.people.values())
    empty = range(max(0, (state.agenda.capacity or 0) - len(people)) or (0 if people else 12))
    return page("sheet.md.j2", language, state.agenda.zone, state=state, agenda=state.agenda, people=people,
                empty=empty)  # fmt: skip
