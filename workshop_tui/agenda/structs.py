"""Structs in and out of JSON and TOML: what the program wrote itself, and reads again.

One place says how a clock time stands in a file (`09:05`) and that what is not said (None) does not stand there.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from workshop_tui.agenda.clock_time import ClockTime

Read = TypeVar("Read")


def table(one: msgspec.Struct, *, defaults: bool = True) -> dict[str, Any]:
    """`one` as a table of plain values, keys as in files, without what is None.

    With `defaults=False`, without what says no more than the default, as a person would write it.
    """
    return {
        key: value if type(value) in _AS_THEY_ARE else _plain(value, defaults)
        for name, key, default in _columns(type(one))
        if (value := getattr(one, name)) is not None and (defaults or value != default)
    }


@cache
def _columns(kind: type[msgspec.Struct]) -> tuple[tuple[str, str, Any], ...]:
    """The fields of a class: their names, their keys in files, their defaults."""
    names, keys, preset = kind.__struct_fields__, kind.__struct_encode_fields__, kind.__struct_defaults__
    before = (msgspec.NODEFAULT,) * (len(names) - len(preset))
    return tuple(zip(names, keys, (*before, *preset), strict=True))


_AS_THEY_ARE = frozenset({str, int, float, bool})
"""Types of the most of all values, which stand in a file as they are."""


def _plain(value: Any, defaults: bool) -> Any:
    if type(value) in _AS_THEY_ARE:
        return value
    if isinstance(value, msgspec.Struct):
        return table(value, defaults=defaults)
    if isinstance(value, tuple | list):
        return [_plain(one, defaults) for one in value]
    if isinstance(value, Mapping):
        return {key: _plain(one, defaults) for key, one in value.items()}
    return str(value) if isinstance(value, ClockTime) else value


def encode(value: object, indent: int | None = None) -> str:
    """`value` as JSON; on one line, or indented by that many spaces."""
    written = msgspec.json.encode(value, enc_hook=_written)
    return (written if indent is None else msgspec.json.format(written, indent=indent)).decode()


def decode(text: str | bytes, of: type[Read]) -> Read:
    """The `of` that stands in `text` as JSON. Raises `ValueError` if none does."""
    try:
        return cast("Read", _decoder(of).decode(text))  # type: ignore[arg-type] # mypy: a class is hashable
    except (msgspec.MsgspecError, RecursionError) as error:
        raise ValueError(str(error)) from None


@cache
def _decoder(of: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(cast("Any", of), dec_hook=_read)


def convert(data: object, of: type[Read]) -> Read:
    """The `of` that plain values say, as TOML gives them. Raises msgspec's `ValidationError`, which names the place."""
    return msgspec.convert(data, of, dec_hook=_read)


def place_of(error: msgspec.ValidationError) -> tuple[str | int, ...]:
    """The place of the mistake in the data: `("agenda", "blocks", 0, "title")` for “… at `$.agenda.blocks[0].title`”.

    For a field that is missing or unknown, the field itself.
    """
    told = str(error)
    found = re.search(r" - at `\$([^`]*)`$", told)
    place = [int(one) if one.isdigit() else one for one in re.findall(r"[^.\[\]]+", found[1] if found else "")]
    named = re.search(r"(?:missing required|unknown) field `([^`]*)`", told)
    return (*place, named[1]) if named else tuple(place)


def _written(value: object) -> str:
    if isinstance(value, ClockTime):
        return str(value)
    raise NotImplementedError(type(value))


def _read(of: type[Any], value: object) -> Any:
    if of is ClockTime:
        return ClockTime.read(str(value))
    raise NotImplementedError(of)
