"""The gate: tables that a person wrote, read into the plan's own types. The one room that imports Pydantic.

Pydantic tells every mistake at once, each with its place, and makes the JSON Schema. Its models are derived from the
Structs of the plan, field by field, so that there is one definition of a table and nothing to keep in step.
"""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, cast, get_args, get_origin
from zoneinfo import ZoneInfo, available_timezones

from msgspec import NODEFAULT, Meta, Struct
from msgspec.structs import FieldInfo, fields
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainValidator,
    WithJsonSchema,
    create_model,
)

from workshop_tui.agenda.clock_time import ClockTime
from workshop_tui.agenda.fields import Written
from workshop_tui.agenda.moments import moment
from workshop_tui.agenda.times import (
    LONGEST,
    Mistake,
    parse_clock,
    parse_date,
    parse_duration,
    parse_percent,
    parse_span,
)
from workshop_tui.agenda.unknown import near_kind
from workshop_tui.agenda.vocabulary import SEGMENT_KINDS
from workshop_tui.locale import say
from workshop_tui.text import clean, clean_line, is_cut, slug

Read = TypeVar("Read", bound=Struct)
_STRICT = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, str_max_length=100_000, defer_build=True)


def read(table: type[Read], data: object) -> Read:
    """Read `data`, as TOML gives it, into a `table`. Raises Pydantic's `ValidationError` with every mistake."""
    return cast("Read", _plain(form(table).model_validate(data)))


@cache
def form(table: type[Struct]) -> type[BaseModel]:
    """Derive the Pydantic model that reads `table`."""
    form = create_model(
        table.__name__,
        __config__=_STRICT,
        __doc__=table.__doc__,
        **cast("Mapping[str, Any]", {one.name: _field(one) for one in _written(table)}),
    )
    _TABLES[form] = table
    return form


_TABLES: dict[type[BaseModel], type[Struct]] = {}
"""The Struct that each model was derived from."""


def known_keys(table: type[Struct]) -> set[str]:
    """The keys that a person may write in `table`."""
    return {one.encode_name for one in _written(table)}


def _written(table: type[Struct]) -> list[FieldInfo]:
    """The fields of `table` that stand in a file."""
    return [one for one in fields(table) if Written.NOWHERE not in get_args(one.type)]


def _field(one: FieldInfo) -> tuple[Any, Any]:
    """Pydantic's type and default for a Struct's field."""
    default = ... if one.default is NODEFAULT else one.default
    if one.encode_name == one.name:
        return _type(one.type), default
    return _type(one.type), Field(default=default, alias=one.encode_name)


def _type(of: Any) -> Any:
    """Replace in a type each Struct by its form, and what `Written` or `Meta` says by how Pydantic reads that."""
    if isinstance(of, type) and issubclass(of, Struct):
        return form(of)
    if get_origin(of) is Annotated:
        base, *said = get_args(of)
        pieces = [piece for one in said for piece in _pieces(one)]
        return Annotated[_type(base), *pieces] if pieces else _type(base)
    if get_origin(of) in (Union, UnionType):
        return Union[tuple(_type(one) for one in get_args(of))]  # noqa: UP007 made of parts
    if get_origin(of) is Mapping:
        return dict.__class_getitem__(tuple(map(_type, get_args(of))))
    if get_origin(of) is tuple:
        return tuple.__class_getitem__((_type(get_args(of)[0]), ...))
    return Any if of is ClockTime else of


def _pieces(said: object) -> tuple[Any, ...]:
    """Pydantic's words for one annotation of ours."""
    if isinstance(said, Written):
        return _WRITTEN[said]
    if isinstance(said, Meta):
        bounds = {name: getattr(said, name) for name in ("ge", "le", "min_length", "max_length", "pattern")}
        return (Field(**{name: bound for name, bound in bounds.items() if bound is not None}),)
    return ()


def _plain(value: Any) -> Any:
    """The Struct that a model which was read stands for; so in tuples."""
    kind = type(value)
    if kind is tuple:
        return tuple(map(_plain, value))
    if kind is dict:
        return {name: _plain(one) for name, one in value.items()}
    table = _TABLES.get(kind)
    return table(**{name: _plain(one) for name, one in vars(value).items()}) if table else value


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        from workshop_tui.agenda.zones import zone_called

        if zone := zone_called(name):
            return zone
        raise Mistake(say("no time zone is called “{name}”: write {near}, say", name=name, near=_near(name))) from None
    return name


def _near(name: str) -> str:
    """The time zone that is called most like `name`, which may be a city alone."""
    zones = {zone.casefold(): zone for zone in sorted(available_timezones())}
    word = name.strip().replace(" ", "_").casefold()
    if city := next((zone for folded, zone in zones.items() if folded.endswith(f"/{word}")), None):
        return city
    cities = {folded.rpartition("/")[2]: zone for folded, zone in zones.items() if "/" in folded}
    for known, wanted in ((zones, word), (cities, word.rpartition("/")[2])):
        if close := get_close_matches(wanted, known, n=1, cutoff=0.8):
            return known[close[0]]
    return "Europe/Paris"


def _when(text: str) -> str:
    moment(text)
    return text


def _several(given: object) -> object:
    return [given] if isinstance(given, str) else given


