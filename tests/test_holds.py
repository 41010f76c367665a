"""Each text of an event and of the agenda says what it holds, and one walk finds and changes it."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import pytest
from pydantic import BaseModel

from workshop_tui.agenda import Agenda
from workshop_tui.agenda.vocabulary import Word
from workshop_tui.holds import Field, Holds, Key, PersonName, Words, fields_of, rewritten, texts
from workshop_tui.session.events import Event


class Inner(BaseModel):
    who: PersonName
    said: tuple[Words, ...] = ()


class Outer(BaseModel):
    key: Key
    kind: Literal["a", "b"] = "a"
    count: int | None = None
    first: Inner | None = None
    others: tuple[Inner, ...] = ()


class Bare(BaseModel):
    hidden: tuple[str | None, ...] = ()


class Unsaid(BaseModel):
    text: Annotated[str, "any"]


ONE = Outer(key="k", first=Inner(who="Zoé", said=("a", "")), others=(Inner(who="Luc"),))


def parts_of(part: type) -> set[type]:
    inner = {one for field in fields_of(part) for one in field.parts}
    return {part}.union(*(parts_of(one) for one in inner))


@pytest.mark.parametrize("part", [*get_args(Event), Agenda, Word], ids=lambda part: part.__name__)
def test_every_text_of_events_and_agendas_says_what_it_holds(part):
    assert all(isinstance(field, Field) for one in parts_of(part) for field in fields_of(one))


@pytest.mark.parametrize("part", [Bare, Unsaid])
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
