"""Agendas after plans of many kinds, as people would write them: checked, played late, landed, reported, given back."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.session.days import after
from workshop_tui.agenda.course import days_of
from workshop_tui.agenda.reading import examine, load, plan_of
from workshop_tui.agenda.rules import mistakes
from workshop_tui.locale import speaking
from workshop_tui.report.digest import digest
from workshop_tui.report.formats import Wanted, made
from workshop_tui.report.next_agenda import next_agenda
from workshop_tui.session.decide import decide
from workshop_tui.session.event import Recorded
from workshop_tui.session.events import SessionOpened, as_json, from_json
from workshop_tui.session.refusal import Refused
from workshop_tui.session.state import State, fold
from workshop_tui.session.timing.commands import End, Goto, Next
from workshop_tui.session.timing.fit import fit
from workshop_tui.session.timing.replanning_commands import Fit, adding
from workshop_tui.session.timing.timeline import timeline

PAGE = Path(__file__).parents[2] / "docs" / "agenda.md"
FILES = sorted(Path(__file__).parent.glob("*.toml"))
LATE = timedelta(minutes=20)


def begun(agenda) -> State:
    start = agenda.instant(date(2026, 10, 5), agenda.blocks[0].start)
    opened = SessionOpened(at=start, by="p", id="s", agenda=agenda, date=date(2026, 10, 5))
    state = fold([Recorded(1, start, from_json("SessionOpened", as_json(opened)))])
    assert state is not None
    return state


@cache
def days():
    """Each day of each agenda: read once, for all tests of them."""
    return [
        pytest.param(agenda, id=f"{file.stem}-{number}")
        for file in FILES
        for number, agenda in enumerate(days_of(load(file)), 1)
    ]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_is_an_agenda_with_nothing_to_mend(file):
    assert [str(one.message) for one in examine(file)[1] if not one.warning] == []


def late_in(agenda, block, late: timedelta) -> tuple[State, datetime]:
    """The day in the middle of `block`, whose segments each began that late."""
    state, plan = begun(agenda), agenda.planned(date(2026, 10, 5))
    start, end = (agenda.instant(state.date, clock) for clock in (block.start, block.end))
    middle = start + (end - start) / 2
    state = after(state, decide(state, Goto(block.segments[0].key), start + late, "p"))
    for segment in block.segments[:-1]:
        if plan[segment.key].end + late > middle:
            break
        state = after(state, decide(state, Next(), plan[segment.key].end + late, "p"))
    return state, middle.replace(microsecond=0)


@pytest.mark.parametrize("agenda", days())
def test_twenty_minutes_late_in_the_middle_of_a_block_something_lands_it(agenda):
    for block in agenda.blocks:
        state, middle = late_in(agenda, block, LATE)
        found = fit(state.day, middle)
        assert found is not None
        landing = [one.kind for one in found.proposals if one.possible and one.kind != "stretch"]
        assert landing or not found.late_s, block.title
        for kind in landing:
            landed = after(state, decide(state, Fit(kind), middle, "p"))
            assert timeline(landed.day, middle).block(found.block.plan.key).late_min <= 0, (block.title, kind)


def prepared(agenda, held) -> list[object]:
    """Say what is prepared and assigned: the day's, and that of each segment that was `held`."""
    titles = {one.title for one in held.segments()}
    said = {
        one.title: (
            one.place,
            one.roles,
            one.links,
            one.evaluate,
            one.objectives,
            [line.text for line in one.todo or ()],
            [(group.title, group.place, group.link) for group in one.groups or ()],
            (one.by, one.mix, one.rotate, one.open),
        )
        for one in agenda.segments()
        if one.title in titles
    }
    return [agenda.also, [(line.when, line.text, line.who) for line in agenda.todo or ()], said]


