"""Commands, as in `tests/cli`."""

from tests.cli.conftest import day, once_opened, wt

__all__ = ["day", "once_opened", "wt"]
