"""From a file to an `Agenda`, or to every finding about it at once, each with its line and column."""

from __future__ import annotations

import re
from pathlib import Path as File
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from workshop_tui.agenda import advice, gate, rules
from workshop_tui.agenda.completing import completed
from workshop_tui.agenda.continuing import numbered
from workshop_tui.agenda.course import Course, CourseTable, DayTable, Plan, course_of
from workshop_tui.agenda.evaluation import Asked
from workshop_tui.agenda.flex import flexed
from workshop_tui.agenda.groups import PlannedGroup
from workshop_tui.agenda.midnight import settled_days
from workshop_tui.agenda.models import Agenda, Block, InTheRoom, Item, Segment, Step, Term
from workshop_tui.agenda.people import Guest, Participant, Trainer
from workshop_tui.agenda.pool import place_in, with_pool
from workshop_tui.agenda.prepared import Link, Todo
from workshop_tui.agenda.rules import Path, Wrong, nearest
from workshop_tui.agenda.spelling import spelt, spelt_days
from workshop_tui.agenda.times import Mistake
from workshop_tui.agenda.toml import Finding, Unreadable, read_toml
from workshop_tui.agenda.unknown import hint, no_vocabulary
from workshop_tui.agenda.vocabulary import LISTS
from workshop_tui.agenda.zones import short_names
from workshop_tui.locale import Message, say
from workshop_tui.text import clean_line, slug


class AgendaError(Exception):
    """A file that is no agenda; `findings` says why, all at once."""

    def __init__(self, file: File, findings: list[Finding]) -> None:
        super().__init__(findings[0].told(file))
        self.file = file
        self.findings = findings


def agenda_of(data: dict[str, Any]) -> Agenda:
    """Read an agenda from tables, as TOML gives them. Raises Pydantic's `ValidationError` with every mistake.

    Its clock times are on the days that they are meant on. What ties tables together is not looked at (`examine`).
    """
    read = spelt(gate.read(Agenda, completed(data)), data)
    return flexed(numbered(settled_days(replace(read, blocks=with_pool(read.blocks, data["blocks"])))))


def plan_of(data: dict[str, Any]) -> Plan:
    """Read an agenda, or a course, as `agenda_of` does."""
    if "days" not in data:
        return agenda_of(data)
    read = spelt_days(gate.read(CourseTable, completed(data)), data)
    days = (
        replace(one, blocks=with_pool(one.blocks, table["blocks"]))
        for one, table in zip(read.days, data["days"], strict=True)
    )
    return course_of(replace(read, days=tuple(days)))


DEEP = 8
"""Times that a file is read without what is broken: the only segment of a day takes its block and its day along."""
_EMPTY = say("this file is empty: “workshop-tui new FILE” writes one to start from")
_SAYS_WHAT = ("“{value}” is", "a list was expected: {", "a table was expected: {", "write [[{table}]] on")
"""How messages begin that say what to write, quotes and all: a slip of the same line would say otherwise."""
_OTHER = say("this is no agenda, which is a text file: “workshop-tui new FILE” writes one to start from")
_BOTH = say("a day has [[blocks]], and a course [[days]] with [[days.blocks]]: write these as the blocks of a day, too")
_NO_KEY = say("this text is no agenda: no line says key = value; “workshop-tui new FILE” writes one to start from")


def load(file: File) -> Plan:
    """The agenda in `file`, or the course. Raises `AgendaError` with every mistake."""
    plan, findings = examine(file, warn=False)
    if plan is None:
        raise AgendaError(file, findings)
    return plan


def examine(file: File, *, warn: bool = True) -> tuple[Plan | None, list[Finding]]:
    """The agenda in `file`, or the course, if it is one, and what there is to say about it, in the file's order."""
    slips: list[Finding] = []
    try:
        text, data = read_toml(file, empty=_EMPTY, other=_OTHER, text=_NO_KEY)
    except Unreadable as unreadable:
        slips = unreadable.findings
        if unreadable.mended is None:
            return None, slips
        text, data = unreadable.mended
    plan, wrong, unwise = judged(data, warn=warn and not slips)
    if not wrong and not unwise and not slips:
        return plan, []
    from workshop_tui.agenda.positions import Positions

    places = Positions(text)
    told = {places.of(path)[0] for path, message in wrong if message.text.startswith(_SAYS_WHAT)}
    slips = [slip for slip in slips if slip.line not in told]
    findings = [Finding(*places.of(path, key=_about_the_key(message)), message) for path, message in wrong] + [
        Finding(*places.of(path), message, warning=True) for path, message in unwise
    ]
    findings = sorted(findings + slips, key=lambda finding: (finding.line, finding.column))
    return (None if wrong or slips else plan), findings


