"""Thirty terminals of one session over SSH: what a note takes to all of them, and what one terminal costs.

`python -m tests.benchmarks.over_ssh [TERMINALS] [NOTES]`, with a server of SSH of its own on 127.0.0.1.

- note: from the return of its writing, in another process's place (here), to its text on the last, and the median one
- idle: CPU time of all of our programs together, of one core, while nobody types and a segment runs
- memory: resident set, and what is a program's own of it (the rest is shared: Python, libraries), each
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.acceptance.ssh import hosting
from tests.benchmarks.__main__ import OURS, SEED
from tests.benchmarks.measure import installed
from tests.benchmarks.together import drain, latencies, terminal
from workshop_tui.clock import SystemClock
from workshop_tui.journal.sessions import default_store
from workshop_tui.service import Session

IDLE_S = 60.0


def used_s(number: int) -> float:
    """CPU time that a process has used."""
    fields = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_mb(number: int) -> tuple[float, float]:
    """The resident set of a process, and what of it is its own."""
    rows = [line.split() for line in Path(f"/proc/{number}/smaps_rollup").read_text(encoding="utf-8").splitlines()[1:]]
    kept = {row[0]: int(row[1]) / 1024 for row in rows}
    return kept["Rss:"], kept["Private_Dirty:"] + kept["Private_Clean:"]


def main() -> None:
    """Measure and print."""
    terminals, notes = (int(word) for word in [*sys.argv[1:3], *("30", "20")[len(sys.argv[1:3]) :]])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        os.environ |= installed(WORKSHOP_TUI_HOME=str(home))
        (Path(folder) / "ssh").mkdir()
        for words in (["open", str(SEED), "--id", "day"], ["extend", "60", "accueil"], ["next"]):
            subprocess.run([OURS, *words], check=True, capture_output=True)
        with hosting(Path(folder) / "ssh", home) as host:
            host.start("LANG LC_*")
            children = []
            for k in range(terminals):
                line = subprocess.run([OURS, "key", f"P{k}", "-s", "day"], check=True, capture_output=True, text=True)
                host.allow_line(line.stdout)
                children.append(terminal([*host.client("-tt"), host.address], dict(os.environ)))
                drain(children, 1.5)
            drain(children, 5)
            ours = host.programs()
            assert len(ours) == terminals
            before, began = sum(map(used_s, ours)), time.monotonic()
            drain(children, IDLE_S)
            share = (sum(map(used_s, ours)) - before) / (time.monotonic() - began)
            took = latencies(children, Session(default_store().open("day"), SystemClock(), "nobody"), notes)
            lasts = [max(took[k : k + terminals]) for k in range(0, len(took), terminals)]
            memory = [memory_mb(number) for number in ours]
            for child in children:
                child.close(force=True)
    print(
        f"note: median {statistics.median(took):.3f} s, on the last {statistics.median(lasts):.3f} s"
        f" (best {min(lasts):.3f}, worst {max(lasts):.3f})"
    )
    print(f"idle: {share:.0%} of a core for {terminals}, {share / terminals:.2%} each")
    resident, own = (statistics.median(column) for column in zip(*memory, strict=True))
    print(f"memory: {resident:.1f} MB resident each, {own:.1f} MB its own")


if __name__ == "__main__":
    main()
