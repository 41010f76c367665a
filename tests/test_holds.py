"""Each text of an event and of the agenda says what it holds, and one walk finds and changes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any, Literal

import pytest
from msgspec import Struct

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.vocabulary import Word
from workshop_tui.holds import Contact, Field, Fixed, Holds, Key, PersonName, Place, Words, fields_of, rewritten, texts
from workshop_tui.session.events import KINDS
from workshop_tui.session.rooms import RoomPart
from workshop_tui.session.state import State


class Inner(Struct, frozen=True, kw_only=True):
    who: PersonName
    said: tuple[Words, ...] = ()


class Outer(Struct, frozen=True, kw_only=True):
    key: Key
    kind: Literal["a", "b"] = "a"
    count: int | None = None
    first: Inner | None = None
    others: tuple[Inner, ...] = ()


class Counted(Struct, frozen=True, kw_only=True):
    """A part in which texts stand wherever they can."""

    votes: Mapping[PersonName, int] = MappingProxyType({})
    inner: Mapping[tuple[Key, int], Inner] = MappingProxyType({})
    named: frozenset[PersonName] = frozenset()
    spoke: tuple[tuple[int, PersonName | None], ...] = ()
    about: Mapping[int | Key, bool] = MappingProxyType({})
    place: Place | None = None
    must: Place = "Salers"
    places: tuple[Place, ...] = ()


class Bare(Struct):
    hidden: tuple[str | None, ...] = ()


class Unsaid(Struct):
    text: Annotated[str, "any"]


class BareKey(Struct):
    votes: Mapping[str, int] = MappingProxyType({})


@dataclass
class Unknown:
    text: Words = ""


class HoldsUnknown(Struct):
    one: Unknown | None = None


class Anything(Struct):
    one: Any = None


class Loose(Struct):
    one: list[Words] = []


class Two(Struct):
    one: Words | tuple[Key, ...] = ""


ONE = Outer(key="k", first=Inner(who="Zoé", said=("a", "")), others=(Inner(who="Luc"),))


def parts_of(part: type) -> set[type]:
    """The classes that a part is made of, and those made from them."""
    found, waiting = set[type](), {part}
    while waiting:
        one = waiting.pop()
        found.add(one)
        waiting |= {*one.__subclasses__()}.union(*(field.shape.classes for field in fields_of(one))) - found
    return found


@pytest.mark.parametrize("part", [*KINDS.values(), Agenda, Word, State], ids=lambda part: part.__name__)
def test_every_text_of_events_of_agendas_and_of_the_state_says_what_it_holds(part):
    assert all(isinstance(field, Field) for one in parts_of(part) for field in fields_of(one))


NAMING_NOBODY = {
    "SessionOpened.id", "State.id", "NameForgotten.code", "Names.erased", "Agenda.timezone", "Agenda.also",
    "Segment.kind", "Segment.spelt", "Word.key",
    "Word.also", "Word.members", "NamesExpired.older_than", "NamesExpired.codes", "SessionOpened.draw", "Names.draw",
    "SessionOpened.follows", "State.follows", "State.parts", "PointAnswered.session", "Notebook.answers",
    "Agenda.warn", "Segment.warn", "Step.change", "Step.kind",
}  # fmt: skip


def test_a_text_that_stays_whatever_is_hidden_was_looked_at_by_somebody():
    """`Fixed` is never hidden or forgotten: a field is added here by who is sure that nobody's name can be in it."""
    whole: tuple[type, ...] = (*KINDS.values(), Agenda, Word, State)
    parts = {one for part in whole for one in parts_of(part)}
    own = {(one, field.name) for one in parts for field in fields_of(one) if Holds.FIXED in field.shape.kinds}
    assert {f"{one.__name__}.{name}" for one, name in own} == NAMING_NOBODY


def test_the_state_has_every_room_s_part_in_it():
    assert {one.__name__ for one in parts_of(State)} >= {"Day", "Notebook", "Attendance", "Names", "Agenda", *KINDS}
    assert {part.__name__ for part in parts_of(State)} >= {"Floor", "Checklist", "Groups", "Decisions", "Evaluation"}


def test_texts_of_a_class_that_comes_after_others_were_looked_at_are_found():
    class Early(RoomPart, frozen=True):
        count: int = 0

    class Whole(Struct, frozen=True):
        parts: Mapping[Fixed, RoomPart]

    kinds = frozenset({Holds.CONTACT})
    assert not list(texts(Whole({"Early": Early()}), kinds))

    class Late(RoomPart, frozen=True):
        reached: Contact

    assert list(texts(Whole({"Late": Late("zoe@example.org")}), kinds)) == [(Holds.CONTACT, "zoe@example.org")]


@pytest.mark.parametrize("part", [Bare, Unsaid, BareKey, HoldsUnknown, Anything, Loose, Two])
def test_a_text_that_says_nothing_is_refused(part):
    with pytest.raises(TypeError, match=part.__name__):
        fields_of(part)


def test_texts_are_found_by_their_kinds_in_order_at_any_depth():
    assert list(texts(ONE, frozenset({Holds.PERSON}))) == [(Holds.PERSON, "Zoé"), (Holds.PERSON, "Luc")]
    assert list(texts(ONE, frozenset({Holds.WORDS, Holds.KEY}))) == [(Holds.KEY, "k"), (Holds.WORDS, "a")]


def test_what_is_rewritten_keeps_all_else_and_is_the_same_object_if_nothing_is():
    changed = rewritten(ONE, lambda _part, holds, text: text.upper() if holds is Holds.PERSON else text)
    assert changed == Outer(key="k", first=Inner(who="ZOÉ", said=("a", "")), others=(Inner(who="LUC"),))
    assert rewritten(ONE, lambda _part, _holds, text: text) is ONE


def shouted(_part: object, holds: Holds, text: str) -> str | None:
    return None if holds is Holds.PLACE else text.upper() if holds in (Holds.PERSON, Holds.KEY) else text


def test_texts_are_found_and_rewritten_wherever_they_stand():
    one = Counted(
        votes={"Zoé": 1},
        inner=MappingProxyType({("k", 2): Inner(who="Luc")}),
        named=frozenset({"Ada"}),
        spoke=((3, "Eva"), (4, None)),
        about={5: True, "s": False},
        place="Dienne",
        places=("Murat",),
    )
    assert {said for _holds, said in texts(one, frozenset({Holds.PERSON}))} == {"Zoé", "Luc", "Ada", "Eva"}
    assert rewritten(one, shouted) == Counted(
        votes={"ZOÉ": 1},
        inner=MappingProxyType({("K", 2): Inner(who="LUC")}),
        named=frozenset({"ADA"}),
        spoke=((3, "EVA"), (4, None)),
        about={5: True, "S": False},
        must="",
    )


def test_a_part_can_be_replaced_whole():
    changed = rewritten(ONE, shouted, {Inner: lambda one: Inner(who="nobody")})
    assert changed == Outer(key="K", first=Inner(who="nobody"), others=(Inner(who="nobody"),))
