"""From a file to an `Agenda`, or to every finding about it at once, each with its line and column."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path as File
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from workshop_tui.agenda import advice, rules
from workshop_tui.agenda.models import Agenda, Block, Item, Segment, Step, Term
from workshop_tui.agenda.people import Guest, Participant, Trainer
from workshop_tui.agenda.rules import Path, nearest
from workshop_tui.agenda.times import Mistake
from workshop_tui.locale import Message, say
from workshop_tui.text import clean_line

LARGEST = 1_000_000
"""Bytes: a day's agenda has a few thousand."""
DEEPEST = 50
"""Tables in tables: a step of a segment of a block is the third."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to say about a file. Lines and columns count from 1; 0 stands for the file itself."""

    line: int
    column: int
    message: Message
    warning: bool = False

    def told(self, file: object) -> str:
        """`file:line:column: message`, in the language in use."""
        where = f"{file}:{self.line}:{self.column}" if self.line else f"{file}"
        kind = str(say("warning: ")) if self.warning else ""
        return clean_line(f"{where}: {kind}{self.message}")  # an unknown key may hold anything


class AgendaError(Exception):
    """A file that is no agenda; `findings` says why, all at once."""

    def __init__(self, file: File, findings: list[Finding]) -> None:
        super().__init__(findings[0].told(file))
        self.file = file
        self.findings = findings


def load(file: File) -> Agenda:
    """The agenda in `file`. Raises `AgendaError` with every mistake."""
    agenda, findings = examine(file, warn=False)
    if agenda is None:
        raise AgendaError(file, findings)
    return agenda


def examine(file: File, *, warn: bool = True) -> tuple[Agenda | None, list[Finding]]:
    """The agenda in `file`, if it is one, and what there is to say about it, in the file's order."""
    try:
        text = _text(file)
        data = _toml(text)
    except _Unreadable as unreadable:
        return None, [unreadable.finding]
    agenda, wrong = _agenda(data)
    unwise = list(advice.warnings(agenda)) if agenda and warn and not wrong else []
    if not wrong and not unwise:
        return agenda, []
    from workshop_tui.agenda.positions import Positions

    places = Positions(text)
    findings = [Finding(*places.of(path, key=_about_the_key(message)), message) for path, message in wrong] + [
        Finding(*places.of(path), message, warning=True) for path, message in unwise
    ]
    findings.sort(key=lambda finding: (finding.line, finding.column))
    return (None if wrong else agenda), findings


class _Unreadable(Exception):
    def __init__(self, message: Message, line: int = 0, column: int = 0) -> None:
        self.finding = Finding(line, column, message)


