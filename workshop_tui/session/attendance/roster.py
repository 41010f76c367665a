"""Participants from a list that somebody has: names, one a line, or a table with columns for them.

Spreadsheets save such tables as CSV with commas, semicolons or tabs, in UTF-8, UTF-16 or a Windows code page. Nothing
is dropped in silence: each line is taken, or refused with its number and why; columns that are not read are named.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from workshop_tui.locale import Message, say
from workshop_tui.text import clean_line, fold, plain

LARGEST = 10_000_000
"""Bytes of a list."""
LONGEST_NAME = 200

_ORGANISATION = frozenset(("organisation", "organization", "organisme", "structure", "structures", "employeur",
                           "employer", "entreprise", "societe", "company", "collectivite", "association",
                           "etablissement", "affiliation", "institution"))  # fmt: skip
_FIRST = frozenset(("prenom", "prenoms", "first", "firstname", "given", "forename"))
_LAST = frozenset(("nom", "noms", "last", "lastname", "surname", "family"))
_WHOLE = frozenset(("name", "names", "fullname", "participant", "participants", "participante", "participantes",
                    "stagiaire", "stagiaires", "apprenant", "apprenants", "beneficiaire", "beneficiaires", "attendee",
                    "attendees", "trainee", "trainees"))  # fmt: skip
_BESIDE = frozenset(("de", "du", "des", "d", "la", "le", "l", "et", "and", "of", "the", "e", "s", "es", "usage",
                     "naissance", "famille", "complet", "complets", "full"))  # fmt: skip
_SEPARATOR = re.compile(r"sep=([;,\t])\n", re.IGNORECASE)
"""Excel's own first line."""
_BULLET = re.compile(r"^\s*(?:[-–—•*·]|\d{1,3}[.)])\s+")


@dataclass(frozen=True)
class Listed:
    """Somebody of a list, and the line that names them."""

    line: int
    name: str
    organisation: str | None


@dataclass
class Roster:
    """What a list says: who, and which lines (0: all of it) cannot be taken, and why. `unread`: heads of columns."""

    people: list[Listed] = field(default_factory=list)
    refused: list[tuple[int, Message]] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


def read(data: bytes) -> Roster:
    """The people that the bytes of a list name, in its order."""
    roster = Roster()
    if len(data) > LARGEST:
        roster.refused.append((0, say("longer than {size} MB", size=LARGEST // 1_000_000)))
        return roster
    decoded = _decoded(data)
    if decoded is None:
        roster.refused.append((0, say("no text: save the table as CSV")))
        return roster
    text = plain(decoded)
    told = _SEPARATOR.match(text)
    delimiter = told[1] if told else _delimiter(text)
    columns: dict[str, int] | None = None
    first = True
    for line, cells in _rows(text[told.end() - 1 :] if told else text, delimiter, roster):
        if first and (columns := _columns(cells)):
            roster.unread += [cell for k, cell in enumerate(cells) if cell and k not in columns.values()]
        else:
            _take(roster, line, cells, columns, delimiter)
        first = False
    if not roster.people and not roster.refused:
        roster.refused.append((0, say("names nobody")))
    return roster


def _decoded(data: bytes) -> str | None:
    """The text of a file that a person saved; None if it is none (a workbook, a picture)."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if data.startswith(b"PK\x03\x04") or b"\0" in data:
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """What stands between cells: of the first line that has any, what no name has in it first."""
    for line in text.splitlines():
        for sign in ("\t", ";", ","):
            if sign in line.strip():
                return sign
    return ";"


def _rows(text: str, delimiter: str, roster: Roster) -> Iterator[tuple[int, list[str]]]:
    """The line that each row begins on, and its cells, cleaned; no blank ones."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            roster.refused.append((line, say("a quotation mark is not closed; nothing is read from here on")))
            return
        cleaned = [clean_line(cell) for cell in cells]
        if any(cleaned):
            yield line, cleaned
        line = reader.line_num + 1


def _columns(cells: list[str]) -> dict[str, int] | None:
    """Which column holds what, if these are heads, else None. Of two columns for one thing the first is read."""
    found: dict[str, int] = {}
    named = False
    for k, words in enumerate(frozenset(re.findall("[a-z]+", fold(cell))) for cell in cells):
        if what := _meant(words):
            found.setdefault(what, k)
            named = named or (what != "organisation" and words <= _FIRST | _LAST | _WHOLE | _BESIDE)
    if "first" not in found and "last" in found:
        found.setdefault("name", found.pop("last"))
    return found if named else None


def _meant(words: frozenset[str]) -> str | None:
    """What a column with such a head holds: `organisation`, `first` and `last` names, or the whole `name`."""
    if words & _ORGANISATION:
        return "organisation"
    if words & _FIRST:
        return "name" if words & _LAST else "first"
    if words & _LAST:
        return "last"
    return "name" if words & _WHOLE else None


def _take(roster: Roster, line: int, cells: list[str], columns: dict[str, int] | None, delimiter: str) -> None:
    if columns is None:
        name = _BULLET.sub("", cells[0])
        rest = [cell for cell in cells[1:] if cell]
        if len(rest) > 1 and delimiter != ",":
            roster.refused.append((line, say("{count} columns, and no first line says what is in them: write"
                                             " “Nom;Prénom;Structure” there", count=len(cells))))  # fmt: skip
            return
        organisation = ", ".join(rest)
    else:
        at = {what: cells[k] if k < len(cells) else "" for what, k in columns.items()}
        parts = " ".join(part for part in (at.get("first"), at.get("last")) if part)
        name, organisation = at.get("name") or parts, at.get("organisation", "")
    why = _unfit(name)
    if why:
        roster.refused.append((line, why))
    else:
        roster.people.append(Listed(line, name, organisation or None))


def _unfit(name: str) -> Message | None:
    """Why this is nobody's name, if it is not."""
    if not name:
        return say("no name")
    if not any(char.isalpha() for char in name):
        return say("“{name}” is no name", name=name[:40])
    return say("too long for a name: {size} characters", size=len(name)) if len(name) > LONGEST_NAME else None
