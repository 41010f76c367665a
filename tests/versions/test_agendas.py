"""Agendas of an earlier version, as it read them by its own code: read the same today, with nothing added."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import msgspec
import pytest

from workshop_tui.agenda.course import days_of
from workshop_tui.agenda.reading import load
from workshop_tui.agenda.vocabulary import LISTS

FILES = sorted((Path(__file__).parent / "agendas").glob("*.toml"))
SPELLING = {"spelt"}
"""Fields for how a thing is written, kept to give it back so: they change nothing of what it means."""
NOTHING: tuple[Any, ...] = (None, False, [], {})


def differences(before: object, now: object, path: str = ""):
    """Yield each place that reads otherwise: another value, a field that is gone, one that says something new."""
    if isinstance(before, dict) and isinstance(now, dict):
        for key in (before.keys() | now.keys()) - SPELLING:
            yield from differences(before.get(key), now.get(key), f"{path}.{key}")
    elif isinstance(before, list) and isinstance(now, list) and len(before) == len(now):
        for n, (one, other) in enumerate(zip(before, now, strict=True)):
            yield from differences(one, other, f"{path}[{n}]")
    elif before != now and not (before in NOTHING and now in NOTHING):
        yield path, before, now


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_an_agenda_of_an_earlier_version_reads_as_it_read_there(file):
    before = json.loads(file.with_suffix(".json").read_text())
    now = [json.loads(msgspec.json.encode(day, enc_hook=str)) for day in days_of(load(file))]
    for name in set(LISTS) - tomllib.loads(file.read_text()).keys():
        for term in (term for day in (*before, *now) for term in day.get(name) or ()):
            term.pop("also", None)  # other words for the program's own: it may learn more of them
    assert list(differences(before, now)) == []


def test_a_field_that_says_something_new_would_be_seen():
    assert list(differences({"a": None}, {"a": [], "b": False})) == []
    assert list(differences([{"a": 1}], [{"a": 1, "flex": 20}])) == [("[0].flex", None, 20)]
    assert list(differences([1], [1, 2])) == [("", [1], [1, 2])]
