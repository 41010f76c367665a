"""The whole record of a session as TOML, readable and complete; and such a file read back.

It holds the session's events in order: what was said, by whom, when. Read back, they give the same session, and each
format of its report byte for byte. It names people, whatever the confidentiality.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

import tomli_w
from msgspec import ValidationError, structs

from workshop_tui.agenda.structs import place_of
from workshop_tui.agenda.toml import Finding, Unreadable, read_toml
from workshop_tui.locale import Message, say
from workshop_tui.session import ids
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import SessionOpened, as_table, from_data
from workshop_tui.session.refusal import TOO_LONG
from workshop_tui.session.state import State, fold
from workshop_tui.session.versions import RECORD
from workshop_tui.text import clean, is_cut

FORMAT, VERSION = "workshop-tui record", RECORD
NO_RECORD = say("this is no record of a session: import reads what “workshop-tui report --format toml” writes")
AN_AGENDA = say("this is an agenda, no record of a session: “workshop-tui open” makes a session of it")
LARGEST = 100_000_000
"""Bytes of a record: ten thousand notes are some three millions."""


class RecordError(Exception):
    """A file that is no record; `finding` says why, and where."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding.message))
        self.finding = finding


def written(records: Iterable[Recorded], session: str | None = None) -> str:
    """Write all that was recorded, as TOML; `session`: the id that it is kept under, if another than it began with."""
    events = [_table(_called(record, session)) for record in records]
    return tomli_w.dumps({"format": FORMAT, "version": VERSION, "events": events}, multiline_strings=False)


def _called(record: Recorded, session: str | None) -> Recorded:
    event = record.event
    if session is None or not isinstance(event, SessionOpened) or event.id == session or ids.unfit(session):
        return record
    return structs.replace(record, event=structs.replace(event, id=session))


def _table(record: Recorded) -> dict[str, Any]:
    event = as_table(record.event)
    return {"event": record.number, "recorded_at": record.recorded_at, "type": event.pop("type"), **event}


def read(file: Path, session: str | None = None) -> list[Recorded]:
    """The events in `file`; `session` is the id that they are to have, if another. Raises `RecordError`.

    Every text is cleaned again: anybody may have edited the file.
    """
    try:
        other = say("this is no record of a session, as “report --format toml” writes it")
        text, data = read_toml(file, empty=say("this file is empty"), other=other, largest=LARGEST)
    except Unreadable as unreadable:
        meant = file.suffix.lower() in ("", ".toml") or not unreadable.finding.line
        raise RecordError(unreadable.finding if meant else Finding(0, 0, NO_RECORD)) from None
    if data.get("format") != FORMAT or not isinstance(data.get("events"), list):
        raise RecordError(Finding(1, 1, AN_AGENDA if "blocks" in data else NO_RECORD))
    if why := _unfit(data.get("version")):
        from workshop_tui.agenda.positions import Positions

        where = Positions(text).of(("version",)) if "version" in data else (1, 1)
        raise RecordError(Finding(*where, why))
    records: list[Recorded] = []
    state: State | None = None
    for place, table in enumerate(data["events"]):
        try:
            record = _recorded(table, place + 1)
            if session and isinstance(record.event, SessionOpened):
                record = structs.replace(record, event=structs.replace(record.event, id=session))
            state = _onto(state, record)
        except _Wrong as wrong:
            from workshop_tui.agenda.positions import Positions

            where = Positions(text).of(("events", place, *wrong.path))
            raise RecordError(
                Finding(*where, say("event {number}: {why}", number=place + 1, why=wrong.message))
            ) from None
        records.append(record)
    if state is None:
        raise RecordError(Finding(1, 1, say("this record has no events")))
    return records


def _unfit(version: object) -> Message | None:
    """Say why a record of this version is not read; None if it is. Only a greater one is a newer program's."""
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        return say("this record says no version that there is: a whole number from 1 to {newest}", newest=VERSION)
    if version > VERSION:
        return say("this record was written by a newer workshop-tui: update this one")
    return None


class _Wrong(Exception):
    def __init__(self, message: Message, path: tuple[str | int, ...] = ()) -> None:
        self.message = message
        self.path = path


def _recorded(table: Any, number: int) -> Recorded:
    if not isinstance(table, dict) or table.get("event") != number:
        raise _Wrong(say("its number is not {number}", number=number), ("event",))
    data = _cleaned({key: value for key, value in table.items() if key not in ("event", "recorded_at")})
    kind, recorded_at = data.get("type"), table.get("recorded_at")
    if not isinstance(recorded_at, datetime) or recorded_at.tzinfo is None:
        raise _Wrong(say("“recorded_at” is no instant with its offset"), ("recorded_at",))
    try:
        event = from_data(kind if isinstance(kind, str) else "", data)
    except ValidationError as error:
        path = place_of(error)
        field = ".".join(map(str, path)) or "?"
        raise _Wrong(say("“{field}” is not what this kind of event has", field=field), path) from None
    except (ValueError, RecursionError):
        raise _Wrong(say("no kind of event is called so"), ("type",)) from None
    return Recorded(number, recorded_at, event)


def _onto(state: State | None, record: Recorded) -> State:
    event = record.event
    if (state is None) != isinstance(event, SessionOpened):
        raise _Wrong(say("a session begins with SessionOpened, once"))
    if isinstance(event, SessionOpened) and (why := ids.unfit(event.id)):
        raise _Wrong(why, ("id",))
    try:
        folded = fold([record], onto=state)
    except (ValueError, LookupError, TypeError, AttributeError):
        folded = None
    if folded is None:
        raise _Wrong(say("it makes no sense after those before it"))
    return folded


def _cleaned(value: Any) -> Any:
    """Clean every text in it of what must never reach a terminal."""
    if isinstance(value, str):
        if is_cut(value):
            raise _Wrong(TOO_LONG)
        return clean(value)
    if isinstance(value, dict):
        return {clean(key): _cleaned(one) for key, one in value.items()}
    return [_cleaned(one) for one in value] if isinstance(value, list) else value
