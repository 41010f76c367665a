"""The shape of what is kept: whoever changes it says so, for older programs."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from workshop_tui.agenda.clock_time import ClockTime
from workshop_tui.session.events import KINDS
from workshop_tui.session.versions import FINGERPRINT, RECORD, SINCE


def shape(found: Any) -> Any:
    """List what a type is made of, without what only says what it is about."""
    match found:
        case msgspec.inspect.StructType():
            return [found.cls.__name__, [(one.encode_name, shape(one.type), one.required) for one in found.fields]]
        case msgspec.inspect.VarTupleType():
            return ["many", shape(found.item_type)]
        case msgspec.inspect.UnionType():
            return ["one of", *(shape(one) for one in found.types)]
        case msgspec.inspect.LiteralType():
            return ["literal", *map(str, found.values)]
        case msgspec.inspect.CustomType():
            return found.cls.__name__
        case _:
            return type(found).__name__


def test_a_change_of_what_is_kept_raises_the_version():
    assert shape(msgspec.inspect.type_info(ClockTime)) == "ClockTime"
    written = repr([shape(msgspec.inspect.type_info(kind)) for _name, kind in sorted(KINDS.items())])
    found = hashlib.sha256(written.encode()).hexdigest()[:16]
    assert found == FINGERPRINT, "add a line to SINCE if an older program cannot read what you changed; then this hash"


def test_every_line_counts():
    assert len(SINCE) == len(set(SINCE)) == RECORD
