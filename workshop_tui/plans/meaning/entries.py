"""The finds of a walk through a sheet: entries, which are rows that may be segments, and headings.

Nothing is put on the clock here: an entry says what its row says (`laying` finds out the rest).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, field, replace

from workshop_tui.locale import say
from workshop_tui.plans.meaning import words
from workshop_tui.plans.meaning.proposal import ColumnRead, RowRead
from workshop_tui.plans.meaning.sections import Section
from workshop_tui.plans.meaning.spans import NOTHING, When, timed
from workshop_tui.text import clean_line

_OPTIONAL = re.compile(
    r"\s*[(\[](?:facultatif|facultative|optionnel|optionnelle|optional|si le temps le permet)[)\]]\s*$", re.IGNORECASE
)
ABOUT = {
    "place": ("lieu", "salle", "place", "venue", "room", "location", "where", "ou", "adresse"),
    "audience": ("public", "audience", "participants", "for", "pour", "public vise", "target group"),
    "date": ("date", "dates", "le", "jour", "day", "when", "quand"),
    "start": ("debut", "start", "heure de debut", "start time", "debut a", "demarrage", "horaires", "horaire", "heures",
              "time", "times", "hours", "commence a", "starts at", "begins"),
    "title": ("titre", "title", "intitule", "formation", "atelier", "workshop", "name", "nom", "theme", "projet",
              "project"),
    "other": ("animateur", "animatrice", "animateurs", "formateur", "formatrice", "trainer", "facilitator", "duree",
              "duration", "client", "effectif", "contact", "objectif", "objectifs", "version", "auteur", "author"),
}  # fmt: skip
"""The labels of what is said of the whole, above a table or beside one, folded."""
BEGINS = "starts at"
"""The label of `ABOUT` for when the whole begins, where it is said in a sentence."""
LONGEST_TITLE = 120
"""Characters of a text by which a row without a title is called."""
LABELS = frozenset(label for labels in ABOUT.values() for label in labels)
_ABOUT = {label for labels in ABOUT.values() for label in labels}


@dataclass
class Entry:
    """A row that may be a segment: what it says of time, its title, and its texts by field."""

    read: RowRead
    when: When = NOTHING
    title: str = ""
    what: str = "segment"
    """`segment`, `lunch`, `end` or `total`."""
    kind: str | None = None
    optional: bool = False
    texts: dict[str, list[str]] = field(default_factory=dict)
    block: str | None = None
    day: str | None = None
    date: dt.date | None = None
    level: int = 0
    untimed: str | None = None
    """The text of a cell of times in which there is none."""

    def add(self, name: str, text: str) -> None:
        """Add a text to a field."""
        self.texts.setdefault(name, []).append(text)


@dataclass
class Heading:
    """A row that is a heading."""

    read: RowRead
    section: Section
    level: int


Piece = Entry | Heading


@dataclass
class Walked:
    """A sheet, walked through: its pieces, every row, the columns, and the lines above it that say something
    (`Lieu : Lyon`) by their label, folded."""

    name: str
    pieces: list[Piece] = field(default_factory=list)
    rows: list[RowRead] = field(default_factory=list)
    columns: list[ColumnRead] = field(default_factory=list)
    said: dict[str, str] = field(default_factory=dict)
    said_by: dict[str, RowRead] = field(default_factory=dict)
    title: str | None = None
    heads: Counter[str] = field(default_factory=Counter)
    """How many of its heads are words of one language alone, by its code."""

    @property
    def entries(self) -> list[Entry]:
        """The entries."""
        return [one for one in self.pieces if isinstance(one, Entry)]

    @property
    def has_plan(self) -> bool:
        """Tell whether there are times in it."""
        return any(not one.when.is_nothing for one in self.entries)


def take_time(entry: Entry, name: str, said: When, text: str, *, is_title: bool = False) -> None:
    """Take the time in a cell. A text without one is the title, if there is no other: “PAUSE” under “Horaire”."""
    was = entry.when
    if name == "end":
        said = When(end=said.start if said.end is None else said.end, rest=said.rest)
    if is_title and said.rest:
        entry.title = clean_line(said.rest)
    elif said.is_nothing:
        entry.untimed = clean_line(text)
    elif said.rest:
        entry.add("content", said.rest)
    entry.when = When(
        start=said.start if was.start is None else was.start,
        end=said.end if was.end is None else was.end,
        minutes=said.minutes if was.minutes is None else was.minutes,
        longest=said.longest if was.longest is None else was.longest,
        fixed=was.fixed or said.fixed,
        spelt_out=was.spelt_out or said.spelt_out,
    )


def settle(entry: Entry) -> None:
    """Take from an entry's title what it says beside: a length, that it is optional, what kind of row it is."""
    if entry.what == "total":
        return
    if entry.untimed and not entry.title:
        entry.title = entry.untimed
    elif entry.untimed and any(map(str.isalnum, entry.untimed)):
        entry.read.remarks.append(say("not read as a time: “{text}”", text=entry.untimed))
    if not entry.title and not entry.when.is_nothing:
        _called(entry)
    found = timed(entry.title)
    if entry.when.is_nothing and found.start is not None and found.rest:
        entry.title, entry.when = found.rest, replace(found, rest="")
    if found.minutes is not None and found.start is None and found.rest:
        entry.title = _with_length(entry, found)
    if optional := _OPTIONAL.search(entry.title):
        entry.title, entry.optional = entry.title[: optional.start()].strip(), True
    _meant(entry)


def _called(entry: Entry) -> None:
    """Call a row without a title by the first line of what it says, and say so."""
    name = next((one for one in ("content", "method", "objective", "notes") if entry.texts.get(one)), None)
    if name and len(line := clean_line(entry.texts[name][0].partition("\n")[0])) <= LONGEST_TITLE:
        entry.title = line
        rest = entry.texts[name][0].partition("\n")[2].strip()
        entry.texts[name][:1] = [rest] if rest else []
        entry.read.remarks.append(say("it has no title of its own: called “{title}”", title=line))


def _with_length(entry: Entry, found: When) -> str:
    """The title without the length that it ends with, if that says no other than the row; it then has that one."""
    was = entry.when
    span = was.end - was.start if was.end is not None and was.start is not None else was.minutes
    if span is None or span == found.minutes:
        entry.when = replace(was, minutes=found.minutes, longest=was.longest or found.longest)
        return found.rest
    return entry.title


def _meant(entry: Entry) -> None:
    """Know a break, a buffer, lunch and the end by their words."""
    title = entry.title
    if words.is_lunch(title):
        entry.what = "lunch"
    elif words.is_end(title) and entry.when.end is None and entry.when.minutes is None:
        entry.what = "end"
    elif words.is_break(title):
        entry.kind = "pause"
    elif words.is_buffer(title):
        entry.kind = "tampon"
