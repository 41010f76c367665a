"""Lines end where a text may be broken: French marks stay with their words, on every screen and where one types."""

from __future__ import annotations

import re

from textual.content import Content
from textual.widgets import TextArea

from tests.tui.unhurried import settled
from workshop_tui.session.notes.commands import TakeNote
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.wrapping import keep_together

ASKED = " ".join(f"Qui{'x' * n}\u00a0? «\u00a0{'mot' * (n % 4 + 1)}\u00a0» 1\u202f000\u00a0€\u00a0;" for n in range(24))


def lines_of(pilot, widget) -> list[str]:
    return [strip.text.strip(" \u00a0\u202f") for strip in widget.render_lines(widget.size.region)]


async def test_no_line_begins_with_a_mark_or_ends_with_an_opening_one(app, session):
    session.do(TakeNote(ASKED))
    for width in (60, 80, 87, 120):
        async with app(session, "fr").run_test(size=(width, 40)) as pilot:
            await pilot.press("l")
            await settled(pilot)
            whole = pilot.app.screen.query_one("#whole", Line)
            shown = lines_of(pilot, whole)
            assert len(shown) > 3, "it is wrapped"
            assert not [line for line in shown if re.match(r"[?»;€]|000", line) or line.endswith("«")]


async def test_nor_where_several_lines_are_typed(app, session):
    async with app(session, "fr").run_test(size=(80, 40)) as pilot:
        await pilot.press("n", "ctrl+j")
        await settled(pilot)
        area = pilot.app.screen.query_one(TextArea)
        area.load_text(ASKED)
        await settled(pilot)
        for row in range(area.wrapped_document.height):
            line, section = area.wrapped_document._offset_to_line_info[row]
            shown = area.wrapped_document.get_sections(line)[section]
            assert not re.match(r"[?»;€]|000", shown), shown


def test_what_breaks_does_so_as_ever():
    keep_together()
    text = Content("un  deux trois quatre " * 20)
    lines = text.wrap(20)
    assert all(line.cell_length <= 20 for line in lines)
    assert "".join("".join(line.plain.split()) for line in lines) == "".join(text.plain.split())
    assert len(Content("a" * 50 + "\u00a0" + "b" * 50).wrap(20)) == 6, "too long for a line, it is cut as ever"
