"""Make the program one folder that needs no Python, for the system that this runs on: see docs/install.md.

    uv run --isolated --no-editable --no-default-groups --group standalone --extra postgres python tools/standalone.py

PyInstaller, and a folder: one file would unpack itself at every start, which takes longer than most commands do.
Modules stand as files in it (`noarchive`), which Python reads sooner than from an archive, and PyInstaller's own
preparations are left out (`pyi_rth_…`), of which the program needs none and which took as long as a short command.
Other ways: a Python of its own from python-build-standalone is no package that one can install, Nuitka needs a
compiler, and a zipapp needs a Python.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import Distribution, distributions
from importlib.util import find_spec
from pathlib import Path

import workshop_tui

NAME = "workshop-tui"
SPEC = """
from PyInstaller.utils.hooks import collect_all, collect_data_files, collect_submodules

hidden, datas, binaries = [], [], []
for package in {lazy!r}:
    hidden += collect_submodules(package)
for package in {with_data!r}:
    datas += collect_data_files(package)
if {postgres!r}:
    import psycopg
    for package in ("psycopg", "psycopg_binary"):
        more_datas, more_binaries, more_hidden = collect_all(package)
        datas, binaries, hidden = datas + more_datas, binaries + more_binaries, hidden + more_hidden
found = Analysis([{start!r}], hiddenimports=hidden, datas=datas, binaries=binaries, excludes={unwanted!r},
                 noarchive=True, optimize=1)
scripts = [one for one in found.scripts if not one[0].startswith("pyi_rth_")]
program = EXE(PYZ(found.pure), scripts, exclude_binaries=True, name={name!r}, console=True, upx=False)
COLLECT(program, found.binaries, found.datas, name={name!r}, upx=False)
"""
"""The settings for PyInstaller: a program in Python."""
START = """
import sys

if sys.argv[1:3] == ["-P", "-m"] and sys.argv[3].startswith("workshop_tui."):
    from importlib import import_module

    import_module(sys.argv[3]).main()
else:
    from workshop_tui.cli import main

    main()
"""
"""The program that is started; it does as Python would where the program has a part run in a process of its own."""
LAZY = ("workshop_tui", "textual", "icalendar")
"""Packages that import modules of their own by names which nobody sees who only reads the code."""
WITH_DATA = ("workshop_tui", "textual", "tree_sitter_toml", "icalendar", "tzdata", "jinja2", "markdown_it")
"""Packages that bring files along which are no modules: agendas, catalogues, style sheets, time zones."""
UNWANTED = ("tkinter", "test", "unittest", "pydoc_data", "ensurepip", "idlelib", "lib2to3", "PyInstaller",
            "setuptools", "pip")  # fmt: skip
"""Modules of Python's, and of the builder, that the program never imports."""
BUILDERS = {"altgraph", "macholib", "packaging", "pefile", "pip", "pyinstaller-hooks-contrib", "pywin32-ctypes",
            "setuptools"}  # fmt: skip
"""Packages of the builder, of which nothing is handed on; of PyInstaller itself its loader is."""
NEVER_ASKED_FOR = {"__pycache__", "tests", "demo"}
"""Folders in packages that no program asks for."""
NO_DATA = {".pyc", ".pyi", ".po", ".pot", ".typed", ".so", ".pyd", ".dylib"}
"""Endings of files that are neither modules nor looked for by one, or that PyInstaller finds as what is linked."""
TERMS = ("licen", "copying", "notice")
"""Beginnings of the names of files that say under which terms something may be handed on."""


def main(into: Path) -> Path:
    """Make the folder in `into`, in the place of one that is there, and start the program in it; its path."""
    made = into / f"{NAME}-{workshop_tui.__version__}-{sys.platform}-{platform.machine().lower()}"
    work = into / "work"
    for old in (made, work):
        shutil.rmtree(old, ignore_errors=True)
    work.mkdir(parents=True)
    spec = work / "standalone.spec"
    spec.write_text(_spec(work), encoding="utf-8")
    import PyInstaller.__main__  # tests read what stands above without it

    PyInstaller.__main__.run(
        ["--noconfirm", "--log-level=WARN", f"--distpath={work / 'made'}", f"--workpath={work / 'build'}", str(spec)]
    )
    _terms(work / "made" / NAME / "licences")
    (work / "made" / NAME).rename(made)
    shutil.rmtree(work)
    if lacking := [*_lacking(made)]:
        raise SystemExit(f"{made} lacks {', '.join(lacking)}")
    sys.stdout.write(f"{made}\n{_tried(made)}")
    if sys.platform != "win32":
        _seen(made)
    return made


