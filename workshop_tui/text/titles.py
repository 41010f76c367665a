"""Titles before the name of a person, and the name by which somebody with one is called: “Ngozi” of Dr Ngozi Okafor."""

from __future__ import annotations

from workshop_tui.text.folding import letters

TITLES = frozenset({"mme", "mlle", "mrs", "miss", "madame", "monsieur", "mademoiselle", "docteur", "doctor", "maitre"})
SHORT_TITLES = frozenset({"m", "mr", "ms", "me", "dr", "pr", "prof", "sir"})
"""Words before a name that are none of its parts; the short ones may be initials, too."""
_OF_RANK = frozenset({"dre", "pre", "mx", "rev", "reverend", "professeur", "professeure", "professor", "docteure"})
"""Further titles: enough to be passed over where a first name is shown, and no reason to look for a name."""


def first_name(name: str) -> str:
    """The first name in `name`, past its titles; the whole name where only a surname would be left (“Dr Okafor”)."""
    words, titles = name.split(), TITLES | SHORT_TITLES | _OF_RANK
    untitled = next((n for n, word in enumerate(words) if letters(word).strip(".") not in titles), None)
    if not untitled:
        return words[0] if words and untitled == 0 else name
    return words[untitled] if untitled < len(words) - 1 else name
