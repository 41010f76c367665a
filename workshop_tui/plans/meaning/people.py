"""The people of a segment, as they are written in a cell: names, what each does, everybody, nobody by name."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workshop_tui.text import clean_line, fold

_ROLES = {
    "lead": "anime animation lead led mene pilote animateur animatrice facilitator",
    "support": "appui support co-animation coanimation seconde assiste assistant second avec with",
    "tech": "technique technical tech regie",
    "needs": "invite invitee invites guest guests temoin",
}
_ROLE_OF = {fold(word): role for role, words in _ROLES.items() for word in words.split()}
_EVERYBODY = {"tous", "toutes", "tout le monde", "all", "everyone", "everybody", "tous les deux", "both", "les deux",
               "equipe", "l equipe", "team", "the team", "les 2", "tlm", "toute l equipe", "tous ensemble"}  # fmt: skip
_GUESTS = {"invite", "invitee", "invites", "un invite", "une invitee", "l invite", "l invitee", "guest", "a guest",
           "guests", "the guest", "temoin", "un temoin", "le temoin", "guest speaker",
           "intervenant exterieur"}  # fmt: skip
_NOBODY = {
    "",
    "-",
    "x",
    "?",
    "tbd",
    "tbc",
    "a definir",
    "a preciser",
    "a confirmer",
    "a voir",
    "a completer",
    "a trouver",
    "to be confirmed",
    "to be defined",
    "to be decided",
    "tba",
    "nc",
    "personne",
    "nobody",
    "n a",
    "na",
    "rien",
    "none",
}
_PARTED = re.compile(r"\s*[,;/&+\n|]\s*|\s+(?:et|and|puis|then|ou|or|avec|with)\s+(?=[^\Wa-zß-öø-ÿ_])")
"""Signs between names, and words, where a name follows: “Support and timing” is one."""
_LABELLED = re.compile(r"\s*([^:,;/&+]{2,20}?)\s*:\s*(.+)")
LONGEST, MOST_WORDS = 60, 6


@dataclass
class Said:
    """The people of a cell: names by what they do, whether everybody leads, and what is no name."""

    names: dict[str, list[str]] = field(default_factory=dict)
    everybody: bool = False
    others: list[str] = field(default_factory=list)


def people_in(text: str, role: str = "lead") -> Said:
    """The people that a cell names, who do what its column says, or what stands before them (`appui : Pascal`)."""
    said = Said()
    for line in text.split("\n"):
        labelled = _LABELLED.fullmatch(line)
        meant = _ROLE_OF.get(fold(labelled[1])) if labelled else None
        told = labelled[2] if labelled and meant else line
        for name in told.split(";") if ";" in told else _PARTED.split(told):
            _take(said, clean_line(name).strip(" .–-"), meant or role)
    return said


def _take(said: Said, name: str, role: str) -> None:
    name, role = _without_words(name, role)
    plain = fold(name)
    if plain in _NOBODY:
        return
    if plain in _EVERYBODY:
        said.everybody = True
    elif plain in _GUESTS:
        _add(said, "needs", name)
    elif len(name) > LONGEST or len(name.split()) > MOST_WORDS or not any(map(str.isalpha, name)):
        said.others.append(name)
    else:
        _add(said, role, name)


def _without_words(name: str, role: str) -> tuple[str, str]:
    """The name without words in parentheses behind it; these may say that it is a guest's."""
    found = re.fullmatch(r"(.*?\S)\s*[(\[]([^()\[\]]*)[)\]]?", name)
    if not found:
        return name, role
    return found[1], "needs" if fold(found[2]) in _GUESTS else _ROLE_OF.get(fold(found[2]), role)


def _add(said: Said, role: str, name: str) -> None:
    names = said.names.setdefault(role, [])
    if fold(name) not in map(fold, names):
        names.append(name)
