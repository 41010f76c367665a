"""Commands run in this process, as in `tests/cli`."""

from tests.cli.conftest import wt

__all__ = ["wt"]
