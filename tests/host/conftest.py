"""Commands, as in `tests/cli`."""

from tests.cli.conftest import day, wt

__all__ = ["day", "wt"]
