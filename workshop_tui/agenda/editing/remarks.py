"""Remarks of `check` as the plan screen says them: in the words of its fields, to who has never seen TOML."""

from __future__ import annotations

from workshop_tui.agenda.editing.rows import Remark, Sort
from workshop_tui.agenda.editing.said import FIELDS
from workshop_tui.agenda.rules import Path
from workshop_tui.locale import Message, say

_SORTS = {"days": Sort.DAY, "blocks": Sort.BLOCK, "segments": Sort.SEGMENT}
_NO_SEGMENT = say("this block has no segment yet")
_NO_BLOCK_IN_DAY = say("this day has no block yet")
_OVERLAPS = say("this block overlaps the one before it, “{title}”").text
_PLAIN: dict[str, str] = {
    say("this block has no segment yet: write [[blocks.segments]] under it, with a title and minutes").text:
        _NO_SEGMENT.text,
    say("this block has no segment yet: write [[days.blocks.segments]] under it, with a title and minutes").text:
        _NO_SEGMENT.text,
    say("an agenda has at least one [[blocks]], with a title, a start, an end and [[blocks.segments]]").text:
        say("there is no block yet").text,
    say("a day has at least one [[days.blocks]], with a title, a start, an end and [[days.blocks.segments]]").text:
        _NO_BLOCK_IN_DAY.text,
    say("a course has at least one [[days]], with its [[days.blocks]]").text: say("there is no day yet").text,
    say('this block has no buffer (kind = "buffer")').text: say("this block has no buffer").text,
    say("this block overlaps the one before it, “{title}”: another day goes into a [[days]] of its own").text:
        _OVERLAPS,
    say("this block comes before “{title}”, which stands above it: blocks go in the order of the day, "
        "and another day goes into a [[days]] of its own").text:
        say("this block comes before “{title}”, which stands above it").text,
    say("min is more than its minutes, {minutes}").text: say("it is cut to more than its minutes, {minutes}").text,
    say("max is less than its minutes, {minutes}").text:
        say("it is stretched to less than its minutes, {minutes}").text,
}  # fmt: skip
"""The words that are said instead, by what `check` says of the file."""
_MISSING = say("“{key}” is missing here").text


def in_plain_words(remark: Remark) -> Message:
    """The words of a remark, without the file's: what is missing has its name on the screen."""
    said = remark.message
    if said.text == _MISSING:
        field = FIELDS[_sort(remark.path)].get(str(remark.path[-1]))
        return Message(said.text, {"key": field.label}) if field else said
    return Message(_PLAIN.get(said.text, said.text), said.values)


def _sort(path: Path) -> Sort:
    """The sort of row in which `path` ends."""
    named = [part for part in path[:-1] if isinstance(part, str)]
    return _SORTS.get(named[-1], Sort.PLAN) if named else Sort.PLAN
