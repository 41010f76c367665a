"""Things that people prepare and assign: the lines of a checklist, the roles of a segment, its links.

Of a session that says nothing of these, nothing is kept (None): an older program reads it as before.
"""

# Types as they are, and not as texts: to read a day, msgspec works those out, 1.4 ms of each start.

from collections.abc import Mapping
from typing import Annotated, Protocol

from msgspec.structs import replace

from workshop_tui.agenda.fields import Key, Line, Table, When, Written
from workshop_tui.holds import Somebody, Words
from workshop_tui.text import clean_line

People = Annotated[tuple[Line[Somebody], ...], Written.ONE_OR_SEVERAL]
"""The keys of people, or words for them."""
Roles = Mapping[Line[Words], People]
"""The people of each role: `{ scribe = ["ann"], timekeeper = "each table" }`."""


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


class WithObjectives(Protocol):
    """A segment, as far as its objectives go."""

    @property
    def objective(self) -> str | None: ...
    @property
    def objectives(self) -> tuple[str, ...] | None: ...


def objectives_of(segment: WithObjectives) -> tuple[str, ...]:
    """The objectives of a segment: the one that is said alone, then those of the list."""
    return (*([segment.objective] if segment.objective else ()), *(segment.objectives or ()))


def instead(who: tuple[str, ...], others: Mapping[str, str]) -> tuple[str, ...]:
    """The people, each once, with those who come in the place of others."""
    return tuple(dict.fromkeys(others.get(key, key) for key in who))


def todo_of(lines: tuple[Todo, ...] | None, others: Mapping[str, str]) -> tuple[Todo, ...] | None:
    """The lines of a checklist, with those who come in the place of others."""
    return lines and tuple(replace(one, who=instead(one.who, others)) if one.who else one for one in lines)


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
