"""Taking one program's figures in a pty of 120 × 40.

- first paint: from spawn to the first byte of the first whole frame (the program's text is in what it wrote)
- first key: from spawn to the first byte after a key that is sent as soon as that frame is there: it is ready
- idle bytes: written in `IDLE` seconds with nothing pressed; idle CPU: the process's own time in them
- echo: from a key written to the pty to the first byte back, the median of `ECHOES`, of that in `ROUNDS` by turns
- memory: resident set when idle; exit: from the key that ends it to the end of the process
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pexpect

IDLE = 20.0
ECHOES = 40
ROUNDS = 5
TICK = os.sysconf("SC_CLK_TCK")


def installed(**more: str) -> dict[str, str]:
    """Our environment with `more`, as an installed program finds it: it has its bytecode."""
    environment = os.environ | {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"} | more
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    return environment


@dataclass(frozen=True)
class Program:
    """How to start one, what its first frame holds, how to come to a line to type in, and how to leave."""

    name: str
    command: list[str]
    shows: bytes
    to_typing: tuple[bytes, ...] = ()
    leave: tuple[bytes, ...] = (b"q",)
    types: bool = True


@dataclass(frozen=True)
class Figures:
    """Seconds, bytes a second, share of a core, MiB; None where a program has no such thing."""

    first_paint: float
    first_key: float | None
    idle_bytes: float
    idle_cpu: float
    echo: float | None
    memory: float
    exit: float


@dataclass
class Starts:
    """Times of the starts of one program, in seconds."""

    paints: list[float]
    keys: list[float]
    exits: list[float]
    echoes: list[float]


def starts(programs: list[Program], environment: dict[str, str], runs: int = 15) -> dict[str, Starts]:
    """Start each of `programs` in turn, `runs` times, so that what the machine does meanwhile meets all of them."""
    taken = {program.name: Starts([], [], [], []) for program in programs}
    for run in range(runs + 1):
        for program in programs:
            began = time.perf_counter()
            child, paint = _start(program, environment)
            if program.types:
                child.send(program.to_typing[0])
                child.read_nonblocking(65536, timeout=5)
            key = time.perf_counter() - began
            _drain(child, 0.5)
            if run:  # a first one writes the bytecode
                taken[program.name].paints.append(paint)
                taken[program.name].keys.append(key)
            left = _leave(child, program)
            if run:
                taken[program.name].exits.append(left)
    for _ in range(min(runs, ROUNDS)):
        for program in programs:
            if program.types:
                taken[program.name].echoes.append(_typing(program, environment))
    return taken


def measure(program: Program, environment: dict[str, str], started: Starts) -> Figures:
    """Take all figures of `program`; those of its starts are medians."""
    child, _paint = _start(program, environment)
    _drain(child, 2.5)
    idle_bytes, idle_cpu = _idle(child)
    memory = _memory(child.pid)
    child.close(force=True)
    echo = statistics.median(started.echoes) if started.echoes else None
    paint, typed, left = (statistics.median(one) for one in (started.paints, started.keys, started.exits))
    return Figures(paint, typed if program.types else None, idle_bytes, idle_cpu, echo, memory, left)


def _start(program: Program, environment: dict[str, str]) -> tuple[pexpect.spawn[bytes], float]:
    began = time.perf_counter()
    child = pexpect.spawn(program.command[0], program.command[1:], env=environment, dimensions=(40, 120), timeout=None)
    child.delaybeforesend = None
    got = b""
    while program.shows not in got:
        got += child.read_nonblocking(65536, timeout=20)
    return child, time.perf_counter() - began


def _typing(program: Program, environment: dict[str, str]) -> float:
    """Start a program and type in it; the median time of a letter's echo."""
    child, _paint = _start(program, environment)
    _drain(child, 1.0)
    for key in program.to_typing:
        child.send(key)
        _drain(child, 0.5)
    echo = _echo(child)
    child.close(force=True)
    return echo


def _drain(child: pexpect.spawn[bytes], seconds: float) -> int:
    count, until = 0, time.perf_counter() + seconds
    while (left := until - time.perf_counter()) > 0:
        try:
            count += len(child.read_nonblocking(65536, timeout=left))
        except (pexpect.TIMEOUT, pexpect.EOF):
            break
    return count


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _idle(child: pexpect.spawn[bytes]) -> tuple[float, float]:
    cpu, began = _cpu(child.pid), time.perf_counter()
    count, until = 0, began + IDLE
    while time.perf_counter() < until:
        count += _drain(child, until - time.perf_counter())
    took = time.perf_counter() - began
    return count / took, (_cpu(child.pid) - cpu) / took


def _memory(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def _echo(child: pexpect.spawn[bytes]) -> float:
    times = []
    for i in range(ECHOES):
        _drain(child, 0.05)
        began = time.perf_counter()
        child.send(bytes([97 + i % 26]))
        child.read_nonblocking(65536, timeout=5)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _leave(child: pexpect.spawn[bytes], program: Program) -> float:
    began = time.perf_counter()
    for key in program.leave:
        child.send(key)
    while child.isalive() and time.perf_counter() - began < 10:
        _drain(child, 0.01)
    child.close(force=True)
    return time.perf_counter() - began


def ratio(of: Callable[[Figures], float | None], ours: Figures, other: Figures) -> str:
    """Ours against another's, `1.23 ×`."""
    a, b = of(ours), of(other)
    return f"{a / b:.2f} ×" if a is not None and b else "–"
