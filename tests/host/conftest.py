"""Commands, as in `tests/cli`."""

from tests.cli.conftest import day, opened, wt

__all__ = ["day", "opened", "wt"]
