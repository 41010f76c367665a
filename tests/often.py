"""How often a property is tried: some dozens of cases in each run, hundreds each night (HYPOTHESIS_PROFILE=nightly).

In a run the cases are the same each time, so that no landing is red by luck; at night they are others each time.
"""

from __future__ import annotations

import os
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ours")

settings.register_profile("ours", deadline=None, derandomize=True)
settings.register_profile("nightly", deadline=None, max_examples=1000, print_blob=True)


Tried = TypeVar("Tried")


def often(each_run: Tried, each_night: Tried) -> Tried:
    """The `max_examples` of a property that is dear to try, or its cases."""
    return each_night if PROFILE == "nightly" else each_run


def look_into_modules() -> None:
    """Have Hypothesis find the numbers and texts in our modules, which it tries now and then: it keeps them in a file.

    In a fresh clone each worker would find them for itself, which takes two seconds.
    """

    @settings(max_examples=10, database=None)
    @given(st.lists(st.integers(), min_size=50, max_size=50))
    def drawn(_numbers: list[int]) -> None:
        """Try nothing of them."""

    drawn()
