"""A plan that `plan --format` writes and `new --from` reads is the same, as far as its form holds it: docs/plans.md."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.often import often
from tests.plans.read import plan_in, understood_of
from tests.seed import AGENDAS
from workshop_tui.agenda.course import Plan, days_of
from workshop_tui.agenda.reading import load, plan_of
from workshop_tui.agenda.vocabulary import SEGMENT_KINDS
from workshop_tui.clock import MADE
from workshop_tui.locale import speak
from workshop_tui.plans.order import order_of
from workshop_tui.plans.papers.formats import Wanted, made

WHOLE = ("xlsx", "csv")
"""Forms that hold all that is said of a segment."""
PAGES = ("md", "docx")
"""Forms that hold what one reads."""


def back(plan: Plan, form: str, language: str) -> Plan:
    """The plan, written in this form and read again."""
    page = made(form, plan, Wanted(language, False, date(2026, 3, 12), MADE))
    return plan_in(understood_of(f"plan.{form}", page))


def held(plan: Plan, form: str) -> list[object]:
    """The part of a plan that this form holds: of a calendar the hours and titles of blocks and segments."""
    order, lines = order_of(plan), list[object]()
    if form in ("xlsx", "md", "docx", "ics"):
        lines.append(order.title)
    for day in order.days:
        if form != "ics":
            lines.append((day.number, day.title, day.date))
        for part in day.parts:
            lines.append((part.title, part.start, part.end))
            for line in part.lines:
                one = line.segment
                said = [one.title, line.start, one.minutes]
                if form != "ics":
                    said += [one.at, one.optional, line.who, one.objective, one.method, one.material, one.plan_b]
                if form in WHOLE:
                    said += [one.min, one.max, one.kind, one.form, one.output, one.prompts, one.steps]
                lines.append(said)
    return lines


@pytest.mark.parametrize("form", [*WHOLE, *PAGES, "ics"])
@pytest.mark.parametrize("agenda", sorted(AGENDAS.glob("*.toml")), ids=lambda file: file.stem)
def test_a_shipped_agenda_comes_back_the_same(agenda, form):
    plan = load(agenda)
    language = days_of(plan)[0].language or "en"
    speak(language)
    assert held(back(plan, form, language), form) == held(plan, form)


WORDS = st.text("abcdefgh éÉç'’«»*_|#<&\\`[]~0123;,.!", min_size=1, max_size=14).map(lambda text: f"T{text.strip()}z")
"""Titles with every sign that a form might take for its own."""
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
NAMES = st.sampled_from(["Zoé", "Léa Martin", "Jean-Paul", "O’Brien", "Bo"])


@st.composite
def segments(draw: st.DrawFn, whole: bool) -> dict[str, Any]:
    minutes = draw(st.integers(1, 120))
    made: dict[str, object] = {"title": draw(WORDS), "minutes": minutes, "optional": draw(st.booleans())}
    for name in ("objective", "method", "plan_b", *(("output",) if whole else ())):
        if draw(st.booleans()):
            made[name] = draw(TEXTS)
    made["material"] = draw(st.lists(WORDS, max_size=2))
    made["lead"] = draw(st.lists(NAMES, max_size=2, unique=True))
    if whole:
        made["prompts"] = draw(st.lists(WORDS, max_size=2))
        made |= {"min": draw(st.integers(0, minutes)), "max": draw(st.integers(minutes, 240))}
        if kind := draw(st.none() | st.sampled_from(sorted(SEGMENT_KINDS))):
            made["kind"] = kind
        if minutes > 1 and draw(st.booleans()):
            made["steps"] = [{"title": draw(WORDS), "minutes": 1}, {"title": draw(WORDS), "minutes": minutes - 1}]
    return made


@st.composite
def plans(draw: st.DrawFn, whole: bool) -> Plan:
    """An agenda of a day or a course: blocks one after another, pinned segments, and time to spare at ends."""
    names, days = set[str](), list[dict[str, Any]]()
    for _day in range(draw(st.integers(1, 2))):
        clock, blocks = draw(st.integers(6 * 60, 10 * 60)), []
        for _block in range(draw(st.integers(1, 3))):
            start, held = clock, list[dict[str, Any]]()
            for one in draw(st.lists(segments(whole), min_size=1, max_size=3)):
                clock += draw(st.sampled_from([0, 0, 5, 45])) if held else 0
                at = f"{clock // 60:02}:{clock % 60:02}" if draw(st.booleans()) or clock > _end(start, held) else None
                held.append(one | ({"at": at} if at else {}))
                clock += one["minutes"]
                names |= set(one["lead"])
            end = clock + draw(st.sampled_from([0, 10]))
            blocks.append({"title": draw(WORDS), "start": _hour(start), "end": _hour(end), "segments": held})
            clock = end + draw(st.sampled_from([0, 60]))
        days.append({"blocks": blocks})
    keys = {name: f"n{number}" for number, name in enumerate(sorted(names))}
    for day in days:
        for block in day["blocks"]:
            for one in block["segments"]:
                one["lead"] = [keys[name] for name in one["lead"]]
    trainers = [{"key": key, "name": name} for name, key in keys.items()]
    content = {"blocks": days[0]["blocks"]} if len(days) == 1 else {"days": days}
    return plan_of({"title": draw(WORDS), "trainers": trainers} | content)


def _end(start: int, held: list[dict[str, object]]) -> int:
    for one in held:
        at = one.get("at")
        start = max(start, int(at[:2]) * 60 + int(at[3:])) if isinstance(at, str) else start
        start += int(str(one["minutes"]))
    return start


def _hour(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


@settings(max_examples=often(25, 300))
@given(plans(whole=True), st.sampled_from(["fr", "en"]), st.sampled_from(WHOLE))
def test_any_plan_comes_back_the_same_from_a_table(plan, language, form):
    assert held(back(plan, form, language), form) == held(plan, form)


@settings(max_examples=often(25, 300))
@given(plans(whole=False), st.sampled_from(["fr", "en"]), st.sampled_from(PAGES))
def test_any_plan_comes_back_the_same_from_a_page(plan, language, form):
    assert held(back(plan, form, language), form) == held(plan, form)
