"""Typography of what people typed, for papers: the record keeps it as it was typed.

In French a space stands before `: ; ? ! »` and behind `«`, and no line breaks there. A quotation stands in the
quotation marks of its language.
"""

from __future__ import annotations

import re

_BEFORE = re.compile(r"(?<=\S) (?=[:;?!»]+(?:[\s.,…)\]”\"]|$))")
_BEHIND = re.compile(r"(?<=«) (?=\S)")
_MARKS = {"fr": ("«\u00a0", "\u00a0»"), "en": ("“", "”")}
_PAIRS = (("«", "»"), ("“", "”"), ('"', '"'))


def typeset(text: str, language: str) -> str:
    """`text` with spaces that do not break where its language (`fr` or `en`) wants them."""
    if language != "fr" or " " not in text:
        return text
    return _BEHIND.sub("\u00a0", _BEFORE.sub("\u00a0", text))


def quoted(text: str, language: str) -> str:
    """`text` in the quotation marks of its language; those that stand around the whole of it already are left out."""
    opening, closing = _MARKS[language]
    return f"{opening}{_bare(text)}{closing}"


def _bare(text: str) -> str:
    inner = text.strip()
    for opening, closing in _PAIRS:
        within = inner[1:-1]
        if inner[:1] == opening and inner[-1:] == closing and not {opening, closing} & set(within) and within.strip():
            return within.strip()
    return inner
