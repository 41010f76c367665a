"""The languages, a row each: all that differs from one to the next and is no text of the catalogues.

Everything else asks the row (`row`, `row_of`): nowhere is a language's code compared. What a row leaves out is as in
English, and so is a text that the catalogue of a partial language has not. CONTRIBUTING.md, "A language", says how to
add one.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

FOLDER = Path(__file__).parent
"""The folder of the catalogues: `fr/LC_MESSAGES/workshop_tui.mo`."""


class Language(Struct, frozen=True):
    """A language: how it calls itself, and how it writes what is no sentence."""

    code: str
    name: str
    """The name that it calls itself."""
    tag: str
    """The name that a document gives it, with the country whose dictionary checks that (BCP 47)."""
    partial: bool = False
    """True if its catalogue need not have every text: those that it has not are said in English."""
    starter: str = "starter.en.toml"
    """The agenda that `new` begins with, in `workshop_tui/agenda`."""

    hour_sign: str = ":"
    """The sign behind an hour."""
    hour_digits: int = 2
    """The digits that an hour has at the least on a clock."""
    bare_hour: bool = False
    """True if a full hour of a plan is written without its minutes: `9h`."""
    date: str = "{day} {month} {year}"
    first_day: str = "1"
    """The number of a month's first day."""
    months: tuple[str, ...] = (
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    )  # fmt: skip

    decimal_sign: str = "."
    marks: tuple[str, str] = ("“", "”")
    """The marks around a quotation."""
    spaced: bool = False
    """True if a space that does not break stands before `: ; ? ! »` and behind `«`."""
    apostrophe: str = "'"
    """The sign within a word, as papers have it."""
    elided: tuple[str, ...] = ()
    """Words whose last letter goes before a name that begins with a vowel: “d’Aurélie”."""
    speaks_keys: bool = False
    """True if the keys of an agenda (`accueil`) are its own words; else these have the English aliases."""

    def clock(self, hour: int, minute: int) -> str:
        """A time as a clock shows it: `9h05`, `09:05`."""
        return f"{hour:0{self.hour_digits}}{self.hour_sign}{minute:02}"

    def planned(self, hour: int, minute: int) -> str:
        """A time as a plan has it: `9h`, `9h30`; `9:00`."""
        return f"{hour}{self.hour_sign}{'' if self.bare_hour and not minute else f'{minute:02}'}"

    def day(self, day: int, month: int, year: int) -> str:
        """A date in words: `1er mai 2026`."""
        return self.date.format(day=self.first_day if day == 1 else day, month=self.months[month - 1], year=year)


ENGLISH = Language("en", "English", "en-GB")
"""The language of the code: it has every text."""

LANGUAGES: dict[str, Language] = {
    "fr": Language(
        "fr", "Français", "fr-FR", starter="starter.fr.toml",
        hour_sign="h", hour_digits=1, bare_hour=True, first_day="1er",
        months=("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
                "novembre", "décembre"),
        decimal_sign=",", marks=("«\u00a0", "\u00a0»"), spaced=True, apostrophe="’", elided=("de", "que"),
        speaks_keys=True,
    ),
    "en": ENGLISH,
}  # fmt: skip
"""The languages by their codes, in the order in which they are offered."""


def row_of(code: object) -> Language:
    """The row of the language with this code; that of English where there is none, or it is no code at all."""
    return LANGUAGES.get(code, ENGLISH) if isinstance(code, str) else ENGLISH


def known(code: object) -> bool:
    """Tell whether `code` is that of a language."""
    return isinstance(code, str) and code in LANGUAGES


def meant(tag: str) -> str | None:
    """The code of the language that a system's or a browser's name is of (`fr_FR.UTF-8`, `fr-CA`); None for another."""
    return next((code for code in LANGUAGES if tag.strip().lower().startswith(code)), None)
