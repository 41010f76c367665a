"""Terms to pick from, a letter each."""

from __future__ import annotations

from dataclasses import dataclass, field

from workshop_tui.text import fold


@dataclass
class Choice:
    """One list of terms, each with the letter that picks it. `axis` says what they are."""

    axis: str
    labels: dict[str, str]
    letters: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key, label in self.labels.items():
            free = [c for c in fold(label) + "abcdefghijklmnopqrstuvwxyz" if c.isascii() and c.isalpha()]
            letter = next((c for c in free if c not in self.letters), None)
            if letter:
                self.letters[letter] = key
