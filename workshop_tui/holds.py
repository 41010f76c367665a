"""Kinds of text: a field says by its type what it holds, and hiding, forgetting and finding names follow from that.

`organisation: Affiliation | None` reads as the plain `str | None` that it is; Pydantic and msgspec pass the mark by.
`texts` finds the texts of a part by their kinds, `rewritten` changes them: each walks over the fields, into tuples,
sets and mappings (their keys, too), and into the parts that they hold. Both raise TypeError where a type does not say
what it holds, and a test refuses that of events, agendas and the state (`tests/test_holds.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, time, timedelta
from enum import Enum
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import replace


class Holds(Enum):
    """One kind of text."""

    PERSON = "the name of a person"
    SOMEBODY = "the name of a person, or words for nobody by name (“the town hall”)"
    SPEAKER = "who is quoted: a code, or the name of a person"
    OWNER = "somebody to whom an initiative belongs: a name or words, which tell where it comes from, too"
    AFFILIATION = "where a person belongs: an organisation"
    CONTACT = "how a person is reached: told nobody but in a list that they agreed to"
    PLACE = "where something that was said comes from: a territory"
    SIGNATURE = "what trainers sign with, who are always named"
    ACCOUNT = "who says so: a trainer's key, or the name of somebody else"
    WORDS = "words of a person, any name may be among them"
    TAG = "a key of one of the lists, or words where no list has one"
    KEY = "a key from the agenda, or of a segment added to it"
    PERSON_KEY = "the key of a participant or a guest"
    TRAINER_KEY = "the key of a trainer"
    INITIATIVE_KEY = "the key of an initiative, or its name where none is recorded"
    FIXED = "a word of the program, a number or a name of no person (a time zone)"

    __hash__ = object.__hash__  # it is asked for with each text, and Enum's own is written in Python


PersonName = Annotated[str, Holds.PERSON]
Somebody = Annotated[str, Holds.SOMEBODY]
Speaker = Annotated[str, Holds.SPEAKER]
Owner = Annotated[str, Holds.OWNER]
Affiliation = Annotated[str, Holds.AFFILIATION]
Contact = Annotated[str, Holds.CONTACT]
Place = Annotated[str, Holds.PLACE]
Signature = Annotated[str, Holds.SIGNATURE]
Account = Annotated[str, Holds.ACCOUNT]
Words = Annotated[str, Holds.WORDS]
Tag = Annotated[str, Holds.TAG]
Key = Annotated[str, Holds.KEY]
PersonKey = Annotated[str, Holds.PERSON_KEY]
TrainerKey = Annotated[str, Holds.TRAINER_KEY]
InitiativeKey = Annotated[str, Holds.INITIATIVE_KEY]
Fixed = Annotated[str, Holds.FIXED]

Part = TypeVar("Part")
Change = Callable[[Any, Holds, str], str | None]
"""Give the text that stands in the place of a text of this kind in that part; None: none at all."""
InPlace = Mapping[type, Callable[[Any], Any]]
"""By class, what gives the part that stands in the place of one: its texts are not walked over."""
NOTHING: InPlace = MappingProxyType({})
Made = dict[int, Any]
"""The parts that were changed, as they are then, by their ids: the whole that they stand in keeps these."""

_NO_TEXT = (NoneType, bool, int, float, date, time, timedelta, Enum)


class Shape(Struct, frozen=True):
    """The places of texts in a value: it may be a text of the kind `holds`, or a part of these classes.

    Of a tuple or set, `each` says it of all that is in it, `columns` of one after the other; of a mapping, `keys` and
    `values`. None: no text stands there. `optional`: None may stand there.
    """

    holds: Holds | None = None
    parts: tuple[type, ...] = ()
    each: Shape | None = None
    columns: tuple[Shape | None, ...] = ()
    keys: Shape | None = None
    values: Shape | None = None
    optional: bool = False

    @property
    def inner(self) -> tuple[Shape, ...]:
        """The shapes of what it is made of."""
        return tuple(one for one in (self.each, *self.columns, self.keys, self.values) if one)

    @property
    def kinds(self) -> frozenset[Holds]:
        """The kinds of texts in it, those of its parts apart."""
        own = frozenset({self.holds} if self.holds else ())
        return own.union(*(one.kinds for one in self.inner))

    @property
    def classes(self) -> frozenset[type]:
        """The classes of the parts in it."""
        return frozenset(self.parts).union(*(one.classes for one in self.inner))


class Field(Struct, frozen=True):
    """A field that has texts in it, and where."""

    name: str
    shape: Shape


@cache
def fields_of(part: type) -> tuple[Field, ...]:
    """The fields of a class that may have texts in them. Raises TypeError if a type does not say what it holds."""
    hints = get_type_hints(part, include_extras=True)
    found = ((name, _shape(hint, f"{part.__name__}.{name}")) for name, hint in hints.items())
    return tuple(Field(name, shape) for name, shape in found if shape)


def texts(part: Any, kinds: frozenset[Holds]) -> Iterator[tuple[Holds, str]]:
    """The texts of these kinds in `part`, each with its kind, in the order of the fields. Empty ones are none."""
    kind: type = type(part)
    for field in _with(kind, kinds):
        yield from _texts(field.shape, getattr(part, field.name), kinds)


def rewritten(part: Part, change: Change, instead: InPlace = NOTHING) -> Part:
    """`part` with each text as `change` gives it; the very same object if nothing changes. A part in several places
    (a segment is in every day that `undo` brings back) is changed once.

    Where `change` gives None, the text is left out of what has many, and empty where None may not stand.
    """
    return _part(part, change, instead, {})


def _part(part: Part, change: Change, instead: InPlace, made: Made) -> Part:
    changes: dict[str, object] = {}
    for field in _with(cast("type", type(part))):
        before = getattr(part, field.name)
        if before is None or before == ():
            continue
        shape = field.shape
        if shape.holds and isinstance(before, str):  # the most of them by far
            after = change(part, shape.holds, before)
            after = "" if after is None and not shape.optional else after
        else:
            after = _value(part, shape, before, change, instead, made)
        if after is not before and after != before:
            changes[field.name] = after
    return replace(part, **changes) if changes else part  # type: ignore[type-var]


def _texts(shape: Shape, value: Any, kinds: frozenset[Holds]) -> Iterator[tuple[Holds, str]]:
    if isinstance(value, str):
        if value and shape.holds and shape.holds in kinds:
            yield shape.holds, value
    elif isinstance(value, Struct):
        yield from texts(value, kinds)
    else:
        for inner, one in _inside(shape, value):
            yield from _texts(inner, one, kinds)


def _inside(shape: Shape, value: Any) -> Iterator[tuple[Shape, Any]]:
    """Yield what `value` is made of, each with its shape, where that has texts in it."""
    if isinstance(value, Mapping):
        pairs = [
            (inner, one) for item in value.items() for inner, one in zip((shape.keys, shape.values), item, strict=True)
        ]
    elif isinstance(value, tuple | AbstractSet):
        pairs = list(zip(shape.columns, value, strict=True)) if shape.columns else [(shape.each, one) for one in value]
    else:
        return
    yield from ((inner, one) for inner, one in pairs if inner)


def _value(part: Any, shape: Shape | None, value: Any, change: Change, instead: InPlace, made: Made) -> Any:
    """`value`, of this shape, as it stands in `part`, changed."""
    if shape is None or value is None:
        return value
    if isinstance(value, str):
        after = change(part, shape.holds, value) if shape.holds else value
        return "" if after is None and not shape.optional else after
    if isinstance(value, Struct):
        if (found := made.get(id(value))) is None:
            other = instead.get(type(value))
            found = made[id(value)] = other(value) if other else _part(value, change, instead, made)
        return found
    if isinstance(value, tuple | AbstractSet):
        return _elements(part, shape, value, change, instead, made)
    return _pairs(part, shape, value, change, instead, made) if isinstance(value, Mapping) else value


def _elements(part: Any, shape: Shape, value: Any, change: Change, instead: InPlace, made: Made) -> Any:
    """A tuple or a set with what is in it changed."""
    each, kind = shape.each, type(value)
    if each is None:
        return kind(_value(part, one, at, change, instead, made) for one, at in zip(shape.columns, value, strict=True))
    if each.holds:  # the most of them by far
        told = [after for one in value if (after := change(part, each.holds, one)) is not None]
    else:
        told = [after for one in value if (after := _value(part, each, one, change, instead, made)) is not None]
    return kind(told)


def _pairs(part: Any, shape: Shape, value: Mapping[Any, Any], change: Change, instead: InPlace, made: Made) -> Any:
    """A mapping with its keys and values changed. Of two keys that become one, the later holds."""
    found = {
        of: after
        for key, one in value.items()
        if (of := _value(part, shape.keys, key, change, instead, made)) is not None
        and ((after := _value(part, shape.values, one, change, instead, made)) is not None or one is None)
    }
    return type(value)(found)  # type: ignore[call-arg] # a dict or a view of one


@cache
def _with(part: type, kinds: frozenset[Holds] = frozenset(Holds)) -> tuple[Field, ...]:
    """The fields that have texts of these kinds in them, at any depth."""
    return tuple(
        field
        for field in fields_of(part)
        if any(not kinds.isdisjoint(_kinds(inner)) for inner in field.shape.classes) or field.shape.kinds & kinds
    )


def learn() -> None:
    """Forget which kinds of texts are in which classes: another class came, which may be in their places."""
    _with.cache_clear()
    _kinds.cache_clear()


@cache
def _kinds(part: type) -> frozenset[Holds]:
    """The kinds of texts in the parts of a class, or of one made from it, at any depth."""
    seen, waiting, kinds = {part}, [part], set[Holds]()
    while waiting:
        one = waiting.pop()
        kinds |= {kind for field in fields_of(one) for kind in field.shape.kinds}
        inner: set[type] = {*one.__subclasses__()}.union(*(field.shape.classes for field in fields_of(one)))
        waiting += inner - seen
        seen |= inner
    return frozenset(kinds)


def _shape(hint: Any, place: str) -> Shape | None:
    """Where texts stand in a value of this type; None if none does. `place`: whose type it is, for a mistake."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _marked(args[0], [mark for mark in hint.__metadata__ if isinstance(mark, Holds)], place)
    if origin in (Union, UnionType):
        return _either([(one, _shape(one, place)) for one in args], place)
    if origin is not None and origin not in (Literal, ClassVar):
        return _many(origin, args, place)
    if isinstance(hint, type) and issubclass(hint, Struct):
        return Shape(parts=(hint,))
    if origin or (isinstance(hint, type) and issubclass(hint, _NO_TEXT)):
        return None
    raise TypeError(f"{place} does not say what it holds")


