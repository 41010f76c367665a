"""Print the table: our run screen beside a minimal Textual app, tty-clock and termdown where they are there."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.measure import Program, installed, measure, ratio, starts

HERE = Path(__file__).parent
SEED = HERE.parent.parent / "agendas" / "collectifs-habitants.toml"
OURS = Path(sys.executable).with_name("workshop-tui")
GOALS = {
    "first paint": "≤ 1.35 ×", "first key": "≤ 1.35 ×", "idle bytes/s": "≤ 80", "echo": "≤ 1.25 ×", "memory": "≤ 1.35 ×"
}  # fmt: skip


def programs() -> list[Program]:
    """Ours first, the minimal app second, then whatever else is there."""
    found = [
        Program(
            "workshop-tui",
            [str(OURS), "join", "day", "--as", "pascal"],
            b"Accueil",
            to_typing=(b"n",),
            leave=(b"\x11",),
        ),
        Program(
            "minimal", [sys.executable, str(HERE / "minimal.py")], b"\xe2\x95\xb6", to_typing=(b"\t",), leave=(b"\x11",)
        ),
    ]
    if shutil.which("tty-clock"):
        found.append(Program("tty-clock", ["tty-clock", "-s"], b"\x1b[", types=False))
    if shutil.which("termdown"):
        found.append(Program("termdown", ["termdown", "45m"], b"\x1b[", types=False))
    return found


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as home:
        environment = installed(WORKSHOP_TUI_HOME=home)
        for words in (["open", str(SEED), "--id", "day"], ["extend", "60", "accueil"], ["next"]):
            subprocess.run([OURS, *words], env=environment, check=True, capture_output=True)
        taken = starts(programs(), environment)
        table = {program.name: measure(program, environment, taken[program.name]) for program in programs()}
    rows = {
        "first paint": (lambda f: f.first_paint, "{:.3f} s"),
        "first key": (lambda f: f.first_key, "{:.3f} s"),
        "idle bytes/s": (lambda f: f.idle_bytes, "{:.0f}"),
        "idle CPU": (lambda f: f.idle_cpu * 100, "{:.2f} %"),
        "echo": (lambda f: f.echo and f.echo * 1000, "{:.1f} ms"),
        "memory": (lambda f: f.memory, "{:.0f} MiB"),
        "exit": (lambda f: f.exit, "{:.3f} s"),
    }
    ours, minimal = table["workshop-tui"], table["minimal"]
    names = list(table)
    print("| | " + " | ".join(names) + " | ours / minimal | goal |")
    print("| --- |" + " ---: |" * (len(names) + 2))
    for name, (of, form) in rows.items():
        cells = [_cell(of(table[program]), form) for program in names]
        print(f"| {name} | " + " | ".join(cells) + f" | {ratio(of, ours, minimal)} | {GOALS.get(name, '')} |")


def _cell(value: float | None, form: str) -> str:
    return "–" if value is None else form.format(value)


if __name__ == "__main__":
    main()
