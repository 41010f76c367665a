"""Saints, written out or shortened: “Saint-Rémy” and “St-Rémy”, “Sainte Anne” and “Ste Anne” are one."""

from __future__ import annotations

import re

_LONG = re.compile(r"\b(s)aint(es?|s)?(?![^\W_])", re.IGNORECASE)
_SHORT = re.compile(r"\b(s)t(es?|s)?(?:\.(?=\s?-?\s?\w))?(?![^\W_])", re.IGNORECASE)


def saints_of(text: str) -> tuple[str, ...]:
    """`text`, and as it reads with every saint shortened, and with every one written out."""
    if "s" not in text and "S" not in text:
        return (text,)
    short = _LONG.sub(lambda found: found[1] + "t" + (found[2] or ""), text)
    return tuple(dict.fromkeys((text, short, spelt_out(text))))


def spelt_out(text: str) -> str:
    """`text` with every saint written out, by which two are known as one."""
    return _SHORT.sub(lambda found: found[1] + "aint" + (found[2] or ""), text)
