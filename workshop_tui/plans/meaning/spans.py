"""Times within a text: with which it begins, with which it ends, and what it says besides.

How an hour and a length are spelt is `agenda/times`'; here is how they stand among words: `9h00 – Accueil (15 min)`.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace

from workshop_tui.agenda.times import LONGEST, Mistake, parse_clock, parse_duration
from workshop_tui.plans.meaning.words import is_break
from workshop_tui.text.folding import HYPHENS, bare

DAY = 24 * 60
_SIGNS = str.maketrans("’′‘×", "'''x")
DASH = f"[-{re.escape(HYPHENS)}→>]|->"
CLOCK = (
    r"(?:\d{1,2}\s*(?:heures?|h)(?:\s*[0-5]\d(?!\d)(?:\s*(?:min|mn|m)\b)?)?(?:\s*[ap]\.?m\b\.?)?"
    r"|\d{1,2}[:.][0-5]\d(?::\d\d)?(?!\d)(?:\s*[ap]\.?m\b\.?|\s*h\b)?|\d{1,2}\s*[ap]\.?m\b\.?|midi\b|noon\b|minuit\b|midnight\b)"
)
"""An hour, as `plain` has it."""
_TO = rf"\s*(?:{DASH}|/|\ba\b|\bau\b|\bto\b|\buntil\b|\btill\b|\bjusqu'a\b)\s*"
_RANGE = re.compile(
    rf"(?:\b(?:de|from|entre|between)\s+)?(?P<from>{CLOCK}|\d{{1,2}}(?=\s*(?:{DASH}|a\b|to\b)))"
    rf"{_TO}(?P<to>{CLOCK}|\d{{1,2}}(?![\d'hm]))"
)
_ONE = re.compile(rf"(?:\b(?:a|at|vers|from|de|des|a partir de|dès)\s+)?(?P<from>{CLOCK})")
_LENGTH = (
    r"(?:\d{1,2}\s*(?:h|heures?|hours?|hrs?)\.?(?:\s*\d{1,2}\s*(?:minutes?|mins?|mn|m|')?\.?)?(?![\w'])"
    r"|\d{1,3}\s*(?:minutes?|mins?|mn|m|'|′)(?!\w)\.?|\d[.,]\d\s*(?:h|heures?|hours?)\b"
    r"|(?:\d\s*)?[¼½¾⅓⅔]\s*(?:d')?(?:h|heures?|hours?|of an hour)(?!\w)"
    r"|(?:\d\s+)?[1-3]/[2-4]\s*(?:d')?(?:h|heures?|hours?|of an hour)\b"
    r"|(?:un |trois )?quarts? d'heure|(?:une )?demi[- ]heure|half an hour|a quarter of an hour"
    r"|(?:une|an|one) (?:heure|hour))"
)
SPAN = re.compile(rf"(?P<least>\d{{1,3}}|{_LENGTH})\s*(?:{DASH}|/|\ba\b|\bto\b|\bou\b|\bor\b)\s*(?P<most>{_LENGTH})")
_LASTS = re.compile(_LENGTH)
ABOUT = re.compile(
    r"^(?:env(?:\.|iron)?|about|around|approx\.?|ca\.?|vers|max[.i]?|~|≈|\+/-|\()\s*|\s*(?:env\.?|environ|max\.?|\))$"
)
FIXED = re.compile(r"\(?\s*(?:heure fixe|fixed(?: time)?|fixe|!)\s*\)?")
_MAY_BE = re.compile(r"\d|midi|noon|minuit|midnight|heure|hour")
"""The least that a time has in it."""
_HALF = re.compile(r"[ap]\.?m\b\.?")


@dataclass(frozen=True)
class When:
    """The time that a text or a cell says: minutes of the day, or of a length; `rest` is what else it says.

    `spelt_out` tells that the hours cannot mean those of an afternoon (`13h`, `1h`, `1 am`).
    """

    start: int | None = None
    end: int | None = None
    minutes: int | None = None
    longest: int | None = None
    fixed: bool = False
    spelt_out: bool = False
    rest: str = ""

    @property
    def is_nothing(self) -> bool:
        """Tell whether no time is said at all."""
        return self.start is None and self.end is None and self.minutes is None


NOTHING = When()
LONGEST_LINE = 300
"""Characters of a text in which times are looked for at its end, too."""


def read_length(text: str) -> int | None:
    """The minutes that `text` says; None if it says none."""
    with suppress(Mistake):
        return parse_duration(text)
    return None


def read_clock(text: str) -> int | None:
    """The minutes of the day of the hour that `text` says; None if it says none."""
    with suppress(Mistake):
        return parse_clock(re.sub(r"(?<=[:.]\d\d)\s*h$", "", text)).minutes
    return None


def plain(text: str) -> str:
    """`text` as times are looked for in it: without accents and case, `1½` as `1 1/2`."""
    return bare(re.sub("[¼½¾⅓⅔]", r" \g<0>", text)).replace("\u2044", "/").translate(_SIGNS)


def plain_of_same_length(text: str) -> str:
    """`plain`, sign by sign, so that places in it are places in `text`."""
    return "".join(one if len(one := bare(sign)) == 1 else sign for sign in text).translate(_SIGNS)


def leading(text: str) -> When:
    """The time with which a text begins, which is folded as `plain` has it; `rest` is what comes after it.

    A length is one only if no hour is meant: of `9h` and `1h30` both are read as hours.
    """
    if not _MAY_BE.search(text):
        return replace(NOTHING, rest=text)
    opened = text.lstrip("([ ")
    if (found := _RANGE.match(opened)) and (hours := _range(found)):
        return replace(hours, rest=_after(opened, found.end()))
    for pattern in (SPAN, _LASTS):
        if (lasts := pattern.match(opened)) and (length := length_of(lasts)) and not _ONE.match(opened):
            return replace(length, rest=_after(opened, lasts.end()))
    if (one := _ONE.match(opened)) and (at := read_clock(one["from"])) is not None:
        return When(start=at, spelt_out=_is_spelt_out(one["from"], at), rest=_after(opened, one.end()))
    return replace(NOTHING, rest=text)


def _after(text: str, end: int) -> str:
    return text[end:].lstrip(" )]:.,;-–—|·\t")


def trailing(text: str) -> When | None:
    """The length or the hours with which a text ends, in parentheses or behind a dash; None if there are none. `rest`
    is what comes before, as long as `text` has it."""
    said = plain(text)
    if not _MAY_BE.search(said) and not FIXED.search(said):
        return None
    if len(said) != len(text):
        said = plain_of_same_length(text)
    found = re.search(
        rf"\s*(?:[(\[](?P<in>[^()\[\]]+)[)\]]|[,:]\s+(?P<behind>[^,:()]+)|\s(?:{DASH})\s+(?P<dash>[^()]+))\s*$", said
    )
    bare_one = _bare(text, said)
    if bare_one and bare_one.end is not None and not (found and found["in"]):
        return bare_one
    return (_trailing(text, found) if found else None) or bare_one


def _bare(text: str, said: str) -> When | None:
    """The hours, or the length of a break, with which a text ends, no sign before them: `Lunch 12:00 – 13:30`."""
    for found in re.finditer(r"\s+(?=\d)", said):
        inner = said[found.end() :].strip()
        if (matched := _RANGE.fullmatch(inner)) and (hours := _range(matched)):
            return replace(hours, rest=text[: found.start()].strip(" \xa0\u202f,;:"))
        if is_break(text[: found.start()]) and (lasts := _LASTS.fullmatch(inner)) and (length := length_of(lasts)):
            return replace(length, rest=text[: found.start()].strip())
    return None


def _trailing(text: str, found: re.Match[str]) -> When | None:
    """The time that was found at the end of a text."""
    inner = (found["in"] or found["behind"] or found["dash"]).strip()
    if fixed := FIXED.fullmatch(inner):
        return When(fixed=bool(fixed), rest=text[: found.start()].strip())
    inner = ABOUT.sub("", ABOUT.sub("", inner))
    for pattern, read in ((_RANGE, _range), (SPAN, length_of), (_LASTS, length_of)):
        if (matched := pattern.fullmatch(inner)) and (said_when := read(matched)):
            return replace(said_when, rest=text[: found.start()].strip())
    return None


def timed(text: str) -> When:
    """The time that the beginning and the end of a text say: `9h00 – Accueil (15 min)`; `rest` is what is left.

    Of a long text, the beginning alone."""
    if len(text) > LONGEST_LINE:
        first = leading(plain_of_same_length(text[:LONGEST_LINE]))
        return first if first.is_nothing else replace(first, rest=text[LONGEST_LINE - len(first.rest) :].strip())
    first = leading(plain_of_same_length(text))
    rest = text if first.is_nothing else text[len(text) - len(first.rest) :].strip()
    last, fixed = trailing(rest), False
    if last and last.fixed:
        fixed, rest = True, last.rest
        last = trailing(rest)
    if last is None or not last.rest or (first.start is not None and last.start is not None):
        return replace(first, rest=rest, fixed=fixed)
    return When(
        start=last.start if first.start is None else first.start,
        end=last.end if first.end is None else first.end,
        minutes=last.minutes if first.minutes is None else first.minutes,
        longest=last.longest if first.longest is None else first.longest,
        fixed=fixed,
        spelt_out=first.spelt_out or last.spelt_out,
        rest=last.rest,
    )


def _range(found: re.Match[str]) -> When | None:
    """From when to when; what one of the two leaves out is the other's (`9-10h`, `9 – 10:30 am`)."""
    first, last = found["from"], found["to"]
    if re.fullmatch(r"\d{1,2}", first) and re.fullmatch(r"\d{1,2}", last) and int(first) >= int(last):
        return None
    start, end = _hour(first), _hour(last)
    if start is None or end is None:
        return None
    halves = (_HALF.search(first), _HALF.search(last))
    if halves[1] and not halves[0] and start < DAY // 2:
        with_half = read_clock(f"{first if ':' in first or '.' in first else f'{start // 60}:00'} {halves[1][0]}")
        start = with_half if with_half is not None and with_half <= end else start
    elif halves[0] and not halves[1] and end < DAY // 2 and end + DAY // 2 > start >= DAY // 2:
        end += DAY // 2
    return When(start=start, end=end, spelt_out=_is_spelt_out(first, start))


def _hour(text: str) -> int | None:
    return int(text) * 60 if re.fullmatch(r"\d{1,2}", text) and int(text) < 25 else read_clock(text)


def _is_spelt_out(text: str, at: int) -> bool:
    return "h" in text or _HALF.search(text) is not None or at >= 13 * 60


def length_of(found: re.Match[str]) -> When | None:
    """The length, or two of them, that was found."""
    groups = found.groupdict()
    if groups.get("most"):
        most, least = read_length(groups["most"]), read_length(groups["least"])
        if most and least is not None and least < most:
            return When(minutes=least, longest=most)
        return None
    minutes = read_length(" ".join(found[0].split()))
    return When(minutes=minutes) if minutes and minutes <= LONGEST else None