def judged(data: dict[str, Any], *, warn: bool = True) -> tuple[Plan | None, list[Wrong], list[Wrong]]:
    """The plan that these tables are, as far as they can be read, its mistakes, and its warnings if there are none."""
    plan, wrong = _plan(data)
    return plan, wrong, _unwise(plan, data) if plan and warn and not wrong else []


def _unwise(plan: Plan, data: dict[str, Any]) -> list[Wrong]:
    whole, place_of = (plan.whole, plan.place_of) if isinstance(plan, Course) else (plan, None)
    unwise = ((place_in(data, place_of(path) if place_of else path), told) for path, told in advice.warnings(whole))
    return [*short_names(data), *unwise]


def _plan(data: dict[str, Any]) -> tuple[Plan | None, list[Wrong]]:
    """The plan and its mistakes: that it is an agenda and a course at once is one, and it is read as a course then."""
    if "days" not in data or "blocks" not in data:
        return _read(data)
    plan, wrong = _read({key: value for key, value in data.items() if key != "blocks"})
    return plan, [(("blocks",), _BOTH), *wrong]


def _read(data: dict[str, Any]) -> tuple[Plan | None, list[Wrong]]:
    """The plan and its mistakes. Where tables are broken the rest is still read, to tell all at once."""
    wrong: list[Wrong] = []
    removed: set[Path] = set()
    for _try in range(DEEP):
        try:
            plan = plan_of(data)
        except ValidationError as error:
            details = _telling(error.errors(include_url=False))
            if not wrong:
                wrong = _less_renamed([(_path(detail), _message(detail)) for detail in details])
            data = _without(data, [_path(detail) for detail in details], removed)
        except RecursionError:
            return None, [((), say("this file is nested too deeply"))]
        else:
            return plan, wrong + _tied(plan, data, [path for path, _told in wrong], removed)
    return None, wrong


def _tied(plan: Plan, data: dict[str, Any], unread: list[Path], removed: set[Path]) -> list[Wrong]:
    """The mistakes between tables, by their place in the file, less those that hang on what is `unread`."""
    whole, begins, others = (plan.whole, plan.begins, plan.mistakes()) if isinstance(plan, Course) else (plan, [0], ())

    def place_of(path: Path) -> Path:
        return _original(place_in(data, plan.place_of(path) if isinstance(plan, Course) else path), removed)

    def broken(path: Path) -> bool:
        place = place_of(path)
        return any(one[: len(place)] == place for one in unread)

    tied = [(place_of(path), message) for path, message in (*rules.mistakes(whole, broken, begins), *others)]
    return [one for one in tied if one[0] not in unread]


def _less_renamed(wrong: list[Wrong]) -> list[Wrong]:
    """`wrong` less the keys that are missing only because they stand there under another name."""
    meant = {
        (*path[:-1], str(near.values["near"]))
        for path, message in wrong
        if isinstance(near := message.values.get("near"), Message) and "near" in near.values
    }
    return [(path, message) for path, message in wrong if message.text != _MISSING_KEY or path not in meant]


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


_TABLES: dict[str, type[Struct]] = {
    "trainers": Trainer, "guests": Guest, "participants": Participant, "programme": Item,
    "days": DayTable, "blocks": Block, "segments": Segment, "steps": Step, "room": InTheRoom,
    "todo": Todo, "links": Link, "groups": PlannedGroup, "evaluation": Asked, **dict.fromkeys(LISTS, Term),
}  # fmt: skip
_MISSING_KEY = say("“{key}” is missing here").text
_UNKNOWN_KEY = say("unknown key “{key}”{near}").text


def _about_the_key(message: Message) -> bool:
    return message.text == _UNKNOWN_KEY


def _unknown(path: Path) -> Message:
    """The words for a key that its table does not have."""
    tables = [part for part in path[:-1] if isinstance(part, str)]
    known, outside = (
        gate.known_keys(model) for model in (_TABLES.get(tables[-1], Agenda) if tables else Agenda, Agenda)
    )
    key = str(path[-1])
    return Message(_UNKNOWN_KEY, {"key": key, "near": hint(key, ".".join(tables), known, outside)})


_MISSING: dict[str | int, Message] = {
    "segments": say("this block has no segment yet: write [[blocks.segments]] under it, with a title and minutes"),
    "blocks": say("an agenda has at least one [[blocks]], with a title, a start, an end and [[blocks.segments]]"),
}
_MISSING_OF_A_DAY: dict[str | int, Message] = {
    "segments": say("this block has no segment yet: write [[days.blocks.segments]] under it, with a title and minutes"),
    "blocks": say("a day has at least one [[days.blocks]], with a title, a start, an end and [[days.blocks.segments]]"),
    "days": say("a course has at least one [[days]], with its [[days.blocks]]"),
}
"""The words where one of these is missing, or has nothing in it."""


