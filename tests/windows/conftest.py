"""A Windows Python with this checkout's wheel in it, under Wine; and programs run with it.

Made once, in `~/.cache/workshop-tui-windows` (a minute on a slow machine); after a change of the source its wheel alone
is made anew. Where Wine is missing, these tests are skipped.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.alone import alone
from tests.cli.conftest import spoken
from tests.conftest import DAY
from tests.seed import one_day
from workshop_tui.clock import SystemClock
from workshop_tui.journal.sessions import state_of
from workshop_tui.journal.sqlite import Folder
from workshop_tui.opening import create

__all__ = ["spoken"]
ROOT = Path(__file__).parent.parent.parent
NEEDS = ("wine", "x86_64-w64-mingw32-gcc", "unzip", "uv", "pip")
PACKAGES = "wine, gcc-mingw-w64-x86-64-win32 and unzip"

UNNEEDED = "explorer.exe,plugplay.exe,rpcss.exe,svchost.exe,winedevice.exe,winemenubuilder.exe"
"""Parts of Wine (a desktop, devices, menus) that each first program would start; they cost more than the program."""
WINES_OWN = b"wine: Read access denied for device"
"""The beginning of what Wine itself says of its disks once their service is not started."""


@dataclass
class Windows:
    """A Windows Python, and a data folder on it."""

    folder: Path
    program: Path
    home: Path
    started: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def path(self, file: Path) -> str:
        """The path of `file` as Windows has it."""
        return f"Z:{file}".replace("/", "\\")

    def environment(self, **more: str) -> dict[str, str]:
        """The variables there; Wine takes its own words, and theirs, to be in the encoding that LANG says."""
        ours = ("WORKSHOP_", "LC_", "LANG", "PYTHON", "COLUMNS", "LINES")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return kept | {
            "PYTHONPATH": f"{self.path(self.program)};{self.path(self.home.parent / 'tried')}",
            "WORKSHOP_TUI_HOME": self.path(self.home),
            "WORKSHOP_TUI_AS": "pascal",
            **told_to_wine(self.folder),
            **more,
        }

    def command(self, *words: str) -> list[str]:
        """The command that runs Python with these words."""
        return started_in(self.folder, *words)

    def start(self, *words: str, **more: str) -> subprocess.Popen[bytes]:
        """Python with these words, its streams pipes; it is ended after the test."""
        pipe = subprocess.PIPE
        self.started.append(
            subprocess.Popen(
                self.command(*words),
                env=self.environment(**more),
                cwd=self.home.parent,
                stdin=pipe,
                stdout=pipe,
                stderr=pipe,
            )
        )
        return self.started[-1]

    def run(self, *words: str, given: bytes = b"", **more: str) -> tuple[int, bytes, bytes]:
        """The program's exit code, and what it wrote."""
        child = self.start("-m", "workshop_tui", *words, **more)
        out, err = child.communicate(given, timeout=300)
        told = [line for line in err.splitlines(keepends=True) if not line.startswith(WINES_OWN)]
        return child.returncode, out, b"".join(told)

    def said(self, *commands: tuple[str, ...]) -> list[tuple[int, str, str]]:
        """Do several commands in one process there; give what each ends with and writes, in UTF-8."""
        child = self.start("-m", "tests.windows.played", "said")
        out, err = child.communicate(json.dumps(commands).encode(), timeout=300)
        assert child.returncode == 0, err.decode()
        return [(code, out, err) for code, out, err in json.loads(out)]

    def notes(self) -> list[str]:
        """The texts of the session's notes, as they are read here."""
        with Folder(self.home / "sessions").open("day") as journal:
            return [note.taken.text for note in state_of(journal).notebook.notes]


def told_to_wine(folder: Path) -> dict[str, str]:
    """The variables by which Wine runs what is in `folder`, and no more than that."""
    return {
        "WINEPREFIX": str(folder / "prefix"),
        "WINEDEBUG": "-all",
        "WINEDLLOVERRIDES": f"bcryptprimitives=n;{UNNEEDED}=d",
        "LANG": "C.UTF-8",
    }


