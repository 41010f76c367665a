"""The program ends with its terminal, and with nothing that only looks like it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from workshop_tui.host.watching import Watch

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there a terminal is another thing")


@contextmanager
def reading(descriptor: int) -> Iterator[None]:
    """Inside, the input of this process is another; closed afterwards."""
    ours = os.dup(0)
    os.dup2(descriptor, 0)
    os.close(descriptor)
    try:
        yield
    finally:
        os.dup2(ours, 0)
        os.close(ours)


def test_a_pipe_whose_writer_is_done_is_no_terminal_that_has_gone():
    read, write = os.pipe()
    with reading(read):
        watch = Watch(0)
        os.write(write, b"next\n")
        os.close(write)
        assert not watch._is_alone(), "what was written is still to be read"


def test_a_program_whose_terminal_has_gone_is_alone():
    ours, its = os.openpty()
    with reading(its):
        watch = Watch(0)
        assert not watch._is_alone()
        os.close(ours)
        assert watch._is_alone()
