"""Rows of tests, from which those that run side by side take them.

What a worker has to start before its first test of a kind, and can keep for the next, is a lane of its own: one worker
goes through it, and only when nothing else is left do others help. Tests that wait for terminals are begun first, by
some workers; the rest is computing, and those who wait leave the processors to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import pytest

from tests.forks import Row

FIRST = ("rest", "terminals", "windows", "browser", "server", "disks", "rest", "terminals")
"""The lane that each worker begins with, by its number; more than these begin anew. However few, one computes."""
THEN = ("terminals", "disks", "rest", "server", "browser", "windows")
"""The lanes that it goes on with."""
WAITING = ("terminals", "windows")
"""Lanes whose tests are each taken alone: they take a second and more."""
RUN = 8
"""Tests of one module that are taken together, so that what is made for a module is made less often."""
TOGETHER = ("disks",)
"""Lanes of which one worker takes a whole module: it starts what it needs once, and nobody waits for it."""
FIXTURES = {"chromium": "browser", "server": "server", "cluster": "server", "faulty": "disks"}
"""Lanes of the tests that ask for one of these."""
ROOMS = {"acceptance": "terminals", "windows": "windows"}
"""Lanes of whole rooms."""


def lane(item: pytest.Item) -> str:
    """The lane of a test."""
    for fixture, its in FIXTURES.items():
        if fixture in getattr(item, "fixturenames", ()):
            return its
    return ROOMS.get(item.path.parent.name, "rest")


def runs(items: Sequence[pytest.Item]) -> Iterator[tuple[str, range]]:
    """Neighbouring tests of one module and one lane, by their numbers, with the lane."""
    for (its, _file), those in groupby(range(len(items)), lambda at: (lane(items[at]), items[at].path)):
        numbers = [*those]
        size = 1 if its in WAITING else len(numbers) if its in TOGETHER else RUN
        for first in range(numbers[0], numbers[-1] + 1, size):
            yield its, range(first, min(first + size, numbers[-1] + 1))


def rows(items: Sequence[pytest.Item], workers: int) -> list[list[Row]]:
    """The rows that each worker takes tests from, one after the other; each test is in one."""
    found: dict[str, list[range]] = {name: [] for name in THEN}
    for its, run in runs(items):
        found[its].append(run)
    made = {its: Row(longest_first(items, those)) for its, those in found.items()}
    return [[made[its] for its in dict.fromkeys((FIRST[number % len(FIRST)], *THEN))] for number in range(workers)]


def longest_first(items: Sequence[pytest.Item], those: Iterable[range]) -> list[range]:
    """The runs of a lane; first those with a test that is marked as one that waits."""
    return sorted(those, key=lambda run: not any(items[at].get_closest_marker("waits") for at in run))
