"""Kinds of text: a field says by its type what it holds, and hiding, forgetting and finding names follow from that.

`organisation: Affiliation | None` reads as the plain `str | None` that it is; Pydantic and msgspec pass the mark by.
`texts` finds the texts of a part by their kinds, `rewritten` changes them: each walks over the fields, and into the
parts that they hold. A text whose type says nothing is refused by a test (`tests/test_holds.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, TypeVar, get_args, get_origin, get_type_hints

from msgspec import Struct


class Holds(Enum):
    """One kind of text."""

    PERSON = "the name of a person"
    SOMEBODY = "the name of a person, or words for nobody by name (“the town hall”)"
    SPEAKER = "who is quoted: a code, or the name of a person"
    OWNER = "somebody to whom an initiative belongs: a name or words, which tell where it comes from, too"
    AFFILIATION = "where a person belongs: an organisation"
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


PersonName = Annotated[str, Holds.PERSON]
Somebody = Annotated[str, Holds.SOMEBODY]
Speaker = Annotated[str, Holds.SPEAKER]
Owner = Annotated[str, Holds.OWNER]
Affiliation = Annotated[str, Holds.AFFILIATION]
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


class Field(Struct, frozen=True):
    """A field that has texts in it: of the kind `holds`, or of the classes `parts` (then `holds` is None).

    `many`: it holds a tuple of them.
    """

    name: str
    holds: Holds | None
    parts: tuple[type, ...]
    many: bool


@cache
def fields_of(part: type) -> tuple[Field, ...]:
    """The fields of a class that have texts in them. Raises TypeError if the type of a text does not say its kind."""
    found = (_field(part, name, hint) for name, hint in get_type_hints(part, include_extras=True).items())
    return tuple(field for field in found if field)


def texts(part: Any, kinds: frozenset[Holds]) -> Iterator[tuple[Holds, str]]:
    """The texts of these kinds in `part`, each with its kind, in the order of the fields. Empty ones are none."""
    kind: type = type(part)
    for field in _with(kind, kinds):
        value = getattr(part, field.name)
        for one in value if field.many else (value,):
            if field.holds is None:
                yield from texts(one, kinds) if one is not None else ()
            elif one:
                yield field.holds, one


def rewritten(part: Part, change: Change) -> Part:
    """`part` with each text as `change` gives it; the very same object if nothing changes."""
    changes: dict[str, object] = {}
    kind: type = type(part)
    for field in fields_of(kind):
        before = getattr(part, field.name)
        if before is None or before == ():
            continue
        after = _value(part, field, before, change)
        if after is not before and after != before:
            changes[field.name] = after
    return part.__replace__(**changes) if changes else part  # type: ignore[attr-defined]


def _value(part: Any, field: Field, value: Any, change: Change) -> Any:
    holds = field.holds
    if holds is None:
        return tuple(rewritten(one, change) for one in value) if field.many else rewritten(value, change)
    if field.many:
        return tuple(after for one in value if (after := change(part, holds, one)) is not None)
    return change(part, holds, value)


@cache
def _with(part: type, kinds: frozenset[Holds]) -> tuple[Field, ...]:
    """The fields that have texts of these kinds in them, at any depth."""
    return tuple(
        field for field in fields_of(part) if field.holds in kinds or any(_with(inner, kinds) for inner in field.parts)
    )


def _field(part: type, name: str, hint: Any) -> Field | None:
    found = list(_within(hint))
    kinds = [one for one in found if isinstance(one, Holds)]
    parts = tuple(one for one in found if _is_part(one))
    if str in found:
        raise TypeError(f"{part.__name__}.{name} does not say what it holds")
    if len(kinds) + bool(parts) > 1:
        raise TypeError(f"{part.__name__}.{name} holds several kinds at once")
    return Field(name, kinds[0] if kinds else None, parts, tuple in found) if kinds or parts else None


def _within(hint: Any) -> Iterator[Any]:
    """Yield all that a type is made of: classes, `tuple`, and instead of a text the mark that says what it holds."""
    origin = get_origin(hint)
    if origin is Annotated:
        yield from [mark for mark in hint.__metadata__ if isinstance(mark, Holds)] or _within(hint.__origin__)
    elif origin is None:
        yield hint
    elif origin not in (Literal, ClassVar):
        yield origin
        for inner in get_args(hint):
            yield from _within(inner)


def _is_part(found: Any) -> bool:
    return isinstance(found, type) and hasattr(found, "__replace__") and bool(get_type_hints(found))