def _many(origin: type, args: tuple[Any, ...], place: str) -> Shape | None:
    """The shape of what has several values in it: a tuple, a set, a mapping."""
    inner = tuple(_shape(one, place) for one in args if one is not ...)
    going = tuple(one and replace(one, optional=True) for one in inner)
    if issubclass(origin, Mapping):
        shape = Shape(keys=going[0], values=going[1])
    elif issubclass(origin, tuple) and args[1:] != (...,):
        shape = Shape(columns=inner)
    elif issubclass(origin, tuple | AbstractSet):
        shape = Shape(each=going[0])
    else:
        raise TypeError(f"{place} does not say what it holds")
    return shape if any(inner) else None


def _marked(hint: Any, marks: list[Holds], place: str) -> Shape | None:
    """The shape of a type that is marked: a text; anything else, if it is of the program's own words."""
    if not marks:
        return _shape(hint, place)
    if len(marks) > 1:
        raise TypeError(f"{place} holds several kinds at once")
    if hint is str:
        return Shape(holds=marks[0])
    if marks == [Holds.FIXED]:
        return None
    raise TypeError(f"{place} does not say what it holds")


def _either(found: list[tuple[Any, Shape | None]], place: str) -> Shape | None:
    """The shape of one or the other of these types."""
    shapes = [shape for _hint, shape in found if shape]
    if len({shape.holds for shape in shapes if shape.holds}) + any(not shape.holds for shape in shapes) > 1:
        raise TypeError(f"{place} holds several kinds at once")
    if not shapes:
        return None
    optional = any(hint is NoneType for hint, _shape in found)
    if len(shapes) > 1 and not all(shape.parts for shape in shapes):
        raise TypeError(f"{place} holds several kinds at once")
    parts = tuple(part for shape in shapes for part in shape.parts)
    return replace(shapes[0], parts=parts, optional=optional)