def _uncut(text: str) -> str:
    if is_cut(text):
        raise Mistake(say("a text has at most 10,000 characters: this one is longer"))
    return text


def _count(value: object) -> object:
    """Refuse what Python takes for a number."""
    if isinstance(value, bool | str):
        raise Mistake(say("a whole number was expected"))
    return value


def _not_empty(text: str) -> str:
    if not text:
        raise Mistake(say("this text is empty"))
    return text


def _segment_kind(name: object) -> object:
    """Find the key of a kind of segment by its key or English alias, with or without accents and capitals."""
    if not isinstance(name, str):
        return name
    aliases = {alias: key for key, alias in SEGMENT_KINDS.items()}
    plain = slug(name)
    if plain in SEGMENT_KINDS:
        return plain
    if plain in aliases:
        return aliases[plain]
    raise Mistake(say("no kind of segment is called “{name}”{near}", name=name[:40], near=near_kind(plain)))


def _spelt(name: str) -> str:
    """A pattern, as JSON Schema has them, of the ways to write the key of a kind: with accents, capitals, spaces."""
    accents = {"a": "àâä", "e": "éèêë", "i": "îï", "o": "ôö", "u": "ùûü", "c": "ç"}
    letters = (f"[{one}{one.upper()}{accents.get(one, '')}{accents.get(one, '').upper()}]" for one in name)
    return "".join("[ _-]+" if one == "-" else letter for one, letter in zip(name, letters, strict=True))


_KINDS = [*SEGMENT_KINDS, *SEGMENT_KINDS.values()]
_KIND_SCHEMA = {"anyOf": [{"enum": _KINDS}, {"type": "string", "pattern": f"^ *({'|'.join(map(_spelt, _KINDS))}) *$"}]}
"""The words that an editor offers, and how else they may be written."""
_CLOCK_SCHEMA = {
    "type": "string",
    "pattern": "^[0-5]?[0-9]( ?[hH](eures?)?( ?[0-5][0-9]( ?(min|mn))?)?|[:.][0-5][0-9](:[0-5][0-9])?"
    "|(?= ?[aApP]))( ?[aApP]\\.?[mM]\\.?)?$|^([mM]idi|[nN]oon|[mM]inuit|[mM]idnight)$",
    "description": "9h, 9h30, 13:30, 7 pm, or a TOML time; 24h30 is half an hour after midnight, on the next day",
}
_MINUTES_SCHEMA = {
    "anyOf": [
        {"type": "integer", "minimum": 0, "maximum": LONGEST},
        {"type": "string", "pattern": "^([0-9]{1,4}( ?([mM]inutes?|[mM]ins?|[mM]n|[mM]|['’′])\\.?)?|.*[hH].*)$"},
    ],
    "description": "minutes, or 1h30, 45 mn, 45', ¾ h",
}
_MINUTES_SIGN, _SECONDS_SIGN = (
    "([mM]inutes?|[mM]ins?|[mM]n|[mM]|['’′])\\.?",
    "([sS]econde?s?|[sS]ecs?|[sS]|″|''|\")\\.?",
)
_SPAN_SCHEMA = {
    "anyOf": [
        *_MINUTES_SCHEMA["anyOf"],
        {
            "type": "string",
            "pattern": f"^(([0-9]{{1,4}}|[0-7][0-9]{{4}}|8[0-5][0-9]{{3}}|86[0-3][0-9]{{2}}|86400) ?{_SECONDS_SIGN}|"
            f"[0-9]{{1,4}} ?{_MINUTES_SIGN} ?((et|and) )?[0-5]?[0-9]( ?{_SECONDS_SIGN})?)$",
        },
    ],
    "description": "minutes, or to the second: 90s, 1m30",
}
_PERCENT_SCHEMA = {
    "anyOf": [
        {"type": "integer", "minimum": 0, "maximum": 100},
        {"type": "string", "pattern": "^\\s*±?\\s*(0?[0-9]{1,2}|100)\\s*%?\\s*$"},
    ],
    "description": "how much shorter or longer than its minutes a segment may be: 20%",
}
_WRITTEN: dict[Written, tuple[Any, ...]] = {
    Written.LINE: (AfterValidator(_uncut), AfterValidator(clean_line), AfterValidator(_not_empty)),
    Written.TEXT: (AfterValidator(_uncut), AfterValidator(clean)),
    Written.ZONE: (AfterValidator(_zone),),
    Written.SEGMENT_KIND: (
        BeforeValidator(_segment_kind),
        WithJsonSchema(_KIND_SCHEMA),
    ),
    Written.CLOCK: (PlainValidator(parse_clock), WithJsonSchema(_CLOCK_SCHEMA)),
    Written.DATE: (BeforeValidator(parse_date),),
    Written.MINUTES: (BeforeValidator(parse_duration), WithJsonSchema(_MINUTES_SCHEMA)),
    Written.WHEN: (AfterValidator(clean_line), AfterValidator(_not_empty), AfterValidator(_when)),
    Written.ONE_OR_SEVERAL: (
        BeforeValidator(_several),
        WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
    ),
    Written.SPAN: (BeforeValidator(parse_span), WithJsonSchema(_SPAN_SCHEMA)),
    Written.COUNT: (BeforeValidator(_count),),
    Written.PERCENT: (BeforeValidator(parse_percent), WithJsonSchema(_PERCENT_SCHEMA)),
}
