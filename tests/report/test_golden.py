"""The report of the seed's day, in both names, as a person has read it: a change of it is seen in a diff."""

from __future__ import annotations

import pytest

from tests.report.golden import FILES, NAMES, golden


@pytest.mark.parametrize("name", NAMES)
def test_the_report_of_the_seeds_day_is_the_one_that_was_read_through(name):
    assert golden(name) == (FILES / f"{name}.md").read_text(encoding="utf-8")
