"""Names of people: where they are said, and how they are found again in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from workshop_tui.session.attendance.events import ParticipantExpected
from workshop_tui.session.event import Event
from workshop_tui.session.events import SessionOpened
from workshop_tui.session.notes.events import InitiativeRecorded, NoteAmended, NoteTaken
from workshop_tui.text import fold

SHORTEST = 3
"""Letters of a part of a name (a first name, a surname) that is looked for by itself."""
_PARTICLES = frozenset({"and", "chez", "des", "les", "par", "pour", "the", "von", "van", "del", "della", "aux", "dit"})


def names_in(event: Event) -> Iterator[str]:
    """The names of people that an event says, in order, and codes. Words that are neither (“the town hall”) are not."""
    match event:
        case SessionOpened():
            yield from (one.name for one in event.agenda.participants)
            yield from filter(_is_somebody, (one.name for one in event.agenda.guests))
        case ParticipantExpected():
            yield event.name
        case NoteTaken() | NoteAmended() if event.details:
            said = event.details
            yield from (who for who in (said.speaker, said.who) if who and _is_somebody(who))
        case InitiativeRecorded():
            yield from (
                who for who in (event.initiative.carried_by, event.initiative.reported_by) if who and _is_somebody(who)
            )
        case _:
            pass


def affiliations_in(event: Event) -> Iterator[str]:
    """Whom people belong to, where they are and who owns an initiative, as an event says it."""
    match event:
        case SessionOpened():
            yield from (one.organisation for one in event.agenda.participants if one.organisation)
        case ParticipantExpected():
            yield from (event.organisation,) if event.organisation else ()
        case InitiativeRecorded():
            one = event.initiative
            yield from (words for words in (one.territory, one.carried_by, one.reported_by) if words)
        case _:
            pass


def is_code(words: str) -> bool:
    """Whether it is a code, which stands for a name, or for one that was forgotten: P3."""
    return bool(re.fullmatch(r"P[1-9][0-9]*", words))


def _is_somebody(words: str) -> bool:
    return is_name(words) or is_code(words)


def is_name(words: str) -> bool:
    """Whether these words look like the name of one person: up to four, each with a capital, but for particles."""
    parts = words.split()
    return 0 < len(parts) <= 4 and all(part[0].isupper() or key(part) in _PARTICLES | {"de", "du", "la", "le", "d'"}
                                       for part in parts) and any(len(part) >= SHORTEST for part in parts)  # fmt: skip


def parts_of(name: str) -> list[str]:
    """The parts of a name that name somebody by themselves: a first name, a surname."""
    return [word for word in re.split(r"[\s,()/]+", name) if len(word) >= SHORTEST and key(word) not in _PARTICLES]


def key(words: str) -> str:
    """`words` as they are compared: folded, on one line, with plain apostrophes."""
    return " ".join(fold(words.replace("’", "'")).split())


def folded(text: str) -> str:
    """`text` as `key` compares it, letter by letter."""
    return text.lower() if text.isascii() else "".join(map(_alike, text))


def places_of(text: str) -> list[int]:
    """Where each letter of `folded(text)` stands in `text`; the end last."""
    return [*(place for place, letter in enumerate(text) for _ in _alike(letter)), len(text)]


@cache
def _alike(letter: str) -> str:
    return "'" if letter == "’" else fold(letter) if letter.strip() else " "


@dataclass(frozen=True)
class Replacing:
    """What stands in the place of which words; these are as `key` compares them."""

    instead: Mapping[str, str]

    @cached_property
    def _pattern(self) -> re.Pattern[str] | None:
        longest_first = sorted(self.instead, key=len, reverse=True)
        words = "|".join(r"\s+".join(map(re.escape, one.split())) for one in longest_first)
        return re.compile(rf"(?<!\w)(?:{words})(?!\w)") if words else None

    def text(self, text: str) -> str:
        """`text` with what stands in their place; they are found without accents or case."""
        if self._pattern is None:
            return text
        found = list(self._pattern.finditer(folded(text)))
        if not found:
            return text
        told, at, places = "", 0, places_of(text)
        for match in found:
            told += text[at : places[match.start()]] + self.instead[key(match[0])]
            at = places[match.end()]
        return told + text[at:]
