"""Typography of what people typed, for papers: the record keeps it as it was typed.

In French a space stands before `: ; ? ! »` and behind `«`, and no line breaks there; an apostrophe within a word, or
between two, is ’, but in an address. A quotation stands in the quotation marks of its language.
"""

from __future__ import annotations

import re

from workshop_tui.locale.languages import row_of

_BEFORE = r"(?<=\S) (?=[:;?!»]+(?:[\s.,…)\]”\"]|$))"
_BEHIND = r"(?<=«) (?=\S)"
_APOSTROPHE = r"(?P<address>\S*(?:://|@)\S*)|(?<=[^\W\d_])'(?=[\w«“])"
_PAIRS = (("«", "»"), ("“", "”"), ('"', '"'))


def typeset(text: str, language: str) -> str:
    """`text` with the apostrophes, and the spaces that do not break, that its language wants."""
    row = row_of(language)
    if "'" in text and row.apostrophe != "'":
        text = re.sub(_APOSTROPHE, lambda found: found["address"] or row.apostrophe, text)
    if not row.spaced:
        return text
    return re.sub(_BEHIND, "\u00a0", re.sub(_BEFORE, "\u00a0", text)) if " " in text else text


def quoted(text: str, language: str) -> str:
    """`text` in the quotation marks of its language; those that stand around the whole of it already are left out."""
    opening, closing = row_of(language).marks
    return f"{opening}{_bare(text)}{closing}"


def _bare(text: str) -> str:
    inner = text.strip()
    for opening, closing in _PAIRS:
        within = inner[1:-1]
        if inner[:1] == opening and inner[-1:] == closing and not {opening, closing} & set(within) and within.strip():
            return within.strip()
    return inner
