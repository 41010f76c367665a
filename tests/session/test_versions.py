"""The shape of what is kept: whoever changes it says so, for older programs."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

import msgspec
from msgspec.structs import replace

from workshop_tui.agenda.clock_time import ClockTime
from workshop_tui.session.events import KINDS, SessionOpened
from workshop_tui.session.versions import FINGERPRINT, IN_AGENDA, NEEDS, RECORD, SINCE, needed


def shape(found: Any) -> Any:
    """List what a type is made of, without what only says what it is about."""
    match found:
        case msgspec.inspect.StructType():
            return [found.cls.__name__, [(one.encode_name, shape(one.type), one.required) for one in found.fields]]
        case msgspec.inspect.VarTupleType():
            return ["many", shape(found.item_type)]
        case msgspec.inspect.DictType():
            return ["by", shape(found.key_type), shape(found.value_type)]
        case msgspec.inspect.UnionType():
            return ["one of", *(shape(one) for one in found.types)]
        case msgspec.inspect.LiteralType():
            return ["literal", *map(str, found.values)]
        case _:
            return found.cls.__name__ if isinstance(found, msgspec.inspect.CustomType) else type(found).__name__


def test_a_change_of_what_is_kept_raises_the_version():
    assert shape(msgspec.inspect.type_info(ClockTime)) == "ClockTime"
    written = repr([shape(msgspec.inspect.type_info(kind)) for _name, kind in sorted(KINDS.items())])
    found = hashlib.sha256(written.encode()).hexdigest()[:16]
    assert found == FINGERPRINT, "add a line to SINCE if an older program cannot read what you changed; then this hash"


def test_every_line_counts():
    assert len(SINCE) == len(set(SINCE)) == RECORD


def test_what_an_event_needs_is_said_of_events_fields_and_words_that_there_are():
    assert max(*NEEDS.values(), *IN_AGENDA.values()) <= RECORD
    for what in NEEDS:
        kind, *field = what.split(".")[:2]
        assert {*field} <= {*KINDS[kind].__struct_fields__}, what


def test_each_line_that_a_store_may_be_without_says_what_needs_it():
    """The last ones: a server's schema may lack them while this program works on it."""
    assert {*range(5, RECORD + 1)} == {*NEEDS.values(), *IN_AGENDA.values()}


def test_what_is_in_an_agenda_is_found_at_any_depth(seed):
    at = datetime(2021, 5, 4, tzinfo=UTC)
    opened = SessionOpened(at=at, by="p", id="s", agenda=seed, date=at.date())
    assert needed(opened) == 0
    block = replace(seed.blocks[0], flex=20)
    assert needed(replace(opened, agenda=replace(seed, blocks=(block, *seed.blocks[1:])))) == 11
    assert needed(replace(opened, draw="x")) == 7
    assert needed(replace(opened, follows="day")) == 10