def _lacking(made: Path) -> Iterator[str]:
    """What of the packages that are taken whole is not in the folder: modules, files that are none, terms."""
    for package in dict.fromkeys((*LAZY, *WITH_DATA)):
        for file in _files_of(package):
            wanted = file.with_suffix(".pyc") if file.suffix == ".py" else file
            if package in (LAZY if file.suffix == ".py" else WITH_DATA) and not (made / "_internal" / wanted).exists():
                yield str(wanted)
    yield from (name for name in ("Python.txt", f"{NAME}.txt") if not (made / "licences" / name).exists())


def _files_of(package: str) -> Iterator[Path]:
    """The files that the program may ask for in a package, by their paths in it; none if it is not installed."""
    spec = find_spec(package)
    for folder in (spec and spec.submodule_search_locations) or ():
        for file in sorted(Path(folder).rglob("*")):
            path = Path(package, file.relative_to(folder))
            if file.is_file() and file.suffix not in NO_DATA and not {*path.parts} & NEVER_ASKED_FOR:
                yield path


def _tried(made: Path) -> str:
    """Play a short day with nothing but the folder (no PATH, no Python); what it says of its version.

    Raises CalledProcessError where a command fails, the template's included, which is filled in by a second process.
    """
    program = made / (f"{NAME}.exe" if sys.platform == "win32" else NAME)
    kept = {name: value for name, value in os.environ.items() if name.upper() in ("SYSTEMROOT", "TEMP", "TMP")}
    with tempfile.TemporaryDirectory() as folder:
        alone = kept | {"PATH": "", "WORKSHOP_TUI_HOME": folder, "WORKSHOP_TUI_AS": "somebody", "LANG": "C.UTF-8"}
        template = Path(folder, "own.md")
        template.write_text("{{ agenda.title | md }}", encoding="utf-8")

        def said(*words: str) -> str:
            done = subprocess.run([program, *words], env=alone, cwd=folder, stdout=subprocess.PIPE, check=True)
            return done.stdout.decode()

        agenda = said("agendas").splitlines()[0].partition("\t")[0]
        said("open", agenda, "--id", "tried")
        said("next")
        said("note", "tried")
        for form in ("md", "html", "json", "csv", "ics"):
            said("report", "--format", form)
        said("report", "--template", str(template))
        return said("--version")


def _seen(made: Path) -> None:
    """Start its full screen in a terminal with nothing but the folder, and leave it by its key. Raises on failure."""
    import pty
    import select
    import time

    child, terminal = pty.fork()
    if not child:
        alone = {"PATH": "", "HOME": "/nonexistent", "TERM": "xterm-256color", "LANG": "C.UTF-8", "LANGUAGE": "en"}
        os.execve(made / NAME, [NAME, "demo", "--as", "somebody"], alone)
    shown, until = b"", time.monotonic() + 60
    with suppress(OSError):  # its end
        while time.monotonic() < until:
            if select.select([terminal], [], [], 1)[0]:
                shown += os.read(terminal, 65536)
            if b"Accueil" in shown:
                os.write(terminal, b"q")
    ended, status = os.waitpid(child, os.WNOHANG if time.monotonic() >= until else 0)
    if not ended or status or b"Accueil" not in shown:
        raise SystemExit(f"its screen did not start, or not end: {shown[-500:]!r}")


def _spec(work: Path) -> str:
    start = work / "start.py"
    start.write_text(START, encoding="utf-8")
    return SPEC.format(
        lazy=LAZY, with_data=[one for one in WITH_DATA if find_spec(one)], postgres=find_spec("psycopg") is not None,
        start=str(start), unwanted=UNWANTED, name=NAME,
    )  # fmt: skip


def _terms(folder: Path) -> None:
    """Put the terms of all that is handed on into `folder`: the program's, its dependencies', Python's."""
    folder.mkdir()
    for found in distributions():
        if found.name.lower() not in BUILDERS:
            (folder / f"{found.name}.txt").write_text(_terms_of(found), encoding="utf-8")
    library = Path(platform.__file__).parent
    own = next((file for where in (library, Path(sys.base_prefix)) for file in where.glob("LICENSE*")), None)
    text = own.read_text(encoding="utf-8") if own else sys.copyright
    (folder / "Python.txt").write_text(f"Python {platform.python_version()}\n\n{text}\n", encoding="utf-8")


def _terms_of(found: Distribution) -> str:
    texts = [
        Path(str(found.locate_file(file))).read_text(encoding="utf-8", errors="replace")
        for file in found.files or ()
        if file.name.lower().startswith(TERMS) and file.suffix not in (".py", ".pyc")
    ]
    said = found.metadata.get("License-Expression") or found.metadata.get("License") or "as follows"
    return "\n\n".join((f"{found.name} {found.version}: {said.splitlines()[0]}", *texts))


if __name__ == "__main__":
    main(Path(sys.argv[1] if sys.argv[1:] else "dist").absolute())
