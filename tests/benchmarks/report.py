"""Reports of long days: `python -m tests.benchmarks.report`. Each in a process of its own, from the command to its end.

Seconds and MiB (largest resident set) of `report` in each format, with 1,000 and with 10,000 notes; the last column is
how many times longer the ten times longer day takes.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path

from tests.benchmarks.__main__ import OURS
from tests.benchmarks.measure import installed
from tests.benchmarks.notes import fill
from workshop_tui.journal.sqlite import Folder


def run(words: list[str], environment: dict[str, str]) -> tuple[float, float]:
    """Seconds, and MiB of the process at its largest; the median of three in time."""
    took, most = [], 0.0
    for _ in range(3):
        began = time.perf_counter()
        child = subprocess.Popen([OURS, *words], env=environment, stdout=subprocess.DEVNULL)
        _pid, status, used = os.wait4(child.pid, 0)
        took.append(time.perf_counter() - began)
        assert status == 0, words
        most = max(most, used.ru_maxrss / 1024)
    return sorted(took)[1], most


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as home:
        store = Folder(Path(home) / "sessions")
        for notes in (1_000, 10_000):
            fill(store, f"n{notes}", notes)
            fill(store, f"p{notes}", notes, people=12)
        environment = installed(WORKSHOP_TUI_HOME=home)
        print("| format | 1,000 notes | 10,000 notes | MiB | × |")
        print("| --- | ---: | ---: | ---: | ---: |")
        for form, day in (("md", "n"), ("md", "p"), *((form, "n") for form in ("html", "json", "csv", "ics", "toml"))):
            words = ["report", "--format", form, *(["--names"] if form == "toml" else []), "-s"]
            (few, _less), (many, most) = (run([*words, f"{day}{notes}"], environment) for notes in (1_000, 10_000))
            told = form if day == "n" else f"{form}, twelve names hidden"
            print(f"| {told} | {few:.2f} s | {many:.2f} s | {most:.0f} | {many / few:.1f} |")


if __name__ == "__main__":
    main()
