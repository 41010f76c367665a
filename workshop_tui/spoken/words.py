"""Words that sentences are made of: titles, whole once and short from then on; blocks, minutes, ends of sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from workshop_tui.agenda import Block
from workshop_tui.locale import DAY_MIN, LANGUAGES, _, days_told, plural, speaking
from workshop_tui.session.state import State
from workshop_tui.session.timing.day import Day
from workshop_tui.session.timing.lookup import only_one
from workshop_tui.session.timing.minutes import MINUTE, full_minutes
from workshop_tui.text import clean_line, letters

SHORT = 24
"""Characters of a short title."""
LONG_MIN = 120
"""Minutes from which on they are said in hours."""
SIGNS = {
    "·": ",", "•": ",", "→": ",", "⇒": ",", "←": ",", "×": "x", "−": "-", "–": "-", "—": "-", "✓": "", "✔": "", "✗": "",
    "▸": "", "▶": "", "⏎": "", "␣": "", "≈": "", "|": ",", "*": "", "_": " ", "#": "", "~": "", "^": "", "\\": "/",
    "<": "", ">": "", "{": "(", "}": ")", "[": "(", "]": ")", "=": "", "`": "'",
}  # fmt: skip
"""Signs that a voice leaves out, or spells: each with what is said in its place."""
_PARTS = re.compile(r"[\s\u00a0\u202f]*(?:[;(?!…]|(?<!\d)[:,/]|[:,/](?!\d)|[.](?=\s|$)| [–—-] )")
"""The end of the first part of a title."""
_SMALL = re.compile(
    r"[\s\u00a0](?:et|ou|à|de|du|des|d['’]une?|le|la|les|un|une|en|nos|sur|par|and|or|of|the|an?|to|in|on|for|\S)$"
)
"""A small word at the end of what was cut off."""
_SPOKEN = str.maketrans(SIGNS)
_SIGNS = "\u2190"
"""Signs that are no letters begin here: arrows, frames, figures."""
_PICTURES = range(0x1F300, 0x1FB00)
"""Pictures, which a voice calls by their names."""
_SHADES = range(0x1F3FB, 0x1F400)


def spoken(text: str) -> str:
    """`text` on one line, without signs that a voice leaves out; it calls pictures by their names."""
    if text.isascii() and text.isalnum():
        return text
    kept = "".join(filter(_is_said, clean_line(text).translate(_SPOKEN)))
    kept = re.sub(r"\b(\d+)[ \u00a0]min\b", lambda found: minutes(int(found[1])), kept)
    return re.sub(r" {2,}", " ", re.sub(r" *,(?:\s*,)*", ",", kept)).strip(" ,")


def _is_said(sign: str) -> bool:
    if sign < _SIGNS:
        return sign.isprintable() or sign in "\u00a0\u202f"
    return sign.isalpha() or (ord(sign) in _PICTURES and ord(sign) not in _SHADES)


def sentences(*parts: str) -> str:
    """The parts that there are as sentences: each with a capital and a full stop."""
    return " ".join(_sentence(part) for part in parts if part)


def _sentence(part: str) -> str:
    ended = re.search(r"[.!?…][\u00a0»”]*$", part)
    return capital(part) + ("" if ended else ".")


def capital(text: str) -> str:
    """`text` with a capital at its beginning; a quoted title keeps its own."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """A label as it stands within a sentence: “barrier”, but “ESS” as it is."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def minutes(count: int) -> str:
    """“7 minutes”."""
    return plural("{count} minute", "{count} minutes", count)


def span(count: int) -> str:
    """“7 minutes”, “2 hours 5 minutes”, “3 days”: how late, which has no bounds."""
    if count < LONG_MIN:
        return minutes(count)
    if count >= DAY_MIN:
        return days_told(count)
    hours, rest = divmod(count, 60)
    told = plural("{count} hour", "{count} hours", hours)
    return f"{told} {minutes(rest)}" if rest else told


def left(seconds: int) -> str:
    """The full minutes of what is left, as every screen has them; under one, that."""
    return minutes(full_minutes(seconds)) if seconds >= MINUTE else _("less than a minute")


def lasting(seconds: int) -> str:
    """A length to the second: “50 seconds”, “2 minutes”, “1 minute 30 seconds”."""
    whole, rest = divmod(seconds, MINUTE)
    parts = [minutes(whole)] if whole or not rest else []
    return " ".join([*parts, *([plural("{count} second", "{count} seconds", rest)] if rest else [])])


def listed(items: Iterable[str]) -> str:
    """“one, two, three”."""
    return ", ".join(items)


class Titles:
    """The titles of segments as they are said: whole the first time, short from then on."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def __call__(self, day: Day, key: str) -> str:
        """The title of the segment called `key`, which counts as said from here on."""
        title = day.title(key)
        shown = short_titles(day).get(title, title) if title in self._said else title
        self._said.add(title)
        return quoted(shown)


def quoted(title: str) -> str:
    """A title within a sentence: in quotes where it has a sign that would end or part the sentence."""
    title = spoken(title) or _("a title without words")
    return _("“{title}”", title=title) if re.search(r"[,;:.!?]", title) else title


def short_titles(day: Day) -> Mapping[str, str]:
    """The short form of each title of the day: its first part, else its second, by which no other title is called."""
    titles = {plan.title: _parts_of(plan.title) for plan in day.plans.values()}
    times = Counter(part for parts in titles.values() for part in parts)
    short = {title: next((part for part in parts if times[part] == 1), "") for title, parts in titles.items()}
    return {title: part for title, part in short.items() if part}


def _parts_of(title: str) -> list[str]:
    """The first two parts of a title, shortened, each once."""
    parts = (_shortened(part) for part in _PARTS.split(title)[:2])
    return list(dict.fromkeys(capital(part) for part in parts if any(map(str.isalpha, part))))


def _shortened(part: str) -> str:
    short = part.strip()
    if len(short) > SHORT:
        short = short[: SHORT + 1].rpartition(" ")[0]
        while (shorter := _SMALL.sub("", short)) != short:
            short = shorter
    return short


def block_name(state: State, block: Block) -> str:
    """“the morning”, where the day has one; else the block's title."""
    parts = {one.key: _part(state, one) for one in state.agenda.blocks}
    if list(parts.values()).count(parts[block.key]) > 1:
        return quoted(block.title)
    named = {
        "night": _("the night"),
        "morning": _("the morning"),
        "afternoon": _("the afternoon"),
        "evening": _("the evening"),
    }
    return named[parts[block.key]]


def block_said(state: State, named: str) -> str | None:
    """The key of the only block that is called so where it is spoken of, in any language: “the morning”, “matinée”."""
    wanted, names = letters(named), dict[str, set[str]]()
    for one in LANGUAGES:
        with speaking(one):
            for block in state.agenda.blocks:
                name = block_name(state, block)
                own = re.sub(r"^(?:the|la|le|l[’'])\s*", "", name)
                names.setdefault(block.key, set()).update((letters(name), letters(own)))
    return only_one(names, wanted, {block.key: block.title for block in state.agenda.blocks})


def _part(state: State, block: Block) -> str:
    """The part of the day in which the middle of the block lies."""
    hours = state.day.hours[block.key]
    middle = (hours.start + (hours.end - hours.start) / 2).astimezone(state.agenda.zone)
    hour = middle.hour + middle.minute / 60
    if hour < 4:
        return "night"
    return "morning" if hour < 12.5 else "afternoon" if hour < 18 else "evening"
