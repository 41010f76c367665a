"""The report of the seed's day, in both languages, as a person has read it: a change of it is seen in a diff."""

from __future__ import annotations

import pytest

from tests.report.golden import FILES, LANGUAGES, golden


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_of_the_seeds_day_is_the_one_that_was_read_through(language):
    assert golden(language) == (FILES / f"{language}.md").read_text(encoding="utf-8")