def started_in(folder: Path, *words: str) -> list[str]:
    """The command that runs the Python in `folder` with these words."""
    return ["wine", str(folder / "py" / "python.exe"), *words]


def source() -> str:
    """The text that stands for the state of the source."""
    files = [ROOT / "pyproject.toml", *(ROOT / "agendas").rglob("*"), *(ROOT / "workshop_tui").rglob("*")]
    told = hashlib.sha256()
    for file in sorted(one for one in files if one.is_file() and one.suffix not in (".pyc", ".mo")):
        told.update(str(file.relative_to(ROOT)).encode() + file.read_bytes())
    return told.hexdigest()


@pytest.fixture(scope="session")
def python() -> Iterator[tuple[Path, Path]]:
    """The folder of the Windows Python, and that of this checkout's program: several checkouts have one Python.

    A process there waits as long as it may be asked for: Wine's server and its services, which cost twice a Python's
    start, would end with the last process of each test.
    """
    if missing := [name for name in NEEDS if not shutil.which(name)]:
        pytest.skip(f"no Windows Python without {', '.join(missing)}: apt-get install {PACKAGES}")
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "workshop-tui-windows"
    needs = hashlib.sha256((ROOT / "pyproject.toml").read_bytes()).hexdigest()
    program = folder / "programs" / source()
    folder.mkdir(parents=True, exist_ok=True)
    with alone(folder / "lock"), tempfile.TemporaryDirectory(dir=folder) as made:
        wheels = Path(made) / "wheels"
        if not program.exists() or not (folder / needs).exists():
            subprocess.run(["uv", "build", "-q", "--wheel", "-o", wheels, str(ROOT)], check=True)
        if not (folder / needs).exists():
            _make(folder, *wheels.glob("*.whl"))
            (folder / needs).touch()
        if not program.exists():
            to = ["--target", f"{made}/program", "--python", "3.11", "--compile-bytecode"]  # there: twice as long
            subprocess.run(["uv", "pip", "install", "-q", "--no-deps", *to, *wheels.glob("*.whl")], check=True)
            program.parent.mkdir(exist_ok=True)
            Path(made, "program").rename(program)
    waiting = started_in(folder, "-I", "-S", "-c", "import sys; sys.stdin.read()")
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL  # Wine's services have what it has, and outlive it
    environment = {**os.environ, **told_to_wine(folder)}
    with subprocess.Popen(waiting, env=environment, stdin=pipe, stdout=nowhere, stderr=nowhere) as waits:
        yield folder, program
        assert waits.stdin
        waits.stdin.close()
        waits.wait(timeout=60)


def _make(folder: Path, *wheels: Path) -> None:
    """Make the Windows Python, with all that the program needs; the tests are skipped where its parts cannot be had."""
    script = ROOT / "tests" / "windows" / "python.sh"
    made = subprocess.run([script, folder, *wheels], capture_output=True, text=True, check=False)
    if made.returncode == 3:
        pytest.skip(f"the parts of a Windows Python cannot be had: {made.stderr[-300:]}")
    assert made.returncode == 0, made.stderr


@pytest.fixture
def windows(python, tmp_path) -> Iterator[Windows]:
    """The Windows Python, with an empty data folder."""
    folder, program = python
    made = Windows(folder, program, tmp_path / "home")
    tried = tmp_path / "tried"  # the tests; the program is the wheel's
    tried.mkdir()
    for name in ("tests", "agendas"):
        (tried / name).symlink_to(ROOT / name)
    yield made
    for child in made.started:
        if child.poll() is None:
            child.kill()
            child.communicate()


@pytest.fixture
def opened(windows) -> Windows:
    """The same, with a session `day`: made here, for to start Python there takes a second."""
    create(Folder(windows.home / "sessions"), one_day(), DAY, "day", SystemClock(), "pascal")
    return windows