@pytest.mark.parametrize("agenda", days())
def test_played_with_lateness_its_steps_add_up_and_it_is_reported_and_given_back(agenda):
    drawn, state = Random(agenda.title), begun(agenda)
    now, opening = state.events[0].at, {block.segments[0].key: block.start for block in agenda.blocks}
    for offered in agenda.pool():
        added = adding(state.day, offered.key, None, None)
        assert added
        state = after(state, decide(state, added, now, "p"))
        assert state.day.plans[offered.key].title == offered.title
    while True:
        following = timeline(state.day, now).next
        if following and following.key in opening:
            now = max(now, agenda.instant(state.date, opening[following.key]))
        if following is None and state.day.live is None:
            break
        state = after(state, decide(state, Next(), now, "p"))
        live = timeline(state.day, now).live
        if live is None:
            continue
        for share in (0.1, 0.5, 0.9):
            then = now + timedelta(seconds=round(live.allotted_s * share))
            row = timeline(state.day, then).live
            if row.step:
                assert row.step_ends[-1] == row.allotted_s
                assert 1 <= row.step.number <= row.step.of and "{n}" not in row.step.title
        if drawn.random() < 0.5:
            with suppress(Refused):
                state = after(state, decide(state, Fit("drop"), now, "p"))
        now += timedelta(seconds=round(live.allotted_s * drawn.uniform(0.8, 1.3)))
    state = after(state, decide(state, End(), now, "p"))
    for language in ("en", "fr"):
        with speaking(language):
            told = digest(state, now, private=True)
            assert state.date.isoformat()[:4] in made("md", told, Wanted(language))
            page = json.loads(made("json", told, Wanted(language)))
            assert {one["key"] for block in page["blocks"] for one in block["segments"]} >= {*state.day.segments}
            again = next_agenda([state])
            data = tomllib.loads(again)
            plan = plan_of(data)
            (given,) = days_of(plan)
            assert not list(mistakes(given, lambda _path: False)), again
            assert [one.title for one in given.pool()] == [one.title for one in agenda.pool()]
            assert prepared(given, given) == prepared(agenda, given), again


def test_they_are_of_many_kinds_in_both_languages():
    plans = [load(file) for file in FILES]
    assert len(plans) >= 12
    assert {one.language for plan in plans for one in days_of(plan)} == {"en", "fr"}


# ── the table of docs/agenda.md ────────────────────────────────────────────────────────────────────────────
def tables(data: object, name: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield every table of a file, with the name of the list that it stands in."""
    if isinstance(data, dict):
        yield name, data
        for key, one in data.items():
            yield from tables(one, key)
    elif isinstance(data, list):
        for one in data:
            yield from tables(one, name)


def says(key: str) -> Callable[[str, dict[str, Any]], bool]:
    return lambda _name, table: key in table


USED: dict[str, Callable[[str, dict[str, Any]], bool]] = {
    **{f"`{key}`": says(key) for key in ("flex", "repeat", "change", "room", "continues", "public", "todo", "roles",
                                         "links", "also")},
    "pool": lambda name, table: name == "segments" and table.get("optional") is True and "minutes" not in table,
    "step that is a pause": lambda name, table: name == "steps" and table.get("kind") in ("break", "pause"),
    "`warn` in seconds, or of a segment": lambda name, table: "warn" in table and (
        name == "segments" or any(isinstance(one, str) for one in table["warn"])),
    "`place` of a segment": lambda name, table: name == "segments" and "place" in table,
    "groups": lambda name, table: name == "segments" and bool({"groups", "by", "open", "rotate"} & table.keys()),
}  # fmt: skip
"""Tell of a column of the table whether a table of a file uses it."""


def test_the_table_of_the_page_says_what_each_agenda_uses():
    rows = [
        [cell.strip() for cell in line.strip("|").split("|")]
        for line in PAGE.read_text().splitlines()
        if line.startswith("| kind | file |") or any(f"| `{file.stem}` |" in line for file in FILES)
    ]
    head, *rest = rows
    assert set(head[2:]) == set(USED)
    assert [row[1].strip("`") for row in rest] == [file.stem for file in FILES]
    for row, file in zip(rest, FILES, strict=True):
        found = list(tables(tomllib.loads(file.read_text())))
        uses = [USED[name] for name in head[2:]]
        assert row[2:] == ["x" if any(use(*one) for one in found) else "" for use in uses], file.stem


def test_each_field_of_what_is_prepared_and_of_groups_is_used_by_some_agenda():
    found = [one for file in FILES for one in tables(tomllib.loads(file.read_text()))]
    keys = {key for _name, table in found for key in table}
    assert keys >= {
        "todo",
        "when",
        "who",
        "roles",
        "links",
        "place",
        "also",
        "evaluate",
        "objectives",
        "groups",
        "by",
        "mix",
        "rotate",
        "open",
        "until",
    }
