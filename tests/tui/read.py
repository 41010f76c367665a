"""Texts that are read off a screen: its notice, a line, its rows, its key bar, the whole; and a block's hours."""

from __future__ import annotations

from workshop_tui.tui.widgets.keybar import KeyBar
from workshop_tui.tui.widgets.line import Line
from workshop_tui.tui.widgets.rows import Rows


def notice(screen) -> str:
    """The line in which a screen says what came of a key."""
    return str(screen.query_one("#notice", Line).content)


def shown(app, name: str = "heading") -> str:
    """A line of the screen that is shown, by its name."""
    return str(app.screen.query_one(f"#{name}", Line).text)


def rows(app) -> list[str]:
    """The rows of its list."""
    return [row.plain for row in app.screen.query_one(Rows).rows]


def bar(app) -> str:
    """The keys that it offers."""
    return app.screen.query_one(KeyBar).text.plain


def drawn(pilot) -> list[str]:
    """The rows of the screen that is shown, as a terminal has them."""
    return ["".join(segment.text for segment in strip) for strip in pilot.app.screen._compositor.render_strips()]


def hours(session, block: str = "matin") -> str:
    """The hours of a block as they stand, as people write them."""
    zone, today = session.state.agenda.zone, session.state.day.hours[block]
    return " – ".join(f"{at.astimezone(zone):%H:%M}" for at in (today.start, today.end))
