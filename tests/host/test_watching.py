"""The program ends with its terminal, and with nothing that only looks like it."""

from __future__ import annotations

import os
import sys

import pytest

from workshop_tui.host.watching import Watch

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there a terminal is another thing")


def test_a_pipe_whose_writer_is_done_is_no_terminal_that_has_gone(monkeypatch):
    read, write = os.pipe()
    with os.fdopen(read) as script:
        monkeypatch.setattr(sys, "__stdin__", script)
        watch = Watch(read)
        os.write(write, b"next\n")
        os.close(write)
        assert not watch._is_alone(), "what was written is still to be read"


def test_a_terminal_that_has_gone_leaves_it_alone(monkeypatch):
    ours, its = os.openpty()
    with os.fdopen(its) as terminal:
        monkeypatch.setattr(sys, "__stdin__", terminal)
        watch = Watch(its)
        assert not watch._is_alone()
        os.close(ours)
        assert watch._is_alone()
