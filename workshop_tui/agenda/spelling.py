"""The words for the kinds of segment as a person wrote them: `agenda --from` gives them back so.

A plan goes by keys (`accueil`), which are French; in an English agenda people write `welcome`. A segment keeps what it
was written as only where that is not the word of the agenda's language.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from workshop_tui.agenda.models import Agenda, Block, Segment
from workshop_tui.agenda.vocabulary import SEGMENT_KINDS, kind_word
from workshop_tui.text import clean_line


def word_of(kind: str, language: str | None) -> str:
    """The word for a kind of segment in an agenda of this language; its key where that is not said."""
    return kind_word(kind, language) if language and kind in SEGMENT_KINDS else kind


def written_kind(segment: Segment, language: str | None) -> str | None:
    """The kind of a segment as it was written; None if it has none."""
    return segment.kind and (segment.spelt or word_of(segment.kind, language))


def spelt(agenda: Agenda, data: dict[str, Any]) -> Agenda:
    """`agenda`, its segments with their kinds as they stand in `data`, of which it was read."""
    blocks = _spelt(agenda.blocks, data.get("blocks"), agenda.language)
    return agenda if blocks is agenda.blocks else replace(agenda, blocks=blocks)


def spelt_days(course: Any, data: dict[str, Any]) -> Any:
    """As `spelt`, of the table of a course."""
    days = tuple(
        replace(day, blocks=_spelt(day.blocks, said.get("blocks"), course.language))
        for day, said in zip(course.days, data["days"], strict=True)
    )
    return replace(course, days=days)


def _spelt(blocks: tuple[Block, ...], data: Any, language: str | None) -> tuple[Block, ...]:
    if not data:
        return blocks
    found = tuple(_block(block, said.get("segments") or (), language) for block, said in zip(blocks, data, strict=True))
    return blocks if all(one is was for one, was in zip(found, blocks, strict=True)) else found


def _block(block: Block, data: Sequence[dict[str, Any]], language: str | None) -> Block:
    words = [_other_word(one, said.get("kind"), language) for one, said in zip(block.segments, data, strict=True)]
    if not any(words):
        return block
    segments = (replace(one, spelt=word) if word else one for one, word in zip(block.segments, words, strict=True))
    return replace(block, segments=tuple(segments))


def _other_word(segment: Segment, written: object, language: str | None) -> str | None:
    """The word that was written for its kind, where it is not the one that would be given back anyhow."""
    if not (segment.kind and isinstance(written, str)):
        return None
    word = clean_line(written)
    return None if word == word_of(segment.kind, language) else word
