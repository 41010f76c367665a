"""What people prepare and assign: the lines of a checklist, the roles of a segment, its links.

Of a session that says nothing of these, nothing is kept (None): an older program reads it as before.
"""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from collections.abc import Mapping
from typing import Annotated

from workshop_tui.agenda.fields import Key, Line, Table, When, Written
from workshop_tui.holds import Somebody, Words
from workshop_tui.text import clean_line

People = Annotated[tuple[Line[Somebody], ...], Written.ONE_OR_SEVERAL]
"""The keys of people, or words for them."""
Roles = Mapping[Line[Words], People]
"""Who has which role: `{ scribe = ["ann"], timekeeper = "each table" }`."""


class Todo(Table, frozen=True, kw_only=True):
    """A line of a checklist. `when` it is due, as it was written (`moments`); None: as what it stands in begins."""

    key: Key
    text: Line[Words]
    when: When | None = None
    who: People | None = None


class Link(Table, frozen=True, kw_only=True):
    """An address, and the words for it."""

    text: Line[Words] | None = None
    url: Line[Words]

    @property
    def told(self) -> str:
        """The words for it, else the address."""
        return self.text or self.url

    @property
    def address(self) -> str | None:
        """The address where it can be opened: one of the web, with a host, and of printed ASCII alone."""
        return self.url if opens(self.url) else None


def opens(url: str) -> bool:
    """Tell whether an address is one that a link may lead to."""
    if not (url.isascii() and url.isprintable()) or url != clean_line(url) or set(url) & set(' "<>\\^`{|}'):
        return False
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
