#!/usr/bin/env python3
"""A slow link: runs a program in a pty of its own, and lets its bytes through late, split anywhere.

`slow_link.py SECONDS PROGRAM ARGUMENT…`: each way takes so long; what is typed is cut in pieces of 1 to 7 bytes. In a
fork of the Python that has imported the screens (`warm`), the program is in one, too; else it is started afresh.
"""

from __future__ import annotations

import fcntl
import os
import pty
import random
import runpy
import selectors
import signal
import sys
import termios
import time
import tty
from collections import deque

PIECE = 7
"""Bytes that come in one piece, at the most; of a screen a hundred times as many."""
IMPORTED = "workshop_tui.tui.launch"
"""A module that no link needs: it is there in a fork."""
RESIZED = b""
"""No bytes, but that the window has another size now."""


def relay(delay_s: float, program: list[str]) -> int:
    """Run the program behind the link until it ends; its exit code."""
    child, link = pty.fork()
    if child == 0:
        if IMPORTED not in sys.modules:
            os.execvp(program[0], program)
        sys.argv = program
        runpy.run_path(program[0], run_name="__main__")
        return 0
    size = fcntl.ioctl(0, termios.TIOCGWINSZ, bytes(8))
    fcntl.ioctl(link, termios.TIOCSWINSZ, size)
    tty.setraw(0)

    cuts, selector = random.Random(1), selectors.DefaultSelector()
    for end in (0, link):
        selector.register(end, selectors.EVENT_READ)
    ways: dict[int, tuple[int, int, deque[tuple[float, bytes]]]] = {
        0: (link, PIECE, deque()),
        link: (1, PIECE * 100, deque()),
    }

    def resized(_number: int, _frame: object) -> None:
        ways[0][2].append((time.monotonic() + delay_s, RESIZED))  # behind what was typed before, as over SSH

    signal.signal(signal.SIGWINCH, resized)
    while True:
        now = time.monotonic()
        waits = [held[0][0] - now for _to, _most, held in ways.values() if held]
        for key, _events in selector.select(max(0.0, min(waits, default=delay_s))):
            try:
                data = os.read(key.fd, 65_536)
            except OSError:
                data = b""
            if not data:
                return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
            _to, most, held = ways[key.fd]
            while data:
                piece = cuts.randint(1, most)
                held.append((time.monotonic() + delay_s, data[:piece]))
                data = data[piece:]
        for to, _most, held in ways.values():
            while held and held[0][0] <= time.monotonic():
                data = held.popleft()[1]
                if data == RESIZED:
                    fcntl.ioctl(link, termios.TIOCSWINSZ, fcntl.ioctl(0, termios.TIOCGWINSZ, bytes(8)))
                    os.kill(child, signal.SIGWINCH)
                else:
                    os.write(to, data)


if __name__ == "__main__":
    sys.exit(relay(float(sys.argv[1]), sys.argv[2:]))