def _text(file: File) -> str:
    try:
        if file.is_dir():
            raise _Unreadable(say("this is a folder, not an agenda"))
        with file.open("rb") as stream:
            raw = stream.read(LARGEST + 1)
    except FileNotFoundError:
        raise _Unreadable(say("there is no such file")) from None
    except (OSError, ValueError) as error:
        raise _Unreadable(
            say("this file cannot be read: {why}", why=getattr(error, "strerror", None) or error)
        ) from None
    if len(raw) > LARGEST:
        raise _Unreadable(say("this file is over {size} MB: too large for an agenda", size=LARGEST // 1_000_000))
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = len(raw[raw.rfind(b"\n", 0, error.start) + 1 : error.start].decode(errors="replace")) + 1
        raise _Unreadable(say("this is not UTF-8 text"), line, column) from None
    if not text.strip():
        raise _Unreadable(say("this file is empty: “workshop-tui new FILE” writes one to start from"), 1, 1)
    return text


_TOML_SAYS = {
    "Cannot overwrite a value": say("this key stands here twice"),
    "Cannot declare": say("this table stands here twice"),
    "Unclosed array": say("this list is not closed: a ] is missing"),
    "Unterminated string": say("this text is not closed: a quote is missing"),
    "Illegal character": say("a character that TOML does not allow here"),
    "Expected '=' after a key": say("a “=” was expected after the key"),
    "Expected ']'": say("a ] is missing"),
    "Expected newline or end of document": say("this line should end here"),
    "Invalid value": say("this value is not TOML: is a quote missing?"),
    "Invalid statement": say("this line is not TOML: write key = value"),
}


def _toml(text: str) -> dict[str, Any]:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        known = (message for start, message in _TOML_SAYS.items() if str(error).startswith(start))
        message = next(known, say("this is not TOML"))
        lines = text.rstrip("\n").split("\n")
        line, column = (int(found[1]), int(found[2])) if found else (len(lines), len(lines[-1]) + 1)
        raise _Unreadable(message, line, column) from None
    except RecursionError:
        raise _Unreadable(say("this file is nested too deeply"), 1, 1) from None
    except ValueError:
        raise _Unreadable(say("this file holds a number or a date that is none"), 1, 1) from None
    if _depth(data) > DEEPEST:
        raise _Unreadable(say("this file is nested too deeply"), 1, 1)
    return data


def _depth(data: Any) -> int:
    """How many tables and lists lie in each other; counted without recursion, for it may be thousands."""
    depth, level = 0, [data]
    while level:
        depth += 1
        inner = [one.values() if isinstance(one, dict) else one for one in level if isinstance(one, dict | list)]
        level = [value for values in inner for value in values]
    return depth


def _agenda(data: dict[str, Any]) -> tuple[Agenda | None, list[tuple[Path, Message]]]:
    """The agenda and its mistakes. Where tables are broken the rest is still read, to tell all at once."""
    wrong: list[tuple[Path, Message]] = []
    removed: set[Path] = set()
    for _try in range(4):
        try:
            agenda = Agenda.model_validate(data)
        except ValidationError as error:
            details = _telling(error.errors(include_url=False))
            if not wrong:
                wrong = [(_path(detail), _message(detail)) for detail in details]
            data = _without(data, [_path(detail) for detail in details], removed)
        except RecursionError:
            return None, [((), say("this file is nested too deeply"))]
        else:
            return agenda, wrong + _tied(agenda, [path for path, _told in wrong], removed)
    return None, wrong


def _tied(agenda: Agenda, unread: list[Path], removed: set[Path]) -> list[tuple[Path, Message]]:
    """The mistakes between tables, by their place in the file, less those that hang on what is `unread`."""

    def broken(path: Path) -> bool:
        place = _original(path, removed)
        return any(one[: len(place)] == place for one in unread)

    tied = [(_original(path, removed), message) for path, message in rules.mistakes(agenda, broken)]
    return [one for one in tied if one[0] not in unread]


def _telling(details: list[ErrorDetails]) -> list[ErrorDetails]:
    """`details` less those that only follow from others: a list is “too short” when what is in it is wrong."""
    paths = [detail["loc"] for detail in details]
    return [
        detail
        for detail in details
        if detail["type"] != "too_short" or not any(p[: len(detail["loc"])] == detail["loc"] != p for p in paths)
    ]


def _path(detail: ErrorDetails) -> Path:
    return tuple(part for part in detail["loc"] if part != "__root__")


def _original(path: Path, removed: set[Path]) -> Path:
    """`path` as it was before list entries were `removed`."""
    whole: Path = ()
    for part in path:
        shifted = part
        if isinstance(shifted, int):
            for entry in sorted(int(r[-1]) for r in removed if r[:-1] == whole and isinstance(r[-1], int)):
                shifted += entry <= shifted
        whole = (*whole, shifted)
    return whole


def _without(data: Any, paths: list[Path], removed: set[Path]) -> Any:
    """`data` less the values at `paths`; a required one takes the list entry around it along.

    List entries that go are added to `removed`, by their place in the file.
    """
    data = {"title": "?"} | _copy(data)
    doomed = {_present(data, path) for path in paths} - {()}
    gone = {_original(path, removed) for path in doomed if isinstance(path[-1], int)}
    for path in sorted(doomed, key=lambda p: [(isinstance(part, int), part) for part in p], reverse=True):
        del _at(data, path[:-1])[path[-1]]
    removed |= gone
    return data


def _present(data: Any, path: Path) -> Path:
    """The longest beginning of `path` that `data` has."""
    for end in range(len(path), 0, -1):
        try:
            _at(data, path[:end])
        except (KeyError, IndexError, TypeError):
            continue
        return path[:end]
    return ()


def _at(data: Any, path: Path) -> Any:
    for part in path:
        data = data[part]
    return data


def _copy(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copy(value) for key, value in data.items()}
    return [_copy(value) for value in data] if isinstance(data, list) else data


_TABLES: dict[str, type[BaseModel]] = {
    "trainers": Trainer, "guests": Guest, "participants": Participant, "programme": Item,
    "blocks": Block, "segments": Segment, "steps": Step, "phases": Term, "stakeholders": Term, "kinds": Term,
}  # fmt: skip
_UNKNOWN_KEY = say("unknown key “{key}”{near}").text


def _about_the_key(message: Message) -> bool:
    return message.text == _UNKNOWN_KEY


def _message(detail: ErrorDetails) -> Message:
    """The words for one of Pydantic's errors."""
    kind, context, path = detail["type"], detail.get("ctx", {}), _path(detail)
    if isinstance(context.get("error"), Mistake):
        message: Message = context["error"].message
        return message
    if kind == "extra_forbidden":
        tables = [part for part in path[:-1] if isinstance(part, str)]
        model = _TABLES.get(tables[-1], Agenda) if tables else Agenda
        known = {field.alias or name for name, field in model.model_fields.items()}
        return Message(_UNKNOWN_KEY, {"key": path[-1], "near": nearest(str(path[-1]), known)})
    if kind == "missing":
        return say("“{key}” is missing here", key=path[-1])
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        given = str(detail["input"])[:40]
        return say("“{value}” is none of: {allowed}{near}", value=given, allowed=", ".join(allowed),
                   near=nearest(given, allowed))  # fmt: skip
    if kind == "string_pattern_mismatch":
        return say("a key has letters without accents, digits, “-”, “_” and “.” only")
    expected = {
        "string_type": say("a text was expected: “…”"),
        "bool_type": say("true or false was expected"),
        "bool_parsing": say("true or false was expected"),
        "int_type": say("a whole number was expected"),
        "int_parsing": say("a whole number was expected"),
        "int_from_float": say("a whole number was expected"),
        "list_type": say("a list was expected: […]"),
        "tuple_type": say("a list was expected: […]"),
        "model_type": say("a table was expected"),
        "dict_type": say("a table was expected"),
        "too_short": say("at least one is needed here"),
        "greater_than_equal": say("this is too small: at least {ge}", **context),
        "less_than_equal": say("this is too large: at most {le}", **context),
        "string_too_long": say("this text is too long"),
    }
    return expected.get(kind, say("this value does not belong here"))