def _missing(path: Path) -> Message | None:
    """Say what is missing at `path`; None where there are no words of its own for it."""
    return (_MISSING_OF_A_DAY if path[0] == "days" else _MISSING).get(path[-1])


def _list_expected(path: Path, given: object) -> Message:
    """The words for `given` where a list is expected: how it is written as one."""
    if isinstance(given, dict) and path[-1] in _TABLES:
        table = ".".join(part for part in path if isinstance(part, str))
        return say("write [[{table}]], with two brackets on each side", table=table)
    if path[-1] in _TABLES:
        return _table_expected(path, given)
    if isinstance(given, str):
        from workshop_tui.agenda.slips import LISTS as PARTED
        from workshop_tui.agenda.slips import as_list

        return say("a list was expected: {list}", list=as_list(PARTED.get(str(path[-1]), ""), given[:60]))
    return say("a list was expected: […]")


def _a_table_expected(path: Path, given: object) -> Message:
    """Say what is wrong with `given` where a table is expected."""
    in_a_list = len(path) > 1 and path[-2] in _TABLES
    if path[-1] == "roles":
        words = clean_line(given)[:60] if isinstance(given, str) else "…"
        return say("write who has which role: {roles}", roles=f'{{ … = "{words}" }}')
    return _table_expected(path, given) if in_a_list else say("a table was expected")


_CALLED = {
    Trainer: "name", Guest: "name", Participant: "name", Item: "text", Asked: "text", Term: "label",
    Todo: "text", Link: "url",
}  # fmt: skip
"""The key under which each table says what it is called; of the others it is `title`."""


def _table_expected(path: Path, given: object) -> Message:
    """Say of `given`, where a list of tables or one of it is expected, how the first one is written."""
    from workshop_tui.agenda.slips import as_texts

    tables = [part for part in path if isinstance(part, str)]
    if tables[-1] in ("todo", "links"):
        first = given[0] if isinstance(given, list) and given else given
        words = clean_line(first)[:60] if isinstance(first, str) else "…"
        entry = f'{{ {_CALLED[_TABLES[tables[-1]]]} = "{words}" }}'
        if isinstance(path[-1], int):
            return say("a table was expected: {table}", table=entry)
        return say("a list was expected: {list}", list=f"[{entry}]")
    key = _CALLED.get(_TABLES[tables[-1]], "title")
    first = next(iter(as_texts(",;&+/", given)), "…") if isinstance(given, str) else "…"
    return say(
        "write [[{table}]] on a line of its own, and under it {line}",
        table=".".join(tables),
        line=f'{key} = "{first[:60]}"',
    )


def _message(detail: ErrorDetails) -> Message:
    """The words for one of Pydantic's errors."""
    kind, context, path = detail["type"], detail.get("ctx", {}), _path(detail)
    if isinstance(context.get("error"), Mistake):
        message: Message = context["error"].message
        return message
    if kind == "extra_forbidden":
        return no_vocabulary(path, detail["input"]) or _unknown(path)
    if kind == "missing":
        return _missing(path) or Message(_MISSING_KEY, {"key": path[-1]})
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        given = str(detail["input"])[:40]
        return say(
            "“{value}” is none of: {allowed}{near}",
            value=given,
            allowed=", ".join(allowed),
            near=nearest(given, allowed),
        )
    if kind == "string_pattern_mismatch":
        return say(
            "a key has letters without accents, digits, “-”, “_” and “.” only: “{key}”, say",
            key=slug(str(detail["input"])) or "a",
        )
    expected = {
        "string_type": say("a text was expected: “…”"),
        "bool_type": say("true or false was expected, without quotes"),
        "bool_parsing": say("true or false was expected, without quotes"),
        "int_type": say("a whole number was expected"),
        "int_parsing": say("a whole number was expected"),
        "int_from_float": say("a whole number was expected"),
        "list_type": _list_expected(path, detail["input"]),
        "tuple_type": _list_expected(path, detail["input"]),
        "model_type": _a_table_expected(path, detail["input"]),
        "dict_type": _a_table_expected(path, detail["input"]),
        "too_short": _missing(path) or say("at least one is needed here"),
        "greater_than_equal": say("this is too small: at least {ge}", **context),
        "less_than_equal": say("this is too large: at most {le}", **context),
        "string_too_long": say("this text is too long"),
    }
    return expected.get(kind, say("this value does not belong here"))
