"""Lines that somebody types for a plan: a segment, `Talk 20 15-25 @10h45 !input`; a block, `Morning 9h-12h`; a step."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from workshop_tui.agenda.clock_time import ClockTime
from workshop_tui.agenda.editing.rows import kind_of
from workshop_tui.agenda.times import Mistake, parse_clock, parse_duration, parse_span
from workshop_tui.agenda.unknown import near_kind
from workshop_tui.locale import say
from workshop_tui.text import clean_line, slug

_BOUNDS = re.compile(r"(\d{1,4})?\s*[-–—]\s*(\d{1,4})?")
_STEP_MARK = re.compile(r"([xX×+!])(\S+)")
_SPAN = re.compile(r"(.*?)\s*\s(\S+)\s*(?:[-–—→]|\bà\b|\bto\b)\s*(\S+(?:\s*[ap]m)?)\s*", re.IGNORECASE)


def segment_in(text: str) -> dict[str, Any]:
    """The segment that a line says: title, minutes, what it can be cut and stretched to, its fixed time, its kind.

    A title that is the name of a kind of segment says its kind, too. Raises `Mistake`.
    """
    words = clean_line(text).split(" ")
    said = _lengths(words)
    title = " ".join(words)
    if not title:
        raise Mistake(say("a segment has a title: “Welcome 15”"))
    if "minutes" not in said:
        raise Mistake(say("its minutes go at the end: “Welcome 15”"))
    kind = said.pop("kind", None) or kind_of(title)
    return {"title": title} | said | ({"kind": kind} if kind else {})


def lengths_in(text: str) -> dict[str, Any]:
    """The minutes that a line says, and what they can be cut and stretched to: `20 15-25`. Raises `Mistake`."""
    words = clean_line(text).split(" ")
    said = _lengths(words)
    if any(words):
        parse_duration(" ".join(words))  # which says why it is none
    return said


def _lengths(words: list[str]) -> dict[str, Any]:
    """Take from the end of `words` what says how long a segment is and when."""
    said: dict[str, Any] = {}
    while len(words) > 1 or (words and words[0]):
        last = words[-1]
        if last.startswith("@") and "at" not in said:
            said["at"] = clock_in(last[1:])
        elif last.startswith("!") and last[1:] and "kind" not in said:
            said["kind"] = kind_in(last[1:])
        elif (bounds := _BOUNDS.fullmatch(last)) and (bounds[1] or bounds[2]) and not said.keys() & {"min", "max"}:
            said |= {key: int(one) for key, one in zip(("min", "max"), bounds.groups(), strict=True) if one}
        elif "minutes" not in said and (found := _duration(words)):
            said["minutes"], count = found
            del words[len(words) - count + 1 :]
        else:
            break
        words.pop()
    order = ("minutes", "min", "max", "at", "kind")
    return {key: said[key] for key in order if key in said}


def _duration(words: list[str]) -> tuple[int, int] | None:
    """The minutes that the last words say, and how many words that are: `1 h 30` are three."""
    for count in (3, 2, 1):
        try:
            if len(words) >= count:
                return parse_duration(" ".join(words[-count:])), count
        except Mistake:
            continue
    return None


def kind_in(text: str) -> str:
    """The kind of segment that is called so, in either language. Raises `Mistake` if none is."""
    kind = kind_of(text)
    if kind is None:
        raise Mistake(say("no kind of segment is called “{name}”{near}", name=text[:40], near=near_kind(slug(text))))
    return kind


def clock_in(text: str) -> str:
    """A time of day as it is written in a plan: as it was typed, `10h45`. Raises `Mistake` if it is none."""
    text = clean_line(text)
    parse_clock(text)
    return text


def block_in(text: str) -> dict[str, Any]:
    """The block that a line says: `Morning 9h-12h`, a title and its hours. Raises `Mistake`."""
    found = _SPAN.fullmatch(f" {clean_line(text)}") or _SPAN.fullmatch(clean_line(text))
    if not found:
        raise Mistake(say("a block has a title, a start and an end: “Morning 9:00-12:00”"))
    title = found[1].strip()
    if not title:
        raise Mistake(say("a block has a title, a start and an end: “Morning 9:00-12:00”"))
    return {"title": title, "start": clock_in(found[2]), "end": clock_in(found[3])}


def hours_in(text: str) -> dict[str, Any]:
    """The start and the end that a line says: `9h-12h`. Raises `Mistake`."""
    found = block_in(f"? {text}")
    return {"start": found["start"], "end": found["end"]}


_READ_STEP: dict[str, Callable[[str], Any]] = {"change": parse_span, "kind": kind_in, "repeat": int}
"""Of what a step's line may say after its minutes, how it is read."""


def step_in(text: str) -> dict[str, Any]:
    """The step that a line says: a title and its minutes, `Station {n} 6 x15 +50s`, `Coffee 10 !break`. Raises
    `Mistake`."""
    words = clean_line(text).split(" ")
    more: dict[str, Any] = {}
    while len(words) > 2 and (mark := _STEP_MARK.fullmatch(words[-1])):
        sign, said = mark[1].lower(), mark[2]
        name = {"+": "change", "!": "kind"}.get(sign, "repeat")
        if name in more or (name == "repeat" and not said.isdecimal()):
            break
        more[name] = _READ_STEP[name](said)
        words.pop()
    found = _duration(words)
    if found is None or len(words) <= found[1]:
        raise Mistake(
            say("a step has a title, and its minutes at the end: “Instructions 5”: {line}", line=clean_line(text))
        )
    minutes, count = found
    order = ("repeat", "change", "kind")
    return {"title": " ".join(words[:-count]), "minutes": minutes} | {key: more[key] for key in order if key in more}


def told(clock: ClockTime, *, with_h: bool) -> str:
    """A time of day as it is written in a file whose times are `9h30`, or else `9:30`."""
    hour = clock.hour + 24 * clock.days
    return f"{hour}h{clock.minute:02}".removesuffix("00") if with_h else f"{hour}:{clock.minute:02}"
