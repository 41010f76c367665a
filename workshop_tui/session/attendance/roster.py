"""Participants from a list that somebody has: names, one a line, or a table with columns for them.

Spreadsheets save such tables as CSV with commas, semicolons or tabs, in UTF-8, UTF-16 or a Windows code page. Nothing
is dropped in silence: each line is taken, or refused with its number and why; what is not read is named.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from workshop_tui.host.streams import decoded
from workshop_tui.locale import Message, say
from workshop_tui.text import clean_line, fold, loses, plain

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
_BULLET = re.compile(r"^\s*(?:[-–—•*·+]|\d{1,3}[.)])\s+")
_MAIL = re.compile(r"[<(\[]?\s*(?:mailto:)?[^\s<>()\[\],;:@\"]+@[^\s<>()\[\],;:@\"]+\s*[>)\]]?")
_SEVERAL = re.compile(r"\s(?:et|and)\s|[&/+]", re.IGNORECASE)
"""Signs and words that stand between two people."""
_COUNTED = re.compile(r"^\+?\d|\b\d+ (?:personnes?|pers|people|persons?|autres?|others?|inscrit|place)", re.IGNORECASE)
_NO_NAME_HAS = re.compile(r"[@:=<>{}\[\]\\?!#%*_~^]")


@dataclass(frozen=True)
class Listed:
    """A person of a list, and the line that names them."""

    line: int
    name: str
    organisation: str | None


@dataclass
class Roster:
    """The content of a list: who; which lines (0: all of it) cannot be taken, and why; what of a line is `unread`."""

    people: list[Listed] = field(default_factory=list)
    refused: list[tuple[int, Message]] = field(default_factory=list)
    unread: list[tuple[int, Message]] = field(default_factory=list)


def read(data: bytes, page: str = "cp1252") -> Roster:
    """The people that the bytes of a list name, in its order; `page`: its code page, if it is in no Unicode."""
    roster = Roster()
    if len(data) > LARGEST:
        roster.refused.append((0, say("longer than {size} MB", size=LARGEST // 1_000_000)))
        return roster
    text = _decoded(data, page)
    if text is None:
        roster.refused.append((0, say("no text: save the table as CSV")))
        return roster
    if loses(text):
        roster.unread.append((0, say("control characters are no text: they are left out")))
    text = plain(text)
    told = _SEPARATOR.match(text)
    body = text[told.end() - 1 :] if told else text
    _read(roster, body, told[1] if told else _delimiter(text), told[1] if told else None)
    if not roster.people and not roster.refused:
        roster.refused.append((0, say("names nobody")))
    return roster


def _read(roster: Roster, text: str, delimiter: str, only: str | None) -> None:
    """Take a table whose first row, headings apart, names its columns; without such a row, name and organisation by
    line, between which any sign may stand, unless `only` one."""
    rows = _rows(text, delimiter, roster)
    for line, cells in rows:
        if columns := _columns(cells):
            if names := ", ".join(cell for k, cell in enumerate(cells) if cell and k not in columns.values()):
                roster.unread.append((line, say("columns that are not read: {names}", names=names)))
            for number, row in rows:
                _take_row(roster, number, row, cells, columns)
            return
        if len(cells) > 1 or not cells[0].endswith(":"):
            _take_lines(roster, text.split("\n"), line, only)
            return
        _take(roster, line, cells[0], "")


def _decoded(data: bytes, page: str) -> str | None:
    """The text of a file that a person saved; None if it is none (a workbook, a picture)."""
    try:
        return None if data.startswith(b"PK\x03\x04") else decoded(data, page=page)
    except UnicodeDecodeError:
        return None


def _delimiter(text: str) -> str:
    """Find the sign between cells: of the first line that has any, one that no name has in it first."""
    return next((sign for line in text.splitlines() if (sign := _delimiter_of(line))), ";")


def _delimiter_of(line: str) -> str | None:
    """Find the sign between the cells of one line, quotation marks and what is in them apart; None if nothing does."""
    bare = re.sub('"[^"]*"', "", line).strip()
    return next((sign for sign in ("\t", ";", ",") if sign in bare), None)


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
    """Find which column holds what, if these are heads, else None. Of two columns for one thing the first is read."""
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
    """Tell what a column with such a head holds: `organisation`, `first` and `last` names, or the whole `name`."""
    if words & _ORGANISATION:
        return "organisation"
    if words & _FIRST:
        return "name" if words & _LAST else "first"
    if words & _LAST:
        return "last"
    return "name" if words & _WHOLE else None


def _take_row(roster: Roster, line: int, cells: list[str], heads: list[str], columns: dict[str, int]) -> None:
    """Take a row below the `heads`; what stands below none of them is told."""
    at = {what: cells[k] if k < len(cells) else "" for what, k in columns.items()}
    parts = " ".join(part for part in (at.get("first"), at.get("last")) if part)
    beside = [cell for k, cell in enumerate(cells) if cell and not (k < len(heads) and heads[k])]
    _take(roster, line, at.get("name") or parts, at.get("organisation", ""), beside)


def _take_lines(roster: Roster, lines: list[str], first: int, only: str | None) -> None:
    """Take the lines of a paste from number `first` on: a name, and where they come from."""
    for number, line in enumerate(lines[first - 1 :], first):
        sign = only or _delimiter_of(line)
        try:
            cells = [clean_line(cell) for cell in next(csv.reader([line], delimiter=sign or ";", strict=True), [])]
        except csv.Error:
            roster.refused.append((number, say("a quotation mark is not closed")))
            continue
        if not any(cells):
            continue
        rest = [cell for cell in cells[1:] if cell]
        mails = [cell for cell in rest if _MAIL.fullmatch(cell)]
        rest = [cell for cell in rest if cell not in mails]
        if sum(len(_MAIL.findall(cell)) for cell in cells) > 1:
            roster.refused.append((number, say("several people: write one a line")))
        elif len(rest) > 1 and sign != ",":
            roster.refused.append(
                (
                    number,
                    say(
                        "{count} columns, and no first line says what is in them: write “Nom;Prénom;Structure” there",
                        count=len(cells),
                    ),
                )
            )
        else:
            _take(roster, number, cells[0], ", ".join(rest), mails)


def _take(roster: Roster, line: int, written: str, organisation: str, beside: Iterable[str] = ()) -> None:
    """Take whoever is `written` there, or refuse the line; what is `beside` is told, and not kept."""
    written = _BULLET.sub("", written)
    name = clean_line(_MAIL.sub(" ", written)).strip('"“”«» ')
    if why := _unfit(name, written):
        roster.refused.append((line, why))
        return
    last, comma, first = name.partition(", ")
    if comma and first and ", " not in first:
        name = f"{first} {last}"
    roster.people.append(Listed(line, name, organisation or None))
    if unread := [*(mail.strip("<>()[] ") for mail in _MAIL.findall(written)), *beside]:
        roster.unread.append((line, say("not read: {what}", what=", ".join(unread))))


def _unfit(name: str, written: str) -> Message | None:
    """Why this is nobody's name, if it is not; `written`, before a mail address was taken away."""
    shown = name[:40]
    if not name:
        return say("a mail address and no name") if written else say("no name")
    if name.endswith(":"):
        return say("“{name}” is a heading, not a name", name=shown)
    if not any(char.isalpha() for char in name) or _COUNTED.search(name):
        return say("“{name}” is no name", name=shown)
    if _SEVERAL.search(name):
        return say("“{name}” is several people: write one a line", name=shown)
    if sign := _NO_NAME_HAS.search(name):
        return say("“{name}” is no name: no name has a “{sign}”", name=shown, sign=sign[0])
    return say("too long for a name: {size} characters", size=len(name)) if len(name) > LONGEST_NAME else None
