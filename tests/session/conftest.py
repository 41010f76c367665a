"""A day that has not begun."""

from __future__ import annotations

import pytest

from tests.session.played import Played


@pytest.fixture
def day() -> Played:
    return Played()
