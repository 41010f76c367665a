"""Ids of sessions: what may be one, and the one that is made of an agenda's name and a day.

An id is a file's name on any disk (`host.names`) and a word in a shell: lower-case letters, digits and “-”.
"""

from __future__ import annotations

import zlib
from datetime import date

from workshop_tui.host.names import RESERVED
from workshop_tui.locale import Message, say
from workshop_tui.text import clean_line, slug

LONGEST = 60
"""Signs of an id."""
MARK = 4
"""Figures that stand in an id for what of a long name is left out of it."""


def unfit(name: str) -> Message | None:
    """Why `name` is to be no session's id; None if it may be one. A session that is there already may be called so."""
    if not name or slug(name, len(name)) != name:
        return say("an id has lower-case letters, digits and “-” only: {name}", name=clean_line(name))
    if len(name) > LONGEST:
        return say("an id has at most {most} signs: {name}", most=LONGEST, name=name)
    if name in RESERVED:
        return say("Windows keeps the name “{name}” for a device: give another id", name=name)
    return None


def made(plan: str, title: str, day: date, number: int = 1) -> str:
    """The id of the session of an agenda (its file is `plan`) on this day: `collectifs-habitants-2021-05-04`.

    `number`: its place among agendas of one name, `collectifs-habitants-2-2021-05-04`. What is too long is cut, and
    told from others that begin alike.
    """
    named = next(text for text in (plan, title, "session") if slug(text))
    end = (f"-{number}" if number > 1 else "") + f"-{day.isoformat()}"
    whole, room = slug(named, len(named) * 4), LONGEST - len(end)
    if len(whole) <= room:
        return whole + end
    mark = f"{zlib.crc32(whole.encode()):08x}"[:MARK]
    return f"{slug(whole, room - MARK - 1)}-{mark}{end}"
