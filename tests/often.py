"""How often a property is tried: some dozens of cases in each run, hundreds each night (HYPOTHESIS_PROFILE=nightly).

In a run the cases are the same each time, so that no landing is red by luck; at night they are others each time.
"""

from __future__ import annotations

import os
from typing import TypeVar

from hypothesis import settings

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "ours")

settings.register_profile("ours", deadline=None, derandomize=True)
settings.register_profile("nightly", deadline=None, max_examples=1000, print_blob=True)


Tried = TypeVar("Tried")


def often(each_run: Tried, each_night: Tried) -> Tried:
    """The `max_examples` of a property that is dear to try, or its cases."""
    return each_night if PROFILE == "nightly" else each_run
